"""Where the tables of a workbook are, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from facilitate.reading.cells import Cell, Sheet
from facilitate.reading.headers import LONGEST, HeaderWords, header_words, plain
from facilitate.reading.layouts import ANSWERS, CATEGORIES, FIELDS, GROUP, Layouts

FIRST_ROWS = 30
"""Within so many filled rows of a sheet the first headers are looked for with patience; further ones must be plain."""

_NAME_COUNTS = 2
"""The name of a sheet weighs as much as so many columns."""

Texts = Mapping[int, str]
"""The texts of a row by column."""

Line = Mapping[int, Cell]
"""The filled cells of a row by column."""


@dataclass(frozen=True, slots=True)
class Found:
    """One table of a sheet: its header row and its rows by number, and its columns by what they mean.

    ``questions`` are the columns of a form that are none of ours, ``unknown`` other columns with a header, each with
    its text; ``renamed`` pairs a header as found with ours; ``above`` are the rows between the table before and this.
    """

    words: HeaderWords
    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    questions: Texts
    unknown: Texts
    ignored: frozenset[int]
    renamed: tuple[tuple[str, str], ...]
    rows: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    beside: frozenset[int] = field(default_factory=frozenset)
    """The columns of other tables that begin in the same row."""
    titles: tuple[int, ...] = ()
    """The rows of ``above``; of several tables side by side each has them, and only the first has ``above``."""

    @property
    def header_is_gone(self) -> bool:
        """Whether nothing stands where the headers were."""
        return all((self.header, column) not in self.sheet.cells for column in self.own)

    @property
    def gives(self) -> str:
        """What the rows become."""
        return self.words.table.gives

    @property
    def layout(self) -> str:
        """The name of the layout."""
        return self.words.table.layout

    @property
    def own(self) -> frozenset[int]:
        """The columns of this table."""
        return frozenset((*self.columns.values(), *self.questions, *self.unknown, *self.ignored))


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for tables by the words of all layouts."""

    known: tuple[HeaderWords, ...]
    quick: frozenset[str]
    meant: frozenset[str]
    """Every word that a header of a table needs to have; a row without any of them is none. Empty: any may be one."""

    def of(self, file: str) -> Finder:
        """The finder for a file of this name: by the layouts made for it alone, else by those for any file."""
        if not any(words.table.files for words in self.known):
            return self
        if made := tuple(words for words in self.known if words.table.is_for(file)):
            return Finder(made, self.quick, frozenset())
        return Finder(tuple(words for words in self.known if not words.table.files), self.quick, self.meant)

    def in_sheet(self, sheet: Sheet) -> tuple[Found, ...]:
        """The tables of one sheet, from top to bottom and left to right; none where no row looks like headers."""
        rows = sheet.rows
        heads = self._heads(sheet)
        found: list[Found] = []
        above = [row for row in rows if not heads or row < heads[0][0].header]
        for place, tables in enumerate(heads):
            until = heads[place + 1][0].header if place + 1 < len(heads) else None
            body = [row for row in rows if row > tables[0].header and (until is None or row < until)]
            title = _title(body, rows) if until is not None else []
            found += _with_rows(tables, body[: len(body) - len(title)], rows, tuple(above))
            above = title
        return tuple(found)

    def _heads(self, sheet: Sheet) -> list[list[Found]]:
        """The rows that hold headers, as the tables that begin there. A title that looks like a header is none."""
        heads: list[list[Found]] = []
        places: list[int] = []
        for place, (number, cells) in enumerate(sheet.rows.items()):
            single = len(heads) == 1 and len(sheet.rows[heads[0][0].header]) == 1
            patient = (not heads or single) and place < FIRST_ROWS
            if not patient and not self._looks_plain(cells):
                continue
            texts = {column: cell.text for column, cell in cells.items()}
            tables = self._tables(sheet, number, texts, patient)
            if tables and single and place - places[0] > 2 and len(texts) == 1:
                continue  # a word in the only column of a table
            if tables and single and place - places[0] <= 2:
                heads, places = [], []  # it was the title of this table
            if tables:
                heads.append(tables)
                places.append(place)
        return heads

    def _looks_plain(self, cells: Line) -> bool:
        """Whether at least two texts of a row, and half of them, are well-known headers."""
        others = min(len(cells) // 2, len(cells) - 2)
        for cell in cells.values() if others >= 0 else ():
            text = cell.value  # as it is: to clean it first would take most of the time
            known = type(text) is str and len(text) < LONGEST and text.strip().strip(" :*?").casefold() in self.quick
            if not known:
                others -= 1
                if others < 0:
                    break
        return others >= 0

    def _tables(self, sheet: Sheet, number: int, texts: Texts, patient: bool) -> list[Found]:
        """The tables whose headers stand in a row: one, or several side by side with an empty column between."""
        if self.meant and self.meant.isdisjoint(map(plain, texts.values())):
            return []
        segments = _segments(texts)
        if len(segments) > 1:
            apart = [one for part in segments if (one := self._best(sheet, number, part, patient))]
            if len(apart) > 1:
                return apart
        whole = self._best(sheet, number, texts, patient)
        return [whole] if whole else []

    def _best(self, sheet: Sheet, number: int, texts: Texts, patient: bool) -> Found | None:
        """The kind of table that knows most of the headers; a layout of the session goes before all others."""
        name = plain(sheet.name)
        best: tuple[tuple[int, ...], Found] | None = None
        for words in self.known:
            found = _fit(words, sheet, number, texts, patient)
            if found and not _is_weak(found, texts, name):
                columns = len(found.columns) + _NAME_COUNTS * (name in words.sheets)
                score = (int(words.table.own), int(bool(words.marks)), columns)
                if best is None or score > best[0]:
                    best = score, found
        return best[1] if best else None


def finder(layouts: Layouts) -> Finder:
    """A finder for these layouts."""
    known = tuple(header_words(table, layouts.words) for table in layouts.tables)
    spelt = [word for words in layouts.words.headers.values() for word in words]
    spelt += [word for words in known for mark in words.table.marks for word in mark]
    spelt += [word for words in known for word in (*words.fields, *words.fields.values())]
    meant = [word for words in known for kind in (words.fields, *words.marks) for word in kind]
    return Finder(known, frozenset(word.casefold() for word in spelt), frozenset(meant))


def _is_weak(found: Found, texts: Texts, name: str) -> bool:
    """Whether a table is told by one word alone that is common elsewhere too, as “name” in a list of people."""
    weak = found.words.table.weak
    if not weak or name in found.words.sheets:
        return False
    ours = [column for header, column in found.columns.items() if header != GROUP]
    return len(ours) == 1 and plain(texts[ours[0]]) in {plain(word) for word in weak}


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the headers of a row mean; the same fields as those of a table."""

    columns: Mapping[str, int]
    questions: Texts
    unknown: Texts
    ignored: frozenset[int]
    renamed: tuple[tuple[str, str], ...]


def _fit(words: HeaderWords, sheet: Sheet, number: int, texts: Texts, patient: bool) -> Found | None:
    """The table of this kind whose headers these texts are, or None."""
    meant = _meant(words, tuple(texts.items()), patient)
    if meant is None:
        return None
    return Found(words, sheet, number, meant.columns, meant.questions, meant.unknown, meant.ignored, meant.renamed)


@lru_cache(maxsize=512)
def _meant(words: HeaderWords, row: tuple[tuple[int, str], ...], patient: bool) -> _Meant | None:
    """The meaning of a row of headers in one kind of table; the files of a session have nearly all the same ones."""
    texts = dict(row)
    written = {column: plain(text) for column, text in texts.items()}
    if words.marks and not words.is_marked(frozenset(written.values())):
        return None
    ignored = frozenset(column for column, text in written.items() if _is_ignored(words, text))
    columns: dict[str, int] = {}
    renamed: list[tuple[str, str]] = []
    for meant in (words.field, words.close) if patient else (words.field,):
        for column, text in texts.items():
            header = meant(text) if column not in ignored and column not in columns.values() else None
            if header is not None and header not in columns:
                columns[header] = column
                renamed += [(text, header)] if text.strip().casefold() != header else []
        if not columns and not words.marks and not (words.table.files and len(texts) > 1):
            return None  # nothing is the right word: no slips are looked for
    if not all(any(header in columns for header in need) for need in words.table.needs):
        return None
    left = {column: text for column, text in texts.items() if text and column not in {*columns.values(), *ignored}}
    if words.table.gives == ANSWERS:
        asked = _questions(columns)
        left |= {column: texts[column] for header, column in columns.items() if header in asked}
        columns = {header: column for header, column in columns.items() if header not in asked}
        renamed = [pair for pair in renamed if pair[1] not in asked]
        return _Meant(columns, dict(sorted(left.items())), {}, ignored, tuple(renamed))
    return _Meant(columns, {}, left, ignored, tuple(renamed))


def _questions(columns: Mapping[str, int]) -> list[str]:
    """Columns of a form that are questions after all: “why” and its like, where no column names the category."""
    needed = {header: {"category", "id"} for header in FIELDS[CATEGORIES]}
    needed |= {"definition": {"category", "id", "proposed category"}, "why": {"category", "id", "proposed category"}}
    needed |= {"topic": {"what was said"}, GROUP: {GROUP}}
    return [header for header in columns if header in needed and not needed[header] & columns.keys()]


def _is_ignored(words: HeaderWords, text: str) -> bool:
    """Whether a column is no answer. In a mapping that a person gave, its columns are its marks: they are read."""
    return text in words.ignored and not (words.table.own and text in words.fields)


def _segments(texts: Texts) -> list[dict[int, str]]:
    """The texts of a row, apart where a column is empty."""
    segments: list[dict[int, str]] = []
    before = None
    for column, text in sorted(texts.items()):
        if before is None or column > before + 1:
            segments.append({})
        segments[-1][column] = text
        before = column
    return segments


def _title(body: Sequence[int], rows: Mapping[int, Line]) -> list[int]:
    """The last row before the next table where it is that table's title: one text, after an empty row."""
    if not body or len(rows[body[-1]]) != 1:
        return []
    alone = len(body) == 1 or body[-2] < body[-1] - 1
    return [body[-1]] if alone else []


def _with_rows(
    tables: Sequence[Found], body: Sequence[int], rows: Mapping[int, Line], above: tuple[int, ...]
) -> list[Found]:
    """The tables with their rows. Of tables side by side each has the rows in which its own columns hold anything."""
    if len(tables) == 1:
        return [replace(tables[0], rows=tuple(body), above=above, titles=above)]
    everything = frozenset[int]().union(*(table.own for table in tables))
    found = []
    for place, table in enumerate(tables):
        # What stands under no header goes with the first table.
        mine = [
            row for row in body if rows[row].keys() & table.own or (place == 0 and not rows[row].keys() & everything)
        ]
        beside = everything - table.own
        mine_above = above if place == 0 else ()
        found.append(replace(table, rows=tuple(mine), above=mine_above, beside=beside, titles=above))
    return found
