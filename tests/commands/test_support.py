"""Who stands behind a proposal, from the groups' own workbooks to the columns of decisions.xlsx."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from facilitate.records.people import Participant
from facilitate.records.sources import GroupId
from tests.conftest import Workbook, codes, outline
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


def test_a_number_of_supporters_without_a_request_is_set_aside_and_said(facilitate, valley):
    path = valley / "groups/north.xlsx"
    sheet = load_workbook(path)["Categories"]
    asks = {cell.value: cell.column for cell in sheet[1]}
    quiet = next(row for row in range(2, 10) if sheet.cell(row, asks["what should happen"]).value is None)
    type_into(path, "Categories", {supporters(path, sheet.cell(quiet, 1).value): 9})
    assert facilitate("merge", valley).exit_code == 0
    (entry,) = (row for row in Workbook(valley / "decisions.xlsx").rows("Intake") if row["file"] == "groups/north.xlsx")
    assert entry["set aside"] == 1
    assert entry["rows found"] == entry["used"] + entry["untouched"] + entry["set aside"]
    assert "how many support it, and not what" in entry["why set aside"]


# ---------------------------------------------------------------- by region, country or organisation

TABLE = (
    # group, region, how many, of them by name
    ("north", "Africa", 4, 0),
    ("north", "Europe", 2, 0),
    ("north", "Americas", 1, 0),
    ("river", "Africa", 3, 1),
    ("river", "Europe", 2, 0),
    ("coast", "Europe", 5, 0),
    ("coast", "", 3, 0),
)


def people():
    return tuple(
        Participant(f"{group} {region} {number}", region=region, group=GroupId(group), publish=number < named)
        for group, region, many, named in TABLE
        for number in range(many)
    )


@pytest.fixture
def regional(tmp_path):
    """The consultation with its participants, in a session of three groups, not merged yet."""
    about = replace(meeting(), participants=people())
    return make_consultation(tmp_path / "regions", about, sent=("north", "river", "coast"))


@pytest.mark.slow
def test_people_are_counted_by_region_if_asked_and_it_is_remembered(facilitate, regional):
    facilitate("merge", regional)
    assert proposal(regional, "C1", "split")["people from"] is None
    result = facilitate("merge", regional, "--by", "region")
    assert "Remembered in meeting.xlsx: support by region." in result.stdout
    # Three others in the north are of two regions, fewer than three of each. In the river one African is named and two
    # are not; with the two Europeans they are four others.
    assert proposal(regional, "C1", "split")["people from"] == ("Africa 5 of 5\nEurope 5 of 5\nothers 10 of 10")
    assert proposal(regional, "C5", "widen")["people from"] == "Europe 5 of 5\nothers 3 of 10"
    assert proposal(regional, "C6", "rename")["people from"] == "Africa 4 of 5\nothers 3 of 10"
    before = (regional / "decisions.xlsx").read_bytes()
    assert "is up to date" in facilitate("merge", regional).stdout
    assert (regional / "decisions.xlsx").read_bytes() == before
    facilitate("report", regional)
    lines = outline(regional / "report/report.docx")
    (row,) = [text for style, text in lines if style == "row" and "rename “Young people”" in text and "P" in text[:3]]
    assert "Table North\ncommunities 1 of 3\nAfrica 4 of 5\nothers 3 of 10" in row
    facilitate("merge", regional, "--by", "none")
    assert proposal(regional, "C1", "split")["people from"] is None


def test_what_support_cannot_be_counted_by_is_said(facilitate, regional, valley):
    with Workbook(regional / "meeting.xlsx") as book:
        book.set("meeting", "support by", "value", "continent")
    assert "unknown-support-by" in codes(facilitate("check", regional))
    assert "nobody-to-count" in codes(facilitate("merge", valley, "--by", "country"))


def test_an_older_meeting_without_the_key_gets_it(facilitate, regional):
    with Workbook(regional / "meeting.xlsx") as book:
        book.book["meeting"].delete_rows(book.row("meeting", "support by"))
    facilitate("merge", regional, "--by", "region")
    assert Workbook(regional / "meeting.xlsx").get("meeting", "support by", "value") == "region"
    assert proposal(regional, "C1", "split")["people from"].startswith("Africa 5 of 5")
