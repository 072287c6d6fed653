"""What parts of the work were given and made, in a folder that is safe to delete: each file is named by its content."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import numpy as np

from facilitate.consolidation.parts import Array, Arrays, Step, Texts

_TEXTS = ".texts.npy"


def digest_of(array: Array) -> str:
    """A name for an array, the same for the same content."""
    digest = blake2b(f"{array.dtype.str} {array.shape}".encode(), digest_size=16)
    digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def give(folder: Path, given: Array | Texts) -> Path:
    """Put something that a step needs into the folder."""
    array = given.packed if isinstance(given, Texts) else given
    path = folder / f"{digest_of(array)}{_TEXTS if isinstance(given, Texts) else '.npy'}"
    if not path.exists():
        _write(path, lambda stream: np.save(stream, array, allow_pickle=False))
    return path


def do(step: str, given: tuple[str, ...], result: str) -> str:
    """Do a step, named ``module:function``, on the files ``given``, and leave what it makes in the file ``result``.

    This is what runs on another process or machine: paths go in, a path comes out.
    """
    module, _, name = step.partition(":")
    function: Step = getattr(import_module(module), name)
    arrays = function(*(_given(path) for path in given))
    _write(Path(result), lambda stream: np.savez(stream, *arrays))
    return result


def made(path: Path) -> Arrays:
    """What a step made. Raises OSError and ValueError where the file is gone or damaged."""
    with np.load(path, allow_pickle=False) as held:
        return tuple(held[f"arr_{n}"] for n in range(len(held.files)))


@lru_cache(maxsize=4)
def _given(path: str) -> Array | Texts:
    """An array, read from the disk as it is needed. The last few are remembered: parts of one work share them."""
    array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    return Texts(array) if path.endswith(_TEXTS) else array


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file whole or not at all. It is for speed alone, so that nothing is flushed to the disk."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
