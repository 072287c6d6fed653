"""A sheet to draw on: centimetres from its upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from facilitate.writing.figures.lettering import LEADING, POINT, Line, Piece, families, height, line_width
from facilitate.writing.figures.style import DPI, EDGE, INK, MARK, WHITE

_INCH = 2.54
_MIDDLE = 0.34  # from the middle of a line down to its base line, in sizes of the text


class Sheet:
    """A figure of ``width`` by ``height`` centimetres.

    Every part may carry a ``name`` (matplotlib's gid), by which a test finds it again.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.figure = Figure(figsize=(width / _INCH, height / _INCH), dpi=DPI, facecolor=WHITE)
        FigureCanvasAgg(self.figure)
        to_inches = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, height / _INCH)
        self._transform = to_inches + self.figure.dpi_scale_trans

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = WHITE,
        edge: str = EDGE,
        line: float = 0.7,
        dashed: bool = False,
        hatch: str = "",
        layer: float = 3,
        name: str = "",
    ) -> None:
        """A rectangle from its upper left corner; ``line`` is the width of its edge in points, 0 for none."""
        patch = Rectangle(
            (x, y),
            width,
            height,
            facecolor=fill,
            edgecolor=edge,
            linewidth=line,
            linestyle=(0, (4, 2.5)) if dashed else "solid",
            hatch=hatch or None,
            zorder=layer,
            transform=self._transform,
            gid=name or None,
        )
        self.figure.add_artist(patch)

    def tag(self, x: float, y: float, width: float, height: float, *, edge: str = EDGE, name: str = "") -> None:
        """A small white label with round corners."""
        patch = FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle=f"round,pad=0,rounding_size={min(height / 2, 0.12)}",
            facecolor=WHITE,
            edgecolor=edge,
            linewidth=0.8,
            zorder=5,
            transform=self._transform,
            gid=name or None,
        )
        self.figure.add_artist(patch)

    def band(
        self,
        start: tuple[float, float],
        bend: tuple[float, float],
        end: tuple[float, float],
        *,
        thick: float,
        colour: str,
        layer: float,
        name: str = "",
    ) -> None:
        """A band of constant width: level, bent between the two x of ``bend``, level again to its end.

        ``thick`` is its width in centimetres. A white rim keeps crossing bands apart.
        """
        middle = sum(bend) / 2
        turns = [(bend[0], start[1]), (middle, start[1]), (middle, end[1]), (bend[1], end[1])]
        points = [start, *turns, end]
        codes = [Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO]
        for extra, stroke, called in ((0.05, WHITE, ""), (0.0, colour, name)):
            patch = PathPatch(
                Path(points, codes),
                fill=False,
                edgecolor=stroke,
                linewidth=(thick + extra) / POINT,
                capstyle="butt",
                zorder=layer,
                transform=self._transform,
                gid=called or None,
            )
            self.figure.add_artist(patch)

    def shapes(
        self,
        points: Sequence[tuple[float, float]],
        outline: Sequence[tuple[float, float]],
        size: float,
        *,
        fill: str,
        edge: str = INK,
        line: float = 0.6,
        layer: float = 3.5,
        name: str = "",
    ) -> None:
        """The same shape around each of the points, as one part; ``outline`` has the corners of one of size 1."""
        if not points:
            return
        corners: list[tuple[float, float]] = []
        codes: list[Any] = []  # numpy's small numbers
        for x, y in points:
            corners += [(x + size * dx, y + size * dy) for dx, dy in (*outline, outline[0])]
            codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), Path.CLOSEPOLY]
        patch = PathPatch(
            Path(corners, codes),
            facecolor=fill,
            edgecolor=edge,
            linewidth=line,
            joinstyle="miter",
            zorder=layer,
            transform=self._transform,
            gid=name or None,
        )
        self.figure.add_artist(patch)

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, colour: str, line: float = 0.6) -> None:
        """A straight line of ``line`` points."""
        patch = PathPatch(
            Path([(x0, y0), (x1, y1)]), edgecolor=colour, linewidth=line, zorder=2, transform=self._transform
        )
        self.figure.add_artist(patch)

    def warning(self, x: float, y: float, size: float, *, name: str = "") -> None:
        """A triangle with an exclamation mark in it, around the point; ``size`` is its side in centimetres."""
        up, side = 0.5 * size, 0.56 * size
        corners = [(x - side, y + up), (x + side, y + up), (x, y - up)]
        patch = Polygon(corners, facecolor=INK, edgecolor=INK, zorder=4, transform=self._transform, gid=name or None)
        self.figure.add_artist(patch)
        self.write(x, y + 0.14 * size, "!", 0.62 * size / POINT, colour=WHITE, bold=True, align="center")

    def write(
        self,
        x: float,
        y: float,
        text: str | Line,
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        name: str = "",
    ) -> None:
        """One line of text, its middle at height ``y``; ``align`` says where ``x`` is: left, center or right."""
        line = (Piece(text),) if isinstance(text, str) else text
        y += _MIDDLE * size * POINT
        if len(line) > 1:
            x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * line_width(line, size, bold)
            align = "left"
        for piece in line:
            self._letters(x, y, piece, size, bold, name=name, colour=colour, align=align)
            x += line_width((piece,), size, bold)

    def write_upright(self, x: float, y: float, line: Line, size: float, *, bold: bool = False, name: str = "") -> None:
        """One line of text that reads upwards from ``y``, its middle at ``x``."""
        x += _MIDDLE * size * POINT
        for piece in line:
            self._letters(x, y, piece, size, bold, name=name, turned=90)
            y -= line_width((piece,), size, bold)

    def _letters(
        self,
        x: float,
        y: float,
        piece: Piece,
        size: float,
        bold: bool,
        *,
        name: str,
        colour: str = INK,
        align: str = "left",
        turned: int = 0,
    ) -> None:
        weight = "bold" if bold or piece.marked else "normal"
        self.figure.text(
            x,
            y,
            piece.text,
            color=MARK if piece.marked else colour,
            fontproperties=FontProperties(family=list(families(piece.text)), size=size, weight=weight),
            parse_math=False,  # a dollar sign in a name is a dollar sign
            horizontalalignment=align,
            va="baseline",
            rotation=turned,
            rotation_mode="anchor",
            zorder=6,
            transform=self._transform,
            gid=name or None,
        )

    def block(
        self,
        x: float,
        top: float,
        lines: Sequence[Line],
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        name: str = "",
    ) -> float:
        """Lines of text below each other from ``top``; the height below the last of them."""
        for place, line in enumerate(lines):
            y = top + (place + 0.5) * LEADING * size * POINT
            self.write(x, y, line, size, colour=colour, bold=bold, align=align, name=name)
        return top + height(len(lines), size)
