"""How often texts that are suggested as perhaps the same are so, by people's labels. Run: make bench-confidence.

The percentages in decisions.xlsx are chosen on three sets; the others show whether they hold. A set has the answers of
many people to one question; sessions of a hundred rows are drawn from it.
"""

from __future__ import annotations

from itertools import combinations
from statistics import mean

from facilitate.consolidation.meaning import Embed, group_by_meaning
from facilitate.consolidation.suggesting import LEVELS, confidence
from tests.bench.quality import model
from tests.public_sets import CHOSEN_ON, EVEN, FEW, sessions, set_names

SESSIONS = 25
"""So many of each kind from each set."""


def suggested(names: tuple[str, ...], embed: Embed | None) -> dict[float, list[float]]:
    """For every confidence that is said, the share of right pairs of each group that it was said of."""
    shares: dict[float, list[float]] = {share: [] for _, share in LEVELS}
    for name in names:
        for one in (*sessions(name, SESSIONS, EVEN), *sessions(name, SESSIONS, FEW)):
            found = group_by_meaning(one.texts, embed=embed)
            for places in found.members():
                if len(places) > 1:
                    right = [one.labels[a] == one.labels[b] for a, b in combinations(places, 2)]
                    shares[confidence(found.likeness[places[0]])].append(mean(right))
    return shares


def main() -> None:
    """Print what is said beside what is true; with a model too where FACILITATE_MODEL names one."""
    embed = model()
    others = tuple(name for name in set_names() if name not in CHOSEN_ON)
    for what, used in (("letters alone", None), *((("with the model", embed),) if embed else ())):
        print(f"{what}\n{'said':>6} {'chosen on':>10} {'groups':>7} {'others':>7} {'groups':>7}")
        chosen, held_out = suggested(CHOSEN_ON, used), suggested(others, used)
        for said in sorted(chosen, reverse=True):
            line = [(mean(sets[said]) if sets[said] else float("nan"), len(sets[said])) for sets in (chosen, held_out)]
            print(f"{said:6.0%} {line[0][0]:10.0%} {line[0][1]:7} {line[1][0]:7.0%} {line[1][1]:7}", flush=True)
    print(f"chosen on {', '.join(CHOSEN_ON)}; others: {', '.join(others)}")


if __name__ == "__main__":
    main()
