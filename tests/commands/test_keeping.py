"""What a person made in decisions.xlsx besides typing into its cells: comments, sheets, formats, a save meanwhile."""

import io
import shutil
from copy import copy

import PIL.Image
import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Color, Font, PatternFill

from facilitate.commands import keeping
from facilitate.consolidation.overtyped import MOVED
from facilitate.records.tables import BAND
from facilitate.writing.excel.book import OPEN
from facilitate.writing.excel.kept import kept_workbook
from tests.conftest import Workbook, codes


def edit(session, change):
    book = load_workbook(session / "decisions.xlsx")
    change(book)
    book.save(session / "decisions.xlsx")


def test_comments_go_with_their_rows_and_their_sheets(facilitate, first):
    def change(book):
        sheet = book["Decisions"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "P3")
        sheet.cell(row, 3).comment = Comment("Ama: ask Violet first", "Ama")
        notes = book.create_sheet("To do")
        notes["B2"] = "print"
        notes["B2"].comment = Comment("in colour", "Ama")
        notes.sheet_state = "hidden"

    edit(first, change)
    assert facilitate("merge", first).exit_code == 0
    once = (first / "decisions.xlsx").read_bytes()
    book = Workbook(first / "decisions.xlsx")
    cell = book.book["Decisions"].cell(book.row("Decisions", "P3"), 3)
    assert cell.comment.text == "Ama: ask Violet first"
    assert book.book["To do"]["B2"].comment.text == "in colour"
    assert book.book["To do"].sheet_state == "hidden"
    facilitate("merge", first)
    assert (first / "decisions.xlsx").read_bytes() == once


def test_a_text_in_the_column_of_the_status_is_moved(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "status", "ask Violet")
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", MOVED) == "status: ask Violet"
        assert book.get("Decisions", "P3", "status") is None


def test_a_second_text_over_the_programs_words_joins_the_first(facilitate, first):
    for said in ("ask Violet again", "ask Violet"):
        with Workbook(first / "decisions.xlsx") as book:
            book.set("Decisions", "P3", "status", said)
        result = facilitate("merge", first)
        assert "would-be-lost" not in codes(result)
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", MOVED) == "status: ask Violet again\nstatus: ask Violet"


def test_a_renamed_sheet_is_the_same_sheet(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "reason", "typed before it was renamed")
        book.book["Decisions"].title = "Decisions of Monday"
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", "reason") == "typed before it was renamed"
        assert "Decisions of Monday" not in book.book.sheetnames


def test_a_sheet_that_was_deleted_as_a_whole_comes_back(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        ids = [row["id"] for row in book.rows("Themes")]
        del book.book["Themes"]
    result = facilitate("merge", first)
    assert "rows-deleted" not in codes(result)
    with Workbook(first / "decisions.xlsx") as book:
        assert [row["id"] for row in book.rows("Themes")] == ids


def test_what_cannot_be_carried_is_named_with_its_backup(facilitate, first):
    def change(book):
        sheet = book.create_sheet("Tally")
        sheet["A1"], sheet["A2"] = 2, "=A1+1"
        sheet = book["Decisions"]
        sheet["M3"].value = CellRichText("plain and ", TextBlock(InlineFont(color="FFFF0000"), "red words"))
        sheet["A2"].fill = YELLOW  # a heading of the program's
        sheet.auto_filter.add_filter_column(2, ["drop"])

    edit(first, change)
    result = facilitate("merge", first)
    (line,) = [line for line in result.stderr.splitlines() if "left-in-backup" in line]
    assert (
        "Not carried into the new file: 1 formula (the values are carried), strike-through or colour in a part of the "
        "text of 1 cell, the colour of 1 heading and 1 filter (all rows show again)." in line
    )
    assert "backups/decisions-" in line
    assert "left-in-backup" not in codes(facilitate("merge", first))


YELLOW = PatternFill("solid", fgColor="FFFFFF00")
ACCENT = PatternFill("solid", fgColor=Color(theme=7, tint=0.59999389629810485))


def marked(cell):
    """Give a cell everything that people mark cells with."""
    cell.fill = YELLOW
    cell.font = Font(b=True, i=True, u="single", strike=True, color="FFC00000")
    cell.number_format = "#,##0.00"


def looks(cell):
    font = cell.font
    return cell.fill.fgColor.rgb, font.b, font.i, font.u, font.strike, font.color.rgb, cell.number_format


def at(book, id, header):
    sheet = book["Decisions"]
    headers = [cell.value for cell in sheet[1]]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == id)
    return sheet.cell(row, headers.index(header) + 1)


def test_what_a_person_marked_stays_marked_on_its_item_wherever_its_row_goes(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        marked(at(book.book, "P3", "reason"))
        at(book.book, "P3", "category").fill = ACCENT
        link = at(book.book, "P4", "reason")
        link.value, link.hyperlink = "the minutes", "https://example.org/minutes?a=1&b=2#p3"
        link.value = "the minutes"
        at(book.book, "P5", "reason").fill = YELLOW  # an empty cell
    shutil.copy(first / "groups/green.xlsx", first / "late.xlsx")
    (first / "groups/green.xlsx").unlink()  # rows lose support and move
    facilitate("merge", first)
    shutil.move(first / "late.xlsx", first / "groups/green.xlsx")
    result = facilitate("merge", first)
    assert "would-be-lost" not in codes(result)
    assert "left-in-backup" not in codes(result)
    book = load_workbook(first / "decisions.xlsx")
    assert looks(at(book, "P3", "reason")) == ("FFFFFF00", True, True, "single", True, "FFC00000", "#,##0.00")
    accent = at(book, "P3", "category").fill.fgColor
    assert (accent.theme, round(accent.tint, 4)) == (7, 0.6)
    link = at(book, "P4", "reason").hyperlink
    assert (link.target, link.location) == ("https://example.org/minutes?a=1&b=2", "p3")
    assert at(book, "P5", "reason").fill.fgColor.rgb == "FFFFFF00"
    plain = at(book, "P6", "reason")
    assert (plain.fill.fgColor.rgb, plain.font.b, plain.hyperlink) == (f"00{OPEN}", False, None)


def test_a_row_inserted_under_a_heading_does_not_look_like_one_for_ever(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        sheet, row = book.book["Decisions"], book.free("Decisions")
        for column in range(1, 12):  # Excel gives an inserted row the look of the one above
            sheet.cell(row, column)._style = copy(sheet.cell(2, column)._style)
        book.set("Decisions", row, "category", "C1")
        book.set("Decisions", row, "reason", "a row of my own")
    facilitate("merge", first)
    sheet = load_workbook(first / "decisions.xlsx")["Decisions"]
    (mine,) = [row for row in sheet.iter_rows() if any(cell.value == "a row of my own" for cell in row)]
    assert not any(cell.font.b or cell.fill.fgColor.rgb == "00D5DCE9" for cell in mine)


def test_a_decided_row_does_not_hide_what_a_person_marked(facilitate, first):
    def covered(book, cell):
        rules = book["Decisions"].conditional_formatting
        formulas = [rule.formula[0] for area in rules if cell.coordinate in area.sqref for rule in area.rules]
        return any('<>""' in formula and "AND(" in formula for formula in formulas)

    before = load_workbook(first / "decisions.xlsx")
    assert covered(before, at(before, "P3", "category"))
    with Workbook(first / "decisions.xlsx") as book:
        at(book.book, "P3", "category").fill = YELLOW
    facilitate("merge", first)
    after = load_workbook(first / "decisions.xlsx")
    assert not covered(after, at(after, "P3", "category"))
    assert covered(after, at(after, "P4", "category"))


def test_a_sheet_of_ones_own_keeps_its_look(facilitate, first):
    def change(book):
        sheet = book.create_sheet("Notes")
        sheet["B2"].value, sheet["A5"].value, sheet["B5"].value = 1234.5, "under", "hidden below"
        marked(sheet["B2"])
        sheet.merge_cells("D1:E2")
        sheet["D1"].value = "over four cells"

    edit(first, change)
    result = facilitate("merge", first)
    assert "left-in-backup" not in codes(result)
    sheet = load_workbook(first / "decisions.xlsx")["Notes"]
    assert looks(sheet["B2"]) == ("FFFFFF00", True, True, "single", True, "FFC00000", "#,##0.00")
    assert [str(area) for area in sheet.merged_cells.ranges] == ["D1:E2"]


def test_what_somebody_saves_while_the_program_works_is_merged_too(facilitate, first, monkeypatch):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "reason", "typed first")
    saved = []

    def slowly(*given):
        if not saved:  # the first time: meanwhile somebody saves
            saved.append(True)
            with Workbook(first / "decisions.xlsx") as book:
                book.set("Decisions", "P4", "reason", "saved meanwhile")
        return kept_workbook(*given)

    monkeypatch.setattr(keeping, "kept_workbook", slowly)
    assert facilitate("merge", first).exit_code == 0
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", "reason") == "typed first"
        assert book.get("Decisions", "P4", "reason") == "saved meanwhile"


def test_a_disk_that_keeps_something_else_leaves_the_old_file(tmp_path, monkeypatch):
    from pathlib import Path

    from facilitate.writing.files import write_atomically

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"other" if self.suffix == ".tmp" else read(self))
    with pytest.raises(OSError, match="did not keep"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.xlsx", b"old")]


def test_sorting_some_columns_of_the_order_changes_no_category(facilitate, first):
    """A row is about the name that the person could see, in the order that is read as in what is kept."""
    with Workbook(first / "decisions.xlsx") as book:
        before = [[*row.values()] for row in book.rows("Order")]
        sheet = book.book["Order"]
        for header in ("id", "comes from"):
            column = book.column("Order", header)
            values = [sheet.cell(row, column).value for row in range(2, len(before) + 2)]
            for row, value in enumerate(reversed(values), 2):
                sheet.cell(row, column).value = value
    facilitate("merge", first)
    once = (first / "decisions.xlsx").read_bytes()
    with Workbook(first / "decisions.xlsx") as book:
        assert [[*row.values()] for row in book.rows("Order")] == before
    facilitate("merge", first)
    assert (first / "decisions.xlsx").read_bytes() == once


def test_a_copy_of_a_theme_that_stands_above_it_does_not_take_its_place(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        sheet = book.book["Themes"]
        sheet.append([cell.value for cell in sheet[2]])
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        ids = sorted(row["id"] for row in book.rows("Themes"))
        sheet = book.book["Themes"]
        rows = sorted(sheet.iter_rows(min_row=2, values_only=True), key=lambda row: str(row[0]))
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
    facilitate("merge", first)
    once = (first / "decisions.xlsx").read_bytes()
    facilitate("merge", first)
    assert (first / "decisions.xlsx").read_bytes() == once
    with Workbook(first / "decisions.xlsx") as book:
        assert [row["id"] for row in book.rows("Themes")] == ids


def test_a_text_typed_over_an_id_is_moved_and_the_row_keeps_its_id(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "reason", "as it was")
        book.set("Decisions", "P3", "id", "ask Violet")
    result = facilitate("merge", first)
    assert "rows-deleted" not in codes(result)
    once = (first / "decisions.xlsx").read_bytes()
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", MOVED) == "id: ask Violet"
        assert book.get("Decisions", "P3", "reason") == "as it was"
    facilitate("merge", first)
    assert (first / "decisions.xlsx").read_bytes() == once


def test_a_note_typed_under_the_ids_is_a_row_of_the_persons_own(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", book.free("Decisions"), "id", "For the plenary:")
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "F1", MOVED) == "id: For the plenary:"


def test_comments_on_headers_stay_beside_the_programs_own(facilitate, first):
    ours = []

    def change(book):
        sheet = book["Decisions"]
        headers = {cell.value: cell for cell in sheet[1]}
        ours.append(headers["reason"].comment.text)
        sheet.cell(1, sheet.max_column + 1).value = "my notes"
        sheet.cell(1, sheet.max_column).comment = Comment("for the chair only", "Ama")
        sheet.cell(2, sheet.max_column).value = "x"
        headers["reason"].comment = Comment(f"{headers['reason'].comment.text}\n\nshort, please", "Ama")
        headers["decision"].comment = Comment("adopt or reject", "Ama")

    edit(first, change)
    asked = load_workbook(first / "decisions.xlsx")["Decisions"]
    for _ in range(2):
        facilitate("merge", first)
        said = {cell.value: cell.comment.text for cell in load_workbook(first / "decisions.xlsx")["Decisions"][1]}
        assert said["my notes"] == "for the chair only"
        assert said["reason"] == f"{ours[0]}\n\nshort, please"
        assert said["decision"].endswith("\n\nadopt or reject") and len(said["decision"]) > 30
        assert said["groups"] == next(cell.comment.text for cell in asked[1] if cell.value == "groups")


def test_what_stands_above_the_headers_is_kept_and_the_rows_are_known(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        before = [row["id"] for row in book.rows("Decisions")]
        book.book["Decisions"].insert_rows(1, 2)
        book.book["Decisions"]["A1"].value = "Draft for Monday"
    result = facilitate("merge", first)
    assert "rows-deleted" not in codes(result)
    with Workbook(first / "decisions.xlsx") as book:
        rows = book.rows("Decisions")
        assert [row["id"] for row in rows if row["id"] != "F1"] == before
        assert book.get("Decisions", "F1", MOVED) == "id: Draft for Monday"


def test_a_line_that_a_person_begins_with_the_sign_of_headings_is_theirs(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "reason", f"{BAND} ask Violet")
        book.set("Decisions", book.free("Decisions"), "id", f"{BAND} for the plenary")
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", "reason") == f"{BAND} ask Violet"
        assert book.get("Decisions", "F1", MOVED) == f"id: {BAND} for the plenary"


def test_pictures_and_charts_are_named_with_their_backup(facilitate, first):
    def change(book):
        sheet = book["Decisions"]
        for place in ("Z2", "Z20"):
            drawn = io.BytesIO()
            PIL.Image.new("RGB", (9, 9)).save(drawn, "PNG")
            sheet.add_image(Image(drawn), place)
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=8, min_row=1, max_row=5))
        book["Order"].add_chart(chart, "H2")

    edit(first, change)
    result = facilitate("merge", first)
    (line,) = [line for line in result.stderr.splitlines() if "left-in-backup" in line]
    assert "1 chart or diagram and 2 pictures" in line
    assert "left-in-backup" not in codes(facilitate("merge", first))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "made"),
    [("report", "report/report.docx"), ("pack", "pack/run-of-show.docx"), ("pack", "pack/groups/green.xlsx")],
)
def test_a_document_that_a_person_changed_is_kept_as_a_copy(facilitate, first, command, made):
    facilitate(command, first)
    written = (first / made).read_bytes()
    assert "your-version-kept" not in codes(facilitate(command, first))
    (first / made).write_bytes(written + b"by hand")
    result = facilitate(command, first)
    (line,) = [line for line in result.stderr.splitlines() if "your-version-kept" in line]
    (copy,) = (first / "backups").iterdir()
    assert made in line and copy.name in line
    assert ((first / made).read_bytes(), copy.read_bytes()) == (written, written + b"by hand")
    assert "your-version-kept" not in codes(facilitate(command, first))
