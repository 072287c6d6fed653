"""The concordance of a step: content that is passed on twice in one meeting, and its time on a long list."""

import sys
from dataclasses import replace

from facilitate.records.categories import Category, CategoryId, ProposalId, Retired, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.tracking.crosswalk import concordance, count_line
from facilitate.tracking.versions import revise

C = [CategoryId(f"C{number}") for number in range(8)]


def merge(id, category, into):
    return Decision(
        ProposalId(id), Action.MERGE, category, Verdict.ADOPT, into=into, reason="one", lives_on=True, own=True
    )


def lines(*decisions, length=4):
    before = Version("v0", "s0", tuple(Category(C[n], f"Name {n}") for n in range(1, length + 1)))
    step, problems = revise(before, DecisionBook(decisions), (), (), session="s1")
    assert problems == ()
    return [
        (line.old.id if line.old else None, line.type, line.new.id if line.new else None, line.decisions)
        for line in concordance(step)
    ]


def test_what_is_merged_twice_in_one_meeting_is_followed_to_where_it_is():
    assert lines(merge("P1", C[3], C[2]), merge("P2", C[2], C[1])) == [
        (C[1], "kept", C[1], ("P2",)),
        (C[2], "merged into", C[1], ("P1", "P2")),
        (C[3], "merged into", C[1], ("P1",)),
        (C[4], "renumbered", C[4], ()),
    ]


def test_what_is_merged_and_then_dropped_ends_nowhere():
    drop = Decision(ProposalId("P2"), Action.DROP, C[2], Verdict.ADOPT, reason="gone", own=True)
    assert lines(merge("P1", C[3], C[2]), drop)[1:3] == [
        (C[2], "dropped", None, ("P1", "P2")),
        (C[3], "merged into, dropped", None, ("P1", "P2")),
    ]


def test_the_time_grows_with_the_list_and_not_with_its_square():
    def calls(length):
        before = Version("v0", "s0", tuple(Category(CategoryId(f"C{n}"), f"Name {n}") for n in range(length)))
        changed, rest = before.categories[: length // 2], before.categories[length // 2 :]
        after = Version("v1", "s1", (*rest, *(replace(one, name=f"{one.name} anew") for one in changed)))
        changes = (
            *(Change(ChangeType.NAME_CHANGE, (one.id,), (one.id,), ProposalId("P1")) for one in changed),
            *(Change(ChangeType.CODE_CHANGE, (one.id,), (one.id,)) for one in before.categories),
        )
        step, found = Step(before, after, changes, (), ()), 0

        def called(*_):
            nonlocal found
            found += 1

        sys.setprofile(called)
        try:
            lines, counted = concordance(step), count_line(step)
        finally:
            sys.setprofile(None)
        assert (len(lines), counted) == (length, f"{length} = {length}")
        return found

    assert calls(4_000) < 4.5 * calls(1_000)  # four times as much; the square would be 16 times


def test_a_chain_of_mergers_as_long_as_a_national_classification_is_followed_to_its_end():
    length = 20_000
    before = Version("v0", "s0", tuple(Category(CategoryId(f"C{n}"), f"Name {n}") for n in range(length)))
    chain = tuple(merge(f"P{n}", CategoryId(f"C{n}"), CategoryId(f"C{n + 1}")) for n in range(length - 1))
    step, _ = revise(before, DecisionBook(chain), (), (), session="s1")
    last = CategoryId(f"C{length - 1}")
    assert step.after.heirs(CategoryId("C0")) == (last,)
    assert {line.new.id for line in concordance(step)} == {last}
    assert count_line(step).endswith(" = 1")


def test_a_circle_in_a_history_leads_nowhere():
    circle = (Retired(Category(C[1], "One"), (C[2],)), Retired(Category(C[2], "Two"), (C[1],)))
    assert Version("v1", "s1", (), circle).heirs(C[1]) == ()
