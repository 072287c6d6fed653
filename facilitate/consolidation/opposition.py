"""Texts that stand together and say opposite things: more of it, and less of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from facilitate.consolidation.polarity import contradiction
from facilitate.consolidation.roles import Reading, read, turned
from facilitate.records.contributions import Opposition, Proposal, Theme
from facilitate.records.sources import GroupId
from facilitate.text import one_line

COMMON = 2
"""So many words that carry meaning two texts must share to be about the same thing."""
MOST = 200
"""Of so many texts in one place every two are compared; of more, the first ones."""


def opposed_texts(proposals: Iterable[Proposal], themes: Iterable[Theme]) -> tuple[Opposition, ...]:
    """Pairs of texts of different groups within one proposal or theme whose stances contradict each other, sorted.

    They share at least COMMON words that carry meaning, or all of one text's.
    """
    found: list[Opposition] = []
    for proposal in proposals:
        said = [(one.group, text) for one in proposal.contributions for text in (one.improve, one.why) if text]
        found += _opposed(proposal.id, said)
    for theme in themes:
        found += _opposed(theme.id, [(one.group, one.text) for one in theme.reflections])
    return tuple(sorted(set(found)))


def _opposed(within: str, said: Sequence[tuple[GroupId, str]]) -> Iterator[Opposition]:
    texts = [(group, one_line(text), read(text)) for group, text in sorted(set(said))[:MOST]]
    for (one, text, mine), (other, against, theirs) in combinations(texts, 2):
        if one != other and (why := _opposite(mine, theirs)):
            yield Opposition(within, one, text, other, against, why)


def _opposite(one: Reading, other: Reading) -> str:
    mine, theirs = one.whole.words, other.whole.words
    common = len(mine & theirs)
    if common >= COMMON or 0 < common == min(len(mine), len(theirs)):
        return contradiction(one.whole.stance, other.whole.stance) or turned(one, other)
    return ""
