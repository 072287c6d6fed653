"""GraphML, GEXF and tables: networkx reads back what we wrote."""

import csv
import io

import networkx as nx
import pytest

from facilitate.network.measures import category_id, measure_graph
from facilitate.records.network import Connection, Direction, Element, ElementId, Network
from facilitate.writing.network.graphs import edges_csv, exchange_graph, gexf, graphml, nodes_csv
from tests.network.examples import CATEGORIES, chart

READERS = {"graphml": (graphml, nx.read_graphml), "gexf": (gexf, nx.read_gexf)}
NUMBERS = frozenset(("Degree",))


def back(kind, network, tmp_path, numbers=frozenset()):
    write, read = READERS[kind]
    path = tmp_path / f"network.{kind}"
    path.write_bytes(write(network, numbers))
    return read(path)


@pytest.mark.parametrize("kind", READERS)
def test_networkx_reads_the_same_network(kind, tmp_path):
    network = chart(40).network
    found = back(kind, network, tmp_path)
    ids, graph = measure_graph(network)
    assert sorted(found.nodes) == sorted(ids)
    assert found.number_of_edges() == graph.number_of_edges()
    person = chart(40).people[0]
    data = found.nodes[person.id]
    assert (data["label"], data["type"], data["Region"]) == (person.label, "Person", person.region)
    assert data["Category"] == " | ".join(person.categories)
    assert {name: data[f"category: {name}"] for name in CATEGORIES} == {
        name: name in person.categories for name in CATEGORIES
    }
    assert set(found.neighbors(person.id)) >= {category_id(name) for name in person.categories}


@pytest.mark.parametrize("kind", READERS)
def test_any_text_makes_a_file_that_can_be_read(kind, tmp_path):
    ugly = 'A\x00\x0b\x1f <b>&"\u2028\ud800 é 中 \U0001f600'
    one = Element(ElementId("a"), ugly, "Person", ugly, (ugly,), ((ugly, (ugly, "x")), ("Degree", ("3",))))
    network = Network((one,), (Connection("c", ElementId("a"), ElementId("a"), ugly, Direction.DIRECTED),))
    found = back(kind, network, tmp_path, NUMBERS)
    assert found.nodes["a"]["Degree"] == 3.0
    assert "é 中" in found.nodes["a"]["label"]


@pytest.mark.parametrize("kind", READERS)
def test_the_same_network_gives_the_same_bytes(kind):
    write, _ = READERS[kind]
    assert write(chart(40).network) == write(chart(40).network)
    assert b"lastmodified" not in write(chart(40).network)


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_tables_of_nodes_and_edges():
    network = chart(40).network
    graph = exchange_graph(network, frozenset())
    nodes, edges = rows(nodes_csv(network)), rows(edges_csv(network))
    assert nodes[0][:3] == ["Id", "Label", "Type"]
    assert [row[0] for row in nodes[1:]] == list(graph.nodes)
    assert edges[0] == ["Source", "Target", "Type", "Kind"]
    assert len(edges) - 1 == graph.number_of_edges()
    assert {row[2] for row in edges[1:]} == {"Directed", "Undirected"}


def test_text_like_a_formula_is_text_in_a_table():
    content = nodes_csv(Network((Element(ElementId("a"), "=1+1", "Person"),)))
    assert rows(content)[1][1] == "'=1+1"
