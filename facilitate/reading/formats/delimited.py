"""Tables as text: comma, semicolon, tab or bar between the values, in any encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from facilitate.problems import Problem
from facilitate.problems.files import guessed_encoding, not_a_workbook
from facilitate.problems.refused import too_large
from facilitate.reading.cells import Cell, Contents, Sheet
from facilitate.reading.formats.encoding import decode
from facilitate.reading.formats.tally import Tally
from facilitate.reading.limits import CELLS, COLUMNS, ROWS
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

DELIMITERS = ",;\t|"
UNKNOWABLE = ("A text table (CSV) holds no strike-through, colours, comments, formulas or hidden rows.",)

_SAMPLE = 100_000
DECLARED = re.compile(r'("?)sep=(.)\1\r?\n', re.IGNORECASE)


def read_delimited(content: bytes, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The one sheet of a text table, every value a text, with a note where the encoding had to be guessed."""
    decoded = decode(content)
    problems: tuple[Problem, ...] = ()
    if decoded.guessed:
        problems = (guessed_encoding(place, decoded.guessed, _example(decoded.text)),)
    text, delimiter, first = decoded.text.rstrip("\x1a"), "", 1  # DOS ends a text with Ctrl+Z
    if declared := DECLARED.match(text):
        delimiter, text, first = declared[2], text[declared.end() :], 2
    delimiter = delimiter or find_delimiter(text)
    if text.count(delimiter) > 4 * CELLS or text.count("\n") > ROWS:
        raise RefusedError(_too_many)
    tally = Tally()
    cells: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(_rows(text, delimiter), first):
        if len(row) > COLUMNS or number > ROWS:
            raise RefusedError(_too_many)
        filled = {(number, column): Cell(value) for column, value in enumerate(row, 1) if value}
        tally.add(len(filled), sum(map(len, row)))
        cells |= filled
    return Contents((Sheet(_sheet_name(place), cells),), unknowable=UNKNOWABLE), problems


def find_delimiter(text: str) -> str:
    """The delimiter with the steadiest column count above one; a comma where none has any.

    Of delimiters that are equally steady, the one that makes more columns.
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    best, delimiter = (0.0, 0), ","
    for candidate in DELIMITERS:
        counts = Counter(len(row) for row in _rows(sample, candidate) if row)
        wide = {width: rows for width, rows in counts.items() if width > 1}
        if wide:
            width = max(wide, key=lambda one: (wide[one], one))
            steady = (wide[width] / sum(counts.values()), width)
            if steady > best:
                best, delimiter = steady, candidate
    return delimiter


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows, one by one; from a quotation mark that never closes, the marks are taken as letters."""
    lines = io.StringIO(text, newline="")
    before = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            yield row
            before = lines.tell()
    except csv.Error:  # a value of more than 131,072 characters: an open quotation mark
        lines.seek(before)
        yield from _unquoted(lines, delimiter)


def _unquoted(lines: io.StringIO, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    except csv.Error:
        why = "a line holds more than 131,072 characters without a separator"
        raise RefusedError(lambda place: not_a_workbook(place, why)) from None


def _too_many(place: Place) -> Problem:
    return too_large(place, f"more than {CELLS:,} filled cells", f"{CELLS:,}")


def _example(text: str) -> str:
    """Some words around the first letter beyond ASCII."""
    found = re.search(r"[^\n]{0,20}[^\x00-\x7f][^\n]{0,20}", text)
    return found[0] if found else ""


def _sheet_name(place: Place) -> str:
    """A text table has no sheet names; the file's own serves."""
    return place.file.rpartition("/")[2].rpartition(".")[0] or place.file
