"""What the groups wrote, and what it asks for once it is put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from msgspec import Struct

from facilitate.records.aliases import Naming
from facilitate.records.categories import CategoryId, ProposalId
from facilitate.records.sources import GroupId, Source


class Action(StrEnum):
    """What should happen to a category. The values are the words in the workbooks' dropdowns."""

    KEEP = "keep"
    RENAME = "rename"
    REDEFINE = "redefine"
    WIDEN = "widen"
    NARROW = "narrow"
    MERGE = "merge into"
    SPLIT = "split"
    MOVE = "move part into"
    DROP = "drop"
    ADD = "add"
    IMPROVE = "improve"
    """A remark on what needs to be improved, without a stated action."""


class Contribution(Struct, frozen=True, gc=False):
    """What one group wrote in one row about the list.

    ``category_found`` and ``into_found`` are kept as written; ``category`` and ``into`` are the categories meant, None
    for ADD and where that is not known. ``names`` are new names as written. ``source`` is the cell that carries the
    request; ``sources`` are all cells of the row that the group filled in, that one included. ``marked`` are the words
    that the group coloured, perhaps as new input. ``people`` is how many of the group support it, None where it does
    not say.
    """

    group: GroupId
    action: Action
    category: CategoryId | None
    source: Source
    category_found: str = ""
    names: tuple[str, ...] = ()
    into: CategoryId | None = None
    into_found: str = ""
    definition: str = ""
    improve: str = ""
    why: str = ""
    sources: tuple[Source, ...] = ()
    marked: tuple[str, ...] = ()
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a group said on a topic that is no category."""

    group: GroupId
    topic: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was read and not used, and why."""

    group: GroupId
    source: Source
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were set aside, and how many."""

    why: str
    rows: int

    def __str__(self) -> str:
        return f"{self.rows}: {self.why}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that reads otherwise in a copy: where it stands in the file that was read and in the copy, and its texts.

    ``cell`` or ``copy_cell`` is empty where only one of the two files has the row.
    """

    cell: str
    copy_cell: str
    reads: str
    copy_reads: str


@dataclass(frozen=True, slots=True)
class Intake:
    """The account of one expected or received file. found = used + untouched + set_aside, always.

    ``why`` says why rows were set aside; ``questions`` and ``errors`` are how many messages there are on the file.
    A second file of a group names the file that was read instead in ``copy_of``, and the cells in which they differ.
    """

    group: GroupId
    file: str
    fingerprint: str = ""
    expected: bool = True
    received: bool = False
    read_as: str = ""
    found: int = 0
    used: int = 0
    untouched: int = 0
    set_aside: int = 0
    remark: str = ""
    why: tuple[Reason, ...] = ()
    questions: int = 0
    errors: int = 0
    copy_of: str = ""
    differs: tuple[Difference, ...] = ()
    people: int | None = None
    """How many were in the group, None where its file does not say."""

    @property
    def taken(self) -> bool:
        """Whether it is a group of the meeting whose answers came and count."""
        return self.expected and self.received


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that the groups sent, as read. ``namings``: how they wrote categories, where not as the list does."""

    contributions: tuple[Contribution, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    intake: tuple[Intake, ...] = ()
    namings: tuple[Naming, ...] = ()

    @property
    def given(self) -> tuple[Contribution | Reflection, ...]:
        """Everything that is used."""
        return (*self.contributions, *self.reflections)


def recount(feedback: Feedback) -> Feedback:
    """The feedback with its account made again, after contributions were set aside.

    Rows are counted, once each: a cell may hold several requests, and a row that gave anything is used. So found =
    used + untouched + set aside goes on to hold.
    """
    used: dict[tuple[GroupId, str], set[tuple[str, int]]] = {}
    aside: dict[tuple[GroupId, str], set[tuple[str, int]]] = {}
    rows = [(used, one.group, one.source.place) for one in feedback.given]
    rows += [(aside, one.group, one.source.place) for one in feedback.set_aside]
    for counted, group, place in rows:
        counted.setdefault((group, place.file), set()).add((place.sheet, place.row))
    intake = []
    for one in feedback.intake:
        mine = used.get((one.group, one.file), set())
        left = aside.get((one.group, one.file), set()) - mine
        intake.append(replace(one, used=len(mine), set_aside=len(left)))
    return replace(feedback, intake=tuple(intake))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one or more contributions ask for. ``groups`` holds each supporting group once, sorted."""

    id: ProposalId
    action: Action
    category: CategoryId | None
    names: tuple[str, ...] = ()
    into: CategoryId | None = None
    definition: str = ""
    improve: str = ""
    contributions: tuple[Contribution, ...] = ()
    groups: tuple[GroupId, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two proposals that cannot both be adopted, and why in plain words. ``one`` sorts before ``other``.

    ``other`` is empty where ``one`` contradicts the list itself.
    """

    one: ProposalId
    other: ProposalId
    why: str


@dataclass(frozen=True, slots=True, order=True)
class Opposition:
    """Two texts in one proposal or theme (``within``) that say opposite things: whose they are, and why."""

    within: str
    one: GroupId
    text: str
    other: GroupId
    against: str
    why: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What was said on one thing. ``id`` is permanent; ``label`` is the topic as most groups wrote it, or words that
    the texts have in common. ``quote`` stands word for word in what the group ``quoted`` said.
    """

    id: str
    label: str
    reflections: tuple[Reflection, ...]
    groups: tuple[GroupId, ...]
    quote: str = ""
    quoted: GroupId = GroupId("")
    spoken: bool = True
    """Whether it holds anything but reasons for proposals."""
