"""The sheet Wordings: every text that asks for something and where it stands; and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from facilitate.consolidation.identity import identify
from facilitate.consolidation.wordings import key
from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId
from facilitate.records.tables import KeptTable, Value, same_text
from facilitate.records.wordings import Key, Remembered, Wording, WordingId
from facilitate.records.workbooks import SAME_AS, WORDINGS
from facilitate.text import first_of, listed

NAMES = 40
"""So many groups are named in a cell."""

_ACTIONS = {action.value: action for action in Action}


def wordings_table(wordings: Iterable[Wording], version: Version, meeting: Meeting) -> KeptTable:
    """One row a wording: who used it how often, where it stands and why there."""
    rows: list[Mapping[str, Value]] = []
    for one in wordings:
        entry = version.get(one.key.category) if one.key.category else None
        groups = sorted({contribution.group for contribution in one.contributions})
        rows.append(
            {
                "id": one.id,
                "category": f"{entry.id} {entry.name}" if entry else one.key.category or "",
                "proposed": one.key.action.value,
                "wording": one.text,
                "groups": called(groups, meeting),
                "times": len(one.contributions),
                "stands in": one.proposal,
                "because": one.why,
            }
        )
    human = tuple(heading.header for heading in WORDINGS.headings if not heading.given)
    values = tuple(tuple(row.get(header) for header in WORDINGS.headers) for row in rows)
    return KeptTable(WORDINGS.name, WORDINGS.headers, "id", human, WORDINGS.identity, (), values)


def called(groups: Iterable[GroupId], meeting: Meeting) -> str:
    """The names of the groups as a cell has them; of many the first, and how many more."""
    return listed(first_of([meeting.group_name(group) for group in groups], NAMES))


def remembered(decisions: KeptTable, wordings: KeptTable, theirs: KeptTable) -> Remembered:
    """What earlier merges left behind in the sheets Decisions and Wordings as the program last wrote them.

    ``theirs`` is the sheet Decisions as it stands: it tells which proposals a person has dealt with.
    """
    proposals = dict(_proposals(decisions))
    known = {
        one: Wording(
            WordingId(same_text(cells["id"])),
            one,
            same_text(cells["wording"]),
            ProposalId(same_text(cells["stands in"])),
            same_text(cells["because"]),
        )
        for cells in wordings.cells()
        if (one := _key(cells, "wording")) and cells["id"]
    }
    for wording in known.values():  # where nobody knows any more what a deleted row was about
        if wording.proposal:
            proposals.setdefault(wording.proposal, wording.key)
    for id, one in proposals.items():  # sessions from before there was such a sheet; and what asks without words
        known.setdefault(one, Wording(WordingId(""), one, "", id, ""))
    return Remembered(known, proposals, frozenset(_dealt_with(decisions, theirs)))


def _proposals(table: KeptTable) -> Iterator[tuple[ProposalId, Key]]:
    for cells in table.cells():
        one = _key(cells, "proposed wording")
        if one is not None and cells["id"]:
            yield ProposalId(same_text(cells["id"])), one


def _key(cells: Mapping[str, Value], words: str) -> Key | None:
    action = _ACTIONS.get(same_text(cells["proposed"]))
    if action is None:
        return None
    return key(action, _id(cells.get("category")), _id(cells.get("into")), same_text(cells[words]))


def _id(titled: Value) -> CategoryId | None:
    text = same_text(titled)
    return CategoryId(text.split()[0]) if text else None


def _dealt_with(base: KeptTable, theirs: KeptTable) -> Iterator[ProposalId]:
    """The proposals in whose rows a person has written anything."""
    suggested = {same_text(cells[base.key]): cells for cells in base.cells()}
    for cells, one in zip(theirs.cells(), identify(base, theirs), strict=True):
        before = suggested.get(one.id, {})
        if any(same_text(cells.get(header)) != same_text(before.get(header)) for header in (*theirs.human, SAME_AS)):
            yield ProposalId(one.id)
