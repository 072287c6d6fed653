"""Several steps as one: what became of the first list in the last, whatever happened in between.

The types are found anew from where the content has gone: renamed twice is one rename; split and merged back is kept;
what came and went in between is listed and does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from facilitate.records.categories import Category, CategoryId, Mark, Version
from facilitate.records.changes import Change, ChangeType, NetChange, Step
from facilitate.records.contributions import Contribution, Proposal
from facilitate.records.decisions import Decision
from facilitate.records.sources import Place, Source
from facilitate.text import fold
from facilitate.tracking.flow import Flow, Ids, begin, cited_as
from facilitate.tracking.returns import BACK

T = ChangeType


@dataclass(frozen=True, slots=True)
class Passing:
    """A category that came and went in between: how and with which versions, and where its content is at the end."""

    category: Category
    came: str
    came_by: ChangeType
    went: str
    went_by: ChangeType
    became: tuple[CategoryId, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """Several steps as one ``step``, beside the ``steps`` themselves and what came and went in between.

    In ``step`` decisions and proposals are cited with their version (``v1:P4``), and files with their session.
    """

    step: Step
    steps: tuple[Step, ...]
    passing: tuple[Passing, ...] = ()


def compose(steps: tuple[Step, ...]) -> Composed:
    """The net step over one or more steps of a series, oldest first. A single step is its own."""
    if len(steps) == 1:
        return Composed(steps[0], steps)
    before, after = steps[0].before, _attributed(steps)
    flow = begin(before)
    for step in steps:
        flow.follow(step)
    changes = tuple(_Net(before, after, flow).changes())
    decisions = tuple(_cited_decision(step, one) for step in steps for one in step.decisions)
    proposals = tuple(_cited_proposal(step, one) for step in steps for one in step.proposals)
    return Composed(Step(before, after, changes, decisions, proposals), steps, tuple(_passing(steps)))


@dataclass(frozen=True, slots=True)
class _Net:
    before: Version
    after: Version
    flow: Flow

    def changes(self) -> Iterator[Change]:
        """Decided changes in the order of the old list, then what is new, then what follows without a decision."""
        targets = self._targets()
        mergers: dict[CategoryId, list[CategoryId]] = {}
        decided: list[Change] = []
        for entry in self.before.categories:
            onward = targets.get(entry.id, [])
            if self.after.get(entry.id):
                decided += self._lived_on(entry, [id for id in onward if id != entry.id])
            elif len(onward) == 1 and not self.before.get(onward[0]):
                mergers.setdefault(onward[0], []).append(entry.id)
            else:
                decided.append(self._ended(entry.id, onward))
        for entry in self.after.categories:
            sources = [id for id in self.flow.paths.get(entry.id, {}) if id]
            if not sources and not self.before.get(entry.id):
                decided.append(self._change(T.CREATION, (), (entry.id,), self._by(None, entry.id)))
            elif sources == mergers.get(entry.id) and len(sources) == 1:
                decided += self._became(sources[0], entry.id)
            elif entry.id in mergers:
                by = _joined(self._by(id, entry.id) for id in mergers[entry.id])
                decided.append(self._change(T.MERGER, tuple(mergers[entry.id]), (entry.id,), by))
        yield from decided
        yield from self._undecided(decided)

    def _targets(self) -> dict[CategoryId, list[CategoryId]]:
        targets: dict[CategoryId, list[CategoryId]] = {}
        for entry in self.after.categories:
            for origin in self.flow.paths.get(entry.id, {}):
                if origin:
                    targets.setdefault(origin, []).append(entry.id)
        return targets

    def _lived_on(self, entry: Category, onward: list[CategoryId]) -> Iterator[Change]:
        """What a category that is on both lists gave away, and how it was reworded."""
        parts = tuple(id for id in onward if not self.before.get(id))
        others = [id for id in onward if self.before.get(id)]
        if parts:
            by = _joined(self._by(entry.id, id) for id in parts)
            yield self._change(T.SPLIT_OFF, (entry.id,), (entry.id, *parts), by)
        for id in others:
            yield self._change(T.TRANSFER, (entry.id, id), (entry.id, id), self._by(entry.id, id))
        yield from self._reworded(entry.id, entry.id, bool(onward))

    def _reworded(self, old: CategoryId, new: CategoryId, explained: bool = False) -> Iterator[Change]:
        """One change for each type; what is only a part of a split or a move is ``explained`` by that."""
        one, other = self.before.get(old), self.after.get(new)
        if one is None or other is None:
            return
        worded = self.flow.worded.get(new, [])
        types: dict[ChangeType, Ids] = {}
        filled_in = not worded and not (one.definition and other.definition)  # between two meetings, or not at all
        if one.name != other.name or (one.definition != other.definition and not filled_in):
            for kind, by in worded:
                types[kind] = (*types.get(kind, ()), by)
            if not worded and not explained:
                types[T.NAME_CHANGE] = tuple(self.flow.touched.get(new, ()))
        if (brought := self.flow.paths[new].get(None)) is not None:
            types[T.WIDENED] = _joined((types.get(T.WIDENED, ()), brought))
        if lost := self.flow.lost.get(old):
            types[T.NARROWED] = _joined((types.get(T.NARROWED, ()), *lost.values()))
        if T.WIDENED in types or T.NARROWED in types:  # in doubt real: a rename beside it is part of it
            renamed = types.pop(T.NAME_CHANGE, ())
            types = {kind: _joined((renamed, by)) for kind, by in types.items()}
        note = "definition" if one.name == other.name and one.definition != other.definition else ""
        for kind in (T.NAME_CHANGE, T.WIDENED, T.NARROWED):
            if kind in types:
                yield self._change(kind, (old,), (new,), types[kind], note)

    def _ended(self, id: CategoryId, onward: list[CategoryId]) -> Change:
        """A category that ended: dropped, merged into one that lived on, or broken up."""
        if not onward:
            by = _joined(self.flow.lost.get(id, {}).values())
            return self._change(T.DELETION, (id,), (), by)
        by = _joined(self._by(id, one) for one in onward)
        if len(onward) == 1:
            return self._change(T.TAKE_OVER, (id, onward[0]), (onward[0],), by)
        return self._change(T.BREAKDOWN, (id,), tuple(onward), by)

    def _became(self, old: CategoryId, new: CategoryId) -> Iterator[Change]:
        """One category that stands on the list under a new id, such as one that was merged and taken out again."""
        one, other = self.before.get(old), self.after.get(new)
        note = f"{BACK}{old}" if one and other and fold(one.name) == fold(other.name) else ""
        by = self._by(old, new)
        found = list(self._reworded(old, new))
        if not found:
            yield self._change(T.CODE_CHANGE, (old,), (new,), by, note)
        for change in found:
            yield self._change(change.type, (old,), (new,), _joined((by, change.rests_on)), change.note or note)

    def _undecided(self, decided: list[Change]) -> Iterator[Change]:
        touched = {id for change in decided for id in change.old}
        for entry in self.before.categories:
            number = self.after.number(entry.id)
            if number is None:
                continue
            if number != self.before.number(entry.id):
                yield Change(T.CODE_CHANGE, (entry.id,), (entry.id,))
            elif entry.id not in touched:
                yield Change(T.KEPT, (entry.id,), (entry.id,))

    def _by(self, old: CategoryId | None, new: CategoryId) -> Ids:
        return self.flow.paths.get(new, {}).get(old, ())

    @staticmethod
    def _change(
        kind: ChangeType, old: tuple[CategoryId, ...], new: tuple[CategoryId, ...], by: Ids, note: str = ""
    ) -> NetChange:
        return NetChange(kind, old, new, by[-1] if by else None, note, by)


def _joined(many: Iterable[Ids]) -> Ids:
    """All decisions once, oldest first."""
    found = dict.fromkeys(id for ids in many for id in ids)
    return tuple(sorted(found, key=_age))


def _age(id: str) -> tuple[int, int]:
    """The place of a decision ``v1:P4`` in the series."""
    version, _, decision = id.partition(":")
    digits = ("".join(filter(str.isdecimal, part)) for part in (version, decision))
    first, second = (int(one or 0) for one in digits)
    return first, second


def _attributed(steps: tuple[Step, ...]) -> Version:
    """The last list, with the words marked that any of the meetings brought and that still stand in the same name."""
    marks: dict[CategoryId, tuple[str, tuple[Mark, ...]]] = {}
    for step in steps:
        for entry in step.after.categories:
            if entry.marks:
                cited = tuple(replace(one, proposal=cited_as(step, one.proposal)) for one in entry.marks)
                marks[entry.id] = (entry.name, cited)
    after = steps[-1].after
    categories = tuple(
        replace(entry, marks=known[1]) if (known := marks.get(entry.id)) and known[0] == entry.name else entry
        for entry in after.categories
    )
    return replace(after, categories=categories)


def _passing(steps: tuple[Step, ...]) -> Iterator[Passing]:
    """Categories that are on neither the first list nor the last, and were in between."""
    first, last = steps[0].before, steps[-1].after
    came: dict[CategoryId, tuple[str, ChangeType]] = {}
    for step in steps:
        for change in step.changes:
            if change.decision:
                born = (id for id in change.new if id not in change.old and not first.get(id))
                came.update({id: (step.after.label, change.type) for id in born if id not in came})
                for id in change.old:
                    ended = step.after.ended(id)
                    if id in came and id not in change.new and ended:
                        yield Passing(ended.category, *came[id], step.after.label, change.type, last.heirs(id))


def _cited_decision(step: Step, one: Decision) -> Decision:
    return replace(one, proposal=cited_as(step, one.proposal), place=_in_session(step, one.place))


def _cited_proposal(step: Step, one: Proposal) -> Proposal:
    contributions = tuple(_cited_contribution(step, each) for each in one.contributions)
    return replace(one, id=cited_as(step, one.id), contributions=contributions)


def _cited_contribution(step: Step, one: Contribution) -> Contribution:
    sources = tuple(_cited_source(step, each) for each in one.sources)
    return structs.replace(one, source=_cited_source(step, one.source), sources=sources)


def _cited_source(step: Step, one: Source) -> Source:
    return structs.replace(one, place=_in_session(step, one.place))


def _in_session(step: Step, place: Place) -> Place:
    return structs.replace(place, file=f"{step.after.session}/{place.file}") if place.file else place
