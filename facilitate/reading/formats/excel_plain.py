"""Rows and texts in the plain form in which spreadsheet programs write nearly all of theirs, taken apart by patterns.

A pattern takes a third of the time of an XML parser. It is used for a part as a whole or not at all: where one letter
is not of the plain form (a formula, a comment, a prefix, a coloured word, a fault), the parser reads the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from facilitate.reading.formats.positions import position, row_number

LONGEST = 1 << 21
"""Bytes of a part up to which it is tried; longer ones are read row by row."""

AROUND = 100_000
"""Bytes that may stand around the rows."""

Position = tuple[int, int]
PlainCell = tuple[Position, str | None, str | None, str | None, str | None]
"""A cell as row and column, format, kind, and either a value or its own text."""
Tags = tuple[int, Position | None, str | None, str | None, tuple[int, ...]]
"""What stands between two values: the row in which it begins (0 where it ends that row), where the cell of the next
value stands, its format and its kind, and the rows that are hidden."""


class NotPlainError(Exception):
    """A part is not of the plain form after all."""


_DECLARED = rb"""(?:\xef\xbb\xbf)?(?:<\?xml[ a-z0-9.="']*(?i:utf-8)[ a-z="']*\?>|<\?xml version=["']1.0["'] ?\?>)?\s*"""
_SHEET = re.compile(_DECLARED + rb"<worksheet[ >]")
_TEXTS = re.compile(_DECLARED + rb"<sst(?: [^<>]*)?>")
_ROWS, _END_OF_ROWS, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"

_VALUE = re.compile(r'<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>')
_TAG = re.compile(r'<(?:(/c|/row)|(?:(row)|c r="([^"]{0,16})")([^<>]{0,400}))>')
_LONGEST = 4_000
"""Characters between two values up to which their meaning is remembered: in files of one template most are equal."""
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


def plain_rows(content: bytes) -> tuple[bytes, str] | None:
    """A sheet as what stands around its rows, and the rows; None where it is plainly not plain."""
    begin = content.find(_ROWS)
    end = content.find(_END_OF_ROWS, begin)
    if begin < 0 or end < 0 or not _SHEET.match(content):
        return None
    around = content[:begin] + _NO_ROWS + content[end + len(_END_OF_ROWS) :]
    if len(around) > AROUND or b"<!" in around:
        return None
    letters = _letters(content[begin + len(_ROWS) : end])
    return None if letters is None else (around, letters)


def plain_cells(letters: str, hidden: set[int]) -> Iterator[PlainCell]:
    """The cells of rows that hold a value or a text; the numbers of hidden rows go to ``hidden``.

    Raises NotPlainError, or ValueError for a cell outside every sheet, where the rows are not plain: perhaps only after
    some cells.
    """
    row = 0
    first, *pieces = _VALUE.split(letters)
    tags = _tags(first, True)
    for value, own, between in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        same_row, at, style, kind, hides = tags
        if at is None or same_row not in (0, row):
            raise NotPlainError
        row = at[0]
        hidden.update(hides)
        yield at, style, kind, value, own
        tags = (_known_tags if len(between) < _LONGEST else _tags)(between, False)
    same_row, at, _, _, hides = tags
    hidden.update(hides)
    if at is not None or same_row not in (0, row):
        raise NotPlainError


def _tags(text: str, first: bool) -> Tags:
    """What the tags between two values say; ``first`` before the first one, where no cell and no row is open."""
    met = _TAG.findall(text)
    if len(met) != text.count("<"):
        raise NotPlainError
    inside, same_row, row = not first, 0, 0 if first else -1
    at, hidden = None, []
    style = kind = None
    for end, begins_row, address, attributes in met:
        if inside is not (end == "/c") or (row == 0) is not bool(begins_row):
            raise NotPlainError
        if end:
            inside, row = False, row if end == "/c" else 0
        elif begins_row:
            row, hides, ends = _row(attributes)
            hidden += [row] if hides else []
            row = 0 if ends else row
        else:
            at = position(address)
            if row == -1:
                same_row = row = at[0]
            style, kind, ends = _format(attributes)
            inside = not ends
            if at[0] != row:
                raise NotPlainError
    if not inside and row:
        raise NotPlainError
    return same_row, at if inside else None, style, kind, tuple(hidden)


_known_tags = lru_cache(maxsize=1 << 13)(_tags)


def _row(attributes: str) -> tuple[int, bool, bool]:
    """The number of a row by its attributes, whether it is hidden, and whether it ends at once."""
    found, ends = _attributes(attributes)
    if "r" not in found:
        raise NotPlainError
    return row_number(found["r"]), found.get("hidden") in ("1", "true"), ends


@lru_cache(maxsize=2048)
def _format(attributes: str) -> tuple[str | None, str | None, bool]:
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
