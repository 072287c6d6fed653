"""Rows and texts in the plain form in which spreadsheet programs write nearly all of theirs, taken apart by patterns.

A pattern takes a third of the time of an XML parser. It is used for a part as a whole or not at all: where one letter
is not of the plain form (a formula, a comment, a prefix, a coloured word, a fault), the parser reads the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.reading.limits import ROWS

LONGEST = 1 << 21
"""Bytes of a part up to which it is tried; longer ones are read row by row."""

AROUND = 100_000
"""Bytes that may stand around the rows."""

PlainCell = tuple[str, str, str, str, str, str, str]
"""A cell: as it stands, then its column, row, format, kind, value and own text; what there is not is empty."""
PlainRow = tuple[str, bool, int, list[PlainCell]]
"""The number of a row, whether it is hidden, how many letters its cells take, and its cells.

The row is plain where each cell bears its number and they take all of these letters.
"""


class NotPlainError(Exception):
    """A part is not of the plain form after all."""


_DECLARED = rb"""(?:\xef\xbb\xbf)?(?:<\?xml[ a-z0-9.="']*(?i:utf-8)[ a-z="']*\?>|<\?xml version=["']1.0["'] ?\?>)?\s*"""
_SHEET = re.compile(_DECLARED + rb"<worksheet[ >]")
_TEXTS = re.compile(_DECLARED + rb"<sst(?: [^<>]*)?>")
_ROWS, _END_OF_ROWS, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"

_ATTRIBUTES = r'(?: (?:x14ac:)?[A-Za-z]+="[^"<>&]*")*'
_ROW = re.compile(rf"((?:<row{_ATTRIBUTES} ?/>)*)<row{_ATTRIBUTES} ?>")
_CELL = re.compile(
    r'(<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?'
    r'(?:/>|>(?:<v>([^<>]*)</v>|<is><t(?: xml:space="preserve")?>([^<>]*)</t></is>)?</c>))'
)
_NUMBER = re.compile(r' r="([1-9][0-9]{0,6})"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')

_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_LETTERS = bytes({*range(32)} - {9, 10})
"""What no XML holds, and the carriage return, of which a parser makes a line end."""


def plain_texts(content: bytes) -> list[str] | None:
    """The shared texts of a workbook, escapes of Office left in; None where they are not plain."""
    head = _TEXTS.match(content)
    letters = _letters(content[head.end() :]) if head else None
    if letters is None or not letters.endswith("</sst>"):
        return None
    body = letters.removesuffix("</sst>").replace('<t xml:space="preserve">', "<t>")
    begin, end = "<si><t>", "</t></si>"
    if not (body.startswith(begin) and body.endswith(end)):
        return None
    texts = body[len(begin) : -len(end)].split(end + begin)
    if not body.count("<") == body.count(">") == 4 * len(texts):
        return None
    return [resolved(text) if "&" in text else text for text in texts]


def plain_rows(content: bytes) -> tuple[bytes, Iterator[PlainRow]] | None:
    """A sheet as what stands around its rows, and its rows; None where it is plainly not plain.

    Raises NotPlainError in the midst of the rows where one of them is not.
    """
    begin = content.find(_ROWS)
    end = content.find(_END_OF_ROWS, begin)
    if begin < 0 or end < 0 or not _SHEET.match(content):
        return None
    around = content[:begin] + _NO_ROWS + content[end + len(_END_OF_ROWS) :]
    if len(around) > AROUND or b"<!" in around:
        return None
    letters = _letters(content[begin + len(_ROWS) : end])
    return None if letters is None else (around, _rows(letters))


def _rows(letters: str) -> Iterator[PlainRow]:
    """The rows that hold cells or are hidden."""
    pieces = letters.split("</row>")
    if pieces.pop():
        raise NotPlainError
    for piece in pieces:
        head = _ROW.match(piece)
        given = _NUMBER.search(piece, head.end(1), head.end()) if head else None
        if head is None or given is None or int(given[1]) > ROWS:
            raise NotPlainError
        hidden, begin = bool("hidden" in head[0] and _HIDDEN.search(head[0])), head.end()
        if hidden and _HIDDEN.search(head[1]):
            raise NotPlainError
        if hidden or begin < len(piece):
            yield given[1], hidden, len(piece) - begin, _CELL.findall(piece, begin)


def resolved(text: str) -> str:
    """The text with the characters that its references stand for."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    named, decimal, hexadecimal = found.groups()
    return _NAMED[named] if named else chr(int(decimal) if decimal else int(hexadecimal, 16))


def _letters(content: bytes) -> str | None:
    """Rows or texts as letters; None where a parser must see to them: faults, line ends of another kind."""
    if len(content) > LONGEST or len(content.translate(None, _NO_LETTERS)) != len(content):
        return None
    try:
        letters = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    odd = "\ufffe" in letters or "\uffff" in letters or ("&" in letters and not _are_known(letters))
    return None if odd else letters


def _are_known(letters: str) -> bool:
    """Whether every reference is one that ``resolved`` knows, and stands for a letter that XML can hold."""
    numbers = [int(found[2] or int(found[3] or "20", 16)) for found in _REFERENCE.finditer(letters)]
    return len(numbers) == letters.count("&") and all(map(_is_letter, numbers))


def _is_letter(number: int) -> bool:
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
