"""Decisions turn the list into its next version: each action, each refusal, and the rules on random sequences."""

from dataclasses import replace

import pytest

from facilitate.records.categories import Category, CategoryId, ProposalId, Retired, Version
from facilitate.records.changes import ChangeType, History
from facilitate.records.contributions import Action, Conflict, Contribution, Proposal
from facilitate.records.decisions import Decision, DecisionBook, Ordered, Verdict
from facilitate.records.sources import GroupId, Place, Source
from facilitate.tracking.crosswalk import concordance, count_line
from facilitate.tracking.invariants import RULES, broken
from facilitate.tracking.outcomes import born, still_open
from facilitate.tracking.soundness import check_history, check_step
from facilitate.tracking.versions import revise

T = ChangeType
C = [CategoryId(f"C{n}") for n in range(12)]
LIST = Version("v0", "s0", tuple(Category(C[n], f"Name {n}", f"Definition {n}") for n in (1, 2, 3, 4)))
PLACE = Place("decisions.xlsx", "Decisions", "J2")


def decides(action, category=None, *names, verdict=Verdict.ADOPT, id="P1", **more):
    return Decision(ProposalId(id), action, category, verdict, names=names, place=PLACE, **more)


def proposal(decision):
    source = Source(GroupId("green"), Place("groups/green.xlsx", "Categories", "D2"), "f" * 64, "as found")
    said = Contribution(GroupId("green"), decision.action, decision.category, source, names=decision.names)
    return Proposal(
        decision.proposal,
        decision.action,
        decision.category,
        decision.names,
        contributions=(said,),
        groups=(GroupId("green"),),
    )


def after(*decisions, order=(), conflicts=(), before=LIST):
    asked = tuple(proposal(one) for one in decisions if not one.own)
    step, problems = revise(before, DecisionBook(decisions, tuple(order)), asked, tuple(conflicts), session="s1")
    return step, tuple(one for one in problems if one.code != "renamed-or-more")  # see test_invariants.py


def names(step):
    return [(entry.id, entry.name) for entry in step.after.categories]


def kinds(step):
    return [
        (change.type, change.old, change.new) for change in step.changes if change.type not in (T.KEPT, T.CODE_CHANGE)
    ]


CASES = {
    "rename": (decides(Action.RENAME, C[1], "New"), [(T.NAME_CHANGE, (C[1],), (C[1],))], 4),
    "redefine": (decides(Action.REDEFINE, C[1], definition="Other"), [(T.REDEFINED, (C[1],), (C[1],))], 4),
    "widen": (decides(Action.WIDEN, C[1], "Wide"), [(T.WIDENED, (C[1],), (C[1],))], 4),
    "narrow": (decides(Action.NARROW, C[1], "Slim"), [(T.NARROWED, (C[1],), (C[1],))], 4),
    "merge, lives on": (
        decides(Action.MERGE, C[1], into=C[2], lives_on=True),
        [(T.TAKE_OVER, (C[1], C[2]), (C[2],))],
        3,
    ),
    "merge as new": (
        decides(Action.MERGE, C[1], "Both", into=C[2], lives_on=False),
        [(T.MERGER, (C[1], C[2]), (C[5],))],
        3,
    ),
    "split, lives on": (
        decides(Action.SPLIT, C[1], "A", "B", lives_on=True),
        [(T.SPLIT_OFF, (C[1],), (C[1], C[5]))],
        5,
    ),
    "split, broken up": (
        decides(Action.SPLIT, C[1], "A", "B", lives_on=False),
        [(T.BREAKDOWN, (C[1],), (C[5], C[6]))],
        5,
    ),
    "move a part": (decides(Action.MOVE, C[1], "A", "B", into=C[2]), [(T.TRANSFER, (C[1], C[2]), (C[1], C[2]))], 4),
    "drop": (decides(Action.DROP, C[1]), [(T.DELETION, (C[1],), ())], 3),
    "add": (decides(Action.ADD, None, "More"), [(T.CREATION, (), (C[5],))], 5),
}


@pytest.mark.parametrize(("decision", "changes", "length"), CASES.values(), ids=CASES)
def test_each_action_makes_its_type_of_change(decision, changes, length):
    step, problems = after(decision)
    assert (kinds(step), len(step.after.categories), problems) == (changes, length, ())
    assert broken(step) == ()


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.DEFER, Verdict.BRACKET, Verdict.OPEN])
def test_what_is_not_adopted_changes_nothing(verdict):
    step, _ = after(decides(Action.DROP, C[1], verdict=verdict, reason="because"))
    assert (names(step), kinds(step)) == ([(e.id, e.name) for e in LIST.categories], [])


REFUSED = {
    "a rename without a name": (decides(Action.RENAME, C[1]), "wording-missing"),
    "a split into one": (decides(Action.SPLIT, C[1], "A", lives_on=True), "wording-missing"),
    "a new category without a name": (decides(Action.ADD), "wording-missing"),
    "a merger without a name": (decides(Action.MERGE, C[1], into=C[2], lives_on=False), "wording-missing"),
    "a rename to the same name": (decides(Action.RENAME, C[1], "Name 1"), "nothing-changes"),
    "a merge into itself": (decides(Action.MERGE, C[1], into=C[1], lives_on=True), "merged-into-itself"),
    "a move into itself": (decides(Action.MOVE, C[1], into=C[1]), "merged-into-itself"),
    "a category that is not there": (decides(Action.DROP, C[9]), "category-gone"),
}


@pytest.mark.parametrize(("decision", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_a_problem_with_its_row_and_changes_nothing(decision, code):
    step, problems = after(decision)
    assert [(one.code, one.place) for one in problems] == [(code, PLACE)]
    assert names(step) == [(e.id, e.name) for e in LIST.categories]


def test_whether_the_old_category_lives_on_is_asked_for():
    step, problems = after(decides(Action.SPLIT, C[1], "A", "B"))
    assert [one.code for one in problems] == ["lives-on-missing"]
    assert kinds(step) == [(T.SPLIT_OFF, (C[1],), (C[1], C[5]))]


def test_two_names_for_one_category_cannot_both_be_adopted():
    one, other = decides(Action.RENAME, C[1], "A"), decides(Action.RENAME, C[1], "B", id="P2")
    _, problems = after(one, other, conflicts=[Conflict(one.proposal, other.proposal, "two names for one category")])
    assert [problem.code for problem in problems] == ["both-adopted"]


def test_two_final_wordings_of_ones_own_making_are_found_too():
    one, other = decides(Action.WIDEN, C[1], "A"), decides(Action.SPLIT, C[1], "B", "C", id="P2", lives_on=True)
    _, problems = after(one, other)
    assert [problem.code for problem in problems] == ["both-adopted"]
    one, other = decides(Action.REDEFINE, C[1], definition="A"), decides(Action.WIDEN, C[1], id="P2", definition="B")
    _, problems = after(one, other)
    assert [problem.code for problem in problems] == ["both-adopted"]


def test_rejections_and_rows_of_ones_own_need_a_reason():
    _, problems = after(
        decides(Action.DROP, C[1], verdict=Verdict.REJECT), decides(Action.ADD, None, "Mine", id="F1", own=True)
    )
    assert [(one.code, one.found) for one in problems] == [
        ("reason-missing", "P1 is rejected without a reason."),
        ("reason-missing", "F1 is a decision of your own without a reason."),
    ]


def test_marks_are_found_in_the_final_wording_or_said_not_to_be():
    step, problems = after(decides(Action.WIDEN, C[1], "Research and data", marked=("research", "farming")))
    (mark,) = step.after.categories[0].marks
    assert (mark.start, mark.end, mark.proposal) == (0, 8, "P1")
    assert [(one.code, one.found) for one in problems] == [
        ("mark-not-found", "“farming” does not stand in the final wording of P1.")
    ]


def test_the_same_name_twice_is_found_case_and_spaces_ignored():
    _, problems = after(decides(Action.RENAME, C[1], "name  2"))
    assert [one.code for one in problems] == ["same-name"]


def test_brackets_that_do_not_match_are_found():
    _, problems = after(
        decides(Action.RENAME, C[1], "Training [and advice"), decides(Action.RENAME, C[2], "[a [b]]", id="P2")
    )
    assert [one.code for one in problems] == ["bracket-open", "bracket-open"]


def test_the_order_sheet_gives_numbers_and_the_ids_of_new_categories():
    split = decides(Action.SPLIT, C[1], "A", "B", lives_on=True)
    order = [Ordered(C[4]), Ordered(C[9], "P1/2"), Ordered(C[1])]
    step, problems = after(split, order=order)
    assert [entry.id for entry in step.after.categories] == [C[4], C[9], C[1], C[2], C[3]]
    assert (born(step), problems) == ({C[9]: "P1/2"}, ())


def test_ids_are_never_used_again():
    dropped = Version("v1", "s1", LIST.categories[:3], (Retired(Category(C[8], "Gone"), ()),))
    step, _ = after(decides(Action.ADD, None, "Gone"), before=dropped)
    assert step.after.categories[-1].id == CategoryId("C9")


def test_three_categories_may_merge_into_one_new_one():
    step, problems = after(
        decides(Action.MERGE, C[1], "All", into=C[3], lives_on=False),
        decides(Action.MERGE, C[2], into=C[3], lives_on=False, id="P2"),
    )
    assert (names(step), problems, broken(step)) == ([(C[4], "Name 4"), (C[5], "All")], (), ())
    assert count_line(step) == "4 − 1 (1 and 3 into new 2) − 1 (2 into new 2) = 2"


def test_a_circle_of_merges_ends_where_a_category_is_gone():
    step, problems = after(
        decides(Action.MERGE, C[1], into=C[2], lives_on=True),
        decides(Action.MERGE, C[2], into=C[1], lives_on=True, id="P2"),
    )
    assert [(one.code, one.found) for one in problems] == [
        (
            "merged-in-a-circle",
            "P2 merges C2 into C1, but by an earlier decision C1 has become part of C2.",
        )
    ]
    assert [entry.id for entry in step.after.categories] == [C[2], C[3], C[4]]


def test_a_longer_circle_of_merges_is_found_and_a_chain_is_followed_to_its_end():
    chain = (
        decides(Action.MERGE, C[1], into=C[2], lives_on=True),
        decides(Action.MERGE, C[2], into=C[3], lives_on=True, id="P2"),
    )
    _, problems = after(*chain, decides(Action.MERGE, C[3], into=C[1], lives_on=True, id="P3"))
    assert [(one.code, one.found) for one in problems] == [
        ("merged-in-a-circle", "P3 merges C3 into C1, but by an earlier decision C1 has become part of C3.")
    ]
    step, problems = after(*chain, decides(Action.MERGE, C[4], into=C[1], lives_on=True, id="P3"))
    assert ([entry.id for entry in step.after.categories], problems, broken(step)) == ([C[3]], (), ())
    assert step.after.heirs(C[4]) == (C[3],)


def test_a_disagreement_is_open_until_one_side_is_adopted_or_both_are_rejected():
    drop, keep = (
        decides(Action.DROP, C[1], verdict=Verdict.DEFER),
        decides(Action.KEEP, C[1], verdict=Verdict.DEFER, id="P2"),
    )
    conflict = Conflict(drop.proposal, keep.proposal, "one drops what the other keeps alive")
    open_step, _ = after(drop, keep, conflicts=[conflict])
    assert still_open(open_step) == (conflict,)
    settled, _ = after(
        replace(drop, verdict=Verdict.REJECT, reason="no"), replace(keep, verdict=Verdict.ADOPT), conflicts=[conflict]
    )
    assert still_open(settled) == ()


def test_the_concordance_has_a_line_for_every_link():
    step, _ = after(
        decides(Action.SPLIT, C[1], "A", "B", lives_on=True),
        decides(Action.MERGE, C[2], into=C[3], lives_on=True, id="P2"),
        decides(Action.DROP, C[4], id="P3"),
    )
    assert [(line.old_number, line.type, line.new_number, line.decisions) for line in concordance(step)] == [
        (1, "split off", 1, ("P1",)),
        (1, "split off", 3, ("P1",)),
        (2, "merged into", 2, ("P2",)),
        (3, "renumbered", 2, ("P2",)),
        (4, "dropped", None, ("P3",)),
    ]


BREAKS = {
    1: lambda s: replace(s, changes=tuple(c for c in s.changes if C[4] not in c.old)),
    2: lambda s: replace(s, changes=tuple(c for c in s.changes if C[4] not in c.new)),
    3: lambda s: replace(
        s,
        after=replace(s.after, categories=(replace(s.after.categories[0], name="Sneaked in"), *s.after.categories[1:])),
    ),
    4: lambda s: replace(s, decisions=tuple(replace(d, verdict=Verdict.REJECT, reason="x") for d in s.decisions)),
    5: lambda s: replace(s, proposals=()),
    6: lambda s: replace(s, proposals=(*s.proposals, replace(s.proposals[0], id=ProposalId("P9")))),
    7: lambda s: replace(s, proposals=tuple(replace(p, contributions=()) for p in s.proposals)),
    8: lambda s: replace(s, after=replace(s.after, retired=(Retired(s.after.categories[0]),))),
    9: lambda s: replace(s, after=replace(s.after, categories=s.after.categories[1:])),
    10: lambda s: replace(s, changes=(replace(s.changes[0], new=()), *s.changes[1:])),
    14: lambda s: replace(
        s, after=replace(s.after, categories=tuple(replace(e, name="Same") for e in s.after.categories))
    ),
}


@pytest.mark.parametrize("number", sorted(BREAKS))
def test_each_rule_finds_what_breaks_it(number):
    step, _ = after(decides(Action.SPLIT, C[1], "A", "B", lives_on=True), decides(Action.RENAME, C[2], "Z", id="P2"))
    assert broken(step) == ()
    assert number in {breach.rule for breach in broken(BREAKS[number](step))}
    assert set(BREAKS) < set(RULES)  # the others: test_invariants.py
    assert check_history(History("s", (step,)), "history.json") == ()


def test_what_breaks_a_rule_is_said_at_its_row():
    step, _ = after(decides(Action.RENAME, C[2], "Z"))
    (problem,) = check_step(replace(step, proposals=()), (), "decisions.xlsx")
    assert (problem.code, problem.place) == ("unsound-list", PLACE)


def test_only_what_participants_asked_for_is_marked_as_theirs():
    mine = decides(Action.ADD, None, "Mine", id="F1", own=True, reason="because", marked=("Mine",))
    assert [problem.code for problem in after(mine)[1]] == ["mark-without-proposal"]
