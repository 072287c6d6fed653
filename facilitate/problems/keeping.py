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


def your_version_kept(place: Place, copy: str) -> Problem:
    """A person changed a document that the program has made, and it was made anew.

    Example: You had changed this file since it was made.
    Cure: Take your changes from the copy; what should come back each time belongs into meeting.xlsx or a template.
    """
    return Problem(
        "your-version-kept",
        Level.NOTE,
        place,
        found="You had changed this file since it was made; now it is made anew.",
        remedy=f"Your version is {copy}. What should be there each time, please put into meeting.xlsx, decisions.xlsx "
        "or a template of your own.",
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
    """A person made something in the workbook that a new file cannot carry: formulas, pictures, charts, filters.

    Example: Not carried into the new file: 3 formulas (the values are carried) and 1 picture.
    Cure: Take it from the backup, or say it in words: texts, rows, columns, sheets, comments and colours are carried.
    """
    return Problem(
        "left-in-backup",
        Level.NOTE,
        place,
        found=f"Not carried into the new file: {listed(what)}.",
        remedy=f"You find it as you made it in {backup}. Texts, comments, rows, columns, sheets and colours are.",
    )


def base_is_gone(place: Place, backup: str) -> Problem:
    """The hidden sheet with what the program last wrote is gone, and so is the copy of it in the folder .written.

    Example: What was last written into this workbook is not known any more: its hidden sheet “Base” is gone.
    Cure: Nothing needs to be done; look whether rows that you had deleted have come back.
    """
    return Problem(
        "base-is-gone",
        Level.QUESTION,
        place,
        found="What was last written into this workbook is not known any more: its hidden sheet “Base” is gone, and "
        "no copy of it is in the folder .written.",
        remedy="Please look whether rows that you had deleted have come back, marked “new”. What you may have typed "
        f"over the program's cells is in {backup}.",
        meanwhile="Everything in your columns counts as written by you and stays.",
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
