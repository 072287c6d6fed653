"""A meeting as its facilitator plans it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from facilitate.records.categories import Category
from facilitate.records.people import Participant, TeamMember
from facilitate.records.sources import GroupId, Place


class ItemKind(StrEnum):
    """How people work during an agenda item."""

    PLENARY = "plenary"
    BREAKOUT = "breakout"
    BREAK = "break"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the agenda. Either ``start`` or ``minutes`` may be missing; timing completes it."""

    title: str
    kind: ItemKind = ItemKind.PLENARY
    start: dt.time | None = None
    minutes: int | None = None
    lead: str = ""
    method: str = ""
    materials: str = ""
    notes: str = ""
    summary: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout group. ``constituency`` is the part of the whole that it speaks for: employers, a region ..."""

    id: GroupId
    name: str
    facilitator: str = ""
    rapporteur: str = ""
    link: str = ""
    place: Place = Place()
    constituency: str = ""


class SupportBy(StrEnum):
    """By what of theirs the people behind a proposal are counted too. The values are the words in meeting.xlsx."""

    NONE = "none"
    REGION = "region"
    COUNTRY = "country"
    ORGANISATION = "organisation"


class RuleKind(StrEnum):
    """When the support of groups is enough to suggest adoption."""

    MAJORITY = "majority"
    ANY = "any"
    UNANIMOUS = "unanimous"
    NUMBER = "number"
    SHARE = "share"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AdoptionRule:
    """The rule that suggests a decision. ``least`` is a number of groups, or for SHARE a fraction of them (0 to 1)."""

    kind: RuleKind = RuleKind.MAJORITY
    least: float = 0

    def __str__(self) -> str:
        if self.kind is RuleKind.NUMBER:
            return f"at least {self.least:g} groups"
        if self.kind is RuleKind.SHARE:
            return f"at least {self.least:.0%} of the groups"
        return str(self.kind)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything that ``meeting.xlsx`` says. Collections are in the order of the sheet."""

    title: str
    series: str = ""
    number: int | None = None
    organiser: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    zone: str = ""
    venue: str = ""
    link: str = ""
    language: str = "en"
    background: str = ""
    objectives: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    contact: str = ""
    previous: str = ""
    rule: AdoptionRule = AdoptionRule()
    quorum: AdoptionRule = AdoptionRule(RuleKind.NONE)
    """How many groups, or which share of them, must have answered before the rule suggests adoption."""
    support_by: SupportBy = SupportBy.NONE
    remark: str = ""
    list_version: str = ""
    """The label of the list that the meeting works on, such as v0; it travels in the groups' workbooks."""
    items: tuple[Item, ...] = ()
    categories: tuple[Category, ...] = ()
    groups: tuple[Group, ...] = ()
    participants: tuple[Participant, ...] = ()
    team: tuple[TeamMember, ...] = ()
    _names: dict[GroupId, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def group_names(self) -> Mapping[GroupId, str]:
        """The names of the groups by id, worked out once: a large meeting has thousands of groups."""
        if not self._names:
            self._names.update((entry.id, entry.name) for entry in reversed(self.groups))
        return self._names

    def group_name(self, group: GroupId) -> str:
        """The name of a group, or its id where the sheet does not list it."""
        return self.group_names.get(group, str(group))


@dataclass(frozen=True, slots=True)
class Slot:
    """An agenda item with its times worked out; both are aware of the meeting's time zone."""

    item: Item
    start: dt.datetime
    end: dt.datetime

    @property
    def minutes(self) -> int:
        """The planned length in minutes."""
        return round((self.end - self.start).total_seconds() / 60)
