"""What decisions did to the list, in the vocabulary of GSIM's typology of item changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Conflict, Proposal
from facilitate.records.decisions import Decision

HISTORY_SCHEMA = 2
"""The version of the form in which a history is kept as JSON."""


class ChangeType(StrEnum):
    """The type of a change; the value is the name in data, ``label`` the word that people read."""

    KEPT = "kept"
    CODE_CHANGE = "code_change"
    NAME_CHANGE = "name_change"
    WIDENED = "widened"
    NARROWED = "narrowed"
    TAKE_OVER = "take_over"
    MERGER = "merger"
    SPLIT_OFF = "split_off"
    BREAKDOWN = "breakdown"
    TRANSFER = "transfer"
    CREATION = "creation"
    DELETION = "deletion"

    @property
    def label(self) -> str:
        """The plain word for people."""
        return _LABELS[self]


_LABELS = {
    ChangeType.KEPT: "kept",
    ChangeType.CODE_CHANGE: "renumbered",
    ChangeType.NAME_CHANGE: "renamed",
    ChangeType.WIDENED: "widened",
    ChangeType.NARROWED: "narrowed",
    ChangeType.TAKE_OVER: "merged into",
    ChangeType.MERGER: "merged as new",
    ChangeType.SPLIT_OFF: "split off",
    ChangeType.BREAKDOWN: "broken up",
    ChangeType.TRANSFER: "part moved",
    ChangeType.CREATION: "new",
    ChangeType.DELETION: "dropped",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One typed change from a version to the next; ``decision`` is None only for kept and renumbered."""

    type: ChangeType
    old: tuple[CategoryId, ...]
    new: tuple[CategoryId, ...]
    decision: ProposalId | None = None
    note: str = ""

    @property
    def rests_on(self) -> tuple[ProposalId, ...]:
        """The decisions that made it: one within a meeting, none for kept and renumbered."""
        return (self.decision,) if self.decision else ()


@dataclass(frozen=True, slots=True)
class NetChange(Change):
    """One typed change over several meetings; it rests on the decisions of all of them, oldest first."""

    decisions: tuple[ProposalId, ...] = ()

    @property
    def rests_on(self) -> tuple[ProposalId, ...]:
        """The decisions that made it, over all meetings."""
        return self.decisions


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting's revision: the list before and after, and everything that led from one to the other."""

    before: Version
    after: Version
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A series of meetings: every step from the original list on, oldest first."""

    series: str
    steps: tuple[Step, ...] = ()
