"""What readers did is read back whatever they did, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.decisions import Verdict
from facilitate.records.redline import (
    OURS_IN,
    OURS_OUT,
    PLAIN,
    THEIRS_IN,
    THEIRS_OUT,
    WAS,
    Kind,
    Part,
    Received,
    RedlineText,
    Returned,
    Segment,
    Sent,
    State,
)
from facilitate.tracking.agreement import answers, gone, read_texts, rewrites
from facilitate.tracking.wording import compare, tokens

WORDS = st.lists(st.sampled_from(["skills", "and", "of", " ", ", ", "training", "work-based", "new"]), max_size=12)
MARKS = {
    (Kind.INSERTED, State.ACCEPTED): PLAIN,
    (Kind.INSERTED, State.PENDING): OURS_IN,
    (Kind.DELETED, State.REJECTED): PLAIN,
    (Kind.DELETED, State.PENDING): OURS_OUT,
}
CHOICES = (State.ACCEPTED, State.REJECTED, State.PENDING)


def text(segments, part=Part.DEFINITION, **more):
    return RedlineText("_cat_C1_text", "_cat_C1", part, segments, CategoryId("C1"), ProposalId("P1"), **more)


def returned(sent, received, label=True):
    texts = {sent.anchor: received} if received else {}
    labels = {sent.label: Received("C1", "..")} if label else {}
    return Returned(Sent("s", "v0", "f", "2020-11-19T12:00:00Z", (sent,)), {**texts, **labels})


def read(sent, received, label=True):
    return read_texts(returned(sent, received, label))[0]


def left(words):
    """The paragraph after readers chose so for each word; and how it reads with what is open accepted."""
    chars = marks = now = ""
    for kind, word, choice in words:
        mark = PLAIN if kind is Kind.KEPT else MARKS.get((kind, choice), "")
        if mark:
            chars, marks = chars + word, marks + mark * len(word)
            now += word if mark in (PLAIN, OURS_IN) else ""
    return Received(chars, marks), now


@given(WORDS, WORDS, st.sampled_from(CHOICES))
def test_all_accepted_all_rejected_and_untouched(old, new, choice):
    before, after = "".join(old), "".join(new)
    sent = text(compare(before, after, (), "Green"))
    received, _ = left((one.kind, one.text, choice) for one in sent.segments)
    reading = read(sent, received)
    expected = choice if before != after else State.UNCHANGED
    assert reading.state == (State.UNCHANGED if not sent.segments else expected)
    assert reading.now == (before if choice is State.REJECTED else after).strip()


@given(WORDS, WORDS, st.data())
def test_any_choice_for_every_word_is_read_back(old, new, data):
    sent = text(compare("".join(old), "".join(new), (), "Green"))
    words = [
        (one.kind, word, data.draw(st.sampled_from(CHOICES))) for one in sent.segments for word in tokens(one.text)
    ]
    received, now = left(words)
    reading = read(sent, received)
    assert (reading.state is State.EDITED, reading.now) == (False, now.strip())
    still_open = any(choice is State.PENDING and kind is not Kind.KEPT for kind, word, choice in words if word.strip())
    assert bool(reading.pending) == still_open


def test_mixed_says_which_words():
    sent = text(compare("Data analysis within all skills", "Research and data within new skills", (), "Green"))
    chosen = {"Data analysis": State.REJECTED, "Research and data": State.REJECTED}
    received, _ = left((one.kind, one.text, chosen.get(one.text, State.ACCEPTED)) for one in sent.segments)
    reading = read(sent, received)
    assert (reading.state, reading.now) == (State.MIXED, "Data analysis within new skills")
    assert (reading.accepted, reading.rejected, reading.pending) == (
        ("all", "new"),
        ("Data analysis", "Research and data"),
        (),
    )


def name(new="Life skills", old="Skills"):
    segments = [(Kind.KEPT, "3.\t"), (Kind.INSERTED, new), (Kind.INSERTED, WAS), (Kind.KEPT, old)]
    return text(tuple(Segment(kind, words, "Green") for kind, words in segments), Part.NAME, prefix="3.\t")


def plain(words):
    return Received(words, PLAIN * len(words))


def test_a_name_is_read_without_its_number_and_the_earlier_name():
    assert read(name(), plain("3.\tLife skills\nwas: Skills")).now == "Life skills"
    assert read(name(), plain("3.\tSkills")).now == "Skills"
    edited = read(name(), plain("4.\tSkills for life\nwas: Skills"))
    assert (edited.state, edited.now) == (State.EDITED, "Skills for life")


def test_a_label_that_readers_changed_is_not_taken_for_the_wording():
    prefix = "Group Violet (P10), deferred: call it "
    segments = (Segment(Kind.KEPT, prefix), Segment(Kind.INSERTED, "Digital training", "Violet"))
    sent = text(segments, Part.NAME, prefix=prefix)
    assert read(sent, plain("Violet (P10), deferred: call it Online training")).now == "Online training"


def test_brackets_of_text_that_is_not_agreed_do_not_become_part_of_the_name():
    whole = text((Segment(Kind.INSERTED, "[Green skills]", "Green"),), Part.NAME)
    partly = text((Segment(Kind.INSERTED, "[Green] skills [new]", "Green"),), Part.NAME)
    assert read(whole, plain("[Green skills]")).now == "Green skills"
    assert read(partly, plain("[Green] skills [new]")).now == "[Green] skills [new]"


def test_the_readers_own_tracked_changes_are_theirs():
    sent = name()
    struck = Received("3.\tLife skills\nwas: Skills", "..." + "D" * 5 + "i" * 6 + "i" * 6 + "." * 6)
    added = Received("3.\tLife skills!\nwas: Skills", "..." + "i" * 11 + "I" + "i" * 6 + "." * 6)
    assert set(struck.marks) | set(added.marks) == {PLAIN, OURS_IN, THEIRS_IN, THEIRS_OUT}
    reading = read(sent, struck)
    assert (reading.state, reading.now, reading.rejected) == (State.EDITED, "skills", ("Life",))
    assert (read(sent, added).state, read(sent, added).now) == (State.EDITED, "Life skills!")


def test_changes_under_another_name_and_date_are_still_ours():
    anonymous = Received("3.\tLife skills\nwas: Skills", "..." + "I" * 17 + "." * 6)
    assert read(name(), anonymous).state is State.PENDING


def test_a_paragraph_that_came_or_went_as_a_whole_may_be_gone():
    new = text((Segment(Kind.INSERTED, "Life skills", "Green"),))
    dropped = text((Segment(Kind.DELETED, "Sectors", "Green"),))
    kept = text((Segment(Kind.KEPT, "Training"),))
    assert read(new, None).state is State.REJECTED
    assert read(dropped, None).state is State.ACCEPTED
    assert read(kept, None).state is State.GONE
    assert read(new, None, label=False).state is State.GONE
    assert [one.anchor for one in gone([read(kept, None), read(new, None)])] == ["_cat_C1_text"]


def answer(*readings):
    return answers(readings)[0]


def test_a_proposal_is_answered_by_all_its_texts_together():
    definition = text(compare("Old words.", "New words.", (), "Green"))
    accepted, rejected = plain("New words."), plain("Old words.")
    name_accepted, name_rejected = plain("3.\tLife skills\nwas: Skills"), plain("3.\tSkills")
    untouched = Received("3.\tLife skills\nwas: Skills", "..." + "i" * 17 + "." * 6)
    both = answer(read(name(), name_accepted), read(definition, accepted))
    neither = answer(read(name(), name_rejected), read(definition, rejected))
    one = answer(read(name(), name_rejected), read(definition, accepted))
    half = answer(read(name(), untouched), read(definition, accepted))
    assert (both.verdict, both.names, both.definition) == (Verdict.ADOPT, ((0, "Life skills"),), "New words.")
    assert (neither.verdict, neither.names) == (Verdict.REJECT, ())
    assert (one.verdict, one.names, one.definition) == (Verdict.ADOPT_WITH_CHANGES, ((0, "Skills"),), "New words.")
    assert (half.verdict, half.pending) == (Verdict.OPEN, ("Life skills",))


def test_answers_that_do_not_fit_together_make_no_decision():
    dropped = text((Segment(Kind.DELETED, "Sectors", "Green"),), Part.NAME)
    words = text((Segment(Kind.DELETED, "Sector by sector.", "Green"),))
    part = text((Segment(Kind.INSERTED, "8.\tSelf-employment", "Green"),), Part.NAME, line=1, prefix="8.\t")
    mixed = answer(read(dropped, None), read(words, plain("Sector by sector.")))
    split = answer(read(name(), plain("3.\tLife skills\nwas: Skills")), read(part, None))
    emptied = answer(read(text(compare("Old words.", "New words.", (), "Green")), plain("")))
    assert (mixed.verdict, mixed.why) == (
        Verdict.OPEN,
        "it was accepted in one place and rejected or edited in another",
    )
    assert (split.verdict, split.why) == (Verdict.OPEN, "one of its names was rejected and the rest was not")
    assert (emptied.verdict, emptied.why) == (Verdict.OPEN, "a text of it is gone from the document")


def test_what_was_rewritten_and_left_open_is_a_suggestion_and_no_decision():
    added = Received("3.\tLife skills!\nwas: Skills", "..." + "i" * 11 + "I" + "i" * 6 + "." * 6)
    suggested = answer(read(name(), added))
    assert (suggested.verdict, suggested.names, bool(suggested.pending)) == (
        Verdict.OPEN,
        ((0, "Life skills!"),),
        True,
    )


def test_a_text_that_nobody_had_asked_to_change_may_be_rewritten():
    kept = RedlineText("_cat_C7_name", "_cat_C7", Part.NAME, (Segment(Kind.KEPT, "Training"),), CategoryId("C7"))
    found = rewrites([read(kept, plain("Training and advice"))])
    assert [(one.category, one.name, one.definition) for one in found] == [("C7", "Training and advice", "")]
    assert rewrites([read(kept, plain("Training"))]) == ()
