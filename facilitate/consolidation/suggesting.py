"""Which proposals perhaps say the same in other words: suggested with a confidence, and never joined by the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from facilitate.consolidation.meaning import Embed, group_by_meaning
from facilitate.consolidation.polarity import stance
from facilitate.consolidation.rewording import word_times
from facilitate.consolidation.wordings import comparison
from facilitate.consolidation.words import plain
from facilitate.records.categories import ProposalId
from facilitate.records.wordings import Alike, Gathered, Key, Wording

LEVELS = ((0.6, 0.9), (0.35, 0.8), (0.25, 0.75), (0.2, 0.65), (0.15, 0.5), (0.0, 0.4))
"""From a mean likeness on, how often two texts of a suggested group mean the same: measured by people's labels on three
public sets, and about so on seven others (``make bench-confidence``).
"""

_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred
    deux trois quatre cinq sept huit neuf dix onze douze vingt trente
    dos tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cien
    zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig hundert
"""
_SPELT = frozenset(_NUMBERS.split())
"""Numbers in words, as ``plain`` writes them; not “one”, which is more often no number."""

FEW = 20
"""In larger groups of proposals it is not said which pairs have almost the same words."""

Homes = Mapping[ProposalId, Sequence[Wording]]
"""Proposals of one action and category, each with its wordings, in the order of the list."""


def suggest_same(gathered: Gathered, embed: Embed | None = None) -> tuple[Alike, ...]:
    """Groups of proposals of one action and category that perhaps say the same, in the order of the proposals.

    Wordings that stand in one proposal begin together, so what a person put together shapes what is suggested next.
    What a person wants apart or split off is never suggested, nor is what denies the other. ``embed`` is a sentence
    model, if any.
    """
    apart = set(gathered.apart)
    found = [
        alike
        for homes in alike_asked(gathered).values()
        for alike in _suggested(homes, apart, (*gathered.unlike, *gathered.split_off), embed)
    ]
    order = {one.id: at for at, one in enumerate(gathered.proposals)}
    return tuple(sorted(found, key=lambda one: order[one.proposals[0]]))


def alike_asked(gathered: Gathered) -> dict[Key, dict[ProposalId, list[Wording]]]:
    """The proposals by action and category, each with its wordings."""
    heads = dict(gathered.part_of)
    wordings: dict[ProposalId, list[Wording]] = defaultdict(list)
    for one in gathered.wordings:
        wordings[heads.get(one.proposal, one.proposal)].append(one)
    asked: dict[Key, dict[ProposalId, list[Wording]]] = defaultdict(dict)
    for proposal in gathered.proposals:
        if proposal.id in wordings:
            what = Key(proposal.category, proposal.action, proposal.into)
            asked[what][proposal.id] = wordings[proposal.id]
    return asked


def almost(one: Sequence[Wording], other: Sequence[Wording], times: Mapping[str, int]) -> str:
    """What two proposals differ in that say the same in nearly the same words; empty where they do not."""
    for a in one:
        for b in other:
            found = comparison(a.key, b.key, times)
            if found.one:
                return found.why
    return ""


def confidence(likeness: float) -> float:
    """How often two texts of a suggested group of this mean likeness are right together."""
    return next(share for least, share in LEVELS if likeness >= least)


def _without(group: Iterable[ProposalId], apart: set[frozenset[ProposalId]]) -> list[tuple[ProposalId, ...]]:
    """A group in parts in which no two are to stay apart, single ones left out: the very same words, moved apart."""
    parts: list[list[ProposalId]] = []
    for one in group:
        fitting = next((part for part in parts if not any(frozenset((one, other)) in apart for other in part)), None)
        if fitting is None:
            parts.append([one])
        else:
            fitting.append(one)
    return [tuple(part) for part in parts if len(part) > 1]


def _other_numbers(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that both name numbers, and not the same ones: they ask for two things."""
    by_numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        words = plain(text)
        spelt = sorted(_SPELT.intersection(words.split()))
        by_numbers[(*stance(words).numbers, *spelt)].append(at)
    numbers = sorted(filter(None, by_numbers))
    return [pair for a, b in combinations(numbers, 2) for pair in product(by_numbers[a], by_numbers[b])]


def _suggested(
    homes: Homes, apart: Iterable[tuple[ProposalId, ProposalId]], unlike: Sequence[ProposalId], embed: Embed | None
) -> Iterator[Alike]:
    asked = {id: wordings for id, wordings in homes.items() if id not in unlike}
    if len(asked) < 2:
        return
    owners = [id for id, wordings in asked.items() for _ in wordings]
    texts = [one.text for wordings in asked.values() for one in wordings]
    first = {id: owners.index(id) for id in asked}
    together = [(first[id], at) for at, id in enumerate(owners) if first[id] != at]
    barred = [(first[one], first[other]) for one, other in apart if one in first and other in first]
    barred += _other_numbers(texts)
    grouping = group_by_meaning(texts, together, barred, embed=embed)
    times = word_times(one.key.wording for wordings in asked.values() for one in wordings)
    kept_apart = {frozenset(pair) for pair in apart}
    for places in grouping.members():
        for members in _without(dict.fromkeys(owners[at] for at in places), kept_apart):
            near = [
                (one, other, why)
                for one, other in combinations(members, 2)
                if len(members) <= FEW and (why := almost(asked[one], asked[other], times))
            ]
            yield Alike(members, confidence(grouping.likeness[places[0]]), tuple(near))
