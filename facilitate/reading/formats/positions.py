"""Where a cell stands by its address, inside the edges of the largest sheet that exists."""

from __future__ import annotations

from functools import lru_cache

from facilitate.reading.formats.formulas import column_number
from facilitate.reading.limits import COLUMNS, ROWS

COLUMNS_MET: dict[str, int] = {}
"""The numbers of the columns' letters that were met so far."""

_DIGITS = "0123456789"
_LONGEST = 16
"""Characters of an address."""


@lru_cache(maxsize=1 << 15)
def position(reference: str) -> tuple[int, int]:
    """Row and column of an address. Raises ValueError where it lies outside every sheet."""
    if len(reference) > _LONGEST:
        raise ValueError(f"there is no cell {reference[:_LONGEST]}…")
    letters = reference.rstrip(_DIGITS)
    return row_number(reference[len(letters) :]), COLUMNS_MET.get(letters) or _column(letters)


def _column(letters: str) -> int:
    """The number of a column by its letters. Raises ValueError where it lies outside every sheet."""
    plain = letters.replace("$", "")
    number = column_number(plain) if plain.isalpha() and plain.isascii() and len(plain) <= 3 else 0
    if not 0 < number <= COLUMNS:
        raise ValueError(f"there is no column {letters[:9]}")
    COLUMNS_MET[letters] = number
    return number


def row_number(digits: str) -> int:
    """The number of a row. Raises ValueError where it lies outside every sheet."""
    number = int(digits)
    if not 0 < number <= ROWS:
        raise ValueError(f"there is no row {number}")
    return number
