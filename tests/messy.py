"""A made meeting of six groups as they come: slips, copies, the same in other words, and its opposite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from facilitate.records.categories import Category, CategoryId
from facilitate.records.meeting import AdoptionRule, Group, Item, Meeting
from facilitate.records.sources import GroupId
from facilitate.writing.excel.meeting import meeting_workbook

MEETING = Meeting(
    "Town assembly on the list of themes",
    organiser="Town hall",
    date=dt.date(2024, 5, 14),
    start=dt.time(9, 0),
    zone="Europe/Vienna",
    rule=AdoptionRule(),
    items=(Item("Groups at their tables", minutes=60, start=dt.time(9, 0)),),
    categories=(
        Category(CategoryId("C1"), "Parks and playgrounds", "Green places and places to play."),
        Category(CategoryId("C2"), "Public transport and cycling", "Buses, trams and lanes for bicycles."),
        Category(CategoryId("C3"), "Housing and rents", "Flats that people can pay."),
        Category(CategoryId("C4"), "Schools and day care", "Places for children to learn."),
    ),
    groups=tuple(Group(GroupId(id), f"Table {id.title()}") for id in ("ash", "birch", "cedar", "elm", "fir", "oak")),
)

RENAME = "rename"
Rows = Sequence[tuple[str, str, str, str]]
"""Category as the group wrote it, what should happen, new names, what needs to be improved."""

SAID: Mapping[str, Rows] = {
    "ash": (
        ("C1", RENAME, "Parks, playgrounds and green spaces", ""),
        ("C2", "", "", "Buses should be free for everybody under 18"),
        ("C3", "", "", "The town must build more affordable flats near the station"),
        ("C4", "keep", "", ""),
    ),
    "birch": (
        ("Parks & playgrounds", RENAME, "parks, playgrounds and green  spaces!", ""),
        ("C2", "", "", "We think that buses should be free for everybody under 18."),
        ("C3", "", "", "The town must build more afordable flats near the station"),
        ("C4", "", "", "Day care should open at six in the morning"),
    ),
    "cedar": (
        ("cat 1", RENAME, "Parks, playgrounds and green space", ""),
        ("C2", "", "", "Buses should not be free for everybody under 18"),
        ("Housing", "", "", "Near the station, affordable flats are missing and the town must build them"),
        ("C4", "", "", "Day care should open at six in the morning, please"),
    ),
    "elm": (
        ("C1", RENAME, "Nature in town", ""),
        ("C2", "", "", "Free buses for everybody under 18"),
        ("C3", "drop", "", ""),
        ("C4", "", "", "Day care should open at seven in the morning"),
    ),
    "fir": (
        ("C1", "widen", "Parks, playgrounds and green spaces", ""),
        ("C2", "", "", "BUSES SHOULD BE FREE FOR EVERYBODY UNDER 18"),
        ("C2", "", "", "Buses should be free for everybody under 18!!"),
        ("C4", "", "", "Schools need more teachers for children who have just arrived"),
    ),
    "oak": (
        ("C2", "", "", "Buses should be free for everybody under 16"),
        ("C3", "", "", "Rents must not rise faster than wages"),
        ("C4", "", "", "More teachers in schools for newly arrived children"),
    ),
}
HEADERS = (
    *("id", "category", "definition", "what should happen", "new name or names", "merge into which"),
    *("what needs to be improved", "why"),
)


def make_meeting(folder: Path, said: Mapping[str, Rows] = SAID) -> Path:
    """A session folder with the groups' workbooks, each a row for what it said."""
    (folder / "groups").mkdir(parents=True, exist_ok=True)
    (folder / "meeting.xlsx").write_bytes(meeting_workbook(MEETING))
    for group, rows in said.items():
        arrives(folder, group, rows)
    return folder


def arrives(folder: Path, group: str, rows: Rows) -> None:
    """A group's workbook comes, or comes again."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Categories"
    sheet.append(HEADERS)
    for category, action, names, improve in rows:
        id = category if category in ("C1", "C2", "C3", "C4") else None
        sheet.append((id, None if id else category, None, action or None, names or None, None, improve or None))
    book.save(folder / "groups" / f"{group}.xlsx")
