"""Invented people for the tests and the bench: any number, the same ones every time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from facilitate.commands.mapping import draw_map
from facilitate.network.layout import FIELDS, lay_out
from facilitate.network.people import recognise
from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.meeting import Meeting
from facilitate.records.network import Audience, Connection, NetworkMap, RegionTable
from facilitate.records.people import Participant
from facilitate.records.sources import Place

CATEGORIES = (
    "Apprenticeships and work-based learning",
    "Assessment, certification and recognition of skills",
    "Career guidance and employment services",
    "Data analysis for skills development",
    "Industry linkages, clusters and skills ecosystems",
    "Sectoral approach",
    "Training delivery",
    "Social inclusion",
)
LIST = Version("1", "invented", tuple(Category(CategoryId(f"C{n}"), name) for n, name in enumerate(CATEGORIES, 1)))
COUNTRIES = {
    "Africa": "KE NG GH ZA SN EG ET CI",
    "Americas": "BR MX CO US CA PE JM",
    "Arab States": "JO LB AE QA",
    "Asia and the Pacific": "IN PH TH VN CN JP FJ",
    "Europe and Central Asia": "FR DE CH IT ES TR GE KZ",
}
REGIONS = RegionTable(
    "invented", tuple((code, region) for region, codes in COUNTRIES.items() for code in codes.split())
)
FIRST = "Amina Ben Carla Dong Elif Farid Grace Hiro Ines Joao Kofi Lena Mei Noor Omar Pia Quan Rosa Sami Uma Vera"
LAST = "Abara Benitez Castro Diallo Fofana Garcia Haddad Ito Jansen Kimani Mensah Nguyen Okafor Patel Rossi Silva"
KINDS = "Institute Ministry Centre Academy Foundation Union Federation Agency College Network"


def participants(number: int, published: float = 0.8) -> tuple[Participant, ...]:
    """So many invented people, of whom about this share may be published."""
    chance = Random(number)
    firsts, lasts, kinds = FIRST.split(), LAST.split(), KINDS.split()
    people = []
    for place in range(number):
        first, last = firsts[place % len(firsts)], lasts[(place // len(firsts) + place) % len(lasts)]
        again = place // (len(firsts) * len(lasts))
        organisation = chance.randrange(max(1, int(number * 0.7)))
        codes = COUNTRIES[chance.choice(list(COUNTRIES))].split()
        people.append(
            Participant(
                f"{first} {last}{f' {again + 1}' if again else ''}",
                f"Skills {kinds[organisation % len(kinds)]} {organisation}",
                chance.choice(codes) if place else "CI",
                "",
                tuple(chance.sample(["en", "fr", "es", "ar", "sw"], chance.choice([1, 1, 2]))),
                tuple(chance.sample(CATEGORIES, chance.choice([1, 1, 2, 2, 3]))),
                f"person{place}@example.org",
                publish=chance.random() < published or (place == 0 and published > 0),
                place=Place("people.xlsx", "participants", f"A{place + 2}"),
            )
        )
    return tuple(people)


@cache
def chart(number: int, audience: Audience = Audience.MEMBERS, published: float = 0.8) -> NetworkMap:
    """The map of so many invented people."""
    people, _ = recognise(participants(number, published), LIST, REGIONS)
    meeting = Meeting(f"Invented network of {number}", remark="Everyone on this map is invented.")
    place = Place("people.xlsx")
    drawn, _ = draw_map(meeting, people, (), CATEGORIES, audience, small_numbers=False, place=place)
    return drawn


def with_long_categories(number: int) -> NetworkMap:
    """So many people in more categories than a ring has room for, and everything has a long name."""
    chance = Random(number)
    names = [f"Category {place} with a rather long descriptive name about skills and learning" for place in range(40)]
    drawn = chart(number, published=1.0)
    people = tuple(
        replace(
            one,
            categories=tuple(chance.sample(names, chance.choice([0, 1, 1, 2, 3]))),
            organisation=f"{one.organisation}, department of vocational training and lifelong learning",
        )
        for one in drawn.people
    )
    layouts = tuple(lay_out(people, field) for field in FIELDS)
    return replace(drawn, people=people, categories=(), layouts=layouts)


def with_columns_and_ties() -> NetworkMap:
    """Five people with columns of their own, one of whom mentors another."""
    listed = participants(5, published=1.0)
    roles = ("Expert", "Expert", "Rapporteur", "Rapporteur", "")
    extras = {one.place: (("Role", (role,)),) for one, role in zip(listed, roles, strict=True) if role}
    extras[listed[2].place] = (("Role", ("Rapporteur",)), ("Note", ("Lives by the lake",)))
    people, _ = recognise(listed, LIST, REGIONS, extras=extras)
    tie = Connection("conn-1", people[2].id, people[3].id, "mentors")
    place = Place("people.xlsx")
    drawn, _ = draw_map(Meeting("Five"), people, (tie,), CATEGORIES, Audience.MEMBERS, small_numbers=False, place=place)
    return drawn
