"""What Kumu writes and reads: spreadsheets, blueprints and project backups, as one network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from facilitate.network.graph import connection_id
from facilitate.network.people import labelled_id
from facilitate.problems import Problem
from facilitate.problems.files import cannot_open
from facilitate.problems.kumu import (
    connection_to_nobody,
    duplicate_element,
    empty_backup,
    left_in_kumu,
    not_a_kumu_file,
    unknown_direction,
)
from facilitate.problems.people import no_name
from facilitate.reading.cells import Book, Sheet, address, as_text
from facilitate.reading.guard import check_size
from facilitate.reading.refusal import RefusedError
from facilitate.reading.sheets import read_book
from facilitate.records.network import Connection, Direction, Element, ElementId, Fields, Network
from facilitate.records.sources import Place
from facilitate.text import fold

BAR = "|"
IGNORE = "(ignore)"
_OWN = ("id", "label", "type", "description", "tags")
_ENDS = ("from", "to", "direction")


def read_kumu(files: Sequence[tuple[Path, str]]) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network in one or several files of Kumu, each with its name in messages.

    A file is read whole or refused with a message; elements and connections may come in separate files. What a
    project holds beyond elements and connections (loops, maps, views) is named in a note.
    """
    reader = _Reader()
    for path, name in files:
        if path.suffix.lower() == ".json":
            reader.json(path, name)
        else:
            book, problems = read_book(path, name)
            reader.problems += problems
            reader.refused = reader.refused or book is None
            if book:
                reader.book(book)
    network = reader.network()
    return network, tuple(reader.problems)


def is_kumu(book: Book) -> bool:
    """Whether a workbook begins as Kumu's do: ``Label`` or ``From`` and ``To`` in the first columns, after any ID."""
    sheets = [sheet for sheet in book.sheets if IGNORE not in sheet.name.lower()]
    return any(_kind(_headers(sheet, first)) for sheet in sheets for first, _ in _sections(sheet))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An element or a connection as a file has it: its values by folded field name, and the names as written."""

    values: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    place: Place

    def one(self, field: str) -> str:
        return BAR.join(self.values.get(field, ()))

    def fields(self, without: Sequence[str]) -> Fields:
        return tuple(
            (self.names[name], values) for name, values in self.values.items() if name not in without and values
        )


@dataclass(slots=True)
class _Reader:
    problems: list[Problem] = field(default_factory=list)
    elements: list[_Entry] = field(default_factory=list)
    connections: list[_Entry] = field(default_factory=list)
    refused: bool = False

    # ------------------------------------------------------------ spreadsheets

    def book(self, book: Book) -> None:
        """Every sheet that begins as an element or a connection sheet; one with ``(ignore)`` in its name is left."""
        found = False
        for sheet in book.sheets:
            if IGNORE in sheet.name.lower():
                continue
            for first, last in _sections(sheet):
                headers = _headers(sheet, first)
                kind = _kind(headers)
                found = found or bool(kind)
                if not kind and headers:
                    place = Place(book.file, sheet.name, address(first, 1))
                    self.problems.append(
                        not_a_kumu_file(place, "the sheet begins neither with Label nor with From, To")
                    )
                    continue
                entries = self.elements if kind == "elements" else self.connections
                entries += _rows(book.file, sheet, headers, first + 1, last)
        self.refused = self.refused or not found

    # ------------------------------------------------------------ JSON

    def json(self, path: Path, name: str) -> None:
        """A blueprint or a project backup."""
        place = Place(name)
        try:
            check_size(path.stat().st_size)
            content = json.loads(path.read_text("utf-8-sig"))
        except RefusedError as refusal:
            self._refuse(refusal.problem(place))
            return
        except OSError as error:
            self._refuse(cannot_open(place, (error.strerror or "unknown reason").lower()))
            return
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            self._refuse(not_a_kumu_file(place, f"it is no complete JSON ({error})"))
            return
        if not isinstance(content, dict) or not isinstance(content.get("elements"), list):
            self._refuse(not_a_kumu_file(place, "it has no elements"))
            return
        maps, views = _entries(content, "maps"), _entries(content, "perspectives")
        if not content["elements"] and maps:
            self._refuse(empty_backup(place, len(maps)))
            return
        names = {fold(str(one.get("name", ""))): str(one.get("name", "")) for one in _entries(content, "attributes")}
        self.elements += [_json_entry(one, names, "element type", place) for one in _entries(content, "elements")]
        self.connections += [
            _json_entry(one, names, "connection type", place) for one in _entries(content, "connections")
        ]
        if loops := _entries(content, "loops"):
            self.problems.append(left_in_kumu(place, len(loops), len(maps), len(views)))

    def _refuse(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.refused = True

    # ------------------------------------------------------------ the network

    def network(self) -> Network | None:
        """All that was read; None where a file was refused and nothing else was read."""
        if self.refused and not self.elements and not self.connections:
            if not self.problems:
                self.problems.append(not_a_kumu_file(Place(), "no sheet begins with Label, or with From, To"))
            return None
        elements: dict[str, Element] = {}
        known: dict[str, ElementId] = {}
        for entry in self.elements:
            self._element(entry, elements, known)
        if not self.elements:  # Kumu makes elements of the ends of connections that name new ones
            for entry in self.connections:
                for end in (*entry.values.get("from", ()), *entry.values.get("to", ())):
                    made = Element(labelled_id("", end), end)
                    elements.setdefault(made.id, made)
                    known.setdefault(fold(end), made.id)
        connections = [one for entry in self.connections for one in self._connections(entry, known)]
        return Network(tuple(elements.values()), tuple(_numbered(connections)))

    def _element(self, entry: _Entry, elements: dict[str, Element], known: dict[str, ElementId]) -> None:
        id, label, type = entry.one("id"), entry.one("label"), entry.one("type")
        if not label:
            self.problems.append(no_name(entry.place))
            return
        one = Element(
            ElementId(id) if id else labelled_id(type, label),
            label,
            type,
            entry.one("description"),
            entry.values.get("tags", ()),
            entry.fields(_OWN),
        )
        if one.id in elements:
            self.problems.append(duplicate_element(entry.place, label))
            elements[one.id] = _completed(elements[one.id], one)
            return
        elements[one.id] = one
        known[id] = one.id
        known.setdefault(fold(label), one.id)

    def _connections(self, entry: _Entry, known: Mapping[str, ElementId]) -> Iterator[Connection]:
        """One connection for each element in the cell ``To``."""
        source = self._end(entry, entry.one("from"), "comes from", known)
        direction = self._direction(entry)
        for written in entry.values.get("to", ()) or ("",):
            target = self._end(entry, written, "goes to", known)
            if source and target:
                yield Connection(
                    entry.one("id"),
                    source,
                    target,
                    entry.one("type"),
                    direction,
                    entry.one("label"),
                    entry.one("description"),
                    entry.values.get("tags", ()),
                    entry.fields((*_OWN, *_ENDS)),
                )

    def _end(self, entry: _Entry, written: str, end: str, known: Mapping[str, ElementId]) -> ElementId | None:
        found = known.get(written) or known.get(fold(written))
        if found is None:
            self.problems.append(connection_to_nobody(entry.place, written, end))
        return found

    def _direction(self, entry: _Entry) -> Direction:
        written = entry.one("direction")
        try:
            return Direction(written.lower() or Direction.UNDIRECTED)
        except ValueError:
            self.problems.append(unknown_direction(entry.place, written))
            return Direction.UNDIRECTED


def _completed(first: Element, later: Element) -> Element:
    """As Kumu does it: what the later one says replaces what the first one said."""
    fields = dict(first.fields) | dict(later.fields)
    return replace(
        first,
        label=later.label,
        type=later.type or first.type,
        description=later.description or first.description,
        tags=later.tags or first.tags,
        fields=tuple(fields.items()),
    )


def _numbered(connections: Sequence[Connection]) -> Iterator[Connection]:
    """Connections with an id of their own each."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for one in connections:
        key = f"{one.source} {one.target} {one.type}"
        seen[key] = seen.get(key, 0) + 1
        id = one.id if one.id and one.id not in taken else connection_id(one.source, one.target, one.type, seen[key])
        taken.add(id)
        yield replace(one, id=id)


# ---------------------------------------------------------------- sheets


def _sections(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """First and last row of each section; Kumu takes two empty rows as the end of one."""
    rows = sorted({row for (row, _), cell in sheet.cells.items() if cell.text})
    start = rows[0] if rows else 0
    for before, row in pairwise(rows):
        if row - before > 2:
            yield start, before
            start = row
    if rows:
        yield start, rows[-1]


def _headers(sheet: Sheet, row: int) -> dict[int, str]:
    columns = range(1, sheet.last_column + 1)
    return {column: sheet.cell(row, column).text for column in columns if sheet.cell(row, column).text}


def _kind(headers: Mapping[int, str]) -> str:
    """Whether a section holds elements or connections, by its first headers; empty where it holds neither."""
    first = [fold(headers.get(column, "")) for column in (1, 2, 3)]
    if first[0] == "id":
        first = first[1:]
    if first[0] == "label":
        return "elements"
    return "connections" if first[:2] == ["from", "to"] else ""


def _rows(file: str, sheet: Sheet, headers: Mapping[int, str], first: int, last: int) -> Iterator[_Entry]:
    for row in range(first, last + 1):
        values: dict[str, tuple[str, ...]] = {}
        names: dict[str, str] = {}
        for column, header in headers.items():
            text = sheet.cell(row, column).text
            if text and fold(header) not in values:
                whole = fold(header) in ("id", "label", "description", "type")
                values[fold(header)] = (text,) if whole else _parts(text)
                names[fold(header)] = header
        if values:
            yield _Entry(values, names, Place(file, sheet.name, address(row, 1)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(BAR) if part.strip())


# ---------------------------------------------------------------- JSON


def _entries(content: Mapping[str, object], key: str) -> list[dict[str, object]]:
    found = content.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _json_entry(one: Mapping[str, object], shown: Mapping[str, str], type_name: str, place: Place) -> _Entry:
    """An entry of a blueprint (all keys beside each other) or of a backup (its fields under ``attributes``)."""
    attributes = one.get("attributes")
    found = {**one, **attributes} if isinstance(attributes, dict) else dict(one)
    values: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for key, value in found.items():
        if key in ("attributes", "delayed", "reversed", "trashed"):
            continue
        name = "type" if key.lower() == type_name else "id" if key == "_id" else fold(key)
        texts = _texts(value)
        if texts:
            values[name] = texts
            names[name] = shown.get(fold(key), key)
    return _Entry(values, names, place)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for one in value for text in _texts(one))
    if isinstance(value, str | int | float):
        text = as_text(value)
        return (text,) if text else ()
    return () if value is None else (json.dumps(value, ensure_ascii=False, sort_keys=True),)
