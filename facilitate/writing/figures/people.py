"""Who takes part: how many people from which region, and how many work on which category. Numbers only, no names.

A number of people who are not named is part of a bar only where it may be told (``facilitate.network.consent``).
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.network.consent import UNTOLD
from facilitate.records.network import Count, NetworkMap, Totals
from facilitate.records.reporting import Picture
from facilitate.text import count, fold, shortened
from facilitate.writing.figures.bars import bars_figure
from facilitate.writing.figures.style import PAGE_WIDTH, picture

NOT_STATED = "not stated"
OTHER = "other"


def count_regions(totals: Totals) -> tuple[tuple[tuple[str, int], ...], frozenset[str]]:
    """How many people come from each region, highest first, and of which regions more come than is told.

    Those who state none, and those whose region is not told, stand last as far as their number may be told.
    """
    counts = totals.field("Region")
    stated = [one for one in counts if one.value]
    rows = sorted(((one.value, one.told) for one in stated), key=lambda one: (-one[1], fold(one[0])))
    together = dict(totals.elsewhere).get("Region", 0)
    none = sum(one.told for one in counts if not one.value) + together
    label = f"{NOT_STATED}, or not told" if together else NOT_STATED
    if none:
        rows.append((label, none))
    return tuple(rows), _more(stated)


def count_categories(people: NetworkMap) -> tuple[tuple[tuple[str, int], ...], frozenset[str]]:
    """How many people work on each category of the list (``3 Career services``), highest first, then by name, and
    on which of them more work than is told.

    Categories without anybody count 0. What is not on the list counts together (``other``).
    """
    place = {name: at for at, name in enumerate(people.categories, 1)}
    counts = [one for one in people.totals.field("Category") if one.value in place]
    others = [one for one in people.totals.field("Category") if one.value not in place]
    numbers = {f"{place[one.value]} {one.value}": one.told for one in counts}
    more = _more(counts, place)
    if others:
        numbers[OTHER] = sum(one.told for one in others)
        more |= {OTHER} if _more(others) else set()
    return tuple(sorted(numbers.items(), key=lambda one: (-one[1], fold(one[0])))), more


def _more(counts: Sequence[Count], place: dict[str, int] | None = None) -> frozenset[str]:
    names = (one.value for one in counts if one.others is None)
    return frozenset(f"{place[name]} {name}" if place else name for name in names)


def draw_people_by_region(totals: Totals) -> Picture | None:
    """Participants by region, or None where there are none."""
    counts, more = count_regions(totals)
    if not counts:
        return None
    everyone = totals.everyone
    people = count(everyone.told, "participant")
    in_all = f"{everyone.named} by name, and a few others" if everyone.others is None else f"{everyone.told} in all"
    caption = _with_note(f"Participants by region ({in_all})", more)
    alt = f"{people} by region ({_said(counts, more)})."
    return picture(bars_figure(counts, more), "people-by-region", PAGE_WIDTH, caption, alt)


def draw_people_by_category(people: NetworkMap) -> Picture | None:
    """Participants by the categories they work on, or None where nobody named one."""
    counts, more = count_categories(people)
    if not any(number for _, number in counts) and not more:
        return None
    caption = _with_note("Participants by category; who named several counts in each", more)
    alt = f"Participants by the categories they work on ({_said(counts, more)})."
    return picture(bars_figure(counts, more), "people-by-category", PAGE_WIDTH, caption, alt)


def _with_note(caption: str, more: frozenset[str]) -> str:
    return f"{caption}; {UNTOLD}" if more else caption


def _said(counts: Sequence[tuple[str, int]], more: frozenset[str]) -> str:
    """The counts in words, as many as an alternative text can hold, and how many more there are."""
    said = ""
    for place, (name, number) in enumerate(counts):
        one = f"{shortened(name, 40)}: {number}{'+' if name in more else ''}"
        if len(said) + len(one) > 150:
            return f"{said} and {len(counts) - place} more"
        said = f"{said}, {one}" if said else one
    return said
