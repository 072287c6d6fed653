"""``facilitate map``: the network map, for Kumu and without Kumu."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.terminal import Terminal


@click.command("map", short_help="The network: who works where and on what, as a map, for Kumu and without it.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--people",
    "lists",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A longer list instead of the meeting's: xlsx, csv or a Kumu export. May be given several times.",
)
@click.option(
    "--read",
    "returned",
    metavar="KUMU-FILE",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Bring an export or backup from Kumu back into meeting.xlsx; you confirm each change in from-kumu.xlsx.",
)
@click.option(
    "--between",
    "earlier",
    metavar="SESSION",
    type=click.Path(path_type=Path),
    help="Say who joined, left or changed category since the meeting in this folder.",
)
@click.option("--public", is_flag=True, help="A map for everyone, without addresses (this is what you get anyway).")
@click.option("--members", is_flag=True, help="A map for the members themselves, with their addresses.")
@click.option("--small-numbers", is_flag=True, help="Show totals as well behind which fewer than three people stand.")
@click.option(
    "--regions",
    metavar="TABLE",
    default="ilo",
    show_default=True,
    help="The table of regions: ilo, m49 (United Nations), or a csv of your own with the columns code and region.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(
    folder: Path,
    lists: tuple[Path, ...],
    returned: tuple[Path, ...],
    earlier: Path | None,
    public: bool,
    members: bool,
    small_numbers: bool,
    regions: str,
    quiet: bool,
) -> None:
    """Make the network map of the people in DIR and write it into DIR/report/network.

    You get map.html, which opens in any browser and needs no internet; the files for Kumu; files for Gephi; tables;
    figures. People appear by name only where the column "may be published" says yes; all others count in totals.

    Example: facilitate map core-group-1 --people wider-network.xlsx
    """
    from facilitate.commands import mapping
    from facilitate.commands.loading import load
    from facilitate.records.network import Audience

    terminal = Terminal(quiet)
    if returned:
        raise SystemExit(mapping.bring_back(folder, returned, regions, terminal))
    loaded = load(folder)
    audiences = [Audience.PUBLIC] * (public or not members) + [Audience.MEMBERS] * members
    wanted = mapping.Wanted(lists, tuple(audiences), earlier, small_numbers, regions)
    raise SystemExit(mapping.make_maps(loaded, wanted, terminal))
