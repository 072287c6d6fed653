"""Repeats among thousands of texts: the truth is found again, and order, hash seed and parts change nothing."""

import json
import random
import subprocess
import sys

import numpy as np
import pytest

from facilitate.consolidation import repeats
from facilitate.consolidation.candidates import FEW
from facilitate.consolidation.parts import Texts
from facilitate.consolidation.repeats import group_repeats
from tests.conftest import ROOT
from tests.made_texts import made_rows
from tests.measures import agreement

COUNT = 3_000


@pytest.fixture(scope="module")
def made():
    return made_rows(COUNT)


def test_repeats_are_found_and_hardly_anything_else(made):
    found = agreement(made.truth, group_repeats(made.texts).labels.tolist())
    assert found.precision >= 0.98 and found.recall >= 0.93


def test_the_order_of_the_texts_changes_nothing(made):
    assert COUNT > FEW  # not all pairs are compared
    straight = group_repeats(made.texts)
    places = list(range(COUNT))
    random.Random(3).shuffle(places)
    shuffled = group_repeats([made.texts[place] for place in places])
    assert shuffled.keys == straight.keys
    assert np.array_equal(shuffled.leader_of, straight.leader_of)
    assert np.array_equal(shuffled.labels, straight.labels[places])


def test_the_size_of_the_parts_changes_nothing(made, monkeypatch):
    whole = group_repeats(made.texts)
    monkeypatch.setattr(repeats, "BATCH", 170)
    monkeypatch.setattr(repeats, "PAIRS", 1_000)
    assert np.array_equal(group_repeats(made.texts).leader_of, whole.leader_of)


def test_the_seed_of_hashes_changes_nothing():
    code = (
        "import json; from tests.made_texts import made_rows\n"
        "from facilitate.consolidation.repeats import group_repeats\n"
        "print(json.dumps(group_repeats(made_rows(900).texts).labels.tolist()))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    one, other = (json.loads(run.stdout) for run in runs)
    assert one == other and len(set(one)) < 900


@pytest.mark.parametrize("texts", [[], [""], ["", "a", ""], ["naïve", "日本", "two\nlines"]])
def test_texts_come_out_as_they_went_in(texts):
    assert Texts.of(texts).unpacked() == texts


@pytest.mark.parametrize("texts", [[], [""], ["!", "?"], ["one"]])
def test_nothing_and_next_to_nothing_are_grouped_too(texts):
    assert len(group_repeats(texts).labels) == len(texts)
