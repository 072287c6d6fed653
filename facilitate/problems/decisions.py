"""Problems with what stands in decisions.xlsx."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, perhaps, quote


def unknown_decision(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """A decision is not one of the words of the list.

    Example: “yes” is not a decision.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "unknown-decision",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a decision.",
        expected=f"{perhaps(found, known)}The decisions are: {listed(known)}.",
        remedy="Please choose one of them from the list.",
        meanwhile="The proposal counts as open.",
    )


def unknown_proposed_action(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """The action in a row is not one of the words of the list.

    Example: “delete” is not an action.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "unknown-proposed-action",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not an action.",
        expected=f"{perhaps(found, known)}The actions are: {listed(known)}.",
        remedy="Please choose one of them from the list.",
        meanwhile="The row was not used.",
    )


def unknown_alias(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """An answer on the sheet Aliases names no category of the list.

    Example: “C12” is no answer to which category is meant.
    Cure: Write the id of a category of the list, or: a new category, or: none.
    """
    return Problem(
        "unknown-alias",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is no answer to which category is meant.",
        expected=f"The answers are: {listed(known)}.",
        remedy="Please choose one of them, or several with a semicolon between.",
        meanwhile="The text was read as if you had not answered.",
    )


def unknown_decided_category(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """A row of the decisions names a category that is not on the list.

    Example: There is no category “C12”.
    Cure: Write the id of a category of the list.
    """
    return Problem(
        "unknown-decided-category",
        Level.ERROR,
        place,
        found=f"There is no category {quote(found)}.",
        expected=f"The ids are: {listed(known)}.",
        remedy="Please write one of them.",
        meanwhile="The row was not used.",
    )


def not_yes_or_no(place: Place, found: str) -> Problem:
    """A question that takes yes or no was answered otherwise.

    Example: “perhaps” is neither yes nor no.
    Cure: Choose yes or no.
    """
    return Problem(
        "not-yes-or-no",
        Level.ERROR,
        place,
        found=f"{quote(found)} is neither yes nor no.",
        remedy="Please choose yes or no, or leave the cell empty.",
        meanwhile="It counts as not answered.",
    )


def unknown_meaning(place: Place, found: str, known: tuple[str, ...]) -> Problem:
    """What a new wording does to the meaning is not one of the words of the list.

    Example: “broader” does not say what the new wording does to the meaning.
    Cure: Choose a word from the dropdown.
    """
    return Problem(
        "unknown-meaning",
        Level.ERROR,
        place,
        found=f"{quote(found)} does not say what the new wording does to the meaning.",
        expected=f"The words are: {listed(known)}.",
        remedy="Please choose one of them from the list, or leave the cell empty.",
        meanwhile="It counts as not answered.",
    )


def not_a_position(place: Place, found: str) -> Problem:
    """A position in the printed list is not a number.

    Example: “last” is not a position.
    Cure: Write a number: 1, 2, 3 ...
    """
    return Problem(
        "not-a-position",
        Level.ERROR,
        place,
        found=f"{quote(found)} is not a position.",
        remedy="Please write a number: 1, 2, 3 ...",
        meanwhile="The category stands where its row stands.",
    )


def same_position(place: Place, found: str) -> Problem:
    """Two categories have the same position in the printed list.

    Example: Position 3 is there twice.
    Cure: Give each category its own number.
    """
    return Problem(
        "same-position",
        Level.QUESTION,
        place,
        found=f"Position {found} is there twice.",
        remedy="Please give each category its own number.",
        meanwhile="The upper row comes first.",
    )
