"""Who may be named, and totals of the others that tell on nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from facilitate.records.network import Audience, Count, Grid, Person, Totals
from facilitate.records.people import OTHERS
from facilitate.records.sources import GroupId
from facilitate.text import fold

LEAST = 3
"""So many people must stand behind a total of people who are not named."""
UNTOLD = "a + says that there may be a few more, whose number is not told"
"""What stands in a caption where numbers of people who are not named are kept back."""


_REACHES = (
    "address adresse anschrift dirección direccion endereço endereco indirizzo адрес 地址 عنوان العنوان "
    "phone telephone tel téléphone telefon teléfono telefono telefone mobile móvil celular handy телефон 电话 手机 "
    "هاتف الهاتف fax mail email skype whatsapp wechat telegram linkedin"
)
_REACHED_BY = frozenset(_REACHES.split())
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
    if not _REACHED_BY.isdisjoint(fold(header).split()):
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
    regions, region_rest, countries, country_rest = _places(shown, others, least)
    hidden = None if None in regions.values() and not region_rest else len(others)
    languages, language_rest = _told(_tally(others, lambda one: one.languages), least)
    rows = _counts(shown, lambda one: (one.region,), regions)
    closed: set[str] = set()
    while True:  # a category whose cells would tell too much is kept back itself, and then perhaps the next one
        worked_on, category_rest = _told(_tally(others, lambda one: one.categories), least, closed)
        columns = _counts(shown, lambda one: one.categories, worked_on, categories)
        grid, telling, sum_may_be_told = _grid(shown, others, rows, columns, least)
        if telling <= closed:
            break
        closed |= telling
    fields = (
        ("Region", rows),
        ("Country", _counts(shown, lambda one: (one.country,), countries)),
        ("Language", _counts(shown, lambda one: one.languages, languages)),
        ("Category", columns),
    )
    rests = (region_rest, country_rest, language_rest, category_rest if sum_may_be_told else 0)
    together = tuple((name, rest) for (name, _), rest in zip(fields, rests, strict=True) if rest)
    return Totals(Count("", len(shown), hidden), fields, together, grid)


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
        told, _ = _told(others.get(group, {}), LEAST)
        numbers = Counter({value: number for value, number in told.items() if number})
        rest = others[group].total() - numbers.total() if group in others else 0
        numbers.update(shown.get(group, {}))
        numbers[OTHERS] += rest if rest >= LEAST else 0
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


def _told(numbers: Mapping[str, int], least: int, closed: Collection[str] = ()) -> tuple[dict[str, int | None], int]:
    """The numbers that may be told, None for the others, and the sum of those that are not told.

    Too few, and what is ``closed``, are put together with the next smallest until their sum tells on nobody; the sum
    itself is 0 where even that of all would.
    """
    ordered = sorted(numbers, key=lambda name: (numbers[name], name))
    kept_back = [name for name in ordered if numbers[name] < least or name in closed]
    more = [name for name in ordered if name not in kept_back]
    while kept_back and more and not _enough([numbers[name] for name in kept_back], least):
        kept_back.append(more.pop(0))
    together = [numbers[name] for name in kept_back]
    told = {name: None if name in kept_back else number for name, number in numbers.items()}
    return told, sum(together) if _enough(together, least) else 0


def _enough(numbers: Sequence[int], least: int) -> bool:
    """Whether the sum of numbers that are kept back tells on nobody: several of them, enough people, not all alike.

    Who knows the sum of so many numbers of one or two knows each of them where all are one, or all are two.
    """
    return len(numbers) > 1 and sum(numbers) >= least and (max(numbers) >= least or len(set(numbers)) > 1)


def _places(
    shown: Sequence[Person], others: Sequence[Person], least: int
) -> tuple[dict[str, int | None], int, dict[str, int | None], int]:
    """Regions and countries, each with the sum of those that are not told.

    Countries are put together within their region. Those of a region that is not told are not told either, not even
    that there is nobody; a region whose countries would tell too much is not told. A country that stands in several
    regions is told where each of its numbers may be.
    """
    inside: dict[str, Counter[str]] = {}
    for person in others:
        inside.setdefault(person.region, Counter())[person.country] += 1
    within = {region: _told(numbers, least) for region, numbers in inside.items()}
    closed = [region for region, (told, rest) in within.items() if None in told.values() and not rest]
    regions, region_rest = _told({region: numbers.total() for region, numbers in inside.items()}, least, closed)
    parts: dict[str, list[int | None]] = {}
    for region, (told, _) in within.items():
        for country, number in told.items():
            parts.setdefault(country, []).append(number if regions[region] else None)
    for person in shown:
        if regions.get(person.region, 0) is None:
            parts.setdefault(person.country, []).append(None)
    countries = {country: None if None in all_of else sum(filter(None, all_of)) for country, all_of in parts.items()}
    rest = sum(
        number
        for region, numbers in inside.items()
        for country, number in numbers.items()
        if regions[region] and countries[country] is None
    )
    return regions, region_rest, countries, rest


def _counts(
    shown: Sequence[Person],
    values_of: Callable[[Person], Iterable[str]],
    told: Mapping[str, int | None],
    first: Sequence[str] = (),
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
) -> tuple[Grid, set[str], bool]:
    """Counts by region and category, the categories that are told and whose cells would tell too much, and whether
    the sum of the categories that are not told may be told.

    In each row and column no single number of others is kept back alone. A region or category whose own number is
    kept back keeps back all of its cells, also that there is nobody: they would add up to it.
    """
    rows = tuple(sorted(one.value for one in row_counts if one.value))
    columns = tuple(one.value for one in column_counts)
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
        for row in rows
        for column in columns
        if 0 < numbers[row, column] < least or row in closed_rows or column in closed_columns
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
    telling = {
        column
        for column in columns
        if any(hidden := [numbers[row, column] for row in rows if (row, column) in kept_back])
        and not _enough(hidden, least)
    }
    together = [numbers[row, column] for row in rows for column in closed_columns]
    return Grid(rows, columns, cells), telling - closed_columns, not any(together) or _enough(together, least)


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
            hidden = [numbers[cell] for cell in line if cell in found]
            if not any(hidden) or _enough(hidden, least):
                continue
            open_cells = [cell for cell in line if cell not in found and numbers[cell]]
            if open_cells:
                found.add(min(open_cells, key=lambda cell: (numbers[cell], cell)))
                changed = True
    return found
