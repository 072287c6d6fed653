"""Evidence that changed after it was merged: the cells as decisions.xlsx remembers them against the files now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitate.problems import Problem
from facilitate.problems.evidence import cell_changed, not_merged_yet, workbook_gone, workbook_renamed
from facilitate.records.contributions import Feedback
from facilitate.records.sources import Place, Source
from facilitate.records.tables import KeptTable, Value, same_text

_Row = tuple[str, str, str]
"""File, sheet and the cell that stands for a row."""


def changed_evidence(merged: KeptTable, feedback: Feedback) -> tuple[Problem, ...]:
    """What reads otherwise than when it was merged; ``merged`` is the sheet Sources as the program last wrote it."""
    return tuple(_changed(merged, feedback)) if merged.rows else ()


def _changed(merged: KeptTable, feedback: Feedback) -> Iterator[Problem]:
    remembered = {_row(cells): cells for cells in merged.cells()}
    now = _rows_now(feedback)
    files = {one.file: one.fingerprint for one in feedback.intake if one.file}
    known = {row[0]: same_text(cells["fingerprint"]) for row, cells in remembered.items()}
    gone = sorted(known.keys() - files.keys())
    fresh = sorted({row[0] for row in now} - known.keys())
    renamed = {was: file for was in gone for file in fresh if files[file].startswith(known[was])}
    yield from (workbook_renamed(Place(file), was) for was, file in renamed.items())
    for file in gone:
        if file not in renamed:
            yield workbook_gone(Place(file), sum(one[0] == file for one in remembered))
    yield from (not_merged_yet(Place(file)) for file in fresh if file not in renamed.values())
    for row, cells in remembered.items():
        print_now = files.get(row[0], "")
        if print_now and not print_now.startswith(same_text(cells["fingerprint"])):
            was, into = same_text(cells["text as found"]), same_text(cells["went into"])
            yield from _differences(row, was, now.get(row, []), into)
    for row, sources in now.items():
        if row not in remembered and row[0] in known:
            yield from (cell_changed(one.place, "", one.text, "") for one in sources)


def _differences(row: _Row, was: str, sources: list[Source], into: str) -> Iterator[Problem]:
    """The cells of a row that were typed over, filled in or emptied."""
    texts = [same_text(source.text) for source in sources]
    if was == "\n".join(texts):
        return
    before = was.splitlines()
    fresh = [source for source, text in zip(sources, texts, strict=True) if not _held(text, before)]
    now = [line for text in texts for line in text.splitlines()]
    gone = " / ".join(line for line in before if line not in now)
    if not fresh:
        yield cell_changed(Place(*row), gone or was, "", into)
    for place, source in enumerate(fresh):
        yield cell_changed(source.place, gone if place == 0 else "", source.text, into)


def _held(text: str, before: list[str]) -> bool:
    return all(line in before for line in text.splitlines())


def _rows_now(feedback: Feedback) -> dict[_Row, list[Source]]:
    rows = [(one.source, one.sources or (one.source,)) for one in feedback.contributions]
    rows += [(one.source, (one.source,)) for one in feedback.reflections]
    rows += [(one.source, (one.source,)) for one in feedback.set_aside]
    return {(source.place.file, source.place.sheet, source.place.cell): list(all) for source, all in rows}


def _row(cells: Mapping[str, Value]) -> _Row:
    return str(cells["file"] or ""), str(cells["sheet"] or ""), str(cells["cell"] or "")
