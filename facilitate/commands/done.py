"""What a merge found, for those who say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitate.problems import Problem
    from facilitate.records.contributions import Intake


@dataclass(frozen=True, slots=True)
class Done:
    """What a merge found: the account of the files, and the problems."""

    intake: tuple[Intake, ...] = ()
    problems: tuple[Problem, ...] = ()
    then: tuple[str, ...] = ()
    """What to do next: said last, under the problems, where it is seen."""

    @property
    def status(self) -> int:
        """The exit status: 1 where something is wrong."""
        return int(any(str(problem.level) == "error" for problem in self.problems))
