"""Two wordings compared: readable for people, exact for replay, and each word with the one who brought it."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.records.redline import Kind, Segment
from facilitate.tracking.wording import Voice, compare, tokens

WORDS = st.lists(
    st.sampled_from(["skills", "and", "of", "the", " ", " ", ", ", "\n", "work-based", "(new)", "é", "[x]"])
)


def shown(segments: tuple[Segment, ...]) -> str:
    """Deletions as ~word~, insertions as +word+."""
    sign = {Kind.KEPT: "", Kind.DELETED: "~", Kind.INSERTED: "+"}
    return "".join(f"{sign[one.kind]}{one.text}{sign[one.kind]}" for one in segments)


def redline(before: str, after: str) -> str:
    return shown(compare(before, after, (), "Facilitator"))


@given(WORDS, WORDS)
def test_accepting_all_gives_the_new_wording_and_rejecting_all_the_old(old, new):
    before, after = "".join(old), "".join(new)
    segments = compare(before, after, (Voice("Green", "skills of the work-based"),), "Facilitator")
    assert "".join(one.text for one in segments if one.kind is not Kind.INSERTED) == before
    assert "".join(one.text for one in segments if one.kind is not Kind.DELETED) == after
    assert all(one.author in ("Green", "Facilitator") for one in segments if one.kind is not Kind.KEPT)
    assert all(one.text for one in segments)


@given(st.text())
def test_tokens_put_together_are_the_text(text):
    assert "".join(tokens(text)) == text


def test_edits_with_only_small_words_between_them_are_joined():
    assert redline("its collection and its use: forecasts", "how it is collected and used: forecasts") == (
        "~its collection and its use~+how it is collected and used+: forecasts"
    )


def test_mere_insertions_stay_apart():
    assert redline("a region is joined", "a sector or a region is well joined") == (
        "+a sector or +a region is +well +joined"
    )


def test_long_kept_words_keep_edits_apart():
    assert redline("old training old", "new training new") == "~old~+new+ training ~old~+new+"


def test_a_line_break_keeps_edits_apart():
    assert redline("old\nold", "new\nnew") == "~old~+new+\n~old~+new+"


def test_words_belong_to_the_group_that_wrote_them_and_the_rest_to_the_facilitator():
    segments = compare(
        "Partnerships of firms.",
        "Partnerships of firms, innovative finance for them.",
        (Voice("Group Blue", "Skills ecosystem (innovative finance)"),),
        "Facilitator",
    )
    assert [(one.author, one.text) for one in segments if one.kind is Kind.INSERTED] == [
        ("Group Blue", ", innovative finance for "),
        ("Facilitator", "them"),
    ]


def test_a_deletion_belongs_to_the_group_that_reworded_the_text_without_the_words():
    before, after = "Training in firms and in schools of all kinds.", "Training in firms and in schools."
    reworded = compare(before, after, (Voice("Group Green", "training in firms and in schools"),), "Facilitator")
    remarked = compare(before, after, (Voice("Group Green", "too long"),), "Facilitator")
    assert [one.author for one in reworded if one.kind is Kind.DELETED] == ["Group Green"]
    assert [one.author for one in remarked if one.kind is Kind.DELETED] == ["Facilitator"]
