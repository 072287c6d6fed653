"""Serial numbers that are shown as dates: which are, and what they say."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum

_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE = re.compile(r"[dmhys]", re.IGNORECASE)
_LONGEST_CODE = 255
_DAY = 86_400_000
"""Milliseconds of a day."""


class Shown(Enum):
    """What a number format makes of a number."""

    NUMBER = 0
    DATE = 1
    DURATION = 2


BUILT_IN = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), Shown.DATE),
    46: Shown.DURATION,
}
"""What the number formats mean that a workbook need not spell out, by id (ECMA-376 part 1, 18.8.30)."""


def shown_as(code: str) -> Shown:
    """What the number format ``code`` makes of a number: its first section decides."""
    code = _NOT_CODE.sub("", code[:_LONGEST_CODE]).partition(";")[0]
    if _ELAPSED.search(code):
        return Shown.DURATION
    return Shown.DATE if _DATE.search(code) and "general" not in code.casefold() else Shown.NUMBER


def from_serial(number: float, shown: Shown, since_1904: bool) -> dt.datetime | dt.time | dt.timedelta | int | float:
    """A day count as a date, a time (below 1) or a duration; to the millisecond, as Excel shows it.

    The number itself where no calendar reaches. Excel counts a 29 February 1900 that never was, so that days before
    1 March 1900 are one off.
    """
    try:
        milliseconds = round(number * _DAY)
        if shown is Shown.DURATION:
            return dt.timedelta(milliseconds=milliseconds)
        if 0 <= milliseconds < _DAY:
            return (dt.datetime.min + dt.timedelta(milliseconds=milliseconds)).time()
        if number < 0:
            return number
        begin = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)
        before_march = not since_1904 and number < 60
        return begin + dt.timedelta(days=before_march, milliseconds=milliseconds)
    except OverflowError:
        return number


def from_iso(text: str) -> dt.datetime | dt.time | str:
    """A date or time written out, as in Strict Open XML and OpenDocument; the text itself where it is none."""
    try:
        if "T" in text or "-" in text[1:]:
            return dt.datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
        return dt.time.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return text
