"""Our sheets' columns, with their helps and closed lists, as the workbook writer takes them."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.records.forms import Kind, SheetForm
from facilitate.writing.excel.book import Column

FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.TIME: "hh:mm", Kind.NUMBER: "0"}


def columns(form: SheetForm, choices: Mapping[str, tuple[str, ...]] | None = None) -> list[Column]:
    """The columns of a sheet; ``choices`` gives the closed lists that depend on the meeting, by header."""
    choices = choices or {}
    return [
        Column(
            heading.header,
            heading.width,
            heading.note,
            choices.get(heading.header, heading.choices),
            strict=bool(heading.choices),
            locked=heading.given,
            human=not heading.given,
            format=FORMATS.get(heading.kind, ""),
        )
        for heading in form.headings
    ]
