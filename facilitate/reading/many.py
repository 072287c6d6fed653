"""Many files, read by all cores; those that have not changed are not read again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import msgspec

from facilitate.reading.cache import fingerprint_of, open_cache, setting_key
from facilitate.reading.file_read import FileRead
from facilitate.reading.garbage import no_collection
from facilitate.reading.group_file import Setting, read_file
from facilitate.reading.layouts import Layouts
from facilitate.records.meeting import Meeting

PARALLEL_FROM = 100
"""Fewer files are read faster than further processes start."""

AT_ONCE = 16
"""Files that a process reads before it hands them over."""

AHEAD = 4
"""So many times as many pieces of work as there are processes are given out at once: memory stays flat."""

Named = tuple[Path, str]
"""A file and how it is called in messages."""

_DECODER = msgspec.msgpack.Decoder(FileRead)


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
        fresh = reader.read(todo, min(cores or _cores(), len(todo) // (PARALLEL_FROM // 2)))
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
        return _DECODER.decode(content) if content is not None else None
    except (msgspec.DecodeError, ValueError):
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
            try:
                for content in self._by_several(files, cores):
                    yield _DECODER.decode(content), content
                    done += 1
            except BrokenProcessPool:  # a system without further processes, or one that ended them
                pass
        yield from map(self.read_here, files[done:])

    def read_here(self, file: Named) -> tuple[FileRead, bytes]:
        """A file, by this process."""
        self.here = self.here or Setting.of(*self.setting)
        read = read_file(*file, self.here)
        return read, msgspec.msgpack.encode(read)

    def _by_several(self, files: Sequence[Named], cores: int) -> Iterator[bytes]:
        with ProcessPoolExecutor(cores, _context(), _begin, self.setting) as pool:
            pieces = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
            given: deque[Future[list[bytes]]] = deque()
            try:
                for piece in pieces:
                    given.append(pool.submit(_read_piece, piece))
                    if len(given) > AHEAD * cores:
                        yield from given.popleft().result()
                while given:
                    yield from given.popleft().result()
            finally:
                for one in given:
                    one.cancel()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Copies of this process where that is safe and cheap, else fresh ones."""
    copies = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copies else "spawn")


_settings: list[Setting] = []
"""The setting of this process, where it is one of several."""


def _begin(session: str, meeting: Meeting, layouts: Layouts) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives out the work
    gc.freeze()
    _settings[:] = [Setting.of(session, meeting, layouts)]


def _read_piece(files: Sequence[Named]) -> list[bytes]:
    with no_collection():
        return [msgspec.msgpack.encode(read_file(*file, _settings[0])) for file in files]
