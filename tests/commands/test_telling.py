"""What a note-taker and another program are told: ranges, JSON, marked copies, watching."""

import csv
import datetime as dt
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from facilitate.commands.watching import PATIENCE, Waiting
from facilitate.problems.feedback import text_under_no_header
from facilitate.problems.folding import folded
from facilitate.records.sources import Place
from tests.conftest import ROOT, Workbook, codes, heed_ctrl_c
from tests.office import needs_office
from tests.reading.binary import binary, cell, row, wide


def stray(cell, text="x"):
    return text_under_no_header(Place("groups/green.xlsx", "Missing", cell), text)


def test_the_same_fault_in_forty_cells_is_one_line():
    problems = [stray(f"K{row}") for row in range(4, 44)] + [stray("K45"), stray("L4"), stray("K46", "y")]
    assert [one.place.cell for one in folded(problems)] == ["K4:K43", "L4", "K45", "K46"]


@given(st.lists(st.tuples(st.sampled_from("KLM"), st.integers(2, 12), st.sampled_from("xy"))))
def test_folding_loses_no_cell(cells):
    problems = {stray(f"{column}{row}", text) for column, row, text in cells}
    covered = set()
    for one in folded(problems):
        first, _, last = one.place.cell.partition(":")
        covered |= {(f"{first[0]}{row}", one.found) for row in range(int(first[1:]), int((last or first)[1:]) + 1)}
    assert covered == {(one.place.cell, one.found) for one in problems}


def test_check_as_json_says_the_same(facilitate, first):
    told = facilitate("check", first)
    result = facilitate("check", first, "--json")
    said = json.loads(result.stdout)
    assert [one["code"] for one in said["problems"]] == codes(told)
    matched = next(one for one in said["problems"] if one["code"] == "matched-category")
    assert (matched["file"], matched["sheet"], matched["cell"]) == ("groups/orange.xlsx", "Categories", "F7")
    assert {one["file"]: one["found"] for one in said["intake"]}["groups/violet.xlsx"] == 12
    for one in said["intake"]:
        assert one["found"] == one["used"] + one["untouched"] + one["set_aside"]


def edited(path, change):
    book = load_workbook(path, rich_text=True)
    change(book)
    book.save(path)


def test_a_marked_copy_shows_the_question_at_its_cell(facilitate, first):
    def change(book):
        sheet = book["Categories"]
        sheet["D2"].value = "delet"
        sheet["B3"].font = Font(strike=True)
        sheet["H4"].value = "=-merge with river"
        sheet["D2"].comment = Comment("not all agreed", "Ada")

    edited(first / "groups/green.xlsx", change)
    before = (first / "groups/green.xlsx").read_bytes()
    facilitate("merge", first)
    copy = load_workbook(first / "report/questions/green.xlsx")
    cell = copy["Categories"]["D2"]
    assert cell.value == "delet"
    assert cell.fill.fgColor.rgb.endswith("FFE2B3")
    theirs, ours = cell.comment.text.split("\n\nfacilitate asks:\n")
    assert theirs == "not all agreed"
    assert ours.startswith("“delet” is not one of the words for what should happen.")
    assert copy.sheetnames[0] == "Questions"
    listed = [row[0].value for row in copy["Questions"].iter_rows(min_row=2)]
    assert listed == ["Categories D2", "Categories B3"]
    # it looks like the note-taker's own: widths, dropdowns, what is struck out; and nothing in it is computed
    own = load_workbook(first / "groups/green.xlsx")["Categories"]
    assert copy["Categories"].column_dimensions["B"].width == own.column_dimensions["B"].width
    assert len(copy["Categories"].data_validations.dataValidation) == len(own.data_validations.dataValidation) > 0
    assert copy["Categories"]["B3"].font.strike
    assert (copy["Categories"]["H4"].value, copy["Categories"]["H4"].data_type) == ("-merge with river", "s")
    assert sorted(path.name for path in (first / "report/questions").iterdir()) == ["green.xlsx"]
    assert (first / "groups/green.xlsx").read_bytes() == before


def test_a_marked_copy_can_be_filled_in_and_sent_back(facilitate, first):
    edited(first / "groups/green.xlsx", lambda book: book["Categories"].__setitem__("D2", "delet"))
    before = facilitate("merge", first)
    assert "unknown-action" in codes(before)
    copy = first / "report/questions/green.xlsx"
    (first / "groups/green.xlsx").write_bytes(copy.read_bytes())
    again = facilitate("merge", first)
    assert codes(again) == codes(before)  # our own sheet and comments are not taken for the group's
    edited(copy, lambda book: book["Categories"].__setitem__("D2", "rename"))
    shutil.copy(copy, first / "groups/green.xlsx")
    answered = facilitate("merge", first)
    assert "unknown-action" not in codes(answered)
    assert "comment-on-cell" not in codes(answered)
    assert not copy.exists(), answered.stderr
    assert [path.name[:6] for path in (first / "backups").glob("green-*.xlsx")] == ["green-"]


def convert(path, format, folder):
    """Save a workbook in another format, as LibreOffice does."""
    profile = f"-env:UserInstallation=file://{folder.parent}/office"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", format, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
    )


OFFICE = [pytest.mark.slow, needs_office]


def binary_workbook(rows):
    """These rows of texts as an .xlsb."""
    lines = [
        row(at) + b"".join(cell(6, column, wide(text)) for column, text in enumerate(texts) if text)
        for at, texts in enumerate(rows)
    ]
    return binary(b"".join(lines))


@pytest.mark.parametrize(
    "name",
    ["green.csv", "green.xlsb", pytest.param("green.ods", marks=OFFICE), pytest.param("green.xls", marks=OFFICE)],
)
def test_senders_of_other_formats_get_a_marked_copy_too(facilitate, first, tmp_path, name):
    edited(first / "groups/green.xlsx", lambda book: book["Categories"].__setitem__("D2", "delet"))
    if name.endswith(".csv"):
        rows = load_workbook(first / "groups/green.xlsx")["Categories"].iter_rows(values_only=True)
        with (first / "groups" / name).open("w", newline="", encoding="utf-8-sig") as stream:
            csv.writer(stream).writerows(rows)
    elif name.endswith(".xlsb"):
        rows = load_workbook(first / "groups/green.xlsx")["Categories"].iter_rows(values_only=True)
        (first / "groups" / name).write_bytes(binary_workbook(rows))
    else:
        convert(first / "groups/green.xlsx", name.rpartition(".")[2], first / "groups")
    (first / "groups/green.xlsx").unlink()
    facilitate("merge", first)
    copy = load_workbook(first / "report/questions/green.xlsx")
    sheet = next(sheet for sheet in copy.worksheets if sheet.title not in ("Questions", "Missing", "Reflections")
                 and sheet["A1"].value == "id")  # fmt: skip
    assert sheet["D2"].value == "delet"
    assert sheet["D2"].fill.fgColor.rgb.endswith("FFE2B3")
    assert "“delet” is not one of the words" in sheet["D2"].comment.text


def test_a_note_taker_is_asked_about_what_a_note_taker_can_mend(facilitate, first):
    def untidy(book):
        sheet, red = book["Categories"], InlineFont(color="FFFF0000")
        sheet["B2"].font = Font(strike=True)
        sheet["D3"], sheet["D4"], sheet["E4"] = "delet", "rename", None
        sheet["F7"], sheet["G8"] = "river", dt.datetime(2026, 4, 3)
        sheet["G9"] = CellRichText("Better ", TextBlock(red, "jobs"))
        sheet["K1"], sheet["K2"] = "Talk", "ask Maria"
        book["Missing"]["B5"] = "a definition without a name"
        book["Reflections"]["B9"] = "idem"

    for name in ("green", "orange"):
        edited(first / f"groups/{name}.xlsx", untidy)
    shutil.copy(first / "groups/green.xlsx", first / "groups/nobody.xlsx")
    (first / "groups/violet.csv").write_text("Idea,Who\nMore time,Ann\n")
    (first / "groups/violet.xlsx").unlink()
    result = facilitate("merge", first)
    asked = []
    for path in sorted((first / "report/questions").iterdir()):
        book = load_workbook(path)
        asked += [row[2].value for row in book["Questions"].iter_rows(min_row=2)]
    assert len(asked) > 12 and {"coloured-words", "date-for-text", "unread-columns"} <= set(codes(result))
    for text in asked:
        assert not re.search(r"decisions|meeting\.xlsx|Aliases|Sources|--columns|ask the group|group's", text), text
    assert "A date stands here, 2026-04-03; perhaps “3-4” or “4/3” was typed." in " ".join(asked)


def test_what_stays_coloured_in_a_copy_that_came_back_is_meant_so(facilitate, first):
    words = CellRichText("Learning at work (", TextBlock(InlineFont(color="FFFF0000"), "internships"), ")")
    edited(first / "groups/green.xlsx", lambda book: book["Categories"].__setitem__("E2", words))
    result = facilitate("merge", first)
    assert "E2: question: “internships” is coloured. Is that new input?" in result.stderr
    rows = Workbook(first / "decisions.xlsx").rows("Decisions")
    suggested = {row["proposed wording"]: row["new input"] for row in rows}
    assert suggested["Learning at work (internships)"] == "internships"
    shutil.copy(first / "report/questions/green.xlsx", first / "groups/green.xlsx")
    assert "E2: note: “internships” is coloured." in facilitate("merge", first).stderr
    assert not (first / "report/questions/green.xlsx").exists()


def test_two_files_of_one_name_get_a_copy_each(facilitate, first):
    edited(first / "groups/green.xlsx", lambda book: book["Categories"].__setitem__("D2", "delet"))
    (first / "groups/green.csv").write_text("id,category,what should happen\nC1,,delet\n")
    facilitate("merge", first)
    assert sorted(path.name for path in (first / "report/questions").iterdir()) == ["green.csv.xlsx", "green.xlsx"]


def test_a_file_is_taken_in_once_it_is_whole(first):
    whole = (first / "groups/violet.xlsx").read_bytes()
    path, waiting = first / "groups/violet.xlsx", Waiting()
    path.write_bytes(whole[: len(whole) // 2])
    assert waiting.ready([(1, path)], now=0) == []
    path.write_bytes(b"")
    assert waiting.ready([(2, path)], now=1) == []
    assert waiting.ready([], now=2) == []
    path.write_bytes(whole)
    assert waiting.ready([(2, path)], now=3) == [(path, 1)]  # it came in: before that it was not there
    assert waiting.ready([], now=4) == []


def test_a_file_that_never_becomes_whole_is_taken_in_at_last(first):
    path, waiting = first / "groups/half.xlsx", Waiting()
    path.write_bytes(b"PK\x03\x04 and no more")
    assert waiting.ready([(1, path)], now=0) == []
    assert waiting.ready([], now=PATIENCE - 1) == []
    assert waiting.ready([], now=PATIENCE + 1) == [(path, 1)]


def test_files_that_go_and_files_saved_anew_under_their_name(first):
    path, waiting = first / "groups/green.xlsx", Waiting()
    assert waiting.ready([(3, path), (1, path)], now=0) == [(path, 2)]
    path.unlink()
    assert waiting.ready([(3, path)], now=1) == [(path, 3)]


TEMPORARY = ["~$green.xlsx", ".~lock.green.xlsx#", ".green.xlsx.swp", "~WRD0001.tmp", "green.xlsx.crdownload",
             "green.xlsx.part", "A1B2C3D4.tmp"]  # fmt: skip


@pytest.mark.parametrize("name", TEMPORARY)
def test_locks_and_temporary_files_are_passed_over(facilitate, first, name):
    path = first / "groups" / name
    path.write_bytes(b"x")
    assert Waiting().ready([(1, path)], now=0) == []
    result = facilitate("check", first)
    assert name not in result.stdout + result.stderr


@pytest.fixture
def watched(first):
    """The program, watching; gives its lines as they come, and a function that waits for words in them."""
    command = [sys.executable, "-u", "-m", "facilitate", "merge", str(first), "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    program = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        preexec_fn=heed_ctrl_c,
    )
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(program.stdout.readline, "")))
    reader.start()

    def wait_for(words, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(words in line for line in lines):
                return True
            time.sleep(0.1)
        return False

    try:
        assert wait_for("Watching")
        time.sleep(0.5)
        yield lines, wait_for
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(timeout=20)
        reader.join()
        program.stdout.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="stops the program by a signal")
def test_watching_takes_files_in_as_they_are_saved(first, watched):
    lines, wait_for = watched
    groups = first / "groups"
    whole = (groups / "violet.xlsx").read_bytes()
    (groups / "violet.xlsx").unlink()
    assert wait_for("violet.xlsx was taken out: merged.")
    (groups / "~$violet.xlsx").write_bytes(b"lock")
    with (groups / "violet.xlsx").open("wb") as slow:  # a copy over a slow line
        for start in range(0, len(whole), 4000):
            slow.write(whole[start : start + 4000])
            slow.flush()
            time.sleep(1.2)
    assert wait_for("violet.xlsx came in: merged; read as group workbook, 12 rows, 8 used.")
    assert not any("~$violet" in line or "cut-off" in line or "not-a-workbook" in line for line in lines)
    assert sum("violet.xlsx came in" in line for line in lines) == 1
    rows = load_workbook(first / "decisions.xlsx")["Intake"].iter_rows(min_row=2, values_only=True)
    assert {row[0]: row[2] for row in rows}["Group Violet"] == "yes"
    (groups / "half.xlsx.tmp").write_bytes(whole)
    (groups / "half.xlsx.tmp").rename(groups / "violet (1).xlsx")
    assert wait_for("violet (1).xlsx came in: merged; read as group workbook, 0 rows, 0 used.")
    told = [line for line in lines if "[same-copy]" in line]
    assert len(told) == 1  # what was said before is not said again
