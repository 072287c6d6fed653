"""A network as Kumu can take it: no bar inside a value, no field with a name that Kumu keeps for itself."""

from __future__ import annotations

from dataclasses import replace

from facilitate.network.graph import PERSON
from facilitate.problems import Problem
from facilitate.problems.kumu import bar_in_text, large_for_kumu
from facilitate.records.network import Connection, Element, Fields, Measures, Network
from facilitate.records.sources import Place

KEPT_NAMES = frozenset(("yes", "no", "on", "off", "true", "false"))
"""Kumu: “Field's can't be named YES, NO, ON, OFF, TRUE, or FALSE.”"""
OWN_COLUMNS = frozenset(("id", "label", "type", "description", "tags", "from", "to", "direction"))

MOST = 10_000
"""Kumu: “Perhaps you're trying to add 10,000+ data points? … too large for one Kumu project.”"""

CONSENT: Fields = (("May be published", ("yes",)),)
"""The field of everyone who may be named."""


def for_kumu(network: Network, measures: Measures, place: Place) -> tuple[Network, tuple[Problem, ...]]:
    """The network with its measures as further fields, in the form that survives Kumu's import and export.

    Everyone in it agreed to be named, and says so in a field: so a list that comes back from Kumu still holds consent.
    """
    problems: dict[str, Problem] = {}

    def text(value: str) -> str:
        if "|" in value:
            problems.setdefault(value, bar_in_text(place, value))
        return value.replace("|", "/").strip()

    def fields(found: Fields) -> Fields:
        kept = ((_field_name(name), tuple(filter(None, map(text, values)))) for name, values in found)
        return tuple((name, values) for name, values in kept if values)

    numbers: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for measure in measures.measures:
        for id, value in measure.values:
            numbers.setdefault(id, []).append((measure.name, (number_text(value),)))
    for community in measures.communities:
        for member in community.members:
            numbers.setdefault(member, []).append(("Community", (community.name,)))

    def element(one: Element) -> Element:
        return replace(
            one,
            label=text(one.label),
            type=text(one.type),
            description=text(one.description),
            tags=tuple(filter(None, map(text, one.tags))),
            fields=(*fields(one.fields), *(CONSENT if one.type == PERSON else ()), *numbers.get(one.id, ())),
        )

    def connection(one: Connection) -> Connection:
        return replace(
            one,
            label=text(one.label),
            type=text(one.type),
            description=text(one.description),
            tags=tuple(filter(None, map(text, one.tags))),
            fields=fields(one.fields),
        )

    safe = Network(tuple(map(element, network.elements)), tuple(map(connection, network.connections)))
    entries = len(safe.elements) + len(safe.connections)
    large = (large_for_kumu(place, entries),) if entries >= MOST else ()
    return safe, (*problems.values(), *large)


def number_text(value: float) -> str:
    """A number as text, to four decimal places, whole numbers without a point."""
    rounded = round(value, 4)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def _field_name(name: str) -> str:
    """A name that Kumu accepts and that is none of its own columns."""
    safe = name.replace("|", "/").strip()
    return f"{safe} (field)" if safe.casefold() in KEPT_NAMES | OWN_COLUMNS else safe
