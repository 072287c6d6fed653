"""A workbook that the program filled and a person edited: as it stands, and as the program last wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from facilitate.problems import Problem
from facilitate.reading.cells import Book, Cell, Sheet, letter
from facilitate.reading.sheets import read_book
from facilitate.records.forms import SheetForm
from facilitate.records.tables import BAND, KeptTable, OwnSheet, Value
from facilitate.records.workbooks import BASE_SHEET, LISTS_SHEET
from facilitate.text import count, fold


@dataclass(frozen=True, slots=True)
class KeptBook:
    """The sheets as they stand (``theirs``), as last suggested (``base``), and the sheets that a person added."""

    theirs: Mapping[str, KeptTable] = field(default_factory=dict)
    base: Mapping[str, KeptTable] = field(default_factory=dict)
    added: tuple[OwnSheet, ...] = ()
    uncarried: tuple[str, ...] = ()
    """What a person made that cannot be carried into a new file, in plain words."""


def read_kept(path: Path, name: str, forms: Sequence[SheetForm]) -> tuple[KeptBook | None, tuple[Problem, ...]]:
    """The workbook at ``path``; an empty one where there is none, None where it cannot be read."""
    if not path.exists():
        return KeptBook(), ()
    book, problems = read_book(path, name)
    return (None if book is None else kept_book(book, forms)), problems


def kept_book(book: Book, forms: Sequence[SheetForm]) -> KeptBook:
    """The tables of a workbook that was read."""
    book = without_bands(book)
    base_sheet = book.sheet(BASE_SHEET)
    base = dict(_base(base_sheet, forms)) if base_sheet else {}
    places = {form.name: _place(book, form, forms) for form in forms}
    theirs = {form.name: _standing(places[form.name], form, base) for form in forms}
    known = {BASE_SHEET.casefold(), LISTS_SHEET.casefold()}
    taken = [sheet for sheet in places.values() if sheet is not None]
    added = [_own(sheet) for sheet in book.sheets if sheet.name.casefold() not in known and sheet not in taken]
    return KeptBook(theirs, base, tuple(sheet for sheet in added if sheet.rows), tuple(_uncarried(book, added, theirs)))


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


def _standing(sheet: Sheet | None, form: SheetForm, base: Mapping[str, KeptTable]) -> KeptTable:
    """A sheet as the person left it. One that they deleted as a whole comes back as the program wrote it."""
    if sheet is None:
        return base.get(form.name) or _table(form, form.headers, [])
    return table_of(sheet, form)


def _uncarried(book: Book, added: Sequence[OwnSheet], theirs: Mapping[str, KeptTable]) -> Iterator[str]:
    """What a person made that cannot be carried into a new file, in plain words."""
    own = {sheet.name for sheet in added}
    cells = [cell for sheet in book.sheets if sheet.name in own for cell in sheet.cells.values()]
    for sheet in book.sheets:
        table = theirs.get(sheet.name)
        if table and table.human:
            cells += [cell for (row, _), cell in sheet.cells.items() if row > 1]
    if formulas := sum(bool(cell.formula) for cell in cells):
        yield f"{count(formulas, 'formula')} (the values are carried)"
    if marks := sum(bool(cell.struck or cell.struck_parts or cell.coloured) for cell in cells):
        yield f"strike-through or colour in {count(marks, 'cell')}"
    if merged := sum(len(sheet.merged) for sheet in book.sheets if sheet.name in own):
        yield count(merged, "merged area")


def without_bands(book: Book) -> Book:
    """The workbook without the headings that the program wrote among the rows; every row keeps its number.

    A heading in which a person typed something is theirs now: it loses its sign and counts as a row of their own.
    """
    base = book.sheet(BASE_SHEET)
    written = {texts[1:] for texts in _texts(base).values()} if base else None
    return replace(book, sheets=tuple(sheet if sheet is base else _bandless(sheet, written) for sheet in book.sheets))


def _bandless(sheet: Sheet, written: set[tuple[str, ...]] | None) -> Sheet:
    """``written`` are the rows of the hidden sheet, None where it is gone: then only the sign tells a heading."""
    bands = {row for (row, column), cell in sheet.cells.items() if column == 1 and cell.text.startswith(BAND)}
    if not bands:
        return sheet
    texts = _texts(sheet) if written is not None else {}
    touched = {row for row in bands if written is not None and texts[row] not in written}
    touched |= {row for (row, _), cell in sheet.cells.items() if row in bands and cell.comment}

    def stays(row: int, column: int) -> bool:
        return row not in bands or (row in touched and column > 1)

    cells: dict[tuple[int, int], Cell] = {at: cell for at, cell in sheet.cells.items() if stays(*at)}
    return replace(sheet, cells=cells)


def _texts(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """The texts of each row, empty cells left out."""
    rows: dict[int, tuple[str, ...]] = {}
    for (row, _), cell in sorted(sheet.cells.items(), key=lambda entry: entry[0]):
        if cell.text:
            rows[row] = (*rows.get(row, ()), cell.text)
    return rows


def table_as_it_stands(book: Book, form: SheetForm) -> KeptTable:
    """The filled rows of a sheet with all its columns; one without a header is called by its letter."""
    sheet = book.sheet(form.name)
    return table_of(sheet, form) if sheet else _table(form, form.headers, [])


def table_of(sheet: Sheet, form: SheetForm) -> KeptTable:
    """The same of one sheet."""
    canonical = {fold(header): header for header in form.headers}
    headers: dict[int, str] = {}
    for column in range(1, sheet.last_column + 1):
        found = sheet.cell(1, column).text
        header = canonical.get(fold(found)) or found
        filled = any(at == column and row > 1 for row, at in sheet.cells)
        if found and header not in headers.values():
            headers[column] = header
        elif filled:
            headers[column] = f"{found or 'column'} {letter(column)}".strip()
    numbers = filled_rows(sheet)
    rows = [{header: _plain(sheet.cell(row, column).value) for column, header in headers.items()} for row in numbers]
    remarks = tuple(
        (place, headers[column], comment)
        for place, row in enumerate(numbers)
        for column in headers
        if (comment := sheet.cell(row, column).comment)
    )
    return replace(_table(form, tuple(headers.values()), rows), remarks=remarks)


def filled_rows(sheet: Sheet) -> list[int]:
    """The numbers of the rows under the header that hold anything."""
    return sorted({row for (row, _), cell in sheet.cells.items() if row > 1 and (cell.text or cell.comment)})


def _table(form: SheetForm, headers: tuple[str, ...], rows: list[dict[str, Value]]) -> KeptTable:
    human = tuple(heading.header for heading in form.headings if not heading.given)
    key = "id" if "id" in form.headers else ""
    values = tuple(tuple(row.get(header) for header in headers) for row in rows)
    return KeptTable(form.name, headers, key, human, form.identity, (), values)


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _base(sheet: Sheet, forms: Sequence[SheetForm]) -> Iterator[tuple[str, KeptTable]]:
    """The hidden sheet: of every sheet a row of its headers, then its rows, each with the sheet's name in front."""
    by_sheet: dict[str, list[tuple[str, ...]]] = {}
    for row in range(1, sheet.last_row + 1):
        texts = tuple(sheet.cell(row, column).text for column in range(1, sheet.last_column + 1))
        if texts[0]:
            by_sheet.setdefault(texts[0], []).append(texts[1:])
    for form in forms:
        if lines := by_sheet.get(form.name):
            headers = tuple(filter(None, lines[0]))
            yield form.name, _table(form, headers, [dict(zip(headers, line, strict=False)) for line in lines[1:]])


def _own(sheet: Sheet) -> OwnSheet:
    """A sheet of the person's own, with what is carried of it."""
    remarks = tuple((at, cell.comment) for at, cell in sorted(sheet.cells.items()) if cell.comment)
    return OwnSheet(sheet.name, grid(sheet), remarks, sheet.hidden)


def grid(sheet: Sheet) -> tuple[tuple[Value, ...], ...]:
    """The values of a sheet as rows, from A1 to the last cell that holds anything."""
    return tuple(
        tuple(_plain(sheet.cell(row, column).value) for column in range(1, sheet.last_column + 1))
        for row in range(1, sheet.last_row + 1)
    )
