"""A list as CSV, read into the model of a workbook with one sheet.

The groups' files are read generously; a list is not, since every wrong letter would stand in all that follows.
"""

from __future__ import annotations

import csv
import hashlib
import io

from facilitate.problems import Problem
from facilitate.problems.lists import broken_csv, cells_beyond_headers, not_unicode
from facilitate.reading.cells import Book, Cell, Sheet, address
from facilitate.records.meeting_book import LIST
from facilitate.records.sources import Place
from facilitate.text import clean, fold, unshielded

_SEPARATORS = ",;\t"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def parse_list_csv(content: bytes, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The file as a workbook; None and the reason where it cannot be told apart into cells.

    The separator is the one under which the first row holds the headers of a list: comma, semicolon or tab.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None, (not_unicode(Place(name)),)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    cells: dict[tuple[int, int], Cell] = {}
    problems: list[Problem] = []
    width = 0
    try:
        for number, row in enumerate(reader, 1):
            width = width or len(row)
            texts = [clean(unshielded(text)) for text in row]
            cells |= {(number, column): Cell(text) for column, text in enumerate(texts, 1) if text}
            beyond = next(((column, text) for column, text in enumerate(texts, 1) if text and column > width), None)
            if beyond:
                problems.append(cells_beyond_headers(Place(name, "", address(number, beyond[0])), beyond[1]))
    except csv.Error as error:
        return None, (broken_csv(Place(name, "", f"line {reader.line_num}"), str(error)),)
    sheet = Sheet("", cells)
    return Book(name, hashlib.sha256(content).hexdigest(), "csv", (sheet,)), tuple(problems)


def _separator(text: str) -> str:
    """The separator that makes the first line the headers of a list; a comma where none does."""
    first = text.partition("\n")[0]
    required = {heading.header for heading in LIST.headings if heading.required}
    for separator in _SEPARATORS:
        if required <= {fold(header) for header in next(csv.reader([first], delimiter=separator), [])}:
            return separator
    return ","
