"""The people of a list made into the people of a map: what they wrote is recognised, or asked about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from msgspec import structs

from facilitate.network.names import country_name, find_country, find_language, language_name, plain
from facilitate.problems import Problem
from facilitate.problems.people import (
    duplicate_label,
    formula_in_name,
    other_region,
    same_person,
    shared_address,
    unknown_country,
    unknown_interest,
    unknown_language,
    unknown_region,
)
from facilitate.records.categories import Version
from facilitate.records.network import ElementId, Fields, Person, RegionTable
from facilitate.records.people import Participant
from facilitate.records.sources import Place
from facilitate.text import fold, one_line


def recognise(
    participants: Sequence[Participant],
    version: Version,
    regions: RegionTable,
    language: str = "en",
    extras: Mapping[Place, Fields] | None = None,
    today: Version | None = None,
    columns: Mapping[Place, Mapping[str, str]] | None = None,
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """The people of a list, in its order; ``extras`` are further fields by the participant's place, ``columns`` the
    letters of the columns by the sheet's place and what they hold, so that a question stands at its own cell.

    ``version`` is the list by which people named their categories, ``today`` the one that the map shows where it
    has been revised since.

    Countries and languages get their usual name in ``language``, categories the name on the list. What is not
    certain is kept as written and becomes a question, once however many people have it. A row that repeats a name
    with its address is left out.
    """
    reader = _Recogniser(version, today or version, regions, language, extras or {}, columns or {})
    kept, problems = _without_repeats(participants, reader.columns)
    labelled, namesakes = _labelled([reader.person(one) for one in kept])
    return labelled, (*problems, *namesakes, *reader.questions())


@dataclass(slots=True)
class _Recogniser:
    version: Version
    today: Version
    regions: RegionTable
    language: str
    extras: Mapping[Place, Fields]
    columns: Mapping[Place, Mapping[str, str]]
    asked: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def person(self, one: Participant) -> Person:
        """One participant with everything recognised that could be; without an id as yet."""
        if one.name[:1] in "=+-@":
            self.problems.append(formula_in_name(one.place, one.name))
        code = find_country(one.country).code if one.country else ""
        return Person(
            ElementId(""),
            one_line(one.name),
            one_line(one.name),
            organisation=one_line(one.organisation),
            region=self._region(one, code),
            country=country_name(code, self.language) if code else self._ask("country", one.country, one.place),
            country_code=code,
            languages=_once(self._language(one, text) for text in one.languages),
            categories=_once(name for text in one.categories for name in self._categories(one, text)),
            email=one.email.strip(),
            publish=one.publish,
            extra=self.extras.get(one.place, ()),
            place=one.place,
        )

    def questions(self) -> tuple[Problem, ...]:
        """What was not certain, each text once."""
        found = []
        for (what, text), places in self.asked.items():
            if what == "country":
                codes = [(code, country_name(code, self.language)) for code in find_country(text).candidates]
                found.append(unknown_country(places[0], text, _named(codes), len(places)))
            elif what == "language":
                codes = [(code, language_name(code, self.language)) for code in find_language(text).candidates]
                found.append(unknown_language(places[0], text, _named(codes), len(places)))
            elif what == "region":
                found.append(unknown_region(places[0], text, self.regions.names, len(places)))
            else:
                known = tuple(category.name for category in self.version.categories)
                found.append(unknown_interest(places[0], text, known, len(places)))
        return (*self.problems, *found)

    def _ask(self, what: str, text: str, place: Place) -> str:
        """The text as written; asked about at the end."""
        if text.strip():
            column = {"language": "languages", "category": "categories"}.get(what, what)
            self.asked.setdefault((what, one_line(text)), []).append(cell_of(place, column, self.columns))
        return one_line(text)

    def _region(self, one: Participant, code: str) -> str:
        by_country = dict(self.regions.regions).get(code, "")
        if not one.region:
            return by_country
        names = {plain(name): name for name in self.regions.names}
        names |= {plain(other): name for other, name in self.regions.other_names}
        region = names.get(plain(one.region), "")
        if not region:
            return self._ask("region", one.region, one.place)
        if by_country and region != by_country:
            country = country_name(code, self.language)
            place = cell_of(one.place, "region", self.columns)
            self.problems.append(other_region(place, country, region, by_country))
        return region

    def _language(self, one: Participant, text: str) -> str:
        code = find_language(text).code
        return language_name(code, self.language) if code else self._ask("language", text, one.place)

    def _categories(self, one: Participant, text: str) -> tuple[str, ...]:
        """The category's name on the list of today; the names of what became of it where it is no longer there."""
        entry = self.version.find(text) or self.today.find(text)
        if entry is None:
            return (self._ask("category", text, one.place) if self.version.categories else one_line(text),)
        became = next((retired.became for retired in self.today.retired if retired.category.id == entry.id), ())
        today = [self.today.get(id) for id in (entry.id, *became)]
        return tuple(category.name for category in today if category) or (entry.name,)


def _named(codes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{name} ({code})" for code, name in codes)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def cell_of(place: Place, column: str, columns: Mapping[Place, Mapping[str, str]]) -> Place:
    """The cell of a person's row that holds something; the place itself where the sheet has no such column."""
    found = columns.get(Place(place.file, place.sheet), {}).get(column)
    return structs.replace(place, cell=f"{found}{place.row}") if found else place


def _without_repeats(
    participants: Sequence[Participant], columns: Mapping[Place, Mapping[str, str]]
) -> tuple[list[Participant], list[Problem]]:
    """Everyone once: a row with the name and the address of an earlier one is left out."""
    kept: list[Participant] = []
    problems: list[Problem] = []
    first: dict[str, Participant] = {}
    for one in participants:
        address = one.email.strip().casefold()
        before = first.setdefault(address, one) if address else one
        if before is one:
            kept.append(one)
        elif fold(before.name) == fold(one.name):
            problems.append(same_person(one.place, one.name, before.place.cell))
        else:
            kept.append(one)
            place, first_place = (cell_of(each.place, "email", columns) for each in (one, before))
            problems.append(shared_address(place, one.name, before.name, first_place.cell))
    return kept, problems


def _labelled(people: Sequence[Person]) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """Everyone with an id and a label of their own; namesakes are a question.

    The id is made from the label, so that it stays the same from one map to the next and tells no address.
    """
    first: dict[str, Person] = {}
    problems = [
        duplicate_label(person.place, person.name, before.place.cell)
        for person in people
        if (before := first.setdefault(fold(person.name), person)) is not person
    ]
    labels = _labels(people)
    labelled = (
        replace(person, id=labelled_id("Person", label), label=label)
        for person, label in zip(people, labels, strict=True)
    )
    return tuple(labelled), tuple(problems)


def _labels(people: Sequence[Person]) -> list[str]:
    """A label for everyone: the name, and for namesakes the organisation and a number where that is the same as well.

    Who may be named has the label that they would have without the others: it does not tell that there is a namesake
    who may not.
    """
    names: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for person in people:
        for publish in {person.publish, False}:
            names[publish].update({fold(person.name), _name_and_organisation(person)})
    labels = [""] * len(people)
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for place in sorted(range(len(people)), key=lambda place: not people[place].publish):
        person, numbers = people[place], names[people[place].publish]
        both, label = _name_and_organisation(person), person.name
        seen[both] += 1
        if numbers[fold(person.name)] > 1:
            number = f" {seen[both]}" if numbers[both] > 1 else ""
            label = f"{person.name} ({person.organisation or 'no organisation'}{number})"
        labels[place] = next(one for one in _with_numbers(label) if fold(one) not in taken)
        taken.add(fold(labels[place]))
    return labels


def _with_numbers(label: str) -> Iterator[str]:
    yield label
    yield from (f"{label} {number}" for number in count(2))


def _name_and_organisation(person: Person) -> str:
    return f"{fold(person.name)}\n{fold(person.organisation)}"


def labelled_id(type: str, label: str) -> ElementId:
    """The id of an element by its type and label, by which Kumu knows it where it has no id of its own."""
    return element_id(fold(type) or "element", fold(label))


def element_id(kind: str, identity: str, prefix: str = "elem") -> ElementId:
    """A permanent id in Kumu's form: a prefix and eight letters or digits."""
    return ElementId(f"{prefix}-{short_hash(f'{kind} {identity}')}")


def short_hash(text: str) -> str:
    """Eight letters and digits (of 62, as Kumu writes them) that stand for a text."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    found = ""
    for _ in range(8):
        number, rest = divmod(number, 62)
        found += letters[rest]
    return found
