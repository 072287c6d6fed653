"""meeting.xlsx: a workbook for the facilitator to fill in, empty or carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.records.forms import NO, YES, SheetForm
from facilitate.records.meeting import AdoptionRule, Meeting, RuleKind, SupportBy
from facilitate.records.meeting_book import (
    AGENDA,
    CATEGORIES,
    EXAMPLE,
    GROUPS,
    MEETING,
    MEETING_KEYS,
    PARTICIPANTS,
    TEAM,
)
from facilitate.writing.excel.book import FONT, Book, Value
from facilitate.writing.excel.forms import columns

SPARE_ROWS = 40
"""Rows below the filled ones that have dropdowns too."""

_EXAMPLES: dict[str, tuple[Value, ...]] = {
    AGENDA.name: (
        "14:00",
        15,
        f"{EXAMPLE} Opening",
        "plenary",
        "The chair",
        "Welcome, round of names",
        "Slides",
        "Open the room ten minutes before",
        "",
    ),
    CATEGORIES.name: ("C1", f"{EXAMPLE} Training delivery", "What belongs to it", "Where it comes from", "TD"),
    GROUPS.name: ("green", f"{EXAMPLE} Group Green", "Who leads it", "Who takes the notes", "", "communities"),
    PARTICIPANTS.name: (
        f"{EXAMPLE} Ama Mensah",
        "Her organisation",
        "Ghana",
        "Africa",
        "English, French",
        "C1; C2",
        "ama@example.org",
        "green",
        NO,
    ),
    TEAM.name: (f"{EXAMPLE} Jo Keller", "Facilitator", "Secretariat", ""),
}


def meeting_workbook(meeting: Meeting) -> bytes:
    """The workbook of a meeting. A sheet of which nothing is known yet gets one example row instead."""
    book = Book(meeting.title or "Meeting")
    facts = list(_facts(meeting))
    _mark_dates(book.sheet(MEETING.name, columns(MEETING), facts, spare_rows=20))
    ids = tuple(str(group.id) for group in meeting.groups)
    for form, rows in (
        (AGENDA, _agenda(meeting)),
        (CATEGORIES, _categories(meeting)),
        (
            GROUPS,
            [(one.id, one.name, one.facilitator, one.rapporteur, one.link, one.constituency) for one in meeting.groups],
        ),
        (PARTICIPANTS, _participants(meeting)),
        (TEAM, [(one.name, one.role, one.unit, one.email) for one in meeting.team]),
    ):
        _table(book, form, rows, {"group": ids} if form is PARTICIPANTS and ids else {})
    return book.content()


def _table(book: Book, form: SheetForm, rows: Sequence[tuple[Value, ...]], choices: dict[str, tuple[str, ...]]) -> None:
    sheet = book.sheet(form.name, columns(form, choices), rows or [_EXAMPLES[form.name]], spare_rows=SPARE_ROWS)
    if not rows:
        for cell in sheet[2]:
            cell.font = Font(name=FONT, size=11, italic=True, color="6B7280")


def _facts(meeting: Meeting) -> Iterator[tuple[Value, ...]]:
    """A row for each key, or for each value of a key that takes several."""
    known: dict[str, tuple[Value, ...]] = {
        "title": (meeting.title,),
        "series": (meeting.series,),
        "number": (meeting.number,),
        "organiser": (meeting.organiser,),
        "date": (meeting.date,),
        "start": (meeting.start,),
        "end": (meeting.end,),
        "time zone": (meeting.zone,),
        "place": (meeting.venue,),
        "link": (meeting.link,),
        "language": (meeting.language,),
        "background": tuple(meeting.background.splitlines()),
        "objective": meeting.objectives,
        "next step": meeting.next_steps,
        "contact": (meeting.contact,),
        "previous session": (meeting.previous,),
        "adoption rule": (_rule(meeting.rule),),
        "quorum": (None if meeting.quorum.kind is RuleKind.NONE else _rule(meeting.quorum),),
        "support by": (None if meeting.support_by is SupportBy.NONE else meeting.support_by.value,),
        "remark": (meeting.remark,),
    }
    for key, help in MEETING_KEYS:
        for place, value in enumerate(known[key] or (None,)):
            yield key, value, help if place == 0 else ""


def _rule(rule: AdoptionRule) -> Value:
    if rule.kind is RuleKind.NUMBER:
        return int(rule.least)
    return f"{rule.least:.0%}" if rule.kind is RuleKind.SHARE else rule.kind.value


def _mark_dates(sheet: Worksheet) -> None:
    """The value column holds all kinds; dates and times are shown as such, also where they are yet to be typed."""
    formats = {"date": "yyyy-mm-dd", "start": "hh:mm", "end": "hh:mm"}
    for key, value, _ in sheet.iter_rows(min_row=2):
        if str(key.value) in formats:
            value.number_format = formats[str(key.value)]
        value.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _categories(meeting: Meeting) -> list[tuple[Value, ...]]:
    return [
        (entry.id, entry.name, entry.definition, entry.source, "\n".join(entry.also)) for entry in meeting.categories
    ]


def _agenda(meeting: Meeting) -> list[tuple[Value, ...]]:
    return [
        (
            item.start,
            item.minutes,
            item.title,
            item.kind.value,
            item.lead,
            item.method,
            item.materials,
            item.notes,
            item.summary,
        )
        for item in meeting.items
    ]


def _participants(meeting: Meeting) -> list[tuple[Value, ...]]:
    return [
        (
            one.name,
            one.organisation,
            one.country,
            one.region,
            ", ".join(one.languages),
            "; ".join(one.categories),
            one.email,
            one.group,
            YES if one.publish else NO,
        )
        for one in meeting.participants
    ]
