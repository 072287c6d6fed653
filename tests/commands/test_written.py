"""Workbooks from a program that drops hidden sheets: what was last written is remembered beside them."""

import shutil

import pytest
from openpyxl import load_workbook

from facilitate.commands.written import COPIES
from facilitate.consolidation.overtyped import MOVED
from tests.commands.test_merging_again import arrives, merged
from tests.conftest import Workbook, codes

__all__ = ["merged"]


def without_hidden_sheets(path):
    """As some programs save it."""
    book = load_workbook(path)
    for sheet in [sheet for sheet in book.worksheets if sheet.sheet_state == "hidden"]:
        del book[sheet.title]
    book.save(path)


def test_a_workbook_without_its_hidden_sheet_is_merged_as_one_with_it(facilitate, merged, tmp_path):
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "ask the ministry")
        book.set("Decisions", "P3", "groups", "all of them, orally")
        book.book["Decisions"].delete_rows(book.row("Decisions", "P2"))
    same = shutil.copytree(merged, tmp_path / "same" / merged.name)
    without_hidden_sheets(merged / "decisions.xlsx")
    for session in (merged, same):
        arrives(session)
        result = facilitate("merge", session)
        assert "rows-deleted" in codes(result) and "base-is-gone" not in codes(result)
    assert (merged / "decisions.xlsx").read_bytes() == (same / "decisions.xlsx").read_bytes()
    with Workbook(merged / "decisions.xlsx") as book:
        assert "P2" not in [row["id"] for row in book.rows("Decisions")]
        assert book.get("Decisions", "P1", "reason") == "ask the ministry"
        assert [row["id"] for row in book.rows("Decisions") if row[MOVED]] == ["P3"]


def test_an_older_copy_is_known_for_what_it_is(facilitate, merged, tmp_path):
    """A colleague sends back what was written two merges ago: what came since was not deleted by anybody."""
    older = shutil.copy(merged / "decisions.xlsx", tmp_path / "older.xlsx")
    arrives(merged)
    facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        ids = [row["id"] for row in book.rows("Decisions")]
    with Workbook(older) as book:
        book.set("Decisions", "P3", "reason", "as we said")
    without_hidden_sheets(older)
    shutil.copy(older, merged / "decisions.xlsx")
    result = facilitate("merge", merged)
    assert not {"rows-deleted", "base-is-gone"} & set(codes(result))
    with Workbook(merged / "decisions.xlsx") as book:
        rows = book.rows("Decisions")
        assert [row["id"] for row in rows] == ids and MOVED not in rows[0]
        assert {row["id"] for row in rows if row["status"] == "new"} == {"P12", "P13"}
        assert book.get("Decisions", "P3", "reason") == "as we said"


def test_without_any_memory_what_stands_counts_as_the_persons(facilitate, merged):
    shutil.rmtree(merged / ".written")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "ask the ministry")
        book.book["Decisions"].delete_rows(book.row("Decisions", "P2"))
    without_hidden_sheets(merged / "decisions.xlsx")
    result = facilitate("merge", merged)
    assert "base-is-gone" in codes(result)
    with Workbook(merged / "decisions.xlsx") as book:
        assert book.get("Decisions", "P1", "reason") == "ask the ministry"
        assert book.get("Decisions", "P2", "status") == "new"
    assert "base-is-gone" not in codes(facilitate("merge", merged))


def test_without_any_memory_no_row_lands_on_another_item(facilitate, merged):
    """A group's file goes at the same time: the proposals would be numbered otherwise, were they not known by text."""
    with Workbook(merged / "decisions.xlsx") as book:
        for row in book.rows("Decisions"):
            book.set("Decisions", row["id"], "reason", f"about {row['category']} {row['proposed']} {row['groups']}")
        before = {row["id"]: (row["category"], row["proposed"], row["reason"]) for row in book.rows("Decisions")}
    shutil.rmtree(merged / ".written")
    without_hidden_sheets(merged / "decisions.xlsx")
    (merged / "groups/green.xlsx").unlink()
    facilitate("merge", merged)
    once = (merged / "decisions.xlsx").read_bytes()
    rows = Workbook(merged / "decisions.xlsx").rows("Decisions")
    assert {row["id"]: (row["category"], row["proposed"], row["reason"]) for row in rows} == before
    assert any(row["status"] == "no longer asked for" for row in rows)
    facilitate("merge", merged)
    assert (merged / "decisions.xlsx").read_bytes() == once


@pytest.mark.parametrize("damage", [b"", b"no workbook"], ids=["empty", "text"])
def test_a_damaged_memory_is_passed_over(facilitate, merged, damage):
    (copy,) = (merged / ".written").glob("*.xlsx")
    copy.write_bytes(damage)
    without_hidden_sheets(merged / "decisions.xlsx")
    assert "base-is-gone" in codes(facilitate("merge", merged))


@pytest.mark.slow
def test_what_is_remembered_does_not_grow_without_end(facilitate, merged):
    for number in range(COPIES + 2):
        with Workbook(merged / "decisions.xlsx") as book:
            book.set("Decisions", "P1", "reason", f"reason {number}")
        facilitate("merge", merged)
    copies = [path.read_bytes() for path in (merged / ".written").glob("*.xlsx")]
    assert len(copies) == COPIES and (merged / "decisions.xlsx").read_bytes() in copies
    shutil.rmtree(merged / ".written")
    facilitate("merge", merged)  # deleted, it comes back
    assert [path.read_bytes() for path in (merged / ".written").glob("*.xlsx")] == [
        (merged / "decisions.xlsx").read_bytes()
    ]
