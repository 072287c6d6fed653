"""Proposals that cannot be adopted together: listed, never resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Conflict, Proposal
from facilitate.records.sources import GroupId
from facilitate.text import fold

_NAMING = (Action.RENAME, Action.REDEFINE, Action.WIDEN, Action.NARROW)
_CHANGES = (Action.DROP, Action.MERGE, Action.SPLIT, Action.MOVE, *_NAMING)
_PLAIN = (
    "one drops what the other keeps alive",
    "one keeps as it is what the other changes",
    "one merges what the other splits",
    "two targets for one category",
    "two ways to split one category",
    "two names for one category",
    "two definitions for one category",
    "one widens what the other narrows",
    "one splits what the other words anew",
    "one merges away what the other words anew",
)
"""Why proposals conflict whose actions say so by themselves."""
INTO_DROPPED = "one merges into what the other drops"


def find_conflicts(proposals: Iterable[Proposal], version: Version) -> tuple[Conflict, ...]:
    """Every pair of proposals that contradict each other, sorted.

    Two proposals of the same category conflict where one drops it and the other asks for anything else of it, one
    keeps it as it is and the other changes it, one merges it away and the other splits it or words it anew, or both
    give it a name or a target of their own. So do merges that form a circle, a proposal to merge into what another
    drops, one name for two categories, and names that the list has already.
    """
    ordered = sorted(proposals, key=lambda proposal: _number(proposal.id))
    found = [
        _conflict(one, other, why) for one, other in combinations(ordered, 2) if (why := _between(one, other, version))
    ]
    found += _circles(ordered)
    found += [clash for one in ordered for clash in _with_the_list(one, version)]
    return tuple(
        sorted(set(found), key=lambda conflict: (_number(conflict.one), _number(conflict.other), conflict.why))
    )


def disputed(conflicts: Iterable[Conflict]) -> frozenset[ProposalId]:
    """The proposals that stand in any conflict."""
    return frozenset(end for conflict in conflicts for end in (conflict.one, conflict.other) if end)


def plain_from_actions(conflict: Conflict) -> bool:
    """Whether the two actions alone say why they conflict."""
    return conflict.why in _PLAIN


def contradict_themselves(
    conflicts: Iterable[Conflict], proposals: Iterable[Proposal]
) -> dict[Conflict, frozenset[GroupId]]:
    """The groups that stand on both sides of a conflict, for each conflict that has such groups."""
    groups = {one.id: frozenset(one.groups) for one in proposals}
    both = {one: groups.get(one.one, frozenset()) & groups.get(one.other, frozenset()) for one in conflicts}
    return {conflict: found for conflict, found in both.items() if found}


def between_groups(conflict: Conflict, proposals: Mapping[ProposalId, Proposal]) -> bool:
    """Whether different groups stand on its two sides, rather than one group that contradicts itself."""
    sides = [set(proposals[end].groups) for end in (conflict.one, conflict.other) if end in proposals]
    return len(sides) == 2 and len(sides[0] | sides[1]) > 1


def _conflict(one: Proposal, other: Proposal, why: str) -> Conflict:
    first, second = sorted((one.id, other.id), key=_number)
    return Conflict(first, second, why)


def _between(one: Proposal, other: Proposal, version: Version) -> str:
    """Why two proposals contradict each other, empty where they do not."""
    if Action.ADD in (one.action, other.action):
        return _added_twice(one, other, version)
    if Action.DROP in (one.action, other.action) and one.category != other.category:
        goes, stays = (one, other) if one.action is Action.DROP else (other, one)
        return INTO_DROPPED if stays.into and stays.into == goes.category else ""
    if one.category is None or one.category != other.category:
        return _one_name(one, other)
    actions = {one.action, other.action}
    if Action.DROP in actions and len(actions) == 2:
        return "one drops what the other keeps alive"
    if Action.IMPROVE in actions:
        return ""
    if Action.KEEP in actions and actions & set(_CHANGES):
        return "one keeps as it is what the other changes"
    if actions == {Action.MERGE, Action.SPLIT}:
        return "one merges what the other splits"
    if Action.MERGE in actions and actions & set(_NAMING):
        return "one merges away what the other words anew"
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
    if set(_names(added)) & set(_names(existing)):
        return "one adds as new what the other makes out of an existing category"
    return ""


def _one_name(one: Proposal, other: Proposal) -> str:
    """A name that two proposals give to two categories; one that is merged into the other may well bring it along."""
    named = {one.action, other.action} <= {*_NAMING, Action.SPLIT} and one.category and other.category
    return "one name for two categories" if named and set(_names(one)) & set(_names(other)) else ""


def _with_the_list(one: Proposal, version: Version) -> Iterator[Conflict]:
    """A new name that another category of the list has already, or is also called."""
    if one.action is Action.SPLIT:
        return
    for entry in version.categories:
        known = {fold(name) for name in (entry.name, *entry.also)}
        if entry.id != one.category and known & set(_names(one)):
            what = "adds" if one.action is Action.ADD else "gives it a name"
            yield Conflict(one.id, ProposalId(""), f"{what} that the list has already, as {entry.id} {entry.name}")


def _names(proposal: Proposal) -> tuple[str, ...]:
    return tuple(map(fold, proposal.names))


def _circles(proposals: list[Proposal]) -> Iterator[Conflict]:
    """Merges that lead back to where they began, whatever their number: every pair of neighbours in the circle."""
    merges = [one for one in proposals if one.action is Action.MERGE and one.category and one.into]
    onward: dict[CategoryId, set[CategoryId]] = {}
    for one in merges:
        if one.category and one.into:
            onward.setdefault(one.category, set()).add(one.into)
    for one, other in combinations(merges, 2):
        for first, second in ((one, other), (other, one)):
            if first.into == second.category and first.category and second.category and second.into:
                back = _way(onward, second.into, first.category)
                if back:
                    circle = " → ".join(_from_the_first((first.category, second.category, *back[:-1])))
                    yield _conflict(one, other, f"merges that form a circle: {circle}")
                    break


def _from_the_first(circle: tuple[CategoryId, ...]) -> list[CategoryId]:
    """A circle told from its first category on and back to it, the same from whichever pair it was found."""
    begin = circle.index(min(circle))
    return [*circle[begin:], *circle[:begin], circle[begin]]


def _way(onward: dict[CategoryId, set[CategoryId]], start: CategoryId, end: CategoryId) -> tuple[CategoryId, ...]:
    """The shortest way of merges from one category to another, both ends included; empty where there is none."""
    ways: list[tuple[CategoryId, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == end:
            return way
        for following in sorted(onward.get(way[-1], ())):
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def _number(proposal: ProposalId) -> tuple[str, int, str]:
    digits = proposal[1:]
    return (proposal[:1], int(digits) if digits.isdigit() else 0, proposal)
