"""What a command does to a folder, call by call: traced once, then done again to a copy, which is looked at after each.

A program that is killed leaves what its system calls up to then have made. So every moment at which it can be killed is
seen, without running it anew for each of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

CALLS = (
    "open,openat,creat,write,writev,pwrite64,pwritev,lseek,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,rmdir,mkdir,mkdirat,truncate,ftruncate,copy_file_range,sendfile"
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_CUT = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_REST = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"\d+<([^>]*)>")


@dataclass(frozen=True)
class Call:
    """One system call that changed something: its name, its arguments as traced, what it returned."""

    name: str
    given: str
    returned: int

    @property
    def texts(self) -> list[bytes]:
        """The strings among the arguments."""
        return [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(self.given)]

    @property
    def paths(self) -> list[Path]:
        """The paths that are named."""
        return [Path(os.fsdecode(text)) for text in self.texts]

    @property
    def opened(self) -> list[Path]:
        """The paths of the open files among the arguments."""
        found = _OPENED.findall(_TEXT.sub('""', self.given))
        return [Path(os.fsdecode(bytes.fromhex(one.replace("\\x", ""))) if "\\x" in one else one) for one in found]


def trace(command: list[str], log: Path) -> list[Call] | None:
    """Run the program under strace; what it did in order, None where this system cannot trace."""
    tracer = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-o", str(log), "-e", f"trace={CALLS}"]
    if not shutil.which("strace"):
        return None
    run = subprocess.run(
        [*tracer, sys.executable, "-m", "facilitate", *command], capture_output=True, text=True, env=ENVIRONMENT
    )
    if "ptrace" in run.stderr and "Operation not permitted" in run.stderr:
        return None
    assert run.returncode == 0, run.stderr
    return list(_calls(log))


def _calls(log: Path) -> Iterator[Call]:
    cut: dict[str, str] = {}
    with log.open() as lines:
        for line in lines:
            line = line.rstrip("\n")
            if found := _CUT.match(line):
                cut[found[1]] = found[3]
                continue
            if found := _REST.match(line):
                line = f"{found[1]} {found[2]}({cut.pop(found[1], '')}{found[3]}"
            if (found := _CALL.match(line)) and int(found[4]) >= 0:
                yield Call(found[2], found[3], int(found[4]))


class Replay:
    """A folder to which the calls on another one are done again."""

    def __init__(self, traced: Path, folder: Path) -> None:
        self.traced, self.folder = traced, folder
        self._at: dict[Path, int] = {}

    def do(self, call: Call) -> list[Path]:
        """Do one call; the files in the folder that it changed, made or took away, as they are called there."""
        touched: list[Path] = []
        match call.name:
            case "open" | "openat" | "creat":
                path = self._here(call.paths[0])
                if path and ("O_CREAT" in call.given or "O_TRUNC" in call.given or call.name == "creat"):
                    touched = [path] if not path.exists() or "O_TRUNC" in call.given else []
                    with path.open("wb" if "O_TRUNC" in call.given or call.name == "creat" else "ab"):
                        pass
                if path:
                    self._at[path] = path.stat().st_size if "O_APPEND" in call.given and path.exists() else 0
            case "write" | "pwrite64":
                if path := self._here(call.opened[0]):
                    at = int(call.given.rpartition(",")[2]) if call.name == "pwrite64" else self._at.get(path, 0)
                    self._write(path, at, call.texts[0][: call.returned])
                    self._at[path] = self._at.get(path, 0) + (call.returned if call.name == "write" else 0)
                    touched = [path]
            case "lseek":
                if path := self._here(call.opened[0]):
                    self._at[path] = call.returned
            case "copy_file_range" | "sendfile":
                source, target = call.opened if call.name == "copy_file_range" else call.opened[::-1]
                if path := self._here(target):
                    content = (self._here(source) or source).read_bytes()
                    begin, at = self._at.get(self._here(source) or source, 0), self._at.get(path, 0)
                    self._write(path, at, content[begin : begin + call.returned])
                    self._at[self._here(source) or source] = begin + call.returned
                    self._at[path] = at + call.returned
                    touched = [path]
            case "rename" | "renameat" | "renameat2":
                old, new = (self._here(path) for path in call.paths)
                assert bool(old) == bool(new), call
                if old and new:
                    old.replace(new)
                    touched = [old, new]
            case "unlink" | "rmdir" | "unlinkat":
                path = call.paths[0]
                if path := self._here(path if path.is_absolute() or call.name != "unlinkat" else call.opened[0] / path):
                    path.rmdir() if path.is_dir() else path.unlink()
                    touched = [path]
            case "mkdir" | "mkdirat":
                if path := self._here(call.paths[0]):
                    path.mkdir()
            case "ftruncate" | "truncate":
                if path := self._here((call.opened or call.paths)[0]):
                    os.truncate(path, int(call.given.rpartition(",")[2]))
                    touched = [path]
            case _:
                assert not any(map(self._here, call.paths + call.opened)), f"not done again: {call}"
        return touched

    def _here(self, path: Path) -> Path | None:
        """The path in our folder, None where it lies outside the traced one."""
        return self.folder / path.relative_to(self.traced) if path.is_relative_to(self.traced) else None

    @staticmethod
    def _write(path: Path, at: int, content: bytes) -> None:
        with path.open("r+b") as stream:
            stream.seek(at)
            stream.write(content)
