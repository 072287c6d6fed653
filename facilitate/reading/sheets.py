"""Any spreadsheet, read into one model: cells at their absolute addresses."""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from facilitate.problems import Problem
from facilitate.problems.files import cannot_open, not_a_workbook
from facilitate.reading.cells import Book, Cell, Sheet
from facilitate.records.sources import Place


def read_book(path: Path, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The workbook at ``path``, called ``name`` in messages and sources; None and the reason if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (cannot_open(Place(name), (error.strerror or "unknown reason").lower()),)
    return parse_book(content, name)


@lru_cache(maxsize=4)
def parse_book(content: bytes, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The workbook in ``content``, called ``name`` in messages and sources; None and the reason if it is none.

    The last few are remembered: several steps of one command read decisions.xlsx.
    """
    from openpyxl import load_workbook

    place = Place(name)
    try:
        values = load_workbook(io.BytesIO(content), data_only=True)
        formulas = load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        return None, (not_a_workbook(place, str(error).strip(".") or type(error).__name__),)
    properties = {entry.name: str(entry.value) for entry in values.custom_doc_props.props}  # type: ignore[attr-defined]
    sheets = tuple(_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets)
    return Book(name, hashlib.sha256(content).hexdigest(), "xlsx", sheets, properties), ()


def _sheet(values: Any, formulas: Any) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    for at, raw in formulas._cells.items():
        shown = values._cells.get(at)
        value = shown.value if shown is not None else None
        comment = raw.comment.text if raw.comment else ""
        formula = raw.value if raw.data_type == "f" and isinstance(raw.value, str) else ""
        error = str(value) if shown is not None and shown.data_type == "e" else ""
        struck = bool(raw.font and raw.font.strike)
        if value is not None or formula or comment:
            cells[at] = Cell(value, formula, error, comment, struck and value is not None)
    return Sheet(values.title, cells, hidden=values.sheet_state != "visible")
