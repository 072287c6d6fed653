"""People recognised: ids that last, questions instead of guesses."""

from dataclasses import replace

from facilitate.network.people import recognise
from facilitate.records.categories import Category, CategoryId, Retired, Version
from facilitate.records.people import Participant
from facilitate.records.sources import Place
from tests.network.examples import CATEGORIES, LIST, REGIONS


def person(name="Amina Abara", row=2, **rest):
    return Participant(name, place=Place("people.xlsx", "participants", f"A{row}"), **rest)


def asked(*people, version=LIST):
    return [problem.code for problem in recognise(people, version, REGIONS)[1]]


def one(**rest):
    return recognise((person(**rest),), LIST, REGIONS)[0][0]


def test_everything_that_is_certain_is_recognised():
    found = one(country="ke", languages=("FR", "sw"), categories=("C7", "1", "social INCLUSION"))
    assert (found.country, found.country_code, found.region) == ("Kenya", "KE", "Africa")
    assert found.languages == ("French", "Swahili")
    assert found.categories == ("Training delivery", CATEGORIES[0], "Social inclusion")


def test_what_is_not_certain_stays_as_written_and_is_asked_once_however_many_have_it():
    people = [person(f"Person {row}", row, country="UK", languages=("Frnch",)) for row in range(2, 6)]
    found, problems = recognise(people, LIST, REGIONS)
    assert {one.country for one in found} == {"UK"}
    assert [problem.code for problem in problems] == ["unknown-country", "unknown-language"]
    assert problems[0].message == (
        "It is not certain which country “UK” is (4 people have it). Perhaps United Kingdom (GB). "
        "Please write its code of two letters, or its usual name. It stands on the map as it is written."
    )


def test_a_region_is_filled_in_by_the_table_and_asked_about_where_it_differs():
    assert one(country="Brazil").region == "Americas"
    assert asked(person(country="Kenya", region="Americas")) == ["other-region"]
    assert asked(person(region="Afrika")) == ["unknown-region"]
    assert asked(person(country="Kenya", region="africa")) == []


def test_a_category_that_is_not_on_the_list_is_a_question():
    assert asked(person(categories=("Robots",))) == ["unknown-interest"]
    assert asked(person(categories=("Robots",)), version=Version("", "", ())) == []


def test_a_category_of_an_earlier_list_becomes_what_became_of_it():
    after = Version(
        "2",
        "invented",
        (replace(LIST.categories[0], name="Work-based learning"), Category(CategoryId("C9"), "Entrepreneurship")),
        (Retired(LIST.categories[5], (CategoryId("C9"),)), Retired(LIST.categories[6])),
    )
    people = (person(categories=("C1", "Sectoral approach", "C7")),)
    found, problems = recognise(people, LIST, REGIONS, today=after)
    assert found[0].categories == ("Work-based learning", "Entrepreneurship", "Training delivery")
    assert problems == ()


def test_namesakes_are_told_apart_and_asked_about():
    people = (person(organisation="Ministry"), person(row=3, organisation="Union"), person("Ben Castro", 4))
    found, problems = recognise(people, LIST, REGIONS)
    assert [one.label for one in found] == ["Amina Abara (Ministry)", "Amina Abara (Union)", "Ben Castro"]
    assert [(one.code, one.place.cell) for one in problems] == [("duplicate-label", "A3")]
    assert len({one.id for one in found}) == 3


def test_namesakes_in_one_organisation_get_numbers():
    found, _ = recognise((person(organisation="Union"), person(row=3, organisation="Union")), LIST, REGIONS)
    assert [one.label for one in found] == ["Amina Abara (Union 1)", "Amina Abara (Union 2)"]


def test_a_label_does_not_tell_of_a_namesake_who_may_not_be_named():
    people = (
        person(organisation="Union"),
        person(row=3, organisation="Union", publish=True),
        person(row=4, organisation="Ministry"),
    )
    found, problems = recognise(people, LIST, REGIONS)
    assert found[1].label == "Amina Abara"
    assert len({one.id for one in found}) == len({one.label for one in found}) == 3
    assert [(one.code, one.place.cell) for one in problems] == [("duplicate-label", "A3"), ("duplicate-label", "A4")]


def test_a_name_that_is_the_label_of_a_namesake_gets_a_number():
    people = (person("Amina Abara (Union)"), person(row=3, organisation="Union"), person(row=4, organisation="Union B"))
    found, _ = recognise(people, LIST, REGIONS)
    assert [one.label for one in found] == ["Amina Abara (Union)", "Amina Abara (Union) 2", "Amina Abara (Union B)"]


def test_the_same_person_twice_is_used_once():
    people = (person(email="a@example.org"), person(row=3, email="A@example.org "))
    found, problems = recognise(people, LIST, REGIONS)
    assert len(found) == 1
    assert [problem.code for problem in problems] == ["same-person"]


def test_two_people_with_one_address_both_stay():
    people = (person(email="office@example.org"), person("Ben Castro", 3, email="office@example.org"))
    found, problems = recognise(people, LIST, REGIONS)
    assert len(found) == 2
    assert [(problem.code, problem.place.cell) for problem in problems] == [("shared-address", "A3")]


def test_an_id_stays_when_everything_but_the_name_changes():
    before = one(organisation="Ministry", country="KE", email="a@example.org")
    after = one(organisation="Union", country="BR", email="b@example.org", row=40)
    assert before.id == after.id


def test_a_name_that_reads_like_a_formula_is_asked_about():
    assert asked(person("=HYPERLINK(1)")) == ["formula-in-name"]
