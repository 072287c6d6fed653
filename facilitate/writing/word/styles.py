"""The styles that our documents use, lent to a template that lacks them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

MARKED = "New Input"
TABLE = "Report Table"
TABLE_TEXT = "Table Text"
TABLE_HEADER = "Table Header"
SMALL = "Small Print"
WAS = "Earlier Wording"
COMMENT_TEXT = "annotation text"
COMMENT_REFERENCE = "annotation reference"
REDLINE_LABEL = "Redline Label"
REDLINE_NAME = "Redline Name"
EARLIER_NAME = "Earlier Name"
REDLINE_DEFINITION = "Redline Definition"
REDLINE_ALTERNATIVE = "Redline Alternative"

NEEDED = (
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "List Number",
    "Caption",
    "TOC Heading",
    "toc 1",
    "toc 2",
    MARKED,
    TABLE,
    TABLE_TEXT,
    TABLE_HEADER,
    SMALL,
    WAS,
    COMMENT_TEXT,
    COMMENT_REFERENCE,
    REDLINE_LABEL,
    REDLINE_NAME,
    EARLIER_NAME,
    REDLINE_DEFINITION,
    REDLINE_ALTERNATIVE,
)
"""By their names in the file, which are the same in every language of Word."""


def complete_styles(document: Any, spare: Any) -> None:
    """Copy the styles that ``document`` lacks from ``spare``, with their numbering."""
    present = {_name(style) for style in document.styles.element.iter(qn("w:style"))}
    ids = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    for style in spare.styles.element.iter(qn("w:style")):
        if _name(style) not in {name.casefold() for name in NEEDED} or _name(style) in present:
            continue
        copy = deepcopy(style)
        if copy.get(qn("w:styleId")) in ids:
            continue
        number = copy.find(f".//{qn('w:numId')}")
        if number is not None:
            number.set(qn("w:val"), _lend_numbering(document, spare, number.get(qn("w:val"))))
        document.styles.element.append(copy)


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"))).casefold()


def _lend_numbering(document: Any, spare: Any, number: str) -> str:
    """Copy one list definition; its new number."""
    ours, theirs = spare.part.numbering_part.element, document.part.numbering_part.element
    num = ours.find(f"{qn('w:num')}[@{qn('w:numId')}='{number}']")
    abstract_id = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    abstract = deepcopy(ours.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{abstract_id}']"))
    taken = [int(one.get(qn("w:abstractNumId"))) for one in theirs.findall(qn("w:abstractNum"))]
    abstract.set(qn("w:abstractNumId"), str(max(taken, default=-1) + 1))
    first = theirs.find(qn("w:num"))
    if first is None:
        theirs.append(abstract)
    else:
        first.addprevious(abstract)  # the schema wants definitions before their uses
    fresh = theirs.add_num(max(taken, default=-1) + 1)
    return str(fresh.numId)
