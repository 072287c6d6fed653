"""Where the headings of an edited sheet go: above each category's rows, as long as these stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.records.tables import OWN, STATUS, Band, KeptTable, same_text, stands_back
from facilitate.text import count

OWN_BAND = Band("own", "own", "Rows of your own")
GONE_BAND = Band("gone", "gone", "No longer asked for, or part of another one")


def placed_bands(table: KeptTable) -> tuple[tuple[int, Band], ...]:
    """The headings, each with the place of the row that it goes above (from 0).

    None where a person sorted the rows in another order than by category: headings would tear them apart. Rows that
    a person added at the end, and those that nobody asks for any more, have headings of their own.
    """
    if not (table.bands and table.rows):
        return ()
    bands = list(_bands(table))
    starts = [place for place, band in enumerate(bands) if place == 0 or band != bands[place - 1]]
    if len(starts) != len({bands[place].value for place in starts}):
        return ()
    ends = [*starts[1:], len(bands)]
    return tuple((start, _counted(bands[start], end - start)) for start, end in zip(starts, ends, strict=True))


def _counted(band: Band, rows: int) -> Band:
    return band if band.note else replace(band, note=count(rows, "row"))


def _bands(table: KeptTable) -> Iterator[Band]:
    """The heading that each row belongs under."""
    by_value = {_first(band.value): band for band in table.bands}
    rows = [
        (
            by_value.get(_first(same_text(cells.get(table.by))), OWN_BAND),
            same_text(cells.get(table.key)).startswith(OWN),
            stands_back(cells.get(STATUS)),
        )
        for cells in table.cells()
    ]
    current = OWN_BAND
    for place, (band, own, gone) in enumerate(rows):
        if gone:
            current = GONE_BAND
        elif not own:
            current = band
        elif band != current:
            current = _of_own(band, current, rows[place + 1 :])
        yield current


def _of_own(band: Band, current: Band, after: Sequence[tuple[Band, bool, bool]]) -> Band:
    """Where a person's own row belongs that is not about the category of the row above it."""
    following = next((one for one, own, gone in after if not own and not gone), None)
    if following is None:
        return OWN_BAND
    return band if band == following else current


def _first(value: str) -> str:
    """A category by its id, as a person may have typed it alone."""
    return value.split()[0].casefold() if value else ""
