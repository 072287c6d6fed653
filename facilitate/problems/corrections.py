"""Problems with what a facilitator said about what belongs together."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import listed, quote


def unknown_id(place: Place, found: str, of: str, known: tuple[str, ...]) -> Problem:
    """A cell that says what a proposal or a wording belongs with names none that there is.

    Example: “P71” does not say what P7 belongs with.
    Cure: Write the id of another proposal (such as P3); or, on the sheet Wordings, that of another wording, or: new.
    """
    return Problem(
        "unknown-id",
        Level.QUESTION,
        place,
        found=f"{quote(found)} does not say what {of} belongs with.",
        expected=f"It could be {listed(known[:8], 'or')}." if known else "",
        remedy="Please write the id of another proposal or wording, as it stands in the first column.",
        meanwhile="It stays where it is.",
    )


def two_actions(place: Place, of: str, action: str, other: str, its_action: str) -> Problem:
    """A facilitator says that two proposals are the same which ask for two different actions.

    Example: P7 says “rename” and P9 “drop”: they cannot be one proposal.
    Cure: Empty the cell. Decide on both; give as the reason of one that the other answers it.
    """
    return Problem(
        "two-actions",
        Level.QUESTION,
        place,
        found=f"{of} says {quote(action)} and {other} {quote(its_action)}: they cannot be one proposal.",
        remedy="Please empty the cell and decide on both; the reason of one may point to the other.",
        meanwhile="They stay apart.",
    )


def contradictory_corrections(place: Place, of: str, other: str, against: str) -> Problem:
    """One cell says that two proposals are the same, and another one that they are not.

    Example: This cell makes P7 the same as P3, and decisions.xlsx:Decisions!M5 says that they are not.
    Cure: Empty one of the two cells.
    """
    return Problem(
        "contradictory-corrections",
        Level.QUESTION,
        place,
        found=f"This cell makes {of} the same as {other}, and {against} says that they are not.",
        remedy="Please empty one of the two cells.",
        meanwhile="They stay apart.",
    )


def decided_elsewhere(place: Place, part: str, whole: str, decision: str) -> Problem:
    """A proposal has a decision of its own, and is by now part of another one, which is decided otherwise or not yet.

    Example: P7 says “adopt”, but it is part of P3, which is open.
    Cure: Decide in the row of the proposal that it is part of, and empty the decision of the part.
    """
    return Problem(
        "decided-elsewhere",
        Level.QUESTION,
        place,
        found=f"{part} says {quote(decision)}, but it is part of {whole}, which is decided otherwise or still open.",
        remedy=f"Please decide in the row of {whole}, and empty this decision.",
        meanwhile=f"Only the row of {whole} counts.",
    )
