"""Files written whole or not at all, with the same bytes for the same content."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

STALE = 600
"""Seconds after which nobody writes a file any more."""

_BESIDE = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
"""What a file is called until it is whole."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry in the zip files that we write (the earliest that a zip can hold)."""


class ChangedMeanwhileError(Exception):
    """Somebody has saved a file that was to be replaced."""


def write_atomically(path: Path, content: bytes, before: bytes = b"") -> None:
    """Write ``content`` beside ``path`` first, flush it to the disk, then put it in place.

    Whenever the program is stopped, ``path`` holds the old file or the new one. ``before`` is what the file must still
    hold, where that matters. Raises ChangedMeanwhileError where it does not, OSError where the folder cannot be
    written or (on Windows) the file is open in another program.
    """
    with written_whole(path) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
        if Path(stream.name).read_bytes() != content:
            raise OSError(errno.EIO, "the disk did not keep what was written")
        if before and path.read_bytes() != before:  # the last moment: all that takes time is done
            raise ChangedMeanwhileError(path)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that is too long to be held whole, piece by piece; as ``write_atomically``."""
    digest = hashlib.sha256()
    with written_whole(path) as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
        stream.flush()
        with Path(stream.name).open("rb") as kept:
            if hashlib.file_digest(kept, "sha256").digest() != digest.digest():
                raise OSError(errno.EIO, "the disk did not keep what was written")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream for a file that is written piece by piece; as ``write_atomically``. A fault leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def sweep(folders: Iterable[Path]) -> None:
    """Delete what runs that were killed left half-written; a run that is still writing is younger than that."""
    for folder in dict.fromkeys(folders):
        for one in folder.glob(".*.tmp"):
            with suppress(OSError):
                if _BESIDE.fullmatch(one.name) and time.time() - one.stat().st_mtime > STALE:
                    one.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can (Windows cannot open a folder)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fixed_zip(content: bytes, replace: dict[str, bytes] | None = None) -> bytes:
    """The same zip archive with fixed dates, so that equal parts give equal bytes; ``replace`` swaps parts by name."""
    replace = replace or {}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o644 << 16
            new.writestr(fresh, replace.get(entry.filename, old.read(entry)))
    return out.getvalue()
