"""What a person made in a workbook that cannot be carried into a new file, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import ParseError

from facilitate.reading.cells import Book, Cell, Sheet
from facilitate.reading.formats.excel import links_from, main_part
from facilitate.reading.formats.formulas import cell_number
from facilitate.reading.formats.markup import stream_deep
from facilitate.reading.formats.package import Package
from facilitate.reading.refusal import RefusedError
from facilitate.text import count, one_line

_DRAWN = {
    "pic": ("picture", "pictures"),
    "graphicFrame": ("chart or diagram", "charts or diagrams"),
    "sp": ("text box or shape", "text boxes or shapes"),
}
"""What lies over the cells, one and many, by its element in a drawing (ECMA-376 part 1, 20.5.2)."""


def uncarried(book: Book, own: Collection[str], edited: Collection[str], formats: bool) -> Iterator[str]:
    """What cannot be carried of the cells of a person's ``own`` sheets and of those that both write (``edited``).

    ``formats`` says whether the formats of whole cells are carried.
    """
    sheets = [sheet for sheet in book.sheets if sheet.name in own]
    cells = [cell for sheet in sheets for cell in sheet.cells.values()]
    for sheet in book.sheets:
        if sheet.name in edited:
            cells += [cell for (row, _), cell in sheet.cells.items() if row > 1]
    if formulas := sum(bool(cell.formula) for cell in cells):
        yield f"{count(formulas, 'formula')} (the values are carried)"
    if marks := sum(_is_marked(cell, formats) for cell in cells):
        where = "a part of the text of " if formats else ""
        yield f"strike-through or colour in {where}{count(marks, 'cell')}"
    if merged := sum(not is_empty_but_first(sheet, area) for sheet in sheets for area in sheet.merged):
        yield f"{count(merged, 'merged area')} (the texts are carried)"


def _is_marked(cell: Cell, formats: bool) -> bool:
    """Whether a mark on a cell is not carried."""
    parts = bool(cell.struck_parts) or cell.coloured not in ((), (one_line(cell.text),))
    return parts if formats else parts or cell.struck or bool(cell.coloured)


def is_empty_but_first(sheet: Sheet, area: str) -> bool:
    """Whether only the first cell of a merged area holds anything, so that it can be merged again."""
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = cell_number(first), cell_number(last or first)
    return not any(
        at != (top, left) and top <= at[0] <= bottom and left <= at[1] <= right and (cell.text or cell.comment)
        for at, cell in sheet.cells.items()
    )


def drawn(content: bytes) -> Iterator[str]:
    """What lies over the cells of an Excel workbook, and its filters; none of it is ever ours.

    Nothing where the file is no such one.
    """
    try:
        package = Package(content)
        found = Counter(_drawn(package))
        sheets = [one.target for one in links_from(package, main_part(package)).values() if one.kind == "worksheet"]
        filters = sum(b"filterColumn " in package.read(sheet) for sheet in sheets)
    except RefusedError:
        return
    if filters:
        yield f"{count(filters, 'filter')} (all rows show again)"
    for kind, times in sorted(found.items()):
        yield count(times, *_DRAWN[kind])


def _drawn(package: Package) -> Iterator[str]:
    for sheet in links_from(package, main_part(package)).values():
        for link in links_from(package, sheet.target).values():
            if link.kind == "drawing" and package.has(link.target):
                try:
                    for name, _ in stream_deep(package.read(link.target), link.target, _DRAWN):
                        yield name
                except ParseError:
                    continue
