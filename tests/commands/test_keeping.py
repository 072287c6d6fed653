"""What a person made in decisions.xlsx besides typing into its cells: comments, sheets, formats, a save meanwhile."""

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from facilitate.commands import keeping
from facilitate.consolidation.reconcile import MOVED
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
        sheet.merge_cells("C1:D1")
        book["Decisions"]["M3"].value = "red words"
        book["Decisions"]["M3"].font = Font(color="FFFF0000")

    edit(first, change)
    result = facilitate("merge", first)
    (line,) = [line for line in result.stderr.splitlines() if "left-in-backup" in line]
    assert "1 formula (the values are carried), strike-through or colour in 1 cell and 1 merged area" in line
    assert "backups/decisions-" in line
    assert "left-in-backup" not in codes(facilitate("merge", first))


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
