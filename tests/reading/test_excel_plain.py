"""Plain sheets are taken apart by patterns: whatever stands in one, the result is that of the XML parser."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.reading.formats.excel_plain import plain_cells, plain_rows, plain_texts
from facilitate.reading.sheets import parse_book
from tests.bench.corpus import CORPUS
from tests.reading.building import excel, text
from tests.reading.test_excel import STYLES, VALUES

CASES = settings(max_examples=100, deadline=None)
A_COMMENT = b"<!---->"

TEXTS = st.sampled_from(
    (
        "",
        " ",
        "skills",
        "0",
        "-1",
        "7",
        "1.50",
        "x &amp; y",
        "&#8220;a&#x201D;",
        "a\nb",
        "_x000D_b",
        "é…𝄞",
        "#N/A",
        "true",
    )
)
ODD = st.sampled_from(
    (
        *(
            "&",
            "&nope;",
            "&#0;",
            "&#xFFFF;",
            "]]>",
            "<![CDATA[x]]>",
            "\r",
            "\r\n",
            "\x01",
            "\ufffe",
            "<b/>",
            ">",
            "\u2028",
        ),
        *(
            "</row>",
            "<row>",
            '<row r="1"/>',
            '<row r="9" hidden="1"/>',
            '<c r="A1"/>',
            "<c/>",
            "</sheetData>",
            A_COMMENT.decode(),
        ),
        *(' r="x"', " ", "\n", '<sheetData><row r="4"><c r="A4"><v>1</v></c></row></sheetData>', "<?x?>", "<x:c/>"),
    )
)
FORMATS = st.sampled_from(("", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="99"'))


@st.composite
def cells(draw, number):
    column = draw(st.sampled_from(("A", "B", "C", "XFD", "XFE", "ZZZZ")))
    kind = draw(st.sampled_from(("", ' t="s"', ' t="n"', ' t="b"', ' t="e"', ' t="str"', ' t="d"', ' t="inlineStr"')))
    said, space = draw(TEXTS), draw(st.sampled_from(("", ' xml:space="preserve"')))
    inner = draw(
        st.sampled_from(
            (f"<v>{said}</v>", "<v></v>", f"<is><t{space}>{said}</t></is>", "", f"<f>B1</f><v>{said}</v>", "<v/>")
        )
    )
    at = f'<c r="{column}{number}"{draw(FORMATS)}{kind}'
    return draw(st.sampled_from((f"{at}>{inner}</c>", f"{at}>{inner}</c>", f"{at}/>")))


@st.composite
def rows(draw):
    number = draw(st.sampled_from((1, 2, 3, 30, 1048576, 1048577)))
    hidden = draw(st.sampled_from(("", "", ' hidden="1"', ' hidden="false"', ' ht="15" x14ac:dyDescent="0.25"')))
    inside = draw(st.lists(cells(number), max_size=4))
    return f'<row r="{number}"{hidden}>{"".join(inside)}</row>' if inside else f'<row r="{number}"{hidden}/>'


def book_of(data, strings):
    spaces = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    whole = excel(data, strings=strings, styles=STYLES, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    return with_parts(whole, lambda part: part.replace(b"<worksheet ", f"<worksheet {spaces} ".encode(), 1))


def with_parts(content, change):
    """The workbook with its sheets and shared texts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if "sheet" in name or "Strings" in name else part)
    return out.getvalue()


def parsed(content):
    """The same workbook, no part of which is plain."""

    def spoilt(part):
        at = max(part.rfind(b"</worksheet>"), part.rfind(b"</sst>"))
        return part[:at] + A_COMMENT + part[at:] if at > 0 else part

    return with_parts(content, spoilt)


def same(content):
    one, other = (parse_book(one, "a.xlsx") for one in (content, parsed(content)))
    assert [problem.code for problem in one[1]] == [problem.code for problem in other[1]]
    assert (one[0] and one[0].sheets) == (other[0] and other[0].sheets)


@CASES
@given(st.lists(rows(), max_size=4).map("".join), st.lists(TEXTS, max_size=4), st.data())
def test_a_pattern_reads_what_the_parser_reads(data, strings, draws):
    shared = "".join(f"<si><t>{one}</t></si>" for one in strings)
    where = draws.draw(st.sampled_from(("nowhere", "rows", "texts")))
    if where == "rows":
        at = draws.draw(st.integers(0, len(data)))
        data = data[:at] + draws.draw(ODD) + data[at:]
    if where == "texts":
        at = draws.draw(st.integers(0, len(shared)))
        shared = shared[:at] + draws.draw(ODD) + shared[at:]
    same(book_of(data, shared))


@pytest.mark.parametrize("inner", [inner for inner, _ in VALUES.values()], ids=VALUES)
def test_each_kind_of_value(inner):
    same(excel(f'<row r="1">{inner}</row>', styles=STYLES, strings="<si><t>a  text</t></si>"))


def test_what_programs_write_is_plain():
    row = f'<row r="1" ht="15">{text("A1", "x &amp; y")}<c r="B1" s="1" t="s"><v>0</v></c><c r="C1"/></row><row r="2"/>'
    sheet = f'<worksheet xmlns="m"><sheetData>{row}<row r="3" hidden="1"></row></sheetData><extLst/></worksheet>'
    for declared in (
        "",
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        "<?xml version='1.0' encoding='utf-8'?>",
    ):
        around, rows = plain_rows(f"{declared}{sheet}".encode())
        assert around == f'{declared}<worksheet xmlns="m"><sheetData/><extLst/></worksheet>'.encode()
        hidden = set()
        assert list(plain_cells(rows, hidden)) == [
            ((1, 1), "0", "inlineStr", None, "x &amp; y"),
            ((1, 2), "1", "s", "0", None),
        ]
        assert hidden == {3}
        texts = '<sst count="1"><si><t xml:space="preserve"> a &lt; b</t></si><si><t></t></si></sst>'
        assert plain_texts(f"{declared}{texts}".encode()) == [" a < b", ""]


@pytest.mark.parametrize(
    "declared", ['<?xml version="1.0" encoding="latin-1"?>', "<!---->", '<?xml version="1.0" encoding="utf-16"?>']
)
def test_other_letters_are_left_to_the_parser(declared):
    assert plain_rows(f'{declared}<worksheet><sheetData><row r="1"></row></sheetData></worksheet>'.encode()) is None
    assert plain_texts(f"{declared}<sst><si><t>a</t></si></sst>".encode()) is None


def test_rows_that_stand_in_a_comment_are_none():
    content = excel(text("A1", "x"))
    hidden = with_parts(
        content,
        lambda part: part.replace(b"<sheetData>", b"<!--<sheetData>").replace(b"</sheetData>", b"</sheetData>-->"),
    )
    assert parse_book(hidden, "a.xlsx")[0].sheets[0].cells == {}


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not beside the project ({CORPUS})")
def test_public_workbooks_are_read_alike_both_ways():
    compared = 0
    for path in sorted(CORPUS.glob("*.xls[xm]")):
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            same(content)
            compared += 1
    assert compared > 100
