"""Files put in place; where the system refuses one, the others are still written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from facilitate.commands.spared import Spared
from facilitate.commands.terminal import Terminal
from facilitate.problems import Problem
from facilitate.problems.keeping import cannot_write, your_version_kept
from facilitate.records.sources import Place
from facilitate.session import Session
from facilitate.writing.files import sweep, write_atomically, write_pieces

Content = bytes | Callable[[], Iterable[bytes]]
"""What a file holds: its bytes, or how to make them piece by piece."""


def put(path: Path, content: Content, session: Session, before: bytes = b"") -> tuple[Problem, ...]:
    """Put a file in place; where the system refuses (it is open in another program), leave it beside the old one.

    Raises ChangedMeanwhileError where the file does not hold ``before`` any more (if given).
    """
    try:
        _write(path, content, before)
    except OSError as error:
        beside = path.with_name(f"{path.stem}.new{path.suffix}")
        why = (error.strerror or "unknown reason").lower()
        try:
            _write(beside, content)
        except OSError:
            return (cannot_write(Place(session.relative(path)), why, ""),)
        return (cannot_write(Place(session.relative(path)), why, session.relative(beside)),)
    return ()


def _write(path: Path, content: Content, before: bytes = b"") -> None:
    if isinstance(content, bytes):
        write_atomically(path, content, before)
    else:
        write_pieces(path, content())


def _spare(spared: Spared, path: Path, new: str, session: Session) -> tuple[Problem, ...]:
    """Keep what a person changed; where there is no room for the copy, the file must stay as it is."""
    try:
        spared.spare(path, new)
    except OSError as error:
        return (cannot_write(Place(session.relative(path)), (error.strerror or "unknown reason").lower(), ""),)
    return ()


def put_all(made: Mapping[Path, Content], session: Session, terminal: Terminal) -> tuple[Problem, ...]:
    """Put every file in place and say so. What a person changed since it was written is kept as a copy.

    The problems are what the system refused, and the copies.
    """
    problems: tuple[Problem, ...] = ()
    sweep([session.backups, session.written, *(path.parent for path in made)])
    spared = Spared(session.folder, session.written / "made.json")
    for path, content in made.items():
        new = sha256(content).hexdigest() if isinstance(content, bytes) else ""
        refused = _spare(spared, path, new, session) or put(path, content, session)
        if not refused:
            terminal.made([str(path)])
            spared.wrote(path, new)
        problems = (*problems, *refused)
    spared.remember()
    kept = ((session.relative(old), session.relative(copy)) for old, copy in spared.kept)
    return (*problems, *(your_version_kept(Place(old), copy) for old, copy in kept))
