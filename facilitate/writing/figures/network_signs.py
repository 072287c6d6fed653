"""A sign for each region: told apart by shape and by lightness, so that greyscale and colour-blind readers see them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from facilitate.writing.figures.lettering import width
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import CHANGED, INK, KEY, MARGIN, PAGE_WIDTH, QUIET, WHITE

Outline = tuple[tuple[float, float], ...]
Sign = tuple[Outline, str]
"""The corners of a shape of size 1, and its fill."""


def _regular(corners: int, radius: float, turn: float = 0.0) -> Outline:
    angles = [turn + 2 * math.pi * corner / corners for corner in range(corners)]
    return tuple((radius * math.cos(angle), radius * math.sin(angle)) for angle in angles)


CIRCLE = _regular(24, 0.46)
DISC = _regular(96, 0.5)
"""A circle that may be as large as a page."""
_SQUARE: Outline = ((-0.4, -0.4), (0.4, -0.4), (0.4, 0.4), (-0.4, 0.4))
_UP: Outline = ((0.0, -0.52), (0.5, 0.4), (-0.5, 0.4))
_DOWN: Outline = ((0.0, 0.52), (0.5, -0.4), (-0.5, -0.4))
_DIAMOND: Outline = ((0.0, -0.55), (0.55, 0.0), (0.0, 0.55), (-0.55, 0.0))
_PLUS: Outline = tuple(
    (0.5 * x, 0.5 * y)
    for x, y in (
        (-0.34, -1), (0.34, -1), (0.34, -0.34), (1, -0.34), (1, 0.34), (0.34, 0.34),
        (0.34, 1), (-0.34, 1), (-0.34, 0.34), (-1, 0.34), (-1, -0.34), (-0.34, -0.34),
    )
)  # fmt: skip

SIGNS: tuple[Sign, ...] = (
    (CIRCLE, INK),
    (_SQUARE, WHITE),
    (_UP, CHANGED),
    (_DIAMOND, INK),
    (_DOWN, WHITE),
    (_PLUS, CHANGED),
    (_SQUARE, INK),
    (CIRCLE, WHITE),
    (_UP, INK),
    (_DIAMOND, WHITE),
    (_DOWN, CHANGED),
    (_SQUARE, CHANGED),
)
OTHER: Sign = (_regular(6, 0.46), WHITE)
"""For the regions after the twelfth, and for people of none."""

DOT: Sign = (CIRCLE, INK)
"""For everyone, where signs would be too small to be told apart."""

_LINE = 0.42


def signs_of(regions: Iterable[str]) -> dict[str, Sign]:
    """The sign of each region, in the order of the alphabet."""
    return dict(zip(sorted({region for region in regions if region}), SIGNS, strict=False))


def key_height(entries: Sequence[tuple[Sign, str]]) -> float:
    """How high the key is, in centimetres."""
    return _LINE * len(_lines(entries))


def draw_key(sheet: Sheet, entries: Sequence[tuple[Sign, str]], y: float) -> None:
    """What the signs mean, in as many lines as it takes."""
    for line in _lines(entries):
        x = MARGIN
        for (outline, fill), text in line:
            sheet.shapes([(x + 0.13, y + _LINE / 2)], outline, 0.22, fill=fill, name="key sign")
            sheet.write(x + 0.34, y + _LINE / 2, text, KEY, colour=QUIET, name="key")
            x += _wide(text)
        y += _LINE


def _lines(entries: Sequence[tuple[Sign, str]]) -> list[list[tuple[Sign, str]]]:
    lines: list[list[tuple[Sign, str]]] = []
    used = PAGE_WIDTH
    for entry in entries:
        if used + _wide(entry[1]) > PAGE_WIDTH - MARGIN:
            lines.append([])
            used = MARGIN
        lines[-1].append(entry)
        used += _wide(entry[1])
    return lines


def _wide(text: str) -> float:
    return 0.34 + width(text, KEY) + 0.4
