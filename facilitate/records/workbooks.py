"""The sheets and headers of the groups' workbooks and of decisions.xlsx: words that their writers and readers share.

This is the file format. A header, its help and its closed list are written here once.
"""

from __future__ import annotations

from facilitate.records.contributions import Action
from facilitate.records.decisions import Meaning, Verdict
from facilitate.records.forms import NO, YES, Heading, Kind, SheetForm, choice

SCHEMA = 2
"""The version of the group workbook; it travels in each as a document property. 2: how many support it."""

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

SUPPORTERS = Heading(
    "how many support it",
    "Only where you counted: how many people of your group support it. Empty: the group as a whole.",
    Kind.NUMBER,
    width=10,
)

HOW_TO_FILL_IN = (
    "Sheet “Categories”: the list as it stands, one row each. Choose what should happen; say what needs to be improved "
    "and why. Leave a row empty if you did not discuss it.",
    "keep: leave it as it is. rename: another name, the same meaning. redefine: other words for what belongs to it. "
    "widen or narrow: more or less belongs to it. merge into: another category takes it over. split: it becomes "
    "several, one name a line (Alt+Enter begins a new line). drop: it ends.",
    "Sheet “Missing”: categories that the list lacks.",
    "Sheet “Reflections”: anything else that was said, one row a point.",
    "Write in your own words and in any language. Two groups may disagree: that is welcome and stays visible.",
)
"""What stands on the first sheet of a group's workbook, one line below the other."""

PEOPLE_IN_GROUP = "people in the group"
"""The label on a group workbook's first sheet beside which a group may write how many it was."""

GROUP_CATEGORIES = SheetForm(
    "Categories",
    (
        Heading("id", "Please leave as it is.", given=True, width=5),
        Heading("category", "The category as it stands.", given=True, width=22),
        Heading("definition", "What belongs to it today.", given=True, width=36),
        choice(
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
        SUPPORTERS,
    ),
)

GROUP_MISSING = SheetForm(
    "Missing",
    (
        Heading("proposed category", "A category that the list lacks.", width=36),
        Heading("definition", "What would belong to it.", width=60),
        Heading("why", "The reason, as the plenary should hear it.", width=50),
        SUPPORTERS,
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
PROPERTY_QUESTIONS = "facilitate-questions"
"""The name of the sheet that we put into a copy of a group's file, with our questions."""
QUESTION_BEGINS, QUESTION_ENDS = "facilitate asks:", "— facilitate"
"""The lines around our questions in the comments of such a copy."""

# ---------------------------------------------------------------- decisions.xlsx

DECISION_ACTIONS = tuple(action.value for action in Action if action is not Action.IMPROVE)

SAME_AS, MOVE_TO = "same as", "move to"
"""The headers under which a facilitator says what belongs together."""

WHOLE_LIST, NEW_CATEGORIES = "The whole list", "New categories"
"""The rows of the overview that are no categories."""

OVERVIEW = SheetForm(
    "Overview",
    (
        Heading("category", "Click on a name to see its proposals.", given=True, width=40),
        Heading("as it stands", "What belongs to it today.", given=True, width=70),
        Heading("proposals", "How many there are.", Kind.NUMBER, given=True, width=11),
        Heading("groups", "How many groups made them, each once.", Kind.NUMBER, given=True, width=9),
        Heading("in conflict", "How many cannot be adopted with another one.", Kind.NUMBER, given=True, width=10),
        Heading("adoption suggested", "For how many the rule suggests adoption.", Kind.NUMBER, given=True, width=12),
        Heading("decided", "How many you have decided; counts while you work.", Kind.LIVE, given=True, width=12),
    ),
)

DECISIONS = SheetForm(
    "Decisions",
    (
        Heading("id", "Permanent. Leave empty in a row of your own; the next merge fills it in.", given=True, width=7),
        Heading("category", "The category that the proposal is about.", given=True, width=14),
        Heading("proposed", "What should happen.", Kind.CHOICE, DECISION_ACTIONS, given=True, width=11),
        Heading("proposed wording", "In the groups' words.", given=True, width=26),
        Heading("into", "The category that takes it over.", given=True, width=13),
        Heading("groups", "Who supports it.", given=True, width=20),
        Heading("support", "How many groups, each once.", Kind.NUMBER, given=True, width=8),
        Heading(
            "people", "How many people are in the supporting groups, where their workbooks say so.", given=True, width=9
        ),
        Heading("by constituency", "Of how many groups of each constituency it has support.", given=True, width=17),
        Heading(
            "people from",
            "How many of the participants from each region (or country, or organisation) sit in a supporting group. "
            "Where fewer than three in a group would be told of who are not to be named, they count among the others.",
            given=True,
            width=24,
        ),
        Heading("why", "The groups' reasons and remarks, in their words.", given=True, width=32),
        Heading("in conflict with", "Proposals that cannot be adopted together with this one.", given=True, width=23),
        Heading(
            "perhaps the same as",
            "Proposals that may mean the same in other words, with how often such a guess is right. "
            "They are joined only if you say so, in the next column.",
            given=True,
            width=18,
        ),
        Heading(
            SAME_AS,
            "The id of the proposal that this one is the same as (such as P3): the next merge makes them one, with the "
            "groups of both, each once. no: it is the same as no other. not P3: not as that one. Empty the cell to "
            "take it back.",
            width=9,
        ),
        Heading("rule suggests", "What the adoption rule of meeting.xlsx suggests. You decide.", given=True, width=18),
        choice(
            "decision",
            "Your decision; empty while it is open. bracket: the text is not agreed and stands in square brackets.",
            tuple(verdict.value for verdict in Verdict if verdict.value),
            13,
        ),
        Heading(
            "final wording",
            "The name as it will be printed; for a split one name a line, the part that keeps the old number first.",
            width=26,
        ),
        Heading(
            "reason",
            "Needed for a row of your own, and when you reject what nothing that you adopt contradicts: otherwise the "
            "report says what was adopted instead.",
            width=24,
        ),
        Heading(
            "status",
            "new, recheck (the evidence changed after you decided; delete the text when done), "
            "no longer asked for, part of another one, your own.",
            given=True,
            width=13,
        ),
        Heading("final definition", "Only where the definition changes.", width=40),
        Heading(
            "new input",
            "The words of the final wording that the report marks as new input, one piece a line.",
            width=24,
        ),
        choice(
            "old category lives on",
            "For merges and splits. Merge: yes = it joins the other one, no = both end and a new one begins. "
            "Split: yes = the old one continues with the first name, no = it ends and all parts are new.",
            (YES, NO),
            14,
        ),
        choice(
            "meaning",
            "For a change of wording that brings or takes words: does the category still cover the same (renamed), "
            "more (widened) or less (narrowed)? Empty: as the column “proposed” says.",
            tuple(meaning.value for meaning in Meaning if meaning.value),
            12,
        ),
        Heading(
            "put together",
            "Which wordings count as one, and why; the sheet Wordings shows all of them.",
            given=True,
            width=40,
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
        Heading("support", "How many groups, each once.", Kind.NUMBER, given=True, width=9),
        Heading("in a sentence", "The sentence that is most like all the others, quoted.", given=True, width=40),
        Heading("heading", "As it will stand in the report.", width=26),
        Heading(
            "paragraph",
            "The paragraph for the report. Until you edit it, it is nothing but quotes, and says so.",
            width=80,
        ),
        choice("in the report", "no leaves it out: at first what is only reasons for proposals.", (YES, NO), 10),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("topic",),
)

WORDINGS = SheetForm(
    "Wordings",
    (
        Heading("id", "Permanent.", given=True, width=7),
        Heading("category", "The category that it is about.", given=True, width=30),
        Heading("proposed", "What should happen.", given=True, width=13),
        Heading("wording", "The text; copies of it are counted, not repeated.", given=True, width=60),
        Heading("groups", "Who wrote it.", given=True, width=24),
        Heading("times", "How often it was written.", Kind.NUMBER, given=True, width=8),
        Heading("stands in", "The proposal that it is part of.", given=True, width=10),
        Heading("because", "Why it stands there.", given=True, width=40),
        Heading(
            MOVE_TO,
            "Where it belongs instead: the id of a proposal (P3); the id of another wording (W5), to go where that one "
            "is; or new, for a proposal of its own. The next merge does it, and no later file undoes it. Empty the "
            "cell to take it back.",
            width=12,
        ),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("category", "proposed", "wording"),
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
        Heading("about", "The category or the topic of the row, as the group has it.", given=True, width=30),
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

LAST_MERGE = SheetForm(
    "Last merge",
    (
        Heading("sheet", "", given=True, width=14),
        Heading("what became of the rows", "When a merge last brought anything new.", given=True, width=34),
        Heading("rows", "By their ids.", given=True, width=60),
        Heading("yours", "What stands in a cell of yours for which something else is suggested.", given=True, width=50),
        Heading("suggested now", "What would stand there, had you left it.", given=True, width=50),
    ),
)
"""The account in each workbook that people edit and the program brings up to date."""

LISTS_SHEET = "Lists"
"""The hidden sheet with the closed lists of the dropdowns."""

BASE_SHEET = "Base"
"""The hidden sheet with what the program last wrote: rows that begin with the name of what they are about."""


def headings_name(sheet: str) -> str:
    """What the headings among the rows of a sheet begin with in the hidden sheet."""
    return f"{sheet} headings"


def notes_name(sheet: str) -> str:
    """What the comments on the headers of a sheet begin with in the hidden sheet."""
    return f"{sheet} notes"


DECISION_BOOK = (OVERVIEW, DECISIONS, WORDINGS, ORDER, THEMES, ALIASES, SOURCES, INTAKE)
