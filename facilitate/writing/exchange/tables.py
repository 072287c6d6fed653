"""The list, the concordance and the changes as CSV for spreadsheet programs.

UTF-8 with a byte-order mark, by which Excel knows the encoding. A text that a spreadsheet program would take for a
formula has an apostrophe before it; a text that begins with apostrophes and then so, one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from facilitate.records.categories import Category
from facilitate.records.changes import ChangeType, Step
from facilitate.records.contributions import Proposal
from facilitate.records.meeting_book import LIST
from facilitate.records.sources import Source
from facilitate.text import shielded
from facilitate.tracking.crosswalk import concordance
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces, encoded, quoted
from facilitate.writing.exchange.terms import GSIM_CODES

_CONCORDANCE = (
    "meeting",
    "from version",
    "to version",
    "old number",
    "old id",
    "old name",
    "type",
    "GSIM type",
    "new number",
    "new id",
    "new name",
    "decisions",
    "note",
)
_CHANGES = (
    "meeting",
    "from version",
    "to version",
    "type",
    "GSIM type",
    "GSIM code",
    "old ids",
    "new ids",
    "decision",
    "verdict",
    "reason",
    "note",
    "group",
    "file",
    "sheet",
    "cell",
    "text as found",
)

Cell = str | int | None


def list_csv(material: ExchangeMaterial) -> Pieces:
    """The list as it stands, a row a category; ``facilitate new --categories`` reads it."""
    rows = (
        (number, entry.id, entry.name, entry.definition, entry.source, "\n".join(entry.also))
        for number, entry in enumerate(material.current.categories, 1)
    )
    return _csv(LIST.headers, rows)


def concordance_csv(material: ExchangeMaterial) -> Pieces:
    """Every link from an old category to a new one, step by step, oldest first."""
    return _csv(_CONCORDANCE, (row for step in material.steps for row in _concordance(step, _between(material, step))))


def changes_csv(material: ExchangeMaterial) -> Pieces:
    """Every change, with a row for each decision and each text that it rests on; one row where it rests on none."""
    return _csv(_CHANGES, (row for step in material.steps for row in _changes(step, _between(material, step))))


def _concordance(step: Step, between: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    for line in concordance(step):
        yield (
            *between,
            *_side(line.old, line.old_number),
            line.type,
            _values(line.types),
            *_side(line.new, line.new_number),
            _listed(line.decisions),
            _listed(line.notes),
        )


@cache
def _values(types: tuple[ChangeType, ...]) -> str:
    return _listed(one.value for one in types)


def _side(entry: Category | None, number: int | None) -> tuple[Cell, Cell, Cell]:
    return (number, entry.id, entry.name) if entry else (None, None, None)


def _changes(step: Step, between: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    decided = answers(step)
    proposals = {proposal.id: proposal for proposal in step.proposals}
    for change in step.changes:
        what = (
            *between,
            change.type.label,
            change.type.value,
            GSIM_CODES.get(change.type),
            _listed(change.old),
            _listed(change.new),
        )
        for id in change.rests_on or (None,):
            decision, proposal = (decided.get(id), proposals.get(id)) if id else (None, None)
            verdict, reason = (decision.verdict.value, decision.reason) if decision else (None, None)
            for source in _sources(proposal) or (None,):
                yield (*what, id, verdict, reason, change.note, *_evidence(source))


def _sources(proposal: Proposal | None) -> tuple[Source, ...]:
    said = proposal.contributions if proposal else ()
    return tuple(source for one in said for source in one.sources or (one.source,))


def _evidence(source: Source | None) -> tuple[Cell, ...]:
    if source is None:
        return (None,) * 5
    return source.group, source.place.file, source.place.sheet, source.place.cell, source.text


def _between(material: ExchangeMaterial, step: Step) -> tuple[str, str, str]:
    return material.meeting(step), step.before.label, step.after.label


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Pieces:
    return encoded(_lines(headers, rows))


def _lines(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    written = cache(_written)  # the ids, numbers and names of a list come again with every version
    yield f"\ufeff{','.join(headers)}\r\n"
    for row in rows:
        yield f"{','.join(map(written, row))}\r\n"


def _written(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = shielded(cell)
    return quoted(text) if _TO_QUOTE.search(text) else text


_TO_QUOTE = re.compile(r'[,"\r\n]')
