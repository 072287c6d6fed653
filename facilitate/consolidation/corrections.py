"""What a facilitator said about what belongs together: carried out, or asked back where it cannot be.

Corrections are must-link and cannot-link constraints (Wagstaff and Cardie 2000) on proposals and wordings, which keep
their ids whatever the groups send later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from facilitate.problems import Problem
from facilitate.problems.corrections import contradictory_corrections, decided_elsewhere, two_actions, unknown_id
from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Action
from facilitate.records.decisions import DecisionBook, Verdict
from facilitate.records.wordings import Correction, Key, Remembered, Said, WordingId

PROPOSAL, WORDING = "P", "W"
"""How the ids of proposals and of wordings begin."""

Pair = tuple[ProposalId, ProposalId]


@dataclass(frozen=True, slots=True)
class Move:
    """Where a wording goes: to a proposal, to where another wording is (``beside``), or into one of its own."""

    written: str
    to: ProposalId | None = None
    beside: Key | None = None

    @property
    def splits_off(self) -> bool:
        """Whether the wording is to be a proposal of its own."""
        return self.to is None and self.beside is None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants, as far as it can be had. ``part_of`` leads each proposal to the one it is the same as."""

    moves: Mapping[Key, Move] = field(default_factory=dict)
    part_of: Mapping[ProposalId, ProposalId] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    unlike: frozenset[ProposalId] = frozenset()
    problems: tuple[Problem, ...] = ()


def number(id: str) -> tuple[str, int, str]:
    """Ids in the order of their numbers: P2 before P10."""
    return (id[:1], int(id[1:]) if id[1:].isdigit() else 0, id)


def ordered(one: ProposalId, other: ProposalId) -> Pair:
    """A pair, the smaller number first."""
    first, second = sorted((one, other), key=number)
    return first, second


def wishes(corrections: Iterable[Correction], remembered: Remembered) -> Wishes:
    """The corrections as constraints, in an order of their own: the same whatever the order of the rows."""
    resolver = _Resolver(remembered, {wording.id: key for key, wording in remembered.wordings.items() if wording.id})
    known = [one for one in sorted(corrections, key=_rank) if resolver.usable(one)]
    of_wordings = [one for one in known if one.of.startswith(WORDING)]
    of_proposals = [one for one in known if not one.of.startswith(WORDING)]
    apart = {ordered(ProposalId(one.of), ProposalId(one.other)): one for one in of_proposals if one.said is Said.NOT}
    unlike = {ProposalId(one.of): one for one in of_proposals if one.said is Said.NONE}
    joined = resolver.join([one for one in of_proposals if one.said is Said.SAME], apart, unlike)
    moves = resolver.moves(of_wordings)
    return Wishes(moves, joined, frozenset(apart), frozenset(unlike), tuple(resolver.problems))


@dataclass(slots=True)
class _Resolver:
    remembered: Remembered
    keys: Mapping[WordingId, Key]
    problems: list[Problem] = field(default_factory=list)

    def usable(self, one: Correction) -> bool:
        """Whether what is said can be understood and asks for one action; otherwise that is a problem."""
        mine, theirs = self._asked(one.of), self._asked(one.other)
        alone = one.said is Said.NEW if one.of.startswith(WORDING) else one.said is Said.NONE
        linked = one.said is Said.SAME or (one.said is Said.NOT and not one.of.startswith(WORDING))
        if mine is None or not (alone or (linked and theirs is not None)):
            self.problems.append(unknown_id(one.place, one.written, one.of, self._nearest(one)))
            return False
        if one.said is Said.SAME and theirs is not None and not _one_action(mine, theirs):
            self.problems.append(two_actions(one.place, one.of, mine.action, one.other, theirs.action))
            return False
        return True

    def _asked(self, id: str) -> Key | None:
        return self.keys.get(WordingId(id)) or self.remembered.proposals.get(ProposalId(id))

    def _nearest(self, one: Correction) -> tuple[str, ...]:
        """The ids that could have been meant: of proposals that ask for the same action in the same category."""
        mine = self._asked(one.of)
        near = [
            id
            for id, key in self.remembered.proposals.items()
            if mine and id != one.of and (key.action, key.category) == (mine.action, mine.category)
        ]
        return tuple(sorted(near, key=number))

    def join(
        self, same: list[Correction], apart: Mapping[Pair, Correction], unlike: Mapping[ProposalId, Correction]
    ) -> dict[ProposalId, ProposalId]:
        """Proposals that are one, each led to the one whose row stands for all; what would join two that a person
        wants apart is a question and is not carried out.
        """
        members: dict[ProposalId, list[ProposalId]] = {}
        leads: dict[ProposalId, list[Correction]] = {}
        for one in same:
            mine, theirs = ProposalId(one.of), ProposalId(one.other)
            left, right = members.setdefault(mine, [mine]), members.setdefault(theirs, [theirs])
            against = [
                found
                for a in left
                for b in right
                if left is not right and (found := apart.get(ordered(a, b)) or unlike.get(a) or unlike.get(b))
            ]
            if against:
                other = min(against, key=_rank)
                self.problems.append(contradictory_corrections(one.place, one.of, one.other, str(other.place)))
                continue
            leads.setdefault(mine, []).append(one)
            if left is not right:
                left += right
                for id in right:
                    members[id] = left
        part_of: dict[ProposalId, ProposalId] = {}
        for together in members.values():
            # The row that the others point to; where all point to one another, the oldest.
            head = min(together, key=lambda id: (id in leads, number(id)))
            part_of |= {id: head for id in together if id != head}
        return part_of

    def moves(self, corrections: list[Correction]) -> dict[Key, Move]:
        """Where each wording goes."""
        found: dict[str, Correction] = {}
        for one in corrections:
            if one.of in found:  # it cannot be in two places
                self.problems.append(unknown_id(one.place, one.written, one.of, ()))
            else:
                found[one.of] = one
        moves = {}
        for one in found.values():
            key = self.keys.get(WordingId(one.of))
            if key is None or self._goes_round(one, found):
                continue
            if one.said is Said.NEW:
                moves[key] = Move(one.written)
            elif one.other.startswith(WORDING):
                moves[key] = Move(one.written, beside=self.keys[WordingId(one.other)])
            else:
                moves[key] = Move(one.written, to=ProposalId(one.other))
        return moves

    @staticmethod
    def _goes_round(one: Correction, found: Mapping[str, Correction]) -> bool:
        """Whether wordings point to one another in a circle and this is the first of them: then it stays."""
        circle, here = [one.of], found.get(one.other)
        while here is not None and here.of not in circle:
            circle.append(here.of)
            here = found.get(here.other)
        return here is not None and here.of == one.of and min(circle, key=number) == one.of


def without_parts(
    book: DecisionBook, part_of: Iterable[Pair], proposals: Iterable[ProposalId] = ()
) -> tuple[DecisionBook, tuple[Problem, ...]]:
    """The decisions without those on proposals that are part of another one: that one's row decides for both.

    A row of the facilitator's own that groups' proposals are part of is their own no longer.
    """
    heads = dict(part_of)
    verdicts = {one.proposal: one.verdict for one in book.decisions}
    problems = tuple(
        decided_elsewhere(one.place, one.proposal, heads[one.proposal], one.verdict.value)
        for one in book.decisions
        if one.proposal in heads and one.verdict not in (Verdict.OPEN, verdicts.get(heads[one.proposal]))
    )
    asked = frozenset(proposals)
    kept = (one for one in book.decisions if one.proposal not in heads)
    return replace(
        book, decisions=tuple(replace(one, own=one.own and one.proposal not in asked) for one in kept)
    ), problems


def _one_action(one: Key, other: Key) -> bool:
    """Whether one proposal can ask for both; a remark asks for no action and goes with any."""
    return one.action is other.action or one.action is Action.IMPROVE


def _rank(one: Correction) -> tuple[object, ...]:
    return (number(one.of), number(one.other), one.said, one.place)
