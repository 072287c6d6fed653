"""Copies of the groups' workbooks with our questions at their cells, to send back to the note-takers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from facilitate.problems import Level, Problem
from facilitate.problems.folding import folded
from facilitate.reading.kept import grid
from facilitate.reading.sheets import read_book
from facilitate.session import Session
from facilitate.text import count
from facilitate.writing.excel.questions import marked_copy


def questions(session: Session, problems: Iterable[Problem]) -> dict[Path, bytes]:
    """A marked copy for each file of a group about which there is something to ask; none for mere notes."""
    asked: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file.startswith("groups/") and problem.place.sheet and problem.level is not Level.NOTE:
            asked.setdefault(problem.place.file, []).append(problem)
    copies = {}
    for file, own in sorted(asked.items()):
        path = session.folder / file
        book, _ = read_book(path, file)
        if book is not None:
            sheets = {sheet.name: grid(sheet) for sheet in book.sheets if not sheet.hidden and sheet.cells}
            title = f"{count(len(folded(own)), 'question')} on {path.name}"
            copies[session.report / "questions" / f"{path.stem}.xlsx"] = marked_copy(file, sheets, own, title)
    return copies
