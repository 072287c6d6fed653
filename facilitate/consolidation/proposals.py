"""Contributions that ask for the same thing become one proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from facilitate.consolidation.corrections import Pair, Wishes, number, ordered, wishes
from facilitate.consolidation.placing import SAME_WORDS, Home, Placed, place, settled_blocks
from facilitate.consolidation.wordings import Said, block, by_words, key_of, most_used, usual
from facilitate.problems import Problem
from facilitate.records.categories import ProposalId, Version
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.wordings import Correction, Gathered, Key, Remembered, Wording, WordingId
from facilitate.text import fold

_ORDER = {action: place for place, action in enumerate(Action)}


def gather(
    contributions: Iterable[Contribution],
    version: Version,
    remembered: Remembered | None = None,
    corrections: Sequence[Correction] = (),
) -> tuple[Gathered, tuple[Problem, ...]]:
    """Proposals in the order of the list, each with all its contributions, whatever the order of these.

    Contributions in the same words, or in nearly the same ones, are one proposal, if their action and category are
    one. What a person corrected holds before anything else. ``remembered`` is what an earlier merge left behind: ids
    stay, and new ones continue after the highest of them.
    """
    before = remembered or Remembered()
    said = by_words(contributions)
    wanted = wishes(corrections, before)
    placed = place(said, before, wanted, settled_blocks(before, corrections))
    return _Gathering(said, version, before, wanted, placed).gathered(), wanted.problems


class _Gathering:
    """Wordings with their places, on the way to numbered proposals."""

    def __init__(self, said: Said, version: Version, before: Remembered, wanted: Wishes, placed: Placed) -> None:
        self.said, self.version, self.before, self.wanted, self.placed = said, version, before, wanted, placed
        self.asked: dict[Home, Key] = {}
        """What each proposal asks for: as it did before, a new one as the wording with which it begins."""
        self.members: dict[Home, list[Key]] = defaultdict(list)
        for key, home in placed.homes.items():
            self.members[home].append(key)
            self.asked.setdefault(home, block(before.proposals.get(home, key) if isinstance(home, str) else home))

    def gathered(self) -> Gathered:
        """Everything with its id."""
        whole: dict[Home, list[Home]] = defaultdict(list)
        for home in self.members:
            whole[self._head(home)].append(home)
        living = {head: self._contributions(homes) for head, homes in whole.items()}
        living = {head: found for head, found in living.items() if found}
        for head in living:
            self.asked.setdefault(head, block(self.before.proposals[head]) if isinstance(head, str) else head)
        names = self._named(sorted(living, key=lambda head: self._rank(head, living[head])))
        proposals = tuple(self._proposal(names[head], head, living[head]) for head in names if head in living)
        part_of = self._part_of(names)
        return Gathered(
            proposals,
            self._wordings(names),
            part_of,
            tuple(part for part, _ in part_of if part in self.wanted.part_of),
            self._apart(names),
            tuple(sorted(self.wanted.unlike, key=number)),
            tuple(names[head] for head in names if head in living and self._split_off(whole[head])),
        )

    def _split_off(self, homes: Iterable[Home]) -> bool:
        moves = [self.wanted.moves.get(key) for home in homes for key in self.members[home]]
        return all(move is not None and move.splits_off for move in moves)

    def _head(self, home: Home) -> Home:
        return self.wanted.part_of.get(home, home) if isinstance(home, str) else home

    def _contributions(self, homes: Iterable[Home]) -> list[Contribution]:
        keys = sorted((key for home in homes for key in self.members[home]), key=lambda key: (key.wording, repr(key)))
        return [one for key in keys for one in self.said.get(key, ())]

    def _named(self, heads: Iterable[Home]) -> dict[Home, ProposalId]:
        """The ids: those that there were, and new ones after the highest of them, in the order of the list."""
        known = [*self.before.proposals, *(one.proposal for one in self.before.wordings.values())]
        fresh = max((int(id[1:]) for id in known if id[1:].isdigit()), default=0)
        names: dict[Home, ProposalId] = {}
        for head in heads:
            if isinstance(head, str):
                names[head] = head
            else:
                fresh += 1
                names[head] = ProposalId(f"P{fresh}")
        return names

    def _rank(self, head: Home, contributions: Sequence[Contribution]) -> tuple[object, ...]:
        asked = self.asked[head]
        place = self.version.number(asked.category) if asked.category else None
        words = fold(usual(_leading([one for one in contributions if _asks(one, asked)] or contributions)))
        return (place is None, place or 0, _ORDER[asked.action], asked.into or "", words, repr(head))

    def _proposal(self, name: ProposalId, head: Home, contributions: Sequence[Contribution]) -> Proposal:
        asked = self.asked[head]
        own = [one for one in contributions if _asks(one, asked)] or contributions
        said = _leading(own)
        names = most_used((one.group, one.names) for one in said if one.names) or ()
        definitions = [(one.group, one.definition) for one in own if one.definition]
        remarks = [(one.group, one.improve) for one in (own if names else said) if one.improve]
        return Proposal(
            name,
            asked.action,
            asked.category,
            names=names,
            into=asked.into,
            definition=most_used(definitions) or "",
            improve=most_used(remarks) or "",
            contributions=tuple(contributions),
            groups=tuple(sorted({one.group for one in contributions})),
        )

    def _wordings(self, names: Mapping[Home, ProposalId]) -> tuple[Wording, ...]:
        """The wordings by their proposals, those that most groups used first, each with its id."""
        worded = [key for key in self.placed.homes if key.wording and key in self.said]
        ids = {key: one.id for key, one in self.before.wordings.items() if one.id}
        fresh = max((int(id[1:]) for id in ids.values() if id[1:].isdigit()), default=0)
        order = {head: at for at, head in enumerate(names)}
        worded.sort(key=lambda key: self._wording_rank(key, order))
        for key in worded:
            if key not in ids:
                fresh += 1
                ids[key] = WordingId(f"W{fresh}")
        return tuple(
            Wording(
                ids[key], key, usual(self.said[key]), self._own(key, names), self._why(key, ids), tuple(self.said[key])
            )
            for key in worded
        )

    def _own(self, key: Key, names: Mapping[Home, ProposalId]) -> ProposalId:
        """The proposal that a wording stands in, be it part of another one or not."""
        home = self.placed.homes[key]
        return home if isinstance(home, str) else names[home]

    def _wording_rank(self, key: Key, order: Mapping[Home, int]) -> tuple[object, ...]:
        contributions = self.said.get(key, ())
        groups = len({one.group for one in contributions})
        return (order.get(self._head(self.placed.homes[key]), len(order)), -groups, key.wording, repr(key))

    def _why(self, key: Key, ids: Mapping[Key, WordingId]) -> str:
        why = self.placed.why.get(key, "")
        repeated = ids.get(self.placed.repeats.get(key, key))
        if repeated and repeated != ids[key]:
            return f"like {repeated}: {why}"
        return why or (SAME_WORDS if len(self.said[key]) > 1 else "")

    def _part_of(self, names: Mapping[Home, ProposalId]) -> tuple[Pair, ...]:
        """Proposals that stand in no row of their own: by a person's word, or because their wordings went elsewhere."""
        part_of = {one: other for one, other in self.wanted.part_of.items() if other in names}
        living = set(names.values())
        went: dict[ProposalId, set[ProposalId]] = defaultdict(set)
        for key, one in self.before.wordings.items():
            if key in self.said:
                went[one.proposal].add(names[self._head(self.placed.homes[key])])
        for id, to in went.items():
            if id not in living and len(to) == 1:
                part_of.setdefault(id, *to)
        return tuple(sorted(part_of.items(), key=lambda pair: number(pair[0])))

    def _apart(self, names: Mapping[Home, ProposalId]) -> tuple[Pair, ...]:
        """Proposals that a person wants apart: as they said, or by moving one of two wordings that are nearly alike."""
        heads = [(self._head(one), self._head(other)) for one, other in (*self.wanted.apart, *self.placed.apart)]
        pairs = {
            ordered(names[one], names[other]) for one, other in heads if {one, other} <= names.keys() and one != other
        }
        return tuple(sorted(pairs, key=lambda pair: (number(pair[0]), number(pair[1]))))


def _asks(one: Contribution, asked: Key) -> bool:
    return (one.action, one.category) == (asked.action, asked.category)


def _leading(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Those in the wording that most groups used, which stands for the others."""
    by_key: dict[Key, list[Contribution]] = defaultdict(list)
    for one in contributions:
        by_key[key_of(one)].append(one)
    lead = min(by_key, key=lambda key: (-len({one.group for one in by_key[key]}), key.wording, repr(key)))
    return by_key[lead]
