"""The list as it goes round for agreement: what was decided and what is asked for, as texts with tracked changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.meeting import Meeting
from facilitate.records.redline import FACILITATOR, WAS, Kind, Part, Redline, RedlineEntry, RedlineText, Segment
from facilitate.text import one_line
from facilitate.tracking.redline_words import STANDING, Words
from facilitate.tracking.types import WORDING
from facilitate.tracking.wording import compare

NO_NUMBER = "\t"
"""What stands before a name that has no printed number, so that it lines up with those that have one."""

_LONGEST_BOOKMARK = 40
"""Word takes no longer name."""

Segments = tuple[Segment, ...]


def draft(step: Step, meeting: Meeting, session: str) -> Redline:
    """The redline of a meeting: adopted decisions in the text, what stands and is not agreed beside it.

    An open proposal on the wording of a category stands in the text as well where nothing else is asked for there;
    otherwise each proposal has a paragraph of its own under the category, because two changes of the same words
    cannot be laid over each other.
    """
    drafter = _Drafter(step, Words(step, meeting))
    day = meeting.date or dt.date(2000, 1, 1)
    additions = (one for one in drafter.decisions if one.action is Action.ADD and one.verdict in STANDING)
    declined = (one for one in drafter.decisions if one.verdict is Verdict.REJECT)
    return Redline(
        session,
        step.before.label,
        list_fingerprint(step.before),
        f"{day.isoformat()}T12:00:00Z",
        tuple(drafter.listed(entry) for entry in step.after.categories),
        tuple(drafter.ended(entry) for entry in step.before.categories if not step.after.get(entry.id)),
        tuple(drafter.proposed(one) for one in additions),
        tuple(drafter.words.declined(one) for one in declined),
    )


def list_fingerprint(version: Version) -> str:
    """Twelve characters that stand for the ids and names of a list, in their order."""
    lines = "\n".join(f"{entry.id}\t{entry.name}" for entry in version.categories)
    return sha256(lines.encode()).hexdigest()[:12]


@dataclass(slots=True)
class _Drafter:
    step: Step
    words: Words
    decisions: tuple[Decision, ...] = field(init=False)
    by_id: dict[ProposalId, Decision] = field(init=False)
    standing: dict[CategoryId, list[Decision]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        answered = {one.proposal for one in self.step.decisions}
        unanswered = (_undecided(one) for one in self.step.proposals if one.id not in answered)
        self.decisions = (*self.step.decisions, *unanswered)
        self.by_id = {one.proposal: one for one in self.decisions}
        for one in self.decisions:
            if one.category and one.verdict in STANDING:
                self.standing.setdefault(one.category, []).append(one)

    def listed(self, entry: Category) -> RedlineEntry:
        """A category of the revised list; a wording that is asked for is in it where nothing else is."""
        label = self._anchor(entry.id)
        changes = self.step.changes_to(entry.id)
        made = [self.by_id[change.decision] for change in changes if change.decision]
        what = [self.words.became(entry.id, change) for change in changes]
        old = self.step.before.get(entry.id)
        standing = self._standing(entry.id)
        if not made and (only := _only_open(entry, standing)):
            entry, made, standing = _worded(entry, only), [only], []
            what = [f"{only.action} asked for, {STANDING[only.verdict]}"]
        elif not made and standing:
            what = ["as it stands"]
        texts = [self._name(old, entry, made, label)]
        if entry.definition:
            texts.append(self._definition(old, entry, made, label))
        return RedlineEntry(
            label,
            self.words.label(entry.id, [*what, self.words.moved(entry.id)], made),
            tuple(texts),
            tuple(text for one in standing for text in self._alternatives(one, entry, label)),
            tuple(note for one in standing if (note := self.words.undrafted(one, entry))),
            tuple(self.words.remarks(*made)),
        )

    def ended(self, entry: Category) -> RedlineEntry:
        """A category that is not on the revised list: its texts deleted."""
        label = self._anchor(entry.id)
        changes = self.step.changes_from(entry.id)
        made = [self.by_id[change.decision] for change in changes if change.decision]
        author = self.words.author(made[-1]) if made else FACILITATOR
        texts = []
        for part, prefix, text in ((Part.NAME, NO_NUMBER, entry.name), (Part.DEFINITION, "", entry.definition)):
            if text:
                segments = (Segment(Kind.DELETED, f"{prefix}{text}", author),)
                decision = made[-1].proposal if made else None
                anchor = self._anchor(entry.id, part)
                texts.append(RedlineText(anchor, label, part, segments, entry.id, decision, prefix=prefix))
        standing = self._standing(entry.id)
        what = [*map(self.words.ended, changes), self.words.moved(entry.id)]
        return RedlineEntry(
            label,
            self.words.label(entry.id, what, made),
            tuple(texts),
            tuple(text for one in standing for text in self._alternatives(one, entry, label)),
            remarks=tuple(self.words.remarks(*made)),
        )

    def proposed(self, decision: Decision) -> RedlineEntry:
        """A new category that is asked for and not agreed."""
        label, id = self._anchor(decision.proposal), decision.proposal
        name = " ".join(decision.names[:1]) or "(no name yet)"
        author = self.words.author_of(decision, name)
        new = (Segment(Kind.INSERTED, NO_NUMBER, author), *_new(name, author, decision))
        texts = [RedlineText(self._anchor(id, Part.NAME), label, Part.NAME, new, None, id, prefix=NO_NUMBER)]
        if decision.definition:
            words = _bracketed(compare("", decision.definition, self.words.voices(decision), FACILITATOR), decision)
            texts.append(RedlineText(self._anchor(id, Part.DEFINITION), label, Part.DEFINITION, words, None, id))
        what = f"New category, {STANDING[decision.verdict]}"
        remarks = tuple(self.words.remarks(decision))
        return RedlineEntry(label, self.words.label("", [what], [decision]), tuple(texts), remarks=remarks)

    def _name(self, old: Category | None, entry: Category, made: list[Decision], label: str) -> RedlineText:
        """The name, printed whole; the one before beneath it."""
        anchor, prefix = self._anchor(entry.id, Part.NAME), f"{self.step.after.number(entry.id)}.\t"
        decision, line = _source_of_name(made, entry.name)
        if decision is None or (old and old.name == entry.name):
            return RedlineText(anchor, label, Part.NAME, _kept(prefix, entry.name), entry.id, prefix=prefix)
        author = self.words.author_of(decision, entry.name)
        if old is None:
            segments: Segments = (Segment(Kind.INSERTED, f"{prefix}{entry.name}", author),)
        else:
            new = (Segment(Kind.INSERTED, entry.name, author), Segment(Kind.INSERTED, WAS, author))
            segments = (*_kept(prefix), *new, *_kept(old.name))
        return RedlineText(anchor, label, Part.NAME, segments, entry.id, decision.proposal, line, prefix)

    def _definition(self, old: Category | None, entry: Category, made: list[Decision], label: str) -> RedlineText:
        """The definition, redlined word by word."""
        anchor = self._anchor(entry.id, Part.DEFINITION)
        before = old.definition if old else ""
        if before == entry.definition or not made:
            return RedlineText(anchor, label, Part.DEFINITION, _kept(entry.definition), entry.id)
        decision = next((one for one in reversed(made) if one.definition == entry.definition), made[-1])
        segments = compare(before, entry.definition, self.words.voices(decision), FACILITATOR)
        return RedlineText(anchor, label, Part.DEFINITION, segments, entry.id, decision.proposal)

    def _alternatives(self, decision: Decision, entry: Category, label: str) -> Iterator[RedlineText]:
        """A paragraph for what a proposal asks for, so that it can be accepted or rejected by itself."""
        about, remarks = self.words.about(decision), list(self.words.remarks(decision))

        def text(part: Part, prefix: str, changed: Segments, line: int | None = 0) -> RedlineText:
            anchor = self._anchor(f"{entry.id}_{part}", decision.proposal)
            segments, beside = (*_kept(prefix), *changed), tuple(remarks)
            remarks.clear()  # the reasons stand once, beside the first paragraph of a proposal
            return RedlineText(anchor, label, part, segments, entry.id, decision.proposal, line, prefix, beside)

        split = decision.action is Action.SPLIT
        if (split or decision.action in WORDING) and decision.names and decision.names != (entry.name,):
            author = self.words.author_of(decision, *decision.names)
            verb = "split it into" if split else "call it"
            names = _new("\n".join(decision.names), author, decision)
            yield text(Part.NAME, f"{about}: {verb} ", names, None if split else 0)
        elif decision.action not in (Action.SPLIT, Action.ADD, *WORDING):
            yield text(
                Part.ACTION, f"{about}: ", _new(self.words.would(decision), self.words.author(decision), decision)
            )
        if decision.definition and decision.definition != entry.definition:
            words = compare(entry.definition, decision.definition, self.words.voices(decision), FACILITATOR)
            yield text(Part.DEFINITION, f"{about}: define it so: ", _bracketed(words, decision))

    def _standing(self, category: CategoryId) -> list[Decision]:
        """What is asked for on a category and neither adopted nor rejected."""
        return self.standing.get(category, [])

    def _anchor(self, about: str, part: str = "") -> str:
        """A bookmark's name, such as ``_cat_C3_name``: hidden, at most as long as Word takes, never given twice."""
        name = re.sub(r"\W", "_", "_".join(filter(None, ["_cat", about, part])))
        if name in self.anchors or len(name) > _LONGEST_BOOKMARK:
            number = f"_{len(self.anchors) + 1}"
            name = name[: _LONGEST_BOOKMARK - len(number)] + number
        self.anchors.add(name)
        return name


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


def _only_open(entry: Category, standing: list[Decision]) -> Decision | None:
    """The open proposal on the wording of a category, where nothing else is asked for and it would change something."""
    if len(standing) != 1 or standing[0].verdict is not Verdict.OPEN or standing[0].action not in WORDING:
        return None
    fresh = _worded(entry, standing[0])
    return standing[0] if (fresh.name, fresh.definition) != (entry.name, entry.definition) else None


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


def _kept(*texts: str) -> Segments:
    return tuple(Segment(Kind.KEPT, text) for text in texts if text)


def _new(text: str, author: str, decision: Decision) -> Segments:
    return _bracketed((Segment(Kind.INSERTED, text, author),), decision)


def _bracketed(segments: Segments, decision: Decision) -> Segments:
    """Text that is not agreed, in square brackets; never one pair inside another."""
    if decision.verdict is not Verdict.BRACKET or any("[" in one.text for one in segments):
        return segments
    first, last = (next(one.author for one in ordered if one.author) for ordered in (segments, segments[::-1]))
    return (Segment(Kind.INSERTED, "[", first), *segments, Segment(Kind.INSERTED, "]", last))
