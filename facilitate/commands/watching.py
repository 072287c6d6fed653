"""Workbooks taken in as they are saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from facilitate.commands.done import Done
from facilitate.commands.terminal import Terminal
from facilitate.errors import FacilitateError

QUIET = 400
"""Milliseconds without a change after which a file may be whole: programs save in several steps."""
PATIENCE = 60
"""Seconds after which a file that is still not whole is taken in all the same, so that what is wrong is said."""

UNFINISHED = frozenset(("cut-off-file", "half-synchronised", "empty-file"))
"""What a file is while it is being copied, downloaded or synchronised."""
_WORDS = {1: "came in", 2: "changed", 3: "was taken out"}
"""The kinds of change by their numbers in watchfiles."""


def watch_groups(folder: Path, terminal: Terminal, merge: Callable[[], Done], before: Done) -> None:
    """Merge whenever a file in the session's ``groups`` folder comes, changes or goes; a line for each. Ctrl+C ends it.

    Lock files and temporary files of Excel, LibreOffice, browsers and cloud folders are passed over. A file that is
    not whole yet is waited for. After each merge only problems are shown that were not there ``before``.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise FacilitateError("Watching needs one more package: pip install 'facilitate[watch]'") from error
    groups = folder / "groups"
    groups.mkdir(exist_ok=True)
    waiting = Waiting()
    terminal.say(f"Watching {groups}. Press Ctrl+C to stop.")
    for changes in watch(groups, debounce=1600, step=QUIET, rust_timeout=1000, yield_on_timeout=True,
                         raise_interrupt=False):  # fmt: skip
        told = waiting.ready(((int(change), Path(path)) for change, path in changes), time.monotonic())
        if not told:
            continue
        done = merge()
        for path, what in told:
            terminal.say(f"{path.name} {_WORDS[what]}: {_read(path, done)}")
        terminal.show(problem for problem in done.problems if problem not in before.problems)
        before = done


class Waiting:
    """Files that have changed and are not whole yet."""

    def __init__(self) -> None:
        self._since: dict[Path, tuple[int, float]] = {}

    def ready(self, changes: Iterable[tuple[int, Path]], now: float) -> list[tuple[Path, int]]:
        """The changed files that are whole, or were waited for long enough, each with what happened to it.

        ``changes`` have numbers as in watchfiles; ``now`` is in seconds, of a clock that never goes back.
        """
        from facilitate.reading.groups import is_meant

        for change, path in changes:
            if is_meant(path.name):
                first = self._since.get(path, (change, now))
                # Saved anew under its name, a file is deleted and added: to a person it changed.
                kind = 3 if not path.exists() else 2 if first[0] == 3 else first[0]
                self._since[path] = kind, first[1]
        ready = [
            (path, kind)
            for path, (kind, since) in sorted(self._since.items())
            if kind == 3 or now - since > PATIENCE or is_whole(path)
        ]
        for path, _ in ready:
            del self._since[path]
        return ready


def is_whole(path: Path) -> bool:
    """Whether a file is not merely the beginning of one: it can be read, or is wrong in another way."""
    from facilitate.reading.sheets import read_book

    try:
        before = path.stat()
    except OSError:
        return False
    _, problems = read_book(path, path.name)
    try:
        steady = path.stat().st_size == before.st_size
    except OSError:
        return False
    return steady and not any(problem.code in UNFINISHED for problem in problems)


def _read(path: Path, done: Done) -> str:
    """What was read of a file, in a few words."""
    from facilitate.text import count

    mine = [one for one in done.intake if one.file.rpartition("/")[2] == path.name]
    if not mine:
        return "merged."
    rows, used = sum(one.found for one in mine), sum(one.used for one in mine)
    as_what = f"read as {mine[0].read_as}, " if mine[0].read_as else ""
    asked = [
        count(number, word)
        for number, word in (
            (sum(one.errors for one in mine), "error"),
            (sum(one.questions for one in mine), "question"),
        )
        if number
    ]
    return f"merged; {as_what}{count(rows, 'row')}, {used} used{''.join(f', {one}' for one in asked)}."
