"""Group workbooks of 60 rows read and accounted for, against bare python-calamine and bare openpyxl on the same files.

1,000 workbooks, or as many as are named: python -m tests.bench.reading 10000
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.many_groups import meeting_of, write_groups
from tests.conftest import ROOT
from tests.reading.measured import peak, work

ROUNDS = 3
PEERS_AT_MOST = 250
"""Workbooks that openpyxl reads; more take as long each."""


def main(files: int = 1000) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "large"
        write_groups(meeting_of(files), session.name, session / "groups")
        best: dict[str, dict[str, float]] = {}
        for _ in range(ROUNDS):
            for name in RUNS:
                found = _run(name, session, files)
                if name not in best or found["work"] < best[name]["work"]:
                    best[name] = found
        _print(best, files)


def _print(best: dict[str, dict[str, float]], files: int) -> None:
    each = {name: one["work"] / one["files"] * 1000 for name, one in best.items()}
    print(f"{files:,} workbooks; the best of {ROUNDS} runs, CPU seconds of all processes, ours with its imports")
    print(f"{'':44}{'CPU s':>8}{'s':>8}{'ms each':>9}{'to calamine':>13}{'to openpyxl':>13}{'MB':>6}{'kB each':>9}")
    for name, one in best.items():
        ratios = f"{each[name] / each['python-calamine alone']:13.2f}{each[name] / each['openpyxl alone']:13.2f}"
        numbers = f"{one['work']:8.2f}{one['seconds']:8.2f}{each[name]:9.2f}"
        grown = (one["megabytes"] - one["before"]) / one["files"] * 1000
        print(f"{name:44}{numbers}{ratios}{one['megabytes']:6.0f}{grown:9.0f}")


def _run(name: str, session: Path, files: int) -> dict[str, float]:
    """One run in a process of its own: CPU seconds, seconds on the clock, largest memory, and that before it began."""
    command = [sys.executable, "-m", "tests.bench.reading", name, str(session), str(files)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measured(name: str, session: Path, files: int) -> dict[str, float]:
    """CPU seconds of this process and its children from now on: what the benchmark itself imports does not count.

    Nor do the imports of the others, of which fewer workbooks are asked, and the result taken times as many.
    """
    if RUNS[name] in (_calamine, _openpyxl):
        import openpyxl  # noqa: F401
        import python_calamine  # noqa: F401
    before, begin, megabytes = work(), time.perf_counter(), peak()
    done = RUNS[name](session, files)
    used, seconds = work() - before, time.perf_counter() - begin
    return {"files": done, "work": used, "seconds": seconds, "megabytes": peak(), "before": megabytes}


# ---------------------------------------------------------------- what is run


def _one_core(session: Path, files: int) -> int:
    _restrict()
    return _afresh(session, files)


def _afresh(session: Path, files: int) -> int:
    for kept in (session / ".cache").glob("*"):
        kept.unlink()
    return _read(session, files)


def _one_changed(session: Path, files: int) -> int:
    """After a run: one group sends its workbook again."""
    _restrict()
    changed = session / "groups" / "g2.xlsx"
    changed.write_bytes(changed.read_bytes() + b"\n")
    return _read(session, files)


def _read(session: Path, files: int) -> int:
    from facilitate.reading.groups import read_groups
    from facilitate.session import Session

    feedback, problems = read_groups(Session(session), meeting_of(files))
    assert len(feedback.intake) == files and not problems, problems[:3]
    assert all(one.found == one.used + one.untouched + one.set_aside for one in feedback.intake)
    return files


def _calamine(session: Path, files: int) -> int:
    from python_calamine import CalamineWorkbook

    paths = sorted((session / "groups").glob("*.xlsx"))
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return len(paths)


def _openpyxl(session: Path, files: int) -> int:
    from openpyxl import load_workbook

    paths = sorted((session / "groups").glob("*.xlsx"))[:PEERS_AT_MOST]
    for path in paths:
        for sheet in load_workbook(path):
            for _ in sheet.iter_rows(values_only=True):
                pass
    return len(paths)


def _restrict() -> None:
    """One core for this process, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


RUNS: dict[str, Callable[[Path, int], int]] = {
    "python-calamine alone": _calamine,
    "openpyxl alone": _openpyxl,
    "read and accounted for, on one core": _one_core,
    "the same on all cores": _afresh,
    "a second run, one file changed": _one_changed,
}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        json.dump(_measured(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])), sys.stdout)
    else:
        main(*map(int, sys.argv[1:]))
