"""The table of regions: one that came with the program, or a person's own."""

from __future__ import annotations

from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.people import not_a_region_table
from facilitate.reading.sheets import read_book
from facilitate.records.network import RegionTable
from facilitate.records.sources import Place
from facilitate.text import fold


def read_regions(path: Path, name: str) -> tuple[RegionTable | None, tuple[Problem, ...]]:
    """The table at ``path``: the columns ``code`` (of the country, ISO 3166, two letters) and ``region``.

    A column ``country`` is for the reader; every further column holds other names of the region, such as those in
    other languages. None where the file cannot be used.
    """
    book, problems = read_book(path, name)
    if book is None:
        return None, problems
    sheet = book.sheets[0]
    header = min((row for row, _ in sheet.cells), default=1)
    columns = {fold(sheet.cell(header, column).text): column for column in range(1, sheet.last_column + 1)}
    for needed in ("code", "region"):
        if needed not in columns:
            return None, (*problems, not_a_region_table(Place(name, sheet.name), f"it has no column “{needed}”"))
    regions: list[tuple[str, str]] = []
    others: dict[str, str] = {}
    further = [column for header, column in columns.items() if header not in ("code", "country", "region")]
    for row in range(header + 1, sheet.last_row + 1):
        code, region = sheet.cell(row, columns["code"]).text.upper(), sheet.cell(row, columns["region"]).text
        if code and region:
            regions.append((code, region))
            others |= {sheet.cell(row, column).text: region for column in further if sheet.cell(row, column).text}
    return RegionTable(name, tuple(regions), tuple(others.items())), problems
