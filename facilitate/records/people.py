"""The people of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.records.sources import GroupId, Place

OTHERS = "others"
"""What people and groups count among whose own part of the whole is not said or not told."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part.

    ``categories`` are kept as written (ids, numbers or names); ``publish`` is the person's consent.
    """

    name: str
    organisation: str = ""
    country: str = ""
    region: str = ""
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    email: str = ""
    group: GroupId = GroupId("")
    publish: bool = False
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Who organises the meeting; always named."""

    name: str
    role: str = ""
    unit: str = ""
    email: str = ""
