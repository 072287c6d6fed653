"""Pairs of texts told apart by the words that many texts have, before anybody looks at their letters."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from facilitate.consolidation.grams import Hashes, Indices, mixed
from facilitate.consolidation.rewording import kin
from facilitate.consolidation.words import FILLERS

MOST = 1_024
"""So many words, the most frequent ones that carry meaning, are marked."""
APART = 3
"""Two words that ``kin`` does not surely call two differ by no more letters than this."""
LEAST = 2
"""Of two words that are written as one, each has so many letters."""
_PAIRS = 1 << 16
"""So many pairs at a time: what is worked on then fits into the caches of a processor."""

Written = tuple[Sequence[str], npt.NDArray[np.integer], Indices]
"""Distinct words; the places of the words of some texts among these; where in that each text begins."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Of each text the common words that it has, as bits (two numbers of 64), and for how many its others may stand.

    A bit is shared by words that may be forms or slips of each other, and by others: there are more than bits.
    """

    bits: Hashes
    others: Indices

    def may_be_one(self, one: Indices, other: Indices) -> npt.NDArray[np.bool_]:
        """Whether each pair of texts may be one: of one of the two, no more common words are missing in the other than
        its uncommon words may stand for. ``same_but_for_slips`` holds of no other pair.
        """
        found = np.empty(len(one), np.bool_)
        for start in range(0, len(one), _PAIRS):
            some = slice(start, start + _PAIRS)
            a, b = one[some], other[some]
            mine, theirs = self.bits[a], self.bits[b]
            left, right = _count(mine & ~theirs), _count(theirs & ~mine)
            found[some] = (left <= self.others[b]) | (right <= self.others[a])
        return found


def marks_of(times: Mapping[str, int], written: Sequence[Written]) -> Marks:
    """The marks of texts. ``times`` says in how many of them each word stands.

    ``written`` describes them batch after batch; none is without words.
    """
    common = _common(times)
    bit_of = _bits(common)
    known = FILLERS.union(common)
    stand_for = {word: 1 + _glued(word, known) for word in times if word not in bit_of and word not in FILLERS}
    bits, others = [np.zeros((0, 2), np.uint64)], [np.zeros(0, np.int64)]
    for words, places, starts in written:
        held = np.zeros((len(words), 2), np.uint64)
        for at, word in enumerate(words):
            if (bit := bit_of.get(word)) is not None:
                held[at, bit // 64] = np.uint64(1) << np.uint64(bit % 64)
        stands = np.fromiter((stand_for.get(word, 0) for word in words), np.int64, len(words))
        columns = [np.bitwise_or.reduceat(held[:, half][places], starts) for half in (0, 1)]
        bits.append(np.stack(columns, axis=1))
        others.append(np.add.reduceat(stands[places], starts))
    return Marks(np.concatenate(bits), np.concatenate(others))


def _common(times: Mapping[str, int]) -> list[str]:
    meaningful = (word for word in times if word and word not in FILLERS)
    return sorted(meaningful, key=lambda word: (-times[word], word))[:MOST]


def _bits(common: Sequence[str]) -> Mapping[str, int]:
    """The bit of each common word: the same for words that may be one. None for words that may be one with a filler,
    or with several words (“workbased”).
    """
    class_of = {word: word for word in common}
    for word, other in _perhaps_one(common, common):
        one, two = sorted((_root(class_of, word), _root(class_of, other)))
        class_of[two] = one
    ambiguous = {word for word, _ in _perhaps_one(common, sorted(FILLERS))}
    known = FILLERS.union(common)
    ambiguous.update(word for word in common if _glued(word, known))
    classes = {root: at for at, root in enumerate(sorted({_root(class_of, word) for word in common}))}
    bits = (mixed(np.arange(len(classes), dtype=np.uint64)) % np.uint64(128)).tolist()
    return {word: bits[classes[_root(class_of, word)]] for word in common if word not in ambiguous}


def _perhaps_one(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words of which ``kin`` does not say that they are surely two."""
    near = process.cdist(words, others, scorer=OSA.distance, score_cutoff=APART, dtype=np.uint8) <= APART
    for at, other in np.argwhere(near).tolist():
        if words[at] != others[other] and _kin(words[at], others[other]):
            yield words[at], others[other]


def _glued(word: str, known: Container[str]) -> bool:
    """Whether a word may be two known ones in one (“workbased”), neither of them a form of it."""
    ends = range(LEAST, len(word) - LEAST + 1)
    return any(
        word[:at] in known and word[at:] in known and not any(map(partial(_kin, word), (word[:at], word[at:])))
        for at in ends
    )


def _kin(word: str, other: str) -> bool:
    return kin(word, other) is not False


def _root(class_of: Mapping[str, str], word: str) -> str:
    while class_of[word] != word:
        word = class_of[word]
    return word


def _count(bits: Hashes) -> npt.NDArray[np.uint8]:
    """How many bits of each row are set."""
    return np.asarray(np.bitwise_count(bits).sum(axis=1, dtype=np.uint8))
