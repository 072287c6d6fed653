"""``facilitate gather``: the open answers of a large consultation, gathered into statements."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.terminal import Terminal


@click.command("gather", short_help="Of a large consultation: what was said, and how often, copies counted once.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--text", "column", metavar="HEADER", default="", help="The column of the answers.  [default: most words]"
)
@click.option(
    "--by",
    metavar="HEADER",
    default="",
    help="Count each statement by this column too, such as the region; fewer than 3 of one are kept back.",
)
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    default="gathered",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the results go.",
)
@click.option("--parquet", is_flag=True, help="The long tables as Parquet instead of CSV.")
@click.option("--cores", metavar="NUMBER", type=click.IntRange(1), help="At most so many processes.  [default: all]")
@click.option("--cluster", metavar="ADDRESS", default="", help="Work on the Dask cluster at this address instead.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(
    files: tuple[Path, ...],
    column: str,
    by: str,
    folder: Path,
    parquet: bool,
    cores: int | None,
    cluster: str,
    quiet: bool,
) -> None:
    """Read every answer in FILE... and gather them into statements: what was said, and how often.

    A statement is one text with all its copies and near-identical wordings, counted once each with its sources. FILE
    is a CSV file of any size, a workbook, or a folder of them. Nothing else than copies is joined: who says the same
    in other words makes a statement of their own.

    You find in FOLDER: summary.xlsx with the most frequent statements and the account of all files; statements.csv
    with all of them; wordings.csv with every wording, its statement and why it was joined; contributions.csv with
    every row and its statement. With --by, the sheet Compared and compared.csv say how many contributions of which
    region (or what else the column says) make each statement. Press Ctrl+C at any time; the same command goes on where
    it was.

    Example: facilitate gather answers-2026.csv --text "What do you propose?"
    """
    from facilitate.commands.gathering import Wish, run

    raise SystemExit(run(files, Wish(column, folder, parquet, cores, cluster, by), Terminal(quiet)))
