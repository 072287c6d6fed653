"""The list under revision: categories, and the list at one time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from facilitate.text import fold

CategoryId = NewType("CategoryId", str)
ProposalId = NewType("ProposalId", str)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a category's name that is new input: characters ``start`` to ``end`` (exclusive), and whose it is."""

    start: int
    end: int
    proposal: ProposalId


@dataclass(frozen=True, slots=True)
class Category:
    """One entry of the list. The id is permanent; the printed number belongs to a version.

    ``also`` are other names by which people know it: abbreviations, older names, names in other languages.
    """

    id: CategoryId
    name: str
    definition: str = ""
    source: str = ""
    marks: tuple[Mark, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retired:
    """A category that ended: its last wording, and the ids that took its content over (none when dropped)."""

    category: Category
    became: tuple[CategoryId, ...] = ()


class Status(StrEnum):
    """How far a version has come: a draft may hold open proposals and brackets, an agreed one may not."""

    DRAFT = "draft"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Version:
    """The list at one time, in printed order: the number of a category is its position, from 1."""

    label: str
    session: str
    categories: tuple[Category, ...]
    retired: tuple[Retired, ...] = ()
    status: Status = Status.DRAFT

    def number(self, category: CategoryId) -> int | None:
        """The printed number of a category, or None when it is not on this list."""
        return next((place for place, entry in enumerate(self.categories, 1) if entry.id == category), None)

    def get(self, category: CategoryId) -> Category | None:
        """The category with this id on this list, or None."""
        return next((entry for entry in self.categories if entry.id == category), None)

    def named(self, name: str) -> Category | None:
        """The category with this name (case, spaces and punctuation aside), or None."""
        wanted = fold(name)
        return next((entry for entry in self.categories if fold(entry.name) == wanted), None)

    def find(self, written: str) -> Category | None:
        """The category that a person wrote down exactly: by id, printed number, name, or id and name; else None."""
        if written.isdigit():
            place = int(written) - 1
            return self.categories[place] if 0 <= place < len(self.categories) else None
        id, _, name = written.strip().partition(" ")
        by_id = next((entry for entry in self.categories if entry.id.casefold() == id.casefold()), None)
        return by_id if by_id and fold(name) in ("", fold(by_id.name)) else self.named(written)

    def heirs(self, category: CategoryId) -> tuple[CategoryId, ...]:
        """Where a category's content is on this list: itself, or what took it over, through all meetings."""
        if self.get(category):
            return (category,)
        ended = next((entry for entry in self.retired if entry.category.id == category), None)
        found = (heir for became in (ended.became if ended else ()) for heir in self.heirs(became))
        return tuple(dict.fromkeys(found))


def id_number(category: CategoryId) -> int:
    """The running number inside an id (``C12`` → 12), 0 where it has none: new ids continue from the highest."""
    found = re.search(r"(\d+)$", category)
    return int(found[1]) if found else 0
