"""Workbooks as python-calamine reads them: the second opinion, asked in a process of its own.

``python -m tests.bench.second FILE ...`` prints a line of JSON for each file: sheet → list of [row, column, value].
"""

from __future__ import annotations

import datetime as dt
import json
import math
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from facilitate.reading.cells import Book, Cell

Grid = dict[tuple[int, int], str]
Opinion = dict[str, Grid] | str
"""The filled cells of every sheet, or why there are none."""


def comparable(value: object) -> str:
    """A value as it is compared: numbers to 12 digits, times to a tenth of a second, texts with single blanks."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.12g}" if math.isfinite(value) else str(value)
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 86400:.6f} days"
    if isinstance(value, dt.time):
        return comparable(dt.datetime.combine(dt.date.min, value) - dt.datetime.min)
    if isinstance(value, dt.datetime):
        return (value.replace(microsecond=0) + dt.timedelta(seconds=round(value.microsecond / 1e6))).isoformat(" ")
    if isinstance(value, dt.date):
        return f"{value.isoformat()} 00:00:00"
    return " ".join(str(value).split())


def differences(book: Book, opinion: dict[str, Grid]) -> tuple[int, list[tuple[str, tuple[int, int], str, str]]]:
    """How many cells were compared, and where the two readers differ: sheet, cell, our value, theirs.

    python-calamine shows nothing for errors and for formulas without a computed value.
    """
    compared = 0
    found = []
    ours = {sheet.name: sheet.cells for sheet in book.sheets}
    for name in sorted(ours.keys() | opinion.keys()):
        mine, theirs = ours.get(name, {}), opinion.get(name, {})
        for at in sorted(mine.keys() | theirs.keys()):
            cell = mine.get(at, Cell())
            value = comparable(cell.value) if cell.value is not None else ""
            other = theirs.get(at, "")
            compared += bool(value or other)
            silent = not other and (cell.error or cell.value == cell.formula)
            if value != other and not silent:
                found.append((name, at, value, other))
    return compared, found


def second_opinions(paths: Sequence[Path]) -> dict[Path, Opinion]:
    """What python-calamine makes of the files; where it takes its process down, the next one goes on."""
    found: dict[Path, Opinion] = {}
    waiting = list(paths)
    while waiting:
        command = [sys.executable, "-m", "tests.bench.second", *map(str, waiting)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = done.stdout.splitlines()
        for path, line in zip(waiting, lines, strict=False):
            found[path] = _grids(json.loads(line))
        waiting = waiting[len(lines) :]
        if waiting:
            found[waiting.pop(0)] = f"its process ended with {done.returncode}"
    return found


def _grids(read: Any) -> Opinion:
    if isinstance(read, str):
        return read
    return {name: {(row, column): value for row, column, value in cells} for name, cells in read.items()}


def _read(path: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    for known in book.sheets_metadata:
        if known.typ == python_calamine.SheetTypeEnum.WorkSheet:
            rows = book.get_sheet_by_name(known.name).to_python(skip_empty_area=False)
            yield (
                known.name,
                [
                    (number, column, comparable(value))
                    for number, row in enumerate(rows, 1)
                    for column, value in enumerate(row, 1)
                    if comparable(value)
                ],
            )


def main(paths: Sequence[str] = ()) -> None:
    """Answer for the files; called without any it has nothing to say."""
    for path in paths:
        try:
            print(json.dumps(dict(_read(path))), flush=True)
        except BaseException as error:  # a panic of its library is no Exception
            print(json.dumps(f"{type(error).__name__}: {error}"[:200]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
