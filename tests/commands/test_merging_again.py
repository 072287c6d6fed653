"""What a person wrote in decisions.xlsx survives every later merge, on its item."""

import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from facilitate.consolidation.conservation import lost
from facilitate.consolidation.overtyped import MOVED
from facilitate.consolidation.reconcile import reconcile
from facilitate.records.tables import BAND, GONE, STATUS, KeptTable
from tests.conftest import Workbook, codes


@pytest.fixture
def merged(facilitate, first):
    """The first session, merged without a decision and without Group Violet."""
    (first / "decisions.xlsx").unlink()
    shutil.move(first / "groups/violet.xlsx", first / "late.xlsx")
    assert facilitate("merge", first).exit_code == 0
    return first


def arrives(session):
    """The late group's workbook comes."""
    shutil.move(session / "late.xlsx", session / "groups/violet.xlsx")


def by_wording(session, wording):
    rows = Workbook(session / "decisions.xlsx").rows("Decisions")
    return next(row for row in rows if (row["proposed wording"] or row["proposed"]).startswith(wording))


def test_a_late_file_adds_only_what_is_new(facilitate, merged):
    keep = by_wording(merged, "keep")
    with Workbook(merged / "decisions.xlsx") as book:
        before = [row["id"] for row in book.rows("Decisions")]
        book.set("Decisions", keep["id"], "decision", "reject")
        book.set("Decisions", keep["id"], "reason", "=too short")
    arrives(merged)
    result = facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        rows = {row["id"]: row for row in book.rows("Decisions")}
        assert [id for id in rows if id in before] == before
        fresh = [row for id, row in rows.items() if id not in before]
        assert {(row["category"][:2] if row["category"] else "", row["proposed"]) for row in fresh} == {
            ("C7", "rename"),
            ("C8", "drop"),
        }
        assert {row["status"] for row in fresh} == {"new"}
        assert rows[keep["id"]]["decision"] == "reject"
        assert rows[keep["id"]]["reason"] == "=too short"
    assert "2 new" in result.stdout
    assert "decide on 12 proposals" in result.stdout


def test_an_adopted_wording_never_changes_by_itself(facilitate, merged):
    life = by_wording(merged, "Life skills")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", life["id"], "decision", "adopt")
    for session_file in ("late.xlsx",):
        with Workbook(merged / session_file) as book:
            book.book["Missing"][
                "A3"
            ].value = "LIFE SKILLS (e.g. soft skills, healthy lifestyle and positive attitudes)"
    arrives(merged)
    facilitate("merge", merged)
    assert by_wording(merged, "L")["final wording"] == life["final wording"]


def test_new_evidence_on_a_decided_row_asks_for_another_look(facilitate, merged):
    inclusion = by_wording(merged, "Social inclusion and interaction")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", inclusion["id"], "decision", "adopt")
    arrives(merged)
    facilitate("merge", merged)
    row = by_wording(merged, "Social inclusion and interaction")
    assert row["decision"] == "adopt"
    assert row["status"].startswith("recheck: “in conflict with” has changed, it was: empty")
    once = (merged / "decisions.xlsx").read_bytes()
    facilitate("merge", merged)
    assert (merged / "decisions.xlsx").read_bytes() == once  # the same merge twice: the same bytes


def test_what_lost_its_source_is_marked_and_never_removed(facilitate, merged):
    arrives(merged)
    facilitate("merge", merged)
    drop = by_wording(merged, "drop")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", drop["id"], "decision", "adopt")
        book.set("Decisions", drop["id"], "reason", "as Violet says")
    (merged / "groups/violet.xlsx").unlink()
    result = facilitate("merge", merged)
    row = by_wording(merged, "drop")
    assert (row["id"], row["decision"], row["reason"], row["status"]) == (drop["id"], "adopt", "as Violet says", GONE)
    assert "answered-nothing" in codes(result)


def test_rows_sorted_by_a_person_stay_sorted_and_keep_their_decisions(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        sheet = book.book["Decisions"]
        last = book.free("Decisions") - 1
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=last)]
        bands, rows = ([line for line in lines if line[0].startswith(BAND) is wanted] for wanted in (True, False))
        decision = book.column("Decisions", "decision") - 1
        for row in rows:
            row[decision] = "defer" if row[2] == "rename" else "adopt"
        rows.sort(key=lambda row: str(row[3]), reverse=True)
        for number, row in enumerate([*rows, *bands], 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        order = [row[0] for row in rows]
    arrives(merged)
    facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        after = book.rows("Decisions")
    assert [row["id"] for row in after if row["id"] in order] == order
    assert {row["decision"] for row in after if row["id"] in order and row["proposed"] == "rename"} == {"defer"}


def test_rows_sheets_and_columns_of_the_persons_own_are_carried(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        sheet = book.book["Decisions"]
        own = book.free("Decisions")
        book.set("Decisions", own, "category", "C7 Training delivery")
        book.set("Decisions", own, "proposed", "rename")
        book.set("Decisions", own, "decision", "adopt")
        book.set("Decisions", own, "final wording", "Teaching")
        book.set("Decisions", own, "reason", "asked for by the chair")
        sheet.cell(1, sheet.max_column + 1).value = "my notes"
        sheet.cell(book.row("Decisions", "P1"), sheet.max_column).value = "call Ama"
        book.book.create_sheet("To do")["A1"].value = "print the list"
    arrives(merged)
    facilitate("merge", merged)
    facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        assert book.get("Decisions", "F1", "final wording") == "Teaching"
        assert book.get("Decisions", "F1", "status") == "your own"
        assert book.get("Decisions", "P1", "my notes") == "call Ama"
        assert book.book["To do"]["A1"].value == "print the list"
    assert "6. Teaching" not in facilitate("report", merged).stdout  # nothing else is adopted: it stays number 7
    assert "7. Teaching" in facilitate("report", merged).stdout


def test_deleted_rows_stay_deleted_and_are_listed(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.book["Decisions"].delete_rows(book.row("Decisions", "P2"))
    arrives(merged)
    result = facilitate("merge", merged)
    assert "You deleted P2." in result.stderr
    assert "rows-deleted" in codes(result)
    with Workbook(merged / "decisions.xlsx") as book:
        assert "P2" not in [row["id"] for row in book.rows("Decisions")]


def test_a_text_typed_over_the_programs_cell_is_moved_not_lost(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "groups", "all of them, orally")
    facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        assert book.get("Decisions", "P1", "groups") == "Group Blue, Group Green and Group Orange"
        assert book.get("Decisions", "P1", MOVED) == "groups: all of them, orally"


def test_the_file_before_is_kept_byte_for_byte(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "why not")
    before = (merged / "decisions.xlsx").read_bytes()
    arrives(merged)
    facilitate("merge", merged)
    (backup,) = (merged / "backups").iterdir()
    assert backup.read_bytes() == before


def test_notes_in_a_sheet_of_the_programs_are_said_to_be_in_the_backup(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.book["Intake"]["J2"].value = "phone them"
    arrives(merged)
    result = facilitate("merge", merged)
    assert "typed-in-program-sheet" in codes(result)
    assert "phone them" in result.stderr


@pytest.mark.parametrize(
    ("damage", "code"), [(b"not a workbook", "not-a-workbook"), (b"", "empty-file")], ids=["text", "empty"]
)
def test_a_damaged_decision_workbook_is_left_as_it_is(facilitate, merged, damage, code):
    (merged / "decisions.xlsx").write_bytes(damage)
    result = facilitate("merge", merged)
    assert result.exit_code == 1
    assert code in codes(result)
    assert (merged / "decisions.xlsx").read_bytes() == damage


def test_without_the_hidden_sheet_everything_counts_as_the_persons(facilitate, merged):
    book = load_workbook(merged / "decisions.xlsx")
    del book["Base"]
    book.save(merged / "decisions.xlsx")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "decision", "adopt")
    arrives(merged)
    facilitate("merge", merged)
    with Workbook(merged / "decisions.xlsx") as book:
        assert book.get("Decisions", "P3", "decision") == "adopt"


def test_nothing_is_replaced_where_a_text_would_be_cut(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "LONGTEXT")
    path = merged / "decisions.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(b"LONGTEXT", b"x" * 40_000))  # more than Excel can hold in a cell
    before = path.read_bytes()
    arrives(merged)
    result = facilitate("merge", merged)
    assert "would-be-lost" in codes(result)
    assert path.read_bytes() == before


# ------------------------------------------------------------------ the rules themselves, on random tables

HEADERS = ("id", "name", "groups", "decision", "reason", STATUS)
WORDS = st.sampled_from(["", "adopt", "reject", "why", "=1+1", "x y"])


def table(rows):
    return KeptTable("Decisions", HEADERS, "id", ("decision", "reason"), ("name",), ("groups",), tuple(rows))


@st.composite
def programs(draw):
    """What the program suggests: ids, each with its own visible name."""
    numbers = draw(st.lists(st.integers(1, 9), unique=True, max_size=7))
    return table(
        (f"P{n}", f"name {n}", draw(st.sampled_from(["a", "b"])), "", draw(st.sampled_from(["", "suggested"])), None)
        for n in numbers
    )


@st.composite
def edited(draw, base):
    """What a person made of it: retyped, deleted, copied, moved, added, ids cleared."""
    rows = [list(row) for row in base.rows if draw(st.integers(0, 5))]
    for row in rows:
        if draw(st.booleans()):
            row[3] = draw(WORDS)
        if draw(st.booleans()):
            row[4] = draw(WORDS)
        if draw(st.integers(0, 7)) == 0:
            row[0] = ""
        if draw(st.integers(0, 7)) == 0:
            row[2] = "typed over"
    if rows and draw(st.booleans()):
        rows.append(list(draw(st.sampled_from(rows))))
    rows += [
        ["", draw(st.sampled_from(["mine", "name 3"])), "", "adopt", "own reason", None]
        for _ in range(draw(st.integers(0, 2)))
    ]
    return table(tuple(row) for row in draw(st.permutations(rows)))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_word_of_a_person_is_lost_over_several_merges(data):
    base = data.draw(programs())
    theirs = data.draw(edited(base))
    for _ in range(3):
        new = data.draw(programs())
        merged, remembered, _ = reconcile(base, theirs, new)
        assert lost(base, theirs, merged) == ()
        ids = [row[0] for row in merged.rows]
        assert len(ids) == len(set(ids))
        again, remembered_again, _ = reconcile(remembered, merged, new)
        assert (again, remembered_again) == (merged, remembered)
        base, theirs = remembered, merged


def account(session):
    """The rows of the sheet Last merge, empty cells as empty texts."""
    rows = load_workbook(session / "decisions.xlsx")["Last merge"].iter_rows(min_row=2, values_only=True)
    return [tuple(value or "" for value in row) for row in rows]


def test_the_account_names_what_was_updated_and_what_is_in_conflict(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        suggested = book.get("Themes", "T3", "paragraph")
        book.set("Themes", "T3", "paragraph", "In our own words.")
    arrives(merged)
    result = facilitate("merge", merged)
    assert (
        "Themes: 5 rows kept, 2 updated (T3 and T5), 1 new (T6), 1 to recheck (T3), "
        "1 in conflict: yours stays (T3 “paragraph”)\n" in result.stdout
    )
    book = Workbook(merged / "decisions.xlsx")
    status = book.get("Themes", "T3", "status")
    assert book.get("Themes", "T3", "paragraph") == "In our own words."
    found = {row[:3]: row[3:] for row in account(merged) if row[0] == "Themes"}
    yours, now = found.pop(("Themes", "in conflict: yours stays", "T3 “paragraph”"))
    assert yours == "In our own words." and "Group Violet" in now and now != suggested
    assert status.startswith("recheck: “what was said” has changed, it was: ")
    assert f"; “paragraph” stays as it is; now suggested: {now[:40]}" in status
    assert list(found) == [
        ("Themes", "kept", "5 rows"),
        ("Themes", "updated", "T3, T5"),
        ("Themes", "new", "T6"),
        ("Themes", "to recheck", "T3"),
    ]
    once = (merged / "decisions.xlsx").read_bytes()
    assert "decisions.xlsx is up to date." in facilitate("merge", merged).stdout
    assert (merged / "decisions.xlsx").read_bytes() == once  # the account is that of the last change
    before = account(merged)
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Themes", "T3", "status", None)
    facilitate("merge", merged)
    assert account(merged) == before


def test_what_was_to_recheck_stays_to_recheck_with_what_the_person_had_seen(facilitate, merged):
    inclusion = by_wording(merged, "Social inclusion and interaction")
    with Workbook(merged / "decisions.xlsx") as book:
        book.set("Decisions", inclusion["id"], "decision", "adopt")
    arrives(merged)
    facilitate("merge", merged)
    first = by_wording(merged, "Social inclusion and interaction")["status"]
    (merged / "groups/violet.xlsx").unlink()
    facilitate("merge", merged)
    assert by_wording(merged, "Social inclusion and interaction")["status"] == first


def test_groups_that_ask_for_nothing_leave_nothing_to_decide(facilitate, first):
    facilitate("pack", first)
    for path in (first / "groups").iterdir():
        path.unlink()
    for path in (first / "pack/groups").iterdir():
        path.rename(first / "groups" / path.name)
    (first / "decisions.xlsx").unlink()
    result = facilitate("merge", first)
    assert result.exit_code == 0 and codes(result) == ["nothing-filled-in"] * 4
    assert Workbook(first / "decisions.xlsx").rows("Decisions") == []
    assert "decisions.xlsx is up to date" in facilitate("merge", first).stdout
