"""The table of proposals: the numbers behind it, and that it fits whatever the groups wrote."""

import pytest
from figure_examples import centimetres, ilo, inside, long_lists, measured, overlapping, texts_of

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.changes import Step
from facilitate.records.contributions import Action, Conflict, Proposal
from facilitate.records.meeting import Group, Meeting
from facilitate.records.sources import GroupId
from facilitate.writing.figures.proposal_table import CODES, Tone, proposal_table
from facilitate.writing.figures.proposals import draw_proposals, proposals_figure, proposals_text

A = Action


def proposal(number, action, category, groups):
    id = CategoryId(category) if category else None
    return Proposal(ProposalId(f"P{number}"), action, id, groups=tuple(map(GroupId, groups.split())))


def meeting(*names):
    return Meeting("Invented meeting", groups=tuple(Group(GroupId(name.lower()), f"Group {name}") for name in names))


PROPOSALS = (
    proposal(1, A.KEEP, "C1", "blue red"),
    proposal(2, A.RENAME, "C1", "green"),
    proposal(3, A.SPLIT, "C3", "blue green red"),
    proposal(4, A.RENAME, "C3", "blue"),
    proposal(5, A.RENAME, "C3", "blue"),
    proposal(6, A.IMPROVE, "C8", "green"),
    proposal(7, A.ADD, None, "red"),
    proposal(8, A.ADD, None, "red green"),
)
STEP = ilo(PROPOSALS, (Conflict(ProposalId("P1"), ProposalId("P2"), "one keeps as it is what the other changes"),))
MEETING = meeting("Red", "Green", "Blue")


def test_the_numbers_behind_the_figure():
    table = proposal_table(STEP, MEETING)
    assert table.groups == ("Group Red", "Group Green", "Group Blue")
    assert [(row.number, tuple(cell.words for cell in row.cells), row.disputed) for row in table.rows] == [
        ("1", ("keep", "rename", "keep"), True),
        ("2", ("", "", ""), False),
        ("3", ("split", "split", "2 × rename, split"), False),
        ("4", ("", "", ""), False),
        ("5", ("", "", ""), False),
        ("6", ("", "", ""), False),
        ("7", ("", "", ""), False),
        ("8", ("", "improve", ""), False),
        ("", ("2 × add", "add", ""), False),
    ]
    assert [row.name for row in table.rows][-2:] == ["Social inclusion", "new categories"]
    tones = [cell.tone for cell in (*table.rows[0].cells, *table.rows[7].cells)]
    assert tones == [Tone.KEEP, Tone.CHANGE, Tone.KEEP, Tone.NONE, Tone.REMARK, Tone.NONE]


def test_a_group_and_a_category_that_nobody_listed_are_not_lost():
    step = ilo((proposal(1, A.DROP, "C99", "violet"), proposal(2, A.KEEP, "C1", "red amber")))
    table = proposal_table(step, meeting("Red"))
    assert table.groups == ("Group Red", "amber", "violet")
    assert (table.rows[-1].name, table.rows[-1].cells[2].words) == ("other proposals", "drop")


def test_every_action_has_a_letter_of_its_own():
    assert set(CODES) == set(Action)
    assert len(set(CODES.values())) == len(Action)


def test_the_figure_says_what_the_table_says():
    texts = texts_of(proposals_figure(proposal_table(STEP, MEETING)))
    assert texts["name 1"] == "1 Apprenticeships and work-based learning"
    assert {name: text for name, text in texts.items() if name and name.startswith("cell")} == {
        "cell 1 1": "keep",
        "cell 1 2": "rename",
        "cell 1 3": "keep",
        "cell 3 1": "split",
        "cell 3 2": "split",
        "cell 3 3": "2 × rename, split",
        "cell 8 2": "improve",
        "cell 9 1": "2 × add",
        "cell 9 2": "add",
    }
    figure = proposals_figure(proposal_table(STEP, MEETING))
    assert [one.get_gid() for one in figure.artists if str(one.get_gid()).startswith("conflict")] == ["conflict 1"]
    assert texts["key"] == "change keep remark without a proposal proposals that cannot be adopted together"


def test_the_words_around_the_picture():
    assert proposals_text(proposal_table(STEP, MEETING)) == (
        "Proposals of 3 groups: changes to 2 of 8 categories; 2 groups ask for new categories. "
        "1 row holds proposals that cannot be adopted together."
    )
    assert draw_proposals(STEP, MEETING).caption == "What the groups proposed for each category"


def test_without_proposals_there_is_no_figure():
    assert draw_proposals(ilo(), MEETING) is None


def busy(number, length, groups):
    """A list on which many groups propose several things each."""
    step = long_lists(number, length)
    names = [f"Breakout {place}" for place in range(1, groups + 1)]
    actions = [action for action in Action if action is not A.ADD]
    proposals = []
    for place, category in enumerate(step.before.categories):
        for shift in range(place % 3):
            some = " ".join(names[(place + shift) % 4 :: 3]).lower().replace("breakout ", "breakout-")
            proposals.append(proposal(len(proposals) + 1, actions[(place + 4 * shift) % 10], category.id, some))
    proposals.append(proposal(len(proposals) + 1, A.ADD, None, "breakout-1"))
    clash = Conflict(proposals[0].id, proposals[1].id, "invented")
    listed = tuple(Group(GroupId(name.lower().replace(" ", "-")), name) for name in names)
    return Step(step.before, step.after, (), (), tuple(proposals), (clash,)), Meeting("Invented", groups=listed)


@pytest.mark.parametrize("groups", [4, 9, 20])
@pytest.mark.parametrize(("number", "length"), [(3, 40), (8, 150), (30, 60), (60, 150)])
def test_it_fits_and_nothing_overlaps(number, length, groups):
    step, planned = busy(number, length, groups)
    drawn = draw_proposals(step, planned)
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 22.0
    assert len(drawn.alt) <= 250
    figure = proposals_figure(proposal_table(step, planned))
    texts, shapes = measured(figure)
    cells = {one[0]: one for one in shapes}
    assert [one[0] for one in texts if one[0] in cells and not inside(one, cells[one[0]])] == []
    assert overlapping([one for one in shapes if one[0].startswith("cell")]) == []
    by_name = {}
    for one in texts:
        by_name.setdefault(one[0], []).append(one)
    blocks = [
        (name, *(min(one[at] for one in lines) for at in (1, 2)), *(max(one[at] for one in lines) for at in (3, 4)))
        for name, lines in by_name.items()
        if name and name != "key"
    ]
    assert overlapping(blocks) == []
    sheet = ("sheet", *figure.bbox.extents)
    assert [one[0] for one in texts if not inside(one, sheet)] == []


def test_narrow_columns_hold_letters_and_a_key():
    texts = texts_of(proposals_figure(proposal_table(*busy(30, 60, 20))))
    assert {texts[name] for name in texts if name and name.startswith("cell 2 ")} == {"R"}
    assert "R rename" in texts["key"]


def test_the_same_records_give_the_same_bytes():
    assert draw_proposals(STEP, MEETING) == draw_proposals(STEP, MEETING)
