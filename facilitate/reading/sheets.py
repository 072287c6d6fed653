"""Any spreadsheet, read into one model: cells at their absolute addresses."""

from __future__ import annotations

import hashlib
from functools import lru_cache, partial
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.files import cannot_open, not_a_workbook
from facilitate.reading.cells import Book, Contents
from facilitate.reading.child import read_apart
from facilitate.reading.formats.delimited import read_delimited
from facilitate.reading.formats.excel import read_excel
from facilitate.reading.formats.opendocument import read_opendocument
from facilitate.reading.garbage import no_collection
from facilitate.reading.guard import OPEN_XML, Format, Recognised, check_size, recognise
from facilitate.reading.refusal import RefusedError
from facilitate.records.sources import Place

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")


def read_book(path: Path, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The workbook at ``path``, called ``name`` in messages and sources; None and the reason if it cannot be read."""
    place = Place(name)
    try:
        check_size(path.stat().st_size)
        content = path.read_bytes()
    except RefusedError as refusal:
        return None, (refusal.problem(place),)
    except OSError as error:
        return None, (cannot_open(place, (error.strerror or "unknown reason").lower()),)
    return parse_book(content, name)


@lru_cache(maxsize=4)
def parse_book(content: bytes, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The workbook in ``content``, called ``name`` in messages and sources; None and the reason if it is none.

    The last few are remembered: several steps of one command read decisions.xlsx.
    """
    place = Place(name)
    try:
        recognised = recognise(content, name)
        with no_collection():
            found, problems = _read(recognised, content, place)
    except RefusedError as refusal:
        return None, (refusal.problem(place),)
    except (RecursionError, MemoryError, ArithmeticError, LookupError, TypeError, ValueError):
        # A reader met what no program should write; whatever it is, one file never stops the others.
        return None, (not_a_workbook(place, "it is damaged inside"),)
    fingerprint = hashlib.sha256(content).hexdigest()
    kind = str(recognised.format)
    return Book(name, fingerprint, kind, found.sheets, found.properties, found.unknowable), problems


def _read(recognised: Recognised, content: bytes, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    if recognised.format is Format.CSV:
        found, problems = read_delimited(content, place)
        if place.file.lower().endswith(_WORKBOOKS) and all(sheet.last_column < 2 for sheet in found.sheets):
            raise RefusedError(partial(not_a_workbook, why="it is a plain text"))
        return found, problems
    if recognised.package is None or recognised.format is Format.XLSB:
        return read_apart(recognised.format, content, place)
    if recognised.format in OPEN_XML:
        return read_excel(recognised.package, place)
    return read_opendocument(recognised.package, place)
