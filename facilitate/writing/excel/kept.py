"""A workbook that the program fills and a person edits, with what the program suggested hidden beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from facilitate.consolidation.banding import placed_bands
from facilitate.records.forms import SheetForm
from facilitate.records.tables import BAND, STATUS, Band, KeptTable, OwnSheet, Value
from facilitate.records.workbooks import BASE_SHEET, DECISIONS, OVERVIEW
from facilitate.writing.excel.book import Book, Column, put_remark
from facilitate.writing.excel.decision_look import colour_by_status, dress_decisions, dress_overview
from facilitate.writing.excel.forms import columns

SPARE_ROWS = 20
"""Rows below the filled ones that have dropdowns too, for rows of the person's own."""

Lines = list[tuple[Value, ...]]


def kept_workbook(
    tables: Sequence[KeptTable],
    base: Mapping[str, KeptTable],
    forms: Sequence[SheetForm],
    added: Sequence[OwnSheet],
    title: str,
) -> bytes:
    """The workbook's bytes: the sheets of ``tables``, the sheets that a person ``added``, and the hidden ``base``."""
    book = Book(title)
    remembered: Lines = []
    starts: dict[str, int] = {}
    for table, form in zip(tables, forms, strict=True):
        known = {column.header: column for column in columns(form, dict(table.choices))}
        heads = [known.get(header) or Column(header, 24, human=True) for header in table.headers]
        lines, bands = _lines(table)
        numbers = [number for number in range(2, len(lines) + 2) if number not in bands]
        sheet = book.sheet(form.name, heads, lines, spare_rows=SPARE_ROWS if table.human else 0)
        for place, header, text in table.remarks:
            put_remark(sheet.cell(numbers[place], table.headers.index(header) + 1), text)
        if lines:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines) + 1}"
        if form is DECISIONS:
            dress_decisions(sheet, table.headers, len(lines), bands)
            starts = {band.title: row for row, band in bands.items() if lines[row - 2][2] is None}
        if STATUS in table.headers:
            colour_by_status(sheet, table.headers, len(lines) + SPARE_ROWS)
        remembered += [(f"{form.name} headings", *lines[row - 2]) for row in bands]
    for table, form in zip(tables, forms, strict=True):
        if form is OVERVIEW:
            rows = next(one for one in tables if one.sheet == DECISIONS.name)
            dress_overview(book, book.workbook[form.name], table, starts, rows)
    for own in added:
        _own_sheet(book, own)
    book.hidden(BASE_SHEET, _base_rows([base[table.sheet] for table in tables if table.sheet in base], remembered))
    return book.content()


def _own_sheet(book: Book, own: OwnSheet) -> None:
    sheet = (book.hidden if own.hidden else book.plain)(own.name, own.rows)
    for (row, column), text in own.remarks:
        put_remark(sheet.cell(row, column), text)


def _lines(table: KeptTable) -> tuple[Lines, dict[int, Band]]:
    """The lines of a sheet, headings among the rows, and the headings by the number of their line."""
    placed = dict(placed_bands(table))
    lines: Lines = []
    bands: dict[int, Band] = {}
    for place, row in enumerate(table.rows):
        if band := placed.get(place):
            for line in _headings(band, table.headers):
                lines.append(line)
                bands[len(lines) + 1] = band
        lines.append(row)
    return lines, bands


def _headings(band: Band, headers: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """The name of what the rows are about with their sum, and on a line of its own what stands today."""
    sign = f"{BAND} {band.id}"
    cells: dict[str, Value] = {headers[0]: sign, headers[1]: band.title, "rule suggests": band.note}
    yield tuple(cells.get(header) for header in headers)
    if band.text:
        yield tuple(
            {**dict.fromkeys(headers), headers[0]: sign, headers[1]: band.title, headers[2]: band.text}.values()
        )


def _base_rows(tables: Sequence[KeptTable], headings: Lines) -> Iterator[tuple[Value, ...]]:
    for table in tables:
        yield (table.sheet, *table.headers)
        for row in table.rows:
            yield (table.sheet, *row)
    yield from headings
