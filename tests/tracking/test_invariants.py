"""The sixteen rules: held by every list that comes out of decisions, broken by histories that were tampered with."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from facilitate.problems import Level
from facilitate.records.categories import Category, CategoryId, Mark, ProposalId, Retired, Status
from facilitate.records.changes import Change, ChangeType, History
from facilitate.records.decisions import Meaning, Verdict
from facilitate.tracking.crosswalk import concordance, count_line, counted
from facilitate.tracking.invariants import QUESTIONS, RULES, broken, broken_line
from facilitate.tracking.soundness import check_history, check_step
from facilitate.tracking.undo import undo
from tests.tracking.series import held, listed, meet, row, series

CURED = {
    4: {"nothing-changes", "wording-missing", "category-gone", "merged-into-itself", "merged-in-a-circle"},
    5: {"reason-missing", "answered-nothing"},
    13: {"bracket-open"},
    14: {"same-name"},
}
"""Rules that decisions can break, with the errors that say so at their rows."""


@settings(max_examples=300, deadline=None)
@given(series())
def test_whatever_is_decided_the_rules_hold_or_an_error_names_the_row(drawn):
    history, problems = drawn
    codes = set()  # a wording that was wrong at one meeting is carried to the next
    for step, found in zip(history.steps, problems, strict=True):
        codes |= {problem.code for problem in found if problem.level is Level.ERROR}
        for breach in broken(step):
            assert CURED.get(breach.rule, set()) & codes, breach
        told = {problem.place for problem in found if problem.level is Level.ERROR}
        assert all(place.cell for place in told)
        assert [one for one in check_step(step, found, "decisions.xlsx") if one.place in told] == []
    assert broken_line(history) == ()


@settings(max_examples=200, deadline=None)
@given(series())
def test_undo_gives_the_old_list_and_ids_are_never_used_again(drawn):
    history, _ = drawn
    for step in history.steps:
        assert undo(step) == step.before
        assert counted(step) == len(step.after.categories)
        assert count_line(step).endswith(f"= {len(step.after.categories)}")
        lines = concordance(step)
        assert {line.old.id for line in lines if line.old} == {entry.id for entry in step.before.categories}
        assert {line.new.id for line in lines if line.new} == {entry.id for entry in step.after.categories}
    gone = set()
    for step in history.steps:
        living = {entry.id for entry in step.after.categories}
        assert not gone & living
        gone |= {entry.category.id for entry in step.after.retired}


EIGHT = listed("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
P1 = ProposalId("P1")


def only_step(*rows):
    return held(EIGHT, rows).steps[0]


def _change(step, *more, drop=None):
    return replace(step, changes=(*(one for one in step.changes if one.type is not drop), *more))


def _after(step, **more):
    return replace(step, after=replace(step.after, **more))


def _renamed(step, id, name):
    return tuple(replace(one, name=name) if one.id == id else one for one in step.after.categories)


T = ChangeType
C1, C2, C3, C6 = (CategoryId(one) for one in ("C1", "C2", "C3", "C6"))
RENAME = row("rename", "C1", "Uno")
MERGE = row("merge into", "C6", into="C5", lives_on=True)
TAMPERED = [
    (1, RENAME, lambda s: _change(s, drop=T.KEPT), "C2 “Two” has no outcome"),
    (2, row("add", None, "New"), lambda s: _change(s, drop=T.CREATION), "C9 “New” has no origin"),
    (3, RENAME, lambda s: _after(s, categories=_renamed(s, "C2", "Zwei")), "C2 was changed without a decision"),
    (4, RENAME, lambda s: _change(s, drop=T.NAME_CHANGE), "P1 is adopted and changes nothing"),
    (5, RENAME, lambda s: replace(s, proposals=()), "P1 answers no proposal"),
    (
        6,
        RENAME,
        lambda s: replace(s, decisions=(), changes=()),
        "the list is called agreed and P1 is open",
    ),
    (
        7,
        RENAME,
        lambda s: replace(s, proposals=(replace(s.proposals[0], contributions=()),)),
        "P1 cites no cell",
    ),
    (
        8,
        MERGE,
        lambda s: _after(s, categories=(*s.after.categories, Category(C6, "Again"))),
        "the id C6 is used 2 times",
    ),
    (
        8,
        MERGE,
        lambda s: _after(s, retired=(Retired(Category(C6, "Six"), (CategoryId("C99"),)),)),
        "C6 points to C99, which does not exist",
    ),
    (
        8,
        MERGE,
        lambda s: _after(s, retired=(Retired(Category(C6, "Six"), (C6,)),)),
        "C6 points on to C6, which ended before it: a circle",
    ),
    (9, MERGE, lambda s: _change(s, drop=T.TAKE_OVER), "the changes lead to 8 categories and the list has 7"),
    (
        10,
        RENAME,
        lambda s: _change(s, Change(T.SPLIT_OFF, (C1,), (C1,), P1)),
        "“split off” does not lead from C1 to C1",
    ),
    (
        12,
        row("widen", "C1", "Uno", marked=("Uno",)),
        lambda s: _after(
            s, categories=(replace(s.after.categories[0], marks=(Mark(0, 9, P1),)), *s.after.categories[1:])
        ),
        "words are marked that the name of C1 “Uno” does not hold",
    ),
    (
        12,
        row("widen", "C1", "Uno", marked=("Uno",)),
        lambda s: _after(
            s,
            categories=(replace(s.after.categories[0], marks=(Mark(0, 3, ProposalId("P7")),)), *s.after.categories[1:]),
        ),
        "“Uno” is marked as new input of P7, which is no accepted proposal",
    ),
    (
        13,
        row("rename", "C1", "Uno [or so]"),
        lambda s: _after(s, status=Status.AGREED),
        "the list is called agreed and “or so” stands in square brackets",
    ),
    (
        13,
        row("rename", "C1", "Uno [or so]"),
        lambda s: _after(s, brackets=()),
        "the brackets around “or so” in the name of C1 are not recorded",
    ),
    (14, RENAME, lambda s: _after(s, categories=_renamed(s, "C1", "two")), "C2 shares its name “Two”"),
    (15, RENAME, lambda s: _after(s, follows="0" * 64), "the list v0 was edited after v1 was made from it"),
    (
        16,
        MERGE,
        lambda s: _after(s, retired=(Retired(Category(C6, "Sechs"), (C2,)),)),
        "undoing the changes does not give C6 “Six” back",
    ),
]


@pytest.mark.parametrize(
    ("rule", "decision", "tamper", "what"), TAMPERED, ids=[f"{c[0]}: {c[3][:40]}" for c in TAMPERED]
)
def test_each_rule_has_a_plain_message(rule, decision, tamper, what):
    step = only_step(decision)
    assert broken(step) == ()
    assert (rule, what) in [(breach.rule, breach.what) for breach in broken(tamper(step))]


def test_all_sixteen_rules_are_there():
    assert sorted({*RULES, *QUESTIONS}) == list(range(1, 17))
    assert {case[0] for case in TAMPERED} == set(RULES)
    for number, rule in {**RULES, **QUESTIONS}.items():
        assert rule.__doc__.startswith(f"{number}: ")


def test_the_message_on_a_history_names_the_meeting_and_the_row():
    step = _after(only_step(MERGE), retired=(Retired(Category(C6, "Sechs"), (CategoryId("C5"),)),))
    (problem, *_) = check_history(History("series", (step,)), "history.json")
    assert (problem.place.file, problem.code) == ("history.json", "unsound-history")
    assert problem.found.startswith("In the history of “meeting-1”: ")
    assert problem.found.endswith("(rule 16); see decisions.xlsx:Decisions!J2 in the folder of that meeting.")


def test_a_version_that_was_edited_after_the_next_was_made():
    history = held(EIGHT, (RENAME,), (row("rename", "C2", "Dos"),))
    first, second = history.steps
    edited = replace(first, after=replace(first.after, categories=_renamed(first, "C1", "Un")))
    tampered = History("series", (edited, second))
    assert [(step.after.session, breach.rule) for step, breach in broken_line(tampered)] == [("meeting-2", 15)]
    forgotten = replace(second, before=replace(second.before, follows="", categories=first.before.categories))
    assert [breach.rule for _, breach in broken_line(History("series", (first, forgotten)))] == [3]


@pytest.mark.parametrize(
    ("decision", "asks"),
    [
        (row("rename", "C1", "One (internship)"), True),
        (row("rename", "C1", "One (internship)", meaning=Meaning.SAME), False),
        (row("rename", "C1", "The one"), False),
        (row("rename", "C1", "Ones"), False),
        (row("widen", "C1", "One (internship)"), False),
        (row("redefine", "C1", definition="Everything about one."), False),
    ],
    ids=["a word came", "answered", "small words", "a plural", "said to be widened", "a definition"],
)
def test_a_rename_with_other_words_raises_a_question(decision, asks):
    history, problems = meet(History("series"), EIGHT, decision)
    assert [problem.code for problem in problems if problem.code == "renamed-or-more"] == ["renamed-or-more"] * asks
    assert bool(list(QUESTIONS[11](history.steps[0]))) == asks


@pytest.mark.parametrize(
    ("meaning", "kind"), [(Meaning.SAME, T.NAME_CHANGE), (Meaning.WIDER, T.WIDENED), (Meaning.NARROWER, T.NARROWED)]
)
def test_the_answer_decides_the_type(meaning, kind):
    for action in ("rename", "widen"):
        step = only_step(row(action, "C1", "One and a half", meaning=meaning))
        assert [change.type for change in step.changes if change.decision] == [kind]


def test_a_rejected_decision_has_no_change():
    step = only_step(row("rename", "C1", "Uno", verdict=Verdict.REJECT))
    tampered = _change(step, Change(T.NAME_CHANGE, (C1,), (C1,), P1))
    assert (4, "the change “renamed” rests on no adopted decision") in [(b.rule, b.what) for b in broken(tampered)]
