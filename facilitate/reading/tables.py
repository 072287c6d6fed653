"""A sheet of ours with headers in its first row, read as rows of named cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct

from facilitate.problems import Problem
from facilitate.problems.files import duplicate_column, missing_column, missing_sheet, unknown_column
from facilitate.reading.cells import EMPTY, Book, Cell, Sheet, address
from facilitate.records.forms import SheetForm
from facilitate.records.sources import Place
from facilitate.text import fold, lines

FIRST_ROWS = 30
"""How far down the row of the headers is looked for."""


class Row(Struct, frozen=True, gc=False):
    """One row that holds something: its cells by header."""

    file: str
    sheet: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    def cell(self, header: str) -> Cell:
        """The cell under a header, or an empty one."""
        return self.cells.get(header, EMPTY)

    def text(self, header: str) -> str:
        """The text under a header as a person would read it."""
        return self.cell(header).text

    def lines(self, header: str) -> tuple[str, ...]:
        """The text under a header, a piece a line, without empty lines."""
        return lines(self.text(header))

    def place(self, header: str) -> Place:
        """Where the cell under a header stands; the row's first cell where the column is missing."""
        return Place(self.file, self.sheet, address(self.number, self.columns.get(header, 1)))


@dataclass(frozen=True, slots=True)
class Table:
    """The filled rows of one sheet."""

    rows: tuple[Row, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read_table(book: Book, form: SheetForm) -> tuple[Table, tuple[Problem, ...]]:
    """The rows of the sheet that ``form`` describes. A missing sheet or column is a problem; the rest is still read."""
    sheet = book.sheet(form.name)
    if sheet is None:
        present = tuple(entry.name for entry in book.sheets if not entry.hidden)
        return Table(), (missing_sheet(Place(book.file), form.name, present),)
    head = header_row(sheet, form)
    columns, problems = _columns(book, sheet, form, head)
    rows = []
    for number in sorted({row for row, _ in sheet.cells if row > head}):
        cells = {header: sheet.cell(number, column) for header, column in columns.items()}
        if any(cell.text for cell in cells.values()):
            rows.append(Row(book.file, sheet.name, number, cells, columns))
    return Table(tuple(rows)), problems


def header_row(sheet: Sheet, form: SheetForm) -> int:
    """The row with most of the known headers among the first ones: a title or an empty row may stand above it."""
    known = {fold(header) for header in form.headers}

    def found(row: int) -> int:
        return len({fold(sheet.cell(row, column).text) for column in range(1, sheet.last_column + 1)} & known)

    rows = range(1, min(sheet.last_row, FIRST_ROWS) + 1)
    return max(rows, key=lambda row: (found(row), -row), default=1)


def _columns(book: Book, sheet: Sheet, form: SheetForm, head: int) -> tuple[dict[str, int], tuple[Problem, ...]]:
    known = {fold(header): header for header in form.headers}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column in range(1, sheet.last_column + 1):
        found = sheet.cell(head, column).text
        header = known.get(fold(found))
        place = Place(book.file, sheet.name, address(head, column))
        if not found:
            continue
        if header is None:
            problems.append(unknown_column(place, found, form.headers))
        elif header in columns:
            problems.append(duplicate_column(place, header))
        else:
            columns[header] = column
    present = tuple(sheet.cell(head, column).text for column in range(1, sheet.last_column + 1))
    needed = [heading.header for heading in form.headings if heading.required or (not columns and not heading.given)]
    problems += [
        missing_column(Place(book.file, sheet.name, address(head, 1)), header, tuple(filter(None, present)))
        for header in needed
        if header not in columns
    ]
    return columns, tuple(problems)
