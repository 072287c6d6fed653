"""A form of exchange as it is written: piece by piece, so that a long series is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Pieces = Iterator[bytes]
"""The bytes of a file, one piece after the other."""

_AT_ONCE = 1 << 20


def encoded(texts: Iterable[str], encoding: str = "utf-8") -> Pieces:
    """Many short texts as pieces of about a megabyte."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _AT_ONCE:
            yield "".join(waiting).encode(encoding)
            waiting, size = [], 0
    yield "".join(waiting).encode(encoding)


def quoted(text: str) -> str:
    """A text in quotation marks as a cell of CSV and TSV has it (RFC 4180): those within are doubled."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
