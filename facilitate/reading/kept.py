"""A workbook that the program filled and a person edited: as it stands, and as the program last wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitate.reading.bands import without_bands
from facilitate.reading.base import base_lines, base_tables, empty_table, notes_of
from facilitate.reading.cells import Book, Sheet, letter
from facilitate.reading.formats.excel_formats import Formats
from facilitate.reading.tables import header_row
from facilitate.reading.uncarried import is_empty_but_first, uncarried
from facilitate.records.forms import SheetForm
from facilitate.records.tables import BAND, HEADER, CellFormat, KeptTable, OwnSheet, Value, same_text
from facilitate.records.workbooks import BASE_SHEET, LISTS_SHEET
from facilitate.text import count, fold

Notes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeptBook:
    """The sheets as they stand (``theirs``), as last suggested (``base``), and the sheets that a person added."""

    theirs: Mapping[str, KeptTable] = field(default_factory=dict)
    base: Mapping[str, KeptTable] = field(default_factory=dict)
    added: tuple[OwnSheet, ...] = ()
    uncarried: tuple[str, ...] = ()
    """What a person made that cannot be carried into a new file, in plain words."""
    forgotten: bool = False
    """Whether nobody knows any more what was last suggested, and ``base`` is only what the workbook shows."""


def kept_book(book: Book, forms: Sequence[SheetForm], formats: Formats | None = None) -> KeptBook:
    """The tables of a workbook that was read, with the ``formats`` that a person gave to its cells, where known."""
    headings = list(_marked_headings(book, formats or {}))
    book = without_bands(book)
    remembered = base_lines(book)
    base = base_tables(remembered, forms)
    places = {form.name: _place(book, form, forms) for form in forms}
    theirs = {
        form.name: table_of(sheet, form, notes_of(form, remembered), (formats or {}).get(sheet.name))
        if (sheet := places[form.name])
        else base.get(form.name) or empty_table(form)  # deleted as a whole: it comes back as the program wrote it
        for form in forms
    }
    known = {BASE_SHEET.casefold(), LISTS_SHEET.casefold()}
    taken = [sheet for sheet in places.values() if sheet is not None]
    own = [sheet for sheet in book.sheets if sheet.name.casefold() not in known and sheet not in taken]
    added = [_own(sheet, (formats or {}).get(sheet.name, {})) for sheet in own]
    edited = {sheet.name for name, sheet in places.items() if sheet and theirs[name].human}
    left = uncarried(book, {sheet.name for sheet in added}, edited, formats is not None)
    return KeptBook(theirs, base, tuple(sheet for sheet in added if sheet.rows), (*left, *headings))


def _marked_headings(book: Book, formats: Formats) -> Iterator[str]:
    """The headings of the program's that a person coloured: they are written afresh."""
    number = 0
    for sheet in book.sheets:
        marked = {row for (row, _), look in formats.get(sheet.name, {}).items() if look.fill or look.struck}
        number += len(marked & {row for (row, _), cell in sheet.cells.items() if cell.text.startswith(BAND)})
    if number:
        yield f"the colour of {count(number, 'heading')}"


def _place(book: Book, form: SheetForm, forms: Sequence[SheetForm]) -> Sheet | None:
    """The sheet of a form; where none has its name, one with its headers that a person renamed."""
    if found := book.sheet(form.name):
        return found
    names = {one.name.casefold() for one in forms}
    for sheet in book.sheets:
        headers = {fold(sheet.cell(1, column).text) for column in range(1, min(sheet.last_column, 100) + 1)}
        if sheet.name.strip().casefold() not in names and headers >= {fold(header) for header in form.headers}:
            return sheet
    return None


def table_as_it_stands(book: Book, form: SheetForm) -> KeptTable:
    """The filled rows of a sheet with all its columns; one without a header is called by its letter."""
    sheet = book.sheet(form.name)
    return table_of(sheet, form) if sheet else empty_table(form)


def table_of(
    sheet: Sheet,
    form: SheetForm,
    notes: Notes | None = None,
    formats: Mapping[tuple[int, int], CellFormat] | None = None,
) -> KeptTable:
    """The same of one sheet. ``notes`` are the program's own comments on its headers, which are no person's.

    What a person wrote above the headers counts as rows of their own.
    """
    head = header_row(sheet, form)
    canonical = {fold(header): header for header in form.headers}
    filled = {column for row, column in sheet.cells if row != head}
    headers: dict[int, str] = {}
    for column in range(1, sheet.last_column + 1):
        found = sheet.cell(head, column).text
        header = canonical.get(fold(found)) or found
        if found and header not in headers.values():
            headers[column] = header
        elif column in filled:
            headers[column] = f"{found or 'column'} {letter(column)}".strip()
    numbers = filled_rows(sheet, form)
    rows = [{header: _plain(sheet.cell(row, column).value) for column, header in headers.items()} for row in numbers]
    remarks = [
        (HEADER, header, said)
        for column, header in headers.items()
        if (said := _besides(sheet.cell(head, column).comment, (notes or notes_of(form, {})).get(header, "")))
    ]
    remarks += [
        (place, headers[column], comment)
        for place, row in enumerate(numbers)
        for column in headers
        if (comment := sheet.cell(row, column).comment)
    ]
    return replace(
        empty_table(form, tuple(headers.values()) or form.headers, rows),
        remarks=tuple(remarks),
        widths=tuple((header, width) for column, header in headers.items() if (width := _width(sheet, column))),
        hidden=tuple(header for column, header in headers.items() if column in sheet.hidden_columns & filled),
        formats=tuple(
            (place, header, formats[row, column])
            for place, row in enumerate(numbers if formats else ())
            for column, header in headers.items()
            if formats and (row, column) in formats
        ),
    )


def filled_rows(sheet: Sheet, form: SheetForm) -> list[int]:
    """The numbers of the rows beside that of the headers that hold anything."""
    head = header_row(sheet, form)
    return sorted({row for (row, _), cell in sheet.cells.items() if row != head and (cell.text or cell.comment)})


def _besides(comment: str, note: str) -> str:
    """What a person wrote into the comment on a header, beside the program's ``note`` or in its place."""
    said, ours = same_text(comment), same_text(note)
    return said.removeprefix(ours).strip() if ours else said


def _plain(value: object) -> Value:
    known = str | int | float | bool | dt.date | dt.time | None
    return value if isinstance(value, known) else str(value)


def _width(sheet: Sheet, column: int) -> float:
    """The width of a column, 0 where it has none of its own; no finer than every program writes it."""
    return round(sheet.width(column) or 0, 4)


def _own(sheet: Sheet, formats: Mapping[tuple[int, int], CellFormat]) -> OwnSheet:
    """A sheet of the person's own, with what is carried of it."""
    remarks = tuple((at, cell.comment) for at, cell in sorted(sheet.cells.items()) if cell.comment)
    columns = range(1, sheet.last_column + 1)
    widths = tuple((column, width) for column in columns if (width := _width(sheet, column)))
    merged = tuple(area for area in sheet.merged if is_empty_but_first(sheet, area))
    return OwnSheet(sheet.name, grid(sheet), remarks, sheet.hidden, widths, tuple(sorted(formats.items())), merged)


def grid(sheet: Sheet) -> tuple[tuple[Value, ...], ...]:
    """The values of a sheet as rows, from A1 to the last cell that holds anything."""
    return tuple(
        tuple(_plain(sheet.cell(row, column).value) for column in range(1, sheet.last_column + 1))
        for row in range(1, sheet.last_row + 1)
    )
