"""Many files, read by all cores; those that have not changed are not read again."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from facilitate.processes import by_several
from facilitate.processes import cores as all_cores
from facilitate.reading.cache import fingerprint_of, open_cache, setting_key
from facilitate.reading.file_read import FileRead
from facilitate.reading.garbage import no_collection
from facilitate.reading.group_file import Setting, read_file
from facilitate.reading.layouts import Layouts
from facilitate.reading.packed import pack, unpack
from facilitate.records.meeting import Meeting

PARALLEL_FROM = 100
"""Fewer files are read faster than further processes start."""

AT_ONCE = 16
"""Files that a process reads before it hands them over."""

Named = tuple[Path, str]
"""A file and how it is called in messages."""


def read_files(
    files: Sequence[Named], session: str, meeting: Meeting, layouts: Layouts, cache: Path, cores: int | None = None
) -> Iterator[FileRead]:
    """What was read of each file, in their order. ``cache`` is the folder for what was kept; ``cores`` limits them."""
    with open_cache(cache, setting_key(session, meeting, layouts)) as kept, no_collection():
        marks = {name: fingerprint_of(path) for path, name in files}
        known = kept.known()
        todo = [(path, name) for path, name in files if known.get(name) != kept.key(marks[name])]
        waiting = {name for _, name in todo}
        reader = _Reader((session, meeting, layouts))
        fresh = reader.read(todo, min(cores or all_cores(), len(todo) // (PARALLEL_FROM // 2)))
        new: dict[str, tuple[str, bytes]] = {}
        for path, name in files:
            read = None if name in waiting else _decoded(kept.get(name, marks[name]))
            if read is None:
                read, content = next(fresh) if name in waiting else reader.read_here((path, name))
                # Refused files are read again: with less to do for the computer it may go well.
                new |= {name: (read.fingerprint, content)} if read.fingerprint else {}
            yield read
            if len(new) >= PARALLEL_FROM:
                kept.keep(new)
                new = {}
        kept.keep(new)
        kept.forget_all_but(marks)
        if len(files) >= PARALLEL_FROM:
            gc.freeze()  # records by the hundred thousand, which Python would else go through again and again


def _decoded(content: bytes | None) -> FileRead | None:
    """What was kept; None where there is nothing of use."""
    try:
        return unpack(content) if content is not None else None
    except (msgspec.DecodeError, ValueError, IndexError):
        return None


@dataclass(slots=True)
class _Reader:
    """Reads files in one setting: here, or by several processes."""

    setting: tuple[str, Meeting, Layouts]
    here: Setting | None = None

    def read(self, files: Sequence[Named], cores: int) -> Iterator[tuple[FileRead, bytes]]:
        """Each file as it was read, and the same as bytes, in their order; by several processes where it pays."""
        done = 0
        if cores > 1:
            pieces = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
            for content in chain.from_iterable(by_several(_read_piece, pieces, cores, _begin, self.setting)):
                yield unpack(content), content
                done += 1
        yield from map(self.read_here, files[done:])

    def read_here(self, file: Named) -> tuple[FileRead, bytes]:
        """A file, by this process."""
        self.here = self.here or Setting.of(*self.setting)
        read = read_file(*file, self.here)
        return read, pack(read)


_settings: list[Setting] = []
"""The setting of this process, where it is one of several."""


def _begin(session: str, meeting: Meeting, layouts: Layouts) -> None:
    _settings[:] = [Setting.of(session, meeting, layouts)]


def _read_piece(files: Sequence[Named]) -> list[bytes]:
    with no_collection():
        return [pack(read_file(*file, _settings[0])) for file in files]
