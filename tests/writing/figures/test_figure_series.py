"""The series side by side: what it says, that nothing overlaps, and that it fits on a page at any length."""

import random
from itertools import pairwise

import pytest
from figure_examples import centimetres, inside, measured, name, overlapping, series_of, texts_of
from hypothesis import given
from hypothesis import strategies as st

from facilitate.writing.figures.columns import place_columns
from facilitate.writing.figures.series import draw_series
from tests.tracking.series import held, listed, row


def some_series(number, length, meetings=2, seed=1):
    """A series of invented lists in which every kind of change happens at every meeting."""
    rng = random.Random(seed)
    before = listed(*(name(rng, rng.randint(length // 2, length)) + f" {n}" for n in range(number)))
    rounds, ids = [], [entry.id for entry in before.categories]
    for _ in range(meetings):
        chosen = rng.sample(ids, min(len(ids), max(number // 3, 2)))
        one, other, *more = [*chosen, *chosen, *chosen]
        rows = [row("rename", one, name(rng, length) + " new"), row("add", None, name(rng, length) + " added")]
        if len(chosen) > 3:
            rows.append(row("merge into", other, into=more[0], lives_on=True))
            rows.append(row("split", more[1], name(rng, length) + " one", name(rng, length) + " two", lives_on=True))
        if len(chosen) > 6:
            rows += [row("drop", more[2]), row("move part into", more[3], into=more[4])]
        rounds.append(rows)
        ids = [entry.id for entry in held(before, *rounds).steps[-1].after.categories]
    return held(before, *rounds).steps


SIZES = {
    "3": some_series(3, 40),
    "8 of 150 characters": some_series(8, 150),
    "30": some_series(30, 60),
    "60 of 150 characters": some_series(60, 150),
}


@pytest.mark.parametrize("steps", SIZES.values(), ids=SIZES.keys())
def test_nothing_overlaps_and_it_fits_on_a_page(steps):
    figure = series_of(steps)
    texts, shapes = measured(figure)
    boxes = {one[0]: one for one in shapes if not one[0].startswith("band")}
    versions = [steps[0].before, *(step.after for step in steps)]
    assert set(boxes) == {f"{version.label} {entry.id}" for version in versions for entry in version.categories}
    assert overlapping([*boxes.values()]) == []
    assert [one[0] for one in texts if one[0] in boxes and not inside(one, boxes[one[0]])] == []
    words = [one for one in texts if one[0].startswith("tag")]
    assert overlapping([*words, *boxes.values()]) == []
    sheet = ("sheet", *figure.bbox.extents)
    assert [one[0] for one in (*texts, *boxes.values()) if not inside(one, sheet)] == []
    (drawn,) = draw_series(steps)
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 22.0
    assert len(drawn.alt) <= 250


def test_the_words_on_the_bands():
    before = listed("Training", "Research", "Sectors")
    steps = held(
        before,
        (row("rename", "C1", "Teaching"), row("merge into", "C3", into="C2", lives_on=True)),
        (row("split", "C2", "Research", "Sectors", lives_on=True), row("drop", "C1"), row("add", None, "Media")),
    ).steps
    texts = texts_of(series_of(steps))
    assert texts["heading"] == "v0: 3 categories v1: 2 categories v2: 3 categories"
    assert {name: text for name, text in texts.items() if name.startswith("tag")} == {
        "tag v0 C1 C1": "renamed",
        "tag v0 C3 C2": "merged into",
        "tag v1 C1 -": "dropped",
        "tag v1 C2 C2": "split off, renumbered",
        "tag v1 C2 C4": "split off",
        "tag v1 - C5": "new",
    }


def test_a_long_series_continues_with_the_last_version_of_the_figure_before():
    steps = some_series(8, 40, meetings=5)
    pictures = draw_series(steps)
    assert [one.name for one in pictures] == ["series-1", "series-2", "series-3"]
    assert [one.caption for one in pictures] == [
        "The list from v0 to v2, all versions side by side (1 of 3)",
        "The list from v2 to v4, all versions side by side (2 of 3)",
        "The list from v4 to v5, all versions side by side (3 of 3)",
    ]
    assert pictures == draw_series(steps)


def test_a_single_step_needs_no_series():
    assert draw_series(some_series(3, 40, meetings=1)) == ()


heights = st.lists(st.floats(0.2, 2.0), min_size=1, max_size=7)


@given(st.lists(heights, min_size=2, max_size=4), st.data())
def test_columns_keep_their_order_and_distance(tall, data):
    links = [
        data.draw(st.dictionaries(st.integers(0, len(one) - 1), st.lists(st.integers(0, len(other) - 1), max_size=3)))
        for one, other in pairwise(tall)
    ]
    columns = place_columns(tall, links, 0.1, 12.0)
    for column, needed in zip(columns.spots, tall, strict=True):
        assert [spot.height for spot in column] == needed
        ends = [0.0, *(spot.top + spot.height + 0.1 for spot in column)]
        assert all(spot.top >= end - 1e-9 for spot, end in zip(column, ends, strict=False))
        assert ends[-1] <= columns.total + 0.1 + 1e-9
    longest = max(sum(one) + 0.1 * (len(one) - 1) for one in tall)
    assert columns.total <= max(12.0, longest) + 1e-9
