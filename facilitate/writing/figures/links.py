"""What a crosswalk shows: which old category leads to which new one, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.records.categories import CategoryId
from facilitate.records.changes import ChangeType, Step
from facilitate.tracking.crosswalk import concordance
from facilitate.tracking.types import UNDECIDED


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
        return any(kind not in UNDECIDED for kind in self.types)

    @property
    def words(self) -> str:
        """The words on its band; empty where nothing but the number changed."""
        return ", ".join(kind.label for kind in self.types) if self.changed else ""


def find_links(step: Step) -> tuple[Link, ...]:
    """Every link once, as the concordance has it: in the printed order of the old list, what is new last."""
    return tuple(
        Link(line.old.id if line.old else None, line.new.id if line.new else None, _ordered(line.types))
        for line in concordance(step)
        if line.types
    )


def _ordered(kinds: Iterable[ChangeType]) -> tuple[ChangeType, ...]:
    kinds = tuple(kinds)
    real = [kind for kind in kinds if kind not in UNDECIDED]
    number = [ChangeType.CODE_CHANGE] if ChangeType.CODE_CHANGE in kinds else []
    return tuple(dict.fromkeys((*real, *number))) or (ChangeType.KEPT,)
