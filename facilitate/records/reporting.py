"""What a report is made of, and a picture in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitate.records.categories import ProposalId
from facilitate.records.changes import History, Step
from facilitate.records.contributions import Feedback, Theme
from facilitate.records.decisions import ThemeText
from facilitate.records.meeting import Meeting, Slot
from facilitate.records.network import NetworkMap


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure: PNG bytes, printed width in centimetres, caption (without number) and alternative text."""

    name: str
    png: bytes
    width: float
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class ReportMaterial:
    """Everything that the meeting report says. ``step`` is this meeting's; ``history`` ends with it."""

    meeting: Meeting
    session: str
    slots: tuple[Slot, ...]
    step: Step
    history: History
    feedback: Feedback
    themes: tuple[Theme, ...]
    theme_texts: tuple[ThemeText, ...]
    pictures: tuple[Picture, ...] = ()
    people: NetworkMap | None = None
    """Who took part, by name only those who agreed to it, and everyone in numbers that may be told."""
    support: Mapping[ProposalId, tuple[str, ...]] = field(default_factory=dict)
    """Who supports a proposal beside its groups, in lines such as “employers 2 of 3”, where that is counted."""
