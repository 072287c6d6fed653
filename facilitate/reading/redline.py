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
"""Moved text counts as deleted in one place and inserted in the other."""
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
"""Elements that stand for a character."""
_GONE = (OURS_OUT, THEIRS_OUT)
_BEGIN, _END = "begin", "end"
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
class _Piece:
    """A stretch of a paragraph from where the bookmark ``name`` begins to where the next one of ours does."""

    name: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    open: bool = True
    filled: bool = False
    """Whether any character stands inside the bookmark."""


@dataclass(slots=True)
class _Body:
    """Walks through the document and collects every text by its anchor, and what belongs to none.

    What readers type at the end of a paragraph falls behind its bookmark; therefore a text is all of the paragraphs
    that its bookmark touches, up to the next bookmark of ours.
    """

    sent: Sent
    found: dict[str, Received] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Bookmarks by their ids."""

    def read(self, root: ET.Element) -> None:
        """Read all paragraphs."""
        labels = {text.label for text in self.sent.texts}
        texts = {text.anchor for text in self.sent.texts}
        fixed = set(self.sent.fixed)
        running = ""
        for paragraph in root.iter(f"{_W}p"):
            pieces = self._pieces(paragraph, running, texts | labels)
            running = pieces[-1].name if pieces[-1].open else ""
            read = one_line("".join(char for one in pieces for char, mark in one.pairs if mark not in _GONE))
            retyped = read and read not in fixed and not any(one.filled for one in pieces)
            ours = [one for one in pieces if one.name in texts and (one.filled or retyped)]
            for one in pieces:
                if one in ours:
                    self.found[one.name] = _appended(self.found.get(one.name), one.pairs)
                elif one.name:
                    self.found.setdefault(one.name, Received("", ""))
            if read and read not in fixed and not ours:
                self.elsewhere.append(read)

    def _pieces(self, paragraph: ET.Element, running: str, known: set[str]) -> list[_Piece]:
        """A paragraph cut where our bookmarks begin; ``running`` is the one that an earlier paragraph left open.

        What stands before the first beginning goes with it. LibreOffice may write a beginning twice and end it once.
        """
        pieces = [_Piece(running, open=bool(running))]
        for what, mark in self._walk(paragraph, PLAIN):
            if mark == _BEGIN:
                if what in known:
                    pieces.append(_Piece(what))
            elif mark == _END:
                for piece in pieces:
                    piece.open = piece.open and piece.name != what
            else:
                pieces[-1].pairs.append((what, mark))
                pieces[-1].filled |= pieces[-1].open
        if running and not pieces[0].filled:
            pieces[0].name = ""
        if len(pieces) > 1 and not pieces[0].name:
            before = pieces.pop(0)
            pieces[0].pairs[:0] = before.pairs
        return pieces

    def _walk(self, element: ET.Element, mark: str) -> Iterator[tuple[str, str]]:
        """Characters with their marks, and names of bookmarks where they begin and end.

        A reader's deletion counts over our insertion.
        """
        for child in element:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                yield from ((char, mark) for char in child.text or "")
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag], mark
            elif child.tag == f"{_W}bookmarkStart":
                self.names[child.get(f"{_W}id", "")] = child.get(f"{_W}name", "")
                yield child.get(f"{_W}name", ""), _BEGIN
            elif child.tag == f"{_W}bookmarkEnd":
                yield self.names.get(child.get(f"{_W}id", ""), ""), _END
            elif child.tag in _IN:
                yield from self._walk(child, mark if mark != PLAIN else self._whose(child, OURS_IN, THEIRS_IN))
            elif child.tag in _OUT:
                yield from self._walk(child, self._whose(child, OURS_OUT, THEIRS_OUT))
            elif child.tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}p"):
                yield from self._walk(child, mark)

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
