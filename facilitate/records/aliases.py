"""How people wrote the categories, and what a facilitator answered where that was not certain."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.records.categories import CategoryId
from facilitate.records.sources import Place


@dataclass(frozen=True, slots=True)
class Alias:
    """One answer, kept for the session.

    ``written`` is the text as the groups wrote it; ``meant`` are the categories it stands for, none where it names
    none. ``new``: it is the name of a category that the list lacks.
    """

    written: str
    meant: tuple[CategoryId, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """How the program understood a text that stands for a category and is not written as in the list.

    ``taken`` are the categories it was taken for, and ``how`` says by what; where there are none, ``candidates`` are
    those that come nearest. ``unlisted``: nothing comes near; it was taken for a new name. ``places`` are sorted.
    """

    written: str
    taken: tuple[CategoryId, ...] = ()
    how: str = ""
    candidates: tuple[CategoryId, ...] = ()
    unlisted: bool = False
    places: tuple[Place, ...] = ()
