"""Text measured in centimetres and wrapped, marked words and all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.ft2font import FT2Font

FONT = "DejaVu Sans"
# For scripts that the font lacks: whichever of these the computer has, in this order.
_OTHERS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Khmer",
    "Noto Sans Ethiopic",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Nirmala UI",
    "Leelawadee UI",
    "Arial Unicode MS",
)

POINT = 2.54 / 72
"""A point in centimetres."""
LEADING = 1.2
"""The distance of lines, in sizes of the text."""

_REFERENCE = 100.0
_UNKNOWN = 1.0  # the width of the box that stands for a letter no font has, in sizes of the text
_WORD = re.compile(r"[^\s/-]*[/-]+|[^\s/-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within a line; ``marked`` is printed bold and red."""

    text: str
    marked: bool = False


Line = tuple[Piece, ...]
_Letter = tuple[str, bool]


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide the text is when it is printed, in centimetres; ``size`` in points."""
    return sum(_advance(letter, bold) for letter in text) * size * POINT


def height(lines: int, size: float) -> float:
    """How high a block of lines is, in centimetres; ``size`` in points."""
    return lines * LEADING * size * POINT


def wrapped(
    text: str,
    room: float,
    size: float,
    *,
    bold: bool = False,
    marks: Iterable[tuple[int, int]] = (),
    most: int | None = None,
) -> tuple[Line, ...]:
    """The text in lines of at most ``room`` centimetres, at most ``most`` of them; ``size`` in points.

    ``marks`` are the spans of marked characters, start to end (exclusive). A word that is longer than a line is
    broken; what does not fit into the last line is replaced by an ellipsis.
    """
    spans = tuple(marks)
    letters = [(letter, any(start <= place < end for start, end in spans)) for place, letter in enumerate(text)]
    filling = _Filling(room, size, bold)
    for match in _WORD.finditer(text):
        filling.add(letters[match.start() : match.end()], apart=text[: match.start()][-1:].isspace())
    lines = filling.lines
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], filling)]
    return tuple(_pieces(line) for line in lines)


@dataclass(slots=True)
class _Filling:
    """Lines that are being filled; ``used`` is the width of the last of them."""

    room: float
    size: float
    bold: bool
    lines: list[list[_Letter]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    def add(self, word: list[_Letter], *, apart: bool) -> None:
        """Put a word at the end, after a space where it stands ``apart``, on a new line where it does not fit."""
        if self.lines[-1]:
            space = [(" ", self.lines[-1][-1][1] and word[0][1])] if apart else []
            if self.used + self.extent([*space, *word]) > self.room:
                self._break()
            else:
                word = space + word
        for letter in word:
            wide = self.extent([letter])
            if self.lines[-1] and self.used + wide > self.room:
                self._break()
            self.lines[-1].append(letter)
            self.used += wide

    def _break(self) -> None:
        self.lines.append([])
        self.used = 0.0

    def extent(self, letters: Iterable[_Letter]) -> float:
        """How wide letters are, in centimetres."""
        return sum(_advance(letter, self.bold or marked) for letter, marked in letters) * self.size * POINT


def plain(lines: Iterable[Line]) -> str:
    """The lines as one text."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def line_width(line: Line, size: float, bold: bool = False) -> float:
    """How wide a line is when it is printed, in centimetres."""
    return sum(width(piece.text, size, bold or piece.marked) for piece in line)


@cache
def families(text: str) -> tuple[str, ...]:
    """The fonts for a text: ours alone, unless the text needs letters that it lacks."""
    if all(ord(letter) in _letters(FONT) for letter in text if not letter.isspace()):
        return (FONT,)
    installed = set(fontManager.get_font_names())
    return (FONT, *(name for name in _OTHERS if name in installed))


@cache
def _advance(letter: str, bold: bool) -> float:
    """How far a letter moves the pen, in sizes of the text. Kerning is left out: it only brings letters closer."""
    known = next((name for name in families(letter) if ord(letter) in _letters(name)), None)
    if known is None:
        return _UNKNOWN
    font = _font(known, bold)
    font.set_size(_REFERENCE, 72)  # every time: the renderer shares the font and sets sizes of its own
    return float(font.load_char(ord(letter)).linearHoriAdvance / 65536 / _REFERENCE)


@cache
def _letters(name: str) -> frozenset[int]:
    return frozenset(_font(name, False).get_charmap())


def _font(name: str, bold: bool) -> FT2Font:
    return get_font(findfont(FontProperties(family=name, weight="bold" if bold else "normal")))


def _pieces(line: list[_Letter]) -> Line:
    return tuple(
        Piece("".join(letter for letter, _ in run), marked) for marked, run in groupby(line, key=lambda one: one[1])
    )


def _cut(line: list[_Letter], filling: _Filling) -> list[_Letter]:
    """The line with an ellipsis at its end, as much of it as has room beside that."""
    kept = list(line)
    while kept and (kept[-1][0].isspace() or filling.extent([*kept, ("…", kept[-1][1])]) > filling.room):
        kept.pop()
    return [*kept, ("…", bool(kept) and kept[-1][1])]
