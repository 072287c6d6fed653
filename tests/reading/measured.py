"""Reads one file in a process of its own and tells what it cost: ``python -m tests.reading.measured FILE``."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What reading a file cost (seconds on the clock, seconds of work, largest memory in MB) and what came of it."""

    seconds: float
    work: float
    megabytes: float
    codes: tuple[str, ...]
    format: str
    cells: int


def cost(path: Path) -> Cost:
    """What it costs to read the file; an AssertionError where the program broke down."""
    command = [sys.executable, "-m", "tests.reading.measured", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return Cost(**found | {"codes": tuple(found["codes"])})


def peak() -> float:
    """The largest memory of this process or a child, in MB."""
    import resource

    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    status = Path("/proc/self/status")
    if not status.exists():
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    # On Linux ru_maxrss begins with the memory of the process that started this one.
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return max(children, int(own.split()[1]) / 1_000)


def work() -> float:
    """The CPU seconds of this process and its children so far."""
    import resource

    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def main(path: str) -> None:
    from facilitate.reading.sheets import read_book

    begin, before = time.perf_counter(), work()
    book, problems = read_book(Path(path), Path(path).name)
    seconds, used = time.perf_counter() - begin, work() - before
    found = {
        "seconds": round(seconds, 3),
        "work": round(used, 3),
        "megabytes": round(peak()),
        "codes": sorted({problem.code for problem in problems}),
        "format": book.format if book else "",
        "cells": sum(len(sheet.cells) for sheet in book.sheets) if book else 0,
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
