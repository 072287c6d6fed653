"""The series up to and including this meeting, and the part of it that a person asks for."""

from __future__ import annotations

from pathlib import Path

from facilitate.commands.loading import Loaded
from facilitate.commands.merging import merge_groups
from facilitate.commands.written import last_written
from facilitate.errors import FacilitateError
from facilitate.problems import Problem, failed
from facilitate.reading.history import read_history
from facilitate.records.changes import History, Step
from facilitate.records.workbooks import DECISION_BOOK
from facilitate.session import Session
from facilitate.text import listed
from facilitate.tracking.fingerprints import fingerprint
from facilitate.tracking.since import called, steps_since, versions_of


def decided_series(loaded: Loaded) -> tuple[History, tuple[Problem, ...]]:
    """Every meeting of the series that has decided; this one's decisions are read now."""
    session = loaded.session
    if not session.decisions.exists():
        return loaded.history, ()
    merged, problems = merge_groups(loaded, last_written(session.decisions, DECISION_BOOK, session=session))
    return History(loaded.meeting.series, (*loaded.history.steps, merged.step)), problems


def whole_series(loaded: Loaded) -> tuple[History, tuple[Problem, ...]]:
    """The same; a FacilitateError where no meeting has decided yet."""
    history, problems = decided_series(loaded)
    if not history.steps:
        folder = loaded.session.folder
        raise FacilitateError(
            f"Nothing has been decided in {folder} yet. Merge the groups' workbooks and decide: "
            f"facilitate merge {folder}"
        )
    return history, problems


def chosen_steps(history: History, since: str) -> tuple[Step, ...]:
    """The steps after ``since``: a version's label, a session's name, or the folder of an earlier session."""
    folder = Session(Path(since))
    steps = steps_since(history, since)
    steps = steps_since(history, folder.name) if steps is None else steps
    if steps is None:
        versions = versions_of(history)
        known = [called(version, place == 0) for place, version in enumerate(versions)]
        raise FacilitateError(f"There is no version {since} in this series. There are: {listed(known)}.")
    if not steps:
        raise FacilitateError(f"{since} is the list as it stands; nothing has changed since.")
    if folder.meeting.exists():
        _check_line(folder, history, steps)
    return steps


def _check_line(folder: Session, history: History, steps: tuple[Step, ...]) -> None:
    """That the list which an earlier session left is still the one that this series went on from."""
    kept, problems = read_history(folder.snapshot, folder.relative(folder.snapshot))
    if failed(problems) or not kept.steps:
        return
    ours = history.steps[len(history.steps) - len(steps) - 1].after
    theirs = kept.steps[-1].after
    if (ours.label, fingerprint(ours)) != (theirs.label, fingerprint(theirs)):
        raise FacilitateError(
            f"{folder.folder} has another list now than this series went on from: its decisions or its report were "
            f"changed since. Compare with {steps[0].before.label} instead, or put its report/history.json in place "
            "of the history.json here."
        )
