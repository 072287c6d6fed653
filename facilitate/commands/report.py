"""``facilitate report``: the revised list, its changes and the Word report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.problems import Problem
    from facilitate.records.reporting import ReportMaterial
    from facilitate.session import Session


@click.command("report", short_help="After your decisions: the revised list, its changes and the Word report.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--small-numbers",
    is_flag=True,
    help="In the figures of people, show numbers as well behind which fewer than three stand who are not named.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, small_numbers: bool, quiet: bool) -> None:
    """Apply the decisions in DIR/decisions.xlsx and write the report into DIR/report.

    You get report.docx (the meeting report), changes.xlsx (the new list, the concordance and every change with its
    sources), answers/GROUP.docx (for each group, what became of its proposals and why) and history.json (for the next
    meeting of the series). Run it as often as you like: DIR/report can be deleted and made again.

    Example: facilitate report core-group-1
    """
    raise SystemExit(run(folder, Terminal(quiet), small_numbers))


def run(folder: Path, terminal: Terminal, small_numbers: bool = False) -> int:
    """Write the report and say so; the exit status."""
    from dataclasses import replace

    from facilitate.commands.loading import load
    from facilitate.commands.merging import merge_groups
    from facilitate.commands.output import put_all
    from facilitate.commands.people_of import report_map
    from facilitate.commands.unfinished import unfinished
    from facilitate.commands.written import last_written
    from facilitate.consolidation.support import by_constituency, people_from
    from facilitate.problems import failed
    from facilitate.records.changes import History
    from facilitate.records.reporting import ReportMaterial
    from facilitate.records.workbooks import DECISION_BOOK
    from facilitate.shipped import template
    from facilitate.text import count, shown
    from facilitate.tracking.crosswalk import count_line
    from facilitate.writing.excel.changes import changes_workbook
    from facilitate.writing.figures.report import draw_pictures
    from facilitate.writing.history import history_content
    from facilitate.writing.word.report import report_document

    loaded = load(folder)
    session = loaded.session
    merged, problems = merge_groups(loaded, last_written(session.decisions, DECISION_BOOK, session=session))
    problems = (*loaded.problems, *problems)
    problems = (*problems, *unfinished(session, loaded.meeting))
    history = History(loaded.meeting.series, (*loaded.history.steps, merged.step))
    material = ReportMaterial(
        loaded.meeting,
        session.name,
        loaded.slots,
        merged.step,
        history,
        merged.feedback,
        merged.themes,
        merged.book.themes,
        support={id: (*by_constituency(one), *people_from(one)) for id, one in merged.supports.items()},
    )
    with terminal.progress("Drawing the figures"):
        people = report_map(loaded, small_numbers)
        pictures = draw_pictures(material, count_line(merged.step), people)
        material = replace(material, people=people, pictures=pictures)
    with terminal.progress("Writing the report"):
        document, unfilled = report_document(material, template(folder, "report.docx"))
    sheets, unanswered = _answer_sheets(material, folder, session)
    problems = (*problems, *unfilled, *unanswered)
    made = {
        session.report / "report.docx": document,
        session.report / "changes.xlsx": changes_workbook(history, loaded.meeting),
        session.snapshot: history_content(history),
        **sheets,
        **{session.report / "figures" / f"{one.name}.png": one.png for one in material.pictures},
    }
    terminal.say(loaded.meeting.title, style="bold")
    terminal.say(
        f"The list: {count(len(merged.step.before.categories), 'category', 'categories')} became "
        f"{len(merged.step.after.categories)}."
    )
    terminal.say(f"  {count_line(merged.step)}")
    for number, category in enumerate(merged.step.after.categories, 1):
        terminal.say(f"  {number}. {category.name}")
    problems = (*problems, *put_all(made, session, terminal))
    terminal.say(
        f"Next: read {session.report / 'report.docx'}; for the next meeting: facilitate new DIR --after {shown(folder)}"
    )
    terminal.show(problems)
    return int(failed(problems))


def _answer_sheets(
    material: ReportMaterial, folder: Path, session: Session
) -> tuple[dict[Path, bytes], tuple[Problem, ...]]:
    """The answer sheets of the groups that sent something, by their paths; what is wrong with the template once."""
    from facilitate.shipped import template
    from facilitate.writing.excel.book import file_stem
    from facilitate.writing.word.answers import answered_groups, answers_document

    made: dict[Path, bytes] = {}
    problems: tuple[Problem, ...] = ()
    for group in answered_groups(material):
        path = session.report / "answers" / f"{file_stem(group.id)}.docx"
        made[path], problems = answers_document(material, group, template(folder, "answers.docx"))
    return made, problems
