"""What must hold of every step, whoever made it: each rule with its number in the vocabulary and a plain message.

The rules read a finished step and nothing else, so that they also judge a history that was read from a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from facilitate.problems import Problem
from facilitate.problems.decided import unsound_history
from facilitate.records.changes import History, Step
from facilitate.records.decisions import DecisionBook, Ordered, Verdict
from facilitate.records.sources import Place
from facilitate.text import fold, quote
from facilitate.tracking.crosswalk import counted
from facilitate.tracking.outcomes import born
from facilitate.tracking.types import UNDECIDED, misshapen
from facilitate.tracking.versions import revise

Rule = Callable[[Step], Iterator[str]]


def every_old_category_has_an_outcome(step: Step) -> Iterator[str]:
    """1: an untouched one gets an explicit *kept*."""
    touched = {id for change in step.changes for id in change.old}
    for entry in step.before.categories:
        if entry.id not in touched:
            yield f"{entry.id} {quote(entry.name)} has no outcome"


def every_new_category_has_an_origin(step: Step) -> Iterator[str]:
    """2: each is reached by a change; *new* has no old ids, *dropped* no new ones."""
    reached = {id for change in step.changes for id in change.new}
    for entry in step.after.categories:
        if entry.id not in reached:
            yield f"{entry.id} {quote(entry.name)} has no origin"


def decisions_give_the_list(step: Step) -> Iterator[str]:
    """3: the adopted decisions, in sequence, on the old list give the new one exactly."""
    order = tuple(Ordered(entry.id, born(step).get(entry.id, "")) for entry in step.after.categories)
    book = DecisionBook(step.decisions, order)
    again, _ = revise(step.before, book, step.proposals, step.conflicts, session=step.after.session)
    made = {entry.id: entry for entry in again.after.categories}
    found = {entry.id: entry for entry in step.after.categories}
    for id in sorted(made.keys() | found.keys()):
        if made.get(id) != found.get(id):
            yield f"{id} was changed without a decision"
    if made == found and again.after.categories != step.after.categories:
        yield "the order was changed without a decision"


def every_adopted_decision_changes_something(step: Step) -> Iterator[str]:
    """4: and nothing else does: a rejected, deferred or bracketed decision has no change."""
    cited = {change.decision for change in step.changes}
    adopted = {decision.proposal for decision in step.decisions if decision.verdict.adopted}
    for decision in step.decisions:
        if decision.verdict.adopted and decision.proposal not in cited:
            yield f"{decision.proposal} is adopted and changes nothing"
    for change in step.changes:
        if change.type not in UNDECIDED and change.decision not in adopted:
            yield f"the change “{change.type.label}” rests on no adopted decision"


def every_decision_cites_a_proposal(step: Step) -> Iterator[str]:
    """5: or is the facilitator's own; own and rejecting decisions have a reason."""
    asked = {proposal.id for proposal in step.proposals}
    for decision in step.decisions:
        if decision.verdict and not decision.own and decision.proposal not in asked:
            yield f"{decision.proposal} answers no proposal"
        if not decision.reason and (decision.verdict is Verdict.REJECT or (decision.own and decision.verdict)):
            yield f"{decision.proposal} lacks a reason"


def agreed_leaves_nothing_open(step: Step) -> Iterator[str]:
    """6: every proposal has a status; an agreed list has none open."""
    answered = {decision.proposal for decision in step.decisions if decision.verdict}
    if step.after.status == "agreed":
        for proposal in step.proposals:
            if proposal.id not in answered:
                yield f"the list is called agreed and {proposal.id} is open"


def every_proposal_cites_evidence(step: Step) -> Iterator[str]:
    """7: group, file, sheet, cell and text as found."""
    for proposal in step.proposals:
        sources = [contribution.source for contribution in proposal.contributions]
        if not sources or not all(one.place.file and one.place.cell and one.text for one in sources):
            yield f"{proposal.id} cites no cell"


def ids_are_never_reused(step: Step) -> Iterator[str]:
    """8: a retired id stays retired, and points on only to ids that exist."""
    gone = [entry.category.id for entry in step.after.retired]
    living = [entry.id for entry in step.after.categories]
    for id, times in sorted(Counter([*gone, *living]).items()):
        if times > 1:
            yield f"the id {id} is used {times} times"
    for entry in step.before.retired:
        if entry not in step.after.retired:
            yield f"{entry.category.id} has lost its last wording"
    for entry in step.after.retired:
        for id in entry.became:
            if id not in gone and id not in living:
                yield f"{entry.category.id} points to {id}, which does not exist"


def the_count_adds_up(step: Step) -> Iterator[str]:
    """9: new = old − dropped − absorbed + split off + broken up (net) + new."""
    if counted(step) != len(step.after.categories):
        yield f"the changes lead to {counted(step)} categories and the list has {len(step.after.categories)}"


def types_fit_their_shape(step: Step) -> Iterator[str]:
    """10: the links of each change are those of its type."""
    yield from (why for change in step.changes if (why := misshapen(change)))


def names_are_unique(step: Step) -> Iterator[str]:
    """14: case and spaces ignored; numbers run 1..n by their place in the list."""
    names = Counter(fold(entry.name) for entry in step.after.categories)
    for entry in step.after.categories:
        if names[fold(entry.name)] > 1:
            yield f"{entry.id} shares its name {quote(entry.name)}"


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
    14: names_are_unique,
}
"""By their numbers in the vocabulary of changes."""


def broken(step: Step) -> tuple[tuple[int, str], ...]:
    """Every rule that a step breaks, with what breaks it."""
    return tuple((number, what) for number, rule in RULES.items() for what in rule(step))


def check_history(history: History, file: str) -> tuple[Problem, ...]:
    """What is unsound in the history of a series, as it was read from ``file``."""
    return tuple(
        unsound_history(Place(file), step.after.session, number, what)
        for step in history.steps
        for number, what in broken(step)
    )
