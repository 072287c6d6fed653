"""``facilitate gather``: from files of answers to statements, as a person would run it and check it."""

import csv
import subprocess
import sys

import pyarrow.parquet as parquet
import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import ROOT, codes

ANSWERS = (
    ("North", "We need more bus lines to the villages"),
    ("South", "we need MORE bus lines, to the villages!"),
    ("South", "We need more bus lines to the vilages"),
    ("West", "We do not need more bus lines to the villages"),
    ("West", "  "),
    ("North", "Café terraces, please"),
    ("North", "=SUM(1)+2 more schools"),
)


def table(path, rows=ANSWERS, delimiter=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows([("region", "What do you propose?"), *rows])
    return path


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_copies_and_near_repeats_are_one_statement_with_all_its_rows(tmp_path, facilitate):
    result = facilitate("gather", table(tmp_path / "a.csv"), "--to", tmp_path / "out", "--cores", 1)
    assert result.exit_code == 0 and codes(result) == ["answers-taken-from"]
    assert "Read 7 rows of 1 table: 6 with words, 1 without." in result.stdout
    statements = {row["statement"]: row for row in rows(tmp_path / "out/statements.csv")}
    assert statements["S1"]["text"] == "We need more bus lines to the villages"
    assert [row["contributions"] for row in statements.values()] == ["3", "1", "1", "1"]
    contributions = rows(tmp_path / "out/contributions.csv")
    assert [(row["row"], row["statement"] == "S1") for row in contributions] == [
        ("2", True), ("3", True), ("4", True), ("5", False), ("6", False), ("7", False), ("8", False)
    ]  # fmt: skip
    assert contributions[4]["statement"] == ""
    assert contributions[6]["text"] == "'=SUM(1)+2 more schools"
    reasons = {row["wording"]: row["why joined"] for row in rows(tmp_path / "out/wordings.csv")}
    assert "“vilages” for “villages”" in reasons["we need more bus lines to the vilages"]


def test_the_summary_says_what_is_shown_and_accounts_for_every_row(tmp_path, facilitate):
    facilitate("gather", table(tmp_path / "a.csv"), "--to", tmp_path / "out", "--cores", 1)
    book = load_workbook(tmp_path / "out/summary.xlsx")
    facts = {row[0].value: row[1].value for row in book["Summary"].iter_rows(min_row=2)}
    assert facts["rows read"] == 7 and facts["contributions"] == 6 and facts["statements"] == 4
    top = [cell.value for cell in book["Statements"][2]]
    assert top[:3] == ["S1", "We need more bus lines to the villages", 3] and top[3] == pytest.approx(0.5)
    assert [cell.value for cell in book["Account"][2]][3:] == [7, 6, 1]


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_any_delimiter_and_encoding_gives_the_same(tmp_path, facilitate, delimiter, encoding):
    for name, how in (("one", (",", "utf-8")), ("two", (delimiter, encoding))):
        (tmp_path / name).mkdir()
        path = table(tmp_path / name / "a.csv", delimiter=how[0], encoding=how[1])
        facilitate("gather", path, "--to", tmp_path / name / "out", "--text", "what do you propose")
    one, two = (rows(tmp_path / name / "out/statements.csv") for name in ("one", "two"))
    assert one == two and any("Café" in row["text"] for row in one)


def test_a_folder_of_workbooks_and_text_tables(tmp_path, facilitate):
    folder = tmp_path / "in"
    folder.mkdir()
    table(folder / "a.csv")
    book = Workbook()
    book.active.append(("What do you propose?",))
    book.active.append(("WE NEED MORE BUS LINES TO THE VILLAGES",))
    book.save(folder / "b.xlsx")
    result = facilitate("gather", folder, "--to", tmp_path / "out", "--text", "What do you propose?", "--cores", 1)
    assert result.exit_code == 0 and codes(result) == []
    assert rows(tmp_path / "out/statements.csv")[0]["contributions"] == "4"
    assert rows(tmp_path / "out/contributions.csv")[-1]["sheet"] == "Sheet"


def test_the_order_of_rows_and_files_changes_no_statement(tmp_path, facilitate):
    facilitate("gather", table(tmp_path / "a.csv"), "--to", tmp_path / "one", "--cores", 1)
    first, second = table(tmp_path / "z.csv", ANSWERS[4:]), table(tmp_path / "y.csv", ANSWERS[3::-1])
    facilitate("gather", first, second, "--to", tmp_path / "two", "--cores", 1)
    for name in ("statements.csv", "wordings.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_parquet_holds_the_same(tmp_path, facilitate):
    path = table(tmp_path / "a.csv")
    facilitate("gather", path, "--to", tmp_path / "out", "--cores", 1)
    facilitate("gather", path, "--to", tmp_path / "out", "--cores", 1, "--parquet")
    held = parquet.read_table(tmp_path / "out/statements.parquet").to_pylist()
    assert [{key: str(value) for key, value in row.items()} for row in held] == [
        {**row, "text": row["text"].removeprefix("'")} for row in rows(tmp_path / "out/statements.csv")
    ]


def test_a_result_that_a_person_changed_is_kept(tmp_path, facilitate):
    path, summary = table(tmp_path / "a.csv"), tmp_path / "out/summary.xlsx"
    facilitate("gather", path, "--to", tmp_path / "out", "--cores", 1)
    again = facilitate("gather", path, "--to", tmp_path / "out", "--cores", 1)
    assert "kept as" not in again.stdout and not (tmp_path / "out/backups").exists()
    book = load_workbook(summary)
    book["Statements"]["B2"] = "In my own words"
    book.save(summary)
    assert "is kept as" in facilitate("gather", path, "--to", tmp_path / "out", "--cores", 1).stdout
    (copy,) = (tmp_path / "out/backups").iterdir()
    assert load_workbook(copy)["Statements"]["B2"].value == "In my own words"
    assert load_workbook(summary)["Statements"]["B2"].value != "In my own words"


def test_what_is_wrong_is_said(tmp_path, facilitate):
    path = table(tmp_path / "a.csv")
    unknown = facilitate("gather", path, "--to", tmp_path / "out", "--text", "Proposal")
    assert unknown.exit_code == 1 and codes(unknown) == ["column-not-there"]
    assert "“region” and “What do you propose?”" in unknown.stderr
    (tmp_path / "empty.csv").write_text("only a header\n")
    assert codes(facilitate("gather", tmp_path / "empty.csv", "--to", tmp_path / "out")) == ["no-answers"]


@pytest.mark.parametrize("size", [10, 150_000])
def test_a_quotation_mark_that_never_closes_swallows_nothing(tmp_path, facilitate, size):
    lines = ["answer", '"more, buses"', '"open and never closed', *(f"row {n}" for n in range(size // 10))]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    result = facilitate("gather", tmp_path / "a.csv", "--to", tmp_path / "out", "--text", "answer", "--cores", 1)
    assert codes(result) == ["open-quotation-mark"] and "In line 3 a quotation mark" in result.stderr
    assert [row["text"] for row in rows(tmp_path / "out/contributions.csv")][:3] == [
        "more, buses",
        '"open and never closed',
        "row 0",
    ]


def test_without_the_library_for_a_cluster_it_says_how_to_get_it(tmp_path):
    code = "import sys; sys.modules['distributed'] = None; from facilitate.cli import main; main()"
    path = table(tmp_path / "a.csv")
    command = [sys.executable, "-c", code, "gather", str(path), "--to", str(tmp_path / "out"), "--cluster", "tcp://x:1"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 1 and "pip install 'facilitate[cluster]'" in run.stderr


def by_region(*numbers):
    """Answers of regions: for each text how many of which region give it."""
    return [(region, text) for text, regions in numbers for region, times in regions.items() for _ in range(times)]


ALL_REGIONS = by_region(
    ("More bus lines to the villages", {"North": 5, "north ": 1, "South": 4, "West": 1, "": 3}),
    ("Café terraces for the harbour", {"North": 2}),
    ("A new school in the hills", {"South": 7}),
    ("Cleaner water for our rivers", {"West": 4, "South": 2}),
)


def test_statements_are_counted_by_a_column_and_no_number_tells_of_one_or_two(tmp_path, facilitate):
    facilitate("gather", table(tmp_path / "a.csv", ALL_REGIONS), "--by", "Region", "--to", tmp_path / "out")
    told = {}
    for row in rows(tmp_path / "out/compared.csv"):
        told.setdefault(row["statement"], {})[row["region"]] = (row["contributions"], row["of"])
    assert told == {
        "S1": {"North": ("6", "8"), "South": ("4", "13"), "others": ("4", "29")},
        "S2": {"South": ("7", "13")},
        "S3": {"others": ("6", "29")},
    }
    book = load_workbook(tmp_path / "out/summary.xlsx")
    lines = [[cell.value for cell in row] for row in book["Compared"].iter_rows()]
    assert lines[0][3:] == ["South, of 13", "North, of 8", "West, of 5", "not said, of 3", "others"]
    assert [line[0] for line in lines[1:]] == ["S1", "S2", "S3", "S4"]
    assert lines[1][3:] == [4, 6, None, None, 4] and lines[4][3:] == [None] * 5
    assert [row["region"] for row in rows(tmp_path / "out/contributions.csv")][:6] == ["North"] * 5 + ["north"]


def test_a_comparison_of_an_earlier_run_does_not_stay_behind(tmp_path, facilitate):
    path = table(tmp_path / "a.csv", ALL_REGIONS)
    facilitate("gather", path, "--by", "region", "--to", tmp_path / "out")
    facilitate("gather", path, "--to", tmp_path / "out")
    assert not (tmp_path / "out/compared.csv").exists()
    assert "Compared" not in load_workbook(tmp_path / "out/summary.xlsx").sheetnames


def test_a_column_that_is_not_there_or_sorts_nothing_is_said(tmp_path, facilitate):
    path = table(tmp_path / "a.csv", [(f"place {n}", text) for n, (_, text) in enumerate(2 * ALL_REGIONS)])
    result = facilitate("gather", path, "--by", "country", "--to", tmp_path / "out")
    assert result.exit_code == 1 and codes(result) == ["column-not-there"] and "with --by" in result.stderr
    result = facilitate("gather", path, "--by", "region", "--to", tmp_path / "out")
    assert result.exit_code == 0 and codes(result) == ["answers-taken-from", "many-values"]
