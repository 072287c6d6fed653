"""Several meetings as one step: the named cases, and that it always equals what the two lists say."""

from itertools import accumulate

import pytest
from hypothesis import given, settings

from facilitate.records.changes import ChangeType, History
from facilitate.tracking.compose import compose
from facilitate.tracking.crosswalk import concordance, count_line, counted
from facilitate.tracking.types import misshapen
from tests.tracking.series import held, listed, row, series, told

T = ChangeType
FIVE = listed("Training", "Research", "Inclusion", "Sectors", "Finance")


def net(*meetings, before=FIVE):
    return compose(held(before, *meetings).steps)


def said(composed):
    """The net concordance as a reader sees it, without what was kept or only renumbered."""
    lines = [
        (line.old.name if line.old else None, line.type, line.new.name if line.new else None, line.decisions)
        for line in concordance(composed.step)
    ]
    return [line for line in lines if line[1] not in ("kept", "renumbered")]


CASES = {
    "renamed twice is one rename": (
        [(row("rename", "C1", "Teaching"),), (row("rename", "C1", "Learning"),)],
        [("Training", "renamed", "Learning", ("v1:P1", "v2:P1"))],
    ),
    "renamed back is kept": (
        [(row("rename", "C1", "Teaching"),), (row("rename", "C1", "Training"),)],
        [],
    ),
    "renamed and widened is widened": (
        [(row("rename", "C1", "Teaching"),), (row("widen", "C1", "Teaching and learning"),)],
        [("Training", "widened", "Teaching and learning", ("v1:P1", "v2:P1"))],
    ),
    "swapped names are two renames": (
        [(row("rename", "C1", "Research"), row("rename", "C2", "Training"))],
        [("Training", "renamed", "Research", ("P1",)), ("Research", "renamed", "Training", ("P2",))],
    ),
    "swapped and swapped back is kept": (
        [
            (row("rename", "C1", "Research"), row("rename", "C2", "Training")),
            (row("rename", "C1", "Training"), row("rename", "C2", "Research")),
        ],
        [],
    ),
    "split then merged back is kept": (
        [
            (row("split", "C1", "Training", "Coaching", lives_on=True),),
            (row("merge into", "C6", into="C1", lives_on=True),),
        ],
        [],
    ),
    "new then dropped does not show": (
        [(row("add", None, "Media"),), (row("drop", "C6"),)],
        [],
    ),
    "new then merged widens what took it": (
        [(row("add", None, "Media"),), (row("merge into", "C6", into="C2", lives_on=True),)],
        [("Research", "widened", "Research", ("v1:P1", "v2:P1"))],
    ),
    "a dropped category that comes back is only renumbered": (
        [(row("drop", "C4"),), (row("add", None, "Sectors"),)],
        [],
    ),
    "a split of what was merged a meeting ago gives it back": (
        [
            (row("merge into", "C4", into="C5", lives_on=True),),
            (row("split", "C5", "Finance", "Sectors", lives_on=True),),
        ],
        [],
    ),
    "a split into other parts than were merged is a breakdown": (
        [
            (row("merge into", "C4", into="C5", lives_on=True),),
            (row("split", "C5", "Finance", "Clusters", lives_on=True),),
        ],
        [
            ("Sectors", "broken up", "Finance", ("v1:P1", "v2:P1")),
            ("Sectors", "broken up", "Clusters", ("v1:P1", "v2:P1")),
            ("Finance", "split off, renumbered", "Finance", ("v2:P1",)),
            ("Finance", "split off", "Clusters", ("v2:P1",)),
        ],
    ),
    "merged as new and taken in by another": (
        [
            (row("merge into", "C4", "Economy", into="C5", lives_on=False),),
            (row("merge into", "C6", into="C2", lives_on=True),),
        ],
        [
            ("Sectors", "merged into", "Research", ("v1:P1", "v2:P1")),
            ("Finance", "merged into", "Research", ("v1:P1", "v2:P1")),
        ],
    ),
    "broken up and one part dropped is narrowed": (
        [(row("split", "C3", "Women", "Youth", lives_on=False),), (row("drop", "C7"),)],
        [("Inclusion", "narrowed", "Women", ("v1:P1", "v2:P1"))],
    ),
    "split off and the part given to another is a part moved": (
        [
            (row("split", "C3", "Inclusion", "Youth", lives_on=True),),
            (row("merge into", "C6", into="C1", lives_on=True),),
        ],
        [
            ("Inclusion", "part moved", "Training", ("v1:P1", "v2:P1")),
            ("Inclusion", "part moved", "Inclusion", ("v1:P1", "v2:P1")),
            ("Training", "part moved", "Training", ("v1:P1", "v2:P1")),
        ],
    ),
    "dropped in the end": (
        [(row("merge into", "C4", into="C5", lives_on=True),), (row("drop", "C5"),)],
        [("Sectors", "dropped", None, ("v1:P1", "v2:P1")), ("Finance", "dropped", None, ("v2:P1",))],
    ),
    "new and renamed is new": (
        [(row("add", None, "Media"),), (row("rename", "C6", "Media and arts"),)],
        [(None, "new", "Media and arts", ("v1:P1",))],
    ),
}


@pytest.mark.parametrize(("meetings", "expected"), CASES.values(), ids=CASES.keys())
def test_what_two_meetings_come_to(meetings, expected):
    assert sorted(said(net(*meetings)), key=str) == sorted(expected, key=str)


def test_what_came_and_went_is_listed():
    composed = net(
        (row("add", None, "Media"), row("split", "C1", "Training", "Coaching", lives_on=True)),
        (row("drop", "C6"), row("merge into", "C7", into="C1", lives_on=True)),
    )
    listed = [(one.category.name, one.came, one.came_by, one.went, one.went_by, one.became) for one in composed.passing]
    assert listed == [
        ("Media", "v1", T.CREATION, "v2", T.DELETION, ()),
        ("Coaching", "v1", T.SPLIT_OFF, "v2", T.TAKE_OVER, ("C1",)),
    ]
    assert count_line(composed.step) == "5 = 5"


def test_a_category_that_comes_back_has_a_new_id_and_says_what_it_was():
    history = held(FIVE, (row("drop", "C4"),), (row("add", None, "Sectors"),))
    assert [line.notes for line in concordance(history.steps[1]) if line.old is None] == [("formerly C4",)]
    assert history.steps[1].after.named("Sectors").id == "C6"
    (line,) = [line for line in concordance(compose(history.steps).step) if line.old and line.old.id == "C4"]
    assert (line.type, line.new.id, line.notes) == ("renumbered", "C6", ("formerly C4",))


def test_a_split_of_what_was_merged_says_which_part_it_was():
    history = held(
        FIVE,
        (row("merge into", "C4", into="C5", lives_on=True),),
        (row("split", "C5", "Finance", "Sectors", lives_on=True),),
    )
    found = {line.new.id: line.notes for line in concordance(history.steps[1]) if line.type == "split off"}
    assert found == {"C5": ("a part becomes no. 5",), "C6": ("formerly C4",)}


def test_the_count_line_over_several_meetings():
    composed = net(
        (row("merge into", "C4", into="C5", lives_on=True), row("add", None, "Media")),
        (row("split", "C1", "Training", "Coaching", lives_on=True), row("add", None, "Arts")),
        (row("merge into", "C6", "Culture", into="C8", lives_on=False),),
    )
    assert count_line(composed.step) == "5 − 1 (4 into 5) + 1 (5 out of 1) + 1 (6 new) = 6"
    assert counted(composed.step) == len(composed.step.after.categories)


def _pairs(step):
    return {(line.old.id, line.new.id) for line in concordance(step) if line.old and line.new}


def _joined(one, other):
    return {(old, new) for old, middle in one for begin, new in other if middle == begin}


def _comes_back(history):
    return any("formerly" in change.note for step in history.steps for change in step.changes)


@settings(max_examples=400, deadline=None)
@given(series())
def test_the_net_step_equals_the_comparison_of_the_two_lists(drawn):
    history, _ = drawn
    step = compose(history.steps).step
    before, after = history.steps[0].before, history.steps[-1].after
    assert step.before == before
    assert [(entry.id, entry.name) for entry in step.after.categories] == [(e.id, e.name) for e in after.categories]
    assert counted(step) == len(after.categories)
    lines = concordance(step)
    assert {line.old for line in lines if line.old} == set(before.categories)
    assert {line.new.id for line in lines if line.new} == {entry.id for entry in after.categories}
    if not _comes_back(history):
        *_, joined = accumulate(map(_pairs, history.steps), _joined)
        assert _pairs(step) == joined, told(history)
    for entry in before.categories:
        mine = {line.new.id: line for line in lines if line.old is entry and line.new}
        now = after.get(entry.id)
        assert (entry.id in mine) == (now is not None)
        if now is None:
            assert bool(mine) or any(line.old is entry and not line.new for line in lines), told(history)
            continue
        types = set(mine[entry.id].types)
        assert (T.CODE_CHANGE in types) == (before.number(entry.id) != after.number(entry.id))
        if types <= {T.KEPT, T.CODE_CHANGE}:
            assert now.name == entry.name
        if now.name != entry.name:
            assert types & {T.NAME_CHANGE, T.WIDENED, T.NARROWED, T.SPLIT_OFF, T.TRANSFER}
        elif now.definition == entry.definition:
            assert T.NAME_CHANGE not in types


@settings(max_examples=200, deadline=None)
@given(series())
def test_the_net_changes_have_their_shapes_and_rest_on_adopted_decisions(drawn):
    history, _ = drawn
    if len(history.steps) < 2:
        return
    step = compose(history.steps).step
    adopted = {one.proposal for one in step.decisions if one.verdict.adopted}
    for change in step.changes:
        across = len(change.old) == len(change.new) == 1 and change.old != change.new
        assert across or misshapen(change) == ""
        assert set(change.rests_on) <= adopted
        assert bool(change.rests_on) == (change.type not in (T.KEPT, T.CODE_CHANGE) or across), (change, told(history))


@settings(max_examples=100, deadline=None)
@given(series())
def test_what_came_and_went_is_on_neither_list(drawn):
    history, _ = drawn
    composed = compose(history.steps)
    first, last = ({e.id for e in v.categories} for v in (history.steps[0].before, history.steps[-1].after))
    between = {entry.id for step in history.steps for entry in step.after.categories} - first - last
    assert sorted(one.category.id for one in composed.passing if len(history.steps) > 1) == sorted(between)


def test_one_step_is_its_own():
    history = held(FIVE, (row("rename", "C1", "Teaching"),))
    assert compose(history.steps).step is history.steps[0]
    assert History("series", history.steps) == history
