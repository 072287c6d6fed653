"""What the columns of an unknown file hold is said once, with --columns, and remembered in the session."""

import csv
import json
import shutil

import pytest

from tests.conftest import Workbook, codes

SLIDO = [
    ("Question ID", "Question text", "Upvotes", "Label"),
    ("q1", "Why so many categories?", "7", "List"),
    ("q2", "Who decides: we or you?", "2", "Process"),
]
MURAL = [
    ("Sticky", "Area", "Team"),
    ("Recognition of skills is too narrow", "Recognition", "green"),
    ("More for migrants", "Access", "violet"),
]


def put(first, name, rows):
    for old in (first / "groups").glob("green*"):
        old.unlink()
    with (first / "groups" / name).open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream).writerows(rows)


def account(facilitate, first, name):
    said = json.loads(facilitate("check", first, "--json").stdout)
    return [one for one in said["intake"] if one["file"] == f"groups/{name}"]


def test_a_mapping_is_used_said_and_remembered(facilitate, first):
    put(first, "green slido.csv", SLIDO)
    result = facilitate("check", first)
    assert "no-known-columns" in codes(result)
    result = facilitate("check", first, "--columns", "what was said = Question text; topic = Label")
    assert (
        "Remembered in layouts/columns.toml: “Question text” as “what was said” and “Label” as “topic”."
        in result.stdout
    )
    assert "no-known-columns" not in codes(result)
    told = "groups/green slido.csv: note: The file was read as columns as given, 2 rows."
    assert told in result.stderr
    (entry,) = account(facilitate, first, "green slido.csv")
    assert (entry["group"], entry["found"], entry["used"]) == ("green", 2, 2)
    facilitate("merge", first)
    rows = Workbook(first / "decisions.xlsx").rows("Sources")
    assert "Who decides: we or you?" in {row["text as found"] for row in rows}


def test_a_mapping_for_one_file_leaves_others_alone_and_knows_a_group_column(facilitate, first):
    put(first, "mural.csv", MURAL)
    (first / "groups/violet.xlsx").unlink()
    facilitate("merge", first, "--columns", "mural*.csv: group = Team; what was said = Sticky; topic = Area")
    assert (first / "layouts/mural.toml").read_text("utf-8") == (
        "# Said with --columns; change it as you like.\n"
        'name = "mural"\ngives = "Reflections"\nfiles = ["mural*.csv"]\n\n'
        '[columns]\n"group" = "Team"\n"what was said" = "Sticky"\n"topic" = "Area"\n'
    )
    entries = account(facilitate, first, "mural.csv")
    assert [(one["group"], one["read_as"], one["used"]) for one in entries] == [
        ("green", "mural", 1),
        ("violet", "mural", 1),
    ]
    assert "unused-layout" not in codes(facilitate("check", first))


def test_how_a_file_was_recognised_can_be_overridden(facilitate, first):
    rows = [("Date", "Session", "Voter", "One word"), ("2020-11-19", "1", "Voter 1", "Hope")]
    put(first, "green.csv", rows)
    (entry,) = account(facilitate, first, "green.csv")
    assert entry["read_as"] == "Mentimeter"
    told = facilitate("check", first, "--columns", "green.csv: google forms")
    assert "Remembered in layouts/green.toml: green.csv is read as Google Forms." in told.stdout
    assert "The file was read as Google Forms, 1 row." in told.stderr
    facilitate("check", first, "--columns", "green.csv: what was said = One word")
    (entry,) = account(facilitate, first, "green.csv")
    assert (entry["read_as"], entry["used"]) == ("green", 1)
    (backup,) = (first / "backups").glob("green-*.toml")  # what was remembered before is kept
    assert "Google Forms" in backup.read_text("utf-8")


def test_the_two_sides_may_be_swapped_and_saying_it_again_changes_nothing(facilitate, first):
    put(first, "green.csv", SLIDO)
    facilitate("check", first, "--columns", "Question text = what was said")
    before = (first / "layouts/columns.toml").read_bytes()
    result = facilitate("check", first, "--columns", "what was said = Question text")
    assert "Remembered" not in result.stdout
    assert (first / "layouts/columns.toml").read_bytes() == before
    assert not list((first / "backups").glob("*.toml")) if (first / "backups").exists() else True


def test_a_layout_file_is_taken_over(facilitate, first, tmp_path):
    put(first, "green.csv", SLIDO)
    file = tmp_path / "slido.toml"
    file.write_text('name = "Slido"\n[columns]\n"what was said" = "Question text"\n', "utf-8")
    result = facilitate("check", first, "--columns", file)
    assert "The file was read as Slido, 2 rows." in result.stderr
    assert (first / "layouts/slido.toml").read_bytes() == file.read_bytes()


def test_a_layout_that_fits_no_file_is_said(facilitate, first):
    put(first, "green.csv", SLIDO)
    result = facilitate("check", first, "--columns", "what was said = Question txt")
    assert (
        "layouts/: question: No file has the columns of the layout “columns as given”: “Question txt”." in result.stderr
    )


UNUSABLE = {
    "no column": ("nonsense", "does not say what a column holds"),
    "an unknown header": ("tpoic = Label", "Perhaps “topic” is meant."),
    "an unknown layout": (
        "green.csv: Slado",
        "with one of Google Forms, Mentimeter, Microsoft Forms or group workbook",
    ),
    "no such file": ("nowhere.toml", "The layout nowhere.toml cannot be read."),
    "headers of two tables": ("proposed category = A; topic = B", "cannot be used"),
}


@pytest.mark.parametrize(("said", "words"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_said_and_nothing_is_remembered(facilitate, first, said, words):
    result = facilitate("check", first, "--columns", said)
    assert (result.exit_code, words in result.stderr) == (1, True), result.stderr
    assert not (first / "layouts").exists()


def test_a_session_that_is_copied_takes_its_layouts_with_it(facilitate, first):
    put(first, "green.csv", SLIDO)
    facilitate("check", first, "--columns", "what was said = Question text")
    other = shutil.copytree(first, first.parent / "copy")
    assert account(facilitate, other, "green.csv")[0]["used"] == 2
