"""One sheet of an Excel workbook (Open XML): its cells with all that a person can see."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from msgspec import structs

from facilitate.reading.cells import EMPTY, Cell, Sheet, Value
from facilitate.reading.formats.dates import Shown, from_iso, from_serial
from facilitate.reading.formats.excel_plain import NotPlainError, PlainCell, plain_cells, plain_rows, resolved
from facilitate.reading.formats.excel_styles import Look
from facilitate.reading.formats.excel_text import text_of
from facilitate.reading.formats.formulas import moved, shown
from facilitate.reading.formats.markup import stream, unescape
from facilitate.reading.formats.positions import COLUMNS_MET, position, row_number
from facilitate.reading.formats.runs import Text, marks_of
from facilitate.reading.formats.tally import Tally
from facilitate.reading.limits import COLUMNS

_TRUE = ("1", "true")
_WANTED = frozenset(("row", "col", "mergeCell", "hyperlink"))
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")? ?(?:/>|></c>)')
_EMPTY_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?: (?:s|spans|ht|customHeight|customFormat)="[0-9a-z.:]{0,20}")* ?(?:/>|></row>)'
)
_RUN = 100
"""A piece of a text with a format of its own takes as long as this many characters."""
_PLAIN = Look()


@dataclass(slots=True)
class Frame:
    """What stands around the rows of a sheet: hidden columns, widths, and the areas of merged cells and links."""

    columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    spans: int = 0

    def take(self, kind: str, element: Element) -> None:
        """Take one element in."""
        if kind != "col":
            (self.merged if kind == "mergeCell" else self.links).append(element.get("ref", ""))
            return
        if len(self.widths) < COLUMNS:
            self.widths += _width(element)
        hides = _hidden(element)
        self.spans += len(hides)
        if self.spans <= 4 * COLUMNS:
            self.columns.update(hides)


@dataclass(slots=True)
class SheetReader:
    """Reads the sheets of one workbook, one after the other, with the texts and formats that they share."""

    strings: Sequence[Text]
    looks: Mapping[str | None, Look]
    since_1904: bool
    tally: Tally
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    masters: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def read(
        self, content: bytes, part: str, name: str, hidden: bool, comments: Iterable[tuple[str, str]]
    ) -> tuple[Sheet, str]:
        """The sheet with people's comments, and why it could not be read to its end (empty if it could)."""
        self.cells, self.masters = {}, {}
        rows: set[int] = set()
        frame, why = Frame(), ""
        try:
            around = self._plain(content, rows)
            if around is None:
                self._parsed(_without_empty(content), part, frame, rows)
            else:
                frame = _framed(around, part)
                for reference in (*frame.merged, *frame.links):
                    self.tally.expect_range(reference)
        except (ParseError, ValueError):
            why = "it is damaged inside"
            self.tally.add_damaged(len(content))
        add_comments(self.cells, comments)
        hides = frozenset(rows), frozenset(frame.columns)
        return Sheet(name, self.cells, hidden, *hides, tuple(frame.merged), tuple(frame.widths)), why

    def _parsed(self, content: bytes, part: str, frame: Frame, hidden: set[int]) -> None:
        """Read a sheet of any form."""
        number = 0
        for kind, element in stream(content, part, _WANTED):
            if kind == "row":
                given = element.get("r")
                number = row_number(given) if given else number + 1
                if len(element):
                    self._row(element, number)
                if element.get("hidden") in _TRUE:
                    hidden.add(number)
            else:
                frame.take(kind, element)
                if kind != "col":
                    self.tally.expect_range(element.get("ref", ""))

    def _plain(self, content: bytes, hidden: set[int]) -> bytes | None:
        """Read the rows of a plain sheet; what stands around them. None, and nothing read, where it is not plain."""
        plain = plain_rows(content)
        if plain is None:
            return None
        around, rows = plain
        try:
            characters = self._plain_cells(plain_cells(rows, hidden))
        except (NotPlainError, ValueError):
            self.cells = {}
            hidden.clear()
            return None
        self.tally.add(len(self.cells), characters)
        return around

    def _plain_cells(self, found: Iterable[PlainCell]) -> int:
        """The cells of a plain sheet; how many characters they have. Here, too, speed matters."""
        cells, looks, strings = self.cells, self.looks, self.strings
        characters = 0
        for at, style, kind, raw, own in found:
            text: Text | None = None
            if raw is None:
                text = unescape(resolved(own or ""))
            elif kind == "s" and raw:
                text = strings[place] if 0 <= (place := int(raw)) < len(strings) else ""
            look = looks.get(style, _PLAIN)
            if type(text) is str and look is _PLAIN:
                cell = Cell(text)
                characters += len(text)
            else:
                cell = self._cell(kind, resolved(raw or ""), text, "", look)
                characters += len(cell.value) if isinstance(cell.value, str) else 0
            if cell is not EMPTY:
                cells[at] = cell
        return characters

    def _row(self, row: Element, number: int) -> None:
        """All filled cells of a row. Speed matters here: this is where the time goes."""
        prefix = row.tag[:-3]
        value_tag, formula_tag, text_tag = prefix + "v", prefix + "f", prefix + "is"
        cells, looks, strings, digits = self.cells, self.looks, self.strings, str(number)
        known, width = COLUMNS_MET, -len(digits)
        column = filled = characters = 0
        for c in row:
            reference = c.get("r")
            at, column = number, column + 1
            if reference:
                column = known.get(reference[:width], 0)
                if not column or reference[width:] != digits:
                    at, column = position(reference)
            if not len(c):
                continue
            raw: str | None = None
            formula = ""
            text: Text | None = None
            for child in c:
                tag = child.tag
                if tag == value_tag:
                    raw = child.text
                elif tag == text_tag:
                    plain = len(child) == 1 and not len(child[0])
                    text = unescape(child[0].text or "") if plain else text_of(child)
                elif tag == formula_tag:
                    formula = self._formula(child, at, column)
            look = looks.get(c.get("s"), _PLAIN)
            kind = c.get("t")
            if kind == "s" and raw:
                text = strings[place] if 0 <= (place := int(raw)) < len(strings) else ""
            if type(text) is str and look is _PLAIN and not formula:
                cell = Cell(text)
                characters += len(text)
            else:
                cell = self._cell(kind, raw, text, formula, look)
                characters += len(cell.value) if isinstance(cell.value, str) else 0
            if cell is not EMPTY:
                cells[at, column] = cell
                filled += 1
        self.tally.add(filled, characters)

    def _formula(self, element: Element, row: int, column: int) -> str:
        """The formula of a cell with its equals sign; a shared one is moved to this cell."""
        text, shared = element.text or "", element.get("si")
        if shared is not None and element.get("t") == "shared":
            if text:
                self.masters[shared] = (text, row, column)
            elif shared in self.masters:
                text, top, left = self.masters[shared]
                text = moved(text, row - top, column - left) if self.tally.unrolls(text) else ""
        return "=" + unescape(text) if text else ""

    def _cell(self, kind: str | None, raw: str | None, text: Text | None, formula: str, look: Look) -> Cell:
        """A cell that is not just a text."""
        if isinstance(text, tuple):
            self.tally.add(0, _RUN * len(text))
            marks = marks_of(text, look.struck, look.coloured)
            words = "".join(run.text for run in text)
            return Cell(words, formula, "", "", marks.struck, marks.struck_parts, marks.coloured)
        value: Value = text if text is not None else self._value(kind, raw, look)
        if value is None and not formula:
            return EMPTY
        error = str(value) if kind == "e" and value is not None else ""
        value = shown(formula, value, error) if formula else value
        filled = value is not None and str(value).strip() != ""
        coloured = (" ".join(str(value).split()),) if look.coloured and filled else ()
        return Cell(value, formula, error, struck=look.struck and filled, coloured=coloured)

    def _value(self, kind: str | None, raw: str | None, look: Look) -> Value:
        if kind == "str":
            return unescape(raw or "")
        if raw is None or not raw.strip():
            return None
        if kind == "b":
            return raw.strip() in _TRUE
        if kind == "d":
            return from_iso(raw.strip())
        if kind in (None, "n"):
            return self._number(raw.strip(), look)
        return unescape(raw)

    def _number(self, raw: str, look: Look) -> Value:
        try:
            number = int(raw) if raw.lstrip("-").isdigit() else float(raw)
        except ValueError:
            return raw
        if not math.isfinite(number):
            return raw
        return number if look.shown is Shown.NUMBER else from_serial(number, look.shown, self.since_1904)


@lru_cache(maxsize=64)
def _framed(around: bytes, part: str) -> Frame:
    """The frame of a plain sheet by what stands around its rows; in files of one template it is nearly always equal."""
    frame = Frame()
    for kind, element in stream(around, part, _WANTED):
        if kind != "row":
            frame.take(kind, element)
    return frame


def _without_empty(content: bytes) -> bytes:
    """A sheet without its cells and rows that have nothing but a format; prepared forms are full of them."""
    # A cell without an address stands beside the one before it, and in a CDATA section all of this is a text.
    if content.count(b"<c ") != content.count(b'<c r="') or b"<c>" in content or b"<c/>" in content:
        return content
    if b"<![CDATA[" in content:
        return content
    content = _EMPTY_CELL.sub(b"", content)
    return _EMPTY_ROW.sub(b"", content) if content.count(b"<row") == content.count(b'<row r="') else content


def add_comments(cells: dict[tuple[int, int], Cell], comments: Iterable[tuple[str, str]]) -> None:
    """Put people's comments on the cells, each by its address."""
    for reference, text in comments:
        with suppress(ValueError):
            at = position(reference)
            cells[at] = structs.replace(cells.get(at, EMPTY), comment=text)


def _hidden(column: Element) -> range:
    """The columns that a ``col`` element hides."""
    if column.get("hidden") not in _TRUE:
        return range(0)
    return range(int(column.get("min", 1)), min(int(column.get("max", 1)), COLUMNS) + 1)


def _width(column: Element) -> list[tuple[int, int, float]]:
    """The first and the last column of a ``col`` element with their width; nothing where it gives none."""
    width = float(column.get("width") or 0)
    return [(int(column.get("min", 1)), int(column.get("max", 1)), width)] if math.isfinite(width) and width else []
