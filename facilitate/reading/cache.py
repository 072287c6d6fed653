"""What was read of files that have not changed since: kept in the session's folder ``.cache``, which is safe to delete.

A file counts as unchanged by its name and the SHA-256 of its bytes, in the same setting (meeting, layouts, program).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from facilitate import __version__
from facilitate.reading.limits import FILE_BYTES

_FILE = "groups.msgpack"


class _Kept(msgspec.Struct):
    setting: str
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache of one folder in one setting; empty where it was made in another or is damaged."""

    folder: Path
    setting: str
    files: Mapping[str, bytes]

    def get(self, key: str) -> bytes | None:
        """What was kept under a key."""
        return self.files.get(key) if key else None

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Keep these and forget the others. A folder that cannot be written is no fault: the cache is for speed."""
        if files == self.files:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(msgspec.msgpack.encode(_Kept(self.setting, dict(files))))
                Path(name).replace(self.folder / _FILE)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise


def open_cache(folder: Path, setting: str) -> Cache:
    """The cache in a folder, as far as it was made in the same setting."""
    try:
        kept = msgspec.msgpack.decode((folder / _FILE).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError, ValueError):
        return Cache(folder, setting, {})
    return Cache(folder, setting, kept.files if kept.setting == setting else {})


def file_key(path: Path, name: str) -> str:
    """The key of a file as it is now; empty where it cannot be read or is larger than any file that is."""
    try:
        if path.stat().st_size > FILE_BYTES:
            return ""
        return f"{hashlib.sha256(path.read_bytes()).hexdigest()} {name}"
    except OSError:
        return ""


def setting_key(*parts: object) -> str:
    """The key of everything besides the file that decides what is read of it."""
    digest = hashlib.sha256()
    for part in (__version__, _program(Path(__file__).parent.rglob("*.py")), *parts):
        digest.update(msgspec.msgpack.encode(part))
    return digest.hexdigest()


def _program(sources: Iterable[Path]) -> list[tuple[str, int, int]]:
    """The state of the reading code: while it is being changed, what was kept must not come from before."""
    return sorted((path.name, (status := path.stat()).st_size, status.st_mtime_ns) for path in sources)
