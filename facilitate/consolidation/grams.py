"""Texts as numbers: the runs of letters in them, hashed, for thousands of texts at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]

_PRIME = np.uint64(1_099_511_628_211)
_SPACE = 32


@dataclass(frozen=True, slots=True)
class Letters:
    """Texts in a row as code points, with a space before and after each.

    ``starts[i]`` is the place of the space before text ``i``, ``starts[i + 1]`` of the one behind it.
    """

    points: npt.NDArray[np.uint32]
    starts: Indices


def letters(texts: Sequence[str]) -> Letters:
    """The code points of texts."""
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    joined = f" {' '.join(texts)} "
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return Letters(points, np.concatenate(([0], np.cumsum(lengths))))


def runs(written: Letters, size: int) -> Hashes:
    """A 64-bit hash for the run of ``size`` code points that begins at each place; 0 where it leaves the text.

    A run may hold the spaces around its text. There are as many hashes as code points.
    """
    hashes = np.zeros(len(written.points), np.uint64)
    count = max(len(written.points) - size + 1, 0)
    for at in range(size):  # a polynomial over the code points, wrapping round at 64 bits
        hashes[:count] *= _PRIME
        hashes[:count] += written.points[at : at + count]
    hashes = mixed(hashes)
    hashes[count:] = 0
    for behind in range(size - 2):  # from here on the space behind the text lies within the run
        places = written.starts[1:] - 1 - behind
        hashes[places[places >= 0]] = 0
    return hashes


def grams(written: Letters, size: int) -> tuple[Hashes, Indices]:
    """The runs inside words (a space at either end may be in them): their hashes and the places of their texts."""
    hashes = runs(written, size)
    spaces = np.concatenate(([0], np.cumsum(written.points == _SPACE), np.zeros(size, np.int64)))
    at = np.arange(len(hashes))
    wanted = (hashes != 0) & (spaces[at + size - 1] == spaces[at + 1])
    owners = np.repeat(np.arange(len(written.starts) - 1), np.diff(written.starts))
    wanted = wanted[: len(owners)]
    return hashes[: len(owners)][wanted], owners[wanted]


def mixed(hashes: Hashes) -> Hashes:
    """Hashes with every bit depending on every other one (the finaliser of SplitMix64, Steele et al. 2014)."""
    out = hashes ^ (hashes >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out
