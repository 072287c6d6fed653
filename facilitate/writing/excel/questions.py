"""A copy of a note-taker's own workbook in which every question stands at its cell."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.problems import Level, Problem
from facilitate.records.workbooks import PROPERTY_QUESTIONS, QUESTION_BEGINS, QUESTION_ENDS
from facilitate.writing.excel.book import Book, Column, Value, put_text

COLOURS = {Level.ERROR: "F4B6B6", Level.QUESTION: "FFE2B3", Level.NOTE: "DDE8F7"}
LARGEST = 3_000_000
"""Bytes of a workbook up to which its look is kept; of a larger one only the values are copied."""

_CELL = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_COLUMNS = (Column("where", 26), Column("kind", 11), Column("what is wrong, and what to do", 110))
_FAMILIAR = ("Questions", "Questions to you", "To answer")


@dataclass(frozen=True, slots=True)
class Written:
    """What the note-taker left in a cell."""

    value: Value = None
    comment: str = ""
    struck: bool = False


Sheets = Mapping[str, Mapping[tuple[int, int], Written]]
"""The cells of each visible sheet by row and column."""


def marked_copy(
    sheets: Sheets, problems: Iterable[Problem], title: str, properties: Mapping[str, str], original: bytes = b""
) -> bytes:
    """The workbook's bytes: a sheet of all questions, then the note-taker's sheets with cells coloured and commented.

    ``original`` is the file itself where it is an Open XML workbook: then widths, dropdowns and letters look as in
    it. Formulas become what they showed, so that none is computed anew. ``problems`` are those of this file, as they
    are shown. The copy can be sent back and read in place of the original.
    """
    own = list(problems)
    name = next(name for name in _FAMILIAR if name not in sheets)
    book = Book(title, {**properties, PROPERTY_QUESTIONS: name})
    look = _look(original, sheets, properties.get(PROPERTY_QUESTIONS, "")) if 0 < len(original) <= LARGEST else None
    if look is not None:
        look.custom_doc_props = book.workbook.custom_doc_props  # type: ignore[attr-defined]
        look.properties = book.workbook.properties
        book.workbook = look
    lines = [(f"{one.place.sheet} {one.place.cell}".strip(), str(one.level), one.for_note_taker) for one in own]
    questions = book.sheet(name, _COLUMNS, lines)
    book.workbook.move_sheet(questions, -(len(book.workbook.sheetnames) - 1))
    book.workbook.active = 0
    for each in book.workbook.worksheets:
        each.sheet_view.tabSelected = each is questions
    for sheet_name, cells in sheets.items():
        sheet = book.workbook[sheet_name] if look is not None else _plain(book, sheet_name, cells)
        _mark(sheet, [one for one in own if one.place.sheet == sheet_name], cells)
    return book.content()


def _look(original: bytes, sheets: Sheets, asked_before: str) -> Workbook | None:
    """The workbook with its look, all formulas replaced by what they showed; None where openpyxl loses anything.

    ``asked_before`` is the sheet with questions of an earlier copy, which goes with its comments and colours.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(original), rich_text=True)
    except Exception:  # whatever it stumbles over: the values are copied then
        return None
    if asked_before in book.sheetnames:
        book.remove(book[asked_before])
    if not set(sheets) <= {sheet.title for sheet in book.worksheets}:
        return None
    book.template = False
    book._external_links = []  # type: ignore[attr-defined]  # no link is ever followed
    for sheet in book.worksheets:
        cells = sheets.get(sheet.title)
        for row in sheet.iter_rows() if sheet.max_row < 20_000 else ():
            for cell in row:
                if cell.comment and QUESTION_BEGINS in cell.comment.text:
                    cell.comment, cell.fill = None, PatternFill()
                if cell.data_type in ("f", "e"):
                    written = (cells or {}).get((cell.row or 0, cell.column or 0))
                    cell.value = None
                    put_text(cell, written.value if written else None)
        if cells is not None and not _holds(sheet, cells):
            return None
    return book


def _holds(sheet: Worksheet, cells: Mapping[tuple[int, int], Written]) -> bool:
    """Whether everything that was read is there."""
    return all(
        written.value in (None, "") or isinstance(cell := sheet.cell(*at), MergedCell) or cell.value is not None
        for at, written in cells.items()
    )


def _plain(book: Book, name: str, cells: Mapping[tuple[int, int], Written]) -> Worksheet:
    """A sheet with the values alone, columns as wide as they need."""
    sheet: Worksheet = book.workbook.create_sheet(name)
    widths: dict[int, int] = {}
    for (row, column), written in sorted(cells.items()):
        cell = sheet.cell(row, column)
        put_text(cell, written.value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if written.struck:
            cell.font = Font(strike=True)
        widths[column] = max(widths.get(column, 8), len(str(written.value or "")))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width, 50) + 2
    return sheet


def _mark(sheet: Worksheet, problems: list[Problem], cells: Mapping[tuple[int, int], Written]) -> None:
    by_cell: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        for at in _cells(sheet, problem.place.cell):
            by_cell.setdefault(at, []).append(problem)
    theirs = {at: written.comment for at, written in cells.items() if written.comment}
    for at in sorted(by_cell.keys() | theirs.keys()):
        cell = sheet.cell(*at)
        if isinstance(cell, MergedCell):
            continue
        said = [theirs[at]] if at in theirs else []
        if here := by_cell.get(at):
            cell.fill = PatternFill("solid", fgColor=COLOURS[min(one.level for one in here)])
            asked = "\n\n".join(one.for_note_taker for one in here)
            said.append(f"{QUESTION_BEGINS}\n{asked}\n{QUESTION_ENDS}")
        text = "\n\n".join(said)
        cell.comment = Comment(text, "facilitate", width=340, height=60 + 18 * (len(text) // 44 + text.count("\n")))


def _cells(sheet: Worksheet, address: str) -> list[tuple[int, int]]:
    """The cells of an address; of a range, all rows of its column."""
    found = _CELL.fullmatch(address)
    if not found:
        return []
    first = sheet[f"{found[1]}{found[2]}"]
    last = int(found[4] or found[2])
    return [(row, first.column) for row in range(first.row, last + 1)]
