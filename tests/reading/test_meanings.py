"""What people mean by what they leave in a cell."""

import datetime as dt

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from facilitate.reading.groups import read_groups
from facilitate.reading.meanings import names, requests
from facilitate.records.contributions import recount
from tests.reading.building import excel, text
from tests.reading.sessions import MEETING, account, answers, asked, read, session, workbook

SAID = ("Topic", "What was said")
PROPOSED = ("Proposed category", "Definition", "Why")


def one(tmp_path, *answer, change=None):
    """What is read of one answer about C1."""
    return read(tmp_path, {"green.xlsx": workbook({"Categories": answers(C1=answer)}, change)})


def on(cell, **looks):
    """A change to the look of a cell of the sheet Categories."""

    def change(book):
        for name, value in looks.items():
            setattr(book["Categories"][cell], name, value)

    return change


ACTIONS = {
    "a word of the list": (("drop",), ["drop"], []),
    "in other letters": (("DROP ",), ["drop"], []),
    "another word": (("delete",), ["drop"], ["understood-action"]),
    "French": (("supprimer",), ["drop"], ["understood-action"]),
    "Spanish": (("eliminar",), ["drop"], ["understood-action"]),
    "two words": (
        ("rename and drop", "Skills"),
        ["rename", "drop"],
        ["several-requests"],
    ),
    "two words in two languages": (("élargir; narrow",), ["widen", "narrow"], ["several-requests"]),
    "a word that is none": (("think again",), ["improve"], ["unknown-action"]),
    "no word but a name": ((None, "Skills"), ["rename"], ["assumed-action"]),
    "no word but two names": ((None, "Skills\nWork"), ["split"], ["assumed-action"]),
    "no word but a target": ((None, None, "C2"), ["merge into"], ["assumed-action"]),
    "a split on one line": (("split", "Skills; work"), ["split"], []),
    "a split into one": (("split", "Skills"), ["split"], ["incomplete-row"]),
    "no word": ((None, None, None, "more women"), ["improve"], []),
}


@pytest.mark.parametrize(("answer", "actions", "codes"), ACTIONS.values(), ids=ACTIONS)
def test_what_should_happen(tmp_path, answer, actions, codes):
    feedback, found = one(tmp_path, *answer)
    assert [entry[1] for entry in asked(feedback)] == actions
    assert found == codes
    assert account(feedback) == [("green", "group workbook", 3, 1, 2, 0)]


def test_two_actions_in_one_cell_become_two_contributions_with_one_source(tmp_path):
    feedback, _ = one(tmp_path, "rename, merge with", "Skills", "C2", None, "too long")
    assert asked(feedback) == [
        ("green", "rename", "C1 Training delivery", "Skills", "", "too long"),
        ("green", "merge into", "C1 Training delivery", "C2", "", "too long"),
    ]
    assert {entry.source.place.cell for entry in feedback.contributions} == {"D2"}
    assert feedback.contributions[0].source.text == "rename, merge with"


def test_an_action_with_its_words(tmp_path):
    feedback, codes = one(tmp_path, "merge with C2")
    assert asked(feedback) == [("green", "merge into", "C1 Training delivery", "C2", "", "")]
    assert codes == ["understood-action"]


def test_two_actions_each_with_its_words(tmp_path):
    feedback, codes = one(tmp_path, "rename to Skills for work, merge with C2")
    assert asked(feedback) == [
        ("green", "rename", "C1 Training delivery", "Skills for work", "", ""),
        ("green", "merge into", "C1 Training delivery", "C2", "", ""),
    ]
    assert {entry.source.place.cell for entry in feedback.contributions} == {"D2"}
    assert codes == ["several-requests"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("change the name to Recognition", "Recognition"),
        ("Rename: “In-work training”", "In-work training"),
        ("renommer en Formation", "Formation"),
        ("umbenennen in Ausbildung", "Ausbildung"),
        ("rename to A level skills", "A level skills"),
        ("rename as Skills", "Skills"),
    ],
)
def test_an_action_leads_to_its_words(tmp_path, said, name):
    feedback, codes = one(tmp_path, said)
    assert [(str(entry.action), entry.names) for entry in feedback.contributions] == [("rename", (name,))]
    assert codes == ["understood-action"]


def test_a_name_with_a_comma_is_one_name(tmp_path):
    feedback, _ = one(tmp_path, "rename to Skills, jobs and training")
    assert [entry.names for entry in feedback.contributions] == [("Skills, jobs and training",)]


def test_an_unknown_action_and_a_remark_are_both_kept(tmp_path):
    feedback, _ = one(tmp_path, "think again", None, None, "more women")
    assert feedback.contributions[0].improve == "think again\nmore women"


def test_a_list_in_one_cell_becomes_a_contribution_an_item(tmp_path):
    feedback, codes = one(tmp_path, None, None, None, "We ask for:\n1. more women\n2. better data")
    assert [entry.improve for entry in feedback.contributions] == ["more women", "better data"]
    assert {entry.source.text for entry in feedback.contributions} == {"We ask for:\n1. more women\n2. better data"}
    assert codes == ["several-requests"]
    assert account(recount(feedback)) == [("green", "group workbook", 3, 1, 2, 0)]


def test_two_proposals_in_one_cell_are_two(tmp_path):
    rows = [PROPOSED, ("Green skills\nDigital skills", "", "new")]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Missing": rows}})
    assert [entry.names for entry in feedback.contributions] == [("Green skills",), ("Digital skills",)]
    assert len({entry.source for entry in feedback.contributions}) == 1
    assert codes == ["several-requests"]


NAMES = {
    "one": ("Green skills", ("Green skills",)),
    "a wrapped line": ("Skills for\nthe green economy", ("Skills for the green economy",)),
    "a line each": ("Green skills\nDigital skills", ("Green skills", "Digital skills")),
    "a list": ("- green skills\n- digital skills", ("green skills", "digital skills")),
    "numbers": ("1) Green skills 2) Digital skills", ("Green skills", "Digital skills")),
    "semicolons": ("Green skills; Digital skills", ("Green skills", "Digital skills")),
    "a remark after a semicolon": ("Green skills; for the climate", ("Green skills; for the climate",)),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names_in_a_cell(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["In 2020) we met", "- only one", "see 1. and 3. of the list", "a 1) b 2) c", "one; two", "two\nlines"]
)
def test_what_is_no_list_stays_whole(text):
    assert requests(text) == (text,)


@pytest.mark.parametrize("word", ["-", "n/a", "N/A", "néant", "Nothing", "…", "ninguno", "no comment", "s/o"])
def test_an_answer_that_says_nothing_is_set_aside(tmp_path, word):
    feedback, codes = one(tmp_path, None, None, None, word)
    assert feedback.contributions == ()
    assert [(entry.source.text, entry.why) for entry in feedback.set_aside] == [
        (word, "the group wrote that there is nothing to say")
    ]
    assert (account(feedback), codes) == ([("green", "group workbook", 3, 0, 2, 1)], [])


def test_nothing_beside_an_answer_is_passed_over(tmp_path):
    feedback, codes = one(tmp_path, "keep", "-", "n/a", "", "it works")
    assert asked(feedback) == [("green", "keep", "C1 Training delivery", "", "", "it works")]
    assert codes == []


@pytest.mark.parametrize("word", ["idem", "Same as above", '"', "〃", "ditto", "ídem", "voir ci-dessus"])
def test_the_same_as_above_is_taken_from_above(tmp_path, word):
    filled = answers(C1=("keep", None, None, None, "it works"), C3=("keep", None, None, None, word))
    feedback, problems = read_groups(session(tmp_path, {"green.xlsx": {"Categories": filled}}), MEETING)
    assert [entry.why for entry in feedback.contributions] == ["it works", "it works"]
    assert feedback.contributions[1].sources[-1].text == word
    assert [problem.found for problem in problems if problem.code == "taken-from-above"] == [
        f"“{word}” was taken for the text of H2: “it works”."
    ]


def test_the_same_as_nothing_is_asked_about(tmp_path):
    feedback, codes = one(tmp_path, "keep", None, None, None, "idem")
    assert asked(feedback)[0][-1] == ""
    assert codes == ["nothing-above"]


def test_a_struck_category_asks_whether_it_should_go_and_never_goes_by_itself(tmp_path):
    feedback, codes = one(tmp_path, change=on("B2", font=Font(strike=True)))
    assert feedback.contributions == ()
    assert [entry.why for entry in feedback.set_aside] == ["the category is struck out; perhaps it should be dropped"]
    assert codes == ["struck-category"]
    assert account(feedback) == [("green", "group workbook", 3, 0, 2, 1)]


def test_a_struck_category_that_is_dropped_anyway_asks_nothing(tmp_path):
    feedback, codes = one(tmp_path, "drop", change=on("B2", font=Font(strike=True)))
    assert ([entry[1] for entry in asked(feedback)], codes) == (["drop"], [])


def test_a_struck_answer_is_asked_about_and_read(tmp_path):
    feedback, codes = one(tmp_path, "keep", None, None, None, "old", change=on("H2", font=Font(strike=True)))
    assert (asked(feedback)[0][-1], codes) == ("old", ["struck-text"])


def test_coloured_words_are_asked_about_and_kept_as_marked(tmp_path):
    text = CellRichText("Skills for ", TextBlock(InlineFont(color="FFFF0000"), "green jobs"))
    feedback, codes = one(tmp_path, "rename", "x", change=on("E2", value=text))
    assert feedback.contributions[0].names == ("Skills for green jobs",)
    assert feedback.contributions[0].marked == ("green jobs",)
    assert codes == ["coloured-words"]


def test_a_group_that_writes_in_a_colour_marks_nothing_by_it(tmp_path):
    red = Font(color="FFFF0000")
    rows = answers(C1=("rename", "Skills", None, None, "it is shorter"), C2=("keep",))

    def colour(book):
        for cell in ("D2", "E2", "H2", "D3"):
            book["Categories"][cell].font = red

    feedback, codes = read(tmp_path, {"green.xlsx": workbook({"Categories": rows}, colour)})
    assert codes == ["written-in-colour"]
    assert [one.marked for one in feedback.contributions] == [(), ()]
    few = workbook({"Categories": rows}, lambda book: setattr(book["Categories"]["E2"], "font", red))
    feedback, codes = read(tmp_path / "few", {"green.xlsx": few})
    assert codes == ["coloured-words"] and feedback.contributions[0].marked == ("Skills",)


def test_struck_words_inside_a_text_are_asked_about(tmp_path):
    text = CellRichText("Skills ", TextBlock(InlineFont(strike=True), "and work"))
    feedback, codes = one(tmp_path, "rename", "x", change=on("E2", value=text))
    assert (feedback.contributions[0].names, codes) == (("Skills and work",), ["struck-words"])


def test_a_comment_goes_with_its_cell(tmp_path):
    feedback, codes = one(tmp_path, "keep", change=on("D2", comment=Comment("not all agreed", "Ada")))
    assert feedback.contributions[0].source.comment == "not all agreed"
    assert codes == ["comment-on-cell"]


def test_a_comment_alone_is_a_remark(tmp_path):
    feedback, codes = one(tmp_path, change=on("B2", comment=Comment("too broad", "Ada")))
    assert asked(feedback) == [("green", "improve", "C1 Training delivery", "", "too broad", "")]
    assert feedback.contributions[0].source.place.cell == "B2"
    assert codes == ["comment-on-cell"]


def test_a_sentence_that_became_a_formula_is_put_back(tmp_path):
    feedback, codes = one(tmp_path, None, None, None, "=-merge with river")
    assert (feedback.contributions[0].improve, codes) == ("-merge with river", ["restored-sentence"])


def test_a_calculation_that_fails_is_asked_about(tmp_path):
    row = "".join(text(f"{column}1", header) for column, header in zip("AB", SAID, strict=True))
    content = excel(
        f'<row r="1">{row}</row><row r="2">{text("A2", "x")}<c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="B3" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
    )
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert [entry.text for entry in feedback.reflections] == ["x"]
    assert [entry.why for entry in feedback.set_aside] == ["no text could be read in it"]
    assert codes[:2] == ["failed-formula", "failed-formula"]


def test_a_date_that_ate_a_text_is_warned_about(tmp_path):
    feedback, codes = one(tmp_path, None, None, None, dt.datetime(2026, 4, 3))
    assert (feedback.contributions[0].improve, codes) == ("2026-04-03", ["date-for-text"])


def test_a_category_that_was_retyped_in_its_place_is_asked_about(tmp_path):
    feedback, codes = one(tmp_path, change=on("B2", value="Training for all"))
    assert feedback.contributions == ()
    assert [entry.why for entry in feedback.set_aside] == [
        "the category was changed in its place; perhaps it is a proposal"
    ]
    assert codes == ["retyped-category"]


def test_a_text_over_several_rows_counts_for_each(tmp_path):
    def merge(book):
        book["Categories"].merge_cells("H2:H4")

    filled = answers(C1=("keep", None, None, None, "they work"), C2=("keep",), C3=("keep",))
    feedback, _ = read(tmp_path, {"green.xlsx": workbook({"Categories": filled}, merge)})
    assert [entry.why for entry in feedback.contributions] == ["they work"] * 3


def test_the_text_as_found_stays_beside_what_was_made_of_it(tmp_path):
    feedback, _ = one(tmp_path, " supprimer ", None, None, None, "línea uno\nlínea dos")
    assert [source.text for source in feedback.contributions[0].sources] == ["supprimer", "línea uno\nlínea dos"]


def test_points_in_one_cell_are_reflections_with_one_source(tmp_path):
    rows = [SAID, ("Costs", "• too high\n• nobody knows them"), ("-", "-"), (None, "idem")]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Reflections": rows}})
    assert [(entry.topic, entry.text) for entry in feedback.reflections] == [
        ("Costs", "too high"),
        ("Costs", "nobody knows them"),
        ("", "too high"),
        ("", "nobody knows them"),
    ]
    assert account(feedback) == [("green", "group workbook", 3, 2, 0, 1)]
    assert "taken-from-above" in codes
