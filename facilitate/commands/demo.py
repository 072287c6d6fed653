"""``facilitate demo``: the worked example, copied out of the package and run."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.terminal import Terminal


@click.command("demo", short_help="See it at work on a real meeting, in a folder of your own.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default="demo", required=False)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, quiet: bool) -> None:
    """Copy the example sessions into DIR (default: demo) and run pack, merge and report on each.

    The example is the first core group meeting of the ILO Skills Innovation Network, from its public report; what
    its groups wrote, its participants and the second meeting are invented.

    Example: facilitate demo my-demo
    """
    raise SystemExit(run(folder, Terminal(quiet)))


def run(folder: Path, terminal: Terminal) -> int:
    """Copy and run; the exit status."""
    import shutil

    from facilitate.commands import merge, pack, report
    from facilitate.errors import FacilitateError
    from facilitate.shipped import shipped

    made = "pack", "report", "backups", ".cache", ".written"
    examples = sorted(path for path in shipped("sessions").iterdir() if (path / "meeting.xlsx").exists())
    if present := [path.name for path in examples if (folder / path.name).exists()]:
        raise FacilitateError(
            f"{folder / present[0]} is there already and stays as it is. Name another folder: facilitate demo DIR"
        )
    status = 0
    for example in examples:
        copy = folder / example.name
        shutil.copytree(example, copy, ignore=shutil.ignore_patterns(*made))
        for step in (pack, merge, report):
            terminal.say()
            terminal.say(f"$ facilitate {step.__name__.rpartition('.')[2]} {copy}", style="bold cyan")
            status = max(status, step.run(copy, terminal))
    return status
