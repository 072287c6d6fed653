"""Formulas: those that a sheet writes down once for many cells, and those that are sentences."""

from __future__ import annotations

import re

from facilitate.reading.cells import Value, letter

_REFERENCE = re.compile(
    r"""("[^"]*"|'[^']*')"""  # texts and quoted sheet names stay
    r"""|(?<![A-Za-z0-9_.$])(?:(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})"""
    r"""|(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})|(\$?)([1-9]\d{0,6}):(\$?)([1-9]\d{0,6}))(?![A-Za-z0-9_.(!])"""
)
LONGEST = 8_192
"""Excel takes no longer formula."""
_WORD = re.compile(r"(?<![\w.$!])[^\W\d_]{2,}(?![\w.!(\[$])")
_LOGICAL = ("TRUE", "FALSE")
_RECKONS = re.compile(r"[A-Za-z]\$?[1-9]|\w\(")
_REPEATS = re.compile(r"= *\+? *(\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}) *")
_ADDS_UP = re.compile(
    r"= *(?:_xlfn\.)?(?:SUBTOTAL|AGGREGATE|SUM|SUMIF|COUNT|COUNTA|COUNTIF|AVERAGE) *\(", re.IGNORECASE
)


def shown(formula: str, value: Value, error: str) -> Value:
    """What a person sees or meant to write in a cell with a formula.

    Programs take a note that begins with = + - or @ for a formula and show an error (#NAME?, #VALUE!, Err:509): the
    formula is the sentence. Where a program has left no computed value, what was typed is all that there is.
    """
    if value is None:
        return typed(formula)
    return typed(formula) if error and is_sentence(formula) else value


def typed(formula: str) -> str:
    """The formula as it was typed: an equals sign is only put before + - and @ by the program."""
    body = formula.removeprefix("=")
    return body if body[:1] in ("+", "-", "@") else formula


def is_sentence(formula: str) -> bool:
    """Whether a formula holds a word that is no function, no cell, no sheet and no text in quotation marks."""
    if len(formula) > LONGEST:
        return True
    words = _WORD.findall(re.sub(r'"[^"]*"|\'[^\']*\'|\[[^]]*\]', "", formula))
    return any(word.upper() not in _LOGICAL for word in words)


def is_calculation(formula: str) -> bool:
    """Whether a formula reckons with cells or functions, rather than being a note that begins like one."""
    return not is_sentence(formula) and bool(_RECKONS.search(formula))


def adds_up(formula: str) -> bool:
    """Whether a formula sums or counts other cells."""
    return bool(_ADDS_UP.match(formula))


def refers_to(formula: str) -> tuple[int, int] | None:
    """Row and column of the cell of the same sheet that a formula such as =D2 or =+$D$2 repeats; None for others."""
    found = _REPEATS.fullmatch(formula)
    return cell_number(found[1]) if found else None


def moved(formula: str, down: int, right: int) -> str:
    """A formula as it reads ``down`` rows below and ``right`` columns beside the cell it was written for.

    References with a dollar sign stay.
    """

    def column(dollar: str, letters: str) -> str:
        return dollar + (letters if dollar else letter(max(column_number(letters) + right, 1)))

    def row(dollar: str, digits: str) -> str:
        return dollar + (digits if dollar else str(max(int(digits) + down, 1)))

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        if found[3]:
            return column(found[2], found[3]) + row(found[4], found[5])
        if found[7]:
            return f"{column(found[6], found[7])}:{column(found[8], found[9])}"
        return f"{row(found[10], found[11])}:{row(found[12], found[13])}"

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
