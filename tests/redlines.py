"""A session whose decisions are partly open, with two definitions drafted: what a redline is for."""

from __future__ import annotations

from pathlib import Path

from facilitate.reading.redline import read_redline
from facilitate.tracking.agreement import read_texts
from tests.conftest import Workbook

OPEN = ("P1", "P2", "P3", "P5", "P6", "P9", "P10", "P12", "P13")
C4 = (
    "Information and research on the labour market and on the training system, how it is collected and used: "
    "forecasting which skills will be needed, indicators of how well training performs, and evidence for policies."
)
C5 = (
    "Partnerships between those who train and those who employ, innovative finance for them, and the local networks "
    "in which skills are used: how training, support for innovation and the growth of enterprises in a sector or a "
    "region are joined up."
)


def ask(session: Path) -> Path:
    """Take back most decisions of the first example, as they were before the meeting agreed."""
    with Workbook(session / "decisions.xlsx") as book:
        for proposal in OPEN:
            book.set("Decisions", proposal, "decision", None)
            book.set("Decisions", proposal, "reason", None)
        book.set("Decisions", "P6", "final definition", C4)
        book.set("Decisions", "P7", "final definition", C5)
        book.set("Decisions", "P14", "decision", "bracket")
    return session


def states(path: Path) -> dict[str, str]:
    """What became of each text that would change, by its anchor without ``_cat_``."""
    back, problems = read_redline(path, path.name)
    assert back is not None, problems
    found = {reading.text.anchor.removeprefix("_cat_"): reading.state.value for reading in read_texts(back)}
    return {anchor: state for anchor, state in found.items() if state != "unchanged"}


def now(path: Path, anchor: str) -> str:
    """How a text reads."""
    back, _ = read_redline(path, path.name)
    assert back is not None
    return next(one.now for one in read_texts(back) if one.text.anchor == f"_cat_{anchor}")


def decision(session: Path, proposal: str) -> tuple[str | None, ...]:
    """Decision, final wording, final definition and reason of a row."""
    with Workbook(session / "decisions.xlsx") as book:
        row = next(one for one in book.rows("Decisions") if one["id"] == proposal)
    return row["decision"], row["final wording"], row["final definition"], row["reason"]
