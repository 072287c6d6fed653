"""Reflections on one topic become one theme, with a paragraph to start from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from facilitate.records.contributions import Reflection, Theme
from facilitate.text import fold, one_line

UNTITLED = "Other remarks"
"""The theme of what the groups said under no topic."""


SENTENCES = 40
"""A paragraph to start from holds no more."""


def gather_themes(reflections: Iterable[Reflection], known: Mapping[str, str]) -> tuple[Theme, ...]:
    """Themes in the order of their topics, whatever the order of the reflections.

    ``known`` maps folded topics to the ids given earlier; new themes continue after the highest of them.
    """
    by_topic: dict[str, list[Reflection]] = defaultdict(list)
    for reflection in sorted(reflections, key=lambda one: (one.group, one.source)):
        by_topic[fold(_label(reflection))].append(reflection)
    fresh = max((int(name[1:]) for name in known.values() if name[1:].isdigit()), default=0)
    themes = []
    for topic in sorted(by_topic):
        name = known.get(topic)
        if name is None:
            fresh += 1
            name = f"T{fresh}"
        themes.append(_theme(name, by_topic[topic]))
    return tuple(themes)


def _theme(name: str, reflections: list[Reflection]) -> Theme:
    labels = Counter(_label(one) for one in reflections)
    label = min(labels, key=lambda one: (-labels[one], one))
    return Theme(name, label, tuple(reflections), tuple(sorted({one.group for one in reflections})))


def _label(reflection: Reflection) -> str:
    """The topic; what came without one stands together."""
    return one_line(reflection.topic) or UNTITLED


def draft(theme: Theme) -> str:
    """A first paragraph made of the groups' own sentences, each once: nothing is put into anybody's mouth."""
    sentences: dict[str, str] = {}
    for reflection in theme.reflections:
        text = one_line(reflection.text)
        sentences.setdefault(fold(text), text if text.endswith((".", "!", "?")) else text + ".")
    return " ".join(list(sentences.values())[:SENTENCES])
