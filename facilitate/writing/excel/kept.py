"""A workbook that the program fills and a person edits, with what the program suggested hidden beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from facilitate.records.tables import STATUS, KeptTable, Value
from facilitate.records.workbooks import BASE_SHEET, DECISIONS, SheetForm
from facilitate.writing.excel.book import Book, Column
from facilitate.writing.excel.forms import columns

SPARE_ROWS = 20
"""Rows below the filled ones that have dropdowns too, for rows of the person's own."""


def kept_workbook(
    tables: Sequence[KeptTable],
    base: Mapping[str, KeptTable],
    forms: Sequence[SheetForm],
    added: Mapping[str, tuple[tuple[Value, ...], ...]],
    title: str,
) -> bytes:
    """The workbook's bytes: the sheets of ``tables``, the sheets that a person ``added``, and the hidden ``base``."""
    book = Book(title)
    for table, form in zip(tables, forms, strict=True):
        known = {column.header: column for column in columns(form, dict(table.choices))}
        heads = [known.get(header) or Column(header, 24, human=True) for header in table.headers]
        sheet = book.sheet(form.name, heads, table.rows, spare_rows=SPARE_ROWS if table.human else 0)
        if table.rows:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(table.rows) + 1}"
        if form is DECISIONS:
            sheet.freeze_panes = "C2"
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        if STATUS in table.headers:
            _colour_by_status(sheet, table)
    for name, rows in added.items():
        book.plain(name, rows)
    book.hidden(BASE_SHEET, _base_rows([base[table.sheet] for table in tables if table.sheet in base]))
    return book.content()


def _base_rows(tables: Sequence[KeptTable]) -> Iterator[tuple[Value, ...]]:
    for table in tables:
        yield (table.sheet, *table.headers)
        for row in table.rows:
            yield (table.sheet, *row)


def _colour_by_status(sheet: Worksheet, table: KeptTable) -> None:
    """Rows to look at again stand out, and rows that are no longer asked for step back; the status says so in words."""
    letter = get_column_letter(table.headers.index(STATUS) + 1)
    area = f"A2:{get_column_letter(len(table.headers))}{len(table.rows) + 1 + SPARE_ROWS}"
    for word, colour in (("recheck", "FFE2B3"), ("new", "DDF0DD"), ("no longer", "E4E4E4")):
        style = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
        rule = Rule("expression", dxf=style, formula=[f'LEFT(${letter}2,{len(word)})="{word}"'])
        sheet.conditional_formatting.add(area, rule)
