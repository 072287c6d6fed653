"""From a list of people to a map of their network, and the files that it is written into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from facilitate.network.consent import count_people, named
from facilitate.network.graph import network_of
from facilitate.network.kumu import for_kumu
from facilitate.network.layout import FIELDS, lay_out
from facilitate.network.measures import measure
from facilitate.network.people import recognise
from facilitate.problems import Problem
from facilitate.problems.people import nobody_to_name
from facilitate.reading.people import PeopleList
from facilitate.records.categories import Version
from facilitate.records.network import Audience, Connection, ElementId, NetworkMap, Person, RegionTable
from facilitate.records.sources import Place
from facilitate.writing.network.graphs import edges_csv, gexf, graphml, nodes_csv
from facilitate.writing.network.kumu import kumu_blueprint, kumu_workbook, measure_names
from facilitate.writing.network.page import map_page


def recognised(
    listed: PeopleList, version: Version, regions: RegionTable, language: str
) -> tuple[tuple[Person, ...], tuple[Connection, ...], tuple[Problem, ...]]:
    """The people of a list and the ties between them."""
    people, problems = recognise(listed.participants, version, regions, language, listed.extras)
    at = {person.place: person.id for person in people}
    ties = [_between(tie, at[one], at[other]) for one, other, tie in listed.ties if one in at and other in at]
    return people, tuple(ties), problems


def _between(tie: Connection, source: ElementId, target: ElementId) -> Connection:
    return replace(tie, source=source, target=target)


def draw_map(
    title: str,
    people: Sequence[Person],
    ties: Sequence[Connection],
    categories: tuple[str, ...],
    audience: Audience,
    *,
    small_numbers: bool = False,
    remark: str = "",
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
    return NetworkMap(title, audience, shown, network, totals, measures, layouts, categories, remark), problems


def map_files(chart: NetworkMap, place: Place) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The content of every file of a map, by its name."""
    network, problems = for_kumu(chart.network, chart.measures, place)
    numbers = measure_names(chart.measures)
    return {
        "kumu.xlsx": kumu_workbook(network, chart),
        "kumu.json": kumu_blueprint(network, numbers),
        "map.html": map_page(chart),
        "network.graphml": graphml(network, numbers),
        "network.gexf": gexf(network, numbers),
        "nodes.csv": nodes_csv(network, numbers),
        "edges.csv": edges_csv(network),
    }, problems


def folder_of(report: Path, audience: Audience) -> Path:
    """Where a map is put: the members' own beside the public one, so that sharing one never shares the other."""
    return report / ("network" if audience is Audience.PUBLIC else "network-members")
