"""``facilitate changes``: what the terminal, the workbook and the document say, over one meeting and over several."""

import re
import shutil

import pytest
from openpyxl import load_workbook

from tests.conftest import EIGHT, FIRST, NINE, Workbook, codes, outline, section

NET = [
    ("1", "renamed", "1"),
    ("2", "renamed", "2"),
    ("3", "split off", "3"),
    ("3", "split off", "8"),
    ("4", "widened", "4"),
    ("5", "widened", "5"),
    ("6", "renumbered", "10"),
    ("7", "widened, renumbered", "6"),
    ("8", "widened, renumbered", "7"),
    ("", "new", "9"),
]
"""What the two example meetings come to against the original eight."""


def printed(result):
    """The concordance in the terminal: old number, change, new number."""
    rows = re.findall(r"^(?:(\d+)\. .+?)?\s{2,}([a-z][a-z ,]+?)\s{2,}(\d*)", result.stdout, re.MULTILINE)
    return [row for row in rows if row[1] != "wrote"]


def concordance(path, rows):
    """The first rows of the concordance in a workbook, as the terminal has them."""
    sheet = load_workbook(path)["Concordance"]
    found = sheet.iter_rows(min_row=2, max_row=1 + rows, values_only=True)
    return [(str(old or ""), kind, str(new or "")) for _, old, _, kind, new, *_ in found]


def table(lines):
    """The rows of the first table of a document, without its header."""
    return [text.split(" | ") for style, text in lines if style == "row"][1:]


def test_one_meeting_in_the_terminal_the_workbook_and_the_document(facilitate, first):
    result = facilitate("changes", first)
    assert result.exit_code == 0
    lines = printed(result)
    assert lines[:4] == [("1", "renamed", "1"), ("2", "renamed", "2"), ("3", "split off", "3"), ("3", "split off", "8")]
    assert concordance(first / "report/changes.xlsx", 10) == lines
    in_word = table(section(outline(first / "report/changes.docx"), "What changed"))
    assert [(old.strip("–"), change.partition(" (")[0], new) for old, _, change, new, *_ in in_word] == lines
    count = "8 − 1 (6 into 5) + 1 (8 out of 3) + 1 (9 new) = 9"
    assert f"The count: {count}" in result.stdout
    assert ("Small Print", f"The count: {count}.") in outline(first / "report/changes.docx")
    assert "P1: “Apprenticeship is one form among several.” (Group Green)" in result.stdout


def test_a_document_of_one_meeting_has_no_empty_headings(facilitate, first):
    facilitate("changes", first)
    lines = outline(first / "report/changes.docx")
    headings = [text for style, text in lines if style == "Heading 1"]
    assert headings == ["What changed", "Why", "The list as it stands"]
    assert ("Normal", f"From v0 (the original list) to v1 (after {FIRST})") in lines


@pytest.mark.parametrize("since", ["v0", "V0"])
def test_two_meetings_against_the_original_eight_in_every_form(facilitate, second, since):
    result = facilitate("changes", second, "--since", since)
    assert result.exit_code == 0
    assert printed(result) == NET
    assert concordance(second / "report/changes-since-v0.xlsx", 10) == NET
    lines = outline(second / "report/changes-since-v0.docx")
    rows = table(section(lines, "What changed"))
    assert [(old.strip("–"), change.partition(" (")[0], new) for old, _, change, new, *_ in rows] == NET
    assert tuple(dict.fromkeys(row[1] for row in rows if row[1] != "–")) == EIGHT
    assert rows[6][2:] == ["renumbered (formerly C6)", "10", "Sectoral approach", "v2:P1 (Group Blue and Group Green)"]
    assert "The count: 8 + 1 (8 out of 3) + 1 (9 new) = 10" in result.stdout
    assert (second / "report/figures/crosswalk-since-v0.png").exists()
    assert [text for style, text in lines if style == "Heading 1"] == [
        "What changed",
        "Why",
        "What came and went in between",
        "The list as it stands",
        "The list over all meetings",
    ]
    assert ("Normal", "No category came and went in between.") in lines
    assert ("List Bullet", "[Green skills] (P5)") in lines
    assert "Not agreed: [Green skills] (P5)" in result.stdout


def test_a_part_that_came_back_is_told_on_its_own_line(facilitate, second):
    result = facilitate("changes", second)
    lines = [line.rstrip() for line in result.stdout.splitlines() if "split off" in line]
    assert [line.rsplit("  ", 1)[1] for line in lines] == ["a part becomes no. 10", "formerly C6"]
    lines = outline(second / "report/changes.docx")
    place = lines.index(("List Number", "Sectoral approach"))
    assert lines[place + 1] == ("Earlier Wording", "formerly C6")


def test_the_folder_of_an_earlier_meeting_stands_for_the_list_that_it_left(facilitate, first, second):
    (first / "report").mkdir()
    shutil.copy(second / "history.json", first / "report/history.json")
    by_label = facilitate("changes", second, "--since", "v1")
    names = load_workbook(second / "report/changes-since-v1.xlsx")["Concordance"]
    assert [row[2] for row in names.iter_rows(min_row=2, max_row=3, values_only=True)] == list(NINE[:2])
    by_folder = facilitate("changes", second, "--since", first)
    by_name = facilitate("changes", second, "--since", FIRST)
    assert by_label.stdout == by_folder.stdout == by_name.stdout


def test_a_folder_whose_list_is_not_the_one_that_the_series_went_on_from_is_refused(facilitate, first, second):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "decision", "reject")
        book.set("Decisions", "P1", "reason", "after all")
    facilitate("report", first, "-q")
    result = facilitate("changes", second, "--since", first)
    assert result.exit_code == 1
    assert "has another list now than this series went on from" in result.stderr
    assert not (second / "report").exists()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("v7", f"There is no version v7 in this series. There are: v0 (the original list), v1 (after {FIRST}) and v2"),
        ("elsewhere", "There is no version elsewhere in this series."),
        ("v2", "v2 is the list as it stands; nothing has changed since."),
    ],
)
def test_a_version_that_is_not_there_is_said_with_those_that_are(facilitate, second, since, said):
    result = facilitate("changes", second, "--since", since)
    assert (result.exit_code, said in result.stderr) == (1, True)


def test_before_any_decision_it_says_what_to_do(facilitate, first):
    (first / "decisions.xlsx").unlink()
    result = facilitate("changes", first)
    assert (result.exit_code, "facilitate merge" in result.stderr) == (1, True)


def test_a_series_of_which_this_meeting_has_not_decided_yet_is_shown_up_to_the_last(facilitate, second):
    (second / "decisions.xlsx").unlink()
    result = facilitate("changes", second)
    assert result.exit_code == 0
    assert "The count: 8 − 1 (6 into 5) + 1 (8 out of 3) + 1 (9 new) = 9" in result.stdout


def test_quiet_says_problems_only_and_the_same_session_gives_the_same_bytes(facilitate, second, tmp_path):
    other = shutil.copytree(second, tmp_path / "again" / second.name)
    for folder in (second, other):
        assert facilitate("changes", folder, "--since", "v0", "-q").stdout == ""
    for made in (second / "report").rglob("*.*"):
        assert made.read_bytes() == (other / made.relative_to(second)).read_bytes(), made.name


def test_what_moved_and_what_was_broken_up_as_rows_of_ones_own(facilitate, second):
    own = (
        {"category": "C2", "proposed": "move part into", "into": "C1", "final wording": NINE[1] + " in part"},
        {"category": "C4", "proposed": "split", "final wording": "Research\nData", "old category lives on": "no"},
    )
    with Workbook(second / "decisions.xlsx") as book:
        last = max(cell.row for cell in book.book["Decisions"]["A"] if cell.value)
        for number, row in enumerate(own, last + 1):
            for header, value in {**row, "decision": "adopt", "reason": "own idea"}.items():
                book.set("Decisions", number, header, value)
    facilitate("merge", second)
    assert "unsound-list" not in codes(facilitate("changes", second))
    rows = load_workbook(second / "report/changes.xlsx")["Concordance"].iter_rows(min_row=2, values_only=True)
    told = {
        (old, kind, new): note or ""
        for meeting, old, _, kind, new, _, _, note in rows
        if meeting == second.name and old and old < 5
    }
    assert told == {
        (1, "part moved", 1): "takes a part of the old no. 2",
        (2, "part moved", 1): "",
        (2, "part moved", 2): "a part moves to no. 1",
        (3, "kept", 3): "",
        (4, "broken up", 10): "",
        (4, "broken up", 11): "",
    }
