"""Where a text came from, down to the cell."""

from __future__ import annotations

from typing import NewType

from msgspec import Struct

GroupId = NewType("GroupId", str)


class Place(Struct, frozen=True, order=True, gc=False):
    """A spot in a file, as far as it is known; ``file`` is relative to the session folder.

    A struct, as is a source: they are made of every cell that was filled in, in a tenth of a dataclass's time.
    """

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


class Source(Struct, frozen=True, order=True, gc=False):
    """The evidence behind a text: who wrote it, where, and how it read when it was read.

    ``fingerprint`` is the SHA-256 of the file's bytes (hexadecimal); ``text`` is the cell's text as found, ``comment``
    what somebody remarked on the cell.
    """

    group: GroupId
    place: Place
    fingerprint: str
    text: str
    comment: str = ""
