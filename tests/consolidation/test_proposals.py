"""Contributions become proposals: what is joined, what is not, and that the order of the files does not matter."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from facilitate.consolidation.conflicts import between_groups, contradict_themselves, find_conflicts
from facilitate.consolidation.decision_tables import decisions_table
from facilitate.consolidation.opposition import opposed_texts
from facilitate.consolidation.proposals import gather as gather_all
from facilitate.consolidation.support import Turnout, needed, suggest, supports_of
from facilitate.consolidation.wording_tables import remembered, wordings_table
from facilitate.consolidation.wordings import key, wording
from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Conflict, Contribution, Proposal
from facilitate.records.meeting import AdoptionRule, Group, Meeting, RuleKind
from facilitate.records.sources import GroupId, Place, Source
from facilitate.records.wordings import Remembered

C1, C2, C3 = CategoryId("C1"), CategoryId("C2"), CategoryId("C3")
LIST = Version("v0", "s", (Category(C1, "Training"), Category(C2, "Research"), Category(C3, "Inclusion")))
MEETING = Meeting("Meeting", groups=tuple(Group(GroupId(g), f"Group {g.title()}") for g in ("blue", "green", "red")))


def says(group, action, category=C1, *names, into=None, improve="", row=2, file=None):
    place = Place(file or f"groups/{group}.xlsx", "Categories", f"D{row}")
    source = Source(GroupId(group), place, "f" * 64, str(action))
    return Contribution(GroupId(group), action, category, source, names=names, into=into, improve=improve)


def gather(contributions, version, before=None, corrections=()):
    """The proposals alone, where nothing is asked back."""
    gathered, problems = gather_all(contributions, version, before, corrections)
    assert problems == ()
    return gathered.proposals


def test_the_same_wording_is_one_proposal_with_all_its_sources():
    blue = says("blue", Action.RENAME, C1, "Work-based learning (on the job)")
    green = says("green", Action.RENAME, C1, "work based  Learning (On-the-Job)")
    (one,) = gather([blue, green], LIST)
    assert one.id == "P1"
    assert one.groups == ("blue", "green")
    assert [c.source for c in one.contributions] == [blue.source, green.source]


@pytest.mark.parametrize(
    "other",
    [
        says("green", Action.RENAME, C1, "Learning at work"),
        says("green", Action.WIDEN, C1, "Practice"),
        says("green", Action.RENAME, C2, "Practice"),
    ],
    ids=["another wording", "another action", "another category"],
)
def test_what_differs_stays_apart(other):
    assert len(gather([says("blue", Action.RENAME, C1, "Practice"), other], LIST)) == 2


def test_parts_of_a_split_count_in_any_order_and_merges_by_their_target():
    split = [says("blue", Action.SPLIT, C1, "A", "B"), says("green", Action.SPLIT, C1, "b", "a")]
    merge = [
        says("blue", Action.MERGE, C2, into=C1, improve="too close"),
        says("green", Action.MERGE, C2, into=C1),
        says("red", Action.MERGE, C2, into=C3),
    ]
    assert [(p.action, p.groups) for p in gather([*split, *merge], LIST)] == [
        (Action.SPLIT, ("blue", "green")),
        (Action.MERGE, ("blue", "green")),
        (Action.MERGE, ("red",)),
    ]


def test_a_group_that_says_the_same_thrice_counts_once():
    thrice = [says("blue", Action.DROP, row=row) for row in (2, 3, 4)]
    (one,) = gather(thrice, LIST)
    assert one.groups == ("blue",)
    assert len(one.contributions) == 3


def test_ids_given_earlier_stay_and_new_ones_follow_the_highest():
    known = Remembered({}, {ProposalId("P4"): key(Action.DROP, C2, None, "")})
    proposals = gather([says("blue", Action.RENAME, C1, "X"), says("blue", Action.DROP, C2)], LIST, known)
    assert [(p.id, p.category) for p in proposals] == [("P5", C1), ("P4", C2)]


def tables(gathered):
    """The two sheets that remember, as they are written and nobody has touched them."""
    suggestions = {p.id: suggest(p, MEETING.rule, 3) for p in gathered.proposals}
    return (
        decisions_table(gathered, (), (), suggestions, LIST, MEETING),
        wordings_table(gathered.wordings, LIST, MEETING),
    )


def test_the_ids_are_read_back_from_the_sheets():
    gathered, _ = gather_all(
        [
            says("blue", Action.SPLIT, C1, "A", "B"),
            says("blue", Action.MERGE, C2, into=C1),
            says("green", Action.IMPROVE, C3, improve="Say who\nis included."),
            says("green", Action.ADD, None, "New one"),
        ],
        LIST,
    )
    decisions, wordings = tables(gathered)
    before = remembered(decisions, wordings, decisions)
    assert before.dealt_with == frozenset()
    assert before.proposals == {p.id: key(p.action, p.category, p.into, wording(p)) for p in gathered.proposals}
    worded = {one.key: (one.id, one.proposal) for one in gathered.wordings}
    assert {one: (w.id, w.proposal) for one, w in before.wordings.items() if w.id} == worded


_some = st.builds(
    says,
    st.sampled_from(["blue", "green", "red"]),
    st.sampled_from(list(Action)),
    st.sampled_from([C1, C2, C3]),
    st.sampled_from(["Alpha", "alpha.", "Beta", "ALPHA"]),
    into=st.sampled_from([C1, C2, C3]),
    improve=st.sampled_from(["", "more", "More!"]),
    row=st.integers(2, 9),
)


@given(st.lists(_some, max_size=12).flatmap(lambda all: st.tuples(st.just(all), st.permutations(all))))
def test_the_order_of_the_contributions_never_matters(both):
    first, second = (gather(one, LIST) for one in both)
    assert first == second
    assert find_conflicts(first, LIST) == find_conflicts(reversed(second), LIST)
    assert sum(len(p.contributions) for p in first) == len(set(both[0]))


CONFLICTS = [
    ("keep", (Action.KEEP, ()), (Action.RENAME, ("X",)), "one keeps as it is what the other changes"),
    ("drop", (Action.DROP, ()), (Action.KEEP, ()), "one drops what the other keeps alive"),
    ("names", (Action.RENAME, ("X",)), (Action.WIDEN, ("Y",)), "two names for one category"),
    ("split", (Action.SPLIT, ("A", "B")), (Action.SPLIT, ("A", "C")), "two ways to split one category"),
    ("merge or split", (Action.MERGE, ()), (Action.SPLIT, ("A", "B")), "one merges what the other splits"),
    ("no conflict", (Action.RENAME, ("X",)), (Action.WIDEN, ("x",)), None),
    ("a remark on what another drops", (Action.IMPROVE, ()), (Action.DROP, ()), "one drops what the other keeps alive"),
    (
        "new words for what another drops",
        (Action.REDEFINE, ()),
        (Action.DROP, ()),
        "one drops what the other keeps alive",
    ),
    ("remarks", (Action.IMPROVE, ()), (Action.RENAME, ("X",)), None),
    ("merge or name", (Action.MERGE, ()), (Action.RENAME, ("X",)), "one merges away what the other words anew"),
    ("keep or move a part", (Action.KEEP, ()), (Action.MOVE, ()), "one keeps as it is what the other changes"),
]


@pytest.mark.parametrize(("one", "other", "why"), [c[1:] for c in CONFLICTS], ids=[c[0] for c in CONFLICTS])
def test_conflicts_about_one_category(one, other, why):
    said = [says("blue", one[0], C1, *one[1], into=C2), says("green", other[0], C1, *other[1], into=C3)]
    found = find_conflicts(gather(said, LIST), LIST)
    assert found == ((Conflict(ProposalId("P1"), ProposalId("P2"), why),) if why else ())


def test_the_same_proposals_about_different_categories_do_not_conflict():
    said = [says("blue", Action.KEEP, C1), says("green", Action.DROP, C2)]
    assert find_conflicts(gather(said, LIST), LIST) == ()


def test_merges_that_form_a_circle_conflict_and_a_chain_does_not():
    circle = [says("a", Action.MERGE, C1, into=C2), says("b", Action.MERGE, C2, into=C3)]
    assert find_conflicts(gather(circle, LIST), LIST) == ()
    circle.append(says("c", Action.MERGE, C3, into=C1))
    assert {c.why for c in find_conflicts(gather(circle, LIST), LIST)} == {
        "merges that form a circle: C1 → C2 → C3 → C1"
    }


@pytest.mark.parametrize(
    ("rule", "groups", "least"),
    [
        (AdoptionRule(RuleKind.MAJORITY), 4, 3),
        (AdoptionRule(RuleKind.MAJORITY), 3, 2),
        (AdoptionRule(RuleKind.ANY), 4, 1),
        (AdoptionRule(RuleKind.UNANIMOUS), 4, 4),
        (AdoptionRule(RuleKind.NUMBER, 2), 4, 2),
        (AdoptionRule(RuleKind.SHARE, 0.6), 4, 3),
        (AdoptionRule(RuleKind.SHARE, 0.5), 4, 2),
        (AdoptionRule(RuleKind.NONE), 4, None),
    ],
)
def test_how_many_groups_a_rule_asks_for(rule, groups, least):
    assert needed(rule, groups) == least


def test_the_rule_only_suggests_and_says_ties_and_disputes():
    (one,) = gather([says("blue", Action.DROP), says("green", Action.DROP)], LIST)
    majority = AdoptionRule(RuleKind.MAJORITY)
    assert str(suggest(one, majority, 3)) == "adopt: 2 of 3 groups"
    assert str(suggest(one, majority, 4)) == "discuss: half of the groups: 2 of 4 groups, 3 needed"
    assert str(suggest(replace(one, groups=()), majority, 3)) == "discuss: 0 of 3 groups, 2 needed"
    assert str(suggest(one, AdoptionRule(RuleKind.NONE), 3)) == "no rule; 2 of 3 groups"
    few = "no quorum: 3 of 9 groups answered, 5 needed"
    assert str(suggest(one, majority, 3, (), few)) == f"discuss: {few}; 2 of 3 groups"


def rival(*groups, id="P2"):
    return Proposal(ProposalId(id), Action.KEEP, C1, groups=tuple(map(GroupId, groups)))


@pytest.mark.parametrize(
    ("rule", "rivals", "said"),
    [
        (AdoptionRule(), [rival("red")], "adopt: 2 of 3 groups, 1 against"),
        (AdoptionRule(RuleKind.ANY), [rival("red")], "discuss: P2 has the votes too; 2 of 3 groups, 1 against"),
        (
            AdoptionRule(RuleKind.ANY),
            [rival("red"), rival("red", id="P3")],
            "discuss: P2 and P3 have the votes too; 2 of 3 groups, 1 against",
        ),
        (AdoptionRule(RuleKind.NUMBER, 2), [rival("red", "blue")], "discuss: a tie with P2; 2 of 3 groups, 1 against"),
        (AdoptionRule(RuleKind.UNANIMOUS), [rival("red")], "discuss: 2 of 3 groups, 1 against, 3 needed"),
        (AdoptionRule(), [rival("blue")], "adopt: 2 of 3 groups"),
        (AdoptionRule(RuleKind.SHARE, 0.6), [rival("red"), rival("red", id="P3")], "adopt: 2 of 3 groups, 1 against"),
    ],
    ids=[
        "outvoted",
        "both would do",
        "all would do",
        "tie",
        "not all",
        "contradicts itself",
        "a group against twice counts once",
    ],
)
def test_what_groups_want_instead_is_counted_against(rule, rivals, said):
    (one,) = gather([says("blue", Action.DROP), says("green", Action.DROP)], LIST)
    assert str(suggest(one, rule, 3, rivals)) == said


def test_people_and_constituencies_stand_behind_a_proposal():
    thrice = [
        structs.replace(says("blue", Action.DROP, row=row), people=people)
        for row, people in ((2, 4), (3, 7), (4, None))
    ]
    (one,) = gather([*thrice, says("green", Action.DROP), says("red", Action.DROP)], LIST)
    groups = tuple(
        replace(g, constituency=c) for g, c in zip(MEETING.groups, ("workers", "employers", "workers"), strict=False)
    )
    turnout = Turnout((GroupId("blue"), GroupId("green")), 3, {GroupId("blue"): 30, GroupId("green"): 12})
    support = supports_of([one], replace(MEETING, groups=groups), turnout)[one.id]
    assert (support.people, support.unsaid) == (7 + 12, ("red",))
    assert support.by == (("workers", ("blue", "red"), 1), ("employers", ("green",), 1))


def test_conflicts_across_categories_and_with_the_list_itself():
    said = [
        says("blue", Action.MERGE, C1, into=C2),
        says("green", Action.DROP, C2),
        says("green", Action.ADD, None, "inclusion"),
        says("red", Action.RENAME, C1, "Inclusion!"),
    ]
    found = {(c.one, c.other, c.why) for c in find_conflicts(gather(said, LIST), LIST)}
    assert found == {
        ("P2", "P3", "one merges into what the other drops"),
        ("P1", "P4", "one adds as new what the other makes out of an existing category"),
        ("P1", "P2", "one merges away what the other words anew"),
        ("P4", "", "adds that the list has already, as C3 Inclusion"),
        ("P1", "", "gives it a name that the list has already, as C3 Inclusion"),
    }


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ((Action.RENAME, C1, "Skills"), (Action.WIDEN, C2, "skills"), "one name for two categories"),
        ((Action.SPLIT, C1, "Skills", "Jobs"), (Action.SPLIT, C2, "Studies", "Jobs"), "one name for two categories"),
        (
            (Action.SPLIT, C1, "Skills", "Jobs"),
            (Action.ADD, None, "Jobs"),
            "one adds as new what the other makes out of an existing category",
        ),
        ((Action.MERGE, C1, "Skills"), (Action.RENAME, C2, "Skills"), None),
    ],
)
def test_one_name_can_be_given_once(one, other, why):
    proposals = gather([says("blue", *one, into=C2), says("green", *other)], LIST)
    assert [conflict.why for conflict in find_conflicts(proposals, LIST)] == ([why] if why else [])


def test_a_group_that_contradicts_itself_is_told_from_groups_that_differ():
    said = [
        says("blue", Action.KEEP),
        says("blue", Action.DROP),
        says("green", Action.DROP, C2),
        says("red", Action.KEEP, C2),
    ]
    proposals = gather(said, LIST)
    conflicts = find_conflicts(proposals, LIST)
    by_id = {one.id: one for one in proposals}
    own, other = conflicts
    assert contradict_themselves(conflicts, proposals) == {own: {"blue"}}
    assert [between_groups(one, by_id) for one in (own, other)] == [False, True]


def test_opposite_texts_within_one_proposal_are_found_and_mere_differences_are_not():
    def keeps(group, improve):
        return says(group, Action.KEEP, C1, improve=improve)

    more = keeps("blue", "More training for rural teachers")
    less = keeps("green", "Less training for rural teachers, please.")
    else_ = keeps("red", "Fewer forms to fill in")
    (one,) = opposed_texts(gather([more, less, else_], LIST), ())
    assert (one.within, one.one, one.other, one.why) == ("P1", "blue", "green", "they ask for opposites")
