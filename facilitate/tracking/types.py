"""Which change a decision makes: one rule for each action, and the shape that each type must have."""

from __future__ import annotations

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
    old, new = set(change.old), set(change.new)
    fits = {
        T.KEPT: len(old) == 1 and old == new,
        T.CODE_CHANGE: len(old) == 1 and old == new,
        T.NAME_CHANGE: len(old) == 1 and old == new,
        T.REDEFINED: len(old) == 1 and old == new,
        T.WIDENED: len(old) == 1 and old == new,
        T.NARROWED: len(old) == 1 and old == new,
        T.TAKE_OVER: len(old) >= 2 and len(new) == 1 and new < old,
        T.MERGER: bool(old) and len(new) == 1 and not old & new,
        T.SPLIT_OFF: len(old) == 1 and len(new) >= 2 and old < new,
        T.BREAKDOWN: len(old) == 1 and len(new) >= 2 and not old & new,
        T.TRANSFER: len(old) == 2 and old == new,
        T.CREATION: not old and len(new) == 1,
        T.DELETION: len(old) == 1 and not new,
    }
    return "" if fits[change.type] else f"“{change.type.label}” does not lead from {_ids(old)} to {_ids(new)}"


def _ids(ids: set[CategoryId]) -> str:
    return " and ".join(sorted(map(str, ids))) or "nothing"
