"""A copy of a note-taker's own workbook in which every question stands at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from facilitate.problems import Level, Problem
from facilitate.writing.excel.book import Book, Column, Value

COLOURS = {Level.ERROR: "F4B6B6", Level.QUESTION: "FFE2B3", Level.NOTE: "DDE8F7"}

_CELL = re.compile(r"([A-Z]+)(\d+)")
_COLUMNS = (Column("where", 26), Column("kind", 11), Column("what is wrong, and what to do", 110))


def marked_copy(
    file: str, sheets: Mapping[str, Sequence[Sequence[Value]]], problems: Iterable[Problem], title: str
) -> bytes:
    """The workbook's bytes: a sheet of all questions, then the note-taker's sheets with cells coloured and commented.

    ``sheets`` are the texts by sheet, rows from the first. Only values are copied; the note-taker's file stays.
    """
    book = Book(title)
    own = [problem for problem in problems if problem.place.file == file]
    lines = [(f"{one.place.sheet} {one.place.cell}".strip(), str(one.level), one.message) for one in own]
    name = next(name for name in ("Questions", "Questions to you", "To answer") if name not in sheets)
    book.sheet(name, _COLUMNS, lines)
    for title_, rows in sheets.items():
        sheet = book.plain(title_, rows)
        for number, column in enumerate(sheet.columns, 1):
            longest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=8)
            sheet.column_dimensions[get_column_letter(number)].width = min(max(longest, 8), 50) + 2
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        _mark(sheet, [one for one in own if one.place.sheet == title_])
    return book.content()


def _mark(sheet: object, problems: list[Problem]) -> None:
    by_cell: dict[str, list[Problem]] = {}
    for problem in problems:
        if _CELL.fullmatch(problem.place.cell):
            by_cell.setdefault(problem.place.cell, []).append(problem)
    for address, here in by_cell.items():
        cell = sheet[address]  # type: ignore[index]
        worst = min(one.level for one in here)
        cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
        text = "\n\n".join(one.message for one in here)
        cell.comment = Comment(text, "facilitate", width=320, height=60 + 18 * (len(text) // 42))
