"""Kumu's files: real ones, our own, and broken ones."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from facilitate.network.kumu import for_kumu
from facilitate.reading.kumu import read_kumu
from facilitate.reading.people import read_people
from facilitate.records.network import (
    Audience,
    Connection,
    Count,
    Direction,
    Element,
    ElementId,
    Grid,
    Measures,
    Network,
    NetworkMap,
    Totals,
)
from facilitate.records.sources import Place
from facilitate.writing.network.kumu import kumu_blueprint
from facilitate.writing.network.kumu_backup import kumu_backup
from tests.conftest import ROOT
from tests.network.examples import chart

SHARED = ROOT.parent / "shared" / "kumu"
ELEMENTS, CONNECTIONS = "vc_vc-spec-map-elements.csv", "vc_vc-spec-map-connections.csv"


def read(*paths):
    network, problems = read_kumu([(path, path.name) for path in paths])
    return network, [problem.code for problem in problems]


def shared(*names):
    if not SHARED.is_dir():
        pytest.skip("the real Kumu files are not at hand")
    return [SHARED / name for name in names]


# ---------------------------------------------------------------- real files


def test_real_spreadsheets_are_read_whole():
    network, codes = read(*shared(ELEMENTS, CONNECTIONS))
    assert codes == ["guessed-encoding"]
    rows = [len(path.read_bytes().splitlines()) - 1 for path in shared(ELEMENTS, CONNECTIONS)]
    assert [len(network.elements), len(network.connections)] == rows
    first = network.elements[0]
    assert (first.label, first.type, first.tags) == ("did-core", "core", ("W3C",))
    assert first.values("document type") == ("W3C Candidate Recommendation",)
    one = network.connections[0]
    labels = {element.id: element.label for element in network.elements}
    assert (labels[one.source], labels[one.target], one.type) == ("did-spec-registries", "did-core", "depends")


def test_real_connections_alone_make_their_elements_as_in_kumu():
    network, codes = read(*shared(CONNECTIONS))
    assert (len(network.connections), codes) == (70, [])
    assert "did-core" in {element.label for element in network.elements}


def test_a_real_backup_without_data_is_refused_with_the_reason():
    network, codes = read(*shared("vc_kumu-vc-spec-map-definition.json"))
    assert (network, codes) == (None, ["empty-backup"])


def test_a_real_network_without_people_is_no_list_of_people():
    listed, problems = read_people([(path, path.name) for path in shared(ELEMENTS, CONNECTIONS)])
    assert (listed.participants, [one.code for one in problems]) == ((), ["guessed-encoding", "no-people"])


# ---------------------------------------------------------------- our own files, there and back


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kumu")
    from facilitate.commands.mapping import map_files

    drawn = chart(60)
    files, problems = map_files(drawn, Place())
    for name in ("kumu.xlsx", "kumu-ids.xlsx", "kumu.json", "kumu-backup.json"):
        (folder / name).write_bytes(files[name])
    assert problems == ()
    return folder, for_kumu(drawn.network, drawn.measures, Place())[0]


@pytest.mark.parametrize("name", ["kumu.xlsx", "kumu-ids.xlsx", "kumu.json", "kumu-backup.json"])
def test_our_export_comes_back_the_same(ours, name):
    folder, network = ours
    assert read(folder / name) == (network, [])


TEXT = st.text("abcdefgÄé中 '&<>=+-@\"/_.,;:()#", min_size=1, max_size=12).map(str.strip).filter(bool)
VALUES = st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def networks(draw):
    labels = draw(st.lists(TEXT, min_size=1, max_size=6))
    names = draw(st.lists(st.sampled_from(["Region", "Country", "Language", "Category", "Café 2"]), unique=True))
    elements = tuple(
        Element(
            ElementId(f"elem-{place:08}"),
            label,
            draw(st.sampled_from(["", "Person", "Organization"])),
            draw(st.sampled_from(["", "Two words"])),
            draw(st.just(()) | VALUES),
            tuple((name, draw(VALUES)) for name in names if draw(st.booleans())),
        )
        for place, label in enumerate(labels)
    )
    ends = st.sampled_from([element.id for element in elements])
    connections = tuple(
        Connection(
            f"conn-{place:08}",
            draw(ends),
            draw(ends),
            draw(st.sampled_from(["", "knows"])),
            draw(st.sampled_from(Direction)),
        )
        for place in range(draw(st.integers(0, 5)))
    )
    return Network(elements, connections)


@settings(deadline=None)
@given(networks())
def test_any_network_comes_back_the_same(network):
    safe, _ = for_kumu(network, Measures(), Place())
    totals = Totals(Count("", 0), (), (), Grid((), (), ()))
    drawn = NetworkMap("Title", Audience.PUBLIC, (), network, totals, Measures(), ())
    with tempfile.TemporaryDirectory() as folder:
        for content in (kumu_blueprint(safe), kumu_backup(safe, drawn)):
            path = Path(folder) / "kumu.json"
            path.write_bytes(content)
            found, codes = read(path)
            assert codes == []
            assert found == safe


# ---------------------------------------------------------------- what people and Kumu write


def sheets(path, **content):
    book = Workbook()
    book.remove(book.active)
    for name, rows in content.items():
        page = book.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_several_targets_in_one_cell_are_several_connections(tmp_path):
    path = sheets(
        tmp_path / "kumu.xlsx",
        Elements=[["Label", "Type"], ["Ana", "Person"], ["Ben", "Person"], ["Union", "Organization"]],
        Connections=[["From", "To", "Direction"], ["Ana", "Ben|Union", "directed"]],
    )
    network, codes = read(path)
    assert codes == []
    assert [(one.source, one.target, one.direction) for one in network.connections] == [
        (network.elements[0].id, network.elements[1].id, "directed"),
        (network.elements[0].id, network.elements[2].id, "directed"),
    ]


def test_sheets_to_ignore_are_ignored_and_two_empty_rows_begin_a_section(tmp_path):
    path = sheets(
        tmp_path / "kumu.xlsx",
        All=[["Label"], ["Ana"], ["Ben"], [None], [None], ["From", "To"], ["Ana", "Ben"]],
        **{"Notes_(ignore)": [["whatever"], ["Label"]]},
    )
    network, codes = read(path)
    assert ([one.label for one in network.elements], len(network.connections), codes) == (["Ana", "Ben"], 1, [])


def test_a_connection_to_nobody_a_duplicate_and_an_unknown_direction(tmp_path):
    path = sheets(
        tmp_path / "kumu.xlsx",
        Elements=[["Label", "Country"], ["Ana", "Kenya"], ["Ana", "Ghana"], [None, "Peru"], ["Ben", None]],
        Connections=[["From", "To", "Direction"], ["Ana", "Nobody", ""], ["Ana", "Ben", "both"]],
        Letter=[["Dear all"], ["see above"]],
    )
    network, codes = read(path)
    assert sorted(codes) == [
        "connection-to-nobody",
        "duplicate-element",
        "no-name",
        "not-a-kumu-file",
        "unknown-direction",
    ]
    assert network.elements[0].values("Country") == ("Ghana",)
    assert [one.direction for one in network.connections] == ["undirected"]


def test_ids_tell_namesakes_apart(tmp_path):
    path = sheets(
        tmp_path / "kumu.xlsx",
        Elements=[["ID", "Label"], ["one", "Ana"], ["two", "Ana"]],
        Connections=[["From", "To"], ["one", "two"]],
    )
    network, codes = read(path)
    assert ([one.id for one in network.elements], codes) == (["one", "two"], [])
    assert (network.connections[0].source, network.connections[0].target) == ("one", "two")


def test_a_backup_names_its_fields_as_people_see_them_and_loops_are_said(tmp_path):
    path = tmp_path / "backup.json"
    content = {
        "attributes": [{"_id": "attr-1", "name": "Home Town"}],
        "elements": [
            {"_id": "elem-1", "attributes": {"label": "Ana", "element type": "Person", "home town": ["A", "B"],
                                                "age": 40}},
            {"_id": "elem-2", "attributes": {"label": "Ben", "element type": "Person", "home town": None}},
        ],
        "connections": [
            {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "mutual", "delayed": False,
             "attributes": {"connection type": "friends"}},
        ],
        "loops": [{"_id": "loop-1"}],
        "maps": [{"_id": "map-1"}],
    }  # fmt: skip
    path.write_text(json.dumps(content))
    network, codes = read(path)
    assert codes == ["left-in-kumu"]
    assert network.elements[0].fields == (("Home Town", ("A", "B")), ("age", ("40",)))
    assert network.elements[1].fields == ()
    assert (network.connections[0].type, network.connections[0].direction) == ("friends", "mutual")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"elements": 3}', '{"a": 1}', "\x00\x01", "[" * 100_000])
def test_what_is_no_kumu_file_is_refused(tmp_path, content):
    path = tmp_path / "kumu.json"
    path.write_text(content)
    assert read(path) == (None, ["not-a-kumu-file"])


def test_an_empty_sheet_is_refused(tmp_path):
    assert read(sheets(tmp_path / "kumu.xlsx", Nothing=[])) == (None, ["not-a-kumu-file"])


KEYS = st.sampled_from(["elements", "connections", "attributes", "label", "from", "to", "_id", "maps", "loops", "type"])
PLAIN = st.none() | st.integers() | st.text()


@settings(deadline=None)
@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_any_json_is_read_or_refused(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kumu.json"
        path.write_text(json.dumps(content))
        network, codes = read(path)
        assert network is not None or codes


def test_people_of_a_kumu_file_with_their_organisations_and_ties(tmp_path):
    path = sheets(
        tmp_path / "kumu.xlsx",
        Elements=[
            ["Label", "Type", "Description", "Country", "Category", "Strength"],
            ["Ana", "Person", "Runs it", "Kenya", "Data|Training", "7"],
            ["Ben", "person", None, None, None, None],
            ["Union", "Organization", None, None, None, None],
        ],
        Connections=[["From", "To", "Type"], ["Ana", "Union", "Works-for"], ["Ana", "Ben", "knows"]],
    )
    listed, problems = read_people([(path, path.name)])
    ana, ben = listed.participants
    assert problems == ()
    assert (ana.name, ana.organisation, ana.country, ana.categories) == ("Ana", "Union", "Kenya", ("Data", "Training"))
    assert listed.extras[ana.place] == (("Strength", ("7",)), ("Description", ("Runs it",)))
    assert [(one, other, tie.type) for one, other, tie in listed.ties] == [(ana.place, ben.place, "knows")]
    assert not ana.publish
