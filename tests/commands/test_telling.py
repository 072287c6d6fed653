"""What a note-taker and another program are told: ranges, JSON, marked copies, watching."""

import json
import os
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

from facilitate.problems.feedback import text_under_no_header
from facilitate.problems.folding import folded
from facilitate.records.sources import Place
from tests.conftest import ROOT, codes


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


def test_a_marked_copy_shows_the_question_at_its_cell(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    book["Categories"]["D2"].value = "delet"
    book.save(first / "groups/green.xlsx")
    before = (first / "groups/green.xlsx").read_bytes()
    facilitate("merge", first)
    copy = load_workbook(first / "report/questions/green.xlsx")
    cell = copy["Categories"]["D2"]
    assert cell.value == "delet"
    assert cell.fill.fgColor.rgb.endswith("FFE2B3")
    assert cell.comment.text.startswith("“delet” is not one of the words for what should happen.")
    assert copy["Questions"]["A2"].value == "Categories D2"
    assert sorted(path.name for path in (first / "report/questions").iterdir()) == ["green.xlsx"]
    assert (first / "groups/green.xlsx").read_bytes() == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="stops the program by a signal")
def test_watching_takes_files_in_as_they_are_saved(first, tmp_path):
    late = shutil.move(first / "groups/violet.xlsx", tmp_path / "violet.xlsx")
    command = [sys.executable, "-u", "-m", "facilitate", "merge", str(first), "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(program.stdout.readline, "")))
    reader.start()

    def wait_for(words):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if any(words in line for line in lines):
                return True
            time.sleep(0.1)
        return False

    try:
        assert wait_for("Watching")
        time.sleep(0.5)
        (first / "groups/~$violet.xlsx").write_bytes(b"lock")
        shutil.copy(late, first / "groups/violet.xlsx")
        assert wait_for("violet.xlsx came in: merged.")
        assert not any("~$violet" in line for line in lines)
        rows = load_workbook(first / "decisions.xlsx")["Intake"].iter_rows(min_row=2, values_only=True)
        assert {row[0]: row[2] for row in rows}["Group Violet"] == "yes"
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(timeout=20)
        reader.join()
        program.stdout.close()
