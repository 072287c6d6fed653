"""Where everyone stands: everyone once, nobody on top of another, labels free."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.network.discs import LETTER, PAGE, SCREEN, disc_radius, disc_spots, discs_touch, label_box
from facilitate.network.layout import FIELDS, MOST_HUBS, MOST_LABELS, NOT_GIVEN, lay_out
from facilitate.records.network import ElementId, Person
from tests.network.examples import CATEGORIES, chart, with_long_categories

pytestmark = pytest.mark.slow


def layout_of(number, field, room=SCREEN):
    return lay_out(chart(number).people, field, CATEGORIES if field == "Category" else (), room)


@pytest.mark.parametrize("number", [5, 40, 473])
@pytest.mark.parametrize("field", FIELDS)
def test_everyone_stands_somewhere_once_and_apart(number, field):
    layout = layout_of(number, field)
    people = chart(number).people
    assert sorted(id for id, _, _ in layout.spots) == sorted(one.id for one in people)
    spots = [(x, y) for _, x, y in layout.spots]
    near = min(
        ((ax - bx) ** 2 + (ay - by) ** 2 for at, (ax, ay) in enumerate(spots) for bx, by in spots[:at]), default=9
    )
    assert near > 0.8**2


@pytest.mark.parametrize("number", [5, 40, 473, 2000])
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("room", [SCREEN, PAGE])
def test_discs_and_labels_do_not_overlap(number, field, room):
    layout = layout_of(number, field, room)
    discs = [(one.x, one.y, one.radius) for one in layout.groups]
    for at, (ax, ay, ar) in enumerate(discs):
        for bx, by, br in discs[:at]:
            assert (ax - bx) ** 2 + (ay - by) ** 2 > (ar + br) ** 2
    if len(layout.labels) > MOST_LABELS:
        return
    boxes = [label_box(label, LETTER / layout.scale) for label in layout.labels]
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]
            assert apart, (layout.labels[at], other)


@pytest.mark.parametrize("room", [SCREEN, PAGE])
@pytest.mark.parametrize("number", [40, 400])
def test_long_names_on_a_full_ring_do_not_overlap(number, room):
    layout = lay_out(with_long_categories(number).people, "Category", room=room)
    assert layout.ring and len(layout.labels) == MOST_HUBS
    boxes = [label_box(label, LETTER / layout.scale) for label in layout.labels]
    discs = [(one.x, one.y, one.radius) for one in layout.groups]
    assert not discs_touch(boxes, discs)
    overlapping = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
    ]
    assert overlapping == []


def test_groups_of_one_value_are_the_values():
    layout = layout_of(40, "Region")
    assert not layout.ring
    numbers = {one.values: len(one.members) for one in layout.groups}
    people = chart(40).people
    assert numbers == {(region,): sum(one.region == region for one in people) for region in {o.region for o in people}}


def test_people_with_several_values_stand_between_them():
    layout = layout_of(40, "Category")
    assert layout.ring
    sets = {one.id: tuple(one.categories) for one in chart(40).people}
    for group in layout.groups:
        assert all(set(sets[id]) == set(group.values) for id in group.members)


def test_many_values_become_one_on_a_ring():
    people = [
        Person(ElementId(f"e{n}"), f"P{n}", f"P{n}", languages=(f"Language {n}", f"Language {(n + 1) % 40}"))
        for n in range(40)
    ]
    layout = lay_out(people, "Language")
    assert len(layout.labels) == MOST_HUBS
    assert len(layout.spots) == 40


def test_people_without_a_value_stand_together():
    layout = lay_out([Person(ElementId("a"), "A", "A"), Person(ElementId("b"), "B", "B", region="Africa")], "Region")
    assert [one.values for one in layout.groups] == [("Africa",), (NOT_GIVEN,)]


def test_nobody_is_a_layout_too():
    assert lay_out([], "Category").spots == ()


@settings(deadline=None)
@given(st.integers(1, 400))
def test_a_disc_holds_its_dots(number):
    assert all((x * x + y * y) ** 0.5 + 0.5 <= disc_radius(number) for x, y in disc_spots(number))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("ABCDEF"), max_size=3, unique=True), min_size=1, max_size=60))
def test_any_mixture_is_laid_out_without_overlap(rows):
    people = [Person(ElementId(f"e{n}"), f"P{n}", f"P{n}", categories=tuple(values)) for n, values in enumerate(rows)]
    layout = lay_out(people, "Category")
    assert len({(x, y) for _, x, y in layout.spots}) == len(people)
    assert lay_out(people, "Category") == layout
