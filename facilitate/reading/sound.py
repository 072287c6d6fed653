"""Which history was found sound: to check a long one takes seconds, and every command begins with it.

Kept in the session's folder ``.cache``, which is safe to delete: the SHA-256 of the history's bytes, and the state of
the program. Whatever is changed in the history, or in the rules, is checked again. Where nothing can be read or written
there, the history is checked every time and nothing is said.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from facilitate.reading.cache import setting_key

LARGE = 1_000_000
"""Bytes of a history below which the check takes no time."""

_FILE = "history.sound"


def found_sound(history: Path, cache: Path) -> bool:
    """Whether these very bytes were found sound by this very program."""
    try:
        return (cache / _FILE).read_text() == _key(history)
    except (OSError, UnicodeDecodeError):
        return False


def keep_sound(history: Path, cache: Path) -> None:
    """Remember that the history is sound as it is now; a short one is not worth it."""
    with suppress(OSError):
        if history.stat().st_size >= LARGE:
            cache.mkdir(exist_ok=True)
            (cache / _FILE).write_text(_key(history))


def _key(history: Path) -> str:
    with history.open("rb") as stream:
        return setting_key(hashlib.file_digest(stream, "sha256").hexdigest())
