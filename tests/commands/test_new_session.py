"""A new session folder, empty or carried forward."""

from openpyxl import load_workbook

from tests.conftest import NINE, Workbook, codes


def test_a_new_folder_is_ready_to_fill_in(facilitate, tmp_path):
    result = facilitate("new", tmp_path / "mine")
    assert result.exit_code == 0
    book = load_workbook(tmp_path / "mine/meeting.xlsx")
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert visible == ["meeting", "agenda", "categories", "groups", "participants", "team"]
    assert (tmp_path / "mine/groups").is_dir()
    assert all(cell.comment for cell in book["agenda"][1])
    rules = [str(rule.sqref) for rule in book["agenda"].data_validations.dataValidation]
    assert rules == ["D2:D42"]


def test_check_says_what_an_unfilled_workbook_lacks(facilitate, tmp_path):
    facilitate("new", tmp_path / "mine")
    result = facilitate("check", tmp_path / "mine")
    assert result.exit_code == 1
    assert sorted(set(codes(result))) == ["example-row", "missing-value", "no-rows", "unknown-zone"]
    assert codes(result).count("example-row") == 5  # the example of each sheet is recognised as unfilled
    assert "meeting.xlsx:agenda!A2: note: This is still the example row." in result.stderr


def test_nothing_that_is_there_is_written_over(facilitate, first):
    before = (first / "meeting.xlsx").read_bytes()
    result = facilitate("new", first)
    assert result.exit_code == 1
    assert "is there already and stays as it is" in result.stderr
    assert (first / "meeting.xlsx").read_bytes() == before


def test_after_carries_the_revised_list_the_people_and_the_groups(facilitate, first, tmp_path):
    facilitate("report", first)
    result = facilitate("new", tmp_path / "next", "--after", first)
    assert result.exit_code == 0
    assert "Carried forward" in result.stdout
    with Workbook(tmp_path / "next/meeting.xlsx") as book:
        assert tuple(row["name"] for row in book.rows("categories")) == NINE
        ids = [row["id"] for row in book.rows("categories")]
        assert ids == ["C1", "C2", "C3", "C4", "C5", "C7", "C8", "C9", "C10"]
        assert len(book.rows("participants")) == 24
        assert [row["name"] for row in book.rows("groups")] == [
            "Group Green",
            "Group Blue",
            "Group Orange",
            "Group Violet",
        ]
        assert book.get("meeting", "number", "value") == 2
        assert book.get("meeting", "previous session", "value") == first.name
        hoa = next(row for row in book.rows("participants") if row["name"] == "Nguyen Thi Hoa")
        assert hoa["categories"] == "C5"  # she worked on C6 and C5; C6 was merged into C5


def test_after_a_meeting_without_a_report_says_what_to_do(facilitate, first, tmp_path):
    result = facilitate("new", tmp_path / "next", "--after", first)
    assert result.exit_code == 1
    assert f"facilitate report {first}" in result.stderr
    assert not (tmp_path / "next").exists()


def test_a_list_changed_by_hand_between_meetings_is_found(facilitate, second):
    with Workbook(second / "meeting.xlsx") as book:
        book.set("categories", "C7", "name", "Training")
    result = facilitate("check", second)
    assert result.exit_code == 1
    assert codes(result)[0] == "changed-without-decision"
    assert "“C7 Training” is not what the last meeting agreed: “C7 Training delivery”" in result.stderr


def test_a_history_edited_by_hand_is_found(facilitate, second):
    history = second / "history.json"
    history.write_text(history.read_text().replace('"type": "deletion"', '"type": "kept"').replace('"C6"', '"C5"'))
    result = facilitate("check", second)
    assert result.exit_code == 1
    assert "unsound-history" in codes(result)
    history.write_text("{broken")
    assert "damaged-history" in codes(facilitate("check", second))
    history.write_text('{"schema": 99}')
    assert "later-history" in codes(facilitate("check", second))


def test_a_history_that_was_found_sound_is_checked_again_once_it_is_another(facilitate, second, monkeypatch):
    """A long history is not checked by every command; what was edited since is found all the same."""
    monkeypatch.setattr("facilitate.reading.sound.LARGE", 0)
    assert "unsound-history" not in codes(facilitate("check", second))
    known = (second / ".cache" / "history.sound").read_text()
    assert "unsound-history" not in codes(facilitate("check", second))
    history = second / "history.json"
    history.write_text(history.read_text().replace('"type": "deletion"', '"type": "kept"').replace('"C6"', '"C5"'))
    assert "unsound-history" in codes(facilitate("check", second))
    assert (second / ".cache" / "history.sound").read_text() == known
    (second / ".cache" / "history.sound").write_bytes(b"\xff\x00")
    assert "unsound-history" in codes(facilitate("check", second))
