"""One category through its whole life: every version, change, decision, proposal and cell, back to the original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.changes import Change, ChangeType, History, Step
from facilitate.records.contributions import Proposal
from facilitate.records.decisions import Decision
from facilitate.records.sources import GroupId
from facilitate.text import fold, lines, listed, one_line
from facilitate.tracking.crosswalk import arrivals
from facilitate.tracking.outcomes import VERDICTS, asked
from facilitate.tracking.returns import former_ids
from facilitate.tracking.since import called, versions_of

Ids = frozenset[CategoryId]

_ALIKE = 75.0
"""From this likeness on (0 to 100, rapidfuzz's WRatio) a name may be the one that was meant."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a meeting did to a category, or was asked to do: ``change`` is None for what was not adopted."""

    change: Change | None
    decision: Decision | None
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A category's life. ``family`` has, for every version, the ids that hold what was or became its content."""

    category: CategoryId
    family: tuple[Ids, ...]
    events: tuple[tuple[Event, ...], ...]
    """For every step."""


class Level(IntEnum):
    """What a line of a trace is."""

    VERSION = 0
    CATEGORY = 1
    EVENT = 2
    DECISION = 3
    CELL = 4


def find_categories(history: History, written: str) -> tuple[CategoryId, ...]:
    """The categories that a person may mean: by id, number on the last list, name, former name, or part of a name.

    The first of these ways that finds any is taken, so that more than one id means that the text is not clear.
    """
    versions = versions_of(history)
    if found := versions[-1].find(written.strip()):
        return (found.id,)
    entries = {(entry.id, fold(entry.name)): None for version in reversed(versions) for entry in version.categories}
    text = fold(written)
    ways: tuple[Callable[[CategoryId, str], bool], ...] = (
        lambda id, name: id.casefold() == written.strip().casefold(),
        lambda id, name: name == text,
        lambda id, name: f" {text} " in f" {name} ",
        lambda id, name: set(text.split()) <= set(name.split()),
    )
    for way in ways:
        if ids := dict.fromkeys(id for id, name in entries if text and way(id, name)):
            return tuple(ids)
    return ()


def nearest(history: History, written: str, most: int = 3) -> tuple[tuple[CategoryId, str], ...]:
    """Categories whose name, now or formerly, reads most like what a person wrote, best first."""
    names = [(entry.id, entry.name) for version in reversed(versions_of(history)) for entry in version.categories]
    found = process.extract(fold(written), [fold(name) for _, name in names], scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    best: dict[CategoryId, str] = {}
    for _, _, place in found:
        best.setdefault(*names[place])
    return tuple(best.items())[:most]


def namesakes(history: History, category: CategoryId) -> tuple[tuple[CategoryId, str], ...]:
    """Other categories that once had a name of this one's, with the label of the last version in which they had it."""
    versions = versions_of(history)
    names = {fold(entry.name) for version in versions if (entry := version.get(category))}
    found: dict[CategoryId, str] = {}
    for version in versions:
        for entry in version.categories:
            if entry.id != category and fold(entry.name) in names:
                found[entry.id] = version.label
    return tuple(found.items())


def trace(history: History, category: CategoryId) -> Trace:
    """The life of a category that is or was on the list."""
    family = _family(history, category)
    events = tuple(tuple(_events(step, family[place], family[place + 1])) for place, step in enumerate(history.steps))
    return Trace(category, family, events)


def _family(history: History, category: CategoryId) -> tuple[Ids, ...]:
    versions = versions_of(history)
    living = [place for place, version in enumerate(versions) if version.get(category)]
    found: list[Ids] = [frozenset()] * len(versions)
    if not living:
        return tuple(found)
    found[living[-1]] = frozenset((category,))
    for place in range(living[-1] - 1, -1, -1):
        found[place] = _sources(history.steps[place], found[place + 1])
    for place in range(living[-1], len(history.steps)):
        found[place + 1] = _targets(history.steps[place], found[place])
    step = history.steps[living[0] - 1] if living[0] else None
    entry = versions[living[0]].get(category)
    former = former_ids(step.after.retired).get(fold(entry.name)) if step and entry else None
    if former and former != category:
        earlier = _family(history, former)
        found = [mine | earlier[place] if place < living[0] else mine for place, mine in enumerate(found)]
    return tuple(found)


def _sources(step: Step, ids: Ids) -> Ids:
    """The old categories whose content is in these new ones."""
    old = {id for one in ids for change in step.changes_to(one) for id in change.old}
    return frozenset(id for id in old | set(ids) if step.before.get(id))


def _targets(step: Step, ids: Ids) -> Ids:
    """The new categories that hold what was in these old ones."""
    new = {id for one in ids for change in step.changes_from(one) for id in arrivals(step, change.new)}
    return frozenset(id for id in new | set(ids) if step.after.get(id))


def _events(step: Step, old: Ids, new: Ids) -> Iterator[Event]:
    """The decided changes of these categories; then what was asked for about them and not adopted."""
    cited = set()
    for change in step.changes:
        if change.decision and (old & set(change.old) or new & set(change.new)):
            cited.add(change.decision)
            yield Event(change, step.decision(change.decision), step.proposal(change.decision))
    for proposal in step.proposals:
        if proposal.id not in cited and {proposal.category, proposal.into} & old:
            yield Event(None, step.decision(proposal.id), proposal)


# ---------------------------------------------------------------- in words


def trace_lines(history: History, traced: Trace, name: Callable[[GroupId], str]) -> Iterator[tuple[Level, str]]:
    """The trace in words, line by line; ``name`` gives a group's name.

    Versions in which a category stood as in the one before share one line.
    """
    shown: dict[CategoryId, Category] = {}
    quiet: list[str] = []
    before: set[tuple[Level, str]] = set()
    for place, version in enumerate(versions_of(history)):
        stand = list(_stand(version, traced, place, shown))
        events = traced.events[place] if place < len(history.steps) else ()
        if before and not events and set(stand) <= before:
            quiet.append(version.label)
            continue
        yield from _as_before(quiet)
        quiet.clear()
        yield Level.VERSION, called(version, original=place == 0)
        yield from stand
        for event in events:
            yield from _told(history.steps[place], event, name)
        before = set() if events else set(stand)
    yield from _as_before(quiet)


def _as_before(labels: list[str]) -> Iterator[tuple[Level, str]]:
    """One line for the versions in which a category stood as in the one before."""
    if labels:
        yield Level.VERSION, f"{' to '.join(dict.fromkeys((labels[0], labels[-1])))}: as before"


def _stand(
    version: Version, traced: Trace, place: int, shown: dict[CategoryId, Category]
) -> Iterator[tuple[Level, str]]:
    ids = sorted(traced.family[place], key=lambda one: version.number(one) or 0)
    if not ids:
        ended = version.ended(traced.category)
        what = f"{traced.category} is no longer on the list; its last name was “{ended.category.name}”" if ended else ""
        yield Level.CATEGORY, what or f"{traced.category} is not on the list yet"
    for id in ids:
        entry = version.get(id)
        if entry:
            became = "" if id == traced.category else ", another category then"
            yield Level.CATEGORY, f"{version.number(id)}. {entry.name} ({id}{became})"
            if entry.definition and (id not in shown or shown[id].definition != entry.definition):
                yield Level.CELL, f"Definition: {one_line(entry.definition)}"
            shown[id] = entry


def _told(step: Step, event: Event, name: Callable[[GroupId], str]) -> Iterator[tuple[Level, str]]:
    """One event: what changed, who decided, who asked, and the words in the cells."""
    change, decision, proposal = event.change, event.decision, event.proposal
    if change:
        yield Level.EVENT, _changed(step, change)
    if decision:
        verdict = VERDICTS[decision.verdict]
        said = f"{decision.proposal}: {verdict[:1].lower()}{verdict[1:]}" + (" (the facilitator's own)" * decision.own)
        reason = f". Reason: {one_line(decision.reason)}" if decision.reason else ""
        row = f" ({step.after.session}/{decision.place})" if decision.place.cell else ""
        yield Level.DECISION if change else Level.EVENT, f"{said}{row}{reason}"
    elif proposal and not change:
        yield Level.EVENT, f"{proposal.id}: open"
    if proposal:
        groups = listed([name(group) for group in proposal.groups])
        yield Level.DECISION, f"{proposal.id} was asked for by {groups}: {asked(proposal, step)}"
        for one in proposal.contributions:
            for source in one.sources or (one.source,):
                place = source.place
                where = f"{step.after.session}/{place.file}, {place.sheet}!{place.cell}"
                text = one_line(" / ".join(lines(source.text)))
                yield Level.CELL, f"{name(source.group)} in {where}: “{text}”"


def _changed(step: Step, change: Change) -> str:
    """A change in a sentence: ``split off: 3. Career → 3. Career guidance and 8. Entrepreneurship``."""
    absorbed = [id for id in change.old if id not in change.new]
    old = _named(step.before, absorbed if change.type is ChangeType.TAKE_OVER else change.old)
    new = _named(step.after, change.new) or _named(step.after, arrivals(step, change.new))
    if change.type is ChangeType.KEPT:
        return f"kept: {old}"
    words = " → ".join(filter(None, (old, new)))
    return f"{change.type.label}: {words}" + (f" ({change.note})" if change.note else "")


def _named(version: Version, ids: Iterable[CategoryId]) -> str:
    return listed([f"{version.number(id)}. {entry.name}" for id in ids if (entry := version.get(id))])
