"""Labels of groups: their own words, and a sentence that one of them wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.consolidation.labels import SHARE, label_themes
from facilitate.consolidation.words import plain

BUSES = ("Cheap buses for pupils.", "Buses should be cheap", "We want cheaper buses at night! They are too dear.")
TREES = ("Plant trees", "More trees in our street", "Trees give shade.")


def test_a_label_has_the_words_that_tell_a_group_from_the_others():
    buses, trees = label_themes([BUSES, TREES])
    assert set(buses.words) == {"cheap", "buses"}
    assert trees.words == ("trees",)
    assert str(trees) == "trees"


def test_the_quote_is_a_whole_sentence_of_the_member_that_is_named():
    for label, texts in zip(label_themes([BUSES, TREES]), (BUSES, TREES), strict=True):
        assert label.quote in texts[label.member]
        assert label.quote in (texts[label.member], texts[label.member].split("! ")[0] + "!", "They are too dear.")


@pytest.mark.parametrize(
    "texts",
    [
        ("Plus d'arbres dans la rue", "Il faut des arbres"),
        ("更多的树", "我们需要树"),
        ("المزيد من الأشجار", "نريد الأشجار"),
        ("Больше деревьев", "Посадить деревья, больше деревьев"),
    ],
)
def test_any_language_has_labels(texts):
    (label,) = label_themes([texts])
    assert label.words and label.quote in texts[label.member]


def test_words_that_stand_together_in_the_texts_are_a_phrase():
    rights = (
        "It is in the Bill of Rights.",
        "Our bill of rights says so",
        "The constitutional right of the constitution",
    )
    (label,) = label_themes([rights])
    assert str(label) == "bill of rights"
    apart = label_themes([("Rights and a bill", "The bill for rights", "Bill, rights"), ("Fees", "Fees again")])[0]
    assert str(apart) == "bill, rights"


def test_one_word_of_a_stem_is_enough():
    (label,) = label_themes([("A constitutional matter", "The constitution: a constitutional one", "The constitution")])
    assert str(label) == "constitution"


def test_a_group_without_a_common_word_is_called_by_its_quote():
    (label,) = label_themes([("Cheap buses", "Green parks")])
    assert label.words == () and str(label) == label.quote


def test_empty_texts_have_an_empty_label():
    (label,) = label_themes([("", "  ")])
    assert (label.words, label.quote) == ((), "")


@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=6), min_size=1, max_size=4), st.randoms())
def test_labels_hold_what_they_promise_in_any_order(groups, chance):
    labels = label_themes(groups)
    for label, texts in zip(labels, groups, strict=True):
        assert label.quote in texts[label.member].strip()
        assert len(label.words) <= 4
        for word in label.words:
            held = sum(set(plain(word).split()) <= set(plain(text).split()) for text in texts)
            assert held >= SHARE * len(texts)
    shuffled = [chance.sample(texts, len(texts)) for texts in groups]
    again = label_themes(shuffled)
    assert [(one.words, one.quote) for one in again] == [(one.words, one.quote) for one in labels]
