"""XML read without trust: no document types, no endless nesting, memory for one row at a time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser, XMLPullParser

from facilitate.problems.refused import declares_entities, endless_markup, too_large
from facilitate.reading.limits import LONGEST_MARK, MARKS_AT_ONCE, TAGS
from facilitate.reading.refusal import RefusedError

_CHUNK = 1 << 18
_SMALL = 1 << 21
"""A part of up to this many bytes is parsed as a whole, which takes half the time."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def tree(content: bytes, part: str) -> Element:
    """A small part as a whole. Raises ParseError where it is not well-formed, RefusedError where it could do harm."""
    content = _checked(content, part)
    if _marks(content) > MARKS_AT_ONCE:
        raise RefusedError(lambda place: endless_markup(place, part))
    parser = XMLParser()
    parser.feed(content)
    root: Element = parser.close()
    return root


def stream(content: bytes, part: str, wanted: Collection[str]) -> Iterator[tuple[str, Element]]:
    """Elements with the ``wanted`` names, each with its name, from the two levels below the root.

    Of a large part they are freed after use. Raises ParseError after what stands before the fault has been given
    out, RefusedError where the part could do harm.
    """
    content = _checked(content, part)
    if len(content) <= _SMALL and _marks(content) <= MARKS_AT_ONCE:
        parser = XMLParser()
        try:
            parser.feed(content)
            yield from _pick(parser.close(), wanted)
            return
        except ParseError:
            pass  # the other way gives out what stands before the fault
    yield from _stream(content, part, wanted)


def stream_deep(content: bytes, part: str, wanted: Collection[str]) -> Iterator[tuple[str, Element]]:
    """The same from every level below the root, always freed after use."""
    return _stream(_checked(content, part), part, wanted)


def _pick(root: Element, wanted: Collection[str]) -> Iterator[tuple[str, Element]]:
    names = _Names(wanted)
    for child in root:
        if name := names[child.tag]:
            yield name, child
        else:
            for grandchild in child:
                if name := names[grandchild.tag]:
                    yield name, grandchild


def _stream(content: bytes, part: str, wanted: Collection[str]) -> Iterator[tuple[str, Element]]:
    parser: XMLPullParser[Any] = XMLPullParser(("end",))
    names = _Names(wanted)
    marks = still = 0
    for begin in range(0, len(content), _CHUNK):
        chunk = content[begin : begin + _CHUNK]
        marks += _marks(chunk)
        still = 0 if b"<" in chunk or b">" in chunk else still + len(chunk)
        if marks > MARKS_AT_ONCE or still > LONGEST_MARK:
            raise RefusedError(lambda place: endless_markup(place, part))
        parser.feed(chunk)
        for _, element in _ends(parser):
            if name := names[element.tag]:
                yield name, element
                element.clear()
                marks = 0
    parser.close()
    for _, element in _ends(parser):
        if name := names[element.tag]:
            yield name, element


class _Names(dict[str, str]):
    """The names of wanted elements without their namespace, empty for all others, by tag."""

    def __init__(self, wanted: Collection[str]) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2]
        self[tag] = name if name in self._wanted else ""
        return self[tag]


def _ends(parser: XMLPullParser[Any]) -> Iterator[tuple[str, Element]]:
    return parser.read_events()  # type: ignore[return-value]  # only ends of elements were asked for


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace (``r:id`` is ``id``); empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def unescape(text: str) -> str:
    """Characters that Office writes as ``_x000D_``, as themselves."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _checked(content: bytes, part: str) -> bytes:
    """The content, as UTF-8 where it was UTF-16, without a document type."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        wide = "utf-16" if content[:1] in (b"\xff", b"\xfe") else "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        text = content.decode(wide, "replace").lstrip("\ufeff")
        content = re.sub(r"^<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", "replace")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedError(lambda place: declares_entities(place, part))
    tags = content.count(b"<")
    if tags > TAGS:
        raise RefusedError(lambda place: too_large(place, f"{tags:,} XML tags in {part}", f"{TAGS:,}"))
    return content


def _marks(content: bytes) -> int:
    return content.count(b"<") + content.count(b"=")
