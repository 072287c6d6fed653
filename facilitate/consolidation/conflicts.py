"""Proposals that cannot be adopted together: listed, never resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Conflict, Proposal
from facilitate.text import fold

_CHANGES = (Action.DROP, Action.MERGE, Action.SPLIT, Action.RENAME, Action.REDEFINE, Action.WIDEN, Action.NARROW)
_NAMING = (Action.RENAME, Action.REDEFINE, Action.WIDEN, Action.NARROW)


def find_conflicts(proposals: Iterable[Proposal], version: Version) -> tuple[Conflict, ...]:
    """Every pair of proposals that contradict each other, sorted.

    Two proposals of the same category conflict where one drops and the other keeps it alive, one keeps it as it is
    and the other changes it, one merges and the other splits it, or both give it a name or a target of their own.
    Merges that form a circle conflict, and so does adding a category that the list has already.
    """
    ordered = sorted(proposals, key=lambda proposal: _number(proposal.id))
    found = [
        _conflict(one, other, why) for one, other in combinations(ordered, 2) if (why := _between(one, other, version))
    ]
    found += _circles(ordered)
    return tuple(
        sorted(set(found), key=lambda conflict: (_number(conflict.one), _number(conflict.other), conflict.why))
    )


def disputed(conflicts: Iterable[Conflict]) -> frozenset[ProposalId]:
    """The proposals that stand in any conflict."""
    return frozenset(end for conflict in conflicts for end in (conflict.one, conflict.other))


def _conflict(one: Proposal, other: Proposal, why: str) -> Conflict:
    first, second = sorted((one.id, other.id), key=_number)
    return Conflict(first, second, why)


def _between(one: Proposal, other: Proposal, version: Version) -> str:
    """Why two proposals contradict each other, empty where they do not."""
    if Action.ADD in (one.action, other.action):
        return _added_twice(one, other, version)
    if one.category is None or one.category != other.category:
        return ""
    actions = {one.action, other.action}
    if Action.IMPROVE in actions:
        return ""
    if Action.DROP in actions and len(actions) == 2:
        return "one drops what the other keeps alive"
    if Action.KEEP in actions and actions & set(_CHANGES):
        return "one keeps as it is what the other changes"
    if actions == {Action.MERGE, Action.SPLIT}:
        return "one merges what the other splits"
    if actions == {Action.MERGE} and one.into != other.into:
        return "two targets for one category"
    if actions == {Action.SPLIT}:
        return "two ways to split one category"
    if actions <= set(_NAMING) and one.names and other.names and _names(one) != _names(other):
        return "two names for one category"
    if Action.SPLIT in actions and actions & set(_NAMING):
        return "one splits what the other words anew"
    if actions <= set(_NAMING) and one.definition and other.definition and one.definition != other.definition:
        return "two definitions for one category"
    if actions == {Action.WIDEN, Action.NARROW}:
        return "one widens what the other narrows"
    return ""


def _added_twice(one: Proposal, other: Proposal, version: Version) -> str:
    """A category that one adds under the name that another gives to an existing category."""
    if one.action is other.action:
        return ""
    added, existing = (one, other) if one.action is Action.ADD else (other, one)
    old = version.get(existing.category) if existing.category else None
    if existing.action is Action.DROP and old is not None and _names(added) == (fold(old.name),):
        return "one adds what the other drops"
    if existing.action is not Action.SPLIT and set(_names(added)) & set(_names(existing)):
        return "one adds as new what the other makes out of an existing category"
    return ""


def _names(proposal: Proposal) -> tuple[str, ...]:
    return tuple(map(fold, proposal.names))


def _circles(proposals: list[Proposal]) -> Iterator[Conflict]:
    """Merges that lead back to where they began: every pair of neighbours in the circle."""
    merges = [one for one in proposals if one.action is Action.MERGE and one.category and one.into]
    onward: dict[CategoryId, set[CategoryId]] = {}
    for one in merges:
        if one.category and one.into:
            onward.setdefault(one.category, set()).add(one.into)
    for one, other in combinations(merges, 2):
        if one.into and other.into and one.category and other.category:
            meet = one.into == other.category or other.into == one.category
            if meet and _leads(onward, one.into, one.category) and _leads(onward, other.into, other.category):
                yield _conflict(one, other, "merges that form a circle")


def _leads(onward: dict[CategoryId, set[CategoryId]], start: CategoryId, end: CategoryId) -> bool:
    seen: set[CategoryId] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting += sorted(onward.get(here, ()))
    return False


def _number(proposal: ProposalId) -> tuple[str, int, str]:
    digits = proposal[1:]
    return (proposal[:1], int(digits) if digits.isdigit() else 0, proposal)
