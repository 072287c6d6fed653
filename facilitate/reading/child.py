"""Old binary formats, read in a process of their own that may take only so much time and memory.

Whatever their reader does (an endless loop, a gigabyte, a crash), the program goes on and says so. Started as
``python -m facilitate.reading.child FORMAT NAME SECONDS`` with the file on standard input, it writes what it read to
standard output.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import msgspec

from facilitate.problems import Problem
from facilitate.problems.refused import reader_stopped
from facilitate.reading.cells import Contents
from facilitate.reading.guard import Format
from facilitate.reading.limits import (
    CHILD_BYTES,
    CHILD_SECONDS,
    CHILD_SECONDS_AT_MOST,
    CHILD_SECONDS_PER_MEGABYTE,
    MEGABYTE,
)
from facilitate.reading.refusal import RefusedError
from facilitate.reading.stored import pack, unpack
from facilitate.records.sources import Place

_REFUSED, _BROKE, _NO_MEMORY = 3, 4, 5
"""How the child ends when it could not read the file."""

_OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)
"""How the system says that it stopped the child."""

_PATIENCE = 10
"""Seconds on the clock for a second of work: the computer may have other things to do."""


def read_apart(kind: Format, content: bytes, place: Place) -> tuple[Contents, tuple[Problem, ...]]:
    """The contents of a binary file, read in a child process. Raises RefusedError where it had to be stopped."""
    seconds = min(CHILD_SECONDS + CHILD_SECONDS_PER_MEGABYTE * len(content) / MEGABYTE, CHILD_SECONDS_AT_MOST)
    too_long = f"it took more than {seconds:.1f} seconds of work"
    command = [sys.executable, "-P", "-m", "facilitate.reading.child", kind.name, place.file, str(seconds)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_PATIENCE * seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise _stopped(too_long) from None
    except OSError as error:
        raise _stopped(f"its reader could not be started ({error.strerror})") from None
    if done.returncode == 0:
        return unpack(done.stdout)
    if done.returncode == _REFUSED:
        problem = msgspec.msgpack.decode(done.stdout, type=Problem)
        raise RefusedError(lambda _: problem)
    if done.returncode == _NO_MEMORY:
        raise _stopped(f"it took more than {CHILD_BYTES // MEGABYTE} MB of memory")
    raise _stopped(too_long if done.returncode == _OUT_OF_TIME else "its reader broke down")


def _stopped(why: str) -> RefusedError:
    return RefusedError(lambda place: reader_stopped(place, why))


def main() -> int:
    """Read the file on standard input; the exit code says how it went."""
    kind, place, seconds = Format[sys.argv[1]], Place(sys.argv[2]), float(sys.argv[3])
    _limit(seconds)
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


def _limit(seconds: float) -> None:
    """Let the system stop this process at the limits, where it can. Windows cannot; there the clock alone counts."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    sys.exit(main())
