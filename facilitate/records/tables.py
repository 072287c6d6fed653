"""A sheet that the program fills and a person edits, as rows of values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Value = str | int | float | bool | dt.date | dt.time | None


@dataclass(frozen=True, slots=True)
class KeptTable:
    """The rows of one sheet, each as long as ``headers``.

    ``key`` is the header of the permanent id; ``human`` are the headers of the columns that a person edits;
    ``identity`` are the visible columns by which a person recognises a row. A sheet without ``human`` columns is
    the program's own and is written afresh each time.
    """

    sheet: str
    headers: tuple[str, ...]
    key: str
    human: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
