"""Where a text came from, down to the cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

GroupId = NewType("GroupId", str)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file, as far as it is known; ``file`` is relative to the session folder."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def row(self) -> int:
        """The number of the row, 0 where none is known."""
        digits = "".join(one for one in self.cell.partition(":")[0] if one.isdigit())
        return int(digits or 0)

    def __str__(self) -> str:
        inside = "!".join(part for part in (self.sheet, self.cell) if part)
        return ":".join(part for part in (self.file, inside) if part)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The evidence behind a text: who wrote it, where, and how it read when it was read.

    ``fingerprint`` is the SHA-256 of the file's bytes (hexadecimal); ``text`` is the cell's text as found, ``comment``
    what somebody remarked on the cell.
    """

    group: GroupId
    place: Place
    fingerprint: str
    text: str
    comment: str = ""
