"""Who may be named, and totals of the others that tell on nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from facilitate.records.network import Audience, Count, Grid, Person, Totals
from facilitate.records.people import OTHERS
from facilitate.records.sources import GroupId
from facilitate.text import fold

LEAST = 3
"""So many people must stand behind a total of people who are not named."""
UNTOLD = "a + says that there are a few more, whose number is not told"
"""What stands in a caption where numbers of people who are not named are kept back."""


_REACHED_BY = (
    "address adresse anschrift dirección direccion endereço endereco indirizzo адрес 地址 عنوان العنوان "
    "phone telephone tel téléphone telefon teléfono telefono telefone mobile móvil celular handy телефон 电话 手机 "
    "هاتف الهاتف fax mail email skype whatsapp wechat telegram linkedin"
)
"""Words by which the header of a column says that it holds a way to reach somebody, in the tool's languages."""


def named(people: Iterable[Person], audience: Audience) -> tuple[Person, ...]:
    """Those who may appear by name, without addresses in a map for the public. Sorted by label."""
    shown = [
        person if audience is Audience.MEMBERS else _without_address(person) for person in people if person.publish
    ]
    return tuple(sorted(shown, key=lambda person: (person.label.casefold(), person.id)))


def _without_address(person: Person) -> Person:
    return replace(person, email="", extra=tuple(one for one in person.extra if not _is_address(*one)))


def _is_address(header: str, values: Sequence[str]) -> bool:
    """Whether a further field holds a way to reach the person: by its header, or an e-mail or telephone number."""
    if not set(fold(header).split()).isdisjoint(_REACHED_BY.split()):
        return True
    return any("@" in value or sum(sign.isdigit() for sign in value) >= 7 for value in values)


def count_people(people: Sequence[Person], categories: Sequence[str], small_numbers: bool = False) -> Totals:
    """People by region, country, language and category, and by region and category together.

    Having no region or country counts as a value like any other: it could be worked out as what is left.

    Unless ``small_numbers`` are allowed, no count of others is told behind which fewer than three people stand, and
    none by which such a number could be worked out: what would be too few is put together with the next smallest
    value. Countries are put together within their region first.
    """
    least = 1 if small_numbers else LEAST
    others = [person for person in people if not person.publish]
    shown = [person for person in people if person.publish]
    hidden = len(others) if not others or len(others) >= least else None
    regions, region_rest = _told(Counter(person.region for person in others), least)
    countries, country_rest = _told_within(others, {value for value, number in regions.items() if number}, least)
    fields: list[tuple[str, tuple[Count, ...]]] = []
    rests: list[tuple[str, int]] = []
    for name, values_of, told, rest in (
        ("Region", lambda one: (one.region,), regions, region_rest),
        ("Country", lambda one: (one.country,), countries, country_rest),
        ("Language", lambda one: one.languages, *_told(_tally(others, lambda one: one.languages), least)),
        ("Category", lambda one: one.categories, *_told(_tally(others, lambda one: one.categories), least)),
    ):
        first = categories if name == "Category" else ()
        fields.append((name, _counts(shown, values_of, told, first)))
        if rest:
            rests.append((name, rest))
    rows, _, _, columns = (counts for _, counts in fields)
    stated = sorted((one for one in rows if one.value), key=lambda one: one.value)
    grid = _grid(shown, others, stated, columns, least)
    return Totals(Count("", len(shown), hidden), tuple(fields), tuple(rests), grid)


def count_in_groups(
    people: Iterable[tuple[GroupId, bool, str]],
) -> dict[GroupId, dict[str, int]]:
    """How many people of each group have which value; ``people`` as group, whether they may be named, and value.

    Who may not be named counts among the OTHERS of the group where fewer than three such have the same value there or
    there is none, and not at all where the others are fewer than three. So whatever is added up or taken away from
    these numbers, none of them tells of one or two.
    """
    shown: dict[GroupId, Counter[str]] = {}
    others: dict[GroupId, Counter[str]] = {}
    for group, publish, value in people:
        (shown if publish else others).setdefault(group, Counter())[value or OTHERS] += 1
    counted: dict[GroupId, dict[str, int]] = {}
    for group in sorted({*shown, *others}):
        told, rest = _told(others.get(group, {}), LEAST)
        numbers = Counter({value: number for value, number in told.items() if number})
        numbers.update(shown.get(group, {}))
        numbers[OTHERS] += rest
        counted[group] = {value: numbers[value] for value in sorted(numbers) if numbers[value]}
    return counted


def told_by_value(numbers: Mapping[str, int]) -> dict[str, int]:
    """Numbers of people who are not named, by value: fewer than LEAST are put together under OTHERS, with the next
    smallest where they would be too few all the same; nothing of them where all together are.
    """
    told, rest = _told(numbers, LEAST)
    shown = Counter({value: number for value, number in told.items() if number})
    shown[OTHERS] += rest
    return {value: number for value, number in shown.items() if number}


def _tally(people: Iterable[Person], values_of: Callable[[Person], Iterable[str]]) -> Counter[str]:
    return Counter(value for person in people for value in values_of(person))


def _told(numbers: Mapping[str, int], least: int) -> tuple[dict[str, int | None], int]:
    """The numbers that may be told, None for the others, and the sum of those that are not told.

    Too few are put together with the next smallest until enough people stand behind the sum; the sum itself is 0
    where even all of them are too few.
    """
    ordered = sorted(numbers.items(), key=lambda one: (one[1], one[0]))
    kept_back = [name for name, number in ordered if number < least]
    if kept_back:
        rest = sum(numbers[name] for name in kept_back)
        more = [name for name, number in ordered if number >= least]
        while more and (rest < least or len(kept_back) < 2):
            rest += numbers[more[0]]
            kept_back.append(more.pop(0))
        return {name: None if name in kept_back else number for name, number in numbers.items()}, (
            rest if rest >= least else 0
        )
    return dict(numbers), 0


def _told_within(others: Sequence[Person], regions: set[str], least: int) -> tuple[dict[str, int | None], int]:
    """Countries, put together within their region; those of a region that is not told are not told either.

    A country that stands in several regions is told where each of its numbers may be.
    """
    parts: dict[str, list[int | None]] = {}
    inside: Counter[str] = Counter()
    for region in sorted({person.region for person in others}):
        numbers = Counter(person.country for person in others if person.region == region)
        within = _told(numbers, least)[0] if region in regions else dict.fromkeys(numbers)
        inside.update(numbers if region in regions else {})
        for country, number in within.items():
            parts.setdefault(country, []).append(number)
    told = {country: None if None in numbers else sum(filter(None, numbers)) for country, numbers in parts.items()}
    rest = sum(number for country, number in inside.items() if told[country] is None)
    return told, rest if rest >= least else 0


def _counts(
    shown: Sequence[Person],
    values_of: Callable[[Person], Iterable[str]],
    told: Mapping[str, int | None],
    first: Sequence[str],
) -> tuple[Count, ...]:
    """The counts of a field: ``first`` in their order, then the largest number of named people first.

    A value that only people have who are not named appears where its number may be told, and not otherwise. Who
    has none comes last.
    """
    names = _tally(shown, values_of)
    values = {value for value in (*names, *told) if value in names or told.get(value) is not None} | set(first)
    place = {value: at for at, value in enumerate(first)}
    ordered = sorted(
        values,
        key=lambda value: (not value, place.get(value, len(place)), -names[value], value.casefold(), value),
    )
    return tuple(Count(value, names[value], told.get(value, 0)) for value in ordered)


def _grid(
    shown: Sequence[Person],
    others: Sequence[Person],
    row_counts: Sequence[Count],
    column_counts: Sequence[Count],
    least: int,
) -> Grid:
    """Counts by region and category. In each row and column no single number of others is kept back alone.

    A region or category whose own number is kept back keeps back all of its cells: they would add up to it.
    """
    rows, columns = (tuple(one.value for one in counts) for counts in (row_counts, column_counts))
    closed_rows, closed_columns = (
        {one.value for one in counts if one.others is None} for counts in (row_counts, column_counts)
    )
    names = Counter((person.region, value) for person in shown for value in person.categories)
    numbers = Counter(
        (person.region, value)
        for person in others
        for value in person.categories
        if person.region in rows and value in columns
    )
    kept_back = {
        (row, column)
        for (row, column), number in numbers.items()
        if number < least or row in closed_rows or column in closed_columns
    }
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    kept_back = _not_alone(lines, numbers, kept_back, least)
    cells = tuple(
        tuple(
            Count("", names[row, column], None if (row, column) in kept_back else numbers[row, column])
            for column in columns
        )
        for row in rows
    )
    return Grid(rows, columns, cells)


def _not_alone(
    lines: Sequence[Sequence[tuple[str, str]]],
    numbers: Mapping[tuple[str, str], int],
    kept_back: set[tuple[str, str]],
    least: int,
) -> set[tuple[str, str]]:
    """Keep back the next smallest number of a line until enough people stand behind all that it keeps back."""
    found = set(kept_back)
    changed = True
    while changed:
        changed = False
        for line in lines:
            hidden = [cell for cell in line if cell in found]
            if not hidden or (len(hidden) > 1 and sum(numbers[cell] for cell in hidden) >= least):
                continue
            open_cells = [cell for cell in line if cell not in found and numbers[cell]]
            if open_cells:
                found.add(min(open_cells, key=lambda cell: (numbers[cell], cell)))
                changed = True
    return found
