"""Which row of one workbook is which of another, after rows and columns were moved, inserted, renamed or retyped."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

TELLING = 12
"""So many characters that two rows share, and no other row has, make them the same row; “keep” alone does not."""

Pair = tuple["Line | None", "Line | None"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: where it stands, and its texts from left to right (of a set of cells, in their order)."""

    sheet: str
    row: int
    texts: tuple[str, ...]


def aligned(before: Sequence[Line], now: Sequence[Line]) -> list[Pair]:
    """The rows of ``before`` with those of ``now`` that they became; None where there is none, or was none.

    Rows with the same texts come first, wherever they stand: those that are alike nowhere else, then those that keep
    their distance to their neighbours, then the others in their order. Of the rest, rows that share a telling text are
    the same, and then those that stand where their neighbours let one expect them. The order is that of ``before``,
    with what is new at its end.
    """
    work = _Work(before, now)
    work.take(work.alike_and_unique())
    work.take_one_by_one(lambda old: work.expected(old, same=True))
    work.take(work.alike())
    work.take(work.sharing())
    work.take_one_by_one(lambda old: work.expected(old, same=False))
    pairs: list[Pair] = [(old, now[work.became[at]] if at in work.became else None) for at, old in enumerate(before)]
    taken = set(work.became.values())
    return [*pairs, *((None, line) for at, line in enumerate(now) if at not in taken)]


class _Work:
    """Rows by their numbers in the two lists, and which became which so far."""

    def __init__(self, before: Sequence[Line], now: Sequence[Line]) -> None:
        self.before, self.now = before, now
        self.became: dict[int, int] = {}
        self.taken: set[int] = set()
        self.at_place = {(line.sheet, line.row): at for at, line in enumerate(now)}
        self.known: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """By sheet, the rows that became another, sorted, each with its number in the first list."""

    def take(self, pairs: Iterator[tuple[int, int]]) -> None:
        """Note these pairs, each row once; a sheet is known by all of them only afterwards."""
        for old, new in pairs:
            if old not in self.became and new not in self.taken:
                self.became[old] = new
                self.taken.add(new)
        self.known.clear()
        for old in self.became:
            self.known[self.before[old].sheet].append((self.before[old].row, old))
        for rows in self.known.values():
            rows.sort()

    def take_one_by_one(self, find: Callable[[int], int | None]) -> None:
        """Note what ``find`` says of each row that became nothing yet."""
        self.take((old, new) for old in self.free() if (new := find(old)) is not None)

    def free(self) -> list[int]:
        """The rows of the first list that became nothing yet."""
        return [at for at in range(len(self.before)) if at not in self.became]

    def alike_and_unique(self) -> Iterator[tuple[int, int]]:
        """Rows with texts that no other row of either list has."""
        times = [Counter(line.texts for line in lines) for lines in (self.before, self.now)]
        places = {line.texts: at for at, line in enumerate(self.now)}
        for at, line in enumerate(self.before):
            if times[0][line.texts] == times[1][line.texts] == 1:
                yield at, places[line.texts]

    def alike(self) -> Iterator[tuple[int, int]]:
        """Rows with the same texts in their order, those on the same sheet first."""
        for same_sheet in (True, False):
            waiting: dict[object, list[int]] = defaultdict(list)
            for at, line in enumerate(self.now):
                if at not in self.taken:
                    waiting[line.texts, line.sheet if same_sheet else ""].append(at)
            for at in self.free():
                line = self.before[at]
                if rows := waiting[line.texts, line.sheet if same_sheet else ""]:
                    yield at, rows.pop(0)

    def sharing(self) -> Iterator[tuple[int, int]]:
        """Rows that share texts which no other row of their list has, those with most such letters first."""
        olds, news = ({}, {})  # type: tuple[dict[str, list[int]], dict[str, list[int]]]
        for places, lines in ((olds, self.before), (news, self.now)):
            for at, line in enumerate(lines):
                for text in set(line.texts):
                    places.setdefault(text, []).append(at)
        shared: Counter[tuple[int, int]] = Counter()
        for text, found in olds.items():
            if len(found) == 1 and len(news.get(text, ())) == 1:
                shared[found[0], news[text][0]] += len(text)
        for pair, letters in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
            if letters >= TELLING:
                yield pair

    def expected(self, old: int, same: bool) -> int | None:
        """The row of ``now`` that stands as far from what a neighbour became as this row stood from that neighbour."""
        line = self.before[old]
        rows = self.known.get(line.sheet, [])
        at = bisect_left(rows, (line.row, -1))
        for row, neighbour in (*rows[max(at - 1, 0) : at], *rows[at : at + 1], (line.row, None)):
            became = self.now[self.became[neighbour]] if neighbour is not None else line
            new = self.at_place.get((became.sheet, line.row - row + became.row))
            if new is not None and new not in self.taken and (not same or self.now[new].texts == line.texts):
                return new
        return None
