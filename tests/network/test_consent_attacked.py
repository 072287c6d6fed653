"""Somebody who knows the rules tries to work small numbers out of everything that the totals tell.

The people who are not named are unknown numbers, one for each place (a region and a country, either of which may not be
given) and set of categories; every total that is told is an equation, and where it says “too few to tell” there is
somebody. Integer programming finds the least and the most that fits: where both are the same, it is worked out.
"""

from __future__ import annotations

import itertools
from random import Random

import numpy as np
import pytest

from facilitate.network.consent import count_people
from facilitate.records.network import ElementId, Person

optimize = pytest.importorskip("scipy.optimize", reason="scipy is not installed: nobody attacks the totals")

PLACES = (
    ("Africa", "Kenya"),
    ("Africa", "Ghana"),
    ("Africa", ""),
    ("Americas", "Peru"),
    ("Americas", "Chile"),
    ("Arab States", "Qatar"),
    ("", "UK"),
    ("", ""),
)
REGIONS = sorted({region for region, _ in PLACES})
COUNTRIES = sorted({country for _, country in PLACES})
CATEGORIES = ("A", "B", "C")
SETS = ((), *itertools.combinations(CATEGORIES, 1), *itertools.combinations(CATEGORIES, 2))
KINDS = [(place, named) for place in PLACES for named in SETS]
MOST = 60


def people_of(seed):
    """Some invented people, about half of whom may be named, from places of very different sizes."""
    chance = Random(seed)
    number = chance.randrange(3, 45)
    weights = [chance.random() ** 2 for _ in PLACES]
    people = []
    for place in range(number):
        region, country = chance.choices(PLACES, weights)[0]
        publish, categories = chance.random() < 0.5, chance.choice(SETS)
        people.append(
            Person(
                ElementId(f"elem-{place}"),
                f"Person {place}",
                f"Person {place}",
                region=region,
                country=country,
                categories=categories,
                publish=publish,
            )
        )
    return people


def told_and_kept_back(totals):
    """The equations (a coefficient a kind, the sum), and what is not told: a coefficient a kind by its name."""
    known, secret = [], {}

    def say(name, number, is_meant):
        row = np.array([float(is_meant(*place, named)) for place, named in KINDS])
        if number is None:
            secret[name] = row
        else:
            known.append((row, number))

    told = {field: {one.value: one.others for one in counts} for field, counts in totals.fields}
    say("everyone", totals.everyone.others, lambda *_: True)
    for region in REGIONS:
        say(("Region", region), told["Region"].get(region), lambda at, *_, region=region: at == region)
    for country in COUNTRIES:
        say(("Country", country), told["Country"].get(country), lambda _, at, named, country=country: at == country)
    for category in CATEGORIES:
        say(("Category", category), told["Category"].get(category), lambda *_, category=category: category in _[-1])
    for row, region in enumerate(totals.grid.rows):
        for column, category in enumerate(totals.grid.columns):
            say(
                (region, category),
                totals.grid.cells[row][column].others,
                lambda at, _, named, region=region, category=category: at == region and category in named,
            )
    for field, together in totals.elsewhere:
        rows = [row for name, row in secret.items() if name[0] == field]
        if field == "Country":  # those of a region that is not told are not among those put together
            inside = [float(bool(told["Region"].get(region))) for (region, _), _ in KINDS]
            rows = [row * inside for row in rows]
        known.append((sum(rows), together))
    return known, secret


def somebody(totals):
    """The names of what is said to be too few: one at least. (Within a region, and within a category, that is not told
    itself everything is said to be too few, also where there is nobody.)
    """
    told = {field: {one.value: one.others for one in counts} for field, counts in totals.fields}
    for field in ("Region", "Category"):
        yield from ((field, value) for value, others in told[field].items() if others is None)
    for country, others in told["Country"].items():
        regions = [region for region, place in PLACES if place == country]
        if others is None and all(told["Region"].get(region, 0) is not None for region in regions):
            yield "Country", country
    for region, cells in zip(totals.grid.rows, totals.grid.cells, strict=True):
        for category, cell in zip(totals.grid.columns, cells, strict=True):
            if cell.others is None and None not in (told["Region"][region], told["Category"][category]):
                yield region, category


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 25) for start in range(0, 100, 25)])
def test_no_number_of_one_or_two_people_can_be_worked_out(seeds):
    worked_out = []
    for seed in seeds:
        people = people_of(seed)
        hidden = [one for one in people if not one.publish]
        real = np.array([sum(((one.region, one.country), one.categories) == kind for one in hidden) for kind in KINDS])
        totals = count_people(people, CATEGORIES)
        known, secret = told_and_kept_back(totals)
        assert all(round(row @ real) == number for row, number in known)  # what is told is true
        assert all(secret[name] @ real >= 1 for name in somebody(totals))
        limits = [optimize.LinearConstraint(row, number, number) for row, number in known]
        limits += [optimize.LinearConstraint(secret[name], 1, np.inf) for name in somebody(totals)]
        for name, row in secret.items():
            if row @ real not in (1, 2):
                continue
            ends = [
                optimize.milp(way * row, constraints=limits, integrality=np.ones(len(row)), bounds=(0, MOST)).fun
                for way in (1, -1)
            ]
            if round(ends[0]) == -round(ends[1]):
                worked_out.append((seed, name))
    assert worked_out == []
