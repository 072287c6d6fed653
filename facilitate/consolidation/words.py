"""Single words: which ones carry a meaning, and which two are one word and a slip of the pen."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from facilitate.text import fold

_SMALL = """
    a an and as at by for from in into of on or our the their to with
    au aux avec d de des du en et l la le les ou par pour sur un une
    al con del e el las los o para por y
    am an auf das dem den der die ein eine für im in mit oder und von zu zum zur
    da di do dos das em na nas no nos os ao aos com e il gli della delle nel
    en het van de voor met
"""
SMALL = frozenset(_SMALL.split())
"""Words that join others and name nothing: English, French, Spanish, German, Portuguese and Italian, Dutch."""

_OPPOSING = ("un", "in", "im", "il", "ir", "non", "dis", "de", "anti", "mis", "inter", "self", "co", "sub", "multi")
"""Beginnings that make another word of the same word: (un)employment, (in)formal, (inter)national."""

SLIP, INFLECTION = 0.92, 0.86
"""How far two spellings, or two forms, of one word count as the same (1: the same letters)."""


def content_words(text: str) -> tuple[str, ...]:
    """The folded words of a text that name something, in its order; all of them where none does.

    >>> content_words("Recognition of Skills (certification and assessment)")
    ('recognition', 'skills', 'certification', 'assessment')
    """
    words = fold(text).split()
    return tuple(word for word in words if word not in SMALL) or tuple(words)


@lru_cache(maxsize=200_000)
def same_word(one: str, other: str) -> float:
    """How surely two folded words are one and the same: 1, SLIP for a slip of the pen, INFLECTION for a form, or 0.

    A slip is a distance (optimal string alignment: letters lost, added, replaced or swapped) of one letter in words
    of 4 and more, two from 7 on, three from 12 on, and never in words with digits. Slips at the first letter are
    rare: there one counts, in words of 6 and more. Opposites (formal, informal) are two words, however alike.
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if len(short) < 3 or any(ch.isdigit() for ch in one + other) or opposed(short, long):
        return 0.0
    if len(short) >= 4:
        limit = 1 + (len(short) >= 7) + (len(short) >= 12)
        distance = OSA.distance(one, other, score_cutoff=limit)
        if distance <= (limit if one[0] == other[0] else int(len(short) >= 6)):
            return SLIP
    common = _common_start(short, long)
    if common == len(short) or (common >= 4 and common >= 0.6 * len(long)):
        return INFLECTION
    return 0.0


def opposed(short: str, long: str) -> bool:
    """Whether the longer word is the shorter one with a beginning that turns its meaning.

    >>> opposed("formal", "informal"), opposed("mal", "formal")
    (True, False)
    """
    return long.endswith(short) and long[: len(long) - len(short)] in _OPPOSING


def _common_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
