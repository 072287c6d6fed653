"""The commands on the worked example as whole processes, against importing their libraries and nothing else."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import FIRST, ROOT

RUNS = 5
PEER = (
    "import click, docx, icalendar, matplotlib.figure, matplotlib.backends.backend_agg, msgspec, openpyxl, rich.console"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Path(shutil.copytree(ROOT / "sessions" / FIRST, Path(folder) / FIRST))
        peer = cpu([sys.executable, "-c", PEER])
        empty = cpu([sys.executable, "-c", "import click"])
        print(f"{'':24}{'CPU s':>8}{'ratio to importing':>22}")
        print(f"{'import the libraries':24}{peer:8.2f}{1:22.2f}")
        print(f"{'import click alone':24}{empty:8.2f}{empty / peer:22.2f}")
        for words in (["--help"], ["check"], ["pack"], ["merge"], ["report"]):
            folder_too = [] if words == ["--help"] else [str(session)]
            seconds = cpu([sys.executable, "-m", "facilitate", *words, *folder_too])
            print(f"{'facilitate ' + words[0]:24}{seconds:8.2f}{seconds / peer:22.2f}")


def cpu(command: list[str]) -> float:
    """The least CPU seconds, user and system, of some runs."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    best = float("inf")
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best
