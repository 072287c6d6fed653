"""Files put in place; where the system refuses one, the others are still written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from facilitate.commands.terminal import Terminal
from facilitate.problems import Problem
from facilitate.problems.keeping import cannot_write
from facilitate.records.sources import Place
from facilitate.session import Session
from facilitate.writing.files import write_atomically, write_pieces

Content = bytes | Callable[[], Iterable[bytes]]
"""What a file holds: its bytes, or how to make them piece by piece."""


def put(path: Path, content: Content, session: Session) -> tuple[Problem, ...]:
    """Put a file in place; where the system refuses (it is open in another program), leave it beside the old one."""
    try:
        _write(path, content)
    except OSError as error:
        beside = path.with_name(f"{path.stem}.new{path.suffix}")
        why = (error.strerror or "unknown reason").lower()
        try:
            _write(beside, content)
        except OSError:
            return (cannot_write(Place(session.relative(path)), why, ""),)
        return (cannot_write(Place(session.relative(path)), why, session.relative(beside)),)
    return ()


def _write(path: Path, content: Content) -> None:
    if isinstance(content, bytes):
        write_atomically(path, content)
    else:
        write_pieces(path, content())


def put_all(made: Mapping[Path, Content], session: Session, terminal: Terminal) -> tuple[Problem, ...]:
    """Put every file in place, say so, and return what the system refused."""
    problems: tuple[Problem, ...] = ()
    for path, content in made.items():
        refused = put(path, content, session)
        if not refused:
            terminal.made([str(path)])
        problems = (*problems, *refused)
    return problems
