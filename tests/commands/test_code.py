"""Coding through the files that a person opens: a sample to code, proposals, corrections that stay, an account."""

import csv

import openpyxl
import pytest
from click.testing import CliRunner

from facilitate.cli import main
from tests.consolidation.test_coding import made


def run(*args, ok=True):
    found = CliRunner().invoke(main, ["code", *map(str, args)])
    assert found.exit_code == (0 if ok else 1), found.output
    return found


def sheet(path, name="Coding"):
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if any(row)]


def edit(path, change):
    book = openpyxl.load_workbook(path)
    rows = list(book["Coding"].iter_rows(min_row=2))
    headers = [cell.value for cell in book["Coding"][1]]
    for row in rows:
        change(dict(zip(headers, row, strict=True)))
    book.save(path)


@pytest.fixture
def answers(tmp_path):
    texts, codes = made(160)
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "answer"])
        for number, text in enumerate(texts, 1):
            writer.writerow([number, text])
            if number % 3 == 0:
                writer.writerow([number, f"We think that {text.upper()}!"])
    return path, dict(zip(texts, codes, strict=True))


def bare(text):
    return text.removeprefix("We think that ").rstrip("!").lower()


def code_the_sample(path, truth):
    def change(row):
        if row["to code"].value:
            row["code"].value = truth[bare(row["text"].value)]

    edit(path, change)


def test_a_file_of_texts_is_coded_in_two_runs(answers):
    path, truth = answers
    said = run(path, "--sample", "60").output
    target = path.with_name("answers-coding.xlsx")
    assert "texts: 160 different texts, said 213 times" in said
    assert "nothing yet: at least 30 coded texts" in said
    first = sheet(target)
    assert [row["to code"] for row in first[:60]] == list(range(1, 61))
    assert not any(row["to code"] or row["code"] for row in first[60:])
    assert sum(row["said"] for row in first) == 213

    code_the_sample(target, truth)
    said = run(path, "--sample", "60").output
    rows = sheet(target)
    proposed = [row for row in rows if row["proposed code"]]
    right = sum(truth[row["text"].lower()] == row["proposed code"] for row in proposed if row["text"].lower() in truth)
    assert len(proposed) > 50 and right / len(proposed) > 0.87
    assert all(row["sure (%)"] >= 50 and not row["code"] for row in proposed)
    assert f"proposed: {len(proposed)} of the other 100 texts" in said
    assert "how it knows: Each coded text was left out in turn" in said
    assert [row["what"] for row in sheet(target, "Account")] == [
        "texts", "coded by you", "proposed", "promised", "how it knows", "decided by",
    ]  # fmt: skip
    codes = sheet(target, "Codes")
    assert {row["code"] for row in codes} == set(truth.values())
    assert sum(row["coded by you"] for row in codes) == 60
    assert sum(row["proposed"] for row in codes) == len(proposed)


def test_a_person_s_code_overrules_a_proposal_and_stays(answers):
    path, truth = answers
    target = path.with_name("answers-coding.xlsx")
    run(path)
    code_the_sample(target, truth)
    run(path)
    wrong = next(row["id"] for row in sheet(target) if row["proposed code"])

    def overrule(row):
        if row["id"].value == wrong:
            row["code"].value = "something else"
            row["remark"].value = "seen"

    edit(target, overrule)
    run(path)
    (row,) = [row for row in sheet(target) if row["id"] == wrong]
    assert (row["code"], row["proposed code"], row["remark"]) == ("something else", None, "seen")
    before = target.read_bytes()
    assert "is up to date" in run(path).output
    assert target.read_bytes() == before


def add_rows(path, *rows):
    book = openpyxl.load_workbook(path)
    coding = book["Coding"]
    headers = [cell.value for cell in coding[1]]
    for row in rows:
        at = 1 + max(cell.row for cell in coding["C"] if cell.value)
        for header, value in row.items():
            coding.cell(at, headers.index(header) + 1, value)
    book.save(path)


def test_rows_that_a_person_adds_teach_and_are_counted_apart(answers):
    path, truth = answers
    target = path.with_name("answers-coding.xlsx")
    run(path)
    examples, codes = made(60, seed=77)
    examples = [f"{one} please" for one in examples]
    add_rows(target, *({"text": one, "code": code} for one, code in zip(examples, codes, strict=True)))
    said = run(path).output
    rows = sheet(target)
    assert "coded by you: 0 texts with 0 codes" in said
    assert f"your own examples: {len(set(examples))} rows that you added: they teach" in said
    proposed = [row for row in rows if row["proposed code"]]
    assert len(proposed) > 50 and not any(row["status"] == "your own" for row in proposed)
    right = sum(truth[bare(row["text"])] == row["proposed code"] for row in proposed)
    assert right / len(proposed) > 0.87
    assert {row["text"]: row["code"] for row in rows if row["status"] == "your own"} == dict(
        zip(examples, codes, strict=True)
    )
    assert "is up to date" in run(path).output


def test_an_added_row_for_a_text_that_is_there_codes_it_and_its_first_row_counts_before(answers):
    path, _ = answers
    target = path.with_name("answers-coding.xlsx")
    run(path)
    one, other = (row["text"] for row in sheet(target)[:2])

    def code(row):
        if row["text"].value == one:
            row["code"].value = "transport"

    edit(target, code)
    add_rows(target, {"text": f"{one.upper()}!!", "code": "health"}, {"text": f"{other.upper()}!", "code": "Health"})
    said = run(path).output
    assert "coded by you: 2 texts with 2 codes" in said and "your own examples" not in said
    assert {row["code"]: row["coded by you"] for row in sheet(target, "Codes")} == {"transport": 1, "Health": 1}


def test_new_texts_are_added_and_codes_and_ids_stay(answers):
    path, truth = answers
    target = path.with_name("answers-coding.xlsx")
    run(path)
    code_the_sample(target, truth)
    run(path)
    kept = {row["id"]: (row["text"], row["code"]) for row in sheet(target)}
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([999, "A wholly new thought about hospital doctors in the clinic"])
    run(path)
    after = {row["id"]: (row["text"], row["code"]) for row in sheet(target)}
    assert {id: after[id] for id in kept} == kept
    assert [after[id][0] for id in after.keys() - kept.keys()] == [
        "A wholly new thought about hospital doctors in the clinic"
    ]


def test_a_code_that_looks_misspelt_is_asked_about(answers):
    path, truth = answers
    target = path.with_name("answers-coding.xlsx")
    run(path)
    code_the_sample(target, truth)
    done = []

    def slip(row):
        if row["code"].value == "transport" and not done:
            row["code"].value = "trasnport"
            done.append(row)

    edit(target, slip)
    said = run(path).stderr
    assert "The code “trasnport” is used once; perhaps “transport” is meant." in said
    assert "[code-perhaps-misspelt]" in said


def test_the_column_is_named_where_the_program_would_take_another(tmp_path):
    path = tmp_path / "survey.csv"
    path.write_text("comment,answer\nA long remark of the interviewer,yes\nAnother long remark of hers,no\n", "utf-8")
    run(path)
    assert len(sheet(tmp_path / "survey-coding.xlsx")) == 2
    (tmp_path / "survey-coding.xlsx").unlink()
    run(path, "--column", "Answer")
    assert {row["text"] for row in sheet(tmp_path / "survey-coding.xlsx")} == {"yes", "no"}
    (tmp_path / "survey-coding.xlsx").unlink()
    failed = run(path, "--column", "answers", ok=False)
    assert "There is no column “answers”; the headers are: “comment” and “answer”." in failed.stderr
    assert "[no-such-text-column]" in failed.stderr
    assert not (tmp_path / "survey-coding.xlsx").exists()


def test_a_session_s_own_words_are_coded(first):
    said = run(first).output
    rows = sheet(first / "coding.xlsx")
    assert f"texts: {len(rows)} different texts" in said and len(rows) > 20
    assert all(row["by"].startswith("Group ") and row["where"].startswith("groups/") for row in rows)


@pytest.mark.parametrize("content", ["", "answer\n", ",,\n"])
def test_without_texts_nothing_is_written(tmp_path, content):
    path = tmp_path / "empty.csv"
    path.write_text(content, "utf-8")
    failed = run(path, ok=False)
    assert "Traceback" not in failed.output
    assert not (tmp_path / "empty-coding.xlsx").exists()


def test_no_texts_says_what_to_do(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("!\n?\n", "utf-8")
    assert "[no-texts]" in run(path, ok=False).stderr
    assert "There is no file or folder" in run(tmp_path / "gone.csv", ok=False).output


def test_a_model_that_is_none_stops_before_anything_is_written(answers, tmp_path):
    path, _ = answers
    failed = run(path, "--model", tmp_path / "gone.whl", ok=False)
    assert "There is no such file or folder." in failed.stderr and "[model-missing]" in failed.stderr
    assert not path.with_name("answers-coding.xlsx").exists()
