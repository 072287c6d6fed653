"""The redline: a Word document with real tracked changes, to go round for agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import msgspec
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from facilitate.problems import Problem
from facilitate.records.meeting import Meeting, Slot
from facilitate.records.redline import (
    REDLINE_NAMESPACE,
    REDLINE_SCHEMA,
    WAS,
    Kind,
    Part,
    Redline,
    RedlineEntry,
    RedlineText,
    Remark,
    Segment,
    Sent,
)
from facilitate.shipped import shipped
from facilitate.text import one_line
from facilitate.writing.word import meeting as about
from facilitate.writing.word.document import finished
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import (
    COMMENT_REFERENCE,
    COMMENT_TEXT,
    EARLIER_NAME,
    REDLINE_ALTERNATIVE,
    REDLINE_DEFINITION,
    REDLINE_LABEL,
    REDLINE_NAME,
    SMALL,
)
from facilitate.writing.word.template import Block, fill, open_template

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{5B0C6A52-8F0E-4C57-9A3B-6D1F2E7A9C40}"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{REDLINE_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

# fmt: off
_BEFORE_TRACKING = frozenset(
    {
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
        "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
        "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
    }
)
# fmt: on
"""What stands before ``w:trackRevisions`` in the settings; Word minds the order."""


def redline_document(
    redline: Redline, meeting: Meeting, slots: Sequence[Slot], template: Path
) -> tuple[bytes, tuple[Problem, ...]]:
    """The redline's bytes, made from the Word template at ``template``, and what is wrong with the template."""
    document, problems = open_template(template, shipped("templates") / "redline.docx")
    texts = about.meeting_texts(meeting, slots)
    unfilled = fill(document, texts, _blocks(redline), template.name)
    _track_what_readers_do(document)
    _hide(document, redline)
    return finished(document, f"{meeting.title}: redline", meeting), (*problems, *unfilled)


def _blocks(redline: Redline) -> Mapping[str, Block]:
    return {
        "redline": lambda to: _write(to, redline.listed, redline.date, "There was no list before this meeting."),
        "ended": lambda to: _write(to, redline.ended, redline.date, "No category has ended."),
        "proposed": lambda to: _write(to, redline.proposed, redline.date, "No new category is waiting for agreement."),
        "declined": lambda to: _write_declined(to, redline.declined),
    }


def _write_declined(to: Writer, lines: Sequence[str]) -> None:
    if lines:
        to.bullets(lines)
    else:
        to.paragraph("Every proposal is in the text above.", SMALL)


def _write(to: Writer, entries: Sequence[RedlineEntry], date: str, nothing: str) -> None:
    for entry in entries:
        _Entry(to, date).write(entry)
    if not entries:
        to.paragraph(nothing, SMALL)


class _Entry:
    """Writes one category. Every change has the same date; ids are the writer's, shared with all bookmarks."""

    def __init__(self, to: Writer, date: str) -> None:
        self._to = to
        self._date = date

    def write(self, entry: RedlineEntry) -> None:
        label = self._to.paragraph(entry.label, REDLINE_LABEL)
        self._bookmark(label, entry.anchor, list(label._p.iterchildren(qn("w:r"))))
        self._comment(label, entry.remarks)
        for text in entry.texts:
            paragraph = self._text(text, REDLINE_NAME if text.part is Part.NAME else REDLINE_DEFINITION)
            if entry.alternatives:
                paragraph.paragraph_format.keep_with_next = True
        for text in entry.alternatives:
            self._text(text, REDLINE_ALTERNATIVE)
        for note in entry.notes:
            self._to.paragraph(note, REDLINE_ALTERNATIVE)

    def _text(self, text: RedlineText, style: str) -> Paragraph:
        paragraph = self._to.paragraph("", style)
        if text.whole:
            self._mark_paragraph(paragraph, text.whole, text.segments[0].author)
        elements = list(self._elements(text.segments))
        for element in elements:
            paragraph._p.append(element)
        self._bookmark(paragraph, text.anchor, elements)
        self._comment(paragraph, text.remarks)
        return paragraph

    def _elements(self, segments: Sequence[Segment]) -> Iterator[Any]:
        """Runs for what is kept; around the others an insertion or deletion, one for each stretch of an author's."""
        earlier = False
        for (kind, author), group in groupby(segments, key=lambda one: (one.kind, one.author)):
            runs = []
            for segment in group:
                style = EARLIER_NAME if segment.text == WAS or (earlier and kind is Kind.KEPT) else ""
                earlier = segment.text == WAS
                runs.append(self._run(segment.text, kind, style))
            if kind is Kind.KEPT:
                yield from runs
            else:
                change = self._change(kind, author)
                change.extend(runs)
                yield change

    def _change(self, kind: Kind, author: str) -> Any:
        change = OxmlElement("w:ins" if kind is Kind.INSERTED else "w:del")
        change.set(qn("w:id"), str(self._to.new_id()))
        change.set(qn("w:author"), author)
        change.set(qn("w:date"), self._date)
        return change

    def _run(self, text: str, kind: Kind, style: str) -> Any:
        run = OxmlElement("w:r")
        if style:
            properties, name = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
            name.set(qn("w:val"), self._to.style_id(style))
            properties.append(name)
            run.append(properties)
        for piece in _pieces(text):
            if piece in ("\n", "\t"):
                run.append(OxmlElement("w:br" if piece == "\n" else "w:tab"))
                continue
            words = OxmlElement("w:delText" if kind is Kind.DELETED else "w:t")
            words.set(qn("xml:space"), "preserve")
            words.text = piece
            run.append(words)
        return run

    def _mark_paragraph(self, paragraph: Paragraph, kind: Kind, author: str) -> None:
        """The paragraph's end comes or goes with its text; else accepting or rejecting would leave it empty."""
        properties = OxmlElement("w:rPr")
        properties.append(self._change(kind, author))
        paragraph._p.get_or_add_pPr().append(properties)

    def _bookmark(self, paragraph: Paragraph, name: str, around: Sequence[Any]) -> None:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        id = str(self._to.new_id())
        for mark in (start, end):
            mark.set(qn("w:id"), id)
        start.set(qn("w:name"), name)
        around[0].addprevious(start)
        around[-1].addnext(end)

    def _comment(self, paragraph: Paragraph, remarks: Iterable[Remark]) -> None:
        """Comments on the first run, which is always kept: on a change they would go with it."""
        for remark in remarks:
            initials = "".join(word[0] for word in remark.author.split())[:3].upper()
            comment = self._to.document.add_comment(paragraph.runs[:1], remark.text, remark.author, initials)
            comment._comment_elm.set(qn("w:date"), self._date)  # python-docx sets the time of now
            for root in (comment._comment_elm, paragraph._p):
                self._restyle(root, "CommentText", COMMENT_TEXT)
                self._restyle(root, "CommentReference", COMMENT_REFERENCE)

    def _restyle(self, root: Any, id: str, name: str) -> None:
        """python-docx writes the English ids of styles; in a template made elsewhere they may be others."""
        for element in root.iter(qn("w:pStyle"), qn("w:rStyle")):
            if element.get(qn("w:val")) == id:
                element.set(qn("w:val"), self._to.style_id(name))


def _pieces(text: str) -> Iterator[str]:
    """The text with each line break and tab by itself."""
    for special, group in groupby(text, key=lambda char: char if char in "\n\t" else ""):
        if special:
            yield from group
        else:
            yield "".join(group)


def _track_what_readers_do(document: Any) -> None:
    """What readers type is tracked, so that it stays visible whose it is."""
    settings = document.settings.element
    if settings.find(qn("w:trackRevisions")) is not None:
        return
    before = {qn(f"w:{name}") for name in _BEFORE_TRACKING}
    place = next((at for at, child in enumerate(settings) if child.tag not in before), len(settings))
    settings.insert(place, OxmlElement("w:trackRevisions"))


def _hide(document: Any, redline: Redline) -> None:
    """Put what was sent into a custom XML part, which Word and LibreOffice carry along unseen."""
    anchors = {text.anchor for text in redline.texts}
    fixed = dict.fromkeys(one_line(paragraph.text) for paragraph in _without(document, anchors))
    sent = Sent(
        redline.session,
        redline.version,
        redline.fingerprint,
        redline.date,
        redline.texts,
        tuple(filter(None, fixed)),
        redline.remarks,
    )
    content = msgspec.json.encode({"schema": REDLINE_SCHEMA, "sent": sent}).decode()
    hidden = f'<redline xmlns="{REDLINE_NAMESPACE}">{escape(content)}</redline>'
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(one for one in range(1, len(taken) + 2) if f"/customXml/item{one}.xml" not in taken)
    part = PackagePart(PackURI(f"/customXml/item{number}.xml"), "application/xml", hidden.encode(), package)
    name = PackURI(f"/customXml/itemProps{number}.xml")
    part.relate_to(
        PackagePart(name, _PROPERTIES_TYPE, _PROPERTIES.encode(), package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _without(document: Any, anchors: set[str]) -> Iterator[Paragraph]:
    """The paragraphs that hold none of these bookmarks."""
    for element in document.element.body.iter(qn("w:p")):
        marks = {mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))}
        if not marks & anchors:
            yield Paragraph(element, document)
