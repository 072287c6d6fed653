"""How a person made cells of an Excel workbook look: fills, fonts, number formats, links. No link is followed.

Only what differs from how the program itself writes a row is given: a fill of another colour, bold or struck letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from facilitate.reading.formats.excel import links_from, main_part
from facilitate.reading.formats.formulas import cell_number, column_number
from facilitate.reading.formats.markup import attribute, local, stream, tree
from facilitate.reading.formats.package import Package
from facilitate.reading.refusal import RefusedError
from facilitate.records.tables import CellFormat

Formats = Mapping[str, Mapping[tuple[int, int], CellFormat]]
"""By the name of the sheet, then by row and column."""

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_AT = re.compile(rb'\br="\$?([A-Z]{1,3})\$?(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 49: "@",
}  # fmt: skip
"""The number formats that have a number only (ECMA-376 part 1, 18.8.30)."""
_PLAIN_NUMBERS = ("", "General", "@", "0")
_WHITE = "FFFFFF"
_BLACK = ("000000", "theme 1", "indexed 8", "indexed 64")
T = TypeVar("T")
_LINKED = 200
"""A link over more cells than this stands on its first one."""


@lru_cache(maxsize=4)
def cell_formats(content: bytes, ours: frozenset[str] = frozenset()) -> Formats | None:
    """What a person gave to cells, by sheet; None where the file is no Open XML workbook.

    ``ours`` are the colours (RRGGBB) that the program fills cells with: they are nobody's mark.
    """
    try:
        package = Package(content)
        main = main_part(package)
        targets = links_from(package, main)
        styles = next((link.target for link in targets.values() if link.kind == "styles"), "")
        looks = _looks(tree(package.read(styles), styles), ours) if package.has(styles) else {}
        sheets = [one for one in tree(package.read(main), main).iter() if local(one) == "sheet"]
        found = {}
        for sheet in sheets:
            link = targets.get(attribute(sheet, "id"))
            if link and link.kind == "worksheet":
                found[sheet.get("name", "")] = _formats(package, link.target, looks)
        return found
    except (RefusedError, ParseError, ValueError, LookupError):
        return None


def _formats(package: Package, part: str, looks: Mapping[bytes, CellFormat]) -> dict[tuple[int, int], CellFormat]:
    content = package.read(part)
    found = dict(_styled(content, looks)) if looks else {}
    for at, target in _links(package, part, content):
        found[at] = replace(found.get(at, CellFormat()), link=target)
    return found


def _styled(content: bytes, looks: Mapping[bytes, CellFormat]) -> Iterator[tuple[tuple[int, int], CellFormat]]:
    """The cells with one of these formats, without building the tree of a sheet that may be large."""
    for cell in _CELL.finditer(content):
        style = _STYLE.search(cell[1])
        if style and (look := looks.get(style[1])) and (at := _AT.search(cell[1])):
            yield (int(at[2]), column_number(at[1].decode())), look


def _links(package: Package, part: str, content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """The links behind cells, as addresses; one inside the workbook begins with #."""
    if b"hyperlink " not in content:
        return
    outside = _outside(package, part)
    for _, one in stream(content, part, ("hyperlink",)):
        id, inside = attribute(one, "id"), one.get("location", "")
        target = outside.get(id, "") + (f"#{inside}" if inside else "")
        first, _, last = one.get("ref", "").partition(":")
        (top, left), (bottom, right) = cell_number(first), cell_number(last or first)
        if (bottom - top + 1) * (right - left + 1) > _LINKED:
            bottom, right = top, left
        if target:
            yield from (((row, column), target) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _outside(package: Package, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels"
    content = package.read(source)
    root = tree(content, source) if content else ()
    return {one.get("Id", ""): one.get("Target", "") for one in root if one.get("TargetMode") == "External"}


def _looks(styles: Element, ours: Collection[str]) -> dict[bytes, CellFormat]:
    """The formats that a person gave, by the number that cells refer to."""
    parts = {local(part): part for part in styles}
    numbers = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in parts.get("numFmts", ())}
    fonts = [_font(font, ours) for font in parts.get("fonts", ())]
    fills = [_fill(fill, ours) for fill in parts.get("fills", ())]
    looks = {}
    for place, one in enumerate(parts.get("cellXfs", ())):
        look = _of(fonts, int(one.get("fontId", 0))) or CellFormat()
        number = int(one.get("numFmtId", 0))
        code = numbers.get(number, _BUILT_IN.get(number, ""))
        look = replace(look, fill=_of(fills, int(one.get("fillId", 0))) or "")
        look = replace(look, number="" if code in _PLAIN_NUMBERS else code)
        if look != CellFormat():
            looks[str(place).encode()] = look
    return looks


def _of(found: list[T], place: int) -> T | None:
    return found[place] if 0 <= place < len(found) else None


def _font(font: Element, ours: Collection[str]) -> CellFormat:
    """The letters as a person made them; a row that was inserted under a heading of ours has taken over its own."""
    on = {local(one) for one in font if one.get("val", "1") not in ("0", "false", "none")}
    colour = next((_colour(one) for one in font if local(one) == "color"), "")
    if colour in ours and colour != _WHITE:
        return CellFormat()
    return CellFormat(
        colour="" if colour in _BLACK else colour,
        bold="b" in on,
        italic="i" in on,
        underlined="u" in on,
        struck="strike" in on,
    )


def _fill(fill: Element, ours: Collection[str]) -> str:
    for pattern in fill:
        if local(pattern) == "patternFill" and pattern.get("patternType", "none") not in ("none", "gray125"):
            colour = next((_colour(one) for one in pattern if local(one) == "fgColor"), "")
            return "" if colour in ours or colour == "indexed 64" else colour
    return ""


def _colour(element: Element) -> str:
    """A colour as “FFFF00”, “theme 7 0.4” (with its tint) or “indexed 13”."""
    if rgb := element.get("rgb"):
        return rgb[-6:].upper()
    for kind in ("theme", "indexed"):
        if (number := element.get(kind)) is not None:
            tint = round(float(element.get("tint", 0)), 4)
            return f"{kind} {int(number)}" + (f" {tint}" if tint else "")
    return ""
