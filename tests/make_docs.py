"""Writes the pages of the docs that are made from the code: python -m tests.make_docs"""

from __future__ import annotations

import inspect
import re

from tests.conftest import ROOT
from tests.test_house import made, problem_functions

TITLES = {
    "meetings": "meeting.xlsx",
    "files": "Files that cannot be read",
    "refused": "Files that are refused",
    "feedback": "The groups' workbooks: who sent what",
    "layouts": "The groups' workbooks: what their columns hold",
    "meanings": "The groups' workbooks: what people mean",
    "evidence": "What has changed since the merge",
    "decisions": "decisions.xlsx: what stands in it",
    "decided": "decisions.xlsx: what was decided",
    "corrections": "decisions.xlsx: joined, split and moved by you",
    "keeping": "Writing again what you have edited",
    "documents": "Word templates",
    "redline": "Redlines",
    "lists": "Lists of categories from other files",
    "people": "People and the network",
    "kumu": "Files from Kumu",
    "answers": "Large tables of open answers (facilitate gather)",
    "coding": "Coding texts (facilitate code)",
    "models": "Sentence models (--model)",
    "counting": "Counting the people behind a proposal (--by)",
}


def messages_page() -> str:
    """Every message with its level, an example and its cure, in Markdown."""
    lines = [
        "# Messages",
        "",
        "Every message names the file, the sheet and the cell, says what is wrong and what to do, and ends in a code.",
        "An *error* is wrong (the command's exit status is 1), a *question* is unclear, a *note* is worth knowing.",
        "To find a message here, search this page for the code at its end. Note-takers are asked the same in a marked",
        "copy of their workbook (`report/questions/`), in words for them.",
        "This page is made from the code by `python -m tests.make_docs`.",
        "",
        *_contents(),
    ]
    room = ""
    for name, function in sorted(
        problem_functions(),
        key=lambda one: (list(TITLES).index(_room(one[1])) if _room(one[1]) in TITLES else 99, _room(one[1]), one[0]),
    ):
        if _room(function) != room:
            room = _room(function)
            lines += ["", f"## {TITLES.get(room, room.capitalize())}"]
        text = inspect.getdoc(function) or ""
        about, example, cure = re.fullmatch(r"(.*?)\n\nExample: (.*?)\nCure: (.*)", text, re.DOTALL).groups()
        lines += ["", f"### {name.replace('_', '-')} ({made(function).level})", "", about, ""]
        lines += [f"- Example: {' '.join(example.split())}", f"- Cure: {' '.join(cure.split())}"]
    return "\n".join(lines) + "\n"


def _contents() -> list[str]:
    """The headings of the page, each with its codes."""
    codes: dict[str, list[str]] = {}
    for name, function in sorted(problem_functions(), key=lambda one: one[0]):
        codes.setdefault(_room(function), []).append(name.replace("_", "-"))
    rooms = sorted(codes, key=lambda room: (list(TITLES).index(room) if room in TITLES else 99, room))
    return [f"- {TITLES.get(room, room.capitalize())}: {', '.join(codes[room])}" for room in rooms]


def _room(function: object) -> str:
    return str(function.__module__).rpartition(".")[2]


if __name__ == "__main__":
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs/messages.md").write_text(messages_page())
