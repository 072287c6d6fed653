"""OpenDocument sheets: everything that a person can see of a cell."""

import datetime as dt

import pytest

from facilitate.reading.cells import Cell
from facilitate.reading.sheets import parse_book
from tests.reading.building import ODF, open_document

STYLES = (
    '<style:style style:name="struck"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="plain"><style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="red"><style:text-properties fo:color="#ff0000"/></style:style>'
    '<style:style style:name="black"><style:text-properties fo:color="#000000"/></style:style>'
    '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
)


def table(rows, more=""):
    return f'<table:table table:name="T" {more}>{rows}</table:table>'


def cells(rows):
    book, problems = parse_book(open_document(table(rows), STYLES), "a.ods")
    assert problems == ()
    return book.sheets[0].cells


def typed(kind, value="", words=""):
    attribute = "value" if kind in ("float", "percentage") else f"{kind}-value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"><text:p>{words}</text:p>'
        "</table:table-cell>"
    )


NAME_ERROR = (
    '<table:table-cell table:formula="of:=-merge with river" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#NAME?</text:p></table:table-cell>'
)
VALUES = {
    "a text": ("<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>", Cell("a\nb")),
    "blanks": (
        '<table:table-cell><text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p></table:table-cell>',
        Cell("a  b\tc\nd"),
    ),
    "a text without a paragraph": (typed("string", "x").replace("<text:p></text:p>", ""), Cell("x")),
    "a number": (typed("float", "3", "3"), Cell(3)),
    "a percentage": (typed("percentage", "0.6", "60 %"), Cell(0.6)),
    "a date": (typed("date", "2020-11-19", "19/11/20"), Cell(dt.datetime(2020, 11, 19))),
    "a time": (typed("time", "PT14H05M00S", "14:05"), Cell(dt.time(14, 5))),
    "a duration": (typed("time", "PT36H00M00S", "36:00"), Cell(dt.timedelta(hours=36))),
    "a truth": (typed("boolean", "true", "TRUE"), Cell(True)),
    "a formula": (
        '<table:table-cell table:formula="of:=[.B1]+SUM([.C1:.C3])" office:value-type="float" office:value="4"/>',
        Cell(4, "=B1+SUM(C1:C3)"),
    ),
    "a sentence taken for a formula": (NAME_ERROR, Cell("-merge with river", "=-merge with river", "#NAME?")),
    "a struck text": (
        '<table:table-cell table:style-name="struck"><text:p>x</text:p></table:table-cell>',
        Cell("x", struck=True),
    ),
    "pieces": (
        '<table:table-cell table:style-name="struck"><text:p>old <text:span text:style-name="plain">and '
        '</text:span><text:span text:style-name="red">new</text:span></text:p></table:table-cell>',
        Cell("old and new", struck_parts=("old", "new"), coloured=("new",)),
    ),
    "a comment": (
        "<table:table-cell><office:annotation><dc:creator>A</dc:creator><text:p>why</text:p><text:p>so?</text:p>"
        "</office:annotation><text:p>x</text:p></table:table-cell>",
        Cell("x", comment="why\nso?"),
    ),
}


@pytest.mark.parametrize(("cell", "expected"), VALUES.values(), ids=VALUES)
def test_a_cell(cell, expected):
    assert cells(f"<table:table-row>{cell}</table:table-row>") == {(1, 1): expected}


def test_repeated_cells_and_rows_stand_where_they_stand():
    found = cells(
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert found == {(4, 3): Cell("x"), (4, 4): Cell("x"), (5, 3): Cell("x"), (5, 4): Cell("x")}


def test_hidden_rows_columns_and_sheets_and_merged_areas():
    rows = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-row-group><table:table-row table:visibility="filter"><table:table-cell '
        'table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table-row-group>"
    )
    book, _ = parse_book(open_document(table(rows, 'table:style-name="away"'), STYLES), "a.ods")
    (sheet,) = book.sheets
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == (True, {1}, {3}, ("A1:B1",))


def test_what_libreoffice_remembers_of_another_file_is_no_sheet():
    row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    remembered = f"<table:table table:name=\"'file:///a.ods'#S\"><table:table-source/>{row}</table:table>"
    book, _ = parse_book(open_document(table(row) + remembered), "a.ods")
    assert [(sheet.name, len(sheet.cells)) for sheet in book.sheets] == [("T", 1)]


def test_the_documents_own_properties_are_read():
    meta = f'<office:document-meta {ODF}><meta:user-defined meta:name="a">b</meta:user-defined></office:document-meta>'
    book, _ = parse_book(open_document(table(""), more={"meta.xml": meta}), "a.ods")
    assert book.properties == {"a": "b"}


def test_what_stands_before_the_damage_is_read():
    whole = open_document(table("<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"))
    book, problems = parse_book(whole, "a.ods")
    assert book is None
    assert [problem.code for problem in problems] == ["not-a-workbook"]
    row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    book, problems = parse_book(open_document(table(row) + "<table:table>"), "a.ods")
    assert book.sheets[0].cells == {(1, 1): Cell("x")}
    assert [problem.code for problem in problems] == ["damaged-sheet"]
