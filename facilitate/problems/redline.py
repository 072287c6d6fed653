"""Problems with a redline that came back from its readers."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import quote


def not_a_redline(place: Place, why: str) -> Problem:
    """The file is no redline that can be read back: no Word document, or without what the program hid in it.

    Example: The file cannot be read back as a redline: it is no Word document.
    Cure: Ask for the file as it was sent, saved as .docx by Word or LibreOffice.
    """
    return Problem(
        "not-a-redline",
        Level.ERROR,
        place,
        found=f"The file cannot be read back as a redline: {why}.",
        remedy="Please ask for the document that was sent, edited in Word or LibreOffice and saved as .docx.",
        meanwhile="Nothing was brought into decisions.xlsx.",
    )


def later_redline(place: Place) -> Problem:
    """The redline was written by a later version of the program.

    Example: The redline was written by a later version of facilitate.
    Cure: Bring facilitate up to date.
    """
    return Problem(
        "later-redline",
        Level.ERROR,
        place,
        found="The redline was written by a later version of facilitate.",
        remedy="Please bring facilitate up to date: pip install --upgrade facilitate.",
        meanwhile="Nothing was brought into decisions.xlsx.",
    )


def redline_of_other_session(place: Place, found: str, expected: str) -> Problem:
    """The redline was made for another meeting.

    Example: The redline was made for the session “core-group-1”.
    Cure: Read it back in the folder of that session.
    """
    return Problem(
        "redline-of-other-session",
        Level.ERROR,
        place,
        found=f"The redline was made for the session {quote(found)}.",
        expected=f"This is {quote(expected)}.",
        remedy="Please read it back in the folder of that session, or ask for the right file.",
        meanwhile="Nothing was brought into decisions.xlsx.",
    )


def redline_of_other_list(place: Place, found: str, expected: str) -> Problem:
    """The redline was made from another version of the list: categories have come, gone or been renamed since.

    Example: The redline was made from another list (v0 with other names or ids).
    Cure: Make the redline again and send it out again; or take back what was changed in meeting.xlsx.
    """
    return Problem(
        "redline-of-other-list",
        Level.ERROR,
        place,
        found=f"The redline was made from another version of the list ({found}).",
        expected=f"The meeting begins with {expected}.",
        remedy="Please make the redline again and send that one; or take back what was changed in meeting.xlsx.",
        meanwhile="Nothing was brought into decisions.xlsx.",
    )


def readers_differ(place: Place, proposal: str, decided: str, readers: str, file: str) -> Problem:
    """The readers of a redline answered otherwise than a person has decided.

    Example: You decided on P4: adopt; the readers of redline-green.docx rejected it.
    Cure: Talk to them; change the decision in decisions.xlsx if it should be another one.
    """
    return Problem(
        "readers-differ",
        Level.QUESTION,
        place,
        found=f"You decided on {proposal}: {decided}; the readers of {file} {readers}.",
        remedy="Please look at it again; if the readers are right, change the row.",
        meanwhile="Your decision stands.",
    )


def wording_differs(place: Place, proposal: str, written: str, readers: str, file: str) -> Problem:
    """The readers of a redline want another wording than a person has written into an open row.

    Example: The readers of redline-green.docx want “Life skills” for P13; you wrote “Skills for life”.
    Cure: Choose one of the two wordings and decide.
    """
    return Problem(
        "wording-differs",
        Level.QUESTION,
        place,
        found=f"The readers of {file} want {quote(readers)} for {proposal}; you wrote {quote(written)}.",
        remedy="Please choose one of the two wordings, and decide.",
        meanwhile="Yours stands, theirs is in a row of its own, and both are open.",
    )


def answer_unclear(place: Place, proposal: str, why: str, file: str) -> Problem:
    """What the readers did with a proposal makes no decision: its texts were answered in ways that do not fit.

    Example: The readers of redline-green.docx gave no clear answer on P4: one of its names was rejected.
    Cure: Ask them, and decide in decisions.xlsx.
    """
    return Problem(
        "answer-unclear",
        Level.QUESTION,
        place,
        found=f"The readers of {file} gave no clear answer on {proposal}: {why}.",
        remedy="Please ask them what they want, and decide.",
        meanwhile="The row is as it was.",
    )


def answer_left_open(place: Place, proposal: str, what: str, file: str, decided: bool) -> Problem:
    """The readers accepted or rejected only a part of what a proposal changes, and left the rest open.

    Example: The readers of redline-green.docx left a part of P6 open: “and analysis”.
    Cure: Ask them, or decide in decisions.xlsx.
    """
    return Problem(
        "answer-left-open",
        Level.NOTE,
        place,
        found=f"The readers of {file} left a part of {proposal} open: {quote(what)}.",
        remedy="Please ask them, if it matters." if decided else "Please ask them, or decide yourself.",
        meanwhile="Your decision stands." if decided else "The proposal is open.",
    )


def text_gone(place: Place, what: str) -> Problem:
    """A text is no longer in the document, and was neither accepted nor rejected: somebody cut it out.

    Example: The definition of C3 is gone from the document.
    Cure: Ask the readers whether they meant it.
    """
    return Problem(
        "text-gone",
        Level.QUESTION,
        place,
        found=f"{what} is gone from the document.",
        remedy="Please ask the readers whether they meant to take it out.",
        meanwhile="Nothing was brought into decisions.xlsx for it.",
    )


def rewritten_unasked(place: Place, category: str, row: str) -> Problem:
    """Readers rewrote a text that no proposal wants to change.

    Example: The readers rewrote C7 Training delivery, which nobody had asked to change.
    Cure: Decide on the new row in decisions.xlsx.
    """
    return Problem(
        "rewritten-unasked",
        Level.QUESTION,
        place,
        found=f"The readers rewrote {quote(category)}, which nobody had asked to change.",
        remedy=f"Please decide on it in decisions.xlsx; it is the row with the reason {quote(row)}.",
    )


def typed_elsewhere(place: Place, text: str) -> Problem:
    """Readers typed something that belongs to none of the texts of the redline.

    Example: The document has a paragraph that was not sent: “We also need green skills”.
    Cure: Add a row of your own to decisions.xlsx where it asks for something.
    """
    return Problem(
        "typed-elsewhere",
        Level.QUESTION,
        place,
        found=f"The document has a paragraph that was not sent: {quote(text, 300)}.",
        remedy="Where it asks for a change, please add a row of your own to the sheet Decisions.",
    )


def reader_comment(place: Place, author: str, text: str) -> Problem:
    """A reader wrote a comment.

    Example: A. Mensah comments: “Is this not the same as no. 4?”
    Cure: Answer it; nothing else is done with it.
    """
    return Problem(
        "reader-comment",
        Level.NOTE,
        place,
        found=f"{author or 'A reader'} comments: {quote(text, 300)}.",
        remedy="Nothing else is done with it.",
    )


def row_missing(place: Place, proposal: str, readers: str, file: str) -> Problem:
    """The readers answered a proposal that has no row in decisions.xlsx.

    Example: The readers of redline-green.docx accepted P9, which has no row any more.
    Cure: Merge again; or take the row from the folder backups.
    """
    return Problem(
        "row-missing",
        Level.QUESTION,
        place,
        found=f"The readers of {file} {readers}: {proposal}, which has no row that can be used.",
        remedy="Please merge again; a row that you deleted is in the folder backups.",
        meanwhile="The answer was not used.",
    )
