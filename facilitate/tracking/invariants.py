"""What must hold of every step, whoever made it: each rule with its number in the vocabulary and a plain message.

The rules read a finished step and nothing else, so that they also judge a history that was read from a file. Each
says beside its message what it is about, a decision or a category, so that the row to look at can be named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from facilitate.records.categories import Category, CategoryId, Status, Version
from facilitate.records.changes import Change, History, Step
from facilitate.records.decisions import DecisionBook, Ordered, Verdict
from facilitate.text import fold, quote
from facilitate.tracking.brackets import balanced, standing_texts
from facilitate.tracking.crosswalk import counted
from facilitate.tracking.fingerprints import fingerprint
from facilitate.tracking.outcomes import born
from facilitate.tracking.types import UNDECIDED, misshapen
from facilitate.tracking.undo import undo
from facilitate.tracking.versions import replayed
from facilitate.tracking.words import doubtful_renames

Found = tuple[str, str]
"""What is wrong, in plain words; and the id of the decision or the category that it is about, or nothing."""

Rule = Callable[[Step], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold. ``about`` is the id of a decision or of a category, empty where it is neither."""

    rule: int
    what: str
    about: str = ""


def every_old_category_has_an_outcome(step: Step) -> Iterator[Found]:
    """1: an untouched one gets an explicit *kept*."""
    touched = {id for change in step.changes for id in change.old}
    for entry in step.before.categories:
        if entry.id not in touched:
            yield f"{_named(entry)} has no outcome", entry.id


def every_new_category_has_an_origin(step: Step) -> Iterator[Found]:
    """2: each is reached by a change; *new* has no old ids, *dropped* no new ones."""
    reached = {id for change in step.changes for id in change.new}
    for entry in step.after.categories:
        if entry.id not in reached:
            yield f"{_named(entry)} has no origin", entry.id


def decisions_give_the_list(step: Step) -> Iterator[Found]:
    """3: the adopted decisions, in sequence, on the old list give the new one exactly."""
    order = tuple(Ordered(id, origin) for id, origin in born(step).items())
    made = replayed(step.before, DecisionBook(step.decisions, order))
    found = {entry.id: entry for entry in step.after.categories}
    if made != found:
        for id in sorted(made.keys() | found.keys()):
            if made.get(id) != found.get(id):
                yield f"{id} was changed without a decision", id


def every_adopted_decision_changes_something(step: Step) -> Iterator[Found]:
    """4: and nothing else does: a rejected, deferred or bracketed decision has no change."""
    cited = {change.decision for change in step.changes}
    adopted = {decision.proposal for decision in step.decisions if decision.verdict.adopted}
    for decision in step.decisions:
        if decision.verdict.adopted and decision.proposal not in cited:
            yield f"{decision.proposal} is adopted and changes nothing", decision.proposal
    for change in step.changes:
        if change.decision not in adopted and (change.decision or change.type not in UNDECIDED):
            yield f"the change “{change.type.label}” rests on no adopted decision", change.decision or _first(change)


def every_decision_cites_a_proposal(step: Step) -> Iterator[Found]:
    """5: or is the facilitator's own; own and rejecting decisions have a reason."""
    asked = {proposal.id for proposal in step.proposals}
    for decision in step.decisions:
        if decision.verdict and not decision.own and decision.proposal not in asked:
            yield f"{decision.proposal} answers no proposal", decision.proposal
        if not decision.reason and (decision.verdict is Verdict.REJECT or (decision.own and decision.verdict)):
            yield f"{decision.proposal} lacks a reason", decision.proposal


def agreed_leaves_nothing_open(step: Step) -> Iterator[Found]:
    """6: every proposal has a status; an agreed list has none open."""
    answered = {decision.proposal for decision in step.decisions if decision.verdict}
    if step.after.status is Status.AGREED:
        for proposal in step.proposals:
            if proposal.id not in answered:
                yield f"the list is called agreed and {proposal.id} is open", proposal.id


def every_proposal_cites_evidence(step: Step) -> Iterator[Found]:
    """7: group, file, sheet, cell and text as found. That the cells still read so is for the files to say."""
    for proposal in step.proposals:
        sources = [contribution.source for contribution in proposal.contributions]
        if not sources or not all(
            one.group and one.place.file and one.place.sheet and one.place.cell and one.text for one in sources
        ):
            yield f"{proposal.id} cites no cell", proposal.id


def ids_are_never_reused(step: Step) -> Iterator[Found]:
    """8: a retired id stays retired with its last wording, and points on only to ids that exist."""
    gone = [entry.category.id for entry in step.after.retired]
    times = Counter([*gone, *(entry.id for entry in step.after.categories)])
    for id in sorted(times):
        if times[id] > 1:
            yield f"the id {id} is used {times[id]} times", id
    if step.after.retired[: len(step.before.retired)] != step.before.retired:
        kept = set(step.after.retired)
        for entry in step.before.retired:
            if entry not in kept:
                yield f"{entry.category.id} has lost its last wording", entry.category.id
    ended = {id: place for place, id in enumerate(gone)}
    for place, entry in enumerate(step.after.retired):
        for id in entry.became:
            if id not in times:
                yield f"{entry.category.id} points to {id}, which does not exist", entry.category.id
            elif ended.get(id, len(gone)) <= place:
                yield f"{entry.category.id} points on to {id}, which ended before it: a circle", entry.category.id


def the_count_adds_up(step: Step) -> Iterator[Found]:
    """9: new = old − dropped − absorbed + split off + broken up (net) + new."""
    if counted(step) != len(step.after.categories):
        yield f"the changes lead to {counted(step)} categories and the list has {len(step.after.categories)}", ""


def types_fit_their_shape(step: Step) -> Iterator[Found]:
    """10: the links of each change are those of its type."""
    yield from ((why, change.decision or _first(change)) for change in step.changes if (why := misshapen(change)))


def renames_keep_the_meaning(step: Step) -> Iterator[Found]:
    """11: a rename in which content words came or went raises the question: renamed, or widened or narrowed?"""
    for doubt in doubtful_renames(step):
        moved = ", ".join((*doubt.came, *doubt.went))
        yield (
            f"{doubt.decision} counts as renamed, and the meaning may have changed with the words: {moved}",
            doubt.decision,
        )


def marks_are_attributed(step: Step) -> Iterator[Found]:
    """12: marked words occur in the version's text; participants' input cites an accepted proposal."""
    asked = {proposal.id for proposal in step.proposals}
    accepted = {one.proposal for one in step.decisions if one.verdict.adopted and one.proposal in asked}
    earlier = {(entry.id, mark) for entry in step.before.categories for mark in entry.marks}
    for entry in step.after.categories:
        for mark in entry.marks:
            if not 0 <= mark.start < mark.end <= len(entry.name):
                yield f"words are marked that the name of {_named(entry)} does not hold", mark.proposal
            elif mark.proposal not in accepted and (entry.id, mark) not in earlier:
                words = quote(entry.name[mark.start : mark.end])
                yield f"{words} is marked as new input of {mark.proposal}, which is no accepted proposal", mark.proposal


def brackets_are_recorded(step: Step) -> Iterator[Found]:
    """13: square brackets are never nested, each is closed at most once, and none is open in an agreed list."""
    after = step.after
    for entry in after.categories:
        if not (balanced(entry.name) and balanced(entry.definition)):
            yield f"the square brackets in {_named(entry)} do not match", entry.id
    recorded = {(one.category, one.where, one.text) for one in after.open_brackets}
    for id, where, text in standing_texts(after):
        if (id, where, text) not in recorded:
            yield f"the brackets around {quote(text)} in the {where} of {id} are not recorded", id
    later = {one.id: one for one in after.brackets}
    if len(later) < len(after.brackets):
        yield "two square brackets have one id", ""
    for one in step.before.brackets:
        now = later.get(one.id)
        if now is None or replace(now, closed=one.closed, closed_by=one.closed_by) != one:
            yield f"the brackets around {quote(one.text)} were lost", one.opened_by
        elif one.closed and now != one:
            yield f"the brackets around {quote(one.text)} were closed twice", one.opened_by
    if after.status is Status.AGREED:
        for one in after.open_brackets:
            yield f"the list is called agreed and {quote(one.text)} stands in square brackets", one.opened_by


def names_are_unique(step: Step) -> Iterator[Found]:
    """14: case and spaces ignored; numbers run 1..n by their place in the list."""
    names = Counter(fold(entry.name) for entry in step.after.categories)
    if len(names) == len(step.after.categories):
        return
    for entry in step.after.categories:
        if names[fold(entry.name)] > 1:
            yield f"{entry.id} shares its name {quote(entry.name)}", entry.id


def made_from_the_list_before(step: Step) -> Iterator[Found]:
    """15: a later version never edits an earlier one."""
    if step.after.follows and step.after.follows != fingerprint(step.before):
        yield f"the list {step.before.label} was edited after {step.after.label} was made from it", ""


def undoing_gives_the_list_before(step: Step) -> Iterator[Found]:
    """16: undoing all changes of a step on n+1 gives n."""
    undone, before = undo(step), step.before
    if undone.categories != before.categories:
        found = {entry.id: entry for entry in undone.categories}
        for entry in before.categories:
            if found.get(entry.id) != entry:
                yield f"undoing the changes does not give {_named(entry)} back", entry.id
        for id in found.keys() - {entry.id for entry in before.categories}:
            yield f"undoing the changes leaves {id}, which was not on the list before", id
    if undone.retired != before.retired or undone.brackets != before.brackets:
        yield "undoing the changes does not give back what had ended before", ""


RULES: dict[int, Rule] = {
    1: every_old_category_has_an_outcome,
    2: every_new_category_has_an_origin,
    3: decisions_give_the_list,
    4: every_adopted_decision_changes_something,
    5: every_decision_cites_a_proposal,
    6: agreed_leaves_nothing_open,
    7: every_proposal_cites_evidence,
    8: ids_are_never_reused,
    9: the_count_adds_up,
    10: types_fit_their_shape,
    12: marks_are_attributed,
    13: brackets_are_recorded,
    14: names_are_unique,
    15: made_from_the_list_before,
    16: undoing_gives_the_list_before,
}
"""By their numbers in the vocabulary of changes."""

QUESTIONS: dict[int, Rule] = {11: renames_keep_the_meaning}
"""Rules that only ask: what they find may well be right."""


def broken(step: Step) -> tuple[Breach, ...]:
    """Every rule that a step breaks, with what breaks it; questions are none."""
    return tuple(Breach(number, *found) for number, rule in RULES.items() for found in rule(step))


def broken_line(history: History) -> tuple[tuple[Step, Breach], ...]:
    """Where a series is no one line: a meeting that did not begin with the list of the one before (15, with 3 and 8).

    A definition or a source that was left empty may have been filled in between, and marks belong to one meeting.
    """
    found = []
    for one, next_one in pairwise(history.steps):
        agreed, begun = one.after, next_one.before
        if begun.label != agreed.label or (begun.follows and begun.follows != fingerprint(agreed)):
            what = f"it does not go on from the list {agreed.label} as {agreed.session} left it"
            found.append((next_one, Breach(15, what)))
        elif _line(begun) != _line(agreed):
            what = f"the list {agreed.label} was changed between two meetings without a decision"
            found.append((next_one, Breach(3, what)))
    return tuple(found)


def _line(version: Version) -> tuple[object, ...]:
    return tuple((entry.id, entry.name) for entry in version.categories), version.retired, version.brackets


def _named(entry: Category) -> str:
    return f"{entry.id} {quote(entry.name)}"


def _first(change: Change) -> CategoryId:
    return next(iter((*change.old, *change.new)), CategoryId(""))
