"""Texts of an Excel workbook: shared strings, runs with their own format, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from facilitate.reading.formats.excel_plain import plain_texts
from facilitate.reading.formats.excel_styles import font_look
from facilitate.reading.formats.markup import local, stream, tree, unescape
from facilitate.reading.formats.runs import Run, Text, plain

_EXPLAINED = re.compile(r"(?:\[[^\]]+\]\s.*?linkid=870924\W*|\[Threaded comment\].*?Comment:)\n(.*)", re.DOTALL)
"""What Excel puts, in its own language, before a conversation for programs that know comments only."""
_LABEL = re.compile(r"^\S[^\n]{0,30}[:：][ \t]*\n(?=[ \t])", re.MULTILINE)
"""“Comment:” and “Reply:”, each alone on its line above what was said, which is indented."""
_RESOLVED = "(resolved)"


def shared_strings(content: bytes, part: str) -> list[Text]:
    """The texts that cells refer to by number."""
    if (plain_ones := plain_texts(content)) is not None:
        escaped = b"_x" in content or b"&" in content
        return list(map(unescape, plain_ones)) if escaped else list(plain_ones)
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
        if local(comment) == "comment":
            text = "".join(plain(text_of(one)) for one in comment if local(one) == "text").strip()
            yield comment.get("ref", ""), _spoken(text)


def conversations(content: bytes, part: str) -> Iterator[tuple[str, str]]:
    """The threaded comments of a sheet, each conversation with its address: what people said, a remark a line."""
    said: dict[str, list[str]] = {}
    for one in tree(content, part):
        if local(one) == "threadedComment":
            lines = said.setdefault(one.get("ref", ""), [])
            lines += [text for child in one if local(child) == "text" and (text := (child.text or "").strip())]
            lines += [_RESOLVED] if one.get("done") in ("1", "true") else []
    for reference, lines in said.items():
        yield reference, "\n".join(lines)


def _spoken(text: str) -> str:
    """A comment that stands for a conversation without its explanation and its labels; any other as it is."""
    explained = _EXPLAINED.fullmatch(text)
    if not explained:
        return text
    lines = _LABEL.sub("\n", explained[1]).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
