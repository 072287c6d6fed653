"""How remarks without a topic are put together as themes, by the likeness asked for. Run: python -m tests.bench themes

Sessions of sixty remarks, as a meeting of ten groups writes down. The likeness is chosen on three sets of public texts
with people's labels; the others show whether it holds.
"""

from __future__ import annotations

from itertools import combinations
from statistics import mean

from facilitate.consolidation.meaning import group_by_meaning
from facilitate.consolidation.reflections import ALIKE
from tests.measures import agreement
from tests.public_sets import CHOSEN_ON, sessions, set_names

SESSIONS, REMARKS = 12, 60
CUTS = (0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35)


def themes(names: tuple[str, ...], cut: float) -> tuple[float, ...]:
    """Means over sessions: themes of two or more, share of remarks in them, share of right pairs in a theme, B-cubed
    and ARI.
    """
    lines, right = [], []
    for name in names:
        for one in sessions(name, SESSIONS):
            texts, labels = one.texts[:REMARKS], one.labels[:REMARKS]
            members = group_by_meaning(texts, cut=cut).members()
            found = {place: at for at, places in enumerate(members) for place in places}
            several = [places for places in members if len(places) > 1]
            right += [mean(labels[a] == labels[b] for a, b in combinations(places, 2)) for places in several]
            agreed = agreement(labels, [found[place] for place in range(len(texts))])
            lines.append((len(several), sum(map(len, several)) / len(texts), agreed.b_cubed, agreed.ari))
    count, covered, bcubed, ari = (mean(line[at] for line in lines) for at in range(4))
    return count, covered, mean(right), bcubed, ari


def main() -> None:
    """Print a line for each likeness, on the sets chosen on and on the others."""
    others = tuple(name for name in set_names() if name not in CHOSEN_ON)
    heads = "".join(f"{what:>10}" for what in ("themes", "remarks in", "right", "B-cubed", "ARI"))
    for what, names in (("chosen on", CHOSEN_ON), ("others", others)):
        print(f"{what}: {', '.join(names)}\n{'likeness':>10}{heads}")
        for cut in CUTS:
            count, covered, right, bcubed, ari = themes(names, cut)
            sign = "  <- used" if cut == ALIKE else ""
            print(f"{cut:10}{count:10.1f}{covered:10.0%}{right:10.0%}{bcubed:10.3f}{ari:10.3f}{sign}")


if __name__ == "__main__":
    main()
