"""Horizontal bars with their numbers at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.writing.figures.lettering import POINT, Line, height, line_width, width, wrapped
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    CHANGED,
    EDGE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    SMALLEST,
)

_LABELS = 6.5  # the greatest width of the labels
_LONG = 99


def bars_figure(counts: Sequence[tuple[str, int]], more: Collection[str] = ()) -> Figure:
    """A bar for each name, in the given order. Labels carry the names ``label 1``, numbers ``number 1`` ...

    The numbers of the names in ``more`` have a ``+`` behind them: they are larger by what is not told.
    """
    layout = next(layout for layout in (_layout(counts, *one) for one in _attempts()) if layout.height <= PAGE_HEIGHT)
    sheet = Sheet(PAGE_WIDTH, layout.height)
    left = MARGIN + layout.label + 0.2
    most = max((number for _, number in counts), default=0) or 1
    long = PAGE_WIDTH - MARGIN - left - width(f"{most}+", layout.size, bold=True) - 0.25
    y = 0.1
    for place, ((name, number), lines, tall) in enumerate(zip(counts, layout.labels, layout.rows, strict=True), 1):
        middle, thick = y + tall / 2, 0.66 * layout.least
        top = middle - height(len(lines), layout.size) / 2
        sheet.block(MARGIN + layout.label, top, lines, layout.size, align="right", name=f"label {place}")
        bar = long * number / most
        if number:
            sheet.box(left, middle - thick / 2, bar, thick, fill=CHANGED, line=0, name=f"bar {place}")
        text = f"{number}{'+' if name in more else ''}"
        sheet.write(left + bar + 0.12, middle, text, layout.size, bold=True, name=f"number {place}")
        y += tall
    sheet.rule(left, 0.05, left, layout.height - 0.05, colour=EDGE)
    return sheet.figure


@dataclass(frozen=True, slots=True)
class _Layout:
    size: float
    label: float
    labels: tuple[tuple[Line, ...], ...]
    rows: tuple[float, ...]

    @property
    def least(self) -> float:
        """The height of the lowest row."""
        return min(self.rows, default=0.0)

    @property
    def height(self) -> float:
        return sum(self.rows) + 0.2


def _attempts() -> Iterator[tuple[float, float, int]]:
    """Sizes of text, the white space between bars in sizes of the text, and the most lines of a label; without end."""
    for size in (BODY, SMALL, SMALLEST):
        yield size, 0.9, _LONG
    for most in (_LONG, 2, 1):
        yield SMALLEST, 0.4, most
    size = SMALLEST
    while True:
        size *= 0.97
        yield size, 0.4, 1


def _layout(counts: Sequence[tuple[str, int]], size: float, air: float, most: int) -> _Layout:
    labels = tuple(wrapped(name, _LABELS, size, most=most) for name, _ in counts)
    label = max((line_width(line, size) for lines in labels for line in lines), default=0.0)
    rows = tuple(height(len(lines), size) + air * size * POINT for lines in labels)
    return _Layout(size, label, labels, rows)
