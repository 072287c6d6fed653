"""Problems with writing a workbook that a person has edited."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def would_be_lost(place: Place, what: tuple[str, ...]) -> Problem:
    """Something that a person wrote would not be in the new workbook; so nothing was written.

    Example: The new workbook would lack what you wrote: “P4 reason: too wide”.
    Cure: None; the file is as it was. Please report it.
    """
    return Problem(
        "would-be-lost",
        Level.ERROR,
        place,
        found=f"The new workbook would lack what you wrote: {listed([quote(one) for one in what[:3]])}.",
        remedy="Please send this message and the file to the makers of facilitate.",
        meanwhile="Nothing was written; the file is as it was.",
    )


def cannot_write(place: Place, why: str, beside: str) -> Problem:
    """A file cannot be replaced: it is open in another program, or the folder may not be written.

    Example: The file cannot be written: permission denied.
    Cure: Close it in Excel and run the command again.
    """
    return Problem(
        "cannot-write",
        Level.ERROR,
        place,
        found=f"The file cannot be written: {why}.",
        remedy="Please close it in other programs, and run the command again.",
        meanwhile=f"The new version lies beside it: {beside}." if beside else "It is as it was.",
    )


def typed_in_program_sheet(place: Place, what: tuple[str, ...], backup: str) -> Problem:
    """A person wrote into a sheet that the program makes anew each time.

    Example: You wrote into a sheet that is made anew each time: “ask Maria”.
    Cure: Copy it from the backup to a sheet of your own, or into the column “reason” of Decisions.
    """
    return Problem(
        "typed-in-program-sheet",
        Level.QUESTION,
        place,
        found=f"You wrote into a sheet that is made anew each time: {listed([quote(one) for one in what[:3]])}.",
        remedy=f"Your text is in {backup}. Please keep such notes on a sheet of your own, which is carried along.",
    )


def left_in_backup(place: Place, what: tuple[str, ...], backup: str) -> Problem:
    """A person made something in the workbook that a new file cannot carry: formulas, colours, merged areas.

    Example: Not carried into the new file: 3 formulas (the values are carried).
    Cure: Take it from the backup, or say it in words: texts, rows, columns, sheets and comments are carried.
    """
    return Problem(
        "left-in-backup",
        Level.NOTE,
        place,
        found=f"Not carried into the new file: {listed(what)}.",
        remedy=f"You find it as you made it in {backup}. Texts, rows, columns, sheets and comments are carried.",
    )


def rows_deleted(place: Place, ids: tuple[str, ...]) -> Problem:
    """Rows that the program had written were deleted by a person.

    Example: You deleted P4; nobody is answered on it.
    Cure: Reject a proposal rather than deleting it; to get the row back, take it from the folder backups.
    """
    return Problem(
        "rows-deleted",
        Level.QUESTION,
        place,
        found=f"You deleted {listed(ids)}.",
        remedy="If a proposal is not wanted, please reject it with a reason. Earlier copies are in the folder backups.",
        meanwhile="The rows stay deleted.",
    )
