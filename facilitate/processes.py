"""Work for all cores: pieces given to several processes, and what they make in the order of the pieces."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

AHEAD = 4
"""So many times as many pieces of work as there are processes are given out at once: memory stays flat."""

Told = Callable[[str, int], object]
"""Is told each time that one of so many steps of something is done; of 0 steps, that something begins."""


def silent(what: str, steps: int = 0) -> None:
    """Tells nobody."""


T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def by_several(
    work: Callable[[T], R],
    pieces: Iterable[T],
    count: int,
    begin: Callable[..., object] = int,
    setting: tuple[Any, ...] = (),
) -> Iterator[R]:
    """What ``work``, a function of a module, makes of each piece; each of ``count`` processes begins with ``begin``.

    It ends early where the system has no further processes, or ended them: what is missing is for the caller to do.
    """
    try:
        with ProcessPoolExecutor(count, _context(), _begin, (begin, setting)) as pool:
            given: deque[Future[R]] = deque()
            try:
                for piece in pieces:
                    given.append(pool.submit(work, piece))
                    if len(given) > AHEAD * count:
                        yield given.popleft().result()
                while given:
                    yield given.popleft().result()
            finally:
                for one in given:
                    one.cancel()
    except BrokenProcessPool:
        return


def _context() -> multiprocessing.context.BaseContext:
    """Copies of this process where that is safe and cheap, else fresh ones."""
    copies = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copies else "spawn")


def _begin(begin: Callable[..., object], setting: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives out the work
    gc.freeze()
    begin(*setting)
