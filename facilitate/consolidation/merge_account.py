"""What became of the rows of a sheet when what a person wrote and what the program suggests now were put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.records.tables import GONE, NEW, PART_OF, KeptTable, Value
from facilitate.records.workbooks import LAST_MERGE
from facilitate.text import count, listed, quote

CONFLICT = "in conflict"

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

    @property
    def has_news(self) -> bool:
        """Whether the program wrote anything that a person has not seen."""
        return bool(self.updated or self.new or self.clashes)

    def __str__(self) -> str:
        """One line for the terminal."""
        parts = [f"{count(len(self.kept), 'row')} kept"]
        for ids, what in self.kinds():
            parts += [f"{len(ids)} {what} ({_named(ids)})"] if ids else []
        return f"{self.sheet}: {', '.join(parts)}"

    def kinds(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The rows of each kind beside those that were kept as they were, with what to call the kind."""
        conflicts = f"{CONFLICT}: yours stay{'s' if len(self.clashes) == 1 else ''}"
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


def account_table(accounts: Iterable[Account]) -> KeptTable:
    """The accounts as a sheet of the workbook: a row for each kind of row, and for each cell in conflict."""
    rows: list[tuple[Value, ...]] = []
    for one in accounts:
        rows.append((one.sheet, "kept", count(len(one.kept), "row"), None, None))
        for ids, what in one.kinds():
            if ids and not what.startswith(CONFLICT):
                rows.append((one.sheet, what, ", ".join(ids), None, None))
        rows += [(one.sheet, f"{CONFLICT}: yours stays", str(at), at.yours, at.suggested) for at in one.clashes]
    return KeptTable(LAST_MERGE.name, LAST_MERGE.headers, "", rows=tuple(rows))


def _named(ids: Iterable[str]) -> str:
    ids = tuple(ids)
    return listed([*ids[:_NAMED], *(["…"] if len(ids) > _NAMED else [])])
