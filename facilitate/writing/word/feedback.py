"""What the report says about the groups: what they said and asked for, what became of it, and where it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitate.consolidation.reflections import draft
from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.changes import Step
from facilitate.records.contributions import Feedback, Proposal, Theme
from facilitate.records.decisions import Decision, ThemeText
from facilitate.records.meeting import Meeting, SupportBy
from facilitate.records.reporting import ReportMaterial
from facilitate.records.sources import Source
from facilitate.text import count, listed, one_line
from facilitate.tracking.outcomes import answers, asked, outcome
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import SMALL

CONSTITUENCIES = "Under the groups: how many groups of each constituency, of those that sent something."
PEOPLE = (
    "Under the groups: how many participants from each {by} sit in these groups, of all who sit in a group that sent "
    "something. In each group, fewer than three of one {by} who do not agree to be named count among the others."
)


def write_intake(writer: Writer, meeting: Meeting, feedback: Feedback) -> None:
    """How many groups sent something, and that every row is accounted for."""
    expected = [one for one in feedback.intake if one.group and one.expected]
    received = [one for one in expected if one.received]
    rows = sum(one.found for one in received)
    writer.paragraph(
        f"{len(received)} of {count(len(expected), 'group')} sent a workbook. "
        f"The account of their {count(rows, 'row')}: "
        f"{sum(one.used for one in received)} used, {sum(one.untouched for one in received)} left untouched by the "
        f"group, {sum(one.set_aside for one in received) or 'none'} set aside."
    )
    missing = [meeting.group_name(one.group) for one in expected if not one.received]
    if missing:
        writer.paragraph(f"Nothing came from {listed(missing)}.")


def write_reflections(writer: Writer, themes: Sequence[Theme], texts: Sequence[ThemeText], meeting: Meeting) -> None:
    """A paragraph for each theme as the facilitator worded it, with the groups behind it."""
    by_id = {theme.id: theme for theme in themes}
    written = texts or [ThemeText(theme.id, theme.label, draft(theme, meeting.group_names)) for theme in themes]
    shown = [text for text in written if text.include and text.paragraph]
    for text in shown:
        writer.heading(text.label, 2)
        writer.paragraphs(text.paragraph)
        theme = by_id.get(text.theme)
        if theme:
            names = listed([meeting.group_name(group) for group in theme.groups])
            quoted = text.paragraph == draft(theme, meeting.group_names)
            whose = "Quoted from" if quoted else "Worded by the facilitator, from"
            writer.paragraph(f"{whose} {names} ({theme.id} in the annex of sources).", SMALL)
    if not shown:
        writer.paragraph("The groups wrote down no reflections.")


def write_proposals(writer: Writer, step: Step, meeting: Meeting, support: Mapping[ProposalId, Sequence[str]]) -> None:
    """Each proposal in the groups' words, who made it, and what became of it.

    ``support`` are lines on who else stands behind a proposal, such as “employers 2 of 3”.
    """
    decided = answers(step)
    rows = [
        (
            proposal.id,
            titled_by_number(proposal, step),
            asked(proposal, step),
            "\n".join(
                [listed([meeting.group_name(group) for group in proposal.groups]), *support.get(proposal.id, ())]
            ),
            outcome(decided.get(proposal.id), proposal),
        )
        for proposal in step.proposals
    ]
    rows += [
        (one.proposal, _printed(one.category, step), _own(one), "the facilitator", outcome(one))
        for one in step.decisions
        if one.own and one.verdict and step.proposal(one.proposal) is None
    ]
    if rows:
        headers = ("No.", "Category", "Proposal", "Made by", "What became of it")
        writer.table(headers, rows, (1.1, 3.6, 4.6, 2.6, 4.3), "What the groups proposed and what became of it")
        if any(group.constituency for group in meeting.groups):
            writer.paragraph(CONSTITUENCIES, SMALL)
        if meeting.support_by is not SupportBy.NONE:
            writer.paragraph(PEOPLE.format(by=meeting.support_by.value), SMALL)
    else:
        writer.paragraph("The groups made no proposals on the list.")


def _own(decision: Decision) -> str:
    words = " / ".join(decision.names)
    return f"{decision.action.value} “{words}”" if words else decision.action.value


def _printed(category: CategoryId | None, step: Step) -> str:
    """A category with its printed number in the old list, or that it would be a new one."""
    entry = step.before.get(category) if category else None
    if entry is None:
        return str(category or "(new)")
    return f"{step.before.number(entry.id)}. {entry.name}"


def titled_by_number(proposal: Proposal, step: Step) -> str:
    """The category as printed in the old list, or that it would be a new one."""
    return _printed(proposal.category, step)


def write_sources(writer: Writer, material: ReportMaterial) -> None:
    """Every text of a group with its cell, a row's cells together, by the proposal or theme that it went into."""
    rows = [
        (
            reference,
            material.meeting.group_name(sources[0].group),
            f"{sources[0].place.file}, {sources[0].place.sheet}",
            "\n".join(f"{source.place.cell}: {one_line(source.text)}" for source in sources),
        )
        for reference, sources in _evidence(material)
    ]
    if not rows:
        writer.paragraph("The groups sent nothing.")
        return
    headers = ("Went into", "Group", "File and sheet", "Cell and text as found")
    writer.table(headers, rows, (1.8, 2.5, 3.9, 8.0), "Sources")
    files = sorted({(one.file, one.fingerprint) for one in material.feedback.intake if one.file and one.fingerprint})
    writer.paragraph("The files as they were read, with the first characters of their SHA-256 fingerprints:", SMALL)
    writer.bullets([f"{file}: {fingerprint[:16]}" for file, fingerprint in files])


def _evidence(material: ReportMaterial) -> list[tuple[str, tuple[Source, ...]]]:
    found: list[tuple[str, tuple[Source, ...]]] = []
    for proposal in material.step.proposals:
        found += [(proposal.id, one.sources or (one.source,)) for one in proposal.contributions]
    for theme in sorted(material.themes, key=lambda one: int(one.id[1:]) if one.id[1:].isdigit() else 0):
        found += [(theme.id, (reflection.source,)) for reflection in theme.reflections]
    found += [("set aside", (row.source,)) for row in material.feedback.set_aside]
    return found
