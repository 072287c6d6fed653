"""Which proposals a person is asked to decide on, where there are more than anybody reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Proposal
from facilitate.records.wordings import Gathered

MOST = 500
"""So many proposals stand in decisions.xlsx; those beyond are listed apart."""


def listed_and_rest(
    gathered: Gathered, known: Iterable[ProposalId], most: int = MOST
) -> tuple[Gathered, tuple[Proposal, ...]]:
    """What a person is asked to decide on, in the order of the list, and the rest, the most supported first.

    Listed are the ``most`` proposals with most groups behind them, and whatever was listed before (``known``):
    nothing that a person may have dealt with is taken away. Of proposals with the same support, those that come
    first in the list. Few proposals are listed all. The ids of the rest, R1, R2 ..., hold for one merge: an id for
    good is given when a proposal is listed.
    """
    proposals = gathered.proposals
    if len(proposals) <= most:
        return gathered, ()
    by_support = sorted(proposals, key=lambda one: -len(one.groups))  # stable: then in the order of the list
    chosen = {one.id for one in by_support[:most]}.union(known)
    heads = dict(gathered.part_of)
    listed = replace(
        gathered,
        proposals=tuple(one for one in proposals if one.id in chosen),
        wordings=tuple(one for one in gathered.wordings if heads.get(one.proposal, one.proposal) in chosen),
    )
    rest = (one for one in by_support if one.id not in chosen)
    return listed, tuple(replace(one, id=ProposalId(f"R{place}")) for place, one in enumerate(rest, 1))
