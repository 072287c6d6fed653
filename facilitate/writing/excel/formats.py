"""How a person made cells look, put back on them: fills, fonts, number formats, links."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.hyperlink import Hyperlink

from facilitate.records.tables import CellFormat
from facilitate.writing.excel.book import FONT


def put_format(cell: Any, look: CellFormat) -> None:
    """Give a cell what a person gave to the one that it was made from; all else stays as the program writes it."""
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=_colour(look.fill))
    if look.colour or look.bold or look.italic or look.underlined or look.struck:
        cell.font = Font(
            name=FONT,
            size=11,
            bold=look.bold or None,
            italic=look.italic or None,
            underline="single" if look.underlined else None,
            strike=look.struck or None,
            color=_colour(look.colour) if look.colour else None,
        )
    if look.number:
        cell.number_format = look.number
    if look.link:
        outside, _, inside = look.link.partition("#")
        link = Hyperlink(ref=cell.coordinate, location=inside or None)
        link.target = outside or None
        cell.hyperlink = link


def _colour(written: str) -> Color:
    """A colour as it is read: “FFFF00”, “theme 7 0.4”, “indexed 13”."""
    kind, *rest = written.split()
    if kind in ("theme", "indexed") and rest:
        tint = float(rest[1]) if len(rest) > 1 else 0.0
        return Color(**{kind: int(rest[0])}, tint=tint)
    return Color(rgb=f"FF{written}")
