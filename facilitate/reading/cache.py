"""What was read of files that have not changed since: kept in the session's folder ``.cache``, which is safe to delete.

A file counts as unchanged by its name and the SHA-256 of its bytes, in the same setting (meeting, layouts, program).
The cache is for speed only: where it cannot be read or written (a damaged or locked file, a folder without rights),
everything is read afresh and nothing is said.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from facilitate import __version__
from facilitate.reading.limits import FILE_BYTES

_FILE = "groups.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, key TEXT, check_sum INTEGER, content BLOB)"
_PATIENCE = 2.0
"""Seconds for which another run of the program may hold the file."""

_T = TypeVar("_T")


@dataclass(slots=True)
class Cache:
    """The cache of one folder in one setting. After the first fault it holds nothing and takes nothing in."""

    path: Path
    setting: str
    store: sqlite3.Connection | None = None

    def open(self) -> None:
        """Begin to use the file, made where there is none."""

        def begin(store: sqlite3.Connection) -> None:
            store.execute("PRAGMA synchronous = OFF")  # after a power cut the check sums tell what is left
            with store:
                store.execute(_TABLE)

        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(exist_ok=True)
            self.store = sqlite3.connect(self.path, timeout=_PATIENCE)
        self._try(begin, None)

    def key(self, fingerprint: str) -> str:
        """By what a file is known in this setting."""
        return f"{self.setting} {fingerprint}"

    def get(self, name: str, fingerprint: str) -> bytes | None:
        """What was kept of the file of this name and fingerprint, if it was read in this setting."""
        question = "SELECT content, check_sum FROM files WHERE name = ? AND key = ?"
        found = self._try(lambda store: store.execute(question, (name, self.key(fingerprint))).fetchone(), None)
        if found is None or not isinstance(found[0], bytes) or zlib.crc32(found[0]) != found[1]:
            return None
        return found[0]

    def known(self) -> Mapping[str, str]:
        """The keys of all files by their names."""
        return self._try(lambda store: dict(store.execute("SELECT name, key FROM files")), {})

    def keep(self, read: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what was read of files: name → fingerprint and content."""
        rows = [(name, self.key(mark), zlib.crc32(content), content) for name, (mark, content) in read.items()]

        def put(store: sqlite3.Connection) -> None:
            with store:
                store.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

        self._try(put, None)

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget files that are no longer there."""
        gone = [(name,) for name in self.known() if name not in names]

        def drop(store: sqlite3.Connection) -> None:
            with store:
                store.executemany("DELETE FROM files WHERE name = ?", gone)

        if gone:
            self._try(drop, None)

    def _try(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        if self.store is None:
            return otherwise
        try:
            return work(self.store)
        except (sqlite3.Error, OSError) as fault:
            self.close()
            if not isinstance(fault, sqlite3.OperationalError):  # damaged, rather than held by another run
                with suppress(OSError):
                    self.path.unlink(missing_ok=True)
            return otherwise

    def close(self) -> None:
        """Let go of the file."""
        if self.store is not None:
            with suppress(sqlite3.Error):
                self.store.close()
        self.store = None


@contextmanager
def open_cache(folder: Path, setting: str) -> Iterator[Cache]:
    """The cache in a folder, made where there is none."""
    cache = Cache(folder / _FILE, setting)
    cache.open()
    try:
        yield cache
    finally:
        cache.close()


def fingerprint_of(path: Path) -> str:
    """The SHA-256 of a file as it is now; empty where it cannot be read or is larger than any file that is."""
    try:
        if path.stat().st_size > FILE_BYTES:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def setting_key(*parts: object) -> str:
    """The key of everything besides the file that decides what is read of it."""
    digest = hashlib.sha256()
    for part in (__version__, _program(), *parts):
        digest.update(msgspec.msgpack.encode(part))
    return digest.hexdigest()


def _program() -> list[tuple[str, int, int]]:
    """The state of the program's files: while it is being changed, what was kept must not come from before."""
    sources = Path(__file__).parent.parent.rglob("*.py")
    return sorted((str(path), (status := path.stat()).st_size, status.st_mtime_ns) for path in sources)
