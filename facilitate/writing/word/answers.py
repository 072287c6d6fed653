"""The answer sheets: for each group what it proposed and what became of it, ready to send back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitate.problems import Problem
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.decisions import Verdict
from facilitate.records.meeting import Group
from facilitate.records.reporting import ReportMaterial
from facilitate.records.sources import Source
from facilitate.shipped import shipped
from facilitate.text import count, fold, lines, listed, one_line, quote
from facilitate.tracking.crosswalk import arrivals
from facilitate.tracking.outcomes import VERDICTS, asked, outcomes
from facilitate.writing.word import lists as the_list
from facilitate.writing.word import meeting
from facilitate.writing.word.document import finished
from facilitate.writing.word.feedback import titled_by_number
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import SMALL
from facilitate.writing.word.template import Block, fill, open_template


def answers_document(material: ReportMaterial, group: Group, template: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """The sheet of one group, made from the Word template at ``template``, and what is wrong with the template."""
    document, problems = open_template(template, shipped("templates") / "answers.docx")
    texts = {**meeting.meeting_texts(material.meeting, material.slots), "group": group.name}
    unfilled = fill(document, texts, _blocks(material, group), template.name)
    title = f"{group.name}: what became of your proposals"
    return finished(document, title, material.meeting), (*problems, *unfilled)


def _blocks(material: ReportMaterial, group: Group) -> Mapping[str, Block]:
    return {
        "answers": lambda to: _answers(to, material, group),
        "reflections": lambda to: _reflections(to, material, group),
        "set aside": lambda to: _set_aside(to, material, group),
        "revised list": lambda to: the_list.write_revised(to, material.step),
    }


def _answers(writer: Writer, material: ReportMaterial, group: Group) -> None:
    """A row for each thing that the group asked for: its own words, what became of it, and why."""
    step = material.step
    rows = [
        (
            proposal.id,
            titled_by_number(proposal, step),
            _own_words(one),
            _outcome(proposal, step),
            _why(proposal, material, group),
        )
        for proposal in step.proposals
        for one in proposal.contributions
        if one.group == group.id
    ]
    if rows:
        headers = ("No.", "Category", "You wrote", "What became of it", "Why")
        writer.table(headers, rows, (1.1, 3.1, 4.3, 3.9, 3.8), "What your group proposed and what became of it")
    else:
        writer.paragraph("Your group made no proposals on the list.")


def _own_words(one: Contribution) -> str:
    """What the group wrote, each part called what it is; whatever stands in its cells beside that follows as it is."""
    asked_for = "" if one.action is Action.IMPROVE else f"{one.action} {one_line(one.into_found)}".strip()
    parts = [
        asked_for,
        *(quote(name, 500) for name in one.names),
        f"Definition: {one.definition}" if one.definition else "",
        f"To improve: {one.improve}" if one.improve else "",
        f"Why: {one.why}" if one.why else "",
    ]
    said = fold("\n".join(parts))
    cells = (line for source in one.sources or (one.source,) for line in lines(source.text))
    return "\n".join([*filter(None, parts), *(line for line in cells if fold(line) not in said)])


def _outcome(proposal: Proposal, step: Step) -> str:
    """What became of a proposal, and how the list reads now."""
    decision = step.decision(proposal.id)
    if decision is None or decision.verdict is Verdict.OPEN:
        return "Not decided yet."
    said = f"{VERDICTS[decision.verdict]}."
    if decision.verdict is Verdict.DEFER:
        return "Put off to a later meeting."
    if decision.verdict is Verdict.BRACKET:
        words = " / ".join(decision.names) or asked(proposal, step)
        return f"{said[:-1]}: [{words}]. The question stays open."
    if not decision.verdict.adopted:
        return " ".join(filter(None, [said, _reads_now(proposal, step)]))
    changed = [_reads(change, step) for change in outcomes(step, proposal.id)]
    return " ".join([said, *dict.fromkeys(filter(None, changed))])


def _reads_now(proposal: Proposal, step: Step) -> str:
    """How the list reads where a proposal was not adopted; nothing of a category that it wanted to add."""
    heirs = arrivals(step, [proposal.category]) if proposal.category else ()
    names = [f"{step.after.number(id)}. {entry.name}" for id in heirs if (entry := step.after.get(id))]
    return f"The list now says: {listed(names)}." if names else ""


def _reads(change: Change, step: Step) -> str:
    """How the list reads after a change."""
    after, before = step.after, step.before
    names = [f"{after.number(id)}. {entry.name}" for id in arrivals(step, change.new) if (entry := after.get(id))]
    ended = listed([quote(entry.name) for id in change.old if id not in change.new and (entry := before.get(id))])
    match change.type:
        case ChangeType.KEPT:
            return f"It stays as it is: {listed(names)}."
        case ChangeType.DELETION:
            return f"{ended} is no longer on the list."
        case ChangeType.TAKE_OVER | ChangeType.MERGER:
            return f"{ended} is now part of {listed(names)}."
        case ChangeType.TRANSFER:
            return f"A part has moved; the two categories are now {listed(names)}."
        case _:
            return f"The list now says: {listed(names)}."


def _why(proposal: Proposal, material: ReportMaterial, group: Group) -> str:
    """The reason of the decision; who asked for the same; and what other groups asked for instead."""
    step, name = material.step, material.meeting.group_name
    decision = step.decision(proposal.id)
    parts = [one_line(decision.reason)] if decision and decision.reason else []
    others = ["yours", *(name(other) for other in proposal.groups if other != group.id)]
    asking = f"{len(others)} of {count(len(answered_groups(material)), 'group')} asked for this"
    parts.append(f"{asking}: {listed(others)}." if len(others) > 1 else "No other group asked for this.")
    for conflict in step.conflicts:
        if proposal.id in (conflict.one, conflict.other):
            against = step.proposal(conflict.other if conflict.one == proposal.id else conflict.one)
            if against:
                they = listed([name(one) for one in against.groups])
                parts.append(f"{they} asked for something else ({against.id}): {asked(against, step)}.")
    return "\n".join(parts)


def _reflections(writer: Writer, material: ReportMaterial, group: Group) -> None:
    """What the group said on other topics, and under which heading of the report it stands."""
    texts = {text.theme: text for text in material.theme_texts}
    rows = []
    for theme in material.themes:
        for one in theme.reflections:
            if one.group == group.id:
                text = texts.get(theme.id)
                shown = text is None or (text.include and bool(text.paragraph))
                heading = text.label if text else theme.label
                where = f"In the report under {quote(heading)} ({theme.id})" if shown else "Not in the report"
                rows.append((one_line(one.text), where))
    if rows:
        writer.table(("You said", "Where it stands"), rows, (9.0, 7.2), "What your group said on other topics")
    else:
        writer.paragraph("Your group wrote down no reflections.")


def _set_aside(writer: Writer, material: ReportMaterial, group: Group) -> None:
    """Rows that were read and not used, with the reason, so that nothing is lost without a word."""
    aside = [one for one in material.feedback.set_aside if one.group == group.id]
    if not aside:
        writer.paragraph("Everything that you wrote was used.")
        return
    writer.bullets([f"“{one_line(one.source.text)}” ({_cell(one.source)}): {one.why}" for one in aside])
    writer.paragraph("If you tell us what you meant, it can still be taken in.", SMALL)


def _cell(source: Source) -> str:
    return f"{source.place.sheet}, cell {source.place.cell}"


def answered_groups(material: ReportMaterial) -> Sequence[Group]:
    """The groups that sent something; the others have nothing to be answered on."""
    received = {one.group for one in material.feedback.intake if one.received}
    return [group for group in material.meeting.groups if group.id in received]
