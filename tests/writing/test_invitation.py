"""The invitation in calendars."""

import datetime as dt

from icalendar import Calendar

from tests.conftest import Workbook


def event(path):
    (found,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return found


def test_the_invitation_has_the_right_times_in_the_right_zone(facilitate, first):
    facilitate("pack", first)
    path = first / "pack/invitation.ics"
    found = event(path)
    assert found["DTSTART"].dt.astimezone(dt.UTC) == dt.datetime(2020, 11, 19, 13, 0, tzinfo=dt.UTC)
    assert found["DTEND"].dt.astimezone(dt.UTC) == dt.datetime(2020, 11, 19, 15, 0, tzinfo=dt.UTC)
    assert found["DTSTART"].params["TZID"] == "Europe/Zurich"
    zones = [zone["TZID"] for zone in Calendar.from_ical(path.read_bytes()).walk("VTIMEZONE")]
    assert zones == ["Europe/Zurich"]
    assert "14:45 Exploring areas of interest in the Network" in found["DESCRIPTION"]


def test_a_moved_meeting_is_the_same_entry_brought_up_to_date(facilitate, first):
    facilitate("pack", first)
    before = event(first / "pack/invitation.ics")
    with Workbook(first / "meeting.xlsx") as book:
        book.set("meeting", "date", "value", dt.date(2020, 11, 26))
    facilitate("pack", first)
    after = event(first / "pack/invitation.ics")
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt - before["DTSTART"].dt == dt.timedelta(days=7)
    assert after["DTSTAMP"].dt != before["DTSTAMP"].dt


def test_without_a_date_there_is_no_invitation(facilitate, first):
    with Workbook(first / "meeting.xlsx") as book:
        book.set("meeting", "date", "value", None)
    assert facilitate("pack", first).exit_code == 1
    assert not (first / "pack/invitation.ics").exists()
