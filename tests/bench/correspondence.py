"""A public correspondence table as two versions with decisions: are the links that come out those of the table?

Run: make bench-correspondence. The table is CAEN Rev.2 to Rev.3, the national classification of economic activities of
Romania and so NACE Rev.2 to 2.1 class for class: 615 classes, 651 classes and 904 links besides those that are only
associated, most of them splits, mergers and many-to-many. It lies in the wheel caen-romania (data: National Institute
of Statistics of Romania, OGL-ROU-1.0, and Eurostat, CC BY 4.0), which is fetched and not installed.

Where CORRESPONDENCE names a folder with CN2021.csv, CN2022.csv and CN2021_CN2022.csv, so is the Combined Nomenclature
of the European Union: 10,086 links. They are in inst/extdata/test of https://github.com/eurostat/correspondenceTables
(Eurostat; EUPL).

A table of links leaves open what a facilitator is asked: whether the old category lives on. Here it does in the new one
with its title, else with its code, else in one that nobody else has claimed. What then happened is written down as
decisions, from which the program makes list, changes, concordance and forms as from any others.
"""

from __future__ import annotations

import csv
import gc
import json
import os
import sys
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from facilitate.records.categories import Category, CategoryId, ProposalId, Status, Version
from facilitate.records.changes import History, Step
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Meaning, Ordered, Verdict
from facilitate.tracking.compose import compose
from facilitate.tracking.crosswalk import concordance, count_line
from facilitate.tracking.soundness import check_history
from facilitate.tracking.versions import revise
from facilitate.writing.exchange.addresses import Addresses, series_base
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.history import history_content
from tests.bench.exchange import FORMS

Titles = dict[str, str]
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Table:
    """A correspondence table: the titles of each classification by code in its order, and the links."""

    name: str
    old: Titles
    new: Titles
    links: tuple[tuple[str, str], ...]

    def targets(self) -> dict[str, list[str]]:
        """Where each old code goes."""
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in self.links:
            found[old].append(new)
        return found

    def sources(self) -> dict[str, list[str]]:
        """Where each new code comes from."""
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in self.links:
            found[new].append(old)
        return found


def caen(wheel: Path) -> Table:
    """The classes of CAEN, and the links between them that are not only associations."""
    with zipfile.ZipFile(wheel) as archive:
        data = json.loads(archive.read("caen_romania/data.json"))
    old, new = ({code: titles[1] for code, titles in data[one].items() if len(code) == 4} for one in ("rev2", "rev3"))
    links = tuple((one, other) for one, other, associated in data["links"] if not associated)
    return Table("CAEN Rev.2 to Rev.3", old, new, links)


def combined_nomenclature(folder: Path) -> Table:
    """The codes of the Combined Nomenclature that have links; its texts are those of the last level."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    links = tuple((row["CN 2021"], row["CN 2022"]) for row in rows("CN2021_CN2022.csv"))

    def titles(year: int, codes: Iterable[str]) -> Titles:
        # Square brackets, which chemical names have, stand for text that is not agreed in a list.
        round_ones = str.maketrans("[]", "()")
        known = {row[f"CN {year}"]: row["SupText"].translate(round_ones) for row in rows(f"CN{year}.csv")}
        return {code: known.get(code, "") for code in sorted(set(codes))}

    old, new = titles(2021, (one for one, _ in links)), titles(2022, (other for _, other in links))
    return Table("Combined Nomenclature 2021 to 2022", old, new, links)


def same(table: Table) -> dict[str, str]:
    """In which new category each old one lives on: by title, by code, or where nobody else does."""
    targets, lives = table.targets(), dict[str, str]()
    taken: set[str] = set()

    def claim(likely: Callable[[str, str], bool]) -> None:
        for old in table.old:
            if old not in lives:
                found = next((new for new in targets[old] if new not in taken and likely(old, new)), None)
                if found is not None:
                    lives[old] = found
                    taken.add(found)

    claim(lambda old, new: table.old[old] == table.new[new])
    claim(lambda old, new: old == new)
    claim(lambda old, new: True)
    return lives


@dataclass
class _Revision:
    """The decisions by which one classification becomes the other."""

    table: Table
    rows: list[Decision] = field(default_factory=list)
    ids: dict[str, CategoryId] = field(default_factory=dict)
    born: dict[CategoryId, str] = field(default_factory=dict)

    def decide(self, action: Action, old: str | None, names: tuple[str, ...] = (), into: str | None = None) -> None:
        """Write a row."""
        self.rows.append(
            Decision(
                ProposalId(f"F{len(self.rows) + 1}"),
                action,
                CategoryId(f"C{old}") if old else None,
                Verdict.ADOPT,
                names=names,
                into=self.ids[into] if into else None,
                reason="as in the table",
                own=True,
                lives_on=True if action in (Action.SPLIT, Action.MERGE) else None,
                meaning=Meaning.SAME if action is Action.RENAME else Meaning.UNSAID,
            )
        )

    def begun(self, new: str, part: str = "") -> None:
        """A new category that the last row makes."""
        id = CategoryId(f"C{10**8 + len(self.born)}")
        self.ids[new] = id
        self.born[id] = f"{self.rows[-1].proposal}{part}"

    def book(self) -> DecisionBook:
        """All rows: first what begins, then what is passed on, last what ends."""
        table, lives = self.table, same(self.table)
        sources, targets = table.sources(), table.targets()
        self.ids = {new: CategoryId(f"C{old}") for old, new in lives.items()}
        parts: dict[str, list[str]] = defaultdict(list)
        for new in table.new:
            if new in self.ids:
                continue
            if sources[new]:
                parts[sources[new][0]].append(new)
            else:
                self.decide(Action.ADD, None, (_name(new, table.new),))
                self.begun(new)
        for old, new in lives.items():
            named = _name(new, table.new)
            if old in parts:
                self.decide(Action.SPLIT, old, (named, *(_name(part, table.new) for part in parts[old])))
                for place, part in enumerate(parts[old], 2):
                    self.begun(part, f"/{place}")
            elif named != _name(old, table.old):
                self.decide(Action.RENAME, old, (named,))
        for old in table.old:
            onward = [new for new in targets[old] if new != lives.get(old) and new not in parts[old]]
            last = onward.pop() if old not in lives and onward else None
            for new in onward:
                self.decide(Action.MOVE, old, into=new)
            if last is not None:
                self.decide(Action.MERGE, old, into=last)
            elif old not in lives:
                self.decide(Action.DROP, old)
        order = tuple(Ordered(self.ids[new], self.born.get(self.ids[new], "")) for new in table.new)
        return DecisionBook(tuple(self.rows), order)


def _name(code: str, titles: Titles) -> str:
    return f"{code} {titles[code]}".strip()


def step_of(table: Table) -> Step:
    """The table as a step; its codes are ids where a category lived on."""
    entries = tuple(Category(CategoryId(f"C{code}"), _name(code, table.old)) for code in table.old)
    before = Version("v0", "before", entries, status=Status.AGREED)
    step, problems = revise(before, _Revision(table).book(), (), (), session="after")
    assert not problems, problems[0]
    return step


def links_of(step: Step) -> Iterator[tuple[str, str]]:
    """The links that the concordance of a step prints, by code."""
    for line in concordance(step):
        if line.old and line.new:
            yield line.old.name.partition(" ")[0], line.new.name.partition(" ")[0]


def run(table: Table) -> None:
    """What comes out of a table, and how long it takes."""
    print(f"{table.name}: {len(table.old):,} categories, then {len(table.new):,}; {len(table.links):,} links")
    step = timed("decisions, list and changes", lambda: step_of(table))
    found = set(timed("concordance", lambda: tuple(links_of(step))))
    wrong = found ^ set(table.links)
    print(f"    links that the concordance prints: {len(found):,}; not in the table, or only there: {len(wrong)}")
    names = [entry.name for entry in step.after.categories]
    print(f"    the new list is the table's, in its order: {names == [_name(code, table.new) for code in table.new]}")
    kinds = Counter(change.type.label for change in step.changes)
    print(f"    changes: {', '.join(f'{number:,} {kind}' for kind, number in kinds.most_common())}")
    history = History(table.name, (step,))
    broken = timed("check of the rules", lambda: check_history(history, "history.json"))
    print(f"    broken rules: {len(broken)}; the count: {_short(count_line(step))}")
    timed("history written", lambda: history_content(history))
    net = timed("composed", lambda: compose(history.steps))
    material = ExchangeMaterial(
        table.name, Addresses(series_base(table.name)), "en", (step.before, step.after), history.steps, net
    )
    for name, form in FORMS.items():
        timed(f"export {name}", lambda form=form: sum(map(len, form(material))))


def _short(text: str) -> str:
    return text if len(text) < 90 else f"{text[:40]} … {text[-40:]}"


def timed(name: str, work: Callable[[], _Result]) -> _Result:
    """The result of some work, whose CPU seconds are printed."""
    gc.collect()
    start = time.process_time()
    result = work()
    print(f"    {name:32}{time.process_time() - start:8.2f} CPU s")
    return result


def main() -> None:
    wheels = [Path(word) for word in sys.argv[1:] if word.endswith(".whl")]
    for wheel in wheels:
        run(caen(wheel))
    if not wheels:
        print("CAEN was not timed: no wheel was named. Run: make bench-correspondence")
    folder = os.environ.get("CORRESPONDENCE")
    if folder:
        run(combined_nomenclature(Path(folder)))
    else:
        print("The Combined Nomenclature was not timed: CORRESPONDENCE names no folder.")


if __name__ == "__main__":
    main()
