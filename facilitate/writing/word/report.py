"""The meeting report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitate.problems import Problem
from facilitate.records.reporting import Picture, ReportMaterial
from facilitate.shipped import shipped
from facilitate.writing.word import feedback, lists, meeting
from facilitate.writing.word.disagreements import write_disagreements
from facilitate.writing.word.document import finished
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.template import Block, fill, open_template


def report_document(material: ReportMaterial, template: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """The report's bytes, made from the Word template at ``template``, and what is wrong with the template."""
    document, problems = open_template(template, shipped("templates") / "report.docx")
    texts = meeting.meeting_texts(material.meeting, material.slots)
    unfilled = fill(document, texts, {**_blocks(material), **_figures(material)}, template.name)
    return finished(document, f"{material.meeting.title}: report", material.meeting), (*problems, *unfilled)


def _blocks(material: ReportMaterial) -> Mapping[str, Block]:
    """What fills each slot that stands alone on a line."""
    about, step = material.meeting, material.step
    return {
        "contents": Writer.contents,
        "background": lambda to: meeting.write_background(to, about),
        "objectives": lambda to: meeting.write_lines(to, about.objectives),
        "agenda": lambda to: meeting.write_agenda(to, material.slots),
        "proceedings": lambda to: meeting.write_proceedings(to, material.slots),
        "participants": lambda to: meeting.write_participants(to, material.people),
        "team": lambda to: meeting.write_team(to, about),
        "next steps": lambda to: meeting.write_lines(to, about.next_steps),
        "original list": lambda to: lists.write_original(to, step.before),
        "revised list": lambda to: lists.write_revised(to, step),
        "concordance": lambda to: lists.write_concordance(to, step, about),
        "list over all meetings": lambda to: lists.write_series(to, material.history),
        "definitions": lambda to: lists.write_definitions(to, step),
        "intake": lambda to: feedback.write_intake(to, about, material.feedback),
        "reflections": lambda to: feedback.write_reflections(to, material.themes, material.theme_texts, about),
        "proposals": lambda to: feedback.write_proposals(to, step, about, material.support),
        "disagreements": lambda to: write_disagreements(to, step, material.themes, about),
        "sources": lambda to: feedback.write_sources(to, material),
    }


FIGURES = (
    "crosswalk",
    "series",
    "proposals",
    "disagreement",
    "people-by-region",
    "people-by-category",
    "people-by-region-and-category",
    "network",
    "agenda-time",
)
"""The figures by their names; each has a slot such as ``{{crosswalk figure}}``."""


def _figures(material: ReportMaterial) -> Mapping[str, Block]:
    """A long series takes several figures: their names end with a number."""
    return {
        f"{name.replace('-', ' ')} figure": _figure(
            [one for one in material.pictures if re.fullmatch(rf"{name}(-\d+)?", one.name)]
        )
        for name in FIGURES
    }


def _figure(pictures: Sequence[Picture]) -> Block:
    def write(to: Writer) -> None:
        for picture in pictures:
            to.picture(picture)

    return write
