"""The page in a real Chromium, without a window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facilitate.writing.files import write_atomically

ROOT = Path(__file__).parent.parent.parent.parent
AXE_VERSION = "4.14.1"
PEOPLE = 60
"""So many people are on the page that most tests open."""
PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the test is skipped with a message where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no test in a browser")
    if PROGRAM is None:
        pytest.skip("no Chromium on this computer: no test in a browser")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()


def axe_source() -> str:
    """axe-core; the test is skipped with a message where it cannot be had."""
    return npm_source("axe-core", AXE_VERSION, "axe.min.js")


def npm_source(package: str, version: str, file: str) -> str:
    """A file of a package of the npm registry, fetched once; skipped with a message where it cannot be had.

    It is kept in a folder of its own: npm takes away what it has not installed itself.
    """
    kept = ROOT / "node_modules" / f".{package}-{version}" / Path(file).name
    if not kept.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip(f"no npm on this computer: {package} cannot be fetched")
        with tempfile.TemporaryDirectory() as folder:
            words = [npm, "install", "--no-save", "--ignore-scripts", "--prefix", folder, f"{package}@{version}"]
            done = subprocess.run(words, capture_output=True, check=False, timeout=180)
            fetched = Path(folder) / "node_modules" / package / file
            if done.returncode or not fetched.exists():
                pytest.skip(f"{package} could not be fetched from the npm registry")
            write_atomically(kept, fetched.read_bytes())
    return kept.read_text("utf-8")


class Opened:
    """A page, with all that it asked of the world and complained of."""

    def __init__(self, browser, path, width=1300, **settings):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        self.page = self.context.new_page()
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.address = path.as_uri()
        self.page.goto(self.address)

    def __getattr__(self, name):
        return getattr(self.page, name)

    def text(self, selector):
        return self.page.inner_text(selector)

    def settled(self):
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def until(self, expression):
        """Wait until a JavaScript expression is true. (The page's policy forbids what Playwright would wait with.)"""
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never true: {expression}")
