"""``facilitate pack``: the agenda pack."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.terminal import Terminal


@click.command("pack", short_help="Before the meeting: agenda, run of show, invitation, the groups' workbooks.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, quiet: bool) -> None:
    """Make the agenda pack of the session DIR in DIR/pack.

    You get agenda.docx (for participants), run-of-show.docx (for staff), invitation.ics (for calendars) and
    groups/GROUP.xlsx (one workbook for each breakout group, to be filled in and sent back).

    Example: facilitate pack core-group-1
    """
    raise SystemExit(run(folder, Terminal(quiet)))


def run(folder: Path, terminal: Terminal) -> int:
    """Make the pack and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.output import put_all
    from facilitate.problems import failed
    from facilitate.shipped import template
    from facilitate.text import count, shown
    from facilitate.writing.calendar import invitation
    from facilitate.writing.excel.group import group_file, group_workbook
    from facilitate.writing.word.agenda import agenda_document

    loaded = load(folder)
    session, meeting = loaded.session, loaded.meeting
    made: dict[Path, bytes] = {}
    problems = loaded.problems
    for name in ("agenda", "run-of-show"):
        document, unfilled = agenda_document(meeting, loaded.slots, template(folder, f"{name}.docx"))
        made[session.pack / f"{name}.docx"] = document
        problems = (*problems, *unfilled)
    if loaded.slots and meeting.date:
        made[session.pack / "invitation.ics"] = invitation(meeting, session.name, loaded.slots)
    for group in meeting.groups:
        content = group_workbook(meeting, group, loaded.version, session.name)
        made[session.pack / "groups" / group_file(group)] = content
    terminal.say(meeting.title, style="bold")
    if loaded.slots:
        first, last = loaded.slots[0].start, loaded.slots[-1].end
        terminal.say(
            f"{count(len(meeting.items), 'agenda item')} from {first:%H:%M} to {last:%H:%M} ({meeting.zone or 'UTC'}), "
            f"{count(len(loaded.version.categories), 'category', 'categories')}, "
            f"{count(len(meeting.groups), 'group')}."
        )
    problems = (*problems, *put_all(made, session, terminal))
    if meeting.groups:
        terminal.say(
            f"Next: send each group its workbook; put the filled ones into {session.groups}, then: "
            f"facilitate merge {shown(folder)}"
        )
    terminal.show(problems)
    return int(failed(problems))
