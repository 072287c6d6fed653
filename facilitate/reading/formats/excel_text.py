"""Texts of an Excel workbook: shared strings, runs with their own format, comments."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from facilitate.reading.formats.excel_plain import plain_texts
from facilitate.reading.formats.excel_styles import font_look
from facilitate.reading.formats.markup import local, stream, tree, unescape
from facilitate.reading.formats.runs import Run, Text, plain

_THREADED = "[Threaded comment]"
_REPLY = "Reply:"
_SPEECH = "Comment:"


def shared_strings(content: bytes, part: str) -> list[Text]:
    """The texts that cells refer to by number."""
    if (plain_ones := plain_texts(content)) is not None:
        return [unescape(text) if "_x" in text else text for text in plain_ones]
    texts: list[Text] = []
    for _, item in stream(content, part, ("si",)):
        plain = len(item) == 1 and not len(item[0]) and item[0].tag.endswith("}t")
        texts.append(unescape(item[0].text or "") if plain else text_of(item))
    return texts


def text_of(item: Element) -> Text:
    """The text in a shared string, a cell or a comment, without its pronunciation."""
    runs: list[Run] = []
    for piece in item:
        kind = local(piece)
        if kind == "t":
            runs.append(Run(unescape(piece.text or "")))
        elif kind == "r":
            runs.append(_run(piece))
    if all(run.struck is None for run in runs):
        return "".join(run.text for run in runs)
    return tuple(runs)


def _run(piece: Element) -> Run:
    text, struck, coloured = "", None, None
    for one in piece:
        kind = local(one)
        if kind == "t":
            text = unescape(one.text or "")
        elif kind == "rPr":
            struck, coloured = font_look(one)
    return Run(text, struck, coloured)


def comments(content: bytes, part: str) -> Iterator[tuple[str, str]]:
    """The comments of a sheet, each with its address. Of a conversation only what people said is kept."""
    for comment in tree(content, part).iter():
        if local(comment) != "comment":
            continue
        text = "".join(plain(text_of(one)) for one in comment if local(one) == "text").strip()
        if text.startswith(_THREADED) and _SPEECH in text:
            said = text.partition(_SPEECH)[2].replace(_REPLY, "\n")
            text = "\n".join(line.strip() for line in said.splitlines() if line.strip())
        yield comment.get("ref", ""), text
