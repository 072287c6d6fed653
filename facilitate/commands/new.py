"""``facilitate new``: a session folder, ready to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.problems import Problem
    from facilitate.records.meeting import Meeting


@click.command("new", short_help="Before the meeting: a session folder with a workbook to fill in.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--after",
    metavar="EARLIER",
    type=click.Path(path_type=Path),
    help="The folder of the meeting before: carries its revised list, people and groups forward.",
)
@click.option(
    "--categories",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A list to begin with, ids kept: .xlsx, .csv, SKOS as .ttl, or an exported .json.",
)
@click.option("--language", metavar="CODE", default="", help="Which names to take from FILE, such as: en.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, after: Path | None, categories: Path | None, language: str, quiet: bool) -> None:
    """Make the folder DIR with a workbook meeting.xlsx, in which every column is explained.

    Nothing that is there already is written over.

    Example: facilitate new core-group-2 --after core-group-1
    """
    if after and categories:
        raise click.UsageError("--after carries a list forward already; please use it or --categories.")
    if language and not categories:
        raise click.UsageError("--language says which names to take from --categories FILE.")
    raise SystemExit(run(folder, after, Terminal(quiet), categories, language))


def run(
    folder: Path, after: Path | None, terminal: Terminal, categories: Path | None = None, language: str = ""
) -> int:
    """Make the folder and say so; the exit status."""
    from facilitate.errors import FacilitateError
    from facilitate.records.meeting import Meeting
    from facilitate.session import Session
    from facilitate.text import shown
    from facilitate.writing.excel.meeting import meeting_workbook
    from facilitate.writing.files import sweep, write_atomically

    session = Session(folder)
    if session.meeting.exists():
        raise FacilitateError(f"{session.meeting} is there already and stays as it is. Name another folder.")
    if folder.exists() and not folder.is_dir():
        raise FacilitateError(f"{folder} is a file. Name another folder.")
    meeting, history = _carried(after, terminal) if after else (Meeting(""), b"")
    # The same history without a meeting is what a run that was stopped has left.
    if session.history.exists() and session.history.read_bytes() != history:
        raise FacilitateError(f"{session.history} is there already and stays as it is. Name another folder.")
    if categories:
        found, problems = _begun(categories, language, terminal)
        terminal.show(problems)
        if found is None:
            return 1
        meeting = found
    if history:
        write_atomically(session.history, history)
    session.groups.mkdir(parents=True, exist_ok=True)
    sweep([folder])
    write_atomically(session.meeting, meeting_workbook(meeting))
    terminal.made([str(session.meeting), f"{session.groups} (for the workbooks that the groups send back)"])
    terminal.say(f"Next: fill in {session.meeting}, then: facilitate check {shown(folder)}")
    return 0


def _begun(file: Path, language: str, terminal: Terminal) -> tuple[Meeting | None, tuple[Problem, ...]]:
    """A new meeting with the list in ``file``; None where the file has an error, and nothing is made then."""
    from facilitate.problems import failed
    from facilitate.reading.lists import read_list
    from facilitate.records.meeting import Meeting
    from facilitate.text import count

    found, problems = read_list(file, file.name, language)
    if failed(problems):
        return None, problems
    terminal.say(f"Read {count(len(found.categories), 'category', 'categories')} from {file}.")
    return Meeting("", language=found.language or "en", categories=found.categories), problems


def _carried(after: Path, terminal: Terminal) -> tuple[Meeting, bytes]:
    """The new meeting with what the earlier one leaves it, and the history of the series."""
    from facilitate.agenda.series import next_meeting
    from facilitate.commands.loading import load
    from facilitate.errors import FacilitateError
    from facilitate.problems import failed
    from facilitate.reading.history import read_history
    from facilitate.text import count, shown
    from facilitate.writing.history import history_content

    earlier = load(after)
    snapshot = earlier.session.snapshot
    if not snapshot.exists():
        raise FacilitateError(
            f"{after} has no report yet, so its revised list is not known: facilitate report {shown(after)}"
        )
    history, problems = read_history(snapshot, earlier.session.relative(snapshot))
    if failed(problems):
        raise FacilitateError(f"{problems[0].place}: {problems[0].message}")
    agreed = history.steps[-1].after
    meeting = next_meeting(earlier.meeting, agreed, earlier.session.name)
    terminal.say(
        f"Carried forward from {after}: {count(len(agreed.categories), 'category', 'categories')}, "
        f"{count(len(meeting.groups), 'group')}, {count(len(meeting.participants), 'participant')} and "
        f"{count(len(history.steps), 'meeting')} of history."
    )
    return meeting, history_content(history)
