"""What was read of a group's file, as bytes: to be kept, and to be handed from one process to another.

Most of a record is where it comes from. Group, file, sheet and fingerprint stand once, as does each cell, however many
records cite it; read back, records share them, so that thousands of files take a third of the memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from sys import intern

import msgspec
from msgspec import Struct, structs

from facilitate.reading.file_read import FileRead, Part
from facilitate.records.contributions import Contribution, Reflection, SetAside
from facilitate.records.sources import GroupId, Place, Source

_NOWHERE = Source(GroupId(""), Place(), "", "")


class _Origin(Struct, array_like=True, frozen=True):
    """What the cells of one group on one sheet have in common."""

    group: GroupId
    file: str
    sheet: str
    fingerprint: str


class _Cell(Struct, array_like=True, frozen=True, gc=False):
    """A source; ``origin`` by its place in the list."""

    origin: int
    cell: str
    text: str
    comment: str


class _Part(Struct, array_like=True, frozen=True):
    """A part without its records, and these, each with the numbers of its sources in their place."""

    part: Part
    contributions: tuple[tuple[Contribution, int, tuple[int, ...]], ...]
    reflections: tuple[tuple[str, str, int], ...]
    set_aside: tuple[tuple[str, int], ...]


class _Packed(Struct, array_like=True, frozen=True):
    """A file without its parts, its sources, and the parts."""

    read: FileRead
    origins: tuple[_Origin, ...]
    cells: tuple[_Cell, ...]
    parts: tuple[_Part, ...]


class _Sources:
    """The sources of a file while it is packed, each once."""

    def __init__(self) -> None:
        self.origins: dict[_Origin, int] = {}
        self.cells: list[_Cell] = []
        self._known: dict[int, int] = {}  # by identity, which is quick: the records of a row cite the same ones

    def number(self, one: Source) -> int:
        """The number of a source."""
        known = self._known.get(id(one))
        if known is None:
            known = self._known[id(one)] = len(self.cells)
            place = one.place
            origin = _Origin(one.group, place.file, place.sheet, one.fingerprint)
            number = self.origins.setdefault(origin, len(self.origins))
            self.cells.append(_Cell(number, place.cell, one.text, one.comment))
        return known

    def numbers(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """The numbers of several."""
        return tuple([self.number(one) for one in sources])


_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack(read: FileRead) -> bytes:
    """What was read, as bytes."""
    sources = _Sources()
    parts = tuple(_packed(part, sources) for part in read.parts)
    packed = _Packed(replace(read, parts=()), tuple(sources.origins), tuple(sources.cells), parts)
    return msgspec.msgpack.encode(packed)


def unpack(content: bytes) -> FileRead:
    """The same again. Raises msgspec.DecodeError, ValueError or IndexError where the bytes are not what was packed."""
    packed = _DECODER.decode(content)
    sources = [_source(packed.origins[one.origin], one) for one in packed.cells]
    return replace(packed.read, parts=tuple(_unpacked(one, sources) for one in packed.parts))


def _packed(part: Part, sources: _Sources) -> _Part:
    given = [
        (structs.replace(one, source=_NOWHERE, sources=()), sources.number(one.source), sources.numbers(one.sources))
        for one in part.contributions
    ]
    said = [(one.topic, one.text, sources.number(one.source)) for one in part.reflections]
    aside = [(one.why, sources.number(one.source)) for one in part.set_aside]
    bare = replace(part, contributions=(), reflections=(), set_aside=())
    return _Part(bare, tuple(given), tuple(said), tuple(aside))


def _unpacked(packed: _Part, sources: list[Source]) -> Part:
    group = packed.part.group
    return replace(
        packed.part,
        contributions=tuple(
            [
                structs.replace(one, source=sources[source], sources=tuple([sources[number] for number in numbers]))
                for one, source, numbers in packed.contributions
            ]
        ),
        reflections=tuple(
            Reflection(group, topic, text, sources[number]) for topic, text, number in packed.reflections
        ),
        set_aside=tuple(SetAside(group, sources[at], why) for why, at in packed.set_aside),
    )


def _source(origin: _Origin, one: _Cell) -> Source:
    return Source(
        origin.group, Place(origin.file, origin.sheet, intern(one.cell)), origin.fingerprint, one.text, one.comment
    )
