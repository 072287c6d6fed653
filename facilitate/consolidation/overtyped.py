"""What a person typed where the program writes: moved to a column of its own, never lost."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.consolidation.identity import Cells
from facilitate.records.tables import COPY_OF, GONE, NEW, OWN_ROW, PART_OF, RECHECK, STATUS, Value, same_text

MOVED = "you wrote elsewhere"
"""The header of the column that takes a text which a person typed over one of the program's cells."""


def with_moved(cells: Cells, texts: Iterable[str]) -> Cells:
    """The row with these texts, each with the header under which it was typed, in the column for them."""
    kept = same_text(cells.get(MOVED))
    lines = [*([kept] if kept else []), *(text for text in texts if not holds(kept, text))]
    return {**cells, MOVED: "\n".join(lines)} if lines else cells


def holds(value: Value, text: str) -> bool:
    """Whether a cell holds ``text`` as whole lines."""
    return f"\n{text}\n" in f"\n{same_text(value)}\n"


def typed_status(cells: Cells) -> list[str]:
    """What a person wrote into the column of the status, with its header; nothing where the program's words stand."""
    said = same_text(cells.get(STATUS))
    ours = said in ("", NEW, OWN_ROW, GONE) or said.startswith((f"{RECHECK}:", COPY_OF, PART_OF))
    return [] if ours else [f"{STATUS}: {said}"]


def typed_id(key: str, typed: str) -> list[str]:
    """What a person wrote in the place of an id, with its header."""
    return [f"{key}: {typed}"] if typed else []
