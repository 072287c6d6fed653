"""Texts that seem to say the same in other words: suggested as groups, for a person to confirm."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices
from facilitate.consolidation.likeness import Likenesses, likenesses, smoothed
from facilitate.consolidation.linkage import Pair, join_alike
from facilitate.consolidation.repeats import Repeats, group_repeats
from facilitate.consolidation.roles import read, turned

MODEL, CENTRED = 0.5, 0.5
"""How much a sentence model's likeness counts beside that of the letters, and how much of what all texts of a session
have in common is taken out of it.
"""
BLOCK = 5_000
"""So many different texts are compared all with all, which takes some 20 s; 1,000 take 1 s."""
ALIKE = 0.2
"""Only of texts so much alike it is asked whether one turns what the other says."""
_FINE = 1 << 12


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how much must be alike; chosen on three of the sets of ``make bench-quality``.

    Two groups among a hundred texts are suggested as one from the mean likeness ``usual`` on; a lower one makes fewer,
    larger groups. Among fewer texts each resembles the others the more, so that more is asked: ``(100 / texts) **
    fading`` times as much. ``smooth`` says how much it counts whom else two texts resemble, ``least`` is that of
    ``likeness.smoothed``.
    """

    usual: float
    smooth: float
    least: float
    fading: float = 0.25

    def cut(self, texts: int) -> float:
        """The likeness asked for among so many texts, among a few as among ten; rounded, to be the same everywhere."""
        return round(self.usual * math.pow(100 / max(texts, 10), self.fading), 6)


LETTERS, WITH_MODEL = Settings(0.04, 0.5, 0.1), Settings(0.0375, 0.75, 0.01)

Embed = Callable[[Sequence[str]], npt.NDArray[np.float64]]
"""What a sentence model does: a row of numbers, of length 1, for each text."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Suggested groups of texts. ``group_of[i]`` is the place of the first text of the group of text ``i``.

    ``likeness[i]`` is the mean likeness of the texts of that group with each other, 1 where all are repeats of one.
    """

    group_of: tuple[int, ...]
    likeness: tuple[float, ...]

    def members(self) -> tuple[tuple[int, ...], ...]:
        """The places of the texts of each group, groups in the order of their first texts, single ones too."""
        found: dict[int, list[int]] = {}
        for place, first in enumerate(self.group_of):
            found.setdefault(first, []).append(place)
        return tuple(map(tuple, found.values()))


def group_by_meaning(
    texts: Sequence[str],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    cut: float | None = None,
    embed: Embed | None = None,
) -> Grouping:
    """Group texts that seem to say the same; the same groups whatever their order.

    Call it once for each category and action: texts that ask for different things are not to be compared at all.
    ``together`` and ``apart`` are pairs of places of texts, as people corrected them: they are obeyed, and what is
    together counts before what is apart; two exact repeats cannot be apart. Repeats, near ones too, are one text. A
    text and its denial, or the opposite demand, are never suggested as one. ``embed`` is a sentence model; without
    one the letters decide. Of more than BLOCK different texts the most frequent ones are grouped, the others stay
    alone.
    """
    apart = tuple(apart)
    repeats = group_repeats(texts, _pairs(apart))
    leaders, place = np.unique(repeats.labels, return_inverse=True)
    frequent = np.sort(np.argsort(-np.bincount(place, minlength=len(leaders)), kind="stable")[:BLOCK])
    at = np.full(len(leaders), -1)
    at[frequent] = np.arange(len(frequent))
    keys = [repeats.keys[leader] for leader in leaders[frequent]]
    written = _written(texts, repeats, leaders[frequent])
    alike = _alike(keys, written, embed)
    bound = _mapped(together, at[place])
    settings = WITH_MODEL if embed else LETTERS
    near = smoothed(alike, settings.smooth, settings.least)
    if cut is None:
        cut = settings.cut(len(keys))
    group = join_alike(near, cut, bound, [*_mapped(apart, at[place]), *_turned(written, alike)])
    whole = np.arange(len(leaders))
    whole[frequent] = frequent[group]
    mean = np.ones(len(leaders))
    mean[frequent] = _mean_likeness(alike, group)
    return Grouping(_first_places(whole[place]), tuple(mean[place].tolist()))


def _pairs(pairs: Sequence[Pair]) -> tuple[Indices, Indices]:
    array = np.array(pairs, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _mapped(pairs: Iterable[Pair], place: Indices) -> list[Pair]:
    mapped = [(int(place[one]), int(place[other])) for one, other in pairs]
    return [(one, other) for one, other in mapped if min(one, other) >= 0 and one != other]


def _written(texts: Sequence[str], repeats: Repeats, leaders: Indices) -> list[str]:
    """For each leader how it was written: a model wants capitals and signs; the first by alphabet, not by order."""
    written: dict[int, str] = {}
    for text, key in zip(texts, repeats.key_of.tolist(), strict=True):
        if key not in written or text < written[key]:
            written[key] = text
    return [written[leader] for leader in leaders.tolist()]


def _alike(keys: Sequence[str], written: Sequence[str], embed: Embed | None) -> Likenesses:
    """The likeness of all texts: by their letters, or by the letters and the model.

    Most of the mean is taken from the model's rows: what all texts of a session have in common says little.
    """
    alike = likenesses(keys)
    if embed is None or len(keys) < 2:
        return alike
    rows = _whole(embed(written))
    rows -= CENTRED * rows.mean(axis=0)
    rows = _whole(rows / np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-9))
    return np.asarray((1 - MODEL) * alike + MODEL * (rows @ rows.T / (_FINE * _FINE)))


def _whole(rows: Likenesses) -> Likenesses:
    """Whole numbers of 1 / _FINE: their sums of products are exact, in any order, on any machine."""
    return np.asarray(np.rint(rows * _FINE))


def _turned(written: Sequence[str], alike: Likenesses) -> list[Pair]:
    """Pairs of texts about the same thing of which one denies or turns what the other says."""
    said = [read(text) for text in written]
    pairs = zip(*(side.tolist() for side in np.nonzero(np.triu(alike >= ALIKE, 1))), strict=True)
    return [(one, other) for one, other in pairs if turned(said[one], said[other])]


def _mean_likeness(alike: Likenesses, group: Indices) -> npt.NDArray[np.float64]:
    """For each text the mean likeness of the pairs of its group; 1 for a group of one."""
    mean = np.ones(len(group))
    for first in np.unique(group):
        members = np.flatnonzero(group == first)
        if len(members) > 1:
            among = alike[np.ix_(members, members)]
            mean[members] = (among.sum() - np.trace(among)) / (len(members) * (len(members) - 1))
    return mean


def _first_places(labels: Indices) -> tuple[int, ...]:
    first: dict[int, int] = {}
    return tuple(first.setdefault(label, place) for place, label in enumerate(labels.tolist()))
