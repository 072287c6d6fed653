"""``facilitate changes``: what changed in the list, why, and on whom it rests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.records.changes import History
    from facilitate.records.meeting import Meeting
    from facilitate.records.reporting import Picture
    from facilitate.tracking.compose import Composed


@click.command("changes", short_help="After your decisions: what changed in the list, why and on whom it rests.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--since",
    metavar="VERSION",
    default="",
    help="Over several meetings: v0 for the original list, another version (v1, v2 ...), or an earlier session folder.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, since: str, quiet: bool) -> None:
    """Show what this meeting changed in the list, and write it into DIR/report.

    You get the concordance with the groups behind each change, the line that shows that the count adds up, and the
    reasons; as changes.xlsx and changes.docx, with the crosswalk. With --since everything is against an earlier list:
    what was renamed twice is one rename, what was split and merged back is kept.

    Example: facilitate changes core-group-2 --since v0
    """
    raise SystemExit(run(folder, since, Terminal(quiet)))


def run(folder: Path, since: str, terminal: Terminal) -> int:
    """Show and write the changes; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.output import put_all
    from facilitate.commands.series import chosen_steps, whole_series
    from facilitate.problems import failed
    from facilitate.records.changes import History
    from facilitate.shipped import template
    from facilitate.tracking.compose import compose
    from facilitate.writing.excel.changes import changes_since_workbook, changes_workbook
    from facilitate.writing.word.changes import changes_document

    loaded = load(folder)
    meeting, session = loaded.meeting, loaded.session
    history, problems = whole_series(loaded)
    steps = chosen_steps(history, since) if since else history.steps[-1:]
    composed = compose(steps)
    with terminal.progress("Drawing the figures"):
        pictures = _pictures(composed, History(history.series, steps if since else history.steps))
    document, unfilled = changes_document(composed, history, meeting, pictures, template(folder, "changes.docx"))
    name = f"changes-since-{composed.step.before.label}" if since else "changes"
    workbook = changes_since_workbook(composed, meeting) if since else changes_workbook(history, meeting)
    made = {
        session.report / f"{name}.xlsx": workbook,
        session.report / f"{name}.docx": document,
        **{session.report / "figures" / f"{one.name}.png": one.png for one in pictures},
    }
    terminal.say(meeting.title, style="bold")
    _show(composed, meeting, terminal)
    problems = (*loaded.problems, *problems, *unfilled, *put_all(made, session, terminal))
    terminal.show(problems)
    return int(failed(problems))


def _pictures(composed: Composed, history: History) -> tuple[Picture, ...]:
    """The crosswalk of the changes, and the series side by side where there is more than one meeting."""
    from facilitate.tracking.crosswalk import count_line
    from facilitate.writing.figures.crosswalk import can_be_drawn, draw_crosswalk
    from facilitate.writing.figures.series import draw_series

    step = composed.step
    since = len(composed.steps) > 1
    crosswalk = (draw_crosswalk(step, count_line(step), since=since),) if can_be_drawn(step) else ()
    return (*crosswalk, *draw_series(history.steps))


def _show(composed: Composed, meeting: Meeting, terminal: Terminal) -> None:
    """The changes in the terminal: concordance, count line, reasons, what came and went, what is not agreed."""
    from facilitate.text import count, shortened
    from facilitate.tracking.brackets import bracket_line
    from facilitate.tracking.crosswalk import concordance, count_line
    from facilitate.tracking.outcomes import resting, why

    step = composed.step
    lines = concordance(step)
    shown = lines if len(lines) <= LINES_MOST else tuple(line for line in lines if line.changed)
    terminal.table(
        ("Old", "Change", "New", "Rests on", "Note"),
        [
            (
                f"{line.old_number}. {line.old.name}" if line.old else "",
                line.type,
                f"{line.new_number}. {line.new.name}" if line.new else "",
                resting(step, line.decisions, meeting.group_name),
                "; ".join(line.notes),
            )
            for line in shown
        ],
    )
    if len(shown) < len(lines):
        terminal.say(f"{count(len(lines) - len(shown), 'category', 'categories')} more, only kept or renumbered.")
    terminal.say(f"The count: {count_line(step)}")
    for id in dict.fromkeys(id for line in lines for id in line.decisions):
        if reason := why(step, id, meeting.group_name):
            terminal.say(f"  {id}: {shortened(reason, 300)}")
    for one in composed.passing:
        terminal.say(
            f"Came and went: {one.category.id} {one.category.name} ({one.came_by.label} with {one.came}, "
            f"{one.went_by.label} with {one.went})"
        )
    for bracket in step.after.open_brackets:
        terminal.say(f"Not agreed: {bracket_line(bracket, step.after)}")


LINES_MOST = 100
"""A longer concordance is shown without what was only kept or renumbered."""
