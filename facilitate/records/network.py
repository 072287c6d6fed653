"""The network: its people as a map shows them, what others read of it, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from facilitate.records.sources import Place

ElementId = NewType("ElementId", str)

Fields = tuple[tuple[str, tuple[str, ...]], ...]
"""Further fields by name, each with one value or several, in the order of the sheet."""


class Audience(StrEnum):
    """Who will see a map: everyone, or the members among themselves (who also see the addresses)."""

    PUBLIC = "public"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the network, with countries, languages, regions and categories recognised where they could be.

    ``label`` is the name as it stands on the map: with the organisation where two people have the same name.
    ``country_code`` is the ISO 3166 code of two letters, empty where the country was not recognised.
    """

    id: ElementId
    name: str
    label: str
    organisation: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    email: str = ""
    publish: bool = False
    extra: Fields = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class RegionTable:
    """Which region a country belongs to, by its code of two letters, and what else the regions are called."""

    name: str
    regions: tuple[tuple[str, str], ...]
    other_names: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every region once, in alphabetical order."""
        return tuple(sorted({region for _, region in self.regions}))


@dataclass(frozen=True, slots=True)
class Element:
    """A node as Kumu knows it: a person, an organisation, or anything else that a file holds."""

    id: ElementId
    label: str
    type: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    fields: Fields = ()

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field (case aside), none where the element lacks it."""
        wanted = field.casefold()
        return next((values for name, values in self.fields if name.casefold() == wanted), ())


class Direction(StrEnum):
    """Which way a connection goes, in Kumu's words."""

    UNDIRECTED = "undirected"
    DIRECTED = "directed"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True)
class Connection:
    """A line between two elements; ``source`` and ``target`` are their ids."""

    id: str
    source: ElementId
    target: ElementId
    type: str = ""
    direction: Direction = Direction.UNDIRECTED
    label: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Elements and the connections between them; every id that a connection names is that of an element."""

    elements: tuple[Element, ...] = ()
    connections: tuple[Connection, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have one value: those who are named, and the others.

    ``others`` is None where fewer than three people stand behind the number, or where it would tell such a number
    by subtraction.
    """

    value: str
    named: int
    others: int | None = 0

    @property
    def told(self) -> int:
        """How many people as far as that may be told."""
        return self.named + (self.others or 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """People by region (rows) and category (columns), a Count a cell, whose ``value`` is empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Count, ...], ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people there are, by field: ``fields`` holds the Counts of Region, Country, Language and Category.

    ``elsewhere`` is the number of others by field whose value is not told, because it would tell too much.
    """

    everyone: Count
    fields: tuple[tuple[str, tuple[Count, ...]], ...]
    elsewhere: tuple[tuple[str, int], ...]
    grid: Grid

    def field(self, name: str) -> tuple[Count, ...]:
        """The counts of one field."""
        return dict(self.fields).get(name, ())


@dataclass(frozen=True, slots=True)
class Measure:
    """One number for each element: the field's name, a line that says what it means, the values by element id.

    ``estimated`` says how a value was estimated where the network is too large to count it out.
    """

    name: str
    meaning: str
    values: tuple[tuple[ElementId, float], ...]
    estimated: str = ""


@dataclass(frozen=True, slots=True)
class Community:
    """Elements that are more connected among themselves than with the rest, and what most of them share."""

    name: str
    members: tuple[ElementId, ...]
    shares: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that is measured about a network."""

    measures: tuple[Measure, ...] = ()
    communities: tuple[Community, ...] = ()
    isolated: tuple[ElementId, ...] = ()
    empty_categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """People who stand together in a layout: a disc with its centre, radius and members in the order of their dots.

    ``values`` are what they have in common: one value of the field, or several in the order of the ring.
    """

    values: tuple[str, ...]
    x: float
    y: float
    radius: float
    members: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a value on the map, in lines, and where it stands.

    The middle of its box lies from the point (``x``, ``y``) in the direction (``dx``, ``dy``), so far that the box
    touches the point: half its width times ``dx``, half its height times ``dy``. ``hub`` is the point at which the
    lines of people with several values end.
    """

    value: str
    lines: tuple[str, ...]
    people: int
    x: float
    y: float
    dx: float
    dy: float
    hub: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everyone stands when the map is grouped by one field.

    ``spots`` are (x, y) by person, a dot's diameter being about 1; ``ring`` says that a person may have several
    values, and stands between them; ``scale`` is in pixels a unit, where a letter of a label is 7.2 pixels wide.
    """

    field: str
    groups: tuple[Group, ...]
    labels: tuple[Label, ...]
    spots: tuple[tuple[ElementId, float, float], ...]
    ring: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """All that the writers of a map need: the named people, what is counted, and where everyone stands."""

    title: str
    audience: Audience
    people: tuple[Person, ...]
    network: Network
    totals: Totals
    measures: Measures
    layouts: tuple[Layout, ...]
    categories: tuple[str, ...] = ()
    remark: str = ""
