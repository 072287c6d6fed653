"""The heat map of disagreement: the numbers behind it, in greyscale, and that it fits on a page."""

import random
from itertools import pairwise

import pytest
from figure_examples import ilo, inside, measured, overlapping, texts_of
from test_figure_proposals import MEETING, PROPOSALS, STEP, proposal

from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Action, Conflict
from facilitate.writing.figures.disagreement import (
    SHADES,
    disagreement_figure,
    disagreement_text,
    draw_disagreement,
    shade,
)
from facilitate.writing.figures.disagreement_table import HeatRow, HeatTable, disagreement_table, on_one_page
from facilitate.writing.figures.style import DPI


def conflict(one, other):
    return Conflict(ProposalId(one), ProposalId(other), "two names for one category")


def test_the_numbers_behind_the_map():
    step = ilo(PROPOSALS, (conflict("P1", "P2"), conflict("P3", "P4")))
    table = disagreement_table(step, MEETING)
    assert table.groups == ("Group Red", "Group Green", "Group Blue")
    rows = {row.number: row.against for row in table.rows}
    assert rows["1"] == (1, 2, 1)  # green alone against blue and red
    assert rows["3"] == (1, 1, 2)  # blue asks for both: red and green are against what it asks for alone
    assert rows["8"] == (None, 0, None)
    assert rows["2"] == (None, None, None)
    assert table.rows[-1].name == "new categories"
    assert disagreement_text(table) == (
        "Heat map of 3 groups by 9 categories: 2 of them are in dispute. Most disagreement is on 1 Apprenticeships and "
        "work-based learning and 3 Career, entrepreneurship and employment services."
    )


def test_nothing_is_drawn_where_nobody_is_against_anybody():
    assert draw_disagreement(ilo(PROPOSALS), MEETING) is None
    own = ilo((proposal(1, Action.KEEP, "C1", "blue"), proposal(2, Action.DROP, "C1", "blue")), (conflict("P1", "P2"),))
    assert draw_disagreement(own, MEETING) is None
    assert draw_disagreement(STEP, MEETING) is not None


def invented(categories, groups):
    chance = random.Random(categories * 100 + groups)
    rows = tuple(
        HeatRow(
            str(number),
            " ".join(chance.choices(("Recognition", "of", "skills", "and", "lifelong", "learning"), k=9)),
            tuple(chance.choice((None, None, 0, 1, 2, groups - 1)) for _ in range(groups)),
        )
        for number in range(1, categories + 1)
    )
    return HeatTable(tuple(f"Group number {number}" for number in range(1, groups + 1)), rows)


@pytest.mark.parametrize(("categories", "groups"), [(3, 3), (3, 30), (60, 3), (60, 30), (300, 120)])
def test_it_fits_on_a_page_and_every_number_is_there(categories, groups):
    table = invented(categories, groups)
    figure = disagreement_figure(table)
    wide, tall = (inches * 2.54 for inches in figure.get_size_inches())
    assert wide == pytest.approx(16.0)
    assert tall <= 22.0
    texts, shapes = measured(figure)
    page = ("page", 0.0, 0.0, wide / 2.54 * DPI, tall / 2.54 * DPI)
    assert [name for name, *box in (*texts, *shapes) if not inside((name, *box), page)] == []
    assert overlapping(texts) == []
    shown = on_one_page(table)
    texts = texts_of(figure)
    for place, row in enumerate(shown.rows, 1):
        for column, value in enumerate(row.against, 1):
            if value:
                assert texts[f"cell {place} {column} number"] == str(value)
    left = categories - len(shown.rows), groups - len(shown.groups)
    assert ("left" in texts) is any(left)


def test_of_too_many_rows_those_with_least_disagreement_are_left_out_and_counted():
    table = invented(300, 120)
    shown = on_one_page(table)
    assert (len(shown.rows), shown.rows_left, len(shown.groups), shown.groups_left) == (60, 240, 36, 84)
    totals = {row.number: row.total for row in table.rows}
    assert min(totals[row.number] for row in shown.rows) >= sorted(totals.values())[-60]


def lightness(colour):
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_shades_stay_apart_in_greyscale_and_follow_the_number():
    greys = [lightness(colour) for colour in SHADES]
    assert all(one - other > 30 for one, other in pairwise(greys))
    for highest in (2, 3, 5, 9, 29):
        steps = [shade(value, highest) for value in range(1, highest + 1)]
        assert steps == sorted(steps)
        assert steps[-1] == len(SHADES) - 1
        assert len(set(steps)) == min(highest, len(SHADES))
