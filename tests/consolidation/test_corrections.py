"""What a person put together or took apart holds after any later merge, in any order of what comes."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.consolidation.polarity import difference, stance
from facilitate.consolidation.proposals import gather
from facilitate.consolidation.reconcile import reconcile
from facilitate.consolidation.suggesting import suggest_same
from facilitate.consolidation.wording_tables import remembered
from facilitate.consolidation.words import plain
from facilitate.records.categories import ProposalId
from facilitate.records.contributions import Action
from facilitate.records.wordings import Correction, Remembered, Said
from tests.consolidation.test_proposals import C1, C2, LIST, says, tables

TEXTS = (
    "Training should be free for all apprentices",
    "Trainings should be free for all aprentices",
    "We think that training should be FREE for all apprentices!",
    "Training should not be free for all apprentices",
    "Apprentices should get all training for free",
    "Training should be free for 20 apprentices",
    "Training should be free for 30 apprentices",
    "Wages of apprentices should rise",
    "Wages of aprentices should rise",
    "Wages of apprentices should fall",
)
contributions = st.builds(
    says,
    st.sampled_from(["blue", "green", "red"]),
    st.sampled_from([Action.IMPROVE, Action.IMPROVE, Action.RENAME, Action.DROP]),
    st.sampled_from([C1, C1, C2]),
    improve=st.sampled_from(TEXTS),
    row=st.integers(2, 9),
)
files = st.lists(contributions, min_size=1, max_size=8)


class Book:
    """decisions.xlsx between merges: what the program remembers of it, and what a person typed into it."""

    def __init__(self):
        self.base, self.theirs, self.said = None, None, {}

    def merge(self, contributions):
        """Merge, and keep the sheets as the program does."""
        before = remembered(self.base[0], self.base[1], self.theirs[0]) if self.base else Remembered()
        gathered, problems = gather(contributions, LIST, before, tuple(self.said.values()))
        new = tables(gathered)
        kept = [
            reconcile(base, theirs, table)[:2]
            for base, theirs, table in zip(self.base or new, self.theirs or new, new, strict=True)
        ]
        self.theirs, self.base = tuple(one for one, _ in kept), tuple(base for _, base in kept)
        return gathered, problems


def homes(gathered):
    """The proposal in which each wording stands, parts led to their wholes."""
    heads = dict(gathered.part_of)
    return {one.id: heads.get(one.proposal, one.proposal) for one in gathered.wordings}


def sound(gathered, contributions, joined):
    """What holds of any merge: each contribution once, groups once, one action, no denial but by a person's word."""
    assert sorted(map(repr, (c for p in gathered.proposals for c in p.contributions))) == sorted(
        map(repr, set(contributions))
    )
    for proposal in gathered.proposals:
        assert list(proposal.groups) == sorted({one.group for one in proposal.contributions})
        assert {one.action for one in proposal.contributions} in ({proposal.action}, {proposal.action, Action.IMPROVE})
    where = homes(gathered)
    for one, other in combinations(gathered.wordings, 2):
        if where[one.id] == where[other.id] and where[one.id] not in joined:
            assert difference(stance(plain(one.text)), stance(plain(other.text))) == ""
    for group in suggest_same(gathered):
        assert not {tuple(sorted(pair)) for pair in combinations(group.proposals, 2)} & set(gathered.apart)


@settings(max_examples=60, deadline=None)
@given(files, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_never_matters(contributions, chance):
    gathered, _ = gather(contributions, LIST)
    sound(gathered, contributions, frozenset())
    shuffled = list(contributions)
    chance.shuffle(shuffled)
    assert gather(shuffled, LIST)[0] == gathered


@settings(max_examples=40, deadline=None)
@given(st.lists(files, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_untouched_merges_one_by_one_end_as_one_merge_of_all(arrivals, chance):
    book, so_far = Book(), []
    for contributions in arrivals:
        so_far += contributions
        gathered, _ = book.merge(so_far)
    together, _ = gather(so_far, LIST)
    assert _partition(gathered) == _partition(together)


def _partition(gathered):
    return {frozenset(map(repr, one.contributions)) for one in gathered.proposals}


@st.composite
def corrections(draw, gathered):
    """What a person might type after a merge."""
    ids = [one.id for one in gathered.proposals]
    worded = [one.id for one in gathered.wordings]
    found = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["same", "not", "none", "move", "beside", "new"]))
        if kind in ("same", "not", "none"):
            of, other = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
            said = {"same": Said.SAME, "not": Said.NOT, "none": Said.NONE}[kind]
            if of != other:
                found.append(Correction(of, said, "" if said is Said.NONE else other, kind))
        elif worded:
            of = draw(st.sampled_from(worded))
            other = {"move": draw(st.sampled_from(ids)), "beside": draw(st.sampled_from(worded)), "new": ""}[kind]
            if of != other:
                found.append(Correction(of, Said.SAME if other else Said.NEW, other, other or "new"))
    return found


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_a_person_corrected_holds_after_any_later_merge(data):
    corrected_and_late(data)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_what_a_person_corrected_holds_in_very_many_cases(data):
    corrected_and_late(data)


def corrected_and_late(data):
    """Corrections, and late files in any order: what was said holds, and nothing moves in what a person dealt with."""
    book, so_far = Book(), list(data.draw(files))
    gathered, _ = book.merge(so_far)
    for one in data.draw(corrections(gathered)):
        book.said.setdefault(one.of, one)
    gathered, problems = book.merge(so_far)
    after = homes(gathered)
    again, _ = book.merge(so_far)
    assert homes(again) == after  # the same merge twice
    unclear = bool(problems)
    joined = frozenset(after.values()) if book.said else frozenset()
    kept_where = {one.id: (after[one.id], one.key) for one in gathered.wordings}
    settled = {replace(one.key, wording="") for one in gathered.wordings if one.id in book.said}
    for _ in range(data.draw(st.integers(1, 3))):
        so_far += data.draw(files)
        late = list(so_far)
        data.draw(st.randoms(use_true_random=False)).shuffle(late)
        gathered, problems = book.merge(late)
        sound(gathered, late, joined | set(homes(gathered).values()))
        now = homes(gathered)
        for id, (home, key) in kept_where.items():
            if replace(key, wording="") in settled:
                assert now[id] == home
        if not unclear:
            for one in book.said.values():
                _holds(one, now, gathered)


def _holds(one, now, gathered):
    """A correction is as it was asked for."""
    heads = dict(gathered.part_of)
    living = {proposal.id for proposal in gathered.proposals}
    if one.of.startswith("W"):
        if one.said is Said.SAME and one.other.startswith("P"):
            assert now[one.of] == heads.get(ProposalId(one.other), one.other)
        return
    of, other = ProposalId(one.of), ProposalId(one.other)
    if one.said is Said.SAME:
        assert heads.get(of, of) == heads.get(other, other) or not {of, other} <= living | heads.keys()
    if one.said is Said.NOT and {of, other} <= living:
        assert heads.get(of, of) != heads.get(other, other)


def test_a_wording_that_is_alone_in_its_proposal_stays_there_where_it_is_asked_for_a_new_one():
    book = Book()
    remark, rename = (
        says("blue", Action.IMPROVE, C1, improve=TEXTS[0]),
        says("red", Action.RENAME, C1, improve=TEXTS[7]),
    )
    gathered, _ = book.merge([remark, rename])
    worded = {one.key.action: one for one in gathered.wordings}
    asks, said = worded[Action.RENAME], worded[Action.IMPROVE]
    book.said[said.id] = Correction(said.id, Said.SAME, asks.proposal, asks.proposal)
    book.said[asks.id] = Correction(asks.id, Said.NEW, "", "new")
    for _ in range(2):
        gathered, problems = book.merge([rename, remark])
        (proposal,) = gathered.proposals  # no proposal to rename is left of which nobody asks for a name
        assert (proposal.id, proposal.action, problems) == (asks.proposal, Action.RENAME, ())
        assert len(proposal.contributions) == 2
