"""Where in a series a comparison begins: a version by its label, or the one that a session left."""

from __future__ import annotations

from facilitate.records.categories import Version
from facilitate.records.changes import History, Step


def steps_since(history: History, version: str) -> tuple[Step, ...] | None:
    """The steps after a version, called by its label (``v0``) or by the session that left it; None where there is none.

    Empty for the version at which the series stands.
    """
    wanted = version.casefold()
    for place, step in enumerate(history.steps):
        if wanted == step.before.label.casefold():
            return history.steps[place:]
    for place, step in enumerate(history.steps, 1):
        if wanted in (step.after.session.casefold(), step.after.label.casefold()):
            return history.steps[place:]
    return None


def versions_of(history: History) -> tuple[Version, ...]:
    """Every version of a series, the original list first."""
    return (history.steps[0].before, *(step.after for step in history.steps)) if history.steps else ()


def called(version: Version, original: bool) -> str:
    """A version as people call it: ``v0 (the original list)``, ``v1 (after core-group-1)``."""
    return f"{version.label} ({'the original list' if original else f'after {version.session}'})"
