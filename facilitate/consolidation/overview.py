"""The whole at a glance: each category with what is proposed for it, and how to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.consolidation.support import ADOPT, Suggestion
from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Proposal
from facilitate.records.tables import Band, KeptTable, Value
from facilitate.records.workbooks import NEW_CATEGORIES, OVERVIEW, WHOLE_LIST
from facilitate.text import count, one_line

HOW = (
    "Go through the sheet Decisions from top to bottom and choose an answer in the column “decision”. The columns "
    "with golden headers are yours; all the others are filled by the program.",
    "Most of it is quick: open the filter of “rule suggests”, type adopt, and decide these first: write the answer "
    "once, copy it, mark the cells below and paste. What is left is what groups see differently; both sides stand "
    "under one heading.",
    "adopt: as proposed. adopt with changes: with your own words in “final wording”. reject: say why in “reason”; "
    "it may stay empty where you adopt what contradicts it. "
    "defer: not now. bracket: the text is not agreed and is printed in square brackets. Empty: still open.",
    "You may sort, filter, add columns, rows and sheets. Merge again whenever a late workbook comes: what you wrote "
    "stays, and what is new is marked “new”.",
    "For merges and splits, the columns at the far right ask whether the old category lives on.",
    "When you are through: save, close, and type “facilitate report” with the name of this meeting's folder.",
)
"""What a newcomer asks, in the order of the work."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The proposals on one category, or those for new ones."""

    category: CategoryId | None
    title: str
    text: str
    proposals: tuple[Proposal, ...]


def overview_table(
    proposals: Sequence[Proposal],
    disputed: Iterable[ProposalId],
    suggestions: Mapping[ProposalId, Suggestion],
    version: Version,
    about: str,
) -> KeptTable:
    """The sheet Overview; ``about`` says who answered and which rule suggests."""
    argued = frozenset(disputed)
    whole = _Part(None, WHOLE_LIST, about, tuple(proposals))
    rows = [_row(part, argued, suggestions) for part in (whole, *_parts(proposals, version))]
    rows.append({"category": ""})
    rows += [{"category": "" if place else "How to decide", "as it stands": text} for place, text in enumerate(HOW)]
    headers = OVERVIEW.headers
    return KeptTable(
        OVERVIEW.name, headers, "", rows=tuple(tuple(row.get(header) for header in headers) for row in rows)
    )


def category_bands(proposals: Sequence[Proposal], disputed: Iterable[ProposalId], version: Version) -> tuple[Band, ...]:
    """The headings among the rows of Decisions: what stands, and how much is proposed by how many."""
    argued = frozenset(disputed)
    bands = []
    for part in _parts(proposals, version):
        if part.proposals:
            against = sum(one.id in argued for one in part.proposals)
            groups = {group for one in part.proposals for group in one.groups}
            note = f"{count(len(part.proposals), 'proposal')} of {count(len(groups), 'group')}"
            note += f", {against} in conflict" if against else ""
            id = str(part.category) if part.category else "new"
            stands = f"As it stands: {part.text}" if part.category and part.text else ""
            bands.append(Band(part.title if part.category else "", id, part.title, note, stands))
    return tuple(bands)


def _parts(proposals: Sequence[Proposal], version: Version) -> list[_Part]:
    parts = [
        _Part(
            entry.id,
            f"{entry.id} {entry.name}",
            one_line(entry.definition),
            tuple(one for one in proposals if one.category == entry.id and one.action is not Action.ADD),
        )
        for entry in version.categories
    ]
    known = {one.id for part in parts for one in part.proposals}
    new = tuple(one for one in proposals if one.id not in known)
    return [*parts, _Part(None, NEW_CATEGORIES, "", new)] if new else parts


def _row(
    part: _Part, disputed: frozenset[ProposalId], suggestions: Mapping[ProposalId, Suggestion]
) -> dict[str, Value]:
    many = len(part.proposals)
    return {
        "category": part.title,
        "as it stands": part.text,
        "proposals": many,
        "groups": len({group for one in part.proposals for group in one.groups}),
        "in conflict": sum(one.id in disputed for one in part.proposals) if many else None,
        "adoption suggested": sum(suggestions[one.id].word == ADOPT for one in part.proposals) if many else None,
    }
