"""Single words: which ones carry a meaning, and which two are one word and a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from facilitate.text import IN_WORDS, fold

_SMALL = """
    a an and as at by for from in into of on or our the their to with is are be it its this that these those we they
    au aux avec d de des du en et l la le les ou par pour sur un une est sont ce cette
    al con del e el las los o para por y es son
    am an auf das dem den der die ein eine für fur im in mit oder und von zu zum zur ist sind
    da di do dos das em na nas no nos os ao aos com e il gli della delle nel
    en het van de voor met
"""
SMALL = frozenset(_SMALL.split())
"""Words that join others and name nothing: English, French, Spanish, German, Portuguese and Italian, Dutch."""

_STYLE = """
    we i our my us you should must need needs will would could can also very really please just so too then there
    have has been do does that which who as if than like think believe feel
"""
FILLERS = SMALL.union(_STYLE.split())
"""Words that say nothing of what is asked for; one more or less of them is a matter of style."""

_OPPOSING = ("un", "in", "im", "il", "ir", "non", "dis", "de", "anti", "mis", "inter", "self", "co", "sub", "multi")
"""Beginnings that make another word of the same word: (un)employment, (in)formal, (inter)national."""
_PEOPLE = ("er", "or", "ee")
"""Ends that make another person of the same word: employer, employee."""
_ENDINGS = frozenset(("s", "es", "e", "d", "ed", "n", "en", "ing", "x"))
"""Ends that make a form of the same word: internship(s), train(ing)."""

SLIP, INFLECTION = 0.92, 0.86
"""How far two spellings, or two forms, of one word count as the same (1: the same letters)."""

_ACCENTS = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0591-\u05c7]")
_NO_SPACES = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_NOT = re.compile(r"n't\b", re.IGNORECASE)
_MARKS = re.compile(rf"(?:[^\w{IN_WORDS}]|_)+")
_ASCII = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
"""What becomes of each ASCII sign: a small letter, a digit, or a space."""
_TYPESET = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("„", " "), ("–", " "), ("—", " "), ("•", " "))


def plain(text: str) -> str:
    """The text as near repeats are compared: as ``fold`` has it, without accents, “n't” as “not”.

    Scripts without spaces between words get one after each sign, so that every sign is a word.

    >>> plain("  Don’t CLOSE the café! ")
    'do not close the cafe'
    """
    if not text.isascii():
        for sign, typed in _TYPESET:
            text = text.replace(sign, typed)
    if "'" in text:
        text = _NOT.sub(" not", text)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII).decode().split())
    whole = _NO_SPACES.sub(r" \1 ", unicodedata.normalize("NFC", text))
    return " ".join(_MARKS.sub(" ", whole).split())


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
    common = common_start(short, long)
    if common == len(short) or (common >= 4 and common >= 0.6 * len(long)):
        return INFLECTION
    return 0.0


def inflected(one: str, other: str) -> bool:
    """Whether two words differ in an ending alone: internship and internships, train and training.

    >>> inflected("policy", "policies"), inflected("employer", "employee")
    (True, False)
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 3:
        return False
    return (long.startswith(short) and long[len(short) :] in _ENDINGS) or (
        short.endswith("y") and long == f"{short[:-1]}ies"
    )


def opposed(short: str, long: str) -> bool:
    """Whether two words of one stem mean two things: by their beginning or, of people, by their end.

    >>> opposed("formal", "informal"), opposed("employee", "employer"), opposed("mal", "formal")
    (True, True, False)
    """
    if long.endswith(short):
        return long[: len(long) - len(short)] in _OPPOSING
    one, other = short.rstrip("s"), long.rstrip("s")
    return one[:-2] == other[:-2] and {one[-2:], other[-2:]} <= set(_PEOPLE) and one != other


def common_start(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
