"""Why a proposal was rejected, where the decision on what contradicts it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Conflict
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.text import listed, one_line


def with_instead(book: DecisionBook, conflicts: Iterable[Conflict]) -> DecisionBook:
    """The decisions, with a reason for those that reject without one what cannot be had beside what is adopted."""
    adopted = {one.proposal: one for one in book.decisions if one.verdict.adopted}
    instead: dict[ProposalId, list[Decision]] = {}
    for conflict in conflicts:
        for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one)):
            if other in adopted:
                instead.setdefault(one, []).append(adopted[other])
    return replace(book, decisions=tuple(_with_reason(one, instead.get(one.proposal, [])) for one in book.decisions))


def _with_reason(decision: Decision, instead: Iterable[Decision]) -> Decision:
    rivals = [_named(one) for one in instead]
    if decision.reason or decision.verdict is not Verdict.REJECT or not rivals:
        return decision
    return replace(decision, reason=f"{listed(rivals)} {'was' if len(rivals) == 1 else 'were'} adopted instead.")


def _named(decision: Decision) -> str:
    words = " / ".join(map(one_line, decision.names))
    return (
        f"{decision.action.value} “{words}” ({decision.proposal})"
        if words
        else f"{decision.action} ({decision.proposal})"
    )
