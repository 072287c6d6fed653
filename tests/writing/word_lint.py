"""What makes Word refuse or repair a document, or lose something in it, though a schema allows it.

A gate for every Word document that a test makes: ``lint`` lists what is wrong. It finds what the Open XML SDK does not
(a cell without paragraph, an undefined style or list, ``w:t`` in a deletion, one id on two marks, an open field or
bookmark) and some of what it does.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STORIES = "document|header|footer|footnotes|endnotes|comments"
STYLED = {"pStyle", "rStyle", "tblStyle"}
CHANGE_PARENTS = {"p", "rPr", "trPr", "hyperlink", "ins", "sdtContent", "smartTag", "body", "tc"}


def lint(content: bytes) -> list[str]:
    """Everything that is wrong in a document; an empty list for a sound one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found = list(_package(parts))
    roots = {
        name: ET.fromstring(data)
        for name, data in parts.items()
        if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1
    }
    styles = {style.get(f"{W}styleId") for style in roots["word/styles.xml"].iter(f"{W}style")}
    numbering = roots.get("word/numbering.xml")
    lists = {num.get(f"{W}numId") for num in numbering.iter(f"{W}num")} if numbering is not None else set()
    for name, root in roots.items():
        if re.fullmatch(rf"word/({STORIES})\d*\.xml", name):
            found += [f"{name}: {what}" for what in _story(root, styles, lists)]
    found += _comments(roots)
    found += [
        f"word/styles.xml: {link.tag.removeprefix(W)} {link.get(f'{W}val')} is no style"
        for link in roots["word/styles.xml"].iter(
            f"{W}basedOn",
        )
        if link.get(f"{W}val") not in styles
    ]
    return found


def _package(parts: dict[str, bytes]) -> Iterator[str]:
    """Every target of a relationship is there and has a content type."""
    types = ET.fromstring(parts["[Content_Types].xml"])
    known = {str(one.get("PartName", one.get("Extension"))).lower() for one in types}
    for name, data in parts.items():
        if not name.endswith(".rels"):
            if f"/{name}".lower() not in known and name.rpartition(".")[2].lower() not in known:
                yield f"{name} has no content type"
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = [one.get("Id") for one in ET.fromstring(data).iter(RELATIONSHIP)]
        yield from (f"{name}: {id} is there {n} times" for id, n in Counter(ids).items() if n > 1)
        for one in ET.fromstring(data).iter(RELATIONSHIP):
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:]
            if one.get("TargetMode") != "External" and target not in parts:
                yield f"{name}: {one.get('Target')} is missing"


def _story(root: ET.Element, styles: set[str | None], lists: set[str | None]) -> Iterator[str]:
    parents = {child: parent for parent in root.iter() for child in parent}
    yield from _marks(root)
    yield from _fields(root)
    for element in root.iter():
        tag, value = element.tag.removeprefix(W), element.get(f"{W}val")
        parent = parents.get(element)
        above = parent.tag.removeprefix(W) if parent is not None else ""
        if tag in STYLED and value not in styles:
            yield f"the style {value} is not defined"
        elif tag == "numId" and value != "0" and value not in lists:
            yield f"the list {value} is not defined"
        elif tag == "tc" and (len(element) == 0 or element[-1].tag != f"{W}p"):
            yield "a cell does not end with a paragraph"
        elif tag in ("ins", "del") and above not in CHANGE_PARENTS:
            yield f"w:{tag} stands in w:{above}"
        elif tag in ("ins", "del") and not (element.get(f"{W}author") and element.get(f"{W}date")):
            yield f"w:{tag} lacks its author or date"
        elif tag in ("t", "delText") and (_inside(element, "del", parents) != (tag == "delText")):
            yield f"w:{tag} {'in' if tag == 't' else 'outside'} a deletion: {element.text!r}"
        elif tag in ("t", "delText") and (element.text or "") != (element.text or "").strip() and not _kept(element):
            yield f"white space around {element.text!r} would be lost"


def _inside(element: ET.Element, tag: str, parents: dict[ET.Element, ET.Element]) -> bool:
    while element in parents:
        element = parents[element]
        if element.tag == f"{W}{tag}":
            return True
    return False


def _kept(element: ET.Element) -> bool:
    return element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def _marks(root: ET.Element) -> Iterator[str]:
    """One count of ids for bookmarks, insertions and deletions; every bookmark begins and ends once."""
    ids = [one.get(f"{W}id") for tag in ("bookmarkStart", "ins", "del") for one in root.iter(f"{W}{tag}")]
    yield from (f"the id {id} is on {n} marks" for id, n in Counter(ids).items() if n > 1)
    pictures = Counter(one.get("id") for one in root.iter(f"{WP}docPr"))
    yield from (f"the id {id} is on {n} pictures" for id, n in pictures.items() if n > 1)
    names = Counter(one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart"))
    yield from (f"the bookmark {name} is there {n} times" for name, n in names.items() if n > 1)
    yield from (f"the bookmark {name} is too long a name" for name in names if len(str(name)) > 40)
    for kind in ("bookmark", "commentRange"):
        starts = Counter(one.get(f"{W}id") for one in root.iter(f"{W}{kind}Start"))
        ends = Counter(one.get(f"{W}id") for one in root.iter(f"{W}{kind}End"))
        yield from (f"{kind} {id} begins or ends alone" for id in sorted((starts - ends) | (ends - starts), key=str))


def _fields(root: ET.Element) -> Iterator[str]:
    depth = 0
    for mark in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        if depth < 0:
            yield "a field ends that has not begun"
    if depth > 0:
        yield "a field has no end"


def _comments(roots: dict[str, ET.Element]) -> Iterator[str]:
    """Every comment is referred to once, and every reference leads to one."""
    comments = roots.get("word/comments.xml")
    there = Counter(one.get(f"{W}id") for one in comments.iter(f"{W}comment")) if comments is not None else Counter()
    used = Counter(one.get(f"{W}id") for one in roots["word/document.xml"].iter(f"{W}commentReference"))
    yield from (
        f"comment {id} and its reference do not match" for id in sorted((there - used) | (used - there), key=str)
    )
