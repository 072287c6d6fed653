"""Texts that people wrote: cleaned once where they enter, folded where two are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# What XML 1.0 cannot hold; Word and Excel files are XML (a paste from PowerPoint brings vertical tabs).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n?|\x0b|\x0c|\u2028|\u2029|_x000D_\n?")
# Signs that belong to words though the pattern \w leaves them out: vowels of Indic scripts, tones of Thai, accents.
IN_WORDS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e01-\u0e4e"
    "\u0e80-\u0ece\u0f18-\u0f39\u0f71-\u0fbc\u1000-\u1049\u1050-\u109d\u1780-\u17d3"
)
_NOT_WORD = re.compile(rf"(?:[^\w{IN_WORDS}]|_)+")


def clean(text: str) -> str:
    """The text without characters that no document can hold; every kind of line break becomes ``\\n``."""
    return _CONTROL.sub("", _BREAK.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """The text on one line, each run of white space a single space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text as it is compared: case, accents' encoding, white space and punctuation set aside.

    >>> fold(" Training  Delivery. ") == fold("training delivery")
    True
    """
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def quote(text: str, limit: int = 60) -> str:
    """The text on one line in quotation marks, shortened to ``limit`` characters: for messages."""
    return f"“{shortened(text, limit)}”"


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most ``limit`` characters long."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def listed(words: Sequence[str], joiner: str = "and") -> str:
    """Words as an English list.

    >>> listed(("Green", "Blue", "Red"))
    'Green, Blue and Red'
    """
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "row"), count(3, "category", "categories")
    ('1 row', '3 categories')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
