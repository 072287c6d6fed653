"""How well one grouping agrees with another: the measures of the literature, in plain numpy."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Agreement:
    """A grouping against the true one. All are 1 for the same grouping; ``ari`` is 0 for one made by chance.

    ``precision``, ``recall`` and ``f1`` are of pairs in one group; ``b_cubed`` is the F1 of Bagga and Baldwin (1998);
    ``ari`` the adjusted Rand index (Hubert and Arabie 1985); ``v`` the V-measure (Rosenberg and Hirschberg 2007).
    """

    precision: float
    recall: float
    f1: float
    b_cubed: float
    ari: float
    v: float


def agreement(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """All measures of one grouping."""
    t, f = _numbers(truth), _numbers(found)
    n = len(t)
    cells, both = np.unique(t * (f.max() + 1) + f, return_counts=True)
    true_size, found_size = np.bincount(t), np.bincount(f)
    tp, true_pairs, found_pairs = _pairs(both), _pairs(true_size), _pairs(found_size)
    precision = tp / found_pairs if found_pairs else 1.0
    recall = tp / true_pairs if true_pairs else 1.0
    of_truth, of_found = true_size[cells // (f.max() + 1)], found_size[cells % (f.max() + 1)]
    b_precision, b_recall = (both * both / of_found).sum() / n, (both * both / of_truth).sum() / n
    chance = true_pairs * found_pairs / _pairs(np.array([n])) if n > 1 else 0.0
    most = (true_pairs + found_pairs) / 2
    ari = (tp - chance) / (most - chance) if most != chance else 1.0
    mutual = (both / n * np.log(n * both / (of_truth * of_found))).sum()
    entropy_t, entropy_f = _entropy(true_size), _entropy(found_size)
    homogeneity = mutual / entropy_t if entropy_t else 1.0
    completeness = mutual / entropy_f if entropy_f else 1.0
    return Agreement(
        float(precision),
        float(recall),
        _harmonic(precision, recall),
        _harmonic(b_precision, b_recall),
        float(ari),
        _harmonic(homogeneity, completeness),
    )


def mean(all: Sequence[Agreement]) -> Agreement:
    """The mean of each measure."""
    columns = zip(*((one.precision, one.recall, one.f1, one.b_cubed, one.ari, one.v) for one in all), strict=True)
    return Agreement(*(float(np.mean(column)) for column in columns))


def _numbers(labels: Sequence[Hashable]) -> np.ndarray:
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], np.int64)


def _pairs(sizes: np.ndarray) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def _entropy(sizes: np.ndarray) -> float:
    share = sizes[sizes > 0] / sizes.sum()
    return float(-(share * np.log(share)).sum())


def _harmonic(one: float, other: float) -> float:
    return float(2 * one * other / (one + other)) if one + other else 0.0
