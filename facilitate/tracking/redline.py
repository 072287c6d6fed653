"""The list as it goes round for agreement: what was decided and what is asked for, as texts with tracked changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.meeting import Meeting
from facilitate.records.redline import FACILITATOR, WAS, Kind, Part, Redline, RedlineEntry, RedlineText, Remark, Segment
from facilitate.text import fold, listed, one_line
from facilitate.tracking.types import WORDING
from facilitate.tracking.wording import Voice, compare

STANDING = {
    Verdict.OPEN: "not decided yet",
    Verdict.DEFER: "deferred",
    Verdict.BRACKET: "not agreed, in square brackets",
}
"""Decisions that leave a proposal standing, in words."""

_LONGEST_BOOKMARK = 40
"""Word takes no longer name."""


def draft(step: Step, meeting: Meeting, session: str) -> Redline:
    """The redline of a meeting: adopted decisions in the text, what stands and is not agreed beside it.

    An open proposal on the wording of a category stands in the text as well where nothing else is asked for there;
    otherwise each proposal has a paragraph of its own under the category, because two changes of the same words
    cannot be laid over each other.
    """
    drafter = _Drafter(step, meeting)
    day = meeting.date or dt.date(2000, 1, 1)
    return Redline(
        session,
        step.before.label,
        list_fingerprint(step.before),
        f"{day.isoformat()}T12:00:00Z",
        tuple(drafter.listed(entry) for entry in step.after.categories),
        tuple(drafter.ended(entry) for entry in step.before.categories if not step.after.get(entry.id)),
        tuple(
            drafter.proposed(one) for one in drafter.decisions if one.action is Action.ADD and one.verdict in STANDING
        ),
        tuple(drafter.declined(one) for one in drafter.decisions if one.verdict is Verdict.REJECT),
    )


def list_fingerprint(version: Version) -> str:
    """Twelve characters that stand for the ids and names of a list, in their order."""
    lines = "\n".join(f"{entry.id}\t{entry.name}" for entry in version.categories)
    return sha256(lines.encode()).hexdigest()[:12]


@dataclass(slots=True)
class _Drafter:
    step: Step
    meeting: Meeting
    decisions: tuple[Decision, ...] = field(init=False)
    by_id: dict[ProposalId, Decision] = field(init=False)
    asked: dict[ProposalId, Proposal] = field(init=False)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        answered = {one.proposal for one in self.step.decisions}
        unanswered = (_undecided(one) for one in self.step.proposals if one.id not in answered)
        self.decisions = (*self.step.decisions, *unanswered)
        self.by_id = {one.proposal: one for one in self.decisions}
        self.asked = {one.id: one for one in self.step.proposals}

    def listed(self, entry: Category) -> RedlineEntry:
        """A category of the revised list, its open wording included where only one is asked for."""
        label = self._anchor(entry.id)
        changes = [change for change in self.step.changes if entry.id in change.new]
        made = [self.by_id[change.decision] for change in changes if change.decision]
        old = self.step.before.get(entry.id)
        open_one = None if made else self._only_open(entry)
        standing = [one for one in self._standing(entry.id) if one is not open_one]
        what = [self._what(entry.id, change) for change in changes]
        what += [f"{_asks(open_one)}, {STANDING[open_one.verdict]}"] if open_one else []
        if open_one:
            entry, made, what = _worded(entry, open_one), [open_one], what[-1:]
        number = self.step.after.number(entry.id)
        texts = [self._name(old, entry, made, label, f"{number}.\t")]
        if entry.definition or (old and old.definition):
            texts.append(self._definition(old, entry, made, label))
        return RedlineEntry(
            label,
            self._label(entry.id, [*dict.fromkeys(filter(None, what)), self._moved(entry.id)], made),
            tuple(texts),
            tuple(text for one in standing for text in self._alternatives(one, entry)),
            tuple(note for one in standing if (note := self._note(one, entry))),
            tuple(remark for one in made for remark in self._remarks(one)),
        )

    def ended(self, entry: Category) -> RedlineEntry:
        """A category that is not on the revised list: its texts deleted."""
        label = self._anchor(entry.id)
        changes = [change for change in self.step.changes if entry.id in change.old]
        made = [self.by_id[change.decision] for change in changes if change.decision]
        decision = made[-1] if made else None
        author = self._author(decision) if decision else FACILITATOR
        proposal = decision.proposal if decision else None
        texts = [
            RedlineText(
                self._anchor(entry.id, part),
                label,
                part,
                (Segment(Kind.DELETED, text, author),),
                entry.id,
                proposal,
            )
            for part, text in ((Part.NAME, entry.name), (Part.DEFINITION, entry.definition))
            if text
        ]
        what = [self._end(change) for change in changes]
        remarks = tuple(remark for one in made for remark in self._remarks(one))
        standing = [one for one in self._standing(entry.id) if one not in made]
        alternatives = tuple(text for one in standing for text in self._alternatives(one, entry))
        return RedlineEntry(label, self._label(entry.id, what, made), tuple(texts), alternatives, (), remarks)

    def proposed(self, decision: Decision) -> RedlineEntry:
        """A new category that is asked for and not agreed."""
        label = self._anchor(decision.proposal)
        name = " ".join(decision.names[:1]) or "(no name yet)"
        parts: list[tuple[Part, tuple[Segment, ...]]] = [
            (Part.NAME, (Segment(Kind.INSERTED, name, self._name_author(decision, name)),))
        ]
        if decision.definition:
            words = compare("", decision.definition, self._voices(decision), FACILITATOR)
            parts.append((Part.DEFINITION, words))
        texts = [
            RedlineText(
                self._anchor(decision.proposal, part), label, part, _bracketed(words, decision), None, decision.proposal
            )
            for part, words in parts
        ]
        what = f"a new category, {STANDING[decision.verdict]}"
        return RedlineEntry(
            label, self._label("", [what], [decision]), tuple(texts), remarks=tuple(self._remarks(decision))
        )

    def declined(self, decision: Decision) -> str:
        """A proposal that was not adopted, in one line with the reason."""
        entry = self.step.before.get(decision.category) if decision.category else None
        about = f"{self.step.before.number(entry.id)}. {entry.name}" if entry else "A new category"
        proposal = self.asked.get(decision.proposal)
        words = [one_line(" / ".join(proposal.names) or proposal.improve) if proposal else ""]
        target = self.step.before.get(decision.into) if decision.into else None
        asks = " ".join(filter(None, [decision.action.value, target.name if target else "", *map(_quoted, words)]))
        reason = one_line(decision.reason)
        return f"{about}: {asks} ({self._author(decision)}, {decision.proposal}). {reason}".strip()

    def _name(
        self, old: Category | None, entry: Category, made: list[Decision], label: str, prefix: str
    ) -> RedlineText:
        """The name, printed whole; the one before beneath it."""
        anchor = self._anchor(entry.id, Part.NAME)
        if old is not None and old.name == entry.name:
            return RedlineText(anchor, label, Part.NAME, _kept(prefix, entry.name), entry.id, prefix=prefix)
        decision, line = _source_of_name(made, entry.name)
        author = self._name_author(decision, entry.name) if decision else FACILITATOR
        proposal = decision.proposal if decision else None
        if old is None:
            segments: tuple[Segment, ...] = (Segment(Kind.INSERTED, f"{prefix}{entry.name}", author),)
        else:
            new = (Segment(Kind.INSERTED, entry.name, author), Segment(Kind.INSERTED, WAS, author))
            segments = (*_kept(prefix), *new, *_kept(old.name))
        return RedlineText(anchor, label, Part.NAME, segments, entry.id, proposal, line, prefix)

    def _definition(self, old: Category | None, entry: Category, made: list[Decision], label: str) -> RedlineText:
        """The definition, redlined word by word."""
        anchor = self._anchor(entry.id, Part.DEFINITION)
        before = old.definition if old else ""
        if before == entry.definition:
            return RedlineText(anchor, label, Part.DEFINITION, _kept(before), entry.id)
        decision = next(
            (one for one in reversed(made) if one.definition == entry.definition), made[-1] if made else None
        )
        if decision is None:
            return RedlineText(anchor, label, Part.DEFINITION, _kept(entry.definition), entry.id)
        segments = compare(before, entry.definition, self._voices(decision), FACILITATOR)
        return RedlineText(anchor, label, Part.DEFINITION, segments, entry.id, decision.proposal)

    def _alternatives(self, decision: Decision, entry: Category) -> Iterator[RedlineText]:
        """A paragraph for what a proposal asks for, so that it can be accepted or rejected by itself."""
        label = self._anchor(entry.id, again=True)
        about = f"{self._who(decision)}, {STANDING[decision.verdict]}"
        author, remarks = self._author(decision), tuple(self._remarks(decision))

        def text(part: Part, prefix: str, changed: tuple[Segment, ...], line: int | None = 0) -> RedlineText:
            anchor = self._anchor(f"{entry.id}_{part}", decision.proposal)
            segments = (*_kept(prefix), *_bracketed(changed, decision))
            return RedlineText(anchor, label, part, segments, entry.id, decision.proposal, line, prefix, remarks)

        if decision.action in (Action.SPLIT, *WORDING) and decision.names and decision.names != (entry.name,):
            whose = {self._name_author(decision, name) for name in decision.names}
            names = Segment(Kind.INSERTED, "\n".join(decision.names), author if whose == {author} else FACILITATOR)
            verb = "split it into" if decision.action is Action.SPLIT else "call it"
            yield text(Part.NAME, f"{about}: {verb} ", (names,), None if decision.action is Action.SPLIT else 0)
        elif decision.action not in (Action.SPLIT, Action.ADD, *WORDING):
            yield text(Part.ACTION, f"{about}: ", (Segment(Kind.INSERTED, self._sentence(decision), author),))
        if decision.definition and decision.definition != entry.definition:
            changed = compare(entry.definition, decision.definition, self._voices(decision), FACILITATOR)
            yield text(Part.DEFINITION, f"{about}: define it so: ", changed)

    def _note(self, decision: Decision, entry: Category) -> str:
        """What a proposal wants improved where no wording has been drafted that could be accepted."""
        drafted = set(decision.names) - {entry.name} or decision.definition not in ("", entry.definition)
        proposal = self.asked.get(decision.proposal)
        if drafted or decision.action not in (Action.SPLIT, *WORDING):
            return ""
        words = one_line(proposal.improve) if proposal else ""
        asks = f"{decision.action.value}{f' {_quoted(words)}' if words else ''}"
        return f"{self._who(decision)}, {STANDING[decision.verdict]}: {asks}. No wording has been drafted yet."

    def _sentence(self, decision: Decision) -> str:
        """What an action that is no wording would do."""
        target = self.step.after.get(decision.into) if decision.into else None
        where = f"{self.step.after.number(target.id)}. {target.name}" if target else str(decision.into or "")
        words = {
            Action.KEEP: "keep it as it is",
            Action.DROP: "drop it",
            Action.MERGE: f"merge it into {where}",
            Action.MOVE: f"move a part of it into {where}",
        }[decision.action]
        return f"{words}, under the name {_quoted(decision.names[0])}" if decision.names else words

    def _standing(self, category: CategoryId) -> list[Decision]:
        """What is asked for on a category and neither adopted nor rejected."""
        return [one for one in self.decisions if one.category == category and one.verdict in STANDING]

    def _only_open(self, entry: Category) -> Decision | None:
        """The open proposal on the wording of a category, where nothing else is asked for."""
        standing = self._standing(entry.id)
        if len(standing) != 1 or standing[0].verdict or standing[0].action not in WORDING:
            return None
        fresh = _worded(entry, standing[0])
        return standing[0] if (fresh.name, fresh.definition) != (entry.name, entry.definition) else None

    def _what(self, id: CategoryId, change: Change) -> str:
        """What a change did to a category of the revised list."""
        others = self._numbers(self.step.before, (one for one in change.old if one != id))
        parts = self._numbers(self.step.after, (one for one in change.new if one != id))
        if change.type is ChangeType.CODE_CHANGE:
            return ""
        if change.type is ChangeType.TAKE_OVER:
            return f"takes in the old {others}"
        if change.type is ChangeType.SPLIT_OFF and id in change.old:
            return f"split: {parts} leaves it" if len(change.new) == 2 else f"split: {parts} leave it"
        if id not in change.old and change.old:
            return f"{change.type.label} from the old {others}"
        return "redefined" if change.note == "definition" else change.type.label

    def _end(self, change: Change) -> str:
        """How a change ended a category."""
        into = self._numbers(self.step.after, change.new)
        return f"{change.type.label} {into}".strip()

    def _moved(self, id: CategoryId) -> str:
        """That the printed number is not the old one."""
        old = self.step.before.number(id)
        return f"was no. {old}" if old and old != self.step.after.number(id) else ""

    def _numbers(self, version: Version, ids: Iterable[CategoryId]) -> str:
        return listed([str(number) for id in ids if (number := version.number(id))])

    def _label(self, id: str, what: list[str], made: list[Decision]) -> str:
        who = "; ".join(dict.fromkeys(self._who(one) for one in made))
        return " · ".join(filter(None, [id, ", ".join(filter(None, what)), who]))

    def _who(self, decision: Decision) -> str:
        return f"{self._author(decision)} ({decision.proposal})"

    def _author(self, decision: Decision) -> str:
        """Who asked for what was decided."""
        proposal = self.asked.get(decision.proposal)
        if decision.own or proposal is None:
            return FACILITATOR
        return listed([self.meeting.group_name(group) for group in proposal.groups])

    def _name_author(self, decision: Decision, name: str) -> str:
        """A name is its groups' where it is theirs but for case, spaces and punctuation; else the facilitator's."""
        proposal = self.asked.get(decision.proposal)
        theirs = {fold(one) for one in proposal.names} if proposal else set()
        return self._author(decision) if fold(name) in theirs else FACILITATOR

    def _voices(self, decision: Decision) -> tuple[Voice, ...]:
        proposal = self.asked.get(decision.proposal)
        if proposal is None or decision.own:
            return ()
        said = (proposal.definition, *proposal.names, proposal.improve)
        return tuple(Voice(self._author(decision), text) for text in said if text)

    def _remarks(self, decision: Decision) -> Iterator[Remark]:
        """The reasons: each group's, and the decision's."""
        proposal = self.asked.get(decision.proposal)
        for one in proposal.contributions if proposal else ():
            if one.why:
                yield Remark(self.meeting.group_name(one.group), one.why)
        if decision.reason:
            yield Remark(FACILITATOR, decision.reason)

    def _anchor(self, about: str, part: str = "", again: bool = False) -> str:
        """A bookmark's name, such as ``_cat_C3_name``: hidden, at most as long as Word takes, never given twice."""
        name = re.sub(r"\W", "_", "_".join(filter(None, ["_cat", about, part])))
        if again or (name not in self.anchors and len(name) <= _LONGEST_BOOKMARK):
            self.anchors.add(name)
            return name
        ending = f"_{len(self.anchors)}"
        return self._anchor(f"{about}"[: _LONGEST_BOOKMARK // 2], f"{part}"[:10] + ending)


def _undecided(proposal: Proposal) -> Decision:
    """The row that the next merge will give a proposal."""
    return Decision(
        proposal.id,
        proposal.action,
        proposal.category,
        names=proposal.names,
        definition=proposal.definition,
        into=proposal.into,
    )


def _worded(entry: Category, decision: Decision) -> Category:
    """The category as a decision on its wording would have it."""
    name = one_line(decision.names[0]) if decision.names else entry.name
    return Category(entry.id, name, decision.definition or entry.definition, entry.source)


def _source_of_name(made: list[Decision], name: str) -> tuple[Decision | None, int]:
    """The last decision that gave this name, and which of its names it is."""
    for decision in reversed(made):
        for line, given in enumerate(decision.names):
            if one_line(given) == name:
                return decision, line
    return (made[-1], 0) if made else (None, 0)


def _asks(decision: Decision) -> str:
    return f"{decision.action.value} is asked for"


def _kept(*texts: str) -> tuple[Segment, ...]:
    return tuple(Segment(Kind.KEPT, text) for text in texts if text)


def _bracketed(segments: tuple[Segment, ...], decision: Decision) -> tuple[Segment, ...]:
    """Text that is not agreed, in square brackets; never one pair inside another."""
    if decision.verdict is not Verdict.BRACKET or any("[" in one.text for one in segments):
        return segments
    author = next((one.author for one in segments if one.author), FACILITATOR)
    if all(one.kind is Kind.INSERTED for one in segments):
        text = "".join(one.text for one in segments)
        return (Segment(Kind.INSERTED, f"[{text}]", author),)
    return (Segment(Kind.INSERTED, "[", author), *segments, Segment(Kind.INSERTED, "]", author))


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""
