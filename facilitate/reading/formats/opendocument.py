"""Sheets of LibreOffice and its kin (OpenDocument, .ods)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from facilitate.problems import Problem
from facilitate.problems.files import damaged_sheet, encrypted_file, not_a_workbook
from facilitate.reading.cells import EMPTY, Cell, Contents, Sheet, Value, address
from facilitate.reading.formats.dates import from_iso
from facilitate.reading.formats.excel_styles import is_vivid
from facilitate.reading.formats.formulas import LONGEST, shown
from facilitate.reading.formats.markup import attribute, local, stream_deep, tree
from facilitate.reading.formats.package import Package
from facilitate.reading.formats.runs import Run, marks_of
from facilitate.reading.formats.tally import Tally
from facilitate.reading.limits import COLUMNS, ROWS
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

_CONTENT = "content.xml"
_WANTED = frozenset(("style", "table-column", "table-row", "table"))
_HIDDEN = ("collapse", "filter")
_NUMBERS = ("float", "percentage", "currency")
_TIME = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_ERROR = re.compile(r"#(?:NAME|VALUE|REF|DIV/0|NUM|N/A|NULL)[?!]?|Err:\d{3}")
_REFERENCE = re.compile(r"\[\.?([^\]]*)\]")


def read_opendocument(package: Package, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The sheets with their cells. Raises RefusedError where the file is encrypted or damaged from the start."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise RefusedError(encrypted_file)
    reader = _Reader()
    problems: tuple[Problem, ...] = ()
    try:
        for kind, element in stream_deep(package.read(_CONTENT), _CONTENT, _WANTED):
            reader.take(kind, element)
    except (ParseError, ValueError):
        if not reader.cells and not reader.sheets:
            raise RefusedError(lambda where: not_a_workbook(where, f"{_CONTENT} is damaged")) from None
        reader.end_table("(damaged)", hidden=False)
        name = reader.sheets[-1].name
        problems = (damaged_sheet(Place(place.file, name), "it is damaged inside"),)
    return Contents(tuple(reader.sheets), _properties(package)), problems


@dataclass(frozen=True, slots=True)
class _Style:
    struck: bool | None = None
    coloured: bool | None = None
    hidden: bool = False


@dataclass(slots=True)
class _Reader:
    """Takes the parts of the document as they end: a table's rows come before the table itself."""

    tally: Tally = field(default_factory=Tally)
    styles: dict[str, _Style] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0

    def take(self, kind: str, element: Element) -> None:
        """One part of the document."""
        if kind == "style":
            self.tally.add_format()
            self.styles[attribute(element, "name")] = _style(element)
        elif kind == "table-column":
            first, self.column = self.column + 1, self.column + _repeated(element, "columns")
            if attribute(element, "visibility") in _HIDDEN:
                self.hidden_columns.update(range(first, min(self.column, COLUMNS) + 1))
        elif kind == "table-row":
            self._row(element)
        elif any(local(child) == "table-source" for child in element):
            self._forget()  # what LibreOffice remembers of another file
        else:
            hidden = self.styles.get(attribute(element, "style-name"), _Style()).hidden
            self.end_table(attribute(element, "name"), hidden)

    def end_table(self, name: str, hidden: bool) -> None:
        """What was collected since the last table is a sheet."""
        self.tally.add_sheet()
        rows, columns = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        self.sheets.append(Sheet(name, self.cells, hidden, rows, columns, tuple(self.merged)))
        self._forget()

    def _forget(self) -> None:
        self.cells, self.hidden_rows, self.hidden_columns, self.merged = {}, set(), set(), []
        self.row = self.column = 0

    def _row(self, element: Element) -> None:
        """A row, unrolled as often as it is repeated."""
        first, self.row = self.row + 1, self.row + _repeated(element, "rows")
        repeated = self.row - first + 1
        hidden = attribute(element, "visibility") in _HIDDEN
        column = 0
        for one in element:
            if local(one) not in ("table-cell", "covered-table-cell"):
                continue
            if not len(one) and (not one.attrib or (len(one.attrib) == 1 and attribute(one, "style-name"))):
                column += 1  # nothing but a format: prepared forms are full of such cells
                continue
            begin, column = column + 1, column + _repeated(one, "columns")
            self._merge(one, first, begin)
            cell = self._cell(one)
            if cell is EMPTY:
                continue
            self.tally.expect((column - begin + 1) * repeated)
            if column > COLUMNS or self.row > ROWS:
                raise ValueError("it reaches beyond the edge of every sheet")
            text = len(cell.value) if isinstance(cell.value, str) else 0
            self.tally.add((column - begin + 1) * repeated, text * (column - begin + 1) * repeated)
            if hidden:
                self.hidden_rows.update(range(first, self.row + 1))
            for at in range(begin, column + 1):
                for row in range(first, self.row + 1):
                    self.cells[row, at] = cell

    def _merge(self, cell: Element, row: int, column: int) -> None:
        down = int(attribute(cell, "number-rows-spanned") or 1)
        right = int(attribute(cell, "number-columns-spanned") or 1)
        if down > 1 or right > 1:
            self.tally.expect_range(f"{address(row, column)}:{address(row + down - 1, column + right - 1)}")
            self.merged.append(f"{address(row, column)}:{address(row + down - 1, column + right - 1)}")

    def _cell(self, element: Element) -> Cell:
        if not len(element) and not element.attrib:
            return EMPTY
        style = self.styles.get(attribute(element, "style-name"), _Style())
        runs = list(self._lines(element))
        words = "".join(run.text for run in runs)
        comment = "\n".join(_comments(element))
        formula = _formula(attribute(element, "formula"))
        error = words if attribute_error(element) or (formula and _ERROR.fullmatch(words)) else ""
        value: Value = error or _value(element, words)
        if formula:
            value = shown(formula, value, error)
        elif value is None and not comment:
            return EMPTY
        marks = marks_of(runs, bool(style.struck), bool(style.coloured))
        return Cell(value, formula, error, comment, marks.struck, marks.struck_parts, marks.coloured)

    def _lines(self, cell: Element) -> Iterator[Run]:
        """The paragraphs of a cell as runs, with a line break between two."""
        paragraphs = [one for one in cell if local(one) in ("p", "h")]
        for place, paragraph in enumerate(paragraphs):
            if place:
                yield Run("\n")
            yield from self._runs(paragraph, _Style())

    def _runs(self, element: Element, style: _Style) -> Iterator[Run]:
        if element.text:
            yield Run(element.text, style.struck, style.coloured)
        for child in element:
            kind = local(child)
            if kind == "s":
                yield Run(" " * min(int(attribute(child, "c") or 1), 1000), style.struck, style.coloured)
            elif kind in ("tab", "line-break"):
                yield Run("\t" if kind == "tab" else "\n", style.struck, style.coloured)
            elif kind not in ("annotation", "ruby-text"):
                own = self.styles.get(attribute(child, "style-name"), style) if kind == "span" else style
                yield from self._runs(child, own)
            if child.tail:
                yield Run(child.tail, style.struck, style.coloured)


def _style(element: Element) -> _Style:
    struck = coloured = None
    hidden = False
    for one in element:
        kind = local(one)
        if kind == "text-properties":
            line = attribute(one, "text-line-through-style") or attribute(one, "text-line-through-type")
            struck = line != "none" if line else None
            colour = attribute(one, "color")
            coloured = is_vivid(colour.lstrip("#")) if colour else None
        elif kind == "table-properties":
            hidden = attribute(one, "display") == "false"
    return _Style(struck, coloured, hidden)


def attribute_error(element: Element) -> bool:
    """Whether LibreOffice says that the cell shows an error."""
    return any(key.endswith("value-type") and value == "error" for key, value in element.attrib.items())


def _value(element: Element, words: str) -> Value:
    kind = next((value for key, value in element.attrib.items() if key.endswith("office:1.0}value-type")), "")
    if kind in _NUMBERS:
        return _number(attribute(element, "value"))
    if kind == "boolean":
        return attribute(element, "boolean-value") == "true"
    if kind == "date":
        return from_iso(attribute(element, "date-value"))
    if kind == "time":
        return _time(attribute(element, "time-value"))
    return words or attribute(element, "string-value") or None


def _number(raw: str) -> Value:
    try:
        return int(raw) if raw.lstrip("-").isdigit() else float(raw)
    except ValueError:
        return raw or None


def _time(raw: str) -> Value:
    found = _TIME.fullmatch(raw)
    if not found:
        return raw or None
    days, hours, minutes = (int(part or 0) for part in found.groups()[1:4])
    try:
        length = dt.timedelta(days, hours=hours, minutes=minutes, seconds=float((found[5] or "0").replace(",", ".")))
        length = -length if found[1] else length
        return (dt.datetime.min + length).time() if dt.timedelta() <= length < dt.timedelta(1) else length
    except OverflowError:
        return raw


def _formula(raw: str) -> str:
    """``of:=[.A1]+1`` as ``=A1+1``."""
    if not raw:
        return ""
    formula = raw[raw.index("=") :] if "=" in raw[:20] else "=" + raw
    if len(formula) > LONGEST:
        return formula
    return _REFERENCE.sub(lambda found: found[1].replace(":.", ":"), formula)


def _comments(cell: Element) -> Iterator[str]:
    for one in cell:
        if local(one) == "annotation":
            for paragraph in one:
                if local(paragraph) in ("p", "list"):
                    yield "".join(paragraph.itertext())


def _repeated(element: Element, what: str) -> int:
    return max(int(attribute(element, f"number-{what}-repeated") or 1), 1)


def _properties(package: Package) -> dict[str, str]:
    """The user's own document properties; ours say whose workbook it is."""
    content = package.read("meta.xml")
    if not content:
        return {}
    try:
        found = tree(content, "meta.xml").iter()
        return {attribute(one, "name"): one.text or "" for one in found if local(one) == "user-defined"}
    except ParseError:
        return {}
