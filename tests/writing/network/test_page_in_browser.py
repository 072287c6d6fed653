"""What a person does with the page, in a real headless Chromium."""

from __future__ import annotations

import re

import pytest

from facilitate.network.layout import MOST_HUBS
from tests.network.examples import chart
from tests.writing.network.browser import PEOPLE, Opened, axe_source

pytestmark = pytest.mark.slow


NAMED = len(chart(PEOPLE).people)


def rows(page):
    return page.locator("#table-body tr").count()


@pytest.mark.parametrize("page", ["5", str(PEOPLE), "4000", "public", "nobody"], indirect=True)
def test_the_page_opens_without_a_request_or_an_error(page):
    assert page.title().endswith("network map")


def test_everyone_named_is_on_the_map(page):
    assert page.text("#status") == f"{NAMED} people"
    assert page.locator("#map path.dot").count() == NAMED


def test_search_finds_by_name_organisation_and_category(page):
    person = chart(PEOPLE).people[7]
    page.fill("#search", person.name.upper())
    page.until("document.getElementById('status').textContent.startsWith('1 of')")
    page.fill("#search", person.organisation)
    same = sum(one.organisation == person.organisation for one in chart(PEOPLE).people)
    page.until(f"document.getElementById('status').textContent === '{same} of {NAMED} people'")
    page.fill("#search", "training delivery")
    some = sum("Training delivery" in one.categories for one in chart(PEOPLE).people)
    page.until(f"document.getElementById('status').textContent === '{some} of {NAMED} people'")


def test_search_sets_accents_aside(page):
    page.fill("#search", "Côte")
    page.until("document.getElementById('status').textContent.includes(' of ')")
    some = page.text("#status")
    page.fill("#search", "cote")
    page.wait_for_timeout(50)
    assert page.text("#status") == some
    assert not some.startswith("0 ")


def test_filters_combine_and_their_numbers_follow(page):
    people = chart(PEOPLE).people
    page.check("#filters label:has-text('Africa') input")
    africa = [one for one in people if one.region == "Africa"]
    assert page.text("#status") == f"{len(africa)} of {NAMED} people"
    page.check("#filters label:has-text('Americas') input")
    both = [one for one in people if one.region in ("Africa", "Americas")]
    assert page.text("#status") == f"{len(both)} of {NAMED} people"
    page.check("#filters label:has-text('Social inclusion') input")
    all_three = [one for one in both if "Social inclusion" in one.categories]
    assert page.text("#status") == f"{len(all_three)} of {NAMED} people"
    assert page.locator("#map path.dot:not(.off)").count() == len(all_three)
    number = page.inner_text("#filters label:has-text('Training delivery') .n")
    assert number == str(sum("Training delivery" in one.categories for one in both))
    page.click("#clear")
    assert page.text("#status") == f"{NAMED} people"


@pytest.mark.parametrize("field", ["region", "country", "language", "category", "organization"])
def test_grouping_and_colouring_by_every_field(page, field):
    page.select_option("#group", field)
    page.select_option("#colour", field)
    page.settled()
    assert page.locator("#map text.group").count() > 0
    people = sum(int(text.replace(",", "")) for text in page.locator("#legend .n").all_inner_texts())
    assert people == NAMED
    swatches = page.locator("#legend path").evaluate_all("all => all.map((one) => one.outerHTML)")
    assert len(set(swatches)) == len(swatches)


def test_a_click_on_a_dot_opens_the_profile(page):
    box = page.locator("#map path.dot").nth(3).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    person = chart(PEOPLE).people[3]
    assert page.text("#profile-name") == person.label
    said = page.text("#profile")
    for text in (person.organisation, person.country, person.region, person.email, *person.categories):
        assert text in said
    assert "Betweenness" in said


def test_who_shares_two_categories_with_me(page):
    people = chart(PEOPLE).people
    person = max(people, key=lambda one: len(one.categories))
    kin = {one.label for one in people if one is not person and len({*one.categories} & {*person.categories}) > 1}
    page.goto(f"{page.address}#person={person.id}")
    page.reload()
    assert f"Shares two categories or more: {len(kin)}" in page.text("#profile")
    if page.locator("#profile button:has-text('Show')").count():
        page.click("#profile button:has-text('Show')")
    assert {*page.locator("#profile ul button").all_inner_texts()} == kin
    page.requests.clear()
    page.requests.append(page.address)


def test_the_map_by_keyboard_alone(page):
    page.focus("#map")
    page.keyboard.press("Home")
    people = chart(PEOPLE).people
    assert page.text("#announce").startswith(people[0].label)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    said = page.text("#announce")
    assert re.search(rf"\d+ of {NAMED}$", said)
    page.keyboard.press("Enter")
    assert said.startswith(page.text("#profile-name"))
    assert page.evaluate("document.activeElement.id") == "profile-name"
    page.keyboard.press("Escape")
    assert page.locator("#profile").is_hidden()
    assert page.evaluate("document.activeElement.id") == "map"


def test_every_person_can_be_reached_by_keys(page):
    page.focus("#map")
    page.keyboard.press("Home")
    reached = [page.text("#announce").split(",")[0]]
    for _ in range(NAMED - 1):
        page.keyboard.press("PageDown")
        reached.append(page.text("#announce").split(",")[0])
    assert reached == [one.label for one in chart(PEOPLE).people]


def test_one_tab_stop_for_the_whole_map(page):
    page.focus("#zoom-fit")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "map"
    page.keyboard.press("Tab")
    assert not page.evaluate("document.getElementById('map').contains(document.activeElement)")


def test_the_table_holds_the_same_people(page):
    page.click("#view-table")
    assert rows(page) == NAMED
    assert page.locator("#table-body th").all_inner_texts() == [one.label for one in chart(PEOPLE).people]
    page.click("#table-head button:has-text('Region')")
    regions = page.locator("#table-body td:nth-child(3)").all_inner_texts()
    assert regions == sorted(regions)
    assert page.get_attribute("#table-head th:nth-child(3)", "aria-sort") == "ascending"
    page.click("#table-head button:has-text('Region')")
    assert page.locator("#table-body td:nth-child(3)").all_inner_texts() == sorted(regions, reverse=True)
    page.click("#table-body tr:nth-child(1) button")
    assert page.evaluate("document.activeElement.id") == "profile-name"


@pytest.mark.parametrize("page", ["4000"], indirect=True)
def test_a_long_table_comes_in_pages(page):
    page.click("#view-table")
    assert rows(page) == 100
    first = page.locator("#table-body th").first.inner_text()
    page.click("#page-after")
    assert page.locator("#table-body th").first.inner_text() != first
    assert page.text("#page-label").startswith("Page 2 of ")


@pytest.mark.parametrize("page", ["4000"], indirect=True)
def test_above_some_thousands_the_map_is_a_canvas_with_the_same_keys(page):
    assert page.locator("#map canvas").count() == 1
    assert page.locator("#map path.dot").count() == 0
    page.focus("#map")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert page.text("#profile-name") == chart(4000).people[0].label
    drawn = page.evaluate(
        """() => {
          const canvas = document.querySelector("#map canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let filled = 0;
          for (let at = 3; at < pixels.length; at += 4) filled += pixels[at] > 0;
          return filled;
        }"""
    )
    assert drawn > 20_000


def test_a_link_brings_back_the_state(browser, folder, page):
    page.select_option("#group", "region")
    page.select_option("#colour", "category")
    page.check("#filters label:has-text('Africa') input")
    page.fill("#search", "skills")
    page.wait_for_timeout(50)
    address = page.evaluate("location.href")
    again = Opened(browser, folder / f"{PEOPLE}.html")
    again.goto(address)
    again.reload()
    assert again.text("#status") == page.text("#status")
    assert again.input_value("#group") == "region"
    assert again.input_value("#colour") == "category"
    assert again.input_value("#search") == "skills"
    assert again.is_checked("#filters label:has-text('Africa') input")
    again.context.close()


def test_dark_and_light(page):
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize("page", [str(PEOPLE), "4000"], indirect=True)
def test_printing_shows_the_map_and_everyone_in_the_table(page):
    everyone = int(page.text("#status").split()[0].replace(",", ""))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#table-view").is_visible()
    assert rows(page) == everyone
    assert page.locator("#filters").is_hidden()
    box = page.locator("#map").bounding_box()
    inside = page.evaluate(
        """([x, y, width, height]) => [...document.querySelectorAll("#map text.group")].every((one) => {
          const box = one.getBoundingClientRect();
          return box.left >= x && box.right <= x + width && box.top >= y && box.bottom <= y + height;
        })""",
        [box["x"], box["y"], box["width"], box["height"]],
    )
    assert inside
    assert box["width"] < 700
    if everyone < 1000:
        assert page.pdf().startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert rows(page) == min(everyone, 100)


OUTSIDE = """() => {
  const box = document.getElementById("map").getBoundingClientRect();
  return [...document.querySelectorAll("#map text")].map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, one]) => one.left < box.left || one.right > box.right || one.top < box.top || one.bottom > box.bottom)
    .map(([text]) => text);
}"""


@pytest.mark.parametrize("width", [360, 768, 1300])
@pytest.mark.parametrize("field", ["region", "country", "category"])
def test_no_label_is_cut_off_on_any_screen(browser, folder, width, field):
    opened = Opened(browser, folder / f"{PEOPLE}.html", width=width)
    opened.goto(f"{opened.address}#group={field}")
    opened.reload()
    opened.settled()
    assert opened.locator("#map text.group").count() > 0
    assert opened.evaluate(OUTSIDE) == []
    dots = opened.evaluate("document.querySelector('#map .layer g').getBoundingClientRect().width")
    assert dots > 0.5 * opened.locator("#map").bounding_box()["width"]  # the map itself is not small
    opened.context.close()


WHEEL = """() => {
  const map = document.getElementById("map"), box = map.getBoundingClientRect();
  const spot = { clientX: box.left + 200, clientY: box.top + 200 };
  map.dispatchEvent(new WheelEvent("wheel", { deltaY: -200, cancelable: true, ...spot }));
}"""


LABELS_AND_DISCS = """() => {
  const box = (node) => node.getBoundingClientRect();
  const labels = [...document.querySelectorAll("#map text.group")].map(box);
  const discs = [...document.querySelectorAll("#map .disc")].map(box);
  const pairs = labels.flatMap((one, at) => labels.slice(0, at).map((other) => [one, other]));
  const over = (one, other) =>
    one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  const near = (one, disc) => {   // how far into a disc a label reaches, in pixels
    const x = (disc.left + disc.right) / 2, y = (disc.top + disc.bottom) / 2;
    const dx = x - Math.min(Math.max(x, one.left), one.right), dy = y - Math.min(Math.max(y, one.top), one.bottom);
    return (disc.right - disc.left) / 2 - Math.hypot(dx, dy);
  };
  const covered = labels.flatMap((one) => discs.filter((disc) => near(one, disc) > 4));
  return [labels.length, pairs.filter(([one, other]) => over(one, other)).length, covered.length];
}"""


@pytest.mark.parametrize("page", ["long"], indirect=True)
def test_long_names_are_all_there_on_a_full_ring_and_cover_nothing(page):
    page.settled()
    assert page.evaluate(LABELS_AND_DISCS) == [MOST_HUBS, 0, 0]


@pytest.mark.parametrize("page", ["long"], indirect=True)
def test_among_very_many_groups_a_label_is_left_out_rather_than_put_over_another_group(page):
    page.select_option("#group", "organization")
    page.settled()
    labels, overlapping, covered = page.evaluate(LABELS_AND_DISCS)
    assert labels > 0 and (overlapping, covered) == (0, 0)


@pytest.mark.parametrize("page", [str(PEOPLE), "4000"], indirect=True)
def test_while_it_moves_the_map_goes_along_as_a_picture(page):
    """Nothing is drawn anew but the labels, so that every frame is quick; at rest everything is sharp again."""
    moved = "document.querySelector('#map .layer').style.transform"
    page.settled()
    page.until(f"{moved} === ''")
    frame = f"new Promise((done) => requestAnimationFrame(() => done({moved})))"
    assert "scale(1.34" in page.evaluate(f"() => {{ ({WHEEL})(); return {frame}; }}")
    page.until(f"{moved} === ''")


def test_a_profile_leaves_the_map_where_it_is(page):
    page.evaluate(WHEEL)
    page.wait_for_timeout(300)
    before = page.locator("#map path.dot").nth(0).bounding_box()["width"]
    page.focus("#map")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator("#map path.dot").nth(0).bounding_box()["width"] == pytest.approx(before, rel=0.01)


def test_the_order_of_the_table_is_part_of_the_link(page):
    page.click("#view-table")
    page.click("#table-head button:has-text('Country')")
    page.click("#table-head button:has-text('Country')")
    first = page.locator("#table-body th").first.inner_text()
    page.reload()
    assert page.locator("#table-body th").first.inner_text() == first
    assert page.get_attribute("#table-head th:nth-child(4)", "aria-sort") == "descending"
    page.requests[:] = [page.address]


@pytest.mark.parametrize("page", ["tied"], indirect=True)
def test_columns_of_the_list_and_its_connections_are_on_the_page(page):
    page.select_option("#colour", label="Role")
    assert {text.split()[0] for text in page.locator("#legend li").all_inner_texts()} == {
        "Expert",
        "Rapporteur",
        "none",
    }
    page.check("#filters label:has-text('Rapporteur') input")
    assert page.text("#status") == "2 of 5 people"
    page.fill("#search", "by the lake")
    page.until("document.getElementById('status').textContent.startsWith('1 of')")
    page.focus("#map")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    said = page.text("#profile")
    assert "Note\nLives by the lake" in said
    assert "Connected to: 1" in said
    assert "(mentors)" in said
    assert page.locator("#map line.tie").count() == 1


@pytest.mark.parametrize(("page", "number"), [("1", 1), ("5", 5)], indirect=["page"])
def test_isolated_members_and_categories_without_members_are_on_the_page(page, number):
    drawn = chart(number)
    alone = [one.label for one in drawn.people if one.id in drawn.measures.isolated]
    assert len(alone) == (1 if number == 1 else 0)
    page.click("#totals summary")
    found = page.locator(".findings li").all_inner_texts()
    assert found == [*drawn.measures.empty_categories, *alone]
    page.click("#view-table")
    for place, one in enumerate(drawn.people, 1):
        page.click(f"#table-body tr:nth-child({place}) button")
        said = "Nothing connects this person to another member." in page.text("#profile")
        assert said == (one.label in alone)


@pytest.mark.parametrize("page", ["public"], indirect=True)
def test_a_public_map_holds_no_address(page):
    assert "@" not in page.text("body")
    assert "example.org" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", "#view=table", "#person", "#group=region&colour=category"])
@pytest.mark.parametrize("name", [str(PEOPLE), "nobody"])
def test_no_axe_violation(browser, folder, scheme, state, name):
    axe = axe_source()
    opened = Opened(browser, folder / f"{name}.html", color_scheme=scheme, bypass_csp=True)
    drawn = chart(PEOPLE)
    opened.goto(opened.address + state.replace("#person", f"#person={drawn.people[0].id}"))
    opened.reload()
    opened.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    opened.evaluate(axe)
    found = opened.evaluate(
        "axe.run().then((all) => all.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html)]))"
    )
    opened.context.close()
    assert found == []
