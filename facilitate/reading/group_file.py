"""One file that a group sent: what each of its sheets holds, with every row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from facilitate.problems import Level, Problem
from facilitate.problems.feedback import not_a_count, other_session, unknown_group
from facilitate.problems.files import missing_sheet
from facilitate.problems.layouts import (
    columns_left_out,
    columns_taken_for,
    headers_gone,
    hidden_sheet,
    later_workbook,
    no_known_columns,
    read_as,
    sheet_taken_for,
    text_above_table,
    text_on_first_sheet,
    two_groups_named,
    unread_columns,
)
from facilitate.problems.meanings import written_in_colour
from facilitate.reading.cells import Book, Sheet, address
from facilitate.reading.colours import without_colour, written_throughout
from facilitate.reading.file_read import Count, FileRead, Part
from facilitate.reading.finding import FIRST_ROWS, Finder, Found, finder
from facilitate.reading.headless import without_headers
from facilitate.reading.layouts import ANSWERS, CATEGORIES, FIELDS, GROUP, MISSING, REFLECTIONS, Layouts
from facilitate.reading.meanings import meanings
from facilitate.reading.requests import read_rows
from facilitate.reading.returned import is_returned, without_questions
from facilitate.reading.rows import Known, RowRead, RowReader
from facilitate.reading.sheets import read_book
from facilitate.reading.values import people_in
from facilitate.reading.whose import LONGEST, GroupNames
from facilitate.records.contributions import SetAside
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place, Source
from facilitate.records.workbooks import (
    HOW_TO_FILL_IN,
    PEOPLE_IN_GROUP,
    PROPERTY_GROUP,
    PROPERTY_SCHEMA,
    PROPERTY_SESSION,
    PROPERTY_VERSION,
    SCHEMA,
)
from facilitate.text import fold, quote

NOBODY = GroupId("")
"""Rows of which it is not known whose they are."""

COLOURED = "coloured-words"
OTHER_MEETING = "its workbook was made for another meeting"
HIDDEN = "its sheet is hidden"
NO_COLUMNS = "the columns of its sheet are not known"
OWN_SHEETS = (CATEGORIES, MISSING, REFLECTIONS)

_OWN_TITLES = frozenset(map(fold, OWN_SHEETS))
"""Above a table these say what it is, and nothing that a group wants to tell."""
_HOW, _HOW_LINES = "how", 3
"""The last label of our first sheet, and how many lines follow its first in workbooks of any version."""
_OURS = frozenset(map(fold, HOW_TO_FILL_IN))


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the first file is read."""

    session: str
    names: GroupNames
    known: Known
    finder: Finder
    cover: frozenset[str]
    list_version: str = ""

    @classmethod
    def of(cls, session: str, meeting: Meeting, layouts: Layouts) -> Setting:
        """The setting of a meeting."""
        known = Known.of(meeting, meanings(layouts.words))
        cover = frozenset(map(fold, layouts.words.cover))
        return cls(session, GroupNames.of(meeting.groups), known, finder(layouts), cover, meeting.list_version)


def read_file(path: Path, name: str, setting: Setting) -> FileRead:
    """Everything in one file. What is wrong with it is among its problems; nothing is raised."""
    book, problems = read_book(path, name)
    if book is None:
        return FileRead(name, problems=problems, remark=problems[0].found)
    read = _FileReader(without_questions(book), setting, list(problems)).read()
    return replace(read, problems=tuple(map(_answered, read.problems))) if is_returned(book) else read


def _answered(problem: Problem) -> Problem:
    """What is as it was in a copy that came back with our question is so on purpose."""
    return replace(problem, level=Level.NOTE) if problem.code == COLOURED else problem


@dataclass(slots=True)
class _FileReader:
    book: Book
    setting: Setting
    problems: list[Problem]
    counts: dict[GroupId, Count] = field(default_factory=dict)
    layouts: dict[str, None] = field(default_factory=dict)
    people: int | None = None
    made_for: str = ""

    def read(self) -> FileRead:
        """The file by its groups."""
        book = self.book
        tables = self._tables()
        if cells := written_throughout(one for _, found in tables for one in found):
            self.problems.append(written_in_colour(Place(book.file), cells))
            self.book = book = without_colour(book)
            tables = self._tables()
        if refused := self._other_session(tables):
            for sheet, found in tables:
                self._leave(sheet, sorted({row for table in found for row in table.rows}), NOBODY, OTHER_MEETING)
            parts = tuple(count.part(group) for group, count in self.counts.items())
            problems = (*self.problems, refused)
            return FileRead(book.file, book.fingerprint, parts=parts, problems=problems, remark=refused.found)
        group = self._whose(tables)
        for sheet, found in tables:
            self._sheet(sheet, found, group)
        self._about_the_whole(tables, group)
        parts = tuple(count.part(group) for group, count in self.counts.items())
        if not parts and group:
            parts = (Part(group),)
        layouts = ", ".join(self.layouts) or ("" if parts else "nothing")
        remark = " ".join(book.unknowable)
        about = tuple(self.problems), remark, self.people, self.made_for
        return FileRead(book.file, book.fingerprint, layouts, parts, *about)

    def _tables(self) -> list[tuple[Sheet, tuple[Found, ...]]]:
        """The filled sheets, each with its tables."""
        finder, known = self.setting.finder.of(self.book.file), self.setting.known
        return [
            (sheet, finder.in_sheet(sheet) or without_headers(self.book, sheet, finder, known))
            for sheet in self.book.sheets
            if sheet.cells
        ]

    # ------------------------------------------------------------ whose file it is

    def _other_session(self, tables: Sequence[tuple[Sheet, Sequence[Found]]]) -> Problem | None:
        """Why the file is not used: it was made for another meeting, and asks about another list."""
        made_for = self.book.properties.get(PROPERTY_SESSION, "")
        if not made_for or made_for == self.setting.session:
            return None
        place = Place(self.book.file)
        asked = {pair for _, found in tables for table in found if table.gives == CATEGORIES for pair in _listed(table)}
        mine = {(id, fold(name)) for id, (name, _) in self.setting.known.categories.items()}
        made_from = self.book.properties.get(PROPERTY_VERSION, "")
        other_list = bool(made_from and self.setting.list_version and made_from != self.setting.list_version)
        if other_list or 2 * len(asked & mine) <= len(mine):  # rows that the group changed or added are its own affair
            return other_session(place, made_for, self.setting.session)
        self.made_for = made_for
        return None

    def _whose(self, tables: Sequence[tuple[Sheet, Sequence[Found]]]) -> GroupId:
        """The group of the whole file: by its property, else its name, else its first sheet; NOBODY in doubt."""
        place, names = Place(self.book.file), self.setting.names
        made_for = self.book.properties.get(PROPERTY_GROUP, "")
        stem = PurePosixPath(self.book.file).stem
        named = names.named(stem)
        own = names.exact.get(fold(made_for)) if made_for else None
        if own and named and own != named:
            self.problems.append(two_groups_named(place, names.names[own], names.names[named]))
        written = made_for or stem
        group = own or (None if made_for else named) or (None if made_for else self._on_cover(tables))
        lost = [
            one for sheet, found in tables for one in found if not (self._own_group(sheet, one) or GROUP in one.columns)
        ]
        if group is None and (lost or not any(found for _, found in tables)):
            self.problems.append(unknown_group(place, written, self.setting.known.group_names))
        return group or NOBODY

    def _on_cover(self, tables: Sequence[tuple[Sheet, Sequence[Found]]]) -> GroupId | None:
        """The group that the first rows of a sheet without tables name."""
        for sheet, found in tables:
            if not found and not sheet.hidden:
                texts = [sheet.cells[at].text for at in sorted(sheet.cells)[:6]]
                groups = {group for text in texts if len(text) < LONGEST and (group := self.setting.names.named(text))}
                if len(groups) == 1:
                    return next(iter(groups))
        return None

    def _own_group(self, sheet: Sheet, found: Found) -> GroupId | None:
        """The group of one table: by the name of its sheet, or by a title above it."""
        named = self.setting.names.named
        if sheet.name not in OWN_SHEETS and (group := named(sheet.name)):
            return group
        above = [(column, cell.text) for row in found.titles for column, cell in sheet.rows[row].items()]
        titles = [(column, group) for column, text in above if text and (group := named(text))]
        if found.beside and len({group for _, group in titles}) > 1:  # a title over each of several tables
            first = min(found.own)
            until = min((column for column in found.beside if column > first), default=sheet.last_column + 1)
            titles = [(column, group) for column, group in titles if first <= column < until]
        return titles[0][1] if titles else None

    # ------------------------------------------------------------ sheets

    def _sheet(self, sheet: Sheet, found: Sequence[Found], group: GroupId) -> None:
        if not found:
            self._without_table(sheet, group)
            return
        if sheet.hidden:
            hidden = sorted({row for table in found for row in table.rows})
            if hidden:
                self.problems.append(hidden_sheet(Place(self.book.file, sheet.name), len(hidden)))
            self._leave(sheet, hidden, group, HIDDEN)
            return
        rows: dict[tuple[GroupId, int], RowRead] = {}
        for table in found:
            self.layouts[table.layout] = None
            own = self._own_group(sheet, table) or group
            reader = RowReader(self.book.file, self.book.fingerprint, table, self.setting.known, own, self.problems)
            for number, (whose, row) in zip(table.rows, read_rows(reader), strict=True):
                beside = rows.get((whose, number))
                rows[whose, number] = row if beside is None else beside + row
            self._about_table(sheet, table)
        for (whose, _), row in rows.items():
            self.counts.setdefault(whose, Count()).add(row)

    def _without_table(self, sheet: Sheet, group: GroupId) -> None:
        """A sheet whose columns are not known: our own first sheet, or rows that cannot be used."""
        rows = list(sheet.rows)
        if sheet.hidden or not rows:
            return
        if cover := self._cover(sheet, rows):
            self._count_people(sheet, cover)
            for row, cells in sheet.rows.items():
                for column, cell in cells.items() if row not in cover else ():
                    place = Place(self.book.file, sheet.name, address(row, column))
                    self.problems.append(text_on_first_sheet(place, cell.text or cell.comment))
            return
        head = _likely_headers(sheet)
        first = tuple(cell.text for cell in sheet.rows[head].values() if cell.text)
        place = Place(self.book.file, sheet.name, address(head, min(sheet.rows[head])))
        own = next((FIELDS[name][1:] for name in OWN_SHEETS if fold(name) == fold(sheet.name)), ())
        self.problems.append(no_known_columns(place, first, own, _wordiest(sheet, head)))
        self._leave(sheet, rows, group, NO_COLUMNS)

    def _count_people(self, sheet: Sheet, rows: set[int]) -> None:
        """How many the group was, where it wrote that beside the label on our first sheet."""
        for row in sorted(rows):
            cell = sheet.cell(row, 2)
            if fold(sheet.cell(row, 1).text) == fold(PEOPLE_IN_GROUP) and cell.text:
                self.people = people_in(cell)
                if self.people is None:
                    self.problems.append(not_a_count(Place(self.book.file, sheet.name, address(row, 2)), cell.text))

    def _cover(self, sheet: Sheet, rows: Sequence[int]) -> set[int]:
        """The rows of our own first sheet that the program filled; none of a sheet that is not ours."""
        labels = {row: fold(sheet.cell(row, 1).text) for row in rows}
        if sum(label in self.setting.cover for label in labels.values()) < 2:
            return set()
        known = {row for row, label in labels.items() if label in self.setting.cover} | set(rows[:1])
        how = next((row for row, label in labels.items() if label == _HOW), None)
        lines = [row for row in rows if how is not None and row > how and not labels[row]]
        ours = {row for row in lines if fold(sheet.cell(row, 2).text) in _OURS}
        return known | set(lines[:_HOW_LINES]) | ours

    def _leave(self, sheet: Sheet, rows: Sequence[int], group: GroupId, why: str) -> None:
        """Set rows aside."""
        count = self.counts.setdefault(group, Count())
        for row in rows:
            column, cell = next(iter(sheet.rows[row].items()))
            place = Place(self.book.file, sheet.name, address(row, column))
            source = Source(group, place, self.book.fingerprint, cell.text or cell.comment, cell.comment)
            count.add(RowRead(aside=SetAside(group, source, why)))

    # ------------------------------------------------------------ what is worth knowing

    def _about_table(self, sheet: Sheet, table: Found) -> None:
        """What was taken for what."""
        place = Place(self.book.file, sheet.name)
        if table.header_is_gone:
            self.problems.append(headers_gone(place, tuple(table.columns)))
        if table.renamed:
            pairs = tuple(f"{quote(found, 40)} as {quote(header)}" for found, header in table.renamed)
            self.problems.append(columns_taken_for(Place(*_at(place, table.header)), pairs))
        if table.gives != ANSWERS and fold(sheet.name) != fold(table.gives) and len(self.book.sheets) > 1:
            self.problems.append(sheet_taken_for(place, table.gives, table.layout, len(table.rows)))
        self._about_unread(place, table)
        for row in table.above:
            texts = [cell.text for cell in sheet.rows[row].values() if cell.text]
            own = len(texts) == 1 and fold(texts[0]) in _OWN_TITLES
            if texts and not own and not any(self.setting.names.named(text) for text in texts):
                self.problems.append(text_above_table(Place(*_at(place, row)), " ".join(texts)))

    def _about_unread(self, place: Place, table: Found) -> None:
        """Columns that are none of ours; what a group wrote in one of its own may be an answer."""
        texts = {
            column: [cell.text or cell.comment for row in table.rows if (cell := table.sheet.cell(row, column)).holds]
            for column in table.unknown
        }
        filled = [column for column, said in texts.items() if said and not table.words.table.own]
        left = [column for column in table.unknown if column not in filled]
        if filled:
            where = Place(place.file, place.sheet, address(table.header, filled[0]))
            headers = tuple(table.unknown[column] for column in filled)
            number, some = sum(len(texts[column]) for column in filled), texts[filled[0]][0]
            self.problems.append(unread_columns(where, headers, number, some, FIELDS[table.gives][1:]))
        if left:
            where = Place(place.file, place.sheet, address(table.header, left[0]))
            self.problems.append(columns_left_out(where, tuple(table.unknown[column] for column in left)))

    def _about_the_whole(self, tables: Sequence[tuple[Sheet, Sequence[Found]]], group: GroupId) -> None:
        """What is missing from a workbook of ours, and whether it is newer than this program."""
        schema = self.book.properties.get(PROPERTY_SCHEMA, "")
        place = Place(self.book.file)
        if not schema:
            rows = len({(sheet.name, row) for sheet, found in tables for one in found for row in one.rows})
            self.problems += [read_as(place, ", ".join(self.layouts), rows)] if self.layouts else []
            return
        if schema.isdigit() and int(schema) > SCHEMA:
            self.problems.append(later_workbook(place, schema))
        there = {table.gives for _, found in tables for table in found}
        names = {sheet.name for sheet in self.book.sheets}
        present = tuple(sheet.name for sheet in self.book.sheets if not sheet.hidden)
        for name in OWN_SHEETS:
            if name not in there and name not in names:
                self.problems.append(missing_sheet(place, name, present))


def _likely_headers(sheet: Sheet) -> int:
    """Of the first filled rows the first with most texts: a title above the headers is alone in its row."""
    texts = {row: sum(bool(cell.text) for cell in cells.values()) for row, cells in sheet.rows.items()}
    return max(list(texts)[:FIRST_ROWS], key=lambda row: (min(texts[row], 2), -row))


def _wordiest(sheet: Sheet, head: int) -> str:
    """The header of the column that holds most letters: the likeliest one for what was said."""
    letters: Counter[int] = Counter()
    for row, cells in sheet.rows.items():
        if row > head:
            letters.update({column: sum(map(str.isalpha, cell.text)) for column, cell in cells.items()})
    headed = {column: cell.text for column, cell in sheet.rows[head].items() if cell.text}
    return headed[max(headed, key=lambda column: (letters[column], -column))] if headed else ""


def _listed(table: Found) -> Iterator[tuple[str, str]]:
    """The categories that a table asks about: id and folded name."""
    id, name = table.columns.get("id"), table.columns.get("category")
    for row in table.rows:
        if id and name and table.sheet.cell(row, id).text:
            yield table.sheet.cell(row, id).text, fold(table.sheet.cell(row, name).text)


def _at(place: Place, row: int) -> tuple[str, str, str]:
    return place.file, place.sheet, address(row, 1)
