"""What is wrong or doubtful in the decisions of a step, each with its row in decisions.xlsx."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from facilitate.problems import Problem
from facilitate.problems.decided import (
    answered_nothing,
    both_adopted,
    bracket_open,
    reason_missing,
    renamed_or_more,
    same_name,
)
from facilitate.problems.evidence import wording_without_source, words_disappeared
from facilitate.records.categories import Category, CategoryId
from facilitate.records.changes import Step
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.records.sources import Place
from facilitate.text import fold
from facilitate.tracking.brackets import balanced
from facilitate.tracking.types import WORDING
from facilitate.tracking.words import Finding, doubtful_renames, review_words


def check_decisions(step: Step) -> Iterator[Problem]:
    """What can be said of the decisions without applying them."""
    asked = {proposal.id for proposal in step.proposals}
    by_id = {decision.proposal: decision for decision in step.decisions}
    for decision in step.decisions:
        if not decision.verdict:
            continue
        if not decision.own and decision.proposal not in asked:
            yield answered_nothing(decision.place, decision.proposal)
        if not decision.reason and decision.verdict is Verdict.REJECT:
            yield reason_missing(decision.place, decision.proposal, "rejected")
        elif not decision.reason and decision.own:
            yield reason_missing(decision.place, decision.proposal, "a decision of your own")
    yield from _contradictions(step)
    for conflict in step.conflicts:
        one, other = by_id.get(conflict.one), by_id.get(conflict.other)
        if one and other and one.verdict.adopted and other.verdict.adopted:
            yield both_adopted(other.place, conflict.one, conflict.other, conflict.why)


def _contradictions(step: Step) -> Iterator[Problem]:
    """Two adopted decisions that word one category differently, beside the conflicts among the proposals."""
    told = {frozenset((conflict.one, conflict.other)) for conflict in step.conflicts}
    by_category: dict[CategoryId, list[Decision]] = {}
    for row in step.decisions:
        if row.verdict.adopted and row.category and row.action in (*WORDING, Action.SPLIT):
            by_category.setdefault(row.category, []).append(row)
    for rows in by_category.values():
        for first, second in combinations(rows, 2):
            if frozenset((first.proposal, second.proposal)) in told:
                continue
            if first.names and second.names and [*map(fold, first.names)] != [*map(fold, second.names)]:
                yield both_adopted(second.place, first.proposal, second.proposal, "two final wordings for one category")
            elif first.definition and second.definition and fold(first.definition) != fold(second.definition):
                why = "two final definitions for one category"
                yield both_adopted(second.place, first.proposal, second.proposal, why)


def review_wording(step: Step) -> Iterator[Problem]:
    """Words to look at once more: new ones that no group wrote, and old ones that disappeared."""
    by_id = {decision.proposal: decision for decision in step.decisions}
    for one in review_words(step):
        row = by_id[one.decision].place if one.decision in by_id else Place()
        if one.finding is Finding.UNSOURCED:
            yield wording_without_source(row, one.decision, one.category.name, one.words)
        elif one.finding is Finding.GONE:
            yield words_disappeared(row, one.decision, one.category.name, one.words)


def check_wording(step: Step, book: DecisionBook) -> Iterator[Problem]:
    """Names that are there twice, brackets that do not match, and renames that may be more than that."""
    by_id = {decision.proposal: decision for decision in step.decisions}
    places = {row.id: row.place for row in book.order}
    decided = next((decision.place for decision in book.decisions), None)
    seen: dict[str, Category] = {}
    for entry in step.after.categories:
        place = places.get(entry.id) or decided
        first = seen.setdefault(fold(entry.name), entry)
        if place and first is not entry:
            yield same_name(place, entry.name, first.id, entry.id)
    for decision in step.decisions:
        if decision.verdict.adopted or decision.verdict is Verdict.BRACKET:
            texts = (*decision.names, decision.definition)
            yield from (bracket_open(decision.place, text) for text in texts if not balanced(text))
    for doubt in doubtful_renames(step):
        yield renamed_or_more(by_id[doubt.decision].place, doubt.decision, doubt.came, doubt.went)
