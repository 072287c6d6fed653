"""Evidence that changed after it was merged: the cells as decisions.xlsx remembers them against the files now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from facilitate.alignment import Line, aligned
from facilitate.problems import Problem
from facilitate.problems.evidence import (
    cell_changed,
    cells_changed,
    not_merged_yet,
    rows_moved,
    workbook_gone,
    workbook_renamed,
    workbook_replaced,
)
from facilitate.problems.folding import cell_ranges
from facilitate.records.contributions import Feedback
from facilitate.records.sources import Place, Source
from facilitate.records.tables import KeptTable, Value, same_text
from facilitate.text import first_of

MOVES = 3
"""So many moved pieces of a workbook are named."""

CHANGES = 6
"""Where more cells of a workbook have changed, it is said of the workbook and not of each."""

_Change = tuple[Place, str, str, str, str]
"""What ``cell_changed`` says: the place, what stood there, what stands there, what it went into, where it stood."""
_Row = tuple[str, str, str]
"""File, sheet and the cell that stands for a row."""
_Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Now:
    """A row as it is in the file: what it is about, and its cells."""

    about: str
    sources: tuple[Source, ...]

    @property
    def text(self) -> str:
        """Its texts, a cell a line, as the sheet Sources has them."""
        return "\n".join(same_text(one.text) for one in self.sources)


def changed_evidence(merged: KeptTable, feedback: Feedback) -> tuple[Problem, ...]:
    """What reads otherwise than when it was merged; ``merged`` is the sheet Sources as the program last wrote it."""
    return tuple(_changed(merged, feedback)) if merged.rows else ()


def row_subjects(feedback: Feedback) -> dict[Source, str]:
    """What each row is about, as its group has it: the category or the topic."""
    about = {one.source: one.category_found for one in feedback.contributions}
    return about | {one.source: one.topic for one in feedback.reflections}


def _changed(merged: KeptTable, feedback: Feedback) -> Iterator[Problem]:
    before: dict[str, dict[_Row, _Cells]] = {}
    for cells in merged.cells():
        before.setdefault(str(cells["file"] or ""), {})[_row(cells)] = cells
    now = _rows_now(feedback)
    files = {one.file: one.fingerprint for one in feedback.intake if one.file}
    copies = {one.file for one in feedback.intake if one.copy_of}
    known = {file: same_text(next(iter(rows.values()))["fingerprint"]) for file, rows in before.items()}
    gone = sorted(before.keys() - files.keys())
    fresh = sorted(now.keys() - before.keys() - copies)
    renamed = {was: file for was in gone for file in fresh if files[file].startswith(known[was])}
    yield from (workbook_renamed(Place(file), was) for was, file in renamed.items())
    fresh = [file for file in fresh if file not in renamed.values()]
    for was in gone:
        if was in renamed:
            continue
        instead = max(fresh, key=lambda file, was=was: _common(before[was], now[file]), default="")  # type: ignore[misc]
        if instead and 2 * _common(before[was], now[instead]) >= len(before[was]):
            fresh.remove(instead)
            yield workbook_replaced(Place(instead), was)
            yield from _in_file(instead, before[was], now[instead])
        else:
            yield workbook_gone(Place(was), len(before[was]))
    yield from (not_merged_yet(Place(file)) for file in fresh)
    for file in sorted(before):
        if file in files and not files[file].startswith(known[file]):
            yield from _in_file(file, before[file], now.get(file, {}))


def _common(before: Mapping[_Row, _Cells], now: Mapping[_Row, _Now]) -> int:
    """How many rows of a workbook read the same in another one."""
    texts = Counter(one.text for one in now.values())
    return (texts & Counter(same_text(cells["text as found"]) for cells in before.values())).total()


def _in_file(file: str, before: Mapping[_Row, _Cells], now: Mapping[_Row, _Now]) -> Iterator[Problem]:
    """The rows of one file that were typed over, filled in, emptied or moved."""
    olds = {
        _line(row, same_text(cells["text as found"]), same_text(cells.get("about"))): row
        for row, cells in before.items()
    }
    news = {_line(row, one.text, one.about): row for row, one in now.items()}
    moved: list[tuple[_Row, _Row]] = []
    changes: list[_Change] = []
    for old, new in aligned(list(olds), list(news)):
        if old is None:
            if new is not None:
                changes.append((Place(*news[new]), "", " / ".join(new.texts), "", ""))
            continue
        was, into, at = "\n".join(old.texts), same_text(before[olds[old]]["went into"]), olds[old][1:]
        if new is None:
            changes.append((Place(file, *at), " / ".join(old.texts), "", into, ""))
        elif old.texts != new.texts:
            changes += _differences(was, now[news[new]].sources, into, "" if at == news[new][1:] else "!".join(at))
        elif at != news[new][1:]:
            moved.append((olds[old], news[new]))
    if len(changes) > CHANGES:
        cells = cell_ranges(f"{place.sheet}!{place.cell}" for place, *_ in changes)
        ids = dict.fromkeys(id for *_, into, _ in changes for id in into.split(", ") if id)
        yield cells_changed(Place(file), len(changes), cells, tuple(ids))
    else:
        yield from (cell_changed(*one) for one in changes)
    if moved:
        yield rows_moved(Place(file), len(moved), tuple(first_of(list(_moves(moved)), MOVES)))


def _line(row: _Row, text: str, about: str) -> Line:
    """A row as it is compared. Answers side by side in one row, as in forms, are compared each in its column."""
    column = row[2].rstrip("0123456789")
    return Line(f"{row[1]}!{column}", Place(*row).row, tuple(text.splitlines()), about)


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


def _differences(was: str, sources: Sequence[Source], into: str, there: str) -> Iterator[_Change]:
    """The cells of a row that were typed over, filled in or emptied."""
    texts = [same_text(source.text) for source in sources]
    before = was.splitlines()
    fresh = [source for source, text in zip(sources, texts, strict=True) if not _held(text, before)]
    now = [line for text in texts for line in text.splitlines()]
    gone = " / ".join(line for line in before if line not in now)
    if not fresh:
        yield sources[0].place, gone or was, "", into, there
    for place, source in enumerate(fresh):
        yield source.place, gone if place == 0 else "", source.text, into, there if place == 0 else ""


def _held(text: str, before: list[str]) -> bool:
    return all(line in before for line in text.splitlines())


def _rows_now(feedback: Feedback) -> dict[str, dict[_Row, _Now]]:
    """The rows in which anything stands, by file."""
    about = row_subjects(feedback)
    rows = [(one.source, one.sources or (one.source,)) for one in feedback.contributions]
    rows += [(one.source, (one.source,)) for one in feedback.reflections]
    rows += [(one.source, (one.source,)) for one in feedback.set_aside]
    found: dict[str, dict[_Row, _Now]] = {}
    for source, all in rows:
        place = source.place
        row = place.file, place.sheet, place.cell
        found.setdefault(place.file, {})[row] = _Now(same_text(about.get(source, "")), tuple(all))
    return found


def _row(cells: _Cells) -> _Row:
    return str(cells["file"] or ""), str(cells["sheet"] or ""), str(cells["cell"] or "")
