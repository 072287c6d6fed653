"""``--columns``: what the columns of a file hold, said once and remembered in the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from facilitate.commands.terminal import Terminal

HELP = (
    'What the columns of a file hold, such as: "what was said = Question text; topic = Label"; with a file in front '
    'for that file alone: "slido*.csv: ..."; or a file and how to read it: "answers.csv: Google Forms"; or a layout '
    "file (.toml). It is remembered in DIR/layouts."
)


def columns_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option for commands that read the groups' files."""
    return click.option("--columns", metavar="TEXT", multiple=True, help=HELP)(command)


def remember(folder: Path, said: Sequence[str], terminal: Terminal) -> None:
    """Keep what was said as layout files; one that was there under the same name goes into backups/."""
    if not said:
        return
    from facilitate.commands.keeping import keep_copy
    from facilitate.errors import FacilitateError
    from facilitate.reading.layouts import read_layouts
    from facilitate.reading.mapping import Remembered, remembered
    from facilitate.session import open_session
    from facilitate.text import fold
    from facilitate.writing.files import write_atomically

    session = open_session(folder)
    known = {fold(table.layout): table for table in reversed(read_layouts(session)[0].tables)}
    for one in said:
        path = Path(one)
        try:
            given = one.endswith(".toml") and Remembered(path.name, path.read_text("utf-8"), path.name)
        except (OSError, ValueError) as fault:
            raise FacilitateError(f"The layout {one} cannot be read. Please look at its name and place.") from fault
        new = given or remembered(one, known)
        target = session.layouts / new.name
        if target.exists() and target.read_text("utf-8", "replace") == new.text:
            continue
        if target.exists():
            keep_copy(target, session)
        write_atomically(target, new.text.encode())
        terminal.say(f"Remembered in {session.relative(target)}: {new.says}.")
