"""Every kind of disagreement that there is, from the groups' workbooks to decisions.xlsx and the report."""

import re

import pytest

from tests.conftest import Workbook, outline, section
from tests.consultation import make_consultation, meeting

SAID = {
    "north": (
        ("C1", "drop", "", "", "", "Nobody uses the name."),
        ("C2", "rename", "Clinics", "", "", "That is what people call them."),
        ("C3", "split", "Primary schools\nSecondary schools", "", "", "Two worlds."),
        ("C4", "merge into", "", "C5 Farming", "", "Roads are for the harvest."),
        ("C7", "keep", "", "", "More money for local councils", ""),
        ("", "Farming", "Crops.", "It is missing."),
    ),
    "river": (
        ("C1", "keep", "", "", "", "Water is life."),
        ("C2", "rename", "Health posts", "", "", "Clinics are in town."),
        ("C3", "merge into", "", "C6 Youth", "", "School is for the young."),
        ("C5", "merge into", "", "C6 Youth", "", "The young must farm."),
        ("C7", "keep", "", "", "Less money for local councils, please", ""),
    ),
    "hills": (
        ("C1", "", "", "", "Say who repairs the pumps.", ""),
        ("C6", "merge into", "", "C4 Roads and transport", "", "They drive the taxis."),
        ("C8", "keep", "", "", "", "Fine as it is."),
        ("C8", "drop", "", "", "", "Or leave it out."),
        ("C7", "redefine", "", "", "Say which budgets are meant.", ""),
    ),
}


@pytest.fixture(scope="module")
def disputed(tmp_path_factory):
    """A session of three groups that want different things in every way there is; not merged yet."""
    folder = tmp_path_factory.mktemp("disputed") / "valley"
    return make_consultation(folder, meeting(3), sent=tuple(SAID), said=SAID, reflections={})


KINDS = [
    ("drop", "C1", "keep", "drop"),
    ("drop against a remark", "C1", "drop", "improve"),
    ("two names", "C2", "rename Clinics", "rename Health posts"),
    ("merge against split", "C3", "merge into", "split"),
    ("keep against new words", "C7", "keep", "redefine"),
    ("against itself", "C8", "keep", "drop"),
]


def test_each_kind_stands_in_the_workbook_on_both_sides(facilitate, disputed):
    facilitate("merge", disputed)
    rows = Workbook(disputed / "decisions.xlsx").rows("Decisions")

    def found(category, what):
        (row,) = (
            row
            for row in rows
            if str(row["category"]).startswith(category)
            and f"{row['proposed']} {row['proposed wording'] or ''}".startswith(what)
        )
        return row

    for kind, category, one, other in KINDS:
        mine, theirs = found(category, one), found(category, other)
        assert re.search(rf"^{theirs['id']} ", mine["in conflict with"], re.MULTILINE), kind
        assert re.search(rf"^{mine['id']} ", theirs["in conflict with"], re.MULTILINE), kind
    circle = "merges that form a circle: C4 → C5 → C6 → C4"
    assert [circle in found(id, "merge")["in conflict with"] for id in ("C4", "C5", "C6")] == [True] * 3
    assert found("C8", "drop")["in conflict with"].endswith("(Table Hills asks for both)")
    assert "they ask for opposites" in found("C7", "keep")["in conflict with"]
    (added,) = (row for row in rows if row["proposed"] == "add")
    assert added["in conflict with"] == "adds that the list has already, as C5 Farming"


def test_the_report_says_both_sides_with_their_groups_and_their_words(facilitate, disputed):
    facilitate("merge", disputed)
    facilitate("report", disputed)
    lines = section(outline(disputed / "report/report.docx"), "Where the groups disagreed")
    text = "\n".join(line for _, line in lines)
    for words in (
        "“Nobody uses the name.” (Table North)",
        "“Water is life.” (Table River)",
        "remark: Say who repairs the pumps.",
        "“That is what people call them.” (Table North)",
        "“Clinics are in town.” (Table River)",
        "“Two worlds.” (Table North)",
        "“School is for the young.” (Table River)",
        "“They drive the taxis.” (Table Hills)",
        "redefine: Say which budgets are meant.",
        "“More money for local councils” (Table North); “Less money for local councils, please” (Table River)",
        "Adds that the list has already, as C5 Farming.",
    ):
        assert words in text, words
    assert ("Heading 2", "Groups that asked for both") in lines
    both = lines[lines.index(("Heading 2", "Groups that asked for both")) + 1 :]
    assert [line for style, line in both if style.startswith("List")] == [
        "Table Hills: keep (P13) and drop (P14), on 8. Environment."
    ]
