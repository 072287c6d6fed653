"""Files that try to do harm, each with the code by which it is refused. Built when asked for: some are large."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.reading.binary import binary, record
from tests.reading.building import LINKS, MAIN, ODF, archive, excel, open_document, relations, text

MILLION = 1_000_000
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "spread">{_ENTITIES}]>'


def declared(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook whose sheet says that it unpacks to ``size`` bytes."""
    whole = bytearray(excel(text("A1", "x")))
    at = whole.index(b"PK\x01\x02", whole.index(b"xl/worksheets/sheet1.xml", whole.index(b"PK\x01\x02")) - 60)
    struct.pack_into("<I", whole, at + 24, size)
    return bytes(whole)


def zeros(size: int) -> bytes:
    """A workbook whose sheet unpacks to ``size`` blanks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * MILLION) for _ in range(size // MILLION)) + packer.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target, zipfile.ZipFile(io.BytesIO(excel())) as source:
        for name in source.namelist():
            if "sheet1" not in name:
                target.writestr(name, source.read(name))
        part = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        part.compress_type = zipfile.ZIP_DEFLATED
        with target.open(part, "w") as stream:
            for _ in range(size // MILLION):
                stream.write(b" " * MILLION)
    assert packed
    return out.getvalue()


def entries(count: int) -> bytes:
    """A zip file of very many parts."""
    return archive({f"xl/media/{n}.png": b"" for n in range(count)})


def shared(cells: int, letters: int) -> bytes:
    """One long text that many cells share."""
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ") + "</row>"
        for row in range(1, cells // 10 + 1)
    )
    return excel(rows, strings=f"<si><t>{'spread ' * (letters // 7)}</t></si>")


def shared_runs(cells: int, runs: int) -> bytes:
    """One text of very many coloured pieces that many cells share."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells + 1))
    piece = '<r><rPr><color rgb="FFFF0000"/></rPr><t>x</t></r>'
    return excel(rows, strings=f"<si>{piece * runs}</si>")


def shared_formula(cells: int, length: int) -> bytes:
    """One long formula that many cells share."""
    formula = "+".join(["A1"] * (length // 3))
    rows = "".join(
        f'<row r="{row}"><c r="B{row}"><f t="shared" si="0"/><v>1</v></c></row>' for row in range(2, cells + 1)
    )
    first = f'<row r="1"><c r="B1"><f t="shared" ref="B1:B{cells}" si="0">{formula}</f><v>1</v></c></row>'
    return excel(first + rows)


def sheets(count: int, sheet: str, more: Callable[[int], dict[str, str | bytes]] = lambda _: {}) -> bytes:
    """A workbook of so many sheets, each a part of its own that holds ``sheet``; ``more`` are further parts of each."""
    numbers = range(1, count + 1)
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({f"s{n}": ("worksheet", f"worksheets/s{n}.xml") for n in numbers}),
    }
    for n in numbers:
        parts[f"xl/worksheets/s{n}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
        parts |= more(n)
    return excel(more=parts)


def comments_each(count: int) -> Callable[[int], dict[str, str | bytes]]:
    """For each sheet a part of so many comments."""
    one = '<comment ref="A1"><text><t>x</t></text></comment>'
    return lambda n: {
        f"xl/worksheets/_rels/s{n}.xml.rels": relations({"c": ("comments", f"../c{n}.xml")}),
        f"xl/c{n}.xml": f"<comments><commentList>{one * count}</commentList></comments>",
    }


def links_each(count: int) -> Callable[[int], dict[str, str | bytes]]:
    """For each sheet so many links to other parts, comments among them."""
    links = relations({f"c{n}": ("comments", f"../nowhere{n}.xml") for n in range(count)})
    return lambda n: {f"xl/worksheets/_rels/s{n}.xml.rels": links}


def comments_again(links: int, count: int) -> bytes:
    """A part of comments to which a sheet has very many links."""
    one = '<comment ref="A1"><text><t>x</t></text></comment>'
    return excel(
        f'<row r="1">{text("A1", "x")}</row>',
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": relations({f"c{n}": ("comments", "../c.xml") for n in range(links)}),
            "xl/c.xml": f"<comments><commentList>{one * count}</commentList></comments>",
        },
    )


def overlapping(count: int, size: int) -> bytes:
    """Very many sheets that are all the same bytes of the archive: a bomb without nesting (Fifield 2019)."""
    with zipfile.ZipFile(io.BytesIO(sheets(count, ""))) as source:
        parts = {name: source.read(name) for name in source.namelist() if "worksheets/" not in name}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
        target.writestr("xl/worksheets/s1.xml", "<a/>".ljust(size))
        first = target.getinfo("xl/worksheets/s1.xml")
        for n in range(2, count + 1):
            again = zipfile.ZipInfo(f"xl/worksheets/s{n}.xml")
            again.compress_type, again.CRC, again.header_offset = first.compress_type, first.CRC, first.header_offset
            again.compress_size, again.file_size = first.compress_size, first.file_size
            target.filelist.append(again)
    return out.getvalue()


def padded(content: bytes) -> bytes:
    """The same with a part so long that the parts together are no longer than the file."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("xl/media/image1.png", random.Random(1).randbytes(4_000_000))
    return out.getvalue()


def blank(cell: str, rows: int) -> str:
    """Rows of twenty cells in which nothing stands, such as a table with borders down to the last row leaves."""
    each = "".join(cell.replace("{column}", chr(65 + column)) for column in range(20))
    return "".join(f'<row r="{row}">{each.replace("{row}", str(row))}</row>' for row in range(1, rows + 1))


def lying_directory() -> bytes:
    """A workbook whose large directory (ZIP64) says that it holds more than there is room for on Earth."""
    whole = excel(text("A1", "x"))
    at = whole.rindex(b"PK\5\6")
    large = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 1 << 63, 1 << 63, 1 << 62, 0)
    end = bytearray(whole[at:])
    struct.pack_into("<HHII", end, 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return whole[:at] + large + struct.pack("<4sIQI", b"PK\6\7", 0, at, 1) + end


def lying_sizes() -> bytes:
    """A workbook whose parts say that their sizes follow, and give wrong ones meanwhile."""
    whole = bytearray(excel(f'<row r="1">{text("A1", "x")}</row>'))
    at = whole.find(b"PK\3\4")
    while at >= 0:
        whole[at + 6] |= 8
        struct.pack_into("<III", whole, at + 14, 0, 0xFFFFFFFF, 0xFFFFFFFF)
        at = whole.find(b"PK\3\4", at + 4)
    return bytes(whole)


def many_sheets(count: int) -> bytes:
    """A workbook that lists very many sheets, all of them the same part."""
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="s"/>' for n in range(1, count + 1))
    return excel(text("A1", "x"), book=f"<sheets>{sheets}</sheets>")


def repeated(rows: int, columns: int) -> bytes:
    """An OpenDocument sheet of one cell that says how often it is repeated."""
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return open_document(f'<table:table table:name="T">{row}</table:table>')


def nested_text(depth: int) -> bytes:
    """An OpenDocument cell of spans within spans."""
    spans = "<text:span>" * depth + "x" + "</text:span>" * depth
    row = f"<table:table-row><table:table-cell><text:p>{spans}</text:p></table:table-cell></table:table-row>"
    return open_document(f'<table:table table:name="T">{row}</table:table>')


def stored(content: bytes) -> bytes:
    """The same archive, nothing in it packed: a file as large as what it holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return archive(parts, stored=tuple(parts))


def random_bytes(head: bytes, size: int, seed: int = 1) -> bytes:
    """A beginning and then noise."""
    return head + random.Random(seed).randbytes(size)


def looping_compound() -> bytes:
    """An old workbook whose table of sectors runs in a circle."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0, 0, 0, 0, 0)
    for place in range(109):
        struct.pack_into("<I", header, 76 + 4 * place, 0 if place == 0 else 0xFFFFFFFF)
    table = struct.pack("<128I", *([1, 0] * 64))
    folder = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 22, 5, 0)
    stream = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 18, 2, 0)
    entry = folder.ljust(128, b"\0") + stream.ljust(116, b"\0") + struct.pack("<III", 1, 0x7FFFFFFF, 0)
    return bytes(header) + table + entry.ljust(512, b"\0") + bytes(2048)


_NAMES = "".join(
    f'<definedName name="n{n}">n{(n + 1) % 20_000}+n{(n + 2) % 20_000}</definedName>' for n in range(20_000)
)
_CONDITION = '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"/></conditionalFormatting>'
_NEST = "<a>" * MILLION + "</a>" * MILLION
_LINKS = "<R>" + '<R Id="a" Target="b"/>' * MILLION + "</R>"
_STYLE = '<style:style style:name="s">'
_HIDDEN = '<col min="1" max="16384" hidden="1"/>'

ATTACKS: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "a sheet that unpacks to 400 MB": (lambda: zeros(400 * MILLION), ("unpacks-too-large",)),
    "a sheet that says 4 GB": (lambda: declared(4_000 * MILLION), ("unpacks-too-large", "not-a-workbook")),
    "a sheet that unpacks to more than it says": (lambda: declared(10), ("unpacks-too-large",)),
    "a hundred thousand parts": (lambda: entries(60_000), ("too-large",)),
    "entities in the texts": (lambda: excel(more={"xl/sharedStrings.xml": BOMB + "<sst/>"}), ("declares-entities",)),
    "entities in the sheet": (
        lambda: excel(more={"xl/worksheets/sheet1.xml": BOMB + f'<worksheet xmlns="{MAIN}">&e9;</worksheet>'}),
        ("declares-entities",),
    ),
    "entities in another alphabet": (
        lambda: excel(more={"xl/worksheets/sheet1.xml": (BOMB + "<worksheet>&e9;</worksheet>").encode("utf-16")}),
        ("declares-entities",),
    ),
    "an entity that reads a file": (
        lambda: excel(more={"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hosts">]><workbook/>'}),
        ("declares-entities",),
    ),
    "entities in an open document": (
        lambda: archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": BOMB + "<x/>"}),
        ("declares-entities",),
    ),
    "a giant merged area": (
        lambda: excel(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("giant-range",),
    ),
    "a giant link": (
        lambda: excel(after='<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        ("giant-range",),
    ),
    "a giant repetition": (lambda: repeated(1_048_576, 16_384), ("giant-range",)),
    "a giant span": (
        lambda: open_document(
            '<table:table table:name="T"><table:table-row><table:table-cell table:number-rows-spanned="1000000"'
            ' table:number-columns-spanned="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
            "</table:table>"
        ),
        ("giant-range",),
    ),
    "a text shared by many cells": (lambda: shared(200_000, 30_000), ("repeats-text",)),
    "a coloured text shared by many cells": (lambda: shared_runs(50_000, 2_000), ("repeats-text",)),
    "nesting in a sheet": (lambda: excel(f"<row>{_NEST}</row>"), ("endless-markup", "unpacks-too-large")),
    "nesting before a sheet": (lambda: excel(before=_NEST), ("endless-markup", "unpacks-too-large")),
    "nesting in the formats": (lambda: excel(styles=_NEST), ("endless-markup", "unpacks-too-large")),
    "nesting in a text": (lambda: nested_text(100_000), ("not-a-workbook", "unpacks-too-large", "endless-markup")),
    "a part that climbs out": (lambda: excel(more={"../../evil.xml": "x"}), ("climbing-part",)),
    "a part in the root of the disk": (lambda: excel(more={"/etc/evil.xml": "x"}), ("climbing-part",)),
    "a part on another disk": (lambda: excel(more={"C:\\evil.xml": "x"}), ("climbing-part",)),
    "a million attributes": (
        lambda: excel(before="<sheetPr " + " ".join(f'a{n}=""' for n in range(MILLION)) + "/>"),
        ("endless-markup", "unpacks-too-large"),
    ),
    "a million merged areas": (
        lambda: stored(excel(after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * MILLION + "</mergeCells>")),
        ("too-large",),
    ),
    "a million links": (
        lambda: stored(excel(after="<hyperlinks>" + '<hyperlink ref="A1:B1"/>' * MILLION + "</hyperlinks>")),
        ("too-large",),
    ),
    "an attribute of 60 million letters": (
        lambda: stored(excel(before=f'<sheetPr a="{"x" * 60 * MILLION}"/>')),
        ("endless-markup",),
    ),
    "a text of 60 million letters": (
        lambda: stored(excel(f'<row r="1">{text("A1", "x" * 60 * MILLION)}</row>')),
        ("endless-markup",),
    ),
    "a million comments": (
        lambda: stored(excel(comments='<comment ref="A1"><text><t>x</t></text></comment>' * MILLION)),
        ("too-large", "endless-markup"),
    ),
    "a million merged areas of a binary workbook": (
        lambda: stored(binary(record(176, struct.pack("<IIII", 0, 0, 0, 1)) * MILLION)),
        ("too-large",),
    ),
    "a million formats": (
        lambda: stored(excel(styles="<cellXfs>" + '<xf fontId="0"/>' * MILLION + "</cellXfs>")),
        ("endless-markup",),
    ),
    "a million defined names": (
        lambda: stored(excel(book="<definedNames>" + '<definedName name="a">A1</definedName>' * MILLION)),
        ("endless-markup", "not-a-workbook"),
    ),
    "a million links between parts": (
        lambda: stored(excel(more={"xl/_rels/workbook.xml.rels": _LINKS})),
        ("endless-markup",),
    ),
    "an archive in an archive in an archive": (
        lambda: archive({"1.xlsx": archive({"1.xlsx": zeros(40 * MILLION)})}),
        ("packed-workbooks",),
    ),
    "quoted entities": (
        lambda: excel(
            more={"xl/worksheets/sheet1.xml": f'<!DOCTYPE w [<!ENTITY a "{"x" * 100_000}">]><w>{"&a;" * 20_000}</w>'}
        ),
        ("declares-entities",),
    ),
    "a text file that is one value": (lambda: b'"' + b"x" * (19 * MILLION) + b'",y\n', ("not-a-workbook",)),
    "a row that is repeated with its text": (
        lambda: open_document(
            '<table:table table:name="T"><table:table-row table:number-rows-repeated="400000"><table:table-cell>'
            f"<text:p>{'x' * 1000}</text:p></table:table-cell></table:table-row></table:table>"
        ),
        ("repeats-text",),
    ),
    "a million empty cells in a row": (
        lambda: excel("<row r='1'>" + "<c/>" * MILLION + "</row>"),
        ("endless-markup", "unpacks-too-large"),
    ),
    "two million cells": (
        lambda: excel("".join(f"<row>{'<c><v>1</v></c>' * 1000}</row>" for _ in range(2000))),
        ("too-large", "unpacks-too-large"),
    ),
    "comments in very many parts": (lambda: sheets(39, "", comments_each(30_000)), ("too-large",)),
    "links in very many parts": (lambda: sheets(900, "", links_each(500)), ("too-large",)),
    "very many sheets that break off": (lambda: sheets(39, '<c r="a"' * 200_000 + ">" * 1000), ("not-a-workbook",)),
    "sheets that share their bytes": (lambda: overlapping(900, 1_900_000), ("unpacks-too-large",)),
    "sheets that share some of their bytes": (lambda: padded(overlapping(900, 1_900_000)), ("unpacks-too-large",)),
    "a directory that lies": (lying_directory, ("not-a-workbook", "cut-off-file")),
    "pieces of a text shared by many cells": (
        lambda: excel(
            "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 30_001)),
            strings=f"<si>{'<r><t>x</t></r>' * 30_000}</si>",
        ),
        ("repeats-text",),
    ),
    "a million conditions": (lambda: stored(excel(after=_CONDITION * 200_000)), ("endless-markup",)),
    "two hundred thousand formats of an open document": (
        lambda: stored(open_document("", _STYLE + "</style:style>" + f"{_STYLE}</style:style>" * 200_000)),
        ("too-large",),
    ),
    "very many sheets": (lambda: many_sheets(100_000), ("endless-markup", "too-large")),
    "a text file of one line": (lambda: b"," * (19 * MILLION), ("too-large",)),
    "a text file of line ends": (lambda: b"\n" * (19 * MILLION), ("too-large",)),
    "a text file of quotation marks": (lambda: b'"' * (19 * MILLION) + b",x", ("not-a-workbook",)),
    "a very long text file": (lambda: b"some words, and more\n" * (2 * MILLION), ("too-large",)),
    "a file larger than the limit": (lambda: b"PK\x03\x04" + bytes(70 * MILLION), ("too-large",)),
    "an old workbook that runs in a circle": (looping_compound, ("reader-stopped", "not-a-workbook")),
    "an old workbook of noise": (
        lambda: random_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), 50_000),
        ("reader-stopped", "not-a-workbook"),
    ),
}
"""What each attack is → how to build it, and the codes of which one refuses it."""

HARMLESS: dict[str, Callable[[], bytes]] = {
    "hidden columns without end": lambda: excel(before=f"<cols>{_HIDDEN * 100_000}</cols>"),
    "a giant declared area": lambda: excel(f"<row>{text('A1', 'x')}</row>", before='<dimension ref="A1:XFD1048576"/>'),
    "a million cells with nothing but a format": lambda: excel(blank('<c r="{column}{row}" s="1"/>', 50_000)),
    "half a million cells that open and close": lambda: excel(blank('<c r="{column}{row}"></c>', 25_000)),
    "a million rows without a cell": lambda: excel(blank("", MILLION)),
    "a cell in the last corner": lambda: excel(f'<row r="1048576">{text("XFD1048576", "x")}</row>'),
    "a number of a million digits": lambda: excel(f'<row r="1"><c r="A1"><v>{"9" * MILLION}</v></c></row>'),
    "a number format of brackets": lambda: excel(
        styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 400_000}"/></numFmts>'
    ),
    "a formula of brackets": lambda: open_document(
        '<table:table table:name="T"><table:table-row><table:table-cell table:formula="of:='
        + "[" * 400_000
        + '"/></table:table-row></table:table>'
    ),
    "comments to which very many links lead": lambda: comments_again(3_000, 9_000),
    "tags that never end": lambda: excel('<c r="a"' * 200_000 + ">"),
    "sizes that lie": lying_sizes,
    "names that refer to one another in a circle": lambda: excel(book=f"<definedNames>{_NAMES}</definedNames>"),
    "a packed sheet within the archive": lambda: excel(
        more={"xl/worksheets/sheet1.xml": gzip.compress(b" " * 100 * MILLION)}
    ),
    "entities in letters of seven bits": lambda: excel(
        more={"xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x>&e;</x>'}
    ),
    "entities in letters of four bytes": lambda: excel(
        more={"xl/worksheets/sheet1.xml": (BOMB + "<worksheet>&e9;</worksheet>").encode("utf-32")}
    ),
    "blanks without end in an open document": lambda: open_document(
        '<table:table table:name="T"><table:table-row><table:table-cell><text:p>'
        + '<text:s text:c="1000000000"/>' * 50
        + "</text:p></table:table-cell></table:table-row></table:table>"
    ),
    "a formula shared by many cells": lambda: shared_formula(50_000, 8_000),
    "a hidden million of rows": lambda: open_document(
        '<table:table table:name="T"><table:table-row table:visibility="collapse" '
        'table:number-rows-repeated="1048576"><table:table-cell/></table:table-row></table:table>'
    ),
}
"""Files that look dangerous and cost nothing: they may be read."""

__all__ = ["ATTACKS", "HARMLESS", "ODF"]
