"""Which letters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = 8192
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITH_MARK = {"utf-8": "utf-8-sig"} | {f"utf-{size}-{end}": f"utf-{size}" for size in (16, 32) for end in ("le", "be")}
"""Under these names the mark is no part of the text."""
_WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŠŽšž’‘“”–…€£§°«»¿¡ªº•\xa0")
_CENTRAL = frozenset("ąćęłńóśźżčďěňřšťůžáéíýúőűöüäşţăâîĄĆĘŁŃÓŚŹŻČĎĚŇŘŠŤŮŽÁÉÍÝÚŐŰÖÜÄ’“”„–…\xa0")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯІЇЄ«»–“”№\xa0")
_GREEK = frozenset("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ«»–\xa0")
_CANDIDATES = (
    ("cp1252", "Windows Western (cp1252)", _WESTERN),
    ("cp1251", "Windows Cyrillic (cp1251)", _CYRILLIC),
    ("cp1250", "Windows Central European (cp1250)", _CENTRAL),
    ("cp1253", "Windows Greek (cp1253)", _GREEK),
    ("mac_roman", "Macintosh Western (Mac Roman)", _WESTERN),
    ("cp850", "DOS Western (cp850)", _WESTERN),
    ("koi8_r", "Cyrillic (KOI8-R)", _CYRILLIC),
)
_WIDE = (
    ("gb18030", "Chinese (GB 18030)", (range(0xA1, 0xA4), range(0xB0, 0xD8))),
    ("shift_jis", "Japanese (Shift JIS)", (range(0x81, 0x85), range(0x88, 0x98))),
    ("big5", "Chinese (Big5)", (range(0xA1, 0xC7),)),
)
"""Encodings of two bytes a letter, with the first bytes of their everyday letters."""


_NAMES = {codecs.lookup(encoding).name: name for encoding, name, _ in (*_CANDIDATES, *_WIDE)} | {
    "cp1254": "Windows Turkish (cp1254)",
    "cp1255": "Windows Hebrew (cp1255)",
    "cp1256": "Windows Arabic (cp1256)",
    "cp1257": "Windows Baltic (cp1257)",
    "cp874": "Thai (cp874)",
    "cp866": "DOS Cyrillic (cp866)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "cp949": "Korean (cp949)",
    "mac-cyrillic": "Macintosh Cyrillic",
    "mac-turkish": "Macintosh Turkish",
}
_LIKELY = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-15"),
    *("mac-roman", "mac-cyrillic", "mac-turkish", "mac-greek", "cp437", "cp850", "cp852", "cp866", "koi8-r", "koi8-u"),
    *("gb18030", "big5", "cp932", "euc-jp", "cp949"),
)
"""What spreadsheet programs of some language have written."""
_SURE = 0.06
"""From this confidence of chardet on it is believed; below, a few letters are all there is to go by."""

_NEARLY = 50
"""Of so many letters beyond ASCII one may be broken, and the text is still UTF-8."""
ALMOST = "UTF-8, though a few of them are not"
WESTERN = "facilitate-western"
"""The error handler of Python by which single bytes that are no UTF-8 are read as letters of Windows Western."""


def _as_western(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    if fault.end == len(fault.object) and fault.reason == "unexpected end of data":
        return "\ufffd", fault.end
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error(WESTERN, _as_western)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the name of the encoding where it had to be guessed (empty where the bytes leave no doubt)."""

    text: str
    guessed: str = ""


def decode(content: bytes) -> Decoded:
    """The text in ``content``: by its mark, by its zeros, as UTF-8, else by which letters make words."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(encoding, WESTERN if encoding == "utf-8" else "replace"))
    if wide := _by_zeros(content[:_HEAD]):
        return Decoded(content.decode(wide, "replace"))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        encoding, name = encoding_of((content,))
        return Decoded(content.decode(encoding, WESTERN if encoding == "utf-8" else "replace"), name)


def encoding_of(blocks: Iterable[bytes]) -> tuple[str, str]:
    """The encoding of a text that comes block by block, with its name where it had to be guessed; as ``decode``.

    All blocks are looked at, since a single letter in a million rows may rule UTF-8 out.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    whole = broken = 0
    doubtful = b""
    for place, block in enumerate(blocks):
        if place == 0:
            marked = next((encoding for mark, encoding in _MARKS if block.startswith(mark)), "")
            if wide := marked or _by_zeros(block[:_HEAD]):
                return _WITH_MARK.get(wide, wide) if marked else wide, ""
        text = decoder.decode(block)
        whole += len(block) - len(text)
        if faults := text.count("\ufffd"):
            broken += faults
            doubtful = doubtful or block
    broken += len(decoder.decode(b"", final=True))  # the text breaks off inside a letter
    if broken and broken * _NEARLY > whole:
        return _guess(doubtful)
    return "utf-8", ALMOST if broken else ""


def decode_head(content: bytes) -> str | None:
    """The beginning as text, None where it is no text at all but some binary format."""
    head = content[:_HEAD]
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    text = head.decode(_by_zeros(head) or "utf-8", "replace")
    control = sum(1 for one in text if one < " " and one not in "\t\n\r\x0b\x0c\x1a")
    return None if control > len(text) * 0.01 + 1 else text


def _by_zeros(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: the zeros stand where the rare half of each letter stands."""
    if b"\0" not in head:
        return ""
    units = len(head) // 4 * 4
    shares = [head[at:units:4].count(0) / max(units // 4, 1) for at in range(4)]
    patterns = (("utf-32-be", (1, 1, 1, 0)), ("utf-32-le", (0, 1, 1, 1)))
    for encoding, pattern in patterns:
        if all((share > 0.9) == bool(zero) for share, zero in zip(shares, pattern, strict=True)):
            return encoding
    even, odd = (shares[0] + shares[2]) / 2, (shares[1] + shares[3]) / 2
    if odd > 0.6 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.2 else ""


def _guess(content: bytes) -> tuple[str, str]:
    """The likeliest encoding and its name."""
    sample = _telling(content)
    if found := _detected(sample):
        return found
    shares = [(_everyday(sample, encoding, leads), encoding, name) for encoding, name, leads in _WIDE]
    share, encoding, name = max(shares, key=lambda one: one[0])  # of equals the first
    if share < 0.9:
        encoding, name, _ = max(_CANDIDATES, key=lambda one: _plausible(sample, one[0], one[2]))
    return encoding, name


def _telling(content: bytes) -> bytes:
    """A piece of the text that begins shortly before the first letter beyond ASCII."""
    first = re.search(rb"[\x80-\xff]", content)
    return content[max(first.start() - 1000, 0) if first else 0 :][:200_000]


def _detected(sample: bytes) -> tuple[str, str] | None:
    """What the letters make likely, where there are enough of them."""
    import chardet  # a tenth of a second, and hardly ever needed

    found = chardet.detect(sample, include_encodings=_LIKELY, empty_input_encoding="cp1252")
    if not found["encoding"] or found["confidence"] < _SURE:
        return None
    encoding = codecs.lookup(found["encoding"]).name
    return encoding, _NAMES.get(encoding, str(found["encoding"]))


def _plausible(sample: bytes, encoding: str, letters: frozenset[str]) -> float:
    """How many of the letters beyond ASCII are usual ones and stand as usual: no capital or sign inside a word."""
    text = sample.decode(encoding, "replace")
    score = 0.0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        one, before, after = found[0], text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        raised = one.isupper() and before.islower()
        sign = not one.isalpha() and one != "’" and before.isalpha() and after.isalpha()
        score += 1 if one in letters and not raised and not sign else -1
    return score


def _everyday(sample: bytes, encoding: str, leads: tuple[range, ...]) -> float:
    """The share of everyday letters among those beyond ASCII, 0 where some bytes make no letter at all."""
    text = sample.decode(encoding, "replace")
    beyond = [one for one in text[:-1] if one > "\x7f"][:5000]
    if not beyond or "\ufffd" in beyond:
        return 0.0
    firsts = [one.encode(encoding)[0] for one in beyond]
    return sum(any(first in lead for lead in leads) for first in firsts) / len(firsts)
