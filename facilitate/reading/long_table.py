"""A sheet that the program wrote as CSV because a workbook has no room for it, read back."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

from facilitate.records.tables import KeptTable
from facilitate.text import unshielded


def read_long_table(path: Path, table: KeptTable) -> KeptTable | None:
    """The table with the rows of the CSV file at ``path``; None where there is no such file, or another one."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a cell of a sheet, or several in one row
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            if tuple(next(reader, ())) != table.headers:
                return None
            rows = tuple(tuple(map(unshielded, row)) for row in reader)
    except (OSError, ValueError, csv.Error):
        return None
    return replace(table, rows=rows) if all(len(row) == len(table.headers) for row in rows) else None
