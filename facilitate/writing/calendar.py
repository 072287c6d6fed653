"""The invitation as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from facilitate.records.meeting import Meeting, Slot
from facilitate.text import fold

PRODUCT = "-//facilitate//meeting invitation//EN"


def invitation(meeting: Meeting, session: str, slots: tuple[Slot, ...]) -> bytes:
    """The meeting as one calendar entry with its time zone's rules inside.

    The entry's id comes from the session's name, and its sequence number is the meeting's date and times in minutes:
    a calendar that holds the entry already takes a later version as an update. ``slots`` must not be empty.
    """
    start, end = slots[0].start, max(slot.end for slot in slots)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if isinstance(start.tzinfo, dt.tzinfo) and meeting.zone:
        year = start.date().replace(month=1, day=1)
        calendar.add_component(
            Timezone.from_tzinfo(
                start.tzinfo, meeting.zone, year - dt.timedelta(days=366), year + dt.timedelta(days=731)
            )
        )
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{fold(meeting.series)}/{session}'.encode()).hexdigest()[:32]}@facilitate")
    event.add("dtstamp", start.astimezone(dt.UTC))
    event.add("summary", meeting.title)
    event.add("dtstart", start)
    event.add("dtend", end)
    if where := meeting.venue or meeting.link:
        event.add("location", where)
    if meeting.link:
        event.add("url", meeting.link)
    event.add("description", _description(meeting, slots))
    if meeting.organiser and "@" in meeting.contact:
        address = vCalAddress(f"mailto:{next(word for word in meeting.contact.split() if '@' in word).strip(',;&')}")
        address.params["cn"] = meeting.organiser
        event.add("organizer", address)
    event.add_component(_reminder(meeting))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _description(meeting: Meeting, slots: tuple[Slot, ...]) -> str:
    objectives = [f"- {objective}" for objective in meeting.objectives]
    agenda = [f"{slot.start:%H:%M} {slot.item.title}" for slot in slots]
    parts = (["Objectives:", *objectives] if objectives else [], ["Agenda:", *agenda], [meeting.link])
    return "\n\n".join("\n".join(part) for part in parts if any(part))


def _reminder(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", meeting.title)
    alarm.add("trigger", dt.timedelta(minutes=-15))
    return alarm
