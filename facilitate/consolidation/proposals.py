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


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two contributions the same proposal; the wording with case, spaces and punctuation set aside."""

    category: CategoryId | None
    action: Action
    into: CategoryId | None
    wording: str


def key(action: Action, category: CategoryId | None, into: CategoryId | None, text: str) -> Key:
    """The key of what is asked for; ``text`` is the wording as ``wording`` gives it.

    Keep and drop need no wording, merges and moves only their target; the parts of a split count in any order.
    """
    if action in (Action.MERGE, Action.MOVE):
        return Key(category, action, into, "")
    if action in (Action.KEEP, Action.DROP):
        return Key(category, action, None, "")
    lines = [fold(line) for line in text.splitlines()]
    return Key(category, action, None, " / ".join(sorted(lines) if action is Action.SPLIT else lines))


def wording(asked: Contribution | Proposal) -> str:
    """What is asked for in the groups' words: the names, one a line; where there is none, what needs to be improved."""
    return "\n".join(map(one_line, asked.names)) or one_line(asked.improve)


def gather(
    contributions: Iterable[Contribution], version: Version, known: Mapping[Key, ProposalId]
) -> tuple[Proposal, ...]:
    """Proposals in the order of the list, each with all its contributions, whatever the order of these.

    ``known`` holds the ids given earlier; new proposals continue after the highest of them.
    """
    by_key: dict[Key, list[Contribution]] = defaultdict(list)
    for contribution in sorted(set(contributions), key=_evidence):
        by_key[_key(contribution)].append(contribution)
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


def _key(one: Contribution) -> Key:
    return key(one.action, one.category, one.into, wording(one))


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
    asked = (contribution.action, contribution.category or "", contribution.into or "", contribution.names)
    said = (contribution.improve, contribution.definition, contribution.why)
    return (contribution.group, source, *asked, *said)


def _rank(one: Key, version: Version) -> tuple[object, ...]:
    number = version.number(one.category) if one.category else None
    return (number is None, number or 0, _ORDER[one.action], one.into or "", one.wording)
