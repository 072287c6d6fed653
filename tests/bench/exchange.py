"""Exports and reads lists of 5,000 to 20,000 categories, a step and a series, and shows how the times grow.

A step changes a tenth of the list: of each hundred categories four are renamed, two merged, one split, one widened, one
is dropped and one new. The peer for Turtle is rdflib, which is given the same statements, already made, to write.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from facilitate.reading.lists import read_list
from facilitate.records.categories import Category, CategoryId, ProposalId, Status, Version
from facilitate.records.changes import ChangeType, Step
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Meaning, Verdict
from facilitate.records.sources import Place
from facilitate.tracking.fingerprints import fingerprint
from facilitate.tracking.versions import revise
from facilitate.writing.exchange.addresses import Addresses, series_base
from facilitate.writing.exchange.document import json_content
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces
from facilitate.writing.exchange.skos import skos_content
from facilitate.writing.exchange.sssom import sssom_content
from facilitate.writing.exchange.tables import changes_csv, concordance_csv, list_csv
from facilitate.writing.exchange.xkos import xkos_content

SIZES = (5_000, 10_000, 20_000)
VERSIONS = (2, 4, 8)
FORMS: dict[str, Callable[[ExchangeMaterial], Pieces]] = {
    "skos": skos_content,
    "xkos": xkos_content,
    "sssom": sssom_content,
    "json": json_content,
    "list.csv": list_csv,
    "concordance.csv": concordance_csv,
    "changes.csv": changes_csv,
}
T = ChangeType


def original(size: int) -> Version:
    """A list as a national classification has it: names of some words, a definition of a sentence."""
    entries = tuple(
        Category(
            CategoryId(f"C{number}"),
            f'Manufacture of product {number}, except where it is an "accessory" of another',
            f"All activities that lead to product {number}.\nNot included: trade with it, and its repair.",
        )
        for number in range(1, size + 1)
    )
    return Version("v0", "s0", entries, status=Status.AGREED)


def revised(before: Version, meeting: int) -> Step:
    """The next version, with a tenth of the list changed by decisions as a facilitator would write them down."""
    rows: list[Decision] = []
    for place, entry in enumerate(before.categories):
        turn = (place + meeting) % 100
        asked: tuple[Action, tuple[str, ...]] | None = None
        into = None
        if turn < 4:
            asked = Action.RENAME, (f"{entry.name} ({meeting})",)
        elif turn in (5, 7) and place:
            asked, into = (Action.MERGE, ()), before.categories[place - 1].id
        elif turn == 10:
            asked = Action.SPLIT, (entry.name, f"Part of {entry.id} in {meeting}")
        elif turn == 12:
            asked = Action.WIDEN, (f"{entry.name} and parts",)
        elif turn == 14:
            asked = Action.DROP, ()
        elif turn in (16, 18):
            asked = Action.ADD, (f"New beside {entry.id} in {meeting}",)
        if asked:
            action, names = asked
            id = ProposalId(f"F{len(rows) + 1}")
            category = None if action is Action.ADD else entry.id
            rows.append(
                Decision(
                    id,
                    action,
                    category,
                    Verdict.ADOPT,
                    names=names,
                    into=into,
                    reason="as agreed",
                    own=True,
                    lives_on=True if action in (Action.MERGE, Action.SPLIT) else None,
                    meaning=Meaning.SAME if action is Action.RENAME else Meaning.UNSAID,
                    place=Place("decisions.xlsx", "Decisions", f"A{len(rows) + 2}"),
                )
            )
    step, problems = revise(before, DecisionBook(tuple(rows)), (), (), session=f"s{meeting}")
    assert not problems, problems[0]
    return step


def series(size: int, versions: int) -> ExchangeMaterial:
    lists, steps = [original(size)], []
    for meeting in range(1, versions):
        begun = replace(lists[-1], follows=fingerprint(lists[-1]) if steps else "")  # as it is carried over
        steps.append(revised(begun, meeting))
        lists.append(steps[-1].after)
    return ExchangeMaterial("A national classification", Addresses(series_base("b")), "en", tuple(lists), tuple(steps))


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def line(name: str, times: list[float], more: str = "") -> None:
    print(f"{name:22}" + "".join(f"{one:9.2f}" for one in times) + f"   {growth(times):12}{more}")


def growth(times: list[float]) -> str:
    return " ".join(f"x{later / earlier:.1f}" for earlier, later in pairwise(times))


def main() -> None:
    print(f"{'one step, CPU s':22}" + "".join(f"{size:9,}" for size in SIZES) + "   growth")
    steps = [series(size, 2) for size in SIZES]
    for name, form in FORMS.items():
        size = sum(map(len, form(steps[-1]))) / 1e6
        line(name, [seconds(lambda form=form, one=one: sum(map(len, form(one)))) for one in steps], f"{size:8.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        for name, form in (("list.csv", list_csv), ("list.ttl", skos_content)):
            paths = [Path(folder) / f"{place}-{name}" for place in range(len(steps))]
            for path, one in zip(paths, steps, strict=True):
                path.write_bytes(b"".join(form(one)))
            line(f"read {name}", [seconds(lambda path=path: read_list(path, "list"), 1) for path in paths])
    peer(steps)
    print(f"\n{'a series of 20,000, CPU s':26}" + "".join(f"{f'{one} versions':>12}" for one in VERSIONS) + "   growth")
    long = [series(20_000, versions) for versions in VERSIONS]
    for name in ("xkos", "sssom", "json"):
        times = [seconds(lambda name=name, one=one: sum(map(len, FORMS[name](one))), 1) for one in long]
        print(f"{name:26}" + "".join(f"{one:12.2f}" for one in times) + f"   {growth(times)}")


def peer(steps: list[ExchangeMaterial]) -> None:
    """The same SKOS, written by rdflib from a graph that is there already."""
    try:
        from rdflib import Graph
    except ImportError:
        print("rdflib is not installed: no peer")
        return
    graphs = [Graph().parse(data=b"".join(skos_content(one)), format="turtle") for one in steps]
    line("skos by rdflib", [seconds(lambda one=one: one.serialize(format="turtle"), 1) for one in graphs])


if __name__ == "__main__":
    main()
