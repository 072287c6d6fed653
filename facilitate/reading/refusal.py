"""How a reader deep inside a file stops: with the problem that a person will see."""

from __future__ import annotations

from collections.abc import Callable

from facilitate.problems import Problem
from facilitate.records.sources import Place


class RefusedError(Exception):
    """The file is not read, and ``problem`` says why. Never leaves ``facilitate.reading.sheets``."""

    def __init__(self, problem: Callable[[Place], Problem]) -> None:
        super().__init__()
        self.problem = problem
