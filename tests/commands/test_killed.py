"""The program stopped at every system call that writes: decisions.xlsx is the old file or the new one, never a part."""

import os
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from tests.conftest import ROOT, Workbook

WRITING = "write,pwrite64,writev,rename,renameat,renameat2,fsync,fdatasync,chmod,fchmod,unlink,unlinkat,mkdir,ftruncate"


def merge(session, *tracer):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*tracer, sys.executable, "-m", "facilitate", "merge", str(session)]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


@pytest.mark.slow
def test_whenever_it_is_killed_the_old_or_the_new_file_is_there(first, tmp_path):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    with Workbook(first / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "a person's words")
    old = (first / "decisions.xlsx").read_bytes()
    whole = shutil.copytree(first, tmp_path / "whole" / first.name)
    if merge(whole, "strace", "-f", "-y", "-o", str(tmp_path / "log"), "-e", f"trace={WRITING}").returncode:
        pytest.skip("strace may not trace here")
    new = (whole / "decisions.xlsx").read_bytes()
    assert new != old
    lines = (tmp_path / "log").read_text().splitlines()
    main = lines[-1].split()[
        0
    ]  # strace counts the calls of each thread by themselves; the last line is the end of the program
    calls = [line for line in lines if line.split()[0] == main and "(" in line and "resumed" not in line]
    times: Counter[str] = Counter()
    found = []
    for place, call in enumerate(calls):
        name = call.split()[1].split("(")[0]
        times[name] += 1  # ... and the calls of each kind by themselves
        if str(whole) not in call:
            continue
        session = shutil.copytree(first, tmp_path / str(place) / first.name)
        inject = f"inject={name}:signal=SIGKILL:when={times[name]}"
        run = merge(session, "strace", "-f", "-o", "/dev/null", "-e", f"trace={WRITING}", "-e", inject)
        content = (session / "decisions.xlsx").read_bytes()
        assert content in (old, new), f"killed at {call}"
        for backup in (session / "backups").glob("*.xlsx"):
            assert backup.read_bytes() == old
        found.append((run.returncode != 0, content == new))
    assert (True, False) in found and (True, True) in found  # killed before the new file was in place, and after
