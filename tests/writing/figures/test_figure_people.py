"""People by region and by category: counts only."""

import pytest
from figure_examples import centimetres, ilo, inside, long_lists, measured, overlapping, texts_of

from facilitate.records.meeting import Meeting
from facilitate.records.people import Participant
from facilitate.writing.figures.bars import bars_figure
from facilitate.writing.figures.people import (
    count_categories,
    count_regions,
    draw_people_by_category,
    draw_people_by_region,
)

LIST = ilo().before


def people(*categories, region=""):
    return tuple(
        Participant(f"Invented Person {place}", region=region, categories=named)
        for place, named in enumerate(categories)
    )


def test_regions_are_counted_highest_first_then_by_name():
    regions = ["Europe", "africa", "Asia", "Africa ", "", "  ", "AFRICA", "Americas"]
    participants = [Participant(f"Invented Person {place}", region=region) for place, region in enumerate(regions)]
    assert count_regions(participants) == (
        ("africa", 3),
        ("not stated", 2),
        ("Americas", 1),
        ("Asia", 1),
        ("Europe", 1),
    )


@pytest.mark.parametrize(
    "written", ["C7", "c7", "7", "7.", "No. 7", "training  Delivery", "7 Training delivery", "C7 Training delivery"]
)
def test_a_category_is_known_by_id_number_or_name(written):
    assert dict(count_categories(people((written,)), LIST))["7 Training delivery"] == 1


@pytest.mark.parametrize("written", ["C99", "0", "9", "Robots", "7 Robots"])
def test_what_is_not_on_the_list_is_other(written):
    assert count_categories(people((written,)), LIST)[0] == ("other", 1)


def test_a_person_counts_once_for_each_category_and_once_for_other():
    counts = count_categories(people(("C7", "7", "Robots", "Drones"), ("Social inclusion", "C7"), ()), LIST)
    assert counts[:4] == (
        ("7 Training delivery", 2),
        ("other", 1),
        ("8 Social inclusion", 1),
        ("1 Apprenticeships and work-based learning", 0),
    )
    assert len(counts) == 9


def test_printed_numbers_are_those_of_the_list_given():
    assert count_categories(people(("6",)), ilo().after)[0] == ("6 Training delivery", 1)


def test_nobody_means_no_figure():
    assert draw_people_by_region(Meeting("m")) is None
    assert draw_people_by_category(Meeting("m"), LIST) is None
    assert draw_people_by_category(Meeting("m", participants=people((), ("",))), LIST) is None


def test_the_words_around_the_pictures_name_nobody():
    meeting = Meeting("m", participants=people(("C7",), ("C7", "x"), (), region="Africa"))
    region, category = draw_people_by_region(meeting), draw_people_by_category(meeting, LIST)
    assert (region.name, region.caption) == ("people-by-region", "Participants by region (3 in all)")
    assert region.alt == "3 participants by region (Africa: 3)."
    assert category.name == "people-by-category"
    assert category.caption == "Participants by category (2 named at least one)"
    assert category.alt == (
        "2 participants by the categories they work on (7 Training delivery: 2, other: 1, "
        "1 Apprenticeships and work-based learni…: 0, 2 Assessment, certification and recogni…: 0 and 5 more)."
    )


@pytest.mark.parametrize(("number", "length"), [(3, 40), (8, 150), (30, 60), (60, 150), (140, 60)])
def test_it_fits_and_nothing_overlaps(number, length):
    listed = long_lists(number, length).before
    meeting = Meeting("m", participants=people(*((str(place), "x") for place in range(1, number, 2))))
    drawn = draw_people_by_category(meeting, listed)
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 22.0
    assert len(drawn.alt) <= 250
    figure = bars_figure(count_categories(meeting.participants, listed))
    texts, _ = measured(figure)
    assert overlapping(texts) == []
    sheet = ("sheet", *figure.bbox.extents)
    assert [one[0] for one in texts if not inside(one, sheet)] == []


def test_bars_are_as_long_as_their_numbers():
    figure = bars_figure((("a", 8), ("b", 2), ("c", 0)))
    lengths = {one.get_gid(): one.get_width() for one in figure.artists if str(one.get_gid()).startswith("bar")}
    assert lengths["bar 1"] == pytest.approx(4 * lengths["bar 2"])
    assert len(lengths) == 2
    texts = texts_of(figure)
    assert [texts[f"number {place}"] for place in (1, 2, 3)] == ["8", "2", "0"]


def test_the_same_records_give_the_same_bytes():
    meeting = Meeting("m", participants=people(("C7",), ("C1",), region="Africa"))
    assert draw_people_by_region(meeting) == draw_people_by_region(meeting)
    assert draw_people_by_category(meeting, LIST) == draw_people_by_category(meeting, LIST)
