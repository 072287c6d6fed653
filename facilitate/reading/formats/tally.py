"""How much was read of a file so far, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.problems.files import not_a_workbook
from facilitate.problems.refused import giant_range, repeats_text, too_large
from facilitate.reading.formats.formulas import range_cells
from facilitate.reading.limits import (
    CELLS,
    CHARACTERS,
    COMMENTS,
    DAMAGED_BYTES,
    FORMATS,
    FORMULA_CHARACTERS,
    LINKS,
    RANGE_CELLS,
    RANGES,
    SHEETS,
)
from facilitate.reading.refusal import RefusedError


@dataclass(slots=True)
class Tally:
    """What was read of a file so far; a RefusedError where it is more than anybody writes."""

    cells: int = 0
    characters: int = 0
    formulas: int = 0
    sheets: int = 0
    ranges: int = 0
    comments: int = 0
    links: int = 0
    formats: int = 0
    damaged: int = 0

    def add(self, cells: int, characters: int) -> None:
        """Count what a row held."""
        self.cells += cells
        self.characters += characters
        if self.cells > CELLS:
            raise RefusedError(lambda place: too_large(place, f"more than {CELLS:,} filled cells", f"{CELLS:,}"))
        if self.characters > CHARACTERS:
            raise RefusedError(lambda place: repeats_text(place, f"{CHARACTERS:,} characters"))

    def unrolls(self, formula: str) -> bool:
        """Whether one more cell may have this shared formula written out."""
        self.formulas += len(formula)
        return self.formulas <= FORMULA_CHARACTERS

    def add_sheet(self) -> None:
        """Count a sheet."""
        self.sheets += 1
        if self.sheets > SHEETS:
            raise RefusedError(lambda place: too_large(place, f"more than {SHEETS:,} sheets", f"{SHEETS:,}"))

    def add_comments(self, count: int) -> None:
        """Count the comments of a sheet."""
        self.comments += count
        if self.comments > COMMENTS:
            raise RefusedError(lambda place: too_large(place, f"more than {COMMENTS:,} comments", f"{COMMENTS:,}"))

    def add_links(self, count: int) -> None:
        """Count the links from a sheet to other parts of its file."""
        self.links += count
        if self.links > LINKS:
            raise RefusedError(lambda place: too_large(place, f"more than {LINKS:,} links between parts", f"{LINKS:,}"))

    def add_format(self) -> None:
        """Count a format."""
        self.formats += 1
        if self.formats > FORMATS:
            raise RefusedError(lambda place: too_large(place, f"more than {FORMATS:,} formats", f"{FORMATS:,}"))

    def add_damaged(self, size: int) -> None:
        """Count the bytes of a sheet that could not be read to its end."""
        self.damaged += size
        if self.damaged > DAMAGED_BYTES:
            raise RefusedError(lambda place: not_a_workbook(place, "most of its sheets are damaged"))

    def expect(self, cells: int) -> None:
        """Refuse a repetition of more cells than anybody fills, before it is unrolled."""
        if cells > CELLS:
            raise RefusedError(lambda place: giant_range(place, f"{cells:,} equal cells"))

    def expect_range(self, reference: str) -> None:
        """Refuse a merged area or a link that spans more cells than anybody marks."""
        self.ranges += 1
        if self.ranges > RANGES:
            raise RefusedError(lambda place: too_large(place, f"more than {RANGES:,} merged areas", f"{RANGES:,}"))
        if range_cells(reference) > RANGE_CELLS:
            raise RefusedError(lambda place: giant_range(place, reference))
