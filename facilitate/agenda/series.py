"""What one meeting of a series leaves to the next."""

from __future__ import annotations

from dataclasses import replace

from facilitate.records.categories import Version
from facilitate.records.meeting import Meeting
from facilitate.records.people import Participant


def next_meeting(earlier: Meeting, agreed: Version, session: str) -> Meeting:
    """The meeting after ``earlier`` (whose folder is ``session``): its revised list, people, groups and habits.

    Title, date, background, objectives, agenda and next steps are left for the facilitator.
    """
    return replace(
        earlier,
        title="",
        number=earlier.number + 1 if earlier.number else None,
        date=None,
        link="",
        background="",
        remark="",
        objectives=(),
        next_steps=(),
        previous=session,
        items=(),
        categories=tuple(replace(entry, marks=()) for entry in agreed.categories),
        participants=tuple(
            _moved(person, Version("", "", earlier.categories), agreed) for person in earlier.participants
        ),
    )


def _moved(person: Participant, before: Version, agreed: Version) -> Participant:
    """The participant with the categories of the revised list: ids, and for a category that ended what took it over."""
    ids: dict[str, None] = {}
    for written in person.categories:
        entry = before.find(written)
        ids |= dict.fromkeys(map(str, agreed.heirs(entry.id)) if entry else (written,))
    return replace(person, categories=tuple(ids))
