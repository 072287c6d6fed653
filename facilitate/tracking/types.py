"""Which change a decision makes: one rule for each action, and the shape that each type must have."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.records.categories import CategoryId
from facilitate.records.changes import Change, ChangeType
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, Meaning

T = ChangeType

WORDING = {
    Action.RENAME: T.NAME_CHANGE,
    Action.REDEFINE: T.NAME_CHANGE,
    Action.IMPROVE: T.NAME_CHANGE,
    Action.WIDEN: T.WIDENED,
    Action.NARROW: T.NARROWED,
}
"""Actions on one category alone. In doubt a change of meaning is wrong to assume: a person chose the word."""

_MEANING = {Meaning.SAME: T.NAME_CHANGE, Meaning.WIDER: T.WIDENED, Meaning.NARROWER: T.NARROWED}

UNDECIDED = (T.KEPT, T.CODE_CHANGE)
"""Types that follow from the list itself; all others need a decision."""


def wording_type(decision: Decision) -> ChangeType:
    """The type of a change of wording: what the facilitator says of its meaning, else what the action says."""
    return _MEANING.get(decision.meaning) or WORDING.get(decision.action, T.NAME_CHANGE)


def misshapen(change: Change) -> str:
    """Why a change's links do not fit its type (the links column of the vocabulary); empty where they do."""
    if len(change.old) == 1 and change.old == change.new:  # nearly all changes of a long list
        return "" if change.type in _ALONE else _unfit(change)
    old, new = set(change.old), set(change.new)
    match change.type:
        case T.TAKE_OVER:
            fits = len(old) >= 2 and len(new) == 1 and new < old
        case T.MERGER:
            fits = bool(old) and len(new) == 1 and not old & new
        case T.SPLIT_OFF:
            fits = len(old) == 1 and len(new) >= 2 and old < new
        case T.BREAKDOWN:
            fits = len(old) == 1 and len(new) >= 2 and not old & new
        case T.TRANSFER:
            fits = len(old) == 2 and old == new
        case T.CREATION:
            fits = not old and len(new) == 1
        case T.DELETION:
            fits = len(old) == 1 and not new
        case _:
            fits = len(old) == 1 and old == new
    return "" if fits else _unfit(change)


_ALONE = (T.KEPT, T.CODE_CHANGE, T.NAME_CHANGE, T.REDEFINED, T.WIDENED, T.NARROWED)
"""Types of what happens to one category and no other."""


def _unfit(change: Change) -> str:
    return f"“{change.type.label}” does not lead from {_ids(change.old)} to {_ids(change.new)}"


def _ids(ids: Iterable[CategoryId]) -> str:
    return " and ".join(sorted(set(ids))) or "nothing"
