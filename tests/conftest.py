"""Real files through real commands: sessions in temporary folders, documents read back."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from hypothesis import settings
from openpyxl import load_workbook

from facilitate.cli import main
from facilitate.records.tables import BAND
from tests.writing.word_lint import lint

# How fast a machine is says nothing about the code. What passed once passes again: new cases are for `make explore`.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
FIRST, SECOND = "ilo-2020-11-19-core-group-1", "ilo-2020-12-core-group-2"

EIGHT = (
    "Apprenticeships and work-based learning",
    "Assessment, certification and recognition of skills",
    "Career, entrepreneurship and employment services",
    "Data analysis for skills development",
    "Industry linkages, clusters and skills ecosystems",
    "Sectoral approach",
    "Training delivery",
    "Social inclusion",
)
"""The list before the meeting, in the order of the public report."""

NINE = (
    "Work-based learning (apprenticeships, internship, on-the-job-training)",
    "Recognition of skills (certification and assessment)",
    "Career guidance and employment services",
    "Research, data and analysis for skills development",
    "Skills ecosystem (industry linkages, innovative finance, partnerships and sectoral approach)",
    "Training delivery",
    "Social inclusion and interaction",
    "Entrepreneurship and self-employment",
    "Life skills (e.g. soft skills, healthy lifestyle and positive attitudes)",
)
"""The list of the public report, in its order and wording."""


@pytest.fixture(scope="session")
def facilitate() -> Callable[..., Result]:
    """Runs a command line as a user types it; a crash is a failure of the test, and so is an unsound document."""

    def run(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        for word in words:
            for made in (*Path(str(word)).glob("pack/*.docx"), *Path(str(word)).glob("report/*.docx")):
                assert made.is_dir() or lint(made.read_bytes()) == [], made.name
        return result

    return run


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of the first example session, as it is shipped."""
    return Path(shutil.copytree(ROOT / "sessions" / FIRST, tmp_path / FIRST))


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A copy of the second example session, as it is shipped."""
    return Path(shutil.copytree(ROOT / "sessions" / SECOND, tmp_path / SECOND))


class Workbook:
    """A workbook as a person edits it: by sheet, row text and header. As a context it is saved at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self.book.save(self.path)

    def column(self, sheet: str, header: str) -> int:
        """The number of the column with this header."""
        return next(cell.column for cell in self.book[sheet][1] if cell.value == header)

    def row(self, sheet: str, first: str) -> int:
        """The number of the row whose first cell reads so."""
        return next(cell.row for cell in self.book[sheet]["A"] if cell.value == first)

    def get(self, sheet: str, first: str, header: str) -> Any:
        """The value in a row, under a header."""
        return self.book[sheet].cell(self.row(sheet, first), self.column(sheet, header)).value

    def set(self, sheet: str, first: str | int, header: str, value: object) -> None:
        """Type a value into a row (by its first cell or its number), under a header."""
        row = first if isinstance(first, int) else self.row(sheet, first)
        self.book[sheet].cell(row, self.column(sheet, header)).value = value

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """The filled rows under the headers, headings among them left out."""
        lines = list(self.book[sheet].iter_rows(values_only=True))
        rows = [line for line in lines[1:] if any(v is not None for v in line) and not str(line[0]).startswith(BAND)]
        return [dict(zip(lines[0], line, strict=True)) for line in rows]

    def free(self, sheet: str) -> int:
        """The number of the first row below everything that is filled."""
        lines = self.book[sheet].iter_rows(values_only=True)
        return max(number for number, line in enumerate(lines, 1) if any(value is not None for value in line)) + 1


def outline(path: Path) -> list[tuple[str, str]]:
    """A Word document's paragraphs and tables in reading order: (style, text), a table as its rows."""
    return list(_outline(Document(str(path))))


def _outline(document: Any) -> Iterator[tuple[str, str]]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            paragraph = Paragraph(element, document)
            if paragraph.text.strip():
                yield paragraph.style.name, paragraph.text
        elif element.tag.endswith("}tbl"):
            for row in Table(element, document).rows:
                yield "row", " | ".join(cell.text for cell in row.cells)


def section(lines: list[tuple[str, str]], heading: str) -> list[tuple[str, str]]:
    """What stands under a heading of the first level."""
    start = next(place for place, line in enumerate(lines) if line == ("Heading 1", heading))
    end = next((p for p, line in enumerate(lines) if p > start and line[0] == "Heading 1"), len(lines))
    return lines[start + 1 : end]


def codes(result: Result) -> list[str]:
    """The codes of the problems that a command reported, in order."""
    return [line.rsplit("[", 1)[1].rstrip("]") for line in result.stderr.splitlines() if line.endswith("]")]


def heed_ctrl_c() -> None:
    """For a child about to start: Ctrl+C counts, also where a shell began the tests in the background without it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
