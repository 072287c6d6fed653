"""Files that are refused because reading them could do harm, each with its reason.

Nobody sends such a file on purpose to a meeting; a damaged or a machine-made one can look the same. The sentences
therefore accuse nobody.
"""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place

_SAVE_AGAIN = "If the file is meant well, please copy what matters into a new workbook, and send that one."
_NOT_READ = "Nothing was read from it."


def too_large(place: Place, found: str, limit: str) -> Problem:
    """The file is larger than anything that a group writes.

    Example: The file holds 180 MB.
    Cure: Copy the sheets that matter into a new workbook without pictures.
    """
    return Problem(
        "too-large",
        Level.ERROR,
        place,
        found=f"The file holds {found}.",
        expected=f"At most {limit} are read.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def unpacks_too_large(place: Place, part: str, found: str) -> Problem:
    """A small file unpacks to a huge one (a "zip bomb").

    Example: The file is packed in a dangerous way: xl/worksheets/sheet1.xml unpacks to 4,000 MB.
    Cure: Copy what matters into a new workbook.
    """
    return Problem(
        "unpacks-too-large",
        Level.ERROR,
        place,
        found=f"The file is packed in a dangerous way: {part} unpacks to {found}.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def climbing_part(place: Place, part: str) -> Problem:
    """A part inside the file has a name that would lead out of the folder when unpacked.

    Example: A part inside the file is named “../../evil.xml”.
    Cure: Copy what matters into a new workbook.
    """
    return Problem(
        "climbing-part",
        Level.ERROR,
        place,
        found=f"A part inside the file has a name that leads out of its folder: “{part[:60]}”.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def declares_entities(place: Place, part: str) -> Problem:
    """A part of the file declares abbreviations of its own (an XML document type); spreadsheet programs never do.

    Example: xl/sharedStrings.xml declares abbreviations of its own (a document type).
    Cure: Copy what matters into a new workbook.
    """
    return Problem(
        "declares-entities",
        Level.ERROR,
        place,
        found=f"{part} declares abbreviations of its own (a document type), as spreadsheet programs never do.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def endless_markup(place: Place, part: str) -> Problem:
    """The inside of the file has no shape that a spreadsheet program would write: nested or repeated without end.

    Example: content.xml is nested or repeated without end, unlike any sheet.
    Cure: Copy what matters into a new workbook.
    """
    return Problem(
        "endless-markup",
        Level.ERROR,
        place,
        found=f"{part} is nested or repeated without end, unlike any sheet.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def giant_range(place: Place, found: str) -> Problem:
    """A range inside the file spans far more cells than a person could fill.

    Example: A range spans 17,179,869,184 cells: A1:XFD1048576.
    Cure: Remove the merged area or the repetition; or copy what matters into a new workbook.
    """
    return Problem(
        "giant-range",
        Level.ERROR,
        place,
        found=f"A range spans far more cells than a person could fill: {found}.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def repeats_text(place: Place, found: str) -> Problem:
    """A long text is repeated so often that the sheets would hold a library.

    Example: The texts of all cells together hold more than 50 million characters.
    Cure: Copy what matters into a new workbook.
    """
    return Problem(
        "repeats-text",
        Level.ERROR,
        place,
        found=f"The texts of all cells together hold more than {found}.",
        remedy=_SAVE_AGAIN,
        meanwhile=_NOT_READ,
    )


def reader_stopped(place: Place, why: str) -> Problem:
    """The program that reads old binary files was stopped: it took too long, too much memory, or broke down.

    Example: The file could not be read safely: it took more than 2 seconds.
    Cure: Open it in Excel or LibreOffice and save it as .xlsx.
    """
    return Problem(
        "reader-stopped",
        Level.ERROR,
        place,
        found=f"The file could not be read safely: {why}.",
        remedy="Please open it in Excel or LibreOffice, and save it as .xlsx.",
        meanwhile=_NOT_READ,
    )
