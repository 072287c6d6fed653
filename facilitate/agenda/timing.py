"""When each agenda item begins and ends, worked out from starts and minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from facilitate.agenda.zones import find_zone
from facilitate.problems import Problem
from facilitate.problems.meetings import items_gap, items_overlap, no_time, wrong_total
from facilitate.records.meeting import Item, Meeting, Slot
from facilitate.records.sources import Place

_DAY = dt.date(2000, 1, 1)
"""The day of a meeting whose date is not known yet: times can still be worked out."""


def timetable(meeting: Meeting) -> tuple[tuple[Slot, ...], tuple[Problem, ...]]:
    """The agenda with its times, and what does not fit: overlaps, gaps, a wrong total.

    An item without a start follows the one before; one without minutes lasts until the next start, the last one until
    the meeting's end. A start that is earlier than the one above is the next day when the agenda has passed midnight.
    """
    zone = find_zone(meeting.zone) or dt.UTC
    day = dt.datetime.combine(meeting.date or _DAY, dt.time(), zone)
    starts = list(_starts(meeting, day))
    slots: list[Slot] = []
    problems: list[Problem] = []
    now = _at(day, meeting.start) or starts[0] if starts else None
    for place, item in enumerate(meeting.items):
        start = starts[place] or now or day
        if slots:
            problems += _seam(slots[-1], item, start)
        end, problem = _end(meeting, item, start, starts[place + 1 :], day)
        problems += problem
        slots.append(Slot(item, start, end))
        now = end
    return tuple(slots), (*problems, *_total(meeting, slots, day))


def _starts(meeting: Meeting, day: dt.datetime) -> Iterator[dt.datetime | None]:
    """The starts that are written down; past midnight they belong to the next day."""
    last = _at(day, meeting.start)
    for item in meeting.items:
        start = _at(day, item.start)
        while start and last and start < last - dt.timedelta(hours=12):
            start += dt.timedelta(days=1)
        yield start
        last = start or last


def _at(day: dt.datetime, time: dt.time | None) -> dt.datetime | None:
    return dt.datetime.combine(day.date(), time, day.tzinfo) if time else None


def _end(
    meeting: Meeting, item: Item, start: dt.datetime, later: list[dt.datetime | None], day: dt.datetime
) -> tuple[dt.datetime, tuple[Problem, ...]]:
    if item.minutes:
        return start + dt.timedelta(minutes=item.minutes), ()
    following = later[0] if later else _closing(meeting, day)
    if following and following > start:
        return following, ()
    return start, (no_time(item.place, item.title),)


def _closing(meeting: Meeting, day: dt.datetime) -> dt.datetime | None:
    end = _at(day, meeting.end)
    if end and meeting.start and meeting.end and meeting.end < meeting.start:
        end += dt.timedelta(days=1)
    return end


def _seam(before: Slot, item: Item, start: dt.datetime) -> Iterator[Problem]:
    minutes = round((start - before.end).total_seconds() / 60)
    if minutes < 0:
        yield items_overlap(item.place, item.title, -minutes, before.item.title)
    elif minutes > 0:
        yield items_gap(item.place, item.title, minutes, before.item.title)


def _total(meeting: Meeting, slots: list[Slot], day: dt.datetime) -> Iterator[Problem]:
    if not slots:
        return
    first, last = slots[0], max(slots, key=lambda slot: slot.end)
    opening, closing = _at(day, meeting.start), _closing(meeting, day)
    sheet = Place(first.item.place.file, first.item.place.sheet)
    if opening and opening != first.start:
        yield wrong_total(first.item.place or sheet, f"begins at {opening:%H:%M}", f"at {first.start:%H:%M}")
    if closing and closing != last.end:
        yield wrong_total(last.item.place or sheet, f"ends at {closing:%H:%M}", f"at {last.end:%H:%M}")
