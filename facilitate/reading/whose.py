"""Which group a file, a sheet or a row belongs to, by the names that people give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facilitate.records.meeting import Group
from facilitate.records.sources import GroupId
from facilitate.text import fold

_COPY = re.compile(
    r"\(\d+\)|\[\d+\]|\b(?:copy|copie|copia|kopie)(?:\s+\d+)?(?:\s+(?:of|de))?\b|\bconflict(?:ed)?\b.*"
    r"|\bin konflikt\b.*|\b(?:final|definitive?|draft|v\d+|version\s*\d+)\b|\b20\d\d[-_. ]\d\d[-_. ]\d\d\b",
    re.IGNORECASE,
)
"""What copying, clouds and people put into the names of files."""

LONGEST = 60
"""Longer texts are no titles that name a group."""


@dataclass(frozen=True, slots=True)
class GroupNames:
    """The names and ids of a meeting's groups, as they are compared."""

    exact: dict[str, GroupId]
    names: dict[GroupId, str]

    @classmethod
    def of(cls, groups: Iterable[Group]) -> GroupNames:
        """The names of these groups."""
        groups = tuple(groups)
        exact = {fold(spelling): group.id for group in reversed(groups) for spelling in (group.name, group.id)}
        return cls(exact, {group.id: group.name for group in groups})

    def named(self, text: str) -> GroupId | None:
        """The one group that a text names: by its name or id alone, or inside other words. None in doubt."""
        if len(text) > LONGEST * 2:
            return None
        for written in (fold(text), fold(_COPY.sub(" ", text))):
            if written in self.exact:
                return self.exact[written]
        ends = {id for known, id in self.exact.items() if written.endswith(" " + known)}
        inside = {id for known, id in self.exact.items() if _tells(known) and f" {known} " in f" {written} "}
        found = inside or ends
        return next(iter(found)) if len(found) == 1 else None


def _tells(name: str) -> bool:
    """Whether a name means a group wherever it stands: “group 2” and “green”, but not “2”."""
    return len(name) >= 3 and not name.isdigit()


def copy_marks(stem: str) -> int:
    """How much in a file's name says that it is a copy of another."""
    return len(_COPY.findall(stem))
