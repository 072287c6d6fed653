"""What a file really is, told by its content, with a sentence for each kind that is no spreadsheet."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitate.reading.sheets import parse_book, read_book
from tests.reading.building import PACKAGE, STRICT, STRICT_LINKS, archive, excel, open_document, text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name: str) -> bytes:
    return OLE + bytes(504) + name.encode("utf-16-le") + bytes(100)


def saved() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "some words"
    book.save(out)
    return out.getvalue()


def torn() -> bytes:
    """A workbook of which the second half never came, though the disk has room for it."""
    whole = saved()
    return whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2)


def holes() -> bytes:
    """A workbook whose list of parts is there while a part is not."""
    whole = bytearray(saved())
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    begin = part.header_offset + 30 + len(part.filename)
    whole[begin : begin + part.compress_size] = bytes(part.compress_size)
    return bytes(whole)


KINDS = {
    "empty": ("a.xlsx", b"", "empty-file"),
    "filled with zeros": ("a.xlsx", bytes(20_000), "half-synchronised"),
    "half arrived": ("a.xlsx", torn(), "half-synchronised"),
    "with holes": ("a.xlsx", holes(), "half-synchronised"),
    "a download under way": ("a.xlsx.crdownload", saved(), "half-synchronised"),
    "cut off": ("a.xlsx", saved()[:3000], "cut-off-file"),
    "a new workbook with a password": ("a.xlsx", stream("EncryptedPackage"), "encrypted-file"),
    "an open document with a password": (
        "a.ods",
        open_document("", more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "encrypted-file",
    ),
    "a web page": ("a.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web-page"),
    "a web page with a mark": ("a.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<p>Please log in", "web-page"),
    "a web archive": ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "web-page"),
    "an XML spreadsheet": (
        "a.xls",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "old-xml-spreadsheet",
    ),
    "a flat open document": (
        "a.fods",
        b'<?xml version="1.0"?><office:document office:mimetype="..."/>',
        "old-xml-spreadsheet",
    ),
    "a flat open document as LibreOffice writes it": (
        "a.fods",
        b'<?xml version="1.0"?><office:document><office:meta><meta:generator/></office:meta><style:style/>'
        b"<table:table/></office:document>",
        "old-xml-spreadsheet",
    ),
    "SYLK": ("a.slk", b'ID;PSCALC3\r\nB;X3;Y4\r\nC;X1;Y1;K"topic"\r\nE\r\n', "old-xml-spreadsheet"),
    "DIF": ("a.dif", b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,4\r\n""\r\n', "old-xml-spreadsheet"),
    "Apple Numbers": ("a.numbers", archive({"Index/Document.iwa": "x", "preview.jpg": "x"}), "numbers-file"),
    "older Apple Numbers": ("a.numbers", archive({"Index.zip": "x"}), "numbers-file"),
    "a Google sheet": ("a.gsheet", b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "only-a-link"),
    "a link of Windows": ("a.url", b"[InternetShortcut]\r\nURL=https://example.org/list.xlsx\r\n", "only-a-link"),
    "a link of Linux": ("a.desktop", b"[Desktop Entry]\nType=Link\nURL=https://example.org/\n", "only-a-link"),
    "a link of a Mac": (
        "a.webloc",
        b"<?xml version='1.0'?><plist><dict><key>URL</key><string>https://example.org</string></dict></plist>",
        "only-a-link",
    ),
    "a shortcut": ("a.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "only-a-link"),
    "a Word document": ("a.xlsx", archive({"word/document.xml": "<x/>"}), "other-document"),
    "an old Word document": ("a.xls", stream("WordDocument"), "other-document"),
    "a presentation": ("a.xlsx", archive({"ppt/presentation.xml": "<x/>"}), "other-document"),
    "an open text": ("a.ods", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "other-document"),
    "an Outlook mail": ("a.msg", stream("__properties_version1.0"), "other-document"),
    "a mail": ("a.eml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nHello", "other-document"),
    "a PDF": ("a.pdf", b"%PDF-1.7\n...", "other-document"),
    "a photograph": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)), "other-document"),
    "a photograph of a phone": ("a.heic", b"\0\0\0\x18ftypheic" + bytes(range(256)), "other-document"),
    "an archive of workbooks": ("a.zip", archive({"green.xlsx": saved()}), "packed-workbooks"),
    "another archive": ("a.zip", archive({"notes.txt": "x"}), "other-document"),
    "another XML": ("a.xml", b'<?xml version="1.0"?><list/>', "other-document"),
    "a program": ("a.xlsx", b"\x7fELF" + bytes(range(256)) * 4, "unknown-kind"),
    "a plain text": ("a.xlsx", b"We would like to keep the list.\n", "not-a-workbook"),
    "a damaged part": ("a.xlsx", excel(more={"xl/workbook.xml": "<workbook"}), "not-a-workbook"),
    "packed in another way": ("a.xlsx", saved().replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0"), "not-a-workbook"),
}


@pytest.mark.parametrize(("name", "content", "code"), KINDS.values(), ids=KINDS)
def test_each_strange_kind_has_its_sentence(name, content, code):
    book, problems = parse_book(content, name)
    assert book is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.file == name


def test_a_link_says_where_it_leads():
    _, (problem,) = parse_book(KINDS["a Google sheet"][1], "a.gsheet")
    assert problem.found == "The file is only a link to a Google document: “https://docs.google.com/open?id=1”."


MACROS = (
    f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
)
KNOWN = {
    "xlsx": (excel(text("A1", "x")), "xlsx"),
    "macros": (excel(text("A1", "x"), more={"[Content_Types].xml": MACROS}), "xlsm"),
    "template": (excel(text("A1", "x"), kind="template.main"), "xltx"),
    "strict": (excel(text("A1", "x"), main=STRICT, links=STRICT_LINKS), "Strict Open XML (xlsx)"),
    "open document": (open_document('<table:table table:name="T"/>'), "ods"),
    "text": (b"a,b\n1,2\n", "csv"),
}


@pytest.mark.parametrize(("content", "kind"), KNOWN.values(), ids=KNOWN)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a", "a.xls"])
def test_a_format_is_told_by_content_not_by_name(content, kind, name):
    book, problems = parse_book(content, name)
    assert (book.format, problems) == (kind, ())


def test_a_folder_and_a_missing_file_are_said(tmp_path):
    for path in (tmp_path, tmp_path / "gone.xlsx"):
        book, problems = read_book(Path(path), "groups/a.xlsx")
        assert book is None
        assert [problem.code for problem in problems] == ["cannot-open"]
