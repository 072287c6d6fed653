"""The command line: names, help and wiring. Imports nothing heavy; each command imports what it needs when it runs."""

from __future__ import annotations

import importlib
import os
import sys

import click

from facilitate import __version__
from facilitate.errors import FacilitateError

COMMANDS = (
    *("new", "check", "pack", "merge", "why", "gather", "code", "report"),
    *("changes", "trace", "redline", "export", "map", "demo"),
)
"""The commands in the order of the work; each is the function ``command`` of the module of its name."""


class Commands(click.Group):
    """Commands in the order of the work, errors as sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the work rather than of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported when it is asked for."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"facilitate.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run, and turn what cannot go on into one sentence."""
        try:
            return super().invoke(ctx)
        except FacilitateError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(
                f"{error.filename or 'A file'}: {(error.strerror or str(error)).lower()}."
            ) from error
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if os.environ.get("FACILITATE_DEBUG"):
                raise
            raise click.ClickException(
                f"Something went wrong inside facilitate ({type(error).__name__}: {error}). Your files are as they "
                "were. Please report it with what you typed; FACILITATE_DEBUG=1 before the command shows the details."
            ) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: facilitate demo",
)
@click.version_option(__version__, message="facilitate %(version)s")
def main() -> None:
    """From the agenda and the groups' workbooks to the revised list and the Word report.

    Before a meeting: new, check, pack. After it: merge, decide in decisions.xlsx, report.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console that cannot show a character must not stop the work
            stream.reconfigure(errors="replace")
