"""Where everything in a crosswalk stands, and how large it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from facilitate.records.categories import Category
from facilitate.records.changes import Step
from facilitate.writing.figures.lanes import Lanes, Spot, place_lanes
from facilitate.writing.figures.lettering import POINT, Line, Piece, height, line_width, plain, width, wrapped
from facilitate.writing.figures.links import Link, find_links
from facilitate.writing.figures.style import BODY, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, SMALL, SMALLEST

HEAD = 0.6
"""The height of the columns' headings in centimetres."""

WHOLE = 80
"""A longer list is drawn without what was only kept or renumbered: nobody could read it."""

_CURVE = 1.9  # the width in which bands bend
_WORDS = 2.9  # the greatest width of the words on a band
_LONG = 99  # more lines than any name has
_COUNT_LINES = 12  # the most lines of the count line


@dataclass(frozen=True, slots=True)
class Box:
    """A category's box: its number, the lines of its name, and the links at its inner side from above."""

    id: str
    old: bool
    number: str
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    alone: bool
    """Whether the other list has no such id: dashed on the left, heavy on the right."""

    @property
    def name(self) -> str:
        """What its parts are called on the sheet."""
        return f"{'old' if self.old else 'new'} {self.id}"


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes in centimetres, all of them made from the size of the text in points.

    ``air`` is the share of white space, ``number`` the width of the numbers, ``words`` that of the words on bands.
    """

    size: float
    air: float
    number: float
    words: float

    @property
    def em(self) -> float:
        """The size of the text in centimetres."""
        return self.size * POINT

    @property
    def pad(self) -> float:
        """The space beside text."""
        return 0.5 * self.em

    @property
    def gap(self) -> float:
        """The least distance of two boxes."""
        return 0.45 * self.air * self.em

    @property
    def thick(self) -> float:
        """The width of a band."""
        return 0.6 * self.em

    @property
    def tag(self) -> float:
        """The size of the words on bands, in points."""
        return 0.9 * self.size

    @property
    def box(self) -> float:
        """The width of a box."""
        return (PAGE_WIDTH - _CURVE - self.words) / 2 - MARGIN

    @property
    def text(self) -> float:
        """The room for a name in its box."""
        return self.box - self.number - 3.0 * self.pad

    def edge(self, box: Box) -> float:
        """The width of a box's edge in points: heavy where it did not exist before."""
        full = 0.7 if not box.alone else 1.1 if box.old else 2.2
        return full * self.size / BODY


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that the sheet needs to know; ``shortened`` says that a name was cut."""

    measure: Measure
    left: tuple[Box, ...]
    right: tuple[Box, ...]
    lanes: Lanes
    links: tuple[Link, ...]
    count_lines: tuple[Line, ...]
    shortened: bool

    @property
    def height(self) -> float:
        """The height of the sheet."""
        return HEAD + self.lanes.total + _foot(self.count_lines)

    def meet(self) -> tuple[dict[Link, float], dict[Link, float]]:
        """The height at which each link meets its old and its new box, from the upper end of the columns."""
        sides = ((self.left, self.lanes.left), (self.right, self.lanes.right))
        left, right = (
            {link: y for box, spot in zip(*side, strict=True) for link, y in _meet(box, spot, self.measure)}
            for side in sides
        )
        return left, right


def lay_out(step: Step, count_line: str) -> Layout:
    """The largest crosswalk that the page holds: first smaller text, then shorter names, then both.

    Of lists longer than ``WHOLE`` only what changed is drawn.
    """
    links = drawn_links(step)
    count_lines = wrapped(count_line, PAGE_WIDTH - 2 * MARGIN, BODY, most=_COUNT_LINES) if count_line else ()
    room = PAGE_HEIGHT - HEAD - _foot(count_lines)
    for attempt in _attempts():
        measure = _measure(step, links, attempt)
        left = _boxes(step, links, measure, _limits(links, attempt), old=True)
        right = _boxes(step, links, measure, _limits(links, attempt), old=False)
        tall = ([_tall(box, measure) for box in left], [_tall(box, measure) for box in right])
        worth = 1.25 if attempt.size >= SMALLEST else 1.0
        ids = [box.id for box in left], [box.id for box in right]
        lanes = place_lanes(*ids, tall, measure.gap, worth, even=attempt.even)
        if lanes.total <= room:
            shortened = any(plain(box.lines).endswith("…") for box in (*left, *right))
            return Layout(measure, left, right, lanes, links, count_lines, shortened)
    raise AssertionError("the text gets smaller until the lists fit")


def drawn_links(step: Step) -> tuple[Link, ...]:
    """The links that are drawn: all of them, or of long lists those of the categories that changed."""
    links = find_links(step)
    if not is_long(step):
        return links
    left = {link.old for link in links if link.changed}
    right = {link.new for link in links if link.changed}
    return tuple(link for link in links if link.old in left or link.new in right)


def is_long(step: Step) -> bool:
    """Whether one of the lists is too long to be drawn whole."""
    return max(len(step.before.categories), len(step.after.categories)) > WHOLE


def words(link: Link, measure: Measure) -> tuple[Line, ...]:
    """The words on a band, in more than one line where they are too many for one; none where nothing changed."""
    return _words(link, measure.tag)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The size of text in points, the share of white space, the most lines for unchanged and for changed names.

    ``even`` spreads the boxes rather than to level those that lived on.
    """

    size: float
    air: float = 1.0
    kept: int = _LONG
    changed: int = _LONG
    even: bool = False


def _attempts() -> Iterator[_Attempt]:
    """What to try, best first. It never ends: however long the lists are, something fits."""
    for size in (BODY, 7.5, SMALL, 6.5, SMALLEST):
        yield _Attempt(size)
    yield _Attempt(SMALLEST, 0.5)
    yield from (_Attempt(size, even=True) for size in (SMALL, 6.5, SMALLEST))  # rather than to cut a name
    yield _Attempt(SMALLEST, 0.5, even=True)
    for lines in (3, 2, 1):
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


def _measure(step: Step, links: Sequence[Link], attempt: _Attempt) -> Measure:
    size = attempt.size
    numbers = max(len(step.before.categories), len(step.after.categories), 1)
    lines = [line for link in links for line in _words(link, 0.9 * size)]
    room = max((line_width(line, 0.9 * size) for line in lines), default=0.0)
    return Measure(size, attempt.air, width(str(numbers), size, bold=True), room + 2.2 * size * POINT if lines else 0.6)


def _words(link: Link, size: float) -> tuple[Line, ...]:
    if not link.words:
        return ()
    return ((Piece(link.words),),) if width(link.words, size) <= _WORDS else wrapped(link.words, _WORDS, size)


def _boxes(
    step: Step, links: Sequence[Link], measure: Measure, most: Callable[[Category], int], *, old: bool
) -> tuple[Box, ...]:
    """The boxes of one list, each with its links in the order in which the other list has their ends."""
    version, other = (step.before, step.after) if old else (step.after, step.before)
    order = {category.id: place for place, category in enumerate(other.categories)}
    by_end: dict[str | None, list[Link]] = {}
    for link in links:
        by_end.setdefault(link.old if old else link.new, []).append(link)

    def box(number: int, category: Category) -> Box:
        mine = by_end.get(category.id, [])
        mine.sort(key=lambda link: order.get((link.new if old else link.old) or category.id, -1))
        marks = [] if old else [(mark.start, mark.end) for mark in category.marks]
        lines = wrapped(category.name, measure.text, measure.size, marks=marks, most=most(category))
        alone = category.id not in order and all(link.changed for link in mine)  # not where only the id is another
        return Box(category.id, old, str(number), lines, tuple(mine), alone)

    entries = enumerate(version.categories, 1)
    return tuple(box(number, entry) for number, entry in entries if entry.id in by_end or not is_long(step))


def _tall(box: Box, measure: Measure) -> float:
    """The height that a box needs for its name and for its links."""
    text = height(len(box.lines), measure.size) + 0.5 * measure.air * measure.em
    text += 2 * measure.edge(box) * POINT if box.alone else 0.0
    return max(text, sum(_slot(box, link, measure) for link in box.links) + 0.2 * measure.air * measure.em)


def _slot(box: Box, link: Link, measure: Measure) -> float:
    """The height that a link takes up at the side of its box: that of its words where they stand."""
    if link.changed and (not box.old or link.new is None):
        return height(len(words(link, measure)), measure.tag) + (0.15 + 0.25 * measure.air) * measure.em
    return measure.thick * 1.25


def _meet(box: Box, spot: Spot, measure: Measure) -> Iterator[tuple[Link, float]]:
    slots = [_slot(box, link, measure) for link in box.links]
    y = spot.middle - sum(slots) / 2
    for link, slot in zip(box.links, slots, strict=True):
        yield link, y + slot / 2
        y += slot


def _foot(count_lines: Sequence[Line]) -> float:
    """The height of what stands beneath the columns: the count line and the key."""
    return 0.3 + (height(len(count_lines), BODY) + 0.15 if count_lines else 0.0) + 0.4
