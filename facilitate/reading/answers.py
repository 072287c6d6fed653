"""Open answers in large tables: a column of texts, row by row, however many rows there are."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from facilitate.problems import Problem
from facilitate.problems.answers import answers_taken_from, column_not_there, no_answers, open_quotation_mark
from facilitate.problems.files import cannot_open, guessed_encoding
from facilitate.reading.cells import Sheet
from facilitate.reading.formats.delimited import DECLARED, find_delimiter
from facilitate.reading.formats.encoding import WESTERN, decode_head, encoding_of
from facilitate.reading.sheets import read_book
from facilitate.records.sources import Place
from facilitate.text import clean, fold

SAMPLE = 1_000
"""So many rows tell which column holds the answers."""
_HEAD, _BLOCK = 8_192, 1 << 22

Row = tuple[int, Sequence[str]]
"""The number of a row, as a spreadsheet program shows it, and its texts."""
Answer = tuple[int, str]
"""The number of a row and the text in it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in one table: those under ``column``. They can be gone through more than once.

    ``by`` is the column by which they are to be counted, if any.
    """

    file: str
    sheet: str
    column: str
    _rows: Callable[[], Iterator[Row]]
    _at: int
    _header: int
    by: str = ""
    _by_at: int = -1

    def __iter__(self) -> Iterator[Answer]:
        """Every row under the header, empty ones too; texts without what no document can hold."""
        return ((number, text) for number, text, _ in self._read(-1))

    def with_values(self) -> Iterator[tuple[int, str, str]]:
        """The same, with what stands under ``by``; empty where there is no such column."""
        return self._read(self._by_at)

    def _read(self, by_at: int) -> Iterator[tuple[int, str, str]]:
        for number, row in self._rows():
            if number > self._header:
                value = clean(row[by_at]) if 0 <= by_at < len(row) else ""
                yield number, clean(row[self._at]) if self._at < len(row) else "", value


def read_answers(
    path: Path, name: str, wanted: str = "", by: str = ""
) -> tuple[tuple[Answers, ...], tuple[Problem, ...]]:
    """The tables of a file, each with its column ``wanted``; without one, the column that holds most words.

    ``by`` is a further column that every table must have, if it is given.

    Text tables of any size are read row by row, other workbooks whole.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        return (), (cannot_open(Place(name), (error.strerror or "unknown reason").lower()),)
    text = decode_head(head)
    if text is None or not head or text.lstrip().startswith("<"):
        return _in_workbook(path, name, wanted, by)
    encoding, guessed = encoding_of(_blocks(path))
    table = _TextTable(path, encoding)
    problems = [guessed_encoding(Place(name), guessed, "")] if guessed else []
    if table.unclosed():
        problems.append(open_quotation_mark(Place(name), table.broken_at))
    found, more = _answers(name, "", table.rows, wanted, by)
    return ((found,) if found else ()), (*problems, *more)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


@dataclass(slots=True)
class _TextTable:
    """A text table on the disk. From a quotation mark that never closes on, marks are taken as letters."""

    path: Path
    encoding: str
    delimiter: str = ""
    skipped: int = 0
    broken_at: int = 0
    """The line in which that mark stands; 0 where there is none."""

    def __post_init__(self) -> None:
        with self._open() as stream:
            head = stream.read(_BLOCK)
        if declared := DECLARED.match(head):
            self.delimiter, self.skipped = declared[2], 1
        self.delimiter = self.delimiter or find_delimiter(head)

    def _open(self) -> TextIO:
        return self.path.open(
            encoding=self.encoding, errors=WESTERN if self.encoding == "utf-8" else "replace", newline=""
        )

    def unclosed(self) -> bool:
        """Whether a quotation mark never closes; found out by going through the whole table once."""
        line = before = 0
        with self._open() as stream:
            reader = csv.reader(stream, delimiter=self.delimiter)
            try:
                for _ in reader:
                    before, line = line, reader.line_num
            except csv.Error:  # a value of more than 131,072 characters
                self.broken_at = line + 1
        if not self.broken_at and line - before > 1:  # the last row goes over several lines: to the end of the file?
            with self._open() as stream, suppress(csv.Error):
                self.broken_at = before + 1
                list(csv.reader(islice(stream, before, None), delimiter=self.delimiter, strict=True))
                self.broken_at = 0
        return bool(self.broken_at)

    def rows(self) -> Iterator[Row]:
        """Every row with its number."""
        with self._open() as stream:
            lines = iter(stream)
            sound = islice(lines, self.broken_at - 1) if self.broken_at else lines
            number = 0
            for number, row in enumerate(csv.reader(sound, delimiter=self.delimiter), 1):
                if number > self.skipped:
                    yield number, row
            yield from enumerate(csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE), number + 1)


def _in_workbook(path: Path, name: str, wanted: str, by: str) -> tuple[tuple[Answers, ...], tuple[Problem, ...]]:
    book, problems = read_book(path, name)
    if book is None:
        return (), problems
    found: list[Answers] = []
    trouble: list[Problem] = list(problems)
    for sheet in book.sheets:
        if sheet.cells and not sheet.hidden:
            table, more = _answers(name, sheet.name, _SheetRows(sheet), wanted, by)
            found += [table] if table else []
            trouble += more
    return tuple(found), tuple(trouble)


@dataclass(frozen=True, slots=True)
class _SheetRows:
    """The rows of a sheet, each time from the first."""

    sheet: Sheet

    def __call__(self) -> Iterator[Row]:
        """Every filled row with its number."""
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in self.sheet.cells.items():
            rows.setdefault(row, {})[column] = cell.text
        width = self.sheet.last_column
        for number in sorted(rows):
            yield number, [rows[number].get(column, "") for column in range(1, width + 1)]


def _answers(
    name: str, sheet: str, rows: Callable[[], Iterator[Row]], wanted: str, by: str
) -> tuple[Answers | None, tuple[Problem, ...]]:
    """The column of a table that holds the answers, and what there is to say about the choice."""
    place = Place(name, sheet)
    sample = list(islice((row for row in rows() if any(map(str.strip, row[1]))), SAMPLE))
    if len(sample) < 2:
        return None, (no_answers(place),)
    (header, names), first = sample[0], [texts for _, texts in sample[1:]]
    names = [clean(one) for one in names]
    place_of = {fold(one): at for at, one in reversed(list(enumerate(names)))}
    missing = [(one, option) for one, option in ((wanted, "--text"), (by, "--by")) if one and fold(one) not in place_of]
    if missing:
        known = tuple(filter(None, names))
        return None, tuple(column_not_there(place, one, known, option) for one, option in missing)
    by_at = place_of[fold(by)] if by else -1
    others = [column for column in range(len(names)) if column != by_at]
    at = (
        place_of[fold(wanted)]
        if wanted
        else max(others, key=lambda column: (_words(first, column), -column), default=0)
    )
    said = () if wanted else (answers_taken_from(place, names[at], tuple(names)),)
    return Answers(name, sheet, names[at], rows, at, header, names[by_at] if by else "", by_at), said


def _words(rows: Iterable[Sequence[str]], column: int) -> int:
    return sum(len(row[column].split()) for row in rows if column < len(row))
