"""Decisions of people with new evidence: a three-way merge in which a person always wins.

The rules are those by which gettext's msgmerge keeps a translation and marks it *fuzzy* when its source has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from facilitate.consolidation.identity import Cells, Known, identify
from facilitate.consolidation.merge_account import Account, Clash
from facilitate.consolidation.overtyped import MOVED, typed_id, typed_status, with_moved
from facilitate.consolidation.own_rows import filled, suggested
from facilitate.records.tables import (
    COPY_OF,
    GONE,
    HEADER,
    NEW,
    OWN_ROW,
    PART_OF,
    RECHECK,
    STATUS,
    KeptTable,
    Value,
    by_id,
    same_text,
    stands_back,
)
from facilitate.text import quote, shortened

_Mark = TypeVar("_Mark")
_SUGGESTED = 300
"""How many characters of a suggestion the status shows beside what stays."""


def reconcile(base: KeptTable, theirs: KeptTable, new: KeptTable) -> tuple[KeptTable, KeptTable, Account]:
    """The sheet to write, the base to remember beside it, and the account.

    ``base`` is what the program last suggested, ``theirs`` what the person made of it, ``new`` what the program would
    write now. A cell of a human column that the person changed stays; an untouched one follows the program. Rows and
    columns stay in the person's order; new ones come where the program has them; what is no longer asked for goes to
    the end; what the person deleted stays deleted. Columns that a person added are carried.
    """
    wanted, part_of = by_id(new), dict(new.part_of)
    known = identify(base, theirs)
    old = by_id(base)
    living: list[tuple[str, Cells]] = []
    gone: list[tuple[str, Cells]] = []
    back: dict[str, Cells] = {}
    clashes: list[Clash] = []
    updated: list[str] = []
    for cells, one in zip(theirs.cells(), known, strict=True):
        over_id = typed_id(new.key, one.typed)
        if one.own:
            status = f"{COPY_OF}{one.copy_of}" if one.copy_of else OWN_ROW
            own = filled(cells, old.get(one.id, {}), wanted.get(one.id, {}), new)
            own = {**own, new.key: one.id, STATUS: cells.get(STATUS) or status}
            living.append((one.id, with_moved(own, over_id)))
        elif one.id in wanted:
            row = _Row(one.id, cells, old.get(one.id, {}), wanted[one.id], new)
            clashes += row.clashes()
            merged_cells = row.merged([*over_id, *row.overtyped(old)])
            updated += [one.id] if row.is_changed(merged_cells) else []
            if stands_back(cells.get(STATUS)):  # the program had put it at the end
                back[one.id] = merged_cells
            else:
                living.append((one.id, merged_cells))
        else:
            status = f"{PART_OF} {part_of[one.id]}" if one.id in part_of else GONE
            moved = with_moved({**cells, new.key: one.id, STATUS: status}, [*over_id, *typed_status(cells)])
            gone.append((one.id, moved))
    present = {one.id for one in known}
    fresh = tuple(id for id in wanted if id not in old and id not in present)
    deleted = tuple(id for id in wanted if id in old and id not in present)
    inserted = {id: {**wanted[id], STATUS: NEW} for id in fresh} | back
    rows = [*_inserted(living, inserted, list(wanted)), *gone]
    headers = _headers(base, theirs, new, rows)
    merged = replace(
        new,
        headers=headers,
        rows=tuple(tuple(row.get(header) for header in headers) for _, row in rows),
        remarks=_moved(theirs.remarks, known, [id for id, _ in rows]),
        formats=_moved(theirs.formats, known, [id for id, _ in rows]),
        widths=theirs.widths,
        hidden=theirs.hidden,
    )
    remembered = _remembered(new, wanted, old, rows, deleted)
    account = Account(
        merged.sheet,
        kept=tuple(one.id for one in known if not one.own and one.id in wanted),
        updated=tuple(updated),
        new=fresh,
        recheck=tuple(id for id, cells in rows if same_text(cells.get(STATUS)).startswith(RECHECK)),
        clashes=tuple(clashes),
        parts=tuple(id for id, _ in gone if id in part_of),
        gone=tuple(id for id, _ in gone if id not in part_of),
        deleted=deleted,
        own=tuple(one.id for one in known if one.own),
    )
    return merged, remembered, account


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of an item that is still asked for: as the person left it, as it was suggested, as it is now."""

    id: str
    theirs: Cells
    before: Cells
    fresh: Cells
    table: KeptTable

    @property
    def touched(self) -> bool:
        """Whether a person has dealt with the row."""
        return any(header in self.theirs and _differ(self.theirs, self.before, header) for header in self.table.human)

    def clashes(self) -> list[Clash]:
        """The cells that stay as the person saw them although something else is suggested by now."""
        if not (self.touched and self.before):
            return []
        return [
            Clash(self.id, header, same_text(self.theirs[header]), same_text(self.fresh.get(header)))
            for header in self.table.human
            if header in self.theirs
            and _differ(self.fresh, self.before, header)
            and _differ(self.fresh, self.theirs, header)
        ]

    def overtyped(self, old: Mapping[str, Cells]) -> list[str]:
        """What the person typed over cells of the program's, each with its header."""
        given = [header for header in self.table.headers if header not in (*self.table.human, self.table.key, STATUS)]
        typed = [f"{header}: {same_text(self.theirs[header])}" for header in given if self._typed(header, old)]
        return [*typed, *typed_status(self.theirs)]

    def _typed(self, header: str, old: Mapping[str, Cells]) -> bool:
        """Whether the person typed here, rather than sorted or left it."""
        text = same_text(self.theirs.get(header))
        known = (same_text(self.before.get(header)), same_text(self.fresh.get(header)), "")
        return text not in known and all(same_text(row.get(header)) != text for row in old.values())

    def merged(self, moved: Sequence[str]) -> Cells:
        """The row as it is to be; ``moved`` are the texts that go to a column of their own."""
        cells: Cells = {header: text for header, text in self.theirs.items() if header not in self.table.headers}
        cells |= self.fresh
        if self.touched:  # it stays as they saw it, also where they agreed with a suggestion
            cells |= {header: self.theirs[header] for header in self.table.human if header in self.theirs}
        return {**with_moved(cells, moved), STATUS: self._status()}

    def is_changed(self, merged: Cells) -> bool:
        """Whether the program writes something else than stands there, its word on the row aside."""
        shown = [header for header in self.table.headers if header in self.theirs and header != STATUS]
        return any(_differ(self.theirs, merged, header) for header in shown)

    def _status(self) -> Value:
        """What the program says of the row; what it asked to look at again stays until the person takes it away."""
        said = same_text(self.theirs.get(STATUS))
        asked = said.removeprefix(f"{RECHECK}: ") if said.startswith(RECHECK) else ""
        changed = [one for one in self._changed() if quote(one[0]) not in asked] if self.touched else []
        if changed:
            return (
                f"{RECHECK}: {'; '.join([*([asked] if asked else []), *(f'{quote(at)} {how}' for at, how in changed)])}"
            )
        return said if asked or (said == NEW and not self.touched) else None

    def _changed(self) -> list[tuple[str, str]]:
        """The headers under which something else stands or is suggested than when the person dealt with the row."""
        evidence = [
            (header, f"has changed, it was: {same_text(self.before.get(header)) or 'empty'}")
            for header in self.table.evidence
            if self.before and _differ(self.before, self.fresh, header)
        ]
        suggested = [
            (one.header, f"stays as it is; now suggested: {shortened(one.suggested, _SUGGESTED) or 'nothing'}")
            for one in self.clashes()
            if self.table.evidence  # elsewhere, as in the order of the list, suggestions move with each other
        ]
        return evidence + suggested


def _differ(one: Cells, other: Cells, header: str) -> bool:
    return same_text(one.get(header)) != same_text(other.get(header))


def _moved(
    marks: Sequence[tuple[int, str, _Mark]], known: Sequence[Known], ids: Sequence[str]
) -> tuple[tuple[int, str, _Mark], ...]:
    """Comments or formats of a person's cells, on the same items in their new places."""
    places = {id: place for place, id in enumerate(ids)}
    moved = [(HEADER if row == HEADER else places[known[row].id], header, mark) for row, header, mark in marks]
    return tuple(sorted(moved, key=lambda one: one[:2]))


def _inserted(
    living: list[tuple[str, Cells]], inserted: Mapping[str, Cells], order: list[str]
) -> list[tuple[str, Cells]]:
    """The person's rows with each inserted one after the row that precedes it in the program's order."""
    rows = list(living)
    for id in sorted(inserted, key=order.index):
        before = set(order[: order.index(id)])
        place = max((at for at, (other, _) in enumerate(rows, 1) if other in before), default=0)
        rows.insert(place, (id, inserted[id]))
    return rows


def _headers(base: KeptTable, theirs: KeptTable, new: KeptTable, rows: Iterable[tuple[str, Cells]]) -> tuple[str, ...]:
    """The columns in the person's order, where they moved any; each further one after the one that precedes it."""
    ours = [header for header in theirs.headers if header in base.headers]
    moved = ours != [header for header in base.headers if header in ours]
    first, second = (theirs.headers, new.headers) if moved else (new.headers, theirs.headers)
    headers = list(first)
    for place, header in enumerate(second):
        if header not in headers:
            after = second[place - 1] if place else ""
            headers.insert(headers.index(after) + 1 if after else 0, header)
    elsewhere = [MOVED] if MOVED not in headers and any(MOVED in cells for _, cells in rows) else []
    return (*headers, *elsewhere)


def _remembered(
    new: KeptTable,
    wanted: Mapping[str, Cells],
    old: Mapping[str, Cells],
    rows: list[tuple[str, Cells]],
    deleted: tuple[str, ...],
) -> KeptTable:
    """The program's own suggestions, of deleted rows too; where it has none any more, its last ones."""
    ids = [*(id for id, _ in rows), *deleted]
    # As texts, as they are read again: else the same merge would write other bytes the second time.
    written = {id: {header: same_text(value) or None for header, value in row.items()} for id, row in rows}
    fresh = suggested(wanted, written, new)
    cells = [fresh.get(id) or old.get(id) or written[id] for id in ids]
    return replace(new, rows=tuple(tuple(row.get(header) for header in new.headers) for row in cells))
