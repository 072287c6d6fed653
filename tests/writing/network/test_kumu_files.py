"""Kumu's documented import rules, rule by rule, on the files that we write."""

import io
import json
import re

import pytest
from openpyxl import load_workbook

from facilitate.commands.mapping import map_files
from facilitate.network.graph import MEANINGS
from facilitate.network.kumu import for_kumu, number_text
from facilitate.records.network import Audience, Element, ElementId, Measures, Network
from facilitate.records.sources import Place
from facilitate.writing.network.kumu_views import VIEW_FIELDS, view_text
from tests.network.examples import chart


@pytest.fixture(scope="module")
def files():
    return map_files(chart(60), Place())[0]


@pytest.fixture(scope="module")
def book(files):
    return load_workbook(io.BytesIO(files["kumu.xlsx"]))


@pytest.fixture(scope="module")
def with_ids(files):
    return load_workbook(io.BytesIO(files["kumu-ids.xlsx"]))


def table(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    return rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


FIRST = ("Label", "Type", "Description", "Tags", "Organization", "Region", "Country", "Language", "Category")


def test_label_stands_in_a1_and_from_and_to_in_a1_and_b1(book):
    """Kumu: “Label (must be in the first cell of Column A) … From (must be in the first cell of Column A), To (must be
    in the first cell of Column B)”.
    """
    headers, elements = table(book["Elements"])
    assert headers[:9] == FIRST
    headers, connections = table(book["Connections"])
    assert headers[:4] == ("From", "To", "Direction", "Type")
    labels = [row["Label"] for row in elements]
    assert len(set(labels)) == len(labels)
    assert all(row["From"] in labels and row["To"] in labels for row in connections)


def test_where_ids_are_used_they_stand_first(with_ids):
    """Kumu: “The only exception to this is when you're using IDs in the first column.”"""
    headers, _ = table(with_ids["Elements"])
    assert headers[:10] == ("ID", *FIRST)
    headers, _ = table(with_ids["Connections"])
    assert headers[:5] == ("ID", "From", "To", "Direction", "Type")


def test_both_workbooks_say_the_same(book, with_ids):
    _, elements = table(with_ids["Elements"])
    labels = {row.pop("ID"): row["Label"] for row in elements}
    assert table(book["Elements"])[1] == elements
    _, connections = table(with_ids["Connections"])
    for row in connections:
        row.pop("ID")
        row |= {"From": labels[row["From"]], "To": labels[row["To"]]}
    assert table(book["Connections"])[1] == connections


def test_every_sheet_is_for_kumu_or_ignored_and_none_is_hidden(book):
    others = [sheet.title for sheet in book if sheet.title not in ("Elements", "Connections")]
    assert others == ["Measures (ignore)", "Communities (ignore)", "Findings (ignore)", "Totals (ignore)"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_the_findings_answer_what_people_ask_of_a_network(book):
    drawn = chart(60)
    _, measures = table(book["Measures (ignore)"])
    assert [row["measure"] for row in measures] == list(MEANINGS)
    assert all(row["what it means"] == MEANINGS[row["measure"]] for row in measures)
    people = {one.id: one.label for one in drawn.people}
    bridging = next(one for one in drawn.measures.measures if one.name == "Bridging")
    top = max((value, people[id]) for id, value in bridging.values if id in people)
    answers = dict(book["Findings (ignore)"].iter_rows(min_row=2, values_only=True))
    assert list(answers) == [
        "People who join different regions (bridging)",
        "Categories without members on this map",
        "Members whom nothing connects to another member",
    ]
    assert answers["People who join different regions (bridging)"].startswith(f"{top[1]} {number_text(top[0])}")
    highest = next(row for row in measures if row["measure"] == "Degree")
    assert highest["highest among people"].rpartition(" ")[0].split("; ")[0].rpartition(" ")[0] in people.values()


def test_no_row_is_empty_and_none_below_has_a_format(book, with_ids):
    for sheet in (book["Elements"], book["Connections"], *with_ids):
        assert all(row[0].value for row in sheet.iter_rows())
        assert sheet.max_row == len(list(sheet.iter_rows(values_only=True)))


def test_ids_hold_neither_underscore_nor_point_and_connections_use_them(with_ids):
    _, elements = table(with_ids["Elements"])
    _, connections = table(with_ids["Connections"])
    ids = [row["ID"] for row in elements]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"elem-[0-9A-Za-z]{8}", id) for id in ids)
    assert all(row["From"] in ids and row["To"] in ids for row in connections)
    assert {row["Direction"] for row in connections} <= {"directed", "undirected", "mutual"}
    assert all(re.fullmatch(r"conn-[0-9A-Za-z]{8}", row["ID"]) for row in connections)


def test_several_values_have_a_bar_between_and_measures_are_numbers(book):
    _, elements = table(book["Elements"])
    person = next(one for one in chart(60).people if len(one.categories) > 1)
    row = next(row for row in elements if row["Label"] == person.label)
    assert row["Category"].split("|") == list(person.categories)
    assert isinstance(row["Degree"], int | float) and isinstance(row["Betweenness"], int | float)


def test_types_and_fields_are_friendly_to_selectors(book):
    headers, elements = table(book["Elements"])
    assert {row["Type"] for row in elements} == {"Person", "Organization"}
    assert not {header.lower() for header in headers} & {"yes", "no", "on", "off", "true", "false"}


def test_people_are_not_connected_to_what_a_view_groups_them_by(book):
    _, elements = table(book["Elements"])
    types = {row["Label"]: row["Type"] for row in elements}
    _, connections = table(book["Connections"])
    assert {(types[row["From"]], types[row["To"]]) for row in connections} == {("Person", "Organization")}


def test_a_public_file_holds_no_address():
    public, _ = map_files(chart(60, Audience.PUBLIC), Place())
    assert not [name for name, content in public.items() if b"example.org" in content]
    for name in ("kumu.xlsx", "kumu-ids.xlsx"):
        book = load_workbook(io.BytesIO(public[name]))
        assert "Email" not in table(book["Elements"])[0]
        texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [text for text in texts if "@" in text]


def test_who_did_not_agree_is_in_no_file():
    from tests.network.examples import participants

    files, _ = map_files(chart(60, Audience.MEMBERS), Place())
    hidden = [one.name for one in participants(60) if not one.publish]
    texts = [content.decode() for name, content in files.items() if not name.endswith((".xlsx", ".png"))]
    texts += [
        str(cell.value)
        for name in ("kumu.xlsx", "kumu-ids.xlsx")
        for sheet in load_workbook(io.BytesIO(files[name]))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert hidden and not [name for name in hidden for text in texts if name in text]


def test_the_blueprint_has_lists_for_several_values(files):
    content = json.loads(files["kumu.json"])
    assert set(content) == {"elements", "connections"}
    person = next(one for one in chart(60).people if len(one.categories) > 1)
    entry = next(entry for entry in content["elements"] if entry["id"] == person.id)
    assert (entry["label"], entry["type"], entry["Category"]) == (person.label, "Person", list(person.categories))
    assert isinstance(entry["Reach"], float)
    assert set(content["connections"][0]) == {"id", "from", "to", "direction", "type"}


def test_the_backup_has_a_position_for_everything_and_its_views(files):
    content = json.loads(files["kumu-backup.json"])
    ids = {entry["_id"] for entry in content["elements"]}
    (drawn,) = content["maps"]
    assert {node["element"] for node in drawn["elements"]} == ids
    spots = [(node["position"]["x"], node["position"]["y"]) for node in drawn["elements"]]
    assert len(set(spots)) == len(spots)
    assert content["defaultMap"] == drawn["_id"]
    assert drawn["defaultPerspective"] in {view["_id"] for view in content["perspectives"]}
    assert [view["name"] for view in content["perspectives"]] == [
        "By region",
        "By country",
        "By language",
        "By category",
        "As laid out",
    ]
    known = {entry["name"].lower() for entry in content["attributes"]}
    used = {name for entry in content["elements"] for name in entry["attributes"]}
    assert used <= known
    limits = {entry["name"]: entry["limit"] for entry in content["attributes"]}
    assert (limits["Category"], limits["Organization"], limits["Tags"]) == ("none", 1, "none")


@pytest.mark.parametrize("field", VIEW_FIELDS)
def test_a_view_filters_colours_and_groups(files, field):
    text = files[f"kumu-views/{field.lower()}.txt"].decode()
    assert [*re.findall(r'by: "(\w+)";', text)] == list(VIEW_FIELDS)
    assert f'value: person by "{field}" as "{field}";\n        default: true;' in text
    colours = re.search(rf'element-color: categorize\("{field}", (.*)\);', text)[1]
    stops = re.findall(r'(#[0-9a-f]{6}) "([^"]+)"', colours)
    assert 0 < len(stops) <= 8 and len({colour for colour, _ in stops}) == len(stops)
    assert text.count("{") == text.count("}")


def test_a_quotation_mark_does_not_end_a_value_in_a_view():
    person = Element(ElementId("a"), "A", "Person", fields=(("Region", ('North "Upper"',)),))
    assert '"North ”Upper”"' in view_text(Network((person,)), "Region")


FIELDS = (("Category", ("Learning | Teaching", "Data")), ("On", ("x",)))


def test_a_bar_becomes_a_slash_and_is_said():
    element = Element(
        ElementId("a"), "A", "Person", fields=(("Category", ("Learning | Teaching", "Data")), ("On", ("x",)))
    )
    safe, problems = for_kumu(Network((element,)), Measures(), Place("people.xlsx"))
    fields = (("Category", ("Learning / Teaching", "Data")), ("On (field)", ("x",)), ("May be published", ("yes",)))
    assert safe.elements[0].fields == fields
    assert [one.code for one in problems] == ["bar-in-text"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (3.0, "3"), (0.12345, "0.1235"), (0.00004, "0"), (12.5, "12.5")]
)
def test_numbers_as_text(value, text):
    assert number_text(value) == text


def test_the_same_people_give_the_same_bytes():
    assert map_files(chart(40), Place()) == map_files(chart(40), Place())


def test_a_network_too_large_for_kumu_is_said_and_its_views_are_fast():
    elements = tuple(Element(ElementId(f"elem-{place}"), f"Person {place}", "Person") for place in range(10_000))
    small, large = Network(elements[:1_999]), Network(elements)
    assert for_kumu(Network(elements[:9_999]), Measures(), Place())[1] == ()
    assert [one.code for one in for_kumu(large, Measures(), Place())[1]] == ["large-for-kumu"]
    assert "renderer: webgl;" in view_text(large, "Region")
    assert "renderer" not in view_text(small, "Region")
