"""What differs between two lists of people."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.records.forms import (
    NO,
    YES,
    Heading,
    Kind,
    SheetForm,
)
from facilitate.records.network import Person
from facilitate.records.sources import Place

FROM_KUMU = SheetForm(
    "From Kumu",
    (
        Heading("id", "Permanent.", given=True, width=12),
        Heading("what", "new: only in Kumu; changed: different there; gone: not there any more.", given=True, width=10),
        Heading("name", "The person.", given=True, width=28),
        Heading("column", "The column of the sheet participants.", given=True, width=16),
        Heading("in meeting.xlsx", "As it stands there today.", given=True, width=40),
        Heading("in Kumu", "As it stands in the file from Kumu.", given=True, width=40),
        Heading(
            "take over",
            "yes: put into meeting.xlsx what stands in Kumu, when you run the command again. Anything else: leave it.",
            Kind.CHOICE,
            (YES, NO),
            width=12,
        ),
        Heading("status", "new, recheck, no longer asked for, your own.", given=True, width=16),
    ),
    identity=("what", "name", "column"),
)
"""The sheet of from-kumu.xlsx, in which a person confirms what comes back from Kumu."""

NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs between meeting.xlsx and a file from Kumu.

    ``column`` is the header in the sheet participants; ``place`` is the person's name there, empty for a new person.
    """

    id: str
    what: str
    name: str
    column: str
    ours: str
    theirs: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Movement:
    """Who joined a network, who left it and who changed category, from one meeting to another.

    Those who may be named, each list by name; ``changed`` holds the person before and now. The numbers count those
    who may not be named, None where fewer than three stand behind one.
    """

    since: str
    joined: tuple[Person, ...] = ()
    left: tuple[Person, ...] = ()
    changed: tuple[tuple[Person, Person], ...] = ()
    others_joined: int | None = 0
    others_left: int | None = 0
    others_changed: int | None = 0
