"""A marked copy that a note-taker filled in and sent back: our questions are taken out of it before it is read."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from facilitate.reading.cells import Book, Cell, Sheet
from facilitate.records.workbooks import PROPERTY_QUESTIONS, QUESTION_BEGINS, QUESTION_ENDS

_OURS = re.compile(rf"\s*{re.escape(QUESTION_BEGINS)}.*?{re.escape(QUESTION_ENDS)}\s*", re.DOTALL)


def is_returned(book: Book) -> bool:
    """Whether the workbook is a marked copy that came back."""
    return bool(book.properties.get(PROPERTY_QUESTIONS))


def without_questions(book: Book) -> Book:
    """The workbook without the sheet and the comments that the program added; any other workbook as it is."""
    added = book.properties.get(PROPERTY_QUESTIONS)
    if not added:
        return book
    return replace(book, sheets=tuple(_theirs(sheet) for sheet in book.sheets if sheet.name != added))


def _theirs(sheet: Sheet) -> Sheet:
    cells = {at: _bare(cell) for at, cell in sheet.cells.items()}
    return replace(sheet, cells={at: cell for at, cell in cells.items() if cell.value is not None or cell.comment})


def _bare(cell: Cell) -> Cell:
    if QUESTION_BEGINS not in cell.comment:
        return cell
    return msgspec.structs.replace(cell, comment=_OURS.sub("\n", cell.comment).strip())
