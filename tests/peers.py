"""How others group texts, for comparison: OpenRefine's methods, RapidFuzz, HDBSCAN, a BERTopic-like pipeline.

The small ones are written here after their public descriptions; the others are scikit-learn and umap-learn (extra
``bench``). Each takes texts, vectors of a sentence model or None, and one setting; and gives a label a text.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

Method = Callable[[Sequence[str], np.ndarray | None, float], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A way of grouping, and the settings among which the best one is chosen; ``model`` says that it needs vectors."""

    name: str
    method: Method
    settings: tuple[float, ...] = (0.0,)
    model: bool = False


def fingerprint(text: str) -> str:
    """OpenRefine's key: small letters, no accents and signs, every word once, sorted."""
    return " ".join(sorted(set(re.sub(r"[^\w\s]", "", _bare(text)).split())))


def gram_fingerprint(text: str, size: int = 2) -> str:
    """OpenRefine's n-gram key: the distinct runs of two letters, sorted."""
    letters = re.sub(r"[\W_]", "", _bare(text))
    return "".join(sorted({letters[at : at + size] for at in range(max(len(letters) - size + 1, 1))}))


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(ch for ch in text if not unicodedata.combining(ch))


def by_key(key: Callable[[str], str]) -> Method:
    """One group for each key."""

    def method(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
        known: dict[str, int] = {}
        return [known.setdefault(key(text), len(known)) for text in texts]

    return method


def nearest_neighbour(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
    """OpenRefine's nearest neighbours: a run of six letters in common, at most so many edits apart, linked."""
    blocks: dict[str, list[int]] = defaultdict(list)
    small = [text.lower() for text in texts]
    for at, text in enumerate(small):
        for run in {text[start : start + 6] for start in range(max(len(text) - 5, 1))}:
            blocks[run].append(at)
    pairs = {(a, b) for places in blocks.values() for a in places for b in places if a < b}
    near = ((a, b) for a, b in pairs if Levenshtein.distance(small[a], small[b]) <= setting)
    return linked(len(texts), near)


def fuzzy(scorer: Callable[..., float]) -> Method:
    """Pairs from a RapidFuzz score on are linked, and whatever is linked is one group."""

    def method(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
        scores = process.cdist(texts, texts, scorer=scorer, processor=str.lower)
        return linked(len(texts), zip(*np.nonzero(scores >= setting), strict=True))

    return method


def linked(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Connected components (union-find)."""
    parent = list(range(count))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[root(int(one))] = root(int(other))
    return [root(one) for one in range(count)]


def _tfidf(texts: Sequence[str]) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([*texts, "filler"])[:-1].toarray()


def _hdbscan(rows: np.ndarray, least: int) -> list[int]:
    """HDBSCAN's groups; what it throws away as noise stands alone."""
    from sklearn.cluster import HDBSCAN

    labels = HDBSCAN(min_cluster_size=least, copy=True).fit_predict(rows)
    return [int(label) if label >= 0 else -place - 2 for place, label in enumerate(labels)]


def tfidf_hdbscan(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
    """Word TF-IDF, HDBSCAN with so many members at least."""
    return _hdbscan(_tfidf(texts), int(setting))


def tfidf_average(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
    """Character TF-IDF, average linkage down to a likeness: the plain form of what facilitate does."""
    rows = _characters(texts)
    return _average(1 - rows @ rows.T, setting)


def _characters(texts: Sequence[str]) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform([*texts, "filler"])[:-1].toarray()


def _average(distances: np.ndarray, setting: float) -> list[int]:
    from sklearn.cluster import AgglomerativeClustering

    made = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - setting
    )
    return [int(label) for label in made.fit_predict(np.maximum(distances, 0))]


def half_and_half(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
    """Half centred sentence vectors, half character TF-IDF, average linkage: the recipe that the mark was set with."""
    assert vectors is not None
    rows = vectors - vectors.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    letters = _characters(texts)
    return _average(1 - (rows @ rows.T + letters @ letters.T) / 2, setting)


def bertopic_like(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
    """BERTopic's steps: sentence vectors (or TF-IDF), UMAP to five dimensions, HDBSCAN."""
    return _hdbscan(_reduced(tuple(texts), None if vectors is None else vectors.tobytes()), int(setting))


@lru_cache(maxsize=1 << 10)  # it takes most of the time, and is the same for every setting
def _reduced(texts: tuple[str, ...], vectors: bytes | None) -> np.ndarray:
    import umap

    rows = _tfidf(texts) if vectors is None else np.frombuffer(vectors).reshape(len(texts), -1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42, n_jobs=1)
        return np.asarray(made.fit_transform(rows))


PEERS = (
    Peer("all in one", lambda texts, vectors, setting: [0] * len(texts)),
    Peer("all alone", lambda texts, vectors, setting: list(range(len(texts)))),
    Peer("OpenRefine fingerprint", by_key(fingerprint)),
    Peer("OpenRefine 2-gram fingerprint", by_key(gram_fingerprint)),
    Peer("OpenRefine nearest neighbour", nearest_neighbour, (1, 3, 6, 10, 15)),
    Peer("RapidFuzz ratio, linked", fuzzy(fuzz.ratio), (55, 60, 65, 70, 80, 90)),
    Peer("RapidFuzz token_set_ratio, linked", fuzzy(fuzz.token_set_ratio), (60, 65, 70, 75, 80, 90)),
    Peer("word TF-IDF + HDBSCAN", tfidf_hdbscan, (2, 3, 5)),
    Peer("character TF-IDF + average linkage", tfidf_average, (0.075, 0.1, 0.125, 0.15)),
    Peer("half MiniLM, half characters + average", half_and_half, (0.075, 0.1, 0.125, 0.15), model=True),
    Peer("TF-IDF + UMAP + HDBSCAN", bertopic_like, (2, 3, 5)),
    Peer("BERTopic-like: MiniLM + UMAP + HDBSCAN", bertopic_like, (2, 3, 5), model=True),
)
