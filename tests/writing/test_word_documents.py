"""Word documents: templates that people change, and what every document must keep to."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor
from lxml import etree

from tests.conftest import FIRST, ROOT, codes, outline, section


@pytest.fixture
def template(first):
    """The session's own copy of the report template, to change."""
    from facilitate.shipped import shipped

    path = first / "templates" / "report.docx"
    path.parent.mkdir()
    shutil.copy(shipped("templates") / "report.docx", path)
    return path


def change(path, edit):
    document = Document(str(path))
    edit(document)
    document.save(str(path))


def find(document, text):
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def test_a_restyled_and_reworded_template_is_followed(facilitate, first, template):
    def edit(document):
        find(document, "The revised list").text = "Our new list"
        find(document, "{{disagreements}}")._p.getparent().remove(find(document, "{{disagreements}}")._p)
        document.styles["New Input"].font.color.rgb = RGBColor(0, 0, 0x80)
        document.add_paragraph("Printed for {{organiser}} on {{ date }}.")

    change(template, edit)
    result = facilitate("report", first)
    lines = outline(first / "report/report.docx")
    assert result.exit_code == 0
    assert len([line for line in section(lines, "Our new list") if line[0] == "List Number"]) == 9
    assert lines[-1] == ("Normal", "Printed for International Labour Organization on 19 November 2020.")
    assert str(Document(str(first / "report/report.docx")).styles["New Input"].font.color.rgb) == "000080"


def test_a_slot_that_word_split_over_runs_is_filled(facilitate, first, template):
    def edit(document):
        paragraph = document.add_paragraph()
        for piece in ("On {{", "da", "te}} in ", "{{place", "}}"):
            paragraph.add_run(piece).bold = True

    change(template, edit)
    facilitate("report", first)
    assert outline(first / "report/report.docx")[-1] == ("Normal", "On 19 November 2020 in online")


def test_an_unknown_slot_and_a_misplaced_one_are_problems_with_a_suggestion(facilitate, first, template):
    def edit(document):
        document.add_paragraph("{{agnda}}")
        document.add_paragraph("The agenda: {{agenda}}.")

    change(template, edit)
    result = facilitate("report", first)
    assert sorted(set(codes(result)) & {"unknown-slot", "misplaced-slot"}) == ["misplaced-slot", "unknown-slot"]
    assert "Did you mean {{agenda}}?" in result.stderr
    assert ("Normal", "The agenda: {{agenda}}.") in outline(first / "report/report.docx")


def test_a_template_that_is_no_document_is_said_and_the_shipped_one_used(facilitate, first, template):
    template.write_bytes(b"no document")
    result = facilitate("report", first)
    assert "unusable-template" in codes(result)
    assert len(section(outline(first / "report/report.docx"), "The revised list")) > 9


def test_a_word_template_of_the_kind_dotx_is_read(facilitate, first, template):
    content = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(f"{kind}document.main".encode(), f"{kind}template.main".encode())
            new.writestr(name, part)
    template.write_bytes(content.getvalue())
    assert facilitate("report", first).exit_code == 0
    assert len(section(outline(first / "report/report.docx"), "The revised list")) > 9


def test_styles_that_a_template_lacks_are_lent(facilitate, first, template):
    plain = Document()
    for text in ("{{revised list}}", "{{concordance}}", "{{contents}}"):
        plain.add_paragraph(text)
    plain.save(str(template))
    assert facilitate("report", first).exit_code == 0
    document = Document(str(first / "report/report.docx"))
    marked = [run for p in document.paragraphs for run in p.runs if run.style.name == "New Input"]
    assert marked[0].text == "Research"
    assert document.tables[0].style.name == "Report Table"


@pytest.fixture(scope="module")
def documents(facilitate, tmp_path_factory):
    """What is made of the first example session; only to be read."""
    first = Path(shutil.copytree(ROOT / "sessions" / FIRST, tmp_path_factory.mktemp("documents") / FIRST))
    facilitate("pack", first)
    facilitate("report", first)
    return [first / "report/report.docx", first / "pack/agenda.docx", first / "pack/run-of-show.docx"]


def test_every_document_is_sound_and_accessible(documents):
    for path in documents:
        assert list(faults(path)) == [], path.name


def faults(path):
    """What a reader of the file, by eye or by ear, would stumble over."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    document = Document(str(path))
    properties = document.core_properties
    if not (properties.title and properties.author and properties.language):
        yield "title, author or language is not set"
    styles = {style.style_id for style in document.styles}
    body = document.element.body
    used = {e.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for e in body.iter(qn(f"w:{tag}"))}
    yield from (f"style {name} is not defined" for name in sorted(used - styles))
    begun = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    if begun.count("begin") != begun.count("end") or begun.count("begin") != begun.count("separate"):
        yield "a field is not closed"
    for tag in ("bookmarkStart", "bookmarkEnd"):
        ids = [e.get(qn("w:id")) for e in body.iter(qn(f"w:{tag}"))]
        if len(ids) != len(set(ids)):
            yield f"{tag} ids repeat"
    drawn = [e.get("id") for e in body.iter(qn("wp:docPr"))]
    if len(drawn) != len(set(drawn)):
        yield "two pictures share an id"
    for picture in body.iter(qn("wp:docPr")):
        text = picture.get("descr", "")
        if not 20 <= len(text) <= 250 or ".png" in text:
            yield f"alternative text: {text!r}"
    anchors = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}
    marks = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    yield from (f"link to nowhere: {name}" for name in sorted(anchors - marks))
    for table in document.tables:
        if not table._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader"):
            yield "a table header does not repeat"
        if any(not cell.text for cell in table.rows[0].cells):
            yield "an empty header cell"
        if table._tbl.xpath(".//w:gridSpan|.//w:vMerge"):
            yield "merged cells"
        if any(cell.find(qn("w:p")) is None for cell in table._tbl.iter(qn("w:tc"))):
            yield "a cell without a paragraph"
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading ")]
    yield from ("a heading skips a level" for one, other in zip([0, *levels], levels, strict=False) if other > one + 1)
    yield from (
        "an empty paragraph"
        for p in document.paragraphs
        if not p.text and not p._p.xpath(".//w:drawing|.//w:br|.//w:sectPr")
    )


def test_headers_page_numbers_and_numbered_captions(documents):
    document = Document(str(documents[0]))
    part = document.sections[0]
    assert part.header.paragraphs[0].text == "ILO Skills Innovation Network: 1st Core Group Meeting"
    assert [e.text.strip() for e in part.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    captions = [p.text.split(":")[0] for p in document.paragraphs if p.style.name == "Caption"]
    figures = len(list((documents[0].parent / "figures").glob("*.png")))
    assert [c for c in captions if c.startswith("Figure")] == [f"Figure {n}" for n in range(1, figures + 1)]
    assert [c for c in captions if c.startswith("Table")] == [
        f"Table {n}" for n in range(1, len([c for c in captions if c.startswith("Table")]) + 1)
    ]


def test_the_contents_name_every_heading(documents):
    lines = outline(documents[0])
    headings = [text for style, text in lines if style in ("Heading 1", "Heading 2")]
    document = Document(str(documents[0]))
    shown = [
        "".join(t.text for t in p._p.iter(qn("w:t")))
        for p in document.paragraphs
        if p.style.name.casefold() in ("toc 1", "toc 2")
    ]
    assert shown == headings


def test_the_run_of_show_has_what_staff_need(documents):
    rows = [text for style, text in outline(documents[2]) if style == "row"]
    assert rows[0] == "Time | Min. | Session | Form | Lead | Method | Materials | Notes for staff"
    assert rows[4].startswith(
        "14:45 – 15:15 | 30 | Exploring areas of interest in the Network | breakout | Group facilitators"
    )
    assert rows[4].endswith("Send the workbooks back by 15:10.")


def test_what_people_paste_from_slides_is_cleaned(facilitate, first):
    from tests.conftest import Workbook

    with Workbook(first / "meeting.xlsx") as book:
        book.set("meeting", "title", "value", "Skills\u2028Network & <friends> _x000B_")
    assert facilitate("report", first).exit_code == 0
    assert ("Title", "Skills Network & <friends>") in outline(first / "report/report.docx")
