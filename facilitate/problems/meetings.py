"""Problems with what stands in meeting.xlsx."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, perhaps, quote


def unknown_key(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """A row of the sheet “meeting” has a key that the program does not know.

    Example: “venue” is not one of the keys.
    Cure: Use one of the keys that the sheet came with.
    """
    return Problem(
        "unknown-key",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not one of the keys.",
        expected=f"{perhaps(found, known)}The keys are: {listed(known)}.",
        remedy="Please use one of them.",
        meanwhile="The row was not used.",
    )


def missing_value(place: Place, key: str) -> Problem:
    """Something that every meeting needs is not filled in.

    Example: The title of the meeting is missing.
    Cure: Write it into the column “value”.
    """
    return Problem(
        "missing-value",
        Level.ERROR,
        place,
        found=f"The {key} of the meeting is missing.",
        remedy=f"Please write it into the column “value”, in the row {quote(key)}.",
    )


def second_value(place: Place, key: str) -> Problem:
    """A key that takes one value is there twice.

    Example: The key “date” is there a second time.
    Cure: Keep one of the two rows.
    """
    return Problem(
        "second-value",
        Level.QUESTION,
        place,
        found=f"The key {quote(key)} is there a second time.",
        remedy="Please keep one of the two rows.",
        meanwhile="The first one was used.",
    )


def missing_cell(place: Place, header: str) -> Problem:
    """A row lacks what it cannot do without.

    Example: The name is missing.
    Cure: Fill the cell in, or delete the row.
    """
    return Problem(
        "missing-cell",
        Level.ERROR,
        place,
        found=f"The {header} is missing.",
        remedy="Please fill this cell in, or delete the row.",
        meanwhile="The row was not used.",
    )


def no_rows(place: Place, what: str) -> Problem:
    """A sheet that a meeting needs has no row yet.

    Example: There is no agenda item yet.
    Cure: Fill the sheet in.
    """
    return Problem(
        "no-rows",
        Level.ERROR,
        place,
        found=f"There is no {what} yet.",
        remedy="Please fill this sheet in, one row each.",
    )


def example_row(place: Place) -> Problem:
    """The example that the sheet came with is still there.

    Example: This is still the example row.
    Cure: Write over it, or delete the row.
    """
    return Problem(
        "example-row",
        Level.NOTE,
        place,
        found="This is still the example row.",
        remedy="Please write over it, or delete it.",
        meanwhile="It was not used.",
    )


def not_a_date(place: Place, found: str) -> Problem:
    """A date cannot be read as one.

    Example: “mid November” is not a date.
    Cure: Type the date so that the program you use shows it as one: 2020-11-19.
    """
    return Problem(
        "not-a-date",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a date.",
        remedy="Please type it in the form 2020-11-19.",
        meanwhile="It counts as not filled in.",
    )


def not_a_time(place: Place, found: str) -> Problem:
    """A time of day cannot be read as one.

    Example: “after lunch” is not a time of day.
    Cure: Type it in the form 14:05.
    """
    return Problem(
        "not-a-time",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a time of day.",
        remedy="Please type it in the form 14:05.",
        meanwhile="It counts as not filled in.",
    )


def not_a_number(place: Place, found: str) -> Problem:
    """A whole number is expected and something else is there.

    Example: “about ten” is not a whole number.
    Cure: Type digits only.
    """
    return Problem(
        "not-a-number",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a whole number above zero.",
        remedy="Please type digits only.",
        meanwhile="It counts as not filled in.",
    )


def not_a_choice(place: Place, found: str, known: tuple[str, ...], taken_for: str) -> Problem:
    """A word is not one of the closed list of its column.

    Example: “workshop” is not one of: plenary, breakout, break and other.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "not-a-choice",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not one of: {listed(known)}.",
        expected=perhaps(found, known).strip(),
        remedy="Please choose a word from the list.",
        meanwhile=f"It counts as {quote(taken_for)}.",
    )


def unknown_zone(place: Place, found: str, candidates: tuple[str, ...]) -> Problem:
    """The time zone is not one that calendars know.

    Example: “Geneva” is not the name of a time zone.
    Cure: Use a name such as Europe/Zurich.
    """
    return Problem(
        "unknown-zone",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not the name of a time zone." if found else "The time zone is missing.",
        expected=f"Perhaps {listed(candidates, 'or')}." if candidates else "",
        remedy="Please use a name such as Europe/Zurich or Africa/Nairobi.",
        meanwhile="Times count as UTC.",
    )


def unknown_quorum(place: Place, found: str) -> Problem:
    """The quorum cannot be understood.

    Example: “enough of them” is not a quorum.
    Cure: Use a number of groups (5), a share (60%), majority or none.
    """
    return Problem(
        "unknown-quorum",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a quorum.",
        expected="A quorum is a number of groups (5), a share of them (60%), majority or none.",
        remedy="Please use one of them.",
        meanwhile="It counts as none.",
    )


def unknown_rule(place: Place, found: str) -> Problem:
    """The adoption rule cannot be understood.

    Example: “most of them” is not an adoption rule.
    Cure: Use majority, any, unanimous, none, a number of groups (3) or a share (60%).
    """
    return Problem(
        "unknown-rule",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not an adoption rule.",
        expected="The rules are: majority, any, unanimous, none, a number of groups (3) or a share (60%).",
        remedy="Please use one of them.",
        meanwhile="It counts as majority.",
    )


def unusable_id(place: Place, found: str) -> Problem:
    """An id holds spaces or signs, or a category's id does not end in a number.

    Example: “C 1” cannot be used as an id.
    Cure: Letters and digits without spaces: C1 for a category, green for a group.
    """
    return Problem(
        "unusable-id",
        Level.ERROR,
        place,
        found=f"{quote(found)} cannot be used as an id.",
        remedy="Please begin with a letter and use no spaces: C1 for a category, green for a group.",
        meanwhile="The row was not used.",
    )


def duplicate_id(place: Place, found: str, first: str) -> Problem:
    """An id, or a name that must be the only one of its kind, is there twice.

    Example: “C3” is there already, in A4.
    Cure: Give the second one an id of its own.
    """
    return Problem(
        "duplicate-id",
        Level.ERROR,
        place,
        found=f"{quote(found)} is there already, in {first}.",
        remedy="Please give each its own.",
        meanwhile="This row was not used.",
    )


def no_such_group(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """A participant is put into a group that the sheet “groups” does not list.

    Example: There is no group “purple”.
    Cure: Use an id of the sheet “groups”.
    """
    return Problem(
        "no-such-group",
        Level.QUESTION,
        place,
        found=f"There is no group {quote(found)}.",
        expected=f"The groups are: {listed(known)}." if known else "",
        remedy="Please use an id of the sheet “groups”.",
    )


def no_such_interest(place: Place, found: str) -> Problem:
    """A participant's category is not on the list.

    Example: “Training” is no category of the list.
    Cure: Use ids, printed numbers or names, with a semicolon between.
    """
    return Problem(
        "no-such-interest",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is no category of the list.",
        remedy="Please use ids, printed numbers or names, with a semicolon between.",
        meanwhile="The person is counted under “other”.",
    )


def changed_without_decision(place: Place, found: str, agreed: str) -> Problem:
    """The list differs from what the meeting before agreed on, and no decision says so.

    Example: “Training” is not what the last meeting agreed: “Training delivery”.
    Cure: Put the agreed wording back, and change it by a decision.
    """
    return Problem(
        "changed-without-decision",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not what the last meeting agreed: {quote(agreed)}.",
        remedy="Please put the agreed list back, and change it by a decision in decisions.xlsx.",
        meanwhile="The agreed list was used.",
    )


def items_overlap(place: Place, title: str, minutes: int, before: str) -> Problem:
    """An agenda item begins before the one above it has ended.

    Example: “Closing” begins 5 minutes before “Next steps” has ended.
    Cure: Move its start, or shorten the item above.
    """
    return Problem(
        "items-overlap",
        Level.ERROR,
        place,
        found=f"{quote(title)} begins {count(minutes, 'minute')} before {quote(before)} has ended.",
        remedy="Please move its start, or shorten the item above.",
    )


def items_gap(place: Place, title: str, minutes: int, before: str) -> Problem:
    """There is time between two agenda items for which nothing is planned.

    Example: 10 minutes lie between “Opening” and “Icebreaker”.
    Cure: Move the start, or add an item of the kind break.
    """
    return Problem(
        "items-gap",
        Level.QUESTION,
        place,
        found=f"{count(minutes, 'minute')} lie between {quote(before)} and {quote(title)}.",
        remedy="Please move the start, or add an item of the kind “break”.",
    )


def wrong_total(place: Place, planned: str, agenda: str) -> Problem:
    """The agenda does not begin or end when the meeting does.

    Example: The meeting ends at 16:00 and its agenda at 16:10.
    Cure: Mend one of the two.
    """
    return Problem(
        "wrong-total",
        Level.ERROR,
        place,
        found=f"The meeting {planned} and its agenda {agenda}.",
        remedy="Please mend one of the two.",
    )


def no_time(place: Place, title: str) -> Problem:
    """Nothing tells when an agenda item begins or how long it takes.

    Example: Nothing tells how long “Icebreaker” takes.
    Cure: Fill in its minutes, or the start of the next item.
    """
    return Problem(
        "no-time",
        Level.ERROR,
        place,
        found=f"Nothing tells how long {quote(title)} takes.",
        remedy="Please fill in its minutes, or the start of the next item, or the end of the meeting.",
        meanwhile="It counts as 0 minutes.",
    )


def unknown_language(place: Place, found: str) -> Problem:
    """The language is not a code that documents can carry.

    Example: “English” is not the code of a language.
    Cure: Use en, fr, es, ar ...
    """
    return Problem(
        "unknown-language",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not the code of a language.",
        remedy="Please use a code such as en, fr, es or ar.",
        meanwhile="It counts as en.",
    )
