"""The redline as texts: accepting everything gives the revised list, rejecting everything the old one."""

import datetime as dt

import pytest

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.records.meeting import Group, Meeting
from facilitate.records.redline import PLAIN, Kind, Part, Received, Returned, Sent, State
from facilitate.records.sources import GroupId, Place, Source
from facilitate.tracking.agreement import answers, read_texts
from facilitate.tracking.redline import draft, list_fingerprint
from facilitate.tracking.versions import revise

BEFORE = Version(
    "v0",
    "s",
    tuple(
        Category(CategoryId(id), name, f"What belongs to {name} in every country.")
        for id, name in (("C1", "Learning at work"), ("C2", "Career advice"), ("C3", "Sectors"), ("C4", "Research"))
    ),
)
MEETING = Meeting("M", date=dt.date(2020, 11, 19), groups=(Group(GroupId("green"), "Group Green"),))

ADOPTED = {
    "keep": (Action.KEEP, "C1", None, (), "", None),
    "rename": (Action.RENAME, "C1", None, ("Work-based learning",), "", None),
    "redefine": (Action.REDEFINE, "C1", None, (), "What belongs to learning in most countries.", None),
    "widen": (Action.WIDEN, "C1", None, ("Learning at work and at home",), "All that belongs to it.", None),
    "narrow": (Action.NARROW, "C1", None, ("Learning in firms",), "", None),
    "merge, taken over": (Action.MERGE, "C3", "C4", ("Research and sectors",), "", True),
    "merge, as new": (Action.MERGE, "C3", "C4", ("Evidence",), "What is known.", False),
    "split off": (Action.SPLIT, "C2", None, ("Career guidance", "Self-employment"), "", True),
    "broken up": (Action.SPLIT, "C2", None, ("Career guidance", "Self-employment"), "", False),
    "part moved": (Action.MOVE, "C2", "C4", ("Advice", "Research and careers"), "Both in one.", None),
    "dropped": (Action.DROP, "C3", None, (), "", None),
    "new": (Action.ADD, None, None, ("Life skills",), "What everybody needs.", None),
}


def decided(what, verdict=Verdict.ADOPT, id="P1"):
    action, category, into, names, definition, lives_on = ADOPTED[what]
    asked = Proposal(
        ProposalId(id),
        action,
        CategoryId(category) if category else None,
        names,
        CategoryId(into) if into else None,
        definition,
        contributions=(Contribution(GroupId("green"), action, None, SOURCE, why="It is clearer."),),
        groups=(GroupId("green"),),
    )
    decision = Decision(
        asked.id,
        action,
        asked.category,
        verdict,
        names,
        definition,
        asked.into,
        lives_on=lives_on,
    )
    return decision, asked


SOURCE = Source(GroupId("green"), Place("groups/green.xlsx", "Categories", "F2"), "", "x")


def redline(*pairs):
    book = DecisionBook(tuple(decision for decision, _ in pairs))
    step, _ = revise(BEFORE, book, tuple(asked for _, asked in pairs), (), session="s")
    return draft(step, MEETING, "s"), step


def back(drafted, answer):
    """Every text as it stands after this answer to everything."""
    gone = Kind.DELETED if answer is State.ACCEPTED else Kind.INSERTED
    texts = {text.anchor: "".join(one.text for one in text.segments if one.kind is not gone) for text in drafted.texts}
    labels = {entry.anchor: Received("x", PLAIN) for entry in drafted.entries}
    received = {anchor: Received(text, PLAIN * len(text)) for anchor, text in texts.items() if text}
    sent = Sent("s", "v0", "f", drafted.date, drafted.texts)
    return read_texts(Returned(sent, {**labels, **received}))


def listed(readings):
    """The list as the texts give it: names and definitions by category, those that are there."""
    found = {}
    for one in readings:
        if one.text.part is not Part.ACTION and one.now:
            found.setdefault(one.text.category, {})[one.text.part] = one.now
    return {id: (parts.get(Part.NAME), parts.get(Part.DEFINITION, "")) for id, parts in found.items()}


def as_written(version):
    return {entry.id: (entry.name, entry.definition) for entry in version.categories}


@pytest.mark.parametrize("what", ADOPTED)
def test_accepting_all_gives_the_new_list_and_rejecting_all_the_old(what):
    drafted, step = redline(decided(what))
    assert len(step.changes) > 0 and listed(back(drafted, State.ACCEPTED)) == as_written(step.after)
    assert listed(back(drafted, State.REJECTED)) == as_written(BEFORE)


@pytest.mark.parametrize("what", [what for what in ADOPTED if what not in ("keep",)])
@pytest.mark.parametrize(("answer", "verdict"), [(State.ACCEPTED, Verdict.ADOPT), (State.REJECTED, Verdict.REJECT)])
def test_an_answer_to_everything_answers_every_kind_of_decision(what, answer, verdict):
    drafted, _ = redline(decided(what))
    assert [(one.proposal, one.verdict) for one in answers(back(drafted, answer))] == [("P1", verdict)]


@pytest.mark.parametrize("what", ADOPTED)
@pytest.mark.parametrize("standing", [Verdict.OPEN, Verdict.DEFER, Verdict.BRACKET])
def test_what_is_not_decided_can_be_accepted_or_rejected_too(what, standing):
    drafted, step = redline(decided(what, standing))
    assert as_written(step.after) == as_written(BEFORE)
    for answer, verdict in ((State.ACCEPTED, Verdict.ADOPT), (State.REJECTED, Verdict.REJECT)):
        found = answers(back(drafted, answer))
        assert [(one.proposal, one.verdict) for one in found] == [("P1", verdict)]
        names, definition = ADOPTED[what][3], ADOPTED[what][4]
        if answer is State.ACCEPTED and ADOPTED[what][0] not in (Action.MERGE, Action.MOVE):
            said = "\n".join(name for _, name in found[0].names)
            assert (said, found[0].definition or "") == ("\n".join(names), definition)


def test_brackets_stand_around_what_is_not_agreed_and_never_inside_others():
    drafted, _ = redline(decided("new", Verdict.BRACKET))
    assert [text.after for text in drafted.proposed[0].texts] == ["\t[Life skills]", "[What everybody needs.]"]
    ADOPTED["in part"] = (Action.ADD, None, None, ("Life [and work] skills",), "", None)
    try:
        drafted, _ = redline(decided("in part", Verdict.BRACKET))
    finally:
        del ADOPTED["in part"]
    assert [text.after for text in drafted.proposed[0].texts] == ["\tLife [and work] skills"]


def test_of_two_wordings_each_has_its_own_paragraph_and_the_reasons_once():
    drafted, _ = redline(decided("rename", Verdict.OPEN), decided("widen", Verdict.OPEN, "P2"))
    first = drafted.listed[0]
    assert first.label == "C1 · as it stands"
    assert [(text.part, text.proposal, len(text.remarks)) for text in first.alternatives] == [
        (Part.NAME, "P1", 1),
        (Part.NAME, "P2", 1),
        (Part.DEFINITION, "P2", 0),
    ]
    assert len({text.anchor for text in drafted.texts}) == len(drafted.texts)


def test_a_wording_of_the_facilitator_is_the_facilitators():
    decision, asked = decided("rename")
    changed = Decision(**{**_fields(decision), "names": ("Learning by working",)})
    drafted, _ = redline((changed, asked))
    assert [one.author for one in drafted.listed[0].texts[0].segments if one.kind is Kind.INSERTED] == [
        "Facilitator",
        "Facilitator",
    ]
    own = Decision(**{**_fields(decision), "proposal": ProposalId("F1"), "own": True, "reason": "Shorter."})
    drafted, _ = redline((own, asked))
    assert drafted.listed[0].label == "C1 · renamed · Facilitator (F1)"
    assert [(one.author, one.text) for one in drafted.listed[0].remarks] == [("Facilitator", "Shorter.")]


def test_bookmarks_are_no_longer_than_word_takes_and_never_twice():
    long = tuple(Category(CategoryId(f"very-long-id-of-a-category-{n:030d}"), f"Name {n}", "Words.") for n in range(3))
    step, _ = revise(Version("v0", "s", long), DecisionBook(), (), (), session="s")
    anchors = [name for text in draft(step, MEETING, "s").texts for name in (text.anchor,)]
    assert max(map(len, anchors)) <= 40
    assert len(set(anchors)) == len(anchors) == 6


def test_the_fingerprint_is_of_ids_and_names_in_their_order():
    turned = Version("v0", "s", BEFORE.categories[::-1])
    defined = Version("v0", "s", tuple(Category(one.id, one.name) for one in BEFORE.categories))
    assert list_fingerprint(BEFORE) == list_fingerprint(defined) != list_fingerprint(turned)


def _fields(decision):
    return {name: getattr(decision, name) for name in decision.__slots__}
