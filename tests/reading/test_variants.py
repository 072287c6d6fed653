"""The same workbook as other programs would have packed it: with other names, letters, prefixes and line ends."""

import io
import posixpath
import re
import zipfile

import pytest

from facilitate.reading.sheets import parse_book
from tests.bench.corpus import CORPUS
from tests.reading.building import excel, text
from tests.reading.test_excel import RUNS, STYLES

OWN = excel(
    f'<row r="1">{text("A1", "id")}<c r="B1" s="1" t="s"><v>0</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" s="3"><v>44154</v></c><c r="B2" t="e"><f>-merge x</f><v>#NAME?</v></c></row>',
    strings=f"<si>{RUNS}</si><si><t>x &amp; y</t></si>",
    styles=STYLES,
    comments='<comment ref="A1" authorId="0"><text><t>why</t></text></comment>',
    before='<dimension ref="A1"/><cols><col min="2" max="3" hidden="1"/></cols>',
    after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    more={"docProps/app.xml": "<Properties/>", "xl/theme/theme1.xml": "<theme/>", "package/services/a.psmdcp": "<a/>"},
)
MEANING = re.compile(r"xl/(worksheets/[^/]*|sharedStrings|workbook|styles)\.xml")
SPARE = re.compile(r"docProps/(core|app)|theme|calcChain|printerSettings|customXml|thumbnail")


def absolute(name, part):
    if not name.endswith(".rels") or b"TargetMode" in part:
        return part
    folder = name.partition("_rels/")[0]

    def whole(found):
        return f'Target="/{posixpath.normpath(folder + found[1].decode())}"'.encode()

    return re.sub(rb'Target="([^"/][^"]*)"', whole, part)


def prefixed(part):
    if b"<!" in part or part.count(b" xmlns=") != 1:
        return part
    tagged = re.sub(rb"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])", rb"<\1q:\2", part)
    return tagged.replace(b" xmlns=", b" xmlns:q=")


def wide(part):
    bare = re.sub(r"^<\?xml.*?\?>", "", part.decode("utf-8-sig"))
    return f'<?xml version="1.0" encoding="UTF-16"?>{bare}'.encode("utf-16")


def repacked(content, change=lambda name, part: part, rename=str):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None and not name.endswith("/"):
                new.writestr(rename(name), part)
    return out.getvalue()


def in_sheets(change):
    return lambda content: repacked(content, lambda name, part: change(part) if MEANING.fullmatch(name) else part)


VARIANTS = {
    "links from the root": lambda content: repacked(content, absolute),
    "a prefix before every tag": in_sheets(prefixed),
    "letters of two bytes": in_sheets(wide),
    "a byte-order mark": in_sheets(lambda part: b"\xef\xbb\xbf" + part.removeprefix(b"\xef\xbb\xbf")),
    "a line for each cell": in_sheets(lambda part: re.sub(rb"(</c>|</row>|<sheetData>|</si>)", rb"\1\n  ", part)),
    "a blank before the end of a tag": in_sheets(lambda part: part.replace(b'"/>', b'" />')),
    "no dimension": in_sheets(lambda part: re.sub(rb"<dimension[^>]*/>", b"", part)),
    "texts as CDATA": in_sheets(lambda part: re.sub(rb"<t>([^<&]+)</t>", rb"<t><![CDATA[\1]]></t>", part)),
    "backslashes in names": lambda content: repacked(content, rename=lambda name: name.replace("/", "\\")),
    "capitals in names": lambda content: repacked(content, rename=str.upper),
    "a slash before names": lambda content: repacked(content, rename=lambda name: f"/{name}"),
    "nothing to spare": lambda content: repacked(content, lambda name, part: None if SPARE.search(name) else part),
}


def same(content, variant):
    one, other = parse_book(content, "a.xlsx"), parse_book(VARIANTS[variant](content), "a.xlsx")
    assert [problem.code for problem in one[1]] == [problem.code for problem in other[1]]
    assert (one[0] and one[0].sheets) == (other[0] and other[0].sheets)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_workbook_packed_otherwise_is_the_same(variant):
    assert VARIANTS[variant](OWN) != OWN
    same(OWN, variant)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not beside the project ({CORPUS})")
@pytest.mark.parametrize("variant", VARIANTS)
def test_public_workbooks_packed_otherwise_are_the_same(variant):
    read = 0
    for path in sorted(CORPUS.glob("*.xls[xm]")):
        if zipfile.is_zipfile(path):
            same(path.read_bytes(), variant)
            read += 1
    assert read > 100
