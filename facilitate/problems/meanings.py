"""What people meant: signs in a workbook that are read as questions, and answers that were understood."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote


def struck_category(place: Place, name: str) -> Problem:
    """A category of the list is struck out, and no action was chosen.

    Example: “Training delivery” is struck out. Should it be dropped?
    Cure: Choose “drop” in its row if that was meant.
    """
    return Problem(
        "struck-category",
        Level.QUESTION,
        place,
        found=f"{quote(name)} is struck out. Should it be dropped?",
        remedy="If so, please choose “drop” in its row.",
        meanwhile="It does not count as a request to drop it.",
    )


def struck_text(place: Place, text: str) -> Problem:
    """An answer of the group is struck out.

    Example: “merge with C4” is struck out. Does it still hold?
    Cure: Delete the text if it no longer holds, or take the line away.
    """
    return Problem(
        "struck-text",
        Level.QUESTION,
        place,
        found=f"{quote(text)} is struck out. Does it still hold?",
        remedy="If not, please delete it.",
        meanwhile="It was read as it stands.",
    )


def struck_words(place: Place, words: tuple[str, ...]) -> Problem:
    """Some words of a text are struck out.

    Example: “and delivery” is struck out. Should that go?
    Cure: Write the wording as it should be.
    """
    return Problem(
        "struck-words",
        Level.QUESTION,
        place,
        found=f"{_are(words)} struck out. Should that go?",
        remedy="Please write the text as it should be.",
        meanwhile="It was read with these words.",
    )


def coloured_words(place: Place, words: tuple[str, ...]) -> Problem:
    """Words are coloured, as people mark what is new. In a copy that came back with this question it is a note.

    Example: “green jobs” is coloured. Is that new input?
    Cure: Look at the column “new input” of decisions.xlsx, which suggests such words; clear what is not new there.
    """
    return Problem(
        "coloured-words",
        Level.QUESTION,
        place,
        found=f"{_are(words)} coloured. Is that new input?",
        remedy="If not, please clear it in the column “new input” of decisions.xlsx.",
        meanwhile="The text was read as it stands; where it is part of a new name, that column suggests it.",
        asks="If so, please leave it as it is; if the colour means nothing, please take it away.",
    )


def written_in_colour(place: Place, cells: int) -> Problem:
    """A group wrote nearly all of its answers in a colour: that is how it writes, and marks nothing as new.

    Example: 21 answers are coloured as a whole; the colour was taken for the way the group writes.
    Cure: None needed; colour only the words that are new where a colour should say so.
    """
    return Problem(
        "written-in-colour",
        Level.NOTE,
        place,
        found=f"{cells:,} answers are coloured as a whole; the colour was taken for the way the group writes.",
        remedy="If it marks something as new, please write that into the column “new input” of decisions.xlsx.",
    )


def restored_sentence(place: Place, text: str, shown: str) -> Problem:
    """A note that begins with = + - or @ was taken for a formula by the spreadsheet program, and was put back.

    Example: The cell shows #NAME?; it was read as the note that was typed: “-merge with river”.
    Cure: None needed; an apostrophe in front keeps such a note a text.
    """
    return Problem(
        "restored-sentence",
        Level.NOTE,
        place,
        found=f"The cell shows {shown or 'nothing'}; it was read as the note that was typed: {quote(text)}.",
        remedy="If that is wrong, please type the note again with a letter in front.",
    )


def failed_formula(place: Place, shown: str, formula: str) -> Problem:
    """A cell holds a calculation that fails, where a text is expected.

    Example: The cell shows #REF!, from the formula =A1+Sheet9!B2.
    Cure: Type the text that should stand there.
    """
    return Problem(
        "failed-formula",
        Level.QUESTION,
        place,
        found=f"The cell shows {shown}{f', from the formula {formula[:60]}' if formula else ''}.",
        remedy="Please type the text that should stand there.",
        meanwhile="The cell counts as empty.",
    )


def never_calculated(place: Place, formula: str) -> Problem:
    """A cell holds a calculation, and the program that wrote the file saved no result with it.

    Example: The cell holds the formula =UPPER(H2), and no result was saved with it.
    Cure: Open the workbook in Excel or LibreOffice and save it; or type the text that is meant.
    """
    return Problem(
        "never-calculated",
        Level.QUESTION,
        place,
        found=f"The cell holds the formula {formula[:60]}, and no result was saved with it.",
        remedy="Please open the workbook in Excel or LibreOffice and save it, or type the text that is meant.",
        meanwhile="The cell counts as empty.",
    )


def date_for_text(place: Place, found: str, typed: tuple[str, ...]) -> Problem:
    """A date stands where a text is expected: spreadsheet programs turn 3/4 or 1-2 into dates.

    Example: A date stands here, 2026-04-03; perhaps “3-4” or “4/3” was typed.
    Cure: Type it again with an apostrophe in front.
    """
    guess = f"; perhaps {listed([quote(one) for one in typed], 'or')} was typed" if typed else ""
    return Problem(
        "date-for-text",
        Level.QUESTION,
        place,
        found=f"A date stands here, {found}{guess}.",
        remedy="If a text was meant, please type it again with an apostrophe in front, such as '3-4.",
        meanwhile="The date was taken as the text.",
    )


def comment_on_cell(place: Place, comment: str) -> Problem:
    """Somebody has put a comment on a cell.

    Example: A comment says: “not agreed by all”.
    Cure: None needed; it goes with the cell. Write it into the row if it should count as part of the answer.
    """
    return Problem(
        "comment-on-cell",
        Level.NOTE,
        place,
        found=f"A comment says: {quote(comment, 120)}.",
        remedy="If it is part of the answer, please write it into the row.",
        meanwhile="It goes with the cell.",
    )


def taken_from_above(place: Place, found: str, text: str, above: str) -> Problem:
    """A cell says “same as above”, or points to another one without its text, and was filled from there.

    Example: “idem” was taken for the text of G4: “more on apprenticeships”.
    Cure: None needed if it is right; otherwise write the text out.
    """
    return Problem(
        "taken-from-above",
        Level.NOTE,
        place,
        found=f"{quote(found)} was taken for the text of {above}: {quote(text)}.",
        remedy="If that is wrong, please write the text out.",
    )


def nothing_above(place: Place, found: str) -> Problem:
    """A cell says “same as above”, and nothing stands above it.

    Example: “idem” stands here, and nothing above it.
    Cure: Write the text out.
    """
    return Problem(
        "nothing-above",
        Level.QUESTION,
        place,
        found=f"{quote(found)} stands here, and nothing above it.",
        remedy="Please write the text out.",
        meanwhile="The cell counts as empty.",
    )


def several_requests(place: Place, pieces: tuple[str, ...]) -> Problem:
    """One cell holds several requests, answers or names; each counts on its own.

    Example: The cell holds 2 points: “rename” and “merge into”.
    Cure: None needed if it is right; otherwise write them as one sentence.
    """
    return Problem(
        "several-requests",
        Level.NOTE,
        place,
        found=f"The cell holds {count(len(pieces), 'point')}: {listed([quote(piece, 40) for piece in pieces])}.",
        remedy="If that is wrong, please write them as one sentence.",
        meanwhile="Each counts on its own, with this cell as its source.",
    )


def understood_action(place: Place, found: str, action: str) -> Problem:
    """What should happen was written in other words, or in another language.

    Example: “supprimer” was taken for “drop”.
    Cure: None needed if it is right; otherwise choose a word from the dropdown.
    """
    return Problem(
        "understood-action",
        Level.NOTE,
        place,
        found=f"{quote(found)} was taken for {quote(action)}.",
        remedy="If that is wrong, please choose a word from the list.",
    )


def retyped_category(place: Place, found: str, expected: str) -> Problem:
    """The name or definition of a category of the list was changed where it stands.

    Example: “Skills for green work” stands where “Green skills” was. Is it a proposal?
    Cure: If so, choose “rename” in its row and write the new name into the column for it.
    """
    return Problem(
        "retyped-category",
        Level.QUESTION,
        place,
        found=f"{quote(found)} stands where {quote(expected)} was. Is it a proposal?",
        remedy="If so, please choose “rename” or “redefine” in its row, and write the new words where they belong.",
        meanwhile="The category is taken by its id; the change does not count as a request.",
    )


def _are(words: tuple[str, ...]) -> str:
    """The words, and “is” or “are”."""
    return f"{listed([quote(word) for word in words])} {'is' if len(words) == 1 else 'are'}"
