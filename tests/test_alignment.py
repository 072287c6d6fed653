"""Rows are recognised wherever they stand; what differs is what a person changed."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.alignment import Line, aligned

TEXTS = st.sampled_from(
    ["keep", "drop", "split", "a long remark on apprenticeships", "one more about certificates", "x"]
)
ROWS = st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=12)


def lines(rows, first=1, sheet="Categories"):
    return [Line(sheet, first + at, tuple(texts)) for at, texts in enumerate(rows)]


def changes(pairs):
    return [(old and old.texts, new and new.texts) for old, new in pairs if (old and old.texts) != (new and new.texts)]


@given(ROWS, ROWS, st.integers(0, 9))
def test_every_row_of_both_is_there_once(before, now, shift):
    olds, news = lines(before), lines(now, 1 + shift, "Other")
    pairs = aligned(olds, news)
    assert [old for old, _ in pairs if old] == olds
    assert sorted((new.row for _, new in pairs if new)) == [line.row for line in news]


@given(ROWS, st.integers(0, 9), st.sampled_from(["Categories", "Our list"]))
def test_rows_that_only_moved_have_not_changed(rows, shift, sheet):
    pairs = aligned(lines(rows), lines(rows, 1 + shift, sheet))
    assert changes(pairs) == []
    assert [new.row - old.row for old, new in pairs] == [shift] * len(rows)


@given(ROWS.filter(bool), st.data())
def test_one_row_that_was_retyped_is_the_one_that_changed(rows, data):
    at = data.draw(st.integers(0, len(rows) - 1))
    retyped = [["something else"] if number == at else row for number, row in enumerate(rows)]
    shift = data.draw(st.integers(0, 3))
    before, now = (
        lines([["what no other row says"], *some], first) for some, first in ((rows, 1), (retyped, 1 + shift))
    )
    assert changes(aligned(before, now)) == [(tuple(rows[at]), ("something else",))]


def test_a_category_is_known_by_its_name_though_everything_around_it_is_new():
    before = [["C1", "Training delivery", "keep"], ["C2", "Career guidance", "drop"]]
    now = [["A title"], ["new", "row"], ["C2", "Career guidance", "split"], ["C1", "Training delivery", "keep"]]
    assert changes(aligned(lines(before), lines(now))) == [
        (("C2", "Career guidance", "drop"), ("C2", "Career guidance", "split")),
        (None, ("A title",)),
        (None, ("new", "row")),
    ]
