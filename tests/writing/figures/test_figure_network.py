"""The figures of the network at 5, 40, 473 and 5,000 people."""

from dataclasses import replace

import pytest
from figure_examples import centimetres, inside, measured, overlapping, texts_of

from facilitate.network.consent import count_people
from facilitate.network.layout import MOST_HUBS
from facilitate.writing.figures.network import draw_network, network_figure, network_pictures
from facilitate.writing.figures.network_counts import counts_figure, draw_counts, shown
from facilitate.writing.figures.network_people import draw_named_people, people_figure
from facilitate.writing.figures.network_signs import SIGNS
from facilitate.writing.figures.style import DPI, PAGE_HEIGHT
from tests.conftest import NINE
from tests.network.examples import chart, with_long_categories

pytestmark = pytest.mark.slow

SIZES = (5, 40, 473, 5_000)


def faults(figure):
    """Texts that overlap or leave the sheet, and signs that a text covers."""
    texts, _ = measured(figure)
    sheet = ("sheet", 0, 0, *(figure.get_size_inches() * DPI))
    found = [*overlapping(texts), *(one[0] for one in texts if not inside(one, sheet))]
    for name, x0, y0, x1, y1 in texts:
        covered = [(x, y) for kind in ("people", "hub") for x, y in spots(figure, kind) if x0 < x < x1 and y0 < y < y1]
        found += [(name, spot) for spot in covered]
    return found


def spots(figure, kind):
    """The middle of every sign of a kind, in pixels."""
    found = []
    for part in figure.artists:
        if str(part.get_gid() or "").startswith(kind):
            path = part.get_path()
            starts = [place for place, code in enumerate(path.codes) if code == path.MOVETO]
            corners = part.get_transform().transform(path.vertices)
            ends = [*starts[1:], len(corners)]
            found += [tuple(corners[start:end].mean(axis=0)) for start, end in zip(starts, ends, strict=True)]
    return found


@pytest.mark.parametrize("number", SIZES)
def test_the_network_fits_its_page_and_nothing_overlaps(number):
    drawn = chart(number)
    figure = network_figure(drawn)
    assert faults(figure) == []
    assert len(spots(figure, "people")) == len(drawn.people)
    width, height = centimetres(draw_network(drawn).png)
    assert 15.9 < width <= 16.0 and height <= PAGE_HEIGHT


@pytest.mark.parametrize("number", [40, 400])
def test_long_names_all_around_do_not_overlap(number):
    figure = network_figure(with_long_categories(number))
    assert faults(figure) == []
    assert len([name for name in texts_of(figure) if name.startswith("label")]) == MOST_HUBS
    assert centimetres(draw_network(with_long_categories(number)).png)[1] <= PAGE_HEIGHT


def test_nobody_who_says_what_they_work_on_gives_no_figures():
    drawn = chart(20)
    people = tuple(replace(one, categories=()) for one in drawn.people)
    assert network_pictures(replace(drawn, people=people, totals=count_people(people, ()))) == ()


def test_labels_say_how_many_work_on_each_category():
    drawn = chart(40)
    said = set(texts_of(network_figure(drawn)).values())
    numbers = {name: sum(name in one.categories for one in drawn.people) for name in drawn.categories}
    assert {f"{name} {number}" for name, number in numbers.items() if number} <= said


def test_regions_differ_in_shape_and_lightness():
    assert len(set(SIGNS)) == len(SIGNS)
    assert len({outline for outline, _ in SIGNS[:5]}) == 5


@pytest.mark.parametrize("number", [5, 40, 70])
def test_up_to_sixty_people_are_named(number):
    drawn = chart(number)
    table, _ = network_pictures(drawn)
    assert table.name == "people-by-region-and-category"
    figure = people_figure(drawn)
    said = texts_of(figure).values()
    assert not [one for one in drawn.people if not any(text.startswith(one.label) for text in said)]
    assert faults(figure) == []
    assert len(spots(figure, "dots")) == sum(len(one.categories) for one in drawn.people)
    assert centimetres(draw_named_people(drawn).png)[1] <= PAGE_HEIGHT


def test_long_categories_are_not_cut_off_above_their_columns():
    drawn = chart(20)
    names = dict(zip(drawn.categories, NINE, strict=False))
    people = tuple(
        replace(one, categories=tuple(names[value] for value in one.categories), organisation="College of Trades")
        for one in drawn.people
    )
    figure = people_figure(replace(drawn, people=people, categories=NINE))
    assert faults(figure) == []
    headings = {text.replace(" ", "") for name, text in texts_of(figure).items() if name.startswith("column")}
    assert headings == {name.replace(" ", "") for name in NINE}


@pytest.mark.parametrize("number", [473, 5_000])
def test_above_sixty_people_are_counted_by_region_and_category(number):
    drawn = chart(number)
    table, _ = network_pictures(drawn)
    assert table.name == "people-by-region-and-category"
    figure = counts_figure(drawn)
    assert faults(figure) == []
    grid = drawn.totals.grid
    texts = texts_of(figure)
    for row in range(len(grid.columns)):
        for column in range(len(grid.rows)):
            assert texts.get(f"cell {row + 1} {column + 1}", "") == shown(grid.cells[column][row])
    assert centimetres(draw_counts(drawn).png)[1] <= PAGE_HEIGHT


def test_nobody_gives_no_network():
    assert draw_network(chart(5, published=0)) is None


def test_the_same_people_give_the_same_pictures():
    assert network_pictures(chart(40)) == network_pictures(chart(40))
