"""The parts that documents are made of: headings, lists, tables, figures, captions, contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from facilitate.records.reporting import Picture
from facilitate.writing.word.styles import MARKED, TABLE, TABLE_HEADER, TABLE_TEXT

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces, each with whether it is marked as new input."""


class Writer:
    """Writes parts into a document, one after the other, before the paragraph that ``at`` names."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._anchor: Paragraph | None = None
        self._numbers = {"Figure": 0, "Table": 0}
        self._styles = {style.name.casefold(): style for style in document.styles}
        marks = document.element.body.iter(qn("w:bookmarkStart"), qn("w:ins"), qn("w:del"))
        self._last_id = max((int(mark.get(qn("w:id"))) for mark in marks), default=0)

    def at(self, paragraph: Paragraph) -> None:
        """Write before this paragraph from now on."""
        self._anchor = paragraph

    def paragraph(self, text: str | Pieces, style: str = "Normal") -> Paragraph:
        """A paragraph; line breaks in the text stay line breaks, marked pieces get the style of new input."""
        paragraph = self._put(self.document.add_paragraph(style=self._style(style)))
        before = paragraph._p.getprevious()
        if before is not None and before.tag == qn("w:tbl") and not style.startswith("Heading"):
            paragraph.paragraph_format.space_before = Pt(10)
        for piece, marked in [(text, False)] if isinstance(text, str) else text:
            run = paragraph.add_run(piece)
            if marked:
                run.style = self._style(MARKED)
        return paragraph

    def paragraphs(self, text: str) -> None:
        """A paragraph for each line of the text."""
        for line in text.splitlines():
            if line.strip():
                self.paragraph(line.strip())

    def leave_out(self) -> None:
        """There is nothing to say here: take the heading away that stands directly above, and what introduces it."""
        assert self._anchor is not None
        above: Any = self._anchor._p.getprevious()
        introduction = Paragraph(above, self._anchor._parent) if above is not None and above.tag == qn("w:p") else None
        if introduction is not None and introduction.text.endswith(":"):
            above = above.getprevious()
            introduction._p.getparent().remove(introduction._p)  # type: ignore[union-attr]
        if above is not None and above.tag == qn("w:p"):
            heading = Paragraph(above, self._anchor._parent)
            if heading.style is not None and str(heading.style.name).startswith("Heading"):
                above.getparent().remove(above)

    def heading(self, text: str, level: int) -> None:
        """A heading, level 1 to 3."""
        self.paragraph(text, f"Heading {level}")

    def bullets(self, texts: Iterable[str | Pieces]) -> None:
        """A list with bullets."""
        for text in texts:
            self.paragraph(text, "List Bullet")

    def numbered(self, texts: Iterable[str | Pieces], below: Sequence[str] = (), style: str = "Normal") -> None:
        """A list numbered from 1. ``below`` gives each entry a further line (empty for none), in ``style``."""
        number = self._fresh_numbering()
        for place, text in enumerate(texts):
            paragraph = self.paragraph(text, "List Number")
            if number is not None:
                properties: Any = paragraph._p.get_or_add_pPr()
                properties = properties.get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            if place < len(below) and below[place]:
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_after = Pt(0)
                self.paragraph(below[place], style)

    def table(
        self, headers: Sequence[str], rows: Iterable[Sequence[str | Pieces]], widths: Sequence[float], caption: str = ""
    ) -> None:
        """A table whose header row repeats on every page; ``widths`` in centimetres. The caption stands above it."""
        if caption:
            self.caption("Table", caption).paragraph_format.keep_with_next = True
        lines: list[list[str | Pieces]] = [list(headers), *(list(row) for row in rows)]
        table = self.document.add_table(rows=len(lines), cols=len(headers), style=self._style(TABLE))
        table.autofit = False
        self._place(table._tbl)
        for place, width in enumerate(widths):
            table.columns[place].width = Cm(width)
        cells = iter(table._cells)
        for number, line in enumerate(lines):
            for text, width in zip(line, widths, strict=True):
                self._cell(next(cells), text, width, header=number == 0)
            properties = table._tbl.tr_lst[number].get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            if number == 1 and len(lines) > 2:  # not one row alone at the foot of a page
                for paragraph in table.rows[1].cells[0].paragraphs:
                    paragraph.paragraph_format.keep_with_next = True

    def _cell(self, cell: Any, text: str | Pieces, width: float, header: bool) -> None:
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = self._style(TABLE_HEADER if header else TABLE_TEXT)
        for piece, marked in [(text, False)] if isinstance(text, str) else text:
            run = paragraph.add_run(piece)
            if marked:
                run.style = self._style(MARKED)

    def picture(self, picture: Picture) -> None:
        """A figure with its number and caption beneath, and its alternative text."""
        paragraph = self.paragraph("")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(picture.width))
        properties: Any = shape._inline.docPr
        properties.set("descr", picture.alt)
        properties.set("name", f"Figure {self._numbers['Figure'] + 1}")
        inner: Any = shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr
        inner.set("descr", picture.alt)
        inner.set("name", picture.name)
        self.caption("Figure", picture.caption)

    def caption(self, kind: str, text: str) -> Paragraph:
        """A numbered caption: ``Figure 2: …``. The number is a field, so that Word keeps it right."""
        self._numbers[kind] += 1
        paragraph = self.paragraph(f"{kind} ", "Caption")
        _field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f": {text}")
        return paragraph

    def page_break(self) -> None:
        """What follows begins on a new page."""
        self.paragraph("").add_run().add_break(WD_BREAK.PAGE)

    def contents(self, levels: int = 2) -> None:
        """A table of contents: a field filled with links to the headings.

        Only Word knows on which page a heading falls: the field asks it to put the page numbers in when it opens.
        """
        headings = [
            (int(paragraph.style.name[-1]), paragraph)
            for paragraph in self.document.paragraphs
            if paragraph.style.name in [f"Heading {level}" for level in range(1, levels + 1)]
        ]
        for place, (level, heading) in enumerate(headings):
            entry = self.paragraph("", f"toc {level}")
            if place == 0:
                _begin_field(entry, f'TOC \\o "1-{levels}" \\h \\z \\u', dirty=True)
            entry._p.append(_link(self._bookmark(heading), heading.text))
            if place == len(headings) - 1:
                _end_field(entry)

    def new_id(self) -> int:
        """The next free id; bookmarks, insertions and deletions share one count in a document."""
        self._last_id += 1
        return self._last_id

    def style_id(self, name: str) -> str:
        """The id of a style in this document."""
        return str(self._style(name).style_id)

    def _bookmark(self, paragraph: Paragraph) -> str:
        id = self.new_id()
        name = f"_Toc{id:06d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(id))
        start.set(qn("w:name"), name)
        first = paragraph._p.find(qn("w:r"))
        first.addprevious(start) if first is not None else paragraph._p.append(start)
        paragraph._p.append(end)
        return name

    def _fresh_numbering(self) -> int | None:
        """A list of its own for the style of numbered lists, beginning at 1."""
        style = self._styles.get("list number")
        number = style.element.find(f".//{qn('w:numId')}") if style is not None else None
        if number is None:
            return None
        numbering = self.document.part.numbering_part.element
        source = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{number.get(qn('w:val'))}']")
        fresh = numbering.add_num(int(source.find(qn("w:abstractNumId")).get(qn("w:val"))))
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(fresh.numId)

    def _style(self, name: str) -> Any:
        return self._styles.get(name.casefold()) or self._styles["normal"]

    def _put(self, paragraph: Paragraph) -> Paragraph:
        self._place(paragraph._p)
        return paragraph

    def _place(self, element: Any) -> None:
        if self._anchor is not None:
            self._anchor._p.addprevious(element)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    _begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    _end_field(paragraph)


def _begin_field(paragraph: Paragraph, instruction: str, dirty: bool = False) -> None:
    begin = _mark("begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    for element in (begin, code, _mark("separate")):
        paragraph.add_run()._r.append(element)


def _end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_mark("end"))


def _link(bookmark: str, text: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    return link


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark
