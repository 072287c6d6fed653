"""How well texts are grouped, joined and coded, beside what others use, on public sets with human labels.

Run: make bench-quality. Settings are chosen on three sets and reported on the others. FACILITATE_DATA names the folder
of the sets, FACILITATE_MODEL the wheel of the sentence model; what is not there is left out and said.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from facilitate.consolidation.meaning import Embed, group_by_meaning
from facilitate.consolidation.repeats import group_repeats
from facilitate.consolidation.sentences import RARE, pooled, token_weights
from facilitate.reading.model import SentenceModel, read_model
from tests.coded_sets import coding
from tests.made_texts import made_rows
from tests.measures import Agreement, agreement, mean
from tests.peers import PEERS, Method, Peer, fingerprint, gram_fingerprint
from tests.public_sets import ALL, CHOSEN_ON, EVEN, FEW, Labelled, sessions, set_names

MARK, MARK_MODEL, MARK_REPEATS = 0.34, 0.41, 0.93
SESSIONS, KINDS, ROWS = 6, (EVEN, FEW, ALL), 1_000_000
"""Sessions of each kind from each set; ``--sessions 30`` halves the interval, and takes five times as long."""
UNUSED = "not run: the extra is not installed (pip install -e '.[bench]')"


@dataclass(frozen=True, slots=True)
class Remembering:
    """A sentence model that works each text out once. What it remembers has 32 bits, to need less room."""

    model: SentenceModel
    known: dict[str, tuple[list[int], np.ndarray]] = field(default_factory=dict)

    def __call__(self, texts: Sequence[str], rare: float = RARE) -> np.ndarray:
        """A row for each text, as ``SentenceModel`` gives it."""
        new = sorted(set(texts) - self.known.keys())
        tokens = self.model.tokens(new)
        for at, state in self.model.encoder.states(tokens):
            self.known[new[at]] = (tokens[at], state.astype(np.float32))
        weights = token_weights([self.known[text][0] for text in texts], rare)
        return np.array([pooled(state, ids, weights) for ids, state in map(self.known.__getitem__, texts)])


def model() -> Remembering | None:
    """The sentence model; None where FACILITATE_MODEL names none."""
    path = os.environ.get("FACILITATE_MODEL")
    found, problems = read_model(Path(path)) if path else (None, ())
    for problem in problems:
        print(f"no model: {problem.message}")
    return Remembering(found) if found else None


def ours(embed: Embed | None) -> Method:
    """What facilitate suggests, at its default."""

    def method(texts: Sequence[str], vectors: np.ndarray | None, setting: float) -> Sequence[int]:
        return group_by_meaning(texts, embed=embed).group_of

    return method


def grouping(count: int, kind: str, embed: Remembering | None) -> None:
    """The table of all methods on sessions of a hundred rows."""
    names = set_names()
    drawn = {name: sessions(name, count, kind) for name in names}
    vectors = {
        (name, at): embed(one.texts, rare=0) for name in names for at, one in enumerate(drawn[name])
    } if embed else {}  # fmt: skip
    others = [name for name in names if name not in CHOSEN_ON]
    print(f"\nSessions of 100 rows, {kind}: {count} of each set; settings chosen on {', '.join(CHOSEN_ON)}.")
    print(
        f"Means over the other {len(others)} sets, the ARI with its 95 % interval (the sets are given, "
        "sessions drawn); "
        "right: the share of pairs in one group that have one label."
    )
    heads = f"{'ARI':>7}{'':>7}{'B-cubed':>9}{'F1':>7}{'right':>7}{'V':>7}{'tuned ARI':>11}{'CPU s':>7}"
    print(f"{'method':42}{'setting':>8}{heads}")
    mine = [Peer("facilitate", ours(None))] + ([Peer("facilitate --model", ours(embed), model=True)] if embed else [])
    best = {}
    for peer in (*PEERS, *mine):
        if peer.model and embed is None:
            print(f"{peer.name:42} not run: FACILITATE_MODEL names no model")
            continue
        try:
            setting, tuned, found, seconds = _chosen(peer, drawn, vectors)
        except ImportError:
            print(f"{peer.name:42} {UNUSED}")
            continue
        at = mean([mean(found[name]) for name in others])
        spread = 1.96 * _error([[one.ari for one in found[name]] for name in others])
        figures = f"{at.ari:7.3f} ±{spread:.3f}{at.b_cubed:9.3f}{at.f1:7.3f}{at.precision:7.3f}{at.v:7.3f}"
        print(f"{peer.name:42}{setting or '':>8}{figures}{tuned:11.3f}{seconds:7.1f}", flush=True)
        best[peer.name] = found
    for peer in mine:
        each = "  ".join(f"{name} {mean(best[peer.name][name]).ari:.2f}" for name in names)
        print(f"{peer.name}, ARI by set: {each}")
        mark = MARK_MODEL if peer.model else MARK
        reached = mean([mean(best[peer.name][name]) for name in others]).ari
        print(f"  mark {mark}: {'met' if reached > mark else 'NOT met'} ({reached:.3f})")


def _error(values: Sequence[Sequence[float]]) -> float:
    """The standard error of the mean over sets of the means of what was drawn from each."""
    return float(np.sqrt(sum(np.var(one, ddof=1) / len(one) if len(one) > 1 else 0.0 for one in values)) / len(values))


def _chosen(
    peer: Peer, drawn: dict[str, list[Labelled]], vectors: dict[tuple[str, int], np.ndarray]
) -> tuple[float, float, dict[str, list[Agreement]], float]:
    """The setting with the best mean ARI on the sets to choose on, that ARI, what it finds on all sets, CPU seconds."""

    def at(setting: float, names: Sequence[str]) -> dict[str, list[Agreement]]:
        return {
            name: [
                agreement(
                    one.labels, peer.method(one.texts, vectors.get((name, place)) if peer.model else None, setting)
                )
                for place, one in enumerate(drawn[name])
            ]
            for name in names
        }

    tried = []
    for setting in peer.settings:
        found = at(setting, CHOSEN_ON)
        tried.append((mean([mean(found[name]) for name in CHOSEN_ON]).ari, -setting))
    tuned, setting = max(tried)
    started = time.process_time()
    found = at(-setting, [name for name in drawn if name not in CHOSEN_ON])
    seconds = time.process_time() - started
    return -setting, tuned, {**at(-setting, CHOSEN_ON), **found}, seconds


def near_repeats(rows: int) -> None:
    """Near repeats among made rows whose truth is known, beside OpenRefine's keys."""
    made = made_rows(rows)
    print(
        f"\nNear repeats among {rows:,} made rows, {len(set(made.truth)):,} statements, half of the rows exact copies:"
    )
    methods: dict[str, Callable[[], Sequence[int]]] = {
        "facilitate": lambda: group_repeats(made.texts).labels.tolist(),
        "OpenRefine fingerprint": lambda: _keyed(fingerprint, made.texts),
        "OpenRefine 2-gram fingerprint": lambda: _keyed(gram_fingerprint, made.texts),
    }
    for name, method in methods.items():
        started = time.process_time()
        labels = method()
        seconds = time.process_time() - started
        one = agreement(made.truth, labels)
        print(f"{name:32} P {one.precision:.3f}  R {one.recall:.3f}  {seconds:6.1f} CPU s")
        if name == "facilitate":
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            met = one.precision >= MARK_REPEATS and one.recall >= MARK_REPEATS
            print(f"  mark P and R {MARK_REPEATS}: {'met' if met else 'NOT met'}; {peak:.1f} GB with all that was made")
            by_statement: dict[int, set[int]] = {}
            for truth, label in zip(made.truth, labels, strict=True):
                by_statement.setdefault(truth, set()).add(label)
            joined = sum(
                bool(by_statement[a] & by_statement[b]) for a, b in made.turned if {a, b} <= by_statement.keys()
            )
            print(f"  statements and their denials: {len(made.turned):,} pairs, {joined} joined")


def _keyed(key: Callable[[str], str], texts: Sequence[str]) -> list[int]:
    known: dict[str, int] = {}
    return [known.setdefault(key(text), len(known)) for text in texts]


def main(words: Sequence[str] = ()) -> None:
    """All tables, or those asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "tables", nargs="*", choices=("grouping", "repeats", "coding", []), help="all where none is named"
    )
    asked.add_argument("--sessions", type=int, default=SESSIONS)
    asked.add_argument(
        "--kinds", nargs="*", choices=KINDS, help="how sessions are drawn; all kinds where none is named"
    )
    asked.add_argument("--rows", type=int, default=ROWS)
    chosen = asked.parse_args(words)
    tables = chosen.tables or ("grouping", "repeats", "coding")
    if not set_names():
        print("The public sets are not there; FACILITATE_DATA names their folder.")
    embed = model()
    if "grouping" in tables and set_names():
        for kind in chosen.kinds or KINDS:
            grouping(chosen.sessions, kind, embed)
    if "repeats" in tables:
        near_repeats(chosen.rows)
    if "coding" in tables and set_names():
        for line in coding(embed):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
