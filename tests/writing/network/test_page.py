"""The page as a file: one file, nothing from outside, nothing that breaks out of its place."""

import json
import re

from facilitate.network.consent import count_people
from facilitate.network.graph import network_of
from facilitate.network.layout import FIELDS, lay_out
from facilitate.records.network import Audience, ElementId, Measures, NetworkMap, Person
from facilitate.writing.network.page import map_page, page_data
from tests.network.examples import chart


def small(**rest):
    people = (Person(ElementId("elem-1"), "Ana", "Ana", publish=True, **rest),)
    totals = count_people(people, ())
    layouts = tuple(lay_out(people, field) for field in FIELDS)
    return NetworkMap("A <b>title</b>", Audience.PUBLIC, people, network_of(people), totals, Measures(), layouts)


def test_the_page_is_small_and_asks_for_nothing():
    page = map_page(chart(473)).decode()
    assert len(page) < 300_000
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", page)
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", page)


def test_without_data_the_page_is_far_under_a_megabyte():
    assert len(map_page(small())) < 100_000


def test_texts_cannot_break_out_of_the_page():
    ugly = "</script><script>alert(1)</script>{{data}}<!--"
    page = map_page(small(organisation=ugly)).decode()
    assert page.count("<script") == 2
    assert "<h1>A &lt;b&gt;title&lt;/b&gt;</h1>" in page
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    organisation = next(field for field in data["fields"] if field["key"] == "organization")
    assert organisation["values"] == [ugly]


def test_the_data_are_those_of_the_people():
    drawn = chart(40)
    data = page_data(drawn)
    assert data["people"]["labels"] == [one.label for one in drawn.people]
    fields = {field["key"]: (at, field["values"]) for at, field in enumerate(data["fields"])}
    for key, values_of in (("region", lambda one: [one.region]), ("category", lambda one: list(one.categories))):
        at, values = fields[key]
        for place, person in enumerate(drawn.people):
            found = data["people"]["values"][at][place]
            found = found if isinstance(found, list) else [found]
            assert {values[value] for value in found} == set(values_of(person))


def test_positions_survive_their_packing():
    import array
    import base64

    drawn = chart(473)
    data = page_data(drawn)
    for layout in drawn.layouts:
        packed = data["layouts"][layout.field.lower()]
        steps = array.array("h", base64.b64decode(packed["xy"]))
        spots = {id: (x, y) for id, x, y in layout.spots}
        for place, person in enumerate(drawn.people):
            x, y = spots[person.id]
            assert abs(steps[2 * place] * packed["unit"] - x) < 0.02
            assert abs(steps[2 * place + 1] * packed["unit"] - y) < 0.02


def test_the_same_people_give_the_same_page():
    assert map_page(chart(40)) == map_page(chart(40))
