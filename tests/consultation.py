"""A made-up consultation, as large as they come in twenty minutes: 8 categories, 10 groups, some 40 proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.meeting import AdoptionRule, Group, Item, Meeting
from facilitate.records.sources import GroupId
from facilitate.writing.excel.group import group_workbook
from facilitate.writing.excel.meeting import meeting_workbook

CATEGORIES = (
    ("C1", "Water and sanitation", "Safe drinking water, latrines and hygiene for households and schools."),
    ("C2", "Primary health care", "Clinics and outreach; vaccination, maternity and the most common illnesses."),
    ("C3", "Schools", "Access to and quality of primary and secondary schooling, teachers and school meals."),
    ("C4", "Roads and transport", "Feeder roads, bridges, and public transport to markets and clinics."),
    ("C5", "Farming", "Seeds, extension services, irrigation, storage and access to markets for small farms."),
    ("C6", "Youth", "Training, first jobs and places to meet for people under 30."),
    ("C7", "Local government", "Councils, budgets that people can see, and services close to where they live."),
    ("C8", "Environment", "Forests, waste, and being prepared for floods and droughts."),
)

GROUPS = (
    ("north", "Table North", "communities"),
    ("river", "Table River", "communities"),
    ("hills", "Table Hills", "communities"),
    ("coast", "Table Coast", "communities"),
    ("coop", "Farmers' Cooperative", "producers"),
    ("traders", "Traders' Association", "producers"),
    ("women", "Women's Network", "civil society"),
    ("youth", "Youth Forum", "civil society"),
    ("council", "District Council", "authorities"),
    ("ministry", "Line Ministries", "authorities"),
)

SAID: dict[str, tuple[tuple[str, ...], ...]] = {
    # id, action, names, into, improve, why; a row without id is a missing category
    "north": (
        ("C1", "split", "Drinking water\nSanitation and hygiene", "", "", "Two ministries, two budgets."),
        ("C2", "keep", "", "", "", "Clear as it is."),
        ("C4", "rename", "Roads, bridges and transport", "", "", "Bridges are what we lack."),
        ("C6", "rename", "Young people", "", "", ""),
        ("C8", "split", "Forests and waste\nDisaster preparedness", "", "", "Floods are not waste."),
    ),
    "river": (
        ("C1", "split", "Drinking water\nSanitation and hygiene", "", "", "Wells do not dig latrines."),
        ("C3", "widen", "Schools and adult literacy", "", "", "Many parents cannot read."),
        ("C4", "rename", "Roads, bridges & transport", "", "", ""),
        ("C8", "split", "Disaster preparedness\nForests and waste", "", "", "We were flooded twice last year."),
        ("", "Fishing", "Boats, landing sites and cold storage.", "We live from the river."),
    ),
    "hills": (
        ("C1", "keep", "", "", "Say who repairs the pumps.", ""),
        ("C4", "rename", "Roads, bridges and transport", "", "", "The bridge is down since March."),
        ("C5", "keep", "", "", "", "It covers what we do."),
        ("C7", "drop", "", "", "", "It says nothing that the others do not say."),
        ("", "Mobile networks", "Coverage, and prices that people can pay.", "No signal, no market prices."),
    ),
    "coast": (
        ("C1", "split", "Drinking water\nSanitation and hygiene", "", "", ""),
        ("C5", "widen", "Farming and fishing", "", "", "The coast does not farm."),
        ("C8", "rename", "Climate and environment", "", "", "The sea takes our land."),
        ("", "Fishing", "Boats, nets and landing sites.", ""),
    ),
    "coop": (
        ("C5", "split", "Crops\nLivestock\nStorage and markets", "", "", "One word for three trades."),
        ("C4", "merge into", "", "C5 Farming", "", "Roads are there to bring the harvest out."),
        ("C6", "merge into", "", "C3 Schools", "", "The young need school first."),
        ("C1", "redefine", "", "", "Add water for animals and irrigation.", ""),
    ),
    "traders": (
        ("C4", "rename", "Transport and trade", "", "", "Roads are only half of it."),
        ("C5", "widen", "Farming and local markets", "", "", "What is grown must be sold."),
        ("C7", "narrow", "Local budgets and taxes", "", "", "That is where it hurts."),
        ("", "Credit for small businesses", "Loans of less than 5,000.", "Banks do not see us."),
        ("", "Mobile networks", "Coverage along the roads.", "We pay by phone."),
    ),
    "women": (
        ("C2", "widen", "Primary health care and maternity", "", "", "Mothers die on the way."),
        ("C3", "widen", "Schools and adult literacy", "", "", "Women want to read the contracts they sign."),
        ("C1", "keep", "", "", "", "Water and latrines belong together."),
        ("C6", "keep", "", "", "Less training, more jobs for young women.", ""),
        ("C7", "rename", "Councils that listen", "", "", "It must say what we expect."),
        ("", "Safety at home and in public", "Lighting, shelters, police who help.", "Nobody asked us before."),
    ),
    "youth": (
        ("C6", "rename", "Jobs and training for young people", "", "", "We are not a problem, we look for work."),
        ("C3", "merge into", "", "C6 Youth", "", "School is for the young."),
        ("C7", "drop", "", "", "", "Nobody trusts it."),
        ("C8", "rename", "Climate and environment", "", "", "It is our future."),
        ("", "Mobile networks", "", "No network, no jobs."),
    ),
    "council": (
        ("C7", "keep", "", "", "", "It is what people elected us for."),
        ("C7", "widen", "Local government and public services", "", "", "Services are why councils exist."),
        ("C4", "keep", "", "", "", "The plan uses this name."),
        ("C8", "split", "Forests and waste\nDisaster preparedness", "", "", ""),
        ("C1", "keep", "", "", "", "One department does both."),
        ("C6", "drop", "", "", "", "The young are in every category."),
    ),
    "ministry": (
        ("C2", "keep", "", "", "", ""),
        ("C3", "keep", "", "", "", "The sector plan has this name."),
        ("C4", "keep", "", "", "", ""),
        ("C5", "keep", "", "", "", "The sector plan has this name."),
        ("C6", "keep", "", "", "More training, fewer short jobs for young women.", ""),
        ("C8", "keep", "", "", "", ""),
        ("", "Schools", "Primary and secondary.", "It must be on the list."),
    ),
}

REFLECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "north": (("language", "The papers should be in our language."), ("time", "Forty minutes are too short.")),
    "river": (("language", "Please send the papers in our language."), ("who is here", "Fishers were not invited.")),
    "hills": (("", "The district must come back and tell us what became of this."),),
    "coast": (("time", "Too little time for eight categories."),),
    "coop": (("follow-up", "Come back and tell us what became of what we said."),),
    "women": (
        ("who is here", "Women spoke last in the plenary."),
        ("follow-up", "We want to hear what became of our proposals."),
    ),
    "youth": (("time", "The time was too short for the young to speak."), ("", "Use voice messages, not forms.")),
    "ministry": (("who is here", "The producers were well represented."),),
}


def meeting(groups: int = len(GROUPS)) -> Meeting:
    """The meeting with so many of its groups."""
    return Meeting(
        "District priorities: consultation in Lower Valley",
        organiser="District Planning Office",
        date=dt.date(2024, 5, 14),
        start=dt.time(9, 0),
        zone="Africa/Nairobi",
        rule=AdoptionRule(),
        items=(Item("Groups at their tables", minutes=60, start=dt.time(9, 0)),),
        categories=tuple(Category(CategoryId(id), name, definition) for id, name, definition in CATEGORIES),
        groups=tuple(Group(GroupId(id), name, constituency=part) for id, name, part in GROUPS[:groups]),
    )


def make_consultation(
    folder: Path,
    about: Meeting | None = None,
    sent: Sequence[str] = tuple(SAID),
    said: Mapping[str, Sequence[Sequence[str]]] = SAID,
    reflections: Mapping[str, Sequence[Sequence[str]]] = REFLECTIONS,
) -> Path:
    """A session folder with the consultation's workbooks of the groups ``sent``, filled in as people would."""
    about = about or meeting()
    (folder / "groups").mkdir(parents=True)
    (folder / "meeting.xlsx").write_bytes(meeting_workbook(about))
    version = Version("v0", folder.name, about.categories)
    for group in about.groups:
        if group.id in sent:
            path = folder / "groups" / f"{group.id}.xlsx"
            path.write_bytes(group_workbook(about, group, version, folder.name))
            fill_in(path, said[group.id], reflections.get(group.id, ()))
    return folder


def fill_in(path: Path, said: Sequence[Sequence[str]], reflections: Sequence[Sequence[str]] = ()) -> None:
    """Type into a group's workbook, as a rapporteur would."""
    book = load_workbook(path)
    sheet, missing, remarks = book["Categories"], book["Missing"], book["Reflections"]
    lines = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    for row in said:
        if row[0]:
            line = lines.get(row[0]) or sheet.max_row + 1
            if sheet.cell(line, 4).value:  # a second answer on one category goes beneath the list
                line = sheet.max_row + 1
                sheet.cell(line, 1).value = row[0]
            for column, value in enumerate(row[1:], 4):
                sheet.cell(line, column).value = value or None
    for number, row in enumerate([row for row in said if not row[0]], 2):
        for column, value in enumerate(row[1:], 1):
            missing.cell(number, column).value = value or None
    for number, row in enumerate(reflections, 2):
        for column, value in enumerate(row, 1):
            remarks.cell(number, column).value = value or None
    book.save(path)
