"""The same words in other places: who does what to whom, how many of which, and what of it is denied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from facilitate.consolidation.polarity import Stance, contradiction, stance, turns
from facilitate.consolidation.words import FILLERS, plain
from facilitate.text import quote

SHARED = 0.75
"""Two texts, sentences or clauses with this share of their meaningful words in common are about the same thing."""

_LISTING = "and or et ou und oder y e o u и или і або ve veya 和 或 与 與 及"
_NAMING = "the a an le la les l un une der die das den dem des ein eine el los las o os as"
_OWNING = "of de d du des del di da do dos das von vom van"
_JOINING = "and but while whereas instead et mais tandis und aber sondern y pero sino e mas и но а і але 但 而 لكن"
_ANSWERING = "no none nothing non nein nao nee n"
_AND_OR, _ARTICLES = frozenset(_LISTING.split()), frozenset(_NAMING.split())
_BETWEEN = _AND_OR | _ARTICLES | frozenset(_OWNING.split())
"""What stands between two words that may change places and still say the same: men and women; leader of the house."""
_JOINTS = frozenset(_JOINING.split())
"""Words at which another clause begins."""
_ANSWERS = frozenset(_ANSWERING.split())
"""At the end of a text these answer a question (“Anything else? No”) rather than deny what stands before."""
_END = re.compile(r"[.!?;\n。！？；؛؟।](?!\d)")
_PAUSE = re.compile(r"(?<!\d),|,(?!\d)|[:()…–—•、，：،]")


@dataclass(frozen=True, slots=True)
class Part:
    """A text, a sentence or a clause: all its words in their order, those that carry meaning, and its stance."""

    order: tuple[str, ...]
    words: frozenset[str]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as another one is held against it: as a whole, in sentences and in clauses."""

    whole: Part
    sentences: tuple[Part, ...]
    clauses: tuple[Part, ...]


def read(text: str) -> Reading:
    """Read a text as it was written; an answer at its end (“no”) is left out."""
    sentences = [[plain(piece).split() for piece in _PAUSE.split(sentence)] for sentence in _END.split(text)]
    _drop_answer(sentences)
    return Reading(
        _part([word for sentence in sentences for piece in sentence for word in piece]),
        tuple(part for one in sentences if (part := _part([word for piece in one for word in piece])).words),
        tuple(
            part for one in sentences for piece in one for words in _at_joints(piece) if (part := _part(words)).words
        ),
    )


def _drop_answer(sentences: Sequence[Sequence[list[str]]]) -> None:
    """Take the answers at the end away, unless nothing else is there."""
    pieces = [piece for sentence in sentences for piece in sentence if piece]
    while pieces and pieces[-1][-1] in _ANSWERS and sum(map(len, pieces)) > 1:
        pieces[-1].pop()
        if not pieces[-1]:
            pieces.pop()


def turned(one: Reading, other: Reading) -> str:
    """Why two texts about the same thing say the opposite, or the same of another one; empty where they do not.

    >>> turned(read("More jobs, less training"), read("Less jobs, more training"))
    '“more” and “less” change places'
    >>> turned(read("Free buses. No cars in the centre"), read("Cars in the centre, but free buses"))
    'one denies what the other says'
    """
    if not _about_the_same(one.whole, other.whole):
        return ""
    if why := contradiction(one.whole.stance, other.whole.stance):
        return why
    for mine, theirs in product(one.sentences, other.sentences):
        if mine.words == theirs.words and (places := exchanged(mine.order, theirs.order)):
            return _said(places)
    for mine, theirs in product(one.clauses, other.clauses):
        if _about_the_same(mine, theirs) and (why := contradiction(mine.stance, theirs.stance)):
            return why
    return ""


def exchanged(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """Two words that change places around a third one, which stays between them; None where there are none.

    Teachers assess students, students assess teachers; from Paris to London; 2 for 30. What merely moves (we need it
    soon, soon we need it) changes places with nothing; nor do the members of a list, or two words side by side.
    """
    path = _path(one, other)
    there = [place for _, place in path]
    furthest = list(accumulate(there, max))
    nearest = list(accumulate(reversed(there), min))[::-1]
    for middle in range(1, len(path) - 1):
        at = there[middle]
        if not (furthest[middle - 1] > at > nearest[middle + 1]) or one[path[middle][0]] in _BETWEEN:
            continue
        before = [place for place in path[:middle] if place[1] > at and one[place[0]] not in FILLERS]
        behind = [place for place in path[middle + 1 :] if place[1] < at and one[place[0]] not in FILLERS]
        for first in before:
            for last in behind:
                if not (_ends_a_list(one, last[0]) and _ends_a_list(other, first[1])):
                    return one[first[0]], one[last[0]]
    return None


def reordered(one: Sequence[str], other: Sequence[str], same: Iterable[tuple[str, str]] = ()) -> str:
    """What the order of two near-identical texts changes of their meaning; empty where it changes nothing.

    Beside words that ``exchanged`` finds: a word that denies, counts, turns or limits stands before another word.
    ``same`` are pairs of words, one of each text, that are one word.
    """
    known = {theirs: mine for mine, theirs in same}
    other = [known.get(word, word) for word in other]
    mine, theirs = set(one), set(other)
    if [word for word in one if word in theirs] == [word for word in other if word in mine]:
        return ""
    if places := exchanged(one, other):
        return _said(places)
    moved = next(iter(_scopes(one) - _scopes(other)), "")
    return f"{quote(moved)} stands with another word" if moved else ""


def _said(places: tuple[str, str]) -> str:
    return f"{quote(places[0])} and {quote(places[1])} change places"


def _at_joints(words: Sequence[str]) -> Iterable[Sequence[str]]:
    """The parts between joints; what carries no meaning by itself goes with the part before: men and women."""
    begin = 0
    for at, word in enumerate(words):
        if word in _JOINTS and all(_meaningful(part) for part in (words[begin:at], _until_joint(words[at + 1 :]))):
            yield words[begin:at]
            begin = at + 1
    yield words[begin:]


def _until_joint(words: Sequence[str]) -> Sequence[str]:
    return words[: next((at for at, word in enumerate(words) if word in _JOINTS), len(words))]


def _meaningful(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in FILLERS and not turns(word))


def _part(words: Sequence[str]) -> Part:
    return Part(tuple(words), _meaningful(words), stance(" ".join(words)))


def _about_the_same(one: Part, other: Part) -> bool:
    return len(one.words & other.words) >= SHARED * max(len(one.words | other.words), 1)


def _path(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that both texts have, in the order of the first; of equal words one after the other."""
    places: dict[str, list[int]] = {}
    for at in range(len(other) - 1, -1, -1):
        places.setdefault(other[at], []).append(at)
    return [(at, places[word].pop()) for at, word in enumerate(one) if places.get(word)]


def _ends_a_list(words: Sequence[str], at: int) -> bool:
    """Whether “and” or “or” stands before the word at a place, which neither counts nor turns anything."""
    if turns(words[at]):
        return False
    before = at - 1
    while before > 0 and words[before] in _ARTICLES - _AND_OR:
        before -= 1
    return before >= 0 and words[before] in _AND_OR


def _scopes(words: Sequence[str]) -> Counter[str]:
    """The words that turn what follows, each with the next word that carries meaning, counted."""
    found: Counter[str] = Counter()
    following = ""
    for word in reversed(words):
        if turns(word):
            found[f"{word} {following}".strip()] += 1
        elif word not in FILLERS:
            following = word
    return found
