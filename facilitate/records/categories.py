"""The list under revision: categories, and the list at one time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
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


@dataclass(frozen=True, slots=True)
class Bracket:
    """Text that is not agreed and stands in square brackets, from the version that opened it on.

    ``where`` says where it stands: in a category's ``name`` or ``definition``, or ``beside`` the list as a proposal on
    which there was no agreement (``asks`` is then what it asks for, such as ``add``). ``opened`` and ``closed`` are
    labels of versions, with the decisions that did so; ``closed`` is empty while it is open. ``text`` is without the
    brackets.
    """

    id: str
    text: str
    where: str
    category: CategoryId | None
    opened: str
    opened_by: ProposalId
    asks: str = ""
    closed: str = ""
    closed_by: ProposalId = ProposalId("")


class Status(StrEnum):
    """How far a version has come: a draft may hold open proposals and brackets, an agreed one may not."""

    DRAFT = "draft"
    AGREED = "agreed"


class _Index:
    """The places of a version's categories by id and by name, worked out once: lists have up to 20,000 entries."""

    def __init__(self, categories: tuple[Category, ...], retired: tuple[Retired, ...]) -> None:
        self._categories = categories
        self._retired = retired

    @cached_property
    def places(self) -> dict[CategoryId, int]:
        """The place of each id, from 0; of the first where an id is there twice."""
        return {entry.id: place for place, entry in reversed(list(enumerate(self._categories)))}

    @cached_property
    def written_ids(self) -> dict[str, Category]:
        """Categories by their ids as a person may type them, in any case."""
        return {entry.id.casefold(): entry for entry in reversed(self._categories)}

    @cached_property
    def names(self) -> dict[str, Category]:
        """Categories by their folded names."""
        return {fold(entry.name): entry for entry in reversed(self._categories)}

    @cached_property
    def ended(self) -> dict[CategoryId, Retired]:
        """What ended, by id."""
        return {entry.category.id: entry for entry in reversed(self._retired)}

    @cached_property
    def _heirs(self) -> dict[CategoryId, tuple[CategoryId, ...]]:
        """The heirs that were asked for so far: a long chain of mergers is walked once, not once for each of it."""
        return {}

    def heirs(self, category: CategoryId) -> tuple[CategoryId, ...]:
        """Where the content of a category is on the list, however long the chain; a circle leads nowhere."""
        known, begun = self._heirs, set[CategoryId]()
        waiting = [category]
        while waiting:
            id = waiting[-1]
            if id in self.places or id in known or not (entry := self.ended.get(id)):
                waiting.pop()
            elif id not in begun:
                begun.add(id)
                waiting += [one for one in entry.became if one not in begun]
            else:
                known[id] = tuple(dict.fromkeys(heir for one in entry.became for heir in self._heirs_of(one)))
                waiting.pop()
        return self._heirs_of(category)

    def _heirs_of(self, category: CategoryId) -> tuple[CategoryId, ...]:
        return (category,) if category in self.places else self._heirs.get(category, ())


class _Indexed:
    """Room for the index beside the fields of a record, so that it is no part of what the record says."""

    __slots__ = ("_index",)
    _index: _Index


@dataclass(frozen=True, slots=True)
class Version(_Indexed):
    """The list at one time, in printed order: the number of a category is its position, from 1.

    ``brackets`` are all texts that ever stood in square brackets in this series, open and closed. ``follows`` is the
    fingerprint of the version that this one was made from, empty for the original list.
    """

    label: str
    session: str
    categories: tuple[Category, ...]
    retired: tuple[Retired, ...] = ()
    status: Status = Status.DRAFT
    brackets: tuple[Bracket, ...] = ()
    follows: str = ""

    @property
    def _look(self) -> _Index:
        if not hasattr(self, "_index"):
            object.__setattr__(self, "_index", _Index(self.categories, self.retired))
        return self._index

    def number(self, category: CategoryId) -> int | None:
        """The printed number of a category, or None when it is not on this list."""
        place = self._look.places.get(category)
        return None if place is None else place + 1

    def get(self, category: CategoryId) -> Category | None:
        """The category with this id on this list, or None."""
        place = self._look.places.get(category)
        return None if place is None else self.categories[place]

    def named(self, name: str) -> Category | None:
        """The category with this name (case, spaces and punctuation aside), or None."""
        return self._look.names.get(fold(name))

    def find(self, written: str) -> Category | None:
        """The category that a person wrote down exactly: by id, printed number or name, or by id or number and name."""
        id, _, name = written.strip().partition(" ")
        number = id.removesuffix(".")
        if number.isdecimal():
            place = int(number) - 1
            by_id = self.categories[place] if 0 <= place < len(self.categories) else None
        else:
            by_id = self._look.written_ids.get(id.casefold())
        return by_id if by_id and fold(name) in ("", fold(by_id.name)) else self.named(written)

    def ended(self, category: CategoryId) -> Retired | None:
        """The last wording of a category that is no longer on the list, and where it went; None for any other."""
        return self._look.ended.get(category)

    def heirs(self, category: CategoryId) -> tuple[CategoryId, ...]:
        """Where a category's content is on this list: itself, or what took it over, through all meetings."""
        return self._look.heirs(category)

    @property
    def open_brackets(self) -> tuple[Bracket, ...]:
        """The texts on which there is no agreement yet."""
        return tuple(bracket for bracket in self.brackets if not bracket.closed)


def id_number(category: CategoryId) -> int:
    """The running number inside an id (``C12`` → 12), 0 where it has none: new ids continue from the highest."""
    digits = category[len(category.rstrip("0123456789")) :]
    return int(digits) if digits else 0
