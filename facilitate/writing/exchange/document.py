"""The list and its history as JSON, in a form of its own that is published as a JSON Schema.

``history.json`` is the program's memory and follows its records; this form is for other programs and changes only
with a new number in ``schema``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from facilitate.records.categories import Category, Status, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.records.contributions import Action, Proposal
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.sources import Source
from facilitate.tracking.crosswalk import count_line
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.addresses import OURS, Addresses
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.terms import GSIM_CODES

SCHEMA_NUMBER = 1
SCHEMA_FILE = f"facilitate-list-{SCHEMA_NUMBER}.schema.json"
SCHEMA_ID = f"{OURS}schemas/{SCHEMA_FILE}"


def _about(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


Id = Annotated[str, _about("The permanent id of a category, such as C1. Never used again for another category.")]
DecisionId = Annotated[str, _about("The id of a decision, unique within one step, such as P4.")]
Label = Annotated[str, _about("The label of a version: v0 is the original list.")]
Address = Annotated[str, _about("An IRI.")]


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
    became: Annotated[list[Id], _about("What took its content over; empty where it was dropped.")]


class ChangeRecord(msgspec.Struct, kw_only=True):
    """One change from a version to the next."""

    type: Annotated[ChangeType, _about("The name in GSIM's typology; kept, widened and narrowed are ours.")]
    gsim_code: Annotated[str | None, _about("The code in GSIM's typology, such as RC3.2; null where it has none.")]
    label: Annotated[str, _about("The plain English word.")]
    old: list[Id]
    new: list[Id]
    decision: Annotated[DecisionId | None, _about("null only for kept and renumbered categories.")]
    note: str


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


class StepRecord(msgspec.Struct, kw_only=True):
    """Everything that led from one version to the next."""

    before: Label
    after: Label
    meeting: str
    count: Annotated[str, _about("How the number of categories came about.")]
    changes: list[ChangeRecord]
    decisions: list[DecisionRecord]


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


def json_content(material: ExchangeMaterial) -> bytes:
    """The list and its history as indented JSON."""
    to = material.addresses
    document = ListDocument(
        schema_file=SCHEMA_FILE,
        schema=1,
        title=material.title,
        address=to.list,
        language=material.language,
        current=material.current.label,
        versions=[_version(version, to) for version in material.versions],
        ended=[
            EndedRecord(
                id=entry.category.id,
                address=to.category(entry.category.id),
                name=entry.category.name,
                definition=entry.category.definition,
                source=entry.category.source,
                became=list(entry.became),
            )
            for entry in material.current.retired
        ],
        steps=[_step(step, to) for step in material.steps],
    )
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def json_schema() -> bytes:
    """The JSON Schema (2020-12) of what ``json_content`` gives."""
    schema = msgspec.json.schema(ListDocument)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
    return msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1) + b"\n"


def _version(version: Version, to: Addresses) -> VersionRecord:
    return VersionRecord(
        label=version.label,
        meeting=version.session,
        status=version.status,
        address=to.version(version.label),
        categories=[_category(number, entry, to) for number, entry in enumerate(version.categories, 1)],
    )


def _category(number: int, entry: Category, to: Addresses) -> CategoryRecord:
    return CategoryRecord(
        id=entry.id,
        address=to.category(entry.id),
        number=number,
        name=entry.name,
        definition=entry.definition,
        source=entry.source,
        new_input=[
            Span(start=mark.start, end=mark.end, text=entry.name[mark.start : mark.end], decision=mark.proposal)
            for mark in entry.marks
        ],
    )


def _step(step: Step, to: Addresses) -> StepRecord:
    proposals = {proposal.id: proposal for proposal in step.proposals}
    return StepRecord(
        before=step.before.label,
        after=step.after.label,
        meeting=step.after.session,
        count=count_line(step),
        changes=[_change(change) for change in step.changes],
        decisions=[
            _decision(decision, proposals.get(decision.proposal), to.decision(step.after.label, decision.proposal))
            for decision in answers(step).values()
        ],
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        type=change.type,
        gsim_code=GSIM_CODES.get(change.type),
        label=change.type.label,
        old=list(change.old),
        new=list(change.new),
        decision=change.decision,
        note=change.note,
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
