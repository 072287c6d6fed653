"""What spreadsheet programs put into workbooks beside texts: nothing is lost, followed or taken for an answer."""

import datetime as dt
import io
import re
import zipfile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

from facilitate.reading.groups import read_groups
from facilitate.reading.sheets import parse_book
from tests.reading.building import excel, open_document, relations
from tests.reading.sessions import HEADERS, LIST, MEETING, answers, asked, read, session, workbook

KEPT = answers(C1=("keep", None, None, None, "it works"))
EXPECTED = [("green", "keep", "C1 Training delivery", "", "", "it works")]
MISSING = ("proposed category", "definition", "why")


def saved(sheets, change=None):
    out = io.BytesIO()
    workbook(sheets, change).save(out)
    return out.getvalue()


def edited(content, part, pattern, replacement):
    """The workbook with one pattern replaced in the XML of a part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data, times = re.subn(pattern, replacement, data.decode())
                assert times == 1, pattern
            new.writestr(name, data)
    return out.getvalue()


def asides(feedback):
    return [(str(one.source.place), one.why) for one in feedback.set_aside]


# ---------------------------------------------------------------- what is no answer


def totals(words, formula, saved_value):
    def change(book):
        sheet = book["Missing"]
        table = Table(displayName="Ideas", ref="A1:C4", totalsRowCount=1)
        table._initialise_columns()
        for column, header in zip(table.tableColumns, MISSING, strict=True):
            column.name = header
        table.tableColumns[0].totalsRowLabel = words
        table.tableColumns[2].totalsRowFunction = "count"
        sheet.add_table(table)

    rows = [MISSING, ("Green jobs", "x", "y"), ("Care work", "z", "w"), (words, None, formula)]
    content = saved({"Categories": KEPT, "Missing": rows}, change)
    value = r"(?<=</f>)<v ?/>|(?<=</f>)<v></v>"
    return edited(content, "xl/worksheets/sheet2.xml", value, f"<v>{saved_value}</v>")


@pytest.mark.parametrize("words", ["Total", "Grand total", "Somme", "Summe", "合计", "Итого"])
def test_the_totals_of_a_table_are_no_proposal(tmp_path, words):
    content = totals(words, "=SUBTOTAL(103,C2:C3)", "2")
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert [one.names for one in feedback.contributions if one.action == "add"] == [("Green jobs",), ("Care work",)]
    assert asides(feedback) == [("groups/green.xlsx:Missing!A4", "it only adds up what stands above")]
    assert codes == []


def test_a_last_row_with_a_number_is_an_answer_unless_it_says_that_it_adds_up(tmp_path):
    rows = [("topic", "what was said"), ("Costs", "too high"), ("How many were there", 12)]
    feedback, _ = read(tmp_path, {"green.xlsx": {"Reflections": rows}})
    assert [(one.topic, one.text) for one in feedback.reflections] == [
        ("Costs", "too high"),
        ("How many were there", "12"),
    ]
    rows = [("topic", "what was said"), ("Costs", "too high"), ("Total", 1)]
    feedback, _ = read(tmp_path / "sums", {"green.csv": "\n".join(f"{a};{b}" for a, b in rows)})
    assert [one.text for one in feedback.reflections] == ["too high", "1"]  # a text table has no numbers


def test_a_chart_a_pivot_table_and_a_very_hidden_sheet_are_no_answers(tmp_path):
    def change(book):
        chart = BarChart()
        chart.add_data(Reference(book["Categories"], min_col=1, min_row=1, max_row=3))
        book.create_chartsheet("Chart").add_chart(chart)
        pivot = book.create_sheet("Pivot")
        for row in (("Row Labels", "Count of why"), ("keep", 1), ("Grand Total", 1)):
            pivot.append(row)
        secret = book.create_sheet("Secret")
        secret.sheet_state = "veryHidden"
        secret.append(MISSING)
        secret.append(("Hidden idea", None, "nobody sees it"))

    content = saved({"Categories": KEPT}, change)
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as packed:  # a pivot table and what it remembers of its source
        packed.writestr("xl/worksheets/_rels/sheet2.xml.rels", relations({"p": ("pivotTable", "../pivotTables/p.xml")}))
        packed.writestr("xl/pivotTables/p.xml", "<pivotTableDefinition/>")
        packed.writestr(
            "xl/pivotCache/pivotCacheRecords1.xml", "<pivotCacheRecords><r><s v='Care work'/></r></pivotCacheRecords>"
        )
    feedback, codes = read(tmp_path, {"green.xlsx": out.getvalue()})
    assert asked(feedback) == EXPECTED
    assert codes == ["no-known-columns", "hidden-sheet"]
    assert [place for place, _ in asides(feedback)] == [
        *(f"groups/green.xlsx:Pivot!A{row}" for row in (1, 2, 3)),
        "groups/green.xlsx:Secret!A2",
    ]


def test_a_sheet_of_old_macros_is_read_as_cells_and_never_run():
    sheet = (
        '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="b"><f>EXEC("calc.exe")</f><v>0</v></c></row></sheetData></xm:macrosheet>'
    )
    links = {"s": ("xlMacrosheet", "macrosheets/sheet1.xml")}
    book, problems = parse_book(
        excel(more={"xl/_rels/workbook.xml.rels": relations(links), "xl/macrosheets/sheet1.xml": sheet}), "a.xlsm"
    )
    assert problems == ()
    assert (book.sheets[0].cell(1, 1).value, book.sheets[0].cell(1, 1).formula) == (False, '=EXEC("calc.exe")')


# ---------------------------------------------------------------- formulas


def formula(content, cell, inner):
    return edited(
        content, "xl/worksheets/sheet1.xml", rf'<c r="{cell}"[^>]*>.*?</c>', f'<c r="{cell}" t="str">{inner}</c>'
    )


def test_a_link_to_another_workbook_is_not_followed_and_its_last_value_is_read(tmp_path):
    content = formula(saved({"Categories": KEPT}), "H2", "<f>[1]Sheet1!A1</f><v>it works</v>")
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert (asked(feedback), codes) == (EXPECTED, [])


def test_a_data_table_and_an_array_formula_give_their_values(tmp_path):
    content = formula(saved({"Categories": KEPT}), "H2", '<f t="array" ref="H2">A1:A2&amp;""</f><v>it works</v>')
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert (asked(feedback), codes) == (EXPECTED, [])
    table = '<f t="dataTable" ref="B1:B2" dt2D="1" dtr="1" r1="A1" r2="A2"/>'
    book, _ = parse_book(excel(f'<row r="1"><c r="B1">{table}<v>4</v></c><c r="C1"><v>5</v></c></row>'), "a.xlsx")
    assert {at: cell.value for at, cell in book.sheets[0].cells.items()} == {(1, 2): 4, (1, 3): 5}


@pytest.mark.parametrize("pointer", ["=H2", "=$H$2", "= +H2"])
def test_a_reference_without_a_saved_result_is_what_it_points_to(tmp_path, pointer):
    rows = answers(C1=("keep", None, None, None, "it works"), C2=("=D2", None, None, None, pointer))
    session(tmp_path, {"green.xlsx": {"Categories": rows}})
    feedback, problems = read_groups(session(tmp_path, {}), MEETING)
    assert asked(feedback) == [*EXPECTED, ("green", "keep", "C2 Recognition of skills", "", "", "it works")]
    told = {str(one.place): one.found for one in problems if one.code == "taken-from-above"}
    assert told["groups/green.xlsx:Categories!D3"] == "“=D2” was taken for the text of D2: “keep”."
    assert [one.text for one in feedback.contributions[1].sources] == ["=D2", pointer]  # as found


@pytest.mark.parametrize("lost", ['=H2&" indeed"', "=UPPER(H2)", "=H9", "=H3", "='Other sheet'!A1"])
def test_a_calculation_without_a_saved_result_is_asked_about(tmp_path, lost):
    rows = answers(C1=("keep", None, None, None, "it works"), C2=("keep", None, None, None, lost))
    feedback, codes = read(tmp_path, {"green.xlsx": {"Categories": rows}})
    assert asked(feedback)[1] == ("green", "keep", "C2 Recognition of skills", "", "", "")
    assert codes == ["never-calculated"]


def test_a_row_of_nothing_but_lost_calculations_is_set_aside(tmp_path):
    feedback, codes = read(tmp_path, {"green.xlsx": {"Categories": answers(C2=(None, None, None, "=UPPER(A1)"))}})
    assert asides(feedback) == [("groups/green.xlsx:Categories!G3", "no text could be read in it")]
    assert codes == ["never-calculated"]


@pytest.mark.parametrize("note", ["=====", "=> more on care", "=?", "= 5"])
def test_a_note_that_begins_like_a_formula_is_no_calculation(tmp_path, note):
    feedback, codes = read(tmp_path, {"green.xlsx": {"Categories": answers(C2=(None, None, None, note))}})
    assert [one.improve for one in feedback.contributions] == [note]
    assert codes == ["restored-sentence"]


# ---------------------------------------------------------------- how things are shown


def test_dates_of_a_workbook_that_counts_from_1904_are_those_that_were_seen(tmp_path):
    def change(book):
        book.epoch = CALENDAR_MAC_1904
        book["Categories"]["G3"].value = dt.date(2026, 4, 3)

    feedback, codes = read(tmp_path, {"green.xlsx": saved({"Categories": KEPT}, change)})
    assert [one.improve for one in feedback.contributions] == ["", "2026-04-03"]
    assert codes == ["date-for-text"]


def test_filtered_rows_of_a_protected_sheet_are_read_and_said(tmp_path):
    def change(book):
        sheet = book["Categories"]
        sheet.protection.sheet = True
        sheet.auto_filter.ref = "A1:H4"
        sheet.auto_filter.add_filter_column(3, ["drop"])
        sheet.row_dimensions[2].hidden = True

    feedback, codes = read(tmp_path, {"green.xlsx": saved({"Categories": KEPT}, change)})
    assert (asked(feedback), codes) == (EXPECTED, ["hidden-row"])


def test_numbers_stored_as_text_count(tmp_path):
    rows = [(*HEADERS, "how many support it"), (*LIST[0], "keep", None, None, None, None, "12")]
    content = saved({"Categories": rows})
    assert "12" not in re.findall(
        r"<v>(.*?)</v>", zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    )
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert [one.people for one in feedback.contributions] == [12]
    assert codes == []


def test_words_struck_out_in_the_middle_of_a_text_are_asked_about(tmp_path):
    def change(book):
        struck = TextBlock(InlineFont(strike=True), "always ")
        book["Categories"]["H2"].value = CellRichText("it ", struck, "works")

    feedback, codes = read(tmp_path, {"green.xlsx": saved({"Categories": KEPT}, change)})
    assert asked(feedback) == [("green", "keep", "C1 Training delivery", "", "", "it always works")]
    assert codes == ["struck-words"]


RUBY = "<si><t>技能</t><rPh sb='0' eb='2'><t>ギノウ</t></rPh><phoneticPr fontId='1'/></si>"
RUBY_RUNS = "<si><r><t>技</t></r><r><t>能</t></r><rPh sb='0' eb='2'><t>ギノウ</t></rPh></si>"


@pytest.mark.parametrize(
    "item", [RUBY, RUBY_RUNS, RUBY + "<si><t>x</t></si>"], ids=["whole", "in runs", "among others"]
)
def test_the_pronunciation_of_a_word_is_no_part_of_it(item):
    book, _ = parse_book(excel('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=item), "a.xlsx")
    assert book.sheets[0].cell(1, 1).value == "技能"
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is>{item[4:].partition("</si>")[0]}</is></c></row>'
    book, _ = parse_book(excel(inline), "a.xlsx")
    assert book.sheets[0].cell(1, 1).value == "技能"


def test_the_pronunciation_of_a_word_in_an_open_document_is_no_part_of_it():
    ruby = "<text:ruby><text:ruby-base>技能</text:ruby-base><text:ruby-text>ギノウ</text:ruby-text></text:ruby>"
    cell = f'<table:table-cell office:value-type="string"><text:p>{ruby}</text:p></table:table-cell>'
    table = f'<table:table table:name="Notes"><table:table-row>{cell}</table:table-row></table:table>'
    book, _ = parse_book(open_document(table), "a.ods")
    assert book.sheets[0].cell(1, 1).value == "技能"


def test_a_picture_in_a_cell_is_asked_about(tmp_path):
    content = edited(saved({"Categories": KEPT}), "xl/worksheets/sheet1.xml", r'<c r="H2"[^>]*>.*?</c>',
                     '<c r="H2" t="e" vm="1"><v>#VALUE!</v></c>')  # fmt: skip
    feedback, codes = read(tmp_path, {"green.xlsx": content})
    assert asked(feedback) == [("green", "keep", "C1 Training delivery", "", "", "")]
    assert codes == ["failed-formula"]


def test_a_conversation_about_a_cell_goes_with_the_contribution(tmp_path):
    said = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="D2" personId="{P}" id="{1}"><text>Not agreed by all</text></threadedComment>'
        '<threadedComment ref="D2" personId="{Q}" id="{2}" parentId="{1}"><text>But by most</text></threadedComment>'
        '<threadedComment ref="B3" personId="{Q}" id="{3}"><text>What does this mean?</text></threadedComment>'
        "</ThreadedComments>"
    )
    out = io.BytesIO(saved({"Categories": KEPT}))
    with zipfile.ZipFile(out, "a") as packed:
        link = {"t": ("threadedComment", "../threadedComments/threadedComment1.xml")}
        packed.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations(link))
        packed.writestr("xl/threadedComments/threadedComment1.xml", said)
    feedback, codes = read(tmp_path, {"green.xlsx": out.getvalue()})
    assert asked(feedback) == [
        *EXPECTED,
        ("green", "improve", "C2 Recognition of skills", "", "What does this mean?", ""),
    ]
    assert feedback.contributions[0].sources[0].comment == "Not agreed by all\nBut by most"
    assert codes == ["comment-on-cell", "comment-on-cell"]
