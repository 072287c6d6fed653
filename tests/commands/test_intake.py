"""The account of what came: in the terminal, as JSON and in the sheet Intake, one and the same."""

import json
import shutil

from openpyxl import load_workbook

from tests.conftest import Workbook, codes


def untidy(first):
    """Green sends two files that differ, Blue says nothing in a row, Violet sends nothing, one file is cut off."""
    groups = first / "groups"
    shutil.copy(groups / "green.xlsx", groups / "green (1).xlsx")
    for name, cells in {"green (1).xlsx": {"H4": "second", "H5": "thoughts"}, "Group Blue.xlsx": {"G4": "n/a"}}.items():
        book = load_workbook(groups / name)
        for cell, text in cells.items():
            book["Categories"][cell] = text
        book.save(groups / name)
    (groups / "violet.xlsx").unlink()
    (groups / "late.xlsx").write_bytes((groups / "green.xlsx").read_bytes()[:3000])


def row_of(first, file):
    return next(row for row in Workbook(first / "decisions.xlsx").rows("Intake") if row["file"] == file)


def test_the_account_says_who_came_what_was_set_aside_and_how_much_there_is_to_ask(facilitate, first):
    untidy(first)
    facilitate("merge", first)
    told = facilitate("check", first)
    said = {one["file"]: one for one in json.loads(facilitate("check", first, "--json").stdout)["intake"]}
    assert "3 of 4 groups came in; missing: Group Violet." in told.stdout
    assert "groups/Group Blue.xlsx: 1 row set aside (the group wrote that there is nothing to say)." in told.stdout
    second = said["groups/green (1).xlsx"]
    assert (second["group"], second["copy_of"]) == ("green", "groups/green.xlsx")
    cells = [(one["cell"], one["copy_cell"], one["copy_reads"]) for one in second["differs"]]
    assert cells == [(cell, cell, text) for cell, text in (("Categories!H4", "second"), ("Categories!H5", "thoughts"))]
    assert (second["used"], second["errors"], second["why"][0]["why"]) == (0, 1, "groups/green.xlsx was read instead")
    assert second["found"] == second["untouched"] + second["set_aside"] > second["set_aside"] > 0
    assert said["groups/late.xlsx"]["errors"] == 1
    assert said[""]["remark"] == "nothing has come yet"
    for file, one in said.items():
        sheet = row_of(first, file or None)
        numbers = [sheet[name] for name in ("rows found", "used", "untouched", "set aside", "errors")]
        assert numbers == [one[name] for name in ("found", "used", "untouched", "set_aside", "errors")]
        assert (sheet["why set aside"] or "") == "\n".join(f"{why['rows']}: {why['why']}" for why in one["why"])
    assert (
        "They differ in 2 cells: Categories!H4 has “second”, groups/green.xlsx"
        in row_of(first, "groups/green (1).xlsx")["remark"]
    )


def test_the_rows_of_a_copy_that_was_not_read_stand_in_sources_and_support_nothing(facilitate, first):
    before = {row["id"]: row["support"] for row in Workbook(first / "decisions.xlsx").rows("Decisions")}
    untidy(first)
    shutil.copy(first / "groups/green (1).xlsx", first / "groups/green (2).xlsx")
    result = facilitate("merge", first)
    assert codes(result).count("duplicate-group") == 2
    sources = [
        row for row in Workbook(first / "decisions.xlsx").rows("Sources") if row["file"] == "groups/green (1).xlsx"
    ]
    assert {row["went into"] for row in sources} == {"set aside: groups/green.xlsx was read instead"}
    after = {row["id"]: row["support"] for row in Workbook(first / "decisions.xlsx").rows("Decisions")}
    assert all(after[id] <= support for id, support in before.items() if id in after and after[id] is not None)


def test_of_two_groups_in_one_file_each_has_its_own_questions(facilitate, first):
    for name in ("green.xlsx", "violet.xlsx"):
        (first / "groups" / name).unlink()
    book = load_workbook(first / "groups/Group Blue.xlsx")  # any workbook will do
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    sheet = book.worksheets[0]
    sheet.title = "Everybody"
    sheet.delete_rows(1, 40)
    rows = [
        ("Group", "Category", "What should happen", "Why"),
        ("green", "C1", "think again", ""),
        ("violet", "C2", "keep", "good"),
        ("violet", "C3", "hmm", ""),
        ("violet", "C4", "well", ""),
    ]
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(first / "groups/plenary.xlsx")
    said = json.loads(facilitate("check", first, "--json").stdout)["intake"]
    assert {one["group"]: one["questions"] for one in said if one["file"] == "groups/plenary.xlsx"} == {
        "green": 1,
        "violet": 2,
    }
