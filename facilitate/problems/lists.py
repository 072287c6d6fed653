"""Problems with a category list that comes from elsewhere, or goes there."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote

_NOTHING_MADE = "Nothing was made."


def unknown_list_format(place: Place, known: tuple[str, ...]) -> Problem:
    """The file of categories is of a kind that is not read.

    Example: A list is not read from this kind of file.
    Cure: Save the list as .xlsx, .csv or .ttl.
    """
    return Problem(
        "unknown-list-format",
        Level.ERROR,
        place,
        found="A list is not read from this kind of file.",
        expected=f"The kinds are: {listed(known)}.",
        remedy="Please save it as one of them.",
        meanwhile=_NOTHING_MADE,
    )


def which_sheet(place: Place, present: tuple[str, ...]) -> Problem:
    """A workbook has several sheets and none is called “categories” or “list”.

    Example: It is not clear which sheet holds the list; there are: “2019” and “2020”.
    Cure: Name the sheet “categories”.
    """
    return Problem(
        "which-sheet",
        Level.ERROR,
        place,
        found=f"It is not clear which sheet holds the list; there are: {listed([quote(name) for name in present])}.",
        remedy="Please name it “categories”.",
        meanwhile=_NOTHING_MADE,
    )


def not_unicode(place: Place) -> Problem:
    """A text file is in an encoding that does not say which it is.

    Example: The file is not UTF-8, so its letters would have to be guessed.
    Cure: In Excel, choose “CSV UTF-8” when you save.
    """
    return Problem(
        "not-unicode",
        Level.ERROR,
        place,
        found="The file is not UTF-8, so its letters would have to be guessed.",
        remedy="Please choose “CSV UTF-8” when you save it in Excel, or “Unicode (UTF-8)” in LibreOffice.",
        meanwhile=_NOTHING_MADE,
    )


def broken_csv(place: Place, why: str) -> Problem:
    """A CSV file breaks the rules of quoting, so that cells cannot be told apart.

    Example: The cells cannot be told apart: a quotation mark is opened and not closed.
    Cure: Open the file in a spreadsheet program and save it again as CSV.
    """
    return Problem(
        "broken-csv",
        Level.ERROR,
        place,
        found=f"The cells cannot be told apart: {why}.",
        remedy="Please open the file in a spreadsheet program, see that it is right, and save it again as CSV.",
        meanwhile=_NOTHING_MADE,
    )


def cells_beyond_headers(place: Place, found: str) -> Problem:
    """A row of a CSV file has more cells than there are headers: often a comma in a text without quotation marks.

    Example: “and analysis” stands in a column without a header.
    Cure: Put the text with the comma into quotation marks, or give the column a header.
    """
    return Problem(
        "cells-beyond-headers",
        Level.ERROR,
        place,
        found=f"{quote(found)} stands in a column without a header.",
        expected="Perhaps a text with a comma stands without quotation marks.",
        remedy="Please put such a text into quotation marks, or give the column a header.",
        meanwhile=_NOTHING_MADE,
    )


def numbers_unclear(place: Place) -> Problem:
    """The printed numbers of a list do not run from 1 to n, each once.

    Example: The numbers do not run from 1 to the number of rows, each once.
    Cure: Correct the column “number”, or leave it out.
    """
    return Problem(
        "numbers-unclear",
        Level.ERROR,
        place,
        found="The numbers do not run from 1 to the number of rows, each once.",
        remedy="Please correct the column “number”; or leave it out, and the order of the rows counts.",
        meanwhile=_NOTHING_MADE,
    )


def longer_than_a_cell(place: Place, length: int) -> Problem:
    """A text is longer than a cell of a workbook can hold.

    Example: This text has 40,000 characters.
    Cure: Shorten it to 32,767 characters.
    """
    return Problem(
        "longer-than-a-cell",
        Level.ERROR,
        place,
        found=f"This text has {count(length, 'character')}.",
        expected="A cell of a workbook holds at most 32,767.",
        remedy="Please shorten it.",
        meanwhile=_NOTHING_MADE,
    )


def rdflib_missing(place: Place) -> Problem:
    """Turtle is read with a library that is not installed.

    Example: To read Turtle, facilitate needs the library rdflib.
    Cure: Install it: pip install rdflib
    """
    return Problem(
        "rdflib-missing",
        Level.ERROR,
        place,
        found="To read Turtle, facilitate needs the library rdflib, which is not installed.",
        remedy="Please install it (pip install rdflib), or give the list as .xlsx or .csv.",
        meanwhile=_NOTHING_MADE,
    )


def broken_turtle(place: Place, why: str) -> Problem:
    """A file is not Turtle, or breaks its rules.

    Example: The file cannot be read as Turtle: a full stop is missing.
    Cure: Write it again with the program that it comes from.
    """
    return Problem(
        "broken-turtle",
        Level.ERROR,
        place,
        found=f"The file cannot be read as Turtle: {why}.",
        remedy="Please write it again with the program that it comes from.",
        meanwhile=_NOTHING_MADE,
    )


def no_concepts(place: Place) -> Problem:
    """A Turtle file holds no category.

    Example: The file holds no skos:Concept.
    Cure: Export the list itself as SKOS.
    """
    return Problem(
        "no-concepts",
        Level.ERROR,
        place,
        found="The file holds no category (skos:Concept) that is in use.",
        remedy="Please export the list itself as SKOS, not what describes it.",
        meanwhile=_NOTHING_MADE,
    )


def several_lists(place: Place, found: tuple[str, ...]) -> Problem:
    """A Turtle file holds several lists, such as all versions of one.

    Example: The file holds several lists: “v0” and “v1”.
    Cure: Keep one of them in the file; from facilitate, export with --to skos.
    """
    return Problem(
        "several-lists",
        Level.ERROR,
        place,
        found=f"The file holds several lists (skos:ConceptScheme): {listed([quote(name) for name in found])}.",
        remedy="Please keep one of them in the file; from facilitate, export with: --to skos.",
        meanwhile=_NOTHING_MADE,
    )


def which_language(place: Place, found: tuple[str, ...]) -> Problem:
    """The names of a list are there in several languages, or not in the one that was asked for.

    Example: The names are in these languages: en and fr.
    Cure: Say which: --language fr
    """
    return Problem(
        "which-language",
        Level.ERROR,
        place,
        found=f"The names are in these languages: {listed(found)}.",
        remedy="Please say which one you want, such as: --language en.",
        meanwhile=_NOTHING_MADE,
    )


def label_missing(place: Place, what: str, language: str) -> Problem:
    """A category of a SKOS file lacks its name in the language of the list, or its definition is in another one.

    Example: C3 has no name in fr.
    Cure: Add it (skos:prefLabel).
    """
    return Problem(
        "label-missing",
        Level.ERROR,
        place,
        found=f"There is no {what} in {language or 'the language of the others'}.",
        remedy="Please add it, or take the category out.",
        meanwhile=_NOTHING_MADE,
    )


def concept_without_id(place: Place, name: str) -> Problem:
    """A category of a SKOS file has neither an address nor an identifier.

    Example: “Training” has no id.
    Cure: Give it an address that ends in its id, or a dcterms:identifier.
    """
    return Problem(
        "concept-without-id",
        Level.ERROR,
        place,
        found=f"{quote(name)} has no id.",
        remedy="Please give it a dcterms:identifier, or an address that ends in its id: https://example.org/C1.",
        meanwhile=_NOTHING_MADE,
    )


def several_values(place: Place, what: str, found: tuple[str, ...]) -> Problem:
    """A category of a SKOS file has two of what there can be one of.

    Example: There are several names: “Training” and “Teaching”.
    Cure: Keep one (other names are skos:altLabel).
    """
    return Problem(
        "several-values",
        Level.ERROR,
        place,
        found=f"There is more than one {what}: {listed([quote(one) for one in found])}.",
        remedy="Please keep one.",
        meanwhile=_NOTHING_MADE,
    )


def list_has_levels(place: Place, number: int) -> Problem:
    """Categories of a SKOS file stand under others; a list in facilitate has one level.

    Example: 12 categories stand under another one.
    Cure: Keep one level in the file.
    """
    return Problem(
        "list-has-levels",
        Level.ERROR,
        place,
        found=f"{count(number, 'category stands', 'categories stand')} under another one (skos:broader).",
        expected="A list in facilitate has one level.",
        remedy="Please keep one level in the file.",
        meanwhile=_NOTHING_MADE,
    )


def order_unknown(place: Place) -> Problem:
    """A SKOS file does not say in which order the list is printed.

    Example: The file does not say the order of the list.
    Cure: Number the categories from 1 (skos:notation), or sort the rows of meeting.xlsx.
    """
    return Problem(
        "order-unknown",
        Level.QUESTION,
        place,
        found="The file does not say the order of the list: its notations do not run from 1 to n.",
        remedy="Please bring the rows of the sheet “categories” into the order that you want.",
        meanwhile="The list is in the order of the ids.",
    )


def not_our_json(place: Place, detail: str) -> Problem:
    """A file with the ending .json is not what ``facilitate export --to json`` writes.

    Example: The file is no list that facilitate exported: object missing required field versions.
    Cure: Export it again, or save the list as .xlsx or .csv.
    """
    return Problem(
        "not-our-json",
        Level.ERROR,
        place,
        found=f"The file is no list that facilitate exported: {detail}.",
        remedy="Please export it again (facilitate export --to json), or save the list as .xlsx or .csv.",
        meanwhile=_NOTHING_MADE,
    )


def ended_left_out(place: Place, ids: tuple[str, ...]) -> Problem:
    """A SKOS or JSON file tells of categories that ended; a new series begins without them.

    Example: C6 ended earlier and is not on the list.
    Cure: Nothing; to go on with the series and its history, use facilitate new --after.
    """
    return Problem(
        "ended-left-out",
        Level.NOTE,
        place,
        found=f"Ended earlier and therefore not on the list: {listed(ids)}.",
        remedy="To go on with the series, so that these ids are not given again, use: facilitate new --after.",
    )
