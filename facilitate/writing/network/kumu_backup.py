"""A Kumu project backup: the only one of Kumu's files that holds maps, positions and views.

It restores into a new project: New Project, then “restore backup”. Its form is that of the projects that Kumu's users
have published.
"""

from __future__ import annotations

from facilitate.network.people import element_id
from facilitate.records.network import Connection, Element, ElementId, Layout, Network, NetworkMap
from facilitate.writing.network.kumu import field_names, json_bytes, measure_names, value_of
from facilitate.writing.network.kumu_views import VIEW_FIELDS, view_text

SCALE = 60.0
"""Kumu's units for the diameter of a dot."""
_KUMUS_OWN = (
    ("Connection Type", "string"),
    ("Description", "text"),
    ("Element Type", "string"),
    ("Label", "string"),
    ("Loop Type", "string"),
    ("Tags", "string"),
)


def kumu_backup(network: Network, chart: NetworkMap) -> bytes:
    """The backup: the fields, everything in the network, one map with everyone's position, a view for each field."""
    numbers = measure_names(chart.measures)
    views = [
        {"_id": element_id("view", field, "pers"), "name": f"By {field.lower()}", "style": view_text(network, field)}
        for field in VIEW_FIELDS
    ]
    laid_out = view_text(network, "Region", grouped=False)
    views.append({"_id": element_id("view", "as laid out", "pers"), "name": "As laid out", "style": laid_out})
    layout = next((one for one in chart.layouts if one.field == "Region"), None)
    name = chart.title
    map_id = element_id("map", name, "map")
    content = {
        "version": 1,
        "name": name,
        "description": chart.remark,
        "proxyImages": True,
        "defaultMap": map_id,
        "defaultPerspective": None,
        "attributeRelevance": {},
        "attributes": _attributes(network, numbers),
        "elements": [_element(one, numbers) for one in network.elements],
        "connections": [_connection(one) for one in network.connections],
        "loops": [],
        "maps": [
            {
                "_id": map_id,
                "name": name,
                "description": chart.remark,
                "scale": 1,
                "center": {"x": 0, "y": 0},
                "defaultPerspective": views[0]["_id"],
                "defaultElementBehavior": "floating",
                "defaultConnectionDirection": "undirected",
                "elements": _nodes(network, layout),
                "connections": [
                    {"_id": element_id("edge", one.id, "edge"), "connection": one.id} for one in network.connections
                ],
                "loops": [],
            }
        ],
        "perspectives": views,
    }
    return json_bytes(content)


def _attributes(network: Network, numbers: frozenset[str]) -> list[dict[str, object]]:
    """Kumu's own fields and ours, each once (Kumu sets case aside)."""
    own = {name.casefold() for name, _ in _KUMUS_OWN}
    several = {name.casefold() for one in network.elements for name, values in one.fields if len(values) > 1} | {"tags"}
    ours = (*field_names(network.elements), *field_names(network.connections))
    once = {name.casefold(): name for name in reversed(ours) if name.casefold() not in own}
    found = list(_KUMUS_OWN)
    found += [(name, "number" if name in numbers else "string") for name in once.values()]
    return [
        {
            "_id": element_id("field", name.casefold(), "attr"),
            "name": name,
            "format": kind,
            "private": False,
            "limit": "none" if name.casefold() in several else 1,
            "category": "General",
            "prompt": "none" if kind == "text" else "autocomplete",
            "locked": False,
            "values": [],
            "sort": False,
            "cluster": name in VIEW_FIELDS,
        }
        for name, kind in sorted(found, key=lambda one: one[0].casefold())
    ]


def _element(one: Element, numbers: frozenset[str]) -> dict[str, object]:
    attributes: dict[str, object] = {"label": one.label}
    attributes |= {"element type": one.type} if one.type else {}
    attributes |= {"description": one.description} if one.description else {}
    attributes |= {"tags": list(one.tags)} if one.tags else {}
    attributes |= {name.lower(): value_of(name, values, numbers) for name, values in one.fields}
    return {"_id": one.id, "attributes": attributes}


def _connection(one: Connection) -> dict[str, object]:
    attributes: dict[str, object] = {"label": one.label} if one.label else {}
    attributes |= {"connection type": one.type} if one.type else {}
    attributes |= {"description": one.description} if one.description else {}
    attributes |= {"tags": list(one.tags)} if one.tags else {}
    attributes |= {name.lower(): value_of(name, values, frozenset()) for name, values in one.fields}
    return {
        "_id": one.id,
        "direction": one.direction.value,
        "delayed": False,
        "reversed": False,
        "attributes": attributes,
        "from": one.source,
        "to": one.target,
    }


def _nodes(network: Network, layout: Layout | None) -> list[dict[str, object]]:
    """Everyone's position, for Kumu must not be left to find one: people as laid out, organisations below them."""
    spots: dict[ElementId, tuple[float, float]] = {id: (x, y) for id, x, y in layout.spots} if layout else {}
    bottom = max((y for _, y in spots.values()), default=0.0) + 6
    others = [one for one in network.elements if one.id not in spots]
    wide = max(1, round(len(others) ** 0.5 * 1.6))
    for place, one in enumerate(others):
        spots[one.id] = (3.0 * (place % wide - wide / 2), bottom + 3.0 * (place // wide))
    return [
        {
            "_id": element_id("node", one.id, "node"),
            "position": {"x": round(SCALE * spots[one.id][0], 1), "y": round(SCALE * spots[one.id][1], 1)},
            "pinned": False,
            "element": one.id,
        }
        for one in network.elements
    ]
