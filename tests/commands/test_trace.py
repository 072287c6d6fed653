"""``facilitate trace``: a category by any of its names, through every version, back to the cells of the groups."""

import pytest

from facilitate.records.categories import CategoryId
from facilitate.tracking.trace import trace, trace_lines
from tests.conftest import FIRST, SECOND, outline
from tests.tracking.series import held, listed, row

LIFE = "Life skills (e.g. soft skills, healthy lifestyle and positive attitudes)"


def lines(result):
    return [line.strip() for line in result.stdout.splitlines()]


@pytest.mark.parametrize("written", ["C10", "c10", "9", LIFE, "life skills", "  LIFE   skills "])
def test_a_category_is_found_by_id_number_name_and_part_of_a_name(facilitate, second, written):
    result = facilitate("trace", second, written)
    assert (result.exit_code, lines(result)[0]) == (0, f"C10 {LIFE}")


@pytest.mark.parametrize(
    ("written", "id"), [("Social inclusion", "C8"), ("Data analysis for skills development", "C4"), ("C6", "C6")]
)
def test_a_category_is_found_by_a_former_name_and_when_it_has_ended(facilitate, second, written, id):
    assert lines(facilitate("trace", second, written))[0].startswith(f"{id} ")


def test_the_whole_life_of_a_category_that_was_merged_and_came_back(facilitate, second):
    found = lines(facilitate("trace", second, "10"))
    assert found[:2] == [
        "C11 Sectoral approach",
        "Not to be confused with C6, which had a name of this one's until v0.",
    ]
    versions = [line for line in found if line.startswith(("v0", "v1", "v2"))]
    assert versions == ["v0 (the original list)", f"v1 (after {FIRST})", f"v2 (after {SECOND})"]
    changes = [line.partition(":")[0] for line in found if " → " in line]
    assert changes == ["widened", "merged into", "split off"]
    assert "P8: adopted" in " ".join(found)
    cell = f"Group Orange in {FIRST}/groups/orange.xlsx, Categories!H7: “Too close to linkages to stand alone”"
    assert cell in found
    assert found[-1] == "10. Sectoral approach (C11)"


def test_every_category_of_the_last_list_leads_back_to_the_original_eight_or_is_new(facilitate, second):
    original = {f"C{number}" for number in range(1, 9)}
    for number in range(1, 11):
        found = lines(facilitate("trace", second, number))
        first = found[found.index("v0 (the original list)") + 1]
        id = first.rpartition("(")[2].partition(")")[0].partition(",")[0]
        assert id in original or first == "C10 is not on the list yet", number


def test_each_decision_names_its_row_and_each_text_its_cell(facilitate, second):
    found = lines(facilitate("trace", second, "C9"))
    assert any(line.startswith(f"P4: adopted ({FIRST}/decisions.xlsx:Decisions!") for line in found)
    assert f"Group Green in {FIRST}/groups/green.xlsx, Categories!D4: “split”" in found


def test_versions_in_which_nothing_happened_share_a_line():
    series = held(listed("One", "Two"), (row("rename", "C1", "Uno"),), (), (row("drop", "C2"),), (), ())
    told = [text for _, text in trace_lines(series, trace(series, CategoryId("C1")), str)]
    assert [text for text in told if text.startswith("v")] == [
        "v0 (the original list)",
        "v1 (after meeting-1)",
        "v2 to v5: as before",
    ]


def test_what_was_asked_for_and_not_adopted_is_told_with_the_reason(facilitate, first):
    found = lines(facilitate("trace", first, "C8"))
    (told,) = [line for line in found if line.startswith("P12: ")]
    assert told.startswith("P12: not adopted")
    assert told.endswith("Reason: Many projects do nothing but inclusion; they need a category of their own.")


NOT_FOUND = {
    "a slip of the pen": ("lif skils", f"Do you mean C10 {LIFE[:59].rstrip()}…?"),
    "the singular": ("Life skill", "Do you mean C10 Life skills"),
    "an id that there never was": ("C99", "There are: C1 Work-based learning"),
    "nothing": ("", "Please name a category: by id, number or name."),
    "part of several": ("skills", "“skills” is part of several names. Please write one of the ids: C2 Recognition"),
}


@pytest.mark.parametrize(("written", "said"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_no_category_is_said_with_what_may_be_meant(facilitate, second, written, said):
    result = facilitate("trace", second, written)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_the_trace_as_a_document_says_the_same_and_nothing_is_written_over(facilitate, second, tmp_path):
    path = tmp_path / "life.docx"
    result = facilitate("trace", second, "C10", "-o", path)
    told = [line for line in lines(result) if line and not line.startswith("wrote")]
    in_word = [text for _, text in outline(path)]
    assert [line for line in told if line not in in_word] == []
    headings = [text for style, text in outline(path) if style == "Heading 2"]
    assert headings == ["v0 (the original list)", f"v1 (after {FIRST})", f"v2 (after {SECOND})"]
    before = path.read_bytes()
    again = facilitate("trace", second, "C10", "-o", path)
    assert (again.exit_code, "stays as it is" in again.stderr, path.read_bytes()) == (1, True, before)
