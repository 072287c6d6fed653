"""``facilitate check``: everything that is wrong in a session folder, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.columns import columns_option, remember
from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.records.contributions import Intake
    from facilitate.records.meeting import Meeting


@click.command("check", short_help="At any time: everything that is wrong, all at once.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print problems and the account of files as JSON, for programs.")
@columns_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, as_json: bool, columns: tuple[str, ...], quiet: bool) -> None:
    """Read everything in the session folder DIR and list what is wrong, unclear or worth knowing.

    Each line says the file, the sheet and the cell, and what to do; also which cells of the groups have changed since
    they were merged, and which words came without a source or disappeared. Nothing is changed. The exit status is 1
    where something is wrong.

    Example: facilitate check core-group-1
    """
    terminal = Terminal(quiet or as_json)
    remember(folder, columns, terminal)
    raise SystemExit(run(folder, terminal, as_json))


def run(folder: Path, terminal: Terminal, as_json: bool = False) -> int:
    """Check and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.merging import merge_groups
    from facilitate.commands.remainder import merged_sources
    from facilitate.commands.written import last_written
    from facilitate.consolidation.account import settled
    from facilitate.consolidation.evidence import changed_evidence
    from facilitate.problems import failed
    from facilitate.records.workbooks import DECISION_BOOK
    from facilitate.text import count
    from facilitate.tracking.checking import review_wording
    from facilitate.writing.problems import problems_as_json

    loaded = load(folder)
    meeting, session = loaded.meeting, loaded.session
    problems = loaded.problems
    intake: tuple[Intake, ...] = ()
    terminal.say(meeting.title, style="bold")
    terminal.say(
        f"meeting.xlsx: {count(len(meeting.items), 'agenda item')}, "
        f"{count(len(loaded.version.categories), 'category', 'categories')}, {count(len(meeting.groups), 'group')}, "
        f"{count(len(meeting.participants), 'participant')}, {count(len(meeting.team), 'team member')}."
    )
    if session.groups.is_dir() and any(session.groups.iterdir()):
        kept = last_written(session.decisions, DECISION_BOOK, session=session)
        merged, more = merge_groups(loaded, kept)
        sources, gone = merged_sources(session, kept)
        changed = changed_evidence(sources, merged.feedback)
        problems = (*problems, *more, *gone, *changed, *review_wording(merged.step))
        intake = settled(merged.feedback, problems).intake
        _show(intake, meeting, terminal)
    if as_json:
        click.echo(problems_as_json(problems, intake))
        return int(failed(problems))
    terminal.show(problems)
    if not problems:
        terminal.say("Nothing is wrong.")
    return int(failed(problems))


_COLUMNS = ("Group", "File", "Read as", "Rows", "Used", "Untouched", "Set aside", "Questions", "Errors")


def _show(intake: tuple[Intake, ...], meeting: Meeting, terminal: Terminal) -> None:
    """The account of the files: who came, what was read of each, and why rows were set aside."""
    from facilitate.consolidation.account import who_came, why_aside

    terminal.table(
        _COLUMNS,
        [
            (
                meeting.group_name(one.group) or "-",
                one.file or "missing",
                one.read_as or "-",
                *map(str, (one.found, one.used, one.untouched, one.set_aside, one.questions, one.errors)),
            )
            for one in intake
        ],
    )
    terminal.say(who_came(intake, meeting))
    for line in why_aside(intake):
        terminal.say(line)
