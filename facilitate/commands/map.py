"""``facilitate map``: the network map, for Kumu and without Kumu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.records.network import Audience


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
    folder: Path, lists: tuple[Path, ...], public: bool, members: bool, small_numbers: bool, regions: str, quiet: bool
) -> None:
    """Make the network map of the people in DIR and write it into DIR/report/network.

    You get map.html, which opens in any browser and needs no internet; the files for Kumu; files for Gephi; tables.
    People appear by name only where the column "may be published" says yes; all others count in totals.

    Example: facilitate map core-group-1 --people wider-network.xlsx
    """
    from facilitate.records.network import Audience

    audiences = [Audience.PUBLIC] * (public or not members) + [Audience.MEMBERS] * members
    raise SystemExit(run(folder, lists, tuple(audiences), small_numbers, regions, Terminal(quiet)))


def run(
    folder: Path,
    lists: tuple[Path, ...],
    audiences: tuple[Audience, ...],
    small: bool,
    regions: str,
    terminal: Terminal,
) -> int:
    """Write the maps and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.mapping import draw_map, folder_of, list_of_today, map_files, read_table, recognised
    from facilitate.commands.output import put_all
    from facilitate.problems import failed
    from facilitate.reading.people import PeopleList, read_people
    from facilitate.records.network import Audience
    from facilitate.records.sources import Place
    from facilitate.text import count

    loaded = load(folder)
    session, meeting = loaded.session, loaded.meeting
    table, trouble = read_table(regions, session)
    problems = (*loaded.problems, *trouble)
    listed = PeopleList(meeting.participants)
    if lists:
        listed, trouble = read_people([(path, session.relative(path)) for path in lists])
        problems = (*problems, *trouble)
    today = list_of_today(loaded)
    people, ties, trouble = recognised(listed, loaded.version, today, table, meeting.language)
    problems = (*problems, *trouble)
    categories = tuple(category.name for category in today.categories)
    place = Place(session.relative(lists[0] if lists else session.meeting))
    terminal.say(meeting.title, style="bold")
    for audience in audiences:
        with terminal.progress("Drawing the map"):
            chart, trouble = draw_map(meeting, people, ties, categories, audience, small_numbers=small, place=place)
            files, more = map_files(chart, place)
        problems = (*problems, *trouble, *more)
        terminal.say(
            f"The map for {'everyone' if audience is Audience.PUBLIC else 'the members'}: "
            f"{count(len(chart.people), 'person', 'people')} of {len(people):,} by name."
        )
        target = folder_of(session.report, audience)
        problems = (*problems, *put_all({target / name: content for name, content in files.items()}, session, terminal))
    terminal.say(f"Next: open {folder_of(session.report, audiences[0]) / 'map.html'} in a browser.")
    terminal.show(problems)
    return int(failed(problems))
