"""Rows and texts in the plain form in which spreadsheet programs write nearly all of theirs, taken apart by patterns.

A pattern takes a third of the time of an XML parser. It is used for a part as a whole or not at all: where one letter
is not of the plain form (a formula, a comment, a prefix, a coloured word, a fault), the parser reads the part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from facilitate.reading.limits import ROWS

LONGEST = 1 << 21
"""Bytes of a part up to which it is tried; longer ones are read row by row."""

AROUND = 100_000
"""Bytes that may stand around the rows."""

Token = tuple[str, str, str, str, str, str]
"""A cell as its address, attributes, value, own text and end, the beginning of a row, or, all empty, its end.

Value and text stand behind their tags; of value, text and end there is one, or none where the attributes end in “/”.
"""


class NotPlainError(Exception):
    """A part is not of the plain form after all."""


_DECLARED = rb"""(?:\xef\xbb\xbf)?(?:<\?xml[ a-z0-9.="']*(?i:utf-8)[ a-z="']*\?>|<\?xml version=["']1.0["'] ?\?>)?\s*"""
_SHEET = re.compile(_DECLARED + rb"<worksheet[ >]")
_TEXTS = re.compile(_DECLARED + rb"<sst(?: [^<>]*)?>")
_ROWS, _END_OF_ROWS, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"

_TOKEN = re.compile(
    r'<(?:c r="([^"]{0,16})"([^>]{0,200})>'
    r'(?:(<v>[^<]*)</v></c>|(<is><t>[^<]*|<is><t xml:space="preserve">[^<]*)</t></is></c>|(</c>)|)'
    r"|(row[^>]{0,400})>|/row>)"
)
# Without an upper limit to attributes, tags that never end would be looked through again and again.
MARKS_OF_VALUE, MARKS_OF_TEXT, MARKS_OF_END = 4, 6, 2
"""The tags of a cell with a value, a text, or neither."""
_ATTRIBUTE = re.compile(r' ((?:x14ac:)?[A-Za-z]+)="([^"<&]*)"')

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


def plain_rows(content: bytes) -> tuple[bytes, list[Token], int] | None:
    """A sheet as what stands around its rows, their tokens, and the number of tags that all tokens must have.

    None where it is plainly not plain.
    """
    begin = content.find(_ROWS)
    end = content.find(_END_OF_ROWS, begin)
    if begin < 0 or end < 0 or not _SHEET.match(content):
        return None
    around = content[:begin] + _NO_ROWS + content[end + len(_END_OF_ROWS) :]
    if len(around) > AROUND or b"<!" in around:
        return None
    letters = _letters(content[begin + len(_ROWS) : end])
    return None if letters is None else (around, _TOKEN.findall(letters), letters.count("<"))


@lru_cache(maxsize=8192)
def row_of(token: str) -> tuple[int, bool, bool]:
    """The number of a row by its beginning, whether it is hidden, and whether it ends at once."""
    found, ends = _attributes(token.removeprefix("row"))
    if not found.get("r", "").isdecimal() or not 0 < int(found["r"]) <= ROWS:
        raise NotPlainError
    return int(found["r"]), found.get("hidden") in ("1", "true"), ends


@lru_cache(maxsize=2048)
def format_of(attributes: str) -> tuple[str | None, str | None, bool]:
    """The format and the kind of a cell by its attributes, and whether it ends at once."""
    found, ends = _attributes(attributes)
    if "r" in found:
        raise NotPlainError
    return found.get("s"), found.get("t"), ends


def _attributes(text: str) -> tuple[dict[str, str], bool]:
    """Attributes by name, and whether the element ends at once."""
    written = text.removesuffix("/").rstrip(" ")
    pairs = _ATTRIBUTE.findall(written)
    found = dict(pairs)
    if len(found) < len(pairs) or sum(len(name) + len(value) + 4 for name, value in pairs) != len(written):
        raise NotPlainError
    return found, text.endswith("/")


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
    odd = "\ufffe" in letters or "\uffff" in letters or "]]>" in letters or ("&" in letters and not _are_known(letters))
    return None if odd else letters


def _are_known(letters: str) -> bool:
    """Whether every reference is one that ``resolved`` knows, and stands for a letter that XML can hold."""
    numbers = [int(found[2] or int(found[3] or "20", 16)) for found in _REFERENCE.finditer(letters)]
    return len(numbers) == letters.count("&") and all(map(_is_letter, numbers))


def _is_letter(number: int) -> bool:
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
