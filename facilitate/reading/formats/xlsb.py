"""Binary Excel workbooks (.xlsb), by [MS-XLSB] of the Open Specifications.

A reader of our own: python-calamine gives error cells as empty ones and knows neither strike-through, comments nor
hidden rows, and two of its releases aborted the whole process on damaged files. Runs in a child process only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from facilitate.problems import Problem
from facilitate.problems.files import damaged_sheet
from facilitate.reading.cells import EMPTY, Cell, Contents, Sheet, Value, address
from facilitate.reading.formats.dates import BUILT_IN, Shown, from_serial, shown_as
from facilitate.reading.formats.excel import links_from, main_part, properties, remarks_of
from facilitate.reading.formats.excel_sheet import add_comments
from facilitate.reading.formats.excel_styles import ACCENTS, NEUTRAL, Look, is_vivid
from facilitate.reading.formats.package import Package
from facilitate.reading.formats.runs import Run, marks_of
from facilitate.reading.formats.tally import Tally
from facilitate.reading.limits import COLUMNS, ROWS
from facilitate.records.sources import Place

UNKNOWABLE = ("The formulas of a binary workbook (.xlsb) are not read, only their last values.",)

_ROW, _STRING_ITEM, _COLUMN, _MERGED = 0, 19, 60, 176
_BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(1, 8)
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_SHORT, _RICH = range(12, 19), 62
_BOOK_PROPERTIES, _BUNDLED_SHEET = 153, 156
_FONT, _FORMAT, _XF, _CELL_XFS, _END_CELL_XFS = 43, 44, 47, 617, 618
_COMMENT, _COMMENT_TEXT = 635, 637
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_xlsb(package: Package, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The sheets with their cells; a damaged sheet is a problem, and the others are read."""
    main = main_part(package)
    targets = links_from(package, main)
    parts = {link.kind: link.target for link in targets.values()}
    styles = _styles(package.read(parts.get("styles", "")))
    strings = [
        _rich(body) for code, body in _records(package.read(parts.get("sharedStrings", ""))) if code == _STRING_ITEM
    ]
    since_1904 = False
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    tally = Tally()
    for code, body in _records(package.read(main)):
        if code == _BOOK_PROPERTIES:
            since_1904 = bool(body[0] & 1)
        elif code == _BUNDLED_SHEET:
            state = struct.unpack_from("<I", body)[0]
            id, end = _wide(body, 8)
            name, _ = _wide(body, end)
            link = targets.get(id)
            if link is None or link.kind not in ("worksheet", "xlMacrosheet", "dialogsheet"):
                continue
            tally.add_sheet()
            reader = _Sheet(strings, styles, since_1904, tally)
            why = reader.take(package.read(link.target)) or ("" if package.has(link.target) else "it is missing")
            links = links_from(package, link.target)
            for comment in [one for one in links.values() if one.kind == "comments"]:
                reader.comments(package.read(comment.target))
            add_comments(reader.cells, remarks_of(package, links, "threadedComment", tally, set()))
            sheets.append(reader.sheet(name, hidden=state != 0))
            problems += [damaged_sheet(Place(place.file, name), why)] if why else []
    return Contents(tuple(sheets), properties(package), UNKNOWABLE), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Rich:
    """A text; from each of ``starts`` on, the font with that number."""

    text: str
    starts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Styles:
    fonts: list[tuple[bool, bool]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    strings: list[_Rich]
    styles: _Styles
    since_1904: bool
    tally: Tally
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0

    def sheet(self, name: str, hidden: bool) -> Sheet:
        """What was read so far."""
        rows, columns = frozenset(self.rows), frozenset(self.columns)
        return Sheet(name, self.cells, hidden, rows, columns, tuple(self.merged))

    def take(self, content: bytes) -> str:
        """All records of the sheet; why they could not be read to the end, empty if they could."""
        try:
            for code, body in _records(content):
                self._record(code, body)
        except (struct.error, IndexError, ValueError):
            return "it is damaged inside"
        return ""

    def _record(self, code: int, body: bytes) -> None:
        if code == _ROW:
            self.row, self.column = struct.unpack_from("<I", body)[0] + 1, 0
            if self.row > ROWS:
                raise ValueError(f"there is no row {self.row}")
            if len(body) > 11 and body[11] & 0x10:
                self.rows.add(self.row)
        elif code == _COLUMN:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", body)
            self.columns.update(range(first + 1, min(last + 1, COLUMNS) + 1) if flags & 1 else ())
        elif code == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            self.merged.append(f"{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}")
            self.tally.expect_range(self.merged[-1])
        elif _BLANK <= code <= _FORMULA_ERROR or code == _RICH:
            column, style = struct.unpack_from("<II", body)
            self._cell(code, body[8:], column + 1, style & 0xFFFFFF)
        elif code in _SHORT:
            self._cell(
                code - _SHORT[0] + _BLANK, body[4:], self.column + 1, struct.unpack_from("<I", body)[0] & 0xFFFFFF
            )

    def _cell(self, code: int, body: bytes, column: int, style: int) -> None:
        self.column = column
        if column > COLUMNS or not self.row:
            raise ValueError(f"there is no cell {address(self.row, column)}")
        look = self.styles.looks[style] if style < len(self.styles.looks) else Look()
        if code == _BLANK:
            return
        rich: _Rich | None = None
        if code in (_TEXT, _FORMULA_TEXT):
            rich = _Rich(_wide(body, 0)[0])
        elif code == _SHARED:
            rich = self.strings[struct.unpack_from("<I", body)[0]]
        elif code == _RICH:
            rich = _rich(body)
        value = rich.text if rich else self._value(code, body, look)
        words = str(value)
        runs = list(self._runs(rich)) if rich else [Run(words)]
        marks = marks_of(runs, look.struck, look.coloured)
        error = words if code in (_ERROR, _FORMULA_ERROR) else ""
        self.cells[self.row, column] = Cell(value, "", error, "", marks.struck, marks.struck_parts, marks.coloured)
        self.tally.add(1, len(words))

    def _value(self, code: int, body: bytes, look: Look) -> Value:
        if code in (_ERROR, _FORMULA_ERROR):
            return _ERRORS.get(body[0], "#ERROR")
        if code in (_BOOL, _FORMULA_BOOL):
            return bool(body[0])
        number = _rk(body) if code == _RK else struct.unpack_from("<d", body)[0]
        if look.shown is not Shown.NUMBER:
            return from_serial(number, look.shown, self.since_1904)
        return int(number) if number.is_integer() and abs(number) < 2**53 else float(number)

    def _runs(self, rich: _Rich) -> Iterator[Run]:
        """The pieces of a text with the looks of their fonts; the first piece may have the cell's own."""
        fonts = self.styles.fonts
        ends = [begin for begin, _ in rich.starts] + [len(rich.text)]
        if rich.text[: ends[0]]:
            yield Run(rich.text[: ends[0]])
        for (begin, font), end in zip(rich.starts, ends[1:], strict=True):
            yield Run(rich.text[begin:end], *(fonts[font] if font < len(fonts) else (None, None)))

    def comments(self, content: bytes) -> None:
        """Put the comments of the sheet on their cells."""
        at = (0, 0)
        for code, body in _records(content):
            if code == _COMMENT:
                _, top, _, left = struct.unpack_from("<IIII", body)
                at = (top + 1, left + 1)
            elif code == _COMMENT_TEXT:
                found = self.cells.get(at, EMPTY)
                marks = (found.struck, found.struck_parts, found.coloured)
                self.cells[at] = Cell(found.value, found.formula, found.error, _rich(body).text, *marks)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: code and body. Ends where the part ends, or where a record is longer than it."""
    at, end = 0, len(content)
    while at < end:
        code, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        if at + length > end:
            return
        yield code, content[at : at + length]
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits; the code of a record keeps all eight bits of its first byte's meaning."""
    number = 0
    for place in range(most):
        if at >= len(content):
            break
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    length = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(body):
        raise ValueError("a text is longer than its record")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _rich(body: bytes) -> _Rich:
    """A text with its formats."""
    text, end = _wide(body, 1)
    if not body[0] & 1:
        return _Rich(text)
    count = min(struct.unpack_from("<I", body, end)[0], 32_767)
    return _Rich(text, tuple(struct.unpack_from("<HH", body, end + 4 + 4 * one) for one in range(count)))


def _rk(body: bytes) -> float:
    """A number in four bytes: a whole number or the upper half of a float, perhaps in hundredths."""
    raw: int = struct.unpack_from("<I", body)[0]
    if raw & 2:
        number = float(struct.unpack_from("<i", body)[0] >> 2)
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return number / 100 if raw & 1 else number


def _styles(content: bytes) -> _Styles:
    styles = _Styles()
    formats: dict[int, Shown] = dict(BUILT_IN)
    inside = False
    for code, body in _records(content):
        if code == _FONT:
            styles.fonts.append((bool(struct.unpack_from("<H", body, 2)[0] & 8), _coloured(body[12:20])))
        elif code == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = shown_as(_wide(body, 2)[0])
        elif code in (_CELL_XFS, _END_CELL_XFS):
            inside = code == _CELL_XFS
        elif code == _XF and inside:
            _, number_format, font = struct.unpack_from("<HHH", body)
            look = styles.fonts[font] if font < len(styles.fonts) else (False, False)
            styles.looks.append(Look(formats.get(number_format, Shown.NUMBER), *look))
    return styles


def _coloured(color: bytes) -> bool:
    kind, index = color[0] >> 1, color[1]
    if kind == 3:
        return index in ACCENTS
    if kind == 1:
        return index < 64 and index not in NEUTRAL
    return kind == 2 and is_vivid(color[4:7].hex())
