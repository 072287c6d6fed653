"""Words of a label as the phrases in which a group's texts have them: “bill of rights” rather than “bill, rights”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from facilitate.consolidation.words import plain

WORD = re.compile(r"[^\s\"“”„«»()\[\]{}<>,;:!?…。！？،؟।|*•]+")
"""What stands between spaces and signs in a text."""
BETWEEN = 2
"""So many words of no matter may stand between two words of a phrase."""
READ = 200
"""Of larger groups so many texts are searched for phrases, evenly spread."""

_Link = tuple[str, str, tuple[str, ...]]
"""Two words of the label, one behind the other, and the words between them."""


def label_phrases(words: Mapping[str, str], texts: Sequence[str], least: float) -> tuple[str, ...]:
    """The words of a label, given by their plain forms as they are to be written, in their order.

    Words that follow each other in at least ``least`` of the texts, and in half of those that have both, are written
    as the phrase that they make there, if that stands in at least ``least`` texts as a whole.
    """
    read = sorted(texts)[:: -(-len(texts) // READ)]
    enough = max(least * len(read) / len(texts), 1)
    said = [_forms(text) for text in read]
    links = Counter(link for forms in said for link in _links(forms, words))
    follows: dict[str, tuple[str, tuple[str, ...]]] = {}
    for link, times in sorted(links.items(), key=lambda one: (-one[1], one[0])):
        first, second, between = link
        both = sum({first, second} <= set(forms) for forms in said)
        taken = first in follows or any(second == other for other, _ in follows.values())
        if times < enough or 2 * times < both or taken:
            continue
        tried = {**follows, first: (second, between)}
        phrase = _phrase(_start(tried, first), tried)
        if phrase and sum(set(phrase) <= set(forms) for forms in said) >= enough:
            follows = tried
    starts = [form for form in words if all(form != second for second, _ in follows.values())]
    return tuple(" ".join(words.get(form, form) for form in _phrase(start, follows)) for start in starts)


def _forms(text: str) -> list[str]:
    """The words of a text in their plain forms; nothing of scripts that write no spaces between words."""
    forms = [plain(word) for word in WORD.findall(text)]
    return (
        [] if any(" " in form and "'" not in form and not form.isascii() for form in forms) else [*filter(None, forms)]
    )


def _links(forms: Sequence[str], words: Mapping[str, str]) -> set[_Link]:
    places = [at for at, form in enumerate(forms) if form in words]
    return {
        (forms[one], forms[other], tuple(forms[one + 1 : other]))
        for one, other in pairwise(places)
        if forms[one] != forms[other] and other - one <= BETWEEN + 1
    }


def _start(follows: Mapping[str, tuple[str, tuple[str, ...]]], form: str) -> str:
    """The first word of the phrase that a word is in; empty where it goes round."""
    before = {second: first for first, (second, _) in follows.items()}
    seen = {form}
    while form in before:
        form = before[form]
        if form in seen:
            return ""
        seen.add(form)
    return form


def _phrase(start: str, follows: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    """All words of the phrase that begins with a word; none where there is no beginning."""
    phrase = [start] if start else []
    while phrase and phrase[-1] in follows:
        second, between = follows[phrase[-1]]
        phrase += [*between, second]
    return phrase
