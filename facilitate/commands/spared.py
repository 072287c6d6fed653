"""What the program made and a person changed since: kept as a copy before something new takes its place."""

from __future__ import annotations

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj

import msgspec

from facilitate.writing.files import write_atomically, written_whole


class Spared:
    """Remembers in ``file`` what was last written in ``folder``, by path and SHA-256. Copies go to its ``backups``."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.folder, self.file = folder, file
        self.kept: list[tuple[Path, Path]] = []
        self._marks: dict[str, str] = {}
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            self._marks = msgspec.json.decode(self.file.read_bytes(), type=dict[str, str])

    def spare(self, path: Path, new: str = "") -> None:
        """Copy what is there, unless it is what was written last or what is written now (its SHA-256 in ``new``)."""
        if not path.is_file() or (mark := _mark(path)) in (self._marks.get(self._key(path)), new):
            return
        copy = self.folder / "backups" / f"{path.stem}-{mark[:12]}{path.suffix}"
        if not copy.exists():
            with path.open("rb") as stream, written_whole(copy) as copied:
                copyfileobj(stream, copied)
        self.kept.append((path, copy))

    def wrote(self, path: Path, new: str = "") -> None:
        """Remember that this was written by the program; ``new`` is its SHA-256, where that is known."""
        self._marks[self._key(path)] = new or _mark(path)

    def remember(self) -> None:
        """Write down what is remembered; where that cannot be, more is copied the next time."""
        with suppress(OSError):
            write_atomically(self.file, msgspec.json.encode(dict(sorted(self._marks.items()))))

    def _key(self, path: Path) -> str:
        path = path.resolve()
        folder = self.folder.resolve()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def _mark(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
