"""A list of people from anywhere: a sheet with our headers or others, a table of text, a Kumu export."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitate.network.graph import MEANINGS, PERSON
from facilitate.network.people import cell_of
from facilitate.problems import Problem
from facilitate.problems.kumu import no_people
from facilitate.problems.people import columns_read, formula_in_name, no_name, no_name_column, unclear_consent
from facilitate.reading.cells import Book, Cell, Sheet, address
from facilitate.reading.kumu import is_kumu, read_kumu
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import Table, read_table
from facilitate.records.meeting_book import PARTICIPANTS
from facilitate.records.network import Connection, Element, Fields, Network
from facilitate.records.people import Participant
from facilitate.records.sources import GroupId, Place
from facilitate.text import fold

# What a column is called, in the tool's languages, by what it holds. Folded when compared.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    what: tuple(headers.split(", "))
    for what, headers in {
        "name": "name, full name, participant, label, contact, contact person, nom, nom complet, nom et prénom, "
        "nombre, nombre completo, nombre y apellidos, nome, nome completo, vor und nachname, имя, 姓名, الاسم",
        "first": "first name, given name, given names, prénom, nombres, vorname",
        "last": "last name, surname, family name, nom de famille, apellido, apellidos, sobrenome, nachname, фамилия",
        "organisation": "organisation, organization, institution, company, employer, affiliation, organización, "
        "organização, institución, instituição, entreprise, empresa, организация, 机构, المنظمة",
        "country": "country, pays, país, land, страна, 国家, البلد",
        "region": "region, région, región, região, регион, 地区, المنطقة",
        "languages": "languages, language, langues, langue, idiomas, idioma, línguas, sprachen, sprache, языки, 语言, "
        "اللغات",
        "categories": "categories, category, catégories, catégorie, categorías, categoría, categorias, kategorien, "
        "areas of work, topics, категории, 类别, الفئات",
        "email": "e mail, email, mail, e mail address, email address, courriel, adresse e mail, correo, "
        "correo electrónico, endereço de e mail, эл почта, 电子邮件, البريد الإلكتروني",
        "group": "group, groupe, grupo, gruppe",
        "publish": "may be published, publish, consent, peut être publié, puede publicarse, pode ser publicado, "
        "darf veröffentlicht werden",
    }.items()
}
_YES = frozenset(("yes", "oui", "sí", "si", "sim", "ja", "да", "是", "نعم"))
_NO = frozenset(("", "no", "non", "não", "nao", "nein", "нет", "否", "لا"))
_PEOPLE = frozenset(("person", "people", "member", "participant", "individual", "contact"))
_HEADER_ROWS = 30
OUR_HEADERS = frozenset(fold(header) for header in PARTICIPANTS.headers)


@dataclass(frozen=True, slots=True)
class PeopleList:
    """People as listed; ``extras`` are the columns that a participant does not have, by place; ``ties`` connect the
    people at two places; ``columns`` are the letters of a sheet's columns, by the sheet's place and what they hold."""

    participants: tuple[Participant, ...] = ()
    extras: Mapping[Place, Fields] = field(default_factory=dict)
    ties: tuple[tuple[Place, Place, Connection], ...] = ()
    columns: Mapping[Place, Mapping[str, str]] = field(default_factory=dict)


def read_people(files: Sequence[tuple[Path, str]]) -> tuple[PeopleList, tuple[Problem, ...]]:
    """The people in one or several files, each with its name in messages; empty where none can be read.

    A Kumu export or backup gives its elements of the type Person, with the connections between them.
    """
    books: list[Book] = []
    problems: list[Problem] = []
    kumu: list[tuple[Path, str]] = []
    for path, name in files:
        if path.suffix.lower() == ".json":
            kumu.append((path, name))
            continue
        book, trouble = read_book(path, name)
        if book and is_kumu(book):
            kumu.append((path, name))  # read again below, with its problems
            continue
        problems += trouble
        if book:
            books.append(book)
    reader = _Reader(problems)
    for book in books:
        reader.book(book)
    if kumu:
        network, trouble = read_kumu(kumu)
        reader.problems += trouble
        if network:
            reader.kumu(network, kumu[0][1])
    return PeopleList(tuple(reader.people), reader.extras, tuple(reader.ties), reader.columns), tuple(reader.problems)


def people_of_meeting(
    participants: Sequence[Participant], path: Path, name: str
) -> tuple[PeopleList, tuple[Problem, ...]]:
    """The participants of a meeting.xlsx as a list; names that a formula computes are problems."""
    book, _ = read_book(path, name)
    table, _ = read_table(book, PARTICIPANTS) if book else (Table(), ())
    columns = {
        Place(row.file, row.sheet): {_WHAT.get(header, header): letter(at) for header, at in row.columns.items()}
        for row in table.rows[:1]
    }
    formulas = tuple(
        formula_in_name(row.place("name"), row.cell("name").formula) for row in table if row.cell("name").formula
    )
    return PeopleList(tuple(participants), columns=columns), formulas


_WHAT = {"e-mail": "email", "may be published": "publish"}
"""What the columns of meeting.xlsx hold where that is not their header."""


def letter(column: int) -> str:
    """The letters of a column, as in an address."""
    return address(1, column).removesuffix("1")


@dataclass(slots=True)
class _Reader:
    problems: list[Problem]
    people: list[Participant] = field(default_factory=list)
    extras: dict[Place, Fields] = field(default_factory=dict)
    ties: list[tuple[Place, Place, Connection]] = field(default_factory=list)
    columns: dict[Place, Mapping[str, str]] = field(default_factory=dict)

    # ------------------------------------------------------------ sheets

    def book(self, book: Book) -> None:
        """The first sheet that has a column of names, and what its columns were taken for."""
        for sheet in book.sheets:
            if sheet.hidden:
                continue
            for row in range(1, min(sheet.last_row, _HEADER_ROWS) + 1):
                columns = _columns(sheet, row)
                if "name" in columns or ("first" in columns and "last" in columns):
                    self._sheet(book, sheet, row, columns)
                    return
        visible = next((sheet for sheet in book.sheets if not sheet.hidden), None)
        present = tuple(visible.cell(1, column).text for column in range(1, visible.last_column + 1)) if visible else ()
        self.problems.append(
            no_name_column(Place(book.file, visible.name if visible else ""), tuple(filter(None, present)))
        )

    def _sheet(self, book: Book, sheet: Sheet, header: int, columns: Mapping[str, int]) -> None:
        others = {
            column: sheet.cell(header, column).text
            for column in range(1, sheet.last_column + 1)
            if column not in columns.values() and sheet.cell(header, column).text
        }
        before = len(self.people)
        self.columns[Place(book.file, sheet.name)] = {what: letter(at) for what, at in columns.items()}
        for row in range(header + 1, sheet.last_row + 1):
            cells = {name: sheet.cell(row, column) for name, column in columns.items()}
            rest = {name: sheet.cell(row, column).text for column, name in others.items()}
            if not any(cell.text or cell.formula for cell in cells.values()):
                continue
            place = Place(book.file, sheet.name, address(row, columns.get("name", columns.get("last", 1))))
            self._person(cells, rest, place)
        taken = tuple(
            f"“{sheet.cell(header, column).text}” as {name}"
            for name, column in columns.items()
            if fold(sheet.cell(header, column).text) not in OUR_HEADERS
        )
        if taken:
            self.problems.append(columns_read(Place(book.file, sheet.name), taken, len(self.people) - before))

    def _person(self, cells: Mapping[str, Cell], rest: Mapping[str, str], place: Place) -> None:
        text = {name: cell.text for name, cell in cells.items()}
        name = text.get("name") or " ".join(filter(None, (text.get("first"), text.get("last"))))
        formulas = [cells[one].formula for one in ("name", "first", "last") if one in cells and cells[one].formula]
        if formulas:
            self.problems.append(formula_in_name(place, formulas[0]))
        if not name:
            self.problems.append(no_name(place))
            return
        self._add(name, text, {header: _parts(value) for header, value in rest.items()}, place)

    def _add(self, name: str, text: Mapping[str, str], extra: Mapping[str, tuple[str, ...]], place: Place) -> None:
        consent = text.get("publish", "")
        if fold(consent) not in _YES | _NO:
            self.problems.append(unclear_consent(cell_of(place, "publish", self.columns), consent))
        self.people.append(
            Participant(
                name,
                text.get("organisation", ""),
                text.get("country", ""),
                text.get("region", ""),
                _parts(text.get("languages", ""), ",/"),
                _parts(text.get("categories", "")),
                text.get("email", ""),
                GroupId(text.get("group", "")),
                fold(consent) in _YES,
                place,
            )
        )
        fields = tuple((header, values) for header, values in extra.items() if values)
        if fields:
            self.extras[place] = fields

    # ------------------------------------------------------------ Kumu

    def kumu(self, network: Network, file: str) -> None:
        """The elements that are people: of the type Person or like it, or all where no element has a type."""
        typed = any(element.type for element in network.elements)
        people = [one for one in network.elements if not typed or fold(one.type) in _PEOPLE]
        if not people:
            types = tuple(dict.fromkeys(element.type for element in network.elements if element.type))
            self.problems.append(no_people(Place(file), types))
            return
        works = _organisations(network)
        places = {one.id: Place(file, PERSON, one.id) for one in people}
        for one in people:
            text, extra = _kumu_fields(one)
            text.setdefault("organisation", works.get(one.id, ""))
            organisation = text["organisation"]
            name = one.label.removesuffix(f" ({organisation})") if organisation else one.label
            self._add(name, text, extra, places[one.id])
        for tie in network.connections:
            if tie.source in places and tie.target in places:
                self.ties.append((places[tie.source], places[tie.target], tie))


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    """What each column of a header row holds; the first of two that hold the same."""
    names = {fold(header): what for what, headers in _HEADERS.items() for header in headers}
    found: dict[str, int] = {}
    for column in range(1, sheet.last_column + 1):
        what = names.get(fold(sheet.cell(row, column).text))
        if what:
            found.setdefault(what, column)
    return found


def _parts(text: str, more: str = "") -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(rf"[;|\n{more}]", text) if part.strip())


def _organisations(network: Network) -> dict[str, str]:
    """The organisation of each element that is connected to one."""
    labels = {one.id: one.label for one in network.elements if fold(one.type) in ("organization", "organisation")}
    found: dict[str, str] = {one.source: labels[one.target] for one in network.connections if one.target in labels}
    return found | {one.target: labels[one.source] for one in network.connections if one.source in labels}


def _kumu_fields(element: Element) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """An element's fields as a row of a list has them, and those that a list of people does not know.

    The measures that we put into a file ourselves are left out: they are measured anew.
    """
    names = {fold(header): what for what, headers in _HEADERS.items() for header in headers}
    ours = {fold(name) for name in (*MEANINGS, "Community")}
    text: dict[str, str] = {}
    extra: dict[str, tuple[str, ...]] = {}
    for name, values in element.fields:
        what = names.get(fold(name), "")
        if what and what != "name":
            text.setdefault(what, ";".join(values))
        elif fold(name) not in ours:
            extra[name] = values
    if element.description:
        extra["Description"] = (element.description,)
    if element.tags:
        extra["Tags"] = element.tags
    return text, extra
