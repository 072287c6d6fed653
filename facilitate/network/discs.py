"""Discs of dots and boxes of labels on a map, in units of about a dot's diameter; y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from facilitate.records.network import Label

Key = tuple[str, ...]
"""The values that people of one disc have in common."""
Disc = tuple[float, float, float]
"""Centre and radius."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SPACE = 1.25
"""The distance between neighbouring dots, about."""
GAP = 2.0
"""Between two discs of a row."""
RIM = 0.35
"""Between the outer dots of a disc and its line."""
LINE = 2.0
"""The height of a line of a label, in widths of a letter."""

LETTER = 7.2
"""The width of a letter of a label in pixels."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a map is laid out for: width and height in pixels, and the most letters in a line of a label."""

    width: float
    height: float
    line: int


SCREEN = Room(1000.0, 560.0, 24)
PAGE = Room(690.0, 620.0, 18)
"""A page's width and about two thirds of its height, with labels of 7 points."""
SCALES = tuple(40 * 0.94**step for step in range(140))
"""Pixels a unit, the largest first."""

_REACH = 0.53 * SPACE
_GOLDEN = math.pi * (3 - math.sqrt(5))


def disc_radius(people: int) -> float:
    """The radius of a disc that holds so many dots."""
    return _REACH * math.sqrt(max(people - 0.5, 0.0)) + 0.5 + RIM if people > 1 else 0.5 + RIM


def disc_spots(people: int) -> list[tuple[float, float]]:
    """The dots of a disc around (0, 0), from its middle outwards, in the pattern of sunflower seeds (Vogel 1979)."""
    if people == 1:
        return [(0.0, 0.0)]
    return [
        (
            _REACH * math.sqrt(place + 0.5) * math.cos(place * _GOLDEN),
            _REACH * math.sqrt(place + 0.5) * math.sin(place * _GOLDEN),
        )
        for place in range(people)
    ]


def label_lines(text: str, most: int) -> tuple[str, ...]:
    """The text in lines of at most so many letters where its words allow."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


def label_box(label: Label, letter: float) -> Box:
    """The box of a label where a letter is so wide."""
    wide, tall = max(map(len, label.lines)) * letter, LINE * letter * len(label.lines)
    x, y = label.x + label.dx * wide / 2, label.y + label.dy * tall / 2
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def labels_apart(labels: Sequence[Label], box_of: Callable[[Label], Box], unit: float = 1.0) -> list[Label]:
    """The labels of a ring, those that would overlap another moved up above the ring's middle and down below it.

    Labels nearest to the middle keep their place. ``box_of`` gives a label's box, in so many steps of ``unit`` as the
    label's own coordinates.
    """
    found = list(labels)
    taken: list[Box] = []
    for place in sorted(range(len(found)), key=lambda place: (abs(found[place].y), place)):
        box = box_of(found[place])
        while over := next((other for other in taken if _overlap(box, other)), None):
            label = found[place]
            y = label.y + ((over[1] - box[3]) if label.y < 0 else (over[3] - box[1])) / unit
            y = (math.floor(100 * y) - 1) / 100 if label.y < 0 else (math.ceil(100 * y) + 1) / 100
            found[place] = replace(label, y=y)
            box = box_of(found[place])
        taken.append(box)
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def discs_touch(boxes: Sequence[Box], discs: Sequence[Disc]) -> bool:
    """Whether any disc overlaps a box or comes near another disc."""
    return any(_disc_in_box(disc, box) for disc in discs for box in boxes) or any(
        (ax - bx) ** 2 + (ay - by) ** 2 < (ar + br + 0.5) ** 2
        for place, (ax, ay, ar) in enumerate(discs)
        for bx, by, br in discs[place + 1 :]
    )


def _disc_in_box(disc: Disc, box: Box) -> bool:
    x, y, radius = disc
    near_x, near_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return (x - near_x) ** 2 + (y - near_y) ** 2 < radius**2


def free_spot(x: float, y: float, radius: float, taken: Sequence[Disc], boxes: Sequence[Box]) -> Disc:
    """A disc of this radius at the free spot nearest to (x, y), looked for on wider and wider circles."""
    step = max(0.7, radius / 5)
    ring = 0
    while True:
        reach = step * ring
        turns = max(1, math.ceil(2 * math.pi * reach / step))
        for turn in range(turns):
            px = x + reach * math.cos(2 * math.pi * turn / turns)
            py = y + reach * math.sin(2 * math.pi * turn / turns)
            if all(
                (px - ox) ** 2 + (py - oy) ** 2 >= (radius + other + 0.5) ** 2 for ox, oy, other in taken
            ) and not any(_disc_in_box((px, py, radius + 0.3), box) for box in boxes):
                return px, py, radius
        ring += 1
