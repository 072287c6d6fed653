"""The changes of the list as a document of their own: over one meeting or over several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitate.problems import Problem
from facilitate.records.changes import History
from facilitate.records.meeting import Meeting
from facilitate.records.reporting import Picture
from facilitate.shipped import shipped
from facilitate.tracking.compose import Composed
from facilitate.tracking.crosswalk import concordance
from facilitate.tracking.outcomes import resting, why
from facilitate.tracking.since import called, versions_of
from facilitate.writing.word import lists, meeting
from facilitate.writing.word.document import finished
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import SMALL
from facilitate.writing.word.template import Block, fill, open_template

MARKED_SENTENCE = "Words in dark red and bold are new input from the participants."


def changes_document(
    composed: Composed, history: History, about: Meeting, pictures: Sequence[Picture], template: Path
) -> tuple[bytes, tuple[Problem, ...]]:
    """The document's bytes, made from the Word template at ``template``, and what is wrong with the template."""
    document, problems = open_template(template, shipped("templates") / "changes.docx")
    texts = {**meeting.meeting_texts(about, ()), "span": _span(composed)}
    unfilled = fill(document, texts, _blocks(composed, history, about, pictures), template.name)
    return finished(document, f"{about.title}: changes", about), (*problems, *unfilled)


def _span(composed: Composed) -> str:
    step = composed.step
    first = called(step.before, original=not step.before.follows)
    return f"From {first} to {called(step.after, original=False)}"


def _blocks(composed: Composed, history: History, about: Meeting, pictures: Sequence[Picture]) -> Mapping[str, Block]:
    step = composed.step
    crosswalk = [one for one in pictures if not one.name.startswith("series")]
    series = [one for one in pictures if one.name.startswith("series")]
    return {
        "contents": Writer.contents,
        "crosswalk figure": lambda to: _pictures(to, crosswalk),
        "concordance": lambda to: lists.write_concordance(to, step, about),
        "reasons": lambda to: _reasons(to, composed, about),
        "came and went": lambda to: _came_and_went(to, composed),
        "series figure": lambda to: _pictures(to, series),
        "list over all meetings": lambda to: lists.write_series(to, history),
        "revised list": lambda to: lists.write_revised(to, step, MARKED_SENTENCE),
        "versions": lambda to: _versions(to, history),
    }


def _pictures(writer: Writer, pictures: Sequence[Picture]) -> None:
    for one in pictures:
        writer.picture(one)


def _reasons(writer: Writer, composed: Composed, about: Meeting) -> None:
    """Why each decision was taken, where a reason was written down."""
    step = composed.step
    ids = dict.fromkeys(id for line in concordance(step) for id in line.decisions)
    told = [
        f"{resting(step, [id], about.group_name)}: {reason}"
        for id in ids
        if (reason := why(step, id, about.group_name))
    ]
    if told:
        writer.bullets(told)
    else:
        writer.paragraph("No reasons were written down.")


def _came_and_went(writer: Writer, composed: Composed) -> None:
    if len(composed.steps) < 2:
        writer.leave_out()
        return
    if not composed.passing:
        writer.paragraph("No category came and went in between.")
        return
    after = composed.step.after
    rows = [
        (
            one.category.name,
            f"{one.came_by.label} ({one.came})",
            f"{one.went_by.label} ({one.went})",
            "; ".join(f"{after.number(id)}. {entry.name}" for id in one.became if (entry := after.get(id))) or "–",
        )
        for one in composed.passing
    ]
    headers = ("Category", "Came as", "Went as", "Its content is now in")
    writer.table(headers, rows, (5.2, 2.8, 2.8, 5.4), "Categories that came and went")


def _versions(writer: Writer, history: History) -> None:
    """What the labels of the versions and of the decisions stand for."""
    known = [called(version, place == 0) for place, version in enumerate(versions_of(history))]
    writer.paragraph(
        f"The versions of the list: {', '.join(known)}. P is a proposal of the groups, F a decision of the "
        "facilitator's own; over several meetings v1:P4 is decision P4 of the meeting that made version v1.",
        SMALL,
    )
