"""The list over several meetings: all its versions side by side, with what became of each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.changes import Step
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.columns import Columns, place_columns
from facilitate.writing.figures.crosswalk import draw_key
from facilitate.writing.figures.crosswalk_layout import is_long
from facilitate.writing.figures.lanes import Spot
from facilitate.writing.figures.lettering import POINT, Line, height, line_width, plain, width, wrapped
from facilitate.writing.figures.links import Link, find_links
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    CHANGED,
    EDGE,
    INK,
    KEPT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    SMALLEST,
    picture,
)

SIDE_BY_SIDE = 3
"""Versions in one figure; a longer series continues in a further figure with the last version of the one before."""

_HEAD = 0.6
_FOOT = 0.8
_CURVE = 0.9  # the width in which bands bend
_WORDS = 1.5  # the greatest width of the words on a band


@dataclass(frozen=True, slots=True)
class _Box:
    """A category in one version, with the links at its left and at its right from above."""

    name: str
    number: str
    lines: tuple[Line, ...]
    left: tuple[Link, ...]
    right: tuple[Link, ...]
    fresh: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class _Try:
    """The size of the text in points, the share of white space, and the most lines of a name."""

    size: float
    air: float = 1.0
    lines: int = 99

    @property
    def em(self) -> float:
        return self.size * POINT

    @property
    def tag(self) -> float:
        return 0.9 * self.size

    @property
    def gap(self) -> float:
        return 0.45 * self.air * self.em


@dataclass(frozen=True, slots=True)
class SeriesLayout:
    """Where everything stands in a figure of a few versions side by side."""

    tried: _Try
    versions: tuple[Version, ...]
    links: tuple[tuple[Link, ...], ...]
    boxes: tuple[tuple[_Box, ...], ...]
    columns: Columns
    words: float
    number: float

    @property
    def between(self) -> float:
        """The width between two columns."""
        return _CURVE + self.words

    @property
    def wide(self) -> float:
        """The width of a column."""
        return (PAGE_WIDTH - 2 * MARGIN - (len(self.versions) - 1) * self.between) / len(self.versions)

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return MARGIN + column * (self.wide + self.between)


def draw_series(steps: Sequence[Step]) -> tuple[Picture, ...]:
    """The figures of a series, as many as it takes.

    None for a single step, which the crosswalk shows, and for lists that are too long to be read side by side.
    """
    if len(steps) < 2 or any(map(is_long, steps)):
        return ()
    parts = [tuple(steps[start : start + SIDE_BY_SIDE - 1]) for start in range(0, len(steps), SIDE_BY_SIDE - 1)]
    pictures = []
    for number, part in enumerate(parts, 1):
        layout = lay_out_series(part)
        of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        caption = f"The list from {part[0].before.label} to {part[-1].after.label}, all versions side by side{of}"
        if any(plain(box.lines).endswith("…") for column in layout.boxes for box in column):
            caption += " (long names are shortened)"
        name = "series" + (f"-{number}" if len(parts) > 1 else "")
        pictures.append(picture(series_figure(layout), name, PAGE_WIDTH, caption, _said(part)))
    return tuple(pictures)


def _said(steps: Sequence[Step]) -> str:
    numbers = [len(steps[0].before.categories), *(len(step.after.categories) for step in steps)]
    versions = [steps[0].before, *(step.after for step in steps)]
    said = ", ".join(f"{version.label}: {number}" for version, number in zip(versions, numbers, strict=True))
    return f"The categories in {count(len(versions), 'version')} of the list ({said}) and how each became the next."


def lay_out_series(steps: tuple[Step, ...]) -> SeriesLayout:
    """The largest figure that the page holds: first smaller text, then shorter names, then both."""
    versions = (steps[0].before, *(step.after for step in steps))
    links = tuple(find_links(step) for step in steps)
    room = PAGE_HEIGHT - _HEAD - _FOOT
    for tried in _tries():
        said = [line for some in links for link in some for line in _words(link, tried.tag)]
        words = max((line_width(line, tried.tag) for line in said), default=0.0) + 0.9 * tried.em
        number = width(str(max(len(version.categories) for version in versions)), tried.size, bold=True)
        layout = SeriesLayout(tried, versions, links, (), Columns((), 0.0), words, number)
        boxes = tuple(tuple(_boxes(layout, column)) for column in range(len(versions)))
        tall = [[_tall(box, tried) for box in column] for column in boxes]
        columns = place_columns(tall, [_places(layout, at) for at in range(len(steps))], tried.gap, room)
        if columns.total <= room:
            return replace(layout, boxes=boxes, columns=columns)
    raise AssertionError("the text gets smaller until the lists fit")


def _tries() -> Iterator[_Try]:
    for size in (SMALL, 6.5, SMALLEST):
        yield _Try(size)
    for lines in (4, 3, 2, 1):
        yield _Try(SMALLEST, 0.5, lines)
    size = SMALLEST
    while True:
        size *= 0.97
        yield _Try(size, 0.5, 1)


def _words(link: Link, size: float) -> tuple[Line, ...]:
    return wrapped(link.words, _WORDS, size) if link.words else ()


def _boxes(layout: SeriesLayout, column: int) -> Iterator[_Box]:
    version = layout.versions[column]
    into = _by_end(layout, column - 1, old=False)
    out = _by_end(layout, column, old=True)
    room = layout.wide - layout.number - 1.5 * layout.tried.em
    for number, entry in enumerate(version.categories, 1):
        left, right = into.get(entry.id, []), out.get(entry.id, [])
        marks = [(mark.start, mark.end) for mark in entry.marks]
        lines = wrapped(entry.name, room, layout.tried.size, marks=marks, most=layout.tried.lines)
        fresh = column > 0 and _alone(layout.versions[column - 1], entry, left)
        ends = column + 1 < len(layout.versions) and _alone(layout.versions[column + 1], entry, right)
        yield _Box(f"{version.label} {entry.id}", str(number), lines, tuple(left), tuple(right), fresh, ends)


def _by_end(layout: SeriesLayout, gap: int, *, old: bool) -> dict[CategoryId, list[Link]]:
    """The links of a gap by the category at one end, in the order of the list at the other."""
    found: dict[CategoryId, list[Link]] = {}
    if not 0 <= gap < len(layout.links):
        return found
    other = layout.versions[gap + 1 if old else gap]
    for link in sorted(layout.links[gap], key=lambda one: _place(other, one.new if old else one.old)):
        end = link.old if old else link.new
        if end:
            found.setdefault(end, []).append(link)
    return found


def _place(version: Version, id: CategoryId | None) -> int:
    return (version.number(id) or 0) if id else 0


def _alone(other: Version, entry: Category, links: Sequence[Link]) -> bool:
    """Whether the other list has no such category; one that only has another id is the same."""
    return other.get(entry.id) is None and all(link.changed for link in links)


def _places(layout: SeriesLayout, gap: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for link in layout.links[gap]:
        if link.old and link.new:
            left, right = layout.versions[gap].number(link.old), layout.versions[gap + 1].number(link.new)
            if left and right:
                found.setdefault(left - 1, []).append(right - 1)
    return found


def _slot(link: Link, tried: _Try, *, right_end: bool) -> float:
    """The height that a link takes up at a box: that of its words where they stand."""
    if link.changed and (right_end or link.new is None):
        return height(len(_words(link, tried.tag)), tried.tag) + (0.15 + 0.25 * tried.air) * tried.em
    return 0.75 * tried.em


def _tall(box: _Box, tried: _Try) -> float:
    text = height(len(box.lines), tried.size) + 0.5 * tried.air * tried.em + 0.1 * (box.fresh or box.ends)
    into = sum(_slot(link, tried, right_end=True) for link in box.left)
    out = sum(_slot(link, tried, right_end=False) for link in box.right)
    return max(text, into + 0.2 * tried.air * tried.em, out + 0.2 * tried.air * tried.em)


def series_figure(layout: SeriesLayout) -> Figure:
    """The drawing. Boxes and their texts carry names such as ``v1 C3``."""
    sheet = Sheet(PAGE_WIDTH, _HEAD + layout.columns.total + _FOOT)
    for column, version in enumerate(layout.versions):
        heading = f"{version.label}: {count(len(version.categories), 'category', 'categories')}"
        sheet.write(layout.x(column), 0.28, heading, BODY, bold=True, name="heading")
        for box, spot in zip(layout.boxes[column], layout.columns.spots[column], strict=True):
            _draw_box(sheet, layout, box, spot, layout.x(column))
    for gap in range(len(layout.links)):
        _draw_gap(sheet, layout, gap)
    links = [link for some in layout.links for link in some]
    boxes = [box for column in layout.boxes for box in column]
    occurs = {
        "changed": any(link.changed for link in links),
        "kept": any(not link.changed for link in links),
        "dashed": any(box.ends for box in boxes),
        "heavy": any(box.fresh for box in boxes),
        "marked": any(piece.marked for box in boxes for line in box.lines for piece in line),
    }
    draw_key(sheet, occurs, _HEAD + layout.columns.total + 0.35)
    return sheet.figure


def _draw_box(sheet: Sheet, layout: SeriesLayout, box: _Box, spot: Spot, x: float) -> None:
    tried = layout.tried
    line = (2.2 if box.fresh else 1.1 if box.ends else 0.7) * tried.size / BODY
    inside, top = line * POINT / 2, _HEAD + spot.top
    sheet.box(
        x + inside,
        top + inside,
        layout.wide - 2 * inside,
        spot.height - 2 * inside,
        edge=INK if box.fresh or box.ends else EDGE,
        line=line,
        dashed=box.ends,
        name=box.name,
    )
    middle, number = _HEAD + spot.middle, x + 0.5 * tried.em + layout.number
    sheet.write(number, middle, box.number, tried.size, bold=True, align="right", name=box.name)
    above = middle - height(len(box.lines), tried.size) / 2
    sheet.block(number + 0.5 * tried.em, above, box.lines, tried.size, name=box.name)


def _draw_gap(sheet: Sheet, layout: SeriesLayout, gap: int) -> None:
    """The bands between two versions, and the words on those that changed."""
    tried = layout.tried
    starts = dict(_ends(layout, gap, right_end=False))
    ends = dict(_ends(layout, gap + 1, right_end=True))
    left, right = layout.x(gap) + layout.wide, layout.x(gap + 1)
    bend = (left + 0.05, right - layout.words)
    for link in layout.links[gap]:
        lines = _words(link, tried.tag)
        wide = max((line_width(line, tried.tag) for line in lines), default=0.0) + 0.5 * tried.em
        x = (bend[1] + right) / 2
        if link.new is None:
            x = left + 0.4 * tried.em + wide / 2
            points = (left, starts[link]), (left, left), (x, starts[link])
        elif link.old is None:
            points = (x, ends[link]), (x, x), (right, ends[link])
        else:
            points = (left, starts[link]), bend, (right, ends[link])
        colour, layer = (CHANGED, 2.0) if link.changed else (KEPT, 1.0)
        name = f"{layout.versions[gap].label} {link.old or '-'} {link.new or '-'}"
        sheet.band(*points, thick=0.5 * tried.em, colour=colour, layer=layer, name=f"band {name}")
        if lines:
            y, tall = points[2][1], height(len(lines), tried.tag)
            sheet.tag(x - wide / 2, y - tall / 2 - 0.07 * tried.em, wide, tall + 0.14 * tried.em, edge=CHANGED)
            sheet.block(x, y - tall / 2, lines, tried.tag, align="center", name=f"tag {name}")


def _ends(layout: SeriesLayout, column: int, *, right_end: bool) -> Iterator[tuple[Link, float]]:
    """Where the links of a gap meet the boxes of a column, from the upper edge of the sheet."""
    for box, spot in zip(layout.boxes[column], layout.columns.spots[column], strict=True):
        links = box.left if right_end else box.right
        slots = [_slot(link, layout.tried, right_end=right_end) for link in links]
        y = _HEAD + spot.middle - sum(slots) / 2
        for link, slot in zip(links, slots, strict=True):
            yield link, y + slot / 2
            y += slot
