"""Which row of one workbook is which of another, after rows and columns were moved, inserted, renamed or retyped."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

TELLING = 12
"""So many characters that two rows share, and no other row has, make them the same row; “keep” alone does not."""

Pair = tuple["Line | None", "Line | None"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: where it stands, its texts from left to right, and what it is about, where that is known.

    Rows that are about different things are never the same row.
    """

    sheet: str
    row: int
    texts: tuple[str, ...]
    about: str = ""


def aligned(before: Sequence[Line], now: Sequence[Line]) -> list[Pair]:
    """The rows of ``before`` with those of ``now`` that they became; None where there is none, or was none.

    Rows with the same texts come first, wherever they stand: those of which there are as many as before in their
    order, then those that keep their distance to their neighbours, then the others. Of the rest, rows that alone are
    about one thing or share a telling text are the same, and then those that stand where their neighbours let one
    expect them. The order is that of ``before``, with what is new at its end.
    """
    work = _Work(before, now)
    work.take(work.alike(as_many=True))
    work.take_one_by_one(lambda old: work.expected(old, same=True))
    work.take(work.alike())
    work.take(work.about_one_thing())
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

    def take(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note these pairs, each row once; a sheet is known by all of them only afterwards."""
        for old, new in pairs:
            if old not in self.became and new not in self.taken and self._may_be(old, new):
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

    def _may_be(self, old: int, new: int) -> bool:
        """Whether nothing says that two rows are about different things."""
        one, other = self.before[old].about, self.now[new].about
        return one == other or not (one and other)

    def _by(self, what: Callable[[Line], object]) -> tuple[dict[object, list[int]], dict[object, list[int]]]:
        """The rows of both lists that became nothing yet, by something of theirs."""
        olds: dict[object, list[int]] = defaultdict(list)
        news: dict[object, list[int]] = defaultdict(list)
        for at in self.free():
            olds[what(self.before[at])].append(at)
        for at, line in enumerate(self.now):
            if at not in self.taken:
                news[what(line)].append(at)
        return olds, news

    def alike(self, as_many: bool = False) -> Iterator[tuple[int, int]]:
        """Rows with the same texts in their order, those on the same sheet first; or where both have ``as_many``."""
        for same_sheet in (False,) if as_many else (True, False):
            olds, news = self._by(lambda line, same=same_sheet: (line.texts, line.about, line.sheet if same else ""))  # type: ignore[misc]
            for texts, rows in olds.items():
                if not as_many or len(rows) == len(news.get(texts, ())):
                    yield from zip(rows, news.get(texts, ()), strict=False)

    def about_one_thing(self) -> Iterator[tuple[int, int]]:
        """The only row of each list that is about something."""
        olds, news = self._by(lambda line: line.about)
        for about, rows in olds.items():
            if about and len(rows) == len(news.get(about, ())) == 1:
                yield rows[0], news[about][0]

    def sharing(self) -> Iterator[tuple[int, int]]:
        """Rows that share texts which no other row of their list has, those with most such letters first."""
        places: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
        for mine, lines in zip(places, (self.before, self.now), strict=True):
            for at, line in enumerate(lines):
                for text in set(line.texts):
                    mine.setdefault(text, []).append(at)
        shared: Counter[tuple[int, int]] = Counter()
        for text, found in places[0].items():
            if len(found) == 1 and len(there := places[1].get(text, [])) == 1:
                shared[found[0], there[0]] += len(text)
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
            if new is None or new in self.taken or not self._may_be(old, new):
                continue
            if not same or (self.now[new].texts, self.now[new].about) == (line.texts, line.about):
                return new
        return None
