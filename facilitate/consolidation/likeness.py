"""How much two texts say the same, by the runs of letters that they share: any language, no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices, grams, letters
from facilitate.consolidation.words import plain

SIZES = (3, 4, 5)
"""Runs of so many letters inside words."""
_FINE = 1 << 12
"""Weights are whole numbers of this part of 1: their products add up to the same sum in any order, on any machine."""

Likenesses = npt.NDArray[np.float64]


def likenesses(texts: Sequence[str]) -> Likenesses:
    """The likeness of every text with every other, 0 to 1, as a square matrix.

    The cosine of their TF-IDF vectors over runs of letters (character n-grams inside words), with idf
    ``ln((1 + n) / (1 + df)) + 1`` as in scikit-learn. The values are multiples of 2^-24, hence the same everywhere.
    """
    count = len(texts)
    run, text, weight = _weights(texts)
    total = np.zeros((count, count))
    # In the order of the runs, each run's texts are a slice; of each text, the runs that others have too.
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(begins[1:], len(run))
    by_text = np.argsort(text, kind="stable")
    bounds = np.searchsorted(text[by_text], np.arange(count + 1))
    for one in range(count):
        mine = by_text[bounds[one] : bounds[one + 1]]
        first, last = begins[run[mine]], ends[run[mine]]
        sizes = last - first
        slices = np.repeat(first - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
        total[one] = np.bincount(text[slices], np.repeat(weight[mine], sizes) * weight[slices], minlength=count)
    return total / (_FINE * _FINE)


def _weights(texts: Sequence[str]) -> tuple[Indices, Indices, npt.NDArray[np.float64]]:
    """The runs of all texts, each once a text, sorted by run: the run's number, the text's place, a whole weight."""
    written = letters([plain(text) for text in texts])
    found = [grams(written, size) for size in SIZES]
    hashes = np.concatenate([hashes for hashes, _ in found])
    owners = np.concatenate([owners for _, owners in found])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    new_run = np.diff(hashes, prepend=~hashes[:1]) != 0
    new = new_run | (np.diff(owners, prepend=-1) != 0)
    times = np.diff(np.flatnonzero(new), append=len(hashes))
    run, text = np.cumsum(new_run)[new] - 1, owners[new]
    idf = np.log((1 + len(texts)) / (1 + np.bincount(run))) + 1
    weight = times * idf[run]
    norms = np.sqrt(np.bincount(text, weight * weight, minlength=len(texts)))
    return run, text, np.rint(_FINE * weight / norms[text])
