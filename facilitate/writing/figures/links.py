"""What a crosswalk shows: which old category leads to which new one, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from facilitate.records.categories import CategoryId
from facilitate.records.changes import Change, ChangeType, Step

_UNCHANGED = (ChangeType.KEPT, ChangeType.CODE_CHANGE)


@dataclass(frozen=True, slots=True)
class Link:
    """From an old category to a new one; ``old`` is None for what is new, ``new`` is None for what was dropped.

    ``types`` are the changes as people read them, each once: renumbered last, kept only when alone.
    """

    old: CategoryId | None
    new: CategoryId | None
    types: tuple[ChangeType, ...]

    @property
    def changed(self) -> bool:
        """Whether more than the number changed."""
        return any(kind not in _UNCHANGED for kind in self.types)

    @property
    def words(self) -> str:
        """The words on its band; empty where nothing but the number changed."""
        return ", ".join(kind.label for kind in self.types) if self.changed else ""


def find_links(step: Step) -> tuple[Link, ...]:
    """Every link once, in the printed order of the old list and then of the new one; what is new comes last.

    A new id that ended in the same step stands for what took it over; links to ids that are on neither list are left
    out.
    """
    left = {category.id: place for place, category in enumerate(step.before.categories)}
    right = {category.id: place for place, category in enumerate(step.after.categories)}
    types: dict[_Pair, list[ChangeType]] = {}
    for change in step.changes:
        for old, new, kind in _pairs(change):
            if old is None or old in left:
                for heir in (None,) if new is None else step.after.heirs(new):
                    types.setdefault((old, heir), []).append(kind)
    links = [Link(old, new, _ordered(kinds)) for (old, new), kinds in types.items()]
    return tuple(
        sorted(links, key=lambda link: (left.get(link.old or _NONE, len(left)), right.get(link.new or _NONE, -1)))
    )


_Pair = tuple[CategoryId | None, CategoryId | None]
_NONE = CategoryId("")


def _pairs(change: Change) -> Iterator[tuple[CategoryId | None, CategoryId | None, ChangeType]]:
    """The links of one change.

    In a transfer the first old category gives a part to the other. The survivor of a take-over took something in;
    it was not itself merged into anything, so its own link stays kept unless another change says more.
    """
    for old, new in product(change.old or (None,), change.new or (None,)):
        if change.type is ChangeType.TRANSFER and old not in (change.old[0], new):
            continue
        absorbed = change.type is not ChangeType.TAKE_OVER or old != new
        yield old, new, change.type if absorbed else ChangeType.KEPT


def _ordered(kinds: list[ChangeType]) -> tuple[ChangeType, ...]:
    real = [kind for kind in kinds if kind not in _UNCHANGED]
    number = [ChangeType.CODE_CHANGE] if ChangeType.CODE_CHANGE in kinds else []
    return tuple(dict.fromkeys((*real, *number))) or (ChangeType.KEPT,)
