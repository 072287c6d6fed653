"""Which proposals perhaps say the same in other words: suggested with a confidence, and never joined by the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from facilitate.consolidation.likeness import Likenesses, likenesses
from facilitate.consolidation.linkage import join_alike
from facilitate.consolidation.polarity import Stance, contradiction, stance
from facilitate.consolidation.rewording import word_times
from facilitate.consolidation.wordings import comparison
from facilitate.consolidation.words import plain
from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.contributions import Action
from facilitate.records.wordings import Gathered, Likeness, Wording

CUT = 0.1
"""Wordings whose likeness reaches this on average are suggested as one group."""
MOST = 5_000
"""More wordings than this of one action are not compared all with all: the ones that most groups used are."""
LEVELS = ((0.55, 0.9), (0.4, 0.75), (0.3, 0.6), (0.2, 0.45), (0.0, 0.3))
"""From a likeness on, how often a suggested pair is right."""
ALMOST = 0.95
"""The confidence of two proposals that stand apart though wordings of theirs are near repeats."""

Measure = Callable[[Sequence[str]], Likenesses]
"""Texts to the likeness of each with each, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The wordings of one action, each with its proposal and with its likeness to each other one."""

    wordings: tuple[Wording, ...]
    homes: tuple[ProposalId, ...]
    alike: Likenesses

    def members(self) -> Mapping[ProposalId, list[int]]:
        """The places of the wordings of each proposal."""
        found: dict[ProposalId, list[int]] = defaultdict(list)
        for at, home in enumerate(self.homes):
            found[home].append(at)
        return found

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """How alike two proposals are on average."""
        return float(self.alike[np.ix_(one, other)].mean())


def standings(gathered: Gathered, measure: Measure = likenesses) -> Iterator[Standing]:
    """The wordings of each action with their likenesses; of too many, those that most groups used."""
    heads, actions = dict(gathered.part_of), {one.id: one.action for one in gathered.proposals}
    by_action: dict[Action, list[Wording]] = defaultdict(list)
    for one in gathered.wordings:
        by_action[actions[heads.get(one.proposal, one.proposal)]].append(one)
    for action in sorted(by_action):
        wordings = sorted(by_action[action], key=_weight)[:MOST]
        homes = tuple(heads.get(one.proposal, one.proposal) for one in wordings)
        yield Standing(tuple(wordings), homes, measure([one.text for one in wordings]))


def suggest_same(gathered: Gathered, measure: Measure = likenesses) -> tuple[Likeness, ...]:
    """Pairs of proposals with one action and category that perhaps say the same, in the order of the proposals.

    Wordings form groups by average linkage. Those that stand in one proposal begin together, so what a person put
    together shapes what is suggested next; what a person wants apart, and what denies the other, is never suggested.
    """
    categories = {one.id: one.category for one in gathered.proposals}
    found = [pair for standing in standings(gathered, measure) for pair in _suggested(standing, categories, gathered)]
    order = {one.id: at for at, one in enumerate(gathered.proposals)}
    return tuple(sorted(found, key=lambda one: (order[one.one], order[one.other])))


def _weight(one: Wording) -> tuple[object, ...]:
    return (-len({contribution.group for contribution in one.contributions}), one.key.wording, one.id)


def _suggested(
    standing: Standing, categories: Mapping[ProposalId, CategoryId | None], gathered: Gathered
) -> Iterator[Likeness]:
    order = {one.id: at for at, one in enumerate(gathered.proposals)}
    members = standing.members()
    by_category: dict[CategoryId | None, list[ProposalId]] = defaultdict(list)
    for home in sorted(members, key=lambda home: order[home]):
        if home not in gathered.unlike:
            by_category[categories[home]].append(home)
    barred = set(gathered.apart)
    times = word_times(one.key.wording for one in standing.wordings)
    for homes in by_category.values():
        if len(homes) > 1:
            for one, other in _grouped(standing, homes, members, barred):
                why = almost(standing, members[one], members[other], times)
                likeness = standing.likeness(members[one], members[other])
                yield Likeness(one, other, ALMOST if why else confidence(likeness), why)


def _grouped(
    standing: Standing,
    homes: Sequence[ProposalId],
    members: Mapping[ProposalId, Sequence[int]],
    barred: Iterable[tuple[ProposalId, ProposalId]],
) -> Iterator[tuple[ProposalId, ProposalId]]:
    """Pairs of proposals of one category whose wordings fall into one group."""
    places = [at for home in homes for at in members[home]]
    row = {at: number for number, at in enumerate(places)}
    together = [(row[members[home][0]], row[at]) for home in homes for at in members[home][1:]]
    first = {home: row[members[home][0]] for home in homes}
    apart = [(first[one], first[other]) for one, other in barred if one in first and other in first]
    apart += _contradicting([standing.wordings[at].text for at in places])
    labels = join_alike(standing.alike[np.ix_(places, places)], CUT, together, apart)
    groups: dict[int, list[ProposalId]] = defaultdict(list)
    for home in homes:
        groups[int(labels[first[home]])].append(home)
    for group in groups.values():
        yield from combinations(group, 2)


def _contradicting(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts of which one denies the other."""
    by_stance: dict[Stance, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        by_stance[stance(plain(text))].append(at)
    pairs: list[tuple[int, int]] = []
    for one, other in combinations(sorted(by_stance), 2):
        if contradiction(one, other):
            pairs += product(by_stance[one], by_stance[other])
    return pairs


def almost(standing: Standing, one: Sequence[int], other: Sequence[int], times: Mapping[str, int]) -> str:
    """Why two proposals say the same in nearly the same words, empty where they do not."""
    for a, b in product(one, other):
        if standing.alike[a, b] > 0.5:
            found = comparison(standing.wordings[a].key, standing.wordings[b].key, times)
            if found.one:
                return f"almost the same words: {found.why}"
    return ""


def confidence(likeness: float) -> float:
    """How often a suggested pair of this likeness is right."""
    return next(share for least, share in LEVELS if likeness >= least)
