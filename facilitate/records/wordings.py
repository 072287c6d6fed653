"""The wordings in which the groups ask for something, and what a facilitator said about what belongs together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.sources import Place

WordingId = NewType("WordingId", str)


@dataclass(frozen=True, slots=True)
class Key:
    """What two contributions have in common that ask for the same in the same words.

    ``wording`` is what exact repeats share: case, spaces, punctuation, accents and set phrases set aside; empty where
    the action needs no words.
    """

    category: CategoryId | None
    action: Action
    into: CategoryId | None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text with all its exact repeats: once, however often it was copied.

    ``proposal`` is the proposal that it stands in, and ``why`` says why; ``contributions`` are empty for a wording
    that the groups have taken back, and that is remembered for what a person said about it.
    """

    id: WordingId
    key: Key
    text: str
    proposal: ProposalId
    why: str
    contributions: tuple[Contribution, ...] = ()


class Said(StrEnum):
    """What a facilitator can say of a proposal or of a wording."""

    SAME = "same"
    """It belongs together with another one."""
    NOT = "not"
    """It does not belong together with another one."""
    NONE = "none"
    """It belongs together with no other one."""
    NEW = "new"
    """It is a proposal of its own."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a facilitator wrote of ``of``, a proposal's or a wording's id; ``other`` is the other one's id, if any.

    ``written`` is the answer as it stands in the cell at ``place``.
    """

    of: str
    said: Said
    other: str = ""
    written: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an earlier merge left behind: wordings by their keys, proposals with what each asks for.

    ``dealt_with`` are the proposals that a person has decided or edited: what was put together there stays so.
    """

    wordings: dict[Key, Wording] = field(default_factory=dict)
    proposals: dict[ProposalId, Key] = field(default_factory=dict)
    dealt_with: frozenset[ProposalId] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """Proposals that perhaps say the same, in the order of the list.

    ``confidence`` (0 to 1) is how often two of such a group do. ``near`` are pairs that have almost the same words,
    with what they differ in.
    """

    proposals: tuple[ProposalId, ...]
    confidence: float
    near: tuple[tuple[ProposalId, ProposalId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The proposals in the order of the list, the wordings in them, and the proposals that are part of another one."""

    proposals: tuple[Proposal, ...] = ()
    wordings: tuple[Wording, ...] = ()
    part_of: tuple[tuple[ProposalId, ProposalId], ...] = ()
    asked: tuple[ProposalId, ...] = ()
    """Of the parts, those that a person made one with another; all words of the others stand elsewhere by now."""
    apart: tuple[tuple[ProposalId, ProposalId], ...] = ()
    """Pairs that a person wants apart, the smaller number first."""
    unlike: tuple[ProposalId, ...] = ()
    """Proposals of which a person said that they are the same as no other one."""
    split_off: tuple[ProposalId, ...] = ()
    """Proposals that are nothing but wordings to which a person gave a proposal of their own."""
