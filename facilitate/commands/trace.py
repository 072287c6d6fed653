"""``facilitate trace``: one category through its whole life."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.records.categories import CategoryId
    from facilitate.records.changes import History


@click.command("trace", short_help="At any time: one category through its whole life, back to the groups' words.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("category", metavar="CATEGORY")
@click.option(
    "--output",
    "-o",
    metavar="FILE.docx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it as a Word document, too. A file that is there already is not written over.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, category: str, output: Path | None, quiet: bool) -> None:
    """Follow CATEGORY through every version of the list, with every change, decision, proposal and cell behind it.

    CATEGORY is an id (C10), a number on the list as it stands (9), a name, a former name, or a part of a name.

    Example: facilitate trace core-group-2 "life skills"
    """
    raise SystemExit(run(folder, category, output, Terminal(quiet)))


def run(folder: Path, category: str, output: Path | None, terminal: Terminal) -> int:
    """Follow the category and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.output import put_all
    from facilitate.commands.series import whole_series
    from facilitate.errors import FacilitateError
    from facilitate.problems import failed
    from facilitate.shipped import template
    from facilitate.tracking.trace import Level, namesakes, trace, trace_lines
    from facilitate.writing.word.trace import trace_document

    if output and output.exists():
        raise FacilitateError(f"{output} is there already and stays as it is. Name another file.")
    loaded = load(folder)
    history, problems = whole_series(loaded)
    id, title = _meant(history, category)
    lines = list(trace_lines(history, trace(history, id), loaded.meeting.group_name))
    terminal.say(title, style="bold")
    for other, label in namesakes(history, id):
        terminal.say(f"Not to be confused with {other}, which had a name of this one's until {label}.")
    for level, text in lines:
        terminal.say(f"{'  ' * level}{text}", style="bold" if level is Level.VERSION else "")
    problems = (*loaded.problems, *problems)
    if output:
        document, unfilled = trace_document(title, lines, loaded.meeting, template(folder, "trace.docx"))
        problems = (*problems, *unfilled, *put_all({output: document}, loaded.session, terminal))
    terminal.show(problems)
    return int(failed(problems))


def _meant(history: History, written: str) -> tuple[CategoryId, str]:
    """The one category that a person means, with its latest name; a FacilitateError where there is none or several."""
    from facilitate.errors import FacilitateError
    from facilitate.text import listed, shortened
    from facilitate.tracking.since import versions_of
    from facilitate.tracking.trace import find_categories, nearest

    if not written.strip():
        raise FacilitateError("Please name a category: by id, number or name.")
    names = {entry.id: entry.name for version in versions_of(history) for entry in version.categories}
    found = find_categories(history, written)
    if len(found) == 1:
        return found[0], f"{found[0]} {names[found[0]]}"
    shown = [f"{id} {shortened(names[id], 60)}" for id in (found or names)]
    known = listed([*shown[:SHOWN], *([f"{len(shown) - SHOWN} more"] if len(shown) > SHOWN else [])], "or")
    if found:
        raise FacilitateError(f"“{written}” is part of several names. Please write one of the ids: {known}.")
    none = f"No list of this series has a category “{written}”."
    if near := nearest(history, written):
        meant = listed([f"{id} {shortened(name, 60)}" for id, name in near], "or")
        raise FacilitateError(f"{none} Do you mean {meant}?")
    raise FacilitateError(f"{none} There are: {known}.")


SHOWN = 12
"""Categories that are named where what a person wrote is none of them."""
