"""Who does the work: this process, several processes, or a Dask cluster; each as an executor of Python's own kind."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from facilitate.errors import FacilitateError
from facilitate.processes import cores as all_cores

ANSWER_WITHIN = "20s"
"""So long a cluster may take to answer."""


class Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it, and hand back a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:
            future.set_exception(fault)
        return future


@dataclass(slots=True)
class Workers:
    """An executor for ``count`` parts at once, made anew where it broke."""

    make: Callable[[], Executor]
    count: int
    executor: Executor
    hint: str = ""
    """What to look at where a part of the work fails."""

    def renew(self) -> None:
        """Begin again with a fresh executor: a process was killed, by the system or by a person."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self.make()

    def lost(self, fault: BaseException) -> bool:
        """Whether a part of the work was lost with who did it, rather than failed."""
        return isinstance(fault, BrokenExecutor | CancelledError | ConnectionError | EOFError) or type(
            fault
        ).__name__ in ("KilledWorker", "CommClosedError", "FutureCancelledError", "LostWorkerError")


@contextmanager
def workers(cores: int | None = None, cluster: str = "") -> Iterator[Workers]:
    """Workers: a Dask cluster's at the address ``cluster``, else ``cores`` processes (None: one for each core).

    Raises FacilitateError where there is no such cluster, or the library for it is not installed.
    """
    if cluster:
        with _on_cluster(cluster) as found:
            yield found
        return
    count = cores or all_cores()
    make: Callable[[], Executor] = Here if count == 1 else lambda: _processes(count)
    found = Workers(make, count, make())
    try:
        yield found
    finally:
        found.executor.shutdown(wait=True, cancel_futures=True)


def _processes(count: int) -> Executor:
    # Fresh processes, not copies: a bar on the terminal is drawn by a thread, and threads do not survive a copy.
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives out the work


@contextmanager
def _on_cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError:
        raise FacilitateError(
            "--cluster needs the library of Dask. Install it with: pip install 'facilitate[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise FacilitateError(f"No Dask scheduler answers at {address} ({fault}). Is it running?") from None
    with client:
        count = max(sum(client.nthreads().values()), 1)

        def make() -> Executor:
            executor: Executor = client.get_executor(pure=False, retries=3)
            return executor

        hint = "Every machine of the cluster needs facilitate, and must see the folder of the results by the same path."
        yield Workers(make, count, make(), hint)
