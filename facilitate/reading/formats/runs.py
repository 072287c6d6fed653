"""Texts of which pieces have a format of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text. ``struck`` and ``coloured`` are None where the cell's own format decides."""

    text: str
    struck: bool | None = None
    coloured: bool | None = None


Text = str | tuple[Run, ...]
"""A text, as runs where pieces of it have a format of their own."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a text is struck out and coloured; the same three fields as those of a cell."""

    struck: bool = False
    struck_parts: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()


def plain(text: Text) -> str:
    """The words alone."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def marks_of(runs: Sequence[Run], struck: bool, coloured: bool) -> Marks:
    """What is struck out and coloured of a text; the cell's format counts for runs without one."""
    lined = [(run.text, struck if run.struck is None else run.struck) for run in runs]
    whole = any(text.strip() for text, _ in lined) and all(line or not text.strip() for text, line in lined)
    inked = [(run.text, coloured if run.coloured is None else run.coloured) for run in runs]
    return Marks(whole, () if whole else pieces(lined), pieces(inked))


def pieces(runs: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The marked pieces of a text, neighbours joined; blanks belong to the piece before them."""
    found: list[str] = []
    before = False
    for text, marked in runs:
        inside = marked or (before and not text.strip())
        if inside and before:
            found[-1] += text
        elif inside and text.strip():
            found.append(text)
        else:
            inside = False
        before = inside
    return tuple(" ".join(piece.split()) for piece in found)
