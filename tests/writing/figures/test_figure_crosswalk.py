"""The crosswalk: what it says, that nothing overlaps, and that it fits on a page at any length."""

from dataclasses import replace

import pytest
from figure_examples import (
    COUNT_LINE,
    T,
    centimetres,
    change,
    crosswalk_of,
    decoded,
    entry,
    ilo,
    inside,
    long_lists,
    measured,
    overlapping,
    texts_of,
    version,
)
from hypothesis import given
from hypothesis import strategies as st

from facilitate.records.changes import History, Step
from facilitate.writing.figures.crosswalk import can_be_drawn, change_counts, draw_crosswalk
from facilitate.writing.figures.crosswalk_layout import WHOLE
from facilitate.writing.figures.lanes import place_lanes
from facilitate.writing.figures.links import find_links
from tests.tracking.series import held, listed, meet, row

SIZES = {
    "ILO": ilo(),
    "3": long_lists(3, 40),
    "8 of 150 characters": long_lists(8, 150),
    "30": long_lists(30, 60),
    "30 of 150 characters": long_lists(30, 150),
    "60": long_lists(60, 60),
    "60 of 150 characters": long_lists(60, 150),
    "60 in a new order": long_lists(60, 60, shuffle=True),
    "140": long_lists(140, 60),
}


def test_the_links_of_the_worked_example():
    assert [(link.old, link.new, link.words) for link in find_links(ilo())] == [
        ("C1", "C1", "renamed"),
        ("C2", "C2", "renamed"),
        ("C3", "C3", "split off"),
        ("C3", "C9", "split off"),
        ("C4", "C4", "widened"),
        ("C5", "C5", "renamed"),
        ("C6", "C5", "merged into"),
        ("C7", "C7", ""),
        ("C8", "C8", "widened, renumbered"),
        (None, "C10", "new"),
    ]


LIST = version(entry("C1", "One"), entry("C2", "Two"))


@pytest.mark.parametrize(
    ("after", "changes", "expected"),
    [
        ("C1 C2", [(T.TRANSFER, "C2 C1", "C2 C1")], ["C1 C1 part moved", "C2 C2 part moved", "C2 C1 part moved"]),
        ("C1", [(T.TAKE_OVER, "C2 C1", "C1")], ["C1 C1 ", "C2 C1 merged into"]),
        ("C3", [(T.MERGER, "C1 C2", "C3")], ["C1 C3 merged as new", "C2 C3 merged as new"]),
        ("C3 C4 C2", [(T.BREAKDOWN, "C1", "C3 C4")], ["C1 C3 broken up", "C1 C4 broken up"]),
        ("C2", [(T.DELETION, "C1", ""), (T.CODE_CHANGE, "C2", "C2")], ["C1 None dropped", "C2 C2 "]),
        ("C1 C2", [(T.KEPT, "C1", "C1"), (T.NAME_CHANGE, "C1", "C1")], ["C1 C1 renamed"]),
        ("C1 C2", [(T.NAME_CHANGE, "C7", "C7")], []),
    ],
    ids=["part moved", "merged into", "merged as new", "broken up", "dropped", "kept and renamed", "unknown ids"],
)
def test_the_links_of_each_type(after, changes, expected):
    step = Step(LIST, version(*(entry(id, id) for id in after.split())), tuple(change(*one) for one in changes), (), ())
    assert [f"{link.old} {link.new} {link.words}" for link in find_links(step)] == expected


def test_the_figure_says_what_the_records_say():
    texts = texts_of(crosswalk_of(ilo(), COUNT_LINE))
    assert texts["old C6"] == "6 Sectoral approach"
    assert texts["new C7"] == "6 Training delivery"
    assert texts["new C10"] == "9 Life skills (e.g. soft skills, healthy lifestyle and positive attitudes)"
    assert texts["count line"] == COUNT_LINE
    assert texts["heading"] == "Before: 8 categories After: 9 categories"
    assert {name: text for name, text in texts.items() if name.startswith("tag")} == {
        "tag C1 C1": "renamed",
        "tag C2 C2": "renamed",
        "tag C3 C3": "split off",
        "tag C3 C9": "split off",
        "tag C4 C4": "widened",
        "tag C5 C5": "renamed",
        "tag C6 C5": "merged into",
        "tag C8 C8": "widened, renumbered",
        "tag - C10": "new",
    }


def test_dashed_heavy_and_marked():
    figure = crosswalk_of(ilo())
    boxes = {one.get_gid(): one for one in figure.artists if one.get_gid() and one.get_gid()[:3] in ("old", "new")}
    assert [name for name, box in boxes.items() if box.get_linestyle() not in ("solid", "-")] == ["old C6"]
    assert [name for name, box in boxes.items() if box.get_linewidth() > 2] == ["new C9", "new C10"]
    marked = [one for one in figure.texts if one.get_color() == "#C00000" and one.get_gid() != "key"]
    assert {one.get_weight() for one in marked} == {"bold"}
    assert " ".join(one.get_text() for one in marked) == (
        "Research Life skills (e.g. soft skills, healthy lifestyle and positive attitudes)"
    )


def test_bands_have_one_width_and_two_shades():
    bands = [one for one in crosswalk_of(ilo()).artists if str(one.get_gid()).startswith("band")]
    assert len({one.get_linewidth() for one in bands}) == 1
    shades = {one.get_gid(): one.get_edgecolor() for one in bands}
    light = shades.pop("band C7 C7")
    assert len(set(shades.values())) == 1
    assert sum(light[:3]) > sum(shades["band C1 C1"][:3])


@pytest.mark.parametrize("step", SIZES.values(), ids=SIZES.keys())
def test_nothing_overlaps_and_every_text_is_in_its_box(step):
    figure = crosswalk_of(step, COUNT_LINE)
    texts, shapes = measured(figure)
    boxes = {one[0]: one for one in shapes if not one[0].startswith("band")}
    assert overlapping([*boxes.values()]) == []
    assert [one[0] for one in texts if one[0] in boxes and not inside(one, boxes[one[0]])] == []
    assert overlapping([one for one in texts if one[0] not in boxes]) == []
    sheet = ("sheet", *figure.bbox.extents)
    assert [one[0] for one in (*texts, *boxes.values()) if not inside(one, sheet)] == []
    links = [link for link in find_links(step) if link.changed or len(step.before.categories) <= WHOLE]
    ends = {end for link in links for end in (link.old, link.new)}
    ids = {f"old {one.id}" for one in step.before.categories if one.id in ends}
    ids |= {f"new {one.id}" for one in step.after.categories if one.id in ends}
    assert {name for name in boxes if not name.startswith("tag")} == ids


@pytest.mark.parametrize("step", SIZES.values(), ids=SIZES.keys())
def test_it_fits_on_a_page(step):
    drawn = draw_crosswalk(step, COUNT_LINE)
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 22.0
    assert (drawn.name, drawn.width) == ("crosswalk", 16.0)
    assert len(drawn.alt) <= 250


def test_of_a_long_list_only_what_changed_is_drawn_and_the_caption_says_so():
    names = [f"Category {number}" for number in range(2_000)]
    history = held(listed(*names), (row("rename", "C7", "Another name"), row("merge into", "C12", into="C1500")))
    step = history.steps[0]
    texts = texts_of(crosswalk_of(step))
    assert {name for name in texts if name[:3] in ("old", "new")} == {
        *("old C7", "old C12", "old C1500"),
        *("new C7", "new C1500"),
    }
    assert texts["new C1500"] == "1499 Category 1499"
    assert texts["heading"] == "Before: 3 of 2,000 categories After: 2 of 1,999 categories"
    assert draw_crosswalk(step).caption == (
        "From 2,000 categories to 1999: what became of each category (what was only kept or renumbered is left out)"
    )
    assert can_be_drawn(step)


def test_a_long_list_in_which_nothing_or_everything_changed_is_not_drawn():
    before = listed(*(f"Category {number}" for number in range(400)))
    assert not can_be_drawn(held(before, ()).steps[0])
    rows = tuple(row("rename", f"C{number}", f"Name {number}") for number in range(1, 401))
    assert not can_be_drawn(held(before, rows).steps[0])
    assert not can_be_drawn(held(listed(), ()).steps[0])


def test_a_name_is_cut_only_where_the_page_is_full():
    names = [f"Skills for the green and the digital economy, and for care and health {number}" for number in range(30)]
    before = listed(*names)
    history, _ = meet(History(""), before, order=[f"C{number}" for number in (*range(16, 31), *range(1, 16))])
    texts = texts_of(crosswalk_of(history.steps[0]))
    assert [text for name, text in texts.items() if text.endswith("…")] == []


def test_the_order_is_the_printed_one():
    step = long_lists(30, 40, shuffle=True)
    _, shapes = measured(crosswalk_of(step))
    for side, entries in (("old", step.before), ("new", step.after)):
        boxes = [one for one in shapes if one[0].startswith(side)]
        boxes.sort(key=lambda one: -one[4])
        assert [one[0].split()[1] for one in boxes] == [one.id for one in entries.categories]


def test_the_same_records_give_the_same_bytes():
    assert draw_crosswalk(ilo(), COUNT_LINE) == draw_crosswalk(ilo(), COUNT_LINE)


def test_the_words_around_the_picture():
    drawn = draw_crosswalk(ilo(), COUNT_LINE)
    assert drawn.caption == "From 8 categories to 9: what became of each category"
    assert drawn.alt == (
        "8 categories before the meeting, 9 after it: "
        "3 renamed, 2 widened, 1 merged into, 1 split off, 1 new, 2 renumbered."
    )
    assert draw_crosswalk(SIZES["60 of 150 characters"]).caption.endswith("(long names are shortened)")


def test_changes_are_counted_by_type():
    assert change_counts(ilo()) == {
        T.NAME_CHANGE: 3,
        T.WIDENED: 2,
        T.TAKE_OVER: 1,
        T.SPLIT_OFF: 1,
        T.CREATION: 1,
        T.CODE_CHANGE: 2,
    }


def test_a_list_that_did_not_change_and_one_that_is_empty():
    kept = Step(LIST, LIST, (change(T.KEPT, "C1", "C1"), change(T.KEPT, "C2", "C2")), (), ())
    assert texts_of(crosswalk_of(kept))["key"] == "kept or renumbered"
    assert draw_crosswalk(kept).alt == "2 categories before the meeting, 2 after it: 2 kept."
    nothing = Step(version(), version(), (), (), ())
    assert draw_crosswalk(nothing).alt == "0 categories before the meeting, 0 after it: no changes."


def test_a_name_is_printed_as_it_is_written():
    odd = version(entry("C1", "Fees ($) and {costs} in $x_1$ \\frac 技能"))
    kept = Step(odd, odd, (change(T.KEPT, "C1", "C1"),), (), ())
    assert texts_of(crosswalk_of(kept))["old C1"] == "1 Fees ($) and {costs} in $x_1$ \\frac 技能"
    assert decoded(draw_crosswalk(kept).png).shape[2] == 4


def test_every_band_is_drawn_when_all_become_one():
    after = version(entry("C99", "Everything"))
    before = long_lists(60, 40).before
    merged = change(T.MERGER, " ".join(one.id for one in before.categories), "C99")
    figure = crosswalk_of(Step(before, after, (merged,), (), ()))
    texts, shapes = measured(figure)
    assert len([one for one in shapes if one[0].startswith("band")]) == 60
    assert overlapping([one for one in texts if one[0].startswith("tag")]) == []


heights = st.floats(0.1, 3.0)


@given(st.permutations(range(8)), st.lists(heights, min_size=8, max_size=8), st.integers(0, 8))
def test_lanes_keep_the_order_and_the_distance(order, tall, cut):
    left, right = [str(place) for place in range(8)], [str(place) for place in order][:cut]
    gap = 0.2
    lanes = place_lanes(left, right, (tall, tall[:cut]), gap)
    for column, needed in ((lanes.left, tall), (lanes.right, tall[:cut])):
        assert len(column) == len(needed)
        assert all(spot.height >= least for spot, least in zip(column, needed, strict=True))
        ends = [0.0, *(spot.top + spot.height + gap for spot in column)]
        assert all(spot.top >= end - 1e-9 for spot, end in zip(column, ends, strict=False))
        assert ends[-1] <= lanes.total + gap + 1e-9


def test_what_lived_on_stands_level():
    lanes = place_lanes(list("abcd"), list("abxd"), ([1.0] * 4, [1.0, 2.0, 1.0, 1.0]), 0.1)
    assert [spot.top for spot in lanes.left[:2]] == [spot.top for spot in lanes.right[:2]]
    assert lanes.left[3] == lanes.right[3]


def test_marks_survive_a_cut_name():
    step = ilo()
    all_new = replace(step.after, categories=tuple(entry("C9", "New " * 400, "New " * 400) for _ in range(1)))
    figure = crosswalk_of(replace(step, after=all_new, changes=()))
    marked = [one for one in figure.texts if one.get_color() == "#C00000" and one.get_gid() == "new C9"]
    assert marked
    assert {one.get_weight() for one in marked} == {"bold"}
