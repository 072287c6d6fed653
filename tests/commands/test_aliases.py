"""How groups name categories: real workbooks, merged; what a facilitator answers on the sheet Aliases holds."""

import pytest
from openpyxl import load_workbook

from tests.conftest import Workbook, codes


@pytest.fixture
def session(first):
    """The first session with rows of Group Orange's own under the list, in its own words."""
    path = first / "groups/orange.xlsx"
    book = load_workbook(path)
    sheet = book["Categories"]
    for row, (name, action, improve) in enumerate(
        [
            ("Traineeships", None, "Say who pays"),
            ("cat 4 & 6", "keep", None),
            ("skills", "drop", None),
            ("Green jobs", "keep", "Missing so far"),
        ],
        start=sheet.max_row + 1,
    ):
        sheet.cell(row, 2).value, sheet.cell(row, 4).value, sheet.cell(row, 7).value = name, action, improve
    book.save(path)
    return first


def proposals(session):
    """What the Decisions sheet holds for the four rows: (category, action, wording)."""
    rows = Workbook(session / "decisions.xlsx").rows("Decisions")
    return [(row["category"], row["proposed"], row["proposed wording"]) for row in rows]


def test_a_doubtful_name_is_asked_and_a_new_one_proposed(facilitate, session):
    result = facilitate("merge", session)
    assert codes(result).count("unknown-category") == 1
    assert codes(result).count("taken-as-new") == 2
    assert "groups/orange.xlsx:Categories!B12: question: It is not clear which category “skills” is." in result.stderr
    found = proposals(session)
    assert (None, "add", "Green jobs") in found
    assert ("C6 Sectoral approach", "keep", None) in found
    with Workbook(session / "decisions.xlsx") as book:
        rows = {row["as written"]: (row["taken for"], row["perhaps"], row["where"]) for row in book.rows("Aliases")}
    assert rows["skills"] == (
        None,
        "C2 Assessment, certification and recognition of skills\nC4 Data analysis for skills development\n"
        "C5 Industry linkages, clusters and skills ecosystems",
        "groups/orange.xlsx:Categories!B12",
    )
    assert rows["Green jobs"][0] == "a new category"
    assert "cat 4 & 6" not in rows


def test_a_name_unlike_any_that_is_to_be_dropped_is_asked_and_is_no_new_category(facilitate, session):
    book = load_workbook(session / "groups/orange.xlsx")
    sheet = book["Categories"]
    row = next(cell.row for cell in sheet["B"] if cell.value == "Green jobs")
    sheet.cell(row, 4).value = "drop"
    book.save(session / "groups/orange.xlsx")
    result = facilitate("merge", session)
    assert codes(result).count("unknown-category") == 2
    with Workbook(session / "decisions.xlsx") as book:
        taken = {row["as written"]: row["taken for"] for row in book.rows("Aliases")}
    assert (taken["Green jobs"], taken["Traineeships"]) == (None, "a new category")


def test_an_answer_holds_for_the_session(facilitate, session):
    facilitate("merge", session)
    with Workbook(session / "decisions.xlsx") as book:
        ids = {row["as written"]: row["id"] for row in book.rows("Aliases")}
        book.set("Aliases", ids["skills"], "category", "C5; C2")
        book.set("Aliases", ids["Traineeships"], "category", "1")
        book.set("Aliases", ids["Green jobs"], "category", "none")
    result = facilitate("merge", session)
    assert (result.exit_code, codes(result).count("unknown-category")) == (0, 0), result.stderr
    found = proposals(session)
    assert ("C1 Apprenticeships and work-based learning", "improve", "Say who pays") in found
    assert ("C2 Assessment, certification and recognition of skills", "drop", None) in found
    before = (session / "decisions.xlsx").read_bytes()
    facilitate("merge", session)
    assert (session / "decisions.xlsx").read_bytes() == before
    with Workbook(session / "decisions.xlsx") as book:
        assert book.get("Aliases", ids["skills"], "category") == "C5; C2"
        where = {row["text as found"].splitlines()[0]: row["went into"] for row in book.rows("Sources")}
    assert where["Green jobs"] == "set aside: you answered that Green jobs is no category"


def test_rows_of_the_facilitators_own_count_and_a_wrong_answer_is_asked_again(facilitate, session):
    facilitate("merge", session)
    with Workbook(session / "decisions.xlsx") as book:
        row = len(book.rows("Aliases")) + 2
        book.set("Aliases", row, "as written", "Skills")
        book.set("Aliases", row, "category", "C77")
    result = facilitate("merge", session)
    assert codes(result).count("unknown-alias") == 1
    assert codes(result).count("unknown-category") == 1
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Aliases", "F1", "category", "Data analysis for skills development")
    assert codes(facilitate("merge", session)).count("unknown-category") == 0
    assert ("C4 Data analysis for skills development", "drop", None) in proposals(session)


def test_every_row_is_still_accounted_for(facilitate, session):
    facilitate("merge", session)
    with Workbook(session / "decisions.xlsx") as book:
        for row in book.rows("Intake"):
            assert row["rows found"] == row["used"] + row["untouched"] + row["set aside"], row


def test_names_in_other_languages_and_former_names_are_known(facilitate, first, second):
    with Workbook(second / "meeting.xlsx") as book:
        sheet = book.book["categories"]
        sheet.cell(1, sheet.max_column + 1).value = "also called"
        book.set("categories", "C9", "also called", "Entrepreneuriat\nSelbständigkeit")
    path = second / "groups/violet.xlsx"
    book = load_workbook(path)
    sheet, row = book["Categories"], book["Categories"].max_row + 1
    for place, name in enumerate(("entrepreneuriat", "Social inclusion", "Assessment, certification and recognition")):
        sheet.cell(row + place, 2).value, sheet.cell(row + place, 4).value = name, "drop"
    book.save(path)
    result = facilitate("merge", second)
    assert "“entrepreneuriat” was taken for “C9 Entrepreneurship and self-employment” (another of its names)" in (
        result.stderr
    )
    assert "“Social inclusion” was taken for “C8 Social inclusion and interaction” (another of its names)" in (
        result.stderr
    )
    assert codes(result).count("unknown-category") == 0


def test_a_copy_of_a_row_that_stands_above_it_does_not_take_its_place(facilitate, session):
    facilitate("merge", session)
    with Workbook(session / "decisions.xlsx") as book:
        ids = [row["id"] for row in book.rows("Aliases")]
        sheet = book.book["Aliases"]
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=len(ids) + 1)]
        for number, line in enumerate([lines[1], *lines], 2):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column).value = value
        sheet.cell(2, 1).value = "F1"  # as an earlier merge called it
    for _ in range(2):
        facilitate("merge", session)
        with Workbook(session / "decisions.xlsx") as book:
            rows = book.rows("Aliases")
        assert sorted(row["id"] for row in rows) == sorted([*ids, "F1"])
        assert len({row["as written"] for row in rows if row["id"] != "F1"}) == len(ids)
