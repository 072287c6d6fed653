"""The texts in one column of a file that somebody exported: answers of a survey, comments of a website."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from facilitate.problems import Problem
from facilitate.problems.coding import no_such_text_column, no_texts
from facilitate.reading.cells import Sheet, address
from facilitate.reading.sheets import read_book
from facilitate.records.coding import Said
from facilitate.records.sources import Place
from facilitate.text import fold


def read_texts(path: Path, name: str, column: str = "") -> tuple[tuple[Said, ...], tuple[Problem, ...]]:
    """The texts under the header ``column``, or in the column with most words, of the first sheet that holds any."""
    book, problems = read_book(path, name)
    sheet = next((one for one in book.sheets if not one.hidden and one.cells), None) if book else None
    if sheet is None:
        return (), problems if book is None else (*problems, no_texts(Place(name)))
    headers = {at: sheet.cell(1, at).text for at in range(1, sheet.last_column + 1)}
    if column:
        found = next((at for at, header in headers.items() if fold(header) == fold(column)), None)
        if found is None:
            known = tuple(filter(None, headers.values()))
            return (), (*problems, no_such_text_column(Place(name, sheet.name, "A1"), column, known))
        first = 2
    else:
        found = max(headers, key=lambda at: (sum(len(text) for text in _column(sheet, at).values()), -at))
        first = 1 + _headed(sheet, found)
    said = tuple(
        Said(text, "", str(Place(name, sheet.name, address(row, found))))
        for row, text in _column(sheet, found).items()
        if row >= first and fold(text)
    )
    return said, problems if said else (*problems, no_texts(Place(name, sheet.name)))


def _column(sheet: Sheet, column: int) -> dict[int, str]:
    return {row: cell.text for (row, at), cell in sorted(sheet.cells.items()) if at == column and cell.text}


def _headed(sheet: Sheet, column: int) -> bool:
    """Whether the first row is one of headers: a word or two, where the cells below hold whole texts or nothing."""
    texts = _column(sheet, column)
    below = [len(text) for row, text in texts.items() if row > 1]
    first = texts.get(1, "")
    return bool(first) and len(first.split()) <= 3 and (not below or 2 * len(first) <= median(below))
