"""The numbers behind the figure of the proposals: what each group wants of each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.changes import Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId

NEW = "new categories"
UNKNOWN = "other proposals"

CODES = {
    Action.KEEP: "K",
    Action.RENAME: "R",
    Action.REDEFINE: "F",
    Action.WIDEN: "W",
    Action.NARROW: "N",
    Action.MERGE: "M",
    Action.SPLIT: "S",
    Action.MOVE: "P",
    Action.DROP: "D",
    Action.ADD: "A",
    Action.IMPROVE: "I",
}
"""A letter for each action, where columns are too narrow for its word."""


class Tone(StrEnum):
    """What a group wants of a category, all in all; it decides the ground of the cell."""

    NONE = "no proposal"
    KEEP = "keep"
    CHANGE = "change"
    REMARK = "remark without a proposal"


@dataclass(frozen=True, slots=True)
class Cell:
    """The actions of one group on one category, in the order of ``Action``, each with how many proposals ask for it."""

    actions: tuple[tuple[Action, int], ...] = ()

    @property
    def tone(self) -> Tone:
        """A change of any kind outweighs keep, and keep outweighs a remark."""
        found = {action for action, _ in self.actions}
        if not found:
            return Tone.NONE
        if found == {Action.IMPROVE}:
            return Tone.REMARK
        return Tone.KEEP if found <= {Action.KEEP, Action.IMPROVE} else Tone.CHANGE

    @property
    def words(self) -> str:
        """The actions as people read them: ``rename, 2 × split``."""
        return ", ".join(action if many == 1 else f"{many} × {action}" for action, many in self.actions)

    @property
    def codes(self) -> str:
        """The actions as letters: ``R 2S``."""
        return " ".join(CODES[action] if many == 1 else f"{many}{CODES[action]}" for action, many in self.actions)


@dataclass(frozen=True, slots=True)
class Row:
    """One category with its printed number, or a row beneath the list without one: a cell for each group."""

    number: str
    name: str
    cells: tuple[Cell, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class ProposalTable:
    """``groups`` are the names in the order of the columns."""

    groups: tuple[str, ...]
    rows: tuple[Row, ...]


def proposal_table(step: Step, meeting: Meeting) -> ProposalTable:
    """Proposals by category (the list before, in printed order, then what is new) and by group.

    Groups stand in the order of the meeting; those that it does not list come after them, by id. The rows for new
    categories and for proposals on categories that are not on the list are there only when something is in them.
    """
    groups = [group.id for group in meeting.groups]
    groups += sorted({group for proposal in step.proposals for group in proposal.groups} - set(groups))
    disputed = {end for conflict in step.conflicts for end in (conflict.one, conflict.other)}

    def row(number: str, name: str, proposals: Sequence[Proposal]) -> Row:
        cells = tuple(_cell(proposals, group) for group in groups)
        return Row(number, name, cells, any(proposal.id in disputed for proposal in proposals))

    new = [one for one in step.proposals if one.action is Action.ADD]
    rest = [one for one in step.proposals if one.action is not Action.ADD]
    rows = [
        row(str(number), category.name, [one for one in rest if one.category == category.id])
        for number, category in enumerate(step.before.categories, 1)
    ]
    other = [one for one in rest if one.category is None or step.before.get(one.category) is None]
    rows += [row("", name, proposals) for name, proposals in ((NEW, new), (UNKNOWN, other)) if proposals]
    return ProposalTable(tuple(meeting.group_name(group) for group in groups), tuple(rows))


def _cell(proposals: Sequence[Proposal], group: GroupId) -> Cell:
    actions = [proposal.action for proposal in proposals if group in proposal.groups]
    return Cell(tuple((action, actions.count(action)) for action in Action if action in actions))
