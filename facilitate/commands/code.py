"""``facilitate code``: a person codes a sample of many texts, the program proposes codes for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.sentence_model import load_model, model_option
from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.problems import Problem
    from facilitate.records.coding import Said
    from facilitate.records.tables import KeptTable
    from facilitate.session import Session

SAMPLE = 100


@click.command("code", short_help="Large consultations: code a sample, get codes proposed for the rest.")
@click.argument("path", metavar="DIR|FILE", type=click.Path(path_type=Path))
@click.option("--column", metavar="NAME", default="", help="In a FILE: the header of the column with the texts.")
@click.option(
    "--sample",
    type=click.IntRange(1, 5000),
    default=SAMPLE,
    show_default=True,
    help="How many texts to draw.",
)
@click.option(
    "--promise",
    type=click.FloatRange(0.5, 0.99),
    default=0.9,
    show_default=True,
    help="Which share of the proposed codes should be right; more is proposed the less is promised.",
)
@model_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(path: Path, column: str, sample: int, promise: float, model: Path | None, quiet: bool) -> None:
    """Write DIR/coding.xlsx with every text once, or FILE-coding.xlsx for a file of texts.

    The column "to code" numbers the texts that teach most: write a code of your own beside each, and run the command
    again. Codes for other texts are then proposed, as many as keep the promise, and the sheet Account says how many
    and how the program knows. Your own codes always count; code more, and more is proposed.

    Example: facilitate code core-group-1
    """
    raise SystemExit(run(path, Terminal(quiet), column=column, sample=sample, promise=promise, model=model))


def run(path: Path, terminal: Terminal, *, column: str, sample: int, promise: float, model: Path | None) -> int:
    """Draw, propose and say so; the exit status."""
    from facilitate.commands.keeping import keep
    from facilitate.consolidation.coding_tables import CodingWork, coding_tables, misspelt, statements
    from facilitate.problems import failed
    from facilitate.problems.coding import code_perhaps_misspelt
    from facilitate.records.coding import CODING_BOOK
    from facilitate.records.sources import Place
    from facilitate.text import count

    embed, refused = load_model(model)
    if refused:
        terminal.show(refused)
        return 1
    session, target, said, problems = _said(path, column)
    before, unreadable = _before(target, session)
    if before is None or (failed(problems) and not said):
        terminal.show((*problems, *unreadable))
        return 1
    work = CodingWork(statements(said), *before, sample, promise, embed, model.name if model else "")
    tables, account, waiting = coding_tables(work)
    kept, unkept = keep(target, tables, CODING_BOOK, title=f"Coding: {session.name}", session=session)
    for what, figure in account:
        terminal.say(f"{what}: {figure}")
    terminal.say(str(kept))
    if waiting:
        terminal.say(
            f"Next: open {target}, write your codes for the {count(waiting, 'text')} numbered in “to code”, "
            "and run this command again."
        )
    place = Place(session.relative(target), tables[0].sheet)
    doubtful = [code_perhaps_misspelt(place, code, usual) for code, usual in misspelt(*before)]
    problems = (*problems, *doubtful, *unkept)
    terminal.show(problems)
    return int(failed(problems))


def _said(path: Path, column: str) -> tuple[Session, Path, tuple[Said, ...], tuple[Problem, ...]]:
    """The session (of a file: the folder around it), the workbook to write, and the texts."""
    from facilitate.commands.loading import load
    from facilitate.consolidation.coding_tables import said_by
    from facilitate.errors import FacilitateError
    from facilitate.problems.coding import no_texts
    from facilitate.reading.groups import read_groups
    from facilitate.reading.texts import read_texts
    from facilitate.records.sources import Place
    from facilitate.session import Session

    if path.is_dir():
        loaded = load(path)
        feedback, problems = read_groups(loaded.session, loaded.meeting)
        said = said_by(feedback, loaded.meeting)
        empty = () if any(one.text for one in said) else (no_texts(Place("groups/")),)
        return loaded.session, loaded.session.coding, said if not empty else (), (*loaded.problems, *problems, *empty)
    if not path.exists():
        raise FacilitateError(f"There is no file or folder {path}.")
    said, problems = read_texts(path, path.name, column)
    return Session(path.parent), path.with_name(f"{path.stem}-coding.xlsx"), said, problems


def _before(target: Path, session: Session) -> tuple[tuple[KeptTable, KeptTable] | None, tuple[Problem, ...]]:
    """The sheet Coding as the program last wrote it and as it stands; None where the workbook cannot be read."""
    from facilitate.commands.written import last_written, standing
    from facilitate.records.coding import CODING, CODING_BOOK

    kept, problems = standing(target, CODING_BOOK, session)
    if kept is None:
        return None, problems
    base = last_written(target, CODING_BOOK, session=session)[CODING.name]
    return (base, kept.theirs.get(CODING.name, base)), problems
