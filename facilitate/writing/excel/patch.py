"""Single cells put into a workbook that a person keeps; every other part of the file stays byte for byte.

A workbook that is loaded and saved by a library loses what the library does not know: text boxes, part-cell
formatting, checkboxes. So only the part that holds the sheet is changed, and in it only the cells named.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from facilitate.text import clean
from facilitate.writing.files import fixed_zip

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def with_cells(
    content: bytes, sheet: str, cells: Mapping[tuple[int, int], str]
) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """The workbook with these texts in a sheet, by (row, column) from 1, and the cells that were left as they are.

    An empty text empties the cell; a cell that holds a formula is left. A new row gets the cell styles of the row
    above it. Raises KeyError where there is no such sheet.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        root = etree.fromstring(archive.read(part))
    data = root.find(f"{{{_MAIN}}}sheetData")
    if data is None:
        raise KeyError(sheet)
    left = []
    for (row, column), text in sorted(cells.items()):
        cell = _cell(_row(data, row), row, column)
        if cell.find(f"{{{_MAIN}}}f") is None:
            _put(cell, clean(text))
        else:
            left.append((row, column))
    _widen(root, cells)
    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return fixed_zip(content, {part: changed}), tuple(left)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter(f"{{{_PACKAGE}}}Relationship")}
    for entry in book.iter(f"{{{_MAIN}}}sheet"):
        if (entry.get("name") or "").strip().casefold() == sheet.casefold():
            target = targets[entry.get(f"{{{_LINKS}}}id")]
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    raise KeyError(sheet)


def _row(data: etree._Element, number: int) -> etree._Element:
    """The row, made where it is missing, in its place."""
    place = 0
    above = None
    for place, row in enumerate(data, 1):
        at = int(row.get("r") or place)
        if at == number:
            return row
        if at > number:
            place -= 1
            break
        above = row
    made = etree.Element(f"{{{_MAIN}}}row", {"r": str(number)})
    data.insert(place, made)
    for cell in above if above is not None and number - int(above.get("r") or 0) == 1 else ():
        if style := cell.get("s"):
            letters = re.sub(r"\d", "", cell.get("r") or "")
            etree.SubElement(made, f"{{{_MAIN}}}c", {"r": f"{letters}{number}", "s": style})
    return made


def _cell(row: etree._Element, number: int, column: int) -> etree._Element:
    place = 0
    for place, cell in enumerate(row, 1):
        at = _column(cell.get("r") or "")
        if at == column:
            return cell
        if at > column:
            place -= 1
            break
    made = etree.Element(f"{{{_MAIN}}}c", {"r": f"{_letters(column)}{number}"})
    row.insert(place, made)
    return made


def _put(cell: etree._Element, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if text:
        cell.set("t", "inlineStr")
        holder = etree.SubElement(cell, f"{{{_MAIN}}}is")
        written = etree.SubElement(holder, f"{{{_MAIN}}}t")
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        written.text = text


def _widen(root: etree._Element, cells: Mapping[tuple[int, int], str]) -> None:
    """The sheet's declared area reaches the new cells."""
    area = root.find(f"{{{_MAIN}}}dimension")
    if area is None or not cells:
        return
    first, _, last = (area.get("ref") or "A1").partition(":")
    corner = last or first
    row = max(int(re.sub(r"\D", "", corner) or 1), *(row for row, _ in cells))
    column = max(_column(corner), *(column for _, column in cells))
    area.set("ref", f"{first}:{_letters(column)}{row}")


def _column(address: str) -> int:
    number = 0
    for letter in re.sub(r"[^A-Z]", "", address):
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
