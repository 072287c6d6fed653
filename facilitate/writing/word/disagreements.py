"""Where the groups disagreed: both sides, who stands on them, in whose words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.consolidation.conflicts import between_groups, contradict_themselves
from facilitate.consolidation.opposition import opposed_texts
from facilitate.records.categories import ProposalId
from facilitate.records.changes import Step
from facilitate.records.contributions import Action, Conflict, Proposal, Theme
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId
from facilitate.text import count, listed, one_line
from facilitate.tracking.outcomes import answers, asked, in_other_words, outcome, still_open
from facilitate.writing.word.feedback import titled_by_number
from facilitate.writing.word.parts import Writer

_QUOTES = 3
"""So many reasons of a side are quoted; the others are in the annex of sources."""
_WIDTHS = (2.8, 4.5, 4.5, 4.4)
_HEADERS = ("Category", "One side", "The other side", "What became of it")


def write_disagreements(writer: Writer, step: Step, themes: Sequence[Theme], meeting: Meeting) -> None:
    """Every disagreement: those left open, those settled, groups that contradict themselves, opposite texts."""
    proposals = {proposal.id: proposal for proposal in step.proposals}
    conflicts = [one for one in step.conflicts if not one.other or between_groups(one, proposals)]
    left = set(still_open(step))
    opened, settled = ([one for one in conflicts if (one in left) is wanted] for wanted in (True, False))
    opposed = opposed_texts(step.proposals, themes)
    both = contradict_themselves(step.conflicts, step.proposals)
    if conflicts:
        about = {_categories([one], step) for one in conflicts}
        writer.paragraph(
            f"{count(len(conflicts), 'time')} the groups asked for what cannot be had together, in "
            f"{count(len(about), 'place')} of the list; {len(settled) or 'none'} settled by a decision, "
            f"{len(opened) or 'none'} left open."
        )
    _conflicts(writer, "Left open", opened, step, meeting, "No disagreement was left open.")
    _conflicts(writer, "Settled by a decision", settled, step, meeting)
    if opposed:
        writer.heading("Opposite views within one proposal or theme", 2)
        writer.bullets(
            f"{one.within}: “{one.text}” ({meeting.group_name(one.one)}); “{one.against}” "
            f"({meeting.group_name(one.other)})."
            for one in opposed
        )
    if both:
        writer.heading("Groups that asked for both", 2)
        writer.bullets(_asked_both(both.items(), step, meeting))


def _conflicts(
    writer: Writer, heading: str, conflicts: Sequence[Conflict], step: Step, meeting: Meeting, otherwise: str = ""
) -> None:
    if not conflicts:
        if otherwise:
            writer.paragraph(otherwise)
        return
    writer.heading(heading, 2)
    rows = [
        (
            _categories(together, step),
            _side(together[0].one, step, meeting),
            "\n".join(_side(one.other, step, meeting) for one in together if one.other) or "The list as it stands",
            _became(together, step),
        )
        for together in _by_side(conflicts)
    ]
    writer.table(_HEADERS, rows, _WIDTHS, f"Disagreements: {heading.lower()}")


def _by_side(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """The conflicts in which the same side stands against several others for the same reason, together."""
    together: dict[tuple[ProposalId, str], list[Conflict]] = {}
    for one in conflicts:
        together.setdefault((one.one, one.why), []).append(one)
    return list(together.values())


def _categories(conflicts: Sequence[Conflict], step: Step) -> str:
    ends = [end for one in conflicts for end in (one.one, one.other)]
    return "\n".join(dict.fromkeys(titled_by_number(side, step) for end in ends if (side := step.proposal(end))))


def _side(id: ProposalId, step: Step, meeting: Meeting) -> str:
    """What a side asks for, who stands on it, and why in their words."""
    proposal = step.proposal(id)
    if proposal is None:
        return str(id)
    lines = [f"{asked(proposal, step)} ({id})", listed([meeting.group_name(group) for group in proposal.groups])]
    return "\n".join([*lines, *_quotes(proposal, meeting)])


def _quotes(proposal: Proposal, meeting: Meeting) -> list[str]:
    shown = one_line(proposal.improve) if proposal.action is Action.IMPROVE else in_other_words(proposal)
    said = [
        f"“{one_line(text)}” ({meeting.group_name(one.group)})"
        for one in proposal.contributions
        for text in (one.why, one.improve)
        if text and not (text == one.improve and one_line(text) == shown)
    ]
    said = list(dict.fromkeys(said))
    more = [f"and {len(said) - _QUOTES} more in the annex of sources"] if len(said) > _QUOTES else []
    return [*said[:_QUOTES], *more]


def _became(conflicts: Sequence[Conflict], step: Step) -> str:
    """Why they conflict, and the decision on every side."""
    decided = answers(step)
    ends = dict.fromkeys([conflicts[0].one, *(one.other for one in conflicts if one.other)])
    why = conflicts[0].why
    lines = [f"{id}: {outcome(decided.get(id), step.proposal(id))}" for id in ends]
    return "\n".join([f"{why[0].upper()}{why[1:]}.", *lines])


def _asked_both(both: Iterable[tuple[Conflict, frozenset[GroupId]]], step: Step, meeting: Meeting) -> Iterable[str]:
    for conflict, groups in both:
        one, other = step.proposal(conflict.one), step.proposal(conflict.other)
        if one and other:
            names = listed([meeting.group_name(group) for group in sorted(groups)])
            yield (
                f"{names}: {asked(one, step)} ({one.id}) and {asked(other, step)} ({other.id}), on "
                f"{_categories([conflict], step)}."
            )
