"""Colour as a group's way to write, rather than as a mark on what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from facilitate.reading.cells import Book, Cell
from facilitate.reading.finding import Found
from facilitate.reading.layouts import GROUP
from facilitate.text import one_line

FEWEST = 3
"""So many cells at least are coloured as a whole where a group writes in colour."""

_GIVEN = frozenset((GROUP, "id", "category", "definition"))


def written_throughout(tables: Iterable[Found]) -> int:
    """How many answers are coloured as a whole, where two thirds of all answers are; else 0."""
    answers = [cell for table in tables for cell in _answers(table)]
    coloured = sum(_is_coloured(cell) for cell in answers)
    return coloured if coloured >= FEWEST and 3 * coloured >= 2 * sum(bool(cell.text) for cell in answers) else 0


def without_colour(book: Book) -> Book:
    """The workbook with the colour of whole cells taken away; single coloured words stay so."""
    sheets = []
    for sheet in book.sheets:
        cells = {at: _plain(cell) if _is_coloured(cell) else cell for at, cell in sheet.cells.items()}
        sheets.append(replace(sheet, cells=cells))
    return replace(book, sheets=tuple(sheets))


def _answers(table: Found) -> Iterator[Cell]:
    columns = {column for header, column in table.columns.items() if header not in _GIVEN} | table.questions.keys()
    for row in table.rows:
        for column, cell in table.sheet.rows[row].items():
            if column in columns:
                yield cell


def _is_coloured(cell: Cell) -> bool:
    return bool(cell.coloured) and cell.coloured == (one_line(cell.text),)


def _plain(cell: Cell) -> Cell:
    return msgspec.structs.replace(cell, coloured=())
