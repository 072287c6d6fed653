"""A category list from elsewhere: an Excel workbook, a CSV file, SKOS or our own JSON, with the ids that it has.

Nothing is guessed: what is not clear is a problem with its place and its cure, all of them at once, and where one is
an error there is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.problems import Problem, failed
from facilitate.problems.files import cannot_open
from facilitate.problems.lists import longer_than_a_cell, numbers_unclear, unknown_list_format, which_sheet
from facilitate.problems.meetings import duplicate_id, example_row, missing_cell, no_rows, unusable_id
from facilitate.reading.cells import Book
from facilitate.reading.entries import Entry
from facilitate.reading.list_csv import parse_list_csv
from facilitate.reading.list_json import parse_list_json
from facilitate.reading.sheets import parse_book
from facilitate.reading.skos import parse_skos
from facilitate.reading.tables import read_table
from facilitate.records.categories import Category, CategoryId
from facilitate.records.meeting_book import CATEGORIES, EXAMPLE, LIST
from facilitate.records.sources import Place
from facilitate.text import fold, lines, one_line

LONGEST_TEXT = 32_767
"""A cell of an Excel workbook holds no more characters, and the list will stand in one."""

SPREADSHEETS, TEXTS, TURTLE, JSON = (".xlsx", ".xlsm"), (".csv", ".tsv"), (".ttl",), (".json",)
_ID = re.compile(r"[A-Za-z]+\d+")
_FIELDS = ("id", "name", "definition", "source", "also called")


@dataclass(frozen=True, slots=True)
class CategoryList:
    """A list as read; ``language`` is the tag of its names, empty where the file does not say."""

    categories: tuple[Category, ...] = ()
    language: str = ""


def read_list(path: Path, name: str, language: str = "") -> tuple[CategoryList, tuple[Problem, ...]]:
    """The list at ``path``, called ``name`` in messages; empty where a problem is an error.

    ``language`` says which names to take where a SKOS file has several.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return CategoryList(), (cannot_open(Place(name), (error.strerror or "unknown reason").lower()),)
    kind = path.suffix.casefold()
    problems: tuple[Problem, ...]
    if kind in TURTLE:
        entries, language, problems = parse_skos(content, name, language)
    elif kind in JSON:
        entries, language, problems = parse_list_json(content, name)
    elif kind in SPREADSHEETS:
        entries, problems = _in_workbook(*parse_book(content, name))
    elif kind in TEXTS:
        entries, problems = _in_workbook(*parse_list_csv(content, name))
    else:
        return CategoryList(), (unknown_list_format(Place(name), (*SPREADSHEETS, *TEXTS, *TURTLE, *JSON)),)
    categories, unsound = _categories(entries)
    problems = (*problems, *unsound)
    if not categories and not failed(problems):
        problems = (*problems, no_rows(Place(name), "category"))
    return CategoryList(() if failed(problems) else categories, language), problems


def _in_workbook(book: Book | None, problems: tuple[Problem, ...]) -> tuple[Sequence[Entry], tuple[Problem, ...]]:
    """The rows of the sheet that holds the list, in printed order."""
    if book is None:
        return (), problems
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    named = [sheet for sheet in visible if fold(sheet.name) in (CATEGORIES.name, LIST.name)]
    chosen = named or visible
    if len(chosen) != 1:
        return (), (*problems, which_sheet(Place(book.file), tuple(sheet.name for sheet in chosen)))
    sheet = chosen[0]
    if not sheet.cells:
        return (), problems
    table, more = read_table(book, replace(LIST, name=sheet.name))
    problems = (*problems, *more)
    if failed(more):
        return (), problems
    entries = [
        Entry({field: row.text(field) for field in LIST.headers}, {field: row.place(field) for field in LIST.headers})
        for row in table
    ]
    numbers = [entry.texts["number"] for entry in entries]
    if not any(numbers):
        return entries, problems
    if sorted(numbers) != sorted(str(number) for number in range(1, len(entries) + 1)):
        first = entries[0].places["number"]
        return entries, (*problems, numbers_unclear(Place(book.file, sheet.name, first.cell)))
    return sorted(entries, key=lambda entry: int(entry.texts["number"])), problems


def _categories(entries: Iterable[Entry]) -> tuple[tuple[Category, ...], tuple[Problem, ...]]:
    """The usable entries as categories; ids and names are there once each."""
    categories: list[Category] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], Place] = {}
    for entry in entries:
        texts, places = entry.texts, entry.places
        if any(texts[field].startswith(EXAMPLE) for field in _FIELDS):
            problems.append(example_row(places["id"]))
            continue
        problems += [missing_cell(places[field], field) for field in ("id", "name") if not texts[field]]
        if texts["id"] and not _ID.fullmatch(texts["id"]):
            problems.append(unusable_id(places["id"], texts["id"]))
        for field in ("id", "name"):
            first = seen.setdefault((field, fold(texts[field])), places[field])
            if texts[field] and first is not places[field]:
                problems.append(duplicate_id(places[field], texts[field], first.cell or str(first)))
        problems += [
            longer_than_a_cell(places[field], len(texts[field]))
            for field in _FIELDS
            if len(texts[field]) > LONGEST_TEXT
        ]
        categories.append(
            Category(
                CategoryId(texts["id"]),
                one_line(texts["name"]),
                texts["definition"],
                texts["source"],
                also=lines(texts["also called"]),
            )
        )
    return tuple(categories), tuple(problems)
