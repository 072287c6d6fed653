"""``facilitate check`` says which cells have changed since they were merged, and which words rest on nothing."""

import shutil

import pytest
from openpyxl import load_workbook

from tests.conftest import Workbook, codes

EVIDENCE = {
    "cell-changed",
    "rows-moved",
    "workbook-gone",
    "workbook-renamed",
    "workbook-replaced",
    "not-merged-yet",
    "sources-gone",
}


def told(result):
    """What a command said about evidence: the place, the message up to its remedy, the code."""
    lines = [line for line in result.stderr.splitlines() if line.endswith("]")]
    parts = [(line.split(": ")[0], line.partition(": ")[2], line.rsplit("[", 1)[1].rstrip("]")) for line in lines]
    return [(place, text.partition(": ")[2].partition(" Please")[0], code) for place, text, code in parts]


def evidence(result):
    return [one for one in told(result) if one[2] in EVIDENCE]


def type_into(path, sheet, cell, value):
    book = load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)


def test_a_session_as_it_was_merged_has_its_evidence_in_order(facilitate, first, second):
    for session in (first, second):
        assert evidence(facilitate("check", session)) == []


def test_a_file_that_was_only_saved_again_is_no_change(facilitate, first):
    load_workbook(first / "groups/green.xlsx").save(first / "groups/green.xlsx")
    assert evidence(facilitate("check", first)) == []


def test_a_cell_that_was_typed_over_is_named_with_both_texts_and_where_it_went(facilitate, first):
    sources = Workbook(first / "decisions.xlsx").rows("Sources")
    row = next(one for one in sources if one["file"] == "groups/violet.xlsx" and one["sheet"] == "Missing")
    type_into(first / "groups/violet.xlsx", "Missing", row["cell"], "Green jobs")
    found = evidence(facilitate("check", first))
    was = row["text as found"].splitlines()[0]
    assert found == [
        (
            f"groups/violet.xlsx:Missing!{row['cell']}",
            f"When it was merged this read “{was}”; now it reads “Green jobs”. It went into {row['went into']}.",
            "cell-changed",
        )
    ]
    facilitate("merge", first)
    assert evidence(facilitate("check", first)) == []


def test_a_cell_that_was_emptied_and_one_that_was_filled_in(facilitate, first):
    sources = Workbook(first / "decisions.xlsx").rows("Sources")
    row = next(one for one in sources if one["file"] == "groups/violet.xlsx" and one["sheet"] == "Reflections")
    book = load_workbook(first / "groups/violet.xlsx")
    number = int("".join(filter(str.isdigit, row["cell"])))
    for cell in book["Reflections"][number]:
        cell.value = None
    book["Reflections"]["A30"].value, book["Reflections"]["B30"].value = "Late", "One more point."
    book.save(first / "groups/violet.xlsx")
    found = evidence(facilitate("check", first))
    assert [code for _, _, code in found] == ["cell-changed", "cell-changed"]
    (emptied,) = [text for place, text, _ in found if place.endswith(f"!{row['cell']}")]
    assert emptied.endswith(f"now it is empty. It went into {row['went into']}.")
    filled = "When it was merged this was empty; now it reads “One more point.”."
    assert ("groups/violet.xlsx:Reflections!B30", filled, "cell-changed") in found


def test_rows_that_stand_elsewhere_with_the_same_texts_are_one_line(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    sheet = book["Categories"]
    sheet.insert_rows(1, 2)
    sheet["A1"].value = "Group Green"
    book.save(first / "groups/green.xlsx")
    assert evidence(facilitate("check", first)) == [
        (
            "groups/green.xlsx",
            "5 rows stand elsewhere than when merged, with the same texts: Categories!D2:D9 now at D4:D11.",
            "rows-moved",
        )
    ]
    facilitate("merge", first)
    assert evidence(facilitate("check", first)) == []


def test_of_rows_that_moved_only_what_reads_otherwise_is_asked_about(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    sheet = book["Categories"]
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1)
    sheet.title = "Our answers"
    assert (sheet["E10"].value, sheet["F11"].value) == ("keep", "Social inclusion and interaction")
    sheet["E10"].value, sheet["F11"].value = "drop", "Inclusion"
    said = book["Reflections"]
    said.insert_rows(2)
    said["A2"].value, said["B2"].value = "Late", "One more point."
    book.save(first / "groups/green.xlsx")
    found = evidence(facilitate("check", first))
    assert sorted(one for one in found if one[2] == "cell-changed") == [
        (
            "groups/green.xlsx:Our answers!E10",
            "When it was merged this (then Categories!D8) read “keep”; now it reads “drop”. It went into P9, T3.",
            "cell-changed",
        ),
        (
            "groups/green.xlsx:Our answers!F11",
            "When it was merged this (then Categories!D9) read “Social inclusion and interaction”; "
            "now it reads “Inclusion”. It went into P11.",
            "cell-changed",
        ),
        (
            "groups/green.xlsx:Reflections!B2",
            "When it was merged this was empty; now it reads “One more point.”.",
            "cell-changed",
        ),
    ]
    (moved,) = [text for _, text, code in found if code == "rows-moved"]
    assert moved.startswith("6 rows stand elsewhere") and "Reflections!B2:B4 now at B3:B5" in moved


def test_a_second_file_that_is_set_aside_does_not_wait_for_a_merge(facilitate, first):
    shutil.copy(first / "groups/green.xlsx", first / "groups/green (1).xlsx")
    type_into(first / "groups/green (1).xlsx", "Categories", "H4", "second thoughts")
    result = facilitate("check", first)
    assert "duplicate-group" in codes(result) and evidence(result) == []


def test_answers_that_changed_places_between_categories_have_not_moved(facilitate, first):
    book = load_workbook(first / "groups/Group Blue.xlsx")
    sheet = book["Categories"]
    answers = [[sheet.cell(row, column).value for column in range(4, 9)] for row in (2, 3)]
    for row, values in zip((3, 2), answers, strict=True):
        for column, value in enumerate(values, 4):
            sheet.cell(row, column).value = value
    book.save(first / "groups/Group Blue.xlsx")
    found = evidence(facilitate("check", first))
    assert {code for _, _, code in found} == {"cell-changed"}
    assert {place.rpartition("!")[2][1:] for place, _, _ in found} == {"2", "3"}


def test_a_workbook_that_is_gone_and_one_that_came_late(facilitate, first):
    rows = sum(one["file"] == "groups/violet.xlsx" for one in Workbook(first / "decisions.xlsx").rows("Sources"))
    late = first / "groups/late.xlsx"
    shutil.move(first / "groups/violet.xlsx", late)
    book = load_workbook(late)
    for name, column in (("Categories", 4), ("Missing", 1), ("Reflections", 1)):
        for line in book[name].iter_rows(min_row=2, min_col=column):
            for cell in line:
                cell.value = None
    book["Reflections"]["B30"].value = "One more point."
    book.save(late)
    assert evidence(facilitate("check", first)) == [
        ("groups/violet.xlsx", f"{rows} rows of this workbook were merged; it is no longer there.", "workbook-gone"),
        ("groups/late.xlsx", "This workbook has not been merged yet.", "not-merged-yet"),
    ]


def test_a_file_in_place_of_another_with_most_of_its_rows(facilitate, first):
    late = first / "groups/late.xlsx"
    shutil.move(first / "groups/violet.xlsx", late)
    type_into(late, "Reflections", "B30", "One more point.")
    assert evidence(facilitate("check", first)) == [
        (
            "groups/late.xlsx:Reflections!B30",
            "When it was merged this was empty; now it reads “One more point.”.",
            "cell-changed",
        ),
        (
            "groups/late.xlsx",
            "This workbook has come in place of “groups/violet.xlsx”: most of its rows read the same.",
            "workbook-replaced",
        ),
    ]


def test_a_workbook_under_another_name_is_the_same_evidence(facilitate, first):
    shutil.move(first / "groups/violet.xlsx", first / "groups/Violet, final.xlsx")
    assert evidence(facilitate("check", first)) == [
        (
            "groups/Violet, final.xlsx",
            "This workbook was called “groups/violet.xlsx” when it was merged; its content is the same.",
            "workbook-renamed",
        )
    ]


@pytest.mark.parametrize(
    ("wording", "words"),
    [("Training delivery and hovercraft", "“hovercraft”"), ("Training delivery, eels and hovercraft", "“eels” and")],
)
def test_words_of_nobody_are_named_with_their_row(facilitate, second, wording, words):
    with Workbook(second / "decisions.xlsx") as book:
        row = next(one for one in book.rows("Decisions") if (one["category"] or "").startswith("C7"))
        book.set("Decisions", row["id"], "final wording", wording)
        book.set("Decisions", row["id"], "new input", None)
        decision = book.book["Decisions"].cell(book.row("Decisions", row["id"]), book.column("Decisions", "decision"))
        place = f"decisions.xlsx:Decisions!{decision.coordinate}"
    found = [one for one in told(facilitate("check", second)) if one[2] == "wording-without-source"]
    assert [(where, words in text and f"which {row['id']} brings into" in text) for where, text, _ in found] == [
        (place, True)
    ]


def test_the_example_lists_the_word_that_disappeared(facilitate, first):
    result = facilitate("check", first)
    assert codes(result).count("words-disappeared") == 1
    assert "“clusters” disappears from “Industry linkages, clusters and skills ecosystems” by P7." in result.stderr


def test_a_history_that_is_only_written_down_otherwise_raises_no_question(facilitate, first, second):
    facilitate("report", first)
    (first / "report/history.json").write_bytes((first / "report/history.json").read_bytes() + b"\n")
    assert "earlier-changed" not in codes(facilitate("check", second))


def test_a_group_that_went_on_working_is_said_in_one_line(facilitate, first):
    book = load_workbook(first / "groups/green.xlsx")
    for row in range(2, 10):
        book["Categories"].cell(row, 8).value = f"a new reason {row}"
    book.save(first / "groups/green.xlsx")
    sources = Workbook(first / "decisions.xlsx").rows("Sources")
    mine = [one for one in sources if one["file"] == "groups/green.xlsx" and one["sheet"] == "Categories"]
    result = facilitate("check", first)
    ((place, text, code),) = [one for one in told(result) if one[2] in {*EVIDENCE, "cells-changed"}]
    assert (place, code) == ("groups/green.xlsx", "cells-changed")
    assert text.startswith("8 cells read otherwise than when they were merged: Categories!")
    went = {id for one in mine for id in str(one["went into"] or "").split(", ") if id}
    assert went <= set(text.replace(",", " ").replace(".", " ").split())
    facilitate("merge", first)
    assert "cells-changed" not in codes(facilitate("check", first))


def test_what_to_do_next_is_said_under_the_problems(first):
    import subprocess
    import sys

    type_into(first / "groups/green.xlsx", "Categories", "D2", "drip")
    command = [sys.executable, "-m", "facilitate", "merge", str(first)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    lines = done.stdout.splitlines()
    assert any(line.endswith("[unknown-action]") for line in lines[:-2])
    assert lines[-1].startswith(("Then: facilitate report", "Everything is decided. Next: facilitate report"))
