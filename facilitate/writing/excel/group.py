"""The workbook that a breakout group fills in."""

from __future__ import annotations

import re

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.records.categories import Version
from facilitate.records.meeting import Group, Meeting
from facilitate.records.workbooks import (
    GROUP_CATEGORIES,
    GROUP_MISSING,
    GROUP_REFLECTIONS,
    HOW_TO_FILL_IN,
    PEOPLE_IN_GROUP,
    PROPERTY_GROUP,
    PROPERTY_SCHEMA,
    PROPERTY_SESSION,
    PROPERTY_VERSION,
    SCHEMA,
)
from facilitate.text import one_line
from facilitate.writing.excel.book import FONT, INK, OPEN, RULE, Book, file_stem, protect, put_text
from facilitate.writing.excel.forms import columns

SPARE_ROWS = 30
_ASKED = "(for the group)"
"""Stands for a cell that the group fills in."""


def group_file(group: Group) -> str:
    """The file name of a group's workbook."""
    return f"{file_stem(group.id)}.xlsx"


def group_workbook(meeting: Meeting, group: Group, version: Version, session: str) -> bytes:
    """The group's workbook: pre-filled and locked where it is given, open where the group writes.

    The first sheet and the file's properties carry the group; the properties carry session, list and schema version.
    """
    properties = {
        PROPERTY_SESSION: session,
        PROPERTY_GROUP: str(group.id),
        PROPERTY_VERSION: version.label,
        PROPERTY_SCHEMA: str(SCHEMA),
    }
    book = Book(f"{group.name}: {meeting.title}", properties)
    _cover(book, meeting, group)
    names = tuple(f"{entry.id} {entry.name}" for entry in version.categories)
    empty = ("",) * (len(GROUP_CATEGORIES.headings) - 3)
    categories = book.sheet(
        GROUP_CATEGORIES.name,
        columns(GROUP_CATEGORIES, {"merge into which": names}),
        [(entry.id, entry.name, entry.definition, *empty) for entry in version.categories],
    )
    protect(categories)
    for row in range(2, len(version.categories) + 2):
        height = categories.row_dimensions[row].height or 0
        categories.row_dimensions[row].height = max(height, 75)  # room to write by hand on a printed sheet
    for form in (GROUP_MISSING, GROUP_REFLECTIONS):
        book.sheet(form.name, columns(form), spare_rows=SPARE_ROWS)
    return book.content()


def _cover(book: Book, meeting: Meeting, group: Group) -> None:
    """The first sheet: whose workbook it is and what to do."""
    sheet: Worksheet = book.workbook.create_sheet(_sheet_name(group.name))
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 100
    lines = [
        ("", group.name),
        ("meeting", meeting.title),
        ("date", f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""),
        ("facilitator", group.facilitator),
        ("rapporteur", group.rapporteur),
        ("room", group.link),
        (PEOPLE_IN_GROUP, _ASKED),
        *(("how" if place == 0 else "", line) for place, line in enumerate(HOW_TO_FILL_IN)),
    ]
    for row, (label, text) in enumerate((line for line in lines if line[1]), 1):
        put_text(sheet.cell(row, 1), label)
        if text is not _ASKED:
            put_text(sheet.cell(row, 2), text)
        else:
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor=OPEN)
            sheet.cell(row, 2).border = RULE
            sheet.cell(row, 2).comment = Comment("How many of you are here? A number, if you like.", "facilitate")
        sheet.row_dimensions[row].height = 16 * (1 + len(text) // 90)
        sheet.cell(row, 1).font = Font(name=FONT, size=11, color="6B7280")
        sheet.cell(row, 1).alignment = sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet["B1"].font = Font(name=FONT, size=18, bold=True, color=INK)
    sheet.row_dimensions[1].height = 28
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet: at most 31 characters, none of them : \\ / ? * [ ]."""
    taken = {GROUP_CATEGORIES.name, GROUP_MISSING.name, GROUP_REFLECTIONS.name}
    usable = one_line(re.sub(r"[:\\/?*\[\]']", " ", name))[:31].strip() or "Group"
    return f"Group {usable}"[:31] if usable in taken else usable
