"""What a person says on the command line about the columns of a file, as a layout that the session remembers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.errors import FacilitateError
from facilitate.reading.layouts import ANSWERS, FIELDS, TableLayout, as_toml, mapped, quoted
from facilitate.text import fold, listed, perhaps, quote

_WRITTEN = "# Said with --columns; change it as you like.\n"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A layout file for the session's folder ``layouts``: its name and its text, and what it says in a few words."""

    name: str
    text: str
    says: str


def remembered(said: str, known: Mapping[str, TableLayout]) -> Remembered:
    """What was said as a layout file.

    ``said`` is “what was said = Question text; topic = Label”, perhaps with the file that it is for in front
    (“slido*.csv: ...”), or a file and the name of a layout (“answers.csv: Google Forms”). ``known`` are the layouts
    by folded name. Raises FacilitateError where it is neither.
    """
    file, rest = _file(said)
    if "=" not in rest:
        layout = known.get(fold(rest))
        if not file or layout is None:
            names = listed(sorted({table.layout for table in known.values()}), "or")
            raise FacilitateError(
                f'{quote(said)} does not say what a column holds. Please write --columns "what was said = Its column", '
                f'with several parted by semicolons, or --columns "FILE: LAYOUT" with one of {names}.'
            )
        text = f"{_WRITTEN}like = {quoted(layout.layout)}\nfiles = [{quoted(file)}]\n"
        return Remembered(f"{_stem(file)}.toml", text, f"{file} is read as {layout.layout}")
    columns = dict(map(_pair, filter(None, map(str.strip, rest.split(";")))))
    name = _stem(file) or "columns as given"
    try:
        table = mapped(columns, name, (file,) if file else ())
    except ValueError as fault:
        raise FacilitateError(f"{quote(said)} cannot be used: {fault}.") from fault
    pairs = listed([f"{quote(column)} as {quote(header)}" for header, column in columns.items()])
    says = f"{pairs} in {file}" if file else pairs
    return Remembered(f"{_stem(file) or 'columns'}.toml", _WRITTEN + as_toml(table), says)


def _file(said: str) -> tuple[str, str]:
    """The file in front of a colon, and the rest; a colon inside the columns is none of ours."""
    before, colon, rest = said.partition(":")
    if not colon or "=" in before:
        return "", said.strip()
    return before.strip().removeprefix("groups/"), rest.strip()


def _pair(piece: str) -> tuple[str, str]:
    """Our header and the column, whichever stands first."""
    left, sign, right = (part.strip().strip('"“”') for part in piece.partition("="))
    ours = {fold(header): header for header in FIELDS[ANSWERS]}
    for header, column in ((left, right), (right, left)):
        if sign and column and fold(header) in ours:
            return ours[fold(header)], column
    known = listed(FIELDS[ANSWERS])
    raise FacilitateError(
        f"{quote(piece)} says nothing that can be used. {perhaps(left, FIELDS[ANSWERS])}"
        f"Please write OURS = THEIRS, where OURS is one of: {known}."
    )


def _stem(file: str) -> str:
    """A file's name as that of its layout: “slido*.csv” becomes “slido”."""
    return re.sub(r"[^\w-]+", "-", file.rpartition(".")[0] or file).strip("-").casefold()
