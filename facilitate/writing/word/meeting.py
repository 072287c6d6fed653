"""What the documents say about the meeting itself: agenda, people, next steps."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.network.consent import UNTOLD
from facilitate.records.meeting import Meeting, Slot
from facilitate.records.network import Count, NetworkMap, Totals
from facilitate.text import count, fold, listed
from facilitate.writing.word.document import day_text
from facilitate.writing.word.parts import Writer

NOT_STATED = "not stated"
NOT_TOLD = "others, put together"


def meeting_texts(meeting: Meeting, slots: Sequence[Slot]) -> dict[str, str]:
    """What fills the slots within lines."""
    times = f"{slots[0].start:%H:%M} to {max(slot.end for slot in slots):%H:%M}" if slots else ""
    return {
        "title": meeting.title,
        "series": meeting.series,
        "organiser": meeting.organiser,
        "date": day_text(meeting),
        "times": f"{times} ({meeting.zone})" if times and meeting.zone else times,
        "place": meeting.venue,
        "link": meeting.link,
        "contact": meeting.contact,
        "remark": meeting.remark,
    }


def write_lines(writer: Writer, lines: Sequence[str]) -> None:
    """A numbered list; its section is left out where there is nothing."""
    if lines:
        writer.numbered(lines)
    else:
        writer.leave_out()


def write_background(writer: Writer, meeting: Meeting) -> None:
    """Why the meeting was held; its section is left out where nothing was written."""
    if meeting.background:
        writer.paragraphs(meeting.background)
    else:
        writer.leave_out()


def write_agenda(writer: Writer, slots: Sequence[Slot], lead: bool = False) -> None:
    """The agenda as participants read it."""
    headers, widths = ("Time", "Session", "Form"), (3.0, 10.0, 3.0)
    rows = [(_time(slot), slot.item.title, slot.item.kind.value) for slot in slots]
    if lead:
        headers, widths = (*headers, "Lead"), (3.0, 7.5, 2.5, 3.0)  # type: ignore[assignment]
        rows = [(*row, slot.item.lead) for row, slot in zip(rows, slots, strict=True)]  # type: ignore[misc]
    if rows:
        writer.table(headers, rows, widths, "Agenda")
    else:
        writer.paragraph("The agenda is not known yet.")


def write_run_of_show(writer: Writer, slots: Sequence[Slot]) -> None:
    """The agenda as staff need it, for a page in landscape."""
    headers = ("Time", "Min.", "Session", "Form", "Lead", "Method", "Materials", "Notes for staff")
    rows = [
        (
            _time(slot),
            str(slot.minutes),
            slot.item.title,
            slot.item.kind.value,
            slot.item.lead,
            slot.item.method,
            slot.item.materials,
            slot.item.notes,
        )
        for slot in slots
    ]
    if rows:
        writer.table(headers, rows, (2.4, 1.1, 4.6, 1.9, 2.9, 4.0, 3.6, 5.2), "Run of show")
        writer.paragraph(f"Planned: {count(sum(slot.minutes for slot in slots), 'minute')} in all.", "Small Print")
    else:
        writer.paragraph("The agenda is not known yet.")


def _time(slot: Slot) -> str:
    return f"{slot.start:%H:%M} – {slot.end:%H:%M}"


def write_proceedings(writer: Writer, slots: Sequence[Slot]) -> None:
    """What happened, item by item; items without a summary are left out."""
    told = [slot.item for slot in slots if slot.item.summary]
    for item in told:
        writer.heading(item.title, 2)
        writer.paragraphs(item.summary)
    if not told:
        writer.leave_out()


def write_groups(writer: Writer, meeting: Meeting) -> None:
    """The breakout groups and who led them."""
    rows = [(group.name, group.facilitator, group.rapporteur) for group in meeting.groups]
    if rows:
        writer.table(("Group", "Facilitator", "Rapporteur"), rows, (5.0, 5.5, 5.5), "Breakout groups")


def write_participants(writer: Writer, people: NetworkMap | None) -> None:
    """How many took part, from where and in which languages; by name only those who agreed to it.

    The numbers of those who are not named are such as tell on nobody (``facilitate.network.consent``).
    """
    if people is None or people.totals.everyone == Count("", 0):
        writer.leave_out()
        return
    writer.paragraph(_who_took_part(people.totals.everyone))
    regions, note = _told(people.totals, "Region")
    if regions:
        writer.table(("Region", "People"), regions, (12.0, 4.0), f"Participants by region{note}")
    languages, note = _told(people.totals, "Language")
    if languages:
        writer.paragraph(f"Languages: {listed([f'{name} ({number})' for name, number in languages])}{note}.")
    if people.people:
        entries = sorted(people.people, key=lambda person: (person.region or "~", person.name.casefold()))
        table = [
            (person.region or NOT_STATED, person.name, person.organisation, person.country, listed(person.languages))
            for person in entries
        ]
        headers = ("Region", "Name", "Organisation", "Country", "Languages")
        writer.table(headers, table, (3.2, 3.2, 4.2, 2.6, 2.8), "Participants who agreed to be named")


def _who_took_part(everyone: Count) -> str:
    """How many took part and how many are named; where one or two are not, their number is not told."""
    named, others = everyone.named, everyone.others
    if others is None:
        few = f"{count(named, 'person', 'people')} and a few others" if named else "A few people"
        return f"{few} took part. {'The former' if named else 'None of them'} agreed to be named here."
    all_or_some = (named or "None") if others else "All"
    return f"{count(named + others, 'person', 'people')} took part. {all_or_some} of them agreed to be named here."


def _told(totals: Totals, field: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The values of a field with their numbers, highest first, and what to say of these numbers."""
    counts = [one for one in totals.field(field) if one.named or one.others]
    counts.sort(key=lambda one: (not one.value, -one.told, fold(one.value)))
    rows = [(one.value or NOT_STATED, f"{one.told}{'+' if one.others is None else ''}") for one in counts]
    rows += [(NOT_TOLD, str(number)) for name, number in totals.elsewhere if name == field]
    return tuple(rows), f"; {UNTOLD}" if any(one.others is None for one in counts) else ""


def write_team(writer: Writer, meeting: Meeting) -> None:
    """Who organised the meeting."""
    rows = [(member.name, member.role, member.unit, member.email) for member in meeting.team]
    headers, widths = ["Name", "Role", "Unit", "E-mail"], [4.0, 4.5, 4.0, 3.5]
    if not any(row[3] for row in rows):
        headers, widths, rows = headers[:3], [4.5, 5.5, 6.0], [row[:3] for row in rows]  # type: ignore[misc]
    if rows:
        writer.table(headers, rows, widths, "Team")
    else:
        writer.leave_out()
