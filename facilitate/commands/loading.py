"""A session folder, read: what every command begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.agenda.timing import timetable
from facilitate.errors import FacilitateError
from facilitate.problems import Problem
from facilitate.problems.decided import earlier_changed
from facilitate.reading.garbage import no_collection
from facilitate.reading.history import read_history
from facilitate.reading.meeting import read_meeting
from facilitate.reading.sound import found_sound, keep_sound
from facilitate.records.categories import Version
from facilitate.records.changes import History
from facilitate.records.meeting import Meeting, Slot
from facilitate.records.sources import Place
from facilitate.session import Session, open_session
from facilitate.tracking.carrying import carried_version
from facilitate.tracking.soundness import check_history


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session as read: the meeting, the list as it stands before it, and the meetings before."""

    session: Session
    meeting: Meeting
    version: Version
    history: History
    slots: tuple[Slot, ...]
    problems: tuple[Problem, ...]


def _changed_since(session: Session, meeting: Meeting) -> tuple[Problem, ...]:
    """Whether the meeting before came to another result since this one was begun, where its folder lies beside ours."""
    before = Session(session.folder.resolve().parent / meeting.previous)
    if not meeting.previous or not before.snapshot.exists() or not session.history.exists():
        return ()
    if before.snapshot.read_bytes() == session.history.read_bytes():
        return ()
    theirs, ours = (read_history(path, path.name)[0] for path in (before.snapshot, session.history))
    if theirs.steps and _results(theirs) == _results(ours):  # only how they are written down differs, or the evidence
        return ()
    return (earlier_changed(Place(session.relative(session.history)), meeting.previous),)


def _results(history: History) -> list[tuple[object, ...]]:
    """What a series came to: its lists, its changes, and each decision wherever its row stands."""
    return [
        (step.before, step.after, step.changes, {replace(one, place=Place()) for one in step.decisions})
        for step in history.steps
    ]


def _unsound(session: Session, history: History) -> tuple[Problem, ...]:
    """What is unsound in the history of the meetings before; one that was found sound, byte for byte, still is."""
    if not history.steps or found_sound(session.history, session.cache):
        return ()
    with no_collection():
        found = check_history(history, session.relative(session.history))
    if not found:
        keep_sound(session.history, session.cache)
    return found


def load(folder: Path) -> Loaded:
    """The session in ``folder``; a FacilitateError where it has no meeting.xlsx that can be read."""
    session = open_session(folder)
    meeting, problems = read_meeting(session.meeting, session.relative(session.meeting))
    if meeting is None:
        raise FacilitateError(f"{problems[0].place}: {problems[0].message}")
    with no_collection():
        history, old = read_history(session.history, session.relative(session.history))
    old = (*old, *_changed_since(session, meeting))
    unsound = _unsound(session, history)
    version, changed = carried_version(meeting, history, session.name, session.relative(session.meeting))
    slots, untimely = timetable(meeting)
    meeting = replace(meeting, categories=version.categories, list_version=version.label)
    return Loaded(session, meeting, version, history, slots, (*problems, *old, *unsound, *changed, *untimely))
