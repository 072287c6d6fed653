"""One model for every spreadsheet, whatever program or format it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from msgspec import Struct

from facilitate.text import clean

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


class Cell(Struct, frozen=True, gc=False):
    """One cell. ``value`` is what a person saw (for a formula, its last computed value).

    A sentence that a program took for a formula, as it does with ``-merge with river``, is put back into ``value`` as
    it was typed; ``error`` then holds what the program showed.
    ``formula`` begins with ``=``; ``error`` is one like ``#NAME?``; ``coloured`` are the pieces of the text that a
    person coloured; ``struck`` says that the whole text is struck out, ``struck_parts`` which pieces are.
    A struct, not a dataclass, because it is made in a tenth of the time, and a file holds thousands.
    """

    value: Value = None
    formula: str = ""
    error: str = ""
    comment: str = ""
    struck: bool = False
    struck_parts: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The value as a person would read it; empty for an empty cell."""
        value = self.value
        if type(value) is not str:
            return as_text(value)
        # Most texts need no cleaning, and this is asked of every cell several times.
        return value.strip() if value.isprintable() and "_x" not in value else clean(value)

    @property
    def holds(self) -> bool:
        """Whether a person left anything in it."""
        value = self.value
        return bool(value.strip() if type(value) is str else value is not None) or bool(self.comment)


EMPTY = Cell()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells by (row, column), both from 1, at their absolute positions.

    Without slots, so that it can remember its rows once somebody asks for them.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    widths: tuple[tuple[int, int, float], ...] = ()
    """The widths of columns in characters: first and last column, width."""

    def width(self, column: int) -> float | None:
        """The width of a column in characters, None where the sheet gives it none."""
        return next((width for first, last, width in self.widths if first <= column <= last), None)

    def cell(self, row: int, column: int) -> Cell:
        """The cell there, or an empty one."""
        return self.cells.get((row, column), EMPTY)

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The rows in which anything stands, in their order: of each the cells that hold it, by column."""
        rows: dict[int, dict[int, Cell]] = {}
        before, line = 0, {}
        for at, cell in sorted(self.cells.items()):
            if cell.holds:
                row, column = at
                if row != before:
                    before, line = row, rows.setdefault(row, {})
                line[column] = cell
        return rows

    @property
    def last_row(self) -> int:
        """The last row that holds anything, 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column that holds anything, 0 for an empty sheet."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the reader of one format makes of a file; the same fields as those of a book."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    unknowable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read. ``file`` is relative to the session; ``fingerprint`` is the SHA-256 of its bytes.

    ``format`` is what the file really is (``xlsx``, ``csv`` ...), ``properties`` its custom document properties;
    ``unknowable`` says in plain words what this format cannot tell (a CSV has no strike-through).
    """

    file: str
    fingerprint: str
    format: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    unknowable: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet with this name (case and outer spaces aside), or None."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


def as_text(value: Value) -> str:
    """A value as text: whole numbers without a decimal point, dates and times in ISO form."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


@lru_cache(maxsize=1024)
def letter(column: int) -> str:
    """The letters of a column: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1 << 14)
def address(row: int, column: int) -> str:
    """The A1 address of a cell."""
    return f"{letter(column)}{row}"
