"""A heat map: on which categories the groups want different things, and which groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.records.changes import Step
from facilitate.records.meeting import Meeting
from facilitate.records.reporting import Picture
from facilitate.text import count, listed
from facilitate.writing.figures.disagreement_table import HeatTable, disagreement_table, on_one_page
from facilitate.writing.figures.lettering import POINT, Line, height, line_width, width, wrapped
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    EDGE,
    INK,
    KEY,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SMALL,
    SMALLEST,
    WHITE,
    picture,
)

SHADES = ("#E9EDF5", "#B9C8E4", "#7F9CCB", "#41619E", "#1F2A44")
"""From a few to many groups against: evenly spaced in lightness, so that they stay apart in greyscale."""
_DARK = 3
"""From this shade on, numbers are white."""
_HEADING = 4.6  # the greatest height of a group's name that reads upwards
_WIDEST = 2.6
_KEY_LINE = 0.5


def draw_disagreement(step: Step, meeting: Meeting) -> Picture | None:
    """The heat map, or None where no group is against another."""
    table = disagreement_table(step, meeting)
    if not table.highest:
        return None
    caption = "Where the groups disagreed: how many other groups want something else"
    return picture(disagreement_figure(table), "disagreement", PAGE_WIDTH, caption, disagreement_text(table))


def disagreement_text(table: HeatTable) -> str:
    """What the map says, in two sentences: its alternative text."""
    disputed = sorted((row for row in table.rows if row.total), key=lambda row: -row.total)
    most = listed([f"{row.number} {row.name}".strip() for row in disputed[:3]])
    return (
        f"Heat map of {count(len(table.groups), 'group')} by {count(len(table.rows), 'category', 'categories')}: "
        f"{len(disputed)} of them are in dispute. Most disagreement is on {most}."
    )


def disagreement_figure(table: HeatTable) -> Figure:
    """The figure of ``draw_disagreement``, at most a page. Cells carry the names ``cell 1 1`` (row and column)."""
    shown = on_one_page(table)
    for size, most in _attempts():
        layout = _layout(shown, size, most)
        if layout.height <= PAGE_HEIGHT:
            return _drawn(shown, layout)
    raise AssertionError("the text gets smaller until the map fits")


def _attempts() -> Iterator[tuple[float, int]]:
    """Text sizes in points with the most lines of a name, best first; without end."""
    for size in (BODY, SMALL, SMALLEST):
        yield from ((size, 3), (size, 2))
    size = SMALLEST
    while True:
        yield size, 1
        size *= 0.96


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes in centimetres: the numbers and names of categories, the columns of groups, the heads, the rows."""

    size: float
    number: float
    label: float
    column: float
    heads: tuple[tuple[Line, ...], ...]
    upright: bool
    head_height: float
    names: tuple[tuple[Line, ...], ...]
    rows: tuple[float, ...]

    @property
    def cells(self) -> float:
        """Where the first column of cells begins."""
        return MARGIN + self.number + self.label

    @property
    def height(self) -> float:
        return self.head_height + sum(self.rows) + 2 * _KEY_LINE + 0.15


def _layout(table: HeatTable, size: float, most: int) -> _Layout:
    pad = 0.5 * size * POINT
    number = width(str(len(table.rows)), size, bold=True) + 2 * pad
    free = PAGE_WIDTH - 2 * MARGIN - number
    groups = len(table.groups)
    column = min(max((free - 5.5) / groups, 0.32), _WIDEST)
    label = min(free - column * groups, 8.5)
    room = column - pad
    upright = any(width(word, size, bold=True) > room for name in table.groups for word in name.split())
    if upright:
        most_lines = max(1, int(column / height(1, size)))
        heads = tuple(wrapped(name, _HEADING, size, bold=True, most=most_lines) for name in table.groups)
        tall = max(line_width(line, size, bold=True) for lines in heads for line in lines) + 2 * pad
    else:
        heads = tuple(wrapped(name, room, size, bold=True, most=4) for name in table.groups)
        tall = height(max(map(len, heads)), size) + pad
    names = tuple(wrapped(row.name, label - 2 * pad, size, most=most) for row in table.rows)
    rows = tuple(max(height(len(lines), size) + pad, 1.6 * size * POINT) for lines in names)
    return _Layout(size, number, label, column, heads, upright, tall, names, rows)


def _drawn(table: HeatTable, layout: _Layout) -> Figure:
    sheet = Sheet(PAGE_WIDTH, layout.height)
    _draw_heads(sheet, layout)
    y = layout.head_height
    right = layout.cells + layout.column * len(table.groups)
    for place, row in enumerate(table.rows, 1):
        tall = layout.rows[place - 1]
        sheet.rule(MARGIN, y, right, y, colour=EDGE if place == 1 else RULE)
        sheet.write(MARGIN + layout.number - 0.12, y + tall / 2, row.number, layout.size, bold=True, align="right")
        top = y + (tall - height(len(layout.names[place - 1]), layout.size)) / 2
        sheet.block(MARGIN + layout.number, top, layout.names[place - 1], layout.size, name=f"category {place}")
        for column, value in enumerate(row.against):
            box = (layout.cells + column * layout.column, y, layout.column, tall)
            _draw_cell(sheet, box, value, table.highest, layout, f"cell {place} {column + 1}")
        y += tall
    sheet.rule(MARGIN, y, right, y, colour=EDGE)
    _draw_key(sheet, table, y + _KEY_LINE)
    return sheet.figure


def _draw_heads(sheet: Sheet, layout: _Layout) -> None:
    pad = 0.5 * layout.size * POINT
    for place, lines in enumerate(layout.heads):
        x = layout.cells + (place + 0.5) * layout.column
        name = f"group {place + 1}"
        if layout.upright:
            leading = height(1, layout.size)
            for number, line in enumerate(lines):
                middle = x + (number - (len(lines) - 1) / 2) * leading
                sheet.write_upright(middle, layout.head_height - pad, line, layout.size, bold=True, name=name)
        else:
            top = layout.head_height - height(len(lines), layout.size) - pad / 2
            sheet.block(x, top, lines, layout.size, bold=True, align="center", name=name)


def shade(value: int, highest: int) -> int:
    """Which of the SHADES a number of groups gets: the highest number the darkest, one group the lightest."""
    steps = min(highest, len(SHADES))
    return len(SHADES) - 1 - (highest - value) * steps // highest if highest > 1 else 1


def _draw_cell(
    sheet: Sheet, box: tuple[float, float, float, float], value: int | None, highest: int, layout: _Layout, name: str
) -> None:
    """A shade with its number; a dot where the group said something and nobody is against; else nothing."""
    x, y, wide, tall = box
    middle = (x + wide / 2, y + tall / 2)
    if value is None:
        return
    if value == 0:
        sheet.write(*middle, "·", layout.size, colour=QUIET, align="center", name=name)
        return
    step = shade(value, highest)
    sheet.box(x + 0.02, y + 0.02, wide - 0.04, tall - 0.04, fill=SHADES[step], line=0, name=name)
    size = min(layout.size, 0.8 * wide / width(str(highest), 1.0, bold=True))
    colour = WHITE if step >= _DARK else INK
    sheet.write(*middle, str(value), size, colour=colour, bold=True, align="center", name=f"{name} number")


def _draw_key(sheet: Sheet, table: HeatTable, y: float) -> None:
    """What numbers, shades and dots mean, and what is not shown."""
    x = MARGIN
    used = sorted({shade(value, table.highest) for value in range(1, table.highest + 1)})
    for place, step in enumerate(used):
        sheet.box(x + 0.4 * place, y - 0.13, 0.36, 0.26, fill=SHADES[step], line=0)
    x += 0.4 * len(used) + 0.15
    numbers = f"1 to {table.highest}" if table.highest > 1 else "1"
    text = f"{numbers} other groups want something else   ·  nobody is against   empty: nothing said"
    sheet.write(x, y, text, KEY, colour=QUIET, name="key")
    left = [
        f"{count(number, what, many)} with less disagreement"
        for number, what, many in ((table.rows_left, "category", "categories"), (table.groups_left, "group", "groups"))
        if number
    ]
    if left:
        sheet.write(MARGIN, y + 0.4, f"Not shown: {listed(left)}.", KEY, colour=QUIET, name="left")
