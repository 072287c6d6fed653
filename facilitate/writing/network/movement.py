"""Who joined, left and changed category since a meeting, as a workbook."""

from __future__ import annotations

from facilitate.records.comparing import Movement
from facilitate.records.network import Person
from facilitate.text import listed
from facilitate.writing.excel.book import Book, Column, Value

FEW = "fewer than three"


def movement_workbook(movement: Movement) -> bytes:
    """Three sheets with those who may be named, and one with the numbers of everyone."""
    book = Book(f"Since {movement.since}")
    rows: list[list[Value]] = [
        ["joined", len(movement.joined), _number(movement.others_joined)],
        ["left", len(movement.left), _number(movement.others_left)],
        ["changed category", len(movement.changed), _number(movement.others_changed)],
    ]
    book.sheet("In numbers", [Column("since then", 24), Column("people by name", 16), Column("others", 18)], rows)
    for name, people in (("Joined", movement.joined), ("Left", movement.left)):
        book.sheet(name, [*_PERSON, Column("categories", 60)], [_person(one, one.categories) for one in people])
    book.sheet(
        "Changed category",
        [*_PERSON, Column("categories", 60), Column("before", 60)],
        [[*_person(now, now.categories), listed(before.categories)] for before, now in movement.changed],
    )
    return book.content()


_PERSON = (Column("name", 28), Column("organisation", 32), Column("country", 20))


def _person(person: Person, categories: tuple[str, ...]) -> list[Value]:
    return [person.label, person.organisation, person.country, "; ".join(categories)]


def _number(number: int | None) -> Value:
    return FEW if number is None else number
