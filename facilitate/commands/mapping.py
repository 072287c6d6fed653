"""From a list of people to a map of their network, and the files that it is written into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from facilitate.commands.loading import Loaded
from facilitate.network.consent import count_people, named
from facilitate.network.graph import network_of
from facilitate.network.kumu import for_kumu
from facilitate.network.layout import FIELDS, lay_out
from facilitate.network.measures import measure
from facilitate.network.people import recognise
from facilitate.problems import Problem
from facilitate.problems.people import nobody_to_name
from facilitate.reading.history import read_history
from facilitate.reading.people import PeopleList
from facilitate.reading.regions import read_regions
from facilitate.records.categories import Version
from facilitate.records.meeting import Meeting
from facilitate.records.network import Audience, Connection, ElementId, NetworkMap, Person, RegionTable
from facilitate.records.sources import Place
from facilitate.session import Session
from facilitate.shipped import shipped, template
from facilitate.writing.figures.network import network_pictures
from facilitate.writing.network.graphs import edges_csv, gexf, graphml, nodes_csv
from facilitate.writing.network.kumu import kumu_blueprint, kumu_workbook, measure_names
from facilitate.writing.network.kumu_backup import kumu_backup
from facilitate.writing.network.kumu_views import view_texts
from facilitate.writing.network.page import map_page


def recognised(
    listed: PeopleList, version: Version, today: Version, regions: RegionTable, language: str
) -> tuple[tuple[Person, ...], tuple[Connection, ...], tuple[Problem, ...]]:
    """The people of a list and the ties between them."""
    people, problems = recognise(listed.participants, version, regions, language, listed.extras, today)
    at = {person.place: person.id for person in people}
    ties = [_between(tie, at[one], at[other]) for one, other, tie in listed.ties if one in at and other in at]
    return people, tuple(ties), problems


def _between(tie: Connection, source: ElementId, target: ElementId) -> Connection:
    return replace(tie, source=source, target=target)


def list_of_today(loaded: Loaded) -> Version:
    """The list that a map shows: the revised one where the report of the meeting has been made, else the old one."""
    history, _ = read_history(loaded.session.snapshot, loaded.session.relative(loaded.session.snapshot))
    return history.steps[-1].after if history.steps else loaded.version


def read_table(wanted: str, session: Session) -> tuple[RegionTable, tuple[Problem, ...]]:
    """The table of regions: ``ilo`` or ``m49`` (the session's own in its folder ``templates`` first), or a file.

    Where it cannot be read, the ILO's table that came with the program.
    """
    own = wanted.lower() in ("ilo", "m49")
    path = template(session.folder, f"regions-{wanted.lower()}.csv") if own else Path(wanted)
    table, problems = read_regions(path, session.relative(path))
    if table is None:
        table, _ = read_regions(shipped("templates") / "regions-ilo.csv", "regions-ilo.csv")
    return table or RegionTable("", ()), problems


def draw_map(
    meeting: Meeting,
    people: Sequence[Person],
    ties: Sequence[Connection],
    categories: tuple[str, ...],
    audience: Audience,
    *,
    small_numbers: bool,
    place: Place,
) -> tuple[NetworkMap, tuple[Problem, ...]]:
    """Everything that a map shows to an audience, worked out."""
    shown = named(people, audience)
    network = network_of(shown, ties)
    measures, problems = measure(network, categories, place)
    layouts = tuple(lay_out(shown, field, categories if field == "Category" else ()) for field in FIELDS)
    totals = count_people(people, categories, small_numbers)
    if people and not shown:
        problems = (*problems, nobody_to_name(place, len(people)))
    return NetworkMap(
        meeting.title, audience, shown, network, totals, measures, layouts, categories, meeting.remark
    ), problems


def map_files(chart: NetworkMap, place: Place) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The content of every file of a map, by its name."""
    network, problems = for_kumu(chart.network, chart.measures, place)
    numbers = measure_names(chart.measures)
    return {
        "kumu.xlsx": kumu_workbook(network, chart),
        "kumu.json": kumu_blueprint(network, numbers),
        "kumu-backup.json": kumu_backup(network, chart),
        **{f"kumu-views/{field.lower()}.txt": text.encode() for field, text in view_texts(network).items()},
        "map.html": map_page(chart),
        "network.graphml": graphml(network, numbers),
        "network.gexf": gexf(network, numbers),
        "nodes.csv": nodes_csv(network, numbers),
        "edges.csv": edges_csv(network),
        **{f"figures/{picture.name}.png": picture.png for picture in network_pictures(chart)},
    }, problems


def folder_of(report: Path, audience: Audience) -> Path:
    """Where a map is put: the members' own beside the public one, so that sharing one never shares the other."""
    return report / ("network" if audience is Audience.PUBLIC else "network-members")
