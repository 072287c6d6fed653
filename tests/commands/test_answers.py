"""The answer sheets: each group reads its own words, what became of each, why, and how the list reads now."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from facilitate.cli import main
from tests.conftest import FIRST, NINE, ROOT, Workbook, outline, section
from tests.writing.word_lint import lint

GROUPS = ("green", "blue", "orange", "violet")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The first example session with its report; tests only read in it."""
    session = Path(shutil.copytree(ROOT / "sessions" / FIRST, tmp_path_factory.mktemp("answers") / FIRST))
    assert CliRunner().invoke(main, ["report", str(session)]).exit_code == 0
    return session


def sheet(session, group):
    """The answer sheet of a group."""
    return outline(session / f"report/answers/{group}.docx")


def rows(lines, heading):
    """The rows of the table under a heading, without its header."""
    return [text.split(" | ") for style, text in section(lines, heading) if style == "row"][1:]


def test_each_group_that_sent_something_gets_a_sheet_and_no_other(facilitate, first):
    (first / "groups/violet.xlsx").unlink()
    facilitate("report", first)
    assert sorted(path.name for path in (first / "report/answers").iterdir()) == [
        "blue.docx",
        "green.docx",
        "orange.docx",
    ]


def test_every_request_of_a_group_is_answered_once(reported):
    sources = Workbook(reported / "decisions.xlsx").rows("Sources")
    for group in GROUPS:
        lines = sheet(reported, group)
        into = [row["went into"].split(", ") for row in sources if row["group"] == f"Group {group.title()}"]
        asked = {one for ids in into for one in ids if one.startswith("P")}
        answered = [row[0] for row in rows(lines, "Your proposals")]
        assert sorted(answered) == sorted(asked)
        shown = {theme for row in rows(lines, "Your reflections") for theme in re.findall(r"\((T\d+)\)", row[1])}
        left_out = sum(row[1] == "Not in the report" for row in rows(lines, "Your reflections"))
        themes = {one for ids in into for one in ids if one.startswith("T")}
        assert shown <= themes
        assert len(shown) + left_out == len(themes)


def test_the_words_of_the_group_the_outcome_and_the_reason(reported):
    by_id = {row[0]: row for row in rows(sheet(reported, "orange"), "Your proposals")}
    assert by_id["P8"][1:] == [
        "6. Sectoral approach",
        "merge into Industry linkages and clusters\nWhy: Too close to linkages to stand alone",
        f"Adopted. “Sectoral approach” is now part of 5. {NINE[4]}.",
        "3 of 4 groups asked for this: yours, Group Blue and Group Violet.",
    ]
    assert by_id["P2"][3:] == [
        f"Not adopted. The list now says: 1. {NINE[0]}.",
        "The same in the plural; adopted in the wording of the other two groups.\nNo other group asked for this.\n"
        "Group Blue and Group Green asked for something else (P1): rename “Work based learning (Apprenticeships, "
        "internship, on-the-job training)”.",
    ]
    assert by_id["P9"][3] == "Put off to a later meeting."
    assert by_id["P14"][3] == "Not adopted."


def test_the_list_as_it_stands_is_at_the_end(reported):
    names = [text for style, text in section(sheet(reported, "green"), "The list now") if style == "List Number"]
    assert tuple(names) == NINE


def test_what_is_bracketed_and_what_is_open_is_said_to_be_so(facilitate, second):
    with Workbook(second / "decisions.xlsx") as book:
        book.set("Decisions", "P2", "decision", None)
    facilitate("report", second)
    by_id = {row[0]: row[3] for row in rows(sheet(second, "green"), "Your proposals")}
    assert by_id["P5"] == "Not agreed; stands in square brackets: [Green skills]. The question stays open."
    assert by_id["P2"] == "Not decided yet."


def test_a_row_that_could_not_be_used_is_told_with_its_cell_and_why(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    book["Categories"]["A4"].value, book["Categories"]["B4"].value = None, "Hovercraft"
    book.save(first / "groups/green.xlsx")
    facilitate("report", first)
    lines = section(sheet(first, "green"), "What could not be used")
    (told,) = [text for style, text in lines if style == "List Bullet"]
    assert "(Categories, cell " in told
    assert not told.endswith(": ")
    assert ("Normal", "Everything that you wrote was used.") not in lines


def test_no_name_of_a_person_is_in_a_sheet_whether_they_agreed_or_not(reported):
    people = [row["name"] for row in Workbook(reported / "meeting.xlsx").rows("participants")]
    groups = Workbook(reported / "meeting.xlsx").rows("groups")
    people += [row[role] for row in groups for role in ("facilitator", "rapporteur") if row[role]]
    for group in GROUPS:
        with zipfile.ZipFile(reported / f"report/answers/{group}.docx") as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
        assert [name for name in people if name.encode() in content] == []


def test_an_own_template_serves_and_the_same_session_gives_the_same_bytes(facilitate, first, reported):
    (first / "templates").mkdir()
    shutil.copy(ROOT / "templates/answers.docx", first / "templates/answers.docx")
    facilitate("report", first)
    for group in GROUPS:
        made = (first / f"report/answers/{group}.docx").read_bytes()
        assert lint(made) == []
        assert made == (reported / f"report/answers/{group}.docx").read_bytes()
