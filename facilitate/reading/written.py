"""What the program last wrote, found again for a workbook that lost its hidden sheet in another program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from facilitate.reading.base import base_lines, base_tables, empty_table
from facilitate.reading.cells import Book
from facilitate.reading.kept import KeptBook, kept_book
from facilitate.records.forms import SheetForm
from facilitate.records.tables import OWN, STATUS, KeptTable, same_text
from facilitate.records.workbooks import BASE_SHEET

_ID = re.compile(r"[A-Z]\d+|[0-9A-Za-z]{8}")
"""What the program gives as an id."""

ENOUGH = 0.7
"""Share of the program's cells in which a workbook and what was once written must agree to be the same one."""


def with_base(book: Book, written: Iterable[Book], forms: Sequence[SheetForm]) -> Book:
    """The workbook with the hidden sheet of that one of ``written`` from which it was made, where it has none itself.

    The cells that are the program's tell which one it is: an older copy of the workbook must not be taken for the
    latest one, of which a person deleted rows. As it is where none is near enough.
    """
    if book.sheet(BASE_SHEET):
        return book
    theirs = {name: table for name, table in kept_book(book, forms).theirs.items() if table.rows}
    best, found = ENOUGH, book
    for one in written:
        hidden = one.sheet(BASE_SHEET)
        if hidden and (likeness := _likeness(theirs, base_tables(base_lines(one), forms))) > best:
            best, found = likeness, replace(book, sheets=(*book.sheets, hidden))
    return found


def with_presumed_base(kept: KeptBook, forms: Sequence[SheetForm]) -> KeptBook:
    """The workbook with what it shows as its own base, where nothing else is known: rows are still about their items.

    Whatever stands in a person's columns then counts as written by them.
    """
    if kept.base or not kept.theirs:
        return kept
    return replace(kept, base={form.name: _presumed(kept.theirs[form.name], form) for form in forms}, forgotten=True)


def _presumed(table: KeptTable, form: SheetForm) -> KeptTable:
    """The rows with ids that the program may have given, each once, without what a person filled in."""
    given = [heading.header for heading in form.headings if heading.given and heading.header != STATUS]
    rows: dict[str, dict[str, str]] = {}
    for cells in table.cells():
        id = same_text(cells.get(table.key))
        if not table.key or (_ID.fullmatch(id) and not id.startswith(OWN)):
            texts = {header: text for header in given if (text := same_text(cells.get(header)))}
            rows.setdefault(id or str(len(rows)), texts)
    return empty_table(form, rows=rows.values())


def _likeness(theirs: Mapping[str, KeptTable], written: Mapping[str, KeptTable]) -> float:
    """The share of the program's cells that two workbooks have in common (Jaccard), over the sheets of the first."""
    same = either = 0
    for name, table in theirs.items():
        mine, others = _given(table), _given(written[name]) if name in written else set()
        same += len(mine & others)
        either += len(mine | others)
    return same / either if either else 0.0


def _given(table: KeptTable) -> set[tuple[str, str]]:
    """The texts in the program's columns, each with its header."""
    headers = [header for header in table.headers if header not in (*table.human, STATUS)]
    return {(header, text) for row in table.cells() for header in headers if (text := same_text(row[header]))}
