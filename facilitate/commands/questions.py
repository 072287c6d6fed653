"""Copies of the groups' workbooks with our questions at their cells, to send back to the note-takers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from facilitate.problems import Level, Problem
from facilitate.problems.folding import folded
from facilitate.reading.cells import Cell, Sheet
from facilitate.reading.returned import without_questions
from facilitate.reading.sheets import read_book
from facilitate.records.contributions import Intake
from facilitate.session import Session
from facilitate.text import count
from facilitate.writing.excel.book import Value, file_stem
from facilitate.writing.excel.questions import Sheets, Written, marked_copy

_LOOK_KEPT = ("xlsx", "xlsm", "xltx")


def questions(session: Session, problems: Iterable[Problem], intake: Sequence[Intake]) -> dict[Path, bytes]:
    """A marked copy for each file of a group about which there is something to ask; none for mere notes."""
    asked: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file.startswith("groups/") and problem.level is not Level.NOTE:
            asked.setdefault(problem.place.file, []).append(problem)
    names = _names(intake)
    copies = {}
    for file, own in sorted(asked.items()):
        path = session.folder / file
        book, _ = read_book(path, file) if path.is_file() else (None, ())
        if book is not None:
            shown = folded(own)
            original = path.read_bytes() if book.format in _LOOK_KEPT else b""
            title = f"{count(len(shown), 'question')} on {path.name}"
            target = session.report / "questions" / f"{names.get(file, path.name)}.xlsx"
            copies[target] = marked_copy(
                _sheets(without_questions(book).sheets), shown, title, book.properties, original
            )
    return copies


def outdated(session: Session, copies: Iterable[Path]) -> list[Path]:
    """Copies of an earlier merge whose questions are answered."""
    there = session.report / "questions"
    return sorted(set(there.glob("*.xlsx")) - set(copies)) if there.is_dir() else []


def _names(intake: Sequence[Intake]) -> dict[str, str]:
    """What each file's copy is called: after its group where the group has one file and the file one group."""
    files = {one.file: [entry.group for entry in intake if entry.file == one.file] for one in intake if one.file}
    names = {
        file: file_stem(groups[0]) if len(groups) == 1 and groups[0] else Path(file).stem
        for file, groups in files.items()
    }
    taken = Counter(name.casefold() for name in names.values())
    return {
        file: name if taken[name.casefold()] == 1 else Path(file).name.removesuffix(".xlsx")
        for file, name in names.items()
    }


def _sheets(sheets: Iterable[Sheet]) -> Sheets:
    return {
        sheet.name: {at: _written(cell) for at, cell in sheet.cells.items()}
        for sheet in sheets
        if not sheet.hidden and sheet.cells
    }


def _written(cell: Cell) -> Written:
    value: Value = cell.value if isinstance(cell.value, str | int | float | bool) or cell.value is None else cell.text
    return Written(value, cell.comment, cell.struck)
