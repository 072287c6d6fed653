"""The network map at 500, 5,000 and 50,000 people, its page in a real headless Chromium beside cytoscape.js.

How long it takes to work out (processor time), how large the page is, how it moves. The peer shows the same dots and
lines at the same spots, and is zoomed in the same way in the same run; the ratio is the peer's time by ours."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitate.records.network import NetworkMap
from facilitate.writing.figures.network import network_pictures
from facilitate.writing.network.page import map_page
from tests.network.examples import chart

SIZES = (500, 5_000, 50_000)
FRAMES = 60
PEER = ("cytoscape", "3.34.4", "dist/cytoscape.min.js")

# Every frame the map is zoomed a little, as by a wheel; the time from one frame to the next is what a person feels.
FRAME_TIMES = """(frames) => new Promise((done) => {
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
    const larger = times.length % 20 < 10;
    WHAT
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
MOVE = FRAME_TIMES.replace(
    "WHAT",
    """
    const spot = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    map.dispatchEvent(new WheelEvent("wheel", { deltaY: larger ? -40 : 40, cancelable: true, ...spot }));""",
)
MOVE_PEER = FRAME_TIMES.replace(
    "WHAT",
    """
    const at = { x: box.width / 2, y: box.height / 2 };
    cy.zoom({ level: cy.zoom() * Math.exp(larger ? 0.06 : -0.06), renderedPosition: at });""",
)
PAN = FRAME_TIMES.replace(
    "WHAT",
    """
    const finger = (type, x) => map.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, clientX: x, clientY: box.top + 200, bubbles: true }));
    map.setPointerCapture = () => {};
    if (times.length === 1) finger("pointerdown", box.left + 300);
    finger("pointermove", box.left + 300 + 6 * (larger ? times.length % 20 : 20 - times.length % 20));""",
)
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
        f"{'people':>7} {'named':>7} {'work out':>9} {'figures':>8} {'page':>7} {'size':>9} {'heap':>7}"
        f"{'ready':>9}{'regroup':>9}{'search':>9}"
    )
    moves = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            moves += _one(size, Path(folder))
    print("\nframe and 95 % of the frames (a screen shows one in 16.7 ms), processor time of all of Chromium a frame")
    print("\n".join(moves))
    print(f"most memory of the program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _one(size: int, folder: Path) -> list[str]:
    start = time.process_time()
    drawn = chart(size)
    worked_out = time.process_time()
    network_pictures(drawn)
    pictured = time.process_time()
    ours, peers = folder / f"{size}.html", folder / f"peer-{size}.html"
    ours.write_bytes(map_page(drawn))
    written = time.process_time()
    row = f"{size:>7} {len(drawn.people):>7} {worked_out - start:>7.1f} s {pictured - worked_out:>6.1f} s "
    row += f"{written - pictured:>5.1f} s {ours.stat().st_size / 1e6:>6.2f} MB "
    try:
        from tests.writing.network.browser import chromium, npm_source

        peers.write_text(peer_page(drawn, npm_source(*PEER)), "utf-8")
        with chromium() as browser:
            said, moves = _in_browser(browser, ours, peers, f"{len(drawn.people):,} named")
    except BaseException as error:  # a skipped test's signal is none of Exception's children
        if type(error).__name__ != "Skipped":
            raise
        said, moves = str(error), []
    print(row + said)
    return moves


def _in_browser(browser: Any, ours: Path, peers: Path, name: str) -> tuple[str, list[str]]:
    session = browser.new_browser_cdp_session()

    def used() -> float:
        """Processor seconds of all processes of the browser so far."""
        return sum(one["cpuTime"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"])

    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(300_000)
    ready = _opened(page, ours)
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    zoom, pan = (_moved(page, script, used) for script in (MOVE, PAN))
    regroup = page.evaluate(CHANGE, ["group", "country", "change", "#map svg.labels"])
    search = page.evaluate(CHANGE, ["search", "training", "input", "#status"])
    page.close()
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(300_000)
    peer_ready = _opened(page, peers)
    peer = _moved(page, MOVE_PEER, used)
    page.close()
    said = f"{heap:>4.0f} MB {ready:>5.0f} ms {regroup:>5.0f} ms {search:>5.0f} ms"
    rows = [
        f"{name:>15} zoom: {_said(zoom)}; pan: {_said(pan)}",
        f"{'cytoscape.js':>15} zoom: {_said(peer)}, ready in {peer_ready:,.0f} ms",
        f"{'ratio':>15} zoom: {peer[0] / zoom[0]:.1f} by frames, {peer[2] / zoom[2]:.1f} by processor time, "
        f"ready {peer_ready / ready:.1f}",
    ]
    return said, rows


def _opened(page: Any, path: Path) -> float:
    """Milliseconds until the page is drawn."""
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return 1000 * (time.perf_counter() - start)


def _moved(page: Any, script: str, used: Callable[[], float]) -> tuple[float, float, float]:
    """The median frame, the slow one, and processor time a frame, in milliseconds."""
    page.evaluate(script, 20)
    page.wait_for_timeout(500)
    before = used()
    frame, slow = page.evaluate(script, FRAMES)
    return frame, slow, 1000 * (used() - before) / FRAMES


def _said(moved: tuple[float, float, float]) -> str:
    return f"{moved[0]:,.1f} / {moved[1]:,.1f} ms, {moved[2]:,.1f} ms processor"


def peer_page(drawn: NetworkMap, library: str) -> str:
    """The same dots and lines at the same spots, shown by cytoscape.js with its fastest settings."""
    layout = next(one for one in drawn.layouts if one.field == "Category")
    regions = sorted({person.region for person in drawn.people})
    region = {person.id: regions.index(person.region) for person in drawn.people}
    nodes = [
        {"data": {"id": id, "region": region[id]}, "position": {"x": 10 * x, "y": 10 * y}} for id, x, y in layout.spots
    ]
    nodes += [
        {"data": {"id": f"hub {one.value}"}, "position": {"x": 10 * one.hub[0], "y": 10 * one.hub[1]}}
        for one in layout.labels
    ]
    nodes += [
        {"data": {"id": f"group {at}"}, "position": {"x": 10 * one.x, "y": 10 * one.y}}
        for at, one in enumerate(layout.groups)
    ]
    edges = [
        {"data": {"source": f"group {at}", "target": f"hub {value}"}}
        for at, one in enumerate(layout.groups)
        if len(one.values) > 1
        for value in one.values
    ]
    content = json.dumps({"nodes": nodes, "edges": edges}).replace("<", "\\u003c")
    return f"""<!doctype html><meta charset="utf-8"><title>peer</title>
<div id="map" style="width:1020px;height:628px"></div>
<script>{library}</script><script>
const colours = ["#0072b2", "#c24e00", "#00805c", "#a6498c", "#7a5c00"];
const shapes = ["ellipse", "rectangle", "triangle", "diamond", "vee"];
const cy = cytoscape({{
  container: document.getElementById("map"), elements: {content}, layout: {{ name: "preset" }},
  textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1,
  style: [
    {{ selector: "node", style: {{ width: 2, height: 2, "background-color": "#999" }} }},
    {{ selector: "node[region]", style: {{ width: 9, height: 9,
      "background-color": (one) => colours[one.data("region") % 5],
      shape: (one) => shapes[one.data("region") % 5] }} }},
    {{ selector: "edge", style: {{ width: 1, "line-color": "#ccc", "curve-style": "haystack" }} }},
  ],
}});
</script>"""


if __name__ == "__main__":
    main()
