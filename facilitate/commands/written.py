"""What the program last wrote into workbooks that people edit: in their hidden sheet, and in a copy beside them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from facilitate.problems import Problem
from facilitate.reading.base import empty_table
from facilitate.reading.cells import Book
from facilitate.reading.formats.excel_formats import Formats, cell_formats
from facilitate.reading.kept import KeptBook, kept_book
from facilitate.reading.sheets import read_book
from facilitate.reading.written import with_base, with_presumed_base
from facilitate.records.forms import SheetForm
from facilitate.records.tables import KeptTable
from facilitate.session import Session
from facilitate.writing.files import write_atomically

COPIES = 8
"""How many of the last versions of a workbook are remembered: an older copy may come back from a colleague."""


def standing(
    path: Path, forms: Sequence[SheetForm], session: Session, *, formats: bool = False
) -> tuple[KeptBook | None, tuple[Problem, ...]]:
    """The workbook at ``path`` as it stands; an empty one where there is none, None where it cannot be read.

    Where another program dropped the hidden sheet, the copy that the workbook was made from says what it held; where
    that is gone too, what the workbook shows. ``formats`` says whether what cells look like is wanted too.
    """
    if not path.exists():
        return KeptBook(), ()
    book, problems = read_book(path, session.relative(path))
    if book is None:
        return None, problems
    looks = formats_of(path.read_bytes()) if formats else None
    kept = kept_book(with_base(book, _copies(path, session), forms), forms, looks)
    return with_presumed_base(kept, forms), problems


def formats_of(content: bytes) -> Formats | None:
    """What a person made the cells of a workbook of ours look like; None where its format is another one."""
    from facilitate.writing.excel.decision_look import OUR_FILLS

    return cell_formats(content, OUR_FILLS)


def last_written(path: Path, forms: Sequence[SheetForm], *, session: Session) -> Mapping[str, KeptTable]:
    """The sheets of a workbook as the program last suggested them; empty ones where it has not written it yet."""
    kept, _ = standing(path, forms, session)
    return {form.name: (kept or KeptBook()).base.get(form.name, empty_table(form)) for form in forms}


def remember(path: Path, content: bytes, session: Session) -> None:
    """Keep a copy of what was written to ``path``, and no more than the last few. A full disk only costs the copy."""
    copy = session.written / f"{path.stem}-{sha256(content).hexdigest()[:12]}{path.suffix}"
    with contextlib.suppress(OSError):
        if not copy.exists():
            write_atomically(copy, content)
        for old in _paths(path, session)[COPIES:]:
            old.unlink()


def _copies(path: Path, session: Session) -> Iterator[Book]:
    """What was written to ``path``, the latest first."""
    for copy in _paths(path, session):
        book, _ = read_book(copy, copy.name)
        if book is not None:
            yield book


def _paths(path: Path, session: Session) -> list[Path]:
    found = [one for one in session.written.glob(f"*{path.suffix}") if one.stem.rpartition("-")[0] == path.stem]
    return sorted(found, key=lambda one: (-one.stat().st_mtime_ns, one.name))
