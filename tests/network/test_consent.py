"""Who is named, and that no total tells on anybody."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.network.consent import LEAST, count_in_groups, count_people, named
from facilitate.records.network import Audience, ElementId, Person

REGION_OF = {"Kenya": "Africa", "Ghana": "Africa", "Peru": "Americas", "Chile": "Americas", "Qatar": "Arab States"}


def person(number, country="Kenya", publish=False, categories=(), languages=(), **rest):
    return Person(
        ElementId(f"elem-{number}"),
        f"Person {number}",
        f"Person {number}",
        region=REGION_OF.get(country, ""),
        country=country,
        categories=categories,
        languages=languages,
        publish=publish,
        **rest,
    )


def test_only_who_agreed_is_named_and_addresses_are_for_members():
    people = [
        person(1, publish=True, email="one@example.org", extra=(("Phone", ("+254 700 123456",)), ("Role", ("Head",)))),
        person(2, email="two@example.org"),
    ]
    public, members = named(people, Audience.PUBLIC), named(people, Audience.MEMBERS)
    assert [one.name for one in public] == [one.name for one in members] == ["Person 1"]
    assert (public[0].email, public[0].extra) == ("", (("Role", ("Head",)),))
    assert (members[0].email, len(members[0].extra)) == ("one@example.org", 2)


def test_a_column_of_addresses_is_known_by_its_header_too():
    extra = tuple((name, ("Rue du Lac 1",)) for name in ("Postal address", "Téléphone portable", "Skype", "Project"))
    public = named([person(1, publish=True, extra=extra)], Audience.PUBLIC)
    assert [name for name, _ in public[0].extra] == ["Project"]


def others(counts):
    return {one.value: one.others for one in counts}


def test_a_number_behind_which_fewer_than_three_stand_is_kept_back():
    people = [person(n) for n in range(4)] + [person(n, "Peru") for n in range(10, 12)] + [person(20, publish=True)]
    totals = count_people(people, ())
    # Africa would be four and give away the two of Peru by subtraction: both are put together
    assert others(totals.field("Region")) == {"Africa": None}
    assert dict(totals.elsewhere)["Region"] == 6
    assert totals.everyone.others == 6


def test_the_switch_tells_every_number():
    people = [person(n) for n in range(4)] + [person(9, "Peru")]
    totals = count_people(people, (), small_numbers=True)
    assert others(totals.field("Region")) == {"Africa": 4, "Americas": 1}
    assert totals.elsewhere == ()


def test_one_or_two_others_are_no_number_at_all():
    totals = count_people([person(1), person(2), *(person(n, publish=True) for n in range(5, 9))], ())
    assert totals.everyone.others is None
    assert others(totals.field("Country")) == {"Kenya": None}


def test_a_country_is_not_told_by_subtraction_from_its_region():
    people = [person(n) for n in range(5)] + [person(9, "Ghana")] + [person(n, "Peru") for n in range(20, 25)]
    totals = count_people(people, ())
    assert others(totals.field("Region")) == {"Africa": 6, "Americas": 5}
    assert others(totals.field("Country")) == {"Peru": 5}
    assert dict(totals.elsewhere)["Country"] == 6


def test_three_of_one_each_are_not_told_by_their_sum():
    people = [person(1), person(2, "Peru"), person(3, "Qatar")]
    people += [person(n, country, publish=True) for n, country in enumerate(("Kenya", "Peru", "Qatar"), 10)]
    totals = count_people(people, ())
    assert others(totals.field("Region")) == {"Africa": None, "Americas": None, "Arab States": None}
    assert (totals.everyone.others, totals.elsewhere) == (None, ())


def test_what_is_in_a_region_that_is_not_told_is_not_told_either_not_even_nobody():
    hidden = [
        person(1, categories=("A",)),
        person(2, "Peru"),
        person(3, "Peru"),
        *(person(n, "Qatar") for n in (4, 5, 6)),
    ]
    shown = [person(n, country, publish=True, categories=("B",)) for n, country in enumerate(("Ghana", "Qatar"), 10)]
    totals = count_people([*hidden, *shown], ("A", "B"))
    assert others(totals.field("Region")) == {"Africa": None, "Arab States": 3}
    assert others(totals.field("Country")) == {"Ghana": None, "Qatar": 3}
    africa, arab_states = ([cell.others for cell in row] for row in totals.grid.cells)
    assert (africa, arab_states) == ([None, None], [None, 0])


def test_who_states_no_region_is_not_told_by_subtraction_from_everyone():
    people = [person(n) for n in range(4)] + [person(n, "Peru") for n in range(10, 14)] + [person(20, "")]
    totals = count_people(people, ())
    # eight of nine have a region: the ninth would be told by what is left
    assert others(totals.field("Region")) == {"Americas": 4}
    assert dict(totals.elsewhere)["Region"] == 5


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["", *sorted(REGION_OF)]),
        st.booleans(),
        st.lists(st.sampled_from(["A", "B", "C"]), max_size=2, unique=True),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(PEOPLE)
def test_no_total_and_no_difference_of_totals_stands_for_one_or_two_people(rows):
    people = [person(n, country, publish, tuple(cats)) for n, (country, publish, cats) in enumerate(rows)]
    hidden = [one for one in people if not one.publish]
    totals = count_people(people, ("A", "B", "C"))
    assert totals.everyone.named + len(hidden) == len(people)
    safe = {None, 0}
    for _, counts in totals.fields:
        assert all(one.others in safe or one.others >= 3 for one in counts)
    # by subtraction from the whole: regions, and countries from their region
    told = {one.value: one.others for one in totals.field("Region") if one.others is not None}
    if totals.everyone.others is not None:
        assert len(hidden) - sum(told.values()) not in (1, 2)
    countries = {one.value: one.others for one in totals.field("Country") if one.others is not None}
    for region, number in told.items():
        inside = sum(number for country, number in countries.items() if REGION_OF.get(country, "") == region)
        assert number - inside not in (1, 2)


@settings(deadline=None)
@given(PEOPLE)
def test_no_line_of_the_grid_gives_a_small_number_away(rows):
    people = [person(n, country, publish, tuple(cats)) for n, (country, publish, cats) in enumerate(rows)]
    hidden = [one for one in people if not one.publish]
    grid = count_people(people, ("A", "B", "C")).grid
    real = Counter((one.region, value) for one in hidden for value in one.categories)
    lines = [[(row, column) for column in grid.columns] for row in grid.rows]
    lines += [[(row, column) for row in grid.rows] for column in grid.columns]
    cells = {
        (row, column): grid.cells[at][place].others
        for at, row in enumerate(grid.rows)
        for place, column in enumerate(grid.columns)
    }
    assert all(number is None or number == 0 or number >= 3 for number in cells.values())
    for line in lines:
        kept_back = [cell for cell in line if cells[cell] is None]
        if any(real[cell] for cell in kept_back) and any(cells[cell] for cell in line):
            assert sum(real[cell] for cell in kept_back) >= 3 and len(kept_back) > 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["north", "river"]), st.booleans(), st.sampled_from(["", "Africa", "Europe", "Americas"])
        ),
        max_size=30,
    )
)
def test_no_number_in_a_group_tells_of_one_or_two_who_are_not_named(people):
    for group, counted in count_in_groups(people).items():
        named = Counter(value or "others" for at, publish, value in people if at == group and publish)
        others = {value: number - named[value] for value, number in counted.items()}
        assert all(number == 0 or number >= LEAST for number in others.values())
        assert sum(others.values()) <= sum(at == group and not publish for at, publish, _ in people)
        assert named.keys() <= counted.keys()
