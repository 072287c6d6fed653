"""What a report would be better with: said, and no reason to wait."""

from __future__ import annotations

from facilitate.commands.merging import to_do
from facilitate.commands.written import standing
from facilitate.problems import Problem
from facilitate.problems.decided import nothing_written, still_undecided, to_recheck
from facilitate.records.meeting import Meeting
from facilitate.records.meeting_book import AGENDA, MEETING
from facilitate.records.sources import Place
from facilitate.records.workbooks import DECISION_BOOK, DECISIONS
from facilitate.session import Session


def unfinished(session: Session, meeting: Meeting) -> tuple[Problem, ...]:
    """Proposals without a decision, rows to look at again, and parts of the report for which nothing is written yet."""
    kept, _ = standing(session.decisions, DECISION_BOOK, session)
    waiting, again = to_do(kept.theirs.values() if kept else ())
    problems: list[Problem] = []
    sheet = Place(session.relative(session.decisions), DECISIONS.name)
    if waiting:
        problems.append(still_undecided(sheet, tuple(waiting)))
    if again:
        problems.append(to_recheck(sheet, tuple(again)))
    file = session.relative(session.meeting)
    if meeting.items and not any(item.summary for item in meeting.items):
        problems.append(nothing_written(Place(file, AGENDA.name), "summary of an agenda item"))
    if not meeting.next_steps:
        problems.append(nothing_written(Place(file, MEETING.name), "next step"))
    return tuple(problems)
