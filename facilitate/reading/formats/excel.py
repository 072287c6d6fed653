"""Excel workbooks in Open XML: .xlsx, .xlsm, .xltx, .xltm, Transitional and Strict."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from facilitate.problems import Problem
from facilitate.problems.files import damaged_sheet, not_a_workbook
from facilitate.reading.cells import Contents, Sheet
from facilitate.reading.formats.excel_sheet import SheetReader
from facilitate.reading.formats.excel_styles import Look, looks
from facilitate.reading.formats.excel_text import comments, conversations, shared_strings
from facilitate.reading.formats.markup import attribute, local, tree
from facilitate.reading.formats.package import REMEMBERED, Package
from facilitate.reading.formats.runs import Text
from facilitate.reading.formats.tally import Tally
from facilitate.reading.limits import FORMULA_CHARACTERS
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

UNKNOWABLE = ("So many cells share their formulas that only their values were read.",)
_MAIN = "xl/workbook.xml"
_READS = {"comments": comments, "threadedComment": conversations}
"""From a part to the comments in it, each with its address, by what the part holds."""


@dataclass(frozen=True, slots=True)
class Link:
    """From one part of a workbook to another."""

    kind: str
    target: str


def main_part(package: Package) -> str:
    """The name of the part that lists the sheets; empty where the file holds no workbook."""
    found = links_from(package, "").values()
    named = next((link.target for link in found if link.kind == "officeDocument"), _MAIN)
    return named if package.has(named) else _MAIN if package.has(_MAIN) else ""


def read_excel(package: Package, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The sheets with their cells. A damaged sheet is a problem; the others are read.

    Raises RefusedError where nothing can be read.
    """
    main = main_part(package)
    try:
        workbook = tree(package.read(main), main)
    except ParseError:
        raise RefusedError(lambda where: not_a_workbook(where, f"{main} is damaged")) from None
    targets = links_from(package, main)
    reader = _reader(package, workbook, targets)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for name, hidden, link in _listed(workbook, targets):
        reader.tally.add_sheet()
        if link.target in seen:
            problems.append(damaged_sheet(Place(place.file, name), "it points to the content of another sheet"))
            continue
        seen.add(link.target)
        comments = _comments(package, link.target, reader.tally, seen)
        sheet, why = reader.read(package.read(link.target), link.target, name, hidden, comments)
        sheets.append(sheet)
        if why or not package.has(link.target):
            problems.append(damaged_sheet(Place(place.file, name), why or "it is missing in the file"))
    unknowable = UNKNOWABLE if reader.tally.formulas > FORMULA_CHARACTERS else ()
    return Contents(tuple(sheets), properties(package), unknowable), tuple(problems)


def _listed(workbook: Element, targets: Mapping[str, Link]) -> Iterator[tuple[str, bool, Link]]:
    """The worksheets in their order: name, whether hidden, part. Sheets that are one chart hold no cells."""
    for one in workbook.iter():
        if local(one) == "sheet":
            link = targets.get(attribute(one, "id"))
            if link is None or link.kind in ("worksheet", "xlMacrosheet", "dialogsheet"):
                hidden = one.get("state", "visible") != "visible"
                yield one.get("name", ""), hidden, link or Link("worksheet", "")


def _reader(package: Package, workbook: Element, targets: Mapping[str, Link]) -> SheetReader:
    parts = {link.kind: link.target for link in targets.values()}
    strings: list[Text] = []
    style = package.read(parts.get("styles", ""))
    known = _known_looks if len(style) < REMEMBERED else _looks
    found = known(style, parts["styles"]) if style else {}
    if shared := package.read(parts.get("sharedStrings", "")):
        try:
            strings = shared_strings(shared, parts["sharedStrings"])
        except ParseError:
            raise RefusedError(lambda where: not_a_workbook(where, f"{parts['sharedStrings']} is damaged")) from None
    since_1904 = any(local(one) == "workbookPr" and one.get("date1904", "0") in ("1", "true", "on") for one in workbook)
    return SheetReader(strings, found, since_1904, Tally())


def links_from(package: Package, part: str, holding: bytes = b"") -> Mapping[str, Link]:
    """Where a part leads to inside the file, by id; links to the outside are never followed.

    None where ``holding`` stands nowhere among them.
    """
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    content = package.read(source)
    known = _known_links if len(content) < REMEMBERED else _links
    return known(content, source, folder) if content and holding in content else {}


def _links(content: bytes, source: str, folder: str) -> Mapping[str, Link]:
    try:
        root = tree(content, source)
    except ParseError:
        return {}
    links = {}
    for one in root:
        if one.get("TargetMode") != "External":
            target = one.get("Target", "").replace("\\", "/")
            target = target if target.startswith("/") else posixpath.join(folder, target)
            kind = one.get("Type", "").rpartition("/")[2]
            links[one.get("Id", "")] = Link(kind, posixpath.normpath(target).lstrip("/"))
    return links


def _looks(content: bytes, part: str) -> Mapping[str | None, Look]:
    """The formats of one part of styles; none where it is damaged, for the words are worth more."""
    try:
        return looks(tree(content, part))
    except (ParseError, ValueError):
        return {}


def _remarks(content: bytes, part: str, kind: str) -> tuple[tuple[str, str], ...]:
    """The comments of one part, each with its address; none where it is damaged."""
    try:
        return tuple(_READS[kind](content, part))
    except ParseError:
        return ()


_known_links, _known_looks = lru_cache(maxsize=64)(_links), lru_cache(maxsize=16)(_looks)
_known_remarks = lru_cache(maxsize=64)(_remarks)


def _comments(package: Package, part: str, tally: Tally, seen: set[str]) -> Iterator[tuple[str, str]]:
    """The comments of a sheet; a part of them belongs to one sheet. Conversations come last: they are told in full."""
    links = links_from(package, part, holding=b"omment")
    tally.add_links(len(links))
    for kind in _READS:
        yield from remarks_of(package, links, kind, tally, seen)


def remarks_of(
    package: Package, links: Mapping[str, Link], kind: str, tally: Tally, seen: set[str]
) -> Iterator[tuple[str, str]]:
    """The comments, or the threaded comments, to which a sheet is linked, each with its address."""
    for link in links.values():
        if link.kind == kind and link.target not in seen and (content := package.read(link.target)):
            seen.add(link.target)
            found = (_known_remarks if len(content) < REMEMBERED else _remarks)(content, link.target, kind)
            tally.add_comments(len(found))
            yield from found


def properties(package: Package) -> dict[str, str]:
    """The custom document properties; ours say whose workbook it is."""
    part = next((link.target for link in links_from(package, "").values() if link.kind == "custom-properties"), "")
    content = package.read(part)
    if not content:
        return {}
    try:
        return {one.get("name", ""): "".join(one.itertext()) for one in tree(content, part)}
    except ParseError:
        return {}
