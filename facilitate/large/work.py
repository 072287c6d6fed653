"""Parts of a work, given out and put together again; what was made once is not made again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np

from facilitate import __version__
from facilitate.consolidation import parts as _parts
from facilitate.consolidation.parts import Array, Arrays, Part, Step, Texts
from facilitate.errors import FacilitateError
from facilitate.large.store import do, give, made
from facilitate.large.workers import Workers

AHEAD = 3
"""So many times as many parts as there are workers are given out at once: memory stays flat."""
REMEMBERED = 8
"""Of so many things that were given last it is known where they lie."""
PATIENCE = 4
"""So often a part is given out before it is given up: whoever does it may be killed."""


@dataclass(slots=True)
class _Given:
    """A part that was given out, or need not be."""

    step: str
    paths: tuple[str, ...]
    result: Path
    future: Future[str] | None = None
    executor: Executor | None = None
    tries: int = 0


@dataclass(slots=True)
class Work:
    """Does steps for each of some parts; an ``Each`` of facilitate.consolidation.parts.

    ``folder`` keeps what was given and made, named by content: after an interruption, and where only some of the
    input is new, the rest is taken from there. With a cluster, all its machines must see the folder under this path.
    ``told`` is called with the step's name whenever a part is done.
    """

    folder: Path
    workers: Workers
    told: Callable[[str], None] = lambda step: None
    used: set[str] = field(default_factory=set)
    reused: int = 0
    _shared: deque[tuple[Array | Texts, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def __call__(self, step: Step, parts: Iterable[Part]) -> Iterator[Arrays]:
        """What the step makes of each part, in the order of the parts."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{step.__module__}:{step.__qualname__}"
        waiting: deque[_Given] = deque()
        try:
            for part in parts:
                waiting.append(self._give(name, part))
                if len(waiting) > AHEAD * self.workers.count:
                    yield self._done(waiting)
            while waiting:
                yield self._done(waiting)
        finally:
            for one in waiting:
                if one.future:
                    one.future.cancel()
            self._shared.clear()

    def tidy(self) -> None:
        """Keep what was made of the input as it is now, and nothing else."""
        for path in (*self.folder.glob("*.np*"), *self.folder.glob(".*.tmp")):
            if path.name not in self.used:
                with suppress(OSError):
                    path.unlink()

    def _give(self, step: str, part: Part) -> _Given:
        paths = tuple(map(self._path, part))
        key = blake2b(f"{_program()} {step}".encode(), digest_size=16)
        for path in paths:
            key.update(Path(path).name.encode())
        one = _Given(step, paths, self.folder / f"{key.hexdigest()}.npz")
        self.used.add(one.result.name)
        if one.result.exists():
            self.reused += 1
        else:
            self._submit(one)
        return one

    def _path(self, one: Array | Texts) -> str:
        """Where something that a step needs lies. What several parts share is put there once."""
        known = next((path for given, path in self._shared if given is one), "")
        if not known:
            known = str(give(self.folder, one))
            self._shared.append((one, known))
        return known

    def _submit(self, one: _Given) -> None:
        one.tries += 1
        one.executor = self.workers.executor
        try:
            one.future = one.executor.submit(do, one.step, one.paths, str(one.result))
        except RuntimeError as fault:  # whoever did the work was lost while more was given out
            one.future = Future()
            one.future.set_exception(BrokenExecutor(str(fault)))

    def _done(self, waiting: deque[_Given]) -> Arrays:
        """What the first one that waits has made. Those that were lost are given out again."""
        one = waiting.popleft()
        while True:
            try:
                if one.future:
                    one.future.result()
                found = made(one.result)
                break
            except Exception as fault:
                lost = self.workers.lost(fault)
                damaged = one.future is None  # what was kept from an earlier run
                if one.tries >= PATIENCE or not (lost or damaged):
                    raise FacilitateError(f"A part of the work failed: {fault}. {self.workers.hint}".strip()) from fault
                if lost and one.executor is self.workers.executor:
                    self.workers.renew()
                one.result.unlink(missing_ok=True)
                self._submit(one)
        self.told(one.step)
        return found


def _program() -> str:
    """What decides what a step makes, besides what it is given: the state of the thinking code."""
    if not _STATE:
        sources = sorted(Path(_parts.__file__).parent.glob("*.py"))
        digest = blake2b(f"{__version__} {np.__version__}".encode(), digest_size=8)
        for source in sources:
            digest.update(source.read_bytes())
        _STATE.append(digest.hexdigest())
    return _STATE[0]


_STATE: list[str] = []
