"""Problems with Word templates."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def unusable_template(place: Place, why: str) -> Problem:
    """A Word template cannot be read.

    Example: The template cannot be read: it is not a Word document.
    Cure: Save it as .docx or .dotx in Word.
    """
    return Problem(
        "unusable-template",
        Level.ERROR,
        place,
        found=f"The template cannot be read: {why}.",
        remedy="Please save it as .docx or .dotx in Word.",
        meanwhile="The template that came with the program was used.",
    )


def unknown_slot(place: Place, found: str, candidates: tuple[str, ...]) -> Problem:
    """A template has a slot that nothing fills.

    Example: The template has a slot {{agnda}}, which nothing fills.
    Cure: Correct its name.
    """
    slots = [f"{{{{{name}}}}}" for name in candidates]
    return Problem(
        "unknown-slot",
        Level.ERROR,
        place,
        found=f"The template has a slot {quote('{{' + found + '}}')}, which nothing fills.",
        expected=f"Did you mean {listed(slots, 'or')}?" if slots else "",
        remedy="Please correct its name in Word, or take it out.",
        meanwhile="It stands in the document as it is.",
    )


def misplaced_slot(place: Place, found: str) -> Problem:
    """A slot for a whole section stands within a line, in a table or in a header.

    Example: The slot {{agenda}} must stand alone on a line of the text.
    Cure: Give it a line of its own.
    """
    return Problem(
        "misplaced-slot",
        Level.ERROR,
        place,
        found=f"The slot {quote('{{' + found + '}}')} must stand alone on a line of the text.",
        remedy="Please give it a line of its own in Word.",
        meanwhile="It stands in the document as it is.",
    )
