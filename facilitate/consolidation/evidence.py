"""Evidence that changed after it was merged: the cells as decisions.xlsx remembers them against the files now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from facilitate.alignment import Line, aligned
from facilitate.problems import Problem
from facilitate.problems.evidence import cell_changed, not_merged_yet, rows_moved, workbook_gone, workbook_renamed
from facilitate.records.contributions import Feedback
from facilitate.records.sources import Place, Source
from facilitate.records.tables import KeptTable, Value, same_text
from facilitate.text import first_of

MOVES = 3
"""So many moved pieces of a workbook are named."""

_Row = tuple[str, str, str]
"""File, sheet and the cell that stands for a row."""
_Cells = Mapping[str, Value]


def changed_evidence(merged: KeptTable, feedback: Feedback) -> tuple[Problem, ...]:
    """What reads otherwise than when it was merged; ``merged`` is the sheet Sources as the program last wrote it."""
    return tuple(_changed(merged, feedback)) if merged.rows else ()


def _changed(merged: KeptTable, feedback: Feedback) -> Iterator[Problem]:
    remembered = {_row(cells): cells for cells in merged.cells()}
    now = _rows_now(feedback)
    files = {one.file: one.fingerprint for one in feedback.intake if one.file}
    copies = {one.file for one in feedback.intake if one.copy_of}
    known = {row[0]: same_text(cells["fingerprint"]) for row, cells in remembered.items()}
    gone = sorted(known.keys() - files.keys())
    fresh = sorted({row[0] for row in now} - known.keys() - copies)
    renamed = {was: file for was in gone for file in fresh if files[file].startswith(known[was])}
    yield from (workbook_renamed(Place(file), was) for was, file in renamed.items())
    for file in gone:
        if file not in renamed:
            yield workbook_gone(Place(file), sum(one[0] == file for one in remembered))
    yield from (not_merged_yet(Place(file)) for file in fresh if file not in renamed.values())
    changed = {file for file, mark in known.items() if file in files and not files[file].startswith(mark)}
    for file, before, sources in _by_file(changed, remembered, now):
        yield from _in_file(file, before, sources)


def _by_file(
    files: set[str], remembered: Mapping[_Row, _Cells], now: Mapping[_Row, list[Source]]
) -> Iterator[tuple[str, dict[_Row, _Cells], dict[_Row, list[Source]]]]:
    """Of each file its rows as they are remembered, and as they are."""
    before: dict[str, dict[_Row, _Cells]] = {file: {} for file in sorted(files)}
    after: dict[str, dict[_Row, list[Source]]] = {file: {} for file in sorted(files)}
    for row, cells in remembered.items():
        if row[0] in before:
            before[row[0]][row] = cells
    for row, sources in now.items():
        if row[0] in after:
            after[row[0]][row] = sources
    yield from ((file, before[file], after[file]) for file in before)


def _in_file(file: str, before: Mapping[_Row, _Cells], now: Mapping[_Row, list[Source]]) -> Iterator[Problem]:
    """The rows of one file that were typed over, filled in, emptied or moved."""
    olds = {_line(row, same_text(cells["text as found"])): row for row, cells in before.items()}
    news = {_line(row, "\n".join(same_text(one.text) for one in sources)): row for row, sources in now.items()}
    moved: list[tuple[_Row, _Row]] = []
    for old, new in aligned(list(olds), list(news)):
        if old is None:
            if new is not None:
                yield cell_changed(Place(*news[new]), "", " / ".join(new.texts), "", "")
            continue
        was, into = "\n".join(old.texts), same_text(before[olds[old]]["went into"])
        if new is None:
            yield cell_changed(Place(*olds[old]), " / ".join(old.texts), "", into, "")
        elif old.texts != new.texts:
            there = "" if olds[old] == news[new] else "!".join(olds[old][1:])
            yield from _differences(was, now[news[new]], into, there)
        elif olds[old] != news[new]:
            moved.append((olds[old], news[new]))
    if moved:
        yield rows_moved(Place(file), len(moved), tuple(first_of(list(_moves(moved)), MOVES)))


def _line(row: _Row, text: str) -> Line:
    """A row as it is compared. Answers side by side in one row, as in forms, are compared each in its column."""
    column = row[2].rstrip("0123456789")
    return Line(f"{row[1]}!{column}", Place(*row).row, tuple(text.splitlines()))


def _moves(rows: Iterable[tuple[_Row, _Row]]) -> Iterator[str]:
    """Where rows stand now; neighbours that went the same way together: “Categories!D2:D9 now at D4:D11”."""

    def way(pair: tuple[_Row, _Row]) -> tuple[str, str, str, str, int]:
        (_, sheet, cell), (_, to_sheet, to_cell) = pair
        apart = Place(cell=to_cell).row - Place(cell=cell).row
        return sheet, cell.rstrip("0123456789"), to_sheet, to_cell.rstrip("0123456789"), apart

    for (sheet, _, to_sheet, _, _), pairs in groupby(rows, way):
        run = list(pairs)
        cells = [[old[2] for old, _ in run], [new[2] for _, new in run]]
        was, now = (one[0] if len(one) == 1 else f"{one[0]}:{one[-1]}" for one in cells)
        yield f"{sheet}!{was} now at {now if sheet == to_sheet else f'{to_sheet}!{now}'}"


def _differences(was: str, sources: list[Source], into: str, there: str) -> Iterator[Problem]:
    """The cells of a row that were typed over, filled in or emptied."""
    texts = [same_text(source.text) for source in sources]
    before = was.splitlines()
    fresh = [source for source, text in zip(sources, texts, strict=True) if not _held(text, before)]
    now = [line for text in texts for line in text.splitlines()]
    gone = " / ".join(line for line in before if line not in now)
    if not fresh:
        yield cell_changed(sources[0].place, gone or was, "", into, there)
    for place, source in enumerate(fresh):
        yield cell_changed(source.place, gone if place == 0 else "", source.text, into, there if place == 0 else "")


def _held(text: str, before: list[str]) -> bool:
    return all(line in before for line in text.splitlines())


def _rows_now(feedback: Feedback) -> dict[_Row, list[Source]]:
    rows = [(one.source, one.sources or (one.source,)) for one in feedback.contributions]
    rows += [(one.source, (one.source,)) for one in feedback.reflections]
    rows += [(one.source, (one.source,)) for one in feedback.set_aside]
    return {(source.place.file, source.place.sheet, source.place.cell): list(all) for source, all in rows}


def _row(cells: _Cells) -> _Row:
    return str(cells["file"] or ""), str(cells["sheet"] or ""), str(cells["cell"] or "")
