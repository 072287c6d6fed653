"""Old binary formats, read in a process of their own that may take only so much time and memory.

Whatever their reader does (an endless loop, a gigabyte, a crash), the program goes on and says so. Started as
``python -m facilitate.reading.child FORMAT NAME`` with the file on standard input, it writes what it read to
standard output.
"""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec

from facilitate.problems import Problem
from facilitate.problems.refused import reader_stopped
from facilitate.reading.cells import Contents
from facilitate.reading.guard import Format
from facilitate.reading.limits import CHILD_BYTES, CHILD_SECONDS, CHILD_SECONDS_PER_MEGABYTE, MEGABYTE
from facilitate.reading.refusal import RefusedError
from facilitate.reading.stored import pack, unpack
from facilitate.records.sources import Place

_REFUSED, _BROKE, _NO_MEMORY = 3, 4, 5
"""How the child ends when it could not read the file."""


def read_apart(kind: Format, content: bytes, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The contents of a binary file, read in a child process. Raises RefusedError where it had to be stopped."""
    seconds = CHILD_SECONDS + CHILD_SECONDS_PER_MEGABYTE * len(content) / MEGABYTE
    command = [sys.executable, "-P", "-m", "facilitate.reading.child", kind.name, place.file]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        raise _stopped(f"it took more than {seconds:.1f} seconds") from None
    except OSError as error:
        raise _stopped(f"its reader could not be started ({error.strerror})") from None
    if done.returncode == _REFUSED:
        problem = msgspec.msgpack.decode(done.stdout, type=Problem)
        raise RefusedError(lambda _: problem)
    if done.returncode == _NO_MEMORY:
        raise _stopped(f"it took more than {CHILD_BYTES // MEGABYTE} MB of memory")
    if done.returncode != 0:
        raise _stopped("its reader broke down")
    return unpack(done.stdout)


def _stopped(why: str) -> RefusedError:
    return RefusedError(lambda place: reader_stopped(place, why))


def main() -> int:
    """Read the file on standard input; the exit code says how it went."""
    _limit()
    kind, place = Format[sys.argv[1]], Place(sys.argv[2])
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(_read(kind, content, place))
    except RefusedError as refusal:
        sys.stdout.buffer.write(msgspec.msgpack.encode(refusal.problem(place)))
        return _REFUSED
    except MemoryError:
        return _NO_MEMORY
    except Exception:  # a foreign library at work on a foreign file: anything can come
        return _BROKE
    return 0


def _read(kind: Format, content: bytes, place: Place) -> bytes:
    if kind is Format.XLSB:
        from facilitate.reading.formats.package import Package
        from facilitate.reading.formats.xlsb import read_xlsb

        return pack(*read_xlsb(Package(content), place))
    from facilitate.reading.formats.xls import read_xls

    return pack(*read_xls(content, place))


def _limit() -> None:
    """Let the system stop this process at the limits, where it can (Windows cannot; there only time is limited)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
