"""The sheets and headers of our own workbooks: the words that their writers and readers share.

This is the file format. A header, its help and its closed list are written here once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.contributions import Action
from facilitate.records.decisions import Meaning, Verdict
from facilitate.records.meeting import ItemKind

SCHEMA = 1
"""The version of the group workbook; it travels in each as a document property."""

YES, NO = "yes", "no"

EXAMPLE = "Example:"
"""A cell that begins so is the example that a new workbook came with; its row counts as unfilled."""

SEVERAL_VALUES = ("background", "objective", "next step")
"""The keys of the sheet “meeting” that take a row for each value."""


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header, what it is for, and what may stand in it.

    ``given`` columns are filled by the program and locked where the sheet is protected; the others are a person's.
    """

    header: str
    help: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    given: bool = False
    width: float = 20


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its name and its columns."""

    name: str
    headings: tuple[Heading, ...]
    identity: tuple[str, ...] = ()
    """The visible columns by which a person recognises a row, on sheets that are merged again."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The header texts, in order."""
        return tuple(heading.header for heading in self.headings)


def _choice(header: str, help: str, choices: tuple[str, ...], width: float = 16, required: bool = False) -> Heading:
    return Heading(header, help, Kind.CHOICE, choices, required, width=width)


# ---------------------------------------------------------------- meeting.xlsx

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
        _choice("kind", "How people work.", tuple(kind.value for kind in ItemKind), 12),
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
        _choice(
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

# ---------------------------------------------------------------- groups/GROUP.xlsx

GROUP_ACTIONS = tuple(
    action.value
    for action in (
        Action.KEEP,
        Action.RENAME,
        Action.REDEFINE,
        Action.WIDEN,
        Action.NARROW,
        Action.MERGE,
        Action.SPLIT,
        Action.DROP,
    )
)

GROUP_CATEGORIES = SheetForm(
    "Categories",
    (
        Heading("id", "Please leave as it is.", given=True, width=5),
        Heading("category", "The category as it stands.", given=True, width=22),
        Heading("definition", "What belongs to it today.", given=True, width=36),
        _choice(
            "what should happen",
            "Choose from the list; leave the row empty if you did not discuss it.",
            GROUP_ACTIONS,
            12,
        ),
        Heading(
            "new name or names",
            "For rename: the new name. For split: one name a line (Alt+Enter begins a new line).",
            width=24,
        ),
        Heading("merge into which", "For merge into: the category that takes this one over.", Kind.CHOICE, width=20),
        Heading("what needs to be improved", "In your own words.", width=28),
        Heading("why", "The reason, as the plenary should hear it.", width=26),
    ),
)

GROUP_MISSING = SheetForm(
    "Missing",
    (
        Heading("proposed category", "A category that the list lacks.", width=36),
        Heading("definition", "What would belong to it.", width=60),
        Heading("why", "The reason, as the plenary should hear it.", width=50),
    ),
)

GROUP_REFLECTIONS = SheetForm(
    "Reflections",
    (
        Heading("topic", "A word or two.", width=30),
        Heading("what was said", "As it was said; one row a point.", width=110),
    ),
)

GROUP_BOOK = (GROUP_CATEGORIES, GROUP_MISSING, GROUP_REFLECTIONS)

PROPERTY_SESSION = "facilitate-session"
PROPERTY_GROUP = "facilitate-group"
PROPERTY_VERSION = "facilitate-list-version"
PROPERTY_SCHEMA = "facilitate-schema"

# ---------------------------------------------------------------- decisions.xlsx

DECISION_ACTIONS = tuple(action.value for action in Action if action is not Action.IMPROVE)

DECISIONS = SheetForm(
    "Decisions",
    (
        Heading("id", "Permanent. Leave empty in a row of your own; the next merge fills it in.", given=True, width=7),
        Heading("category", "The category that the proposal is about.", given=True, width=30),
        Heading("proposed", "What should happen.", Kind.CHOICE, DECISION_ACTIONS, given=True, width=13),
        Heading("proposed wording", "In the groups' words.", given=True, width=34),
        Heading("into", "The category that takes it over.", given=True, width=22),
        Heading("groups", "Who supports it.", given=True, width=18),
        Heading("why", "The groups' reasons and remarks, in their words.", given=True, width=40),
        Heading("support", "How many groups, each once.", Kind.NUMBER, given=True, width=9),
        Heading("in conflict with", "Proposals that cannot be adopted together with this one.", given=True, width=30),
        Heading("rule suggests", "What the adoption rule of meeting.xlsx suggests. You decide.", given=True, width=18),
        _choice(
            "decision",
            "Your decision; empty while it is open. bracket: the text is not agreed and stands in square brackets.",
            tuple(verdict.value for verdict in Verdict if verdict.value),
            18,
        ),
        Heading(
            "final wording",
            "The name as it will be printed; for a split one name a line, the part that keeps the old number first.",
            width=36,
        ),
        Heading("final definition", "Only where the definition changes.", width=40),
        Heading(
            "new input",
            "The words of the final wording that the report marks as new input, one piece a line.",
            width=24,
        ),
        _choice(
            "old category lives on",
            "For merges and splits. Merge: yes = it joins the other one, no = both end and a new one begins. "
            "Split: yes = the old one continues with the first name, no = it ends and all parts are new.",
            (YES, NO),
            14,
        ),
        _choice(
            "meaning",
            "For a change of wording that brings or takes words: does the category still cover the same (renamed), "
            "more (widened) or less (narrowed)? Empty: as the column “proposed” says.",
            tuple(meaning.value for meaning in Meaning if meaning.value),
            12,
        ),
        Heading("reason", "Needed when you reject, and for a row of your own.", width=40),
        Heading(
            "status",
            "new, recheck (the evidence changed after you decided; delete the text when done), "
            "no longer asked for, your own.",
            given=True,
            width=16,
        ),
    ),
    identity=("category", "proposed", "proposed wording", "into"),
)

ORDER = SheetForm(
    "Order",
    (
        Heading("id", "Permanent.", given=True, width=8),
        Heading("name", "As it will be printed; change it in Decisions.", given=True, width=60),
        Heading(
            "comes from", "The decision that makes it; empty for a category of the old list.", given=True, width=14
        ),
        Heading(
            "position",
            "Where it stands in the printed list: 1, 2, 3 ... Change the numbers to move it.",
            Kind.NUMBER,
            width=10,
        ),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("name",),
)

THEMES = SheetForm(
    "Themes",
    (
        Heading("id", "Permanent.", given=True, width=7),
        Heading("topic", "In the groups' words.", given=True, width=26),
        Heading("what was said", "Every group's words, for your drafting.", given=True, width=60),
        Heading("groups", "Who said it.", given=True, width=18),
        Heading("heading", "As it will stand in the report.", width=26),
        Heading("paragraph", "The paragraph for the report, drafted from the groups' words. Please edit.", width=80),
        _choice("in the report", "no leaves it out.", (YES, NO), 10),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("topic",),
)

NEW_CATEGORY, NO_CATEGORY = "a new category", "none"
"""What a facilitator answers on the sheet Aliases where a text names no category of the list."""

ALIASES = SheetForm(
    "Aliases",
    (
        Heading("id", "Permanent.", given=True, width=7),
        Heading("as written", "How a group named a category.", given=True, width=44),
        Heading("taken for", "What it was taken for, and why.", given=True, width=44),
        Heading("perhaps", "The categories that come nearest.", given=True, width=44),
        Heading("where", "The cells in which it stands.", given=True, width=34),
        Heading(
            "category",
            "Your answer, for this session: an id, number or name of the list, several with a semicolon between; "
            f"or: {NEW_CATEGORY}; or: {NO_CATEGORY}. Leave it empty where the program is right. "
            "In a row of your own, fill in “as written” too.",
            Kind.CHOICE,
            width=36,
        ),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("as written",),
)

SOURCES = SheetForm(
    "Sources",
    (
        Heading("group", "", given=True, width=14),
        Heading("file", "", given=True, width=26),
        Heading("sheet", "", given=True, width=14),
        Heading("cell", "", given=True, width=8),
        Heading("text as found", "", given=True, width=70),
        Heading("went into", "The proposal or theme; or why it was set aside.", given=True, width=34),
        Heading("fingerprint", "SHA-256 of the file when it was read.", given=True, width=16),
    ),
)

INTAKE = SheetForm(
    "Intake",
    (
        Heading("group", "", given=True, width=18),
        Heading("expected", "", given=True, width=10),
        Heading("received", "", given=True, width=10),
        Heading("file", "", given=True, width=30),
        Heading("read as", "", given=True, width=26),
        Heading("rows found", "Used, untouched and set aside together.", Kind.NUMBER, given=True, width=8),
        Heading("used", "", Kind.NUMBER, given=True, width=8),
        Heading("untouched", "Pre-filled rows in which the group wrote nothing.", Kind.NUMBER, given=True, width=11),
        Heading("set aside", "Each of these rows stands in the sheet Sources.", Kind.NUMBER, given=True, width=9),
        Heading("why set aside", "How many rows for which reason.", given=True, width=44),
        Heading("questions", "Shown at their cells in report/questions.", Kind.NUMBER, given=True, width=10),
        Heading("errors", "", Kind.NUMBER, given=True, width=8),
        Heading("remark", "", given=True, width=60),
    ),
)

BASE_SHEET = "Base"
"""The hidden sheet with what the program last suggested."""

DECISION_BOOK = (DECISIONS, ORDER, THEMES, ALIASES, SOURCES, INTAKE)
