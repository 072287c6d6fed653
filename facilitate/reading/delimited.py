"""A table of text with a sign between its values (CSV), read into the model of a workbook."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.files import cannot_open, not_a_workbook
from facilitate.reading.cells import Book, Cell, Sheet
from facilitate.records.sources import Place

ENDINGS = (".csv", ".tsv", ".txt")
_SIGNS = (",", ";", "\t", "|")


def read_delimited(path: Path, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The table at ``path`` as a workbook of one sheet; None and the reason if it cannot be read."""
    place = Place(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (cannot_open(place, (error.strerror or "unknown reason").lower()),)
    text = _decoded(content)
    if "\0" in text:
        return None, (not_a_workbook(place, "it is no table of text"),)
    sign, text = _separator(text)
    cells = {}
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            for column, value in enumerate(values, 1):
                if value.strip():
                    cells[row, column] = Cell(value)
    except csv.Error as error:
        return None, (not_a_workbook(place, str(error)),)
    book = Book(name, hashlib.sha256(content).hexdigest(), "csv", (Sheet(path.stem, cells),))
    return book, ()


def _decoded(content: bytes) -> str:
    """The text: by its byte-order mark, as UTF-16 where every second byte is 0, as UTF-8, else as Windows wrote it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if content[1:200:2].count(0) > 40:
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> tuple[str, str]:
    """The sign between values: the one that gives the steadiest number of columns; ``sep=`` in the first line wins."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    best, score = ",", (0.0, 0)
    for sign in _SIGNS:
        try:
            rows = [len(row) for row in csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=sign) if row][:200]
        except csv.Error:
            continue
        usual = max(set(rows), key=lambda number: (rows.count(number), number)) if rows else 0
        steady = rows.count(usual) / len(rows) if rows else 0.0
        if usual > 1 and (round(steady, 2), usual) > score:
            best, score = sign, (round(steady, 2), usual)
    return best, text
