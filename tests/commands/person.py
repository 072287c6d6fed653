"""A person at work in a workbook of ours: what they can do to its rows, and what they must find again afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from facilitate.records.forms import SheetForm
from facilitate.records.tables import BAND, STATUS
from facilitate.writing.excel.decision_look import OUR_FILLS

WORD = "typed"
"""Every text that the person types begins so, and is typed once."""


@dataclass(slots=True)
class Line:
    """One row: its values and its comments by column, from 0."""

    values: list[Any]
    comments: dict[int, str] = field(default_factory=dict)
    looks: dict[int, str] = field(default_factory=dict)
    """What a person did to how cells look, by column."""

    def text(self, column: int) -> str:
        """A value as it is compared."""
        value = self.values[column] if column < len(self.values) else None
        return "" if value is None else "\n".join(line.rstrip() for line in str(value).strip().splitlines())

    def copy(self) -> Line:
        """The same again."""
        return Line(list(self.values), dict(self.comments))


def look_of(cell: Any) -> str:
    """Fill, letters, number format and link of a cell where they are none of the program's; empty where none is."""
    fill, font = cell.fill, cell.font
    said = [
        f"fill {fill.fgColor.rgb}" if fill.fill_type == "solid" and fill.fgColor.rgb[2:] not in OUR_FILLS else "",
        "bold" if font.b else "",
        "struck" if font.strike else "",
        f"letters {font.color.rgb}" if font.color and font.color.type == "rgb" else "",
        f"as {cell.number_format}" if cell.number_format not in ("General", "0", "@") else "",
        f"to {cell.hyperlink.target}" if cell.hyperlink else "",
    ]
    return ", ".join(filter(None, said))


class Person:
    """The workbook, open; ``save`` closes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path, rich_text=True)

    def save(self) -> None:
        """As a spreadsheet program does."""
        self.book.save(self.path)

    def headers(self, sheet: str) -> list[str]:
        """The texts of the first row."""
        return ["" if cell.value is None else str(cell.value) for cell in self.book[sheet][1]]

    def lines(self, sheet: str) -> list[Line]:
        """The rows under the headers, as far down as anything stands."""
        rows = [
            Line(
                [cell.value for cell in row],
                {cell.column - 1: cell.comment.text for cell in row if cell.comment},
                {cell.column - 1: look for cell in row if (look := look_of(cell))},
            )
            for row in self.book[sheet].iter_rows(min_row=2)
        ]
        while rows and not any(map(rows[-1].text, range(len(rows[-1].values)))):
            rows.pop()
        return rows

    def put(self, sheet: str, lines: list[Line]) -> None:
        """Write the rows, and nothing below them."""
        board = self.book[sheet]
        for number in range(2, max(board.max_row, len(lines) + 1) + 1):
            line = lines[number - 2] if number - 2 < len(lines) else Line([])
            for column in range(max(board.max_column, len(line.values))):
                cell = board.cell(number, column + 1)
                value = line.values[column] if column < len(line.values) else None
                cell.value = value
                cell.comment = Comment(said, "Ama") if (said := line.comments.get(column)) else None
                if isinstance(value, str):
                    cell.data_type = "s"

    def move_column(self, sheet: str, old: int, new: int) -> None:
        """Cut a column and insert it elsewhere, header and all; both from 0."""
        board = self.book[sheet]
        order = list(range(board.max_column))
        order.insert(new, order.pop(old))
        rows = [[(cell.value, cell.comment and cell.comment.text) for cell in row] for row in board.iter_rows()]
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(order, 1):
                value, said = row[column]
                cell = board.cell(number, place)
                cell.value, cell.comment = value, Comment(said, "Ama") if said else None
                if isinstance(value, str):
                    cell.data_type = "s"
        letters = [get_column_letter(column + 1) for column in range(len(order))]
        looks = [(board.column_dimensions[letter].width, board.column_dimensions[letter].hidden) for letter in letters]
        for letter, column in zip(letters, order, strict=True):
            board.column_dimensions[letter].width, board.column_dimensions[letter].hidden = looks[column]

    def ids(self, sheet: str) -> int:
        """The column of the ids, from 0."""
        return self.headers(sheet).index("id")

    def look(self, sheet: str, header: str) -> Any:
        """The width and whether it is hidden of the column under a header."""
        return self.book[sheet].column_dimensions[get_column_letter(self.headers(sheet).index(header) + 1)]


# ---------------------------------------------------------------- what must be found again


@dataclass(frozen=True, slots=True)
class Left:
    """What the person left in one row of a sheet: the item that it is about by its id (empty for one of their own),
    everything in human columns and columns of their own, and what they typed elsewhere, each by its header.
    """

    item: str
    kept: tuple[tuple[str, str], ...]
    elsewhere: tuple[tuple[str, str], ...]
    comments: tuple[tuple[str, str], ...]
    looks: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> set[str]:
        """The texts that nobody else can have written."""
        both = (*self.kept, *self.elsewhere, *self.comments)
        return {piece for _, text in both for piece in text.split() if piece.startswith(WORD)}


def left(person: Person, form: SheetForm, base: dict[str, dict[str, str]]) -> Iterator[Left]:
    """What the person left in each row; ``base`` are the rows as the program last wrote them, by id."""
    headers = person.headers(form.name)
    human = {heading.header for heading in form.headings if not heading.given}
    given = {heading.header for heading in form.headings if heading.given}
    by_text: dict[tuple[str, ...], list[str]] = {}
    for id, row in base.items():
        by_text.setdefault(tuple(row.get(header, "") for header in form.identity), []).append(id)
    for line in person.lines(form.name):
        cells = {header: line.text(place) for place, header in enumerate(headers) if header}
        seen = tuple(cells.get(header, "") for header in form.identity)
        id = cells.get("id", "")
        if id.startswith(BAND):
            continue
        ids = by_text.get(seen, []) if any(seen) else []
        item = id if id in ids or not ids else ids[0] if len(ids) == 1 else ""  # what they could see decides
        item = item if item in base or not base else ""  # else it is a text that was typed over an id
        before = base.get(item, {})
        # A cell that stands as it was suggested follows the next suggestion (rule 2): nobody wrote it.
        kept = tuple(
            (header, text)
            for header, text in cells.items()
            if (header in human or header not in given) and (not before or text != before.get(header, ""))
        )
        typed = tuple(
            (header, text)
            for header, text in cells.items()
            if header in given and WORD in text and text != before.get(header, "")
        )
        said = tuple((headers[place], text) for place, text in line.comments.items())
        looks = tuple((headers[place], look) for place, look in line.looks.items() if headers[place])
        yield Left(item, kept, typed, said, looks)


def found(person: Person, form: SheetForm) -> list[dict[str, str]]:
    """The rows of a sheet by header, comments and looks under the header with `` remark`` or `` look`` behind it."""
    headers = person.headers(form.name)
    rows = []
    for line in person.lines(form.name):
        cells = {header: line.text(place) for place, header in enumerate(headers) if header}
        cells |= {f"{headers[place]} remark": text for place, text in line.comments.items()}
        rows.append(cells | {f"{headers[place]} look": look for place, look in line.looks.items()})
    return rows


def missing(one: Left, rows: list[dict[str, str]], moved: str) -> str:
    """What of a row that the person left is not found again on its item; empty where all is."""
    mine = [row for row in rows if one.words <= {piece for text in row.values() for piece in text.split()}]
    if not mine:
        return f"{sorted(one.words)} stand nowhere together"
    for row in mine:
        wrong = [
            *(
                f"{header}: {text!r}, now {row.get(header, '')!r}"
                for header, text in one.kept
                if (text not in row.get(header, "") if header == moved else row.get(header, "") != text)
            ),
            *(
                f"{header}: {text!r} is neither there nor moved"
                for header, text in one.elsewhere
                if row.get(header) != text and f"{header}: {text}" not in row.get(moved, "")
            ),
            *(
                f"remark on {header}: {text!r}"
                for header, text in one.comments
                if text not in row.get(f"{header} remark", "")
            ),
            *(
                f"{header} looked like {look}, now {row.get(f'{header} look', '')}"
                for header, look in one.looks
                if row.get(f"{header} look", "") != look
            ),
        ]
        if (
            one.item
            and row["id"] != one.item
            and not (row["id"].startswith("F") and row.get(STATUS, "").startswith("copy of"))
        ):
            wrong.append(f"it was about {one.item} and stands at {row['id']}")
        if not wrong:
            return ""
    return "; ".join(wrong)
