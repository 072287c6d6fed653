"""The rows of a table, one by one: each is used, untouched, or set aside with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from msgspec import Struct

from facilitate.problems import Problem
from facilitate.problems.feedback import text_under_no_header
from facilitate.problems.layouts import hidden_row, row_of_no_group
from facilitate.problems.meanings import nothing_above, taken_from_above
from facilitate.reading.cells import EMPTY, Cell, address
from facilitate.reading.finding import Found
from facilitate.reading.formats.formulas import adds_up, cell_number, refers_to
from facilitate.reading.layouts import GROUP
from facilitate.reading.meanings import LONGEST_WORD, Meanings, is_plain, is_uncalculated, questions_about, text_of
from facilitate.reading.tables import Row
from facilitate.records.contributions import Contribution, Reflection, SetAside
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place, Source
from facilitate.text import fold

NO_GROUP = "it is not clear which group wrote it"
NO_HEADER = "it stands outside the columns that are read"
NOTHING = "the group wrote that there is nothing to say"
NO_TEXT = "no text could be read in it"
ADDS_UP = "it only adds up what stands above"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a file is read: the words of the layouts, the groups and the list of the meeting."""

    meanings: Meanings
    groups: Mapping[str, GroupId]
    group_names: tuple[str, ...]
    categories: Mapping[str, tuple[str, str]]
    """Names and definitions by id."""
    category_names: frozenset[str]

    @classmethod
    def of(cls, meeting: Meeting, meanings: Meanings) -> Known:
        """What a meeting's workbook says."""
        groups = {fold(name): group.id for group in meeting.groups for name in (group.name, group.id)}
        return cls(
            meanings,
            groups,
            tuple(group.name for group in meeting.groups),
            {str(entry.id): (entry.name, entry.definition) for entry in meeting.categories},
            frozenset(fold(entry.name) for entry in meeting.categories),
        )

    def near(self, written: str) -> str:
        """The name of the group that was probably meant; empty where none is near."""
        found = get_close_matches(fold(written), self.groups, n=1, cutoff=0.7)
        spelt = [name for name in self.group_names if self.groups[fold(name)] == self.groups[found[0]]] if found else []
        return spelt[0] if spelt else ""


class RowRead(Struct, frozen=True, gc=False):
    """What a row gave. One without contributions, reflections and a reason to be set aside is untouched."""

    contributions: tuple[Contribution, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    aside: SetAside | None = None

    def __add__(self, other: RowRead) -> RowRead:
        reflections = self.reflections + other.reflections
        return RowRead(self.contributions + other.contributions, reflections, self.aside or other.aside)


UNTOUCHED = RowRead()


@dataclass(slots=True)
class RowReader:
    """The cells of one table, row by row, with what people mean by them. ``group`` is whose table it is, if known."""

    file: str
    fingerprint: str
    found: Found
    known: Known
    group: GroupId
    problems: list[Problem] = field(default_factory=list)
    above: dict[str, tuple[str, str]] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    outside: tuple[int, ...] = ()

    def rows(self) -> Iterator[tuple[Row, GroupId, RowRead | None]]:
        """Every row with its group; what it gave where that is clear without knowing what the table is about."""
        self.merged, self.outside = _merged(self.found), _outside(self.found)
        hidden, last = self.found.sheet.hidden_rows, max(self.found.rows, default=0)
        for number in self.found.rows:
            row = self._row(number)
            group = self._group(row) if GROUP in self.found.columns else self.group
            stray = self._stray(number, group) if self.outside else []
            filled = any(header != GROUP for header in row.cells)
            if not filled and not any(self.at(number, column).holds for column in self.found.questions):
                aside = stray or list(self._unknown(number, group))
                yield row, group, RowRead(aside=SetAside(group, aside[0], NO_HEADER)) if aside else UNTOUCHED
                continue
            if number == last and self._adds_up(number):
                yield row, group, RowRead(aside=SetAside(group, self._first(row, group), ADDS_UP))
                continue
            if number in hidden:
                self.problems.append(hidden_row(self.place(number, min(self.found.own))))
            if not group and GROUP in self.found.columns:
                written = row.text(GROUP)
                self.problems.append(
                    row_of_no_group(row.place(GROUP), written, self.known.near(written), self.known.group_names)
                )
            yield row, group, None if group else RowRead(aside=SetAside(group, self._first(row, group), NO_GROUP))

    def at(self, row: int, column: int) -> Cell:
        """The cell there; inside an area that is merged downwards, its first one."""
        at = self.merged.get((row, column), (row, column)) if self.merged else (row, column)
        return self.found.sheet.cells.get(at, EMPTY)

    def place(self, row: int, column: int) -> Place:
        """Where the cell is."""
        return Place(self.file, self.found.sheet.name, address(row, column))

    def answers(self, row: Row, group: GroupId, headers: tuple[str, ...]) -> tuple[dict[str, str], tuple[Source, ...]]:
        """What is meant under these headers, where anything is, and the cells in which anything stands."""
        texts: dict[str, str] = {}
        sources: list[Source] = []
        for header in headers:
            cell = row.cells.get(header)
            if cell is not None:
                place = row.place(header)
                if text := self.said(cell, place, header):
                    texts[header] = text
                if cell.holds:
                    sources.append(self.source_at(cell, group, place))
        return texts, tuple(sources)

    def said(self, cell: Cell, place: Place, column: str) -> str:
        """What is meant by an answer: its text, that of the cell above, or nothing. Doubts become problems."""
        if not is_plain(cell):
            if is_uncalculated(cell):
                cell = self._pointed_at(cell, place)
            self.problems += questions_about(cell, place)
        text = text_of(cell)
        if len(text) > LONGEST_WORD:
            self.above[column] = text, place.cell
            return text
        if not text or self.known.meanings.is_nothing(text):
            return ""
        if not self.known.meanings.is_same(text):
            self.above[column] = text, place.cell
            return text
        if column not in self.above:
            self.problems.append(nothing_above(place, text))
            return ""
        self.problems.append(taken_from_above(place, text, *self.above[column]))
        return self.above[column][0]

    def _pointed_at(self, cell: Cell, place: Place) -> Cell:
        """What stands in the cell that =D2 points to, where no result was saved; else the cell as it is."""
        at: tuple[int, int] | None = None
        seen: set[tuple[int, int]] = set()
        found = cell
        while is_uncalculated(found) and (to := refers_to(found.formula)) and to not in seen:
            seen.add(to)
            at, found = to, self.found.sheet.cell(*to)
        if at is None or not text_of(found):
            return cell
        self.problems.append(taken_from_above(place, cell.formula, found.text, address(*at)))
        return Cell(found.value)

    def comments(self, row: Row, headers: tuple[str, ...]) -> str:
        """What was remarked on the cells under these headers."""
        return "\n".join(
            row.cells[header].comment for header in headers if header in row.cells and row.cells[header].comment
        )

    def source(self, row: Row, group: GroupId, header: str) -> Source:
        """The evidence under a header."""
        return self.source_at(row.cell(header), group, row.place(header))

    def source_at(self, cell: Cell, group: GroupId, place: Place) -> Source:
        """A cell as evidence."""
        return Source(group, place, self.fingerprint, cell.text or cell.comment, cell.comment)

    def sources(self, row: Row, group: GroupId, headers: tuple[str, ...]) -> tuple[Source, ...]:
        """The cells under these headers in which anything stands."""
        return tuple(
            self.source(row, group, header) for header in headers if header in row.cells and row.cells[header].holds
        )

    def aside(self, row: Row, group: GroupId, source: Source, failed: bool = False) -> RowRead:
        """A row in which something stands that says nothing."""
        return RowRead(aside=SetAside(group, source, NO_TEXT if failed else NOTHING))

    def _row(self, number: int) -> Row:
        """What stands in a row under the headers."""
        columns = self.found.columns
        if self.merged:
            cells = {header: cell for header, column in columns.items() if (cell := self.at(number, column)).holds}
        else:
            line = self.found.sheet.rows[number]
            cells = {header: line[column] for header, column in columns.items() if column in line}
        return Row(self.file, self.found.sheet.name, number, cells, columns)

    def _adds_up(self, number: int) -> bool:
        """Whether a row is the totals of the table: sums and counts, and a word that says so."""
        filled = [cell for column in self.found.own if (cell := self.at(number, column)).holds]
        sums = [cell for cell in filled if adds_up(cell.formula) or type(cell.value) in (int, float)]
        words = [cell for cell in filled if cell not in sums and self.known.meanings.is_total(cell.text)]
        only = len(sums) + len(words) == len(filled)
        return only and bool(sums) and (bool(words) or all(adds_up(cell.formula) for cell in sums))

    def _group(self, row: Row) -> GroupId:
        """The group that a row names; “idem” is the group above, an empty cell the group of the table."""
        place = row.place(GROUP)
        written = self.said(row.cell(GROUP), place, GROUP) if GROUP in row.cells else ""
        return self.known.groups.get(fold(written), GroupId("")) if written else self.group

    def _stray(self, number: int, group: GroupId) -> list[Source]:
        """Texts under no header; each is a question."""
        stray = []
        for column in self.outside:
            cell = self.found.sheet.cells.get((number, column), EMPTY)
            if cell.holds:
                place = self.place(number, column)
                self.problems.append(text_under_no_header(place, cell.text or cell.comment))
                stray.append(self.source_at(cell, group, place))
        return stray

    def _unknown(self, number: int, group: GroupId) -> Iterator[Source]:
        """Texts in columns that are not read."""
        for column in self.found.unknown:
            if (cell := self.at(number, column)).holds:
                yield self.source_at(cell, group, self.place(number, column))

    def _first(self, row: Row, group: GroupId) -> Source:
        """The first cell of the row that holds anything."""
        columns = sorted({*self.found.columns.values(), *self.found.questions} - {self.found.columns.get(GROUP)})
        column = next(column for column in columns if column and self.at(row.number, column).holds)
        return self.source_at(self.at(row.number, column), group, self.place(row.number, column))


def _merged(found: Found) -> dict[tuple[int, int], tuple[int, int]]:
    """The cells of areas merged downwards in the table's columns, each with the first cell of its area."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    rows, own = frozenset(found.rows), found.own
    for area in found.sheet.merged if rows else ():
        first, _, last = area.partition(":")
        try:
            (top, left), (bottom, _) = cell_number(first), cell_number(last or first)
        except ValueError:
            continue
        if left in own and bottom > top:
            merged |= {(row, left): (top, left) for row in rows if top < row <= bottom}
    return merged


def _outside(found: Found) -> tuple[int, ...]:
    """The columns beside the table in which anything stands."""
    filled = frozenset[int]().union(*(found.sheet.rows[row] for row in found.rows))
    return tuple(sorted(filled - found.own - found.beside))
