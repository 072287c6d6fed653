"""Which wordings stand together as one proposal: near repeats do, and what a person put together or took apart.

Where nobody has decided or corrected anything, the groups' words alone say what stands together, whatever the order
in which the files came. As soon as a person has dealt with a proposal, what they saw of that action and category stays
as it was: a late file adds to it and moves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from facilitate.consolidation.corrections import Move, Wishes, number
from facilitate.consolidation.rewording import word_times
from facilitate.consolidation.wordings import Said, block, comparison, near_repeats
from facilitate.records.categories import ProposalId
from facilitate.records.wordings import Correction, Key, Remembered, Wording

Home = ProposalId | Key
"""A proposal that there has been, or the wording with which a new one begins."""

SAME_WORDS = "in the same words"
"""What is said of exact repeats."""
AS_BEFORE = "as it stood before"
"""What is said of a wording that stays where a person saw it."""


def asked(written: str) -> str:
    """What is said of a wording that a person moved."""
    return f"as you asked: {written}"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each wording stands, and of a near repeat which wording it repeats and why it counts as one with it.

    ``apart`` are places of near repeats of which a person moved one away from the other.
    """

    homes: Mapping[Key, Home]
    why: Mapping[Key, str]
    repeats: Mapping[Key, Key]
    apart: frozenset[tuple[Home, Home]]


def settled_blocks(remembered: Remembered, corrections: Iterable[Correction]) -> frozenset[Key]:
    """The actions and categories in which a person has decided or corrected something."""
    named = {id for one in corrections for id in (one.of, one.other)} | remembered.dealt_with
    blocks = {block(key) for id, key in remembered.proposals.items() if id in named}
    for key, wording in remembered.wordings.items():
        if wording.id in named or wording.proposal in named:
            blocks.add(block(key))
    return frozenset(blocks)


def place(said: Said, remembered: Remembered, wishes: Wishes, settled: frozenset[Key]) -> Placed:
    """Where every wording stands: of those that are said, and in ``settled`` blocks of those that once were."""
    by_block: dict[Key, set[Key]] = defaultdict(set)
    for key in said:
        by_block[block(key)].add(key)
    for key in remembered.wordings:
        if block(key) in settled:
            by_block[block(key)].add(key)
    placing = _Placing(said, remembered, wishes)
    for one in sorted(by_block, key=repr):
        keys = sorted(by_block[one], key=lambda key: key.wording)
        if one in settled:
            placing.settled(keys)
        else:
            placing.unsettled(keys)
    placing.beside()
    return Placed(placing.homes, placing.why, placing.repeats, frozenset(placing.apart))


@dataclass(slots=True)
class _Placing:
    said: Said
    remembered: Remembered
    wishes: Wishes
    homes: dict[Key, Home] = field(default_factory=dict)
    why: dict[Key, str] = field(default_factory=dict)
    repeats: dict[Key, Key] = field(default_factory=dict)
    apart: set[tuple[Home, Home]] = field(default_factory=set)
    founded: dict[Key, ProposalId] = field(init=False)

    def __post_init__(self) -> None:
        ids = sorted(self.remembered.proposals, key=number, reverse=True)
        self.founded = {self.remembered.proposals[id]: id for id in ids}

    def unsettled(self, keys: Sequence[Key]) -> None:
        """Near repeats stand together; a proposal keeps its id as long as most of its wordings do."""
        groups: dict[Key, list[Key]] = defaultdict(list)
        for key, leader in self._near(keys).items():
            groups[leader].append(key)
        claims: dict[ProposalId, list[Key]] = defaultdict(list)
        for leader, members in groups.items():
            for key in members:
                if (known := self._before(key)) is not None:
                    claims[known].append(leader)
        ids: dict[Key, ProposalId] = {}
        for id in sorted(claims, key=number):
            leader = min(claims[id], key=lambda one: (-claims[id].count(one), one.wording))
            ids.setdefault(leader, id)
        for leader, members in groups.items():
            self.homes |= dict.fromkeys(members, ids.get(leader, leader))

    def settled(self, keys: Sequence[Key]) -> None:
        """What stood somewhere stays there, unless a person moved it; what is new goes with what it repeats."""
        times = word_times(key.wording for key in keys)
        leaders = self._near(keys)
        for key in keys:
            if (move := self.wishes.moves.get(key)) is not None:
                self._move(key, move, self.remembered.wordings.get(key))
            elif (known := self._before(key)) is not None:
                self.homes[key] = known
        strays = [key for key in keys if key not in self.homes and key not in self.wishes.moves]
        anchors = [key for key in keys if key in self.homes]
        for key in strays:
            near = [one for one in anchors if leaders[one] == leaders[key]]
            if near:
                nearest = min(near, key=lambda one: self._distance(key, one, leaders[key], times))
                self.homes[key] = self.homes[nearest]
                self._repeats(key, nearest, times)
            else:
                self.homes[key] = self._before(leaders[key]) or leaders[key]
        self._kept_apart(anchors, leaders)

    def _kept_apart(self, keys: Sequence[Key], leaders: Mapping[Key, Key]) -> None:
        """Near repeats that stand apart: because a person moved one of them, or because they did so before."""
        for key in keys:
            leader = leaders[key]
            home, other = self.homes[key], self.homes.get(leader)
            if other is None or home == other:
                continue
            if self.repeats.pop(key, None) is not None:
                self.why[key] = AS_BEFORE
            if key in self.wishes.moves or leader in self.wishes.moves:
                self.apart.add((home, other))

    def beside(self) -> None:
        """Wordings that a person put beside another one go where that one is."""
        for key in sorted(self.wishes.moves, key=repr):
            seen, here = {key}, key
            while (move := self.wishes.moves.get(here)) and move.beside and move.beside not in seen:
                here = move.beside
                seen.add(here)
            if here != key:
                self.homes[key] = self.homes.get(here, here)
                self.why[key] = asked(self.wishes.moves[key].written)

    def _before(self, key: Key) -> ProposalId | None:
        """The proposal in which a wording stood; where a person moved it and no longer does, its own, if it had one."""
        known = self.remembered.wordings.get(key)
        if known is not None and not known.why.startswith(asked("")):
            return known.proposal
        return self.founded.get(key)

    def _near(self, keys: Sequence[Key]) -> Mapping[Key, Key]:
        """The leader of each wording, with what is to be said of those that have one."""
        leaders = near_repeats(keys, self.said)
        times = word_times(key.wording for key in keys) if any(a != b for a, b in leaders.items()) else {}
        for key, leader in leaders.items():
            if key != leader:
                self._repeats(key, leader, times)
        return leaders

    def _repeats(self, key: Key, leader: Key, times: Mapping[str, int]) -> None:
        self.repeats[key] = leader
        self.why[key] = comparison(key, leader, times).why

    def _move(self, key: Key, move: Move, known: Wording | None) -> None:
        if move.beside is not None:
            return
        self.repeats.pop(key, None)
        self.why[key] = asked(move.written)
        if move.to is not None:
            self.homes[key] = move.to
        elif known is not None and (known.why == asked(move.written) or self._alone(key, known)):
            self.homes[key] = known.proposal  # the proposal of its own, which it was given then or always had
        else:
            self.homes[key] = key

    def _alone(self, key: Key, known: Wording) -> bool:
        """Whether no other wording of its proposal asks for the same: what else is there, a person moved there."""
        return not any(
            one.proposal == known.proposal and other != key and block(other) == block(key) and other in self.said
            for other, one in self.remembered.wordings.items()
        )

    def _distance(self, key: Key, other: Key, leader: Key, times: Mapping[str, int]) -> tuple[object, ...]:
        """How far a new wording is from one that has its place: the one that it repeats comes first."""
        return (other != leader, -comparison(key, other, times).likeness, other.wording)
