"""Which of many texts may be near repeats of each other: found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Hashes, Indices, letters, mixed, runs
from facilitate.consolidation.parts import Arrays, Each, here

FEW = 400
"""Up to so many texts every pair is a candidate."""
SIZE, BANDS, ROWS = 3, 16, 3
"""Runs of three letters; a candidate has all ROWS largest hashes of one of the BANDS in common.

Two texts that share the part J of their runs become candidates with the probability 1 - (1 - J^ROWS)^BANDS: .98 for
J = .6, .12 for .2 (MinHash, with the largest for the smallest: Broder 1997; banding: Indyk and Motwani 1998).
"""
LEAST = 0.45
"""Candidates agree in at least this share of their largest hashes, which estimates J."""
CROWD = 3
"""In a band's bucket every text is paired with so many texts before it, and with so many of the most important."""
_BATCH, _PAIRS = 4_000, 1 << 15
"""So many texts and pairs at a time: what is worked on then fits into the caches of a processor."""

Pairs = tuple[Indices, Indices]


@dataclass(frozen=True, slots=True)
class Sketches:
    """What is remembered of each text, so that it need not be looked at again.

    ``buckets[b, i]`` is the bucket of text ``i`` in band ``b``; ``bytes_`` holds the last byte of each of its largest
    hashes, eight to a number: enough to estimate J (b-bit minwise hashing: Li and König 2010).
    """

    buckets: Hashes
    bytes_: Hashes

    @classmethod
    def joined(cls, parts: Sequence[Sketches]) -> Sketches:
        """The sketches of several parts as one."""
        return cls(
            np.concatenate([part.buckets for part in parts], axis=1), np.concatenate([part.bytes_ for part in parts])
        )


def sketches(texts: Sequence[str]) -> Sketches:
    """The sketches of texts."""
    seeds = mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64)).astype(np.uint32) | np.uint32(1)
    buckets = np.zeros((BANDS, len(texts)), np.uint64)
    last = np.zeros((len(texts), BANDS * ROWS), np.uint8)
    for start in range(0, len(texts), _BATCH):
        some = slice(start, start + _BATCH)
        written = letters(texts[some])
        hashes = (runs(written, SIZE) >> np.uint64(32)).astype(np.uint32)
        scrambled = np.empty_like(hashes)
        for column, seed in enumerate(seeds):  # an odd factor modulo 2^32 makes another order
            np.multiply(hashes, seed, out=scrambled)
            largest = np.maximum.reduceat(scrambled, written.starts[:-1])
            band = column // ROWS
            buckets[band, some] = mixed(buckets[band, some] + largest)
            last[some, column] = largest
    return Sketches(buckets, last.view(np.uint64))


def candidate_pairs(known: Sketches, rank: Indices, kinds: Indices, each: Each = here) -> Pairs:
    """Pairs of places (each the smaller first, sorted, each once) of texts that may be near repeats.

    ``rank`` orders the texts by importance, 0 first: where many share a bucket, the first ones are paired with all.
    Texts of different ``kinds`` are never paired.
    """
    count = len(rank)
    if count <= FEW:
        one, other = np.triu_indices(count, 1)
        same = kinds[one] == kinds[other]
        return one[same].astype(np.int64), other[same].astype(np.int64)
    by_rank, kind = np.argsort(rank), mixed(kinds.view(np.uint64))
    found = each(_similar_in_a_bucket, ((known.buckets[band], known.bytes_, by_rank, kind) for band in range(BANDS)))
    codes = distinct(np.concatenate([codes for (codes,) in found]))
    return codes // count, codes % count


def _similar_in_a_bucket(bucket: Hashes, bytes_: Hashes, by_rank: Indices, kind: Hashes) -> Arrays:
    """Pairs of one kind and one bucket of a band, as one number each: of every text with its CROWD predecessors by
    rank, and with the CROWD most important texts. Only those are named that agree in enough of their hashes.
    """
    keys = mixed(bucket + kind)
    order = by_rank[np.argsort(keys[by_rank], kind="stable")]
    new = np.diff(keys[order], prepend=~keys[order[:1]]) != 0
    starts = np.flatnonzero(new)
    first = np.repeat(starts, np.diff(starts, append=len(order)))  # where the bucket of each place begins
    crowded = np.flatnonzero(~new)  # whoever is not alone and not the first
    in_order = bytes_[order]  # texts of one bucket lie side by side
    pairs: list[Indices] = []
    for step in range(1, CROWD + 1):
        near = crowded[crowded - step >= first[crowded]]
        pairs += _similar(near, near - step, in_order, order)
    for step in range(CROWD):
        far = crowded[crowded - CROWD > first[crowded] + step]
        pairs += _similar(far, first[far] + step, in_order, order)
    return (np.concatenate(pairs or [order[:0]]),)


def _similar(one: Indices, other: Indices, in_order: Hashes, order: Indices) -> Iterator[Indices]:
    """The pairs of places in an order that agree in enough of their hashes; the texts there as one number a pair."""
    for start in range(0, len(one), _PAIRS):
        a, b = one[start : start + _PAIRS], other[start : start + _PAIRS]
        enough = _agreeing(in_order[a] ^ in_order[b]) >= LEAST * BANDS * ROWS
        a, b = order[a[enough]], order[b[enough]]
        yield np.minimum(a, b) * len(order) + np.maximum(a, b)


def _agreeing(differences: Hashes) -> npt.NDArray[np.uint8]:
    """How many bytes of each row are zero."""
    low = np.uint64(0x7F7F7F7F7F7F7F7F)
    marked = ~(((differences & low) + low) | differences | low)  # the highest bit of every byte that is zero
    return np.asarray(np.bitwise_count(marked).sum(axis=1, dtype=np.uint8))


def distinct(codes: Indices) -> Indices:
    """The numbers sorted, each once (np.unique hashes, which is slower by far for millions)."""
    codes = np.sort(codes)
    return np.asarray(codes[np.diff(codes, prepend=-1) != 0])
