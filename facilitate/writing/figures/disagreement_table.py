"""The numbers behind the heat map of disagreement: how many groups want something else than each group, by category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from facilitate.records.categories import CategoryId
from facilitate.records.changes import Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId

NEW = "new categories"
MOST_ROWS, MOST_GROUPS = 60, 36
"""What a page has room for; of more, those with most disagreement are shown, and the rest is counted."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A category with its printed number. For each group: how many others are against, None where it said nothing."""

    number: str
    name: str
    against: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """All of it together."""
        return sum(filter(None, self.against))


@dataclass(frozen=True, slots=True)
class HeatTable:
    """``groups`` are the names of the columns; ``rows_left`` and ``groups_left`` are counted and not shown."""

    groups: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    rows_left: int = 0
    groups_left: int = 0

    @property
    def highest(self) -> int:
        """The largest number in it."""
        return max((value or 0 for row in self.rows for value in row.against), default=0)


def disagreement_table(step: Step, meeting: Meeting) -> HeatTable:
    """The whole table, categories in printed order and groups in the order of the meeting."""
    groups = [group.id for group in meeting.groups]
    groups += sorted({group for proposal in step.proposals for group in proposal.groups} - set(groups))
    against = _opponents(step)
    spoke = {(_row(one), group) for one in step.proposals for group in one.groups}

    def row(category: CategoryId | None, number: str, name: str) -> HeatRow:
        cells = tuple(
            len(against.get((category, group), ())) if (category, group) in spoke else None for group in groups
        )
        return HeatRow(number, name, cells)

    rows = [row(one.id, str(number), one.name) for number, one in enumerate(step.before.categories, 1)]
    if any(category is None for category, _ in spoke):
        rows.append(row(None, "", NEW))
    return HeatTable(tuple(meeting.group_name(group) for group in groups), tuple(rows))


def on_one_page(table: HeatTable) -> HeatTable:
    """As much of the table as a page can show: of too many rows or groups those with most disagreement."""
    rows = sorted(range(len(table.rows)), key=lambda place: (-table.rows[place].total, place))[:MOST_ROWS]
    totals = [sum(row.against[place] or 0 for row in table.rows) for place in range(len(table.groups))]
    groups = sorted(sorted(range(len(totals)), key=lambda place: (-totals[place], place))[:MOST_GROUPS])
    shown = [
        replace(table.rows[place], against=tuple(table.rows[place].against[group] for group in groups))
        for place in sorted(rows)
    ]
    names = tuple(table.groups[group] for group in groups)
    return HeatTable(names, tuple(shown), len(table.rows) - len(shown), len(table.groups) - len(names))


def _opponents(step: Step) -> dict[tuple[CategoryId | None, GroupId], set[GroupId]]:
    """Who wants something else than a group, by the category of what that group wants."""
    proposals = {one.id: one for one in step.proposals}
    against: dict[tuple[CategoryId | None, GroupId], set[GroupId]] = defaultdict(set)
    for conflict in step.conflicts:
        one, other = proposals.get(conflict.one), proposals.get(conflict.other)
        if one and other:
            for mine, theirs in ((one, other), (other, one)):
                for group in mine.groups:
                    against[_row(mine), group] |= set(theirs.groups) - {group}
    return against


def _row(proposal: Proposal) -> CategoryId | None:
    return None if proposal.action is Action.ADD else proposal.category
