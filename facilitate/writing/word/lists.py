"""What the report says about the list: as it was, as it is now, and how the one became the other."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.records.categories import Status, Version
from facilitate.records.changes import History, Step
from facilitate.records.decisions import Verdict
from facilitate.records.meeting import Meeting
from facilitate.text import count, listed
from facilitate.tracking.brackets import bracket_line
from facilitate.tracking.crosswalk import concordance, count_line, was
from facilitate.tracking.lineage import lines_of_descent
from facilitate.tracking.marks import pieces
from facilitate.tracking.outcomes import resting
from facilitate.writing.word.parts import Pieces, Writer
from facilitate.writing.word.styles import SMALL, WAS

LONG = 300
"""Lines from which on a table leaves out what only stayed as it was."""
VERSIONS = 5
"""The most versions of a list that stand beside each other on a page."""
MORE = "the workbook of changes has them all."

MARKED_SENTENCE = "Words in dark red and bold are what the meeting marked as new input from its participants."


def write_original(writer: Writer, before: Version) -> None:
    """The list as it was before the meeting."""
    if before.categories:
        writer.numbered([entry.name for entry in before.categories])
    else:
        writer.paragraph("There was no list before this meeting.")


def write_revised(writer: Writer, step: Step, marked: str = MARKED_SENTENCE) -> None:
    """The list as it is now: new input marked, what a name was before beneath it, text in brackets said."""
    after = step.after
    names: list[str | Pieces] = [list(pieces(entry.name, entry.marks)) for entry in after.categories]
    writer.numbered(names, [was(step, entry.id) for entry in after.categories], WAS)
    if any(entry.marks for entry in after.categories):
        writer.paragraph(marked, SMALL)
    write_brackets(writer, after)
    writer.paragraph(_state(step), SMALL)


def write_brackets(writer: Writer, version: Version) -> None:
    """The texts on which there is no agreement, each with where it stands and the decision that put it there."""
    if version.open_brackets:
        writer.paragraph("Not agreed, and therefore in square brackets:")
        writer.bullets([bracket_line(one, version) for one in version.open_brackets])


def _state(step: Step) -> str:
    if step.after.status is Status.AGREED:
        put_off = [one.proposal for one in step.decisions if one.verdict is Verdict.DEFER]
        rest = f" {count(len(put_off), 'proposal')} put off to a later meeting ({listed(put_off)})." if put_off else ""
        return f"Every proposal was answered; this is the agreed list.{rest}"
    decided = {decision.proposal for decision in step.decisions if decision.verdict}
    undecided = [proposal.id for proposal in step.proposals if proposal.id not in decided]
    if undecided:
        return f"This list is a draft: {count(len(undecided), 'proposal')} not yet decided ({listed(undecided)})."
    return "This list is a draft: some of its text stands in square brackets."


def write_concordance(writer: Writer, step: Step, meeting: Meeting) -> None:
    """Every old category, what happened to it, and what it is now; on whom that rests; and that the count adds up."""
    lines = concordance(step)
    if len(lines) > LONG:
        lines = tuple(line for line in lines if line.changed)
        writer.paragraph(f"Categories that were only kept or renumbered are left out; {MORE}", SMALL)
    rows = [
        (
            _number(line.old_number),
            line.old.name if line.old else "–",
            f"{line.type} ({'; '.join(line.notes)})" if line.notes else line.type,
            _number(line.new_number),
            list(pieces(line.new.name, line.new.marks)) if line.new else "–",
            resting(step, line.decisions, meeting.group_name),
        )
        for line in lines
    ]
    headers = ("Old no.", "Old name", "Change", "New no.", "New name", "Rests on")
    writer.table(headers, rows, (1.1, 4.2, 2.3, 1.1, 4.3, 3.2), "From the old list to the new")
    writer.paragraph(f"The count: {count_line(step)}.", SMALL)


def _number(number: int | None) -> str:
    return str(number) if number else "–"


def write_series(writer: Writer, history: History) -> None:
    """The way of every category from the original list over all meetings so far."""
    if len(history.steps) < 2:
        writer.leave_out()
        return
    lines = lines_of_descent(history)
    shown = [0, *range(1, len(history.steps) + 1)[1 - VERSIONS :]]
    widths = [16.0 / len(shown)] * len(shown)
    headers = ["Original list", *(f"After meeting {number}" for number in shown[1:])]
    if len(shown) <= len(history.steps):
        writer.paragraph(f"The original list and the last {len(shown) - 1} versions; {MORE}", SMALL)
    if len(lines) > LONG:
        lines = tuple(line for line in lines if len({(cell.name, cell.note) for cell in line}) > 1)
        writer.paragraph(f"Categories that stayed as they were are left out; {MORE}", SMALL)
    rows: list[Sequence[str | Pieces]] = [
        [f"{cell.number}. {cell.name}" if cell.number else cell.note or "–" for cell in (line[at] for at in shown)]
        for line in lines
    ]
    writer.table(headers, rows, widths, "The list over all meetings")


def write_definitions(writer: Writer, step: Step) -> None:
    """What belongs to each category of the revised list, and where the definition comes from."""
    for number, entry in enumerate(step.after.categories, 1):
        writer.heading(f"{number}. {entry.name}", 2)
        if entry.definition:
            writer.paragraphs(entry.definition)
        else:
            writer.paragraph("No definition has been agreed yet.")
        if entry.source:
            writer.paragraph(f"Source: {entry.source}", SMALL)
