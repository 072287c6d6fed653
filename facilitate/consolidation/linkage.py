"""Texts joined step by step into groups: average linkage that shuns giants and obeys people."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices

SHY = 0.01
"""How much more alike two groups must be for each e-fold of the smaller one's size; a single text joins freely."""

ROUNDS = 3
"""So many times the members of the groups are looked at again."""

Matrix = npt.NDArray[np.float64]
Pair = tuple[int, int]


def join_alike(
    alike: Matrix, cut: float, together: Iterable[Pair] = (), apart: Iterable[Pair] = (), rounds: int = ROUNDS
) -> Indices:
    """Group the rows of a square matrix of likenesses; for each row the first row of its group.

    Average linkage (UPGMA, Sokal and Michener 1958): the two groups with the highest mean likeness join, until none
    reaches ``cut``; of equals the first in order. Two groups of several members must be the more alike the larger the
    smaller one is (SHY): plain average linkage ends in one giant group where all speak of one subject. Each row is
    then looked at again, at most ``rounds`` times, and goes where it is most at home (``_settle``): a greedy join is
    never undone otherwise.
    Pairs ``together`` begin in one group; groups with a pair ``apart`` never join. What is together is never apart.
    """
    count = len(alike)
    group = _begin(count, together)
    heads = np.unique(group)
    size = np.bincount(np.searchsorted(heads, group)).astype(np.float64)
    sums = _summed(alike, np.searchsorted(heads, group), len(heads))
    barred = np.zeros((len(heads), len(heads)), bool)
    for one, other in apart:
        a, b = np.searchsorted(heads, group[one]), np.searchsorted(heads, group[other])
        barred[a, b] = barred[b, a] = a != b
    merges = _merge(sums.copy(), size.copy(), barred.copy(), cut)
    leader = np.arange(len(heads))
    for one, other in merges:
        leader[leader == other] = one
    leader = _settle(leader, sums, size, barred, cut, rounds)
    return heads[leader[np.searchsorted(heads, group)]]


def _begin(count: int, together: Iterable[Pair]) -> Indices:
    """The groups that people made: for each row the first row that it is bound to, directly or through others."""
    group = np.arange(count)
    for one, other in together:
        first, second = sorted((int(group[one]), int(group[other])))
        group[group == second] = first
    return group


def _summed(alike: Matrix, group: Indices, count: int) -> Matrix:
    """The likenesses between groups, summed."""
    if count == len(alike):
        return alike.copy()
    rows = np.zeros((count, len(alike)))
    np.add.at(rows, group, alike)
    sums = np.zeros((count, count))
    np.add.at(sums.T, group, rows.T)
    return sums


def _merge(sums: Matrix, size: Matrix, barred: npt.NDArray[np.bool_], cut: float) -> list[Pair]:
    """The joins in their order, each as (stays, goes in); ``sums`` and ``barred`` are used up."""
    count = len(size)
    # Rounded, so that the last bit of a logarithm decides nothing.
    shy = np.rint(SHY * np.log(np.arange(1, int(size.sum()) + 2)) * (1 << 24)) / (1 << 24)
    score = np.stack([_scores(row, sums, size, barred, shy) for row in range(count)]) if count else sums
    best = score.argmax(axis=1) if count > 1 else np.zeros(count, np.int64)
    value = score[np.arange(count), best]
    merges: list[Pair] = []
    while count > 1:
        row = int(value.argmax())
        if value[row] < cut:
            break
        stays, goes = sorted((row, int(best[row])))
        merges.append((stays, goes))
        sums[stays] += sums[goes]
        sums[:, stays] = sums[stays]
        size[stays] += size[goes]
        barred[stays] |= barred[goes]
        barred[:, stays] = barred[stays]
        barred[goes] = barred[:, goes] = True
        score[goes] = score[:, goes] = -np.inf
        score[stays] = score[:, stays] = _scores(stays, sums, size, barred, shy)
        value[goes] = -np.inf
        better = score[:, stays] > value
        best[better], value[better] = stays, score[better, stays]
        stale = np.flatnonzero((best == stays) & ~better | (best == goes))
        for other in (*stale.tolist(), stays):
            if value[other] > -np.inf:
                best[other] = score[other].argmax()
                value[other] = score[other, best[other]]
    return merges


def _settle(
    leader: Indices, sums: Matrix, size: Matrix, barred: npt.NDArray[np.bool_], cut: float, rounds: int
) -> Indices:
    """The groups after every member went to the group with the highest mean likeness to it, if that is above ``cut``.

    They go one after the other, at most ``rounds`` times. Members are what people put together, or single rows;
    ``leader`` has the first member of each one's group.
    """
    numbers, place = np.unique(leader, return_inverse=True)
    member = np.zeros((len(leader), len(numbers)))
    member[np.arange(len(leader)), place] = 1.0
    total, weight, shunned = sums @ member, size @ member, barred @ member
    own = np.diag(sums)
    for _ in range(rounds):
        moved = False
        for one in range(len(leader)):
            here = place[one]
            others = weight.copy()
            others[here] -= size[one]
            score = total[one] / np.maximum(others, 1.0) / size[one]
            score[(others < 2) | (shunned[one] > 0)] = -np.inf  # of two that are alone each could go to the other
            score[here] = max((total[one, here] - own[one]) / max(others[here], 1.0) / size[one], cut)
            best = int(score.argmax())
            if score[best] > score[here]:
                for where, sign in ((here, -1.0), (best, 1.0)):
                    total[:, where] += sign * sums[:, one]
                    weight[where] += sign * size[one]
                    shunned[:, where] += sign * barred[:, one]
                place[one], moved = best, True
        if not moved:
            break
    first = np.full(len(numbers), len(leader))
    np.minimum.at(first, place, np.arange(len(leader)))
    return np.asarray(first[place])


def _scores(row: int, sums: Matrix, size: Matrix, barred: npt.NDArray[np.bool_], shy: Matrix) -> Matrix:
    """How well one group goes with each other one; minus infinity where they may not join."""
    smaller = np.minimum(size, size[row]).astype(np.int64)
    scores = sums[row] / (size * size[row]) - shy[smaller - 1]
    scores[barred[row]] = -np.inf
    scores[row] = -np.inf
    return np.asarray(scores)
