"""Labels of groups: which method's label finds its own expert label again. Run: python -m tests.bench.labels

The expert labels are the names of banking77's intents (ten drawn at a time) and, where FACILITATE_KEYPOINTS names a
folder with key_points_train.csv and key_points_dev.csv of IBM/KPA_2021_shared_task, the key points of each motion.
A label finds the expert label that it is most like, by letters and, with FACILITATE_MODEL, by meaning.
"""

from __future__ import annotations

import csv
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from facilitate.consolidation.labels import label_themes
from facilitate.consolidation.likeness import likenesses
from facilitate.consolidation.meaning import Embed
from facilitate.consolidation.words import FILLERS, plain
from tests.bench.quality import model
from tests.public_sets import read_set, set_names

LEAST, INTENTS, DRAWS, WORDS = 5, 10, 20, 4
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """Groups of texts, each with its expert label."""

    groups: tuple[tuple[str, ...], ...]
    experts: tuple[str, ...]


def intents() -> list[Case]:
    """Ten intents of banking77 at a time, 20 texts each."""
    (rows,) = read_set("banking77_test").values()
    by: dict[str, list[str]] = defaultdict(list)
    for label, text in rows:
        by[label].append(text)
    chance = random.Random(1)
    drawn = [chance.sample(sorted(by), INTENTS) for _ in range(DRAWS)]
    return [
        Case(tuple(tuple(chance.sample(by[one], 20)) for one in names), tuple(one.replace("_", " ") for one in names))
        for names in drawn
    ]


def key_points() -> list[Case]:
    """The key points of each motion and stance with at least LEAST arguments."""
    folder = Path(os.environ.get("FACILITATE_KEYPOINTS", "."))
    cases = []
    for part in ("train", "dev"):
        path = folder / f"key_points_{part}.csv"
        if not path.exists() or f"argkp_{part}" not in set_names():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            expert = {row["key_point_id"]: row["key_point"] for row in csv.DictReader(file)}
        for rows in read_set(f"argkp_{part}").values():
            by: dict[str, list[str]] = defaultdict(list)
            for label, text in rows:
                by[label].append(text)
            kept = [one for one in sorted(by) if len(by[one]) >= LEAST]
            if len(kept) > 1:
                cases.append(Case(tuple(tuple(by[one]) for one in kept), tuple(expert[one] for one in kept)))
    return cases


def words(groups: Groups) -> list[str]:
    """Ours: three or four contrastive words in a fifth of the texts."""
    return [str(label) for label in label_themes(groups)]


def quotes(groups: Groups) -> list[str]:
    """Ours: the quote."""
    return [label.quote for label in label_themes(groups)]


def both(groups: Groups) -> list[str]:
    """Ours, as a person sees it: words and quote."""
    return [f"{label}: {label.quote}" for label in label_themes(groups)]


def _content(text: str) -> list[str]:
    return [word for word in plain(text).split() if word not in FILLERS]


def class_tfidf(groups: Groups) -> list[str]:
    """BERTopic's c-TF-IDF: the best four words, in however few texts."""
    counts = [Counter(word for text in texts for word in _content(text)) for texts in groups]
    whole = sum(counts, Counter())
    mean = sum(whole.values()) / len(groups)
    return [
        " ".join(sorted(one, key=lambda word: (-one[word] * log(1 + mean / whole[word]), word))[:WORDS])
        for one in counts
    ]


def frequent(groups: Groups) -> list[str]:
    """The four most frequent words."""
    counts = [Counter(word for text in texts for word in _content(text)) for texts in groups]
    return [" ".join(sorted(one, key=lambda word: (-one[word], word))[:WORDS]) for one in counts]


def rake(groups: Groups) -> list[str]:
    """RAKE (Rose et al. 2010): runs of words between small words, scored by degree over frequency; the best one."""
    labels = []
    for texts in groups:
        phrases: list[tuple[str, ...]] = []
        for text in texts:
            run: list[str] = []
            for word in [*plain(text).split(), "the"]:
                if word in FILLERS:
                    phrases += [tuple(run)] if run else []
                    run = []
                else:
                    run.append(word)
        times = Counter(word for phrase in phrases for word in phrase)
        degree: Counter[str] = Counter()
        for phrase in phrases:
            for word in phrase:
                degree[word] += len(phrase)
        best = max(phrases, key=lambda one: (sum(degree[word] / times[word] for word in one), one), default=())
        labels.append(" ".join(best))
    return labels


def text_rank(groups: Groups) -> list[str]:
    """TextRank (Mihalcea and Tarau 2004): PageRank over words that stand within two of each other; the best four."""
    labels = []
    for texts in groups:
        known = sorted({word for text in texts for word in _content(text)})
        place = {word: at for at, word in enumerate(known)}
        beside = np.zeros((len(known), len(known)))
        for text in texts:
            found = [place[word] for word in _content(text)]
            for gap in (1, 2):
                for one, other in zip(found, found[gap:], strict=False):
                    beside[one, other] += one != other
                    beside[other, one] += one != other
        share = beside / np.maximum(beside.sum(axis=0), 1)
        rank = np.full(len(known), 1.0)
        for _ in range(50):
            rank = 0.15 + 0.85 * share @ rank
        labels.append(" ".join(known[at] for at in np.argsort(-rank, kind="stable")[:WORDS]))
    return labels


def yake(groups: Groups) -> list[str]:
    """YAKE (Campos et al. 2020), the package, where it is installed: the best phrase of up to three words."""
    import yake as package

    extractor = package.KeywordExtractor(n=3, top=1)
    return [next((found[0] for found in extractor.extract_keywords(". ".join(texts))), "") for texts in groups]


METHODS: dict[str, Callable[[Groups], list[str]]] = {
    "contrastive words, each in 20 % (facilitate)": words,
    "quote: the medoid sentence (facilitate)": quotes,
    "words and quote (facilitate)": both,
    "c-TF-IDF": class_tfidf,
    "most frequent words": frequent,
    "RAKE": rake,
    "TextRank": text_rank,
    "YAKE": yake,
}


def finds(labels: Sequence[str], experts: Sequence[str], embed: Embed | None) -> int:
    """How many labels are most like their own expert label."""
    alike = likenesses([*labels, *experts])[: len(labels), len(labels) :]
    if embed is not None:
        rows = embed([*labels, *experts])
        alike = rows[: len(labels)] @ rows[len(labels) :].T
    return int((alike.argmax(axis=1) == np.arange(len(labels))).sum())


def main() -> None:
    """The table."""
    embed = model()
    sets = {"banking77 intents": intents() if "banking77_test" in set_names() else [], "key points": key_points()}
    for name, cases in sets.items():
        groups = sum(len(case.groups) for case in cases)
        if not groups:
            print(f"{name}: not there")
            continue
        by_chance = len(cases) / groups
        print(f"\n{name}: {groups} groups; by chance {by_chance:.2f}")
        print(f"{'label':48}{'letters':>9}{'meaning':>9}{'ms a group':>12}")
        for told, method in METHODS.items():
            started = time.process_time()
            try:
                made = [method(case.groups) for case in cases]
            except ImportError:
                print(f"{told:48} not installed")
                continue
            each = 1000 * (time.process_time() - started) / groups
            found = [
                sum(finds(labels, case.experts, how) for labels, case in zip(made, cases, strict=True)) / groups
                for how in (None, *([embed] if embed else []))
            ]
            print(f"{told:48}" + "".join(f"{one:9.2f}" for one in found) + " " * 9 * (2 - len(found)) + f"{each:12.1f}")


if __name__ == "__main__":
    main()
