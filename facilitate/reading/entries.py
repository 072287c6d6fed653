"""What the readers of lists have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.records.sources import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One category as a file has it: its texts and their places, by the headers of a list."""

    texts: Mapping[str, str]
    places: Mapping[str, Place]
