"""What a workbook has no room for: written beside it as CSV, and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from facilitate.commands.loading import Loaded
from facilitate.commands.merging import Merged
from facilitate.consolidation.decision_tables import titled
from facilitate.consolidation.wordings import wording
from facilitate.problems import Problem
from facilitate.problems.evidence import sources_gone
from facilitate.reading.long_table import read_long_table
from facilitate.records.sources import Place
from facilitate.records.tables import KeptTable, same_text
from facilitate.records.workbooks import DECISIONS, SOURCES
from facilitate.session import Session
from facilitate.writing.long_tables import Value, write_csv

ROWS = 5_000
"""Longer sheets that only the program fills are written as CSV: a workbook with them opens slowly, or not at all."""

_HEADERS = ("number in this merge", "category", "proposed", "proposed wording", "into", "support", "contributions")


def with_long_tables_apart(
    session: Session, tables: Sequence[KeptTable]
) -> tuple[tuple[KeptTable, ...], dict[Path, KeptTable]]:
    """The tables as they go into the workbook, those without room in it emptied; and these by the file they go to."""
    kept: list[KeptTable] = []
    apart: dict[Path, KeptTable] = {}
    for table in tables:
        if table.human or len(table.rows) <= ROWS:
            kept.append(table)
        else:
            apart[_apart(session, table)] = table
            kept.append(replace(table, rows=()))
    return tuple(kept), apart


def merged_sources(session: Session, kept: Mapping[str, KeptTable]) -> tuple[KeptTable, tuple[Problem, ...]]:
    """The sheet Sources as last written: of decisions.xlsx, or of the CSV file where it had no room in there."""
    sources = kept[SOURCES.name]
    if sources.rows or not kept[DECISIONS.name].rows:
        return sources, ()
    path = _apart(session, sources)
    table = read_long_table(path, sources)
    return (table, ()) if table else (sources, (sources_gone(Place(session.relative(path))),))


def _apart(session: Session, table: KeptTable) -> Path:
    return session.report / f"{table.sheet.lower()}.csv"


def write_remainder(loaded: Loaded, merged: Merged, apart: dict[Path, KeptTable]) -> list[tuple[Path, str]]:
    """Write what has no room in the workbook; the files with what each holds."""
    written: list[tuple[Path, str]] = []
    for path, table in apart.items():
        write_csv(path, table.headers, _texts(table.rows))
        written.append((path, f"the sheet {table.sheet}: {len(table.rows):,} rows are too many for the workbook"))
    if merged.rest:
        path = loaded.session.report / "proposals.csv"
        write_csv(path, _HEADERS, _rest(loaded, merged))
        written.append((path, f"the {len(merged.rest):,} proposals with less support that are not in the workbook"))
    return written


def _texts(rows: Iterable[Sequence[object]]) -> Iterable[Sequence[Value]]:
    for row in rows:
        yield [value if isinstance(value, int | float) else same_text(value) for value in row]  # type: ignore[arg-type]


def _rest(loaded: Loaded, merged: Merged) -> Iterable[Sequence[Value]]:
    for one in merged.rest:
        yield (
            one.id,
            titled(one.category, loaded.version),
            one.action.value,
            wording(one),
            titled(one.into, loaded.version),
            len(one.groups),
            len(one.contributions),
        )
