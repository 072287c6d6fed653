"""Public workbooks that nobody here wrote: read or refused, seconds, memory, agreement with a second reader.

The files lie in ../shared/corpus beside the project; another folder can be named: python -m tests.bench.corpus FOLDER
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from facilitate.reading.sheets import read_book
from tests.bench.second import differences, second_opinions
from tests.conftest import ROOT
from tests.reading.measured import Cost, cost

CORPUS = ROOT.parent / "shared" / "corpus"
SLOWEST, LARGEST = 5.0, 500.0
TEXT = (".csv", ".tsv", ".txt")


def files(folder: Path = CORPUS) -> list[Path]:
    """The workbooks of a folder, without its list of sources."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SOURCES.tsv")


def main(folder: Path = CORPUS) -> None:
    """Print the table."""
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}")
        return
    paths = files(folder)
    _costs({path: cost(path) for path in paths})
    _agreement(paths)


def _costs(costs: dict[Path, Cost]) -> None:
    rows: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    for path, found in costs.items():
        outcome = "read" if found.format else "refused: " + ", ".join(found.codes)
        rows[path.suffix.lower(), outcome].append(found)
    print(f"{'name':8}{'outcome':34}{'files':>6}{'cells':>9}{'s':>8}{'work s':>8}{'most s':>8}{'most MB':>9}")
    for (suffix, outcome), group in sorted(rows.items()):
        total = f"{sum(one.seconds for one in group):8.2f}{sum(one.work for one in group):8.2f}"
        most = f"{max(one.seconds for one in group):8.2f}{max(one.megabytes for one in group):9.0f}"
        print(f"{suffix:8}{outcome:34}{len(group):6}{sum(one.cells for one in group):9,}{total}{most}")
    slow = [path.name for path, one in costs.items() if one.seconds > SLOWEST or one.megabytes > LARGEST]
    print(f"{len(costs)} files; over {SLOWEST:g} s or {LARGEST:g} MB: {', '.join(slow) or 'none'}")


def _agreement(paths: list[Path]) -> None:
    opinions = second_opinions([path for path in paths if path.suffix.lower() not in TEXT])
    compared = differing = files_compared = 0
    only: dict[str, list[str]] = {"we": [], "python-calamine": []}
    for path, opinion in opinions.items():
        book, _ = read_book(path, path.name)
        if book is None or isinstance(opinion, str):
            if book is not None or not isinstance(opinion, str):
                only["we" if book is not None else "python-calamine"].append(path.name)
            continue
        files_compared += 1
        cells, found = differences(book, opinion)
        compared, differing = compared + cells, differing + len(found)
        for sheet, (row, column), ours, theirs in found[:3]:
            print(f"  {path.name} {sheet} row {row} column {column}: {ours[:40]!r}, python-calamine {theirs[:40]!r}")
    share = 1 - differing / compared if compared else 1
    print(f"values as python-calamine reads them: {share:.3%} of {compared:,} cells in {files_compared} files")
    for who, names in only.items():
        print(f"read only by {'us' if who == 'we' else who}: {', '.join(names) or 'none'}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
