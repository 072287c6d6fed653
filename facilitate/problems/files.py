"""Problems with a file as such."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def not_a_workbook(place: Place, why: str) -> Problem:
    """The file cannot be read as a workbook: it is something else, cut off or damaged.

    Example: The file is not a workbook: it ends before it is complete.
    Cure: Open it where it was made, save it as .xlsx and send it again.
    """
    return Problem(
        "not-a-workbook",
        Level.ERROR,
        place,
        found=f"The file is not a workbook that can be read: {why}.",
        remedy="Please open it in Excel or LibreOffice, save it as .xlsx, and put that file in its place.",
        meanwhile="The other files were read; this one was not.",
    )


def cannot_open(place: Place, why: str) -> Problem:
    """The system refuses to open the file: it is locked by another program, or may not be read.

    Example: The file cannot be opened: permission denied.
    Cure: Close it in Excel, or ask for the right to read it.
    """
    return Problem(
        "cannot-open",
        Level.ERROR,
        place,
        found=f"The file cannot be opened: {why}.",
        remedy="Please close it in other programs, check that you may read it, and run the command again.",
        meanwhile="The other files were read; this one was not.",
    )


def missing_sheet(place: Place, sheet: str, present: tuple[str, ...]) -> Problem:
    """A workbook lacks a sheet that it should have.

    Example: The sheet “agenda” is missing.
    Cure: Rename the sheet back, or add one with this name.
    """
    return Problem(
        "missing-sheet",
        Level.ERROR,
        place,
        found=f"The sheet {quote(sheet)} is missing; there are: {listed([quote(name) for name in present]) or 'none'}.",
        remedy="Please name the sheet so again, or add it.",
    )


def missing_column(place: Place, header: str, present: tuple[str, ...]) -> Problem:
    """A sheet lacks a column that it should have.

    Example: The column “session” is missing.
    Cure: Give the column its header back, in the first row.
    """
    return Problem(
        "missing-column",
        Level.ERROR,
        place,
        found=f"The column {quote(header)} is missing; the headers are: {listed([quote(name) for name in present])}.",
        remedy="Please give the column this header again, in the first row.",
    )


def unknown_column(place: Place, header: str, known: tuple[str, ...]) -> Problem:
    """A sheet of ours has a column that the program does not know.

    Example: The column “colour” is not one that is read.
    Cure: Nothing, if the column is for yourself; otherwise use one of the known headers.
    """
    return Problem(
        "unknown-column",
        Level.NOTE,
        place,
        found=f"The column {quote(header)} is not one that is read.",
        expected=f"Known headers: {listed(known)}.",
        remedy="Leave it if it is for yourself.",
    )


def duplicate_column(place: Place, header: str) -> Problem:
    """The same header stands over two columns.

    Example: The column “name” is there twice.
    Cure: Rename or remove one of the two.
    """
    return Problem(
        "duplicate-column",
        Level.ERROR,
        place,
        found=f"The column {quote(header)} is there a second time.",
        remedy="Please rename or remove one of the two.",
        meanwhile="The first one was read.",
    )


def damaged_history(place: Place, why: str) -> Problem:
    """The file that holds the earlier meetings of the series cannot be read.

    Example: The history of the series cannot be read: it was edited by hand.
    Cure: Copy report/history.json again from the folder of the meeting before.
    """
    return Problem(
        "damaged-history",
        Level.ERROR,
        place,
        found=f"The history of the series cannot be read: {why}.",
        remedy="Please copy report/history.json again from the folder of the meeting before.",
        meanwhile="The meeting was taken as the first of its series.",
    )


def later_history(place: Place) -> Problem:
    """The file that holds the earlier meetings was written by a later version of the program.

    Example: The history of the series was written by a later version of facilitate.
    Cure: Bring facilitate up to date.
    """
    return Problem(
        "later-history",
        Level.ERROR,
        place,
        found="The history of the series was written by a later version of facilitate.",
        remedy="Please bring facilitate up to date: pip install --upgrade facilitate.",
        meanwhile="The meeting was taken as the first of its series.",
    )
