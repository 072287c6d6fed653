"""Some texts coded, the rest proposed: a sample that teaches, and a promise that is kept."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.consolidation.coding import FEWEST, draw_sample, propose_codes

SUBJECTS = {
    "health": "hospital doctor nurse clinic patient vaccine medicine ward".split(),  # noqa: SIM905
    "transport": "bus train ticket cycling lane station railway tram".split(),  # noqa: SIM905
    "housing": "rent flat landlord tenant mortgage roof house dwelling".split(),  # noqa: SIM905
}
AROUND = "we should have more better for the all with our town please a new good in every".split()  # noqa: SIM905


def made(count, seed=1, noise=0.0):
    """Distinct texts with their codes; a share of ``noise`` of them about nothing."""
    chance = random.Random(seed)
    rows = {}
    while len(rows) < count:
        code = chance.choice(sorted(SUBJECTS))
        words = chance.sample(AROUND, 4) + ([] if chance.random() < noise else chance.sample(SUBJECTS[code], 2))
        chance.shuffle(words)
        rows.setdefault(" ".join(words), code)
    return tuple(rows), tuple(rows.values())


def coded(codes, places):
    return [code if at in set(places) else "" for at, code in enumerate(codes)]


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_what_is_proposed_keeps_the_promise_and_the_doubtful_is_left(noise):
    texts, codes = made(500, noise=noise)
    drawn = draw_sample(texts, [1] * 500, (), 90)
    found = propose_codes(texts, coded(codes, drawn))
    proposed = [at for at, code in enumerate(found.codes) if code]
    right = sum(found.codes[at] == codes[at] for at in proposed) / len(proposed)
    assert right >= 0.87
    assert (len(proposed) < 0.9 * 410) == (noise > 0)
    assert found.expected >= found.promise == 0.9
    assert found.proposed == len(proposed) > 100


def test_a_higher_promise_proposes_less():
    texts, codes = made(300, noise=0.4)
    half = coded(codes, draw_sample(texts, [1] * 300, (), 80))
    counts = [propose_codes(texts, half, promise).proposed for promise in (0.6, 0.8, 0.95)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[2]


def test_nothing_is_proposed_for_what_a_person_coded():
    texts, codes = made(120)
    half = coded(codes, range(60))
    found = propose_codes(texts, half)
    assert all(not (mine and given) for mine, given in zip(found.codes, half, strict=True))


@pytest.mark.parametrize("places", [(), range(FEWEST - 1)])
def test_too_few_coded_texts_promise_nothing(places):
    texts, codes = made(100)
    found = propose_codes(texts, coded(codes, places))
    assert (found.proposed, found.tried) == (0, 0.0)


def test_one_code_alone_promises_nothing():
    texts, _ = made(100)
    assert propose_codes(texts, ["health"] * 50 + [""] * 50).proposed == 0


def test_the_sample_has_every_subject_and_the_frequent_before_the_odd():
    texts, codes = made(200)
    drawn = draw_sample(texts, [1] * 200, (), 12)
    assert {codes[at] for at in drawn} == set(SUBJECTS)
    odd = ("xyzzy plugh", *texts)
    assert 0 not in draw_sample(odd, [1] * 201, (), 20)
    assert draw_sample(odd, [5000, *[1] * 200], (), 1) == (0,)


def test_what_is_coded_is_not_drawn_again_and_a_sample_never_runs_over():
    texts, _ = made(40)
    first = draw_sample(texts, [1] * 40, (), 15)
    second = draw_sample(texts, [1] * 40, first, 100)
    assert sorted({*first, *second}) == list(range(40)) and len(first) + len(second) == 40
    assert draw_sample((), (), (), 5) == ()
    assert draw_sample(("", "!"), (3, 1), (), 5) == ()


def test_a_model_takes_part():
    import numpy as np

    texts, codes = made(200, noise=1.0)

    def embed(asked):
        return np.eye(3)[[sorted(SUBJECTS).index(codes[texts.index(one)]) for one in asked]]

    half = coded(codes, range(60))
    assert propose_codes(texts, half).proposed < 40
    found = propose_codes(texts, half, embed=embed)
    assert all(code == truth for code, truth in zip(found.codes, codes, strict=True) if code)
    assert found.proposed > 100


@settings(max_examples=15)
@given(st.randoms())
def test_the_order_of_the_texts_decides_nothing(chance):
    texts, codes = made(70, noise=0.3)
    drawn = {texts[at] for at in draw_sample(texts, [1] * 70, (), 40)}
    given_ = [code if text in drawn else "" for text, code in zip(texts, codes, strict=True)]
    proposed = dict(zip(texts, propose_codes(texts, given_).codes, strict=True))
    order = chance.sample(range(70), 70)
    again = [texts[at] for at in order]
    assert {again[at] for at in draw_sample(again, [1] * 70, (), 40)} == drawn
    found = propose_codes(again, [given_[at] for at in order])
    assert dict(zip(again, found.codes, strict=True)) == proposed
