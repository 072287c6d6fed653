"""Old Excel workbooks (.xls, Excel 2 to 2003), by way of xlrd.

Runs in a child process only (see ``facilitate.reading.child``): the format is binary, and files in it can be anything.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, error_text_from_code
from xlrd.formula import FMLA_TYPE_CELL, FMLA_TYPE_SHARED, decompile_formula

from facilitate.problems import Problem
from facilitate.problems.files import encrypted_file, not_a_workbook
from facilitate.reading.cells import EMPTY, Cell, Contents, Sheet, Value, address
from facilitate.reading.formats.dates import Shown, from_serial, shown_as
from facilitate.reading.formats.excel_styles import is_vivid
from facilitate.reading.formats.formulas import shown
from facilitate.reading.formats.runs import Run, marks_of
from facilitate.reading.formats.tally import Tally
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

_FORMULA, _SHARED, _END = (0x0006, 0x0206, 0x0406), 0x04BC, 0x000A
_SEE_SHARED = 0x01
_WHOLE = re.compile(r"(?<![\w.])(\d+)\.0(?!\d)")
"""Whole numbers as xlrd writes them."""


def read_xls(content: bytes, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The sheets with their cells. Raises RefusedError where the file is encrypted or damaged."""
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,  # keeps the records, in which the formulas are
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise RefusedError(encrypted_file) from None
        why = f"the reader of old Excel files says: {error}".rstrip(".")
        raise RefusedError(lambda where: not_a_workbook(where, why)) from None
    tally = Tally()
    sheets = tuple(_Sheet(book, sheet, tally).read(number) for number, sheet in enumerate(book.sheets()))
    return Contents(sheets), ()


@dataclass(slots=True)
class _Sheet:
    book: Any
    sheet: Any
    tally: Tally

    def read(self, number: int) -> Sheet:
        """The sheet in our model."""
        formulas = dict(_formulas(self.book, number))
        cells: dict[tuple[int, int], Cell] = {}
        for row in range(self.sheet.nrows):
            filled = 0
            for column in range(self.sheet.row_len(row)):
                cell = self._cell(row, column, formulas.get((row, column), ""))
                if cell is not EMPTY:
                    cells[row + 1, column + 1] = cell
                    filled += 1
            self.tally.add(filled, 0)
        for (row, column), note in self.sheet.cell_note_map.items():
            at = (row + 1, column + 1)
            found = cells.get(at, EMPTY)
            marks = (found.struck, found.struck_parts, found.coloured)
            cells[at] = Cell(found.value, found.formula, found.error, note.text.strip("\0"), *marks)
        rows = frozenset(row + 1 for row, info in self.sheet.rowinfo_map.items() if info.hidden)
        columns = frozenset(column + 1 for column, info in self.sheet.colinfo_map.items() if info.hidden)
        merged = tuple(
            f"{address(top + 1, left + 1)}:{address(bottom, right)}"
            for top, bottom, left, right in self.sheet.merged_cells
        )
        return Sheet(self.sheet.name, cells, bool(self.sheet.visibility), rows, columns, merged)

    def _cell(self, row: int, column: int, formula: str) -> Cell:
        kind, raw = self.sheet.cell_type(row, column), self.sheet.cell_value(row, column)
        if raw == "" and not formula:
            return EMPTY
        style = self.book.xf_list[self.sheet.cell_xf_index(row, column)]
        value = self._value(kind, raw, style)
        error = str(value) if kind == XL_CELL_ERROR else ""
        value = shown(formula, value, error) if formula else value
        struck, coloured = self._look(style.font_index)
        runs = [Run(str(value))] if value not in (None, "") else []
        if pieces := self.sheet.rich_text_runlist_map.get((row, column)):
            runs = list(self._runs(str(value), pieces, (struck, coloured)))
        marks = marks_of(runs, struck, coloured)
        return Cell(value, formula, error, "", marks.struck, marks.struck_parts, marks.coloured)

    def _value(self, kind: int, raw: Any, style: Any) -> Value:
        if kind == XL_CELL_ERROR:
            return str(error_text_from_code.get(raw, "#ERROR"))
        if kind == XL_CELL_BOOLEAN:
            return bool(raw)
        if kind == XL_CELL_DATE:
            known = self.book.format_map.get(style.format_key)
            elapsed = known is not None and shown_as(known.format_str) is Shown.DURATION
            return from_serial(raw, Shown.DURATION if elapsed else Shown.DATE, bool(self.book.datemode))
        if kind == XL_CELL_NUMBER:
            return int(raw) if raw.is_integer() and abs(raw) < 2**53 else float(raw)
        return str(raw) if raw != "" else None

    def _look(self, font: int) -> tuple[bool, bool]:
        """Whether a font is struck out and whether it is coloured."""
        if font >= len(self.book.font_list):
            return False, False
        known = self.book.font_list[font]
        rgb = self.book.colour_map.get(known.colour_index)
        return bool(known.struck_out), rgb is not None and is_vivid("{:02x}{:02x}{:02x}".format(*rgb))

    def _runs(self, text: str, pieces: list[tuple[int, int]], first: tuple[bool, bool]) -> Iterator[Run]:
        begin, look = 0, first
        for offset, font in pieces:
            if offset > begin:
                yield Run(text[begin:offset], *look)
            begin, look = max(offset, begin), self._look(font)
        yield Run(text[begin:], *look)


def _formulas(book: Any, number: int) -> Iterator[tuple[tuple[int, int], str]]:
    """The formulas of a sheet by cell (from 0), read from the records that xlrd passes over."""
    data, at = book.mem or b"", book._sh_abs_posn[number]
    shared: dict[tuple[int, int], tuple[bytes, int]] = {}
    waiting: list[tuple[int, int, tuple[int, int]]] = []
    if book.biff_version < 50 or at is None:
        return
    while at + 4 <= len(data):
        code, length = struct.unpack_from("<HH", data, at)
        body = bytes(data[at + 4 : at + 4 + length])
        at += 4 + length
        if code == _END:
            break
        if code == _SHARED and len(body) > 10:
            top, _, left = struct.unpack_from("<HHB", body)
            shared[top, left] = (body[10:], struct.unpack_from("<H", body, 8)[0])
        elif code in _FORMULA and len(body) > 22:
            row, column, _ = struct.unpack_from("<HHH", body)
            if body[22] == _SEE_SHARED and len(body) >= 27:
                waiting.append((row, column, struct.unpack_from("<HH", body, 23)))
            elif text := _words(book, body[22:], struct.unpack_from("<H", body, 20)[0], (row, column), FMLA_TYPE_CELL):
                yield (row, column), text
    for row, column, master in waiting:
        if master in shared and (text := _words(book, *shared[master], (row, column), FMLA_TYPE_SHARED)):
            yield (row, column), text


def _words(book: Any, tokens: bytes, length: int, at: tuple[int, int], kind: int) -> str:
    """A formula as text; empty where xlrd cannot tell."""
    try:
        text = decompile_formula(book, tokens, length, kind, browx=at[0], bcolx=at[1])
    except Exception:  # xlrd's formulas are best effort; a value without its formula is no loss of words
        return ""
    return "=" + _WHOLE.sub(r"\1", text) if text else ""
