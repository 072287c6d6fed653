"""What the groups said on one thing becomes one theme, with a short label, a quote, and a paragraph to start from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from facilitate.consolidation.labels import Label, label_themes
from facilitate.consolidation.meaning import group_by_meaning
from facilitate.records.contributions import Contribution, Reflection, Theme
from facilitate.records.sources import GroupId, Source
from facilitate.text import first_of, fold, listed, one_line, shortened

UNTITLED = "Other remarks"
"""The theme of what single groups said under no topic, and of nothing that anybody else said."""

ALIKE = 0.25
"""From this mean likeness on texts without a topic are one theme: no person confirms it, so more than
``meaning.LETTERS`` is asked for. The least of which three of four pairs in a theme are right on the sets chosen on
(``python -m tests.bench themes``).
"""
TOPICS = 200
"""So many topics, the ones named most often, are joined by what comes without a topic and says the same."""


@dataclass(frozen=True, slots=True)
class KnownThemes:
    """The ids that an earlier merge gave: by folded topic, and by what each group had said in it."""

    by_topic: Mapping[str, str] = field(default_factory=dict)
    by_voice: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the group's name and the folded text."""


def gather_themes(
    reflections: Iterable[Reflection],
    known: KnownThemes,
    contributions: Iterable[Contribution] = (),
    names: Mapping[GroupId, str] | None = None,
) -> tuple[Theme, ...]:
    """Themes in the order of their topics, whatever the order of what was said.

    A topic that groups wrote down is a theme; what came without a topic joins the theme that says the same, or makes
    one with its like. Reasons for proposals join such themes too, and make one where several groups give the same
    reason; a reason of one group alone stays with its proposal. ``known`` ids stay; new ones continue after the
    highest of them. ``names`` are what the groups are called in ``known``.
    """
    said = sorted(set(reflections), key=_place)
    reasons = sorted(set(_reasons(contributions)), key=_place)
    voices = [*said, *reasons]
    themes: dict[tuple[str, int], list[Reflection]] = defaultdict(list)
    for members in _together(voices):
        found = [voices[place] for place in members]
        topics = Counter(fold(one.topic) for one in found if fold(one.topic))
        if topics:
            usual = min(topics, key=lambda name: (-topics[name], name))
            for one in found:
                themes[fold(one.topic) or usual, 0].append(one)
        elif len({one.group for one in found}) > 1:
            themes["", members[0] + 1] += found
        elif members[0] < len(said):
            themes[fold(UNTITLED), 0] += [voices[place] for place in members if place < len(said)]
    for texts in themes.values():
        texts.sort(key=_place)
    labels = label_themes([[one.text for one in members] for members in themes.values()])
    made = [
        (_label(key, members, label), members, label)
        for (key, members), label in zip(themes.items(), labels, strict=True)
    ]
    made.sort(key=lambda one: (fold(one[0]), one[1][0].group, one[1][0].source))
    spoken = frozenset(said)
    return tuple(
        replace(theme, spoken=not spoken.isdisjoint(theme.reflections)) for theme in _numbered(made, known, names or {})
    )


def _place(one: Reflection) -> tuple[GroupId, Source, str, str]:
    """Where it stands in any order of themes: by everything that it holds, or equal ones would keep the order given."""
    return one.group, one.source, one.text, one.topic


def _reasons(contributions: Iterable[Contribution]) -> Iterable[Reflection]:
    """The groups' reasons as what they said, each with the cell that it stands in."""
    for one in contributions:
        if one.why:
            source = next((source for source in one.sources if source.text == one.why), one.source)
            yield Reflection(one.group, "", one.why, source)


def _together(voices: Sequence[Reflection]) -> Iterable[tuple[int, ...]]:
    """The places of voices on the same topic, or of the same meaning where they come without one.

    These may join the TOPICS that were named most often; no two topics join.
    """
    topics = [fold(one.topic) for one in voices]
    named = Counter(filter(None, topics))
    usual = {*sorted(named, key=lambda topic: (-named[topic], topic))[:TOPICS]}
    rare: dict[str, list[int]] = defaultdict(list)
    compared: list[int] = []
    for place, topic in enumerate(topics):
        (rare[topic] if topic and topic not in usual else compared).append(place)
    first: dict[str, int] = {}
    together = [(first.setdefault(topics[at], place), place) for place, at in enumerate(compared) if topics[at]]
    apart = list(combinations(first.values(), 2))
    texts = [voices[at].text for at in compared]
    grouping = group_by_meaning(texts, [pair for pair in together if pair[0] != pair[1]], apart, ALIKE)
    return (*(tuple(compared[at] for at in members) for members in grouping.members()), *map(tuple, rare.values()))


def _label(key: tuple[str, int], members: Sequence[Reflection], label: Label) -> str:
    """The topic as most groups wrote it; without one, a few words that the texts have in common."""
    topics = Counter(one_line(one.topic) for one in members if one.topic)
    if topics:
        return min(topics, key=lambda one: (-topics[one], one))
    if key[0]:
        return UNTITLED
    words = ", ".join(label.words) or shortened(label.quote, 40)
    return f"{words[0].upper()}{words[1:]}"


def _numbered(
    made: Sequence[tuple[str, list[Reflection], Label]], known: KnownThemes, names: Mapping[GroupId, str]
) -> Iterable[Theme]:
    taken: set[str] = set()
    ids: list[str] = []
    for label, members, _ in made:
        voices = [(names.get(one.group, str(one.group)), fold(one.text)) for one in members]
        held = Counter(id for voice in voices if (id := known.by_voice.get(voice)))
        wanted = [
            known.by_topic.get(fold(label)),
            *(id for id, _ in sorted(held.items(), key=lambda one: (-one[1], one[0]))),
        ]
        id = next((id for id in wanted if id and id not in taken), "")
        taken.add(id)
        ids.append(id)
    used = {*known.by_topic.values(), *known.by_voice.values()}
    fresh = max((int(id[1:]) for id in used if id[1:].isdigit()), default=0)
    for (label, members, found), id in zip(made, ids, strict=True):
        if not id:
            fresh += 1
        groups = tuple(sorted({one.group for one in members}))
        yield Theme(id or f"T{fresh}", label, tuple(members), groups, found.quote, members[found.member].group)


QUOTES = 40
"""A paragraph to start from holds no more, nor names more groups of one."""
DRAFTED = "In the groups' own words:"
"""A paragraph that nobody has edited begins so."""


def draft(theme: Theme, names: Mapping[GroupId, str] | None = None) -> str:
    """A first paragraph of nothing but quotes, each once and with the groups that said it, and saying so."""
    said: dict[str, str] = {}
    groups: dict[str, dict[str, None]] = {}
    for one in theme.reflections:
        text = one_line(one.text)
        said.setdefault(fold(text), text)
        groups.setdefault(fold(text), {})[(names or {}).get(one.group, str(one.group))] = None
    quotes = [f"“{text}” ({listed(first_of(list(groups[key]), QUOTES))})" for key, text in said.items()]
    return f"{DRAFTED} {'; '.join(first_of(quotes, QUOTES))}."
