"""Sessions with files as note-takers send them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from facilitate.reading.groups import read_groups
from facilitate.records.categories import Category, CategoryId
from facilitate.records.contributions import Feedback, Intake
from facilitate.records.meeting import Group, Meeting
from facilitate.records.sources import GroupId
from facilitate.session import Session

MEETING = Meeting(
    "First meeting",
    groups=(
        Group(GroupId("green"), "Group Green"),
        Group(GroupId("blue"), "Group Blue"),
        Group(GroupId("2"), "Group 2"),
    ),
    categories=(
        Category(CategoryId("C1"), "Training delivery", "How training is given."),
        Category(CategoryId("C2"), "Recognition of skills", "How skills are certified."),
        Category(CategoryId("C3"), "Career guidance", "How people are advised."),
    ),
)
HEADERS = (
    *("id", "category", "definition", "what should happen", "new name or names", "merge into which"),
    *("what needs to be improved", "why"),
)
LIST = [(str(entry.id), entry.name, entry.definition) for entry in MEETING.categories]
Rows = Sequence[Sequence[Any]]


def answers(**by_id: Sequence[Any]) -> list[Sequence[Any]]:
    """The sheet Categories with these answers by id: what should happen, new names, merge into, improve, why."""
    return [HEADERS, *((*given, *by_id.get(given[0], ())) for given in LIST)]


def workbook(sheets: Mapping[str, Rows], change: Any = None) -> Any:
    """A workbook with these sheets; ``change`` is called with it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column).value = value
    if change:
        change(book)
    return book


def session(folder: Path, files: Mapping[str, Any]) -> Session:
    """A session folder with these files of groups: workbooks, sheets or bytes."""
    groups = folder / "groups"
    groups.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, bytes | str):
            (groups / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        else:
            (workbook(content) if isinstance(content, Mapping) else content).save(groups / name)
    return Session(folder)


def read(folder: Path, files: Mapping[str, Any]) -> tuple[Feedback, list[str]]:
    """What was read of these files, and the codes of the problems; groups that are missing left out."""
    feedback, problems = read_groups(session(folder, files), MEETING)
    for one in feedback.intake:
        assert one.found == one.used + one.untouched + one.set_aside, one
    return feedback, [problem.code for problem in problems if problem.code not in ("group-missing", "read-as")]


def asked(feedback: Feedback) -> list[tuple[str, ...]]:
    """The contributions in short: group, action, category, names or target, remark, reason."""
    return [
        (one.group, str(one.action), one.category_found, "/".join(one.names) or one.into_found, one.improve, one.why)
        for one in feedback.contributions
    ]


def account(feedback: Feedback) -> list[tuple[Any, ...]]:
    """The account of what came, in short: group, layout, rows found, used, untouched, set aside."""
    return [_short(one) for one in feedback.intake if one.received]


def _short(one: Intake) -> tuple[Any, ...]:
    return (one.group, one.read_as, one.found, one.used, one.untouched, one.set_aside)
