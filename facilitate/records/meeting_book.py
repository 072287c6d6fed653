"""The sheets and headers of meeting.xlsx, the facilitator's own workbook."""

from __future__ import annotations

from facilitate.records.forms import NO, YES, Heading, Kind, SheetForm, choice
from facilitate.records.meeting import ItemKind

EXAMPLE = "Example:"
"""A cell that begins so is the example that a new workbook came with; its row counts as unfilled."""

SEVERAL_VALUES = ("background", "objective", "next step")
"""The keys of the sheet “meeting” that take a row for each value."""

MEETING = SheetForm(
    "meeting",
    (
        Heading("key", "What the row is about. Please leave this column as it is.", given=True, width=22),
        Heading("value", "Your answer. For several objectives or next steps, one row each.", width=80),
        Heading("help", "What is meant, with an example.", given=True, width=60),
    ),
)

MEETING_KEYS: tuple[tuple[str, str], ...] = (
    ("title", "The name of the meeting as it will be printed, such as: Skills Network, 1st Core Group Meeting"),
    ("series", "The name of the series of meetings it belongs to; the same in every meeting of the series"),
    ("number", "Its number in the series: 1, 2, 3 ..."),
    ("organiser", "The organisation that invites"),
    ("date", "The day of the meeting, as a date"),
    ("start", "When it begins, such as 14:00"),
    ("end", "When it ends, such as 16:00; checked against the agenda"),
    ("time zone", "The name of the time zone, such as Europe/Zurich or Africa/Nairobi"),
    ("place", "Where it takes place, or: online"),
    ("link", "The address of the online room"),
    ("language", "The language of your texts as a code, for spelling and reading aloud: en, fr, es ..."),
    ("background", "A paragraph or two for the report: why this meeting. One row a paragraph"),
    ("objective", "What the meeting is for. One row each; add rows as you need"),
    ("next step", "What happens after the meeting. One row each; fill in after the meeting"),
    ("contact", "Whom to ask, as it will be printed"),
    ("previous session", "The folder name of the meeting before this one; filled in by: facilitate new --after"),
    (
        "adoption rule",
        "When the support of groups suggests adoption: majority, any, unanimous, a number of groups (3), "
        "a share (60%), or none. It only suggests; you decide",
    ),
    (
        "quorum",
        "How many groups must have sent something before the rule suggests adoption: a number (5), a share (60%), "
        "or none",
    ),
    (
        "support by",
        "By what the people in the supporting groups are counted too: region, country or organisation, from the sheet "
        "participants; or none. Filled in by: facilitate merge --by",
    ),
    ("remark", "Printed on the title page, such as: the participants of this example are invented"),
)

AGENDA = SheetForm(
    "agenda",
    (
        Heading(
            "start", "When the item begins, such as 14:05. Leave empty to follow the one before.", Kind.TIME, width=9
        ),
        Heading("minutes", "How long it takes. Leave empty where the next start tells.", Kind.NUMBER, width=9),
        Heading("session", "The title of the item as it will be printed.", required=True, width=40),
        choice("kind", "How people work.", tuple(kind.value for kind in ItemKind), 12),
        Heading("lead", "Who leads it.", width=20),
        Heading("method", "How it is done, such as: brainstorming, dots, round of statements.", width=26),
        Heading("materials", "What must be ready.", width=26),
        Heading("notes for staff", "Printed in the run of show only.", width=36),
        Heading("summary", "After the meeting: what goes under this heading in the report.", width=60),
    ),
)

CATEGORIES = SheetForm(
    "categories",
    (
        Heading("id", "Permanent, such as C1; never used again for another category.", required=True, width=8),
        Heading("name", "The name as it will be printed.", required=True, width=44),
        Heading("definition", "What belongs to it.", width=90),
        Heading("source", "Where name and definition come from.", width=36),
        Heading(
            "also called",
            "Other names by which people know it, one a line: abbreviations, names in other languages.",
            width=30,
        ),
    ),
)

LIST = SheetForm(
    "list",
    (
        Heading("number", "The printed number, 1 to n: the order of the list.", Kind.NUMBER, width=9),
        *CATEGORIES.headings,
    ),
)
"""A list as it is exported and read back; in a CSV file it has no sheet."""

GROUPS = SheetForm(
    "groups",
    (
        Heading("id", "Short and permanent, such as green.", required=True, width=12),
        Heading("name", "As it will be printed, such as: Group Green.", required=True, width=26),
        Heading("facilitator", "Who leads the group.", width=24),
        Heading("rapporteur", "Who takes the notes and sends the workbook.", width=24),
        Heading("link", "The address of its online room.", width=36),
        Heading(
            "constituency",
            "The part of the whole that it speaks for, such as: employers, workers, or a region. Where it is filled "
            "in, support is counted by it too.",
            width=24,
        ),
    ),
)

PARTICIPANTS = SheetForm(
    "participants",
    (
        Heading("name", "The person's name.", required=True, width=26),
        Heading("organisation", "", width=32),
        Heading("country", "Its usual name in English, or its code.", width=20),
        Heading(
            "region", "Such as: Africa, Americas, Arab States, Asia and the Pacific, Europe and Central Asia.", width=24
        ),
        Heading("languages", "Several with a comma between.", width=22),
        Heading(
            "categories",
            "The categories this person works on: ids, numbers or names, with a semicolon between.",
            width=30,
        ),
        Heading("e-mail", "", width=30),
        Heading("group", "The id of the breakout group.", width=12),
        choice(
            "may be published",
            "yes: the person agreed to appear by name in documents that are shared. Anything else counts as no.",
            (YES, NO),
        ),
    ),
)

TEAM = SheetForm(
    "team",
    (
        Heading("name", "", required=True, width=26),
        Heading("role", "", width=30),
        Heading("unit", "", width=30),
        Heading("e-mail", "Printed in the report; leave empty to keep it out.", width=30),
    ),
)

MEETING_BOOK = (MEETING, AGENDA, CATEGORIES, GROUPS, PARTICIPANTS, TEAM)
