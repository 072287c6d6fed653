"""The network map at 500, 5,000 and 50,000 people, its page in a real headless Chromium.

How long it takes to work out (processor time), how large the page is, how it moves."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from facilitate.writing.figures.network import network_pictures
from facilitate.writing.network.page import map_page
from tests.network.examples import chart

SIZES = (500, 5_000, 50_000)
FRAMES = 60

# Every frame the map is zoomed a little, as by a wheel; the time from one frame to the next is what a person feels.
MOVE = """(frames) => new Promise((done) => {
  const map = document.getElementById("map"), box = map.getBoundingClientRect(), times = [];
  let last = 0;
  const step = (now) => {
    if (last) times.push(now - last);
    last = now;
    if (times.length === frames) {
      times.sort((one, two) => one - two);
      done([times[frames >> 1], times[Math.floor(frames * 0.95)]]);
      return;
    }
    const spot = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    const deltaY = times.length % 20 < 10 ? -40 : 40;
    map.dispatchEvent(new WheelEvent("wheel", { deltaY, cancelable: true, ...spot }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
# From the change to the second frame after it has shown in an element's text: everything is drawn then.
CHANGE = """([id, value, event, shows]) => new Promise((done) => {
  const node = document.getElementById(id), text = () => document.querySelector(shows).textContent;
  const start = performance.now(), before = text();
  node.value = value;
  node.dispatchEvent(new Event(event, { bubbles: true }));
  const wait = () => text() === before ? requestAnimationFrame(wait)
    : requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  wait();
})"""


def main() -> None:
    print(
        f"{'people':>7} {'named':>7} {'work out':>9} {'figures':>8} {'page':>7} {'size':>9} "
        f"{'ready':>8} {'frame':>8} {'slow':>8} {'regroup':>8} {'search':>8} {'heap':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            _one(size, Path(folder) / f"{size}.html")
    print(f"most memory of the program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _one(size: int, path: Path) -> None:
    start = time.process_time()
    drawn = chart(size)
    worked_out = time.process_time()
    network_pictures(drawn)
    pictured = time.process_time()
    path.write_bytes(map_page(drawn))
    written = time.process_time()
    row = f"{size:>7} {len(drawn.people):>7} {worked_out - start:>7.1f} s {pictured - worked_out:>6.1f} s "
    row += f"{written - pictured:>5.1f} s {path.stat().st_size / 1e6:>6.2f} MB "
    print(row + _in_browser(path))


def _in_browser(path: Path) -> str:
    try:
        from tests.writing.network.browser import chromium

        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1300, "height": 900})
            page.set_default_timeout(120_000)
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            ready = 1000 * (time.perf_counter() - start)
            frame, slow = page.evaluate(MOVE, FRAMES)
            regroup = page.evaluate(CHANGE, ["group", "country", "change", "#map svg"])
            search = page.evaluate(CHANGE, ["search", "training", "input", "#status"])
            heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    except BaseException as error:  # a skipped test's signal is none of Exception's children
        if type(error).__name__ != "Skipped":
            raise
        return str(error)
    return f"{ready:>5.0f} ms {frame:>5.0f} ms {slow:>5.0f} ms {regroup:>5.0f} ms {search:>5.0f} ms {heap:>5.0f} MB"


if __name__ == "__main__":
    main()
