"""What a file really is, told by its content; whatever is no spreadsheet is refused with its own sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from facilitate.problems import Problem
from facilitate.problems.files import (
    empty_file,
    encrypted_file,
    half_synchronised,
    numbers_file,
    old_xml_spreadsheet,
    only_a_link,
    other_document,
    packed_workbooks,
    unknown_kind,
    web_page,
)
from facilitate.problems.refused import too_large
from facilitate.reading.formats.encoding import decode_head
from facilitate.reading.formats.excel import main_part
from facilitate.reading.formats.package import Package
from facilitate.reading.limits import FILE_BYTES, MEGABYTE, TEXT_FILE_BYTES
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place


class Format(StrEnum):
    """A format that is read."""

    XLSX = "xlsx"
    STRICT = "Strict Open XML (xlsx)"
    XLSM = "xlsm"
    XLTX = "xltx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


OPEN_XML = (Format.XLSX, Format.STRICT, Format.XLSM, Format.XLTX)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The format of a file; its parts where it is a zip archive."""

    format: Format
    package: Package | None = None


_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".icloud")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
_WORD = bytes.fromhex("0609020000000000c000000000000046")
_BEGINNINGS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
)
_OLE_NAMES = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
    ("__properties_version1.0", "an e-mail (Outlook)"),
)
_ZIP_NAMES = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("visio/document.xml", "a drawing"),
)
_ODF_TYPES = (("text", "a text document"), ("presentation", "a presentation"), ("graphics", "a drawing"))


def recognise(content: bytes, name: str) -> Recognised:
    """What the file is, by its content; ``name`` only tells unfinished downloads. Raises RefusedError for all else."""
    lower = name.lower()
    if not content:
        raise RefusedError(empty_file)
    if lower.endswith(_UNFINISHED):
        raise RefusedError(partial(half_synchronised, why="its name shows that the download has not finished"))
    if not content[:4096].strip(b"\0") and not content.strip(b"\0"):
        raise RefusedError(partial(half_synchronised, why="it is filled with zeros"))
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(content)
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(_OLD_BIFF):
        return Recognised(Format.XLS)
    if content.startswith(b"L\0\0\0\x01\x14\x02\0"):
        raise RefusedError(partial(only_a_link, what="another file", target=""))
    if content[4:8] == b"ftyp":
        raise RefusedError(partial(other_document, what="a picture or a film"))
    _refuse([(what, content.startswith(begin)) for begin, what in _BEGINNINGS])
    return _text(content)


def check_size(size: int) -> None:
    """Refuse a file that is too large to be read into memory at all."""
    if size > FILE_BYTES:
        found, limit = f"{size // MEGABYTE:,} MB", f"{FILE_BYTES // MEGABYTE:,} MB"
        raise RefusedError(lambda place: too_large(place, found, limit))


def _refuse(kinds: list[tuple[str, bool]]) -> None:
    for what, is_it in kinds:
        if is_it:
            raise RefusedError(partial(other_document, what=what))


def _zip(content: bytes) -> Recognised:
    package = Package(content)
    kinds = package.read("[Content_Types].xml")
    if main := main_part(package):
        if main.endswith(".bin"):
            return Recognised(Format.XLSB, package)
        if b"sheet.macroEnabled" in kinds or b"template.macroEnabled" in kinds:
            return Recognised(Format.XLSM, package)
        if b"spreadsheetml.template" in kinds:
            return Recognised(Format.XLTX, package)
        strict = b"purl.oclc.org/ooxml/spreadsheetml" in package.read(main)
        return Recognised(Format.STRICT if strict else Format.XLSX, package)
    _refuse([(what, package.has(part)) for part, what in _ZIP_NAMES])
    kind = package.read("mimetype").decode("ascii", "replace")
    if "opendocument.spreadsheet" in kind or (not kind and package.has("content.xml")):
        return Recognised(Format.ODS, package)
    _refuse([(what, f"opendocument.{odf}" in kind) for odf, what in _ODF_TYPES])
    if package.has("Index/Document.iwa") or package.has("Index.zip") or package.has("index.apxl"):
        raise RefusedError(numbers_file)
    if any(name.lower().endswith((".xlsx", ".xls", ".ods", ".csv", ".xlsm")) for name in package.names):
        raise RefusedError(packed_workbooks)
    raise RefusedError(partial(other_document, what="an archive (zip)"))


def _compound(content: bytes) -> Recognised:
    """OLE compound files: old Excel, but also encrypted new workbooks, Word documents and mails."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in content

    if holds("EncryptedPackage"):
        raise RefusedError(encrypted_file)
    if (holds("Workbook") or holds("Book") or holds("WORKBOOK") or holds("BOOK")) and _WORD not in content:
        return Recognised(Format.XLS)
    _refuse([(what, holds(stream)) for stream, what in _OLE_NAMES])
    raise RefusedError(partial(other_document, what="a document of an old Office program, or the end of it is missing"))


def _text(content: bytes) -> Recognised:
    """Text files: tables with separators are read, pages and links are told apart."""
    head = decode_head(content)
    if head is None:
        raise RefusedError(unknown_kind)
    lower = head.lstrip("\ufeff \t\r\n").lower()
    if problem := _link(head) or _page(lower) or _exchange(lower):
        raise RefusedError(problem)
    if len(content) > TEXT_FILE_BYTES:
        found, limit = f"{len(content) // MEGABYTE:,} MB of text", f"{TEXT_FILE_BYTES // MEGABYTE:,} MB"
        raise RefusedError(lambda place: too_large(place, found, limit))
    return Recognised(Format.CSV)


def _page(lower: str) -> Callable[[Place], Problem] | None:
    """A text in angle brackets, or none."""
    if "mime-version:" in lower[:2000] and "content-type:" in lower:
        page = "text/html" in lower or "multipart/related" in lower
        return web_page if page else partial(other_document, what="an e-mail")
    if not lower.startswith("<"):
        return None
    if re.search(r"<!doctype html|<(?:html|head|body|table|meta|div|style)(?![\w:-])", lower):
        return web_page
    if "office:spreadsheet" in lower or "schemas-microsoft-com:office:spreadsheet" in lower:
        return partial(old_xml_spreadsheet, what="an XML Spreadsheet 2003")
    if "office:document" in lower:
        return partial(old_xml_spreadsheet, what="a flat OpenDocument file (.fods)")
    return partial(other_document, what="an XML file") if lower.startswith(("<?xml", "<!")) else None


def _exchange(lower: str) -> Callable[[Place], Problem] | None:
    """A text by which spreadsheet programs once exchanged cells, or none."""
    if re.match(r"id;p[^\n]*\r?\n[a-z]{1,2};", lower):
        return partial(old_xml_spreadsheet, what="a SYLK file (.slk)")
    if re.match(r"table\r?\n0,1\r?\n\"", lower):
        return partial(old_xml_spreadsheet, what="a DIF file (.dif)")
    return None


def _link(head: str) -> Callable[[Place], Problem] | None:
    """A text that only points somewhere else, or none."""
    found = re.search(r"https?://[^\s\"'<>]+", head)
    target = found[0] if found else ""
    if re.match(r"\s*\{[^{}]*\"(?:url|doc_id|resource_id)\"\s*:", head):
        return partial(only_a_link, what="a Google document", target=target)
    if re.match(r"\s*\[(?:InternetShortcut|Desktop Entry)\]", head, re.IGNORECASE):
        return partial(only_a_link, what="a web address", target=target)
    if "<plist" in head and "<key>URL</key>" in head:
        return partial(only_a_link, what="a web address", target=target)
    return None
