"""What the formats of an Excel workbook say about its cells: dates, strike-through, coloured words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from facilitate.reading.formats.dates import BUILT_IN, Shown, shown_as
from facilitate.reading.formats.markup import local

NEUTRAL = frozenset((0, 1, 7, 8, 9, 15, 22, 23, 55, 63))
"""Black, white and greys of the palette; 64 and above are the system's colours."""
ACCENTS = frozenset(range(4, 10))
"""Colours of the theme that are neither text, background nor hyperlinks."""
VIVID = 64
"""From this distance between its strongest and weakest part (0 to 255) on, a colour is more than a grey."""


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of a cell's format."""

    shown: Shown = Shown.NUMBER
    struck: bool = False
    coloured: bool = False


def looks(styles: Element) -> dict[str | None, Look]:
    """The formats that matter, by the number that cells refer to; a cell without number has the first one."""
    formats: dict[int, Shown] = dict(BUILT_IN)
    fonts: list[tuple[bool, bool]] = []
    found: dict[str | None, Look] = {}
    for part in styles:
        kind = local(part)
        if kind == "numFmts":
            formats |= {int(one.get("numFmtId", 0)): shown_as(one.get("formatCode", "")) for one in part}
        elif kind == "fonts":
            fonts = [font_look(font) for font in part]
        elif kind == "cellXfs":
            found = dict(_used(part, formats, fonts))
    if "0" in found:
        found[None] = found["0"]
    return found


def _used(part: Element, formats: dict[int, Shown], fonts: list[tuple[bool, bool]]) -> Iterator[tuple[str, Look]]:
    for place, one in enumerate(part):
        font = int(one.get("fontId", 0))
        struck, coloured = fonts[font] if font < len(fonts) else (False, False)
        look = Look(formats.get(int(one.get("numFmtId", 0)), Shown.NUMBER), struck, coloured)
        if look != Look():
            yield str(place), look


def font_look(font: Element) -> tuple[bool, bool]:
    """Whether a font is struck out and whether it is coloured."""
    struck = coloured = False
    for one in font:
        kind = local(one)
        if kind == "strike":
            struck = one.get("val", "1") not in ("0", "false")
        elif kind == "color":
            coloured = _is_colour(one)
    return struck, coloured


def _is_colour(color: Element) -> bool:
    if rgb := color.get("rgb"):
        return is_vivid(rgb)
    if theme := color.get("theme"):
        return theme.isdigit() and int(theme) in ACCENTS
    indexed = color.get("indexed", "")
    return indexed.isdigit() and int(indexed) < 64 and int(indexed) not in NEUTRAL


def is_vivid(rgb: str) -> bool:
    """Whether a colour, written as RRGGBB or AARRGGBB, is more than black, white or grey."""
    try:
        parts = [int(rgb[at : at + 2], 16) for at in range(len(rgb) - 6, len(rgb), 2)]
    except ValueError:
        return False
    return len(parts) == 3 and max(parts) - min(parts) >= VIVID
