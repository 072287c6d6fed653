"""People and their categories, a row each, by region: for a core group. Those who are not named count in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.network.consent import UNTOLD
from facilitate.records.network import Count, NetworkMap, Person
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.lettering import POINT, Line, line_width, width, wrapped
from facilitate.writing.figures.network_signs import CIRCLE
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    INK,
    KEPT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SMALL,
    SMALLEST,
    picture,
)

MOST_NAMES = 60
"""Up to so many people the figure names each."""
MORE = "+"
NO_REGION = "no region stated"
_HEADS = (5.0, 6.5, 8.0)  # heights for categories that read upwards, in centimetres: the first that cuts none off
_NAMES = 3.5  # the least width of the names
_LEAST = 0.85  # the least width of a category's column that is fine to look at
_COLUMN = 1.3  # the greatest width of a category's column


def draw_named_people(chart: NetworkMap) -> Picture:
    """The matrix of people and categories."""
    caption = f"Who works on what: {count(len(chart.people), 'person', 'people')} by region"
    others = chart.totals.everyone.others
    if others:
        caption += f" (and {others} others, in numbers)"
    if any(number == MORE for row in _rows(chart, _columns(chart)) for number in row.numbers):
        caption += f"; {UNTOLD}"
    return picture(people_figure(chart), "people-by-region-and-category", PAGE_WIDTH, caption, people_text(chart))


def people_text(chart: NetworkMap) -> str:
    """What the figure says, in a sentence: its alternative text."""
    regions = {person.region for person in chart.people if person.region}
    columns = _columns(chart)
    return (
        f"{count(len(chart.people), 'person', 'people')} from {count(len(regions), 'region')} with dots in the columns "
        f"of the {count(len(columns), 'category', 'categories')} that they work on."
    )


def people_figure(chart: NetworkMap) -> Figure:
    """The figure of ``draw_named_people``. Names carry ``person 1`` ..., dots ``dots 1`` ..., headings ``column 1``."""
    columns = _columns(chart)
    rows = list(_rows(chart, columns))
    for size in _sizes():
        needed = max((width(row.text, size, bold=row.heading) for row in rows), default=0.0) + 0.35
        free = PAGE_WIDTH - 2 * MARGIN
        names = min(max(needed, _NAMES), max(free - _LEAST * len(columns), _NAMES))
        column = min(_COLUMN, (free - names) / max(len(columns), 1))
        most = max(1, int(column / (1.25 * size * POINT)))
        heads = _heads(columns, size, most)
        head = max((line_width(line, size) for lines in heads for line in lines), default=0.0) + 0.3
        step = 1.75 * size * POINT
        tall = head + sum(step * (1.25 if row.heading else 1.0) for row in rows) + 0.15
        if tall <= PAGE_HEIGHT or size <= 3:
            break
    sheet = Sheet(PAGE_WIDTH, tall)
    left = MARGIN + names
    for place, lines in enumerate(heads):
        middle = left + (place + 0.5) * column
        for at, line in enumerate(lines):
            x = middle + (at - (len(lines) - 1) / 2) * 1.2 * size * POINT
            sheet.write_upright(x, head - 0.12, line, size, name=f"column {place + 1}")
    y = head
    for place, row in enumerate(rows, 1):
        high = step * (1.25 if row.heading else 1.0)
        _draw_row(sheet, row, place, y, high, size, column, left)
        y += high
    return sheet.figure


def _heads(columns: Sequence[str], size: float, most: int) -> list[tuple[Line, ...]]:
    """The categories in lines, at most so many each; only the longest of all are cut off."""
    whole = (height for height in _HEADS if all(len(wrapped(name, height, size)) <= most for name in columns))
    room = next(whole, _HEADS[-1])
    return [wrapped(name, room, size, most=most) for name in columns]


@dataclass(frozen=True, slots=True)
class _Row:
    """A region's heading, a person, or the others of a region in numbers."""

    text: str
    heading: bool = False
    marks: tuple[bool, ...] = ()
    numbers: tuple[str, ...] = ()


def _sizes() -> Iterator[float]:
    yield from (BODY, 7.5, SMALL, 6.5, SMALLEST)
    size = SMALLEST
    while True:
        size *= 0.95
        yield size


def _columns(chart: NetworkMap) -> tuple[str, ...]:
    """The list, and after it what people wrote that is not on it."""
    more = sorted({value for person in chart.people for value in person.categories if value not in chart.categories})
    return (*chart.categories, *more)


def _rows(chart: NetworkMap, columns: Sequence[str]) -> Iterator[_Row]:
    regions = sorted({person.region for person in chart.people if person.region})
    counts = {one.value: one for one in chart.totals.field("Region")}
    for region in (*regions, *sorted(set(counts) - {*regions, ""}), ""):
        people = [person for person in chart.people if person.region == region]
        others = counts[region].others if region in counts else 0
        if not people and not others:
            continue
        known = f"{region or NO_REGION}: {len(people)}"
        yield _Row(f"{known} and {others} not named" if others else known, heading=True)
        for person in people:
            yield _Row(_name(person), marks=tuple(value in person.categories for value in columns))
        if others:
            yield _Row(f"{others} not named", numbers=tuple(_number(chart, region, value) for value in columns))


def _name(person: Person) -> str:
    return f"{person.label}, {person.organisation}" if person.organisation else person.label


def _number(chart: NetworkMap, region: str, category: str) -> str:
    grid = chart.totals.grid
    if region not in grid.rows or category not in grid.columns:
        return ""
    cell: Count = grid.cells[grid.rows.index(region)][grid.columns.index(category)]
    return MORE if cell.others is None else str(cell.others or "")


def _draw_row(
    sheet: Sheet, row: _Row, place: int, y: float, high: float, size: float, column: float, left: float
) -> None:
    middle = y + high / 2
    if row.heading:
        sheet.box(MARGIN, y + 0.04, PAGE_WIDTH - 2 * MARGIN, high - 0.08, fill=KEPT, line=0)
        sheet.write(MARGIN + 0.12, middle, row.text, size, bold=True, name=f"region {place}")
        return
    sheet.rule(MARGIN, y + high, PAGE_WIDTH - MARGIN, y + high, colour=RULE, line=0.3)
    text: Line = wrapped(row.text, left - MARGIN - 0.3, size, most=1)[0]
    sheet.write(MARGIN + 0.12, middle, text, size, colour=QUIET if row.numbers else INK, name=f"person {place}")
    spots = [(left + (at + 0.5) * column, middle) for at, marked in enumerate(row.marks) if marked]
    sheet.shapes(spots, CIRCLE, 1.05 * size * POINT, fill=INK, name=f"dots {place}")
    for at, number in enumerate(row.numbers):
        x = left + (at + 0.5) * column
        sheet.write(x, middle, number, size, colour=QUIET, align="center", name=f"number {place}")
