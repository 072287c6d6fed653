"""Binary workbooks (.xlsb) written record by record, by [MS-XLSB]."""

from __future__ import annotations

import struct

from tests.reading.building import archive, relations


def record(code: int, body: bytes = b"") -> bytes:
    """One record: its code, the length of its body, its body."""
    head = bytes([code & 0x7F | 0x80, code >> 7]) if code > 0x7F else bytes([code])
    length = len(body)
    while True:
        head += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + body


def wide(text: str) -> bytes:
    """A text with its length in front."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def rich(text: str, runs: tuple[tuple[int, int], ...] = ()) -> bytes:
    """A text with runs: (first character, number of the font)."""
    packed = b"".join(struct.pack("<HH", *run) for run in runs)
    return bytes([1 if runs else 0]) + wide(text) + (struct.pack("<I", len(runs)) + packed if runs else b"")


def cell(code: int, column: int, body: bytes = b"", style: int = 0) -> bytes:
    """A cell of the row before it."""
    return record(code, struct.pack("<II", column, style) + body)


def row(number: int, hidden: bool = False) -> bytes:
    """The head of a row, numbered from 0."""
    return record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + bytes(4))


def font(struck: bool, color: bytes) -> bytes:
    """A font; ``color`` are the eight bytes of a colour."""
    return record(43, struct.pack("<HHHH", 220, 8 if struck else 0, 400, 0) + bytes(4) + color + bytes(5))


def style(number_format: int, font_number: int) -> bytes:
    """A cell format."""
    return record(47, struct.pack("<HHH", 0, number_format, font_number) + bytes(10))


AUTOMATIC, RED = bytes(8), b"\x05\xff\0\0\xff\0\0\xff"


def binary(cells: bytes, strings: bytes = b"", comments: bytes = b"", state: int = 0) -> bytes:
    """A workbook of one sheet called Notes. Formats: 0 plain, 1 struck, 2 red, 3 a date."""
    styles = font(False, AUTOMATIC) + font(True, AUTOMATIC) + font(False, RED)
    styles += record(44, struct.pack("<H", 170) + wide("yyyy\\-mm\\-dd"))
    styles += record(617) + style(0, 0) + style(0, 1) + style(0, 2) + style(170, 0) + record(618)
    book = record(153, struct.pack("<II", 0, 0) + wide(""))
    book += record(156, struct.pack("<II", state, 1) + wide("s") + wide("Notes"))
    targets = {
        "s": ("worksheet", "worksheets/sheet1.bin"),
        "t": ("sharedStrings", "sharedStrings.bin"),
        "u": ("styles", "styles.bin"),
    }
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"a": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(targets),
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": strings,
        "xl/worksheets/sheet1.bin": cells,
    }
    if comments:
        parts["xl/comments1.bin"] = comments
        parts["xl/worksheets/_rels/sheet1.bin.rels"] = relations({"c": ("comments", "../comments1.bin")})
    return archive(parts)
