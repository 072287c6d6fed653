"""What is unsound in a meeting's step or in a whole series, as messages that name the row to look at."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.problems import Level, Problem
from facilitate.problems.decided import unsound_history, unsound_list
from facilitate.records.changes import History, Step
from facilitate.records.sources import Place
from facilitate.tracking.invariants import broken, broken_line

_NAMES = 14  # told at the row of the sheet Order instead


def check_step(step: Step, known: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """The rules that this meeting's decisions break; ``file`` is decisions.xlsx.

    A row that has an error already, among ``known``, is left to that: its cure is nearer.
    """
    errors = [problem for problem in known if problem.level is Level.ERROR]
    told = {problem.place for problem in errors if problem.place.cell}
    names_told = any(problem.code == "same-name" for problem in errors)
    found = []
    for breach in broken(step):
        row = row_about(step, breach.about) or Place(file)
        if row not in told and not (names_told and breach.rule == _NAMES):
            found.append(unsound_list(row, breach.rule, breach.what))
    return tuple(found)


def check_history(history: History, file: str) -> tuple[Problem, ...]:
    """What is unsound in the history of a series, as it was read from ``file``."""
    found = [(step, breach) for step in history.steps for breach in broken(step)]
    return tuple(
        unsound_history(
            Place(file), step.after.session, breach.rule, breach.what, str(row_about(step, breach.about) or "")
        )
        for step, breach in (*found, *broken_line(history))
    )


def row_about(step: Step, about: str) -> Place | None:
    """The row of decisions.xlsx on a decision or on a category; None where there is none."""
    if not about:
        return None
    by_id = {decision.proposal: decision for decision in step.decisions}
    if about in by_id:
        return by_id[about].place  # type: ignore[index]
    for decision in step.decisions:
        if about in (decision.category, decision.into):
            return decision.place
    cited = (change.decision for change in step.changes if about in (*change.old, *change.new))
    return next((by_id[id].place for id in cited if id in by_id), None)
