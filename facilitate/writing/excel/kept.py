"""A workbook that the program fills and a person edits, with what the program suggested hidden beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.consolidation.banding import placed_bands
from facilitate.records.forms import SheetForm
from facilitate.records.tables import BAND, HEADER, STATUS, Band, KeptTable, OwnSheet, Value
from facilitate.records.workbooks import BASE_SHEET, DECISIONS, OVERVIEW, headings_name, notes_name
from facilitate.writing.excel.book import Book, Column, put_remark
from facilitate.writing.excel.decision_look import colour_by_status, dress_decisions, dress_overview
from facilitate.writing.excel.formats import put_format
from facilitate.writing.excel.forms import columns

SPARE_ROWS = 20
"""Rows below the filled ones that have dropdowns too, for rows of the person's own."""

Line = tuple[Value, ...]


def kept_workbook(
    tables: Sequence[KeptTable],
    base: Mapping[str, KeptTable],
    forms: Sequence[SheetForm],
    added: Sequence[OwnSheet],
    title: str,
) -> bytes:
    """The workbook's bytes: the sheets of ``tables``, the sheets that a person ``added``, and the hidden ``base``."""
    book = Book(title)
    remembered: list[Line] = []
    starts: dict[str, int] = {}
    for table, form in zip(tables, forms, strict=True):
        heads = _columns(table, form)
        lines, bands = _lines(table)
        sheet = book.sheet(form.name, heads, lines, spare_rows=SPARE_ROWS if table.human else 0)
        if lines:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines) + 1}"
        numbers = [number for number in range(2, len(lines) + 2) if number not in bands]
        if form is DECISIONS:
            marked = {(numbers[row], table.headers.index(head) + 1) for row, head, look in table.formats if look.fill}
            dress_decisions(sheet, table.headers, len(lines), bands, marked)
            starts = _starts(bands)
        if STATUS in table.headers:
            colour_by_status(sheet, table.headers, len(lines) + SPARE_ROWS)
        _as_the_person_had_it(sheet, table, numbers)
        remembered += [(headings_name(form.name), *lines[row - 2]) for row in bands]
        if table.human:
            remembered += [(notes_name(form.name), heading.header, heading.note) for heading in form.headings]
    for table, form in zip(tables, forms, strict=True):
        if form is OVERVIEW:
            rows = next(one for one in tables if one.sheet == DECISIONS.name)
            dress_overview(book, book.workbook[form.name], table, starts, rows)
    for own in added:
        _own_sheet(book, own)
    book.hidden(BASE_SHEET, _base_rows([base[table.sheet] for table in tables if table.sheet in base], remembered))
    return book.content()


def _columns(table: KeptTable, form: SheetForm) -> list[Column]:
    known = {column.header: column for column in columns(form, dict(table.choices))}
    widths = dict(table.widths)
    heads = [known.get(header) or Column(header, 24, human=True) for header in table.headers]
    return [replace(head, width=widths.get(head.header, head.width)) for head in heads]


def _as_the_person_had_it(sheet: Worksheet, table: KeptTable, numbers: Sequence[int]) -> None:
    """Comments, formats and hidden columns; ``numbers`` are the rows of the sheet in which those of the table stand."""
    for place, header, text in table.remarks:
        cell = sheet.cell(1 if place == HEADER else numbers[place], table.headers.index(header) + 1)
        put_remark(cell, f"{cell.comment.text}\n\n{text}" if cell.comment else text)
    for place, header, look in table.formats:
        put_format(sheet.cell(numbers[place], table.headers.index(header) + 1), look)
    for header in table.hidden:
        if header in table.headers:
            sheet.column_dimensions[get_column_letter(table.headers.index(header) + 1)].hidden = True


def _own_sheet(book: Book, own: OwnSheet) -> None:
    sheet = (book.hidden if own.hidden else book.plain)(own.name, own.rows)
    for (row, column), text in own.remarks:
        put_remark(sheet.cell(row, column), text)
    for column, width in own.widths:
        sheet.column_dimensions[get_column_letter(column)].width = width
    for (row, column), look in own.formats:
        put_format(sheet.cell(row, column), look)
    for area in own.merged:
        sheet.merge_cells(area)


def _lines(table: KeptTable) -> tuple[list[Line], dict[int, Band]]:
    """The lines of a sheet, headings among the rows, and the headings by the number of their line."""
    placed = dict(placed_bands(table))
    lines: list[Line] = []
    bands: dict[int, Band] = {}
    for place, row in enumerate(table.rows):
        if band := placed.get(place):
            for line in _headings(band, table.headers):
                lines.append(line)
                bands[len(lines) + 1] = band
        lines.append(row)
    return lines, bands


def _headings(band: Band, headers: Sequence[str]) -> Iterator[Line]:
    """The name of what the rows are about with their sum, and on a line of its own what stands today."""
    named: dict[str, Value] = {"id": f"{BAND} {band.id}", "category": band.title}
    yield tuple({**named, "rule suggests": band.note}.get(header) for header in headers)
    if band.text:
        yield tuple({**named, "proposed": band.text}.get(header) for header in headers)


def _starts(bands: Mapping[int, Band]) -> dict[str, int]:
    """The first line of each heading, by its title."""
    return {band.title: row for row, band in sorted(bands.items(), key=lambda entry: -entry[0])}


def _base_rows(tables: Sequence[KeptTable], headings: Sequence[Line]) -> Iterator[Line]:
    for table in tables:
        yield (table.sheet, *table.headers)
        for row in table.rows:
            yield (table.sheet, *row)
    yield from headings
