"""What the groups sent: every file read, every row accounted for, every text with its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.feedback import (
    duplicate_group,
    folder_among_files,
    group_missing,
    no_group_files,
    same_copy,
)
from facilitate.reading.cells import Book, address
from facilitate.reading.group_file import NOBODY, FileRead, Part
from facilitate.reading.layouts import read_layouts
from facilitate.reading.many import Named, read_files
from facilitate.reading.sheets import read_book
from facilitate.reading.whose import copy_marks
from facilitate.records.contributions import Feedback, Intake
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place
from facilitate.session import Session

FIRST_SHEET = "text-on-first-sheet"


def read_groups(session: Session, meeting: Meeting) -> tuple[Feedback, tuple[Problem, ...]]:
    """Everything in the session's ``groups`` folder, with the account of every file and of every group that is missing.

    Categories are kept as written; consolidation finds out which ones are meant.
    """
    layouts, problems = read_layouts(session)
    files = group_files(session)
    account = _Account(meeting, {name: path for path, name in files})
    for one in read_files(files, session.name, meeting, layouts, session.cache):
        account.add(one)
    account.missing()
    empty = () if files else (no_group_files(Place("groups/")),)
    return account.feedback(), (*problems, *_without_the_organisers(account.problems), *_folders(session), *empty)


def _folders(session: Session) -> Iterator[Problem]:
    """Folders with something in them among the files: they are not looked into."""
    for path in sorted(session.groups.iterdir()) if session.groups.is_dir() else ():
        if path.is_dir() and any(path.iterdir()):
            yield folder_among_files(Place(session.relative(path) + "/"))


def _without_the_organisers(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without notes on a first sheet that several groups' workbooks share: the organiser wrote those."""
    first = Counter(problem.found for problem in problems if problem.code == FIRST_SHEET)
    return [problem for problem in problems if problem.code != FIRST_SHEET or first[problem.found] == 1]


def group_files(session: Session) -> list[Named]:
    """The files that count, each with its name in messages: originals before copies, no locks and hidden files."""
    found = [path for path in session.groups.glob("*") if path.is_file() and not path.name.startswith((".", "~$", "~"))]
    found.sort(key=lambda path: (copy_marks(path.stem), path.name))
    return [(path, session.relative(path)) for path in found]


@dataclass(slots=True)
class _Account:
    """The feedback while it grows, and who has sent something already."""

    meeting: Meeting
    paths: dict[str, Path]
    problems: list[Problem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    intake: list[Intake] = field(default_factory=list)
    taken: dict[GroupId, FileRead] = field(default_factory=dict)

    def feedback(self) -> Feedback:
        """All that was taken in."""
        return Feedback(
            tuple(one for part in self.parts for one in part.contributions),
            tuple(one for part in self.parts for one in part.reflections),
            tuple(one for part in self.parts for one in part.set_aside),
            tuple(self.intake),
        )

    def add(self, read: FileRead) -> None:
        """Take a file in: the parts of groups that have not sent anything else."""
        self.problems += read.problems
        if not read.parts:
            self.intake.append(
                Intake(NOBODY, read.file, read.fingerprint, False, True, read.read_as, remark=read.remark)
            )
        for part in read.parts:
            first = self.taken.get(part.group)
            if first is None:
                self._take(read, part)
            else:
                problem = self._second(read, first, part.group)
                self.problems.append(problem)
                self.intake.append(Intake(NOBODY, read.file, read.fingerprint, False, True, remark=problem.found))

    def _take(self, read: FileRead, part: Part) -> None:
        known = part.group != NOBODY
        if known:
            self.taken[part.group] = read
        self.parts.append(part)
        numbers = (part.found, part.used, part.untouched, part.found - part.used - part.untouched)
        entry = Intake(part.group, read.file, read.fingerprint, known, True, read.read_as, *numbers, read.remark)
        self.intake.append(entry)

    def _second(self, read: FileRead, first: FileRead, group: GroupId) -> Problem:
        """What is said of a second file of a group: a copy, or a different one and where it differs."""
        place = Place(read.file)
        if first.fingerprint == read.fingerprint:
            return same_copy(place, first.file)
        books = [read_book(self.paths[one.file], one.file)[0] for one in (first, read)]
        cells = tuple(_differences(*books)) if all(books) else ()  # type: ignore[arg-type]
        return duplicate_group(place, self.meeting.group_name(group), first.file, cells)

    def missing(self) -> None:
        """Say of whom nothing has come."""
        for group in self.meeting.groups:
            if group.id not in self.taken:
                self.intake.append(Intake(group.id, "", remark="nothing has come yet"))
                if self.paths:
                    self.problems.append(group_missing(Place("groups/"), group.name))


def _differences(one: Book, other: Book) -> Iterator[str]:
    """The cells in which two copies differ, as “Categories!D4”."""
    names = dict.fromkeys(sheet.name for book in (one, other) for sheet in book.sheets)
    for name in names:
        cells = [dict(sheet.cells) if (sheet := book.sheet(name)) else {} for book in (one, other)]
        for row, column in sorted(cells[0].keys() | cells[1].keys()):
            texts = [cell.text if (cell := side.get((row, column))) else "" for side in cells]
            if texts[0] != texts[1]:
                yield f"{name}!{address(row, column)}"
