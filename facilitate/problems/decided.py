"""Problems with what was decided: what cannot be done, what lacks, what does not add up."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def reason_missing(place: Place, proposal: str, why: str) -> Problem:
    """A decision that needs a reason has none: a rejection, or a row of the facilitator's own.

    Example: P4 is rejected without a reason.
    Cure: Write the reason as the groups should read it.
    """
    return Problem(
        "reason-missing",
        Level.ERROR,
        place,
        found=f"{proposal} is {why} without a reason.",
        remedy="Please write the reason, as the groups should read it.",
    )


def wording_missing(place: Place, proposal: str, lacks: str) -> Problem:
    """An adopted decision lacks the words that it takes.

    Example: P4 is adopted but lacks the new name.
    Cure: Write it into “final wording”.
    """
    return Problem(
        "wording-missing",
        Level.ERROR,
        place,
        found=f"{proposal} is adopted but lacks {lacks}.",
        remedy="Please write it into the column “final wording”.",
        meanwhile="It was not applied.",
    )


def lives_on_missing(place: Place, proposal: str) -> Problem:
    """For a merge or a split it is not said whether the old category lives on.

    Example: P6 does not say whether the old category lives on.
    Cure: Choose yes or no in the column “old category lives on”.
    """
    return Problem(
        "lives-on-missing",
        Level.ERROR,
        place,
        found=f"{proposal} does not say whether the old category lives on.",
        remedy="Please choose yes or no in the column “old category lives on”.",
        meanwhile="It counts as yes.",
    )


def category_gone(place: Place, proposal: str, category: str) -> Problem:
    """A decision is about a category that an earlier decision has ended.

    Example: P9 is about C6, which is no longer on the list.
    Cure: Change the order of the two decisions, or take one of them back.
    """
    return Problem(
        "category-gone",
        Level.ERROR,
        place,
        found=f"{proposal} is about {category}, which an earlier decision has taken off the list.",
        remedy="Please take one of the two decisions back, or change their order.",
        meanwhile="It was not applied.",
    )


def merged_into_itself(place: Place, proposal: str, category: str) -> Problem:
    """A category would be merged into itself, or a part of it moved into itself.

    Example: P6 merges C5 into itself.
    Cure: Choose another target.
    """
    return Problem(
        "merged-into-itself",
        Level.ERROR,
        place,
        found=f"{proposal} merges {category} into itself.",
        remedy="Please choose another target, or take the decision back.",
        meanwhile="It was not applied.",
    )


def merged_in_a_circle(place: Place, proposal: str, category: str, into: str) -> Problem:
    """Mergers lead back to where they began: one category goes into another, which has gone into the first.

    Example: P6 merges C5 into C6, but by an earlier decision C6 has become part of C5.
    Cure: Take one of the decisions back, or choose another target.
    """
    return Problem(
        "merged-in-a-circle",
        Level.ERROR,
        place,
        found=f"{proposal} merges {category} into {into}, but by an earlier decision {into} has become part of "
        f"{category}.",
        remedy="Please take one of these decisions back, or choose another target.",
        meanwhile="It was not applied.",
    )


def both_adopted(place: Place, one: str, other: str, why: str) -> Problem:
    """Two proposals that contradict each other are both adopted.

    Example: P1 and P2 are both adopted: two names for one category.
    Cure: Adopt one of them and reject the other.
    """
    return Problem(
        "both-adopted",
        Level.ERROR,
        place,
        found=f"{one} and {other} are both adopted: {why}.",
        remedy="Please adopt one of them and reject the other.",
        meanwhile="They were applied one after the other.",
    )


def nothing_changes(place: Place, proposal: str) -> Problem:
    """An adopted decision leaves the list as it is.

    Example: P3 is adopted but changes nothing.
    Cure: Write the final wording or definition; or reject it, or defer it.
    """
    return Problem(
        "nothing-changes",
        Level.ERROR,
        place,
        found=f"{proposal} is adopted but changes nothing.",
        remedy="Please write the final wording or the final definition; or reject it, or defer it.",
        meanwhile="It was not applied.",
    )


def mark_not_found(place: Place, proposal: str, words: str) -> Problem:
    """Words to be marked as new input do not stand in the final wording.

    Example: “research” does not stand in the final wording of P5.
    Cure: Copy the words from the final wording.
    """
    return Problem(
        "mark-not-found",
        Level.ERROR,
        place,
        found=f"{quote(words)} does not stand in the final wording of {proposal}.",
        remedy="Please copy the words from the final wording.",
        meanwhile="They were not marked.",
    )


def mark_without_proposal(place: Place, proposal: str, words: str) -> Problem:
    """Words of a row of the facilitator's own are to be marked as the participants' input.

    Example: “Research” is to be marked as the participants' input, but F1 is your own initiative.
    Cure: Take the words out of “new input”; or adopt the groups' proposal with changes, with this wording.
    """
    return Problem(
        "mark-without-proposal",
        Level.ERROR,
        place,
        found=f"{quote(words)} is to be marked as the participants' input, but {proposal} is your own initiative.",
        remedy="Please empty “new input” in this row; or adopt the groups' proposal with changes, in this wording.",
        meanwhile="It was not marked.",
    )


def renamed_or_more(place: Place, proposal: str, came: tuple[str, ...], went: tuple[str, ...]) -> Problem:
    """A rename brings or takes words that carry meaning, and nobody has said that the meaning is the same.

    Example: P1 counts as renamed, but words came (internship) and went (clusters).
    Cure: Choose same, wider or narrower in the column “meaning”.
    """
    moved = [f"{what} ({', '.join(words)})" for what, words in (("came", came), ("went", went)) if words]
    return Problem(
        "renamed-or-more",
        Level.QUESTION,
        place,
        found=f"{proposal} counts as renamed, but words {listed(moved)}.",
        expected="Does the category still cover the same?",
        remedy="Please choose same, wider or narrower in the column “meaning”.",
    )


def same_name(place: Place, name: str, one: str, other: str) -> Problem:
    """Two categories of the revised list have the same name.

    Example: C3 and C11 are both called “Training”.
    Cure: Change the final wording of one of them.
    """
    return Problem(
        "same-name",
        Level.ERROR,
        place,
        found=f"{one} and {other} are both called {quote(name)}.",
        remedy="Please change the final wording of one of them.",
    )


def answered_nothing(place: Place, proposal: str) -> Problem:
    """A decision answers a proposal that no group makes any more.

    Example: P8 is decided, but no group's workbook asks for it any more.
    Cure: Check whether a file was taken out or replaced; if the decision no longer holds, empty the cell.
    """
    return Problem(
        "answered-nothing",
        Level.ERROR,
        place,
        found=f"{proposal} is decided, but no group's workbook asks for it any more.",
        remedy="Please check whether a file was taken out or replaced; if it no longer holds, empty the decision.",
        meanwhile="The decision stands.",
    )


def bracket_open(place: Place, name: str) -> Problem:
    """A square bracket is opened and not closed, closed and not opened, or nested.

    Example: The brackets in “Training [and advice” do not match.
    Cure: Close each bracket once, and put none inside another.
    """
    return Problem(
        "bracket-open",
        Level.ERROR,
        place,
        found=f"The brackets in {quote(name)} do not match.",
        remedy="Please close each bracket once, and put none inside another.",
    )


def unsound_list(place: Place, invariant: int, what: str) -> Problem:
    """The decisions lead to a list that breaks one of the rules of change tracking.

    Example: C6 “Sectoral approach” has no outcome (rule 1).
    Cure: Look at the row, and at every other row on the same category.
    """
    return Problem(
        "unsound-list",
        Level.ERROR,
        place,
        found=f"{what[:1].upper()}{what[1:]} (rule {invariant}).",
        remedy="Please look at this row again, and at every other row on the same category.",
    )


def unsound_history(place: Place, meeting: str, invariant: int, what: str, row: str) -> Problem:
    """The history of the series contradicts itself.

    Example: In the history of “core-group-1”: C6 has no outcome (rule 1); see decisions.xlsx:Decisions!J9 there.
    Cure: Copy report/history.json again from the folder of the meeting before.
    """
    there = f"; see {row} in the folder of that meeting" if row else ""
    return Problem(
        "unsound-history",
        Level.ERROR,
        place,
        found=f"In the history of {quote(meeting)}: {what} (rule {invariant}){there}.",
        remedy="Please run the report of that meeting again and copy its report/history.json here.",
    )


def still_undecided(place: Place, ids: tuple[str, ...]) -> Problem:
    """A report is made while proposals wait for a decision.

    Example: P4 and P9 are not decided yet.
    Cure: Decide in the column “decision”; to put a proposal off, choose defer.
    """
    return Problem(
        "still-undecided",
        Level.QUESTION,
        place,
        found=f"Not decided yet: {listed(ids)}.",
        remedy="Please decide; to put a proposal off, choose defer.",
        meanwhile="The report calls the list a draft.",
    )


def to_recheck(place: Place, ids: tuple[str, ...]) -> Problem:
    """A report is made while the evidence of decided rows has changed.

    Example: The evidence has changed since you decided on P4.
    Cure: Look at the row again, and delete the text in the column “status”.
    """
    return Problem(
        "to-recheck",
        Level.QUESTION,
        place,
        found=f"The evidence has changed since you decided on {listed(ids)}.",
        remedy="Please look at these rows again, and delete the text in the column “status” when you are done.",
        meanwhile="Your decisions stand.",
    )


def nothing_written(place: Place, what: str) -> Problem:
    """A part of the report has nothing to say, because nothing was written for it.

    Example: There is no summary of an agenda item yet.
    Cure: Fill it in, and make the report again.
    """
    return Problem(
        "nothing-written",
        Level.NOTE,
        place,
        found=f"There is no {what} yet.",
        remedy="Please fill it in and make the report again.",
        meanwhile="The report leaves that part out.",
    )


def earlier_changed(place: Place, meeting: str) -> Problem:
    """The report of the meeting before was made anew after this meeting had been begun from it.

    Example: The report of “core-group-1” has changed since this meeting was begun from it.
    Cure: Copy its report/history.json to this folder, and bring the sheet “categories” in line.
    """
    return Problem(
        "earlier-changed",
        Level.QUESTION,
        place,
        found=f"The report of {quote(meeting)} has changed since this meeting was begun from it.",
        remedy="If the new one holds, please copy its report/history.json to this folder, and check again.",
        meanwhile="The list was used as it was carried forward.",
    )
