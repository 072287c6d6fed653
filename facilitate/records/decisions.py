"""What the facilitator decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.contributions import Action
from facilitate.records.sources import Place


class Verdict(StrEnum):
    """The answer to a proposal. The values are the words in the dropdown; an empty cell is OPEN."""

    OPEN = ""
    ADOPT = "adopt"
    ADOPT_WITH_CHANGES = "adopt with changes"
    REJECT = "reject"
    DEFER = "defer"
    BRACKET = "bracket"

    @property
    def adopted(self) -> bool:
        """Whether the list changes."""
        return self in (Verdict.ADOPT, Verdict.ADOPT_WITH_CHANGES)


class Meaning(StrEnum):
    """The answer to the question that a change of wording raises. The values are the words in the dropdown."""

    UNSAID = ""
    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the Decisions sheet.

    ``proposal`` is the proposal that it answers; ``own`` says that the row is the facilitator's own initiative.
    ``names`` is the final wording: one name, for a split one a part (the part that keeps the old id first).
    ``marked`` are the words in them that are new input. ``lives_on`` answers, for merges and splits, whether the
    old category lives on; None where it was not answered. ``meaning`` answers, for a change of wording, whether the
    category still covers the same.
    """

    proposal: ProposalId
    action: Action
    category: CategoryId | None
    verdict: Verdict = Verdict.OPEN
    names: tuple[str, ...] = ()
    definition: str = ""
    into: CategoryId | None = None
    marked: tuple[str, ...] = ()
    reason: str = ""
    lives_on: bool | None = None
    own: bool = False
    place: Place = Place()
    meaning: Meaning = Meaning.UNSAID


@dataclass(frozen=True, slots=True)
class Ordered:
    """One row of the Order sheet.

    ``born`` is empty for a category of the old list; for a new one it names the decision that makes it, and for a
    split the part as well: ``P7`` or ``P7/2``.
    """

    id: CategoryId
    born: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class ThemeText:
    """One row of the Themes sheet: the paragraph as the facilitator wants it in the report."""

    theme: str
    label: str
    paragraph: str
    include: bool = True


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """All that the facilitator wrote in decisions.xlsx, in the order of the sheets."""

    decisions: tuple[Decision, ...] = ()
    order: tuple[Ordered, ...] = ()
    themes: tuple[ThemeText, ...] = ()
