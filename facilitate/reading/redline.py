"""A redline that came back from its readers: the hidden account of what was sent, and every text as it stands."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from facilitate.problems import Problem
from facilitate.problems.files import cannot_open
from facilitate.problems.redline import later_redline, not_a_redline
from facilitate.records.redline import (
    OURS_IN,
    OURS_OUT,
    PLAIN,
    REDLINE_NAMESPACE,
    REDLINE_SCHEMA,
    THEIRS_IN,
    THEIRS_OUT,
    Received,
    Remark,
    Returned,
    Sent,
)
from facilitate.records.sources import Place
from facilitate.text import one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IN, _OUT = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
_LARGEST = 100_000_000
"""Bytes of the largest part of a document that is unpacked."""


class _Header(msgspec.Struct):
    schema: int


class _File(msgspec.Struct):
    schema: int
    sent: Sent


def read_redline(path: Path, name: str) -> tuple[Returned | None, tuple[Problem, ...]]:
    """The redline at ``path``, called ``name`` in messages; None and the reason where it cannot be read back."""
    place = Place(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (cannot_open(place, (error.strerror or "unknown reason").lower()),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = _part(archive, "word/document.xml")
            comments = _part(archive, "word/comments.xml") if "word/comments.xml" in archive.namelist() else None
            hidden = _hidden(archive)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError) as error:
        why = "it is no Word document" if isinstance(error, zipfile.BadZipFile | KeyError) else str(error)
        return None, (not_a_redline(place, why),)
    if hidden is None:
        return None, (not_a_redline(place, "it lacks what facilitate had hidden in it"),)
    try:
        if msgspec.json.decode(hidden, type=_Header).schema > REDLINE_SCHEMA:
            return None, (later_redline(place),)
        sent = msgspec.json.decode(hidden, type=_File).sent
    except msgspec.DecodeError:
        return None, (not_a_redline(place, "what facilitate had hidden in it is damaged"),)
    reader = _Body(sent)
    reader.read(body)
    return Returned(sent, reader.found, tuple(reader.elsewhere), tuple(_remarks(comments, sent))), ()


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """A part of the document as XML; a ValueError where it is not fit to be read."""
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError("it is too large")
    content = archive.read(name)
    if b"<!DOCTYPE" in content[:1000] or b"<!ENTITY" in content:
        raise ValueError("it holds what no Word document holds")
    return ET.fromstring(content)


def _hidden(archive: zipfile.ZipFile) -> str | None:
    """What the program hid in the document; LibreOffice gives the part another number."""
    for name in archive.namelist():
        if name.startswith("customXml/item") and not name.startswith("customXml/itemProps"):
            root = _part(archive, name)
            if root.tag == f"{{{REDLINE_NAMESPACE}}}redline":
                return "".join(root.itertext())
    return None


@dataclass(slots=True)
class _Body:
    """Walks through the document. Each text is the whole of the paragraphs that its bookmark touches.

    What readers type at the end of a paragraph falls behind its bookmark; therefore the whole paragraph counts.
    """

    sent: Sent
    found: dict[str, Received] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    open: dict[str, str] = field(default_factory=dict)
    """The bookmarks that have begun and not ended: names by ids."""

    def read(self, root: ET.Element) -> None:
        """Collect every text by its anchor, and what belongs to none."""
        labels = {text.label for text in self.sent.texts}
        texts = {text.anchor for text in self.sent.texts}
        fixed = set(self.sent.fixed)
        for paragraph in root.iter(f"{_W}p"):
            around, empty = self._bookmarks(paragraph)
            pairs = list(self._characters(paragraph, PLAIN))
            text = one_line("".join(char for char, mark in pairs if mark not in (OURS_OUT, THEIRS_OUT)))
            ours = [name for name in around if name in texts]
            if not ours and text not in fixed:  # somebody retyped the whole text: its bookmark has shrunk to a point
                ours, empty = [name for name in empty if name in texts], []
            for anchor in ours:
                self.found[anchor] = _appended(self.found.get(anchor), pairs)
            for anchor in (*empty, *(name for name in around if name in labels)):
                self.found.setdefault(anchor, Received("", ""))
            if text and text not in fixed and not ours:
                self.elsewhere.append(text)

    def _bookmarks(self, paragraph: ET.Element) -> tuple[list[str], list[str]]:
        """The bookmarks around characters of a paragraph, and those around nothing."""
        around: dict[str, bool] = dict.fromkeys(self.open.values(), False)
        for element in paragraph.iter():
            id = element.get(f"{_W}id", "")
            if element.tag == f"{_W}bookmarkStart":
                self.open[id] = element.get(f"{_W}name", "")
                around[self.open[id]] = False
            elif element.tag == f"{_W}bookmarkEnd":
                self.open.pop(id, None)
            elif element.tag in (f"{_W}t", f"{_W}delText") and element.text:
                around |= dict.fromkeys(self.open.values(), True)
        return [name for name, filled in around.items() if filled], [
            name for name, filled in around.items() if not filled
        ]

    def _characters(self, element: ET.Element, mark: str) -> Iterator[tuple[str, str]]:
        """The characters below an element with their marks; a reader's deletion counts over our insertion."""
        for child in element:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                yield from ((char, mark) for char in child.text or "")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield "\n", mark
            elif child.tag == f"{_W}tab" and element.tag == f"{_W}r":
                yield "\t", mark
            elif child.tag in _IN:
                yield from self._characters(child, mark if mark != PLAIN else self._whose(child, OURS_IN, THEIRS_IN))
            elif child.tag in _OUT:
                yield from self._characters(child, self._whose(child, OURS_OUT, THEIRS_OUT))
            elif child.tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}p"):
                yield from self._characters(child, mark)

    def _whose(self, change: ET.Element, ours: str, theirs: str) -> str:
        """A change is ours by its date, which no clock of a reader's gives; where dates were removed, by its author."""
        date = change.get(f"{_W}date", "")
        if not date:
            authors = {segment.author for text in self.sent.texts for segment in text.segments}
            return ours if change.get(f"{_W}author", "") in authors else theirs
        return ours if date.rstrip("Z") == self.sent.date.rstrip("Z") else theirs


def _appended(before: Received | None, pairs: list[tuple[str, str]]) -> Received:
    """A further paragraph of the same text begins on a new line."""
    text, marks = "".join(char for char, _ in pairs), "".join(mark for _, mark in pairs)
    return Received(f"{before.text}\n{text}", f"{before.marks}{PLAIN}{marks}") if before else Received(text, marks)


def _remarks(comments: ET.Element | None, sent: Sent) -> Iterator[Remark]:
    """The comments that readers wrote."""
    ours = {(remark.author, one_line(remark.text)) for remark in sent.remarks}
    for comment in comments.iter(f"{_W}comment") if comments is not None else ():
        text = one_line(" ".join(part.text or "" for part in comment.iter(f"{_W}t")))
        author = comment.get(f"{_W}author", "")
        if text and (author, text) not in ours:
            yield Remark(author, text)
