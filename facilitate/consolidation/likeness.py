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

SHARP, FAR = 3, 0.8
"""For smoothing: the power of the likenesses, and how much each step of a walk counts beside the one before it."""
Likenesses = npt.NDArray[np.float64]


def likenesses(texts: Sequence[str], columns: Indices | None = None) -> Likenesses:
    """The likeness of every text with every other, 0 to 1: a row a text, a column a text.

    The cosine of their TF-IDF vectors over runs of letters (character n-grams inside words), with idf
    ``ln((1 + n) / (1 + df)) + 1`` and tf ``1 + ln(times)`` as in scikit-learn (sublinear). The values are multiples of
    2^-24, hence the same everywhere.
    ``columns`` are the places of the texts that all are compared with, where it is not all: for many texts.
    """
    run, text, weight = _weights(texts)
    # In the order of the runs, each run's texts are a slice; of each text, the runs that others have too.
    by_text = np.argsort(text, kind="stable")
    bounds = np.searchsorted(text[by_text], np.arange(len(texts) + 1))
    within, column = np.arange(len(run)), text
    width = len(texts)
    if columns is not None:
        place = np.full(len(texts), -1)
        place[columns] = np.arange(len(columns))
        within = np.flatnonzero(place[text] >= 0)
        column, width = place[text[within]], len(columns)
    numbers = np.arange(run[-1] + 1 if len(run) else 0)
    first = np.searchsorted(run[within], numbers)
    sizes_of = np.searchsorted(run[within], numbers, side="right") - first
    held = weight[within]
    total = np.zeros((len(texts), width))
    for one in range(len(texts)):
        mine = by_text[bounds[one] : bounds[one + 1]]
        sizes = sizes_of[run[mine]]
        slices = np.repeat(first[run[mine]] - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        total[one] = np.bincount(column[slices], np.repeat(weight[mine], sizes) * held[slices], minlength=width)
    return total / (_FINE * _FINE)


def smoothed(alike: Likenesses, share: float, least: float) -> Likenesses:
    """Likenesses that see more than two texts at a time: whom the same texts resemble are alike.

    Random walks from text to text, of any length, prefer steps to what is much alike (SHARP) and fade (FAR): the von
    Neumann kernel (Kandola, Shawe-Taylor and Cristianini 2002) on the normalised graph, scaled to 1 for a text with
    itself, makes up ``share`` of what comes back, ``alike`` the rest. A walk also ends, the sooner the less a text has
    to do with the others: of all that it has to do with, ``least`` is nowhere. Both are symmetric; the result is
    rounded, so that the last bits decide nothing.
    """
    near = np.maximum(alike, 0.0) ** SHARP
    np.fill_diagonal(near, 0.0)
    root = np.sqrt(near.sum(axis=1) + least)
    near *= -FAR / root[:, None]
    near /= root
    np.fill_diagonal(near, 1.0)
    walks = np.linalg.inv(near)
    scale = np.sqrt(np.diag(walks))
    walks *= share / scale[:, None]
    walks /= scale
    walks += (1 - share) * alike
    return np.asarray(np.rint((walks + walks.T) * (_FINE * _FINE / 2)) / (_FINE * _FINE))


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
    weight = (1 + np.log(times)) * idf[run]
    norms = np.sqrt(np.bincount(text, weight * weight, minlength=len(texts)))
    return run, text, np.rint(_FINE * weight / norms[text])
