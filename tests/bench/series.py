"""Keeps, reads, checks, composes and exports a series of a national classification, and shows how the times grow.

20,000 categories over 10 to 50 versions; each step changes a tenth of the list, as in the benchmark of exports. The
history is written and read in its own form; the peer is the same history as plain JSON, every version in full, written
and read by the standard library, in the same run. Times are CPU seconds, once each: the series is large.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from facilitate.reading.garbage import no_collection
from facilitate.reading.history import read_history
from facilitate.reading.sound import found_sound, keep_sound
from facilitate.records.changes import History
from facilitate.tracking.compose import compose
from facilitate.tracking.crosswalk import concordance, count_line
from facilitate.tracking.soundness import check_history
from facilitate.tracking.trace import trace
from facilitate.writing.exchange.addresses import Addresses, series_base
from facilitate.writing.exchange.document import json_content
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces
from facilitate.writing.exchange.skos import skos_content
from facilitate.writing.exchange.sssom import sssom_content
from facilitate.writing.exchange.tables import concordance_csv
from facilitate.writing.exchange.xkos import xkos_content
from facilitate.writing.history import history_content
from tests.bench.exchange import series

SIZE = 20_000
VERSIONS = (10, 25, 50)
FORMS: dict[str, Callable[[ExchangeMaterial], Pieces]] = {
    "skos": skos_content,
    "concordance.csv": concordance_csv,
    "sssom": sssom_content,
    "xkos": xkos_content,
    "json": json_content,
}
_Result = TypeVar("_Result")

Times = dict[str, list[float]]
"""CPU seconds by what was done, one for each number of versions."""


def timed(times: Times, name: str, work: Callable[[], _Result]) -> _Result:
    gc.collect()
    start = time.process_time()
    with no_collection():  # as in the commands
        result = work()
    times.setdefault(name, []).append(time.process_time() - start)
    return result


def make(versions: int, path: Path) -> Times:
    """Make a history and write it down."""
    times: Times = {}
    made = History("bench", series(SIZE, versions).steps)
    path.write_bytes(timed(times, "write the history", partial(history_content, made)))
    return times


def use(versions: int, path: Path) -> tuple[Times, float]:
    """What a command does with a history that it finds; the times, and the most memory in megabytes."""
    times: Times = {}
    history, problems = timed(times, "read the history", lambda: read_history(path, path.name))
    assert not problems
    assert not timed(times, "check the rules, once", lambda: check_history(history, path.name))
    keep_sound(path, path.parent)
    assert timed(times, "known to be sound", lambda: found_sound(path, path.parent))
    composed = timed(times, "compose the steps", lambda: compose(history.steps))
    timed(times, "net concordance and count", lambda: (concordance(composed.step), count_line(composed.step)))
    timed(times, "trace one category", lambda: trace(history, history.steps[0].before.categories[7].id))
    lists = (history.steps[0].before, *(step.after for step in history.steps))
    material = ExchangeMaterial("bench", Addresses(series_base("bench")), "en", lists, history.steps)
    for name, form in FORMS.items():
        with path.with_name("export").open("wb") as out:
            timed(times, f"export {name}", lambda form=form, out=out: out.writelines(form(material)))
        print(f"    {name}: {path.with_name('export').stat().st_size / 1e6:,.0f} MB", flush=True)
    return times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer(path: Path) -> str:
    """The same history as plain JSON, every version in full, by the standard library: what is said of it."""
    plain = msgspec.to_builtins(read_history(path, path.name)[0])
    theirs: Times = {}
    text = timed(theirs, "write", lambda: json.dumps(plain, indent=1))
    timed(theirs, "read", lambda: json.loads(text))
    return (
        f"    peer, json of the standard library, every version in full: {len(text) / 1e6:.0f} MB, written in "
        f"{theirs['write'][0]:.2f} s, read in {theirs['read'][0]:.2f} s and not yet into records"
    )


def main() -> None:
    times: Times = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.json"
        for versions in VERSIONS:
            print(f"{versions} versions:", flush=True)
            made = _alone(make, versions, path)
            used, memory = _alone(use, versions, path)
            for name, found in (made | used).items():
                times.setdefault(name, []).extend(found)
            size = path.stat().st_size / 1e6
            print(f"    history.json: {size:.0f} MB; {memory:,.0f} MB of memory at most for all that is done with it")
            if versions == VERSIONS[0]:
                print(_alone(peer, path))
    print(
        f"\n{f'{SIZE:,} categories, CPU s':28}" + "".join(f"{f'{one} versions':>14}" for one in VERSIONS) + "   growth"
    )
    for name, found in times.items():
        growth = " ".join(f"x{later / max(earlier, 1e-9):.1f}" for earlier, later in pairwise(found))
        print(f"{name:28}" + "".join(f"{one:14.2f}" for one in found) + f"   {growth}")


def _alone(work: Callable[..., _Result], *about: object) -> _Result:
    """The result of a function that is run in a process of its own, so that its memory can be told."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *about).result()


if __name__ == "__main__":
    main()
