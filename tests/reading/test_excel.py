"""Open XML workbooks: everything that a person can see of a cell."""

import datetime as dt

import pytest

from facilitate.reading.cells import Cell
from facilitate.reading.sheets import parse_book
from tests.reading.building import STRICT, STRICT_LINKS, excel, relations, text

STYLES = (
    '<numFmts count="2"><numFmt numFmtId="170" formatCode="[$-409]d\\ mmm\\ yyyy"/>'
    '<numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><color rgb="FFFF0000"/></font><font><strike val="0"/></font>'
    '<font><color theme="1"/></font></fonts>'
    '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="0"/><xf fontId="2" numFmtId="0"/>'
    '<xf fontId="0" numFmtId="170"/><xf fontId="0" numFmtId="171"/><xf fontId="0" numFmtId="20"/>'
    '<xf fontId="3" numFmtId="0"/><xf fontId="4" numFmtId="0"/><xf fontId="0" numFmtId="9"/></cellXfs>'
)
RUNS = (
    "<r><t>Skills </t></r><r><rPr><strike/></rPr><t>for work</t></r><r><t> and </t></r>"
    '<r><rPr><color rgb="FF00B050"/></rPr><t>green </t></r><r><rPr><color rgb="FF00B050"/><b/></rPr><t>jobs</t></r>'
    '<r><rPr><color rgb="FF000000"/></rPr><t>.</t></r><rPh sb="0" eb="1"><t>sukiru</t></rPh>'
)


def row(words):
    return f'<row r="1">{text("A1", words)}</row>'


def cells(content):
    book, problems = parse_book(content, "a.xlsx")
    assert problems == ()
    return book.sheets[0].cells


def cell(inner, styles=STYLES, **more):
    return cells(excel(f'<row r="1">{inner}</row>', styles=styles, **more)).get((1, 1))


VALUES = {
    "a shared text": ('<c r="A1" t="s"><v>0</v></c>', Cell("a  text")),
    "a text of its own": (text("A1", "x &amp; y"), Cell("x & y")),
    "an escaped character": (text("A1", "one_x000D_two_x0041_"), Cell("one\rtwoA")),
    "a number": ('<c r="A1"><v>3</v></c>', Cell(3)),
    "a fraction": ('<c r="A1"><v>0.25</v></c>', Cell(0.25)),
    "a percentage": ('<c r="A1" s="8"><v>0.6</v></c>', Cell(0.6)),
    "a truth": ('<c r="A1" t="b"><v>1</v></c>', Cell(True)),
    "a date": ('<c r="A1" s="3"><v>44154</v></c>', Cell(dt.datetime(2020, 11, 19))),
    "a date before the leap day that never was": ('<c r="A1" s="3"><v>1</v></c>', Cell(dt.datetime(1900, 1, 1))),
    "a moment": ('<c r="A1" s="3"><v>44154.5</v></c>', Cell(dt.datetime(2020, 11, 19, 12))),
    "a time": ('<c r="A1" s="5"><v>0.586805555555556</v></c>', Cell(dt.time(14, 5))),
    "a duration": ('<c r="A1" s="4"><v>1.5</v></c>', Cell(dt.timedelta(hours=36))),
    "a date beyond the calendar": ('<c r="A1" s="3"><v>9999999</v></c>', Cell(9999999)),
    "a written date": ('<c r="A1" t="d"><v>2020-11-19T14:05:00Z</v></c>', Cell(dt.datetime(2020, 11, 19, 14, 5))),
    "an error": ('<c r="A1" t="e"><v>#N/A</v></c>', Cell("#N/A", error="#N/A")),
    "a formula": ('<c r="A1"><f>B1+1</f><v>4</v></c>', Cell(4, "=B1+1")),
    "a formula that gives a text": ('<c r="A1" t="str"><f>B1&amp;"x"</f><v>ax</v></c>', Cell("ax", '=B1&"x"')),
    "a formula without a value": ('<c r="A1"><f>SUM(B1:B3)</f></c>', Cell("=SUM(B1:B3)", "=SUM(B1:B3)")),
    "a sentence taken for a formula": (
        '<c r="A1" t="e"><f>-merge with river</f><v>#NAME?</v></c>',
        Cell("-merge with river", "=-merge with river", "#NAME?"),
    ),
    "a calculation that fails": ('<c r="A1" t="e"><f>B1/0</f><v>#DIV/0!</v></c>', Cell("#DIV/0!", "=B1/0", "#DIV/0!")),
    "a struck text": (text("A1", "x", 1), Cell("x", struck=True)),
    "a text that is not struck": (text("A1", "x", 6), Cell("x")),
    "a struck blank": (text("A1", " ", 1), Cell(" ")),
    "a coloured text": (text("A1", "new words", 2), Cell("new words", coloured=("new words",))),
    "a text in the usual colour": (text("A1", "x", 7), Cell("x")),
    "pieces": (
        f'<c r="A1" t="inlineStr"><is>{RUNS}</is></c>',
        Cell("Skills for work and green jobs.", struck_parts=("for work",), coloured=("green jobs",)),
    ),
    "pieces in a struck cell": (
        '<c r="A1" s="1" t="inlineStr"><is><r><t>old</t></r><r><rPr><b/></rPr><t> new</t></r></is></c>',
        Cell("old new", struck_parts=("old",)),
    ),
    "an empty cell with a format": ('<c r="A1" s="1"/>', None),
    "a cell without address": ("<c><v>7</v></c>", Cell(7)),
    "a prefix": ('<c r="A1"><v>1</v></c>', Cell(1)),
}


@pytest.mark.parametrize(("inner", "expected"), VALUES.values(), ids=VALUES)
def test_a_cell(inner, expected):
    assert cell(inner, strings="<si><t>a  text</t></si>") == expected


def test_the_years_of_old_macs():
    found = cell('<c r="A1" s="3"><v>0.5</v></c><c r="B1" s="3"><v>42692</v></c>', book='<workbookPr date1904="1"/>')
    assert found == Cell(dt.time(12))


def test_strict_open_xml_is_read_like_any_other():
    content = excel(
        f"<row>{text('B3', 'words')}</row>", main=STRICT, links=STRICT_LINKS, comments=_comment("B3", "Really?")
    )
    assert cells(content) == {(3, 2): Cell("words", comment="Really?")}


def test_a_name_in_front_of_every_tag_makes_no_difference():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>words</x:t>'
        "</x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert cells(excel(more={"xl/worksheets/sheet1.xml": sheet})) == {(2, 1): Cell("words")}


def _comment(reference, words):
    return f'<comment ref="{reference}" authorId="0"><text><r><t>{words}</t></r></text></comment>'


def test_comments_go_with_their_cells_and_stand_alone():
    found = cells(excel(row("x"), comments=_comment("A1", "why?") + _comment("C9", "an empty cell")))
    assert found == {(1, 1): Cell("x", comment="why?"), (9, 3): Cell(comment="an empty cell")}


LINK = "https://go.microsoft.com/fwlink/?linkid=870924"
EXPLAINED = {
    "English": ("[Threaded comment]", f"Your version of Excel may read it. Learn more: {LINK}", "Comment:", "Reply:"),
    "German": ("[Kommentarthread]", f"Weitere Informationen: {LINK}.", "Kommentar:", "Antwort:"),
    "French": ("[Commentaire à thread]", f"En savoir plus\xa0: {LINK}", "Commentaire\xa0:", "Réponse\xa0:"),
    "Chinese": ("[线程批注]", f"你的 Excel 版本可读取此线程批注。了解详细信息: {LINK}", "注释:", "答复:"),
}


@pytest.mark.parametrize(("head", "about", "first", "reply"), EXPLAINED.values(), ids=EXPLAINED)
def test_of_a_conversation_only_what_people_said_is_kept(head, about, first, reply):
    words = f"{head}\n\n{about}\n\n{first}\n    Drop it: now\n{reply}\n    Yes"
    assert cells(excel(comments=_comment("A1", words)))[1, 1].comment == "Drop it: now\nYes"


def test_a_conversation_whose_explanation_was_cut_is_known_in_english():
    words = "[Threaded comment]\n\nYour version allows you to read this. Comment:\n    Drop it\nReply:\n    Yes"
    assert cells(excel(comments=_comment("A1", words)))[1, 1].comment == "Drop it\nYes"


def test_a_comment_in_square_brackets_is_no_conversation():
    words = "[Maria] see:\n    the note"
    assert cells(excel(comments=_comment("A1", words)))[1, 1].comment == words


SAID = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="A1" personId="{P}" done="1"><text>Not agreed by all</text></threadedComment>'
    '<threadedComment ref="B9" personId="{P}"><text>Who said so?</text></threadedComment>'
    '<threadedComment ref="A1" personId="{Q}"><text>Yes &amp; no</text></threadedComment></ThreadedComments>'
)


@pytest.mark.parametrize("legacy", ["", "[Kommentarthread] damaged"], ids=["alone", "beside a stand-in"])
def test_conversations_are_told_from_their_own_part(legacy):
    links = {"t": ("threadedComment", "../threadedComments/threadedComment1.xml")}
    links |= {"c": ("comments", "../comments1.xml")} if legacy else {}
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(links),
        "xl/threadedComments/threadedComment1.xml": SAID,
    }
    found = cells(excel(row("x"), comments=_comment("A1", legacy) if legacy else "", more=more))
    assert {at: one.comment for at, one in found.items()} == {
        (1, 1): "Not agreed by all\n(resolved)\nYes & no",
        (9, 2): "Who said so?",
    }


def test_hidden_rows_and_columns_merged_areas_and_absolute_addresses():
    content = excel(
        f'<row r="4" hidden="1">{text("C4", "x")}</row><row>{text("D5", "y")}</row>',
        before='<dimension ref="A1"/><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>',
        after='<mergeCells><mergeCell ref="C4:D4"/></mergeCells>',
    )
    book, _ = parse_book(content, "a.xlsx")
    (sheet,) = book.sheets
    assert set(sheet.cells) == {(4, 3), (5, 4)}
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({4}, {2, 3}, ("C4:D4",))


def test_a_shared_formula_is_written_out_for_every_cell():
    content = excel(
        '<row r="1"><c r="B1"><f t="shared" si="0" ref="B1:B3">A1*$C$1+SUM(A:A)&amp;"A1"</f><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    assert cells(content)[3, 3].formula == '=B3*$C$1+SUM(B:B)&"A1"'


def test_of_a_damaged_sheet_what_stands_before_the_damage_is_read():
    broken = f'<worksheet xmlns="x"><sheetData><row r="1">{text("A1", "kept")}</row><row r="2"><c r="A2"'
    book, problems = parse_book(excel(more={"xl/worksheets/sheet1.xml": broken}), "a.xlsx")
    assert book.sheets[0].cells == {(1, 1): Cell("kept")}
    assert [(problem.code, str(problem.place)) for problem in problems] == [("damaged-sheet", "a.xlsx:Notes")]


def test_parts_are_found_whatever_their_case_and_slashes():
    rels = (
        '<Relationships xmlns="x"><Relationship Id="s" Type="x/worksheet" Target="/xl/Worksheets\\SHEET1.xml"/>'
        "</Relationships>"
    )
    assert cells(excel(row("x"), more={"xl/_rels/workbook.xml.rels": rels})) == {(1, 1): Cell("x")}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('<row r="1"><c r="A1" s="3"/><c r="B1"/><c r="C1" t="str"><v>x</v></c></row>', {(1, 3): Cell("x")}),
        ('<row r="1"><c/><c s="3"/><c t="str"><v>x</v></c></row>', {(1, 3): Cell("x")}),
        ('<row><c r="A1" s="3"/><c t="str"><v>x</v></c></row>', {(1, 2): Cell("x")}),
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1" s="3"/>]]></t></is></c></row>',
            {(1, 1): Cell('<c r="B1" s="3"/>')},
        ),
    ],
    ids=["with addresses", "without addresses", "with some addresses", "a text that looks like one"],
)
def test_cells_that_hold_only_a_format_are_passed_over(data, expected):
    assert cells(excel(data)) == expected
