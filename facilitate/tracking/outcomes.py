"""What became of each proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Conflict, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.sources import GroupId
from facilitate.text import fold, listed, one_line
from facilitate.tracking.types import WORDING

VERDICTS = {
    Verdict.OPEN: "Open",
    Verdict.ADOPT: "Adopted",
    Verdict.ADOPT_WITH_CHANGES: "Adopted with changes",
    Verdict.REJECT: "Not adopted",
    Verdict.DEFER: "Deferred",
    Verdict.BRACKET: "Not agreed; stands in square brackets",
}
"""What people read of a decision."""


def asked(proposal: Proposal, step: Step) -> str:
    """What a proposal asks for, in one line."""
    target = step.before.get(proposal.into) if proposal.into else None
    words = " / ".join(map(one_line, proposal.names))
    if proposal.action is Action.IMPROVE:
        return f"remark: {words or one_line(proposal.improve)}"
    if unnamed := in_other_words(proposal):
        return f"{proposal.action.value}: {unnamed}"
    parts = [proposal.action.value, target.name if target else "", f"“{words}”" if words else ""]
    return " ".join(filter(None, parts))


def in_other_words(proposal: Proposal) -> str:
    """What a proposal that words a category anew asks for where it gives no name: a definition, or what to change."""
    return "" if proposal.names or proposal.action not in WORDING else one_line(proposal.definition or proposal.improve)


def outcome(decision: Decision | None, proposal: Proposal | None = None) -> str:
    """What became of a proposal: the words that were adopted where they are not the proposed ones, and the reason."""
    if decision is None:
        return VERDICTS[Verdict.OPEN]
    words = [one_line(name) for name in decision.names] if decision.verdict.adopted and proposal else []
    other = proposal is not None and sorted(map(fold, words)) != sorted(map(fold, proposal.names))
    adopted = f" as “{' / '.join(words)}”" if words and other else ""
    reason = one_line(decision.reason)
    return f"{VERDICTS[decision.verdict]}{adopted}{f': {reason}' if fold(reason) else ''}"


def answers(step: Step) -> dict[str, Decision]:
    """The decision on each proposal of a step that has one."""
    return {decision.proposal: decision for decision in step.decisions}


def outcomes(step: Step, proposal: str) -> tuple[Change, ...]:
    """The changes that the decision on a proposal made."""
    return tuple(change for change in step.changes if change.decision == proposal)


def resting(step: Step, decisions: Iterable[ProposalId], name: Callable[[GroupId], str]) -> str:
    """On whom changes rest: each decision with the groups that asked for it, as ``name`` calls them.

    Example: ``P1 (Group Blue and Group Green), F1 (the facilitator)``.
    """
    texts = []
    for id in decisions:
        proposal = step.proposal(id)
        who = listed([name(group) for group in proposal.groups]) if proposal else "the facilitator"
        texts.append(f"{id} ({who})")
    return ", ".join(texts)


def why(step: Step, decision: ProposalId, name: Callable[[GroupId], str]) -> str:
    """Why a decision was taken: the reason that it gives, else the reasons of the groups in their words."""
    decided, proposal = step.decision(decision), step.proposal(decision)
    if decided and decided.reason:
        return one_line(decided.reason)
    said = proposal.contributions if proposal else ()
    return "; ".join(f"“{one_line(one.why)}” ({name(one.group)})" for one in said if one.why)


def still_open(step: Step) -> tuple[Conflict, ...]:
    """Disagreements that no decision has settled: neither side adopted, and at least one of them not rejected."""
    decided = answers(step)

    def verdict(proposal: str) -> Verdict:
        return decided[proposal].verdict if proposal in decided else Verdict.OPEN

    unsettled = []
    for conflict in step.conflicts:
        if not conflict.other:  # against the list itself: whatever is decided on the proposal settles it
            unsettled += [conflict] if verdict(conflict.one) in (Verdict.OPEN, Verdict.DEFER) else []
            continue
        verdicts = {verdict(conflict.one), verdict(conflict.other)}
        if not any(one.adopted for one in verdicts) and verdicts != {Verdict.REJECT}:
            unsettled.append(conflict)
    return tuple(unsettled)


def bracketed(step: Step) -> tuple[Decision, ...]:
    """The decisions whose text stands in square brackets."""
    return tuple(decision for decision in step.decisions if decision.verdict is Verdict.BRACKET)


def born(step: Step) -> dict[CategoryId, str]:
    """The decision, and for a part of a split its place in it (``P7/2``), that made each new category of a step."""
    origins: dict[CategoryId, str] = {}
    for change in step.changes:
        if change.type in (ChangeType.CREATION, ChangeType.MERGER):
            origins.setdefault(change.new[0], str(change.decision))
        elif change.type in (ChangeType.SPLIT_OFF, ChangeType.BREAKDOWN):
            fresh = [(place, id) for place, id in enumerate(change.new, 1) if id not in change.old]
            origins |= {id: f"{change.decision}/{place}" for place, id in fresh}
    return origins
