"""Which of our columns a header means, in any of the languages of the layouts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from facilitate.reading.layouts import FIELDS, TableLayout, Words
from facilitate.text import fold

LONGEST = 200
"""Longer texts are no headers. Questions of forms can be sentences."""

SLIP = 0.87
"""From this share of common letters on (Ratcliff and Obershelp, as in difflib), a word is a slip of the pen."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):\-]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class HeaderWords:
    """The words for the columns of one kind of table, as they are compared."""

    table: TableLayout
    fields: Mapping[str, str]
    marks: tuple[frozenset[str], ...]
    ignored: frozenset[str]
    sheets: frozenset[str]

    def field(self, text: str) -> str | None:
        """The header of ours that has exactly this meaning, or None."""
        return self.fields.get(plain(text))

    def close(self, text: str) -> str | None:
        """The header of ours that is meant in spite of a slip of the pen, or inside a question of a form."""
        written = plain(text)
        inside = self._inside(written)
        return inside or (self.fields[best] if (best := _closest(written, tuple(self.fields))) else None)

    def _inside(self, written: str) -> str | None:
        """“which category do you mean” holds “which category”; only words of two and more are looked for."""
        held = [known for known in self.fields if " " in known and f" {known} " in f" {written} "]
        return self.fields[max(held, key=len)] if held else None

    def is_marked(self, written: frozenset[str]) -> bool:
        """Whether the headers hold one of each list of marks."""
        return bool(self.marks) and all(mark & written for mark in self.marks)


def header_words(table: TableLayout, words: Words) -> HeaderWords:
    """The words for a table's columns: those that everybody has, and its own. Its own win."""
    fields: dict[str, str] = {}
    for header in FIELDS[table.gives]:
        for word in (header, *words.headers.get(header, ())):
            fields.setdefault(plain(word), header)
    for header, own in table.columns.items():
        fields |= {plain(word): header for word in own}
    return HeaderWords(
        table,
        fields,
        tuple(frozenset(map(plain, mark)) for mark in table.marks),
        frozenset(plain(word) for mark in (*table.marks, table.ignored) for word in mark),
        frozenset(map(plain, table.sheets)),
    )


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A header as it is compared: case, accents, punctuation, numbering and anything in brackets set aside.

    >>> plain("3. Catégorie (proposée) *")
    'categorie'
    """
    if len(text) > LONGEST:
        return ""
    bare = _NUMBER.sub("", _BRACKETS.sub(" ", text))
    folded = unicodedata.normalize("NFKD", fold(bare if fold(bare) else text))
    return "".join(one for one in folded if not unicodedata.combining(one))


@lru_cache(maxsize=1024)
def _closest(written: str, known: tuple[str, ...]) -> str | None:
    """The known word that differs by a slip of the pen only; None where there is none, or where two are as close."""
    if len(written) < 4:
        return None
    scored = []
    for word in known:
        matcher = SequenceMatcher(None, word, written, autojunk=False)
        if matcher.real_quick_ratio() >= SLIP and matcher.quick_ratio() >= SLIP and (ratio := matcher.ratio()) >= SLIP:
            scored.append((ratio, word))
    scored.sort(reverse=True)
    tied = len(scored) > 1 and scored[0][0] == scored[1][0]
    return scored[0][1] if scored and not tied else None
