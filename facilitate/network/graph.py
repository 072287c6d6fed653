"""The named people as a network of elements and connections, and the people in a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.network.people import labelled_id, short_hash
from facilitate.records.network import Connection, Direction, Element, ElementId, Fields, Network, Person
from facilitate.text import count, fold, listed

PERSON, ORGANISATION = "Person", "Organization"
"""The types of elements, spelt as Kumu's own examples spell them."""
WORKS_FOR = "Works-for"
"""The type of the connection from a person to the organisation; one word, so that Kumu's short selectors work."""

FIELDS = ("Organization", "Region", "Country", "Language", "Category")
"""The fields of a person that a map filters, colours and groups by."""

MEANINGS = {
    "Degree": "How many connections it has: to its organisation, its categories and the people it is tied to.",
    "Betweenness": "How often it lies on the shortest way between two others; high: it holds parts together.",
    "Closeness": "How near it is to all others; high: news reaches it, and spreads from it, soon.",
    "Eigenvector": "How well connected those are that it is connected to; high: close to the centre of things.",
    "Reach": "The share of the network within two steps; high: many are a friend of a friend.",
    "Bridging": "How often it lies on the shortest way between people of different regions; high: it joins regions.",
}
"""The measures and what they mean, in one line each."""


def network_of(people: Sequence[Person], ties: Sequence[Connection] = ()) -> Network:
    """People and their organisations; ``ties`` are connections that a list brought along, between people named here.

    Categories stay fields of the people: a map that groups by category would draw connections to them twice.
    """
    organisations: dict[str, list[Person]] = {}
    for person in people:
        if person.organisation:
            organisations.setdefault(fold(person.organisation), []).append(person)
    people_elements = [_person(person) for person in people]
    labels = {fold(element.label) for element in people_elements}
    places = [_organisation(members, labels) for _, members in sorted(organisations.items())]
    ids = {key: place.id for (key, _), place in zip(sorted(organisations.items()), places, strict=True)}
    works = [_works_for(person, ids[fold(person.organisation)]) for person in people if person.organisation]
    known = {person.id for person in people}
    kept = [tie for tie in ties if tie.source in known and tie.target in known]
    return Network((*people_elements, *places), (*works, *kept))


def person_fields(person: Person) -> Fields:
    """The fields of a person by name, the empty ones left out."""
    values = (
        (person.organisation,),
        (person.region,),
        (person.country,),
        person.languages,
        person.categories,
    )
    fields = [(name, tuple(filter(None, found))) for name, found in zip(FIELDS, values, strict=True)]
    if person.email:
        fields.append(("Email", (person.email,)))
    return tuple((name, found) for name, found in fields if found)


def _person(person: Person) -> Element:
    extra = {name.casefold(): values for name, values in person.extra}
    return Element(
        person.id,
        person.label,
        PERSON,
        description="\n".join(extra.get("description", ())),
        tags=extra.get("tags", ()),
        fields=(
            *person_fields(person),
            *((name, values) for name, values in person.extra if name.casefold() not in ("description", "tags")),
        ),
    )


def _organisation(members: Sequence[Person], labels: set[str]) -> Element:
    """An organisation by its most frequent spelling (the first of them); a name that a person has is told apart."""
    spellings = [person.organisation for person in members]
    name = max(dict.fromkeys(spellings), key=spellings.count)
    label = f"{name} (organisation)" if fold(name) in labels else name
    return Element(
        labelled_id(ORGANISATION, label),
        label,
        ORGANISATION,
        description=f"{count(len(members), 'member')} on this map: {listed([person.label for person in members])}.",
        fields=tuple(
            (field, values)
            for field, values in (
                ("Region", _values(person.region for person in members)),
                ("Country", _values(person.country for person in members)),
            )
            if values
        ),
    )


def _values(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _works_for(person: Person, organisation: ElementId) -> Connection:
    return Connection(
        connection_id(person.id, organisation, WORKS_FOR), person.id, organisation, WORKS_FOR, Direction.DIRECTED
    )


def connection_id(source: str, target: str, type: str, number: int = 1) -> str:
    """A permanent id for a connection, in Kumu's form; ``number`` tells several alike apart."""
    return f"conn-{short_hash(f'{source} {target} {type} {number}')}"
