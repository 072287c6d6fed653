"""The agenda for participants and the run of show for staff."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facilitate.problems import Problem
from facilitate.records.categories import Version
from facilitate.records.meeting import Meeting, Slot
from facilitate.shipped import shipped
from facilitate.writing.word import lists, meeting
from facilitate.writing.word.document import finished
from facilitate.writing.word.template import Block, fill, open_template


def agenda_document(about: Meeting, slots: tuple[Slot, ...], template: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """A document of the agenda pack, made from the Word template at ``template``: agenda.docx or run-of-show.docx."""
    document, problems = open_template(template, shipped("templates") / template.name)
    unfilled = fill(document, meeting.meeting_texts(about, slots), _blocks(about, slots), template.name)
    kind = template.stem.replace("-", " ")
    return finished(document, f"{about.title}: {kind}", about), (*problems, *unfilled)


def _blocks(about: Meeting, slots: tuple[Slot, ...]) -> Mapping[str, Block]:
    version = Version("", "", about.categories)
    return {
        "objectives": lambda to: meeting.write_lines(to, about.objectives),
        "background": lambda to: meeting.write_background(to, about),
        "agenda": lambda to: meeting.write_agenda(to, slots, lead=True),
        "run of show": lambda to: meeting.write_run_of_show(to, slots),
        "groups": lambda to: meeting.write_groups(to, about),
        "list": lambda to: lists.write_original(to, version),
        "team": lambda to: meeting.write_team(to, about),
    }
