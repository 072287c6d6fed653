"""The one way in which we write workbooks: safe text, dropdowns, notes, protection, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.records.workbooks import LISTS_SHEET
from facilitate.text import clean, fold
from facilitate.writing.files import fixed_zip

Value = str | int | float | bool | dt.date | dt.time | CellRichText | None

FONT = "Calibri"
INK = "1F2A44"
YOURS = "7A5C12"
"""The ground of the headers over what a person fills in."""
LOCKED = "F3F3F3"
OPEN = "FFFDF0"
"""The grounds of what the program fills and of what a person fills."""
LINE, HIGHEST = 15.0, 405.0
"""The height of a line of text, and the greatest that Excel allows a row, in points."""
LONGEST_TEXT = 32_767
"""Excel holds no more characters in a cell."""

_STAMP = dt.datetime(2000, 1, 1)
RULE = Border(bottom=Side(style="thin", color="C9D1DF"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header, its help and what may stand in it.

    ``width`` is in characters. ``choices`` make a dropdown; ``strict`` refuses anything else in it. ``locked``
    cells cannot be typed over while the sheet is protected. ``human`` columns belong to the person who edits the
    file: they are shown as open fields.
    """

    header: str
    width: float = 20
    note: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    locked: bool = False
    human: bool = False
    format: str = ""


class Book:
    """A workbook being written. Sheets come in the order in which they are added."""

    def __init__(self, title: str, properties: Mapping[str, str] | None = None) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = clean(title)
        self.workbook.properties.creator = "facilitate"
        self.workbook.properties.created = self.workbook.properties.modified = _STAMP
        for name, value in (properties or {}).items():
            self.workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
        self._choices: dict[tuple[str, ...], str] = {}
        self._results: dict[str, dict[str, str]] = {}

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]] = (), spare_rows: int = 0
    ) -> Worksheet:
        """Add a sheet with a header row, ``rows`` under it, and dropdowns that reach ``spare_rows`` further down."""
        sheet: Worksheet = self.workbook.create_sheet(name)
        for place, column in enumerate(columns, 1):
            self._header(sheet, place, column)
        set_height(sheet, 1, [(column.header, column.width * 0.9) for column in columns])
        last = 1
        styles: list[Any] = []
        for last, row in enumerate(rows, 2):
            set_height(sheet, last, [(value, column.width) for column, value in zip(columns, row, strict=True)])
            if not styles:
                styles = [_styled(sheet.cell(last, place), column) for place, column in enumerate(columns, 1)]
            for place, (style, value) in enumerate(zip(styles, row, strict=True), 1):
                cell: Any = sheet.cell(last, place)
                cell._style = copy(style)  # a tenth of the time of giving each cell its style anew
                put_text(cell, value)
        for spare in range(last + 1, last + spare_rows + 1):
            for place, column in enumerate(columns, 1):
                _styled(sheet.cell(spare, place), column)
        for place, column in enumerate(columns, 1):
            if column.choices:
                self._dropdown(sheet, place, column, max(last + spare_rows, 2))
        sheet.freeze_panes = "A2"
        print_on_a4(sheet)
        return sheet

    def plain(self, name: str, rows: Iterable[Sequence[Value]]) -> Worksheet:
        """Add a sheet of plain rows."""
        sheet: Worksheet = self.workbook.create_sheet(name)
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                put_text(sheet.cell(line, place), value)
        return sheet

    def hidden(self, name: str, rows: Iterable[Sequence[Value]]) -> Worksheet:
        """Add a hidden sheet of plain rows, for the program itself."""
        sheet = self.plain(name, rows)
        sheet.sheet_state = "hidden"
        return sheet

    def formula(self, cell: SheetCell | Any, formula: str, result: str) -> None:
        """Put a formula into a cell with the text that it gives now, for readers that do not calculate."""
        cell.value = formula
        self._results.setdefault(cell.parent.title, {})[cell.coordinate] = result

    def content(self) -> bytes:
        """The workbook's bytes: the same for the same content."""
        self._lists()
        out = io.BytesIO()
        self.workbook.save(out)
        results = {self.workbook.sheetnames.index(name) + 1: cells for name, cells in self._results.items()}
        return _without_save_time(out.getvalue(), results)

    def _header(self, sheet: Worksheet, place: int, column: Column) -> None:
        cell = sheet.cell(1, place)
        put_text(cell, column.header)
        cell.font = Font(name=FONT, size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=YOURS if column.human else INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if column.note:
            cell.comment = Comment(column.note, "facilitate", width=280, height=40 + 18 * (len(column.note) // 38 + 1))
        sheet.column_dimensions[get_column_letter(place)].width = column.width

    def _dropdown(self, sheet: Worksheet, place: int, column: Column, last: int) -> None:
        """A list behind a defined name: lists typed into the rule end at 255 characters."""
        name = self._choices.setdefault(column.choices, f"choices_{len(self._choices) + 1}")
        rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True)
        rule.errorStyle = "stop" if column.strict else "warning"
        rule.error = f"Please choose from the list: {', '.join(column.choices)}"[:225]
        rule.errorTitle = column.header[:31]
        rule.showErrorMessage = True
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)

    def _lists(self) -> None:
        if not self._choices or LISTS_SHEET in self.workbook.sheetnames:
            return
        sheet = self.workbook.create_sheet(LISTS_SHEET)
        sheet.sheet_state = "hidden"
        for place, (choices, name) in enumerate(self._choices.items(), 1):
            for line, choice in enumerate(choices, 1):
                put_text(sheet.cell(line, place), choice)
            letter = get_column_letter(place)
            where = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(choices)}"
            self.workbook.defined_names[name] = DefinedName(name, attr_text=where)


def put_text(cell: SheetCell | Any, value: Value) -> None:
    """Put a value into a cell as what it is; text is text even where it begins like a formula."""
    if isinstance(value, str):
        value = clean(value)
        if not value:
            return
        cell.value = value[:LONGEST_TEXT]
        cell.data_type = "s"
        if value[:1] in "=+-@":
            cell.quotePrefix = True  # kept as text when a person edits the cell
    elif value is not None:
        cell.value = value


def put_remark(cell: SheetCell | Any, text: str) -> None:
    """Put a person's comment on a cell."""
    cell.comment = Comment(text, "", width=280, height=40 + 18 * (len(text) // 38 + 1 + text.count("\n")))


def _styled(cell: Any, column: Column) -> Any:
    """Give a cell the style of its column, and hand it back to be copied."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = RULE
    if column.format:
        cell.number_format = column.format
    if column.locked:
        cell.fill = PatternFill("solid", fgColor=LOCKED)
    elif column.human:
        cell.fill = PatternFill("solid", fgColor=OPEN)
    cell.protection = Protection(locked=column.locked)
    return cell._style


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, broken between words; at least one.

    >>> lines_of("by 2030 there must be solar panels", 12), lines_of("教師應該評估學生", 8)
    (4, 2)
    """
    lines = 0
    for line in text.splitlines():
        lines += 1
        room = width
        for word in line.split():
            wide = _columns(word)
            if wide > room and room < width:
                lines, room = lines + 1, width
            broken = max(math.ceil(wide / width) - 1, 0) if wide > room else 0  # a word that is longer than a line
            lines, room = lines + broken, room + broken * width - wide - 1
    return max(lines, 1)


def _columns(word: str) -> int:
    """How many characters wide a word is: signs of Chinese, Japanese and Korean are twice as wide as letters."""
    return len(word) if word.isascii() else sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in word)


def set_height(sheet: Worksheet, row: int, texts: Iterable[tuple[Value, float]]) -> None:
    """Make a row as high as its longest text: some programs do not when they open a file. Widths in characters."""
    lines = [lines_of(str(text), width) for text, width in texts if text is not None]
    sheet.row_dimensions[row].height = min(LINE * max(lines, default=1) + 3, HIGHEST)


def protect(sheet: Worksheet) -> None:
    """Protect the locked cells, without a password; rows and columns can still be sized and formatted."""
    sheet.protection.sheet = True
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.insertRows = False


def print_on_a4(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page, the header row on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, page &P of &N"  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4


def file_stem(name: str) -> str:
    """A name as a file name: lower case, words joined by hyphens.

    >>> file_stem("Group 2: Africa & Arab States")
    'group-2-africa-arab-states'
    """
    return fold(name).replace(" ", "-") or "unnamed"


def _without_save_time(content: bytes, results: Mapping[int, Mapping[str, str]]) -> bytes:
    """openpyxl stamps the time of saving over the one that was set, and writes formulas without their results.

    ``results`` are texts by the number of the sheet and the cell.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        sheets = {f"xl/worksheets/sheet{number}.xml": cells for number, cells in results.items()}
        parts = {part: _with_results(archive.read(part).decode(), cells).encode() for part, cells in sheets.items()}
    stamp = f"{_STAMP.isoformat()}Z"
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)", rf"\g<1>{stamp}\g<2>", core)
    return fixed_zip(content, {"docProps/core.xml": core.encode(), **parts})


def _with_results(sheet: str, results: Mapping[str, str]) -> str:
    def filled(found: re.Match[str]) -> str:
        result = results.get(found["at"])
        return found[0] if result is None else f'{found["head"]} t="str">{found["formula"]}<v>{escape(result)}</v></c>'

    return re.sub(
        r'(?P<head><c r="(?P<at>[A-Z]+\d+)"(?: s="\d+")?)>(?P<formula><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>', filled, sheet
    )
