"""Two wordings compared word by word, each edit with the one whose words it brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from facilitate.records.redline import Kind, Segment

_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
SMALL_WORD = 3
"""Letters of the longest word that does not count between two edits, nor as evidence of whose words they are."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What an author wrote: the words in it are that author's."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of tokens: kept (then both are the same), or old ones replaced by new ones."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    start: int
    """Where the new tokens begin in the new text."""

    @property
    def kept(self) -> bool:
        return self.old == self.new


def tokens(text: str) -> tuple[str, ...]:
    """Words, stretches of white space and single signs; put together again they are the text."""
    return tuple(_TOKEN.findall(text))


def compare(before: str, after: str, voices: Sequence[Voice], otherwise: str) -> tuple[Segment, ...]:
    """The way from one wording to the other in segments.

    Edits that are separated only by small words are joined, so that a replaced phrase reads as one. Inserted words
    that stand in what a voice said are that author's; what no voice said is by ``otherwise``, and so is a deletion
    that comes with no insertion, unless a voice reworded the whole text without the words.
    """
    old, new = tokens(before), tokens(after)
    said = _said(new, voices)
    pieces: list[Segment] = []
    for edit in _joined(_edits(old, new)):
        if edit.kept:
            pieces.append(Segment(Kind.KEPT, "".join(edit.new)))
            continue
        authors = _authors(edit, said, otherwise)
        if edit.old:
            author = authors[0] if authors else _shortened(old, voices, otherwise)
            pieces.append(Segment(Kind.DELETED, "".join(edit.old), author))
        pieces += [Segment(Kind.INSERTED, word, author) for word, author in zip(edit.new, authors, strict=True)]
    return tuple(_merged(pieces))


def _edits(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Edit]:
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield _Edit(old[a:b], new[c:d], c)


def _joined(edits: Iterable[_Edit]) -> list[_Edit]:
    """Edits with what is small between them drawn in, where that makes one replacement out of two pieces of it."""
    joined: list[_Edit] = []
    for edit in edits:
        if len(joined) > 1 and not edit.kept and _small(joined[-1]) and _one_replacement(joined[-2], edit):
            between, first = joined.pop(), joined.pop()
            old, new = (*first.old, *between.old, *edit.old), (*first.new, *between.new, *edit.new)
            edit = _Edit(old, new, first.start)
        joined.append(edit)
    return joined


def _small(edit: _Edit) -> bool:
    words = [word for word in edit.new if not word.isspace()]
    return edit.kept and "\n" not in edit.new and len(words) <= 3 and all(len(word) <= SMALL_WORD for word in words)


def _one_replacement(first: _Edit, second: _Edit) -> bool:
    """Not two mere insertions or two mere deletions: those read better apart."""
    return not first.kept and bool(first.old or second.old) and bool(first.new or second.new)


def _said(new: tuple[str, ...], voices: Sequence[Voice]) -> dict[int, str]:
    """Whose the words of the new text are, by their place; small ones are nobody's."""
    found: dict[int, str] = {}
    folded = [word.casefold() for word in new]
    for voice in voices:
        said = [word.casefold() for word in tokens(voice.text)]
        for block in SequenceMatcher(None, folded, said, autojunk=False).get_matching_blocks():
            for place in range(block.a, block.a + block.size):
                if len(new[place]) > SMALL_WORD:
                    found.setdefault(place, voice.author)
    return found


def _authors(edit: _Edit, said: Mapping[int, str], otherwise: str) -> list[str]:
    """The author of each inserted word of an edit; small ones go with the word before, at the beginning after them."""
    large = [len(word) > SMALL_WORD and not word.isspace() for word in edit.new]
    authors = [said.get(edit.start + place, otherwise) for place in range(len(edit.new))]
    last = next((author for author, counts in zip(authors, large, strict=True) if counts), otherwise)
    for place, counts in enumerate(large):
        authors[place] = last = authors[place] if counts else last
    return authors


def _shortened(old: tuple[str, ...], voices: Sequence[Voice], otherwise: str) -> str:
    """Who took words out: a voice that said the whole text anew rather than a remark on it, else ``otherwise``."""
    for voice in voices:
        if SequenceMatcher(None, old, tokens(voice.text), autojunk=False).ratio() > 0.5:
            return voice.author
    return otherwise


def _merged(pieces: Iterable[Segment]) -> Iterator[Segment]:
    for (kind, author), group in groupby(pieces, key=lambda one: (one.kind, one.author)):
        text = "".join(one.text for one in group)
        if text:
            yield Segment(kind, text, author)
