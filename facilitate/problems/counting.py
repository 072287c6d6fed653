"""What can be wrong with how support is to be counted."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import quote


def nobody_to_count(place: Place, by: str) -> Problem:
    """Support is to be counted by region, country or organisation, and no participant has one and a group.

    Example: Support is to be counted by region, and no participant has both a region and a group.
    Cure: Fill in “group” and that column on the sheet “participants”, or write none beside “support by”.
    """
    return Problem(
        "nobody-to-count",
        Level.QUESTION,
        place,
        found=f"Support is to be counted by {by}, and no participant has both a group and a {by}.",
        remedy=f"Please fill in “group” and “{by}” on the sheet “participants”, or write none beside “support by”.",
        meanwhile="It is counted by groups alone.",
    )


def unknown_support_by(place: Place, found: str) -> Problem:
    """It cannot be understood by what support is to be counted.

    Example: “continent” is nothing to count support by.
    Cure: Use region, country, organisation or none. For the parts that groups speak for, use the column “constituency”.
    """
    return Problem(
        "unknown-support-by",
        Level.ERROR,
        place,
        found=f"{quote(found)} is nothing to count support by.",
        expected="It is counted by region, country or organisation; by constituency where the sheet “groups” says it.",
        remedy="Please use region, country, organisation or none.",
        meanwhile="It counts as none.",
    )
