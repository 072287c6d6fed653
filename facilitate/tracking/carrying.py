"""The list that a meeting begins with, carried over from the meeting before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from facilitate.problems import Problem
from facilitate.problems.meetings import changed_without_decision
from facilitate.records.categories import Category, CategoryId, Status, Version
from facilitate.records.changes import History
from facilitate.records.meeting import Meeting
from facilitate.records.sources import Place
from facilitate.tracking.brackets import first_brackets
from facilitate.tracking.fingerprints import fingerprint


def carried_version(meeting: Meeting, history: History, session: str, file: str) -> tuple[Version, tuple[Problem, ...]]:
    """The list before the meeting: of a first meeting what its sheet says, of a later one what the last one agreed.

    Names and their order change by decisions alone (invariant 3). A definition or a source that the last meeting left
    empty may be filled in on the sheet; elsewhere the agreed one stands.
    """
    if not history.steps:
        brackets = first_brackets("v0", meeting.categories)
        status = Status.DRAFT if brackets else Status.AGREED
        return Version("v0", session, meeting.categories, status=status, brackets=brackets), ()
    agreed = history.steps[-1].after
    sheet = {entry.id: entry for entry in meeting.categories}
    categories = tuple(
        replace(
            entry,
            marks=(),
            definition=entry.definition or _given(sheet.get(entry.id), "definition"),
            source=entry.source or _given(sheet.get(entry.id), "source"),
            also=sheet[entry.id].also if entry.id in sheet else entry.also,
        )
        for entry in agreed.categories
    )
    version = replace(agreed, categories=categories, follows=fingerprint(agreed))
    return version, tuple(_differences(version, meeting.categories, Place(file, "categories")))


def with_former_names(version: Version, history: History) -> Version:
    """The version with the names that its categories had in earlier meetings among those by which they are known."""
    former: dict[CategoryId, dict[str, None]] = {}
    for step in history.steps:
        for entry in step.before.categories:
            former.setdefault(entry.id, {})[entry.name] = None
    return replace(
        version,
        categories=tuple(
            replace(entry, also=tuple(dict.fromkeys((*entry.also, *(former.get(entry.id, {}).keys() - {entry.name})))))
            for entry in version.categories
        ),
    )


def _given(entry: Category | None, what: str) -> str:
    return str(getattr(entry, what)) if entry else ""


def _differences(version: Version, written: tuple[Category, ...], sheet: Place) -> Iterator[Problem]:
    """What the sheet says otherwise than the meeting before agreed."""
    on_sheet = {entry.id: entry for entry in written}
    for agreed in version.categories:
        found = on_sheet.pop(agreed.id, None)
        if found is None:
            yield changed_without_decision(sheet, "nothing", f"{agreed.id} {agreed.name}")
        elif found.name != agreed.name:
            yield changed_without_decision(sheet, f"{found.id} {found.name}", f"{agreed.id} {agreed.name}")
        elif found.definition != agreed.definition:
            yield changed_without_decision(sheet, found.definition or "nothing", agreed.definition)
    for extra in on_sheet.values():
        yield changed_without_decision(sheet, f"{extra.id} {extra.name}", "nothing")
