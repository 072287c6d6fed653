"""Public texts with human labels, as sessions of a hundred rows. Looked for in ../shared/data; nothing is copied."""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

DATA = Path(os.environ.get("FACILITATE_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))
CHOSEN_ON = ("argkp_train", "anes_3", "banking77_train")
"""Settings are chosen on these sets; figures are reported on all others."""
ROWS, LEAST = 100, 40
FEWEST, MOST = 5, 15
"""A session about few subjects has so many labels: a meeting does not speak of 77 things."""
ENOUGH = 8
"""Where every label is to come about as often as the others, it is one of those that so many rows of its topic have."""
EVEN, FEW, ALL = "few labels, evenly", "few labels, as they come", "all labels, as they come"
"""Three ways to draw a session of a hundred rows."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The rows of one session: texts, and the label that people gave each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def set_names() -> tuple[str, ...]:
    """The labelled sets at hand: every .tsv of three columns but the unlabelled comments."""
    return tuple(sorted(path.stem for path in DATA.glob("*.tsv") if path.stem != "polis_comments"))


def read_set(name: str) -> dict[str, list[tuple[str, str]]]:
    """The rows (label, text) of a set by topic."""
    topics: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        for line in file:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3:
                topics[parts[0]].append((parts[1], parts[2]))
    return {topic: sorted(rows) for topic, rows in sorted(topics.items()) if len(rows) >= LEAST}


def sessions(name: str, count: int, kind: str = EVEN, seed: int = 0) -> list[Labelled]:
    """Sessions drawn from a set, each of at most ROWS rows of one topic.

    EVEN: of few labels, each about as often as the others; FEW: of few labels, as often as people gave them; ALL: of
    all labels, as they come. A topic with one label only is left out: nobody can group its rows rightly or wrongly.
    """
    chance = random.Random(f"{seed} {name}")
    topics = {topic: rows for topic, rows in read_set(name).items() if len(_labels(rows, kind)) > 1}
    drawn = []
    for _ in range(count):
        rows = topics[chance.choice(list(topics))]
        if kind != ALL:
            labels = _labels(rows, kind)
            kept = chance.sample(labels, min(chance.randint(FEWEST, MOST), len(labels)))
            rows = [row for row in rows if row[0] in kept]
            if kind == EVEN:
                most = -(-ROWS // len(kept))
                by = [[row for row in rows if row[0] == label] for label in kept]
                rows = [row for own in by for row in chance.sample(own, min(most, len(own)))]
        sample = chance.sample(rows, min(ROWS, len(rows)))
        drawn.append(Labelled(tuple(text for _, text in sample), tuple(label for label, _ in sample)))
    return drawn


def _labels(rows: list[tuple[str, str]], kind: str) -> list[str]:
    """The labels of a topic that a session can be about."""
    times = Counter(label for label, _ in rows)
    return sorted(label for label in times if kind != EVEN or times[label] >= ENOUGH)
