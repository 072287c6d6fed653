"""A step taken back: from the new list and what is known of its changes to the old list."""

from __future__ import annotations

from dataclasses import replace

from facilitate.records.categories import Version
from facilitate.records.changes import ChangeType, Step
from facilitate.tracking.brackets import without_step
from facilitate.tracking.types import WORDING

REWORDING = (*WORDING.values(), ChangeType.REDEFINED, ChangeType.SPLIT_OFF, ChangeType.TRANSFER)
"""Types that may change the wording of a category that lives on."""


def undo(step: Step) -> Version:
    """The list before the step, made out of the list after it.

    What no decision touched is taken from the new list as it stands, and what ended from the last wording that it
    kept; only earlier wordings and places come from the record of the step. So the result is the old list if, and
    only if, the changes of the step account for every difference (invariant 16).
    """
    before, after = step.before, step.after
    made = {id for change in step.changes for id in change.new if id not in change.old}
    reworded = {id for change in step.changes if change.type in REWORDING for id in change.old}
    ended = (entry.category for entry in after.retired[len(before.retired) :])
    found = {entry.id: entry for entry in (*after.categories, *ended) if entry.id not in made}
    found |= {id: entry for id in reworded if (entry := before.get(id))}
    return replace(
        before,
        categories=tuple(sorted(found.values(), key=lambda entry: before.number(entry.id) or 0)),
        retired=after.retired[: len(before.retired)],
        brackets=without_step(after.brackets, after.label),
    )
