"""The crosswalk: what became of every category, from the old list on the left to the new one on the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.records.categories import Category
from facilitate.records.changes import ChangeType, Step
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.lanes import Lanes, Spot, place_lanes
from facilitate.writing.figures.lettering import POINT, Line, Piece, height, line_width, width, wrapped
from facilitate.writing.figures.links import Link, find_links
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    CHANGED,
    EDGE,
    INK,
    KEPT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    SMALL,
    SMALLEST,
    picture,
)

_HEAD = 0.6  # the height of the columns' headings
_CURVE = 1.9  # the width in which bands bend
_WORDS = 2.9  # the greatest width of the words on a band
_EDGE = 0.06  # what lines need beyond their middle at the margins of the sheet
_LONG = 99  # more lines than any name has


def draw_crosswalk(step: Step, count_line: str = "") -> Picture:
    """The crosswalk of a step; ``count_line`` ("8 − 1 (6 into 5) + 1 (9 new) = 8") stands beneath it.

    Both lists are in their printed order. Names are printed whole where the page has room for them at 6 points, and
    shortened where it has not, those of unchanged categories first; the caption says so.
    """
    drawing = _layout(step, count_line)
    before, after = len(step.before.categories), len(step.after.categories)
    caption = f"From {count(before, 'category', 'categories')} to {after}: what became of each category"
    if drawing.shortened:
        caption += " (long names are shortened)"
    return picture(_drawn(drawing), "crosswalk", PAGE_WIDTH, caption, crosswalk_text(step))


def crosswalk_figure(step: Step, count_line: str = "") -> Figure:
    """The figure of ``draw_crosswalk``. Boxes and their texts carry the names ``old C1`` and ``new C1``."""
    return _drawn(_layout(step, count_line))


def crosswalk_text(step: Step) -> str:
    """What the crosswalk says, in one or two sentences: its alternative text."""
    before, after = len(step.before.categories), len(step.after.categories)
    counts = change_counts(step)
    said = ", ".join(f"{number} {kind.label}" for kind, number in counts.items()) or "no changes"
    return f"{count(before, 'category', 'categories')} before the meeting, {after} after it: {said}."


def change_counts(step: Step) -> dict[ChangeType, int]:
    """How many changes of each type a step has, in the order of the types, those without any left out."""
    types = [change.type for change in step.changes]
    return {kind: types.count(kind) for kind in ChangeType if kind in types}


@dataclass(frozen=True, slots=True)
class _Box:
    """A category's box: its number, the lines of its name, and the links at its inner side from above."""

    name: str
    number: str
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    alone: bool
    """Whether the other list has no such id: dashed on the left, heavy on the right."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """Sizes in centimetres, all of them made from the size of the text in points."""

    size: float
    air: float
    number: float
    words: float

    @property
    def em(self) -> float:
        return self.size * POINT

    @property
    def pad(self) -> float:
        return 0.5 * self.em

    @property
    def gap(self) -> float:
        return 0.45 * self.air * self.em

    @property
    def thick(self) -> float:
        return 0.6 * self.em

    @property
    def tag(self) -> float:
        """The size of the words on bands, in points."""
        return 0.9 * self.size

    @property
    def box(self) -> float:
        return (PAGE_WIDTH - _CURVE - self.words) / 2 - _EDGE

    @property
    def text(self) -> float:
        return self.box - self.number - 3.0 * self.pad


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Everything that the sheet needs to know."""

    measure: _Measure
    left: tuple[_Box, ...]
    right: tuple[_Box, ...]
    lanes: Lanes
    links: tuple[Link, ...]
    count_lines: tuple[Line, ...]
    shortened: bool


# ---------------------------------------------------------------- where everything stands


def _layout(step: Step, count_line: str) -> _Drawing:
    """The largest drawing that the page holds: first smaller text, then shorter names, then both."""
    links = find_links(step)
    count_lines = wrapped(count_line, PAGE_WIDTH - 2 * _EDGE, BODY) if count_line else ()
    room = PAGE_HEIGHT - _HEAD - _foot(count_lines)
    for attempt in _attempts():
        measure = _measure(step, links, attempt)
        most = _limits(links, attempt)
        left = _boxes(step, links, measure, old=True, most=most)
        right = _boxes(step, links, measure, old=False, most=most)
        tall = ([_tall(box, measure, old=True) for box in left], [_tall(box, measure, old=False) for box in right])
        names = ([box.name for box in left], [box.name for box in right])
        lanes = place_lanes(*names, tall, measure.gap, 1.25 if attempt.size >= SMALLEST else 1.0)
        if lanes.total <= room:
            shortened = any(box.lines and box.lines[-1][-1].text.endswith("…") for box in (*left, *right))
            return _Drawing(measure, left, right, lanes, links, count_lines, shortened)
    raise AssertionError("the text gets smaller until the lists fit")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The size of text in points, the share of white space, the most lines for unchanged and for changed names."""

    size: float
    air: float = 1.0
    kept: int = _LONG
    changed: int = _LONG


def _attempts() -> Iterator[_Attempt]:
    """What to try, best first. It never ends: however long the lists are, something fits."""
    for size in (BODY, 7.5, SMALL, 6.5, SMALLEST):
        yield _Attempt(size)
    for lines in (_LONG, 3, 2, 1):
        yield _Attempt(SMALLEST, 0.5, lines)
    for lines in (4, 3, 2, 1):
        yield _Attempt(SMALLEST, 0.5, 1, lines)
    size = SMALLEST
    while True:
        size *= 0.97
        yield _Attempt(size, 0.5, 1, 1)


def _limits(links: Sequence[Link], attempt: _Attempt) -> Callable[[Category], int]:
    touched = {end for link in links if link.changed for end in (link.old, link.new)}
    return lambda category: attempt.changed if category.id in touched else attempt.kept


def _measure(step: Step, links: Sequence[Link], attempt: _Attempt) -> _Measure:
    size = attempt.size
    numbers = max(len(step.before.categories), len(step.after.categories), 1)
    words = [line for link in links for line in _words(link, 0.9 * size)]
    room = max((line_width(line, 0.9 * size) for line in words), default=0.0)
    words_room = room + 2.2 * size * POINT if words else 0.6
    return _Measure(size, attempt.air, width(str(numbers), size, bold=True), words_room)


def _words(link: Link, size: float) -> tuple[Line, ...]:
    """The words on a band; a change to each line where they are too many for one."""
    if width(link.words, size) <= _WORDS:
        return (((Piece(link.words),)),) if link.words else ()
    return wrapped(link.words, _WORDS, size)


def _boxes(
    step: Step, links: Sequence[Link], measure: _Measure, *, old: bool, most: Callable[[Category], int]
) -> tuple[_Box, ...]:
    """The boxes of one list, each with its links in the order in which the other list has their ends."""
    version, other = (step.before, step.after) if old else (step.after, step.before)
    order = {category.id: place for place, category in enumerate(other.categories)}
    ends: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if here := link.old if old else link.new:
            ends[here].append(link)
    boxes = []
    for number, category in enumerate(version.categories, 1):
        marks = [(mark.start, mark.end) for mark in category.marks] if not old else []
        lines = wrapped(category.name, measure.text, measure.size, marks=marks, most=most(category))
        mine = sorted(ends[category.id], key=lambda link: order.get((link.new if old else link.old) or category.id, -1))
        boxes.append(_Box(category.id, str(number), lines, tuple(mine), category.id not in order))
    return tuple(boxes)


def _tall(box: _Box, measure: _Measure, *, old: bool) -> float:
    text = height(len(box.lines), measure.size) + 0.5 * measure.air * measure.em
    text += 2 * _edge(box, measure, old=old) * POINT if box.alone else 0.0
    slots = [_slot(link, measure, old=old) for link in box.links]
    return max(text, sum(slots) + 0.2 * measure.air * measure.em)


def _edge(box: _Box, measure: _Measure, *, old: bool) -> float:
    """The width of a box's edge in points."""
    full = 0.7 if not box.alone else 1.1 if old else 2.2
    return full * measure.size / BODY


def _slot(link: Link, measure: _Measure, *, old: bool) -> float:
    """The height that a link takes up at the side of its box: that of its words where they stand."""
    if link.changed and (not old or link.new is None):
        return height(len(_words(link, measure.tag)), measure.tag) + (0.15 + 0.25 * measure.air) * measure.em
    return measure.thick * 1.25


def _ends(boxes: Sequence[_Box], spots: Sequence[Spot], measure: _Measure, *, old: bool) -> dict[Link, float]:
    """The height at which each link meets its box."""
    found = {}
    for box, spot in zip(boxes, spots, strict=True):
        slots = [_slot(link, measure, old=old) for link in box.links]
        y = spot.middle - sum(slots) / 2
        for link, slot in zip(box.links, slots, strict=True):
            found[link] = y + slot / 2
            y += slot
    return found


# ---------------------------------------------------------------- the drawing


def _drawn(drawing: _Drawing) -> Figure:
    foot = _foot(drawing.count_lines)
    sheet = Sheet(PAGE_WIDTH, min(_HEAD + drawing.lanes.total + foot, PAGE_HEIGHT))
    measure = drawing.measure
    right = PAGE_WIDTH - _EDGE - measure.box
    for x, heading, boxes in ((_EDGE, "Before", drawing.left), (right, "After", drawing.right)):
        many = count(len(boxes), "category", "categories")
        sheet.write(x, 0.28, f"{heading}: {many}", BODY, bold=True, name="heading")
    for x, boxes, spots, old in (
        (_EDGE, drawing.left, drawing.lanes.left, True),
        (right, drawing.right, drawing.lanes.right, False),
    ):
        for box, spot in zip(boxes, spots, strict=True):
            _draw_box(sheet, box, x, _HEAD + spot.top, spot.height, measure, old=old)
    _draw_links(sheet, drawing)
    y = _HEAD + drawing.lanes.total + 0.3
    if drawing.count_lines:
        y = sheet.block(_EDGE, y, drawing.count_lines, BODY, name="count line") + 0.15
    _draw_key(sheet, drawing, y)
    return sheet.figure


def _draw_box(sheet: Sheet, box: _Box, x: float, y: float, tall: float, measure: _Measure, *, old: bool) -> None:
    name = f"{'old' if old else 'new'} {box.name}"
    line = _edge(box, measure, old=old)
    inside = line * POINT / 2  # the edge is drawn within the box, so that heavy neighbours do not touch
    sheet.box(
        x + inside,
        y + inside,
        measure.box - 2 * inside,
        tall - 2 * inside,
        edge=INK if box.alone else EDGE,
        line=line,
        dashed=box.alone and old,
        name=name,
    )
    top = y + (tall - height(len(box.lines), measure.size)) / 2
    number = x + measure.pad + measure.number
    sheet.write(number, y + tall / 2, box.number, measure.size, bold=True, align="right", name=name)
    sheet.block(number + measure.pad, top, box.lines, measure.size, name=name)


def _draw_links(sheet: Sheet, drawing: _Drawing) -> None:
    """Bands from box to box, unchanged ones below the others, and the words on those that changed."""
    measure = drawing.measure
    starts = _ends(drawing.left, drawing.lanes.left, measure, old=True)
    ends = _ends(drawing.right, drawing.lanes.right, measure, old=False)
    left, right = _EDGE + measure.box, PAGE_WIDTH - _EDGE - measure.box
    bend = (left + 0.12, right - measure.words)
    for link in drawing.links:
        colour, layer = (CHANGED, 2.0) if link.changed else (KEPT, 1.0)
        start = (left, _HEAD + starts[link]) if link in starts else None
        end = (right, _HEAD + ends[link]) if link in ends else None
        name = f"{link.old or '-'} {link.new or '-'}"
        if start and end:
            sheet.band(start, bend, end, thick=measure.thick, colour=colour, layer=layer, name=f"band {name}")
            _draw_words(sheet, link, (bend[1] + right) / 2, end[1], measure, name)
        elif end:
            middle = (bend[1] + right) / 2
            sheet.band((middle, end[1]), (middle, middle), end, thick=measure.thick, colour=colour, layer=layer)
            _draw_words(sheet, link, middle, end[1], measure, name)
        elif start:
            middle = left + 1.5 * measure.pad + _wide(_words(link, measure.tag), measure) / 2
            stub = (middle, start[1])
            sheet.band(start, (left, left), stub, thick=measure.thick, colour=colour, layer=layer)
            _draw_words(sheet, link, middle, start[1], measure, name)


def _draw_words(sheet: Sheet, link: Link, x: float, y: float, measure: _Measure, name: str) -> None:
    if lines := _words(link, measure.tag):
        wide, tall = _wide(lines, measure), height(len(lines), measure.tag) + 0.15 * measure.em
        sheet.tag(x - wide / 2, y - tall / 2, wide, tall, edge=CHANGED, name=f"tag {name}")
        top = y - height(len(lines), measure.tag) / 2
        sheet.block(x, top, lines, measure.tag, align="center", name=f"words {name}")


def _wide(lines: Sequence[Line], measure: _Measure) -> float:
    return max(line_width(line, measure.tag) for line in lines) + 1.2 * measure.pad


# ---------------------------------------------------------------- the key

_KEY = 6.5
_SIGN = 0.5  # the width of a sign in centimetres
_SIGNS = {
    "changed": "changed",
    "kept": "kept or renumbered",
    "dashed": "no longer a category of its own",
    "heavy": "did not exist before",
    "marked": "new input",
}


def _foot(count_lines: Sequence[Line]) -> float:
    """The height of what stands beneath the columns."""
    return 0.3 + (height(len(count_lines), BODY) + 0.15 if count_lines else 0.0) + 0.4


def _draw_key(sheet: Sheet, drawing: _Drawing, y: float) -> None:
    """What the lines and colours mean, those that occur, in one line."""
    occurs = {
        "changed": any(link.changed for link in drawing.links),
        "kept": any(not link.changed for link in drawing.links),
        "dashed": any(box.alone for box in drawing.left),
        "heavy": any(box.alone for box in drawing.right),
        "marked": any(piece.marked for box in drawing.right for line in box.lines for piece in line),
    }
    middle, x = y + 0.17, _EDGE
    for sign, text in _SIGNS.items():
        if occurs[sign]:
            _draw_sign(sheet, sign, x, middle)
            sheet.write(x + _SIGN + 0.12, middle, text, _KEY, colour=QUIET, name="key")
            x += _SIGN + 0.12 + width(text, _KEY) + 0.4


def _draw_sign(sheet: Sheet, sign: str, x: float, y: float) -> None:
    match sign:
        case "marked":
            sheet.write(x + _SIGN / 2, y, (Piece("bold", True),), _KEY, align="center", name="key")
        case "dashed" | "heavy":
            dashed = sign == "dashed"
            sheet.box(x, y - 0.12, _SIGN, 0.24, edge=INK, line=1.1 if dashed else 2.0, dashed=dashed)
        case _:
            sheet.box(x, y - 0.07, _SIGN, 0.14, fill=CHANGED if sign == "changed" else KEPT, line=0)
