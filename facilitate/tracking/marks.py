"""Words that are new input: found in a wording, and kept as spans that cite their proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitate.records.categories import Mark, ProposalId


def find_marks(name: str, words: Iterable[str], proposal: ProposalId) -> tuple[Mark, ...]:
    """The spans of ``words`` in ``name``, sorted, none inside another; words that do not occur are left out."""
    spans = sorted({(at, at + len(piece)) for piece in words if (at := _find(name, piece)) >= 0})
    outer = [span for span in spans if not any(_inside(span, other) for other in spans if other != span)]
    return tuple(Mark(start, end, proposal) for start, end in outer)


def occurs(words: str, names: Iterable[str]) -> bool:
    """Whether the words stand in any of the names, whatever their case."""
    return any(_find(name, words) >= 0 for name in names)


def _find(name: str, words: str) -> int:
    exact = name.find(words)
    return exact if exact >= 0 else name.casefold().find(words.casefold())


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def pieces(name: str, marks: Iterable[Mark]) -> Iterator[tuple[str, bool]]:
    """The name in pieces, each with whether it is marked."""
    at = 0
    for mark in sorted(marks, key=lambda one: one.start):
        if mark.start > at:
            yield name[at : mark.start], False
        yield name[max(mark.start, at) : mark.end], True
        at = max(at, mark.end)
    if at < len(name):
        yield name[at:], False
