"""Many files, read by all cores; those that have not changed are not read again."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import msgspec

from facilitate.reading.cache import file_key, open_cache, setting_key
from facilitate.reading.group_file import FileRead, Setting, read_file
from facilitate.reading.layouts import Layouts
from facilitate.records.meeting import Meeting

PARALLEL_FROM = 100
"""Fewer files are read faster than further processes start."""

Named = tuple[Path, str]
"""A file and how it is called in messages."""

_DECODER = msgspec.msgpack.Decoder(FileRead)


def read_files(
    files: Sequence[Named], session: str, meeting: Meeting, layouts: Layouts, cache: Path, cores: int | None = None
) -> list[FileRead]:
    """What was read of each file, in their order. ``cache`` is the folder for what was kept; ``cores`` limits them."""
    kept = open_cache(cache, setting_key(session, meeting, layouts))
    keys = [file_key(path, name) for path, name in files]
    found = {name: kept.get(key) for (_, name), key in zip(files, keys, strict=True)}
    todo = [one for one in files if found[one[1]] is None]
    found |= zip((name for _, name in todo), _read(todo, (session, meeting, layouts), cores), strict=True)
    kept.keep({key: content for (_, name), key in zip(files, keys, strict=True) if key and (content := found[name])})
    return [_DECODER.decode(found[name] or b"") for _, name in files]


def _read(files: Sequence[Named], setting: tuple[str, Meeting, Layouts], cores: int | None) -> Iterator[bytes]:
    """Each file as bytes, by several processes where it pays."""
    cores = min(cores or _cores(), len(files) // (PARALLEL_FROM // 2))
    if cores > 1:
        done = 0
        try:
            with ProcessPoolExecutor(cores, _context(), _begin, setting) as pool:
                for content in pool.map(_read_one, files, chunksize=16):
                    yield content
                    done += 1
            return
        except BrokenProcessPool:  # a system without further processes, or one that ended them
            files = files[done:]
    if files:
        _begin(*setting)
        yield from map(_read_one, files)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Copies of this process where that is safe and cheap, else fresh ones."""
    copies = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copies else "spawn")


_settings: list[Setting] = []
"""The setting of this process."""


def _begin(session: str, meeting: Meeting, layouts: Layouts) -> None:
    _settings[:] = [Setting.of(session, meeting, layouts)]


def _read_one(file: Named) -> bytes:
    return msgspec.msgpack.encode(read_file(*file, _settings[0]))
