"""The values of a workbook as python-calamine reads them: the second opinion. Runs in a process of its own.

``python -m tests.bench.second FILE`` prints a JSON object: sheet → list of [row, column, value as text].
"""

from __future__ import annotations

import datetime as dt
import json
import math
import subprocess
import sys
from pathlib import Path

Grid = dict[tuple[int, int], str]


def comparable(value: object) -> str:
    """A value as it is compared: numbers to 12 digits, dates to the second, texts without outer white space."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.12g}" if math.isfinite(value) else str(value)
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 86400:.9g} days"
    if isinstance(value, dt.datetime):
        value = value.replace(microsecond=0) + dt.timedelta(seconds=round(value.microsecond / 1e6))
        return value.isoformat(" ")
    if isinstance(value, dt.date):
        return f"{value.isoformat()} 00:00:00"
    if isinstance(value, dt.time):
        return f"{(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400:.6f} days"
    return " ".join(str(value).replace("_x000D_", " ").split())


def second_opinion(path: Path) -> dict[str, Grid] | str:
    """The filled cells of every sheet, or why python-calamine gives none."""
    command = [sys.executable, "-m", "tests.bench.second", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
    return {
        name: {(row, column): text for row, column, text in cells} for name, cells in json.loads(done.stdout).items()
    }


def main(path: str) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    found = {}
    for known in book.sheets_metadata:
        if known.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        rows = book.get_sheet_by_name(known.name).to_python(skip_empty_area=False)
        found[known.name] = [
            (number, column, comparable(value))
            for number, row in enumerate(rows, 1)
            for column, value in enumerate(row, 1)
            if value != ""
        ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
