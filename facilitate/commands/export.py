"""``facilitate export``: the list and its changes for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.commands.loading import Loaded
    from facilitate.commands.output import Content
    from facilitate.problems import Problem
    from facilitate.writing.exchange.material import ExchangeMaterial

FORMS = ("skos", "xkos", "sssom", "json", "csv")


@click.command("export", short_help="For other programs: the list and its changes as SKOS, XKOS, SSSOM, JSON or CSV.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", "forms", type=click.Choice(FORMS), multiple=True, required=True, help="May be given repeatedly.")
@click.option(
    "--since",
    metavar="VERSION",
    default="",
    help="What became of this version, over all meetings since: v0, v1 ..., or an earlier session folder.",
)
@click.option("--base", metavar="ADDRESS", default="", help="What the addresses of the list begin with.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, forms: Sequence[str], since: str, base: str, quiet: bool) -> None:
    """Write the list of the session DIR and its changes into DIR/report/exchange.

    \b
    skos   list.skos.ttl       the list as it stands, ended categories with their last words
    xkos   series.xkos.ttl     every version, and the correspondences between them
    sssom  series.sssom.tsv    the links from category to category
    json   series.json         everything, and its JSON Schema beside it
    csv    list.csv, concordance.csv and changes.csv for spreadsheet programs

    The whole series is exported, meeting by meeting. With --since, the meetings after a version are taken as one step,
    as in facilitate changes --since, and the files are called so. Give --base a web address of your own, such as
    https://example.org/skills/, and use the same one each time; without it, the addresses begin with
    http://facilitate.invalid/ and the name of the series, and lead nowhere.

    Example: facilitate export core-group-1 --to skos --to csv
    """
    raise SystemExit(run(folder, Terminal(quiet), forms, since, base))


def run(folder: Path, terminal: Terminal, forms: Sequence[str], since: str = "", base: str = "") -> int:
    """Export and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.output import put_all
    from facilitate.problems import failed
    from facilitate.reading.garbage import no_collection
    from facilitate.text import count

    loaded = load(folder)
    material, problems = _material(loaded, since, base)
    to = loaded.session.report / "exchange"
    after = f"-since-{material.versions[0].label}" if since else ""
    made = {to / name: content for form in FORMS if form in forms for name, content in _written(form, material, after)}
    terminal.say(loaded.meeting.title, style="bold")
    terminal.say(
        f"The list {material.current.label} ({material.current.status}): "
        f"{count(len(material.current.categories), 'category', 'categories')}, "
        f"{len(material.current.retired)} ended; {count(len(material.versions), 'version')}."
    )
    with no_collection():
        problems = (*problems, *put_all(made, loaded.session, terminal))
    terminal.show(problems)
    return int(failed(problems))


def _material(loaded: Loaded, since: str, base: str) -> tuple[ExchangeMaterial, tuple[Problem, ...]]:
    """The versions and steps to export; a meeting counts as a step once it has decisions."""
    from facilitate.commands.series import chosen_steps, decided_series
    from facilitate.tracking.compose import compose
    from facilitate.writing.exchange.addresses import Addresses
    from facilitate.writing.exchange.material import ExchangeMaterial

    meeting = loaded.meeting
    history, problems = decided_series(loaded)
    steps = history.steps
    series = loaded.history.series or meeting.series or (steps[0].before.session if steps else loaded.version.session)
    addresses = Addresses(_base(base, series))
    net = compose(chosen_steps(history, since)) if since else None
    if net:
        steps = (net.step,)
    versions = (steps[0].before, *(step.after for step in steps)) if steps else (loaded.version,)
    title = meeting.series or meeting.title
    made = ExchangeMaterial(title, addresses, meeting.language, versions, steps, net)
    return made, (*loaded.problems, *problems)


def _base(base: str, series: str) -> str:
    """The address that the person gave, or one made from the name of the series."""
    from facilitate.errors import FacilitateError
    from facilitate.writing.exchange.addresses import series_base, usable_base

    if base and not usable_base(base):
        raise FacilitateError(
            f"Addresses cannot begin with {base}. Please give an address that ends in a slash or a hash, such as "
            "https://example.org/skills/."
        )
    return base or series_base(series)


def _written(form: str, material: ExchangeMaterial, after: str) -> Iterator[tuple[str, Content]]:
    """The files of one form: their names, with ``after`` behind what they are, and how to make them."""
    from facilitate.writing.exchange.document import SCHEMA_FILE, json_content, json_schema
    from facilitate.writing.exchange.skos import skos_content
    from facilitate.writing.exchange.sssom import sssom_content
    from facilitate.writing.exchange.tables import changes_csv, concordance_csv, list_csv
    from facilitate.writing.exchange.xkos import xkos_content

    match form:
        case "skos":
            yield f"list{after}.skos.ttl", partial(skos_content, material)
        case "xkos":
            yield f"series{after}.xkos.ttl", partial(xkos_content, material)
        case "sssom":
            yield f"series{after}.sssom.tsv", partial(sssom_content, material)
        case "json":
            yield f"series{after}.json", partial(json_content, material)
            yield SCHEMA_FILE, json_schema()
        case _:
            yield "list.csv", partial(list_csv, material)
            yield f"concordance{after}.csv", partial(concordance_csv, material)
            yield f"changes{after}.csv", partial(changes_csv, material)
