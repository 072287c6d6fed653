"""The people of a session: which table of regions, which list, and who they are once recognised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from facilitate.commands.loading import Loaded
from facilitate.network.consent import count_people, named
from facilitate.network.people import recognise
from facilitate.problems import Problem
from facilitate.reading.history import read_history
from facilitate.reading.people import PeopleList
from facilitate.reading.regions import read_regions
from facilitate.records.categories import Version
from facilitate.records.network import (
    Audience,
    Connection,
    ElementId,
    Measures,
    Network,
    NetworkMap,
    Person,
    RegionTable,
)
from facilitate.session import Session
from facilitate.shipped import shipped, template


def list_of_today(loaded: Loaded) -> Version:
    """The list that a map shows: the revised one where the report of the meeting has been made, else the old one."""
    history, _ = read_history(loaded.session.snapshot, loaded.session.relative(loaded.session.snapshot))
    return history.steps[-1].after if history.steps else loaded.version


def read_table(wanted: str, session: Session) -> tuple[RegionTable, tuple[Problem, ...]]:
    """The table of regions: ``ilo`` or ``m49`` (the session's own in its folder ``templates`` first), or a file.

    Where it cannot be read, the ILO's table that came with the program.
    """
    own = wanted.lower() in ("ilo", "m49")
    path = template(session.folder, f"regions-{wanted.lower()}.csv") if own else Path(wanted)
    table, problems = read_regions(path, session.relative(path))
    if table is None:
        table, _ = read_regions(shipped("templates") / "regions-ilo.csv", "regions-ilo.csv")
    return table or RegionTable("", ()), problems


def recognised(
    listed: PeopleList, version: Version, today: Version, regions: RegionTable, language: str
) -> tuple[tuple[Person, ...], tuple[Connection, ...], tuple[Problem, ...]]:
    """The people of a list and the ties between them."""
    people, problems = recognise(listed.participants, version, regions, language, listed.extras, today, listed.columns)
    at = {person.place: person.id for person in people}
    ties = [_between(tie, at[one], at[other]) for one, other, tie in listed.ties if one in at and other in at]
    return people, tuple(ties), problems


def _between(tie: Connection, source: ElementId, target: ElementId) -> Connection:
    return replace(tie, source=source, target=target)


def report_map(loaded: Loaded, small_numbers: bool) -> NetworkMap:
    """The meeting's people as its report shows them: by the list on which they were asked; nothing is measured.

    What is uncertain about them is asked by the map, and stands here as written; so do languages.
    """
    regions, _ = read_table("ilo", loaded.session)
    # the names of all languages take half a second to load
    listed = PeopleList(tuple(replace(one, languages=()) for one in loaded.meeting.participants))
    found, _, _ = recognised(listed, loaded.version, loaded.version, regions, loaded.meeting.language)
    languages = {one.place: one.languages for one in loaded.meeting.participants}
    people = tuple(replace(one, languages=languages[one.place]) for one in found)
    categories = tuple(category.name for category in loaded.version.categories)
    return NetworkMap(
        loaded.meeting.title,
        Audience.PUBLIC,
        named(people, Audience.PUBLIC),
        Network(),
        count_people(people, categories, small_numbers),
        Measures(),
        (),
        categories,
    )
