"""Texts that people wrote: cleaned once where they enter, folded where two are compared."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# What XML 1.0 cannot hold; Word and Excel files are XML (a paste from PowerPoint brings vertical tabs).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n?|\x0b|\x0c|\u2028|\u2029|_x000[DdBbCc]_\n?")
# The same characters as Excel writes them down in a file, where a reader left them so.
_ESCAPED = re.compile(r"_x00(?:0[0-8EeFf]|1[0-9A-Fa-f])_")
# What spreadsheet programs compute when they open a CSV; the wide signs are typed on East Asian keyboards.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# Signs that belong to words though the pattern \w leaves them out: vowels of Indic scripts, tones of Thai, accents.
IN_WORDS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e01-\u0e4e"
    "\u0e80-\u0ece\u0f18-\u0f39\u0f71-\u0fbc\u1000-\u1049\u1050-\u109d\u1780-\u17d3"
)
_NOT_WORD = re.compile(rf"(?:[^\w{IN_WORDS}]|_)+")

SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with")
)
"""Words that carry no meaning of their own in a name."""


def clean(text: str) -> str:
    """The text without characters that no document can hold; every kind of line break becomes ``\\n``."""
    if text.isprintable() and "_x" not in text:
        return text.strip()  # none of these characters can be printed
    return _CONTROL.sub("", _ESCAPED.sub("", _BREAK.sub("\n", text))).strip()


def one_line(text: str) -> str:
    """The text on one line, each run of white space a single space."""
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, without the white space around them.

    >>> lines(" one \\n\\n two")
    ('one', 'two')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1 << 16)  # a name is compared in each of many versions
def fold(text: str) -> str:
    """The text as it is compared: case, accents' encoding, white space and punctuation set aside.

    >>> fold(" Training  Delivery. ") == fold("training delivery")
    True
    """
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def shielded(text: str) -> str:
    """The text as a CSV cell that no spreadsheet program computes: an apostrophe before what begins like a formula.

    >>> shielded("=1+1"), shielded("'=1+1"), shielded("plain")
    ("'=1+1", "''=1+1", 'plain')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(text: str) -> str:
    """What ``shielded`` was given.

    >>> unshielded("'=1+1"), unshielded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


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


def first_of(items: Sequence[str], most: int) -> list[str]:
    """The first ``most`` of some pieces of text and how many more there are; all of them where one more would do.

    >>> first_of(("Green", "Blue", "Red", "Yellow"), 2)
    ['Green', 'Blue', '2 more']
    """
    return list(items) if len(items) <= most + 1 else [*items[:most], f"{len(items) - most:,} more"]


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "row"), count(3, "category", "categories")
    ('1 row', '3 categories')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shown(path: object) -> str:
    """A path as it must be typed on a command line: in quotation marks where it holds a space."""
    text = str(path)
    return f'"{text}"' if " " in text else text


SYNONYMS = {
    "delete": "drop",
    "remove": "drop",
    "cancel": "drop",
    "merge": "merge into",
    "combine": "merge into",
    "join": "merge into",
    "expand": "widen",
    "extend": "widen",
    "broaden": "widen",
    "restrict": "narrow",
    "reduce": "narrow",
    "leave": "keep",
    "change name": "rename",
    "divide": "split",
    "separate": "split",
    "new": "add",
    "yes": "adopt",
    "accept": "adopt",
    "approve": "adopt",
    "no": "reject",
    "refuse": "reject",
    "postpone": "defer",
    "later": "defer",
    "venue": "place",
    "location": "place",
    "chair": "organiser",
}
"""Words that people use for one of ours. They are suggested, not taken."""


def perhaps(found: str, known: Sequence[str]) -> str:
    """A sentence that suggests the word of ours that was probably meant; empty where none is near. Ends in a space."""
    meant = SYNONYMS.get(fold(found))
    near = (
        [meant]
        if meant is not None and meant in known
        else difflib.get_close_matches(found.casefold(), known, n=1, cutoff=0.7)
    )
    return f"Perhaps {quote(near[0])} is meant. " if near else ""
