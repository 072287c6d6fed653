"""The page in a real Chromium, without a window."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_VERSION = "4.14.1"
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
    """axe-core, fetched from the npm registry once; the test is skipped with a message where that cannot be had."""
    if not AXE.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm on this computer: axe-core cannot be fetched")
        words = [npm, "install", "--no-save", "--no-package-lock", "--prefix", str(ROOT), f"axe-core@{AXE_VERSION}"]
        done = subprocess.run(words, capture_output=True, check=False, timeout=180)
        if done.returncode or not AXE.exists():
            pytest.skip("axe-core could not be fetched from the npm registry")
    return AXE.read_text("utf-8")
