"""Whatever stands in a file, reading it ends with a workbook or with one sentence, never with an exception."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.reading.cells import as_text
from facilitate.reading.sheets import parse_book
from tests.reading.binary import binary, cell, row, wide
from tests.reading.building import excel, open_document, text
from tests.reading.test_excel import RUNS, STYLES

CASES = settings(max_examples=400, deadline=None)
FEW = settings(max_examples=25, deadline=None)

EXCEL = excel(
    f'<row r="1">{text("A1", "id")}<c r="B1" s="1" t="s"><v>0</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" s="3"><v>44154</v></c><c r="B2" t="e"><f>-merge x</f><v>#NAME?</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0" ref="A3:A4">B3+1</f><v>1</v></c></row>',
    strings=f"<si>{RUNS}</si>",
    styles=STYLES,
    comments='<comment ref="A1" authorId="0"><text><t>why</t></text></comment>',
    before='<cols><col min="2" max="3" hidden="1"/></cols>',
    after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
)
ODS = open_document(
    '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-row '
    'table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2020-11-19"/>'
    '<table:table-cell table:number-columns-spanned="2"><text:p>a<text:span>b</text:span></text:p></table:table-cell>'
    "</table:table-row></table:table>",
    '<style:style style:name="s"><style:text-properties fo:color="#ff0000"/></style:style>',
)
CSV = "group;said\nGreen;“more”\nBlue;two\n".encode("cp1252")
XLSB = binary(row(0) + cell(6, 0, wide("x")) + cell(5, 1, bytes(8), 3))

BEGINNINGS = (b"", b"PK\x03\x04", b"PK\x05\x06", b"<html", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b'"', b"<?xml ")
# What breaks readers: ends of numbers, references, encodings, and XML that is nearly right.
PIECES = st.sampled_from(
    (
        *("0", "-1", "99999999999", "1e999", "nan", "A0", "ZZZZ1", "A1:XFD9", "true", "1904", "\0", "\ud7ff", "&#0;"),
        *("&", "<", "</c>", "<c/>", "<row/>", "<row r='x'>", "<si/>", 'r=""', 'r="A"', 's="-1"', "]]>", "<![CDATA["),
    )
)


def ends_well(content: bytes, name: str = "a.xlsx") -> None:
    """Reads the file and touches everything that was read."""
    book, problems = parse_book(content, name)
    if book is None:
        assert len(problems) == 1
        return
    for sheet in book.sheets:
        assert sheet.last_row >= 0
        assert all(at[0] > 0 and at[1] > 0 for at in sheet.cells)
        assert all(isinstance(as_text(one.value), str) for one in sheet.cells.values())


@CASES
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes(beginning, noise):
    ends_well(beginning + noise)


@CASES
@given(st.sampled_from([EXCEL, ODS, CSV]), st.data())
def test_a_file_with_damaged_bytes(content, data):
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    ends_well(bytes(damaged[: data.draw(st.integers(1, len(damaged)))] if data.draw(st.booleans()) else damaged))


@CASES
@given(st.sampled_from([EXCEL, ODS]), st.data())
def test_a_file_with_damaged_parts(content, data):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    part = parts[name]
    at = data.draw(st.integers(0, len(part)))
    until = data.draw(st.integers(at, min(at + 12, len(part))))
    parts[name] = part[:at] + data.draw(PIECES | st.text(max_size=4)).encode("utf-8", "surrogatepass") + part[until:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for one in sorted(parts):
            if data.draw(st.integers(0, 9)):
                packed.writestr(one, parts[one])
    ends_well(out.getvalue())


@FEW
@given(st.data())
def test_a_binary_file_with_damaged_parts(data):
    with zipfile.ZipFile(io.BytesIO(XLSB)) as packed:
        parts = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    name = data.draw(st.sampled_from([name for name in sorted(parts) if name.endswith(".bin") and parts[name]]))
    for _ in range(data.draw(st.integers(1, 4))):
        parts[name][data.draw(st.integers(0, len(parts[name]) - 1))] = data.draw(st.integers(0, 255))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for one in sorted(parts):
            packed.writestr(one, bytes(parts[one]))
    ends_well(out.getvalue(), "a.xlsb")
