"""changes.xlsx: the list now, the concordance, and every change of the series with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.changes import Change, ChangeType, History, Step
from facilitate.records.meeting import Meeting
from facilitate.records.sources import Source
from facilitate.text import one_line
from facilitate.tracking.compose import Composed
from facilitate.tracking.crosswalk import Line, concordance, count_line, was
from facilitate.tracking.lineage import Stage, lines_of_descent
from facilitate.tracking.marks import pieces
from facilitate.tracking.outcomes import resting
from facilitate.tracking.words import review_words
from facilitate.writing.excel.book import Book, Column, Value

MARKED_COLOUR = "FFC00000"

LARGE = 5_000
"""Rows from which on a sheet leaves out what only stayed as it was."""

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
    Column("rests on", 34, "The decisions, by the ids of decisions.xlsx, and the groups that asked for them."),
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
_WORDING = (
    Column("number", 9),
    Column("name", 50),
    Column("where", 12, "In the name or in the definition."),
    Column("finding", 30, "For your review; nothing here is wrong as such."),
    Column("words", 40),
    Column("decision", 10, "The row of decisions.xlsx to look at."),
    Column("groups' proposals", 16, "The proposals in whose words they stand."),
)
_BRACKETS = (
    Column("id", 8),
    Column("text", 60),
    Column("where", 40),
    Column("opened by", 14, "The decision, with the version that it helped to make."),
    Column("closed by", 14, "Empty while there is no agreement."),
)
_PASSING = (
    Column("id", 8),
    Column("name", 60),
    Column("came with", 30),
    Column("went with", 30),
    Column("its content is in", 60),
)


def changes_workbook(history: History, meeting: Meeting) -> bytes:
    """The workbook's bytes. ``history`` must hold a step; the last one is the meeting's own."""
    step = history.steps[-1]
    book = Book(f"Changes: {step.after.session}")
    book.sheet("List", _LIST, _list(step))
    _write_concordance(book, tuple(reversed(history.steps)), meeting)
    book.sheet("Changes", _CHANGES, _all_changes(history.steps, meeting))
    _write_series(book, history)
    book.sheet("Wording", _WORDING, _wording(step))
    if step.after.brackets:
        book.sheet("Brackets", _BRACKETS, _brackets(step.after))
    return book.content()


def changes_since_workbook(composed: Composed, meeting: Meeting) -> bytes:
    """The workbook's bytes for several meetings at once: the net concordance first, then what made it."""
    step = composed.step
    book = Book(f"Changes: {step.before.label} to {step.after.label}")
    _write_concordance(book, (step,), meeting, f"{step.before.label} to {step.after.label}")
    book.sheet("List", _LIST, _list(step))
    if composed.passing:
        book.sheet("Came and went", _PASSING, _passing(composed))
    book.sheet("Changes", _CHANGES, _all_changes(composed.steps, meeting))
    _write_series(book, History("", composed.steps))
    book.sheet("Wording", _WORDING, _wording(step))
    if step.after.brackets:
        book.sheet("Brackets", _BRACKETS, _brackets(step.after))
    return book.content()


def _write_concordance(book: Book, steps: Sequence[Step], meeting: Meeting, when: str = "") -> None:
    """The concordance of each step; under that of the first the count line. ``when`` stands for the meeting."""
    lines = [(steps[0], line) for line in concordance(steps[0])]
    earlier = [(step, line) for step in steps[1:] for line in concordance(step)]
    if len(lines) + len(earlier) > LARGE:
        earlier = [(step, line) for step, line in earlier if line.changed]
    rows = [_concordance(step, line, meeting, when) for step, line in (*lines, *earlier)]
    sheet = book.sheet("Concordance", _CONCORDANCE, rows)
    sheet.cell(len(rows) + 3, 1).value = f"The count: {count_line(steps[0])}"


def _write_series(book: Book, history: History) -> None:
    versions = [history.steps[0].before, *(one.after for one in history.steps)]
    first = "original list" if not versions[0].follows else f"after {versions[0].session}"
    heads = [Column(first, 44), *(Column(f"after {version.session}", 44) for version in versions[1:])]
    book.sheet("Series", [Column("id", 8), *heads], _series(history, versions))


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


def _concordance(step: Step, line: Line, meeting: Meeting, when: str) -> tuple[Value, ...]:
    return (
        when or step.after.session,
        line.old_number,
        line.old.name if line.old else "",
        line.type,
        line.new_number,
        line.new.name if line.new else "",
        resting(step, line.decisions, meeting.group_name),
        "; ".join(line.notes),
    )


def _all_changes(steps: tuple[Step, ...], meeting: Meeting) -> Iterator[tuple[Value, ...]]:
    """The changes of every step, the latest first."""
    large = sum(len(step.changes) for step in steps) > LARGE
    for step in reversed(steps):
        for change in step.changes:
            if change.decision or not (large and change.type in (ChangeType.KEPT, ChangeType.CODE_CHANGE)):
                yield from _change(step, change, meeting)


def _change(step: Step, change: Change, meeting: Meeting) -> Iterator[tuple[Value, ...]]:
    """A line for each text that a change rests on; one line for a change that rests on none."""
    decision = step.decision(change.decision)
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
            yield (*about, meeting.group_name(source.group), place.file, place.sheet, place.cell, source.text)


def _sources(step: Step, change: Change) -> list[Source | None]:
    proposal = step.proposal(change.decision)
    if proposal is None:
        return []
    return [source for one in proposal.contributions for source in one.sources or (one.source,)]


def _names(ids: tuple[CategoryId, ...], version: Version) -> str:
    entries = [(id, version.get(id)) for id in ids]
    return "\n".join(f"{id} {entry.name}" if entry else str(id) for id, entry in entries)


def _series(history: History, versions: Iterable[Version]) -> Iterator[tuple[Value, ...]]:
    ids = dict.fromkeys(entry.id for version in versions for entry in version.categories)
    large = len(ids) * len(history.steps) > LARGE * 10
    for id, line in zip(ids, lines_of_descent(history), strict=True):
        if not large or len({(stage.name, stage.note) for stage in line}) > 1:
            yield (id, *map(_stage, line))


def _stage(stage: Stage) -> str:
    return f"{stage.number}. {stage.name}" if stage.number else stage.note


def _wording(step: Step) -> Iterator[tuple[Value, ...]]:
    for one in review_words(step):
        entry = one.category
        number = step.after.number(entry.id) or step.before.number(entry.id)
        words = ", ".join(one.words)
        yield number, entry.name, one.where, str(one.finding), words, one.decision, ", ".join(one.proposals)


def _brackets(version: Version) -> Iterator[tuple[Value, ...]]:
    for one in version.brackets:
        entry = version.get(one.category) if one.category else None
        where = f"{one.where} of {one.category} {entry.name if entry else ''}".strip() if one.category else one.where
        closed = f"{one.closed}:{one.closed_by}" if one.closed else ""
        yield one.id, f"[{one.text}]", where, f"{one.opened}:{one.opened_by}", closed


def _passing(composed: Composed) -> Iterator[tuple[Value, ...]]:
    for one in composed.passing:
        came = f"{one.came}: {one.came_by.label}"
        went = f"{one.went}: {one.went_by.label}"
        yield one.category.id, one.category.name, came, went, _names(one.became, composed.step.after)
