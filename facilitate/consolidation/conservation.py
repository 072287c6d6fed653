"""The check before anything is replaced: everything that a person wrote is in what was written, on its item."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.consolidation.identity import identify
from facilitate.consolidation.overtyped import MOVED, holds, typed_id, typed_status
from facilitate.consolidation.own_rows import ours_in
from facilitate.records.tables import HEADER, STATUS, KeptTable, by_id, same_text


def lost(base: KeptTable, theirs: KeptTable, written: KeptTable) -> tuple[str, ...]:
    """What a person wrote in ``theirs`` that is not in ``written``, on its item; nothing may be replaced then."""
    return (
        *_lost_texts(base, theirs, written),
        *_lost_remarks(base, theirs, written),
        *_lost_formats(base, theirs, written),
    )


def _lost_texts(base: KeptTable, theirs: KeptTable, written: KeptTable) -> Iterator[str]:
    after, old = by_id(written), by_id(base)
    given = [header for header in written.headers if header not in (*written.human, MOVED)]
    for cells, one in zip(theirs.cells(), identify(base, theirs), strict=True):
        row = after.get(one.id, {})
        before = old.get(one.id, {})
        before = ours_in(before, written) if one.own else before
        yield from (f"{one.id} {text}" for text in typed_id(base.key, one.typed) if not holds(row.get(MOVED), text))
        for header, value in cells.items():
            text = same_text(value)
            if header == written.key or text in ("", same_text(before.get(header))):
                continue
            if header == STATUS and (one.own or not typed_status(cells)):
                continue
            if header == MOVED and holds(row.get(MOVED), text):
                continue  # it may have grown
            moved = holds(row.get(MOVED), f"{header}: {text}")
            theirs_alone = header == STATUS or one.own or header not in given
            if theirs_alone and same_text(row.get(header)) != text and not moved:
                yield f"{one.id} {header}: {text}"


def _lost_remarks(base: KeptTable, theirs: KeptTable, written: KeptTable) -> Iterator[str]:
    known = identify(base, theirs)
    rows = [same_text(cells.get(written.key)) for cells in written.cells()]
    there = {
        ("" if place == HEADER else rows[place], header, same_text(text)) for place, header, text in written.remarks
    }
    for place, header, text in theirs.remarks:
        id = "" if place == HEADER else known[place].id
        if (id, header, same_text(text)) not in there:
            yield f"{id or 'the header'} {header}, a comment: {text}"


def _lost_formats(base: KeptTable, theirs: KeptTable, written: KeptTable) -> Iterator[str]:
    if not theirs.formats:
        return
    known = identify(base, theirs)
    rows = [same_text(cells.get(written.key)) for cells in written.cells()]
    there = {(rows[place], header, look) for place, header, look in written.formats}
    for place, header, look in theirs.formats:
        if (known[place].id, header, look) not in there:
            yield f"{known[place].id} {header}, its colour or format"
