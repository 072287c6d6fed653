"""Problems with files from Kumu, and with what goes to Kumu."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote


def not_a_kumu_file(place: Place, why: str) -> Problem:
    """A file is neither a Kumu export nor a project backup.

    Example: The file is not one that Kumu writes: it has no elements.
    Cure: In Kumu, use the download icon and choose Export to XLSX or Export to JSON.
    """
    return Problem(
        "not-a-kumu-file",
        Level.ERROR,
        place,
        found=f"The file is not one that Kumu writes: {why}.",
        remedy="Please use the download icon in Kumu and choose “Export to XLSX” or “Export to JSON”.",
        meanwhile="The file was not used.",
    )


def empty_backup(place: Place, maps: int) -> Problem:
    """A project backup holds maps and views but not one element, because its data lies elsewhere.

    Example: The project has 2 maps and not one element.
    Cure: Its data comes from a linked spreadsheet: read that spreadsheet instead.
    """
    return Problem(
        "empty-backup",
        Level.ERROR,
        place,
        found=f"The project has {count(maps, 'map')} and not one element.",
        expected="Projects that are linked to a spreadsheet keep their data there.",
        remedy="Please read that spreadsheet instead.",
        meanwhile="The file was not used.",
    )


def left_in_kumu(place: Place, loops: int, maps: int, views: int) -> Problem:
    """A Kumu project holds more than elements and connections.

    Example: Loops are not read from Kumu: the project has 2 loops, 1 map and 3 views.
    Cure: None needed; they stay in Kumu.
    """
    return Problem(
        "left-in-kumu",
        Level.NOTE,
        place,
        found=f"Loops are not read from Kumu: the project has {count(loops, 'loop')}, {count(maps, 'map')} and "
        f"{count(views, 'view')}.",
        remedy="They stay in Kumu; elements and connections were read.",
    )


def connection_to_nobody(place: Place, found: str, end: str) -> Problem:
    """A connection begins or ends at an element that the file does not hold.

    Example: The connection goes to “Ana Costa”, who is not there.
    Cure: Add the element, or mend the name in the connection.
    """
    return Problem(
        "connection-to-nobody",
        Level.ERROR,
        place,
        found=f"The connection {end} {quote(found)}, and there is no such element.",
        remedy="Please add the element, or mend its name in the connection.",
        meanwhile="The connection was not used.",
    )


def duplicate_element(place: Place, found: str) -> Problem:
    """Two elements of a Kumu file cannot be told apart: the same label without ids, or the same id.

    Example: The element “PayPal” is there twice.
    Cure: Give each its own id, or make them one.
    """
    return Problem(
        "duplicate-element",
        Level.QUESTION,
        place,
        found=f"The element {quote(found)} is there a second time.",
        remedy="Please give each its own id, or make them one.",
        meanwhile="As in Kumu, the later one completes the first.",
    )


def unknown_direction(place: Place, found: str) -> Problem:
    """The direction of a connection is not one of Kumu's words.

    Example: “both” is not a direction.
    Cure: Write directed, undirected or mutual.
    """
    return Problem(
        "unknown-direction",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not a direction.",
        expected="The directions are: directed, undirected and mutual.",
        remedy="Please write one of them, in small letters.",
        meanwhile="The connection counts as undirected.",
    )


def no_people(place: Place, types: tuple[str, ...]) -> Problem:
    """A Kumu file holds elements but no people.

    Example: The file holds no people; its types are: “core” and “non-core”.
    Cure: Give the elements that are people the type Person.
    """
    return Problem(
        "no-people",
        Level.ERROR,
        place,
        found=f"The file holds no people; its types are: {listed([quote(one) for one in types]) or 'none'}.",
        remedy="Please give the elements that are people the type “Person”.",
        meanwhile="The file was not used.",
    )


def bar_in_text(place: Place, found: str) -> Problem:
    """A text holds the sign by which Kumu separates several values.

    Example: “Learning | Teaching” holds the sign |.
    Cure: Use another sign, such as a slash.
    """
    return Problem(
        "bar-in-text",
        Level.NOTE,
        place,
        found=f"{quote(found)} holds the sign |, by which Kumu separates several values.",
        remedy="Please use another sign.",
        meanwhile="It became a slash in the files for Kumu.",
    )


def large_for_kumu(place: Place, entries: int) -> Problem:
    """The network is larger than what Kumu shows smoothly.

    Example: The files for Kumu hold 11,400 elements and connections.
    Cure: Give Kumu a part of the list, or use map.html.
    """
    return Problem(
        "large-for-kumu",
        Level.NOTE,
        place,
        found=f"The files for Kumu hold {entries:,} elements and connections.",
        expected="Kumu calls 10,000 too many for one project.",
        remedy="Please give Kumu a part of the list if it is slow; map.html shows all of it.",
        meanwhile="The views ask Kumu for its fast renderer.",
    )


def formula_left(place: Place, found: str) -> Problem:
    """A cell that should be filled from Kumu holds a formula.

    Example: The cell holds a formula; “Kenya” was not put into it.
    Cure: Type the value over the formula yourself.
    """
    return Problem(
        "formula-left",
        Level.QUESTION,
        place,
        found=f"The cell holds a formula; {quote(found)} was not put into it.",
        remedy="Please type the value over the formula yourself if you want it.",
    )
