"""The list as it goes round for agreement: every text with its tracked changes, and what its readers made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.decisions import Verdict

REDLINE_SCHEMA = 1
"""The version of the form in which a redline remembers what was sent."""

REDLINE_NAMESPACE = "urn:facilitate:redline"
"""The namespace of what a redline hides in the document."""

FACILITATOR = "Facilitator"
"""The author of changes and comments that no group asked for."""

WAS = "\nwas: "
"""What stands between a new name and the one before; it comes and goes with the new name."""


class Kind(StrEnum):
    """What a redline does with a piece of a text."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text: kept, or inserted or deleted by an author."""

    kind: Kind
    text: str
    author: str = ""


class Part(StrEnum):
    """What a text is about: the name or names, the definition, or a sentence that says what should happen."""

    NAME = "name"
    DEFINITION = "definition"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment beside a text."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class RedlineText:
    """One paragraph that readers may accept, reject or rewrite.

    ``anchor`` is its bookmark; ``label`` the bookmark of the line above it, which no change touches. ``prefix`` is
    what stands before the text proper (a printed number, or who asks for what) and is part of the segments.
    ``proposal`` is the decision that it rests on, None where nobody asked for a change; ``line`` says which of the
    decision's names it is, None where the lines of the text are the names.
    """

    anchor: str
    label: str
    part: Part
    segments: tuple[Segment, ...]
    category: CategoryId | None = None
    proposal: ProposalId | None = None
    line: int | None = 0
    prefix: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def after(self) -> str:
        """The whole paragraph with every change accepted."""
        return "".join(segment.text for segment in self.segments if segment.kind is not Kind.DELETED)

    @property
    def whole(self) -> Kind | None:
        """The kind of a paragraph that is inserted or deleted as a whole; such a one may vanish from the document."""
        kinds = {segment.kind for segment in self.segments}
        return kinds.pop() if len(kinds) == 1 and Kind.KEPT not in kinds else None


@dataclass(frozen=True, slots=True)
class RedlineEntry:
    """A category: the line that says what happens to it, its texts, and what else is asked for and not agreed."""

    anchor: str
    label: str
    texts: tuple[RedlineText, ...]
    alternatives: tuple[RedlineText, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """All that a redline says, in reading order.

    ``version`` is the label of the list before the meeting and ``fingerprint`` stands for its ids and names; ``date``
    is that of every change, in UTC. ``listed`` are the categories of the revised list, ``ended`` those that ended,
    ``proposed`` new ones that are not agreed; ``declined`` says what was not adopted and why.
    """

    session: str
    version: str
    fingerprint: str
    date: str
    listed: tuple[RedlineEntry, ...] = ()
    ended: tuple[RedlineEntry, ...] = ()
    proposed: tuple[RedlineEntry, ...] = ()
    declined: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[RedlineEntry, ...]:
        """Every entry."""
        return (*self.listed, *self.ended, *self.proposed)

    @property
    def texts(self) -> tuple[RedlineText, ...]:
        """Every text."""
        return tuple(text for entry in self.entries for text in (*entry.texts, *entry.alternatives))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Every comment."""
        beside = (*(one.remarks for one in self.entries), *(one.remarks for one in self.texts))
        return tuple(remark for remarks in beside for remark in remarks)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a redline remembers of itself, hidden in the document: whose it is, and every text as it was sent.

    ``fixed`` are the paragraphs that hold no such text: what is not among them was typed by a reader.
    """

    session: str
    version: str
    fingerprint: str
    date: str
    texts: tuple[RedlineText, ...]
    fixed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


PLAIN, OURS_IN, OURS_OUT, THEIRS_IN, THEIRS_OUT = ".", "i", "d", "I", "D"
"""What is the matter with a character: nothing (any more); inserted or deleted by us and still open; by a reader."""


@dataclass(frozen=True, slots=True)
class Received:
    """A paragraph as it came back: its characters, deleted ones included, and a mark for each."""

    text: str
    marks: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A redline as it came back. ``texts`` holds those that are still there, by anchor, labels included."""

    sent: Sent
    texts: dict[str, Received]
    elsewhere: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class State(StrEnum):
    """What readers did with a text."""

    UNCHANGED = "unchanged"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MIXED = "accepted in part"
    PENDING = "left open"
    EDITED = "edited by hand"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as its readers left it.

    ``now`` is the text proper as it reads with what is still open accepted. The other three are the words that were
    accepted, rejected and left open; of a text that was edited by hand they are not known, except whether any of our
    changes are still open.
    """

    text: RedlineText
    state: State
    now: str = ""
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the readers of a redline say on a proposal.

    ``verdict`` is OPEN where no decision follows: they left it open, or a part of it (``pending`` are its words), or
    answered in ways that do not fit together (``why`` says how). ``names`` are (line, name), a line of None standing
    for all names, one a line; ``definition`` is None where the redline shows none.
    """

    proposal: ProposalId
    verdict: Verdict
    state: State
    names: tuple[tuple[int | None, str], ...] = ()
    definition: str | None = None
    pending: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A name or definition, or both, that readers rewrote though nobody had asked for a change."""

    category: CategoryId
    name: str = ""
    definition: str = ""
