"""What the facilitator answered on the sheet Aliases of decisions.xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facilitate.problems import Problem
from facilitate.problems.decisions import unknown_alias
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import read_table
from facilitate.reading.values import pieces
from facilitate.records.aliases import Alias
from facilitate.records.categories import Version
from facilitate.records.workbooks import ALIASES, NEW_CATEGORY, NO_CATEGORY
from facilitate.text import fold


def read_aliases(path: Path, name: str, version: Version) -> tuple[Mapping[str, Alias], tuple[Problem, ...]]:
    """The answers by folded text; none where there is no such sheet yet. Of two answers the lower one counts."""
    book, _ = read_book(path, name) if path.exists() else (None, ())
    if book is None or book.sheet(ALIASES.name) is None:
        return {}, ()
    table, problems = read_table(book, ALIASES)
    answers: dict[str, Alias] = {}
    found = list(problems)
    for row in table:
        written, answer = row.text("as written"), row.text("category")
        if not written or not answer:
            continue
        if fold(answer) in (fold(NEW_CATEGORY), fold(NO_CATEGORY)):
            answers[fold(written)] = Alias(written, new=fold(answer) == fold(NEW_CATEGORY))
            continue
        whole = version.find(answer)
        entries = [whole] if whole else [version.find(piece) for piece in pieces(answer)]
        meant = tuple(dict.fromkeys(entry.id for entry in entries if entry))
        if meant and all(entries):
            answers[fold(written)] = Alias(written, meant)
        else:
            known = (*(str(entry.id) for entry in version.categories), NEW_CATEGORY, NO_CATEGORY)
            found.append(unknown_alias(row.place("category"), answer, known))
    return answers, tuple(found)
