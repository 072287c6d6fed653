"""Contributions that ask for the same thing become one proposal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.text import fold, one_line

T = TypeVar("T", str, tuple[str, ...])

_ORDER = {action: place for place, action in enumerate(Action)}
_BY_NAME = (Action.RENAME, Action.REDEFINE, Action.WIDEN, Action.NARROW, Action.SPLIT, Action.ADD)


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two contributions the same proposal; the wording with case, spaces and punctuation set aside."""

    category: CategoryId | None
    action: Action
    into: CategoryId | None
    wording: tuple[str, ...]


def key(contribution: Contribution | Proposal) -> Key:
    """The key of a contribution; of a proposal, the key of what it stands for.

    Names decide where an action has names, the target where it has one; keep and drop need neither. Where a group gave
    no name, its words on what needs to be improved decide.
    """
    action = contribution.action
    wording: tuple[str, ...] = ()
    if action in _BY_NAME and contribution.names:
        wording = tuple(map(fold, contribution.names))
        if action is Action.SPLIT:
            wording = tuple(sorted(wording))  # the parts, in whatever order a group wrote them
    elif action not in (Action.KEEP, Action.DROP, Action.MERGE, Action.MOVE):
        wording = (fold(contribution.improve),)
    into = contribution.into if action in (Action.MERGE, Action.MOVE) else None
    return Key(contribution.category, action, into, wording)


def gather(
    contributions: Iterable[Contribution], version: Version, known: Mapping[Key, ProposalId]
) -> tuple[Proposal, ...]:
    """Proposals in the order of the list, each with all its contributions, whatever the order of these.

    ``known`` holds the ids given earlier; new proposals continue after the highest of them.
    """
    by_key: dict[Key, list[Contribution]] = defaultdict(list)
    for contribution in sorted(set(contributions), key=_evidence):
        by_key[key(contribution)].append(contribution)
    ordered = sorted(by_key, key=lambda one: _rank(one, version))
    fresh = max((int(name[1:]) for name in known.values() if name[1:].isdigit()), default=0)
    proposals = []
    for one in ordered:
        name = known.get(one)
        if name is None:
            fresh += 1
            name = ProposalId(f"P{fresh}")
        proposals.append(_proposal(name, by_key[one]))
    return tuple(proposals)


def _proposal(name: ProposalId, contributions: list[Contribution]) -> Proposal:
    first = contributions[0]
    return Proposal(
        name,
        first.action,
        first.category,
        names=_usual([one.names for one in contributions if one.names]) or (),
        into=first.into,
        definition=_usual([one.definition for one in contributions if one.definition]) or "",
        improve=_usual([one.improve for one in contributions if one.improve]) or "",
        contributions=tuple(contributions),
        groups=tuple(sorted({one.group for one in contributions})),
    )


def _usual(writings: list[T]) -> T | None:
    """The writing that most used; of several, the first by alphabet, so that the order of files does not matter."""
    counts = Counter(writings)
    return min(counts, key=lambda writing: (-counts[writing], writing), default=None)


def _evidence(contribution: Contribution) -> tuple[object, ...]:
    source = contribution.source
    return (contribution.group, source.place.file, source.place.sheet, source.place.cell, source.text)


def _rank(one: Key, version: Version) -> tuple[object, ...]:
    number = version.number(one.category) if one.category else None
    return (number is None, number or 0, _ORDER[one.action], one.into or "", one.wording)


def wording(proposal: Proposal) -> str:
    """What a proposal says, in the groups' words: the names, a name a line, or what needs to be improved."""
    return "\n".join(map(one_line, proposal.names)) or proposal.improve
