"""Which category of the list a person means; rather no answer than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from facilitate.records.categories import CategoryId, Version
from facilitate.text import SMALL_WORDS, fold

_NUMBERED = re.compile(r"(?:cat(?:egory)?|no|nr|number|item)?\s*\.?\s*(\d{1,3})\s*[.):]?", re.IGNORECASE)

ENOUGH, MARGIN = 0.86, 0.15
"""A likeness counts from ENOUGH on, and only where the next best is MARGIN below it."""
CANDIDATE = 0.45
"""From here on a category is worth naming as what may have been meant."""
SAME_WORD = 0.8
"""From here on two words are taken for one word and a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Match:
    """The category meant, or None with the best ``candidates``. ``how`` says by what it was recognised."""

    category: CategoryId | None
    candidates: tuple[CategoryId, ...] = ()
    how: str = ""


def match_category(text: str, version: Version, aliases: Mapping[str, CategoryId]) -> Match:
    """The category that ``text`` names: by name, id, printed number, alias, former name, or a likeness beyond doubt.

    ``aliases`` maps folded names to ids. The likeness is the share of the text's words that a name holds, each word
    compared by the ratio of common letters (Ratcliff and Obershelp, as in difflib), small words aside.
    """
    entry = version.find(text.strip())
    if entry:
        how = "exact" if fold(text) == fold(entry.name) else "by its id" if not text.strip().isdigit() else "number"
        return Match(entry.id, how=how)
    if known := aliases.get(fold(text)):
        return Match(known, how="as you answered before")
    if found := _NUMBERED.fullmatch(text.strip()):
        entry = version.find(found[1])
        return Match(entry.id, how="by its number") if entry else Match(None)
    for retired in version.retired:
        if fold(retired.category.name) == fold(text) and len(retired.became) == 1 and version.get(retired.became[0]):
            return Match(retired.became[0], how="a former name")
    return _alike(text, version)


def _alike(text: str, version: Version) -> Match:
    scored = sorted(
        ((likeness(text, entry.name), place, entry.id) for place, entry in enumerate(version.categories)),
        key=lambda one: (-one[0], one[1]),
    )
    candidates = tuple(id for score, _, id in scored[:3] if score >= CANDIDATE)
    if not scored:
        return Match(None)
    best, second = scored[0][0], scored[1][0] if len(scored) > 1 else 0.0
    if best >= ENOUGH and best - second >= MARGIN:
        return Match(scored[0][2], candidates, "similar wording")
    return Match(None, candidates)


def likeness(text: str, name: str) -> float:
    """How alike a text and a name are, 0 to 1.

    A text of one word, or one that names less than a third of the name, must be like the name as a whole: "skills"
    is in many names.
    """
    whole = SequenceMatcher(None, fold(text), fold(name), autojunk=False).ratio()
    asked, held = _words(text), _words(name)
    if not asked or not held:
        return whole
    closest = [max(_same(word, other) for other in held) for word in asked]
    covered = sum(score if score >= SAME_WORD else 0.0 for score in closest) / len(asked)
    if len(asked) < 2 or len(asked) * 3 < len(held):
        covered = min(covered, whole)
    return max(whole, covered)


def _same(word: str, other: str) -> float:
    return 1.0 if word == other else SequenceMatcher(None, word, other, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in SMALL_WORDS]
