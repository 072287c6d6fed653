"""Where everyone stands on the map, for each field by which it can be grouped.

No forces and no chance: discs of people in rows for a field with one value a person; for a field with several, the
values on a ring, and between them the people who have more than one. The same people stand at the same spots.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.network.discs import (
    GAP,
    LETTER,
    LINE,
    SCALES,
    SCREEN,
    Box,
    Disc,
    Key,
    Room,
    disc_radius,
    disc_spots,
    discs_touch,
    free_spot,
    label_box,
    label_lines,
    labels_apart,
)
from facilitate.records.network import ElementId, Group, Label, Layout, Person

NOT_GIVEN = "not given"
OTHERS = "other"
MOST_HUBS = 14
"""So many values stand on a ring; the rarer ones are put together."""
MOST_SETS = 300
"""So many discs stand inside a ring; above, people count with their first values only."""
MOST_LABELS = 40
"""Up to so many groups in rows each has room for its label; above, the map shows as many labels as fit."""

FIELDS: Mapping[str, Callable[[Person], tuple[str, ...]]] = {
    "Region": lambda person: (person.region,),
    "Country": lambda person: (person.country,),
    "Language": lambda person: person.languages,
    "Category": lambda person: person.categories,
    "Organization": lambda person: (person.organisation,),
}
"""The fields that a map is grouped by, and a person's values of each."""
RINGS = ("Language", "Category")


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands where at one scale; the discs are worked out when they are asked for."""

    discs: Callable[[], dict[Key, Disc]]
    labels: list[Label]
    fits: bool


def lay_out(people: Sequence[Person], field: str, order: Sequence[str] = (), room: Room = SCREEN) -> Layout:
    """Everyone's spot when the map is grouped by ``field``; ``order`` puts the values of a list first.

    The map is laid out for a screen or another ``room``, at the largest scale at which everything fits, labels
    included.
    """
    members: dict[Key, list[Person]] = {}
    for person in people:
        found = tuple(filter(None, FIELDS[field](person))) or (NOT_GIVEN,)
        members.setdefault(found, []).append(person)
    ring = field in RINGS and any(len(key) > 1 for key in members)
    if ring:
        members = _simplified(members, order)
    if not members:
        return Layout(field, (), (), ())
    place = _on_ring if ring else _in_rows
    scale, discs, labels = _largest(lambda scale: place(members, order, scale, room))
    groups = []
    spots: list[tuple[ElementId, float, float]] = []
    for key, (x, y, radius) in discs.items():
        inside = sorted(members[key], key=lambda person: (person.label.casefold(), person.id))
        groups.append(Group(key, _round(x), _round(y), _round(radius), tuple(one.id for one in inside)))
        for person, (dx, dy) in zip(inside, disc_spots(len(inside)), strict=True):
            spots.append((person.id, _round(x + dx), _round(y + dy)))
    return Layout(field, tuple(groups), tuple(labels), tuple(spots), ring, _round(scale))


def _largest(place: Callable[[float], Placed]) -> tuple[float, dict[Key, Disc], list[Label]]:
    """The largest scale at which everything fits (the smallest where it never does), and what stands where then."""
    first, last = 0, len(SCALES) - 1
    while first < last:
        middle = (first + last) // 2
        if place(SCALES[middle]).fits:
            last = middle
        else:
            first = middle + 1
    placed = place(SCALES[first])
    return SCALES[first], placed.discs(), placed.labels


def _round(value: float) -> float:
    return round(value, 2)


def _label(
    value: str, people: int, point: tuple[float, float], way: tuple[float, float], hub: tuple[float, float], most: int
) -> Label:
    lines = label_lines(f"{value} {people:,}", most)
    x, y, dx, dy, hx, hy = (_round(number) for number in (*point, *way, *hub))
    return Label(value, lines, people, x, y, dx, dy, (hx, hy))


# ---------------------------------------------------------------- one value a person: rows of discs


def _in_rows(members: Mapping[Key, Sequence[Person]], order: Sequence[str], scale: float, room: Room) -> Placed:
    """Discs in rows, the largest first, and whether they fit on the screen at this scale."""
    letter, across = LETTER / scale, room.width / scale
    first: dict[Key, int] = {(value,): place for place, value in enumerate(order)}
    ordered = sorted(
        members, key=lambda key: (key == (NOT_GIVEN,), first.get(key, len(first)), -len(members[key]), key)
    )
    radii = {key: disc_radius(len(members[key])) for key in members}
    labelled = len(members) <= MOST_LABELS
    lines = {key: label_lines(f"{key[0]} {len(members[key]):,}", room.line) for key in members}
    wide = {
        key: max(2 * radii[key], max(map(len, lines[key])) * letter if labelled else 0.0)
        + (2 * letter if labelled else 0)
        for key in members
    }
    over = {key: (LINE * letter * len(lines[key]) if labelled else 1.0) for key in members}
    rows: list[list[Key]] = [[]]
    used = 0.0
    for key in ordered:
        if rows[-1] and used + wide[key] > across:
            rows.append([])
            used = 0.0
        rows[-1].append(key)
        used += wide[key] + GAP
    discs: dict[Key, Disc] = {}
    labels = []
    y = 0.0
    for row in rows:
        above, tall = max(over[key] for key in row), max(2 * radii[key] for key in row)
        x = -(sum(wide[key] for key in row) + GAP * (len(row) - 1)) / 2
        for key in row:
            spot = (x + wide[key] / 2, y + above + tall - radii[key])
            discs[key] = (*spot, radii[key])
            rim = (spot[0], spot[1] - radii[key] - 0.3)
            labels.append(_label(key[0], len(members[key]), rim, (0.0, -1.0), spot, room.line))
            x += wide[key] + GAP
        y += above + tall + GAP
    return Placed(lambda: discs, labels, y - GAP <= room.height / scale and max(wide.values()) <= across)


# ---------------------------------------------------------------- several values a person: a ring


def _simplified(members: Mapping[Key, Sequence[Person]], order: Sequence[str]) -> dict[Key, list[Person]]:
    """People by the set of their values: the most frequent values, and the rarer ones as one; few enough sets."""
    numbers: dict[str, int] = {}
    for key, people in members.items():
        for value in key:
            numbers[value] = numbers.get(value, 0) + len(people)
    ranked = sorted(numbers, key=lambda value: (value not in order, -numbers[value], value))
    kept = set(ranked if len(ranked) <= MOST_HUBS else ranked[: MOST_HUBS - 1])
    place = {value: at for at, value in enumerate([*ranked, OTHERS])}
    for most in (99, 3, 2):
        found: dict[Key, list[Person]] = {}
        for key, people in members.items():
            values = {value if value in kept else OTHERS for value in key[:most]}
            found.setdefault(tuple(sorted(values, key=place.__getitem__)), []).extend(people)
        if len(found) <= MOST_SETS:
            break
    return found


def _on_ring(members: Mapping[Key, Sequence[Person]], order: Sequence[str], scale: float, room: Room) -> Placed:
    """Values on a ring with the people who have that one only, people with several between theirs.

    The ring is an oval that leaves room for the labels outside; it fits at this scale where no disc touches another
    one or a label, and where those inside have room.
    """
    around = _neighbours(members, order)
    radii = {key: disc_radius(len(people)) for key, people in members.items()}
    totals = {value: sum(len(people) for key, people in members.items() if value in key) for value in around}
    hubs, labels = _hubs(around, radii, totals, scale, room)
    boxes = [label_box(label, LETTER / scale) for label in labels]
    rim = [(*hubs[value], radii.get((value,), 0.0)) for value in around]
    inside = sum((radius + 0.6) ** 2 for key, radius in radii.items() if len(key) > 1)
    free = math.prod(max(half / scale - max(radius for _, _, radius in rim), 0.0) for half in _halves(totals, room))
    fits = not discs_touch(boxes, rim) and 1.9 * inside <= free
    return Placed(lambda: _inside(members, radii, hubs, boxes), labels, fits)


def _halves(totals: Mapping[str, int], room: Room) -> tuple[float, float]:
    """Half the width and the height of the oval in pixels: beside and above it stand labels."""
    lines = [label_lines(f"{value} {people:,}", room.line) for value, people in totals.items()]
    beside = max(len(line) for label in lines for line in label) * LETTER
    above = max(map(len, lines)) * LINE * LETTER
    return max(room.width / 2 - beside - 8, room.width / 6), max(room.height / 2 - above - 8, room.height / 6)


def _hubs(
    around: Sequence[str], radii: Mapping[Key, float], totals: Mapping[str, int], scale: float, room: Room
) -> tuple[dict[str, tuple[float, float]], list[Label]]:
    """Where the values stand on the oval, and their labels outside of it."""
    hubs: dict[str, tuple[float, float]] = {}
    labels = []
    half_width, half_height = _halves(totals, room)
    gap = max(0.4, 5 / scale)
    for place, value in enumerate(around):
        turn = 2 * math.pi * place / len(around) - math.pi / 2
        radius = radii.get((value,), 0.0)
        way = (math.cos(turn), math.sin(turn))
        hub = (way[0] * (half_width / scale - radius), way[1] * (half_height / scale - radius))
        hubs[value] = hub
        if abs(way[0]) > 0.9:  # at the side: the label beside the disc; elsewhere above or below it
            side = (math.copysign(1.0, way[0]), 0.0)
            point = (hub[0] + side[0] * (radius + gap), hub[1])
        else:
            side = (0.0 if abs(way[0]) < 0.1 else way[0], math.copysign(1.0, way[1]))
            point = (hub[0], hub[1] + side[1] * (radius + gap))
        labels.append(_label(value, totals[value], point, side, hub, room.line))
    return hubs, labels_apart(labels, lambda label: label_box(label, LETTER / scale))


def _inside(
    members: Mapping[Key, Sequence[Person]],
    radii: Mapping[Key, float],
    hubs: Mapping[str, tuple[float, float]],
    boxes: Sequence[Box],
) -> dict[Key, Disc]:
    """The discs: those of one value at their hub, then the largest first at the free spot nearest to its middle."""
    found: dict[Key, Disc] = {key: (*hubs[key[0]], radii[key]) for key in members if len(key) == 1}
    taken: list[Disc] = [(*hub, max(radii.get((value,), 0.0), 0.5)) for value, hub in hubs.items()]
    for key in sorted((key for key in members if len(key) > 1), key=lambda key: (-radii[key], key)):
        x = sum(hubs[value][0] for value in key) / len(key)
        y = sum(hubs[value][1] for value in key) / len(key)
        disc = free_spot(0.85 * x, 0.85 * y, radii[key], taken, boxes)
        taken.append(disc)
        found[key] = disc
    return found


def _neighbours(members: Mapping[Key, Sequence[Person]], order: Sequence[str]) -> list[str]:
    """The values in the order of the ring: each next to the one with which it shares most people."""
    shared: dict[tuple[str, str], int] = {}
    for key, people in members.items():
        for one in key:
            for other in key:
                shared[one, other] = shared.get((one, other), 0) + len(people)
    values = sorted({value for key in members for value in key}, key=lambda value: (value not in order, value))
    left = sorted(values, key=lambda value: (-shared[value, value], values.index(value)))
    found = [left.pop(0)]
    while left:
        following = max(left, key=lambda value: (shared.get((found[-1], value), 0), -left.index(value)))
        left.remove(following)
        found.append(following)
    return found
