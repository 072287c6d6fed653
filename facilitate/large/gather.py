"""The contributions of a large consultation, gathered into statements: what was said, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices
from facilitate.consolidation.parts import Arrays, Each, Texts, here
from facilitate.consolidation.repeats import keys_of_texts, leaders

ROWS = 50_000
"""So many rows are one part of the work."""
NOTHING = -1
"""The statement of a row without words."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Statements, the most frequent first.

    ``statement_of[row]`` is the statement of each row, NOTHING where it holds no words. ``wordings`` are the distinct
    wordings, sorted, as ``repeat_key`` writes them; ``wording_of`` has each row's; ``times`` says how many rows have
    each, ``joined`` which statement it belongs to; ``leading`` is each statement's most frequent wording.
    """

    statement_of: npt.NDArray[np.int32]
    wording_of: npt.NDArray[np.int32]
    wordings: tuple[str, ...]
    times: Indices
    joined: npt.NDArray[np.int32]
    leading: Indices
    sizes: Indices

    @property
    def rows(self) -> int:
        """The rows with words."""
        return int(self.times.sum())


def gather(texts: Iterable[str], each: Each = here) -> Gathered:
    """Gather texts into statements: exact repeats and near repeats of one wording. The order of texts plays no part."""
    wordings, wording_of = _wordings(each(keyed, _parts(texts)))
    order = np.array(sorted(range(len(wordings)), key=wordings.__getitem__), np.int64)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    wordings = [wordings[at] for at in order.tolist()]
    wording_of = place[wording_of]
    times = np.bincount(wording_of, minlength=len(wordings))
    empty = bool(wordings) and not wordings[0]  # the wording of what holds no words sorts first
    if empty:
        wordings, times, wording_of = wordings[1:], times[1:], wording_of - 1
    leader = leaders(wordings, times, each=each)
    sizes = np.bincount(leader, times, minlength=len(wordings)).astype(np.int64)
    leading = np.flatnonzero(leader == np.arange(len(leader)))
    leading = leading[np.lexsort((leading, -sizes[leading]))]
    number = np.full(len(wordings), NOTHING, np.int32)
    number[leading] = np.arange(len(leading), dtype=np.int32)
    joined = number[leader]
    statement_of = np.where(wording_of < 0, NOTHING, joined[wording_of] if len(joined) else NOTHING).astype(np.int32)
    return Gathered(statement_of, wording_of, tuple(wordings), times, joined, leading, sizes[leading])


def keyed(part: Texts) -> Arrays:
    """A step: the distinct wordings of a part, as they come, and which of them each of its texts has."""
    keys = keys_of_texts(part.unpacked())
    distinct = list(dict.fromkeys(keys))
    place = {key: at for at, key in enumerate(distinct)}
    return Texts.of(distinct).packed, np.fromiter(map(place.__getitem__, keys), np.int32, len(keys))


def _parts(texts: Iterable[str]) -> Iterator[tuple[Texts]]:
    remaining = iter(texts)
    while some := list(islice(remaining, ROWS)):
        yield (Texts.of(some),)


def _wordings(parts: Iterable[Arrays]) -> tuple[list[str], npt.NDArray[np.int32]]:
    """All distinct wordings as they come, and each row's."""
    place: dict[str, int] = {}
    rows = [np.zeros(0, np.int32)]
    for packed, wording_of in parts:
        here_ = Texts(packed).unpacked()
        numbers = np.fromiter((place.setdefault(key, len(place)) for key in here_), np.int32, len(here_))
        rows.append(numbers[wording_of])
    return list(place), np.concatenate(rows)
