"""Whatever is wrong is said with its place and a remedy; the rest is still read; nothing is overwritten."""

import shutil

import pytest
from openpyxl import load_workbook

from tests.conftest import Workbook, codes, outline


def edit(path, change):
    book = load_workbook(path)
    change(book)
    book.save(path)


def cell(sheet, address, value):
    return lambda book: book[sheet].__setitem__(address, value)


def remove(sheet):
    def change(book):
        del book[sheet]

    return change


def rename(sheet, name):
    return lambda book: setattr(book[sheet], "title", name)


def value_of(key, value):
    def change(book):
        row = next(c.row for c in book["meeting"]["A"] if c.value == key)
        book["meeting"].cell(row, 2).value = value

    return change


MEETING = {
    "a sheet is missing": (rename("agenda", "programme"), "missing-sheet", "meeting.xlsx"),
    "a column is missing": (cell("agenda", "C1", "what"), "missing-column", "meeting.xlsx:agenda!A1"),
    "a column is unknown": (cell("agenda", "J1", "colour"), "unknown-column", "meeting.xlsx:agenda!J1"),
    "a column is there twice": (cell("agenda", "I1", "lead"), "duplicate-column", "meeting.xlsx:agenda!I1"),
    "a date is none": (value_of("date", "mid November"), "not-a-date", "meeting.xlsx:meeting!B6"),
    "a time is none": (cell("agenda", "A2", "after lunch"), "not-a-time", "meeting.xlsx:agenda!A2"),
    "a number is none": (cell("agenda", "B2", "about ten"), "not-a-number", "meeting.xlsx:agenda!B2"),
    "a kind is unknown": (cell("agenda", "D2", "workshop"), "not-a-choice", "meeting.xlsx:agenda!D2"),
    "a title is missing": (cell("agenda", "C2", None), "missing-cell", "meeting.xlsx:agenda!C2"),
    "items overlap": (cell("agenda", "B2", 20), "items-overlap", "meeting.xlsx:agenda!C3"),
    "items leave a gap": (cell("agenda", "B3", 5), "items-gap", "meeting.xlsx:agenda!C4"),
    "the total is wrong": (value_of("end", "15:30"), "wrong-total", "meeting.xlsx:agenda!C8"),
    "the zone is unknown": (value_of("time zone", "Geneva"), "unknown-zone", "meeting.xlsx:meeting!B9"),
    "the language is no code": (value_of("language", "English"), "unknown-language", "meeting.xlsx:meeting!B12"),
    "the rule is unknown": (value_of("adoption rule", "most of them"), "unknown-rule", "meeting.xlsx:meeting!B22"),
    "a key is unknown": (cell("meeting", "A5", "venue"), "unknown-key", "meeting.xlsx:meeting!A5"),
    "a key is there twice": (cell("meeting", "A5", "title"), "second-value", "meeting.xlsx:meeting!A5"),
    "an id is unusable": (cell("categories", "A2", "C 1"), "unusable-id", "meeting.xlsx:categories!A2"),
    "an id is there twice": (cell("categories", "A3", "C1"), "duplicate-id", "meeting.xlsx:categories!A3"),
    "a name is there twice": (
        cell("categories", "B3", "Sectoral  approach"),
        "duplicate-id",
        "meeting.xlsx:categories!B7",
    ),
    "a participant's group is unknown": (
        cell("participants", "H2", "purple"),
        "no-such-group",
        "meeting.xlsx:participants!H2",
    ),
    "a participant's category is unknown": (
        cell("participants", "F2", "Art"),
        "no-such-interest",
        "meeting.xlsx:participants!F2",
    ),
    "consent is unclear": (cell("participants", "I2", "maybe"), "not-a-choice", "meeting.xlsx:participants!I2"),
}


@pytest.mark.parametrize(("change", "code", "place"), MEETING.values(), ids=MEETING)
def test_what_is_wrong_in_the_meeting_workbook(facilitate, first, change, code, place):
    edit(first / "meeting.xlsx", change)
    result = facilitate("check", first)
    found = [line for line in result.stderr.splitlines() if line.endswith(f"[{code}]")]
    assert any(line.startswith(f"{place}: ") for line in found), result.stderr
    assert facilitate("pack", first).exit_code in (0, 1)  # the rest is still read
    assert (first / "pack/groups/green.xlsx").exists()


GROUPS = {
    "an action is unknown": (cell("Categories", "D2", "delet"), "unknown-action", "groups/green.xlsx:Categories!D2"),
    "a rename lacks its name": (cell("Categories", "E2", None), "incomplete-row", "groups/green.xlsx:Categories!E2"),
    "a merge lacks its target": (
        cell("Categories", "D2", "merge into"),
        "incomplete-row",
        "groups/green.xlsx:Categories!F2",
    ),
    # a name that is near several is asked about; one that is near none is a wish for a new category
    "a category is unclear": (
        cell("Categories", "B12", "Skills"),
        "unknown-category",
        "groups/green.xlsx:Categories!B12",
    ),
    "a category is new": (cell("Categories", "B12", "Farming"), "taken-as-new", "groups/green.xlsx:Categories!B12"),
    "a text stands aside": (
        cell("Categories", "K3", "ask Maria"),
        "text-under-no-header",
        "groups/green.xlsx:Categories!K3",
    ),
    "a proposal lacks a name": (cell("Missing", "C2", "we lack one"), "incomplete-row", "groups/green.xlsx:Missing!A2"),
    "a sheet is missing": (remove("Missing"), "missing-sheet", "groups/green.xlsx"),
    # a renamed sheet is known by its columns; nothing is missing then
    "a sheet is renamed": (rename("Missing", "Lost"), "sheet-taken-for", "groups/green.xlsx:Lost"),
    # the rows of a further sheet are in the account, set aside
    "a sheet is one too many": (lambda book: extra(book), "no-known-columns", "groups/green.xlsx:More notes!A1"),
    "a name is written over": (
        cell("Categories", "B3", "Trades"),
        "retyped-category",
        "groups/green.xlsx:Categories!B3",
    ),
    "an action is forgotten": (cell("Categories", "D2", None), "assumed-action", "groups/green.xlsx:Categories!D2"),
    "a split lacks a part": (cell("Categories", "E4", "One"), "incomplete-row", "groups/green.xlsx:Categories!E4"),
    # our comments on them are left
    "no header is left": (lambda book: no_headers(book), "columns-taken-for", "groups/green.xlsx:Missing!A1"),
    "a few headers are left": (
        lambda book: no_headers(book, comments=False),
        "no-known-columns",
        "groups/green.xlsx:Reflections!A1",
    ),
}


def extra(book):
    book.create_sheet("More notes")["A1"].value = "ask Maria"


def no_headers(book, comments=True):
    for cell in book["Missing" if comments else "Reflections"][1]:
        cell.value = f"was {cell.coordinate}"
        cell.comment = cell.comment if comments else None
    if not comments:
        book["Reflections"]["A1"].value = "topic"


@pytest.mark.parametrize(("change", "code", "place"), GROUPS.values(), ids=GROUPS)
def test_what_is_wrong_in_a_groups_workbook(facilitate, first, change, code, place):
    edit(first / "groups/green.xlsx", change)
    result = facilitate("check", first)
    found = [line for line in result.stderr.splitlines() if line.endswith(f"[{code}]")]
    assert any(line.startswith(f"{place}: ") for line in found), result.stderr
    assert "Group Blue" in result.stdout


def files(first, name, content):
    path = first / "groups" / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path, first)


def second_file(path, first):
    shutil.copy(first / "groups/green.xlsx", path)
    edit(path, cell("Categories", "H4", "second thoughts"))


def of_another_meeting(path, first):
    shutil.move(first / "groups/green.xlsx", path)

    def change(book):
        book.custom_doc_props["facilitate-session"].value = "core-group-7"
        for row in range(2, book["Categories"].max_row + 1):
            book["Categories"].cell(row, 2).value = f"Another list {row}"

    edit(path, change)


FILES = {
    "not a workbook": ("notes.xlsx", b"hello", "not-a-workbook"),
    "half written": ("half.xlsx", b"PK\x03\x04" + b"\0" * 100, "cut-off-file"),
    "empty": ("nothing.xlsx", b"", "empty-file"),
    "a second file of a group": ("green (2).xlsx", second_file, "duplicate-group"),
    "an exact copy": (
        "green copy.xlsx",
        lambda path, first: shutil.copy(first / "groups/green.xlsx", path),
        "same-copy",
    ),
    "of another meeting": ("green.xlsx", of_another_meeting, "other-session"),
}


@pytest.mark.parametrize(("name", "content", "code"), FILES.values(), ids=FILES)
def test_a_strange_file_among_the_groups_is_said_and_the_others_are_read(facilitate, first, name, content, code):
    files(first, name, content)
    before = (first / "decisions.xlsx").read_bytes()
    result = facilitate("check", first)
    assert [found for found in codes(result) if found == code] == [code]
    assert "groups/Group Blue.xlsx" in result.stdout
    assert (first / "decisions.xlsx").read_bytes() == before


def test_a_session_folder_may_be_renamed(facilitate, first):
    first = first.rename(first.parent / "final version")
    result = facilitate("check", first)
    said = [line for line in result.stderr.splitlines() if line.endswith("[renamed-session]")]
    assert said == [
        "groups/: note: 4 workbooks were made for the session “ilo-2020-11-19-core-group-1”; this is “final version”. "
        "If the folder was not renamed, please ask for the right files. They were read, with the list of this session. "
        "[renamed-session]"
    ]
    assert result.exit_code == 0


def changed_list(book):
    sheet = book["Categories"]
    sheet["B3"].value = "Trades"  # a name that was typed over
    sheet.append(["C99", "Green skills", "What work will need", "keep"])  # a row of the group's own


def test_in_a_renamed_folder_a_group_may_have_changed_the_list(facilitate, first):
    first = first.rename(first.parent / "final version")
    before = facilitate("check", first)
    edit(first / "groups/green.xlsx", changed_list)
    after = facilitate("check", first)
    assert "other-session" not in codes(after)
    assert codes(after).count("retyped-category") == 1
    rows = [int(line.split()[5]) for told in (before, after) for line in told.stdout.splitlines() if "Green" in line]
    assert rows[1] == rows[0] + 1


def test_a_workbook_of_the_meeting_before_is_not_read_though_its_list_is_nearly_the_same(facilitate, first):
    def of_another_version(book):
        book.custom_doc_props["facilitate-session"].value = "core-group-7"
        book.custom_doc_props["facilitate-list-version"].value = "v6"

    edit(first / "groups/green.xlsx", of_another_version)
    assert codes(facilitate("check", first)).count("other-session") == 1


def test_a_file_of_an_unknown_group_is_not_used(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    del book["Group Green"]
    book.save(first / "groups/purple.xlsx")
    result = facilitate("check", first)
    assert "groups/purple.xlsx: error: The file belongs to no group of this meeting: “purple”." in result.stderr
    assert codes(result)[0] == "unknown-group"
    assert result.exit_code == 1


def test_a_locked_file_is_said(facilitate, first, monkeypatch):
    (first / "groups/blocked.xlsx").mkdir()  # a folder in its place cannot be opened, whoever runs the test
    (first / "meeting.xlsx").rename(first / "kept.xlsx")
    (first / "meeting.xlsx").mkdir()
    result = facilitate("check", first)
    assert result.exit_code == 1
    assert "meeting.xlsx: The file cannot be opened: is a directory." in result.stderr


def test_a_decision_workbook_that_cannot_be_opened_stops_nothing_else(facilitate, first):
    (first / "decisions.xlsx").unlink()
    (first / "decisions.xlsx").mkdir()
    result = facilitate("merge", first)
    assert "cannot-open" in codes(result)
    assert "Read 4 workbooks of 4 groups" in result.stdout


@pytest.mark.parametrize("above", [["Notes of Group Green", None], [None]], ids=["a title", "an empty row"])
def test_what_stands_above_the_headers_loses_no_row(facilitate, first, above):
    before = facilitate("check", first)

    def insert(book):
        for name in ("Categories", "Missing", "Reflections"):
            book[name].insert_rows(1, len(above))
            book[name]["A1"].value = above[0]

    edit(first / "groups/green.xlsx", insert)
    after = facilitate("check", first)
    rows = [
        [line.split()[:-2] for line in told.stdout.splitlines() if "Green" in line] for told in (before, after)
    ]  # not the numbers of questions: every cell that moved is one
    assert rows[0] == rows[1]


@pytest.mark.parametrize("group", ["green", "orange", "violet"])
def test_sheets_of_ours_without_their_headers_are_read_as_they_were_sent(facilitate, first, group):
    def headless(book):
        for name in ("Categories", "Missing", "Reflections"):
            for cell in book[name][1]:
                cell.comment = None
            book[name].delete_rows(1)

    told = [facilitate("check", first)]
    book = load_workbook(first / f"groups/{group}.xlsx")
    filled = {
        name
        for name in ("Categories", "Missing", "Reflections")
        if any(any(row) for row in book[name].iter_rows(2, values_only=True))
    }
    edit(first / f"groups/{group}.xlsx", headless)
    told.append(facilitate("check", first))
    rows = [[line.split()[:9] for line in one.stdout.splitlines() if group in line.casefold()] for one in told]
    assert rows[0] == rows[1]
    said = [line for line in told[1].stderr.splitlines() if line.endswith("[headers-gone]")]
    assert {line.partition(": ")[0].rpartition(":")[2] for line in said} == filled


def test_files_in_a_folder_of_their_own_are_said(facilitate, first):
    (first / "groups/late").mkdir()
    shutil.move(first / "groups/violet.xlsx", first / "groups/late/violet.xlsx")
    assert "folder-among-files" in codes(facilitate("check", first))


def test_words_that_are_nearly_ours_get_a_suggestion(facilitate, first):
    edit(first / "groups/green.xlsx", cell("Categories", "D2", "drip"))  # “delete” is understood
    edit(first / "meeting.xlsx", cell("meeting", "A11", "next steps"))
    edit(first / "meeting.xlsx", cell("meeting", "B11", "go on"))
    told = facilitate("check", first).stderr
    assert "Perhaps “drop” is meant." in told
    assert "Perhaps “next step” is meant." in told


def test_a_report_says_what_it_lacks(facilitate, first):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P4", "decision", None)
        book.set("Decisions", "P1", "status", "recheck: look")
    with Workbook(first / "meeting.xlsx") as book:
        for row in range(2, 9):
            book.set("agenda", row, "summary", None)
    result = facilitate("report", first)
    assert sorted(codes(result)) == [
        "matched-category",
        "matched-category",
        "nothing-written",
        "still-undecided",
        "to-recheck",
    ]
    lines = outline(first / "report/report.docx")
    assert ("Heading 1", "The meeting") not in lines
    assert ("Small Print", "This list is a draft: 1 proposal not yet decided (P4).") in lines


@pytest.mark.slow
def test_an_earlier_meeting_that_was_reported_anew_is_noticed(facilitate, first):
    facilitate("report", first)
    facilitate("new", first.parent / "next", "--after", first)
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P4", "decision", "reject")
        book.set("Decisions", "P4", "reason", "after all")
    facilitate("report", first)
    assert "earlier-changed" in codes(facilitate("check", first.parent / "next"))


def test_lock_files_and_missing_groups(facilitate, first):
    (first / "groups/~$green.xlsx").write_bytes(b"lock")
    (first / "groups/violet.xlsx").unlink()
    result = facilitate("check", first)
    assert "Nothing has come from Group Violet." in result.stderr
    assert "group-missing" in codes(result)
    assert "~$green" not in result.stderr + result.stdout


def test_no_groups_at_all(facilitate, first):
    shutil.rmtree(first / "groups")
    result = facilitate("merge", first)
    assert "no-group-files" in codes(result)
    assert result.exit_code == 1


DECISIONS = {
    "a decision is no word of the list": ("decision", "yes", "unknown-decision"),
    "an action is no word of the list": ("proposed", "delete", "unknown-proposed-action"),
    "a category is unknown": ("category", "C12 Farming", "unknown-decided-category"),
    "a meaning is no word of the list": ("meaning", "broader", "unknown-meaning"),
    "a yes-or-no is neither": ("old category lives on", "perhaps", "not-yes-or-no"),
}


@pytest.mark.parametrize(("header", "value", "code"), DECISIONS.values(), ids=DECISIONS)
def test_what_is_wrong_in_the_decisions(facilitate, first, header, value, code):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P4", header, value)
        cells = book.book["Decisions"]
        wrong = cells.cell(book.row("Decisions", "P4"), book.column("Decisions", header))
        place = f"decisions.xlsx:Decisions!{wrong.coordinate}"
    result = facilitate("report", first)
    assert any(
        line.startswith(f"{place}: error: ") and line.endswith(f"[{code}]") for line in result.stderr.splitlines()
    )
    assert result.exit_code == 1


@pytest.mark.parametrize(("value", "code"), [("last", "not-a-position"), (1, "same-position")])
def test_what_is_wrong_in_the_order(facilitate, first, value, code):
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Order", "C9", "position", value)
    assert code in codes(facilitate("check", first))


def test_a_folder_that_is_no_session(facilitate, tmp_path):
    result = facilitate("check", tmp_path)
    assert (result.exit_code, "holds no meeting.xlsx" in result.stderr) == (1, True)
    result = facilitate("check", tmp_path / "nowhere")
    assert (result.exit_code, "There is no folder" in result.stderr) == (1, True)


def test_text_that_begins_like_a_formula_stays_text(facilitate, first):
    payload = '=HYPERLINK("http://example.org","click")'
    book = load_workbook(first / "groups/green.xlsx")
    target = book["Missing"]["A2"]
    target.value = payload
    target.data_type = "s"
    for address, text in (("A3", "+ more"), ("A4", "-merge with river"), ("A5", "@all")):
        book["Missing"][address].value = text
        book["Missing"][address].data_type = "s"
    book.save(first / "groups/green.xlsx")
    facilitate("merge", first)
    written = load_workbook(first / "decisions.xlsx")
    cells = [c for sheet in written.worksheets for row in sheet.iter_rows() for c in row]
    formulas = [c for c in cells if c.data_type == "f"]  # the overview counts what is decided
    assert {c.parent.title for c in formulas} == {"Overview"}
    assert {str(c.value).partition("(")[0] for c in formulas} <= {"=COUNTIF", "=COUNTIFS", "=SUMPRODUCT", "=SUM"}
    texts = {c.value for c in cells}
    assert {payload, "+ more", "-merge with river", "@all"} <= texts


def test_a_target_that_cannot_be_written_leaves_the_new_file_beside_it(facilitate, first):
    (first / "report").mkdir()
    (first / "report/report.docx").mkdir()  # stands for a file that the system does not let go of
    result = facilitate("report", first)
    assert codes(result)[0] == "cannot-write"
    assert (first / "report/report.new.docx").exists()
    assert (first / "report/changes.xlsx").exists()
