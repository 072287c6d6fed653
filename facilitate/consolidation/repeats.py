"""Repeats: many copies of a text are one text, and near-identical wordings of it join it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from facilitate.consolidation.candidates import Pairs, candidate_pairs
from facilitate.consolidation.grams import Indices
from facilitate.consolidation.polarity import Stance, stance
from facilitate.consolidation.rewording import CLOSE, repeat_key, same_but_for_slips, word_times

_BATCH = 1 << 18


@dataclass(frozen=True, slots=True)
class Repeats:
    """Texts, grouped. ``keys`` are the distinct texts as ``repeat_key`` writes them, sorted.

    ``key_of[i]`` is the place in ``keys`` of text ``i``; ``leader_of[k]`` the place of the key that stands for key
    ``k``: itself, or the more frequent wording that it is a near repeat of.
    """

    keys: tuple[str, ...]
    key_of: Indices
    leader_of: Indices

    @property
    def labels(self) -> Indices:
        """For each text the place of the key that stands for it: the same for all near repeats."""
        return self.leader_of[self.key_of]


def group_repeats(texts: Sequence[str], apart: Pairs | None = None) -> Repeats:
    """Texts grouped by exact and near repeats; the same groups whatever the order of the texts.

    Every group has a leader, its most frequent wording, and each of its wordings is a near repeat of *that*, not of
    each other: chains of small differences join nothing. ``apart`` are two columns of places of texts, pair by pair,
    that must not be in one group; exact repeats are in one all the same.
    """
    keys_of = _keys(texts)
    counts = Counter(keys_of)
    keys = sorted(counts)
    place = {key: at for at, key in enumerate(keys)}
    key_of = np.fromiter((place[key] for key in keys_of), np.int64, len(keys_of))
    times = np.fromiter((counts[key] for key in keys), np.int64, len(keys))
    rank = np.empty(len(keys), np.int64)
    rank[np.lexsort((np.arange(len(keys)), -times))] = np.arange(len(keys))
    return Repeats(tuple(keys), key_of, _leaders(keys, rank, _barred(key_of, apart)))


def _keys(texts: Sequence[str]) -> list[str]:
    """The key of every text, worked out once for each distinct one."""
    known: dict[str, str] = {}
    keys = []
    for text in texts:
        key = known.get(text)
        if key is None:
            key = known[text] = repeat_key(text)
        keys.append(key)
    return keys


def _barred(key_of: Indices, apart: Pairs | None) -> Mapping[int, set[int]]:
    """For each key the keys that must not be in a group with it."""
    barred: dict[int, set[int]] = {}
    for one, other in zip(*(key_of[column].tolist() for column in apart or ()), strict=True):
        if one != other:
            barred.setdefault(one, set()).add(other)
            barred.setdefault(other, set()).add(one)
    return barred


def _leaders(keys: Sequence[str], rank: Indices, barred: Mapping[int, set[int]]) -> Indices:
    """For each text the place of the one that stands for it: itself, where no leader is a near repeat of it.

    A text leads unless it is a near repeat of a leader with a better rank; it joins the leader that it is most like.
    """
    pairs = _close_pairs(keys, rank)
    times = word_times(keys)
    leader = list(range(len(keys)))
    likeness = [0.0] * len(keys)
    for better, other, close in zip(*(column.tolist() for column in pairs), strict=True):
        # By the rank of the better one: whether that one leads is known by now.
        if (
            leader[better] == better
            and close > likeness[other]
            and same_but_for_slips(keys[better], keys[other], times)
            and not any(leader[shunned] == better for shunned in barred.get(other, ()))
        ):
            leader[other], likeness[other] = better, close
    return np.array(leader, np.int64)


def _close_pairs(keys: Sequence[str], rank: Indices) -> tuple[Indices, Indices, npt.NDArray[np.float32]]:
    """Pairs of texts with much the same letters and one stance, the better ranked first and in the order of ranks.

    With each pair comes the likeness of its letters (0 to 100).
    """
    numbers: dict[Stance, int] = {}
    stances = np.fromiter((numbers.setdefault(stance(key), len(numbers)) for key in keys), np.int64, len(keys))
    one, other = _as_long(keys, *candidate_pairs(keys, rank, stances))
    likeness = np.zeros(len(one), np.float32)
    for start in range(0, len(one), _BATCH):
        part = slice(start, start + _BATCH)
        both = [keys[at] for at in one[part].tolist()], [keys[at] for at in other[part].tolist()]
        likeness[part] = process.cpdist(*both, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.float32)
    close = likeness >= CLOSE
    one, other, likeness = one[close], other[close], likeness[close]
    first = rank[one] < rank[other]
    better, worse = np.where(first, one, other), np.where(first, other, one)
    order = np.lexsort((rank[worse], rank[better]))
    return better[order], worse[order], likeness[order]


def _as_long(keys: Sequence[str], one: Indices, other: Indices) -> Pairs:
    """The pairs of texts that are about as long: others cannot be CLOSE."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    shorter, longer = np.minimum(lengths[one], lengths[other]), np.maximum(lengths[one], lengths[other])
    possible = 200 * shorter >= CLOSE * (shorter + longer)
    return one[possible], other[possible]
