"""Where everyone stands on the map, for each field by which it can be grouped. A dot's diameter is 1.

No forces and no chance: discs of people side by side for a field with one value a person; for a field with several,
the values on a ring and between them the people who have more than one. The same people stand at the same spots.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from facilitate.records.network import ElementId, Group, Layout, Person

SPACE = 1.25
"""The distance between neighbouring dots."""
GAP = 3.0
"""Between two discs, and the height that a label takes above one."""
LETTER = 0.62
"""The width of a label's letter."""
MOST_HUBS = 14
"""So many values stand on a ring; the rarer ones are put together."""
OTHERS = "other"
NOT_GIVEN = "not given"

GOLDEN = math.pi * (3 - math.sqrt(5))

FIELDS: Mapping[str, Callable[[Person], tuple[str, ...]]] = {
    "Region": lambda person: (person.region,),
    "Country": lambda person: (person.country,),
    "Language": lambda person: person.languages,
    "Category": lambda person: person.categories,
    "Organization": lambda person: (person.organisation,),
}
"""The fields that a map is grouped by, and a person's values of each."""
RINGS = ("Language", "Category")


def lay_out(people: Sequence[Person], field: str, order: Sequence[str] = ()) -> Layout:
    """Everyone's spot when the map is grouped by ``field``; ``order`` puts values first that have an order."""
    values = FIELDS[field]
    members: dict[tuple[str, ...], list[Person]] = {}
    for person in people:
        found = tuple(filter(None, values(person))) or (NOT_GIVEN,)
        members.setdefault(found, []).append(person)
    if field in RINGS:
        return _ring(field, _simplified(members, order), order)
    sizes = {key: len(people) for key, people in members.items()}
    return _layout(field, members, _rows(sizes, [(value,) for value in order]))


def disc_radius(people: int) -> float:
    """The radius of a disc that holds so many dots."""
    return SPACE * (0.5 + 0.53 * math.sqrt(max(people - 1, 0)))


def disc_spots(people: int) -> list[tuple[float, float]]:
    """The dots of a disc around (0, 0), from its middle outwards, in the pattern of sunflower seeds (Vogel 1979)."""
    if people == 1:
        return [(0.0, 0.0)]
    reach = 0.53 * SPACE
    return [
        (
            reach * math.sqrt(place + 0.5) * math.cos(place * GOLDEN),
            reach * math.sqrt(place + 0.5) * math.sin(place * GOLDEN),
        )
        for place in range(people)
    ]


def label_width(text: str) -> float:
    """The width of a label, about."""
    return LETTER * len(text) + 1.0


def _layout(
    field: str,
    members: Mapping[tuple[str, ...], Sequence[Person]],
    centres: Mapping[tuple[str, ...], tuple[float, float]],
    hubs: Sequence[tuple[str, float, float]] = (),
) -> Layout:
    groups = []
    spots: list[tuple[ElementId, float, float]] = []
    for key, (x, y) in centres.items():
        people = sorted(members[key], key=lambda person: (person.label.casefold(), person.id))
        groups.append(
            Group(key, _round(x), _round(y), _round(disc_radius(len(people))), tuple(one.id for one in people))
        )
        spots += [
            (person.id, _round(x + dx), _round(y + dy))
            for person, (dx, dy) in zip(people, disc_spots(len(people)), strict=True)
        ]
    return Layout(field, tuple(groups), tuple(spots), tuple((name, _round(x), _round(y)) for name, x, y in hubs))


def _round(value: float) -> float:
    return round(value, 2)


def _rows(
    sizes: Mapping[tuple[str, ...], int], first: Sequence[tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[float, float]]:
    """Discs in rows about as wide in all as they are high, the largest first; each with its label's room above it."""
    given = (NOT_GIVEN,)
    ordered = sorted(sizes, key=lambda key: (key == given, key not in first, -sizes[key], key))
    boxes = {key: max(2 * disc_radius(sizes[key]), min(label_width(_shown(key, sizes[key])), 24.0)) for key in ordered}
    area = sum((boxes[key] + GAP) * (2 * disc_radius(sizes[key]) + GAP + 1.5) for key in ordered)
    room = max(1.5 * math.sqrt(area), max(boxes.values(), default=0.0) + GAP)
    centres: dict[tuple[str, ...], tuple[float, float]] = {}
    row: list[tuple[str, ...]] = []
    used, y = 0.0, 0.0

    def close() -> float:
        tall = max(2 * disc_radius(sizes[key]) for key in row)
        x = -used / 2
        for key in row:
            centres[key] = (x + boxes[key] / 2, y + GAP + tall - disc_radius(sizes[key]))
            x += boxes[key] + GAP
        return y + tall + GAP + 1.5

    for key in ordered:
        if row and used + boxes[key] > room:
            y = close()
            row, used = [], 0.0
        row.append(key)
        used += boxes[key] + GAP
    if row:
        close()
    return centres


def _shown(key: tuple[str, ...], people: int) -> str:
    return f"{key[0]} {people}"


def _simplified(
    members: Mapping[tuple[str, ...], Sequence[Person]], order: Sequence[str]
) -> dict[tuple[str, ...], list[Person]]:
    """People by the set of their values: the most frequent values, and the rarer ones as one; few enough sets."""
    numbers: dict[str, int] = {}
    for key, people in members.items():
        for value in key:
            numbers[value] = numbers.get(value, 0) + len(people)
    ranked = sorted(numbers, key=lambda value: (value not in order, -numbers[value], value))
    kept = set(ranked if len(ranked) <= MOST_HUBS else ranked[: MOST_HUBS - 1])
    place = {value: at for at, value in enumerate([*ranked, OTHERS])}
    for most in (99, 3, 2):
        found: dict[tuple[str, ...], list[Person]] = {}
        for key, people in members.items():
            values = {value if value in kept else OTHERS for value in key[:most]}
            found.setdefault(tuple(sorted(values, key=place.__getitem__)), []).extend(people)
        if len(found) <= 300:
            break
    return found


def _ring(field: str, members: Mapping[tuple[str, ...], list[Person]], order: Sequence[str]) -> Layout:
    """Values on a ring, people with one value at it, people with several between theirs, moved apart until none
    overlap."""
    around = _neighbours(members, order)
    radii = {key: disc_radius(len(people)) for key, people in members.items()}
    rim = sum(2 * radii.get((value,), 1.0) + max(GAP, 0.4 * label_width(value)) for value in around)
    inside = sum(math.pi * (radius + 0.6) ** 2 for key, radius in radii.items() if len(key) > 1)
    size = max(rim / (2 * math.pi), 1.35 * math.sqrt(inside / math.pi), 6.0)
    angle = {value: 2 * math.pi * place / max(len(around), 1) - math.pi / 2 for place, value in enumerate(around)}
    spread = {value: size + (radii.get((value,), 0.5) if len(around) > 1 else -size) for value in around}
    at = {
        value: (1.15 * spread[value] * math.cos(angle[value]), spread[value] * math.sin(angle[value]))
        for value in around
    }
    centres = {}
    for key in sorted(members, key=lambda key: (-len(members[key]), key)):
        x = sum(at[value][0] for value in key) / len(key)
        y = sum(at[value][1] for value in key) / len(key)
        centres[key] = (x, y) if len(key) == 1 else (0.8 * x, 0.8 * y)
    apart = _moved_apart(centres, radii, fixed={key for key in centres if len(key) == 1})
    hubs = []
    for value in around:
        x, y = at[value]
        radius = radii.get((value,), 0.0)
        hubs.append((value, x, y - radius - 1.0))
    return _layout(field, members, apart, hubs)


def _neighbours(members: Mapping[tuple[str, ...], Sequence[Person]], order: Sequence[str]) -> list[str]:
    """The values in the order of the ring: each next to the one with which it shares most people."""
    values = sorted({value for key in members for value in key}, key=lambda value: (value not in order, value))
    shared: dict[tuple[str, str], int] = {}
    for key, people in members.items():
        for one in key:
            for other in key:
                shared[one, other] = shared.get((one, other), 0) + len(people)
    found: list[str] = []
    left = sorted(values, key=lambda value: (-shared.get((value, value), 0), values.index(value)))
    while left:
        last = found[-1] if found else left[0]
        following = max(left, key=lambda value: (shared.get((last, value), 0), -left.index(value)))
        left.remove(following)
        found.append(following)
    return found


def _moved_apart(
    centres: Mapping[tuple[str, ...], tuple[float, float]],
    radii: Mapping[tuple[str, ...], float],
    fixed: set[tuple[str, ...]],
) -> dict[tuple[str, ...], tuple[float, float]]:
    """The discs one by one, the largest first, each at the free spot nearest to where it wants to be."""
    placed: list[tuple[float, float, float]] = []
    found: dict[tuple[str, ...], tuple[float, float]] = {}
    ordered = sorted(centres, key=lambda key: (key not in fixed, -radii[key], key))
    for key in ordered:
        x, y = _free_spot(*centres[key], radii[key] + 0.3, placed)
        placed.append((x, y, radii[key] + 0.3))
        found[key] = (x, y)
    return found


def _free_spot(x: float, y: float, radius: float, placed: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The nearest free spot on circles around (x, y), each 0.8 wider than the one before."""
    ring = 0
    while True:
        reach = 0.8 * ring
        steps = max(1, math.ceil(2 * math.pi * reach / 0.8))
        for step in range(steps):
            turn = 2 * math.pi * step / steps
            px, py = x + reach * math.cos(turn), y + reach * math.sin(turn)
            if all((px - ox) ** 2 + (py - oy) ** 2 >= (radius + other) ** 2 for ox, oy, other in placed):
                return px, py
        ring += 1
