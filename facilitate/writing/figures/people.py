"""Who takes part: how many people from which region, and how many work on which category. Numbers only, no names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from facilitate.records.categories import Version
from facilitate.records.meeting import Meeting
from facilitate.records.people import Participant
from facilitate.records.reporting import Picture
from facilitate.text import count, fold, one_line, shortened
from facilitate.writing.figures.bars import bars_figure
from facilitate.writing.figures.style import PAGE_WIDTH, picture

NOT_STATED = "not stated"
OTHER = "other"

_NUMBER = re.compile(r"(?:no\.?\s*)?(\d+)\.?", re.IGNORECASE)


def count_regions(participants: Iterable[Participant]) -> tuple[tuple[str, int], ...]:
    """How many people come from each region, highest first; regions that differ only in case or spaces are one."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for participant in participants:
        region = one_line(participant.region) or NOT_STATED
        counts[spelt.setdefault(fold(region), region)] += 1
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], fold(one[0]))))


def count_categories(participants: Iterable[Participant], version: Version) -> tuple[tuple[str, int], ...]:
    """How many people work on each category of the list (``3 Career services``), highest first, then by name.

    Categories without anybody count 0. A person counts once for each category named, and once for all that are not
    on the list (``other``); people who named none do not count.
    """
    counts: Counter[int | None] = Counter(dict.fromkeys(range(len(version.categories)), 0))
    for participant in participants:
        counts.update({_meant(written, version) for written in participant.categories if written.strip()})

    def name(place: int | None) -> str:
        return OTHER if place is None else one_line(version.categories[place].name)

    ordered = sorted(counts, key=lambda place: (-counts[place], fold(name(place))))
    return tuple((name(place) if place is None else f"{place + 1} {name(place)}", counts[place]) for place in ordered)


def draw_people_by_region(meeting: Meeting) -> Picture | None:
    """Participants by region, or None where there are none."""
    if not meeting.participants:
        return None
    counts = count_regions(meeting.participants)
    people = count(len(meeting.participants), "participant")
    caption, alt = (
        f"Participants by region ({len(meeting.participants)} in all)",
        f"{people} by region ({_said(counts)}).",
    )
    return picture(bars_figure(counts), "people-by-region", PAGE_WIDTH, caption, alt)


def draw_people_by_category(meeting: Meeting, version: Version) -> Picture | None:
    """Participants by the categories they work on, or None where nobody named one."""
    naming = [one for one in meeting.participants if any(written.strip() for written in one.categories)]
    if not naming:
        return None
    counts = count_categories(naming, version)
    people = count(len(naming), "participant")
    caption = f"Participants by category ({len(naming)} named at least one)"
    alt = f"{people} by the categories they work on ({_said(counts)})."
    return picture(bars_figure(counts), "people-by-category", PAGE_WIDTH, caption, alt)


def _meant(written: str, version: Version) -> int | None:
    """The place (from 0) of the category that is meant by its id, its printed number, its name or two of these."""
    for place, entry in enumerate(version.categories):
        if fold(written) in {fold(entry.id), fold(entry.name), fold(f"{entry.id} {entry.name}")}:
            return place
    number = _NUMBER.match(written.strip())
    if number and 1 <= int(number[1]) <= len(version.categories):
        place = int(number[1]) - 1
        rest = fold(written.strip()[number.end() :])
        return place if rest in ("", fold(version.categories[place].name)) else None
    return None


def _said(counts: tuple[tuple[str, int], ...]) -> str:
    """The counts in words, as many as an alternative text can hold, and how many more there are."""
    said = ""
    for place, (name, number) in enumerate(counts):
        more = f"{shortened(name, 40)}: {number}"
        if len(said) + len(more) > 150:
            return f"{said} and {len(counts) - place} more"
        said = f"{said}, {more}" if said else more
    return said
