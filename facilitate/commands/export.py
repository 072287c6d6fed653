"""``facilitate export``: the list and its changes for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.commands.loading import Loaded
    from facilitate.problems import Problem
    from facilitate.records.categories import Version
    from facilitate.writing.exchange.material import ExchangeMaterial

FORMS = ("skos", "xkos", "sssom", "json", "csv")


@click.command("export", short_help="For other programs: the list and its changes as SKOS, XKOS, SSSOM, JSON or CSV.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", "forms", type=click.Choice(FORMS), multiple=True, required=True, help="May be given repeatedly.")
@click.option("--since", metavar="VERSION", default="", help="Begin with this version (v0, v1 ...) or meeting folder.")
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

    The whole series is exported; --since leaves out what was before a version. Give --base a web address of your own,
    such as https://example.org/skills/, and use the same one each time; without it, the addresses begin with
    http://facilitate.invalid/ and the name of the series, and lead nowhere.

    Example: facilitate export core-group-1 --to skos --to csv
    """
    raise SystemExit(run(folder, Terminal(quiet), forms, since, base))


def run(folder: Path, terminal: Terminal, forms: Sequence[str], since: str = "", base: str = "") -> int:
    """Export and say so; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.output import put_all
    from facilitate.problems import failed
    from facilitate.text import count

    loaded = load(folder)
    material, problems = _material(loaded, since, base)
    to = loaded.session.report / "exchange"
    made = {to / name: content for form in FORMS if form in forms for name, content in _written(form, material).items()}
    terminal.say(loaded.meeting.title, style="bold")
    terminal.say(
        f"The list {material.current.label} ({material.current.status}): "
        f"{count(len(material.current.categories), 'category', 'categories')}, "
        f"{len(material.current.retired)} ended; {count(len(material.versions), 'version')}."
    )
    problems = (*problems, *put_all(made, loaded.session, terminal))
    terminal.show(problems)
    return int(failed(problems))


def _material(loaded: Loaded, since: str, base: str) -> tuple[ExchangeMaterial, tuple[Problem, ...]]:
    """The versions and steps to export; a meeting counts as a step once it has decisions."""
    from facilitate.commands.merging import merge_groups
    from facilitate.commands.written import last_written
    from facilitate.records.workbooks import DECISION_BOOK
    from facilitate.writing.exchange.addresses import Addresses
    from facilitate.writing.exchange.material import ExchangeMaterial

    session, meeting, problems, steps = loaded.session, loaded.meeting, loaded.problems, loaded.history.steps
    if session.decisions.exists():
        merged, more = merge_groups(loaded, last_written(session.decisions, DECISION_BOOK, session=session))
        problems, steps = (*problems, *more), (*steps, merged.step)
    versions = (steps[0].before, *(step.after for step in steps)) if steps else (loaded.version,)
    first = _place(versions, since) if since else 0
    series = loaded.history.series or meeting.series or versions[0].session
    addresses = Addresses(_base(base, series))
    title = meeting.series or meeting.title
    return ExchangeMaterial(title, addresses, meeting.language, versions[first:], steps[first:]), problems


def _place(versions: Sequence[Version], since: str) -> int:
    """Where a version stands; a meeting's folder stands for the list that came out of it."""
    from facilitate.errors import FacilitateError

    folder = Path(since).name
    found = [place for place, version in enumerate(versions) if since == version.label]
    found = found or [place for place, version in enumerate(versions) if folder == version.session]
    if not found:
        known = ", ".join(f"{version.label} ({version.session})" for version in versions)
        raise FacilitateError(f"There is no version {since}. The versions are: {known}.")
    return found[-1]


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


def _written(form: str, material: ExchangeMaterial) -> dict[str, bytes]:
    """The files of one form, by name."""
    from facilitate.writing.exchange.document import SCHEMA_FILE, json_content, json_schema
    from facilitate.writing.exchange.skos import skos_content
    from facilitate.writing.exchange.sssom import sssom_content
    from facilitate.writing.exchange.tables import changes_csv, concordance_csv, list_csv
    from facilitate.writing.exchange.xkos import xkos_content

    match form:
        case "skos":
            return {"list.skos.ttl": skos_content(material)}
        case "xkos":
            return {"series.xkos.ttl": xkos_content(material)}
        case "sssom":
            return {"series.sssom.tsv": sssom_content(material)}
        case "json":
            return {"series.json": json_content(material), SCHEMA_FILE: json_schema()}
        case _:
            return {
                "list.csv": list_csv(material),
                "concordance.csv": concordance_csv(material),
                "changes.csv": changes_csv(material),
            }
