"""What came back from Kumu, brought into meeting.xlsx where a person says yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitate.commands.keeping import Kept, keep, keep_copy
from facilitate.commands.loading import Loaded
from facilitate.commands.output import put
from facilitate.commands.written import standing
from facilitate.network.comparing import differences
from facilitate.network.people import recognise
from facilitate.problems import Problem
from facilitate.problems.keeping import would_be_lost
from facilitate.problems.kumu import formula_left
from facilitate.reading.cells import Book, address
from facilitate.reading.people import read_people
from facilitate.reading.sheets import parse_book
from facilitate.reading.tables import read_table
from facilitate.records.categories import Version
from facilitate.records.comparing import FROM_KUMU, GONE, NEW, Difference
from facilitate.records.forms import YES
from facilitate.records.meeting_book import PARTICIPANTS
from facilitate.records.network import RegionTable
from facilitate.records.sources import Place
from facilitate.records.tables import KeptTable
from facilitate.session import Session
from facilitate.text import fold
from facilitate.writing.excel.patch import with_cells

ANSWERS = "from-kumu.xlsx"
"""The workbook in the session folder in which a person confirms."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What was found and done: the differences that are left, those taken over, and the account of the workbook."""

    left: tuple[Difference, ...] = ()
    taken: tuple[Difference, ...] = ()
    backup: str = ""
    kept: Kept | None = None


def read_back(
    loaded: Loaded, files: Sequence[Path], regions: RegionTable, today: Version, before: bytes
) -> tuple[Returned, tuple[Problem, ...]]:
    """Compare files from Kumu with meeting.xlsx, take over what from-kumu.xlsx says yes to, and list the rest there.

    meeting.xlsx is backed up first, and only the cells confirmed are changed in it. ``before`` is what it held when
    it was read. Raises ChangedMeanwhileError, and changes nothing, where it holds something else by now.
    """
    session = loaded.session
    listed, problems = read_people([(path, session.relative(path)) for path in files])
    if not listed.participants:
        return Returned(), problems
    language = loaded.meeting.language
    ours, _ = recognise(loaded.meeting.participants, loaded.version, regions, language, today=today)
    theirs, asked = recognise(listed.participants, today, regions, language)
    found = differences(ours, theirs, today)
    wanted = _confirmed(found, session)
    taken, backup, trouble = _take_over(wanted, session, before) if wanted else ((), "", ())
    done = {one.id for one in taken}
    left = tuple(one for one in found if one.id not in done)
    kept, unkept = keep(
        session.folder / ANSWERS, [_table(left)], [FROM_KUMU], title="What came back from Kumu", session=session
    )
    return Returned(left, taken, backup, kept), (*problems, *asked, *trouble, *unkept)


def _table(found: Sequence[Difference]) -> KeptTable:
    rows = tuple((one.id, one.what, one.name, one.column, one.ours, one.theirs, None, None) for one in found)
    human = tuple(heading.header for heading in FROM_KUMU.headings if not heading.given)
    return KeptTable(FROM_KUMU.name, FROM_KUMU.headers, "id", human, FROM_KUMU.identity, (), rows)


def _confirmed(found: Sequence[Difference], session: Session) -> tuple[Difference, ...]:
    """The differences to which the person said yes."""
    path = session.folder / ANSWERS
    kept, _ = standing(path, (FROM_KUMU,), session)
    if kept is None or FROM_KUMU.name not in kept.theirs:
        return ()
    answers = {str(row.get("id")): fold(str(row.get("take over") or "")) for row in kept.theirs[FROM_KUMU.name].cells()}
    return tuple(one for one in found if answers.get(one.id) == YES)


def _take_over(
    wanted: Sequence[Difference], session: Session, content: bytes
) -> tuple[tuple[Difference, ...], str, tuple[Problem, ...]]:
    """Put the confirmed values into meeting.xlsx, which held ``content`` when it was read.

    What was taken over, the backup's name, and problems.
    """
    name = session.relative(session.meeting)
    book, problems = parse_book(content, name)
    if book is None:
        return (), "", problems
    cells = _cells(book, wanted)
    new, left = with_cells(content, PARTICIPANTS.name, cells)
    changed = {spot: text for spot, text in cells.items() if spot not in left}
    if missing := _missing(book, new, changed):
        return (), "", (would_be_lost(Place(name, PARTICIPANTS.name), missing),)
    backup = keep_copy(session.meeting, session, content)
    refused = put(session.meeting, new, session, content)
    formulas = tuple(formula_left(Place(name, PARTICIPANTS.name, address(*spot)), cells[spot]) for spot in left)
    return () if refused else tuple(wanted), backup, (*refused, *formulas)


def _cells(book: Book, wanted: Sequence[Difference]) -> dict[tuple[int, int], str]:
    """The cells of the sheet participants to fill, by row and column; a person who is gone has theirs emptied."""
    table, _ = read_table(book, PARTICIPANTS)
    columns: Mapping[str, int] = table.rows[0].columns if table.rows else {}
    sheet = book.sheet(PARTICIPANTS.name)
    bottom = sheet.last_row if sheet else 1
    rows: dict[str, int] = {}
    cells: dict[tuple[int, int], str] = {}
    for one in wanted:
        if one.what == NEW:
            if one.name not in rows:
                rows[one.name] = bottom = bottom + 1
                cells[bottom, columns["name"]] = one.name
            row = rows[one.name]
        else:
            row = int("".join(sign for sign in one.place.cell if sign.isdigit()))
        if one.what == GONE:
            cells |= {(row, column): "" for column in columns.values()}
        elif one.column in columns:
            cells[row, columns[one.column]] = one.theirs
    return cells


def _missing(old: Book, content: bytes, changed: Mapping[tuple[int, int], str]) -> tuple[str, ...]:
    """What would not be in the new file as it should: every cell that was not to be changed, and every one that was."""
    new, _ = parse_book(content, old.file)
    if new is None:
        return ("everything: the new file cannot be read back",)
    missing = []
    for sheet in old.sheets:
        other = new.sheet(sheet.name)
        for spot, cell in sheet.cells.items():
            expected = cell
            if sheet.name.casefold() == PARTICIPANTS.name and spot in changed:
                continue
            if other is None or other.cell(*spot) != expected:
                missing.append(f"{sheet.name}!{address(*spot)} {cell.text}")
    people = new.sheet(PARTICIPANTS.name)
    missing += [text for spot, text in changed.items() if people is None or people.cell(*spot).text != text]
    return tuple(missing)
