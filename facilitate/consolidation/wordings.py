"""Contributions by what they ask for and in which words: many copies of one text are one wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from facilitate.consolidation.repeats import group_repeats
from facilitate.consolidation.rewording import Comparison, compare, repeat_key
from facilitate.consolidation.words import plain
from facilitate.records.categories import CategoryId
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.sources import GroupId
from facilitate.records.wordings import Key
from facilitate.text import one_line

T = TypeVar("T", str, tuple[str, ...])

Said = Mapping[Key, Sequence[Contribution]]
"""All contributions by what they ask for, sorted."""


def key(action: Action, category: CategoryId | None, into: CategoryId | None, text: str) -> Key:
    """The key of what is asked for; ``text`` is the wording as ``wording`` gives it.

    Keep and drop need no wording, merges and moves only their target; the parts of a split count in any order.
    """
    if action in (Action.MERGE, Action.MOVE):
        return Key(category, action, into)
    if action in (Action.KEEP, Action.DROP):
        return Key(category, action, None)
    lines = [repeat_key(line) or one_line(line).casefold() for line in text.splitlines()]
    return Key(category, action, None, " / ".join(sorted(lines) if action is Action.SPLIT else lines))


def wording(asked: Contribution | Proposal) -> str:
    """What is asked for in the groups' words: the names, one a line; where there is none, what needs to be improved."""
    return "\n".join(map(one_line, asked.names)) or one_line(asked.improve)


def key_of(one: Contribution) -> Key:
    """The key of a contribution."""
    return key(one.action, one.category, one.into, wording(one))


def block(one: Key) -> Key:
    """What must agree before two wordings can be one proposal: all but the words."""
    return replace(one, wording="")


def by_words(contributions: Iterable[Contribution]) -> Said:
    """Contributions by their keys, each once, whatever their order."""
    found: dict[Key, list[Contribution]] = defaultdict(list)
    for one in sorted(set(contributions), key=_evidence):
        found[key_of(one)].append(one)
    return found


def usual(contributions: Sequence[Contribution]) -> str:
    """The writing that most groups used, whatever the order of files."""
    return most_used((one.group, wording(one)) for one in contributions) or ""


def most_used(writings: Iterable[tuple[GroupId, T]]) -> T | None:
    """The writing that most groups used, each group once; of several, one that is not all in capitals, the first by
    alphabet.
    """
    counts = Counter(writing for _, writing in set(writings))
    return min(counts, key=lambda one: (-counts[one], "".join(one).isupper(), one), default=None)


def near_repeats(keys: Sequence[Key], said: Said) -> Mapping[Key, Key]:
    """For each wording of one block the wording that it is a near repeat of, itself where it leads or stands alone.

    How often a wording counts is how many groups used it.
    """
    owners = [
        one for one in sorted(keys, key=lambda one: one.wording) if plain(one.wording) for _ in _voices(one, said)
    ]
    repeats = group_repeats([one.wording for one in owners])
    owner: dict[int, Key] = {}
    for place, one in zip(repeats.key_of.tolist(), owners, strict=True):
        owner.setdefault(place, one)
    leader = {one: owner[label] for one, label in zip(owners, repeats.labels.tolist(), strict=True)}
    return {one: leader.get(one, one) for one in keys}


def _voices(one: Key, said: Said) -> set[GroupId]:
    return {contribution.group for contribution in said.get(one, ())} or {GroupId("")}


def comparison(one: Key, other: Key, times: Mapping[str, int]) -> Comparison:
    """Two wordings side by side; ``times`` says in how many wordings of the block each word stands."""
    return compare(plain(one.wording), plain(other.wording), times)


def _evidence(contribution: Contribution) -> tuple[object, ...]:
    source = contribution.source
    asked = (contribution.action, contribution.category or "", contribution.into or "", contribution.names)
    said = (contribution.improve, contribution.definition, contribution.why)
    return (contribution.group, source, *asked, *said)
