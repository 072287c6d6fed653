"""What the groups proposed for every category: a table that can be read at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from facilitate.records.changes import Step
from facilitate.records.meeting import Meeting
from facilitate.records.reporting import Picture
from facilitate.text import count
from facilitate.writing.figures.lettering import POINT, Line, height, line_width, width, wrapped
from facilitate.writing.figures.proposal_table import CODES, NEW, Cell, ProposalTable, Row, Tone, proposal_table
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import (
    BODY,
    EDGE,
    KEY,
    LIGHT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SMALL,
    SMALLEST,
    WHITE,
    picture,
)

_SIGN = 0.55  # the column of the warning sign
_KEY_LINE = 0.45
_LONG = 99  # more lines than any name has
_HEADING = 3.0  # the greatest height of a heading that reads upwards


def draw_proposals(step: Step, meeting: Meeting) -> Picture | None:
    """The table of proposals by category and group, or None where nobody proposed anything."""
    table = proposal_table(step, meeting)
    if not step.proposals or not table.groups:
        return None
    caption = "What the groups proposed for each category"
    return picture(proposals_figure(table), "proposals", PAGE_WIDTH, caption, proposals_text(table))


def proposals_text(table: ProposalTable) -> str:
    """What the table says, in two sentences: its alternative text."""
    listed = [row for row in table.rows if row.number]
    changed = sum(any(cell.tone is Tone.CHANGE for cell in row.cells) for row in listed)
    new = sum(bool(cell.actions) for row in table.rows if row.name == NEW and not row.number for cell in row.cells)
    disputed = sum(row.disputed for row in table.rows)
    said = f"Proposals of {count(len(table.groups), 'group')}: changes to {changed} of {len(listed)} categories"
    said += f"; {count(new, 'group asks', 'groups ask')} for new categories" if new else ""
    conflicts = f"{count(disputed, 'row holds', 'rows hold')} proposals that cannot be adopted together"
    return f"{said}. {conflicts if disputed else 'No proposals contradict each other'}."


def proposals_figure(table: ProposalTable) -> Figure:
    """The figure of ``draw_proposals``. Cells and their texts carry the names ``cell 1 1`` (row and column)."""
    for attempt in _attempts():
        layout = _layout(table, attempt)
        if layout and layout.height <= PAGE_HEIGHT:
            return _drawn(table, layout)
    raise AssertionError("the text gets smaller until the table fits")


# ---------------------------------------------------------------- where everything stands


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Text size in points, the share of white space, the most lines of a name, and letters instead of words."""

    size: float
    air: float = 1.0
    most: int = _LONG
    coded: bool = False

    @property
    def pad(self) -> float:
        return 0.5 * self.size * POINT

    def says(self, cell: Cell) -> str:
        return cell.codes if self.coded else cell.words


def _attempts() -> Iterator[_Attempt]:
    """What to try, best first. It never ends: however large the table is, something fits."""
    for coded in (False, True):
        for size in (BODY, 7.5, SMALL, 6.5, SMALLEST):
            yield _Attempt(size, coded=coded)
        for most in (_LONG, 3, 2, 1):
            yield _Attempt(SMALLEST, 0.5, most, coded)
    size = SMALLEST
    while True:
        size *= 0.97
        yield _Attempt(size, 0.5, 1)
        yield _Attempt(size, 0.5, 1, coded=True)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row, its lines and its height."""

    row: Row
    name: tuple[Line, ...]
    cells: tuple[tuple[Line, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes in centimetres: the columns of numbers and names, those of the groups, the headings and the rows."""

    attempt: _Attempt
    number: float
    label: float
    column: float
    head: tuple[tuple[Line, ...], ...]
    upright: bool
    head_height: float
    rows: tuple[_Placed, ...]
    key: int

    @property
    def cells(self) -> float:
        """Where the first column of cells begins."""
        return MARGIN + self.number + self.label

    @property
    def height(self) -> float:
        return self.head_height + sum(row.height for row in self.rows) + 0.2 + self.key * _KEY_LINE


def _layout(table: ProposalTable, attempt: _Attempt) -> _Layout | None:
    """The table at one size, or None where a word would not fit into its column."""
    size, pad = attempt.size, attempt.pad
    number = width(str(len(table.rows)), size, bold=True) + 1.6 * pad
    free = PAGE_WIDTH - 2 * MARGIN - _SIGN - number
    column = _column(table, attempt, free)
    room = column - 1.2 * pad
    said = {attempt.says(cell) for row in table.rows for cell in row.cells}
    if any(width(word, size) > room for text in said for word in text.split()):
        return None
    upright = any(width(word, size, bold=True) > room for name in table.groups for word in name.split())
    if upright:
        head = tuple(wrapped(name, _HEADING, size, bold=True, most=1) for name in table.groups)
        tall = max(line_width(lines[0], size, bold=True) for lines in head) + 2 * pad
    else:
        head = tuple(wrapped(name, room, size, bold=True, most=6) for name in table.groups)
        tall = height(max(map(len, head)), size) + pad
    label = free - column * len(table.groups)
    rows = tuple(_placed(row, attempt, label - 1.5 * pad, room) for row in table.rows)
    key = 2 if attempt.coded else 1
    return _Layout(attempt, number, label, column, head, upright, tall, rows, key)


def _column(table: ProposalTable, attempt: _Attempt, free: float) -> float:
    """The width of a group's column: what its texts need, between what looks good and what there is room for."""
    groups = len(table.groups)
    texts = [attempt.says(cell) for row in table.rows for cell in row.cells]
    needed = max((width(text, attempt.size) for text in texts), default=0.0)
    needed = max(needed, *(width(name, attempt.size, bold=True) for name in table.groups)) + 1.4 * attempt.pad
    most = (free - (4.5 if groups <= 6 else 3.6)) / groups
    good = (free - 8.0) / groups  # names need no more than 8 cm: the rest is for the columns
    return min(max(min(needed, 2.6), min(good, 3.5)), most)


def _placed(row: Row, attempt: _Attempt, label: float, room: float) -> _Placed:
    name = wrapped(row.name, label, attempt.size, bold=not row.number, most=attempt.most)
    cells = tuple(wrapped(attempt.says(cell), room, attempt.size) for cell in row.cells)
    lines = max([len(name), *map(len, cells)])
    return _Placed(row, name, cells, height(lines, attempt.size) + 1.2 * attempt.air * attempt.pad)


# ---------------------------------------------------------------- the drawing


def _drawn(table: ProposalTable, layout: _Layout) -> Figure:
    sheet = Sheet(PAGE_WIDTH, layout.height)
    right = layout.cells + layout.column * len(table.groups)
    _draw_head(sheet, layout)
    y = layout.head_height
    for place, row in enumerate(layout.rows, 1):
        sheet.rule(MARGIN, y, right, y, colour=RULE if place > 1 else EDGE)
        _draw_row(sheet, place, row, y, layout)
        y += row.height
    sheet.rule(MARGIN, y, right, y, colour=EDGE)
    _draw_key(sheet, table, y + 0.45)
    if layout.attempt.coded:
        _draw_codes(sheet, table, y + 0.45 + _KEY_LINE)
    return sheet.figure


def _draw_head(sheet: Sheet, layout: _Layout) -> None:
    size, pad = layout.attempt.size, layout.attempt.pad
    for place, lines in enumerate(layout.head, 1):
        x = layout.cells + (place - 0.5) * layout.column
        if layout.upright:
            sheet.write_upright(x, layout.head_height - pad, lines[0], size, bold=True, name=f"group {place}")
        else:
            top = layout.head_height - 0.6 * pad - height(len(lines), size)
            sheet.block(x, top, lines, size, bold=True, align="center", name=f"group {place}")


def _draw_row(sheet: Sheet, place: int, placed: _Placed, y: float, layout: _Layout) -> None:
    size, pad = layout.attempt.size, layout.attempt.pad
    row, middle, left = placed.row, y + placed.height / 2, MARGIN + layout.number
    sheet.write(left - 0.9 * pad, middle, row.number, size, bold=True, align="right", name=f"name {place}")
    top = middle - height(len(placed.name), size) / 2
    sheet.block(left, top, placed.name, size, bold=not row.number, name=f"name {place}")
    for column, (cell, lines) in enumerate(zip(row.cells, placed.cells, strict=True)):
        if cell.actions:
            x, name = layout.cells + column * layout.column, f"cell {place} {column + 1}"
            _draw_tone(sheet, cell.tone, (x + 0.03, y + 0.03, layout.column - 0.06, placed.height - 0.06), name)
            tall = height(len(lines), size)
            if cell.tone is Tone.KEEP:  # the words stand clear of the hatching
                wide = max(line_width(line, size) for line in lines) + 0.8 * pad
                sheet.box(x + (layout.column - wide) / 2, middle - tall / 2 + 0.02, wide, tall - 0.04, line=0)
            sheet.block(x + layout.column / 2, middle - tall / 2, lines, size, align="center", name=name)
    if row.disputed:
        x = layout.cells + layout.column * len(row.cells) + _SIGN / 2
        sheet.warning(x, middle, 1.2 * size * POINT, name=f"conflict {place}")


def _draw_tone(sheet: Sheet, tone: Tone, box: tuple[float, float, float, float], name: str = "") -> None:
    """The ground of a cell: change is filled, keep is hatched, a remark is only framed."""
    match tone:
        case Tone.CHANGE:
            sheet.box(*box, fill=LIGHT, line=0, name=name)
        case Tone.KEEP:
            sheet.box(*box, fill=WHITE, edge=RULE, line=0.5, hatch="////", name=name)
        case _:
            sheet.box(*box, fill=WHITE, edge=EDGE, line=0.5, dashed=True, name=name)


def _draw_key(sheet: Sheet, table: ProposalTable, y: float) -> None:
    """The shades and signs that occur, in one line."""
    x, tones = MARGIN, {cell.tone for row in table.rows for cell in row.cells}
    for tone in (Tone.CHANGE, Tone.KEEP, Tone.REMARK):
        if tone in tones:
            _draw_tone(sheet, tone, (x, y - 0.13, 0.5, 0.26))
            sheet.write(x + 0.62, y, str(tone), KEY, colour=QUIET, name="key")
            x += 0.62 + width(tone, KEY) + 0.4
    if any(row.disputed for row in table.rows):
        sheet.warning(x + 0.2, y, 0.3)
        sheet.write(x + 0.5, y, "proposals that cannot be adopted together", KEY, colour=QUIET, name="key")


def _draw_codes(sheet: Sheet, table: ProposalTable, y: float) -> None:
    """What the letters mean, those that occur, in one line."""
    found = {action for row in table.rows for cell in row.cells for action, _ in cell.actions}
    x = MARGIN
    for action, code in CODES.items():
        if action in found:
            sheet.write(x, y, code, KEY, bold=True, name="key")
            x += width(code, KEY, bold=True) + 0.08
            sheet.write(x, y, str(action), KEY, colour=QUIET, name="key")
            x += width(action, KEY) + 0.22
