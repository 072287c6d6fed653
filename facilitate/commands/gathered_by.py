"""``gather --by``: how many contributions of which region make each statement, with small numbers kept back."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import numpy.typing as npt

from facilitate.large.gather import NOTHING
from facilitate.network.consent import told_by_value
from facilitate.records.people import OTHERS
from facilitate.text import fold, one_line

SHOWN = 40
"""So many values have a column of their own in the summary."""
UNSAID = "not said"
"""The value of a row in which the cell is empty."""


@dataclass(slots=True)
class Values:
    """The value of each row with words, collected as they are read; those that differ in capitals and signs are one."""

    column: str
    written: list[Counter[str]] = field(default_factory=list)
    places: array[int] = field(default_factory=lambda: array("i"))
    statements: array[int] = field(default_factory=lambda: array("i"))
    _place_of: dict[str, int] = field(default_factory=dict)

    def add(self, statement: int, value: str) -> None:
        """One more row, with its statement."""
        if statement == NOTHING:
            return
        name = one_line(value) or UNSAID
        place = self._place_of.setdefault(fold(name), len(self.written))
        if place == len(self.written):
            self.written.append(Counter())
        self.written[place][name] += 1
        self.places.append(place)
        self.statements.append(statement)

    def counted(self) -> CountedBy:
        """The numbers that may be told."""
        names = [min(forms, key=lambda name: (-forms[name], name)) for forms in self.written]
        totals: Counter[str] = Counter()
        for name, forms in zip(names, self.written, strict=True):
            totals[name] += forms.total()
        told = told_by_value(totals)
        order = sorted(told, key=lambda name: (name == OTHERS, -told[name], name))
        shown = [name if name in told else OTHERS for name in names]
        places, statements = np.frombuffer(self.places, np.int32), np.frombuffer(self.statements, np.int32)
        codes, numbers = np.unique(statements.astype(np.int64) * max(len(names), 1) + places, return_counts=True)
        return CountedBy(self.column, {name: told[name] for name in order}, len(names), shown, codes, numbers)


@dataclass(frozen=True, slots=True)
class CountedBy:
    """How many contributions have each value: ``totals`` of all (those with most first, what is put together last), and
    those of each statement. Fewer than three of one value are never told, nor what would tell them.
    """

    column: str
    totals: Mapping[str, int]
    different: int
    _names: list[str]
    _codes: npt.NDArray[np.int64]
    _numbers: npt.NDArray[np.int64]

    def statements(self) -> Iterator[tuple[int, dict[str, int]]]:
        """Each statement with its numbers by value, where there is one to be told."""
        pairs = zip(self._codes.tolist(), self._numbers.tolist(), strict=True)
        values = max(len(self._names), 1)
        for statement, some in groupby(pairs, key=lambda pair: pair[0] // values):
            numbers: Counter[str] = Counter()
            for code, number in some:
                numbers[self._names[code % values]] += number
            yield statement, told_by_value(numbers)

    def rows(self) -> Iterator[tuple[int, str, int, int]]:
        """Statement, value, contributions, and of how many with this value; for what is put together, of how many."""
        whole = {**self.totals, OTHERS: sum(self.totals.values())}
        for statement, numbers in self.statements():
            for name, of in whole.items():
                if name in numbers:
                    yield statement, name, numbers[name], of

    def shown(self) -> dict[str, int]:
        """The values that have a column of their own, the others together: with the number of all contributions."""
        large = [name for name in self.totals if name != OTHERS][:SHOWN]
        rest = sum(self.totals.values()) - sum(self.totals[name] for name in large)
        return {name: self.totals[name] for name in large} | {OTHERS: rest}
