"""Times computed from starts and minutes; what does not fit is said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.agenda.timing import timetable
from facilitate.agenda.zones import find_zone, similar_zones
from facilitate.records.meeting import Item, ItemKind, Meeting
from facilitate.records.sources import Place


def clock(text):
    return dt.time.fromisoformat(text) if text else None


def meeting(*items, start="14:00", end=None):
    entries = tuple(
        Item(f"Item {n}", ItemKind.PLENARY, clock(begin), minutes, place=Place("meeting.xlsx", "agenda", f"C{n + 1}"))
        for n, (begin, minutes) in enumerate(items, 1)
    )
    return Meeting(
        "M", date=dt.date(2020, 11, 19), start=clock(start), end=clock(end), zone="Europe/Zurich", items=entries
    )


def times(slots):
    return [f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in slots]


CASES = {
    "minutes alone": ([(None, 5), (None, 10)], ["14:00-14:05", "14:05-14:15"], []),
    "starts alone": ([("14:00", None), ("14:05", 10)], ["14:00-14:05", "14:05-14:15"], []),
    "overlap": ([("14:00", 30), ("14:20", 10)], ["14:00-14:30", "14:20-14:30"], ["items-overlap"]),
    "gap": ([("14:00", 10), ("14:20", 10)], ["14:00-14:10", "14:20-14:30"], ["items-gap"]),
    "no length": ([("14:00", None)], ["14:00-14:00"], ["no-time"]),
    "begins late": ([("14:10", 10)], ["14:10-14:20"], ["wrong-total"]),
    "past midnight": ([("14:00", 600), ("00:00", 30)], ["14:00-00:00", "00:00-00:30"], []),
    "nothing": ([], [], []),
}


@pytest.mark.parametrize(("items", "expected", "problems"), CASES.values(), ids=CASES)
def test_times(items, expected, problems):
    slots, found = timetable(meeting(*items))
    assert (times(slots), [one.code for one in found]) == (expected, problems)


def test_the_last_item_lasts_until_the_end_of_the_meeting():
    assert timetable(meeting(("14:00", 10), (None, None), end="14:30"))[1] == ()


def test_an_agenda_that_ends_late_is_a_wrong_total():
    _, (problem,) = timetable(meeting((None, 40), end="14:30"))
    assert (problem.code, problem.found) == ("wrong-total", "The meeting ends at 14:30 and its agenda at 14:40.")
    assert str(problem.place) == "meeting.xlsx:agenda!C2"


def test_times_are_those_of_the_zone():
    (slot,), _ = timetable(meeting((None, 10)))
    assert slot.start.utcoffset() == dt.timedelta(hours=1)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_minutes_without_starts_never_overlap_or_leave_gaps(minutes):
    slots, problems = timetable(meeting(*((None, one) for one in minutes)))
    assert problems == ()
    assert [slot.minutes for slot in slots] == minutes


@pytest.mark.parametrize(
    ("name", "known"), [("Europe/Zurich", True), ("Geneva", False), ("", False), ("Europe", False)]
)
def test_zones_are_known_by_their_names(name, known):
    assert (find_zone(name) is not None) is known


def test_a_misspelt_zone_gets_a_suggestion():
    assert "Africa/Nairobi" in similar_zones("Nairobbi")
    assert "Europe/Zurich" in similar_zones("Zürich".replace("ü", "u"))
