"""Problems with the people of a network, and with the lists that they stand in."""

from __future__ import annotations

from facilitate.problems import Level, Problem
from facilitate.records.sources import Place
from facilitate.text import count, listed, quote


def unknown_country(place: Place, found: str, candidates: tuple[str, ...], people: int = 1) -> Problem:
    """A country is not written by its code or usual name, so it is not certain which one is meant.

    Example: It is not certain which country “UK” is.
    Cure: Write its code of two letters (such as GB) or its usual name.
    """
    return Problem(
        "unknown-country",
        Level.QUESTION,
        place,
        found=f"It is not certain which country {quote(found)} is{_with(people)}.",
        expected=f"Perhaps {listed(candidates, 'or')}." if candidates else "",
        remedy="Please write its code of two letters, or its usual name.",
        meanwhile="It stands on the map as it is written.",
    )


def unknown_language(place: Place, found: str, candidates: tuple[str, ...], people: int = 1) -> Problem:
    """A language is not written by its code or usual name, so it is not certain which one is meant.

    Example: It is not certain which language “Frnch” is.
    Cure: Write its code (such as fr) or its usual name.
    """
    return Problem(
        "unknown-language",
        Level.QUESTION,
        place,
        found=f"It is not certain which language {quote(found)} is{_with(people)}.",
        expected=f"Perhaps {listed(candidates, 'or')}." if candidates else "",
        remedy="Please write its code, or its usual name.",
        meanwhile="It stands on the map as it is written.",
    )


def unknown_region(place: Place, found: str, known: tuple[str, ...], people: int = 1) -> Problem:
    """A region is not one of the table of regions.

    Example: “Afrika” is not one of the regions.
    Cure: Use one of the regions, or a table of your own: facilitate map DIR --regions FILE.
    """
    return Problem(
        "unknown-region",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is not one of the regions{_with(people)}.",
        expected=f"The regions are: {listed(known)}.",
        remedy="Please use one of them, or give your own table with --regions.",
        meanwhile="It stands on the map as it is written.",
    )


def other_region(place: Place, country: str, found: str, expected: str) -> Problem:
    """A person's region is not the one to which the table counts the country.

    Example: The table counts Kenya to Africa and not to “Americas”.
    Cure: Mend the country or the region, or use a table of regions of your own.
    """
    return Problem(
        "other-region",
        Level.QUESTION,
        place,
        found=f"The table of regions counts {country} to {expected} and not to {quote(found)}.",
        remedy="Please mend the country or the region, or give your own table with --regions.",
        meanwhile="The region stands on the map as it is written.",
    )


def unknown_interest(place: Place, found: str, known: tuple[str, ...], people: int = 1) -> Problem:
    """A person's category is not on the list.

    Example: “Training” is no category of the list.
    Cure: Use ids, printed numbers or names, with a semicolon between.
    """
    return Problem(
        "unknown-interest",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is no category of the list{_with(people)}.",
        expected=f"The list: {listed(known)}.",
        remedy="Please use ids, printed numbers or names, with a semicolon between.",
        meanwhile="It stands on the map as it is written.",
    )


def duplicate_label(place: Place, name: str, first: str) -> Problem:
    """Two people have the same name: perhaps one person twice.

    Example: “Maria Silva” is there already, in A4.
    Cure: Delete one of the rows if it is the same person; otherwise write the names so that they differ.
    """
    return Problem(
        "duplicate-label",
        Level.QUESTION,
        place,
        found=f"{quote(name)} is there already, in {first}.",
        remedy="Please delete one of the rows if it is the same person; otherwise write the names so that they differ.",
        meanwhile="Both stand on the map, told apart by organisation or number.",
    )


def same_person(place: Place, name: str, first: str) -> Problem:
    """The same person is there twice: one name and one e-mail address.

    Example: “Maria Silva” with this address is there already, in A4.
    Cure: Delete one of the rows.
    """
    return Problem(
        "same-person",
        Level.QUESTION,
        place,
        found=f"{quote(name)} with this e-mail address is there already, in {first}.",
        remedy="Please delete one of the rows.",
        meanwhile="The first one was used.",
    )


def shared_address(place: Place, name: str, other: str, first: str) -> Problem:
    """Two people have the same e-mail address.

    Example: “Maria Silva” and “Ana Costa” (A4) have the same e-mail address.
    Cure: Give each their own address, or leave the cell empty.
    """
    return Problem(
        "shared-address",
        Level.QUESTION,
        place,
        found=f"{quote(name)} and {quote(other)} ({first}) have the same e-mail address.",
        remedy="Please give each their own, or leave the cell empty.",
        meanwhile="Both stand on the map with it.",
    )


def formula_in_name(place: Place, found: str) -> Problem:
    """A name is a formula, or reads like one.

    Example: The name is a formula: “=A1&B1”.
    Cure: Write the name as text.
    """
    return Problem(
        "formula-in-name",
        Level.QUESTION,
        place,
        found=f"The name is a formula, or reads like one: {quote(found)}.",
        remedy="Please write the name as text.",
        meanwhile="It was taken as text; no program will compute it.",
    )


def no_name(place: Place) -> Problem:
    """A row of a list of people has no name.

    Example: The row has no name.
    Cure: Fill the name in, or delete the row.
    """
    return Problem(
        "no-name",
        Level.ERROR,
        place,
        found="The row has no name.",
        remedy="Please fill the name in, or delete the row.",
        meanwhile="The row was not used.",
    )


def no_name_column(place: Place, present: tuple[str, ...]) -> Problem:
    """No column of a list of people holds their names.

    Example: There is no column with names; the headers are: “Mail” and “Land”.
    Cure: Give the column of names the header “name”.
    """
    return Problem(
        "no-name-column",
        Level.ERROR,
        place,
        found=f"There is no column with names; the headers are: {listed([quote(one) for one in present]) or 'none'}.",
        remedy="Please give the column of names the header “name”, in the first row.",
        meanwhile="The file was not used.",
    )


def nobody_listed(place: Place) -> Problem:
    """There is nobody of whom a map could be made.

    Example: There are no people in the list.
    Cure: Fill in the sheet participants of meeting.xlsx, or give a list: facilitate map DIR --people FILE.
    """
    return Problem(
        "nobody-listed",
        Level.ERROR,
        place,
        found="There are no people in the list.",
        remedy="Please fill in the sheet “participants” of meeting.xlsx, or give a list with --people.",
        meanwhile="No map was made; an earlier one stays as it is.",
    )


def nobody_to_name(place: Place, people: int) -> Problem:
    """Not one person of the list may be published, so that the map shows totals only.

    Example: Not one of the 473 people may be published by name.
    Cure: Ask them, and write yes into the column “may be published” for those who agree.
    """
    return Problem(
        "nobody-to-name",
        Level.NOTE,
        place,
        found=f"Not one of the {count(people, 'person', 'people')} may be published by name.",
        remedy="Please ask them, and write yes into the column “may be published” for those who agree.",
        meanwhile="The map shows totals only.",
    )


def unclear_consent(place: Place, found: str) -> Problem:
    """It is not certain whether a person may be published.

    Example: “ask her” is neither yes nor no.
    Cure: Write yes or no.
    """
    return Problem(
        "unclear-consent",
        Level.QUESTION,
        place,
        found=f"{quote(found)} is neither yes nor no.",
        remedy="Please write yes where the person agreed to be published, and no otherwise.",
        meanwhile="It counts as no.",
    )


def columns_read(place: Place, taken: tuple[str, ...], rows: int) -> Problem:
    """Which columns of a list were taken for what.

    Example: Read 473 rows: “Nom” as name, “Pays” as country.
    Cure: If that is wrong, give the columns the headers of the sheet “participants”.
    """
    return Problem(
        "columns-read",
        Level.NOTE,
        place,
        found=f"Read {count(rows, 'row')}: {listed(taken)}.",
        remedy="If that is wrong, please give the columns the headers of the sheet “participants” in meeting.xlsx.",
    )


def further_columns(place: Place, names: tuple[str, ...]) -> Problem:
    """A list has columns of its own, which everybody will see on the map.

    Example: These columns go onto the map as they are: “Beneficiaries” and “Note”.
    Cure: Delete from the list what not everyone may see, or make the members' map only.
    """
    return Problem(
        "further-columns",
        Level.NOTE,
        place,
        found=f"Columns of the list's own go onto the map as they are: {listed([quote(one) for one in names])}.",
        remedy="Please delete from the list what not everyone may see.",
        meanwhile="E-mail and postal addresses and telephone numbers are on the members' map only.",
    )


def no_such_session(place: Place, found: str) -> Problem:
    """The earlier meeting to compare with is not there.

    Example: There is no session “core-group-0” to compare with.
    Cure: Give the folder of a meeting that holds a meeting.xlsx.
    """
    return Problem(
        "no-such-session",
        Level.ERROR,
        place,
        found=f"There is no session {quote(found)} to compare with.",
        remedy="Please give the folder of a meeting; it holds a meeting.xlsx.",
        meanwhile="The map was made without the comparison.",
    )


def not_a_region_table(place: Place, why: str) -> Problem:
    """A table of regions cannot be used.

    Example: The table of regions cannot be used: it has no column “code”.
    Cure: Two columns, “code” (of the country, two letters) and “region”.
    """
    return Problem(
        "not-a-region-table",
        Level.ERROR,
        place,
        found=f"The table of regions cannot be used: {why}.",
        remedy="Please give it two columns, “code” (the country's, of two letters) and “region”.",
        meanwhile="The ILO's regions were used.",
    )


def measures_left_out(place: Place, elements: int, names: tuple[str, ...]) -> Problem:
    """The network is too large for some of its measures.

    Example: The network has 50,000 elements; betweenness was not measured.
    Cure: None needed; a part of the network can be measured by itself.
    """
    return Problem(
        "measures-left-out",
        Level.NOTE,
        place,
        found=f"The network has {count(elements, 'element')}; not measured: {listed(names)}.",
        remedy="A shorter list can be measured by itself.",
    )


def _with(people: int) -> str:
    """How many people have it, where it is not the one of the place alone."""
    return f" ({people:,} people have it)" if people > 1 else ""
