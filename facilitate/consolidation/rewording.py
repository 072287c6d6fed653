"""Two wordings side by side: whether they are one text but for slips, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from facilitate.consolidation.polarity import difference, flagged, stance
from facilitate.consolidation.roles import reordered
from facilitate.consolidation.words import FILLERS, inflected, opposed, plain
from facilitate.text import listed, quote

CLOSE = 82.0
"""From this likeness of letters on (0 to 100, the indel ratio) two texts may be near-identical wordings of one."""
SPARE = 8
"""For each so many words that carry meaning, one may be in one text alone."""
COMMON, RARE = 3, 0.05
"""A spelling is a slip of another that stands in at least COMMON texts, or in RARE times as many and long enough."""

_OPENINGS = re.compile(
    r"(?:(?:we|i|our group|the group|some of us|many of us)(?: all| also| strongly| really| would)* "
    r"(?:think|believe|feel|suggest|propose|recommend|agree|say|find)(?: that)?|"
    r"in (?:our|my) (?:opinion|view)|hello|hi|dear all|please|kindly|and|also|but|so|well|"
    r"nous (?:pensons|proposons)(?: que)?|a notre avis|wir (?:denken|meinen|finden)(?: dass)?|unserer meinung nach|"
    r"(?:creemos|pensamos|proponemos)(?: que)?|en nuestra opinion) "
)
_FIRST_WORDS = """
    we i our the some many in hello hi dear please kindly and also but so well nous a wir unserer creemos pensamos
    proponemos en
"""
_OPENERS = frozenset(_FIRST_WORDS.split())
"""The words that set phrases begin with, so that most texts need no search."""
_CLOSINGS = (" thank you very much", " thank you", " thanks", " please", " merci", " gracias", " danke")
_NUMBERING = re.compile(r"\s*(?:[-–—•*·]+|\(?\d{1,2}[.)]|[a-zA-Z]\))\s+")


def repeat_key(text: str) -> str:
    """What exact repeats have in common: case, spaces, punctuation, accents, numbering and set phrases aside.

    >>> repeat_key("2. We think that training should be FREE! Thank you") == repeat_key("Training should be free")
    True
    """
    numbered = None if text[:1].isalpha() and text[1:2] not in (".", ")") else _NUMBERING.match(text)
    bare = plain(text[numbered.end() :] if numbered else text)
    while bare.partition(" ")[0] in _OPENERS and (opening := _OPENINGS.match(bare)):
        bare = bare[opening.end() :]
    if bare.endswith(_CLOSINGS):
        bare = next(bare.removesuffix(closing) for closing in _CLOSINGS if bare.endswith(closing)) or bare
    return bare


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts compare: ``likeness`` of letters (0 to 100), whether they are ``one`` text, and why (not)."""

    likeness: float
    one: bool
    why: str


def compare(one: str, other: str, times: Mapping[str, int]) -> Comparison:
    """Compare two texts as ``repeat_key`` wrote them; ``times`` says in how many texts each word stands.

    They are one where their letters are CLOSE, their stances the same, and every word that only one of them has is
    a slip or a form of a word that only the other has; beyond that, one text may have a few words more (SPARE), but
    never both: a word in the place of another is another meaning. So are words that change places (``reordered``).
    """
    likeness = fuzz.ratio(one, other)
    if one == other:
        return Comparison(100.0, True, "the same words")
    if apart := difference(stance(one), stance(other)):
        return Comparison(likeness, False, apart)
    if likeness < CLOSE:
        return Comparison(likeness, False, f"only {likeness:.0f} % of their letters are alike")
    left, right, changed = differing_words(one.split(), other.split(), times)
    if left and right:
        return Comparison(likeness, False, f"{_quoted(left)} is not {_quoted(right)}")
    extra = left or right
    if not few_more(one.split(), other.split(), extra):
        return Comparison(likeness, False, f"{_quoted(extra)} is in one of them alone")
    if moved := reordered(one.split(), other.split(), changed):
        return Comparison(likeness, False, moved)
    said = [f"{quote(a)} for {quote(b)}" for a, b in changed] + ([f"{_quoted(extra)} more"] if extra else [])
    return Comparison(likeness, True, listed(said) if said else "the same words but for their order or small words")


def same_but_for_slips(one: str, other: str, times: Mapping[str, int]) -> bool:
    """What ``compare`` finds of two texts whose letters are CLOSE and whose stances are the same: quick, for many."""
    (mine, among_mine), theirs = _split(one), other.split()
    among_theirs = set(theirs)
    left = [word for word in mine if word not in among_theirs]
    right = [word for word in theirs if word not in among_mine]
    if left and right and _surely_two(left, right, times):
        return False
    left, right, changed = _without_partners(left, right, times)
    return not (left and right) and few_more(mine, theirs, left or right) and not reordered(mine, theirs, changed)


@lru_cache(maxsize=1)
def _split(text: str) -> tuple[Sequence[str], frozenset[str]]:
    """The words of a text that is compared with one after the other, in their order and as a set."""
    words = text.split()
    return words, frozenset(words)


def _surely_two(left: Sequence[str], right: Sequence[str], times: Mapping[str, int]) -> bool:
    """Whether ``differing_words`` must leave a word that carries meaning on either side: found without pairing all.

    Most texts whose letters are CLOSE are told apart by this.
    """
    if not (_one_each_stays(left, right, times) or _one_each_stays(right, left, times)):
        return False
    # Unless they may be “work based” and “workbased”.
    return not any(word.startswith(other) or other.startswith(word) for word in left for other in right)


def _one_each_stays(words: Sequence[str], others: Sequence[str], times: Mapping[str, int]) -> bool:
    """The first of the words has no partner, and all the rest of them are too few to be the partners of the others."""
    if sum(word not in FILLERS for word in others) < len(words):
        return False
    first = next((word for word in words if word not in FILLERS), "")
    return bool(first) and _partner(first, others, times) is None


def differing_words(
    one: Sequence[str], other: Sequence[str], times: Mapping[str, int]
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """The words that carry meaning and stand in one text alone, on either side; and the pairs that are one word."""
    mine, theirs = set(one), set(other)
    left, right = [word for word in one if word not in theirs], [word for word in other if word not in mine]
    return _without_partners(left, right, times)


def _without_partners(
    left: list[str], right: list[str], times: Mapping[str, int]
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """``differing_words`` of the words that only one of two texts has; the two lists are changed."""
    changed = []
    for word in list(left) if right else ():
        match = _partner(word, right, times)
        if match is not None:
            left.remove(word)
            right.remove(match)
            changed.append((word, match))
    if left and right and "".join(left) == "".join(right):  # “work based” and “workbased”
        return [], [], [*changed, (" ".join(left), " ".join(right))]
    return [word for word in left if word not in FILLERS], [word for word in right if word not in FILLERS], changed


def few_more(one: Sequence[str], other: Sequence[str], extra: Sequence[str]) -> bool:
    """Whether the words that one of two texts has more are so few that they hardly count, and turn nothing."""
    if not extra:
        return True
    meaningful = max(sum(word not in FILLERS for word in words) for words in (one, other))
    return len(extra) * SPARE <= meaningful and not flagged(extra)


def _partner(word: str, others: Sequence[str], times: Mapping[str, int]) -> str | None:
    """The first of other words that is one with a word."""
    for other in others:
        kinship = kin(word, other)
        if kinship or (kinship is None and _slip(word, other, times)):
            return other
    return None


def one_word(one: str, other: str, times: Mapping[str, int]) -> bool:
    """Whether two words are forms of one, or one a slip of the other, judged by how often people write them."""
    kinship = kin(one, other)
    return _slip(one, other, times) if kinship is None else kinship


def _slip(one: str, other: str, times: Mapping[str, int]) -> bool:
    """Whether one of two words that are alike is a slip of the pen for the other."""
    rare, common = sorted((times.get(one, 0), times.get(other, 0)))
    return rare <= 1 + RARE * common and (min(len(one), len(other)) >= 6 or common >= COMMON)


@lru_cache(maxsize=1 << 18)
def kin(one: str, other: str) -> bool | None:
    """Whether two words are surely forms of one or surely two, by their letters; None where one may be a slip."""
    short, long = (one, other) if (len(one), one) < (len(other), other) else (other, one)
    if len(long) - len(short) > 3 or (one[0] != other[0] and len(short) < 6):
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    if inflected(short, long):
        return True
    if len(short) < 4 or opposed(short, long):
        return False
    limit = 1 + (len(short) >= 7) + (len(short) >= 12) if one[0] == other[0] else 1
    return None if OSA.distance(one, other, score_cutoff=limit) <= limit else False


def word_times(texts: Iterable[str]) -> Mapping[str, int]:
    """In how many texts (distinct, as ``repeat_key`` wrote them) each word stands."""
    times: Counter[str] = Counter()
    for text in texts:
        times.update(set(text.split()))
    return times


def _quoted(words: Sequence[str]) -> str:
    return quote(" ".join(words))
