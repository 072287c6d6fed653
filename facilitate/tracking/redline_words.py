"""What a redline says around its texts: what happened to a category, who asked for it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from facilitate.records.categories import Category, CategoryId, ProposalId
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.meeting import Meeting
from facilitate.records.redline import FACILITATOR, Remark
from facilitate.text import fold, listed, one_line
from facilitate.tracking.crosswalk import gave_and_took, numbers_of
from facilitate.tracking.types import WORDING
from facilitate.tracking.wording import Voice

STANDING = {
    Verdict.OPEN: "not decided yet",
    Verdict.DEFER: "deferred",
    Verdict.BRACKET: "not agreed, in square brackets",
}
"""Decisions that leave a proposal standing, in words."""


@dataclass(slots=True)
class Words:
    """The words of one meeting's redline."""

    step: Step
    meeting: Meeting
    asked: dict[ProposalId, Proposal] = field(init=False)

    def __post_init__(self) -> None:
        self.asked = {one.id: one for one in self.step.proposals}

    def author(self, decision: Decision) -> str:
        """Who asked for what is decided: the groups, or the facilitator."""
        proposal = self.asked.get(decision.proposal)
        if decision.own or proposal is None:
            return FACILITATOR
        return listed([self.meeting.group_name(group) for group in proposal.groups])

    def author_of(self, decision: Decision, *names: str) -> str:
        """Whose names these are: the groups' where they wrote them, case, spaces and punctuation aside."""
        proposal = self.asked.get(decision.proposal)
        theirs = {fold(one) for one in proposal.names} if proposal else set()
        return self.author(decision) if all(fold(name) in theirs for name in names) else FACILITATOR

    def who(self, decision: Decision) -> str:
        """Who asked, with the reference."""
        return f"{self.author(decision)} ({decision.proposal})"

    def about(self, decision: Decision) -> str:
        """Who asked for what stands, and how far it is."""
        return f"{self.who(decision)}, {STANDING[decision.verdict]}"

    def voices(self, decision: Decision) -> tuple[Voice, ...]:
        """What the groups wrote."""
        proposal = self.asked.get(decision.proposal)
        if proposal is None or decision.own:
            return ()
        said = (proposal.definition, *proposal.names, proposal.improve)
        return tuple(Voice(self.author(decision), text) for text in said if text)

    def remarks(self, *decisions: Decision) -> Iterator[Remark]:
        """The reasons: each group's, and the decision's."""
        for decision in decisions:
            proposal = self.asked.get(decision.proposal)
            for one in proposal.contributions if proposal else ():
                if one.why:
                    yield Remark(self.meeting.group_name(one.group), one.why)
            if decision.reason:
                yield Remark(FACILITATOR, decision.reason)

    def label(self, id: str, what: Iterable[str], decisions: Iterable[Decision]) -> str:
        """The line above a category: ``C8 · widened, was no. 8 · Group Green (P11)``."""
        who = "; ".join(dict.fromkeys(map(self.who, decisions)))
        return " · ".join(filter(None, [id, ", ".join(dict.fromkeys(filter(None, what))), who]))

    def became(self, id: CategoryId, change: Change) -> str:
        """What a change did to a category of the revised list."""
        if change.type is ChangeType.CODE_CHANGE:
            return ""
        if id in change.old and (told := gave_and_took(self.step, change, id)):
            return told
        if id not in change.old:
            others = numbers_of(self.step.before, change.old)
            origin = f"{change.type.label} from the old {others}" if others else change.type.label
            return f"{origin}, {change.note}" if change.note else origin
        return "redefined" if change.note == "definition" else change.type.label

    def ended(self, change: Change) -> str:
        """How a change ended a category."""
        numbers = numbers_of(self.step.after, change.new)
        return change.type.ending([numbers] if numbers else [])

    def moved(self, id: CategoryId) -> str:
        """That the printed number is not the old one."""
        old = self.step.before.number(id)
        return f"was no. {old}" if old and old != self.step.after.number(id) else ""

    def would(self, decision: Decision) -> str:
        """What an action that is no wording would do, in words that can be accepted or rejected."""
        target = self.step.after.get(decision.into) if decision.into else None
        where = f"{self.step.after.number(target.id)}. {target.name}" if target else str(decision.into or "")
        does = {
            Action.KEEP: "keep it as it is",
            Action.DROP: "drop it",
            Action.MERGE: f"merge it into {where}",
            Action.MOVE: f"move a part of it into {where}",
        }[decision.action]
        return f"{does}, under the name {_quoted(decision.names[0])}" if decision.names else does

    def undrafted(self, decision: Decision, entry: Category) -> str:
        """What a proposal wants improved where no wording has been drafted that could be accepted; else empty."""
        drafted = set(decision.names) - {entry.name} or decision.definition not in ("", entry.definition)
        if drafted or decision.action not in (Action.SPLIT, *WORDING):
            return ""
        proposal = self.asked.get(decision.proposal)
        asks = " ".join(filter(None, [decision.action.value, _quoted(one_line(proposal.improve) if proposal else "")]))
        return f"{self.about(decision)}: {asks}. No wording has been drafted yet."

    def declined(self, decision: Decision) -> str:
        """A proposal that was not adopted, in one line with the reason."""
        entry = self.step.before.get(decision.category) if decision.category else None
        about = f"{self.step.before.number(entry.id)}. {entry.name}" if entry else "A new category"
        proposal = self.asked.get(decision.proposal)
        words = one_line(" / ".join(proposal.names) or proposal.improve) if proposal else ""
        target = self.step.before.get(decision.into) if decision.into else None
        asks = " ".join(filter(None, [decision.action.value, target.name if target else "", _quoted(words)]))
        line = f"{about}: {asks} ({self.author(decision)}, {decision.proposal})."
        return f"{line} {one_line(decision.reason)}".strip()


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""
