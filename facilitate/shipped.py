"""What comes with the program: the Word templates and the example sessions."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped(folder: str) -> Path:
    """The folder ``templates`` or ``sessions`` that came with the program.

    A wheel carries it inside the package; in a checkout (an editable install included) it lies beside the package.
    """
    inside = Path(str(files("facilitate"))) / folder
    return inside if inside.is_dir() else inside.parent.parent / folder


def template(session: Path, name: str) -> Path:
    """A Word template: the session's own in its folder ``templates``, else the one that came with the program."""
    own = session / "templates" / name
    return own if own.exists() else shipped("templates") / name
