"""The hidden sheet of a workbook that the program fills and a person edits: what the program last wrote into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.reading.cells import Book
from facilitate.records.forms import SheetForm
from facilitate.records.tables import KeptTable, Value
from facilitate.records.workbooks import BASE_SHEET, notes_name

Lines = dict[str, list[tuple[str, ...]]]


def base_lines(book: Book) -> Lines:
    """The rows of the hidden sheet by what stands in front of them: the name of a sheet, or what else is remembered."""
    lines: Lines = {}
    sheet = book.sheet(BASE_SHEET)
    if sheet is None:
        return lines
    width = sheet.last_column
    for row in range(1, sheet.last_row + 1):
        first, *texts = (sheet.cell(row, column).text for column in range(1, width + 1))
        if first:
            lines.setdefault(first, []).append(tuple(texts))
    return lines


def base_tables(lines: Lines, forms: Sequence[SheetForm]) -> dict[str, KeptTable]:
    """The sheets as the program last wrote them, without those that are not remembered."""
    tables = {}
    for form in forms:
        if found := lines.get(form.name):
            headers = tuple(filter(None, found[0]))
            rows = [dict(zip(headers, line, strict=False)) for line in found[1:]]
            tables[form.name] = empty_table(form, headers, rows)
    return tables


def empty_table(
    form: SheetForm, headers: tuple[str, ...] = (), rows: Iterable[dict[str, Value] | dict[str, str]] = ()
) -> KeptTable:
    """A sheet of a form without rows, or with these under these headers."""
    headers = headers or form.headers
    human = tuple(heading.header for heading in form.headings if not heading.given)
    key = "id" if "id" in form.headers else ""
    values = tuple(tuple(row.get(header) for header in headers) for row in rows)
    return KeptTable(form.name, headers, key, human, form.identity, (), values)


def notes_of(form: SheetForm, lines: Lines) -> dict[str, str]:
    """The program's own comments on the headers of a sheet, by header: those that it last wrote, else today's."""
    written = {header: note for header, note, *_ in lines.get(notes_name(form.name), ())}
    return written or {heading.header: heading.note for heading in form.headings}
