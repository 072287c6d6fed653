"""The map as one HTML file that needs no network, no server and no other program."""

from __future__ import annotations

import array
import base64
import hashlib
import html
import json
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from facilitate.network.discs import label_box
from facilitate.network.layout import FIELDS
from facilitate.records.network import Count, Layout, NetworkMap, Person
from facilitate.text import count

SCRIPTS = ("people.js", "drawing.js", "labels.js", "moving.js", "panels.js", "table.js", "main.js")
LABELS = {"Organization": "Organisation"}
"""What a field is called on the page, where that is not its name."""
_FEW_VALUES = 30
_LONGEST = 32_000  # what a position may be at most, in steps: positions are written as 16-bit numbers


def map_page(chart: NetworkMap) -> bytes:
    """The page. Its security policy forbids every request; scripts and styles are allowed by their hashes alone."""
    folder = files("facilitate.writing.network") / "page"
    script = '(() => {\n"use strict";\n' + "".join((folder / name).read_text("utf-8") for name in SCRIPTS) + "})();\n"
    style = (folder / "page.css").read_text("utf-8")
    parts = {
        "title": html.escape(chart.title),
        "summary": html.escape(summary(chart)),
        "remark": html.escape(chart.remark),
        "style": style,
        "script": script,
        "style-hash": _hash(style),
        "script-hash": _hash(script),
        "data": json.dumps(page_data(chart), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    }
    page = (folder / "page.html").read_text("utf-8")
    pieces = page.split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        filled += [parts[name], rest]
    return "".join(filled).encode()


def summary(chart: NetworkMap) -> str:
    """Who is on the map and who is not, in one line."""
    shown = f"{count(chart.totals.everyone.named, 'person', 'people')} by name"
    others = chart.totals.everyone.others
    if others is None:
        return f"{shown}; a few others do not appear by name."
    return f"{shown}; {others:,} others count in the totals only." if others else f"{shown}."


def page_data(chart: NetworkMap) -> dict[str, object]:
    """Everything that the page knows: columns by person, positions by field, totals."""
    people = sorted(chart.people, key=lambda person: (person.label.casefold(), person.id))
    fields = [_field(name, people, chart) for name in FIELDS]
    communities = {id: one.name for one in chart.measures.communities for id in one.members}
    columns: list[list[object]] = [_column(name, people, field) for name, field in zip(FIELDS, fields, strict=True)]
    if communities:
        numbers = Counter(communities.get(person.id, "") for person in people)
        names = [one.name for one in chart.measures.communities if numbers[one.name]]
        place = {name: at for at, name in enumerate(names)}
        columns.append([place.get(communities.get(person.id, ""), -1) for person in people])
        fields.append(_described("Community", names, [numbers[name] for name in names]))
    for name in further_fields(people):
        of = [dict(person.extra).get(name, ()) for person in people]
        numbers = Counter(value for values in of for value in values)
        field = _described(name, sorted(numbers), [numbers[value] for value in sorted(numbers)], f"column {name}")
        place = _places(field)
        columns.append([_positions(values, place) for values in of])
        fields.append(field)
    numbers_by = [dict(measure.values) for measure in chart.measures.measures]
    data: dict[str, object] = {
        "ids": [person.id for person in people],
        "labels": [person.label for person in people],
        "values": columns,
        "extra": _rest(people),
        "ties": _ties(people, chart),
        "measures": [[_number(values.get(person.id, 0.0)) for person in people] for values in numbers_by],
    }
    if any(person.email for person in people):
        data["emails"] = [person.email for person in people]
    place_of = {person.id: at for at, person in enumerate(people)}
    several = [name for name, field in zip(FIELDS, fields, strict=False) if field["values"]]
    return {
        "fields": fields,
        "people": data,
        "measures": [
            {"name": one.name, "meaning": one.meaning, "estimated": one.estimated} for one in chart.measures.measures
        ],
        "isolated": sorted(place_of[id] for id in chart.measures.isolated if id in place_of),
        "empty": list(chart.measures.empty_categories),
        "layouts": {layout.field.lower(): _layout(layout, people) for layout in chart.layouts},
        "start": {
            "group": "category" if "Category" in several else "region",
            "colour": "region" if "Region" in several else "category",
        },
        "totals": _totals(chart),
    }


def _field(name: str, people: Sequence[Person], chart: NetworkMap) -> dict[str, object]:
    """A field with its values: categories in the order of the list, others with the most frequent first."""
    numbers = Counter(value for person in people for value in FIELDS[name](person) if value)
    first = [value for value in chart.categories if value in numbers] if name == "Category" else []
    rest = sorted((value for value in numbers if value not in first), key=lambda value: (-numbers[value], value))
    return _described(name, [*first, *rest], [numbers[value] for value in (*first, *rest)])


def further_fields(people: Sequence[Person]) -> tuple[str, ...]:
    """The columns of the list's own that sort people into a few groups: the map filters and colours by them as well.

    Few are at most 30 values, each of two people on the average at least; everything else is read in the profile.
    """
    values: dict[str, Counter[str]] = {}
    for person in people:
        for name, found in person.extra:
            values.setdefault(name, Counter()).update(found)
    return tuple(
        name for name, found in values.items() if len(found) <= _FEW_VALUES and 2 * len(found) <= found.total()
    )


def _rest(people: Sequence[Person]) -> dict[int, list[object]]:
    """The columns of each person that are no fields."""
    fields = further_fields(people)
    rest: dict[int, list[object]] = {}
    for at, person in enumerate(people):
        found: list[object] = [[name, list(values)] for name, values in person.extra if name not in fields]
        if found:
            rest[at] = found
    return rest


def _ties(people: Sequence[Person], chart: NetworkMap) -> list[list[object]]:
    """The connections between people that a list brought along: two people's positions, and what it is."""
    at = {person.id: place for place, person in enumerate(people)}
    return [
        [at[one.source], at[one.target], one.label or one.type]
        for one in chart.network.connections
        if one.source in at and one.target in at
    ]


def _described(name: str, values: list[str], counts: list[int], key: str = "") -> dict[str, object]:
    return {"key": (key or name).lower(), "label": LABELS.get(name, name), "values": values, "counts": counts}


def _column(name: str, people: Sequence[Person], field: dict[str, object]) -> list[object]:
    """Each person's values as positions among the field's: a number, -1 for none, or a list of several."""
    place = _places(field)
    return [_positions(FIELDS[name](person), place) for person in people]


def _places(field: dict[str, object]) -> dict[str, int]:
    values = field["values"]
    assert isinstance(values, list)
    return {value: at for at, value in enumerate(values)}


def _positions(values: Sequence[str], place: dict[str, int]) -> object:
    found = sorted(place[value] for value in values if value)
    return found if len(found) > 1 else found[0] if found else -1


def _layout(layout: Layout, people: Sequence[Person]) -> dict[str, object]:
    """A layout's groups, labels' spots, bounds, and everyone's position as 16-bit steps in base64."""
    spots = {id: (x, y) for id, x, y in layout.spots}
    positions = [value for person in people for value in spots[person.id]]
    unit = max((abs(value) for value in positions), default=1.0) / _LONGEST or 1.0
    steps = array.array("h", (round(value / unit) for value in positions))
    if sys.byteorder == "big":
        steps.byteswap()
    return {
        "xy": base64.b64encode(steps.tobytes()).decode(),
        "unit": float(f"{unit:.6g}"),
        "box": _bounds(layout),
        "groups": [[list(one.values), one.x, one.y, one.radius, len(one.members)] for one in layout.groups],
        "labels": [[one.value, list(one.lines), one.x, one.y, one.dx, one.dy, one.people] for one in layout.labels],
        "hubs": {one.value: list(one.hub) for one in layout.labels} if layout.ring else {},
    }


def _bounds(layout: Layout) -> list[float]:
    """Left, top, right and bottom of everything but the labels' texts."""
    discs = [(one.x, one.y, one.radius) for one in layout.groups]
    if not discs:
        return [-10.0, -10.0, 10.0, 10.0]
    boxes = [label_box(label, 0.0) for label in layout.labels]
    boxes += [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in discs]
    ends = (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )
    return [round(end, 1) for end in ends]


def _totals(chart: NetworkMap) -> list[dict[str, object]]:
    elsewhere = dict(chart.totals.elsewhere)
    return [
        {
            "label": LABELS.get(name, name),
            "rows": [_row(one) for one in counts],
            "elsewhere": elsewhere.get(name, 0),
        }
        for name, counts in chart.totals.fields
        if counts
    ]


def _row(one: Count) -> list[object]:
    return [one.value or "not given", one.named, one.others]


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
