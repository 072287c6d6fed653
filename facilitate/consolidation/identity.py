"""Which item each row of an edited sheet is about, however the rows were moved, copied or sorted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.records.tables import OWN, KeptTable, Value, same_text

Cells = dict[str, Value]

_OWN_ID = re.compile(rf"{OWN}(\d+)")


@dataclass(frozen=True, slots=True)
class Known:
    """The item of one row.

    ``copy_of`` is set on a further copy of a row, which counts as the person's own; ``typed`` is a text that a person
    put in the place of the id.
    """

    id: str
    own: bool = False
    copy_of: str = ""
    typed: str = ""


def identify(base: KeptTable, theirs: KeptTable) -> tuple[Known, ...]:
    """The items of the rows of ``theirs``, a sheet whose program rows were written as ``base``.

    An id and the visible text beside it agree as a rule. Where they do not (someone sorted only some of the columns),
    what the person could see decides. A row without id and without a known text is the person's own, and gets the
    next free id of that kind; what stands in place of an id and was never given as one is a text of the person's.
    Of several rows of one item the first whose text agrees is it; the others are copies.
    """
    texts = {same_text(row[base.key]): _text(row, base) for row in base.cells()}
    times = Counter(texts.values())
    by_text = {text: id for id, text in texts.items() if any(text) and times[text] == 1}
    rows = theirs.cells()
    claims = [_claim(row, base, texts, by_text) for row in rows]
    firsts = _firsts(claims, rows, base, texts)
    taken = [same_text(row.get(base.key)) for row in (*base.cells(), *rows)]
    highest = max((int(found[1]) for id in taken if (found := _OWN_ID.fullmatch(id))), default=0)
    known, kept = [], set(firsts)
    for place, (claim, row) in enumerate(zip(claims, rows, strict=True)):
        id = same_text(row.get(base.key))
        typed = "" if _given(id, texts) else id
        if claim and firsts[claim] == place:
            known.append(Known(claim, own=_OWN_ID.fullmatch(claim) is not None, typed=typed))
            continue
        if id in kept or not _OWN_ID.fullmatch(id):
            highest += 1
            id = f"{OWN}{highest}"
        kept.add(id)
        known.append(Known(id, own=True, copy_of=claim, typed=typed))
    return tuple(known)


def _given(id: str, texts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the program gave this id, as far as it knows: without what it wrote, every one may be."""
    return not texts or id in texts or _OWN_ID.fullmatch(id) is not None


def _text(row: Cells, base: KeptTable) -> tuple[str, ...]:
    return tuple(same_text(row.get(header)) for header in base.identity)


def _claim(row: Cells, base: KeptTable, texts: dict[str, tuple[str, ...]], by_text: dict[tuple[str, ...], str]) -> str:
    """The item that a row claims to be, empty for one of the person's own that has no id yet."""
    id, text = same_text(row.get(base.key)), _text(row, base)
    if id and texts.get(id) == text:
        return id
    return by_text.get(text) or (id if _given(id, texts) else "")


def _firsts(claims: list[str], rows: list[Cells], base: KeptTable, texts: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """The row that stands for each item: the first that has both its id and its text, else the first."""
    firsts: dict[str, tuple[bool, int]] = {}
    for place, (claim, row) in enumerate(zip(claims, rows, strict=True)):
        if claim:
            whole = same_text(row.get(base.key)) == claim and texts.get(claim, _text(row, base)) == _text(row, base)
            firsts[claim] = min(firsts.get(claim, (True, len(rows))), (not whole, place))
    return {claim: place for claim, (_, place) in firsts.items()}
