"""Sheets of our own workbook whose headers are gone or written over: what else tells what their columns hold."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.reading.cells import Book, Sheet
from facilitate.reading.finding import Finder, Found
from facilitate.reading.layouts import CATEGORIES
from facilitate.reading.rows import Known
from facilitate.records.forms import SheetForm
from facilitate.records.workbooks import GROUP_BOOK, PROPERTY_SCHEMA, SUPPORTERS
from facilitate.text import fold

_ACTION = "what should happen"


def without_headers(book: Book, sheet: Sheet, finder: Finder, known: Known) -> tuple[Found, ...]:
    """The table of a sheet that was sent out by us and has lost its headers; none where it cannot be told.

    Headers that were written over still have our comments. Where the whole row is gone, the columns are those that
    were sent: the sheet Categories is then known by the ids and names of the list, which stand beside each other.
    """
    form = next((one for one in GROUP_BOOK if fold(one.name) == fold(sheet.name)), None)
    words = next((one for one in finder.known if form and one.table.gives == form.name and not one.table.own), None)
    if form is None or words is None or sheet.hidden or not (sheet.rows and book.properties.get(PROPERTY_SCHEMA)):
        return ()
    first = min(sheet.rows)
    columns = _commented(sheet, form, first)
    renamed = tuple((sheet.cell(first, column).text, header) for header, column in columns.items())
    header = first
    if not columns:
        if _some_header(sheet, form, first):
            return ()
        left, first = _listed(sheet, known) if form.name == CATEGORIES else (1, first)
        columns, header = _as_sent(form, left, book.properties[PROPERTY_SCHEMA]), first - 1
        if not left or not _are_actions(sheet, columns, first, known):
            return ()
    rows = tuple(row for row in sheet.rows if row > header)
    above = tuple(row for row in sheet.rows if row <= header and header != first)
    return (Found(words, sheet, header, columns, {}, {}, frozenset(), renamed, rows, above, titles=above),)


def _commented(sheet: Sheet, form: SheetForm, row: int) -> dict[str, int]:
    """The columns by the comments with which their headers were sent; none where fewer than two are left."""
    helps = {fold(one.help): one.header for one in form.headings}
    found = {
        helps[fold(cell.comment)]: column for column, cell in sheet.rows[row].items() if fold(cell.comment) in helps
    }
    return found if len(found) > 1 else {}


def _as_sent(form: SheetForm, left: int, schema: str) -> dict[str, int]:
    headers = [header for header in form.headers if schema != "1" or header != SUPPORTERS.header]
    return {header: left + place for place, header in enumerate(headers)}


def _are_actions(sheet: Sheet, columns: Mapping[str, int], first: int, known: Known) -> bool:
    """Whether nothing but actions stands where they belong."""
    place = columns.get(_ACTION)
    texts = [cell.text for (row, column), cell in sheet.cells.items() if column == place and row >= first]
    return all(known.meanings.actions_in(text) for text in texts if text)


def _some_header(sheet: Sheet, form: SheetForm, first: int) -> bool:
    """Whether one of the headers still stands in the first row: then they were changed, and not lost."""
    written = {fold(cell.text) for cell in sheet.rows[first].values()}
    return bool(written & {fold(header) for header in form.headers})


def _listed(sheet: Sheet, known: Known) -> tuple[int, int]:
    """The column in which the ids of the list stand beside its names, and the first such row; zeros where none does."""
    names = {id: fold(name) for id, (name, _) in known.categories.items()}
    found = [
        (column, row)
        for (row, column), cell in sorted(sheet.cells.items())
        if names.get(cell.text) == fold(sheet.cell(row, column + 1).text)
    ]
    columns = {column for column, _ in found}
    if len(columns) != 1 or 2 * len(found) < len(names):
        return 0, 0
    return found[0]
