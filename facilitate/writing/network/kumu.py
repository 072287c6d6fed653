"""The network for Kumu: the workbooks and the blueprint, by the rules of Kumu's documentation on imports.

https://docs.kumu.io: “Structure your data for Kumu”, “How do I avoid duplicating data?”, “JSON / Blueprints”. It knows
two forms of a sheet. ``Label`` stands in A1 (``From`` and ``To`` in A1 and B1), and Kumu knows an element again by its
label and type; or a column ``ID`` stands before them, and nothing but the id counts, also in ``From`` and ``To``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitate.network.kumu import number_text
from facilitate.network.measures import category_id
from facilitate.records.network import Connection, Element, ElementId, Measure, Measures, Network, NetworkMap
from facilitate.text import listed
from facilitate.writing.excel.book import Book, Column, Value

Sheet = tuple[str, list[Column], list[list[Value]]]

BAR = "|"
"""Separates several values in a cell. Kumu knows no escape for it, so no value may hold it."""


def kumu_workbook(network: Network, chart: NetworkMap) -> bytes:
    """The workbook with labels: elements, connections, and for people sheets of measures and totals that Kumu ignores.

    It fits a map that somebody made by hand, too, for that has no ids of ours.
    """
    numbers = measure_names(chart.measures)
    labels = {element.id: element.label for element in network.elements}
    book = Book(chart.title)
    _network_sheets(book, network, numbers, labels)
    for name, columns, rows in (*_measure_sheets(chart), _totals_sheet(chart)):
        book.sheet(f"{name} (ignore)", columns, rows)
    return book.content()


def kumu_workbook_with_ids(network: Network, chart: NetworkMap) -> bytes:
    """The workbook with ids: whoever is renamed in Kumu is still the same when it is imported again."""
    book = Book(chart.title)
    _network_sheets(book, network, measure_names(chart.measures))
    return book.content()


def _network_sheets(
    book: Book, network: Network, numbers: frozenset[str], labels: Mapping[ElementId, str] | None = None
) -> None:
    """The sheets of elements and connections; with ``labels``, the ends of connections are these, and there are no ids.

    Only filled rows are written, for Kumu stumbles over empty ones with a format.
    """
    skipped = 0 if labels is None else 1  # the column ID
    names = field_names(network.elements)
    book.sheet(
        "Elements",
        [Column(name) for name in ("ID", "Label", "Type", "Description", "Tags", *names)[skipped:]],
        [_element_row(element, names, numbers)[skipped:] for element in network.elements],
    )
    names = field_names(network.connections)
    headers = ("ID", "From", "To", "Direction", "Type", "Label", "Description", "Tags", *names)
    book.sheet(
        "Connections",
        [Column(name) for name in headers[skipped:]],
        [_connection_row(connection, names, labels or {})[skipped:] for connection in network.connections],
    )


def _measure_sheets(chart: NetworkMap) -> Iterator[Sheet]:
    """What the measures mean and who stands out; organisations and categories have measures too."""
    measures = chart.measures
    people = {person.id: person.label for person in chart.people}
    others = {element.id: element.label for element in chart.network.elements if element.id not in people}
    others |= {category_id(value): value for person in chart.people for value in person.categories}
    yield (
        "Measures",
        [
            Column("measure", 16),
            Column("what it means", 90),
            Column("how it was found", 34),
            Column("highest among people", 70),
            Column("highest among organisations and categories", 70),
        ],
        [
            [one.name, one.meaning, one.estimated or "counted out", _highest(one, people), _highest(one, others)]
            for one in measures.measures
        ],
    )
    yield (
        "Communities",
        [Column("community", 16), Column("people and others", 12), Column("what they share", 60), Column("people", 90)],
        [
            [
                one.name,
                len(one.members),
                one.shares,
                "; ".join(people[id] for id in one.members if id in people),
            ]
            for one in measures.communities
        ],
    )
    answers: list[list[Value]] = [
        ["People who join different regions (bridging)", _highest(one, people) or "none"]
        for one in measures.measures
        if one.name == "Bridging"
    ]
    empty = listed(measures.empty_categories) or "none"
    alone = "; ".join(people[id] for id in measures.isolated) or "none"
    yield (
        "Findings",
        [Column("question", 44), Column("answer", 100)],
        [
            *answers,
            ["Categories without members on this map", empty],
            ["Members whom nothing connects to another member", alone],
        ],
    )


def _highest(measure: Measure, names: Mapping[ElementId, str]) -> str:
    """The ten of ``names`` with the highest values, each with its value."""
    found = [(value, names[id]) for id, value in measure.values if id in names and value]
    return "; ".join(f"{name} {number_text(value)}" for value, name in sorted(found, key=_highest_first)[:10])


def _highest_first(one: tuple[float, str]) -> tuple[float, str]:
    return -one[0], one[1]


def _totals_sheet(chart: NetworkMap) -> Sheet:
    """Everyone in numbers; a number that would tell too much is kept back."""
    everyone = chart.totals.everyone
    rows: list[list[Value]] = [["all", "", everyone.named, _told(everyone.others)]]
    for name, counts in chart.totals.fields:
        rows += [[name, one.value or "not given", one.named, _told(one.others)] for one in counts]
        rows += [[name, "put together", None, rest] for field, rest in chart.totals.elsewhere if field == name]
    columns = [Column("field", 14), Column("value", 60), Column("people by name", 12), Column("others", 18)]
    return "Totals", columns, rows


def _told(number: int | None) -> Value:
    return "too few to tell" if number is None else number


def measure_names(measures: Measures) -> frozenset[str]:
    """The fields that hold numbers."""
    return frozenset(measure.name for measure in measures.measures)


def field_names(entries: Iterable[Element | Connection]) -> tuple[str, ...]:
    """The further fields of all entries, in the order in which they first come."""
    return tuple(dict.fromkeys(name for entry in entries for name, _ in entry.fields))


def _element_row(element: Element, names: Sequence[str], numbers: frozenset[str]) -> list[Value]:
    fields = dict(element.fields)
    return [
        element.id,
        element.label,
        element.type,
        element.description,
        BAR.join(element.tags),
        *(_cell(name, fields.get(name, ()), numbers) for name in names),
    ]


def _connection_row(connection: Connection, names: Sequence[str], labels: Mapping[ElementId, str]) -> list[Value]:
    fields = dict(connection.fields)
    return [
        connection.id,
        *(labels.get(end, end) for end in (connection.source, connection.target)),
        connection.direction.value,
        connection.type,
        connection.label,
        connection.description,
        BAR.join(connection.tags),
        *(_cell(name, fields.get(name, ()), frozenset()) for name in names),
    ]


def _cell(name: str, values: Sequence[str], numbers: frozenset[str]) -> Value:
    return float(values[0]) if values and name in numbers else BAR.join(values)


def kumu_blueprint(network: Network, numbers: frozenset[str] = frozenset()) -> bytes:
    """The blueprint: JSON that is imported into a map that exists. Several values are lists, measures are numbers."""
    content = {
        "elements": [_blueprint_element(element, numbers) for element in network.elements],
        "connections": [_blueprint_connection(connection) for connection in network.connections],
    }
    return json_bytes(content)


def _blueprint_element(element: Element, numbers: frozenset[str]) -> dict[str, object]:
    entry: dict[str, object] = {"id": element.id, "label": element.label}
    entry |= {"type": element.type} if element.type else {}
    entry |= {"description": element.description} if element.description else {}
    entry |= {"tags": list(element.tags)} if element.tags else {}
    return entry | {name: value_of(name, values, numbers) for name, values in element.fields}


def _blueprint_connection(connection: Connection) -> dict[str, object]:
    entry: dict[str, object] = {"id": connection.id, "from": connection.source, "to": connection.target}
    entry |= {"direction": connection.direction.value}
    entry |= {"type": connection.type} if connection.type else {}
    entry |= {"label": connection.label} if connection.label else {}
    entry |= {"description": connection.description} if connection.description else {}
    entry |= {"tags": list(connection.tags)} if connection.tags else {}
    return entry | {name: value_of(name, values, frozenset()) for name, values in connection.fields}


def value_of(name: str, values: Sequence[str], numbers: frozenset[str]) -> object:
    """A field's value in JSON: a number for a measure, a list where there are several, otherwise the text."""
    if name in numbers:
        return float(values[0])
    return values[0] if len(values) == 1 else list(values)


def json_bytes(content: object) -> bytes:
    """JSON in UTF-8, readable, the same bytes for the same content."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
