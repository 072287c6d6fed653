"""Old and binary workbooks, read in a child process."""

import datetime as dt
import shutil
import struct
import subprocess

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from facilitate.reading.cells import Cell
from facilitate.reading.sheets import parse_book, read_book
from tests.reading.binary import binary, cell, record, rich, row, wide

VALUES = {
    "a text of its own": (cell(6, 0, wide("Zürich")), Cell("Zürich")),
    "a shared text": (cell(7, 0, struct.pack("<I", 0)), Cell("keep")),
    "a shared text with pieces": (
        cell(7, 0, struct.pack("<I", 1)),
        Cell("keep this new name", struck_parts=("this",), coloured=("new name",)),
    ),
    "a rich text of its own": (cell(62, 0, rich("ab", ((1, 1),))), Cell("ab", struck_parts=("b",))),
    "a whole number": (cell(2, 0, struct.pack("<I", 7 << 2 | 2)), Cell(7)),
    "hundredths": (cell(2, 0, struct.pack("<I", 1234 << 2 | 3)), Cell(12.34)),
    "a number": (cell(5, 0, struct.pack("<d", 0.25)), Cell(0.25)),
    "a date": (cell(5, 0, struct.pack("<d", 44154), 3), Cell(dt.datetime(2020, 11, 19))),
    "a truth": (cell(4, 0, b"\1"), Cell(True)),
    "an error": (cell(3, 0, b"\x1d"), Cell("#NAME?", error="#NAME?")),
    "a formula's number": (cell(9, 0, struct.pack("<d", 3) + bytes(8)), Cell(3)),
    "a formula's text": (cell(8, 0, wide("x") + bytes(8)), Cell("x")),
    "a formula's error": (cell(11, 0, b"\x2a" + bytes(8)), Cell("#N/A", error="#N/A")),
    "a struck text": (cell(6, 0, wide("x"), 1), Cell("x", struck=True)),
    "a coloured text": (cell(6, 0, wide("x"), 2), Cell("x", coloured=("x",))),
}
STRINGS = record(19, rich("keep")) + record(19, rich("keep this new name", ((5, 1), (9, 0), (10, 2))))


@pytest.mark.parametrize(("inner", "expected"), VALUES.values(), ids=VALUES)
def test_a_cell_of_a_binary_workbook(inner, expected):
    book, problems = parse_book(binary(row(0) + inner, STRINGS), "a.xlsb")
    assert (book.format, problems) == ("xlsb", ())
    assert book.sheets[0].cells == {(1, 1): expected}
    assert book.unknowable == ("The formulas of a binary workbook (.xlsb) are not read, only their last values.",)


def test_what_is_hidden_merged_and_said_in_a_binary_workbook():
    comment = record(635, struct.pack("<IIIII", 0, 3, 3, 1, 1) + bytes(16)) + record(637, rich("why?"))
    content = (
        record(60, struct.pack("<IIIIH", 2, 3, 0, 0, 1))
        + row(3, hidden=True)
        + cell(6, 1, wide("x"))
        + record(176, struct.pack("<IIII", 3, 3, 1, 2))
    )
    book, _ = parse_book(binary(content, comments=comment, state=1), "a.xlsb")
    (sheet,) = book.sheets
    assert sheet.cells == {(4, 2): Cell("x", comment="why?")}
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == (True, {4}, {3, 4}, ("B4:C4",))


def test_of_a_damaged_binary_sheet_what_stands_before_the_damage_is_read():
    content = row(0) + cell(6, 0, wide("x")) + cell(7, 1, struct.pack("<I", 99))
    book, problems = parse_book(binary(content), "a.xlsb")
    assert book.sheets[0].cells == {(1, 1): Cell("x")}
    assert [problem.code for problem in problems] == ["damaged-sheet"]


def filled(path):
    """A workbook with all that a person can see, as openpyxl saves it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Notes"
    sheet["A1"], sheet["B1"] = "struck", "red"
    sheet["A1"].font, sheet["B1"].font = Font(strike=True), Font(color="FFFF0000")
    sheet["A2"] = CellRichText("keep ", TextBlock(InlineFont(strike=True), "this"), " name")
    sheet["B2"] = dt.datetime(2020, 11, 19)
    sheet["C2"] = "=1+2"
    sheet["D2"] = "=-merge with river"
    sheet["A4"] = "a comment"
    sheet["A4"].comment = Comment("why?", "Maria")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet["E1"] = "away"
    sheet.merge_cells("A6:C6")
    sheet["A6"] = "wide"
    book.save(path)


def converted(tmp_path, kind):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: no old workbook can be made")
    filled(tmp_path / "notes.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        tmp_path / "made",
        tmp_path / "notes.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return tmp_path / "made" / f"notes.{kind}"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_libreoffice_and_we_agree_on_what_a_person_sees(tmp_path, kind):
    path = converted(tmp_path, kind)
    book, problems = read_book(path, path.name)
    (sheet,) = book.sheets
    assert (book.format, problems) == (kind, ())
    assert sheet.cell(1, 1) == Cell("struck", struck=True)
    assert sheet.cell(1, 2) == Cell("red", coloured=("red",))
    assert sheet.cell(2, 1) == Cell("keep this name", struck_parts=("this",))
    assert sheet.cell(2, 2).value == dt.datetime(2020, 11, 19)
    assert (sheet.cell(2, 3).value, sheet.cell(2, 3).formula) == (3, "=1+2")
    assert sheet.cell(4, 1).value == "a comment"
    assert sheet.cell(4, 1).comment.splitlines()[-1] == "why?"
    assert 4 in sheet.hidden_rows
    assert 5 in sheet.hidden_columns
    assert sheet.merged == ("A6:C6",)
    if kind != "xls":  # LibreOffice itself loses the sentence there
        assert sheet.cell(2, 4).value == "-merge with river"
