"""Repeats: many copies of a text are one text, and near-identical wordings of it join it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, count

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from facilitate.consolidation.candidates import Pairs, Sketches, candidate_pairs, distinct, sketches
from facilitate.consolidation.common_words import Written, marks_of
from facilitate.consolidation.grams import Indices
from facilitate.consolidation.parts import Arrays, Each, Texts, here
from facilitate.consolidation.polarity import NEUTRAL, Stance, stance_of, tells
from facilitate.consolidation.rewording import CLOSE, repeat_key, same_but_for_slips

BATCH, PAIRS = 50_000, 1 << 19
"""So many texts, and pairs of texts, are one part of the work, however many there are to do it."""
PAIRS_TO_MARK = 20_000
"""From so many pairs of texts on it pays to tell most of them apart by their common words first."""
SPLIT_AT_ONCE = 1_000
"""Of so many texts the words are held at once."""

Barred = Mapping[int, set[int]]
"""For the place of a key the places of those that must not be in a group with it."""
NONE_BARRED: Barred = {}


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
    keys_of = keys_of_texts(texts)
    counts = Counter(keys_of)
    keys = sorted(counts)
    place = {key: at for at, key in enumerate(keys)}
    key_of = np.fromiter((place[key] for key in keys_of), np.int64, len(keys_of))
    times = np.fromiter((counts[key] for key in keys), np.int64, len(keys))
    return Repeats(tuple(keys), key_of, leaders(keys, times, _barred(key_of, apart)))


def keys_of_texts(texts: Sequence[str]) -> list[str]:
    """The key of every text, worked out once for each distinct one."""
    known: dict[str, str] = {}
    keys = []
    for text in texts:
        key = known.get(text)
        if key is None:
            key = known[text] = repeat_key(text)
        keys.append(key)
    return keys


def _barred(key_of: Indices, apart: Pairs | None) -> Barred:
    """For each key the keys that must not be in a group with it."""
    barred: dict[int, set[int]] = {}
    for one, other in zip(*(key_of[column].tolist() for column in apart or ()), strict=True):
        if one != other:
            barred.setdefault(one, set()).add(other)
            barred.setdefault(other, set()).add(one)
    return barred


def leaders(keys: Sequence[str], times: Indices, barred: Barred = NONE_BARRED, each: Each = here) -> Indices:
    """For each key the place of the one that stands for it: itself, where no leader is a near repeat of it.

    ``keys`` are sorted, each once; ``times`` says how often each was written. A key leads unless it is a near repeat
    of a leader that was written more often (of two, the first by alphabet); it joins the leader that it is most like.
    """
    rank = np.empty(len(keys), np.int64)
    rank[np.lexsort((np.arange(len(keys)), -times))] = np.arange(len(keys))
    described = [_Description(*found) for found in each(_described, _batches(keys))]
    words = _all_word_times(described)
    leader = list(range(len(keys)))
    likeness = [0.0] * len(keys)
    pairs = _close_pairs(keys, described, rank, words, each)
    for better, other, close in zip(*(column.tolist() for column in pairs), strict=True):
        # By the rank of the better one: whether that one leads is known by now.
        if (
            leader[better] == better
            and close > likeness[other]
            and same_but_for_slips(keys[better], keys[other], words)
            and not any(leader[shunned] == better for shunned in barred.get(other, ()))
        ):
            leader[other], likeness[other] = better, close
    return np.array(leader, np.int64)


def _batches(keys: Sequence[str]) -> Iterator[tuple[Texts]]:
    for start in range(0, max(len(keys), 1), BATCH):
        yield (Texts.of(keys[start : start + BATCH]),)


@dataclass(frozen=True, slots=True)
class _Description:
    """What is remembered of a batch of keys.

    Of each key a column of ``buckets`` and a row of ``bytes_``, its ``kinds`` of stance, its ``lengths`` in letters
    and the place of its first word among ``places``, which say for all their words which of ``words`` they are;
    ``times`` says in how many keys each word stands.
    """

    buckets: npt.NDArray[np.uint64]
    bytes_: npt.NDArray[np.uint64]
    kinds: Indices
    lengths: Indices
    starts: Indices
    places: npt.NDArray[np.int32]
    words: npt.NDArray[np.uint8]
    times: Indices

    @property
    def written(self) -> Written:
        """The distinct words, the places of all words among them, and where each key begins."""
        return Texts(self.words).unpacked(), self.places, self.starts


def _described(batch: Texts) -> Arrays:
    keys = batch.unpacked()
    known = sketches(keys)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    starts, places, words = _numbered(keys)
    owners = np.repeat(np.arange(len(keys)), np.diff(starts, append=len(places)))
    once = distinct(owners * max(len(words), 1) + places)
    times = np.bincount(once % max(len(words), 1), minlength=len(words))
    kinds = _kinds(places, owners, words, len(keys))
    return known.buckets, known.bytes_, kinds, lengths, starts, places, Texts.of(words).packed, times


def _numbered(keys: Sequence[str]) -> tuple[Indices, npt.NDArray[np.int32], list[str]]:
    """Where each key begins in a row of all words, the number of each of these, and the word of each number.

    A key without words has an empty one.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    counts = np.empty(len(keys), np.int64)
    parts = [np.zeros(0, np.int32)]
    for first in range(0, len(keys), SPLIT_AT_ONCE):
        split = [key.split() or [""] for key in keys[first : first + SPLIT_AT_ONCE]]
        counts[first : first + len(split)] = [*map(len, split)]
        parts.append(np.array([*map(numbers.__getitem__, chain.from_iterable(split))], np.int32))
    return np.cumsum(counts) - counts, np.concatenate(parts), list(numbers)


def _kinds(places: npt.NDArray[np.int32], owners: Indices, words: Sequence[str], count: int) -> Indices:
    """The kind of stance of each of ``count`` keys, told by those of their words that have a part in it."""
    telling = np.fromiter(map(tells, words), np.bool_, len(words))
    at = np.flatnonzero(telling[places])
    found = np.full(count, _kind(NEUTRAL))
    known: dict[tuple[int, ...], int] = {}
    tellers = places[at].tolist()
    firsts = np.flatnonzero(np.diff(owners[at], prepend=-1))
    ends = [*firsts[1:].tolist(), len(at)]
    for key, first, end in zip(owners[at][firsts].tolist(), firsts.tolist(), ends, strict=False):
        some = tuple(tellers[first:end])
        kind = known.get(some)
        if kind is None:
            kind = known[some] = _kind(stance_of([words[number] for number in some]))
        found[key] = kind
    return found


def _kind(of: Stance) -> int:
    """A number for a stance, the same in every batch."""
    digest = blake2b(repr(of).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _all_word_times(described: Sequence[_Description]) -> Mapping[str, int]:
    times: Counter[str] = Counter()
    for one in described:
        for word, often in zip(Texts(one.words).unpacked(), one.times.tolist(), strict=True):
            times[word] += often
    return times


def _close_pairs(
    keys: Sequence[str], described: Sequence[_Description], rank: Indices, words: Mapping[str, int], each: Each
) -> tuple[Indices, Indices, npt.NDArray[np.float32]]:
    """Pairs of keys with much the same letters and one stance, the better ranked first and in the order of ranks.

    With each pair comes the likeness of its letters (0 to 100).
    """
    known = Sketches.joined([Sketches(one.buckets, one.bytes_) for one in described])
    kinds = np.concatenate([one.kinds for one in described])
    one, other = _as_long(
        np.concatenate([one.lengths for one in described]), *candidate_pairs(known, rank, kinds, each)
    )
    if len(one) > PAIRS_TO_MARK:
        possible = marks_of(words, [batch.written for batch in described]).may_be_one(one, other)
        one, other = one[possible], other[possible]
    packed = Texts.of(keys)
    parts = [slice(start, start + PAIRS) for start in range(0, len(one), PAIRS)]
    found = list(each(_close, ((packed, one[part], other[part]) for part in parts)))
    likeness = np.concatenate([close for (close,) in found] or [np.zeros(0, np.float32)])
    close = likeness >= CLOSE
    one, other, likeness = one[close], other[close], likeness[close]
    first = rank[one] < rank[other]
    better, worse = np.where(first, one, other), np.where(first, other, one)
    order = np.lexsort((rank[worse], rank[better]))
    return better[order], worse[order], likeness[order]


def _close(packed: Texts, one: Indices, other: Indices) -> Arrays:
    """The likeness of the letters of each pair, 0 where they are not CLOSE."""
    keys = packed.unpacked()
    both = [keys[at] for at in one.tolist()], [keys[at] for at in other.tolist()]
    return (process.cpdist(*both, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.float32),)


def _as_long(lengths: Indices, one: Indices, other: Indices) -> Pairs:
    """The pairs of texts that are about as long: others cannot be CLOSE."""
    shorter, longer = np.minimum(lengths[one], lengths[other]), np.maximum(lengths[one], lengths[other])
    possible = 200 * shorter >= CLOSE * (shorter + longer)
    return one[possible], other[possible]
