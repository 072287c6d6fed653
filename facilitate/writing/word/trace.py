"""The life of a category as a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facilitate.problems import Problem
from facilitate.records.meeting import Meeting
from facilitate.shipped import shipped
from facilitate.tracking.trace import Level
from facilitate.writing.word import meeting
from facilitate.writing.word.document import finished
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import SMALL
from facilitate.writing.word.template import fill, open_template

_STYLES = {
    Level.VERSION: "Heading 2",
    Level.CATEGORY: "Heading 3",
    Level.EVENT: "List Bullet",
    Level.DECISION: "Normal",
    Level.CELL: SMALL,
}


def trace_document(
    title: str, lines: Sequence[tuple[Level, str]], about: Meeting, template: Path
) -> tuple[bytes, tuple[Problem, ...]]:
    """The document's bytes, made from the Word template at ``template``, and what is wrong with the template."""
    document, problems = open_template(template, shipped("templates") / "trace.docx")

    def write(writer: Writer) -> None:
        for level, text in lines:
            writer.paragraph(text, _STYLES[level])

    texts = {**meeting.meeting_texts(about, ()), "category": title}
    unfilled = fill(document, texts, {"trace": write}, template.name)
    return finished(document, title, about), (*problems, *unfilled)
