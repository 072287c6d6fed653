"""A sentence model with small random weights, in the files of a real one: for tests that need no download."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from facilitate.reading.model import CONFIG, TOKENS, WEIGHTS, Pinned

WIDTH, INNER, HEADS, LAYERS, LONGEST = 8, 12, 2, 2, 256
VOCABULARY = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *["free", "buses", "trees", "parks", "for", "all", "plant", "more", "should", "be", "the", "night", "##s"],
)


def write_tiny_model(folder: Path, seed: int = 1) -> Pinned:
    """The three files in ``folder``, and their checksums."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {"hidden_size": WIDTH, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS}
    (folder / CONFIG).write_text(json.dumps(config), encoding="utf-8")
    vocabulary = {token: number for number, token in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.save(str(folder / TOKENS))
    (folder / WEIGHTS).write_bytes(safetensors(weights(seed)))
    return pinned(folder)


def pinned(folder: Path) -> Pinned:
    """The checksums of the files in ``folder``."""
    return Pinned(*(sha256((folder / name).read_bytes()).hexdigest() for name in (CONFIG, TOKENS, WEIGHTS)))


def weights(seed: int) -> dict[str, np.ndarray]:
    """Random weights by the names of a BERT model."""
    chance = np.random.default_rng(seed)
    shapes = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": (LONGEST, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    normal = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        dense = {f"attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        dense |= {"attention.output.dense": (WIDTH, WIDTH), "intermediate.dense": (INNER, WIDTH)}
        dense |= {"output.dense": (WIDTH, INNER)}
        for part, shape in dense.items():
            shapes[f"{name}.{part}.weight"] = shape
            shapes[f"{name}.{part}.bias"] = shape[:1]
        normal += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
    for part in normal:
        shapes[f"{part}.weight"] = shapes[f"{part}.bias"] = (WIDTH,)
    return {name: chance.normal(size=shape).astype("<f4") for name, shape in sorted(shapes.items())}


def safetensors(tensors: dict[str, np.ndarray]) -> bytes:
    """Tensors in the format of that name: the length of the header in eight bytes, the header as JSON, the numbers."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [at, at + tensor.nbytes]}
        at += tensor.nbytes
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + b"".join(tensor.tobytes() for tensor in tensors.values())
