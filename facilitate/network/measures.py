"""What people ask of a network in numbers, by networkx, over people, their organisations and their categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx

from facilitate.network.graph import MEANINGS, PERSON
from facilitate.network.people import element_id
from facilitate.problems import Problem
from facilitate.problems.people import measures_left_out
from facilitate.records.network import Community, ElementId, Measure, Measures, Network
from facilitate.records.sources import Place
from facilitate.text import fold, listed

CATEGORY = "Category"

EXACT = 1_500
"""Up to so many nodes everything is counted out; above, betweenness and closeness are estimated from some of them."""
PIVOTS = 200
LARGEST = 20_000
"""Above so many nodes only degree, communities and isolated members are found."""


def category_id(name: str) -> ElementId:
    """The id of a category as a node of its own."""
    return element_id("category", fold(name))


def measure(network: Network, categories: Sequence[str], place: Place) -> tuple[Measures, tuple[Problem, ...]]:
    """Every measure of a network. Its graph has people, organisations and categories as nodes, undirected.

    Up to 1,500 nodes the values are exact; up to 20,000 betweenness, bridging and closeness are estimated from 200
    nodes drawn with a fixed seed (Brandes and Pich 2007; Eppstein and Wang 2004). ``categories`` is the list, for
    those of it without members. The same network gives the same numbers.
    """
    ids, graph = measure_graph(network)
    size = graph.number_of_nodes()
    values: dict[str, dict[int, float]] = {"Degree": {node: float(degree) for node, degree in graph.degree()}}
    left_out: tuple[str, ...] = ()
    note = ""
    if size <= LARGEST:
        exact = size <= EXACT
        pivots = list(graph) if exact else _pivots(size)
        note = "" if exact else f"estimated from {PIVOTS} of {size:,} nodes"
        values["Betweenness"] = nx.betweenness_centrality(graph, k=None if exact else PIVOTS, seed=1)
        values["Closeness"] = nx.closeness_centrality(graph) if exact else _closeness(graph, pivots)
        values["Eigenvector"] = _eigenvector(graph)
        values["Reach"] = _reach(graph)
        values["Bridging"] = _bridging(graph, pivots)
    else:
        left_out = tuple(name.lower() for name in MEANINGS if name not in values)
    estimated = ("Betweenness", "Closeness", "Bridging")
    measures = tuple(
        Measure(
            name,
            meaning,
            tuple((ids[node], round(values[name][node], 4)) for node in graph),
            note if name in estimated else "",
        )
        for name, meaning in MEANINGS.items()
        if name in values
    )
    used = {value for element in network.elements for value in element.values(CATEGORY)}
    found = Measures(
        measures,
        _communities(graph, ids),
        _isolated(graph, ids),
        tuple(name for name in categories if name not in used),
    )
    return found, (measures_left_out(place, size, left_out),) if left_out else ()


def measure_graph(network: Network) -> tuple[tuple[ElementId, ...], nx.Graph]:
    """The ids of all nodes and the graph over their positions: elements first, then the categories that occur.

    Nodes are numbers, so that no result depends on the order in which texts hash.
    """
    categories = list(dict.fromkeys(value for element in network.elements for value in element.values(CATEGORY)))
    ids = (*(element.id for element in network.elements), *(category_id(name) for name in categories))
    at = {id: place for place, id in enumerate(ids)}
    graph = nx.Graph()
    for element in network.elements:
        region = element.values("Region")
        kind = "person" if element.type == PERSON else "other"
        graph.add_node(at[element.id], label=element.label, kind=kind, region=region[0] if region else "")
    for name in categories:
        graph.add_node(at[category_id(name)], label=name, kind="category", region="")
    graph.add_edges_from((at[one.source], at[one.target]) for one in network.connections if one.source != one.target)
    for element in network.elements:
        graph.add_edges_from((at[element.id], at[category_id(value)]) for value in element.values(CATEGORY))
    return ids, graph


def _pivots(size: int) -> list[int]:
    from random import Random

    return sorted(Random(1).sample(range(size), PIVOTS))


def _closeness(graph: nx.Graph, pivots: Sequence[int]) -> dict[int, float]:
    """Closeness estimated from the distances to the pivots, scaled as networkx scales it (Wasserman and Faust)."""
    far: Counter[int] = Counter()
    reached: Counter[int] = Counter()
    for pivot in pivots:
        for node, steps in nx.single_source_shortest_path_length(graph, pivot).items():
            far[node] += steps
            reached[node] += 1
    return {node: reached[node] / far[node] * (reached[node] / len(pivots)) if far[node] else 0.0 for node in graph}


def _eigenvector(graph: nx.Graph) -> dict[int, float]:
    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0.0)
    try:
        found = nx.eigenvector_centrality(graph, max_iter=1_000, tol=1e-6)
    except nx.PowerIterationFailedConvergence:
        found = dict.fromkeys(graph, 0.0)
    return {node: float(value) for node, value in found.items()}


def _reach(graph: nx.Graph) -> dict[int, float]:
    """The share of the other nodes within two steps."""
    others = max(graph.number_of_nodes() - 1, 1)
    known: dict[frozenset[int], float] = {}
    found = {}
    for node in graph:
        around = frozenset(graph[node])
        if around not in known:  # nodes with the same neighbours reach equally far
            known[around] = len(nx.single_source_shortest_path_length(graph, node, cutoff=2)) - 1
        found[node] = known[around] / others
    return found


def _bridging(graph: nx.Graph, pivots: Sequence[int]) -> dict[int, float]:
    """Betweenness that counts the ways between people of different regions only, as a share of all such pairs."""
    regions: dict[str, list[int]] = {}
    for node, data in graph.nodes(data=True):
        if data["kind"] == "person" and data["region"]:
            regions.setdefault(data["region"], []).append(node)
    found = dict.fromkeys(graph, 0.0)
    everyone = [node for members in regions.values() for node in members]
    wanted = set(pivots)
    pairs = 0
    for members in regions.values():
        sources = [node for node in members if node in wanted]
        inside = set(members)
        targets = [node for node in everyone if node not in inside]
        pairs += len(sources) * len(targets)
        if sources and targets:
            between = nx.betweenness_centrality_subset(graph, sources, targets, normalized=False)
            for node, value in between.items():
                found[node] += 2 * value  # networkx halves the sum, for it takes every pair to come twice
    return {node: value / pairs if pairs else 0.0 for node, value in found.items()}


def _communities(graph: nx.Graph, ids: Sequence[ElementId]) -> tuple[Community, ...]:
    """Communities by modularity (Louvain, with a fixed seed), the largest first; nodes alone are in none."""
    connected = graph.subgraph(sorted(node for node in graph if graph.degree(node)))
    if not connected.number_of_edges():
        return ()
    parts = nx.community.louvain_communities(nx.Graph(connected), seed=1)
    ordered = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))
    return tuple(
        Community(f"Community {number}", tuple(ids[node] for node in part), _shares(graph, part))
        for number, part in enumerate(ordered, 1)
    )


def _shares(graph: nx.Graph, part: Sequence[int]) -> str:
    """What a community has in common: its categories, or else its organisations."""
    names = [graph.nodes[node]["label"] for node in part if graph.nodes[node]["kind"] == "category"]
    others = [graph.nodes[node]["label"] for node in part if graph.nodes[node]["kind"] == "other"]
    return listed(names or others[:3])


def _isolated(graph: nx.Graph, ids: Sequence[ElementId]) -> tuple[ElementId, ...]:
    """People from whom no way leads to another person."""
    found: list[int] = []
    for component in nx.connected_components(graph):
        people = [node for node in component if graph.nodes[node]["kind"] == "person"]
        if len(people) == 1:
            found += people
    return tuple(ids[node] for node in sorted(found))
