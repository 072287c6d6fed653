"""Maps as pages, opened in a real browser."""

from __future__ import annotations

import pytest

from facilitate.records.network import Audience
from facilitate.writing.network.page import map_page
from tests.network.examples import chart, with_columns_and_ties, with_long_categories
from tests.writing.network.browser import PEOPLE, Opened, chromium


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps")
    for number in (1, 5, PEOPLE, 4000):
        (folder / f"{number}.html").write_bytes(map_page(chart(number)))
    (folder / "public.html").write_bytes(map_page(chart(PEOPLE, Audience.PUBLIC)))
    (folder / "long.html").write_bytes(map_page(with_long_categories(120)))
    (folder / "tied.html").write_bytes(map_page(with_columns_and_ties()))
    (folder / "nobody.html").write_bytes(map_page(chart(PEOPLE, published=0)))
    return folder


@pytest.fixture
def page(browser, folder, request):
    name = getattr(request, "param", str(PEOPLE))
    opened = Opened(browser, folder / f"{name}.html")
    yield opened
    assert opened.errors == []
    assert opened.requests == [opened.address]
    opened.context.close()
