"""A history in the form in which it is kept: what many versions share stands once.

A national classification has 20,000 categories and dozens of versions that differ in a few hundred: each wording, each
category that ended and each bracket is kept once, and a version is the list of their places. Of the changes that no
decision made, only the ids are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from facilitate.records.categories import Bracket, Category, CategoryId, Retired, Status, Version
from facilitate.records.changes import Change, ChangeType, History, Step
from facilitate.records.contributions import Conflict, Proposal
from facilitate.records.decisions import Decision

_Record = TypeVar("_Record", bound=Hashable)


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version; its records are places in the lists of the history, from 0."""

    label: str
    session: str
    categories: tuple[int, ...]
    retired: tuple[int, ...] = ()
    status: Status = Status.DRAFT
    brackets: tuple[int, ...] = ()
    follows: str = ""


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step. ``kept`` and ``renumbered`` are changes without a decision, in the order of the list before."""

    before: KeptVersion
    after: KeptVersion
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[CategoryId, ...] = ()
    renumbered: tuple[CategoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """A history, with each wording, ended category and bracket of all its versions once."""

    series: str
    steps: tuple[KeptStep, ...] = ()
    categories: tuple[Category, ...] = ()
    retired: tuple[Retired, ...] = ()
    brackets: tuple[Bracket, ...] = ()


class _Places(Generic[_Record]):
    """Records in the order in which they were first met, each once."""

    def __init__(self) -> None:
        self._places: dict[_Record, int] = {}
        self._known: dict[int, int] = {}  # the same by identity: most records of a version are those of the one before

    def of(self, records: Iterable[_Record]) -> tuple[int, ...]:
        known = self._known
        return tuple(known[id(one)] if id(one) in known else self._place(one) for one in records)

    def _place(self, one: _Record) -> int:
        place = self._places.setdefault(one, len(self._places))
        self._known[id(one)] = place
        return place

    def records(self) -> tuple[_Record, ...]:
        return tuple(self._places)


def packed(history: History) -> KeptHistory:
    """The history in the form in which it is kept; ``unpacked`` gives it back."""
    categories, retired, brackets = _Places[Category](), _Places[Retired](), _Places[Bracket]()

    def version(one: Version) -> KeptVersion:
        return KeptVersion(
            one.label,
            one.session,
            categories.of(one.categories),
            retired.of(one.retired),
            one.status,
            brackets.of(one.brackets),
            one.follows,
        )

    def step(one: Step) -> KeptStep:
        told = tuple(change for change in one.changes if not _plain(change))
        plain = one.changes[len(told) :]
        kept, renumbered = (_alone(plain, type) for type in (ChangeType.KEPT, ChangeType.CODE_CHANGE))
        if not _in_order(told, plain, one):
            told, kept, renumbered = one.changes, (), ()
        lists = version(one.before), version(one.after)
        return KeptStep(*lists, told, one.decisions, one.proposals, one.conflicts, kept, renumbered)

    steps = tuple(map(step, history.steps))
    return KeptHistory(history.series, steps, categories.records(), retired.records(), brackets.records())


def unpacked(kept: KeptHistory) -> History:
    """The history that was packed. Raises IndexError where a place leads nowhere: the file was damaged."""

    make = cache(_made)  # most categories are kept or renumbered by every meeting
    at = cache(lambda places: _at(kept.categories, places))  # a meeting begins with the list of the one before

    def version(one: KeptVersion) -> Version:
        return Version(
            one.label,
            one.session,
            at(one.categories),
            _at(kept.retired, one.retired),
            one.status,
            _at(kept.brackets, one.brackets),
            one.follows,
        )

    def step(one: KeptStep) -> Step:
        before = version(one.before)
        changes = _changes(one.changes, before, one.kept, one.renumbered, make)
        return Step(before, version(one.after), changes, one.decisions, one.proposals, one.conflicts)

    return History(kept.series, tuple(map(step, kept.steps)))


def _at(records: tuple[_Record, ...], places: tuple[int, ...]) -> tuple[_Record, ...]:
    """The records at these places."""
    if min(places, default=0) < 0:
        raise IndexError("a place before the first")
    return tuple(map(records.__getitem__, places))


def _plain(change: Change) -> bool:
    """Whether a change needs no more than the id of its category: kept or renumbered, without decision or note."""
    undecided = change.type is ChangeType.KEPT or change.type is ChangeType.CODE_CHANGE
    alone = len(change.old) == 1 and change.old == change.new
    return undecided and alone and not change.note and change.decision is None


def _alone(plain: Iterable[Change], type: ChangeType) -> tuple[CategoryId, ...]:
    return tuple(change.old[0] for change in plain if change.type is type and change.old)


def _in_order(told: tuple[Change, ...], plain: tuple[Change, ...], step: Step) -> bool:
    """Whether the changes are in the order in which ``_changes`` gives them back."""
    ids = [change.old[0] for change in plain if change.old]
    rest = set(ids)
    in_order = [entry.id for entry in step.before.categories if entry.id in rest]
    return step.changes[: len(told)] == told and ids == in_order and len(ids) == len(plain)


def _changes(
    told: tuple[Change, ...],
    before: Version,
    kept: tuple[CategoryId, ...],
    renumbered: tuple[CategoryId, ...],
    make: Callable[[ChangeType, CategoryId], Change],
) -> tuple[Change, ...]:
    """The changes that are told, then what ``make`` makes of the others, in the order of the list before."""
    types = dict.fromkeys(kept, ChangeType.KEPT) | dict.fromkeys(renumbered, ChangeType.CODE_CHANGE)
    return (*told, *(make(types[one.id], one.id) for one in before.categories if one.id in types))


def _made(type: ChangeType, id: CategoryId) -> Change:
    """A change that nobody decided on."""
    return Change(type, (id,), (id,))
