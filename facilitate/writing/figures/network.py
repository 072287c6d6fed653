"""The network drawn for a page: categories around, people between those that they share, a sign for each region."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.figure import Figure

from facilitate.network.discs import PAGE, labels_apart
from facilitate.network.layout import lay_out
from facilitate.records.network import Label, Layout, NetworkMap, Person
from facilitate.records.reporting import Picture
from facilitate.text import count, listed
from facilitate.writing.figures.lettering import LEADING, POINT, Piece, height, line_width
from facilitate.writing.figures.network_counts import draw_counts
from facilitate.writing.figures.network_people import MOST_NAMES, draw_named_people
from facilitate.writing.figures.network_signs import CIRCLE, DISC, DOT, OTHER, draw_key, key_height, signs_of
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import EDGE, MARGIN, PAGE_WIDTH, QUIET, RULE, SMALL, WHITE, picture

_CM = (PAGE_WIDTH - 2 * MARGIN) / PAGE.width
"""Centimetres a pixel of the layout."""
_DOT = 0.8
"""The size of a sign, in the layout's units."""
_LARGEST = 0.34
_SMALLEST = 0.12  # smaller signs cannot be told apart in print: everyone gets the same
_MOST_LINES = 120
_FAR = 0.6  # centimetres between a disc and its label


def network_pictures(chart: NetworkMap) -> tuple[Picture, ...]:
    """The figures for a report: who works on what (with names up to about 60 people), and the network.

    None where nobody says what they work on.
    """
    if not any(one.named or one.others != 0 for one in chart.totals.field("Category")):
        return ()
    table = draw_named_people(chart) if 0 < len(chart.people) <= MOST_NAMES else draw_counts(chart)
    return tuple(one for one in (table, draw_network(chart)) if one is not None)


def draw_network(chart: NetworkMap) -> Picture | None:
    """The network of those who are named, or None where nobody is."""
    if not chart.people:
        return None
    caption = f"The network: {count(len(chart.people), 'person', 'people')} by the categories that they share"
    return picture(network_figure(chart), "network", PAGE_WIDTH, caption, network_text(chart))


def network_text(chart: NetworkMap) -> str:
    """What the figure says, in two sentences: its alternative text."""
    numbers = Counter(value for person in chart.people for value in person.categories)
    several = sum(len(person.categories) > 1 for person in chart.people)
    largest = [f"{name} ({number})" for name, number in numbers.most_common(3)]
    said = f"{count(len(chart.people), 'person', 'people')}, {several} of them in two categories or more."
    return f"{said} Most work on {listed(largest)}." if largest else said


def network_figure(chart: NetworkMap) -> Figure:
    """The figure of ``draw_network``. Labels carry the names ``label 1`` ..., signs ``people`` and the region."""
    room = replace(PAGE, height=min(PAGE.height, 320 + 8 * len(chart.people)))
    layout = lay_out(chart.people, "Category", chart.categories, room)
    unit = layout.scale * _CM
    if layout.ring:
        apart = labels_apart(layout.labels, lambda label: _label_box(label, unit), unit)
        layout = replace(layout, labels=tuple(apart))
    boxes = [_label_box(label, unit) for label in layout.labels]
    discs = [(unit * one.x, unit * one.y, unit * one.radius) for one in layout.groups]
    boxes += [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in discs]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    dx, dy = (PAGE_WIDTH - left - right) / 2, 0.1 - top
    size = min(_DOT * unit, _LARGEST)
    told_apart = size >= _SMALLEST
    signs = signs_of(person.region for person in chart.people) if told_apart else {}
    numbers = Counter(person.region for person in chart.people)
    entries = [(sign, f"{region} {numbers[region]:,}") for region, sign in signs.items()]
    rest = sum(number for region, number in numbers.items() if region not in signs)
    if rest:
        entries.append((OTHER, f"another region, or none {rest:,}") if told_apart else (DOT, "one person"))
    sheet = Sheet(PAGE_WIDTH, bottom + dy + 0.3 + key_height(entries))
    _draw_lines(sheet, layout, unit, dx, dy)
    for x, y, radius in discs:
        sheet.shapes([(x + dx, y + dy)], DISC, 2 * radius, fill=WHITE, edge=EDGE, line=0.4, layer=3, name="disc")
    for region, people in _by_region(chart.people, set(signs)).items():
        outline, fill = signs.get(region, OTHER if told_apart else DOT)
        spots = [(unit * x + dx, unit * y + dy) for id, x, y in layout.spots if id in people]
        sheet.shapes(spots, outline, size, fill=fill, line=min(0.6, 2.2 * size), name=f"people {region}")
    for place, label in enumerate(layout.labels, 1):
        _draw_label(sheet, label, unit, dx, dy, f"label {place}")
    draw_key(sheet, entries, bottom + dy + 0.25)
    return sheet.figure


def _by_region(people: Sequence[Person], known: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person in people:
        found.setdefault(person.region if person.region in known else "", set()).add(person.id)
    return dict(sorted(found.items()))


def _draw_lines(sheet: Sheet, layout: Layout, unit: float, dx: float, dy: float) -> None:
    """From every disc of people with several categories to each of these, thin enough to stay in the background.

    From a label that stands far from its disc a line leads to it.
    """
    hubs = {label.value: label.hub for label in layout.labels}
    ends = [(one, hubs[value]) for one in layout.groups if len(one.values) > 1 for value in one.values]
    colour, line = (EDGE, 0.5) if len(ends) <= _MOST_LINES else (RULE, 0.25)
    for one, (x, y) in ends:
        sheet.rule(unit * one.x + dx, unit * one.y + dy, unit * x + dx, unit * y + dy, colour=colour, line=line)
    radii = {one.values: one.radius for one in layout.groups}
    for label in layout.labels if layout.ring else ():
        (hub_x, hub_y), radius = label.hub, radii.get((label.value,), 0.0)
        if unit * (math.dist((label.x, label.y), label.hub) - radius) > _FAR:
            end = (unit * hub_x + dx, unit * hub_y + dy, unit * label.x + dx, unit * label.y + dy)
            sheet.rule(*end, colour=RULE, line=0.4)
    empty = [
        label.hub for label in layout.labels if layout.ring and (label.value,) not in {g.values for g in layout.groups}
    ]
    sheet.shapes([(unit * x + dx, unit * y + dy) for x, y in empty], CIRCLE, 0.18, fill=QUIET, edge=QUIET, name="hub")


def _label_size(label: Label) -> tuple[float, float]:
    wide = max(line_width((Piece(line),), SMALL, bold=True) for line in label.lines)
    return wide, height(len(label.lines), SMALL)


def _label_box(label: Label, unit: float) -> tuple[float, float, float, float]:
    wide, tall = _label_size(label)
    x, y = unit * label.x + label.dx * wide / 2, unit * label.y + label.dy * tall / 2
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _draw_label(sheet: Sheet, label: Label, unit: float, dx: float, dy: float, name: str) -> None:
    left, top, right, _ = _label_box(label, unit)
    for place, line in enumerate(label.lines):
        y = top + dy + (place + 0.5) * LEADING * SMALL * POINT
        sheet.write((left + right) / 2 + dx, y, line, SMALL, bold=True, align="center", name=name)
