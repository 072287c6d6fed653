"""The account of what came: of every file why rows were set aside, and how much there is to ask or to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from facilitate.problems import Level, Problem
from facilitate.problems.folding import folded
from facilitate.records.contributions import Feedback, Intake, Reason
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place
from facilitate.text import count, listed

_Row = tuple[str, str, int]
"""File, sheet and row."""


def settled(feedback: Feedback, problems: Iterable[Problem]) -> Feedback:
    """The feedback with its account completed: reasons for what was set aside, numbers of questions and errors.

    Of a file with several groups, what is said of a row counts for the group of that row, the rest for the first.
    A fault that is folded into one line counts once, as it is shown.
    """
    owners, reasons = _owners(feedback), _reasons(feedback)
    told = Counter((one.place.file, owners.get(_row(one.place)), one.level) for one in folded(problems))
    seen: set[str] = set()
    intake = []
    for one in feedback.intake:
        mine: tuple[GroupId | None, ...] = (one.group,) if one.file in seen else (one.group, None)
        seen.add(one.file)
        asked, wrong = (
            sum(told[one.file, group, level] for group in mine) if one.file else 0
            for level in (Level.QUESTION, Level.ERROR)
        )
        counts = reasons.get((one.group, one.file), Counter())
        why = tuple(Reason(text, counts[text]) for text in sorted(counts, key=lambda text: (-counts[text], text)))
        intake.append(replace(one, why=why, questions=asked, errors=wrong))
    return replace(feedback, intake=tuple(intake))


def _owners(feedback: Feedback) -> dict[_Row, GroupId]:
    """The group of every row that gave anything or was set aside."""
    sources = [(one.group, one.source) for one in feedback.set_aside]
    sources += [(one.group, one.source) for one in feedback.given]
    return {_row(source.place): group for group, source in sources}


def _row(place: Place) -> _Row:
    return place.file, place.sheet, place.row


def _reasons(feedback: Feedback) -> dict[tuple[GroupId, str], Counter[str]]:
    """By group and file, how many rows were set aside for which reason; rows that gave something else do not count."""
    done = {(one.group, _row(one.source.place)) for one in feedback.given}
    counted: dict[tuple[GroupId, str], Counter[str]] = {}
    for entry in feedback.set_aside:
        row = entry.group, _row(entry.source.place)
        if row not in done:
            done.add(row)
            counted.setdefault((entry.group, entry.source.place.file), Counter())[entry.why] += 1
    return counted


def who_came(intake: Iterable[Intake], meeting: Meeting) -> str:
    """A sentence on which groups have sent something, and who is missing."""
    entries = tuple(intake)
    expected = [one for one in entries if one.expected]
    missing = [meeting.group_name(one.group) for one in expected if not one.received]
    came = f"{len(expected) - len(missing)} of {count(len(expected), 'group')} came in"
    return f"{came}; missing: {listed(missing)}." if missing else f"{came}."


def why_aside(intake: Iterable[Intake]) -> tuple[str, ...]:
    """A line for each file of which rows were set aside, with the reasons."""
    return tuple(
        f"{one.file}: {count(one.set_aside, 'row')} set aside ({one.why[0].why if len(one.why) == 1 else reasons})."
        for one in intake
        if one.set_aside and (reasons := "; ".join(map(str, one.why)))
    )
