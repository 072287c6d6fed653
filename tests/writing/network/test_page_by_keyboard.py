"""The whole page with the keyboard alone, as a screen reader gets to know it: roles, names and states."""

from __future__ import annotations

import pytest

from tests.network.examples import chart
from tests.writing.network.browser import PEOPLE

pytestmark = pytest.mark.slow

PERSON = chart(PEOPLE).people[0]


@pytest.fixture
def heard(page):
    """What a screen reader is told of the element that has the focus."""
    session = page.context.new_cdp_session(page.page)
    session.send("Accessibility.enable")

    def now():
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        focused = [node for node in nodes if not node["ignored"] and stated(node).get("focused")]
        node = focused[-1]
        return node["role"]["value"], node["name"]["value"], stated(node)

    return now


def stated(node):
    return {one["name"]: one["value"].get("value") for one in node.get("properties", ())}


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, heard, role, name, most=60):
    """Tab onwards to an element; the test fails where it cannot be reached."""
    for _ in range(most):
        press(page, "Tab")
        found = heard()
        if (found[0], found[1]) == (role, name):
            return found[2]
    raise AssertionError(f"no {role} {name!r} within {most} tabs")


def test_every_stop_has_a_role_and_a_name_and_the_order_is_that_of_the_page(page, heard):
    stops = []
    for _ in range(80):
        press(page, "Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(heard()[:2])
    assert not [stop for stop in stops if not stop[1] or stop[0] in ("generic", "none", "")]
    assert stops[:7] == [
        ("link", "Go to the table of people"),
        ("searchbox", "Search"),
        ("button", "Map"),
        ("button", "Table"),
        ("button", "Copy link"),
        ("button", "Print"),
        ("button", "Dark"),
    ]
    wanted = [
        ("combobox", "Group by"),
        ("combobox", "Colour by"),
        ("button", "Whole map"),
        ("application", "Map of people"),
    ]
    assert [stop for stop in stops if stop in wanted] == wanted
    assert stops.index(("application", "Map of people")) == max(map(stops.index, wanted))


def test_a_person_is_found_and_read_without_a_mouse(page, heard):
    tab_to(page, heard, "searchbox", "Search")
    page.keyboard.type(PERSON.name)
    page.until("document.getElementById('status').textContent.startsWith('1 of')")
    tab_to(page, heard, "application", "Map of people")
    press(page, "Home")
    assert page.text("#announce").startswith(PERSON.label)
    press(page, "Enter")
    assert heard()[:2] == ("heading", PERSON.label)
    tab_to(page, heard, "link", PERSON.email)
    press(page, "Escape")
    assert heard()[:2] == ("application", "Map of people")


def test_filters_open_and_are_chosen_by_keys(page, heard):
    tab_to(page, heard, "DisclosureTriangle", "Country")
    press(page, "Enter")
    narrow = tab_to(page, heard, "searchbox", "Narrow the list: Country")
    assert narrow
    page.keyboard.type(PERSON.country[:4])
    press(page, "Tab")
    role, name, state = heard()
    assert (role, state["checked"]) == ("checkbox", "false")
    assert name.startswith(PERSON.country)
    press(page, "Space")
    assert heard()[2]["checked"] == "true"  # the focus stays where it was, though the list is drawn anew
    same = sum(one.country == PERSON.country for one in chart(PEOPLE).people)
    assert page.text("#status").startswith(f"{same} of ")


def test_the_map_is_regrouped_and_coloured_by_keys(page, heard):
    tab_to(page, heard, "combobox", "Group by")
    press(page, "Home")
    assert page.input_value("#group") == "region"
    tab_to(page, heard, "combobox", "Colour by")
    press(page, "End")
    assert page.input_value("#colour") == "community"


def test_the_table_is_the_twin_of_the_map(page, heard):
    press(page, "Tab", "Enter")  # the first stop leads there
    assert heard()[:2] == ("region", "People as a table")
    names = [heard()[1] for _ in range(7) if press(page, "Tab") is None]
    assert names == ["Name", "Organisation", "Region", "Country", "Language", "Category", "E-mail"]
    press(page, "Tab")
    assert heard()[:2] == ("button", PERSON.label)
    press(page, "Enter")
    assert heard()[:2] == ("heading", PERSON.label)
    press(page, "Escape")
    assert heard()[:2] == ("button", PERSON.label)


def test_what_changes_is_said(page):
    """The number found and the person reached are live regions."""
    live = page.evaluate(
        "['status', 'announce'].map((id) => document.getElementById(id)).map((one) => [one.role, one.ariaLive])"
    )
    assert live == [["status", "polite"], [None, "assertive"]]
    for id, pressed in (("view-map", "true"), ("view-table", "false")):
        assert page.get_attribute(f"#{id}", "aria-pressed") == pressed
    tree = page.evaluate("document.querySelector('#map').getAttribute('aria-describedby')")
    assert "Arrow keys" in page.text(f"#{tree}")
