"""What a group of texts is about: a few of its own words, and one sentence quoted from it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitate.consolidation.likeness import likenesses
from facilitate.consolidation.phrases import WORD, label_phrases
from facilitate.consolidation.words import FILLERS, inflected, opposed, plain
from facilitate.text import one_line

MOST_WORDS, SHARE = 4, 0.2
"""A label has at most so many words, each of them in at least this share of the texts."""
STEM, STEM_SHARE = 6, 0.75
"""Words that begin with so many letters in common, and with this share of the longer one's, are of one stem."""
QUOTED = 200
"""Of larger groups so many sentences are weighed for the quote, evenly spread."""
SHORTEST, LONGEST = 15, 160
"""A quote of so many characters reads well; others are taken only where there is none."""

_NAMELESS = """
    because but not no how what where when why who whom whose can get got make made more most much many all any some one
    ones other others their them they themselves he she his her him up out about only even such same own into through
    without while being am was were don doesn t s
    able always never still away just really very too also like every everyone everybody anyone anybody someone
    something anything nothing thing things lot lots way ways myself yourself himself herself itself ourselves
    yourselves themselves take takes taken put puts give gives given go goes going come comes let lets try since though
    mais pas plus comment pourquoi qui que quoi dont tout tous leur leurs ils elles nous vous
    pero como por que quien donde cuando todo todos su sus ellos nosotros
    aber nicht wie warum wer was wo wann alle alles mehr ihr ihre wir man
"""
NAMELESS = FILLERS.union(_NAMELESS.split())
"""Words that name no subject, so that they make no label."""

_END = re.compile(r"(?<=[.!?…。！？।؟])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a group is about. ``words`` may be empty; ``quote`` stands word for word in the text at ``member``.

    ``words`` are written as most of the group's texts write them, in the order in which they stand there.
    """

    words: tuple[str, ...]
    quote: str
    member: int

    def __str__(self) -> str:
        return ", ".join(self.words) or self.quote


def label_themes(groups: Sequence[Sequence[str]]) -> tuple[Label, ...]:
    """The label of each group of texts, in the order of the groups; no group may be empty.

    >>> label = label_themes([["Cheap buses for pupils.", "Buses should be cheap"], ["Plant trees", "More trees!"]])[0]
    >>> str(label), label.quote, label.member
    ('cheap, buses', 'Cheap buses for pupils.', 0)

    Words are weighed by class-based TF-IDF (Grootendorst 2022): often in this group, seldom in the others. Give all
    groups of a session together, those of one text too: the contrast makes the label. A word must stand in SHARE of a
    group's texts, and in two of them where the group has more than one. Forms of a word (train, trains) count as one.
    The quote is the sentence most like all texts of the group (its medoid). Pure; the order of the texts within a
    group decides nothing but which of equal ones is quoted.
    """
    counted = [_counted(texts) for texts in groups]
    everywhere: Counter[str] = Counter()
    for words in counted:
        everywhere.update(words.times)
    mean = sum(everywhere.values()) / max(len(groups), 1)
    labels = []
    for texts, words in zip(groups, counted, strict=True):
        quote, member = _quote(texts)
        labels.append(Label(_chosen(words, texts, everywhere, mean), quote, member))
    return tuple(labels)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a group by their plain form: how often, in how many texts, how written, and where in the text."""

    times: Counter[str]
    texts: Counter[str]
    written: dict[str, Counter[str]]
    place: Counter[str]


def _counted(texts: Sequence[str]) -> _Words:
    words = _Words(Counter(), Counter(), {}, Counter())
    for text in texts:
        found = WORD.findall(text)
        seen = set()
        for at, written in enumerate(found):
            for form in plain(written).split():
                if form in NAMELESS or not any(map(str.isalpha, form)) or (len(form) < 2 and form.isascii()):
                    continue
                words.times[form] += 1
                written = written.strip("'’.-–—")
                words.written.setdefault(form, Counter())[written if plain(written) == form else form] += 1
                if form not in seen:
                    seen.add(form)
                    words.texts[form] += 1
                    words.place[form] += at
    return words


def _chosen(words: _Words, texts: Sequence[str], everywhere: Counter[str], mean: float) -> tuple[str, ...]:
    """The best words of a group in the order in which its texts have them, as phrases where they stand together."""
    least = max(SHARE * len(texts), min(len(texts), 2))
    often = [form for form in words.texts if words.texts[form] >= least]
    score = {form: words.times[form] * math.log(1 + mean / everywhere[form]) for form in often}
    chosen: list[str] = []
    for form in sorted(often, key=lambda one: (-score[one], one)):
        if len(chosen) < MOST_WORDS and not any(_one(form, other) for other in chosen):
            chosen.append(form)
    chosen.sort(key=lambda form: (words.place[form] / words.texts[form], form))
    usual = {form: _usual(words.written[form]) for form in chosen}
    return label_phrases(usual, texts, least)


def _one(one: str, other: str) -> bool:
    """Whether a label needs but one of two: forms of a word, or words of one stem (constitution, constitutional)."""
    short, long = sorted((one, other), key=len)
    stem = max(STEM, math.ceil(STEM_SHARE * len(long)))
    of_one_stem = one[:stem] == other[:stem] and len(short) >= stem and not opposed(short, long)
    return of_one_stem or inflected(one, other)


def _usual(writings: Counter[str]) -> str:
    """As most texts write it, in small letters rather than capitals."""
    return min(writings, key=lambda one: (-writings[one], -one.islower(), one))


def _quote(texts: Sequence[str]) -> tuple[str, int]:
    """The sentence that is most like all texts, and the text that it stands in."""
    sentences = sorted({(sentence, at) for at, text in enumerate(texts) for sentence in _sentences(text)})
    first: dict[str, int] = {}
    for sentence, at in sentences:
        first.setdefault(sentence, at)
    if not first:
        return texts[0].strip(), 0
    good = [one for one in first if SHORTEST <= len(one) <= LONGEST] or list(first)
    spread = good[:: -(-len(good) // QUOTED)]
    held = sorted(texts)[:: -(-len(texts) // QUOTED)]
    alike = likenesses([*spread, *map(one_line, held)])[: len(spread), len(spread) :].sum(axis=1)
    best = int(alike.argmax())
    return spread[best], first[spread[best]]


def _sentences(text: str) -> Iterable[str]:
    return (sentence for piece in _END.split(text) if (sentence := piece.strip()))
