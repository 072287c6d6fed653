"""The way of each category through the versions of a series."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.records.categories import CategoryId, Version
from facilitate.records.changes import ChangeType, History, Step


@dataclass(frozen=True, slots=True)
class Stage:
    """A category in one version: its printed number and name; or, where it is not on the list, what became of it."""

    number: int | None
    name: str
    note: str = ""


def lines_of_descent(history: History) -> tuple[tuple[Stage, ...], ...]:
    """One line a category that ever was, by permanent id, with its stage in every version from the original on.

    Categories come in the order of the version in which they first stood.
    """
    versions = (history.steps[0].before, *(step.after for step in history.steps))
    ids = dict.fromkeys(entry.id for version in versions for entry in version.categories)
    return tuple(tuple(_stage(history.steps, versions, place, id) for place in range(len(versions))) for id in ids)


def _stage(steps: tuple[Step, ...], versions: tuple[Version, ...], place: int, id: CategoryId) -> Stage:
    entry = versions[place].get(id)
    if entry:
        return Stage(versions[place].number(id), entry.name)
    ended_now = place > 0 and versions[place - 1].get(id) is not None
    return Stage(None, "", _end(steps[place - 1], id) if ended_now else "")


def _end(step: Step, id: CategoryId) -> str:
    """How a category ended in this step, in plain words."""
    for change in step.changes_from(id):
        if id not in change.new and change.type is not ChangeType.KEPT:
            targets = [str(number) for one in change.new if (number := step.after.number(one))]
            return change.type.ending(targets)
    return ""
