"""Which category of the list a person means; rather no answer than a wrong one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from facilitate.consolidation.words import SMALL, content_words, same_word
from facilitate.records.aliases import Alias
from facilitate.records.categories import CategoryId, Version
from facilitate.text import fold

ENOUGH, MARGIN = 0.82, 0.2
"""The share of a text's words that a name must hold, and how far the next best name must stay behind."""
PART = 1 / 3
"""The least share of a name that a text must say: “services” is part of many names that nobody wrote down."""
GLUED = 0.97
"""The likeness of a text and a name that are the same, at most a letter aside, once the spaces are taken out."""
CANDIDATE = 0.3
"""From this share on a category is worth naming as what may have been meant."""

ALIKE = "similar wording"
"""By what a name was recognised that is written otherwise."""
_NO_BRACKETS = "its name without what is in brackets"

_CALLED = (
    r"(?:cat(?:egor\w*|\.)?|catégorie|kategorie|categoría|categoria|rubrique|theme|topic|item|number|num|nr|no|n°|№|#)"
)
_NUMBERED = re.compile(
    rf"(?:the\s+)?(?:{_CALLED}\s*)*(?:{_CALLED}\s*|[(\[])?\.?\s*(?P<number>\d{{1,3}})(?:\s*[.):\]–—-]+\s*|\s+|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDINALS = {
    word: number
    for words in ("one two three four five six seven eight nine ten eleven twelve",
                  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
                  "i ii iii iv v vi vii viii ix x xi xii")
    for number, word in enumerate(words.split(), 1)
}  # fmt: skip
_SPELT = re.compile(rf"(?:the\s+)?(?:{_CALLED}\s+(\w+)|(\w+)\s+(?:category|theme|topic|item|one))", re.IGNORECASE)
_ABOUT = frozenset(("category", "categories", "cat", "theme", "topic", "area", "catégorie", "categoría", "kategorie"))
"""Words that say that a category is named, and not which."""
_ALL = _ABOUT | frozenset(("all", "any", "every", "none", "other", "others", "overall", "general", "several"))
_SEPARATE = re.compile(r"[;\n|/]+")
_LISTED = (_SEPARATE, re.compile(r"[;\n|/,&+]+|\s(?:and|et|und|y|e|en)\s", re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Match:
    """The category meant, or None with the best ``candidates``. ``how`` says by what it was recognised.

    ``unlisted``: the text is a name, and no name of the list is anything like it.
    """

    category: CategoryId | None
    candidates: tuple[CategoryId, ...] = ()
    how: str = ""
    unlisted: bool = False


def match_categories(text: str, version: Version, aliases: Mapping[str, Alias]) -> tuple[Match, ...]:
    """The categories that ``text`` names, one or several at once (“cat 2 and 5”).

    A text is first taken as one name; as several only where each of its pieces is certain. Otherwise a single Match
    without a category says so. No match at all: the facilitator answered that the text names none.
    """
    known = aliases.get(fold(text))
    if known is not None:
        if known.new:
            return (Match(None, how="as you answered", unlisted=True),)
        return tuple(Match(id, how="as you answered") for id in known.meant)
    whole = match_category(text, version)
    if whole.category is not None and not (whole.how == ALIKE and _SEPARATE.search(text)):
        return (whole,)
    candidates = list(whole.candidates)
    for separators in _LISTED:
        pieces = [piece.strip() for piece in separators.split(text) if piece.strip()]
        matches = [_piece(piece, version, aliases) for piece in pieces]
        if len(pieces) > 1 and all(match.category for match in matches):
            return tuple({match.category: match for match in matches}.values())
        if whole.category is not None:
            return (whole,)
        candidates += [id for match in matches for id in (match.category, *match.candidates) if id]
    best = tuple(dict.fromkeys(candidates))[:3]
    return (Match(None, best, unlisted=whole.unlisted and not best),)


def _piece(text: str, version: Version, aliases: Mapping[str, Alias]) -> Match:
    known = aliases.get(fold(text))
    if known is not None and len(known.meant) == 1:
        return Match(known.meant[0], how="as you answered")
    return match_category(text, version)


def match_category(text: str, version: Version) -> Match:
    """The one category that ``text`` names: by name, id, printed number, initials, or a likeness beyond doubt.

    Former names count as names of what the category became. A likeness is the share of the text's words that a name
    holds, each word weighted by how rare it is in the list (inverse document frequency, Spärck Jones 1972), and
    it counts only with a margin to the runner-up. Numbers in a text must stand in the name too.
    """
    text = text.strip()
    entry = version.find(text)
    if entry:
        how = "exact" if fold(text) in (fold(entry.name), fold(f"{entry.id} {entry.name}")) else "by its id"
        return Match(entry.id, how="by its number" if text.isdigit() else how)
    names = _names(version)
    if known := names.exact.get(fold(text)):
        return known
    if _outside(text) != text and (known := names.exact.get(fold(_outside(text)))) and known.category:
        return replace(known, how=_NO_BRACKETS)
    if numbered := _by_number(text, version):
        return numbered
    if _ALL.issuperset(content_words(text)) or not any(ch.isalpha() for ch in text):
        return Match(None)
    return names.by_initials(text) or names.alike(text)


def _by_number(text: str, version: Version) -> Match | None:
    """The category with a printed number, where a text consists of it; with a name behind it, both must agree."""
    if (spelt := _SPELT.fullmatch(text)) and (number := _ORDINALS.get(fold(spelt[1] or spelt[2]))):
        text = str(number)
    entry = version.find(re.sub(r"[\s._-]+", "", text)) if len(text) < 8 else None  # C 2 and C-2 for the id C2
    if entry and not text.isdigit():
        return Match(entry.id, how="by its id")
    first, _, rest = text.partition(" ")
    entry = version.get(CategoryId(first.strip(".:").upper()))
    if entry is None:
        found = _NUMBERED.fullmatch(text)
        if not found:
            return None
        entry, rest = version.find(found["number"]), found["rest"]
    rest = rest.strip(" .:;,/-–—)(")
    if not rest:
        return Match(entry.id, how="by its number") if entry else Match(None)
    if re.search(r"^\W*\d", rest) or _LISTED[1].match(f" {rest}"):
        return None  # several of them
    if entry and _names(version).holds(rest, entry.id):
        return Match(entry.id, how="by its number and name")
    named = match_category(rest, version)
    both = ((entry.id,) if entry else ()) + ((named.category,) if named.category else named.candidates)
    return Match(None, tuple(dict.fromkeys(both))[:3])


@dataclass(frozen=True, slots=True)
class _Label:
    """One name of a category, as words."""

    category: CategoryId
    folded: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of a list, prepared once."""

    order: tuple[CategoryId, ...]
    labels: tuple[_Label, ...]
    exact: Mapping[str, Match]
    rarity: Mapping[str, float]

    def weight(self, word: str) -> float:
        """How much a word tells; one that is in no name tells most."""
        return self.rarity.get(word, math.log(len(self.order) + 2))

    def by_initials(self, text: str) -> Match | None:
        """The category whose words begin with the letters of an abbreviation: WBL, W.B.L., R&D."""
        letters = "".join(ch for ch in text if ch.isalpha())
        single = re.fullmatch(r"\w+|(?:\w[.&\s]*){2,6}", text)
        if not (2 <= len(letters) <= 6) or not single or (len(letters) < 4 and not letters.isupper() and len(text) > 3):
            return None
        wanted = letters.casefold()
        runs = [(label, _initial_runs(label.folded)) for label in self.labels]
        meant = {label.category for label, (whole, _) in runs if wanted in whole}
        if not meant and len(wanted) > 2:
            meant = {label.category for label, (_, parts) in runs if wanted in parts}
        if len(meant) == 1:
            return Match(next(iter(meant)), how="by its initials")
        return Match(None, tuple(id for id in self.order if id in meant)) if meant else None

    def holds(self, text: str, category: CategoryId) -> bool:
        """Whether every word of a text is in a name of the category: enough beside its id or number."""
        words = _naming(text)
        return bool(words) and any(
            self._shares(words, one.words)[0] >= ENOUGH for one in self.labels if one.category == category
        )

    def alike(self, text: str) -> Match:
        """The category with the most similar name, if it is beyond doubt."""
        words = _naming(text)
        scores: dict[CategoryId, tuple[float, float]] = dict.fromkeys(self.order, (0.0, 0.0))
        for label in self.labels:
            said, told = (GLUED, 1.0) if _glued(text, words, label) else self._shares(words, label.words)
            likeness = said * (0.6 + 0.4 * told)
            scores[label.category] = max(scores[label.category], (likeness, said if told >= PART else 0.0))
        ranked = sorted(self.order, key=lambda id: (-scores[id][0], self.order.index(id)))
        candidates = tuple(id for id in ranked[:3] if scores[id][0] >= CANDIDATE)
        if not candidates:
            return Match(None, unlisted=True)
        likeness, said = scores[ranked[0]]
        second = scores[ranked[1]][0] if len(ranked) > 1 else 0.0
        certain = said >= ENOUGH and likeness - second >= MARGIN * likeness
        if certain and _numbers(text) <= _numbers(self._name(ranked[0])):
            return Match(ranked[0], candidates, ALIKE)
        return Match(None, candidates)

    def _shares(self, words: Sequence[str], held: Sequence[str]) -> tuple[float, float]:
        """Which share of the text's words a name holds, and which share of the name the text says, by weight."""
        pairs = [(max((same_word(word, other), other) for other in held), word) for word in words]
        weights = [self.weight(other if score else word) for (score, other), word in pairs]
        said = sum(weight * score for weight, ((score, _), _) in zip(weights, pairs, strict=True)) / sum(weights)
        found = {other: score for (score, other), _ in pairs if score}
        told = sum(self.weight(word) * found.get(word, 0.0) for word in held) / sum(self.weight(word) for word in held)
        return said, told

    def _name(self, category: CategoryId) -> str:
        return " ".join(label.folded for label in self.labels if label.category == category)


@lru_cache(maxsize=16)
def _names(version: Version) -> _Names:
    exact: dict[str, Match] = {}
    labels: dict[_Label, None] = {}
    for category, name, how in _all_names(version):
        words = tuple(dict.fromkeys(content_words(name)))
        known = exact.setdefault(fold(name), Match(category, how=how))
        if known.category != category:  # one name, two categories: a question
            exact[fold(name)] = Match(None, tuple(dict.fromkeys((*known.candidates, known.category, category)))[:3])  # type: ignore[arg-type]
        if words:
            labels[_Label(category, fold(name), words)] = None
    order = tuple(entry.id for entry in version.categories)
    in_names = Counter(word for id in order for word in {w for one in labels if one.category == id for w in one.words})
    rarity = {word: math.log(1 + (len(order) + 1) / (2 * times)) for word, times in in_names.items()}
    return _Names(order, tuple(labels), exact, rarity)


def _all_names(version: Version) -> Iterator[tuple[CategoryId, str, str]]:
    for entry in version.categories:
        yield entry.id, entry.name, "exact"
    for entry in version.categories:
        for name in entry.also:
            yield entry.id, name, "another of its names"
    current = {fold(entry.name) for entry in version.categories}
    for retired in version.retired:
        for heir in version.heirs(retired.category.id):  # with several heirs the name becomes a question
            if fold(retired.category.name) not in current:
                yield heir, retired.category.name, "a former name"
    for entry in version.categories:
        head = _outside(entry.name)
        if head != entry.name and fold(head) not in current:
            yield entry.id, head, _NO_BRACKETS


def _outside(text: str) -> str:
    """A name without what stands in brackets; the name itself where nothing else is in it."""
    return re.sub(r"\s*[(\[].*?[)\]]", "", text).strip() or text


def _initial_runs(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """The initials of all words of a name, and of any words of it that follow each other."""
    wholes, parts = set(), set()
    for words in (folded.split(), [word for word in folded.split() if word not in SMALL]):
        initials = "".join(word[0] for word in words)
        wholes.add(initials)
        parts |= {initials[i:j] for i in range(len(initials)) for j in range(i + 2, len(initials) + 1)}
    return frozenset(wholes), frozenset(parts)


def _naming(text: str) -> tuple[str, ...]:
    words = content_words(text)
    return tuple(word for word in words if word not in _ABOUT) or words


def _glued(text: str, words: Sequence[str], label: _Label) -> bool:
    """Whether two texts are the same without spaces (“workbased”), a letter aside: all that some scripts can tell."""
    pairs = (("".join(words), "".join(label.words)), (fold(text).replace(" ", ""), label.folded.replace(" ", "")))
    return any(one == other or (len(one) > 3 and OSA.distance(one, other, score_cutoff=1) <= 1) for one, other in pairs)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))
