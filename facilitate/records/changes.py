"""What decisions did to the list, in the vocabulary of GSIM's typology of item changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Conflict, Proposal
from facilitate.records.decisions import Decision
from facilitate.text import listed

HISTORY_SCHEMA = 3
"""The version of the form in which a history is kept as JSON."""


class ChangeType(StrEnum):
    """The type of a change; the value is the name in data, ``label`` the word that people read."""

    KEPT = "kept"
    CODE_CHANGE = "code_change"
    NAME_CHANGE = "name_change"
    REDEFINED = "redefined"
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

    def ending(self, heirs: Sequence[str]) -> str:
        """How a category ended, with what took its content over: ``broken up into 8 and 9``, ``dropped``."""
        into = " into" if self is ChangeType.BREAKDOWN and heirs else ""
        return f"{self.label}{into} {listed(heirs)}".strip()


_LABELS = {
    ChangeType.KEPT: "kept",
    ChangeType.CODE_CHANGE: "renumbered",
    ChangeType.NAME_CHANGE: "renamed",
    ChangeType.REDEFINED: "redefined",
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


class _Index:
    """What belongs to each id in a step, worked out once: lists have up to 20,000 entries.

    Most categories of a long list have one change, that they were kept or renumbered: for these there is no list.
    """

    def __init__(self, step: Step) -> None:
        decided = [change for change in step.changes if change.decision or change.old != change.new]
        touched = {id for change in decided for id in (*change.old, *change.new)}
        self.alone: dict[CategoryId, Change] = {}
        self.onward: dict[CategoryId, list[Change]] = {}
        self.towards: dict[CategoryId, list[Change]] = {}
        for change in step.changes:
            single = len(change.old) == 1 and change.old == change.new and change.old[0] not in touched
            if single and self.alone.setdefault(change.old[0], change) is change:
                continue
            for id in dict.fromkeys(change.old):
                self.onward.setdefault(id, []).append(change)
            for id in dict.fromkeys(change.new):
                self.towards.setdefault(id, []).append(change)
        self.decisions = {one.proposal: one for one in step.decisions}
        self.proposals = {one.id: one for one in step.proposals}

    def at(self, lists: dict[CategoryId, list[Change]], id: CategoryId) -> tuple[Change, ...]:
        """The changes at an id, those in one of the lists last."""
        alone = self.alone.get(id)
        return (*((alone,) if alone else ()), *lists.get(id, ()))


class _Indexed:
    """Room for the index beside the fields of a record, so that it is no part of what the record says."""

    __slots__ = ("_index",)
    _index: _Index


@dataclass(frozen=True, slots=True)
class Step(_Indexed):
    """One meeting's revision: the list before and after, and everything that led from one to the other."""

    before: Version
    after: Version
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def _look(self) -> _Index:
        if not hasattr(self, "_index"):
            object.__setattr__(self, "_index", _Index(self))
        return self._index

    def changes_from(self, category: CategoryId) -> tuple[Change, ...]:
        """The changes that start from an old category, in their order."""
        return self._look.at(self._look.onward, category)

    def changes_to(self, category: CategoryId) -> tuple[Change, ...]:
        """The changes that lead to a new category, in their order."""
        return self._look.at(self._look.towards, category)

    def decision(self, id: ProposalId | None) -> Decision | None:
        """The decision with this id, or None."""
        return self._look.decisions.get(id) if id else None

    def proposal(self, id: ProposalId | None) -> Proposal | None:
        """The proposal with this id, or None."""
        return self._look.proposals.get(id) if id else None


@dataclass(frozen=True, slots=True)
class History:
    """A series of meetings: every step from the original list on, oldest first."""

    series: str
    steps: tuple[Step, ...] = ()
