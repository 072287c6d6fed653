"""Repeats: copies and slips are one text; denials, other numbers and other words never are; in any order."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from facilitate.consolidation.candidates import FEW, candidate_pairs, sketches
from facilitate.consolidation.polarity import contradiction, difference, stance
from facilitate.consolidation.repeats import group_repeats
from facilitate.consolidation.rewording import CLOSE, compare, repeat_key, same_but_for_slips, word_times
from facilitate.consolidation.words import plain
from tests.made_texts import made_rows
from tests.measures import agreement

BASE = "The council should pay for free training of nurses in rural areas"


def together(*texts):
    return len(set(group_repeats(texts).labels.tolist())) == 1


@pytest.mark.parametrize(
    "other",
    [
        "  the COUNCIL should pay for free training of nurses in rural areas!! ",
        "3. The council should pay for free training of nurses in rural areas",
        "- The council should pay for free training of nurses in rural areas.",
        "We think that the council should pay for free training of nurses in rural areas. Thank you",
        "The council should pay for free trainnig of nurses in rural areas",
        "The council should really pay for the free training of nurses in rural areas",
        "The council should pay for free trainings of nurse in rural areas",
    ],
)
def test_a_copy_and_a_slip_are_the_same_text(other):
    assert together(BASE, other)


@pytest.mark.parametrize(
    "other",
    [
        "The council should not pay for free training of nurses in rural areas",
        "The council should never pay for free training of nurses in rural areas",
        "The council should pay for free training of nurses in urban areas",
        "The council should pay for free training of doctors in rural areas",
        "The council should pay for 3 free trainings of nurses in rural areas",
        "The council should pay for free training without nurses in rural areas",
    ],
)
def test_another_meaning_is_another_text_however_alike(other):
    assert not together(BASE, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le conseil doit financer la formation gratuite", "Le conseil ne doit pas financer la formation gratuite"),
        ("Der Rat soll die Ausbildung bezahlen", "Der Rat soll die Ausbildung nicht bezahlen"),
        ("El consejo debe pagar la formación gratuita", "El consejo no debe pagar la formación gratuita"),
        ("O conselho deve pagar a formação gratuita", "O conselho não deve pagar a formação gratuita"),
        ("Il comune deve pagare la formazione gratuita", "Il comune non deve pagare la formazione gratuita"),
        ("De gemeente moet de opleiding betalen", "De gemeente moet de opleiding niet betalen"),
        ("Город должен платить за обучение медсестёр", "Город не должен платить за обучение медсестёр"),
        ("市政府应该支付护士的培训费用", "市政府不应该支付护士的培训费用"),
        ("Prices of bus tickets must be raised in winter", "Prices of bus tickets must be lowered in winter"),
        ("Il faut augmenter le prix des billets de bus", "Il faut diminuer le prix des billets de bus"),
        ("Hay que aumentar los precios del autobús", "Hay que disminuir los precios del autobús"),
        ("The law must be in force by 2030 in all towns", "The law must be in force by 2031 in all towns"),
        ("The meeting is on 12 March in the town hall", "The meeting is on 13 March in the town hall"),
        ("Give every school 1,500 euros for books a year", "Give every school 2,500 euros for books a year"),
        ("Training for employers in every district of town", "Training for employees in every district of town"),
        ("Support the informal economy of our district", "Support the formal economy of our district"),
    ],
)
def test_denials_opposites_and_numbers_stay_apart(one, other):
    assert not together(one, other)
    assert difference(stance(plain(one)), stance(plain(other))) or not compare(plain(one), plain(other), {}).one


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("buses should be free", "buses should not be free", "one denies what the other says"),
        ("raise the rent", "lower the rent", "they ask for opposites"),
        ("raise the rent", "raise all rents", ""),
        ("not never", "yes", ""),
    ],
)
def test_a_contradiction_is_named(one, other, why):
    assert contradiction(stance(one), stance(other)) == why == contradiction(stance(other), stance(one))


def test_a_chain_of_small_differences_joins_nothing_that_is_far_apart():
    words = [f"{ch * 3}word{ch}" for ch in "abcdefghijkl"]
    chain = [" ".join([*words[:at], *(word + "zz" for word in words[at:])]) for at in range(len(words) + 1)]
    labels = group_repeats(chain).labels
    assert labels[0] != labels[-1]


def test_the_most_frequent_wording_leads():
    found = group_repeats(["free trainnig for nurses", *["free training for nurses"] * 3, "free training for nurse"])
    assert {found.keys[label] for label in found.labels} == {"free training for nurses"}


def test_made_rows_are_grouped_as_they_were_made():
    made = made_rows(6_000, seed=3)
    found = group_repeats(made.texts)
    one = agreement(made.truth, found.labels.tolist())
    assert one.precision >= 0.98 and one.recall >= 0.93
    of: dict[int, set[int]] = {}
    for truth, label in zip(made.truth, found.labels.tolist(), strict=True):
        of.setdefault(truth, set()).add(label)
    assert made.turned and not any(of.get(a, {-1}) & of.get(b, {-2}) for a, b in made.turned)


def test_hash_seeds_and_threads_change_nothing():
    script = (
        "from tests.made_texts import made_rows\n"
        "from facilitate.consolidation.repeats import group_repeats\n"
        "from facilitate.consolidation.meaning import group_by_meaning\n"
        "texts = made_rows(900, seed=5).texts\n"
        "print(group_repeats(texts).labels.tolist(), group_by_meaning(texts[:200]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": seed, "OMP_NUM_THREADS": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


PIECES = [
    "free",
    "training",
    "for",
    "nurses",
    "not",
    "2030",
    "2031",
    "trainnig",
    "more",
    "less",
    "rural",
    "the",
    "é",
    "护",
    "",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), max_size=25)


@given(TEXTS, st.randoms())
def test_the_order_of_the_texts_decides_nothing(texts, chance):
    def groups(given):
        labels = group_repeats(given).labels.tolist()
        return {frozenset(text for text, one in zip(given, labels, strict=True) if one == label) for label in labels}

    assert groups(texts) == groups(chance.sample(texts, len(texts)))


@given(TEXTS)
def test_every_text_is_a_near_repeat_of_its_leader_itself(texts):
    found = group_repeats(texts)
    assert list(found.keys) == sorted(set(map(repeat_key, texts)))
    times = word_times(found.keys)
    for key, leader in enumerate(found.leader_of.tolist()):
        assert found.leader_of[leader] == leader
        if leader != key:
            one, other = found.keys[leader], found.keys[key]
            assert stance(one) == stance(other) and same_but_for_slips(one, other, times)


@given(TEXTS.filter(lambda texts: len(texts) > 1), st.data())
def test_pairs_that_must_be_apart_are_apart(texts, data):
    places = st.integers(0, len(texts) - 1)
    one, other = data.draw(places), data.draw(places)
    if repeat_key(texts[one]) != repeat_key(texts[other]):
        labels = group_repeats(texts, (np.array([one]), np.array([other]))).labels
        assert labels[one] != labels[other]


@given(st.text(max_size=60))
def test_a_key_is_its_own_key_s_plain_form_and_every_text_has_one(text):
    key = repeat_key(text)
    assert plain(key) == key
    assert repeat_key(f"  {text}  ") == repeat_key(text) or text[:1].isspace() or not text.isprintable()


def test_banding_finds_the_pairs_that_comparing_all_would_find():
    texts = sorted({repeat_key(text) for text in made_rows(900, 2).texts})
    assert len(texts) > FEW
    rank, kinds = np.arange(len(texts)), np.zeros(len(texts), np.int64)
    one, other = candidate_pairs(sketches(texts), rank, kinds)
    found = set(zip(one.tolist(), other.tolist(), strict=True))
    assert (one < other).all() and len(found) == len(one) < len(texts) ** 2 / 8
    times = word_times(texts)
    close = [
        (a, b)
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if fuzz.ratio(texts[a], texts[b], score_cutoff=CLOSE) and compare(texts[a], texts[b], times).one
    ]
    assert len(close) > 50 and sum(pair in found for pair in close) >= 0.95 * len(close)


def test_kinds_are_never_paired():
    one, other = candidate_pairs(sketches(["a b", "a b c", "a b"]), np.arange(3), np.array([0, 0, 1]))
    assert (one.tolist(), other.tolist()) == ([0], [1])


@example("\U0001d6e2")  # a capital letter only after its compatible form is taken
@example("ϒ ℃ ẞ İ")
@given(st.text())
def test_a_plain_text_is_plain(text):
    assert plain(plain(text)) == plain(text)
