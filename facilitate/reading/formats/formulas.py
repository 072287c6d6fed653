"""Formulas that a sheet writes down once for many cells."""

from __future__ import annotations

import re

from facilitate.reading.cells import letter

_REFERENCE = re.compile(
    r"""("[^"]*"|'[^']*')"""  # texts and quoted sheet names stay
    r"""|(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})(?![A-Za-z0-9_.(!])"""
)


def moved(formula: str, down: int, right: int) -> str:
    """A formula as it reads ``down`` rows below and ``right`` columns beside the cell it was written for.

    References with a dollar sign stay; whole-row and whole-column references (A:A) are left as they are.
    """

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        column = found[3] if found[2] else letter(max(column_number(found[3]) + right, 1))
        row = int(found[5]) if found[4] else max(int(found[5]) + down, 1)
        return f"{found[2]}{column}{found[4]}{row}"

    return _REFERENCE.sub(move, formula)


def column_number(letters: str) -> int:
    """The number of a column: A → 1, AB → 28."""
    number = 0
    for one in letters.upper():
        number = number * 26 + ord(one) - 64
    return number


def cell_number(reference: str) -> tuple[int, int]:
    """Row and column of an address such as B12 or $B$12. Raises ValueError where it is none."""
    plain = reference.replace("$", "")
    letters = plain.rstrip("0123456789")
    if not (letters.isalpha() and letters.isascii() and len(letters) <= 3):
        raise ValueError(reference)
    return int(plain[len(letters) :]), column_number(letters)


def range_cells(reference: str) -> int:
    """How many cells a range such as A1:C3 covers; 1 where it is no range."""
    first, _, last = reference.rpartition(":")
    try:
        (top, left), (bottom, right) = cell_number(first or last), cell_number(last)
    except ValueError:
        return 1
    return (abs(bottom - top) + 1) * (abs(right - left) + 1)
