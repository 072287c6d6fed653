"""Problems with texts that are to be coded."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def no_texts(place: Place) -> Problem:
    """There is nothing to code: no cell with words was found.

    Example: There are no texts to code.
    Cure: Put the groups' workbooks into groups/, or name the column with the texts: --column answer
    """
    return Problem(
        "no-texts",
        Level.ERROR,
        place,
        found="There are no texts to code.",
        remedy="Please put the groups' workbooks into groups/; or, for a file, name the column: --column NAME.",
        meanwhile="Nothing was written.",
    )


def no_such_text_column(place: Place, column: str, headers: tuple[str, ...]) -> Problem:
    """The column that ``--column`` names is not in the first row of the file.

    Example: There is no column “answers”; the headers are: “id” and “answer”.
    Cure: Give the header as it stands in the file: --column answer
    """
    return Problem(
        "no-such-text-column",
        Level.ERROR,
        place,
        found=f"There is no column {quote(column)}; the headers are: {listed([quote(one) for one in headers])}.",
        remedy="Please give the header as it stands in the first row of the file.",
        meanwhile="Nothing was written.",
    )


def code_perhaps_misspelt(place: Place, code: str, usual: str) -> Problem:
    """A code is used once and differs by a letter or two from one that is used often.

    Example: The code “Helath” is used once; perhaps “Health” is meant.
    Cure: Write it as the other one, or leave it if it is a code of its own.
    """
    return Problem(
        "code-perhaps-misspelt",
        Level.QUESTION,
        place,
        found=f"The code {quote(code)} is used once; perhaps {quote(usual)} is meant.",
        remedy="Please write it as the other one, or leave it if it is a code of its own.",
        meanwhile="It was taken for a code of its own.",
    )
