"""Large consultations: seconds, memory and growth, against the floor (reading and normalising) and against peers.

SIZES="100000 1000000 2000000" chooses the numbers of rows, WORKBOOKS="1000 10000" those of groups' workbooks. Seconds
are of CPU, user and system, of all processes; each figure comes from a process of its own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.made_session import made_session
from tests.made_texts import made_rows
from tests.measures import agreement
from tests.reading.measured import peak, work

SIZES = tuple(map(int, os.environ.get("SIZES", "100000 300000").split()))
GROUPS = tuple(map(int, os.environ.get("WORKBOOKS", "100 1000").split()))
PEER_ROWS = 100_000
COLUMN = "What do you propose?"
Result = dict[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _gathering(folder)
        _peers(folder)
        _sameness(folder)
        _merging(folder)


def _gathering(folder: Path) -> None:
    print("Gathering rows into statements. Floor: the same file read and normalised, exact repeats counted.\n")
    print(f"{'rows':>10}{'floor s':>9}{'all s':>8}{'beyond s':>10}{'ratio':>7}{'MB':>7}{'P':>8}{'R':>7}")
    before: tuple[int, float] | None = None
    for size in SIZES:
        path, truth = _table(folder, size)
        floor, found = _child("floor", path), _child("gather", path)
        beyond = found["seconds"] - floor["seconds"]
        ours = agreement(truth, found["labels"])
        print(
            f"{size:10,}{floor['seconds']:9.1f}{found['seconds']:8.1f}{beyond:10.1f}"
            f"{found['seconds'] / floor['seconds']:7.1f}{found['megabytes']:7.0f}"
            f"{ours.precision:8.4f}{ours.recall:7.3f}"
        )
        if before:
            exponent = math.log(found["seconds"] / before[1]) / math.log(size / before[0])
            print(f"{'':10}growth exponent since {before[0]:,} rows: {exponent:.2f}")
        before = (size, found["seconds"])


def _peers(folder: Path) -> None:
    path, truth = _table(folder, min(PEER_ROWS, *SIZES))
    print(f"\nThe same task, {len(truth):,} rows, by others:\n")
    print(f"{'':34}{'s':>7}{'MB':>7}{'P':>8}{'R':>7}{'s, ours = 1':>13}")
    ours = 0.0
    for name, label in (
        ("gather", "facilitate"),
        ("fingerprint", "OpenRefine's fingerprint"),
        ("datasketch", "datasketch MinHashLSH, union-find"),
    ):
        found = _child(name, path)
        if not found:
            print(f"{label:34}(not installed: pip install -e '.[bench]')")
            continue
        ours = ours or found["seconds"]
        how = agreement(truth, found["labels"])
        print(
            f"{label:34}{found['seconds']:7.1f}{found['megabytes']:7.0f}{how.precision:8.4f}{how.recall:7.3f}"
            f"{found['seconds'] / ours:13.2f}"
        )


def _sameness(folder: Path) -> None:
    path, _ = _table(folder, min(SIZES))
    lines = path.read_text(encoding="utf-8").splitlines()
    shuffled = folder / "shuffled.csv"
    body = lines[1:]
    order = list(range(len(body)))
    random.Random(5).shuffle(order)
    shuffled.write_text("\n".join([lines[0], *(body[at] for at in order)]) + "\n", encoding="utf-8")
    straight = _child("gather", path)["labels"]
    ways = {
        "two processes": _child("gather", path, cores=2)["labels"],
        "another hash seed": _child("gather", path, seed="7")["labels"],
    }
    mixed = _child("gather", shuffled)["labels"]
    back = [0] * len(mixed)
    for at, label in zip(order, mixed, strict=True):
        back[at] = label
    ways["another order of rows"] = back
    print(f"\nThe statements of {len(body):,} rows ({_mark(straight)}):")
    for way, labels in ways.items():
        print(f"  {way}: {'the same' if labels == straight else 'OTHERS'} ({_mark(labels)})")


def _merging(folder: Path) -> None:
    print("\nfacilitate merge on a session with so many groups, of which nine in ten sent a workbook:\n")
    print(f"{'groups':>10}{'first s':>9}{'again s':>9}{'floor s':>9}{'ratio':>7}{'MB':>7}{'decisions.xlsx KB':>19}")
    before: tuple[int, float] | None = None
    for groups in GROUPS:
        session = made_session(folder / f"s{groups}", groups)
        floor = _child("workbooks", session)
        first, again = _child("merge", session), _child("merge", session)
        size = (session / "decisions.xlsx").stat().st_size // 1000
        print(
            f"{groups:10,}{first['seconds']:9.1f}{again['seconds']:9.1f}{floor['seconds']:9.1f}"
            f"{first['seconds'] / floor['seconds']:7.1f}{first['megabytes']:7.0f}{size:19,}"
        )
        if before:
            exponent = math.log(first["seconds"] / before[1]) / math.log(groups / before[0])
            print(f"{'':10}growth exponent since {before[0]:,} groups: {exponent:.2f}")
        before = (groups, first["seconds"])
    print("\nFloor: the groups' workbooks opened and their cells read, nothing else.")


def _table(folder: Path, size: int) -> tuple[Path, tuple[int, ...]]:
    made = made_rows(size)
    path = folder / f"{size}.csv"
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(("ID", COLUMN))
            writer.writerows(enumerate(made.texts))
    return path, made.truth


def _mark(labels: object) -> str:
    return hashlib.sha256(json.dumps(labels).encode()).hexdigest()[:12]


# ------------------------------------------------------------ in a process of its own


def _child(what: str, path: Path, cores: int = 1, seed: str = "0") -> Result:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.bench.scale", what, str(path), str(cores)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)
    result: Result = json.loads(run.stdout.splitlines()[-1])
    return result


def _texts(path: Path) -> Iterable[str]:
    from facilitate.reading.answers import read_answers

    (table,), _ = read_answers(path, path.name, COLUMN)
    return (text for _, text in table)


def gather(path: Path, cores: int) -> list[int]:
    from facilitate.large.gather import gather
    from facilitate.large.work import Work
    from facilitate.large.workers import workers

    with tempfile.TemporaryDirectory() as folder, workers(cores) as crew:
        return gather(_texts(path), Work(Path(folder), crew)).statement_of.tolist()


def floor(path: Path, cores: int) -> list[int]:
    from facilitate.consolidation.repeats import keys_of_texts

    known: dict[str, int] = {}
    return [known.setdefault(key, len(known)) for key in keys_of_texts(list(_texts(path)))]


def fingerprint(path: Path, cores: int) -> list[int]:
    """OpenRefine's key: lower case, no punctuation, ASCII, the words sorted and each once."""
    known: dict[str, int] = {}
    labels = []
    for text in _texts(path):
        bare = unicodedata.normalize("NFKD", text.strip().lower()).encode("ascii", "ignore").decode()
        key = " ".join(sorted(set(re.sub(r"[^\w\s]", "", bare).split())))
        labels.append(known.setdefault(key, len(known)))
    return labels


def datasketch(path: Path, cores: int) -> list[int] | None:
    """MinHash and banding with the same numbers as ours; candidates verified with RapidFuzz and united."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    from rapidfuzz import fuzz

    from facilitate.consolidation.candidates import BANDS, ROWS, SIZE
    from facilitate.consolidation.repeats import keys_of_texts
    from facilitate.consolidation.rewording import CLOSE

    keys = keys_of_texts(list(_texts(path)))
    distinct = sorted(Counter(keys))
    lsh = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    shingles = [{key[at : at + SIZE].encode() for at in range(max(len(key) - SIZE + 1, 1))} for key in distinct]
    parent = list(range(len(distinct)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    for at, sketch in enumerate(MinHash.bulk(shingles, num_perm=BANDS * ROWS, seed=1)):
        for other in lsh.query(sketch):
            if fuzz.ratio(distinct[at], distinct[other], score_cutoff=CLOSE):
                parent[root(at)] = root(other)
        lsh.insert(at, sketch, check_duplication=False)
    place = {key: root(at) for at, key in enumerate(distinct)}
    return [place[key] for key in keys]


def workbooks(path: Path, cores: int) -> list[int]:
    from facilitate.reading.sheets import read_book

    for file in sorted((path / "groups").iterdir()):
        read_book(file, file.name)
    return []


def merge(path: Path, cores: int) -> list[int]:
    from facilitate.cli import main

    main(["merge", "--quiet", str(path)], standalone_mode=False)
    return []


def _measured(task: Callable[[Path, int], Any], path: Path, cores: int) -> Result:
    sys.stderr = io.StringIO()
    try:
        labels = task(path, cores)
    except SystemExit:
        labels = []
    if labels is None:
        return {}
    return {"seconds": work(), "megabytes": peak(), "labels": labels}


if __name__ == "__main__":
    all_works = {work.__name__: work for work in (gather, floor, fingerprint, datasketch, workbooks, merge)}
    print(json.dumps(_measured(all_works[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3]))))
