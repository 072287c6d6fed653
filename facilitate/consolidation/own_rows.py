"""A person's own row that stands for what groups ask: the program says in it who does, and takes that back again."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.consolidation.identity import Cells
from facilitate.consolidation.overtyped import MOVED
from facilitate.records.tables import OWN, STATUS, KeptTable, Value, same_text


def filled(theirs: Cells, before: Cells, fresh: Cells, table: KeptTable) -> Cells:
    """The row with what the program says of the groups; what the person typed there stays.

    ``before`` is what is remembered of the row, ``fresh`` what is to be said now, empty where nothing is part of it.
    """
    ours = ours_in(before, table)
    mine = [header for header in _fillable(table) if not same_text(theirs.get(header)) or _same(theirs, ours, header)]
    return {**theirs, **{header: fresh.get(header) for header in mine}}


def ours_in(before: Cells, table: KeptTable) -> Cells:
    """What of a remembered own row are the program's words: none, unless it gives no status."""
    if not before or same_text(before.get(STATUS)):
        return {}
    return {header: before.get(header) for header in _fillable(table)}


def suggested(
    wanted: Mapping[str, Cells], written: Mapping[str, Mapping[str, Value]], table: KeptTable
) -> dict[str, Cells]:
    """The rows to remember: own ones that the program filled keep the texts by which the person knows them."""
    return {
        id: {**row, **{header: written[id].get(header) for header in table.identity}}
        if id.startswith(OWN) and id in written
        else row
        for id, row in wanted.items()
    }


def _same(theirs: Cells, ours: Cells, header: str) -> bool:
    return header in ours and same_text(theirs.get(header)) == same_text(ours[header])


def _fillable(table: KeptTable) -> list[str]:
    """The program's columns that do not say what the row is about."""
    known = (*table.human, *table.identity, table.key, STATUS, MOVED)
    return [header for header in table.headers if header not in known]
