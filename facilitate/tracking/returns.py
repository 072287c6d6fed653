"""Categories that come back: content that had ended and stands on the list again, under a new id."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.records.categories import CategoryId, Retired
from facilitate.text import fold

BACK = "formerly "
"""What the note on a category that came back begins with."""


def former_ids(retired: Iterable[Retired]) -> dict[str, CategoryId]:
    """The ids of what ended, by folded last name; of several with one name the one that ended last."""
    return {fold(entry.category.name): entry.category.id for entry in retired}


def formerly(new: Iterable[tuple[CategoryId, str]], former: dict[str, CategoryId]) -> str:
    """The note on new categories (id and name) that came back: ``formerly C6``; empty where none did."""
    new = list(new)
    found = [(id, former[fold(name)]) for id, name in new if fold(name) in former]
    return "; ".join(f"{BACK}{old}" if len(new) == 1 else f"{id} {BACK}{old}" for id, old in found)
