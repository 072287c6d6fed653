"""Copies of the groups' workbooks with our questions at their cells, to send back to the note-takers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from facilitate.problems import Level, Problem
from facilitate.problems.folding import folded
from facilitate.processes import Told, by_several, cores, silent
from facilitate.reading.cells import Cell, Sheet
from facilitate.reading.returned import without_questions
from facilitate.reading.sheets import read_book
from facilitate.records.contributions import Intake
from facilitate.session import Session
from facilitate.text import count
from facilitate.writing.excel.book import Value, file_stem
from facilitate.writing.excel.questions import Sheets, Written, marked_copy

AT_ONCE = 16
"""So many copies one process makes before it hands them over; for fewer, no further process is begun."""
_LOOK_KEPT = ("xlsx", "xlsm", "xltx")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file of a group, and what is to be asked about it."""

    path: Path
    name: str
    problems: tuple[Problem, ...]


def questions(
    session: Session, problems: Iterable[Problem], intake: Sequence[Intake], told: Told = silent
) -> dict[Path, bytes]:
    """A marked copy for each file of a group about which there is something to ask; none for mere notes."""
    asked: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file.startswith("groups/") and problem.level is not Level.NOTE:
            asked.setdefault(problem.place.file, []).append(problem)
    names = _names(intake)
    todo = [_Asked(session.folder / file, file, tuple(own)) for file, own in sorted(asked.items())]
    copies = {}
    for one, content in zip(todo, _copies(todo), strict=True):
        told("Writing questions to the groups", len(todo))
        if content is not None:
            copies[session.report / "questions" / f"{names.get(one.name, one.path.name)}.xlsx"] = content
    return copies


def _copies(todo: Sequence[_Asked]) -> Iterator[bytes | None]:
    """The copy of each file; by all cores where there are many."""
    done = 0
    count = min(cores(), len(todo) // AT_ONCE)
    if count > 1:
        pieces = [todo[at : at + AT_ONCE] for at in range(0, len(todo), AT_ONCE)]
        for content in chain.from_iterable(by_several(_copies_of, pieces, count)):
            yield content
            done += 1
    yield from map(_copy, todo[done:])


def _copies_of(piece: Sequence[_Asked]) -> list[bytes | None]:
    return [*map(_copy, piece)]


def _copy(asked: _Asked) -> bytes | None:
    """The copy of a file with the questions at its cells; None where the file cannot be read."""
    book, _ = read_book(asked.path, asked.name) if asked.path.is_file() else (None, ())
    if book is None:
        return None
    shown = folded(asked.problems)
    original = asked.path.read_bytes() if book.format in _LOOK_KEPT else b""
    title = f"{count(len(shown), 'question')} on {asked.path.name}"
    return marked_copy(_sheets(without_questions(book).sheets), shown, title, book.properties, original)


def outdated(session: Session, copies: Iterable[Path]) -> list[Path]:
    """Copies of an earlier merge whose questions are answered."""
    there = session.report / "questions"
    return sorted(set(there.glob("*.xlsx")) - set(copies)) if there.is_dir() else []


def _names(intake: Sequence[Intake]) -> dict[str, str]:
    """What each file's copy is called: after its group where the group has one file and the file one group."""
    files: dict[str, list[str]] = {}
    for entry in intake:
        if entry.file:
            files.setdefault(entry.file, []).append(entry.group)
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
