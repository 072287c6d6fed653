"""A sentence model as arithmetic: from the numbers of tokens to a row that stands for the meaning of a text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

RARE = 2.0
"""How much more a word counts the fewer texts have it. Chosen with the settings of ``meaning``."""
BATCH = 16
"""So many texts of about one length are worked out at once."""
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Encoder:
    """The weights of a BERT encoder (Devlin et al. 2019); its last layer is pooled (Reimers and Gurevych 2019).

    ``weights`` hold float64 arrays by the names that the model's file gives them, such as
    ``encoder.layer.0.output.dense.weight`` (shape: outputs, inputs). Everything is worked out with 64 bits, though the
    weights have 32: what is left of rounding is so small that it is the same on every machine once ``meaning`` has
    made whole numbers of it.
    """

    weights: Mapping[str, Matrix]
    heads: int
    layers: int

    def rows(self, tokens: Sequence[Sequence[int]], rare: float = RARE) -> Matrix:
        """A row of length 1 for each text, given as the numbers of its tokens; no text may be without tokens.

        A row is the mean of the text's tokens, weighed by ``token_weights``; with ``rare`` 0 each counts the same.
        """
        weights = token_weights(tokens, rare)
        rows = np.zeros((len(tokens), self.weights["embeddings.word_embeddings.weight"].shape[1]))
        for at, state in self.states(tokens):
            rows[at] = pooled(state, tokens[at], weights)
        return rows

    def states(self, tokens: Sequence[Sequence[int]]) -> Iterator[tuple[int, Matrix]]:
        """The last layer, a row for each token, of one text after the other; with each the text's place."""
        for batch in _batches(tokens):
            longest = max(len(tokens[at]) for at in batch)
            ids = np.zeros((len(batch), longest), np.int64)
            there = np.zeros((len(batch), longest))
            for row, at in enumerate(batch):
                ids[row, : len(tokens[at])] = tokens[at]
                there[row, : len(tokens[at])] = 1.0
            for at, state in zip(batch, self._last_layer(ids, there), strict=True):
                yield at, state[: len(tokens[at])]

    def _last_layer(self, ids: npt.NDArray[np.int64], there: Matrix) -> Matrix:
        state = (
            self.weights["embeddings.word_embeddings.weight"][ids]
            + self.weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normal(state, "embeddings.LayerNorm")
        hidden = (1.0 - there)[:, None, None, :] * -1e9
        for layer in range(self.layers):
            state = self._layer(state, hidden, f"encoder.layer.{layer}")
        return state

    def _layer(self, state: Matrix, hidden: Matrix, name: str) -> Matrix:
        texts, length, width = state.shape
        each = width // self.heads

        def split(part: str) -> Matrix:
            whole = self._dense(state, f"{name}.attention.self.{part}")
            return whole.reshape(texts, length, self.heads, each).transpose(0, 2, 1, 3)

        scores = split("query") @ split("key").transpose(0, 1, 3, 2) / np.sqrt(each) + hidden
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ split("value")).transpose(0, 2, 1, 3).reshape(texts, length, width)
        state = self._normal(
            state + self._dense(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
        )
        inner = _gelu(self._dense(state, f"{name}.intermediate.dense"))
        return self._normal(state + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _dense(self, state: Matrix, name: str) -> Matrix:
        flat = (
            state.reshape(-1, state.shape[-1]) @ self.weights[f"{name}.weight"].T
        )  # one product of two large matrices
        flat += self.weights[f"{name}.bias"]
        return np.asarray(flat.reshape(*state.shape[:-1], -1))

    def _normal(self, state: Matrix, name: str) -> Matrix:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
        return np.asarray(centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def token_weights(tokens: Sequence[Sequence[int]], rare: float = RARE) -> dict[int, float]:
    """How much each token counts: ``ln(1 + texts / texts that have it) ** rare``.

    What all texts of a session say (“we should”, its subject) tells them apart no better than a full stop does. The
    weights of smooth inverse frequency (Arora, Liang and Ma 2017) do so by how rare a word is in a language; here the
    session decides.
    """
    held = Counter(token for text in tokens for token in set(text))
    return {token: math.log1p(len(tokens) / times) ** rare for token, times in held.items()}


def pooled(state: Matrix, tokens: Sequence[int], weights: Mapping[int, float]) -> Matrix:
    """The weighed mean of a text's tokens (shape: tokens, width), at length 1."""
    mean = np.array([weights[token] for token in tokens]) @ state
    return np.asarray(mean / max(math.sqrt(float(mean @ mean)), _EPSILON))


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The places of texts by their length, so that little is padded."""
    order = sorted(range(len(tokens)), key=lambda at: (len(tokens[at]), tuple(tokens[at])))
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _gelu(state: Matrix) -> Matrix:
    """x times the normal distribution's share below x; erf after Abramowitz and Stegun (1964), 7.1.26, to 1.5e-7."""
    size = np.abs(state) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * size)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    erf = np.copysign(1.0 - series * np.exp(-size * size), state)
    return np.asarray(0.5 * state * (1.0 + erf))
