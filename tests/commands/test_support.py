"""Who stands behind a proposal, from the groups' own workbooks to the columns of decisions.xlsx."""

import pytest
from openpyxl import load_workbook

from tests.conftest import Workbook, codes
from tests.consultation import make_consultation, meeting


def type_into(path, sheet, cells):
    """Type into cells of a workbook, as a rapporteur does; sheet 0 is the first one."""
    book = load_workbook(path)
    for cell, value in cells.items():
        (book.worksheets[sheet] if isinstance(sheet, int) else book[sheet])[cell].value = value
    book.save(path)


def cell_beside(path, label):
    """The cell in column B beside a label on the first sheet."""
    sheet = load_workbook(path).worksheets[0]
    return next(f"B{cell.row}" for (cell,) in sheet.iter_rows(max_col=1) if cell.value == label)


def supporters(path, category):
    """The cell for the number of supporters in the row of a category."""
    sheet = load_workbook(path)["Categories"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "how many support it")
    return next(f"{column}{cell.row}" for (cell,) in sheet.iter_rows(max_col=1) if cell.value == category)


@pytest.fixture
def valley(tmp_path):
    """The made-up consultation, not merged yet."""
    return make_consultation(tmp_path / "lower-valley")


def proposal(session, category, proposed, wording=None):
    rows = Workbook(session / "decisions.xlsx").rows("Decisions")
    (row,) = (
        row
        for row in rows
        if (row["category"] or "").startswith(category)
        and row["proposed"] == proposed
        and (wording is None or row["proposed wording"] == wording)
    )
    return row


def test_people_are_counted_where_workbooks_say_how_many(facilitate, valley):
    files = {name: valley / "groups" / f"{name}.xlsx" for name in ("north", "river", "coast", "council")}
    type_into(files["north"], 0, {cell_beside(files["north"], "people in the group"): 14})
    type_into(files["river"], 0, {cell_beside(files["river"], "people in the group"): "about 20 people"})
    type_into(files["river"], "Categories", {supporters(files["river"], "C1"): 9})
    result = facilitate("merge", valley)
    assert result.exit_code == 0
    split = proposal(valley, "C1", "split")
    assert (split["support"], split["people"]) == (3, "23 (1 group does not say)")  # 14 + 9 of the river's 20
    assert proposal(valley, "C2", "widen")["people"] is None
    assert proposal(valley, "C3", "widen")["people"] == "20 (1 group does not say)"
    assert split["by constituency"] == "communities 3 of 4"
    assert proposal(valley, "C1", "keep")["by constituency"] == (
        "communities 1 of 4\ncivil society 1 of 2\nauthorities 1 of 2"
    )


def test_columns_that_a_meeting_does_not_count_are_out_of_the_way(facilitate, first):
    (first / "decisions.xlsx").unlink()
    facilitate("merge", first)
    book = Workbook(first / "decisions.xlsx")
    sheet = book.book["Decisions"]
    letters = [sheet.cell(1, book.column("Decisions", name)).column_letter for name in ("people", "by constituency")]
    assert [sheet.column_dimensions[letter].hidden for letter in letters] == [True, True]


@pytest.mark.parametrize("where", ["first sheet", "column"])
def test_other_words_than_a_number_of_people_are_a_question(facilitate, valley, where):
    path = valley / "groups" / "north.xlsx"
    if where == "first sheet":
        type_into(path, 0, {cell_beside(path, "people in the group"): "most of us"})
    else:
        type_into(path, "Categories", {supporters(path, "C1"): "most of us"})
    result = facilitate("merge", valley)
    assert codes(result).count("not-a-count") == 1
    assert "“most of us” is not a number of people." in result.stderr
    assert proposal(valley, "C1", "split")["support"] == 3


@pytest.mark.parametrize(
    ("quorum", "suggested", "overview"),
    [
        (
            8,
            "discuss: no quorum: 2 of 10 groups answered, 8 needed; 2 of 2 groups",
            "No quorum: 2 of 10 groups answered, 8 needed.",
        ),
        (
            "60%",
            "discuss: no quorum: 2 of 10 groups answered, 6 needed; 2 of 2 groups",
            "No quorum: 2 of 10 groups answered, 6 needed.",
        ),
        (2, "adopt: 2 of 2 groups", "Quorum (at least 2 groups): reached."),
        (None, "adopt: 2 of 2 groups", "Rule: majority."),
    ],
    ids=["number", "share", "reached", "none"],
)
def test_the_quorum_is_a_setting_of_the_meeting(facilitate, tmp_path, quorum, suggested, overview):
    folder = make_consultation(tmp_path / "few", meeting(), sent=("north", "river"))
    with Workbook(folder / "meeting.xlsx") as book:
        book.set("meeting", "quorum", "value", quorum)
    assert facilitate("merge", folder).exit_code == 0
    assert proposal(folder, "C1", "split")["rule suggests"] == suggested
    assert Workbook(folder / "decisions.xlsx").book["Overview"]["B2"].value.endswith(overview)


def test_a_quorum_that_is_none_is_said(facilitate, valley):
    with Workbook(valley / "meeting.xlsx") as book:
        book.set("meeting", "quorum", "value", "enough of them")
    assert "unknown-quorum" in codes(facilitate("check", valley))
