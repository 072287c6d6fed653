"""Problems with large tables of open answers."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote

_MOST = 12
"""So many headers are named in a message."""


def answers_taken_from(place: Place, column: str, known: tuple[str, ...]) -> Problem:
    """A table was not told apart by --text: the column with most words was taken for the answers.

    Example: The answers are taken from the column “What do you propose?”, since it holds most words.
    Cure: Nothing if that is right; otherwise name the right column with --text.
    """
    others = tuple(quote(one) for one in known if one and one != column)[:_MOST]
    return Problem(
        "answers-taken-from",
        Level.NOTE,
        place,
        found=f"The answers are taken from the column {quote(column)}, since it holds most words.",
        remedy=f"If another one is meant ({listed(others, 'or')}), please name it with --text."
        if others
        else "It is the only column.",
    )


def column_not_there(place: Place, wanted: str, known: tuple[str, ...], option: str) -> Problem:
    """The column that --text or --by names is not in a table.

    Example: There is no column “Proposal”.
    Cure: Name one of the columns that are there, as its header is written.
    """
    return Problem(
        "column-not-there",
        Level.ERROR,
        place,
        found=f"There is no column {quote(wanted)}.",
        expected=f"The columns are {listed(tuple(map(quote, known[:_MOST])))}.",
        remedy=f"Please name one of them with {option}.",
        meanwhile="Nothing was read from this table.",
    )


def many_values(place: Place, column: str, number: int, shown: int) -> Problem:
    """The column that --by names holds so many different values that few contributions share one.

    Example: The column “postcode” holds 5,312 different values.
    Cure: Name a column that sorts the contributions into few groups, such as the region.
    """
    return Problem(
        "many-values",
        Level.NOTE,
        place,
        found=f"The column {quote(column)} holds {number:,} different values.",
        remedy="If another one says the region (or what you wish to compare), please name that with --by.",
        meanwhile=f"The {shown} with most contributions are shown, and the others together.",
    )


def no_answers(place: Place) -> Problem:
    """A table holds no row under its header.

    Example: The table holds no answers: there is no row under a header.
    Cure: Check that the right file, and the right sheet of it, was given.
    """
    return Problem(
        "no-answers",
        Level.ERROR,
        place,
        found="The table holds no answers: there is no row under a header.",
        remedy="Please check whether this is the right file.",
        meanwhile="Nothing was read from it.",
    )


def open_quotation_mark(place: Place, line: int) -> Problem:
    """In a text table a quotation mark opens and never closes.

    Example: In line 4,711 a quotation mark opens that never closes.
    Cure: Look at that line in an editor, or export the table again.
    """
    return Problem(
        "open-quotation-mark",
        Level.QUESTION,
        place,
        found=f"In line {line:,} a quotation mark opens that never closes.",
        remedy="Please look at the answers from there on, or export the table again.",
        meanwhile="From that line on, every line was taken as a row, and quotation marks as letters.",
    )
