"""Who stands behind a proposal, and what the adoption rule says to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Conflict, Feedback, Proposal
from facilitate.records.meeting import AdoptionRule, Meeting, RuleKind
from facilitate.records.people import OTHERS
from facilitate.records.sources import GroupId
from facilitate.text import count, listed

ADOPT = "adopt"
DISCUSS = "discuss"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule suggests, and why in plain words."""

    word: str
    why: str

    def __str__(self) -> str:
        return f"{self.word}: {self.why}" if self.word else self.why


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who could answer and who did: the groups of the meeting, and how many people were in each, where it says."""

    answered: tuple[GroupId, ...]
    invited: int
    people: Mapping[GroupId, int]

    @classmethod
    def of(cls, feedback: Feedback, meeting: Meeting) -> Turnout:
        """The turnout of a meeting, each group once."""
        taken = [one for one in feedback.intake if one.taken and one.group]
        people = {one.group: one.people for one in taken if one.people is not None}
        return cls(tuple(sorted({one.group for one in taken})), len(meeting.groups), people)


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports a proposal: each group once. ``people`` are those of the groups that say how many, ``unsaid`` the
    other groups; ``by`` has a line for each constituency of the meeting: its name, its supporting groups, all that
    answered. ``people_from`` says the same of the meeting's people by region, country or organisation: how many sit in
    a supporting group, of how many in all groups that answered.
    """

    groups: tuple[GroupId, ...]
    people: int
    unsaid: tuple[GroupId, ...]
    by: tuple[tuple[str, tuple[GroupId, ...], int], ...] = ()
    people_from: tuple[tuple[str, int, int], ...] = ()


Sitting = Mapping[GroupId, Mapping[str, int]]
"""How many people of which region (or the like) each group has."""


def supports_of(
    proposals: Iterable[Proposal], meeting: Meeting, turnout: Turnout, sitting: Sitting | None = None
) -> Mapping[ProposalId, Support]:
    """The support of each proposal.

    A group that says the same several times counts once, with the largest number of people that it names for it; one
    that names none counts with all its people, where its workbook says how many they were.
    """
    whole = _Whole.of(meeting, turnout, sitting or {})
    return {one.id: _support(one, turnout, whole) for one in proposals}


@dataclass(frozen=True, slots=True)
class _Whole:
    """Of how many the supporters of a proposal are a part: groups of each constituency, people of each region.

    ``speaks_for`` has the constituency of each group, ``answered`` how many groups of each have answered (in the order
    of the meeting; nothing where no group has a constituency), ``people`` those in all groups that answered: the
    regions with most people first, what is put together last.
    """

    speaks_for: Mapping[GroupId, str]
    answered: Mapping[str, int]
    sitting: Sitting
    people: Mapping[str, int]

    @classmethod
    def of(cls, meeting: Meeting, turnout: Turnout, sitting: Sitting) -> _Whole:
        speaks_for = {group.id: group.constituency for group in meeting.groups}
        answered = Counter(speaks_for.get(group) or OTHERS for group in turnout.answered)
        names = [*dict.fromkeys(filter(None, speaks_for.values()))]
        people: Counter[str] = Counter()
        for group in turnout.answered:
            people.update(sitting.get(group, {}))
        order = sorted(people, key=lambda name: (name == OTHERS, -people[name], name))
        return cls(
            speaks_for,
            {name: answered[name] for name in (*names, OTHERS)} if names else {},
            sitting,
            {name: people[name] for name in order},
        )


def _support(proposal: Proposal, turnout: Turnout, whole: _Whole) -> Support:
    said: dict[GroupId, int] = {}
    for one in proposal.contributions:
        if one.people is not None:
            said[one.group] = max(said.get(one.group, one.people), one.people)
    numbers = {group: said.get(group, turnout.people.get(group)) for group in proposal.groups}
    people = sum(number for number in numbers.values() if number is not None)
    unsaid = tuple(group for group, number in numbers.items() if number is None)
    return Support(proposal.groups, people, unsaid, _by_constituency(proposal, whole), _people_from(proposal, whole))


def _people_from(proposal: Proposal, whole: _Whole) -> tuple[tuple[str, int, int], ...]:
    behind: Counter[str] = Counter()
    for group in proposal.groups if whole.people else ():
        behind.update(whole.sitting.get(group, {}))
    return tuple((name, behind[name], everyone) for name, everyone in whole.people.items())


def _by_constituency(proposal: Proposal, whole: _Whole) -> tuple[tuple[str, tuple[GroupId, ...], int], ...]:
    mine: dict[str, list[GroupId]] = {name: [] for name in whole.answered}
    for group in proposal.groups if mine else ():
        mine[whole.speaks_for.get(group) or OTHERS].append(group)
    return tuple(
        (name, tuple(groups), whole.answered[name]) for name, groups in mine.items() if groups or name != OTHERS
    )


def by_constituency(support: Support) -> tuple[str, ...]:
    """The constituencies that support it, each with how many of its groups that answered do."""
    return tuple(f"{name} {len(groups)} of {answered}" for name, groups, answered in support.by if groups)


def people_from(support: Support) -> tuple[str, ...]:
    """The regions (or the like) of which people sit in a supporting group, each with how many of how many do."""
    return tuple(f"{name} {behind} of {everyone}" for name, behind, everyone in support.people_from if behind)


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


def short_of_quorum(meeting: Meeting, turnout: Turnout) -> str:
    """That too few groups have answered, in plain words; empty where there are enough, or no quorum is asked for."""
    least = needed(meeting.quorum, turnout.invited)
    if least is None or len(turnout.answered) >= least:
        return ""
    return f"no quorum: {len(turnout.answered)} of {count(turnout.invited, 'group')} answered, {least} needed"


def suggest_all(
    proposals: Sequence[Proposal], conflicts: Iterable[Conflict], meeting: Meeting, turnout: Turnout
) -> dict[ProposalId, Suggestion]:
    """What the rule suggests for every proposal, with those in view that cannot be adopted together with it."""
    by_id = {one.id: one for one in proposals}
    rivals: dict[ProposalId, list[Proposal]] = {}
    for conflict in conflicts:
        for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one)):
            if other in by_id:
                rivals.setdefault(one, []).append(by_id[other])
    short = short_of_quorum(meeting, turnout)
    groups = len(turnout.answered)
    return {one.id: suggest(one, meeting.rule, groups, rivals.get(one.id, ()), short) for one in proposals}


def suggest(
    proposal: Proposal, rule: AdoptionRule, groups: int, rivals: Sequence[Proposal] = (), short: str = ""
) -> Suggestion:
    """What the rule suggests for a proposal; ``groups`` have answered, ``short`` says that they are too few.

    Of proposals that contradict each other only one that alone reaches the rule is suggested; the groups behind its
    ``rivals`` are said with it. A group on both sides is not counted as against.
    """
    support = len(proposal.groups)
    against = len({group for rival in rivals for group in rival.groups} - set(proposal.groups))
    of = f"{support} of {count(groups, 'group')}"
    said = f"{of}, {against} against" if against else of
    least = needed(rule, groups)
    if least is None:
        return Suggestion("", f"no rule; {said}")
    if short:
        return Suggestion(DISCUSS, f"{short}; {said}")
    highest = max((len(rival.groups) for rival in rivals), default=0)
    even = support > 1 and support == highest
    tie = [rival.id for rival in rivals if even and len(rival.groups) == support and rival.groups != proposal.groups]
    if support >= least:
        strong = [rival.id for rival in rivals if len(rival.groups) >= least and rival.id not in tie]
        if not (strong or tie):
            return Suggestion(ADOPT, said)
        if strong:
            return Suggestion(
                DISCUSS, f"{listed(strong)} {'has' if len(strong) == 1 else 'have'} the votes too; {said}"
            )
    if tie:
        return Suggestion(DISCUSS, f"a tie with {listed(tie)}; {said}")
    if groups and 2 * support == groups and rule.kind is RuleKind.MAJORITY:
        return Suggestion(DISCUSS, f"half of the groups: {said}, {least} needed")
    return Suggestion(DISCUSS, f"{said}, {least} needed")
