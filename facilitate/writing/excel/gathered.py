"""The summary of a large consultation: what was said most often, and the account of all that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitate.records.people import OTHERS
from facilitate.writing.excel.book import Book, Column, Value

_FACTS = (Column("what", 34), Column("number", 16, format="#,##0"), Column("in words", 90))
_STATEMENTS = (
    Column("statement", 11, "S1 is the one that most contributions make. The number holds for this run."),
    Column("text", 80, "The most frequent wording, as it was written."),
    Column("contributions", 14, "How many make this statement.", format="#,##0"),
    Column("share", 9, "Of all contributions with words.", format="0.00%"),
    Column("wordings", 10, "Different wordings, case, spaces and punctuation aside.", format="#,##0"),
    Column("another wording", 60, "The most frequent one that was joined, as the program compares it."),
    Column("why it was joined", 44, "What the two wordings differ in."),
)
_ACCOUNT = (
    Column("file", 40),
    Column("sheet", 20),
    Column("answers from", 44, "The header of the column that was read."),
    Column("rows", 12, "With words and without, together.", format="#,##0"),
    Column("with words", 12, format="#,##0"),
    Column("without words", 14, format="#,##0"),
)
_OF_VALUE = "How many of these contributions make the statement. Fewer than three are counted among the others."
Rows = Sequence[Sequence[Value]]


Comparison = tuple[Mapping[str, int], Rows]
"""Values, each with how many contributions have it, and a row for each statement: its number, text, contributions, and
how many of each value."""


def gathered_workbook(
    facts: Rows, statements: Rows, account: Rows, title: str, comparison: Comparison | None = None
) -> bytes:
    """The workbook's bytes. The rows are as long as the columns of their sheets."""
    book = Book(title)
    sheets = [("Summary", _FACTS, facts), ("Statements", _STATEMENTS, statements)]
    if comparison:
        values, numbers = comparison
        counts = (
            Column(name if name == OTHERS else f"{name}, of {number:,}", 12, _OF_VALUE, format="#,##0")
            for name, number in values.items()
        )
        sheets.append(("Compared", (*_STATEMENTS[:3], *counts), numbers))
    for name, columns, rows in (*sheets, ("Account", _ACCOUNT, account)):
        sheet = book.sheet(name, columns, rows)
        if rows and name != "Summary":
            sheet.auto_filter.ref = sheet.dimensions
        if name == "Compared":
            sheet.freeze_panes = "C2"
    return book.content()
