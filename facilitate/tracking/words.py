"""Words that came and words that went: what a change of wording should be looked at for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.categories import Category, CategoryId, ProposalId
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Proposal
from facilitate.records.decisions import Meaning
from facilitate.text import SMALL_WORDS, fold
from facilitate.tracking.types import UNDECIDED, WORDING

_SHORTEST = 4  # shorter words are no plurals to be cut


class Finding(StrEnum):
    """Why words are listed for review."""

    UNMARKED = "new, from the groups, not marked"
    UNSOURCED = "new, without a source"
    GONE = "disappeared"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one category to look at again.

    ``category`` is one of the new list, for words that disappeared one of the old. ``where`` is ``name`` or
    ``definition``; ``decision`` is the row behind the change; ``proposals`` are those in whose words they stand.
    """

    category: Category
    finding: Finding
    words: tuple[str, ...]
    decision: ProposalId
    proposals: tuple[ProposalId, ...] = ()
    where: str = "name"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rename in which content words came or went: is it one, or did the category become wider or narrower?"""

    decision: ProposalId
    came: tuple[str, ...]
    went: tuple[str, ...]


def content_words(text: str) -> dict[str, str]:
    """The words of a text that carry meaning, by their stems, in order.

    >>> content_words("Policies for the skills of women")
    {'policy': 'policies', 'skill': 'skills', 'women': 'women'}
    """
    words = (word for word in fold(text).split() if word not in SMALL_WORDS and not (len(word) == 1 and word.isascii()))
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(stem(word), word)
    return found


def stem(word: str) -> str:
    """A word without the ending of an English plural, so that skill and skills are one word."""
    if len(word) < _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def review_words(step: Step) -> tuple[Words, ...]:
    """New wording that nobody asked for or that is not marked, in the order of the new list; then what disappeared."""
    reaching, leaving = _by_category(step)
    said = _said(step.proposals)
    found = [
        one
        for entry in step.after.categories
        if entry.id in reaching
        for one in _came(step, entry, reaching[entry.id], said)
    ]
    for entry in step.before.categories:
        heirs = [heir for id in step.after.heirs(entry.id) if (heir := step.after.get(id))]
        heirs += [part for one in leaving.get(entry.id, ()) for id in one.new if (part := step.after.get(id))]
        if heirs and entry.id in leaving:
            went = _missing(entry.name, (heir.name for heir in heirs))
            if went:
                found.append(Words(entry, Finding.GONE, went, _decision(leaving[entry.id])))
    return tuple(found)


def doubtful_renames(step: Step) -> Iterator[Doubt]:
    """Renames in which content words came or went, and of which nobody has said what that does to the meaning.

    Where another category gave or took something, the words that came or went with it raise no question.
    """
    decided = {decision.proposal: decision for decision in step.decisions}
    involved = {id for one in step.changes if one.type not in (*UNDECIDED, *WORDING.values()) for id in one.old}
    for change in step.changes:
        decision = decided.get(change.decision) if change.decision else None
        if change.type is not ChangeType.NAME_CHANGE or decision is None or decision.meaning is not Meaning.UNSAID:
            continue
        old, new = step.before.get(change.old[0]), step.after.get(change.new[0])
        if old and new and old.id not in involved:
            came, went = _missing(new.name, (old.name,)), _missing(old.name, (new.name,))
            if came or went:
                yield Doubt(decision.proposal, came, went)


def _by_category(step: Step) -> tuple[dict[CategoryId, list[Change]], dict[CategoryId, list[Change]]]:
    """The decided changes that lead to each new category, and those that lead away from each old one."""
    reaching: dict[CategoryId, list[Change]] = {}
    leaving: dict[CategoryId, list[Change]] = {}
    for change in step.changes:
        if change.decision and change.type is not ChangeType.KEPT:
            for id in change.new:
                reaching.setdefault(id, []).append(change)
            for id in change.old:
                leaving.setdefault(id, []).append(change)
    return reaching, leaving


def _came(
    step: Step, entry: Category, changes: list[Change], said: Mapping[str, tuple[ProposalId, ...]]
) -> Iterator[Words]:
    origins = [old for id in dict.fromkeys(id for one in changes for id in one.old) if (old := step.before.get(id))]
    marked = {word for mark in entry.marks for word in content_words(entry.name[mark.start : mark.end])}
    fresh = content_words(entry.name).keys() - _all(one.name for one in origins) - marked
    yield from _sorted(entry, entry.name, fresh, said, changes, "name")
    if entry.definition not in {one.definition for one in origins}:
        known = _all(f"{one.name} {one.definition}" for one in origins) | _all([entry.name])
        fresh = content_words(entry.definition).keys() - known - said.keys()
        yield from _sorted(entry, entry.definition, fresh, said, changes, "definition")


def _sorted(
    entry: Category,
    text: str,
    fresh: Iterable[str],
    said: Mapping[str, tuple[ProposalId, ...]],
    changes: list[Change],
    where: str,
) -> Iterator[Words]:
    """New words by whether a group said them."""
    fresh = set(fresh)
    words = {found: word for found, word in content_words(text).items() if found in fresh}
    sourced = [found for found in words if found in said]
    unsourced = [found for found in words if found not in said]
    decision = _decision(changes)
    if unsourced:
        yield Words(entry, Finding.UNSOURCED, tuple(words[one] for one in unsourced), decision, (), where)
    if sourced:
        cited = {one.decision for one in changes}
        proposals = dict.fromkeys(id for one in sourced for id in said[one])
        near = tuple(id for id in proposals if id in cited) or tuple(proposals)
        yield Words(entry, Finding.UNMARKED, tuple(words[one] for one in sourced), decision, near, where)


def _said(proposals: Iterable[Proposal]) -> dict[str, tuple[ProposalId, ...]]:
    """The stems in the groups' words, with the proposals in which they stand."""
    said: dict[str, dict[ProposalId, None]] = {}
    for proposal in proposals:
        texts = [source.text for one in proposal.contributions for source in one.sources or (one.source,)]
        for found in content_words("\n".join(texts)):
            said.setdefault(found, {})[proposal.id] = None
    return {found: tuple(ids) for found, ids in said.items()}


def _all(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in content_words(text)}


def _missing(text: str, others: Iterable[str]) -> tuple[str, ...]:
    """The content words of a text that none of the others has."""
    known = _all(others)
    return tuple(word for found, word in content_words(text).items() if found not in known)


def _decision(changes: list[Change]) -> ProposalId:
    return next((one.decision for one in changes if one.decision), ProposalId(""))
