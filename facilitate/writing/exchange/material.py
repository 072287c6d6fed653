"""What an export is made of: versions of the list, the steps between them, and how the list is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.records.categories import CategoryId, Version
from facilitate.records.changes import Change, Step
from facilitate.tracking.compose import Composed
from facilitate.writing.exchange.addresses import Addresses


@dataclass(frozen=True, slots=True)
class ExchangeMaterial:
    """A list and its history as they leave the program.

    ``versions`` are oldest first, at least one; ``steps`` lead from each to the next. ``net`` is what its one step is
    made of, where it is that of all meetings since a version. ``language`` is the language of the names as a tag such
    as ``en``, empty where it is not known.
    """

    title: str
    addresses: Addresses
    language: str
    versions: tuple[Version, ...]
    steps: tuple[Step, ...] = ()
    net: Composed | None = None

    @property
    def several(self) -> bool:
        """Whether its one step is that of several meetings."""
        return self.net is not None and len(self.net.steps) > 1

    @property
    def current(self) -> Version:
        """The list as it stands."""
        return self.versions[-1]

    def meeting(self, step: Step) -> str:
        """The meeting of a step, by its folder; of several meetings all of them."""
        steps = self.net.steps if self.net else (step,)
        return "; ".join(one.after.session for one in steps)

    def ends(self) -> dict[CategoryId, tuple[Step, Change]]:
        """For each category that a step of this material ended: the step, and the change that did it."""
        return {id: (step, change) for step in self.steps for change in step.changes for id in _ended(change)}

    def former_names(self) -> dict[CategoryId, dict[str, str]]:
        """For each category its earlier names, oldest first, each with the label of the version where it was last."""
        names: dict[CategoryId, dict[str, str]] = {}
        for version in self.versions:
            for entry in version.categories:
                names.setdefault(entry.id, {})[entry.name] = version.label
        for entry in (*self.current.categories, *(one.category for one in self.current.retired)):
            names.get(entry.id, {}).pop(entry.name, None)
        return names


def _ended(change: Change) -> Iterator[CategoryId]:
    return (id for id in change.old if id not in change.new)
