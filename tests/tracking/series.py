"""Series of meetings for tests: lists, decisions typed as a facilitator would, and random ones from hypothesis."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from facilitate.records.categories import Category, CategoryId, ProposalId, Status, Version
from facilitate.records.changes import History
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.decisions import Decision, DecisionBook, Meaning, Ordered, Verdict
from facilitate.records.meeting import Meeting
from facilitate.records.sources import GroupId, Place, Source
from facilitate.tracking.carrying import carried_version
from facilitate.tracking.versions import revise

NO_MEETING = Meeting("")


def listed(*names):
    """A first list: C1, C2 ... with these names."""
    entries = tuple(Category(CategoryId(f"C{place}"), name) for place, name in enumerate(names, 1))
    return Version("v0", "start", entries, status=Status.AGREED)


def row(action, category=None, *names, into=None, verdict=Verdict.ADOPT, own=False, reason="", **more):
    """A decision; its proposal gets its number from its place among the rows of the meeting."""
    more = {"reason": reason or ("because" if own or verdict is Verdict.REJECT else ""), **more}
    ids = [CategoryId(one) if one else None for one in (category, into)]
    return Decision(ProposalId(""), Action(action), ids[0], verdict, names, into=ids[1], own=own, **more)


def asked(decision, groups=("green",)):
    """The proposal that a decision answers, with a cell of each group."""
    said = tuple(_said(decision, group) for group in groups)
    return Proposal(
        decision.proposal,
        decision.action,
        decision.category,
        decision.names,
        decision.into,
        contributions=said,
        groups=tuple(sorted(map(GroupId, groups))),
    )


def _said(decision, group):
    place = Place(f"groups/{group}.xlsx", "Categories", f"D{int(decision.proposal[1:]) + 1}")
    text = "\n".join(decision.names) or decision.action.value
    source = Source(GroupId(group), place, "f" * 64, text)
    return Contribution(GroupId(group), decision.action, decision.category, source, names=decision.names)


def meet(history, before, *rows, session="", order=()):
    """The next meeting: the history with its step, and the problems. ``before`` is the list of a first meeting."""
    number = len(history.steps) + 1
    version = carried_version(NO_MEETING, history, "", "")[0] if history.steps else before
    decisions = []
    for place, one in enumerate(rows, 1):
        id = ProposalId(f"{'F' if one.own else 'P'}{place}")
        decisions.append(replace(one, proposal=id, place=Place("decisions.xlsx", "Decisions", f"J{place + 1}")))
    proposals = tuple(asked(one) for one in decisions if not one.own)
    places = tuple(
        Ordered(CategoryId(id), "", Place("decisions.xlsx", "Order", f"A{n}")) for n, id in enumerate(order, 2)
    )
    book = DecisionBook(tuple(decisions), places)
    step, problems = revise(version, book, proposals, (), session=session or f"meeting-{number}")
    return History(history.series, (*history.steps, step)), problems


def held(before, *meetings):
    """The history of several meetings, each a tuple of rows."""
    history = History("series")
    for rows in meetings:
        history, _ = meet(history, before, *rows)
    return history


# ---------------------------------------------------------------- random meetings

WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Omega")
NAMES = (
    *WORDS,
    *(f"{one} and {other}" for one in WORDS for other in WORDS if one < other),
    *(f"{one} services" for one in WORDS),
    "Omega [draft]",
    "Delta [",
)
STRUCTURAL = (Action.MERGE, Action.MERGE, Action.SPLIT, Action.SPLIT, Action.MOVE, Action.DROP, Action.ADD)


@st.composite
def rows(draw, ids):
    """One row of decisions.xlsx about categories ``ids``, whatever a facilitator may type: sensible or not."""
    action = draw(st.sampled_from([*Action, *STRUCTURAL, *STRUCTURAL]))
    least = {Action.SPLIT: 2, Action.ADD: 1, Action.RENAME: 1}.get(action, 0)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=max(0, least - draw(st.integers(0, 9)) // 9), max_size=3))
    some = st.sampled_from([*ids, "C1" if ids else "C99"])  # C1 may have ended
    return row(
        action,
        None if action is Action.ADD else draw(some),
        *names,
        into=draw(some) if action in (Action.MERGE, Action.MOVE) else None,
        verdict=draw(st.sampled_from([*Verdict, *[Verdict.ADOPT] * 15])),
        own=draw(st.booleans()),
        reason=draw(st.sampled_from(["", *["because"] * 9])),
        definition=draw(st.sampled_from(["", "", "What it is."])),
        lives_on=draw(st.sampled_from([True, False, None])),
        marked=tuple(draw(st.lists(st.sampled_from(["Alpha", "services"]), max_size=1))),
        meaning=draw(st.sampled_from([*Meaning])),
    )


@st.composite
def series(draw, meetings=4, categories=5, most=6):
    """A history of several meetings with random decisions, and the problems of each meeting."""
    before = listed(*(f"Name {number}" for number in range(1, draw(st.integers(0, categories)) + 1)))
    history, problems = History("series"), []
    for _ in range(draw(st.integers(1, meetings))):
        ids = [entry.id for entry in (history.steps[-1].after if history.steps else before).categories]
        order = draw(st.permutations(ids)) if draw(st.booleans()) else ()
        history, found = meet(history, before, *draw(st.lists(rows(ids), max_size=most)), order=order)
        problems.append(found)
    return history, tuple(problems)


def told(history):
    """A history in a few lines, for the message of a test that fails."""
    lines = []
    for step in history.steps:
        lines.append(f"{step.after.label}: " + ", ".join(f"{one.id} {one.name}" for one in step.before.categories))
        lines += [
            f"    {one.type} {one.old} {one.new} {one.decision} {one.note}" for one in step.changes if one.decision
        ]
    lines.append("end: " + ", ".join(f"{one.id} {one.name}" for one in history.steps[-1].after.categories))
    return "\n".join(lines)
