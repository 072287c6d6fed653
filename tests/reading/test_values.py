"""Dates, times, numbers and rules, however a person typed them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.reading.cells import Cell, address, letter
from facilitate.reading.values import date_in, number_in, pieces, rule_in, time_in

TIMES = {
    dt.time(14, 5): dt.time(14, 5),
    dt.datetime(2020, 1, 1, 14, 5): dt.time(14, 5),
    dt.timedelta(hours=14, minutes=5): dt.time(14, 5),
    0.5: dt.time(12, 0),
    "14:05": dt.time(14, 5),
    "14h05": dt.time(14, 5),
    "14.05": dt.time(14, 5),
    "2:05 pm": dt.time(14, 5),
    "2 p.m.": dt.time(14, 0),
    "12 am": dt.time(0, 0),
    "9h": dt.time(9, 0),
    "14": None,
    "25:00": None,
    "13 pm": None,
    "14:75": None,
    "after lunch": None,
}
DATES = {
    dt.datetime(2020, 11, 19): dt.date(2020, 11, 19),
    "2020-11-19": dt.date(2020, 11, 19),
    "19 November 2020": dt.date(2020, 11, 19),
    "19.11.2020": dt.date(2020, 11, 19),
    "November 19, 2020": dt.date(2020, 11, 19),
    "03/04/2021": None,
    "soon": None,
}
NUMBERS = {15.0: 15, "15": 15, "15 min": 15, "15'": 15, 0: None, 1.5: None, "ten": None, True: None, -3: None}
RULES = {
    "majority": "majority",
    "Unanimous": "unanimous",
    "any": "any",
    "none": "none",
    3: "at least 3 groups",
    "3 groups": "at least 3 groups",
    "at least 3 groups": "at least 3 groups",
    "60%": "at least 60% of the groups",
    "60 % of groups": "at least 60% of the groups",
    0.6: "at least 60% of the groups",
    "most": None,
    "0%": None,
    "120%": None,
    0: None,
}


@pytest.mark.parametrize(("value", "time"), TIMES.items(), ids=str)
def test_times_of_day(value, time):
    assert time_in(Cell(value)) == time


@pytest.mark.parametrize(("value", "date"), DATES.items(), ids=str)
def test_dates_but_none_that_could_be_another(value, date):
    assert date_in(Cell(value)) == date


@pytest.mark.parametrize(("value", "number"), list(NUMBERS.items()), ids=str)
def test_whole_numbers(value, number):
    assert number_in(Cell(value)) == number


@pytest.mark.parametrize(("value", "rule"), RULES.items(), ids=str)
def test_adoption_rules(value, rule):
    found = rule_in(Cell(value))
    assert (str(found) if found else None) == rule


@given(st.text())
def test_no_text_is_too_strange_to_be_read(text):
    for read in (time_in, date_in, number_in, rule_in):
        read(Cell(text))
    assert all(piece.strip() == piece != "" for piece in pieces(text))


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_addresses(column, letters):
    assert (letter(column), address(7, column)) == (letters, f"{letters}7")
