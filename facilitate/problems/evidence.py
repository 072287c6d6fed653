"""Problems with the evidence behind decisions: what the groups' files say now, and what the words rest on."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote

WHOLE = 200
"""Characters of a cell that are printed: two texts may differ at their ends only."""


def cell_changed(place: Place, was: str, now: str, into: str, at: str) -> Problem:
    """A row or a cell of a group's workbook reads otherwise than when it was merged.

    Example: When it was merged this read “Green skills”; now it reads “Green jobs”. It went into P7.
    Cure: Merge again, and look at the decision on it once more.
    """
    earlier = f"read {quote(was, WHOLE)}" if was else "was empty"
    later = f"reads {quote(now, WHOLE)}" if now else "is empty"
    then = f" (then {at})" if at else ""
    rows = f" It went into {into}." if into else ""
    return Problem(
        "cell-changed",
        Level.QUESTION,
        place,
        found=f"When it was merged this{then} {earlier}; now it {later}.{rows}",
        remedy="Please merge again, and look at what you decided on it once more."
        if into
        else "Please merge again; every decision is kept.",
        meanwhile="Your decisions stand." if into else "",
    )


def cells_changed(place: Place, number: int, cells: tuple[str, ...], into: tuple[str, ...]) -> Problem:
    """Many cells of a group's workbook read otherwise than when it was merged: the group has gone on working in it.

    Example: 15 cells read otherwise than when they were merged: Categories!D2:D9 and Categories!H2:H8.
    Cure: Merge again, and look at the decisions on it once more.
    """
    rows = f" They went into {listed(into)}." if into else ""
    return Problem(
        "cells-changed",
        Level.QUESTION,
        place,
        found=f"{number:,} cells read otherwise than when they were merged: {listed(cells)}.{rows}",
        remedy="Please merge again, and look at what you decided on them once more."
        if into
        else "Please merge again; every decision is kept.",
        meanwhile="Your decisions stand." if into else "",
    )


def rows_moved(place: Place, rows: int, where: tuple[str, ...]) -> Problem:
    """Rows of a workbook stand elsewhere than when they were merged, with the same texts: rows were inserted above.

    Example: 7 rows stand elsewhere than when they were merged, with the same texts: Categories!D2 now at D4.
    Cure: Merge again, so that the sources name the cells as they are now.
    """
    stand = "row stands" if rows == 1 else "rows stand"
    return Problem(
        "rows-moved",
        Level.NOTE,
        place,
        found=f"{rows:,} {stand} elsewhere than when merged, with the same texts: {listed(where)}.",
        remedy="Please merge again, so that the sources name the cells as they are now.",
        meanwhile="Your decisions stand.",
    )


def workbook_gone(place: Place, rows: int) -> Problem:
    """A workbook that was merged is no longer in the folder of the groups.

    Example: 7 rows of this workbook were merged, and it is no longer there.
    Cure: Put it back; or merge again, and take back what rested on it alone.
    """
    return Problem(
        "workbook-gone",
        Level.QUESTION,
        place,
        found=f"{count(rows, 'row')} of this workbook {'was' if rows == 1 else 'were'} merged; it is no longer there.",
        remedy="Please put it back; or merge again, and take back what rested on it alone.",
        meanwhile="Your decisions stand.",
    )


def workbook_renamed(place: Place, was: str) -> Problem:
    """A workbook that was merged has another name now; its content is the same.

    Example: This workbook was called “groups/violet.xlsx” when it was merged; its content is the same.
    Cure: Merge again, so that the sources name it as it is called now.
    """
    return Problem(
        "workbook-renamed",
        Level.NOTE,
        place,
        found=f"This workbook was called {quote(was, WHOLE)} when it was merged; its content is the same.",
        remedy="Please merge again, so that the sources name it as it is called now.",
    )


def workbook_replaced(place: Place, was: str) -> Problem:
    """A workbook stands in place of one that was merged: most of its rows read the same.

    Example: This workbook has come in place of “groups/green.ods”: most of its rows read the same.
    Cure: Merge again, so that the sources name it; what reads otherwise is listed beside this.
    """
    return Problem(
        "workbook-replaced",
        Level.NOTE,
        place,
        found=f"This workbook has come in place of {quote(was, WHOLE)}: most of its rows read the same.",
        remedy="Please merge again, so that the sources name it; what reads otherwise is listed.",
    )


def not_merged_yet(place: Place) -> Problem:
    """A workbook has come since the last merge.

    Example: This workbook has not been merged yet.
    Cure: Merge again; every decision is kept.
    """
    return Problem(
        "not-merged-yet",
        Level.NOTE,
        place,
        found="This workbook has not been merged yet.",
        remedy="Please merge again; every decision is kept.",
    )


def sources_gone(place: Place) -> Problem:
    """The list of all sources, which is too long for decisions.xlsx, is no longer beside it.

    Example: Which cells have changed since the merge cannot be told: the list of sources is not here.
    Cure: Merge again; it is then written anew.
    """
    return Problem(
        "sources-gone",
        Level.NOTE,
        place,
        found="Which cells have changed since the merge cannot be told: the list of sources is not here.",
        remedy="Please merge again, which writes it anew.",
    )


def wording_without_source(place: Place, proposal: str, name: str, words: tuple[str, ...]) -> Problem:
    """The revised list has words that no group wrote.

    Example: No group wrote “innovative”, which P7 brings into “Skills ecosystem”.
    Cure: None needed if the wording is yours; otherwise take the groups' words.
    """
    return Problem(
        "wording-without-source",
        Level.NOTE,
        place,
        found=f"No group wrote {listed([quote(word) for word in words])}, which {proposal} brings into {quote(name)}.",
        remedy="Leave it if the wording is yours; the sheet “Wording” of report/changes.xlsx lists such words.",
    )


def words_disappeared(place: Place, proposal: str, name: str, words: tuple[str, ...]) -> Problem:
    """Words of the old list stand nowhere in what became of their category.

    Example: “clusters” disappears from “Industry linkages, clusters and skills ecosystems” by P7.
    Cure: None needed if that is meant; otherwise put the word back into the final wording.
    """
    are = "disappears" if len(words) == 1 else "disappear"
    return Problem(
        "words-disappeared",
        Level.NOTE,
        place,
        found=f"{listed([quote(word) for word in words])} {are} from {quote(name)} by {proposal}.",
        remedy="Leave it if that is meant; otherwise put the words back into the final wording.",
    )
