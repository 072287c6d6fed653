"""The worked example from end to end: what the public report states comes out of the facilitator's spreadsheets."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from tests.conftest import FIRST, NINE, ROOT, SECOND, Workbook, codes, outline, section


def test_the_demo_makes_both_sessions(facilitate, tmp_path):
    result = facilitate("demo", tmp_path / "demo")
    assert result.exit_code == 0, result.stderr
    made = {
        path.relative_to(tmp_path / "demo" / FIRST).as_posix()
        for folder in ("pack", "report")
        for path in (tmp_path / "demo" / FIRST / folder).rglob("*")
        if path.is_file()
    }
    assert made == {
        "pack/agenda.docx",
        "pack/run-of-show.docx",
        "pack/invitation.ics",
        *(f"pack/groups/{group}.xlsx" for group in ("green", "blue", "orange", "violet")),
        "report/report.docx",
        "report/changes.xlsx",
        "report/history.json",
        *(f"report/answers/{group}.docx" for group in ("green", "blue", "orange", "violet")),
        *(
            f"report/figures/{name}.png"
            for name in (
                "crosswalk",
                "proposals",
                "disagreement",
                "people-by-region",
                "people-by-category",
                "people-by-region-and-category",
                "network",
                "agenda-time",
            )
        ),
    }
    assert (tmp_path / "demo" / SECOND / "report" / "report.docx").exists()


def test_the_nine_names_come_out_exactly(facilitate, first):
    result = facilitate("report", first)
    assert result.exit_code == 0
    printed = re.findall(r"^  \d+\. (.*)$", result.stdout, re.MULTILINE)
    assert tuple(printed) == NINE
    names = [
        text
        for style, text in section(outline(first / "report/report.docx"), "The revised list")
        if style == "List Number"
    ]
    assert tuple(names) == NINE


def test_only_research_and_life_skills_are_marked(facilitate, first):
    facilitate("report", first)
    document = Document(str(first / "report/report.docx"))
    marked = {
        run.text
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
        for run in paragraph.runs
        if run.style.name == "New Input"
    }
    assert marked == {"Research", NINE[8]}
    style = document.styles["New Input"]
    assert (str(style.font.color.rgb), style.font.bold) == ("C00000", True)


def test_the_concordance_is_the_one_of_the_worked_example(facilitate, first):
    facilitate("report", first)
    rows = load_workbook(first / "report/changes.xlsx")["Concordance"].iter_rows(
        min_row=2, max_row=11, values_only=True
    )
    assert [(old, kind, new) for _, old, _, kind, new, _, _, _ in rows] == [
        (1, "renamed", 1),
        (2, "renamed", 2),
        (3, "split off", 3),
        (3, "split off", 8),
        (4, "widened", 4),
        (5, "widened", 5),
        (6, "merged into", 5),
        (7, "renumbered", 6),
        (8, "widened, renumbered", 7),
        (None, "new", 9),
    ]


def test_the_count_adds_up_in_print(facilitate, first):
    result = facilitate("report", first)
    line = "8 − 1 (6 into 5) + 1 (8 out of 3) + 1 (9 new) = 9"
    assert line in result.stdout
    assert ("Small Print", f"The count: {line}.") in outline(first / "report/report.docx")


def test_disagreements_stand_in_the_report_with_both_sides_and_their_words(facilitate, first):
    facilitate("report", first)
    lines = section(outline(first / "report/report.docx"), "Where the groups disagreed")
    opened = lines[lines.index(("Heading 2", "Left open")) : lines.index(("Heading 2", "Settled by a decision"))]
    (row,) = [text for style, text in opened if style == "row" and not text.startswith("Category")]
    category, one, other, became = row.split(" | ")
    assert category == "7. Training delivery"
    assert one.startswith("keep (P9)\nGroup Green and Group Orange\n“Digital training is a way of delivering training;")
    assert other.startswith("rename “Digital and online training delivery” (P10)\nGroup Violet\n“")
    assert became.startswith("One keeps as it is what the other changes.\nP9: ")
    assert "P10: Deferred" in became


def test_the_second_meeting_is_tracked_against_the_original_eight(facilitate, second):
    assert facilitate("report", second).exit_code == 0
    rows = load_workbook(second / "report/changes.xlsx")["Series"].iter_rows(min_row=2, values_only=True)
    lines = {row[0]: row[1:] for row in rows}
    assert lines["C6"] == ("6. Sectoral approach", "merged into 5", None)
    assert lines["C7"] == (
        "7. Training delivery",
        "6. Training delivery",
        "6. Training delivery (in person, digital and online)",
    )
    assert lines["C11"] == (None, None, "10. Sectoral approach")
    assert len(lines) == 11


def test_text_that_is_not_agreed_stands_in_brackets_and_the_list_is_a_draft(facilitate, second):
    facilitate("report", second)
    lines = section(outline(second / "report/report.docx"), "The revised list")
    assert ("List Bullet", "[Green skills] (P5)") in lines
    assert ("Small Print", "This list is a draft: some of its text stands in square brackets.") in lines


def test_who_did_not_agree_to_be_named_appears_nowhere(facilitate, first):
    facilitate("pack", first)
    facilitate("report", first)
    people = Workbook(first / "meeting.xlsx").rows("participants")
    silent = [person["name"] for person in people if person["may be published"] == "no"]
    named = [person["name"] for person in people if person["may be published"] == "yes"]
    assert silent and named
    report = "\n".join(text for _, text in outline(first / "report/report.docx"))
    assert [name for name in named if name not in report] == []
    for path in [*(first / "report").rglob("*"), *(first / "pack").rglob("*")]:
        if path.is_file():
            texts = _texts(path)
            assert [name for name in silent if name in texts] == [], path
            assert "@example.org" not in texts, path


def _texts(path: Path) -> str:
    """Everything in a file that could be read, unzipped where it is a package."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode(errors="ignore")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())


def test_the_shipped_decisions_are_what_merge_would_write(facilitate, first, second):
    for session in (first, second):
        before = (session / "decisions.xlsx").read_bytes()
        result = facilitate("merge", session)
        assert (result.exit_code, "decisions.xlsx is up to date." in result.stdout) == (0, True)
        assert (session / "decisions.xlsx").read_bytes() == before


def test_the_same_input_gives_the_same_bytes(facilitate, first, tmp_path):
    again = Path(shutil.copytree(first, tmp_path / "elsewhere" / first.name))
    for session in (first, again):
        facilitate("pack", session)
        facilitate("report", session)
    for path in sorted([*(first / "pack").rglob("*"), *(first / "report").rglob("*")]):
        if path.is_file():
            assert path.read_bytes() == (again / path.relative_to(first)).read_bytes(), path.name


def test_every_source_in_the_report_is_in_its_cell(facilitate, first):
    facilitate("pack", first)
    facilitate("report", first)
    rows = [
        text for style, text in section(outline(first / "report/report.docx"), "Annex 2: Sources") if style == "row"
    ]
    cited = set()
    for row in rows[1:]:
        _, _, place, found = row.split(" | ", 3)
        file, sheet = place.rsplit(", ", 1)
        cells = load_workbook(first / file)[sheet]
        for line in found.splitlines():
            cell, text = line.split(": ", 1)
            assert " ".join(str(cells[cell].value).split()) == text
            cited.add((file, sheet, cell))
    assert cited == set(_written(first))


def _written(session: Path) -> Iterator[tuple[str, str, str]]:
    """Every cell in which a group wrote something: what differs from the empty workbook. A topic goes with its text."""
    for group in ("green", "blue", "orange", "violet"):
        path = next(path for path in (session / "groups").glob("*.xlsx") if group in path.stem.casefold())
        empty, filled = load_workbook(session / f"pack/groups/{group}.xlsx"), load_workbook(path)
        for sheet in ("Categories", "Missing", "Reflections"):
            for row in filled[sheet].iter_rows(min_row=2):
                for cell in row:
                    topic = sheet == "Reflections" and cell.column == 1
                    if cell.value and not topic and cell.value != empty[sheet][cell.coordinate].value:
                        yield f"groups/{path.name}", sheet, cell.coordinate


def test_the_untidy_files_are_read_and_said(facilitate, first):
    result = facilitate("check", first)
    assert result.exit_code == 0
    assert codes(result) == ["words-disappeared", "matched-category", "matched-category"]
    assert "“clusters” disappears from “Industry linkages, clusters and skills ecosystems” by P7." in result.stderr
    assert "groups/violet.xlsx:Categories!B11: note: “Assesment & certification” was taken for" in result.stderr


def test_the_example_says_what_is_invented():
    for name in (FIRST, SECOND):
        book = Workbook(ROOT / "sessions" / name / "meeting.xlsx")  # only read: leaving a "with" would save it
        assert "invented" in book.get("meeting", "remark", "value")
        for path in (ROOT / "sessions" / name / "groups").glob("*.xlsx"):
            assert "invented" in " ".join(str(cell.value) for cell in load_workbook(path).worksheets[0]["B"])
