"""Large work in parts: steps from arrays to arrays, which may run here or on any number of machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Arrays = tuple[Array, ...]

_BETWEEN = "\0"
"""Stands between two texts; ``text.clean`` lets no text hold one."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Many texts as one array of bytes: a third of the size of as many strings, and quick to hand on."""

    packed: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Texts, packed; none of them holds the sign U+0000."""
        joined = "".join(f"{text}{_BETWEEN}" for text in texts)
        return cls(np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8))

    def unpacked(self) -> list[str]:
        """The texts again. The last few are remembered, since several parts of one piece of work share them."""
        return _unpacked(self)


@lru_cache(maxsize=2)
def _unpacked(texts: Texts) -> list[str]:
    return texts.packed.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)[:-1]


Part = tuple[Array | Texts, ...]
"""What a step is given for one part of the work."""
Step = Callable[..., Arrays]
"""A function of a module that makes arrays of arrays and texts, and does nothing else."""


class Each(Protocol):
    """Does one step for each of some parts."""

    def __call__(self, step: Step, parts: Iterable[Part]) -> Iterator[Arrays]:
        """What the step makes of each part, in the order of the parts."""


def here(step: Step, parts: Iterable[Part]) -> Iterator[Arrays]:
    """Do each part in this process, one after the other."""
    return (step(*part) for part in parts)
