"""decisions.xlsx as a facilitator works in it: headings among the rows, an overview, sorting, typing anywhere."""

import shutil

import pytest
from openpyxl import load_workbook

from facilitate.records.tables import BAND
from tests.commands.test_merging_again import arrives
from tests.conftest import Workbook, codes, outline
from tests.consultation import CATEGORIES, make_consultation
from tests.office import Office, needs_office


@pytest.fixture
def valley(facilitate, tmp_path):
    """The made-up consultation of ten groups, merged."""
    folder = make_consultation(tmp_path / "lower-valley")
    assert facilitate("merge", folder).exit_code == 0
    return folder


def bands(session):
    """The headings among the rows of Decisions, by their titles: the lines of each."""
    sheet = load_workbook(session / "decisions.xlsx")["Decisions"]
    found: dict[str, list[int]] = {}
    for (cell,) in sheet.iter_rows(max_col=1):
        if str(cell.value).startswith(BAND):
            found.setdefault(sheet.cell(cell.row, 2).value, []).append(cell.row)
    return found


def test_every_category_has_its_heading_and_its_rows_fold_under_it(valley):
    sheet = load_workbook(valley / "decisions.xlsx")["Decisions"]
    assert list(bands(valley)) == [f"{id} {name}" for id, name, _ in CATEGORIES] + ["New categories"]
    title, text = bands(valley)["C4 Roads and transport"]
    assert sheet.cell(text, 3).value == f"As it stands: {CATEGORIES[3][2]}"
    notes = [cell.value for cell in sheet[title] if cell.value and "proposal" in str(cell.value)]
    assert notes == ["4 proposals of 7 groups, 4 in conflict"]
    folded = [row for row in range(2, sheet.max_row + 1) if sheet.row_dimensions[row].outlineLevel]
    named = [lines[0] for lines in bands(valley).values()]
    filled = [cell.row for (cell,) in sheet.iter_rows(min_row=2, max_col=1) if cell.value]
    assert folded == [row for row in filled if row not in named]
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    assert sheet.merged_cells.ranges == set()  # Excel sorts no area with merged cells
    assert not sheet.protection.sheet


def test_headings_are_no_rows(facilitate, valley):
    rows = Workbook(valley / "decisions.xlsx").rows("Decisions")
    assert [row["id"] for row in rows] == [f"P{number}" for number in range(1, len(rows) + 1)]
    again = facilitate("merge", valley)
    assert "decisions.xlsx is up to date." in again.stdout
    assert f"Decisions: {len(rows)} rows kept\n" in again.stdout
    assert facilitate("report", valley).exit_code == 0


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(
    ("steps", "first"),
    [
        (("sort|Decisions|support|down",), ["P1", "P3", "P10", "P29", "P32"]),
        (("sort|Decisions|category|up",), ["P1", "P2", "P3", "P4", "P5"]),
        (("filter|Decisions|groups|.*Table North.*", "sort|Decisions|support|down"), ["P1", "P3", "P10", "P29", "P32"]),
    ],
    ids=["by support", "by category", "filtered, then by support"],
)
def test_sorted_and_filtered_in_libreoffice_everything_stays_at_its_proposal(
    facilitate, valley, tmp_path, steps, first
):
    answers = ("type|Decisions|P3|decision|adopt", "type|Decisions|P8|decision|reject", "type|Decisions|P8|reason|no")
    office = Office(tmp_path / "office")
    office.edit(valley / "decisions.xlsx", *answers, *steps, "type|Decisions|P12|decision|defer")
    assert facilitate("merge", valley).stderr.count("would-be-lost") == 0
    rows = Workbook(valley / "decisions.xlsx").rows("Decisions")
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == len(by_id) == 34
    assert [row["id"] for row in rows[:5]] == first
    decided = {id: (row["decision"], row["reason"]) for id, row in by_id.items() if row["decision"]}
    assert decided == {"P3": ("adopt", None), "P8": ("reject", "no"), "P12": ("defer", None)}
    assert by_id["P3"]["proposed wording"] == "Drinking water\nSanitation and hygiene"
    facilitate("merge", valley)
    assert len(Workbook(valley / "decisions.xlsx").rows("Decisions")) == 34


def test_what_is_typed_into_a_heading_becomes_a_row_of_the_persons_own(facilitate, valley):
    line = bands(valley)["C2 Primary health care"][0]
    with Workbook(valley / "decisions.xlsx") as book:
        book.set("Decisions", line, "reason", "ask the ministry first")
    facilitate("merge", valley)
    rows = Workbook(valley / "decisions.xlsx").rows("Decisions")
    (own,) = [row for row in rows if row["status"] == "your own"]
    assert (own["category"], own["reason"]) == ("C2 Primary health care", "ask the ministry first")
    assert len(bands(valley)["C2 Primary health care"]) == 2  # and the heading is there again
    once = (valley / "decisions.xlsx").read_bytes()
    facilitate("merge", valley)
    assert (valley / "decisions.xlsx").read_bytes() == once


def test_rows_sorted_otherwise_go_without_headings(facilitate, valley):
    with Workbook(valley / "decisions.xlsx") as book:
        sheet = book.book["Decisions"]
        last = book.free("Decisions") - 1
        support = book.column("Decisions", "support") - 1
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=last)]
        lines.sort(key=lambda line: -(line[support] or 0))  # as Excel does: empty cells go to the end
        for number, line in enumerate(lines, 2):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column).value = value
        order = [line[0] for line in lines if not line[0].startswith(BAND)]
    facilitate("merge", valley)
    assert [row["id"] for row in Workbook(valley / "decisions.xlsx").rows("Decisions")] == order
    assert bands(valley) == {}


def test_without_the_hidden_sheet_headings_are_known_by_their_sign(facilitate, valley):
    book = load_workbook(valley / "decisions.xlsx")
    del book["Base"]
    book.save(valley / "decisions.xlsx")
    facilitate("merge", valley)
    rows = Workbook(valley / "decisions.xlsx").rows("Decisions")
    assert {row["status"] for row in rows} == {None}


def test_the_overview_counts_and_leads_to_the_rows(valley):
    book = load_workbook(valley / "decisions.xlsx")
    assert book.sheetnames[:2] == ["Overview", "Decisions"]
    sheet = book["Overview"]
    (link,) = [cell for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "C4 Roads and transport"]
    assert [sheet.cell(link.row, column).value for column in range(3, 7)] == [4, 7, 4, 0]
    assert link.hyperlink.location == f"'Decisions'!A{bands(valley)['C4 Roads and transport'][0]}"


def test_the_overview_says_what_is_decided_also_to_readers_that_do_not_calculate(facilitate, valley):
    with Workbook(valley / "decisions.xlsx") as book:
        for id, header, value in (
            ("P9", "decision", "defer"),
            ("P10", "decision", "bracket"),
            ("P34", "decision", "reject"),
            ("P34", "reason", "there"),
        ):
            book.set("Decisions", id, header, value)
    facilitate("merge", valley)
    sheet = load_workbook(valley / "decisions.xlsx", data_only=True)["Overview"]
    told = {sheet.cell(row, 1).value: sheet.cell(row, 7).value for row in range(2, 12)}
    assert told["The whole list"] == "3 of 34"
    assert told["C4 Roads and transport"] == "2 of 4"
    assert told["C5 Farming"] == "0 of 4"
    assert told["New categories"] == "1 of 5"
    assert load_workbook(valley / "decisions.xlsx")["Overview"]["G2"].value.startswith("=COUNTIFS(")


def test_what_is_adopted_is_the_reason_why_its_rivals_are_not(facilitate, valley):
    with Workbook(valley / "decisions.xlsx") as book:
        for id, verdict in (
            ("P9", "reject"),
            ("P10", "adopt"),
            ("P11", "reject"),
            ("P12", "reject"),
            ("P34", "reject"),
        ):
            book.set("Decisions", id, "decision", verdict)
        book.set("Decisions", "P11", "reason", "too long")
    result = facilitate("merge", valley)
    missing = [line for line in result.stderr.splitlines() if line.endswith("[reason-missing]")]
    assert [line.split("error: ")[-1].split()[0] for line in missing] == ["P34"]
    assert [Workbook(valley / "decisions.xlsx").get("Decisions", id, "reason") for id in ("P9", "P11")] == [
        None,
        "too long",
    ]
    facilitate("report", valley)
    lines = [text for style, text in outline(valley / "report/report.docx") if style == "row"]
    rows = {line.split(" | ")[0]: line for line in reversed(lines)}  # the first table with it, not the sources
    said = "Not adopted: rename “Roads, bridges and transport” (P10) was adopted instead."
    assert rows["P9"].endswith(said) and rows["P12"].endswith(said)
    assert rows["P11"].endswith("Not adopted: too long")
    answer = "\n".join(text for _, text in outline(valley / "report/answers/coop.docx"))
    assert "rename “Roads, bridges and transport” (P10) was adopted instead." in answer


def test_a_note_typed_into_the_overview_is_said_to_be_in_the_backup(facilitate, first):
    (first / "decisions.xlsx").unlink()
    (first / "groups/violet.xlsx").rename(first / "late.xlsx")
    facilitate("merge", first)
    with Workbook(first / "decisions.xlsx") as book:
        book.book["Overview"]["G3"].value = "1 of 3"  # what Excel counted, saved with the file
        book.book["Overview"]["B12"].value = "ask Ama"
    arrives(first)
    result = facilitate("merge", first)
    assert "typed-in-program-sheet" in codes(result)
    assert "ask Ama" in result.stderr and "1 of 3" not in result.stderr


def test_where_no_group_proposed_anything_there_is_a_workbook_for_ones_own_decisions(facilitate, first):
    shutil.rmtree(first / "groups")
    (first / "groups").mkdir()
    (first / "decisions.xlsx").unlink()
    assert facilitate("pack", first).exit_code == 0
    shutil.copy(next((first / "pack" / "groups").glob("*.xlsx")), first / "groups")
    result = facilitate("merge", first)
    assert result.exit_code == 0, result.stderr
    # Nothing of what we wrote into the workbook ourselves is asked about.
    assert set(codes(result)) == {"group-missing", "nothing-filled-in"}
    with Workbook(first / "decisions.xlsx") as book:
        assert book.rows("Decisions") == []
        row = book.free("Decisions")
        for header, value in (("id", "F1"), ("proposed", "rename"), ("category", "C7"), ("decision", "adopt")):
            book.set("Decisions", row, header, value)
        book.set("Decisions", row, "final wording", "Training")
        book.set("Decisions", row, "meaning", "same")
        book.set("Decisions", row, "reason", "Shorter")
    assert "7. Training" in facilitate("changes", first).stdout
