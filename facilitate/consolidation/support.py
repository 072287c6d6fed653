"""Who stands behind a proposal, and what the adoption rule says to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from facilitate.records.contributions import Proposal
from facilitate.records.meeting import AdoptionRule, RuleKind
from facilitate.text import count

ADOPT = "adopt"
DISCUSS = "discuss"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule suggests, and why in plain words."""

    word: str
    why: str

    def __str__(self) -> str:
        return f"{self.word}: {self.why}" if self.word else self.why


def needed(rule: AdoptionRule, groups: int) -> int | None:
    """How many of ``groups`` groups the rule asks for, None for no rule.

    A majority is more than half: 2 of 3, 3 of 4.
    """
    match rule.kind:
        case RuleKind.MAJORITY:
            return groups // 2 + 1
        case RuleKind.ANY:
            return 1
        case RuleKind.UNANIMOUS:
            return max(groups, 1)
        case RuleKind.NUMBER:
            return int(rule.least)
        case RuleKind.SHARE:
            # 67% of 3 groups is meant as two of three, and must not become all three for a hundredth.
            return max(1, math.ceil(rule.least * groups - 0.05))
        case RuleKind.NONE:
            return None


def suggest(proposal: Proposal, rule: AdoptionRule, groups: int, disputed: bool) -> Suggestion:
    """What the rule suggests for a proposal; ``groups`` have answered, ``disputed``: others contradict it."""
    support = len(proposal.groups)
    of = f"{support} of {count(groups, 'group')}"
    least = needed(rule, groups)
    if least is None:
        return Suggestion("", f"no rule; {of}")
    if disputed:
        return Suggestion(DISCUSS, f"groups disagree; {of}")
    if support >= least:
        return Suggestion(ADOPT, of)
    if groups and 2 * support == groups and rule.kind is RuleKind.MAJORITY:
        return Suggestion(DISCUSS, f"a tie; {of}")
    return Suggestion(DISCUSS, f"{of}, {least} needed")
