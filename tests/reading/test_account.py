"""Row arithmetic always closes: found = used + untouched + set aside, and no row falls between."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font

from facilitate.consolidation.account import settled
from facilitate.consolidation.matching import match_feedback
from facilitate.problems import Level
from facilitate.problems.folding import folded
from facilitate.reading.finding import finder
from facilitate.reading.groups import read_groups
from facilitate.reading.layouts import read_layouts
from facilitate.reading.sheets import read_book
from facilitate.records.categories import Version
from facilitate.records.contributions import recount
from facilitate.session import Session
from tests.reading.sessions import HEADERS, LIST, MEETING

FINDER = finder(read_layouts()[0])
NAMES = st.sampled_from(["Categories", "Missing", "Reflections", "Green", "Group Blue", "Notes", "Sheet1", "Liste"])
HEADS = st.sampled_from(
    [
        HEADERS,
        ("Proposed category", "Definition", "Why"),
        ("Topic", "What was said"),
        ("Group", "Catégorie", "Que faire", "Pourquoi"),
        ("Timestamp", "Your group", "Which category?", "What else?"),
        ("ID", "Start time", "Completion time", "Why?", "Votes"),
        ("Topic", "What was said", None, "Proposed category", "Why"),
        ("Something", "else"),
        (),
    ]
)
VALUES = st.sampled_from(
    [
        *(
            None,
            None,
            None,
            "",
            " ",
            "keep",
            "drop",
            "rename and drop",
            "supprimer",
            "idem",
            "-",
            "n/a",
            "Green",
            "Blue",
        ),
        *(
            "purple",
            "C1",
            "C9",
            "Career guidance",
            "more women",
            "1. one\n2. two",
            "=-merge with river",
            "=1/0",
            "x; Y",
        ),
        *(3, 0.5, True, dt.datetime(2026, 4, 3), "Topic", "Why", "A\nB", "a" * 300),
    ]
)
ROWS = st.lists(st.lists(VALUES, max_size=9), max_size=7)
BLOCKS = st.lists(st.tuples(st.lists(VALUES, max_size=2), HEADS, ROWS, st.booleans()), min_size=1, max_size=3)


@st.composite
def workbooks(draw):
    """A workbook as nobody planned it: tables, lists, titles and remarks anywhere, with all kinds of signs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)):
        sheet = book.create_sheet(name)
        row = draw(st.integers(1, 3))
        for title, head, rows, prefilled in draw(BLOCKS):
            lines = [title, head, *(LIST if prefilled else []), *rows]
            for line in lines:
                for column, value in enumerate(line, 1):
                    if value is not None:
                        sheet.cell(row, column).value = value
                row += 1
            row += draw(st.integers(0, 2))
        for _ in range(draw(st.integers(0, 3))):
            cell = sheet.cell(draw(st.integers(1, row)), draw(st.integers(1, 9)))
            if isinstance(cell, MergedCell):
                continue
            match draw(st.integers(0, 4)):
                case 0:
                    cell.comment = Comment("really?", "Ada")
                case 1:
                    cell.font = Font(strike=True)
                case 2:
                    cell.font = Font(color="FFFF0000")
                case 3:
                    sheet.row_dimensions[cell.row].hidden = True
                case 4:
                    sheet.merge_cells(None, cell.row, cell.column, cell.row + 2, cell.column)
        if draw(st.integers(0, 5)) == 0:
            sheet.sheet_state = "hidden"
    book.create_sheet("Empty")
    return book


def filled_rows(sheet):
    return {row for (row, _), cell in sheet.cells.items() if cell.text or cell.comment}


FILES = st.lists(st.tuples(st.sampled_from(["green", "Group Blue (1)", "everybody", "2"]), workbooks()), max_size=2)
FEW = settings(max_examples=40, deadline=None, phases=(Phase.generate,))
"""Without shrinking, which takes minutes with workbooks."""


@FEW
@given(FILES)
def test_every_row_of_any_workbook_is_used_untouched_or_set_aside(files):
    every_row_is_accounted_for(files)


@pytest.mark.slow
@settings(FEW, max_examples=500)
@given(FILES)
def test_every_row_of_many_workbooks_is_used_untouched_or_set_aside(files):
    every_row_is_accounted_for(files)


def every_row_is_accounted_for(files):
    with tempfile.TemporaryDirectory() as name:
        session = Session(Path(name))
        session.groups.mkdir()
        for stem, book in files:
            book.save(session.groups / f"{stem}.xlsx")
        feedback, problems = read_groups(session, MEETING)
        for one in feedback.intake:
            assert one.found == one.used + one.untouched + one.set_aside, one
            assert min(one.found, one.used, one.untouched, one.set_aside) >= 0
        assert recount(feedback) == feedback
        matched, more = match_feedback(feedback, Version("", "", MEETING.categories), {})
        told = folded((*problems, *more))
        account = settled(matched, told).intake
        for one in account:
            assert one.found == one.used + one.untouched + one.set_aside, one
            assert one.set_aside == sum(reason.rows for reason in one.why), one
        for file in {one.file for one in account if one.file}:
            mine = [one for one in account if one.file == file]
            asked = [sum(p.place.file == file and p.level is level for p in told) for level in Level]
            assert [sum(one.errors for one in mine), sum(one.questions for one in mine)] == asked[:2]
        said = {(problem.place.file, problem.place.sheet, problem.place.row) for problem in problems}
        for path in session.groups.glob("*.xlsx"):
            no_row_falls_between(path, session, feedback, said)


def no_row_falls_between(path, session, feedback, said):
    """Every filled row is a header, a row of a table or of a sheet without one, or said to stand above."""
    book, _ = read_book(path, session.relative(path))
    found = shared = 0
    for sheet in book.sheets:
        rows, tables = filled_rows(sheet), FINDER.in_sheet(sheet)
        inside = {row for table in tables for row in table.rows} if tables else (set() if sheet.hidden else rows)
        heads = {table.header for table in tables}
        above = {row for table in tables for row in table.above}
        assert (inside | heads | above == rows) or (sheet.hidden and not tables)
        assert not (inside & heads or inside & above or heads & above)
        found += len(inside)
        shared += sum(len(table.rows) for table in tables) - len(inside) if tables else 0
        for row in above:
            named = any("green" in cell.text.casefold() or "blue" in cell.text.casefold() or cell.text == "2"
                        for (at, _), cell in sheet.cells.items() if at == row)  # fmt: skip
            empty = not any(cell.text for (at, _), cell in sheet.cells.items() if at == row)
            assert sheet.hidden or named or empty or (book.file, sheet.name, row) in said
    mine = [one for one in feedback.intake if one.file == book.file]
    if any(one.copy_of and not one.differs for one in mine):
        assert all(one.found == one.untouched for one in mine if one.copy_of and not one.differs)
    elif all(one.fingerprint and one.group for one in mine) and mine:
        assert found <= sum(one.found for one in mine) <= found + shared  # once for each group of tables side by side
