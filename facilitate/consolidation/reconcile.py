"""Decisions of people with new evidence: a three-way merge in which a person always wins.

The rules are those by which gettext's msgmerge keeps a translation and marks it *fuzzy* when its source has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from facilitate.consolidation.identity import Cells, Known, identify
from facilitate.records.tables import GONE, OWN, PART_OF, RECHECK, STATUS, KeptTable, Value, same_text, stands_back
from facilitate.text import count, listed, quote

NEW, OWN_ROW, COPY_OF = "new", "your own", "copy of "
"""What the status column says, beside GONE and RECHECK."""

MOVED = "you wrote elsewhere"
"""The header of the column that takes a text which a person typed over one of the program's cells."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of a sheet, by their ids."""

    sheet: str
    kept: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    recheck: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [f"{count(len(self.kept), 'row')} kept"]
        for ids, what in (
            (self.new, NEW),
            (self.recheck, "to recheck"),
            (self.parts, f"{PART_OF} another one"),
            (self.gone, GONE),
            (self.deleted, "deleted by you"),
            (self.own, "of your own"),
        ):
            if ids:
                parts.append(f"{len(ids)} {what} ({listed([*ids[:5], *(['…'] if len(ids) > 5 else [])])})")
        return f"{self.sheet}: {', '.join(parts)}"


def reconcile(base: KeptTable, theirs: KeptTable, new: KeptTable) -> tuple[KeptTable, KeptTable, Account]:
    """The sheet to write, the base to remember beside it, and the account.

    ``base`` is what the program last suggested, ``theirs`` what the person made of it, ``new`` what the program would
    write now. A cell of a human column that the person changed stays; an untouched one follows the program. Rows stay
    in the person's order; new ones come where the program has them; what is no longer asked for goes to the end; what
    the person deleted stays deleted. Columns that a person added are carried.
    """
    old, wanted, part_of = _by_id(base), _by_id(new), dict(new.part_of)
    known = identify(base, theirs)
    living: list[tuple[str, Cells]] = []
    gone: list[tuple[str, Cells]] = []
    back: dict[str, Cells] = {}
    for cells, one in zip(theirs.cells(), known, strict=True):
        if one.own:
            status = f"{COPY_OF}{one.copy_of}" if one.copy_of else OWN_ROW
            filled = _filled(cells, old.get(one.id, {}), wanted.get(one.id, {}), new)
            living.append((one.id, {**filled, new.key: one.id, STATUS: cells.get(STATUS) or status}))
        elif one.id in wanted:
            merged_cells = _merged(old, one.id, cells, wanted[one.id], new)
            if stands_back(cells.get(STATUS)):  # the program had put it at the end
                back[one.id] = merged_cells
            else:
                living.append((one.id, merged_cells))
        else:
            status = f"{PART_OF} {part_of[one.id]}" if one.id in part_of else GONE
            typed = [text] if (text := _typed_status(cells)) else []
            gone.append((one.id, _with_moved({**cells, new.key: one.id, STATUS: status}, typed)))
    present = {one.id for one in known}
    fresh = [id for id in wanted if id not in old and id not in present]
    deleted = tuple(id for id in wanted if id in old and id not in present)
    inserted = {id: {**wanted[id], STATUS: NEW} for id in fresh} | back
    rows = [*_inserted(living, inserted, list(wanted)), *gone]
    headers = _headers(new, theirs, rows)
    merged = replace(
        new,
        headers=headers,
        rows=tuple(tuple(row.get(header) for header in headers) for _, row in rows),
        remarks=_remarks(theirs, known, [id for id, _ in rows]),
    )
    remembered = _remembered(new, wanted, old, rows, deleted)
    return merged, remembered, _account(merged, known, fresh, deleted, dict(gone))


def lost(base: KeptTable, theirs: KeptTable, written: KeptTable) -> tuple[str, ...]:
    """What a person wrote in ``theirs`` that is not in ``written``, on its item; nothing may be replaced then."""
    after, old = _by_id(written), _by_id(base)
    missing = []
    for cells, one in zip(theirs.cells(), identify(base, theirs), strict=True):
        row = after.get(one.id, {})
        before = old.get(one.id, {})
        if one.own:
            before = {header: before.get(header) for header in _fillable(written) if _own_and_filled(before)}
        for header, value in cells.items():
            text = same_text(value)
            if header == written.key or text in ("", same_text(before.get(header))):
                continue
            if header == STATUS and (one.own or not _typed_status(cells)):
                continue
            if header == MOVED and _holds(row.get(MOVED), text):
                continue  # it may have grown
            moved = _holds(row.get(MOVED), f"{header}: {text}")
            theirs_alone = header == STATUS or one.own or header in written.human or header not in _given(written)
            if theirs_alone and same_text(row.get(header)) != text and not moved:
                missing.append(f"{one.id} {header}: {text}")
    return (*missing, *_lost_remarks(base, theirs, written))


def _lost_remarks(base: KeptTable, theirs: KeptTable, written: KeptTable) -> Iterator[str]:
    known = identify(base, theirs)
    rows = [same_text(cells.get(written.key)) for cells in written.cells()]
    there = {(rows[place], header, same_text(text)) for place, header, text in written.remarks}
    for place, header, text in theirs.remarks:
        if (known[place].id, header, same_text(text)) not in there:
            yield f"{known[place].id} {header}, a comment: {text}"


def _given(table: KeptTable) -> tuple[str, ...]:
    return tuple(header for header in table.headers if header not in table.human and header != MOVED)


def _by_id(table: KeptTable) -> dict[str, Cells]:
    return {same_text(cells.get(table.key)): cells for cells in table.cells()}


def _merged(old: Mapping[str, Cells], id: str, theirs: Cells, fresh: Cells, new: KeptTable) -> Cells:
    """One row of an item that is still asked for."""
    before = old.get(id, {})
    touched = [header for header in new.human if _differs(theirs, before, header)]
    cells: Cells = {**{header: value for header, value in theirs.items() if header not in new.headers}, **fresh}
    if touched:  # a row that a person has dealt with stays as they saw it, also where they agreed with a suggestion
        cells |= {header: theirs[header] for header in new.human if header in theirs}
    overtyped = [
        f"{header}: {same_text(theirs[header])}"
        for header in new.headers
        if header not in (*new.human, new.key, STATUS) and _typed(theirs, before, fresh, old, header)
    ]
    overtyped += [text] if (text := _typed_status(theirs)) else []
    cells = _with_moved(cells, overtyped)
    cells[STATUS] = _status(theirs, before, fresh, bool(touched), new)
    return cells


def _filled(theirs: Cells, before: Cells, fresh: Cells, new: KeptTable) -> Cells:
    """A person's own row with what the program says of the groups, once proposals are the same as it (or no more)."""
    ours = _own_and_filled(before)
    empty = [header for header in _fillable(new) if not same_text(theirs.get(header))]
    filled = [header for header in _fillable(new) if ours and not _differs(theirs, before, header)]
    return {**theirs, **{header: fresh.get(header) for header in (*empty, *filled)}}


def _own_and_filled(before: Cells) -> bool:
    """Whether what is remembered of a person's own row are the program's words: then it gives no status."""
    return bool(before) and not same_text(before.get(STATUS))


def _fillable(table: KeptTable) -> tuple[str, ...]:
    return tuple(one for one in _given(table) if one not in (*table.identity, table.key, STATUS))


def _with_moved(cells: Cells, texts: list[str]) -> Cells:
    """The row with texts that a person typed where the program writes, in a column of their own."""
    kept = same_text(cells.get(MOVED))
    lines = [*([kept] if kept else []), *(text for text in texts if not _holds(kept, text))]
    return {**cells, MOVED: "\n".join(lines)} if texts else cells


def _holds(value: Value, text: str) -> bool:
    """Whether a cell holds ``text`` as whole lines."""
    return f"\n{text}\n" in f"\n{same_text(value)}\n"


def _typed_status(theirs: Cells) -> str:
    """What a person wrote into the column of the status, with its header; empty where the program's words stand."""
    said = same_text(theirs.get(STATUS))
    ours = said in ("", NEW, OWN_ROW, GONE) or said.startswith((f"{RECHECK}:", COPY_OF, PART_OF))
    return "" if ours else f"{STATUS}: {said}"


def _remarks(theirs: KeptTable, known: tuple[Known, ...], ids: list[str]) -> tuple[tuple[int, str, str], ...]:
    """The comments on the rows of ``theirs``, on the same items in their new places."""
    places = {id: place for place, id in enumerate(ids)}
    return tuple(sorted((places[known[row].id], header, text) for row, header, text in theirs.remarks))


def _differs(theirs: Cells, before: Cells, header: str) -> bool:
    return header in theirs and same_text(theirs[header]) != same_text(before.get(header))


def _typed(theirs: Cells, before: Cells, fresh: Cells, old: Mapping[str, Cells], header: str) -> bool:
    """Whether a person typed over a cell of the program's, rather than sorted or left it."""
    text = same_text(theirs.get(header))
    known = (same_text(before.get(header)), same_text(fresh.get(header)), "")
    return text not in known and all(same_text(row.get(header)) != text for row in old.values())


def _status(theirs: Cells, before: Cells, fresh: Cells, decided: bool, new: KeptTable) -> Value:
    said = same_text(theirs.get(STATUS))
    changed = [
        header for header in new.evidence if before and same_text(before.get(header)) != same_text(fresh.get(header))
    ]
    if decided and changed:
        were = [
            f"{quote(header)} has changed, it was: {same_text(before.get(header)) or 'empty'}" for header in changed
        ]
        return f"{RECHECK}: {'; '.join(were)}"
    if said.startswith(RECHECK) or (said == NEW and not decided):
        return said
    return None


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


def _headers(new: KeptTable, theirs: KeptTable, rows: Iterable[tuple[str, Cells]]) -> tuple[str, ...]:
    moved = (MOVED,) if any(MOVED in cells for _, cells in rows) else ()
    return tuple(dict.fromkeys((*new.headers, *theirs.headers, *moved)))


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
    own = {
        id: {**wanted.get(id, {}), **{header: written[id].get(header) for header in new.identity}}
        for id in ids
        if id.startswith(OWN) and id in wanted
    }
    cells = [own.get(id) or wanted.get(id) or old.get(id) or written[id] for id in ids]
    return replace(new, rows=tuple(tuple(row.get(header) for header in new.headers) for row in cells))


def _account(
    merged: KeptTable, known: tuple[Known, ...], fresh: list[str], deleted: tuple[str, ...], gone: Mapping[str, Cells]
) -> Account:
    own = tuple(one.id for one in known if one.own)
    recheck = tuple(id for id, cells in _by_id(merged).items() if same_text(cells.get(STATUS)).startswith(RECHECK))
    kept = tuple(one.id for one in known if not one.own and one.id not in gone)
    parts = tuple(id for id, cells in gone.items() if same_text(cells[STATUS]).startswith(PART_OF))
    lost = tuple(id for id in gone if id not in parts)
    return Account(merged.sheet, kept, tuple(fresh), recheck, parts, lost, deleted, own)
