"""What became of the rows of a sheet when what a person wrote and what the program suggests now were put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.records.tables import GONE, NEW, PART_OF
from facilitate.text import count, listed, quote

_NAMED = 5
"""How many rows are named of each kind."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell of a person's for which the program suggests something else than before: theirs stays."""

    id: str
    header: str
    yours: str
    suggested: str

    def __str__(self) -> str:
        return f"{self.id} {quote(self.header)}"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of a sheet, by their ids.

    ``kept`` are all rows of the program's that stayed; of these, in ``updated`` the program's own words or untouched
    suggestions changed, ``recheck`` are to be looked at again, and in ``clashes`` a person's cell and a new
    suggestion differ.
    """

    sheet: str
    kept: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    recheck: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    parts: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line for the terminal."""
        parts = [f"{count(len(self.kept), 'row')} kept"]
        for ids, what in self.kinds():
            parts += [f"{len(ids)} {what} ({_named(ids)})"] if ids else []
        return f"{self.sheet}: {', '.join(parts)}"

    def kinds(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The rows of each kind beside those that were kept as they were, with what to call the kind."""
        conflicts = "in conflict: yours stays" if len(self.clashes) == 1 else "in conflict: yours stay"
        return (
            (self.updated, "updated"),
            (self.new, NEW),
            (self.recheck, "to recheck"),
            (tuple(map(str, self.clashes)), conflicts),
            (self.parts, f"{PART_OF} another one"),
            (self.gone, GONE),
            (self.deleted, "deleted by you"),
            (self.own, "of your own"),
        )


def _named(ids: Iterable[str]) -> str:
    ids = tuple(ids)
    return listed([*ids[:_NAMED], *(["…"] if len(ids) > _NAMED else [])])
