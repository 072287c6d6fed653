"""A sheet that the program fills and a person edits, as rows of values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Value = str | int | float | bool | dt.date | dt.time | None

OWN = "F"
"""Ids of rows that a facilitator added begin so."""

GONE = "no longer asked for"
"""The status of a row that the program has no use for any more and does not take away."""

PART_OF = "part of"
"""The status of a row that stands in another row by now begins so; the other row's id follows."""

RECHECK = "recheck"
"""The status of a row whose evidence changed after a person had dealt with it begins so."""

STATUS = "status"
"""The header of the column in which the program says what became of a row."""

NEW, OWN_ROW, COPY_OF = "new", "your own", "copy of "
"""What else the status column says."""

HEADER = -1
"""The place of the row of the headers, where rows are counted from 0."""

BAND = "▸"
"""The first cell of a heading among the rows begins so: such a line is no row, and is written afresh each time."""


@dataclass(frozen=True, slots=True)
class Band:
    """A heading above the rows that have ``value`` in the column by which a sheet is banded.

    ``id`` and ``title`` name what the rows are about, ``note`` sums them up, ``text`` says what stands.
    """

    value: str
    id: str
    title: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a person made a cell look, where that differs from how the program writes it.

    ``fill`` and ``colour`` (of the letters) are written as “FFFF00”, “theme 7 0.4” or “indexed 13”; ``number`` is a
    number format; ``link`` an address, of which a place in the same workbook begins with #.
    """

    fill: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    number: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """The rows of one sheet, each as long as ``headers``.

    ``key`` is the header of the permanent id; ``human`` are the headers of the columns that a person edits;
    ``identity`` are the visible columns by which a person recognises a row; ``evidence`` are the program's columns
    whose change calls for another look at a row that was decided. ``choices`` are closed lists that depend on the
    meeting, by header; ``part_of`` leads rows that stand in another row by now to that one's id. ``bands`` are the
    headings among the rows, by their values in the column ``by``. ``remarks`` are the comments that people put on
    cells: the place of the row (from 0; HEADER is the row of the headers), the header, the text. ``widths`` are those
    that a person gave to columns, in characters, by header; ``hidden`` are the headers of columns that they hid;
    ``formats`` are what they made cells look like: the place of the row, the header, the format. A sheet without
    ``human`` columns is the program's own and is written afresh each time.
    """

    sheet: str
    headers: tuple[str, ...]
    key: str
    human: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    part_of: tuple[tuple[str, str], ...] = ()
    by: str = ""
    bands: tuple[Band, ...] = ()
    remarks: tuple[tuple[int, str, str], ...] = ()
    widths: tuple[tuple[str, float], ...] = ()
    hidden: tuple[str, ...] = ()
    formats: tuple[tuple[int, str, CellFormat], ...] = ()

    def cells(self) -> list[dict[str, Value]]:
        """The rows by header."""
        return [dict(zip(self.headers, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that a person added: its values as rows from A1, the comments on its cells by (row, column) from 1.

    ``widths`` are those of its columns, by number from 1, in characters; ``formats`` those of its cells; ``merged``
    are the areas of merged cells of which only the first holds anything.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    remarks: tuple[tuple[tuple[int, int], str], ...] = ()
    hidden: bool = False
    widths: tuple[tuple[int, float], ...] = ()
    formats: tuple[tuple[tuple[int, int], CellFormat], ...] = ()
    merged: tuple[str, ...] = ()


def same_text(value: Value) -> str:
    """A value as it is compared over a round trip through a spreadsheet program: 3 and 3.0 and "3 " are the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "\n".join(line.rstrip() for line in str(value).strip().splitlines())


def by_id(table: KeptTable) -> dict[str, dict[str, Value]]:
    """The rows of a sheet by their ids."""
    return {same_text(cells.get(table.key)): cells for cells in table.cells()}


def stands_back(status: Value) -> bool:
    """Whether a row with this status waits for nobody any more: it is no longer asked for, or part of another one."""
    return same_text(status).startswith((GONE, PART_OF))
