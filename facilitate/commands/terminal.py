"""What a command says: a few calm lines, problems sorted, a bar where a step takes long."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from facilitate.problems import Level, Problem
from facilitate.problems.folding import folded
from facilitate.processes import Told, silent
from facilitate.text import count

if TYPE_CHECKING:
    from rich.console import Console

_COLOUR = {Level.ERROR: "bold red", Level.QUESTION: "yellow", Level.NOTE: "cyan"}


MANY = 100
"""So many steps take more than a second or two: then a bar is shown."""
NOTES = 30
"""So many notes of one kind are shown one by one; errors and questions are shown all."""


class Terminal:
    """The terminal of one run. ``quiet`` silences all but problems."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    def say(self, line: str = "", style: str = "") -> None:
        """One line on standard output."""
        if not self.quiet:
            _console(sys.stdout).print(line, style=style or None, markup=False, highlight=False, soft_wrap=True)

    def made(self, paths: Iterable[str]) -> None:
        """The files that a command wrote, one a line."""
        for path in paths:
            self.say(f"  wrote {path}")

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table on standard output."""
        if self.quiet:
            return
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for header in headers:
            table.add_column(header, overflow="fold")  # a name is never cut
        for row in rows:
            table.add_row(*(cell.replace("[", r"\[") for cell in row))
        _console(sys.stdout).print(table)

    def show(self, problems: Iterable[Problem]) -> None:
        """Problems on standard error, worst first, each once: place, level, message, code.

        What to do about a note is said with the first of its kind; the others say what is there.
        """
        ordered = folded(problems)
        console = _console(sys.stderr)
        notes = Counter(problem.code for problem in ordered if problem.level is Level.NOTE)
        shown: Counter[str] = Counter()
        advised: set[tuple[str, str]] = set()
        for problem in ordered:
            if problem.level is Level.NOTE and notes[problem.code] > NOTES + 1:
                shown[problem.code] += 1
                if shown[problem.code] > NOTES:
                    continue
            advice = problem.code, problem.remedy
            message = problem.found if problem.level is Level.NOTE and advice in advised else problem.message
            advised.add(advice)
            place = f"{problem.place}: " if str(problem.place) else ""
            console.print(place, style="bold", end="", markup=False, highlight=False, soft_wrap=True)
            console.print(f"{problem.level}: ", style=_COLOUR[problem.level], end="", highlight=False)
            console.print(f"{message} [{problem.code}]", markup=False, highlight=False, soft_wrap=True)
        for code in sorted(shown):  # thousands of files read as expected are no news, one by one
            console.print(
                f"... and {notes[code] - NOTES:,} more notes of this kind [{code}]", markup=False, highlight=False
            )
        if ordered:
            numbers = [(level, sum(p.level is level for p in ordered)) for level in Level]
            console.print(
                ", ".join(count(number, str(level)) for level, number in numbers if number) + ".", highlight=False
            )

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Progress]:
        """A bar for a step that may take more than a second; nothing where the output is no terminal."""
        console = _console(sys.stderr)
        if self.quiet or not console.is_terminal:
            yield Progress()
            return
        from rich.progress import Progress as Bar

        with Bar(console=console, transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield Progress(lambda now: bar.update(task, advance=1, description=now or what))

    @contextmanager
    def stages(self, begun: bool = False) -> Iterator[Told]:
        """What is told of a work in stages, as a bar: from the first stage of MANY steps on, or at once if ``begun``.

        Nothing where the output is no terminal.
        """
        console = _console(sys.stderr)
        if self.quiet or not console.is_terminal:
            yield silent
            return
        with _stages(console, begun) as told:
            yield told


@contextmanager
def _stages(console: Console, begun: bool) -> Iterator[Told]:
    from rich.progress import Progress as Bar

    bar = Bar(console=console, transient=True, redirect_stdout=False)
    now = ""

    def told(what: str, steps: int) -> None:
        nonlocal begun, now
        begun = begun or steps >= MANY
        if not begun:
            return
        bar.start()
        if what != now:
            now = what
            for task in bar.task_ids:
                bar.remove_task(task)
            bar.add_task(what, total=steps or None)
        if steps:
            bar.advance(bar.task_ids[-1])

    try:
        yield told
    finally:
        bar.stop()


class Progress:
    """Counts steps of a longer piece of work."""

    def __init__(self, advance: Callable[[str], object] = lambda now: None) -> None:
        self._advance = advance

    def step(self, now: str = "") -> None:
        """One more is done; ``now`` says of what, where that changes."""
        self._advance(now)


def _console(stream: object) -> Console:
    from rich.console import Console

    # Without a terminal nobody needs lines to fit a window: a table cell stays on one line, for grep and for files.
    # Columns are no wider than what is in them, so that a width without end costs nothing.
    terminal = hasattr(stream, "isatty") and stream.isatty()
    return Console(file=stream, width=None if terminal else 10_000)  # type: ignore[arg-type]
