"""Same meaning: suggested, never across a denial, never against what a person said, in any order of the texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.consolidation.meaning import LETTERS, WITH_MODEL, group_by_meaning

TEXTS = (
    "Buses should be free",
    "Buses should not be free",
    "buses should be free!",
    "Make public buses free of charge",
    "We need more trees",
    "Plant trees in the streets",
)


def groups(texts, **settings):
    found = group_by_meaning(texts, **settings).members()
    return {frozenset(texts[place] for place in members) for members in found}


def test_the_same_in_other_words_is_one_group_and_its_denial_another():
    assert group_by_meaning(TEXTS).group_of == (0, 1, 0, 0, 4, 4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taxes should be raised for the rich", "Taxes should be lowered for the rich"),
        ("Smoking in parks should be allowed", "Smoking in parks should be banned"),
        ("Il faut interdire les voitures au centre", "Il faut autoriser les voitures au centre"),
        ("La escuela debe ser gratuita", "La escuela no debe ser gratuita"),
        ("Das Rathaus soll am Samstag öffnen", "Das Rathaus soll am Samstag nicht öffnen"),
        ("A escola deve ser gratuita", "A escola não deve ser gratuita"),
        ("Школа должна быть бесплатной", "Школа не должна быть бесплатной"),
        ("我们应该关闭学校", "我们不应该关闭学校"),
    ],
)
def test_a_statement_and_its_denial_are_never_one_group(one, other):
    assert group_by_meaning((one, other), cut=0.0).group_of == (0, 1)


def test_what_people_put_together_or_apart_is_obeyed():
    found = group_by_meaning(TEXTS, together=[(0, 5)], apart=[(0, 3)]).group_of
    assert found[5] == found[0] != found[3]


@pytest.mark.parametrize("settings", [LETTERS, WITH_MODEL])
def test_among_fewer_texts_more_likeness_is_asked_for(settings):
    assert settings.cut(0) == settings.cut(10) > settings.cut(30) > settings.cut(100) == settings.usual
    assert settings.usual > settings.cut(5000) > 0.01


def test_a_near_repeat_can_be_put_apart():
    texts = ("Open the libraries on Sunday mornings", "Open the libaries on Sunday mornings")
    assert group_by_meaning(texts).group_of == (0, 0)
    assert group_by_meaning(texts, apart=[(0, 1)]).group_of == (0, 1)


def test_a_model_can_join_what_shares_no_letters_and_centring_takes_the_session_s_subject_out():
    meanings = {"cat": (1, 0), "feline": (0.99, 0.14), "spanner": (0, 1), "wrench": (0.14, 0.99)}

    def embed(texts):
        return np.array([meanings[text] for text in texts], np.float32)

    texts = tuple(meanings)
    assert group_by_meaning(texts).group_of == (0, 1, 2, 3)
    assert group_by_meaning(texts, embed=embed).group_of == (0, 0, 2, 2)


@pytest.mark.parametrize("texts", [(), ("",), ("", " ", ""), ("a",), ("!", "?")])
def test_empty_texts_are_grouped_too(texts):
    found = group_by_meaning(texts)
    assert len(found.group_of) == len(found.likeness) == len(texts)


WORDS = st.sampled_from(
    ["buses", "trees", "should", "not", "be", "free", "more", "less", "open", "2030", "2040", "the"]
)
SENTENCES = st.lists(WORDS, max_size=6).map(" ".join)


@given(st.lists(st.one_of(SENTENCES, st.text(max_size=20)), max_size=14), st.randoms())
def test_the_order_of_the_texts_decides_nothing(texts, chance):
    shuffled = chance.sample(texts, len(texts))
    assert groups(texts) == groups(shuffled)
    found = group_by_meaning(texts)
    assert all(found.group_of[first] == first for first in found.group_of)
    assert all(-1e-9 <= one <= 1 + 1e-2 for one in found.likeness)


@given(st.lists(SENTENCES, min_size=2, max_size=10), st.data())
def test_constraints_hold_whatever_the_texts(texts, data):
    places = st.integers(0, len(texts) - 1)
    one, other, third = (data.draw(places) for _ in range(3))
    together = group_by_meaning(texts, together=[(one, other)]).group_of
    assert together[one] == together[other]
    if texts[one].split() != texts[third].split():
        apart = group_by_meaning(texts, apart=[(one, third)]).group_of
        assert apart[one] != apart[third]
