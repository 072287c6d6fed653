"""GraphML and GEXF for Gephi and networkx, and plain tables of nodes and edges.

People, organisations and categories are nodes here: what Kumu makes by clustering, other programs need as edges.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from facilitate.network.graph import PERSON
from facilitate.network.measures import CATEGORY, category_id
from facilitate.records.network import Network
from facilitate.text import clean

SEVERAL = " | "


def graphml(network: Network, numbers: frozenset[str] = frozenset()) -> bytes:
    """The network as GraphML."""
    out = io.BytesIO()  # networkx writes bytes
    nx.write_graphml(exchange_graph(network, numbers), out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def gexf(network: Network, numbers: frozenset[str] = frozenset()) -> bytes:
    """The network as GEXF 1.2, without the date that networkx puts in."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(exchange_graph(network, numbers))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta:
            creator.text = "facilitate"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def nodes_csv(network: Network, numbers: frozenset[str] = frozenset()) -> bytes:
    """A row a node: id, label, type and every field; the columns that Gephi's spreadsheet import knows come first."""
    graph = exchange_graph(network, numbers)
    names = list(dict.fromkeys(name for _, data in graph.nodes(data=True) for name in data))
    rows = [[node, *(data.get(name, "") for name in names)] for node, data in graph.nodes(data=True)]
    return _csv(["Id", *(name.capitalize() if name in ("label", "type") else name for name in names)], rows)


def edges_csv(network: Network) -> bytes:
    """A row an edge: source, target, type (Gephi's word for directed or not), kind."""
    graph = exchange_graph(network, frozenset())
    rows = [
        [source, target, "Undirected" if data["direction"] == "undirected" else "Directed", data["kind"]]
        for source, target, data in graph.edges(data=True)
    ]
    return _csv(["Source", "Target", "Type", "Kind"], rows)


def exchange_graph(network: Network, numbers: frozenset[str]) -> nx.MultiDiGraph:
    """The graph with plain values only: several values as one text, and one boolean a category for filtering.

    networkx writes no lists and no None, and unreadable XML where a text holds control characters.
    """
    graph = nx.MultiDiGraph()
    categories = list(dict.fromkeys(value for one in network.elements for value in one.values("Category")))
    for element in network.elements:
        data: dict[str, str | float | bool] = {"label": clean(element.label), "type": clean(element.type)}
        if element.description:
            data["description"] = clean(element.description)
        if element.tags:
            data["tags"] = clean(SEVERAL.join(element.tags))
        for name, values in element.fields:
            data[clean(name)] = float(values[0]) if name in numbers else clean(SEVERAL.join(values))
        if element.type == PERSON:
            data |= {f"category: {clean(value)}": value in element.values("Category") for value in categories}
        graph.add_node(element.id, **data)
    for value in categories:
        graph.add_node(category_id(value), label=clean(value), type=CATEGORY)
    for connection in network.connections:
        data = {"kind": clean(connection.type), "direction": connection.direction.value}
        graph.add_edge(connection.source, connection.target, key=connection.id, **data)
    for element in network.elements:
        for value in element.values("Category"):
            graph.add_edge(element.id, category_id(value), kind="works-on", direction="undirected")
    return graph


def _csv(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table that Excel opens as UTF-8; a text that begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
