"""What was read of a file, as bytes: to hand it from one process to another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from facilitate.problems import Problem
from facilitate.reading.cells import Cell, Contents, Sheet, Value

_DECODER = msgspec.msgpack.Decoder()


def pack(contents: Contents, problems: tuple[Problem, ...]) -> bytes:
    """Contents and problems as bytes."""
    sheets = [
        (
            sheet.name,
            sheet.hidden,
            sorted(sheet.hidden_rows),
            sorted(sheet.hidden_columns),
            sheet.merged,
            [(*at, _flat(cell.value), *_marks(cell)) for at, cell in sheet.cells.items()],
        )
        for sheet in contents.sheets
    ]
    return msgspec.msgpack.encode((sheets, contents.properties, contents.unknowable, problems))


def unpack(content: bytes) -> tuple[Contents, tuple[Problem, ...]]:
    """The same again. Raises msgspec.DecodeError and ValueError where the bytes are no longer what was packed."""
    sheets, properties, unknowable, problems = _DECODER.decode(content)
    found = Contents(tuple(_sheet(*sheet) for sheet in sheets), properties, tuple(unknowable))
    return found, msgspec.convert(problems, tuple[Problem, ...])


def _sheet(name: str, hidden: bool, rows: list[int], columns: list[int], merged: list[str], cells: list[Any]) -> Sheet:
    filled = {(row, column): _cell(value, *marks) for row, column, value, *marks in cells}
    return Sheet(name, filled, hidden, frozenset(rows), frozenset(columns), tuple(merged))


def _marks(cell: Cell) -> tuple[Any, ...]:
    """What makes a cell more than its value; nothing for most."""
    marks = (cell.formula, cell.error, cell.comment, cell.struck, cell.struck_parts, cell.coloured)
    return marks if any(marks) else ()


def _cell(value: Any, *marks: Any) -> Cell:
    value = _value(*value) if isinstance(value, list) else value
    if not marks:
        return Cell(value)
    formula, error, comment, struck, parts, coloured = marks
    return Cell(value, formula, error, comment, struck, tuple(parts), tuple(coloured))


def _flat(value: Value) -> Any:
    """A value as plain data: dates and times as their kind and a text, whole numbers beyond 64 bits as well."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return type(value).__name__, value.isoformat()
    if isinstance(value, dt.timedelta):
        return "timedelta", str(value / dt.timedelta(microseconds=1))
    if isinstance(value, int) and abs(value) >= 2**63:
        return "int", str(value)
    return value


def _value(kind: str, text: str) -> Value:
    if kind == "timedelta":
        return dt.timedelta(microseconds=float(text))
    if kind == "int":
        return int(text)
    if kind == "time":
        return dt.time.fromisoformat(text)
    return dt.datetime.fromisoformat(text) if kind == "datetime" else dt.date.fromisoformat(text)
