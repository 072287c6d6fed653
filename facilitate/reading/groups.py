"""What the groups sent: every file read, every row accounted for, every text with its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.feedback import (
    duplicate_group,
    empty_copy,
    folder_among_files,
    group_missing,
    groups_missing,
    no_group_files,
    nothing_filled_in,
    renamed_session,
    same_copy,
)
from facilitate.problems.layouts import unused_layout
from facilitate.processes import Told, silent
from facilitate.reading.copies import differences
from facilitate.reading.file_read import FileRead, Part
from facilitate.reading.group_file import NOBODY
from facilitate.reading.layouts import Layouts, read_layouts
from facilitate.reading.many import Named, read_files
from facilitate.reading.sheets import read_book
from facilitate.reading.whose import copy_marks
from facilitate.records.contributions import Difference, Feedback, Intake
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place
from facilitate.session import Session
from facilitate.text import first_of, listed, quote

NAMED = 12
"""So many groups that have sent nothing are named one by one."""
DIFFERENCES = 5
"""So many cells in which two copies differ are told with their texts; the account has all of them."""
FIRST_SHEET = "text-on-first-sheet"


def read_groups(session: Session, meeting: Meeting, told: Told = silent) -> tuple[Feedback, tuple[Problem, ...]]:
    """Everything in the session's ``groups`` folder, with the account of every file and of every group that is missing.

    Categories are kept as written; consolidation finds out which ones are meant.
    """
    layouts, problems = read_layouts(session)
    files = group_files(session)
    account = _Account(meeting, {name: path for path, name in files})
    for one in read_files(files, session.name, meeting, layouts, session.cache):
        account.add(one)
        told("Reading the groups' workbooks", len(files))
    account.missing()
    account.renamed(session.name)
    account.problems += _unused(layouts, account.intake) if files else ()
    empty = () if files else (no_group_files(Place("groups/")),)
    return account.feedback(), (*problems, *_without_the_organisers(account.problems), *_folders(session), *empty)


def _unused(layouts: Layouts, intake: Iterable[Intake]) -> Iterator[Problem]:
    """Layouts that were given for this session and fit no file."""
    used = "\n".join({one.read_as for one in intake})
    for table in layouts.tables:
        if table.own and table.layout not in used:
            columns = tuple(dict.fromkeys(word for words in table.columns.values() for word in words[:1]))
            yield unused_layout(Place("layouts/"), table.layout, columns)


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
    found = [path for path in session.groups.glob("*") if path.is_file() and is_meant(path.name)]
    found.sort(key=lambda path: (copy_marks(path.stem), path.name))
    folder = session.relative(session.groups)
    return [(path, f"{folder}/{path.name}") for path in found]


def is_meant(name: str) -> bool:
    """Whether a file is meant for us, rather than a lock, the half-made copy or the notebook of another program."""
    lower = name.casefold()
    return not (name.startswith((".", "~")) or lower.endswith(_HALF_MADE) or lower in _LITTER)


_LITTER = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
"""Files that Windows and macOS put into folders."""
_HALF_MADE = (".tmp", ".crdownload", ".part", ".partial", ".download")


@dataclass(slots=True)
class _Account:
    """The feedback while it grows, and who has sent something already."""

    meeting: Meeting
    paths: dict[str, Path]
    problems: list[Problem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    intake: list[Intake] = field(default_factory=list)
    taken: dict[GroupId, FileRead] = field(default_factory=dict)
    made_for: dict[str, list[str]] = field(default_factory=dict)
    """The files that were made for a session of another name, by that name."""
    blank: dict[GroupId, int] = field(default_factory=dict)
    """Groups of which only a workbook came in which nothing is filled in: the place of its entry in the account."""

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
        if read.made_for:
            self.made_for.setdefault(read.made_for, []).append(read.file)
        if not read.parts:
            self.intake.append(
                Intake(NOBODY, read.file, read.fingerprint, False, True, read.read_as, remark=read.remark)
            )
            return
        seconds = [part for part in read.parts if part.group in self.taken]
        copied = next((first for part in seconds if (first := self.taken[part.group]).same(read)), None)
        if copied is not None:
            self._same(read, seconds[0].group if len(read.parts) == 1 else NOBODY, copied, exact=True)
            return
        for part in read.parts:
            if part.group in self.blank and part.found > part.untouched:
                self._instead_of_blank(read, part)
            elif part.group in self.taken:
                self._second(read, part, self.taken[part.group])
            else:
                self._take(read, part)

    def _take(self, read: FileRead, part: Part) -> None:
        known = part.group != NOBODY
        if known:
            self.taken[part.group] = read
            if part.found == part.untouched and len(read.parts) == 1:
                self.blank[part.group] = len(self.intake)
        self.parts.append(part)
        self.intake.append(_entry(read, part, expected=known))

    def _instead_of_blank(self, read: FileRead, part: Part) -> None:
        """The filled workbook of a group whose empty one was taken before."""
        at = self.blank.pop(part.group)
        before = self.intake[at]
        problem = empty_copy(Place(before.file), self.meeting.group_name(part.group), read.file)
        self.problems.append(problem)
        self.intake[at] = replace(before, expected=False, remark=problem.found, copy_of=read.file, people=None)
        self._take(read, part)

    def _same(self, read: FileRead, group: GroupId, first: FileRead, exact: bool) -> None:
        """A file with the very rows of another: they are counted there."""
        problem = same_copy(Place(read.file), first.file, exact)
        self.problems.append(problem)
        self.intake.append(
            Intake(
                group, read.file, read.fingerprint, False, True, read.read_as, remark=problem.found, copy_of=first.file
            )
        )

    def _second(self, read: FileRead, part: Part, first: FileRead) -> None:
        """A second file of a group: the rows in which it wrote anything are set aside, and where it differs is said."""
        if part.found == part.untouched:
            problem = empty_copy(Place(read.file), self.meeting.group_name(part.group), first.file)
            self.problems.append(problem)
            self.parts.append(part)
            entry = _entry(read, part, expected=False)
            self.intake.append(replace(entry, remark=problem.found, copy_of=first.file))
            return
        books = [read_book(self.paths[one.file], one.file)[0] for one in (first, read)]
        differs = differences(*books) if all(books) else ()  # type: ignore[arg-type]
        if not differs:
            self._same(read, part.group, first, exact=False)
            return
        group = self.meeting.group_name(part.group)
        texts = tuple(_told(one, first.file) for one in differs[:DIFFERENCES])
        problem = duplicate_group(Place(read.file), group, first.file, texts, len(differs))
        self.problems.append(problem)
        left = part.left(f"{first.file} was read instead")
        self.parts.append(left)
        entry = _entry(read, left, expected=False)
        self.intake.append(replace(entry, remark=problem.found, copy_of=first.file, differs=differs))

    def renamed(self, session: str) -> None:
        """Say once, rather than of every file, that the folder was renamed since the workbooks were made."""
        for made_for, files in self.made_for.items():
            place = Place(files[0] if len(files) == 1 else "groups/")
            self.problems.append(renamed_session(place, made_for, session, len(files)))

    def missing(self) -> None:
        """Say of whom nothing has come, or nothing that is filled in."""
        for group_id, at in self.blank.items():
            place = Place(self.intake[at].file)
            self.problems.append(nothing_filled_in(place, self.meeting.group_name(group_id)))
        missing = [group for group in self.meeting.groups if group.id not in self.taken]
        self.intake += [Intake(group.id, "", remark="nothing has come yet") for group in missing]
        place = Place("groups/")
        if self.paths and len(missing) > NAMED:
            some = listed(first_of([group.name for group in missing], NAMED))
            self.problems.append(groups_missing(place, len(missing), len(self.meeting.groups), some))
        elif self.paths:
            self.problems += [group_missing(place, group.name) for group in missing]


def _entry(read: FileRead, part: Part, expected: bool) -> Intake:
    """The account of a part of a file."""
    numbers = (part.found, part.used, part.untouched, part.found - part.used - part.untouched)
    people = read.people if len(read.parts) == 1 else None
    return Intake(
        part.group, read.file, read.fingerprint, expected, True, read.read_as, *numbers, read.remark, people=people
    )


def _told(one: Difference, first: str) -> str:
    """A difference in words: the texts, and the cells of both files where they are not the same."""
    now, before = (quote(text, 50) if text else "nothing" for text in (one.copy_reads, one.reads))
    if not one.cell or not one.copy_cell:
        return f"{one.copy_cell} {now} is only here" if one.copy_cell else f"{one.cell} {before} is only in {first}"
    there = f"{first} has {before}" if one.cell == one.copy_cell else f"{one.cell} of {first} has {before}"
    return f"{one.copy_cell} has {now}, {there}"
