"""Word templates: ordinary documents with slots such as ``{{title}}`` in their text; no logic lives in them."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph

from facilitate.problems import Problem
from facilitate.problems.documents import misplaced_slot, unknown_slot, unusable_template
from facilitate.records.sources import Place
from facilitate.writing.files import fixed_zip
from facilitate.writing.word.parts import Writer
from facilitate.writing.word.styles import complete_styles

SLOT = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

Block = Callable[[Writer], None]


def open_template(path: Path, shipped: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The document to fill; ``shipped`` serves where ``path`` cannot be read, and lends the styles that it lacks."""
    spare = _document(shipped.read_bytes())
    if path == shipped:
        return spare, ()
    try:
        document = _document(path.read_bytes())
    except (OSError, zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        return spare, (unusable_template(Place(path.name), str(error).strip(".") or type(error).__name__),)
    complete_styles(document, spare)
    return document, ()


def _document(content: bytes) -> Any:
    """A document from .docx or .dotx bytes; the two differ in a content type only."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    if _TEMPLATE_TYPE in types:
        fixed = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE).encode()
        content = fixed_zip(content, {"[Content_Types].xml": fixed})
    return Document(io.BytesIO(content))


def fill(document: Any, texts: Mapping[str, str], blocks: Mapping[str, Block], name: str) -> tuple[Problem, ...]:
    """Fill every slot: ``texts`` within lines, ``blocks`` in place of whole lines of the body, in reading order.

    ``name`` is the template's, for messages. A slot that nothing fills stays and is a problem. ``contents`` is filled
    last, when all headings are there.
    """
    problems: list[Problem] = []
    waiting: list[tuple[Paragraph, Block]] = []
    writer = Writer(document)
    body = list(document.paragraphs)
    for paragraph in body:
        alone = SLOT.fullmatch(paragraph.text.strip())
        if alone and alone[1] in blocks:
            if alone[1] == "contents":
                waiting.append((paragraph, blocks[alone[1]]))
            else:
                _fill_block(writer, paragraph, blocks[alone[1]])
        else:
            problems += _fill_texts(paragraph, texts, blocks, name)
    for paragraph in _elsewhere(document):
        problems += _fill_texts(paragraph, texts, blocks, name)
    for paragraph, block in waiting:
        _fill_block(writer, paragraph, block)
    return tuple(problems)


def _fill_block(writer: Writer, paragraph: Paragraph, block: Block) -> None:
    writer.at(paragraph)
    block(writer)
    _remove(paragraph)


def _fill_texts(
    paragraph: Paragraph, texts: Mapping[str, str], blocks: Mapping[str, Block], name: str
) -> Iterator[Problem]:
    if "{{" not in paragraph.text:
        return
    for slot in dict.fromkeys(SLOT.findall(paragraph.text)):
        if slot in texts:
            _replace(paragraph, slot, texts[slot])
        elif slot in blocks:
            yield misplaced_slot(Place(name), slot)
        else:
            close = difflib.get_close_matches(slot.casefold(), [*texts, *blocks], n=2, cutoff=0.6)
            yield unknown_slot(Place(name), slot, tuple(close))
    if not paragraph.text.strip() and not paragraph._p.xpath(".//w:drawing|.//w:br|.//w:sectPr"):
        _remove(paragraph)


def _remove(paragraph: Paragraph) -> None:
    """Take a line out of the body; in a cell or a header it stays, since its last paragraph must."""
    parent: Any = paragraph._p.getparent()
    if parent.tag.endswith("}body"):
        parent.remove(paragraph._p)


def _replace(paragraph: Paragraph, slot: str, text: str) -> None:
    """Put ``text`` where the slot stands, in the look of its first character; Word may have split it over runs."""
    pattern = re.compile(r"\{\{\s*" + re.escape(slot) + r"\s*\}\}")
    while found := pattern.search("".join(run.text for run in paragraph.runs)):
        at, put = 0, False
        for run in paragraph.runs:
            start, end = max(found.start() - at, 0), min(found.end() - at, len(run.text))
            at += len(run.text)
            if start < end:
                run.text = run.text[:start] + ("" if put else text) + run.text[end:]
                put = True
        if not put:
            return


def _elsewhere(document: Any) -> Iterator[Paragraph]:
    """The paragraphs in tables, headers and footers."""
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs
    for section in document.sections:
        parts = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        for part in parts:
            if not part.is_linked_to_previous:
                yield from part.paragraphs
                for table in part.tables:
                    for cell in table._cells:
                        yield from cell.paragraphs
