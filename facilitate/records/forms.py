"""What the sheets of our own workbooks are made of: columns with their headers, helps and closed lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YES, NO = "yes", "no"


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"
    LIVE = "live"
    """Counted by the spreadsheet program itself while a person works in the file."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header, what it is for, and what may stand in it.

    ``given`` columns are filled by the program and locked where the sheet is protected; the others are a person's.
    """

    header: str
    help: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    given: bool = False
    width: float = 20

    @property
    def note(self) -> str:
        """The comment on the header."""
        return self.help + (" Needed in every row." if self.required else "")


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its name and its columns."""

    name: str
    headings: tuple[Heading, ...]
    identity: tuple[str, ...] = ()
    """The visible columns by which a person recognises a row, on sheets that are merged again."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The header texts, in order."""
        return tuple(heading.header for heading in self.headings)


def choice(header: str, help: str, choices: tuple[str, ...], width: float = 16, required: bool = False) -> Heading:
    """A column with a closed list."""
    return Heading(header, help, Kind.CHOICE, choices, required, width=width)
