"""The list revised: adopted decisions, one after the other, turn a version into the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from facilitate.problems import Problem
from facilitate.problems.decided import (
    category_gone,
    lives_on_missing,
    mark_not_found,
    mark_without_proposal,
    merged_in_a_circle,
    merged_into_itself,
    nothing_changes,
    wording_missing,
)
from facilitate.records.categories import Category, CategoryId, Retired, Status, Version, id_number
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Conflict, Proposal
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.text import fold
from facilitate.tracking.brackets import balanced, follow_brackets
from facilitate.tracking.checking import check_decisions, check_wording
from facilitate.tracking.fingerprints import fingerprint
from facilitate.tracking.marks import find_marks, occurs
from facilitate.tracking.returns import former_ids, formerly
from facilitate.tracking.types import wording_type


def revise(
    before: Version,
    book: DecisionBook,
    proposals: tuple[Proposal, ...],
    conflicts: tuple[Conflict, ...],
    *,
    session: str,
) -> tuple[Step, tuple[Problem, ...]]:
    """The next version and every change that leads to it, with what is wrong in the decisions.

    Decisions are applied in the order of their rows. What cannot be applied is a problem and changes nothing. The
    Order sheet gives the printed order and the ids of new categories; a category that it does not hold comes last.
    """
    revision = _applied(before, book)
    categories, label = revision.in_order(), _next_label(before.label)
    brackets = follow_brackets(before, label, categories, book.decisions, revision.changes)
    after = Version(
        label=label,
        session=session,
        categories=categories,
        retired=(*before.retired, *revision.retired),
        brackets=brackets,
        follows=fingerprint(before),
    )
    after = replace(after, status=_status(after, book, proposals))
    changes = (*revision.changes, *_undecided(before, after, revision.changes))
    step = Step(before, after, changes, book.decisions, proposals, conflicts)
    return step, (*check_decisions(step), *revision.problems, *check_wording(step, book))


def replayed(before: Version, book: DecisionBook) -> dict[CategoryId, Category]:
    """The categories to which the adopted decisions lead, and nothing else: for whoever knows that they can be applied.

    The order of a list is not decided but taken from the Order sheet; here it is of no meaning.
    """
    return _applied(before, book).entries


def _applied(before: Version, book: DecisionBook) -> _Revision:
    """The list after the adopted decisions, one after the other."""
    revision = _Revision(before, book)
    for decision in book.decisions:
        if decision.verdict.adopted:
            revision.apply(decision)
    return revision


@dataclass(slots=True)
class _Revision:
    """The list while decisions are applied to it."""

    before: Version
    book: DecisionBook
    entries: dict[CategoryId, Category] = field(init=False)
    retired: list[Retired] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    became: dict[CategoryId, tuple[CategoryId, ...]] = field(default_factory=dict)
    """What ended in this step, and where it went."""
    merged: set[CategoryId] = field(default_factory=set)
    """New categories that a merger of this step has made; a further category may join one of them."""
    former: dict[str, CategoryId] = field(init=False)
    born: dict[str, list[CategoryId]] = field(init=False)
    highest: int | None = None
    """The highest number in an id that was ever used, once a new id has been asked for."""

    def __post_init__(self) -> None:
        self.entries = {entry.id: entry for entry in self.before.categories}
        self.former = former_ids(self.before.retired)
        self.born = {}
        for row in self.book.order:
            if row.born:
                self.born.setdefault(row.born, []).append(row.id)

    def apply(self, decision: Decision) -> None:
        """Change the list as one adopted decision says."""
        self.problems += [
            mark_not_found(decision.place, decision.proposal, words)
            for words in decision.marked
            if not occurs(words, decision.names)
        ]
        if decision.own and decision.marked:
            words = decision.marked[0]
            self.problems.append(mark_without_proposal(decision.place, decision.proposal, words))
        match decision.action:
            case Action.ADD:
                self._add(decision)
            case Action.KEEP | Action.DROP:
                self._keep_or_drop(decision)
            case Action.MERGE:
                self._merge(decision)
            case Action.SPLIT:
                self._split(decision)
            case Action.MOVE:
                self._move(decision)
            case _:
                self._reword(decision)

    def in_order(self) -> tuple[Category, ...]:
        """The list as it will be printed."""
        place = {row.id: number for number, row in reversed(list(enumerate(self.book.order)))}
        last = len(place)
        return tuple(sorted(self.entries.values(), key=lambda entry: place.get(entry.id, last)))

    def _add(self, decision: Decision) -> None:
        if not decision.names:
            self.problems.append(wording_missing(decision.place, decision.proposal, "the name of the new category"))
            return
        id = self._new(decision, decision.names[0], "", decision.definition)
        self._record(ChangeType.CREATION, (), (id,), decision)

    def _keep_or_drop(self, decision: Decision) -> None:
        entry = self._entry(decision, decision.category)
        if entry is None:
            return
        if decision.action is Action.KEEP:
            self._record(ChangeType.KEPT, (entry.id,), (entry.id,), decision)
        else:
            self._retire(entry.id)
            self._record(ChangeType.DELETION, (entry.id,), (), decision)

    def _reword(self, decision: Decision) -> None:
        entry = self._entry(decision, decision.category)
        if entry is None:
            return
        if decision.action is Action.RENAME and not decision.names:
            self.problems.append(wording_missing(decision.place, decision.proposal, "the new name"))
            return
        fresh = self._worded(entry, decision, decision.names[:1], decision.definition)
        if (fresh.name, fresh.definition) == (entry.name, entry.definition):
            self.problems.append(nothing_changes(decision.place, decision.proposal))
            return
        self.entries[entry.id] = fresh
        type = wording_type(decision)
        if type is ChangeType.NAME_CHANGE and fresh.name == entry.name:
            type = ChangeType.REDEFINED  # the words of the definition changed, and neither name nor meaning
        note = "definition changed" if fresh.definition != entry.definition else ""
        self._record(type, (entry.id,), (entry.id,), decision, note)

    def _merge(self, decision: Decision) -> None:
        entry, target = self._entry(decision, decision.category), self._entry(decision, decision.into)
        if entry is None or target is None:
            return
        if entry.id == decision.into:
            self.problems.append(merged_into_itself(decision.place, decision.proposal, entry.id))
            return
        if entry.id == target.id:
            into = decision.into or ""
            self.problems.append(merged_in_a_circle(decision.place, decision.proposal, entry.id, into))
            return
        if self._lives_on(decision):
            fresh = self._worded(target, decision, decision.names[:1], decision.definition)
            self._retire(entry.id, target.id)
            self._record(ChangeType.TAKE_OVER, (entry.id, target.id), (target.id,), decision)
            if (fresh.name, fresh.definition) != (target.name, target.definition):
                self.entries[target.id] = fresh
                note = "" if fresh.name != target.name else "definition"
                self._record(wording_type(decision), (target.id,), (target.id,), decision, note)
        elif target.id in self.merged:
            self._retire(entry.id, target.id)
            self._record(ChangeType.MERGER, (entry.id,), (target.id,), decision)
        elif not decision.names:
            self.problems.append(wording_missing(decision.place, decision.proposal, "the name of what takes both over"))
        else:
            id = self._new(decision, decision.names[0], "", decision.definition)
            self._retire(entry.id, id)
            self._retire(target.id, id)
            self.merged.add(id)
            self._record(ChangeType.MERGER, (entry.id, target.id), (id,), decision)

    def _split(self, decision: Decision) -> None:
        entry = self._entry(decision, decision.category)
        if entry is None:
            return
        if len(decision.names) < 2:
            lacks = "the names of the parts (one a line, at least two)"
            self.problems.append(wording_missing(decision.place, decision.proposal, lacks))
            return
        if self._lives_on(decision):
            self.entries[entry.id] = self._worded(entry, decision, decision.names[:1], decision.definition)
            parts = [self._new(decision, name, f"/{place}") for place, name in enumerate(decision.names[1:], 2)]
            self._record(ChangeType.SPLIT_OFF, (entry.id,), (entry.id, *parts), decision)
        else:
            parts = [self._new(decision, name, f"/{place}") for place, name in enumerate(decision.names, 1)]
            self._retire(entry.id, *parts)
            self._record(ChangeType.BREAKDOWN, (entry.id,), tuple(parts), decision)

    def _move(self, decision: Decision) -> None:
        entry, target = self._entry(decision, decision.category), self._entry(decision, decision.into)
        if entry is None or target is None:
            return
        if entry.id == target.id:
            self.problems.append(merged_into_itself(decision.place, decision.proposal, entry.id))
            return
        self.entries[entry.id] = self._worded(entry, decision, decision.names[:1], "")
        self.entries[target.id] = self._worded(target, decision, decision.names[1:2], decision.definition)
        ids = (entry.id, target.id)
        self._record(ChangeType.TRANSFER, ids, ids, decision)

    def _entry(self, decision: Decision, id: CategoryId | None) -> Category | None:
        """A category as it stands now; a target that mergers of this step have ended stands for what took it over."""
        entry, heir = self.entries.get(id) if id else None, id
        if decision.action is Action.MERGE and id == decision.into:
            while entry is None and heir and len(became := self.became.get(heir, ())) == 1:
                heir = became[0]
                entry = self.entries.get(heir)
        if entry is None:
            self.problems.append(category_gone(decision.place, decision.proposal, id or "no category"))
        return entry

    def _lives_on(self, decision: Decision) -> bool:
        if decision.lives_on is None:
            self.problems.append(lives_on_missing(decision.place, decision.proposal))
        return decision.lives_on is not False

    def _worded(self, entry: Category, decision: Decision, names: tuple[str, ...], definition: str) -> Category:
        """The category in its new words, with what is marked in them."""
        name = " ".join(names[0].split()) if names else entry.name
        fresh = find_marks(name, decision.marked, decision.proposal) if names and not decision.own else ()
        kept = entry.marks if name == entry.name else ()
        marks = tuple(sorted({*kept, *fresh}, key=lambda mark: (mark.start, mark.end)))
        return replace(entry, name=name, definition=definition or entry.definition, marks=marks)

    def _new(self, decision: Decision, name: str, part: str, definition: str = "") -> CategoryId:
        """A new category; its id is the one that the Order sheet gave it, or the next after all ever used."""
        origin = f"{decision.proposal}{part}"
        id = next((one for one in self.born.get(origin, ()) if not self._used(one)), None)
        if id is None:
            id = self._next_id()
        self.entries[id] = self._worded(Category(id, "", definition), decision, (name,), definition)
        return id

    def _next_id(self) -> CategoryId:
        if self.highest is None:
            gone = (entry.category.id for entry in self.before.retired)
            used = (*(entry.id for entry in self.before.categories), *gone, *(row.id for row in self.book.order))
            self.highest = max(map(id_number, used), default=0)
        self.highest += 1
        return CategoryId(f"{_prefix(self.before)}{self.highest}")

    def _used(self, id: CategoryId) -> bool:
        """Whether an id is or was any category's; the Order sheet may hold anything that a person typed."""
        return id in self.entries or id in self.became or self.before.ended(id) is not None

    def _retire(self, id: CategoryId, *became: CategoryId) -> None:
        entry = self.entries.pop(id)
        self.retired.append(Retired(entry, became))
        self.became[id] = became
        self.former[fold(entry.name)] = id

    def _record(
        self,
        type: ChangeType,
        old: tuple[CategoryId, ...],
        new: tuple[CategoryId, ...],
        decision: Decision,
        note: str = "",
    ) -> None:
        born = [(id, self.entries[id].name) for id in new if id not in old and id in self.entries]
        note = note or formerly(born, self.former)
        self.changes.append(Change(type, old, new, decision.proposal, note))


def _prefix(version: Version) -> str:
    """What ids begin with on this list."""
    first = next(iter(version.categories), None)
    return first.id.rstrip("0123456789") if first else "C"


def _next_label(label: str) -> str:
    """v0 → v1."""
    number = label.removeprefix("v")
    return f"v{int(number) + 1}" if number.isdigit() else f"{label}+1"


def _status(after: Version, book: DecisionBook, proposals: tuple[Proposal, ...]) -> Status:
    """Agreed once every proposal is answered and no text stands in brackets."""
    answered = {row.proposal for row in book.decisions if row.verdict not in (Verdict.OPEN, Verdict.BRACKET)}
    texts = (text for entry in after.categories for text in (entry.name, entry.definition))
    settled = not after.open_brackets and all(map(balanced, texts)) and all(one.id in answered for one in proposals)
    return Status.AGREED if settled else Status.DRAFT


def _undecided(before: Version, after: Version, decided: list[Change]) -> Iterator[Change]:
    """What follows without a decision: a new printed number, and the explicit mention of what nobody touched."""
    touched = {id for change in decided for id in (*change.old, *change.new)}
    for entry in before.categories:
        number = after.number(entry.id)
        if number is None:
            continue
        if number != before.number(entry.id):
            yield Change(ChangeType.CODE_CHANGE, (entry.id,), (entry.id,))
        elif entry.id not in touched:
            yield Change(ChangeType.KEPT, (entry.id,), (entry.id,))
