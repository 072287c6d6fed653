"""changes.xlsx: the list now, the concordance, and every change of the series with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.changes import Change, History, Step
from facilitate.records.sources import Source
from facilitate.text import listed, one_line
from facilitate.tracking.crosswalk import concordance, count_line, was
from facilitate.tracking.lineage import lines_of_descent
from facilitate.tracking.marks import pieces
from facilitate.tracking.outcomes import answers
from facilitate.writing.excel.book import Book, Column, Value

MARKED_COLOUR = "FFC00000"

_LIST = (
    Column("number", 9),
    Column("id", 8),
    Column("name", 60),
    Column("definition", 70),
    Column("earlier wording", 50),
    Column("new input", 40, "Words that are new input, with the proposal they come from."),
)
_CONCORDANCE = (
    Column("meeting", 24),
    Column("old number", 9),
    Column("old name", 44),
    Column("type", 20),
    Column("new number", 9),
    Column("new name", 44),
    Column("rests on", 12, "The decisions, by the ids of decisions.xlsx."),
    Column("note", 30),
)
_CHANGES = (
    Column("meeting", 24),
    Column("type", 16),
    Column("GSIM type", 16, "The name in the typology of item changes of GSIM, for data."),
    Column("old", 40),
    Column("new", 40),
    Column("decision", 10),
    Column("reason", 40),
    Column("group", 18),
    Column("file", 24),
    Column("sheet", 14),
    Column("cell", 8),
    Column("text as found", 60),
)


def changes_workbook(history: History) -> bytes:
    """The workbook's bytes. ``history`` must hold a step; the last one is the meeting's own."""
    step = history.steps[-1]
    book = Book(f"Changes: {step.after.session}")
    book.sheet("List", _LIST, _list(step))
    lines = [line for one in reversed(history.steps) for line in _concordance(one)]
    sheet = book.sheet("Concordance", _CONCORDANCE, lines)
    sheet.cell(len(lines) + 3, 1).value = f"The count: {count_line(step)}"
    book.sheet("Changes", _CHANGES, [line for one in reversed(history.steps) for line in _changes(one)])
    versions = [history.steps[0].before, *(one.after for one in history.steps)]
    heads = [Column("original list", 44), *(Column(f"after {version.session}", 44) for version in versions[1:])]
    book.sheet("Series", [Column("id", 8), *heads], _series(history))
    return book.content()


def _list(step: Step) -> Iterator[tuple[Value, ...]]:
    for number, entry in enumerate(step.after.categories, 1):
        marks = "\n".join(f"{entry.name[mark.start : mark.end]} ({mark.proposal})" for mark in entry.marks)
        yield number, entry.id, _marked(entry), entry.definition, was(step, entry.id), marks


def _marked(entry: Category) -> Value:
    """The name with its marked words in dark red and bold."""
    if not entry.marks:
        return entry.name
    font = InlineFont(b=True, color=Color(rgb=MARKED_COLOUR))
    return CellRichText(
        *(TextBlock(font, text) if marked else text for text, marked in pieces(entry.name, entry.marks))
    )


def _concordance(step: Step) -> Iterator[tuple[Value, ...]]:
    for line in concordance(step):
        yield (
            step.after.session,
            line.old_number,
            line.old.name if line.old else "",
            line.type,
            line.new_number,
            line.new.name if line.new else "",
            listed(line.decisions),
            "; ".join(line.notes),
        )


def _changes(step: Step) -> Iterator[tuple[Value, ...]]:
    """A line for each text that a change rests on; one line for a change that rests on none."""
    decided = answers(step)
    for change in step.changes:
        decision = decided.get(change.decision) if change.decision else None
        about = (
            step.after.session,
            change.type.label,
            change.type.value,
            _names(change.old, step.before),
            _names(change.new, step.after),
            change.decision or "",
            one_line(decision.reason) if decision else "",
        )
        for source in _sources(step, change) or [None]:
            if source is None:
                yield (*about, "", "", "", "", "")
            else:
                place = source.place
                yield (*about, source.group, place.file, place.sheet, place.cell, source.text)


def _sources(step: Step, change: Change) -> list[Source | None]:
    proposal = next((one for one in step.proposals if one.id == change.decision), None)
    if proposal is None:
        return []
    return [source for one in proposal.contributions for source in one.sources or (one.source,)]


def _names(ids: tuple[CategoryId, ...], version: Version) -> str:
    entries = [(id, version.get(id)) for id in ids]
    return "\n".join(f"{id} {entry.name}" if entry else str(id) for id, entry in entries)


def _series(history: History) -> Iterator[tuple[Value, ...]]:
    versions = [history.steps[0].before, *(one.after for one in history.steps)]
    ids = list(dict.fromkeys(entry.id for version in versions for entry in version.categories))
    for id, line in zip(ids, lines_of_descent(history), strict=True):
        yield (id, *(f"{stage.number}. {stage.name}" if stage.number else stage.note for stage in line))
