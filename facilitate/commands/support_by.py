"""``--by``: by what of theirs the people behind a proposal are counted, said once and remembered in meeting.xlsx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.commands.loading import Loaded
    from facilitate.problems import Problem
    from facilitate.records.people import Participant
    from facilitate.records.sources import GroupId

KEY = "support by"
CHOICES = ("region", "country", "organisation", "none")
HELP = (
    "Count the people in the supporting groups by this too, from the sheet participants. It is remembered in "
    "DIR/meeting.xlsx; none takes it back."
)


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option for commands that count support."""
    return click.option("--by", type=click.Choice(CHOICES, case_sensitive=False), help=HELP)(command)


def remember_by(folder: Path, by: str | None, terminal: Terminal) -> None:
    """Put what was asked for beside its key in meeting.xlsx; the file as it was goes into backups/."""
    if by is None:
        return
    from facilitate.commands.keeping import keep_copy
    from facilitate.commands.output import put
    from facilitate.errors import FacilitateError
    from facilitate.reading.sheets import parse_book
    from facilitate.reading.tables import read_table
    from facilitate.records.meeting_book import MEETING
    from facilitate.session import open_session
    from facilitate.text import fold
    from facilitate.writing.excel.patch import with_cells
    from facilitate.writing.files import ChangedMeanwhileError

    session = open_session(folder)
    name = session.relative(session.meeting)
    before = session.meeting.read_bytes()
    book, _ = parse_book(before, name)
    sheet = book and book.sheet(MEETING.name)
    if book is None or not sheet:
        raise FacilitateError(f"{name} cannot be read, so “{KEY}” was not remembered.")
    table, _ = read_table(book, MEETING)
    row = next((one for one in table if fold(one.text("key")) == KEY), None)
    if (row.text("value") if row else "none") == by:
        return
    if row is not None:
        cells = {(row.number, row.columns["value"]): by}
    else:
        columns = table.rows[0].columns if table.rows else {"key": 1, "value": 2}
        below = sheet.last_row + 1
        cells = {(below, columns["key"]): KEY, (below, columns["value"]): by}
    content, left = with_cells(before, MEETING.name, cells)
    backup = keep_copy(session.meeting, session, before)
    try:
        refused = left or put(session.meeting, content, session, before)
    except ChangedMeanwhileError:  # somebody has saved it: rows may stand elsewhere now
        remember_by(folder, by, terminal)
        return
    if refused:
        raise FacilitateError(f"{name} could not be changed. Please write {by} beside “{KEY}” in it.")
    terminal.say(f"Remembered in {name}: {KEY} {by}. The copy before is {backup}.")


def sitting(loaded: Loaded) -> tuple[Mapping[GroupId, Mapping[str, int]], tuple[Problem, ...]]:
    """How many people of which region (or what else was asked for) each group has, as far as it may be told."""
    from facilitate.commands.people_of import read_table, recognised
    from facilitate.network.consent import count_in_groups
    from facilitate.problems.counting import nobody_to_count
    from facilitate.reading.people import PeopleList
    from facilitate.records.meeting import SupportBy
    from facilitate.records.sources import Place

    by = loaded.meeting.support_by
    if by is SupportBy.NONE:
        return {}, ()
    regions, _ = read_table("ilo", loaded.session)
    listed = PeopleList(tuple(replace(one, languages=(), categories=()) for one in loaded.meeting.participants))
    people, _, _ = recognised(listed, loaded.version, loaded.version, regions, loaded.meeting.language)
    group_at: dict[Place, Participant] = {one.place: one for one in loaded.meeting.participants}
    counted = [
        (group, person.publish, str(getattr(person, by.value)))
        for person in people
        if (group := group_at[person.place].group)
    ]
    if not any(value for _, _, value in counted):
        return {}, (nobody_to_count(Place(loaded.session.relative(loaded.session.meeting), "participants"), by.value),)
    return count_in_groups(counted), ()
