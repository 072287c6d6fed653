"""People by category and region in numbers, with a circle as large as the number: for a network of any size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.network.consent import UNTOLD
from facilitate.records.network import Count, NetworkMap
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.lettering import POINT, Line, height, line_width, width, wrapped
from facilitate.writing.figures.network_signs import CIRCLE
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    EDGE,
    LIGHT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SMALL,
    SMALLEST,
    picture,
)

_NAMES = 5.2  # the greatest width of the categories
_HEAD = 3.6  # the greatest height of a region that reads upwards
_LARGEST = 1.15  # the widest circle


def draw_counts(chart: NetworkMap) -> Picture | None:
    """The matrix of categories and regions, or None where nobody states both."""
    grid = chart.totals.grid
    if not grid.rows or not grid.columns:
        return None
    everyone = chart.totals.everyone
    caption = f"People by category and region ({everyone.told:,} people)"
    if any(cell.others is None for row in grid.cells for cell in row):
        caption += f"; {UNTOLD}"
    return picture(counts_figure(chart), "people-by-region-and-category", PAGE_WIDTH, caption, counts_text(chart))


def counts_text(chart: NetworkMap) -> str:
    """What the figure says, in two sentences: its alternative text."""
    grid = chart.totals.grid
    cells = [
        (cell.told, category, region)
        for region, row in zip(grid.rows, grid.cells, strict=True)
        for category, cell in zip(grid.columns, row, strict=True)
    ]
    number, category, region = max(cells, key=lambda one: (one[0], one[1], one[2]))
    size = f"{count(len(grid.columns), 'category', 'categories')} and {count(len(grid.rows), 'region')}"
    return f"Numbers of people by {size}. The highest is {number:,}: {category} in {region}."


def counts_figure(chart: NetworkMap) -> Figure:
    """The figure of ``draw_counts``. Numbers carry the names ``cell 1 1`` (row and column), circles ``circle 1 1``."""
    for size, upright in _attempts():
        layout = _layout(chart, size, upright)
        if layout and layout.height <= PAGE_HEIGHT:
            return _drawn(chart, layout)
    raise AssertionError("the text gets smaller until the table fits")


def shown(cell: Count) -> str:
    """A count as it is printed: those named and the others; ``+`` where the number of others is kept back."""
    if cell.others is None:
        return f"{cell.named:,}+" if cell.named else "+"
    return f"{cell.named + cell.others:,}" if cell.named + cell.others else ""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes in centimetres, and the wrapped names."""

    size: float
    upright: bool
    label: float
    column: float
    head: float
    step: float
    heads: tuple[tuple[Line, ...], ...]
    names: tuple[tuple[Line, ...], ...]

    @property
    def height(self) -> float:
        return self.head + self.step * len(self.names) + 0.1


def _attempts() -> Iterator[tuple[float, bool]]:
    for upright in (False, True):
        for size in (BODY, 7.5, SMALL, 6.5, SMALLEST):
            yield size, upright
    size = SMALLEST
    while True:
        size *= 0.95
        yield size, True


def _layout(chart: NetworkMap, size: float, upright: bool) -> _Layout | None:
    """The table at one size of text, or None where a word or a number would not fit into its column."""
    grid = chart.totals.grid
    label = _NAMES
    column = min((PAGE_WIDTH - 2 * MARGIN - label) / len(grid.rows), 2.4)
    room = column - 0.15
    longest = max(width(shown(cell), size) for row in grid.cells for cell in row)
    if longest > room:
        return None
    if upright:
        most = max(1, int(column / (1.25 * size * POINT)))
        heads = tuple(wrapped(name, _HEAD, size, bold=True, most=most) for name in grid.rows)
        head = max(line_width(line, size, bold=True) for lines in heads for line in lines) + 0.3
    else:
        if any(width(word, size, bold=True) > room for name in grid.rows for word in name.split()):
            return None
        heads = tuple(wrapped(name, room, size, bold=True) for name in grid.rows)
        head = height(max(map(len, heads)), size) + 0.25
    names = tuple(wrapped(name, label - 0.3, size) for name in grid.columns)
    wanted = max(height(max(map(len, names)), size) + 0.12, 2 * size * POINT)
    step = max(wanted, min(_LARGEST + 0.08, column, (PAGE_HEIGHT - head - 0.1) / len(names)))
    return _Layout(size, upright, label, column, head, step, heads, names)


def _drawn(chart: NetworkMap, layout: _Layout) -> Figure:
    grid, size = chart.totals.grid, layout.size
    sheet = Sheet(PAGE_WIDTH, layout.height)
    left = MARGIN + layout.label
    for place, lines in enumerate(layout.heads):
        middle = left + (place + 0.5) * layout.column
        if layout.upright:
            for at, line in enumerate(lines):
                x = middle + (at - (len(lines) - 1) / 2) * 1.2 * size * POINT
                sheet.write_upright(x, layout.head - 0.12, line, size, bold=True, name=f"region {place + 1}")
        else:
            top = layout.head - 0.12 - height(len(lines), size)
            sheet.block(middle, top, lines, size, bold=True, align="center", name=f"region {place + 1}")
    largest = max((cell.told for row in grid.cells for cell in row), default=1)
    widest = min(_LARGEST, layout.step - 0.06, layout.column - 0.06)
    for row, lines in enumerate(layout.names):
        top = layout.head + row * layout.step
        middle = top + layout.step / 2
        sheet.rule(MARGIN, top, PAGE_WIDTH - MARGIN, top, colour=RULE, line=0.4)
        sheet.block(MARGIN + 0.05, middle - height(len(lines), size) / 2, lines, size, name=f"category {row + 1}")
        for column in range(len(grid.rows)):
            cell = grid.cells[column][row]
            x, name = left + (column + 0.5) * layout.column, f"{row + 1} {column + 1}"
            number = cell.told
            if number:
                wide = widest * math.sqrt(number / largest)
                sheet.shapes([(x, middle)], CIRCLE, wide / 0.92, fill=LIGHT, edge=EDGE, line=0.4, name=f"circle {name}")
            colour = QUIET if cell.others is None and not cell.named else "#000000"
            sheet.write(x, middle, shown(cell), size, colour=colour, align="center", name=f"cell {name}")
    return sheet.figure
