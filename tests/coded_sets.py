"""Some coded, the rest proposed: how much is covered at a promise of .9, and how much of it is right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from facilitate.consolidation.coding import PROMISE, draw_sample, propose_codes
from facilitate.consolidation.meaning import Embed
from facilitate.consolidation.rewording import repeat_key
from tests.public_sets import CHOSEN_ON, read_set, set_names

CODED, TEXTS, DRAWS = (100, 200, 400), 2_000, 4
SETS = ("anes_", "banking77_")


@dataclass(frozen=True, slots=True)
class Rows:
    """Distinct texts with the label that most people gave each, and how often each was said."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    times: tuple[int, ...]


def rows(name: str, seed: int) -> Rows:
    """Four fifths of a set, at most TEXTS texts."""
    by: dict[str, list[tuple[str, str]]] = {}
    for topic in read_set(name).values():
        for label, text in topic:
            by.setdefault(repeat_key(text), []).append((label, text))
    items = [(all[0][1], Counter(label for label, _ in all).most_common(1)[0][0], len(all)) for all in by.values()]
    drawn = random.Random(seed).sample(items, min(TEXTS, len(items) * 4 // 5))
    return Rows(*map(tuple, zip(*drawn, strict=True)))


def coding(embed: Embed | None) -> Iterator[str]:
    """The table, line by line: our sample, a random one, and a logistic regression with a certainty of its own."""
    yield f"\nSome coded, the rest proposed: promise {PROMISE}; {DRAWS} draws of each set; pooled over all proposals."
    yield f"{'set':18}{'coded':>6}  {'method':46}{'covered':>8}{'right':>7}   right, draw by draw"
    off = []
    for name in [one for one in set_names() if one.startswith(SETS)]:
        for size in CODED:
            for method, told in _methods(embed).items():
                result = []
                for seed in range(DRAWS):
                    data = rows(name, seed)
                    if size * 3 <= len(data.texts):
                        result.append((*_tried(data, size, seed, method, embed), len(data.texts) - size))
                if result:
                    right, proposed, rest = (sum(one[at] for one in result) for at in range(3))
                    each = " ".join(f"{r / p:.2f}" if p else "-" for r, p, _ in result)
                    share = right / proposed if proposed else float("nan")
                    yield f"{name:18}{size:6}  {told:46}{proposed / rest:8.1%}{share:7.3f}   {each}"
                    if method == "drawn" and proposed and name not in CHOSEN_ON:
                        off.append((share, proposed))
    if off:
        short = sum(share < PROMISE - 0.03 for share, _ in off)
        pooled = sum(share * proposed for share, proposed in off) / sum(proposed for _, proposed in off)
        yield (
            f"facilitate on sets not chosen on: {pooled:.3f} of all proposals right; "
            f"{short} of {len(off)} lines more than .03 below the promise"
        )


def _methods(embed: Embed | None) -> dict[str, str]:
    methods = {"drawn": "facilitate, its sample", "random": "facilitate, a random sample"}
    if embed is not None:
        methods["model"] = "facilitate --model, its sample"
    try:
        import sklearn  # noqa: F401
    except ImportError:
        return methods
    return methods | {"logistic": "logistic regression, certainty from .9, random"}


def _tried(data: Rows, size: int, seed: int, method: str, embed: Embed | None = None) -> tuple[int, int]:
    """How many proposals were right, and how many there were."""
    if method in ("random", "logistic"):
        coded = set(random.Random(seed).sample(range(len(data.texts)), size))
    else:
        coded = set(draw_sample(data.texts, data.times, (), size))
    codes = [label if at in coded else "" for at, label in enumerate(data.labels)]
    found: Sequence[str]
    if method == "logistic":
        found = _logistic(data, codes)
    else:
        found = propose_codes(data.texts, codes, embed=embed if method == "model" else None).codes
    right = sum(code == label for code, label in zip(found, data.labels, strict=True) if code)
    return right, sum(1 for code in found if code)


def _logistic(data: Rows, codes: Sequence[str]) -> list[str]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(data.texts)
    coded = np.array([at for at, code in enumerate(codes) if code])
    made = LogisticRegression(C=10, max_iter=300).fit(vectors[coded], [codes[at] for at in coded])
    chance = made.predict_proba(vectors)
    best = made.classes_[chance.argmax(axis=1)]
    return [str(best[at]) if not codes[at] and chance[at].max() >= PROMISE else "" for at in range(len(codes))]
