"""Pairs that are told apart by their common words are told apart by their letters too."""

from itertools import chain

import numpy as np
import pytest

from facilitate.consolidation.common_words import marks_of
from facilitate.consolidation.grams import Indices
from facilitate.consolidation.polarity import stance
from facilitate.consolidation.rewording import repeat_key, same_but_for_slips, word_times
from tests.made_texts import made_rows


def may_be_one(keys: list[str], one: Indices, other: Indices) -> list[bool]:
    split = [key.split() for key in keys]
    words = sorted({*chain.from_iterable(split)})
    places = np.array([words.index(word) for word in chain.from_iterable(split)])
    starts = np.cumsum([0, *map(len, split[:-1])])
    return marks_of(word_times(keys), [(words, places, starts)]).may_be_one(one, other).tolist()


def test_no_pair_that_is_one_is_told_apart_and_most_others_are() -> None:
    keys = sorted(set(map(repeat_key, made_rows(900).texts)))
    one, other = np.triu_indices(len(keys), 1)
    times = word_times(keys)
    found = may_be_one(keys, one, other)
    for a, b, possible in zip(one.tolist(), other.tolist(), found, strict=True):
        if not possible and stance(keys[a]) == stance(keys[b]):
            assert not same_but_for_slips(keys[a], keys[b], times), (keys[a], keys[b])
    assert sum(found) < len(found) / 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("free training for farmers", "free trainings for farmer"),
        ("workbased training for farmers", "work based training for farmers"),
        ("work based training in the work shop", "workbased training in the workshop"),
        ("free trainnig for farmers", "free training for framers"),
        ("free training for farmers", "free training for all farmers please"),
    ],
)
def test_forms_slips_and_words_in_one_are_not_told_apart(one: str, other: str) -> None:
    keys = [one, other, *(f"free training for farmers at work {n} shop based workshop" for n in range(40))]
    assert may_be_one(keys, np.array([0]), np.array([1])) == [True]


def test_other_common_words_are_told_apart() -> None:
    keys = ["free training for farmers", "solar panels for farmers"]
    assert may_be_one(keys, np.array([0]), np.array([1])) == [False]
