"""Which of many texts may be near repeats of each other: found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices, letters, mixed, runs

FEW = 400
"""Up to so many texts every pair is a candidate."""
SIZE, BANDS, ROWS = 3, 16, 3
"""Runs of three letters; a candidate has all ROWS largest hashes of one of the BANDS in common.

Two texts that share the part J of their runs become candidates with the probability 1 - (1 - J^ROWS)^BANDS: .98 for
J = .6, .12 for .2 (MinHash, with the largest for the smallest: Broder 1997; banding: Indyk and Motwani 1998).
"""
LEAST = 0.4
"""Candidates agree in at least this share of their largest hashes, which estimates J."""
CROWD = 3
"""In a band's bucket every text is paired with so many texts before it, and with so many of the most important."""
_BATCH = 50_000

Signatures = npt.NDArray[np.uint32]
Pairs = tuple[Indices, Indices]


def candidate_pairs(texts: Sequence[str], rank: Indices, kinds: Indices) -> Pairs:
    """Pairs of places (each the smaller first, sorted, each once) of texts that may be near repeats.

    ``rank`` orders the texts by importance, 0 first: where many share a bucket, the first ones are paired with all.
    Texts of different ``kinds`` are never paired.
    """
    count = len(texts)
    if count <= FEW:
        one, other = np.triu_indices(count, 1)
        same = kinds[one] == kinds[other]
        return one[same].astype(np.int64), other[same].astype(np.int64)
    signatures = _signatures(texts)
    found = [_in_one_bucket(signatures[:, at : at + ROWS], rank, kinds) for at in range(0, BANDS * ROWS, ROWS)]
    codes = _distinct(np.concatenate(found))
    codes = np.concatenate([_similar(part, signatures) for part in _parts(codes)] or [codes])
    return codes // count, codes % count


def _signatures(texts: Sequence[str]) -> Signatures:
    """The largest hashes of the runs of each text, a row a text, each column in another order of all hashes."""
    seeds = mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64)).astype(np.uint32) | np.uint32(1)
    signatures = np.zeros((len(texts), len(seeds)), np.uint32)
    for start in range(0, len(texts), _BATCH):
        written = letters(texts[start : start + _BATCH])
        hashes = (runs(written, SIZE) >> np.uint64(32)).astype(np.uint32)
        scrambled = np.empty_like(hashes)
        for column, seed in enumerate(seeds):  # an odd factor modulo 2^32 makes another order
            np.multiply(hashes, seed, out=scrambled)
            signatures[start : start + _BATCH, column] = np.maximum.reduceat(scrambled, written.starts[:-1])
    return signatures


def _in_one_bucket(band: Signatures, rank: Indices, kinds: Indices) -> Indices:
    """Pairs with the same kind and the same hashes in a band, as one number each: of every text with its CROWD
    predecessors by rank, and with the CROWD most important texts.
    """
    keys = mixed(kinds.astype(np.uint64))
    for column in band.T:
        keys = mixed(keys + column)
    by_rank = np.argsort(rank)
    order = by_rank[np.argsort(keys[by_rank], kind="stable")]
    new = np.diff(keys[order], prepend=~keys[order[:1]]) != 0
    starts = np.flatnonzero(new)
    first = np.repeat(starts, np.diff(starts, append=len(order)))  # where the bucket of each place begins
    crowded = np.flatnonzero(~new)  # whoever is not alone and not the first
    pairs = []
    for step in range(1, CROWD + 1):
        near = crowded[crowded - step >= first[crowded]]
        pairs.append(_codes(order[near], order[near - step], len(rank)))
    for step in range(CROWD):
        far = crowded[crowded - CROWD > first[crowded] + step]
        pairs.append(_codes(order[far], order[first[far] + step], len(rank)))
    return np.concatenate(pairs)


def _codes(one: Indices, other: Indices, count: int) -> Indices:
    """Pairs of places below ``count`` as one number each, the smaller place first."""
    return np.minimum(one, other) * count + np.maximum(one, other)


def _distinct(codes: Indices) -> Indices:
    """The numbers sorted, each once (np.unique hashes, which is slower by far for millions)."""
    codes = np.sort(codes)
    return np.asarray(codes[np.diff(codes, prepend=-1) != 0])


def _parts(codes: Indices) -> Iterator[Indices]:
    for start in range(0, len(codes), 1 << 20):
        yield codes[start : start + (1 << 20)]


def _similar(codes: Indices, signatures: Signatures) -> Indices:
    """The pairs that agree in enough of their hashes; every second one tells it well enough."""
    one, other = np.divmod(codes, len(signatures))
    agree = np.zeros(len(codes), np.int16)
    sample = signatures.T[::2]
    for column in sample:
        agree += column[one] == column[other]
    return codes[agree >= LEAST * len(sample)]
