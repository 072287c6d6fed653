"""In what two copies of one group's workbook differ, cell by cell, though rows or columns stand elsewhere in one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from facilitate.alignment import Line, aligned
from facilitate.reading.cells import Book, Cell, address
from facilitate.records.contributions import Difference

_Columns = Mapping[int, str]
"""What stands in a row, by column."""
_Rows = Mapping[tuple[str, int], _Columns]
"""The rows of a workbook by sheet and number."""


def differences(one: Book, other: Book) -> tuple[Difference, ...]:
    """The cells in which two copies differ; of a row that only one of them has, each cell."""
    first, second = _rows(one), _rows(other)
    pairs = aligned(_lines(first), _lines(second))
    moved = _moved_columns(pairs, first, second)
    found: list[Difference] = []
    for before, now in pairs:
        here = first[before.sheet, before.row] if before else {}
        there = second[now.sheet, now.row] if now else {}
        sheets = (before.sheet if before else "", now.sheet if now else "")
        goes = {column: moved.get((*sheets, column), column) for column in here}
        comes = {target: column for column, target in goes.items()}
        for target in sorted({*comes, *there}):
            column = comes.get(target)
            said = here[column] if column is not None else "", there.get(target, "")
            if said[0] != said[1]:
                at = f"{before.sheet}!{address(before.row, column or target)}" if before else ""
                now_at = f"{now.sheet}!{address(now.row, target)}" if now else ""
                found.append(Difference(at, now_at, *said))
    return tuple(found)


def _rows(book: Book) -> dict[tuple[str, int], dict[int, str]]:
    rows: dict[tuple[str, int], dict[int, str]] = {}
    for sheet in book.sheets:
        for (row, column), cell in sorted(sheet.cells.items()):
            if said := _said(cell):
                rows.setdefault((sheet.name, row), {})[column] = said
    return rows


def _lines(rows: _Rows) -> list[Line]:
    return [Line(sheet, row, tuple(columns.values())) for (sheet, row), columns in rows.items()]


def _said(cell: Cell) -> str:
    """What a person sees of a cell."""
    pieces = (cell.text, "(struck out)" if cell.struck else "", f"(comment: {cell.comment})" if cell.comment else "")
    return " ".join(filter(None, pieces))


def _moved_columns(
    pairs: list[tuple[Line | None, Line | None]], first: _Rows, second: _Rows
) -> dict[tuple[str, str, int], int]:
    """Where each column of a sheet stands in the sheet of the other copy, as most of their common texts have it."""
    votes: dict[tuple[str, str, int], Counter[int]] = defaultdict(Counter)
    for before, now in pairs:
        if before and now:
            for column, target in _common(first[before.sheet, before.row], second[now.sheet, now.row]):
                votes[before.sheet, now.sheet, column][target] += 1
    return {column: min(seen, key=lambda at: (-seen[at], at)) for column, seen in votes.items()}


def _common(here: _Columns, there: _Columns) -> Iterator[tuple[int, int]]:
    """The columns in which the same text stands, where it stands once."""
    places: dict[str, list[int]] = {}
    for column, text in there.items():
        places.setdefault(text, []).append(column)
    for column, text in here.items():
        if len(places.get(text, ())) == 1:
            yield column, places[text][0]
