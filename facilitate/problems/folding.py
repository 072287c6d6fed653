"""The same fault in forty cells is one line: problems that differ in their row alone are folded into ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from msgspec import structs

from facilitate.problems import Problem, worst_first

_CELL = re.compile(r"([A-Z]+)(\d+)")


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Problems worst first, each once; a run of rows with the same problem in the same column has one place, E4:E43."""
    ordered = worst_first(tuple(problems))
    column_by_column = sorted(enumerate(ordered), key=lambda one: (_alike(one[1]), _row(one[1]), one[0]))
    runs: list[tuple[int, list[Problem]]] = []
    for _, group in groupby(column_by_column, key=lambda one: _alike(one[1])):
        for place, problem in group:
            if runs and _follows(runs[-1][1][-1], problem):
                runs[-1][1].append(problem)
            else:
                runs.append((place, [problem]))
    return [_range(run) for _, run in sorted(runs, key=lambda one: one[0])]


def _alike(problem: Problem) -> tuple[object, ...]:
    found = _CELL.fullmatch(problem.place.cell)
    column = found[1] if found else problem.place.cell
    return (problem.level, problem.code, problem.place.file, problem.place.sheet, column, problem.message)


def _row(problem: Problem) -> int:
    found = _CELL.fullmatch(problem.place.cell)
    return int(found[2]) if found else 0


def _follows(before: Problem, problem: Problem) -> bool:
    return _alike(before) == _alike(problem) and _row(problem) == _row(before) + 1


def _range(run: list[Problem]) -> Problem:
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    return replace(first, place=structs.replace(first.place, cell=f"{first.place.cell}:{last.place.cell}"))


def cell_ranges(cells: Iterable[str]) -> tuple[str, ...]:
    """Addresses such as Categories!D4 with neighbours below each other as one: Categories!D4:D9.

    >>> cell_ranges(("A!D4", "A!E4", "A!D5", "the sheet “Old”"))
    ('A!D4:D5', 'A!E4', 'the sheet “Old”')
    """
    runs: list[list[str]] = []
    last: dict[str, tuple[int, list[str]]] = {}
    for cell in cells:
        sheet, _, address = cell.rpartition("!")
        found = _CELL.fullmatch(address)
        column, row = (f"{sheet}!{found[1]}", int(found[2])) if found else ("", 0)
        before, run = last.get(column, (0, []))
        if not found or before + 1 != row or not run:
            run = []
            runs.append(run)
        run.append(cell)
        last[column] = row, run
    return tuple(run[0] if len(run) == 1 else f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in runs)
