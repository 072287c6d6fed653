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


def empty_file(place: Place) -> Problem:
    """The file holds nothing at all: not one byte.

    Example: The file is empty (0 bytes).
    Cure: Send it again; if it lies in a cloud folder, wait until it has been downloaded.
    """
    return Problem(
        "empty-file",
        Level.ERROR,
        place,
        found="The file is empty (0 bytes).",
        remedy="Please ask for it again, or wait until the cloud folder has brought it.",
        meanwhile="Nothing was read from it.",
    )


def half_synchronised(place: Place, why: str) -> Problem:
    """A cloud folder or a browser has not brought the whole file yet.

    Example: The file has not arrived whole: it is filled with zeros.
    Cure: Wait until the cloud program shows the file as complete, or download it again.
    """
    return Problem(
        "half-synchronised",
        Level.ERROR,
        place,
        found=f"The file has not arrived whole: {why}.",
        remedy="Please wait until the cloud program or the browser has finished, or download the file again.",
        meanwhile="Nothing was read from it.",
    )


def cut_off_file(place: Place) -> Problem:
    """The file ends before it is complete: the mail or the copy was interrupted.

    Example: The file is cut off: its end is missing.
    Cure: Send or copy it again.
    """
    return Problem(
        "cut-off-file",
        Level.ERROR,
        place,
        found="The file is cut off: its end is missing.",
        remedy="Please ask for it again; the copy or the mail was interrupted.",
        meanwhile="Nothing was read from it.",
    )


def encrypted_file(place: Place) -> Problem:
    """The workbook is protected with a password, so that nobody can read it without.

    Example: The workbook is protected with a password.
    Cure: Open it with the password, save it without one, and send that file.
    """
    return Problem(
        "encrypted-file",
        Level.ERROR,
        place,
        found="The workbook is protected with a password.",
        remedy="Please open it with the password, and save it without one (File, Info, Protect Workbook, Encrypt).",
        meanwhile="Nothing was read from it.",
    )


def web_page(place: Place) -> Problem:
    """The file is a web page, though it may be named .xls: some programs and websites export so.

    Example: The file is a web page (HTML), not a workbook.
    Cure: Open it in Excel or LibreOffice and save it as .xlsx.
    """
    return Problem(
        "web-page",
        Level.ERROR,
        place,
        found="The file is a web page (HTML), not a workbook.",
        remedy="If it shows a table when you open it in Excel or LibreOffice, please save it from there as .xlsx; "
        "if it shows a login page, the download did not work.",
        meanwhile="Nothing was read from it.",
    )


def old_xml_spreadsheet(place: Place, what: str) -> Problem:
    """The file is a spreadsheet written as one plain text (XML, SYLK, DIF), a form that is no longer in use.

    Example: The file is an XML Spreadsheet 2003.
    Cure: Open it in Excel or LibreOffice and save it as .xlsx.
    """
    return Problem(
        "old-xml-spreadsheet",
        Level.ERROR,
        place,
        found=f"The file is {what}.",
        remedy="Please open it in Excel or LibreOffice, and save it as .xlsx.",
        meanwhile="Nothing was read from it.",
    )


def numbers_file(place: Place) -> Problem:
    """The file comes from Apple Numbers.

    Example: The file comes from Apple Numbers, whose format only Numbers can read.
    Cure: In Numbers choose File, Export To, Excel.
    """
    return Problem(
        "numbers-file",
        Level.ERROR,
        place,
        found="The file comes from Apple Numbers, whose format only Numbers can read.",
        remedy="Please open it in Numbers, and choose: File, Export To, Excel.",
        meanwhile="Nothing was read from it.",
    )


def only_a_link(place: Place, what: str, target: str) -> Problem:
    """The file is only a link to a workbook that lies elsewhere.

    Example: The file is only a link to a Google sheet: “https://docs.google.com/...”.
    Cure: Open the link and download the workbook as .xlsx. No link is ever followed by the program.
    """
    return Problem(
        "only-a-link",
        Level.ERROR,
        place,
        found=f"The file is only a link to {what}{': ' + quote(target, 90) if target else ''}.",
        remedy="Please open the link, download the workbook as .xlsx, and put that file in its place.",
        meanwhile="The link was not followed.",
    )


def other_document(place: Place, what: str) -> Problem:
    """The file is a document, but not one with cells: a text document, a PDF, a picture, an archive ...

    Example: The file is a PDF document, not a workbook.
    Cure: Copy its content into the group's workbook; unpack an archive first.
    """
    return Problem(
        "other-document",
        Level.ERROR,
        place,
        found=f"The file is {what}, not a workbook.",
        remedy="Please ask for the workbook itself; or copy what the document says into the group's workbook.",
        meanwhile="Nothing was read from it.",
    )


def packed_workbooks(place: Place) -> Problem:
    """The file is an archive (zip) that holds workbooks: nothing in it is read until it is unpacked.

    Example: The file is an archive (zip) with workbooks in it.
    Cure: Unpack it, put the workbooks into the folder groups/, and take the archive out.
    """
    return Problem(
        "packed-workbooks",
        Level.ERROR,
        place,
        found="The file is an archive (zip) with workbooks in it.",
        remedy="Please unpack it, put the workbooks into this folder, and take the archive out.",
        meanwhile="Nothing was read from it.",
    )


def unknown_kind(place: Place) -> Problem:
    """It cannot be told what the file is.

    Example: It is not clear what kind of file this is; neither a workbook nor a text.
    Cure: Ask the sender; or save it as .xlsx where it was made.
    """
    return Problem(
        "unknown-kind",
        Level.ERROR,
        place,
        found="It is not clear what kind of file this is: it is neither a workbook nor a text.",
        remedy="Please ask for the workbook as .xlsx.",
        meanwhile="Nothing was read from it.",
    )


def guessed_encoding(place: Place, encoding: str, example: str) -> Problem:
    """A text file does not say how its letters are written, and they were guessed.

    Example: The letters were taken for Windows Western (cp1252), as in “Café”.
    Cure: If the example looks wrong, save the file as “CSV UTF-8” and put it in its place.
    """
    return Problem(
        "guessed-encoding",
        Level.NOTE,
        place,
        found=f"The letters were taken for {encoding}, as in {quote(example)}.",
        remedy="If that looks wrong, please save the file as “CSV UTF-8”.",
    )


def damaged_sheet(place: Place, why: str) -> Problem:
    """One sheet of a workbook is damaged or missing inside the file; the others are sound.

    Example: The sheet cannot be read to its end: it is damaged inside.
    Cure: Open the file in Excel or LibreOffice, let it be repaired, and save it again.
    """
    return Problem(
        "damaged-sheet",
        Level.ERROR,
        place,
        found=f"The sheet cannot be read to its end: {why}.",
        remedy="Please open the file in Excel or LibreOffice, let it be repaired, and save it again.",
        meanwhile="What stands before the damage was read.",
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

    Example: The column “colour” is not read.
    Cure: Nothing, if the column is for yourself; otherwise give it one of the headers that are read.
    """
    return Problem(
        "unknown-column",
        Level.NOTE,
        place,
        found=f"The column {quote(header)} is not read.",
        expected=f"The headers that are read: {listed(known)}.",
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
