"""From the old list to the new: the printed concordance and the line that shows that the count adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.text import listed
from facilitate.tracking.returns import BACK
from facilitate.tracking.types import UNDECIDED

_T = ChangeType
_KEPT, _RENUMBERED = (_T.KEPT,), (_T.CODE_CHANGE,)
_COUNTED = {
    one: place
    for place, one in enumerate((_T.DELETION, _T.TAKE_OVER, _T.MERGER, _T.SPLIT_OFF, _T.BREAKDOWN, _T.CREATION))
}
"""What changes the count, in the order of the line: first what the list loses, then what it gains."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the concordance: an old category and a new one, and how the one became the other.

    ``old`` is None for what is new, ``new`` is None for what is dropped. Numbers are printed numbers.
    """

    old: Category | None
    old_number: int | None
    types: tuple[ChangeType, ...]
    new: Category | None
    new_number: int | None
    decisions: tuple[ProposalId, ...]
    notes: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The types in plain words."""
        return _labels(self.types)

    @property
    def changed(self) -> bool:
        """Whether more happened than a new number."""
        return any(one not in UNDECIDED for one in self.types)


@cache
def _labels(types: tuple[ChangeType, ...]) -> str:
    return ", ".join(one.label for one in types)


def concordance(step: Step) -> tuple[Line, ...]:
    """Every link from an old category to a new one, in the order of the old list, what is new at the end.

    One pass over the changes: the time grows with the list, not with its square.
    """
    pairing = _Pairing(step)
    return (*pairing.continuations(), *pairing.beginnings())


def continuations(step: Step) -> tuple[Line, ...]:
    """The lines of the concordance that begin at an old category."""
    return tuple(_Pairing(step).continuations())


def beginnings(step: Step) -> tuple[Line, ...]:
    """The lines of the concordance for what came out of no old category."""
    return tuple(_Pairing(step).beginnings())


class _Pairing:
    """The categories of a step by id, with their printed numbers, and the changes at each that anybody decided on."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.old = _numbered(step.before)
        self.new = _numbered(step.after)
        self.leading_from: dict[CategoryId, list[Change]] = defaultdict(list)
        self.leading_to: dict[CategoryId, list[Change]] = defaultdict(list)
        decided = [change for change in step.changes if change.type not in UNDECIDED or change.decision or change.note]
        touched = {id for change in decided for id in (*change.old, *change.new)}
        self.left_alone = {id for change in step.changes for id in change.old if id not in touched}
        for change in step.changes if decided else ():
            for id in touched.intersection(change.old):
                self.leading_from[id].append(change)
            for id in touched.intersection(change.new):
                self.leading_to[id].append(change)

    def continuations(self) -> Iterator[Line]:
        """The lines that begin at an old category, in the order of the old list."""
        for number, entry in self.old.values():
            new = self.new.get(entry.id)
            if new and entry.id in self.left_alone:  # nobody decided anything: most lines of a long list
                types = _KEPT if new[0] == number else _RENUMBERED
                yield Line(entry, number, types, new[1], new[0], ())
            else:
                yield from self.from_old(entry.id)

    def beginnings(self) -> Iterator[Line]:
        """The lines of what came out of no old category, in the order of the new list."""
        fresh = [id for id in self.new if id not in self.old]
        if fresh:
            touched = [id for id in self.old if id in self.leading_from]
            reached = {line.new.id for id in touched for line in self.from_old(id) if line.new}
            yield from (self.line(None, id, self.leading_to[id]) for id in fresh if id not in reached)

    def from_old(self, old: CategoryId) -> list[Line]:
        """The lines that begin at an old category; one without an end where nothing took its content over."""
        changes = self.leading_from[old]
        reaches = [arrivals(self.step, _targets(change, old)) for change in changes]
        targets = sorted(set().union(*reaches), key=lambda id: (id != old, self.new[id][0]))
        lines = [
            self.line(old, target, [change for change, ends in zip(changes, reaches, strict=True) if target in ends])
            for target in targets
        ]
        return lines or [self.line(old, None, [*changes, *self._after_that(changes, old)])]

    def _after_that(self, changes: Iterable[Change], old: CategoryId) -> Iterator[Change]:
        """What ended that to which an old category had gone, where nothing of it is on the new list."""
        waiting = [id for change in changes if old not in change.new for id in change.new]
        seen = {old}
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                ending = [change for change in self.leading_from[id] if id not in change.new]
                yield from ending
                waiting += [further for change in ending for further in change.new]

    def line(self, old: CategoryId | None, new: CategoryId | None, changes: list[Change]) -> Line:
        """One line, with the types of ``changes`` as they concern this pair."""
        old_number, before = self.old[old] if old else (None, None)
        new_number, after = self.new[new] if new else (None, None)
        types = [change.type for change in changes]
        if old and old == new:
            # The survivor of a take-over took something in; it was not itself merged into anything.
            types = [one for one in types if one is not _T.TAKE_OVER] or [_T.KEPT]
            if old_number != new_number and _T.CODE_CHANGE not in types:
                types.append(_T.CODE_CHANGE)
            if len(types) > 1:
                types = [one for one in types if one is not _T.KEPT]
        elif old and not new:
            types = [change.type for change in changes if old not in change.new] or types
        elif old and new:
            types = [one for one in types if one not in (_T.KEPT, _T.CODE_CHANGE)] or [_T.CODE_CHANGE]
        return Line(
            before,
            old_number,
            tuple(dict.fromkeys(types)),
            after,
            new_number,
            tuple(dict.fromkeys(id for change in changes for id in change.rests_on)),
            tuple(dict.fromkeys(filter(None, (self._note(change, old, new) for change in changes)))),
        )

    def _note(self, change: Change, old: CategoryId | None, new: CategoryId | None) -> str:
        """What a line says beside the type: of a category that lives on what it took in or gave away."""
        if old and old == new and old in change.old and old in change.new:
            told = gave_and_took(self.step, change, old)
            return told or ("" if set(change.new) - set(change.old) else change.note)  # a part's note is not its
        return change.note


def _numbered(version: Version) -> dict[CategoryId, tuple[int, Category]]:
    return {entry.id: (number, entry) for number, entry in enumerate(version.categories, 1)}


def arrivals(step: Step, targets: Iterable[CategoryId]) -> tuple[CategoryId, ...]:
    """Where targets are on the new list: one that ended in the same step stands for what took it over."""
    return tuple(dict.fromkeys(heir for id in targets for heir in step.after.heirs(id)))


def gave_and_took(step: Step, change: Change, id: CategoryId) -> str:
    """What a category that lives on took in or gave away by a change: ``takes in the old no. 6``; else nothing."""
    match change.type:
        case _T.TAKE_OVER:
            return f"takes in the old {numbers}" if (numbers := numbers_of(step.before, change.old, id)) else ""
        case _T.SPLIT_OFF:
            return f"a part becomes {numbers}" if (numbers := numbers_of(step.after, change.new, id)) else ""
        case _T.TRANSFER if id == change.old[0]:
            return f"a part moves to {numbers}" if (numbers := numbers_of(step.after, change.new, id)) else ""
        case _T.TRANSFER:
            return f"takes a part of the old {numbers}" if (numbers := numbers_of(step.before, change.old, id)) else ""
        case _:
            return ""


def numbers_of(version: Version, ids: Iterable[CategoryId], but: CategoryId | None = None) -> str:
    """Printed numbers in words: ``no. 6``, ``nos. 6 and 7``; empty where none of the ids has one."""
    numbers = [str(number) for id in ids if id != but and (number := version.number(id))]
    return f"{'no.' if len(numbers) == 1 else 'nos.'} {listed(numbers)}" if numbers else ""


def _targets(change: Change, old: CategoryId) -> tuple[CategoryId, ...]:
    """Where the content of ``old`` goes by this change."""
    if change.type is _T.TRANSFER:
        return change.new if old == change.old[0] else (old,)
    return change.new


def count_line(step: Step) -> str:
    """How the number of categories came about: ``8 − 1 (6 into 5) + 1 (8 out of 3) + 1 (9 new) = 9``.

    Numbers in brackets are printed numbers: of the old list for what ended, of the new list for what began (invariant
    9: new = old − dropped − absorbed + split off + broken up, net + new).
    """
    terms = [str(len(step.before.categories))]
    for change, ended, begun in _counts(step):
        net = len(begun) - len(ended)
        if net:
            terms.append(f"{'+' if net > 0 else '−'} {abs(net)} ({_reason(step, change, ended, begun)})")
    return f"{' '.join(terms)} = {len(step.after.categories)}"


def counted(step: Step) -> int:
    """The number of categories that the changes lead to; differs from the list where something is wrong."""
    return len(step.before.categories) + sum(len(begun) - len(ended) for _, ended, begun in _counts(step))


def _counts(step: Step) -> Iterator[tuple[Change, list[CategoryId], list[CategoryId]]]:
    """Each change that counts, in the order of the line, with the old ids that ended and the new ones that began by it.

    An id counts once: a further merger into a category begins none, and a part of two categories begins once.
    """
    counted_ids = {entry.id for entry in step.before.categories}
    gone: set[CategoryId] = set()
    moving = [change for change in step.changes if change.old != change.new]
    for change in sorted(moving, key=lambda change: _COUNTED.get(change.type, len(_COUNTED))):
        ended = [id for id in dict.fromkeys(change.old) if id not in change.new and id not in gone]
        begun = [id for id in dict.fromkeys(change.new) if id not in counted_ids]
        gone |= set(ended)
        counted_ids |= set(begun)
        if ended or begun:
            yield change, ended, begun


def _reason(step: Step, change: Change, ended: list[CategoryId], begun: list[CategoryId]) -> str:
    """What stands in brackets: ``6 into 5``."""
    before, after = step.before, step.after
    old = _numbers([before.number(id) for id in change.old])
    into = _numbers([after.number(id) for id in change.new if id not in change.old])
    match change.type:
        case _T.TAKE_OVER:
            target = before.number(change.new[0]) or after.number(change.new[0]) or 0
            return f"{_numbers([before.number(id) for id in ended]) or '?'} into {target}"
        case _T.MERGER | _T.BREAKDOWN:
            return f"{old} into {'new ' if begun or change.type is _T.MERGER else ''}{into}"
        case _T.SPLIT_OFF:
            return f"{_numbers([after.number(id) for id in begun])} out of {old}"
        case _T.CREATION:
            return f"{into} new"
        case _:
            return f"{old} dropped"


def _numbers(numbers: list[int | None]) -> str:
    return listed([str(number) for number in numbers if number is not None])


def was(step: Step, id: CategoryId) -> str:
    """The line under a name of the new list: ``was: …``, ``out of: …`` or ``new``; empty where the name is the same."""
    old = step.before.get(id)
    new = step.after.get(id)
    if old is None or new is None:
        sources = [step.before.get(one) for change in step.changes_to(id) for one in change.old]
        names = [entry.name for entry in sources if entry]
        back = next((change.note for change in step.changes_to(id) if change.note.startswith(BACK)), "")
        return back or (f"out of: {listed(names)}" if names else ("new" if new else ""))
    if old.name != new.name:
        return f"was: {old.name}"
    return "with a new definition" if old.definition and old.definition != new.definition else ""
