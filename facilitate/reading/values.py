"""Dates, times, numbers and choices out of cells, however a person typed them."""

from __future__ import annotations

import datetime as dt
import re

from facilitate.reading.cells import Cell
from facilitate.records.meeting import AdoptionRule, RuleKind, SupportBy
from facilitate.text import fold

_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]\s*(\d{2}))?(?:\s*:\d{2})?\s*(a\.?m\.?|p\.?m\.?|h|uhr)?", re.IGNORECASE)
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y")


def date_in(cell: Cell) -> dt.date | None:
    """The date in a cell, or None. Day and month that could be either (03/04/2021) are not guessed."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    for form in _DATES:
        try:
            return dt.datetime.strptime(cell.text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    return None


def time_in(cell: Cell) -> dt.time | None:
    """The time of day in a cell, to the minute, or None: a time, a fraction of a day, 14:05, 14h05, 2:05 pm."""
    value = cell.value
    if isinstance(value, dt.datetime | dt.time):
        return _to_minute(value.hour * 60 + value.minute + (value.second >= 30))
    if isinstance(value, dt.timedelta):
        return _to_minute(round(value.total_seconds() / 60))
    if isinstance(value, float) and 0 <= value < 1:
        return _to_minute(round(value * 24 * 60))
    found = _TIME.fullmatch(cell.text)
    if not found or not (found[2] or found[3]):  # "14" alone may be anything
        return None
    hour, half = int(found[1]), (found[3] or "").replace(".", "").casefold()
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _to_minute(hour * 60 + int(found[2] or 0)) if int(found[2] or 0) < 60 else None


def _to_minute(minutes: int) -> dt.time | None:
    return dt.time(minutes // 60, minutes % 60) if 0 <= minutes < 24 * 60 else None


def number_in(cell: Cell) -> int | None:
    """The whole number above zero in a cell, or None: 15, 15.0, "15", "15 min"."""
    value = cell.value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) and value > 0 else None
    found = re.fullmatch(r"(\d{1,6})\s*(?:min\.?|mins|minutes|['′])?", cell.text, re.IGNORECASE)
    return int(found[1]) if found and int(found[1]) > 0 else None


def people_in(cell: Cell) -> int | None:
    """How many people a cell says, or None: 12, 12.0, "12", "12 people", "about 12"."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if value == int(value) and value >= 0 else None
    numbers = re.findall(r"\d+(?:[.,]\d+)?", cell.text)
    return int(numbers[0]) if len(numbers) == 1 and numbers[0].isdigit() and len(numbers[0]) < 7 else None


def rule_in(cell: Cell) -> AdoptionRule | None:
    """The adoption rule in a cell, or None: a word, a number of groups (3), a share (60% or 0.6)."""
    word = fold(cell.text)
    if word in {kind.value for kind in RuleKind} - {"number", "share"}:
        return AdoptionRule(RuleKind(word))
    if share := re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%.*", cell.text):
        least = float(share[1].replace(",", ".")) / 100
        return AdoptionRule(RuleKind.SHARE, least) if 0 < least <= 1 else None
    if fraction := re.fullmatch(r"(\d{1,2})\s*/\s*(\d{1,2})(?: .*)?", cell.text):
        part, whole = int(fraction[1]), int(fraction[2])
        return AdoptionRule(RuleKind.SHARE, part / whole) if 0 < part <= whole else None
    if isinstance(cell.value, float) and 0 < cell.value < 1:  # a cell formatted as a percentage
        return AdoptionRule(RuleKind.SHARE, cell.value)
    if number := re.fullmatch(r"(?:at least )?(\d{1,4})(?: groups?)?", word):
        return AdoptionRule(RuleKind.NUMBER, int(number[1])) if int(number[1]) > 0 else None
    return None


def quorum_in(cell: Cell) -> AdoptionRule | None:
    """The quorum in a cell, or None: a number of groups (5), a share (60% or 0.6), majority, or none."""
    rule = rule_in(cell)
    return rule if rule and rule.kind not in (RuleKind.ANY, RuleKind.UNANIMOUS) else None


def support_by_in(cell: Cell) -> SupportBy | None:
    """By what people are counted, as a cell says it, or None."""
    return {one.value: one for one in SupportBy}.get(fold(cell.text).replace("organization", "organisation"))


def pieces(text: str, separators: str = ";\n") -> tuple[str, ...]:
    """A cell that holds several values, split at any of ``separators``; empty pieces left out."""
    return tuple(piece.strip() for piece in re.split(f"[{separators}]", text) if piece.strip())
