"""A session with hundreds of groups: a workbook that a person can decide in, and all the rest beside it."""

import csv

import pytest
from openpyxl import load_workbook

from facilitate.commands import remainder
from facilitate.commands.terminal import NOTES
from facilitate.consolidation import listing
from tests.conftest import Workbook, codes
from tests.made_session import made_session

GROUPS = 60


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A session that is large because little room is left."""
    monkeypatch.setattr(listing, "MOST", 40)
    monkeypatch.setattr(listing.listed_and_rest, "__defaults__", (40,))
    monkeypatch.setattr(remainder, "ROWS", 100)
    return made_session(tmp_path / "consultation", GROUPS)


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def decisions(folder):
    rows = Workbook(folder / "decisions.xlsx").rows("Decisions")
    return {row["id"]: row for row in rows if isinstance(row["support"], int)}


def test_the_most_supported_proposals_are_in_the_workbook_and_the_others_beside_it(large, facilitate):
    result = facilitate("merge", large)
    rows, rest = decisions(large), table(large / "report/proposals.csv")
    assert len(rows) == 40 and not rows.keys() & {row["number in this merge"] for row in rest}
    assert min(row["support"] for row in rows.values()) >= max(int(row["support"]) for row in rest)
    assert [int(row["support"]) for row in rest] == sorted((int(row["support"]) for row in rest), reverse=True)
    assert f"Found {len(rows) + len(rest)} proposals" in result.stdout
    assert f"{len(rest)} proposals with less support that are not in the workbook" in result.stdout
    overview = [cell.value for row in load_workbook(large / "decisions.xlsx")["Overview"] for cell in row]
    assert any(f"{len(rest)} others are in report/proposals.csv" in str(value) for value in overview)


def test_every_contribution_is_in_the_sources_beside_the_workbook(large, facilitate):
    facilitate("merge", large)
    sources = table(large / "report/sources.csv")
    assert Workbook(large / "decisions.xlsx").rows("Sources") == []
    went = {one for row in sources for one in row["went into"].split(", ")}
    known = decisions(large).keys() | {row["number in this merge"] for row in table(large / "report/proposals.csv")}
    assert {one for one in went if one[0] in "PR"} <= known
    used = sum(row["used"] for row in Workbook(large / "decisions.xlsx").rows("Intake"))
    assert len({(row["file"], row["sheet"], row["cell"]) for row in sources}) >= used > 0


def test_what_was_listed_stays_listed_and_nothing_decided_is_lost(large, facilitate):
    facilitate("merge", large)
    before = decisions(large)
    with Workbook(large / "decisions.xlsx") as book:
        for line in book.book["Decisions"].iter_rows(min_row=2):
            if line[0].value in before:
                book.set("Decisions", line[0].row, "decision", "defer")
    for path in sorted((large / "groups").iterdir())[:20]:
        path.unlink()
    facilitate("merge", large)
    after = decisions(large)
    assert before.keys() <= after.keys()
    assert {after[id]["decision"] for id in before} == {"defer"}
    assert all(after[id]["category"] == row["category"] for id, row in before.items())


def test_merging_again_changes_nothing(large, facilitate):
    facilitate("merge", large)
    files = [large / "decisions.xlsx", *sorted((large / "report").glob("*.csv"))]
    first = [path.read_bytes() for path in files]
    assert "decisions.xlsx is up to date" in facilitate("merge", large).stdout
    assert [path.read_bytes() for path in files] == first


def test_many_missing_groups_are_one_line(tmp_path, facilitate):
    folder = made_session(tmp_path / "consultation", 30)
    for path in sorted((folder / "groups").iterdir())[3:]:
        path.unlink()
    result = facilitate("merge", folder)
    assert [code for code in codes(result) if "missing" in code] == ["groups-missing"]
    assert "Nothing has come from 27 of 30 groups: Meeting " in result.stderr and "and 15 more." in result.stderr


def test_many_notes_of_one_kind_do_not_flood_the_terminal(large, facilitate):
    said = facilitate("merge", large).stderr.splitlines()
    received = len(list((large / "groups").iterdir()))
    assert sum("note: The file was read as" in line for line in said) == NOTES < received
    assert f"... and {received - NOTES} more notes of this kind [read-as]" in said


def test_few_proposals_are_all_in_the_workbook(first, facilitate):
    facilitate("merge", first)
    assert not (first / "report/proposals.csv").exists() and not (first / "report/sources.csv").exists()


def test_changed_cells_are_told_though_the_sources_have_no_room_in_the_workbook(large, facilitate):
    facilitate("merge", large)
    sources = table(large / "report/sources.csv")
    row = next(one for one in sources if one["sheet"] == "Reflections")
    book = load_workbook(large / row["file"])
    book["Reflections"][row["cell"]].value = "Something else"
    book.save(large / row["file"])
    result = facilitate("check", large)
    changed = [line for line in result.stderr.splitlines() if line.endswith("[cell-changed]")]
    assert len(changed) == 1 and "now it reads “Something else”" in changed[0]
    assert changed[0].startswith(f"{row['file']}:Reflections!{row['cell']}: ")
    (large / "report/sources.csv").unlink()
    again = codes(facilitate("check", large))
    assert "sources-gone" in again and "cell-changed" not in again
