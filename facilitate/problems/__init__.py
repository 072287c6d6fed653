"""Everything that can be wrong with what people sent, one typed function for each.

A code is the function's name with dashes. What a person did never raises: steps return their problems beside their
records. The functions live by subject: ``files``, ``meetings``, ``feedback``, ``decided``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from facilitate.records.sources import Place


class Level(IntEnum):
    """How bad it is; worst first."""

    ERROR = 0
    QUESTION = 1
    NOTE = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, unclear or worth knowing.

    ``found`` says what is there, ``expected`` what should be (may be empty), ``remedy`` what a person can do about
    it, ``meanwhile`` what the program did until then. The place is never inside these sentences. ``asks`` is said to
    the note-taker instead of ``remedy`` and ``meanwhile``, where these are for the facilitator alone.
    """

    code: str
    level: Level
    place: Place
    found: str
    remedy: str
    expected: str = ""
    meanwhile: str = ""
    asks: str = ""

    @property
    def message(self) -> str:
        """The sentences in one line, without place and code."""
        return " ".join(part for part in (self.found, self.expected, self.remedy, self.meanwhile) if part)

    @property
    def for_note_taker(self) -> str:
        """The sentences in one line, as they stand in a copy of the note-taker's own workbook."""
        rest = (self.asks,) if self.asks else (self.remedy, self.meanwhile)
        return " ".join(part for part in (self.found, self.expected, *rest) if part)


def worst_first(problems: list[Problem] | tuple[Problem, ...]) -> list[Problem]:
    """Problems by level, then file, sheet and cell (A2 before A10), each once."""
    return sorted(set(problems), key=_rank)


def _rank(problem: Problem) -> tuple[Level, str, str, int, str, str, str]:
    place = problem.place
    digits = "".join(ch for ch in place.cell.partition(":")[0] if ch.isdigit())
    return (problem.level, place.file, place.sheet, int(digits or 0), place.cell, problem.code, problem.found)


def failed(problems: list[Problem] | tuple[Problem, ...]) -> bool:
    """Whether something is wrong, rather than merely unclear."""
    return any(problem.level is Level.ERROR for problem in problems)
