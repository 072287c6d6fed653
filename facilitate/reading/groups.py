"""The groups' filled workbooks: every row accounted for, every text with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.feedback import (
    assumed_action,
    duplicate_group,
    extra_sheet,
    folder_among_files,
    group_missing,
    incomplete_row,
    no_group_files,
    other_session,
    renamed_session,
    same_copy,
    text_under_no_header,
    typed_over,
    unknown_action,
    unknown_group,
)
from facilitate.reading.cells import Book, address
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import Row, Table, header_row, read_table
from facilitate.reading.values import pieces
from facilitate.records.contributions import Action, Contribution, Feedback, Intake, Reflection
from facilitate.records.meeting import Group, Meeting
from facilitate.records.sources import GroupId, Place, Source
from facilitate.records.workbooks import (
    GROUP_ACTIONS,
    GROUP_CATEGORIES,
    GROUP_MISSING,
    GROUP_REFLECTIONS,
    PROPERTY_GROUP,
    PROPERTY_SESSION,
    SheetForm,
)
from facilitate.session import Session
from facilitate.text import fold

READ_AS = "group workbook"


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one file or sheet gave."""

    contributions: tuple[Contribution, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    found: int = 0
    untouched: int = 0

    def __add__(self, other: _Counted) -> _Counted:
        return _Counted(
            self.contributions + other.contributions,
            self.reflections + other.reflections,
            self.found + other.found,
            self.untouched + other.untouched,
        )


def read_groups(session: Session, meeting: Meeting) -> tuple[Feedback, tuple[Problem, ...]]:
    """Everything in the session's ``groups`` folder, with the account of every file and of every group that is missing.

    Categories are kept as written; consolidation finds out which ones are meant.
    """
    problems: list[Problem] = []
    feedback = Feedback()
    taken: dict[GroupId, tuple[str, str]] = {}
    files = [
        path for path in sorted(session.groups.glob("*")) if path.is_file() and not path.name.startswith((".", "~$"))
    ]
    for path in files:
        name = session.relative(path)
        book, trouble = read_book(path, name)
        problems += trouble
        if book is None:
            feedback = _with(
                feedback, Intake(GroupId(""), name, expected=False, received=True, remark=trouble[0].found)
            )
            continue
        group, problem = _whose(book, path, session, meeting, taken)
        if problem:
            problems.append(problem)
        if group is None:
            feedback = _with(
                feedback,
                Intake(
                    GroupId(""),
                    name,
                    book.fingerprint,
                    expected=False,
                    received=True,
                    remark=problem.found if problem else "",
                ),
            )
            continue
        taken[group.id] = (name, book.fingerprint)
        counted, row_problems = _read_book(book, group.id)
        problems += row_problems
        problems += _typed_over(book, meeting)
        problems += _extra_sheets(book)
        feedback = replace(
            feedback,
            contributions=feedback.contributions + counted.contributions,
            reflections=feedback.reflections + counted.reflections,
        )
        used = len(counted.contributions) + len(counted.reflections)
        feedback = _with(
            feedback,
            Intake(
                group.id,
                name,
                book.fingerprint,
                received=True,
                read_as=READ_AS,
                found=counted.found,
                used=used,
                untouched=counted.untouched,
            ),
        )
    if session.groups.is_dir():
        folders = [path for path in sorted(session.groups.iterdir()) if path.is_dir() and any(path.iterdir())]
        problems += [folder_among_files(Place(session.relative(path) + "/")) for path in folders]
    if not files:
        problems.append(no_group_files(Place("groups/")))
    for group in meeting.groups:
        if group.id not in taken:
            feedback = _with(feedback, Intake(group.id, "", remark="nothing has come yet"))
            if files:
                problems.append(group_missing(Place("groups/"), group.name))
    return feedback, tuple(problems)


def _with(feedback: Feedback, intake: Intake) -> Feedback:
    return replace(feedback, intake=(*feedback.intake, intake))


def _whose(
    book: Book, path: Path, session: Session, meeting: Meeting, taken: dict[GroupId, tuple[str, str]]
) -> tuple[Group | None, Problem | None]:
    """The group that a workbook belongs to: by its property, else by the file's name."""
    place = Place(book.file)
    made_for = book.properties.get(PROPERTY_SESSION, "")
    renamed = None
    if made_for and made_for != session.name:
        if not _same_list(book, meeting):
            return None, other_session(place, made_for, session.name)
        renamed = renamed_session(place, made_for, session.name)
    written = book.properties.get(PROPERTY_GROUP, "") or path.stem
    group = next((group for group in meeting.groups if _is(group, written)), None)
    if group is None:
        return None, unknown_group(place, written, tuple(entry.name for entry in meeting.groups))
    if group.id in taken:
        first, fingerprint = taken[group.id]
        if fingerprint == book.fingerprint:
            return None, same_copy(place, first)
        return None, duplicate_group(place, group.name, first)
    return group, renamed


def _same_list(book: Book, meeting: Meeting) -> bool:
    """Whether a workbook asks about this meeting's list: then its session was only renamed since it was made."""
    table, _ = read_table(book, GROUP_CATEGORIES)
    asked = {(row.text("id"), fold(row.text("category"))) for row in table if row.text("id")}
    return asked == {(str(entry.id), fold(entry.name)) for entry in meeting.categories}


def _is(group: Group, written: str) -> bool:
    return fold(written) in (fold(group.id), fold(group.name)) or fold(written).endswith(" " + fold(group.id))


def _read_book(book: Book, group: GroupId) -> tuple[_Counted, list[Problem]]:
    counted = _Counted()
    problems: list[Problem] = []
    for form, read in (
        (GROUP_CATEGORIES, _read_category),
        (GROUP_MISSING, _read_missing),
        (GROUP_REFLECTIONS, _read_reflection),
    ):
        table, trouble = read_table(book, form)
        problems += trouble
        problems += _stray(book, form, table)
        for row in table:
            one, row_problems = read(row, group, book.fingerprint)
            counted += one
            problems += row_problems
    return counted, problems


def _read_category(row: Row, group: GroupId, fingerprint: str) -> tuple[_Counted, tuple[Problem, ...]]:
    # A row without an id was added by the group: whatever stands in it is theirs.
    given = {heading.header for heading in GROUP_CATEGORIES.headings if heading.given and row.text("id")}
    sources = tuple(_sources(row, group, fingerprint, given))
    if not sources:
        return _Counted(found=1, untouched=1), ()
    wanted = row.text("what should happen")
    improve = row.text("what needs to be improved")
    problems: list[Problem] = []
    known = {fold(action): Action(action) for action in GROUP_ACTIONS}
    action = known.get(fold(wanted), Action.IMPROVE)
    if wanted and fold(wanted) not in known:
        problems.append(unknown_action(row.place("what should happen"), wanted, GROUP_ACTIONS))
    names, into = row.lines("new name or names"), row.text("merge into which")
    if not wanted and (names or into):
        action = Action.MERGE if into else Action.RENAME if len(names) == 1 else Action.SPLIT
        problems.append(assumed_action(row.place("what should happen"), action))
    if action is Action.SPLIT:
        names = pieces("\n".join(names))  # several names on one line, with a semicolon between
    if action is Action.RENAME and not names:
        problems.append(incomplete_row(row.place("new name or names"), action, "the new name"))
    if action is Action.SPLIT and len(names) < 2:
        problems.append(incomplete_row(row.place("new name or names"), action, "the names of all parts, one a line"))
    if action is Action.MERGE and not into:
        problems.append(incomplete_row(row.place("merge into which"), action, "which category takes it over"))
    contribution = Contribution(
        group,
        action,
        None,
        sources[0],
        category_found=f"{row.text('id')} {row.text('category')}".strip(),
        names=names,
        into_found=into,
        improve=improve if wanted in known or improve else wanted,
        why=row.text("why"),
        sources=sources,
    )
    return _Counted((contribution,), found=1), tuple(problems)


def _read_missing(row: Row, group: GroupId, fingerprint: str) -> tuple[_Counted, tuple[Problem, ...]]:
    sources = tuple(_sources(row, group, fingerprint, set()))
    problems: tuple[Problem, ...] = ()
    names = row.lines("proposed category")[:1]
    if not names:
        problems = (incomplete_row(row.place("proposed category"), Action.ADD, "the name of the category"),)
    contribution = Contribution(
        group,
        Action.ADD,
        None,
        sources[0],
        names=names,
        definition=row.text("definition"),
        why=row.text("why"),
        sources=sources,
    )
    return _Counted((contribution,), found=1), problems


def _read_reflection(row: Row, group: GroupId, fingerprint: str) -> tuple[_Counted, tuple[Problem, ...]]:
    said, topic = row.text("what was said"), row.text("topic")
    source = _source(row, group, fingerprint, "what was said" if said else "topic")
    return _Counted(reflections=(Reflection(group, topic, said or topic, source),), found=1), ()


def _sources(row: Row, group: GroupId, fingerprint: str, given: set[str]) -> Iterator[Source]:
    for header, cell in row.cells.items():
        if header not in given and cell.text:
            yield _source(row, group, fingerprint, header)


def _source(row: Row, group: GroupId, fingerprint: str, header: str) -> Source:
    return Source(group, row.place(header), fingerprint, row.text(header))


def _typed_over(book: Book, meeting: Meeting) -> Iterator[Problem]:
    """Names and definitions of the list that somebody wrote over."""
    table, _ = read_table(book, GROUP_CATEGORIES)
    listed = {str(entry.id): entry for entry in meeting.categories}
    for row in table:
        entry = listed.get(row.text("id"))
        given = (("category", entry.name), ("definition", entry.definition)) if entry else ()
        for header, text in given:
            if row.text(header) and fold(row.text(header)) != fold(text):
                yield typed_over(row.place(header), row.text(header), text)


def _extra_sheets(book: Book) -> Iterator[Problem]:
    """Sheets with content beside ours; the first one is the cover."""
    ours = {form.name.casefold() for form in (GROUP_CATEGORIES, GROUP_MISSING, GROUP_REFLECTIONS)}
    for place, sheet in enumerate(book.sheets):
        if not sheet.hidden and sheet.cells and sheet.name.casefold() not in ours and place > 0:
            yield extra_sheet(Place(book.file, sheet.name))


def _stray(book: Book, form: SheetForm, table: Table) -> Iterator[Problem]:
    """Texts to the right of the columns, under no header."""
    sheet = book.sheet(form.name)
    if sheet is None or not table.rows:
        return
    read, head = set(table.rows[0].columns.values()), header_row(sheet, form)
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > head and column not in read and cell.text and not sheet.cell(head, column).text:
            yield text_under_no_header(Place(book.file, sheet.name, address(row, column)), cell.text)
