"""A zip file opened without trust: names and sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from functools import lru_cache, partial
from itertools import pairwise

from facilitate.problems import Problem
from facilitate.problems.files import cut_off_file, encrypted_file, half_synchronised, not_a_workbook
from facilitate.problems.refused import climbing_part, too_large, unpacks_too_large
from facilitate.reading.limits import MEGABYTE, PACKED_RATIO, PARTS, RATIO_COUNTS_FROM, UNPACKED_BYTES
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

_MARKUP = (".xml", ".rels", ".bin", ".vml")
_NAMES = """
    xl docprops _rels customxml customui package docmetadata _xmlsignatures usercustomization [content_types].xml
    mimetype content.xml styles.xml settings.xml meta.xml manifest.rdf meta-inf pictures thumbnails configurations2
"""
_ROOTS = frozenset(_NAMES.split())
"""What may stand after a leading slash: some programs write all part names with one."""

REMEMBERED = 100_000
"""Bytes up to which a part and its meaning are remembered: in files of one template most such parts are equal."""

_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


class Package:
    """The parts of a zip file by name. Names are found whatever their case and slashes.

    Raises RefusedError for a damaged archive and for one that could do harm.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._unpacked = 0
        self._read: dict[str, bytes] = {}
        self._parts: dict[str, zipfile.ZipInfo] = {}
        parts = _directory(content)
        for part in parts:
            _check(part)
            self._parts[_key(part.filename)] = part
        _check_apart(parts)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, in the order of the archive."""
        return tuple(part.filename for part in self._parts.values())

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _key(name) in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none.

        Raises RefusedError where it is damaged, encrypted or unpacks to more than it says.
        """
        part = self._parts.get(_key(name))
        if part is None:
            return b""
        if part.filename in self._read:
            return self._read[part.filename]
        self._unpacked += part.file_size
        if self._unpacked > UNPACKED_BYTES:
            found = f"{self._unpacked // MEGABYTE:,} MB"
            raise RefusedError(lambda place: unpacks_too_large(place, part.filename, found))
        content = self._unpack(part)
        if len(content) < REMEMBERED:  # such as the list of sheets, which several steps ask for
            self._read[part.filename] = content
        return content

    def _unpack(self, part: zipfile.ZipInfo) -> bytes:
        head = self._content[part.header_offset : part.header_offset + 30]
        if head[:4] != b"PK\x03\x04":
            zeros = not head.strip(b"\0")
            raise RefusedError(_zeros if zeros else lambda place: _damaged(place, part))
        if part.flag_bits & 1:
            raise RefusedError(encrypted_file)
        begin = part.header_offset + 30 + sum(struct.unpack("<HH", head[26:30]))
        packed = self._content[begin : begin + part.compress_size]
        if part.compress_type == _STORED:
            content = packed
        elif part.compress_type == _DEFLATED:
            small = max(part.file_size, len(packed)) < REMEMBERED
            inflated = _known_inflated if small else _inflated
            content = inflated(packed, part.file_size)
            if len(content) > part.file_size:
                raise RefusedError(lambda place: unpacks_too_large(place, part.filename, "more than it says"))
        else:
            raise RefusedError(
                lambda place: not_a_workbook(place, "it is packed in a way that no spreadsheet program uses")
            )
        if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
            raise RefusedError(_zeros if packed and not packed.strip(b"\0") else lambda place: _damaged(place, part))
        return content


def _inflated(packed: bytes, size: int) -> bytes:
    """A part unpacked, no further than to one byte more than its size; empty where it is damaged."""
    try:
        return zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error:
        return b""


_known_inflated = lru_cache(maxsize=64)(_inflated)


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    """What the archive says that it holds."""
    if content.rfind(b"PK\x05\x06") < 0:
        raise RefusedError(_zeros if content.endswith(b"\0" * 512) else cut_off_file)
    parts = content.count(b"PK\x01\x02")
    if parts > PARTS:
        raise RefusedError(lambda place: too_large(place, f"{parts:,} parts", f"{PARTS:,}"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError, UnicodeDecodeError):
        raise RefusedError(
            cut_off_file if parts == 0 else lambda place: not_a_workbook(place, "it is damaged")
        ) from None


def _check(part: zipfile.ZipInfo) -> None:
    """Refuse a part that climbs out of the folder or that unpacks out of all proportion."""
    pieces = part.filename.replace("\\", "/").lower().split("/")
    if ".." in pieces or pieces[0].endswith(":") or (len(pieces) > 1 and not pieces[0] and pieces[1] not in _ROOTS):
        raise RefusedError(lambda place: climbing_part(place, part.filename))
    large = part.file_size > UNPACKED_BYTES
    bomb = part.file_size > max(RATIO_COUNTS_FROM, PACKED_RATIO * part.compress_size)
    if (large or bomb) and pieces[-1].endswith(_MARKUP):
        found = f"{part.file_size // MEGABYTE:,} MB"
        raise RefusedError(lambda place: unpacks_too_large(place, part.filename, found))


def _check_apart(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that share their bytes: a small file can hold any amount in this way (Fifield 2019)."""
    in_order = sorted(parts, key=lambda part: part.header_offset)
    for part, following in pairwise(in_order):
        if following.header_offset < part.header_offset + part.compress_size:
            raise RefusedError(partial(unpacks_too_large, part=part.filename, found="what other parts unpack to too"))


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def _zeros(place: Place) -> Problem:
    return half_synchronised(place, "parts of it are filled with zeros")


def _damaged(place: Place, part: zipfile.ZipInfo) -> Problem:
    return not_a_workbook(place, f"{part.filename} is damaged")
