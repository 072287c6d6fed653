"""Two lists of people side by side: what came back from Kumu, and who joined, left or changed since a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from facilitate.network.consent import LEAST
from facilitate.network.people import short_hash
from facilitate.records.categories import Version
from facilitate.records.comparing import CHANGED, GONE, NEW, Difference, Movement
from facilitate.records.network import Person
from facilitate.text import fold

COLUMNS: Mapping[str, Callable[[Person], tuple[str, ...]]] = {
    "organisation": lambda person: (person.organisation,),
    "country": lambda person: (person.country,),
    "region": lambda person: (person.region,),
    "languages": lambda person: person.languages,
    "categories": lambda person: person.categories,
    "e-mail": lambda person: (person.email,),
}
"""The columns of the sheet participants that can come back from Kumu, and a person's values."""
JOINERS = {"languages": ", ", "categories": "; "}


def same_people(one: Sequence[Person], other: Sequence[Person]) -> dict[str, Person]:
    """Who of ``other`` each of ``one`` is, by id: the same id, else the same address, else the same name.

    A name or address that several people of one list have decides nothing.
    """
    found: dict[str, Person] = {}
    left = {person.id: person for person in other}
    keys: tuple[Callable[[Person], str], ...] = (
        lambda person: person.id,
        lambda person: person.email.casefold(),
        lambda person: fold(person.name),
    )
    for key in keys:
        ours, theirs = _alone(one, key), _alone(list(left.values()), key)
        for text, person in ours.items():
            if person.id not in found and text in theirs:
                found[person.id] = theirs[text]
                left.pop(theirs[text].id, None)
    return found


def _alone(people: Sequence[Person], key: Callable[[Person], str]) -> dict[str, Person]:
    numbers = Counter(map(key, people))
    return {key(person): person for person in people if key(person) and numbers[key(person)] == 1}


def differences(ours: Sequence[Person], theirs: Sequence[Person], version: Version) -> tuple[Difference, ...]:
    """What a file from Kumu says otherwise than the list, in the list's order, new people last.

    An empty value in Kumu says nothing. Only people who may be published can be gone: nobody else was handed to Kumu.
    """
    pairs = same_people(ours, theirs)
    found: list[Difference] = []
    for person in ours:
        other = pairs.get(person.id)
        if other is not None:
            found += _changed(person, other, version)
        elif person.publish:
            found.append(_difference(GONE, person, "name", (person.name,), (), version))
    known = {other.id for other in pairs.values()}
    for other in theirs:
        if other.id not in known:
            found.append(_difference(NEW, other, "name", (), (other.name,), version))
            found += [
                _difference(NEW, other, column, (), values(other), version)
                for column, values in COLUMNS.items()
                if any(values(other))
            ]
    return tuple(found)


def _changed(person: Person, other: Person, version: Version) -> Iterator[Difference]:
    if fold(person.name) != fold(other.name):
        yield _difference(CHANGED, person, "name", (person.name,), (other.name,), version)
    for column, values in COLUMNS.items():
        mine, found = values(person), values(other)
        if any(found) and {fold(value) for value in mine} != {fold(value) for value in found}:
            yield _difference(CHANGED, person, column, mine, found, version)


def _difference(
    what: str, person: Person, column: str, mine: Sequence[str], theirs: Sequence[str], version: Version
) -> Difference:
    before, after = (_cell(column, values, version) for values in (mine, theirs))
    id = short_hash(f"{what} {person.id} {column} {after}")
    return Difference(id, what, person.name, column, before, after, person.place)


def _cell(column: str, values: Sequence[str], version: Version) -> str:
    """The values as they stand in a cell of the sheet participants; categories by their ids."""
    texts = list(filter(None, values))
    if column == "categories":
        entries = [(version.named(text), text) for text in texts]
        texts = [str(entry.id) if entry else text for entry, text in entries]
    return JOINERS.get(column, "").join(texts)


def movement(since: str, before: Sequence[Person], now: Sequence[Person], small_numbers: bool = False) -> Movement:
    """Who joined, left and changed category; ``before`` must be recognised by the list of today.

    A person is named only where the sheet of today says so, and one who left where the earlier sheet did.
    """
    pairs = same_people(now, before)
    stayed = {other.id for other in pairs.values()}
    joined = [person for person in now if person.id not in pairs]
    left = [person for person in before if person.id not in stayed]
    changed = [
        (pairs[person.id], person)
        for person in now
        if person.id in pairs and set(pairs[person.id].categories) != set(person.categories)
    ]

    def told(number: int) -> int | None:
        return number if small_numbers or not 0 < number < LEAST else None

    return Movement(
        since,
        _by_name([person for person in joined if person.publish]),
        _by_name([person for person in left if person.publish]),
        tuple(sorted(((old, new) for old, new in changed if new.publish), key=lambda pair: fold(pair[1].label))),
        told(sum(not person.publish for person in joined)),
        told(sum(not person.publish for person in left)),
        told(sum(not new.publish for _, new in changed)),
    )


def _by_name(people: Sequence[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: (fold(person.label), person.id)))
