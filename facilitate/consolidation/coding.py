"""Some texts coded by a person, the rest proposed: a sample that teaches most, and codes that keep a promise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.grams import Indices
from facilitate.consolidation.likeness import likenesses
from facilitate.consolidation.meaning import Embed
from facilitate.consolidation.words import plain

Matrix = npt.NDArray[np.float64]

PROMISE = 0.9
"""Of ten proposed codes nine are right, unless another share is asked for."""
FEWEST, CODES = 30, 2
"""Nothing is promised before so many texts are coded, with so many codes."""
POOL = 2_000
"""A sample is drawn from so many texts: half of them the most frequent ones, half spread evenly over the rest."""
PENALTY, POWER = 0.3, 1.25
"""Of the ridge regression, and of the likenesses, so that the more alike count for more. Chosen on two public sets."""
CAUTION = 0.75
"""So many standard errors below its best estimate the certainty is taken: a curve through few coded texts flatters."""
_STEPS, _STIFFNESS = 60, 0.01
_FINE = 1 << 12


@dataclass(frozen=True, slots=True)
class Coding:
    """What the program proposes, a place for each text; a text that a person coded has neither.

    ``codes`` holds the proposed code, empty where none can be promised; ``confidence`` how likely it is right.
    ``expected`` is the mean of these over all proposed codes: the share that should be right. ``tried`` is the share
    of the coded texts whose code the program found when it did not know it.
    """

    codes: tuple[str, ...]
    confidence: tuple[float, ...]
    promise: float
    expected: float
    tried: float

    @property
    def proposed(self) -> int:
        """How many texts have a proposed code."""
        return sum(1 for code in self.codes if code)

    def first(self, places: int) -> Coding:
        """The same for the first ``places`` texts alone."""
        return replace(self, codes=self.codes[:places], confidence=self.confidence[:places])


def draw_sample(texts: Sequence[str], times: Sequence[int], coded: Collection[int], size: int) -> tuple[int, ...]:
    """The places of the next ``size`` texts for a person to code, the one that teaches most first.

    Each is the text that, added to those coded and drawn before, makes most voices be like one of them: greedy
    facility location (Nemhauser, Wolsey and Fisher 1978). ``times`` says how many said each text. The texts should be
    distinct; their order decides nothing but which of equal ones comes first.
    """
    pool = _pool(texts, times, coded)
    alike = likenesses([plain(texts[at]) for at in pool])
    voices = np.array([times[at] for at in pool], np.float64)
    known = set(coded)
    free = np.array([at not in known and bool(plain(texts[at])) for at in pool], bool)
    best = np.zeros(len(pool))
    for row in alike[[at in known for at in pool]]:
        best = np.maximum(best, row)
    gain = np.where(free, (np.maximum(alike - best, 0) * voices).sum(axis=1), -1.0)
    drawn: list[int] = []
    while len(drawn) < size and free.any():
        place = int(gain.argmax())
        # What a text adds only shrinks as others are drawn: the old figure bounds it (Minoux 1978).
        gain[place] = float((np.maximum(alike[place] - best, 0) * voices).sum())
        if place == int(gain.argmax()):
            drawn.append(pool[place])
            free[place], gain[place] = False, -1.0
            best = np.maximum(best, alike[place])
    return tuple(drawn)


def _pool(texts: Sequence[str], times: Sequence[int], coded: Collection[int]) -> list[int]:
    """The texts among which is drawn, by alphabet; those that are coded among them, as they teach already."""
    order = sorted(range(len(texts)), key=lambda at: (-times[at], texts[at]))
    if len(order) > POOL:
        rest = sorted(order[POOL // 2 :], key=lambda at: texts[at])
        order = [*order[: POOL // 2], *rest[:: -(-len(rest) // (POOL // 2))]]
        order = [*order, *sorted(set(coded) - set(order))]
    return sorted(order, key=lambda at: texts[at])


def propose_codes(
    texts: Sequence[str], codes: Sequence[str], promise: float = PROMISE, embed: Embed | None = None
) -> Coding:
    """Propose codes for the texts that have none, as many as keep the promise.

    ``codes`` has a code for each text that a person coded and is empty for the others; the texts should be distinct.
    Likeness to the coded texts is weighed by ridge regression, one code against all others; with a sentence model
    half by meaning. How sure to be is learnt from the coded texts: each is left out in turn and proposed from the
    others (in closed form), and a logistic curve (Platt 1999) over the best and the second best score says how often
    that came out right. Codes are then proposed from the surest on, while their mean certainty keeps the promise.
    """
    coded = np.array([at for at, code in enumerate(codes) if code], np.int64)
    rest = np.array([at for at, code in enumerate(codes) if not code], np.int64)
    names = sorted({codes[at] for at in coded.tolist()})
    nothing = Coding(("",) * len(texts), (0.0,) * len(texts), promise, 0.0, 0.0)
    if len(coded) < FEWEST or len(names) < CODES or not len(rest):
        return nothing
    alike = _alike(texts, coded, embed)
    number = {name: at for at, name in enumerate(names)}
    truth = np.array([number[codes[at]] for at in coded.tolist()])
    share = np.eye(len(names))[truth]
    mean = share.mean(axis=0)
    inverse = np.linalg.inv(alike[coded] + PENALTY * np.eye(len(coded)))
    weights = inverse @ (share - mean)
    left_out, known = _best(share - weights / np.diag(inverse)[:, None])
    right = left_out == truth
    found, scores = _best(alike[rest] @ weights + mean)
    certainty = _curve(known, right.astype(np.float64), scores)
    order = np.argsort(-certainty, kind="stable")
    kept = order[np.cumsum(certainty[order]) >= promise * np.arange(1, len(order) + 1)]
    proposed, sure = [""] * len(texts), [0.0] * len(texts)
    for place in kept.tolist():
        at = int(rest[place])
        proposed[at], sure[at] = names[found[place]], round(float(certainty[place]), 3)
    expected = float(certainty[kept].mean()) if len(kept) else 0.0
    return Coding(tuple(proposed), tuple(sure), promise, expected, float(right.mean()))


def _alike(texts: Sequence[str], coded: Indices, embed: Embed | None) -> Matrix:
    """How alike every text is to every coded one."""
    alike = likenesses([plain(text) for text in texts], coded)
    if embed is not None:
        rows = np.rint(embed(texts) * _FINE)
        rows -= rows.mean(axis=0)
        rows /= np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-9)
        alike = (alike + np.maximum(rows @ rows[coded].T, 0)) / 2
    return np.asarray(alike**POWER)


def _best(scores: Matrix) -> tuple[Indices, Matrix]:
    """The number of the best code of each row, and its score beside that of the second best."""
    scores = np.round(scores, 9)  # so that the last bits decide nothing
    rows = np.arange(len(scores))
    best = scores.argmax(axis=1)
    others = scores.copy()
    others[rows, best] = -np.inf
    return best, np.stack([scores[rows, best], others.max(axis=1), np.ones(len(scores))], axis=1)


def _curve(known: Matrix, right: Matrix, wanted: Matrix) -> Matrix:
    """How likely each of ``wanted`` is right, by a logistic regression on what is ``known`` (Newton's method)."""
    slope = np.zeros(known.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-known @ slope))
        gradient = known.T @ (chance - right) + _STIFFNESS * slope
        curvature = (known * (chance * (1 - chance))[:, None]).T @ known + _STIFFNESS * np.eye(len(slope))
        step = np.linalg.solve(curvature, gradient)
        slope -= step
        if np.abs(step).max() < 1e-9:
            break
    doubt = np.sqrt(np.einsum("ij,ij->i", wanted @ np.linalg.inv(curvature), wanted))
    return np.asarray(np.round(1 / (1 + np.exp(CAUTION * doubt - wanted @ slope)), 9))
