"""Likeness by letters and the joining of groups: against the textbook, exact, and whatever the order."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.consolidation.grams import grams, letters, runs
from facilitate.consolidation.likeness import SIZES, likenesses, smoothed
from facilitate.consolidation.linkage import SHY, join_alike
from facilitate.consolidation.words import plain

TEXTS = st.lists(st.text("abc deé护нع", max_size=12), max_size=10)


def by_the_book(texts):
    """TF-IDF over the runs of letters inside words, and the cosine, without a trick."""
    counted = []
    for text in texts:
        found = Counter()
        for word in plain(text).split():
            padded = f" {word} "
            for size in SIZES:
                found.update(padded[at : at + size] for at in range(len(padded) - size + 1))
        counted.append(found)
    held = Counter(run for found in counted for run in found)
    vectors = []
    for found in counted:
        vector = {
            run: (1 + math.log(times)) * (math.log((1 + len(texts)) / (1 + held[run])) + 1)
            for run, times in found.items()
        }
        length = math.sqrt(sum(x * x for x in vector.values()))
        vectors.append({run: x / length for run, x in vector.items()})
    return [[sum(x * other.get(run, 0) for run, x in one.items()) for other in vectors] for one in vectors]


@given(TEXTS)
def test_likeness_is_the_cosine_of_the_textbook(texts):
    found = likenesses(texts)
    assert found.shape == (len(texts), len(texts))
    if texts:
        assert np.abs(found - by_the_book(texts)).max() < 0.01


@given(TEXTS, st.randoms())
def test_likeness_is_symmetric_and_exact_in_any_order(texts, chance):
    found = likenesses(texts)
    assert (found == found.T).all()
    order = chance.sample(range(len(texts)), len(texts))
    assert (likenesses([texts[at] for at in order]) == found[np.ix_(order, order)]).all()
    some = np.array(sorted(order[: len(order) // 2]), np.int64)
    assert (likenesses(texts, some) == found[:, some]).all()


@pytest.mark.parametrize(
    ("one", "other", "third"),
    [
        ("Plus d'arbres en ville", "Des arbres pour la ville", "Moins de voitures"),
        ("更多的公园和树", "我们需要公园和树", "学校午餐"),
        ("Больше деревьев в городе", "Городу нужны деревья", "Школьное питание"),
        ("المزيد من الأشجار في المدينة", "نريد الأشجار في مدينتنا", "وجبات مدرسية"),
        ("ต้นไม้ในเมือง", "ปลูกต้นไม้ในเมือง", "อาหารโรงเรียน"),
        ("शहर में अधिक पेड़", "शहर में पेड़ लगाओ", "स्कूल का भोजन"),
    ],
)
def test_any_script_has_likeness(one, other, third):
    found = likenesses([one, other, third])
    assert found[0, 1] > 2 * found[0, 2]


def test_runs_stay_within_their_text_and_their_words():
    written = letters(["ab cd", "", "e"])
    found, owners = grams(written, 3)
    assert sorted(Counter(owners.tolist()).items()) == [(0, 4), (2, 1)]
    assert len(set(found.tolist())) == 5
    assert len(runs(written, 3)) == len(written.points)


MATRIX = st.integers(1, 9).flatmap(
    lambda count: st.lists(st.integers(0, 100), min_size=count * count, max_size=count * count).map(
        lambda numbers: _symmetric(np.array(numbers, np.float64).reshape(count, count) / 128)
    )
)


def _symmetric(matrix):
    matrix = np.minimum(matrix, matrix.T)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def by_hand(alike, cut):
    """The rule of the docstring, tried on every pair of groups at every step."""
    groups = [[at] for at in range(len(alike))]
    while len(groups) > 1:

        def score(pair):
            one, other = groups[pair[0]], groups[pair[1]]
            return alike[np.ix_(one, other)].mean() - SHY * math.log(min(len(one), len(other)))

        pairs = [(a, b) for a in range(len(groups)) for b in range(a + 1, len(groups))]
        best = max(pairs, key=score)
        if score(best) < cut:
            return groups, score(best)
        groups[best[0]] += groups.pop(best[1])
    return groups, -1.0


@given(MATRIX, st.floats(0.05, 0.7))
def test_groups_are_average_linkage_down_to_the_cut(alike, cut):
    found = join_alike(alike, cut, rounds=0)
    assert all(found[first] == first for first in found)
    for first in np.unique(found):
        members = np.flatnonzero(found == first)
        if len(members) == 2:
            assert alike[members[0], members[1]] >= cut - 1e-6
    scores = [
        alike[np.ix_(found == one, found == other)].mean()
        - SHY * math.log(min((found == one).sum(), (found == other).sum()))
        for one in np.unique(found)
        for other in np.unique(found)
        if one != other
    ]
    assert all(score < cut + 1e-6 for score in scores)


@given(st.permutations(range(28)), st.floats(0.05, 0.9))
def test_without_ties_the_groups_are_those_found_by_hand(order, cut):
    alike = np.eye(8)
    alike[np.triu_indices(8, 1)] = np.exp(np.array(order) / 12 - 2.4)  # no mean of some equals one of others
    alike = np.maximum(alike, alike.T)
    expected, _ = by_hand(alike, cut)
    found = join_alike(alike, cut, rounds=0)
    assert {tuple(sorted(group)) for group in expected} == {
        tuple(np.flatnonzero(found == first).tolist()) for first in np.unique(found)
    }


def test_a_greedy_join_is_looked_at_again():
    alike = np.eye(5)
    for one, other, value in ((0, 1, 0.5), (2, 3, 0.49), (1, 2, 0.45), (1, 3, 0.45), (0, 4, 0.49), (1, 4, 0.2)):
        alike[one, other] = alike[other, one] = value
    assert join_alike(alike, 0.3, rounds=0).tolist() == [0, 0, 2, 2, 0]
    assert join_alike(alike, 0.3).tolist() == [0, 1, 1, 1, 0]  # since 4 came, 1 is more at home with 2 and 3
    assert join_alike(alike, 0.3, apart=[(1, 2)]).tolist() == [0, 0, 2, 2, 0]
    assert join_alike(alike, 0.3, together=[(0, 1)]).tolist() == [0, 0, 2, 2, 0]


@given(MATRIX)
def test_smoothing_is_symmetric_keeps_a_text_like_itself_and_knows_no_order(alike):
    alike = np.minimum(np.abs(alike), 1.0)
    np.fill_diagonal(alike, 1.0)
    near = smoothed(alike, 0.5, 0.1)
    assert np.array_equal(near, near.T) and np.allclose(np.diag(near), 1.0)
    assert (near >= -1e-6).all() and (near <= 1 + 1e-6).all()
    assert np.allclose(smoothed(alike[::-1, ::-1], 0.5, 0.1), near[::-1, ::-1], atol=1e-6)


def test_smoothing_brings_together_what_resembles_the_same():
    alike = np.eye(4)
    for one, other in ((0, 1), (1, 2)):
        alike[one, other] = alike[other, one] = 0.6
    near = smoothed(alike, 0.5, 0.1)
    assert near[0, 2] > 0.05 > near[0, 3]


@given(MATRIX, st.data())
def test_what_people_say_is_obeyed_and_together_counts_first(alike, data):
    places = st.integers(0, len(alike) - 1)
    together = data.draw(st.lists(st.tuples(places, places), max_size=4))
    apart = data.draw(st.lists(st.tuples(places, places), max_size=4))
    found = join_alike(alike, 0.3, together, apart)
    assert all(found[one] == found[other] for one, other in together)
    bound = join_alike(np.eye(len(alike)), 2.0, together)
    assert all(found[one] != found[other] for one, other in apart if bound[one] != bound[other])


def test_no_texts_have_no_groups():
    assert join_alike(np.zeros((0, 0)), 0.5).tolist() == []
    assert likenesses([]).shape == (0, 0)
