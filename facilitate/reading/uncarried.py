"""What a person made in a workbook that cannot be carried into a new file, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import ParseError

from facilitate.reading.cells import Book
from facilitate.reading.formats.excel import links_from, main_part
from facilitate.reading.formats.markup import stream_deep
from facilitate.reading.formats.package import Package
from facilitate.reading.refusal import RefusedError
from facilitate.text import count

_DRAWN = {
    "pic": ("picture", "pictures"),
    "graphicFrame": ("chart or diagram", "charts or diagrams"),
    "sp": ("text box or shape", "text boxes or shapes"),
}
"""What lies over the cells, one and many, by its element in a drawing (ECMA-376 part 1, 20.5.2)."""


def uncarried(book: Book, own: Collection[str], edited: Collection[str]) -> Iterator[str]:
    """What cannot be carried of the cells of a person's ``own`` sheets and of those that both write (``edited``)."""
    sheets = [sheet for sheet in book.sheets if sheet.name in own]
    cells = [cell for sheet in sheets for cell in sheet.cells.values()]
    for sheet in book.sheets:
        if sheet.name in edited:
            cells += [cell for (row, _), cell in sheet.cells.items() if row > 1]
    if formulas := sum(bool(cell.formula) for cell in cells):
        yield f"{count(formulas, 'formula')} (the values are carried)"
    if marks := sum(bool(cell.struck or cell.struck_parts or cell.coloured) for cell in cells):
        yield f"strike-through or colour in {count(marks, 'cell')}"
    if merged := sum(len(sheet.merged) for sheet in sheets):
        yield count(merged, "merged area")


def drawn(content: bytes) -> Iterator[str]:
    """What lies over the cells of an Excel workbook; none of it is ever ours. Nothing where the file is no such one."""
    try:
        package = Package(content)
        found = Counter(_drawn(package))
    except RefusedError:
        return
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
