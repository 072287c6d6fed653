"""The headings that the program writes among the rows of a sheet: no rows, and told from what a person typed."""

from __future__ import annotations

from dataclasses import replace

from facilitate.reading.cells import Book, Sheet
from facilitate.records.tables import BAND
from facilitate.records.workbooks import BASE_SHEET
from facilitate.text import fold

_Texts = tuple[str, ...]
_FIRST_ROWS = 30
"""How far down the header of the ids is looked for."""


def without_bands(book: Book) -> Book:
    """The workbook without the headings that the program wrote among the rows; every row keeps its number.

    A heading in which a person typed something is theirs now: it loses its sign and counts as a row of their own.
    """
    base = book.sheet(BASE_SHEET)
    written = [texts[1:] for texts in _texts(base).values()] if base else None
    return replace(book, sheets=tuple(sheet if sheet is base else _bandless(sheet, written) for sheet in book.sheets))


def _bandless(sheet: Sheet, written: list[_Texts] | None) -> Sheet:
    """``written`` are the rows of the hidden sheet, None where it is gone: then only the sign tells a heading."""
    signs = None if written is None else {text for texts in written for text in texts if text.startswith(BAND)}
    ids = _column_of_ids(sheet)
    bands = {
        row
        for (row, column), cell in sheet.cells.items()
        if column == ids and cell.text.startswith(BAND) and (signs is None or cell.text in signs)
    }
    if not bands:
        return sheet
    touched = {row for (row, _), cell in sheet.cells.items() if row in bands and cell.comment}
    if written is not None:
        as_written, texts = {tuple(sorted(texts)) for texts in written}, _texts(sheet)
        touched |= {row for row in bands if tuple(sorted(texts[row])) not in as_written}  # columns may have moved
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] not in bands or (at[0] in touched and at[1] != ids)}
    return replace(sheet, cells=cells)


def _column_of_ids(sheet: Sheet) -> int:
    """The column under the header of the ids, wherever a person moved it."""
    first = sorted(at for at, cell in sheet.cells.items() if at[0] <= _FIRST_ROWS and fold(cell.text) == "id")
    return first[0][1] if first else 1


def _texts(sheet: Sheet) -> dict[int, _Texts]:
    """The texts of each row, empty cells left out."""
    rows: dict[int, _Texts] = {}
    for (row, _), cell in sorted(sheet.cells.items(), key=lambda entry: entry[0]):
        if cell.text:
            rows[row] = (*rows.get(row, ()), cell.text)
    return rows
