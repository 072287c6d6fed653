"""What the facilitator wrote in decisions.xlsx about what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from facilitate.consolidation.identity import identify
from facilitate.reading.cells import Book
from facilitate.reading.kept import filled_rows, table_as_it_stands
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import read_table
from facilitate.records.forms import SheetForm
from facilitate.records.sources import Place
from facilitate.records.tables import KeptTable
from facilitate.records.wordings import Correction, Said
from facilitate.records.workbooks import DECISIONS, MOVE_TO, SAME_AS, WORDINGS
from facilitate.text import fold

_NO = frozenset(("no", "none", "nothing", "no other", "no one"))
_NEW = frozenset(("new", "own", "its own", "alone", "a new one", "new one", "new proposal", "a new proposal"))
_PIECES = re.compile(r"[;,\n/&+]+|\band\b", re.IGNORECASE)
_ID = re.compile(r"(?P<kind>[PWF])[\s._-]*0*(?P<number>\d+)\b.*|0*(?P<bare>\d+)", re.IGNORECASE | re.DOTALL)
_NOT = re.compile(r"(?:not|no)\s+(?:the same as\s+)?(?P<rest>.+)", re.IGNORECASE | re.DOTALL)


def read_corrections(path: Path, name: str, base: Mapping[str, KeptTable]) -> tuple[tuple[Correction, ...], KeptTable]:
    """The corrections, and the sheet Decisions as it stands; ``base`` holds the sheets as the program wrote them.

    What is wrong with the workbook itself is said by who reads the decisions.
    """
    book, _ = read_book(path, name) if path.exists() else (None, ())
    if book is None:
        return (), base[DECISIONS.name]
    found = [*_read(book, DECISIONS, SAME_AS, base), *_read(book, WORDINGS, MOVE_TO, base)]
    return tuple(found), table_as_it_stands(book, DECISIONS)


def _read(book: Book, form: SheetForm, header: str, base: Mapping[str, KeptTable]) -> Iterator[Correction]:
    sheet = book.sheet(form.name)
    if sheet is None:
        return
    known = dict(zip(filled_rows(sheet, form), identify(base[form.name], table_as_it_stands(book, form)), strict=True))
    table, _ = read_table(book, form)
    for row in table:
        one = known.get(row.number)
        if row.text(header) and one is not None and not one.copy_of:
            yield from _said(one.id, row.text(header), row.place(header))


def _said(of: str, written: str, place: Place) -> Iterator[Correction]:
    """What one cell says: ids, each perhaps with “not” before it; or no; or new."""
    denied = False
    for piece in filter(None, (piece.strip() for piece in _PIECES.split(written))):
        if fold(piece) in _NO:
            yield Correction(of, Said.NONE, written=written, place=place)
        elif fold(piece) in _NEW:
            yield Correction(of, Said.NEW, written=written, place=place)
        else:
            found = _NOT.fullmatch(piece)
            denied = denied or found is not None  # “not P3 and P4”: neither
            id = _ID.fullmatch(found["rest"] if found else piece)
            other = f"{(id['kind'] or 'P').upper()}{id['number'] or id['bare']}" if id else piece
            if other != of:
                yield Correction(of, Said.NOT if denied else Said.SAME, other, written, place)
