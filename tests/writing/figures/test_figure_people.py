"""People by region and by category: counts only."""

from dataclasses import replace

import pytest
from figure_examples import centimetres, ilo, inside, long_lists, measured, overlapping, texts_of

from facilitate.network.consent import count_people, named
from facilitate.network.people import recognise
from facilitate.records.network import Audience, Measures, Network, NetworkMap, RegionTable
from facilitate.records.people import Participant
from facilitate.records.sources import Place
from facilitate.writing.figures.bars import bars_figure
from facilitate.writing.figures.people import (
    UNTOLD,
    count_categories,
    count_regions,
    draw_people_by_category,
    draw_people_by_region,
)

LIST = ilo().before
TABLE = RegionTable("", (("KE", "Africa"), ("BR", "Americas"), ("IN", "Asia"), ("FR", "Europe")))


def people(*categories, region="", publish=True, listed=LIST, small_numbers=False):
    """The people of a report: as many as ``categories``, all from one region."""
    return of(
        [
            Participant(f"Person {at}", region=region, categories=named, publish=publish)
            for at, named in enumerate(categories)
        ],
        listed,
        small_numbers,
    )


def of(participants, listed=LIST, small_numbers=False):
    placed = [
        replace(one, place=Place("meeting.xlsx", "participants", f"A{at}")) for at, one in enumerate(participants, 2)
    ]
    found, _ = recognise(placed, listed, TABLE)
    names = tuple(category.name for category in listed.categories)
    return NetworkMap(
        "m",
        Audience.PUBLIC,
        named(found, Audience.PUBLIC),
        Network(),
        count_people(found, names, small_numbers),
        Measures(),
        (),
        names,
    )


def from_regions(*regions, publish=True):
    return [Participant(f"Person {at} {publish}", region=region, publish=publish) for at, region in enumerate(regions)]


def test_regions_are_counted_highest_first_then_by_name():
    counts, more = count_regions(
        of(from_regions("Europe", "africa", "Asia", "Africa ", "", "  ", "AFRICA", "Americas")).totals
    )
    assert counts == (("Africa", 3), ("Americas", 1), ("Asia", 1), ("Europe", 1), ("not stated", 2))
    assert more == frozenset()


def test_who_is_not_named_is_part_of_a_bar_where_the_number_may_be_told():
    unnamed = from_regions(*["Africa"] * 4, *["Asia"] * 5, publish=False)
    counts, more = count_regions(of([*from_regions("Africa", "Asia"), *unnamed]).totals)
    assert (counts, more) == ((("Asia", 6), ("Africa", 5)), frozenset())


def test_a_bar_does_not_tell_of_one_or_two_who_are_not_named():
    unnamed = from_regions(*["Africa"] * 4, *["Asia"] * 5, "Europe", publish=False)
    shown = of([*from_regions("Africa", "Asia", "Europe"), *unnamed])
    counts, more = count_regions(shown.totals)
    assert counts == (("Asia", 6), ("Africa", 1), ("Europe", 1), ("not stated, or not told", 5))
    assert more == {"Africa", "Europe"}
    drawn = draw_people_by_region(shown.totals)
    assert drawn.caption == f"Participants by region (13 in all); {UNTOLD}"
    assert "Africa: 1+" in drawn.alt
    everything, none = count_regions(
        of([*from_regions("Africa", "Asia", "Europe"), *unnamed], small_numbers=True).totals
    )
    assert everything == (("Asia", 6), ("Africa", 5), ("Europe", 2))
    assert none == frozenset()


def test_one_or_two_who_are_not_named_are_a_few():
    shown = of([*from_regions("Africa"), *from_regions("Africa", publish=False)])
    assert draw_people_by_region(shown.totals).caption.startswith(
        "Participants by region (1 by name, and a few others)"
    )


@pytest.mark.parametrize(
    "written", ["C7", "c7", "7", "7.", "training  Delivery", "7 Training delivery", "C7 Training delivery"]
)
def test_a_category_is_known_by_id_number_or_name(written):
    assert dict(count_categories(people((written,)))[0])["7 Training delivery"] == 1


@pytest.mark.parametrize("written", ["C99", "0", "9", "Robots", "7 Robots"])
def test_what_is_not_on_the_list_is_other(written):
    assert count_categories(people((written,)))[0][0] == ("other", 1)


def test_a_person_counts_once_for_each_category():
    counts, _ = count_categories(people(("C7", "7", "Robots"), ("Social inclusion", "C7"), ()))
    assert counts[:4] == (
        ("7 Training delivery", 2),
        ("8 Social inclusion", 1),
        ("other", 1),
        ("1 Apprenticeships and work-based learning", 0),
    )
    assert len(counts) == 9


def test_printed_numbers_are_those_of_the_list_given():
    assert count_categories(people(("6",), listed=ilo().after))[0][0] == ("6 Training delivery", 1)


def test_nobody_means_no_figure():
    assert draw_people_by_region(people().totals) is None
    assert draw_people_by_category(people()) is None
    assert draw_people_by_category(people((), ("",))) is None


def test_the_words_around_the_pictures_name_nobody():
    shown = people(("C7",), ("C7", "x"), (), region="Africa")
    region, category = draw_people_by_region(shown.totals), draw_people_by_category(shown)
    assert (region.name, region.caption) == ("people-by-region", "Participants by region (3 in all)")
    assert region.alt == "3 participants by region (Africa: 3)."
    assert category.name == "people-by-category"
    assert category.caption == "Participants by category; who named several counts in each"
    assert category.alt == (
        "Participants by the categories they work on (7 Training delivery: 2, other: 1, "
        "1 Apprenticeships and work-based learni…: 0, 2 Assessment, certification and recogni…: 0 and 5 more)."
    )


@pytest.mark.parametrize(("number", "length"), [(3, 40), (8, 150), (30, 60), (60, 150), (140, 60)])
def test_it_fits_and_nothing_overlaps(number, length):
    listed = long_lists(number, length).before
    shown = people(*((str(place), "x") for place in range(1, number, 2)), listed=listed)
    drawn = draw_people_by_category(shown)
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 22.0
    assert len(drawn.alt) <= 250
    figure = bars_figure(*count_categories(shown))
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
    shown = people(("C7",), ("C1",), region="Africa")
    assert draw_people_by_region(shown.totals) == draw_people_by_region(shown.totals)
    assert draw_people_by_category(shown) == draw_people_by_category(shown)
