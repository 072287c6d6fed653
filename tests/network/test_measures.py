"""Measures on networks small enough to count by hand, and the same numbers in every process."""

import os
import subprocess
import sys

import networkx as nx
import pytest

from facilitate.network.graph import network_of
from facilitate.network.measures import PIVOTS, category_id, measure, measure_graph
from facilitate.records.network import Connection, Element, ElementId, Network, Person
from facilitate.records.sources import Place
from tests.conftest import ROOT
from tests.network.examples import CATEGORIES, chart

pytestmark = pytest.mark.slow


def person(name, region="Africa", categories=(), organisation=""):
    return Person(ElementId(f"elem-{name}"), name, name, organisation, region, categories=categories, publish=True)


def values(network, name, categories=()):
    measures, _ = measure(network, categories, Place())
    return dict(next(one.values for one in measures.measures if one.name == name))


# Ana and Ben share a category, Ben and Carla share another; Dong is in neither.
FOUR = network_of(
    [
        person("ana", "Africa", ("Data",)),
        person("ben", "Africa", ("Data", "Training")),
        person("carla", "Americas", ("Training",)),
        person("dong", "Americas"),
    ]
)


def test_degree_counts_connections():
    assert values(FOUR, "Degree") == {
        "elem-ana": 1,
        "elem-ben": 2,
        "elem-carla": 1,
        "elem-dong": 0,
        category_id("Data"): 2,
        category_id("Training"): 2,
    }


def test_betweenness_is_highest_in_the_middle_of_a_chain():
    # ana - Data - ben - Training - carla: 4 of the 10 pairs besides ben (dong's 4 included) pass through ben
    assert values(FOUR, "Betweenness")["elem-ben"] == pytest.approx(4 / 10)


def test_reach_is_the_share_within_two_steps():
    assert values(FOUR, "Reach")["elem-ana"] == pytest.approx(2 / 5)
    assert values(FOUR, "Reach")["elem-ben"] == pytest.approx(4 / 5)


def test_bridging_counts_ways_between_regions_only():
    bridging = values(FOUR, "Bridging")
    # of the 4 pairs of people from different regions 2 are connected; ben lies on the way of ana and carla
    assert bridging["elem-ben"] == pytest.approx(1 / 4)
    assert bridging[category_id("Training")] == pytest.approx(2 / 4)
    assert bridging[category_id("Data")] == pytest.approx(1 / 4)


def test_isolated_members_and_categories_without_members():
    measures, _ = measure(FOUR, ("Data", "Training", "Robots"), Place())
    assert measures.isolated == ("elem-dong",)
    assert measures.empty_categories == ("Robots",)


def test_a_shared_organisation_connects():
    people = [person("ana", organisation="Union"), person("ben", organisation="union "), person("carla")]
    assert measure(network_of(people), (), Place())[0].isolated == ("elem-carla",)


def test_communities_part_what_hangs_together():
    left = [person(f"l{n}", categories=("Data",)) for n in range(5)]
    right = [person(f"r{n}", categories=("Training",)) for n in range(5)]
    measures, _ = measure(network_of([*left, *right]), (), Place())
    assert {one.shares for one in measures.communities} == {"Data", "Training"}
    assert [len(one.members) for one in measures.communities] == [6, 6]


def test_the_numbers_are_networkx_own():
    network = chart(40).network
    ids, graph = measure_graph(network)
    expected = nx.closeness_centrality(graph)
    assert values(network, "Closeness") == {ids[node]: round(value, 4) for node, value in expected.items()}


def test_a_large_network_is_estimated_and_says_so():
    measures, problems = measure(chart(1_700).network, CATEGORIES, Place())
    estimated = {one.name for one in measures.measures if one.estimated}
    assert estimated == {"Betweenness", "Closeness", "Bridging"}
    assert problems == ()
    assert f"{PIVOTS} of" in next(one.estimated for one in measures.measures if one.name == "Betweenness")


def test_estimated_closeness_is_close_to_the_exact_one(monkeypatch):
    network = chart(1_000).network
    exact = values(network, "Closeness")
    monkeypatch.setattr("facilitate.network.measures.EXACT", 100)
    estimated = values(network, "Closeness")
    assert max(abs(exact[id] - estimated[id]) / exact[id] for id in exact if exact[id]) < 0.15


def test_the_largest_networks_say_what_was_not_measured():
    elements = tuple(Element(ElementId(f"e{n}"), f"E{n}", "Person") for n in range(20_001))
    measures, problems = measure(Network(elements), (), Place("people.xlsx"))
    assert [one.name for one in measures.measures] == ["Degree"]
    assert [one.code for one in problems] == ["measures-left-out"]


def test_a_network_without_people_or_connections_is_measured_too():
    empty, problems = measure(Network(), (), Place())
    assert (empty.communities, empty.isolated, problems) == ((), (), ())
    loop = Network((Element(ElementId("a"), "A"),), (Connection("c", ElementId("a"), ElementId("a")),))
    assert measure(loop, (), Place())[0].measures[0].values == (("a", 0.0),)


@pytest.mark.slow
def test_the_same_numbers_in_every_process():
    code = (
        "from tests.network.examples import chart; import hashlib;"
        "print(hashlib.sha256(repr(chart(200)).encode()).hexdigest())"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
