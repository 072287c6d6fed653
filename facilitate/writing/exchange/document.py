"""The list and its history as JSON, in a form of its own that is published as a JSON Schema.

``history.json`` is the program's memory and follows its records; this form is for other programs and changes only
with a new number in ``schema``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Literal

import msgspec

from facilitate.records.categories import Category, Mark, Retired, Status, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.sources import Source
from facilitate.tracking.compose import Passing
from facilitate.tracking.crosswalk import count_line
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.addresses import OURS
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces
from facilitate.writing.exchange.terms import GSIM_CODES

SCHEMA_NUMBER = 1
SCHEMA_FILE = f"facilitate-list-{SCHEMA_NUMBER}.schema.json"
SCHEMA_ID = f"{OURS}schemas/{SCHEMA_FILE}"


def _about(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


Id = Annotated[str, _about("The permanent id of a category, such as C1. Never used again for another category.")]
DecisionId = Annotated[
    str,
    _about("The id of a decision, such as P4, unique within one meeting; in a step over several meetings, v1:P4."),
]
Label = Annotated[str, _about("The label of a version: v0 is the original list.")]
Address = Annotated[str, _about("An IRI.")]
Also = Annotated[tuple[str, ...], _about("Other names by which people know it.")]


class Span(msgspec.Struct, kw_only=True):
    """Words of a name that are new input, and the decision that they come from."""

    start: Annotated[int, msgspec.Meta(ge=0, description="Characters before the first one.")]
    end: Annotated[int, msgspec.Meta(ge=0, description="Characters up to and with the last one.")]
    text: str
    decision: DecisionId


class CategoryRecord(msgspec.Struct, kw_only=True):
    """A category as it is in one version."""

    id: Id
    address: Address
    number: Annotated[int, msgspec.Meta(ge=1, description="The printed number in this version.")]
    name: str
    definition: str
    source: str
    new_input: list[Span]
    also: Also = ()


class VersionRecord(msgspec.Struct, kw_only=True):
    """The list at one time, in printed order."""

    label: Label
    meeting: Annotated[str, _about("The folder of the meeting that made it.")]
    status: Status
    address: Address
    categories: list[CategoryRecord]


class EndedRecord(msgspec.Struct, kw_only=True):
    """A category that is no longer on the list, in its last words."""

    id: Id
    address: Address
    name: str
    definition: str
    source: str
    became: Annotated[tuple[Id, ...], _about("What took its content over; empty where it was dropped.")]
    also: Also = ()


class ChangeRecord(msgspec.Struct, kw_only=True):
    """One change from a version to the next."""

    type: Annotated[ChangeType, _about("The name in GSIM's typology; kept, widened and narrowed are ours.")]
    gsim_code: Annotated[str | None, _about("The code in GSIM's typology, such as RC3.2; null where it has none.")]
    label: Annotated[str, _about("The plain English word.")]
    old: tuple[Id, ...]
    new: tuple[Id, ...]
    decision: Annotated[DecisionId | None, _about("null only for kept and renumbered categories.")]
    note: str
    rests_on: Annotated[
        tuple[DecisionId, ...],
        _about("All decisions behind it, oldest first. Over several meetings they may be many; decision is the last."),
    ] = ()


class EvidenceRecord(msgspec.Struct, kw_only=True):
    """A cell that a decision rests on."""

    group: str
    file: str
    sheet: str
    cell: str
    fingerprint: Annotated[str, _about("The SHA-256 of the file's bytes, hexadecimal.")]
    text: Annotated[str, _about("The cell's text as found.")]


class DecisionRecord(msgspec.Struct, kw_only=True):
    """The answer to a proposal, whether it changed the list or not."""

    id: DecisionId
    address: Address
    action: Action
    verdict: Annotated[Verdict, _about("Empty while the proposal is open.")]
    own: Annotated[bool, _about("Whether it is the facilitator's own initiative.")]
    reason: str
    groups: Annotated[list[str], _about("The groups that asked for it.")]
    evidence: list[EvidenceRecord]


class PassingRecord(msgspec.Struct, kw_only=True):
    """A category that came and went between the two versions of a step over several meetings."""

    id: Id
    address: Address
    name: str
    came: Annotated[Label, _about("The version with which it came.")]
    came_by: ChangeType
    went: Annotated[Label, _about("The version with which it went.")]
    went_by: ChangeType
    became: Annotated[tuple[Id, ...], _about("Where its content is on the list of the later version.")]


class StepRecord(msgspec.Struct, kw_only=True):
    """Everything that led from one version to the next, or to a later one, in one step."""

    before: Label
    after: Label
    meeting: str
    count: Annotated[str, _about("How the number of categories came about.")]
    changes: list[ChangeRecord]
    decisions: list[DecisionRecord]
    came_and_went: Annotated[list[PassingRecord], _about("Over several meetings only.")] = []


class ListDocument(msgspec.Struct, kw_only=True):
    """A category list, its versions and every change between them."""

    schema_file: Annotated[str, _about("The schema that this file follows.")] = msgspec.field(name="$schema")
    schema: Annotated[Literal[1], _about("The version of this form.")]
    title: str
    address: Address
    language: Annotated[str, _about("The language of names and definitions as a tag; empty where it is not known.")]
    current: Label
    versions: Annotated[list[VersionRecord], msgspec.Meta(min_length=1, description="Oldest first.")]
    ended: list[EndedRecord]
    steps: Annotated[list[StepRecord], _about("One fewer than versions, oldest first.")]


def json_content(material: ExchangeMaterial) -> Pieces:
    """The list and its history as indented JSON, a version or a step at a time."""
    to, records = material.addresses, _Records(material)
    long: dict[str, Iterable[msgspec.Struct]] = {
        "versions": map(records.version, material.versions),
        "ended": map(records.ended, material.current.retired),
        "steps": map(records.step, material.steps),
    }
    short = {
        "schema_file": SCHEMA_FILE,
        "schema": SCHEMA_NUMBER,
        "title": material.title,
        "address": to.list,
        "language": material.language,
        "current": material.current.label,
    }
    begins = b"{"
    for field in msgspec.structs.fields(ListDocument):
        yield begins + b"\n " + msgspec.json.encode(field.encode_name) + b": "
        if field.name in short:
            yield msgspec.json.encode(short[field.name])
        else:
            yield from _array(long[field.name])
        begins = b","
    yield b"\n}\n"


def _array(records: Iterable[msgspec.Struct]) -> Pieces:
    """Records as an indented array within the document."""
    begins = b"["
    for record in records:
        laid_out = msgspec.json.format(msgspec.json.encode(record), indent=1)
        yield begins + b"\n  " + laid_out.replace(b"\n", b"\n  ")  # no text in JSON holds a line break as it is
        begins = b","
    yield b"[]" if begins == b"[" else b"\n ]"


def json_schema() -> bytes:
    """The JSON Schema (2020-12) of what ``json_content`` gives."""
    schema = msgspec.json.schema(ListDocument)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
    return msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1) + b"\n"


class _Records:
    """Makes the records of a document; those that come again with every version of a long list once."""

    def __init__(self, material: ExchangeMaterial) -> None:
        self._material = material
        self._to = material.addresses
        self._passing = material.net.passing if material.net else ()
        self._address = cache(self._to.category)
        self._unchanged = cache(_change)

    def version(self, version: Version) -> VersionRecord:
        return VersionRecord(
            label=version.label,
            meeting=version.session,
            status=version.status,
            address=self._to.version(version.label),
            categories=[self._category(number, entry) for number, entry in enumerate(version.categories, 1)],
        )

    def _category(self, number: int, entry: Category) -> CategoryRecord:
        return CategoryRecord(
            id=entry.id,
            address=self._address(entry.id),
            number=number,
            name=entry.name,
            definition=entry.definition,
            source=entry.source,
            new_input=[_span(entry.name, mark) for mark in entry.marks] if entry.marks else [],
            also=entry.also,
        )

    def ended(self, ended: Retired) -> EndedRecord:
        entry = ended.category
        return EndedRecord(
            id=entry.id,
            address=self._address(entry.id),
            name=entry.name,
            definition=entry.definition,
            source=entry.source,
            became=ended.became,
            also=entry.also,
        )

    def step(self, step: Step) -> StepRecord:
        proposals = {proposal.id: proposal for proposal in step.proposals}
        label = step.after.label
        return StepRecord(
            before=step.before.label,
            after=label,
            meeting=self._material.meeting(step),
            count=count_line(step),
            changes=[_change(one) if one.decision else self._unchanged(one) for one in step.changes],
            decisions=[
                _decision(one, proposals.get(one.proposal), self._to.decision(label, one.proposal))
                for one in answers(step).values()
            ],
            came_and_went=[self._passed(one) for one in self._passing],
        )

    def _passed(self, one: Passing) -> PassingRecord:
        return PassingRecord(
            id=one.category.id,
            address=self._address(one.category.id),
            name=one.category.name,
            came=one.came,
            came_by=one.came_by,
            went=one.went,
            went_by=one.went_by,
            became=one.became,
        )


def _span(name: str, mark: Mark) -> Span:
    return Span(start=mark.start, end=mark.end, text=name[mark.start : mark.end], decision=mark.proposal)


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        type=change.type,
        gsim_code=GSIM_CODES.get(change.type),
        label=change.type.label,
        old=change.old,
        new=change.new,
        decision=change.decision,
        note=change.note,
        rests_on=change.rests_on,
    )


def _decision(decision: Decision, proposal: Proposal | None, address: str) -> DecisionRecord:
    said = proposal.contributions if proposal else ()
    return DecisionRecord(
        id=decision.proposal,
        address=address,
        action=decision.action,
        verdict=decision.verdict,
        own=decision.own,
        reason=decision.reason,
        groups=list(proposal.groups) if proposal else [],
        evidence=_evidence(source for one in said for source in one.sources or (one.source,)),
    )


def _evidence(sources: Iterable[Source]) -> list[EvidenceRecord]:
    return [
        EvidenceRecord(
            group=source.group,
            file=source.place.file,
            sheet=source.place.sheet,
            cell=source.place.cell,
            fingerprint=source.fingerprint,
            text=source.text,
        )
        for source in sources
    ]
