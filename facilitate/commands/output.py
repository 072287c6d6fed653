"""Files put in place; where the system refuses one, the others are still written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facilitate.commands.terminal import Terminal
from facilitate.problems import Problem
from facilitate.problems.keeping import cannot_write
from facilitate.records.sources import Place
from facilitate.session import Session
from facilitate.writing.files import write_atomically


def put(path: Path, content: bytes, session: Session) -> tuple[Problem, ...]:
    """Put a file in place; where the system refuses (it is open in another program), leave it beside the old one."""
    try:
        write_atomically(path, content)
    except OSError as error:
        beside = path.with_name(f"{path.stem}.new{path.suffix}")
        why = (error.strerror or "unknown reason").lower()
        try:
            write_atomically(beside, content)
        except OSError:
            return (cannot_write(Place(session.relative(path)), why, ""),)
        return (cannot_write(Place(session.relative(path)), why, session.relative(beside)),)
    return ()


def put_all(made: Mapping[Path, bytes], session: Session, terminal: Terminal) -> tuple[Problem, ...]:
    """Put every file in place, say so, and return what the system refused."""
    problems: tuple[Problem, ...] = ()
    for path, content in made.items():
        refused = put(path, content, session)
        if not refused:
            terminal.made([str(path)])
        problems = (*problems, *refused)
    return problems
