"""Workbooks taken in as they are saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitate.commands.terminal import Terminal
from facilitate.errors import FacilitateError

QUIET = 400
"""Milliseconds without a change after which a file counts as whole: programs save in several steps."""


def watch_groups(folder: Path, terminal: Terminal, merge: Callable[[], int]) -> None:
    """Merge whenever a file in the session's ``groups`` folder comes, changes or goes; a line for each. Ctrl+C ends it.

    Lock files and temporary files of Excel, LibreOffice, browsers and cloud folders are passed over.
    """
    try:
        from watchfiles import Change, watch
    except ImportError as error:
        raise FacilitateError("Watching needs one more package: pip install 'facilitate[watch]'") from error
    groups = folder / "groups"
    groups.mkdir(exist_ok=True)
    words = {Change.added: "came in", Change.modified: "changed", Change.deleted: "was taken out"}
    terminal.say(f"Watching {groups}. Press Ctrl+C to stop.")
    for changes in watch(groups, debounce=1600, step=QUIET, raise_interrupt=False):
        told = sorted({(Path(path).name, words[change]) for change, path in changes if is_workbook(Path(path))})
        if not told:
            continue
        status = merge()
        for name, what in told:
            terminal.say(f"{name} {what}: merged{', see the problems above' if status else ''}.")


def is_workbook(path: Path) -> bool:
    """Whether a file is meant for us, rather than a lock or a half-made copy of another program."""
    name = path.name
    temporary = (".tmp", ".crdownload", ".part", ".partial", ".download")
    return not name.startswith(("~$", ".", "~")) and not name.casefold().endswith(temporary)
