"""What was read of one file: by group, with every row counted once."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitate.problems import Problem
from facilitate.reading.rows import RowRead
from facilitate.records.contributions import Contribution, Reflection, SetAside
from facilitate.records.sources import GroupId


@dataclass(frozen=True, slots=True)
class Part:
    """What a file holds of one group. ``found``, ``used`` and ``untouched`` are rows; the rest was set aside."""

    group: GroupId
    contributions: tuple[Contribution, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    found: int = 0
    used: int = 0
    untouched: int = 0

    def left(self, why: str) -> Part:
        """The part with every row in which anything was written set aside, once each."""
        sources = [*(one.source for one in self.contributions), *(one.source for one in self.reflections)]
        rows = {(source.place.sheet, source.place.row): source for source in reversed(sources)}
        aside = (*(SetAside(self.group, source, why) for source in reversed(rows.values())), *self.set_aside)
        return Part(self.group, (), (), aside, self.found, 0, self.untouched)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read of one file. ``remark`` says why it was not used, or what its format cannot tell."""

    file: str
    fingerprint: str = ""
    read_as: str = ""
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    remark: str = ""
    people: int | None = None
    """How many were in the group, where the first sheet says so."""
    made_for: str = ""
    """The session of another name that it was made for, where it was read all the same."""

    def same(self, other: FileRead) -> bool:
        """Whether the other file is an exact copy."""
        return bool(self.fingerprint) and self.fingerprint == other.fingerprint


@dataclass(slots=True)
class Count:
    """A part while it grows."""

    contributions: list[Contribution] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    found: int = 0
    used: int = 0
    untouched: int = 0

    def add(self, row: RowRead) -> None:
        """Count a row once, whatever it gave."""
        self.contributions += row.contributions
        self.reflections += row.reflections
        self.set_aside += [row.aside] if row.aside else []
        self.found += 1
        if row.contributions or row.reflections:
            self.used += 1
        elif not row.aside:
            self.untouched += 1

    def part(self, group: GroupId) -> Part:
        """The part as it stands."""
        lists = tuple(self.contributions), tuple(self.reflections), tuple(self.set_aside)
        return Part(group, *lists, self.found, self.used, self.untouched)
