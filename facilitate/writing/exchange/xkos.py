"""The versions of the list and the correspondences between them, as XKOS.

After the XKOS specification (DDI Alliance, 1.2): each version is a concept scheme with one level; a correspondence
compares two versions and is made of concept associations. Here an association is one decision, so that a split is one
association with two targets. The types of change are GSIM's, under addresses of our own: GSIM has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.records.categories import Category, CategoryId, Status, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.tracking.crosswalk import count_line
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.addresses import CHANGE_TYPE, STATUS, Addresses
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.terms import GSIM_CODES, usable_language
from facilitate.writing.exchange.turtle import PREFIXES, Turtle, literal


def xkos_content(material: ExchangeMaterial) -> bytes:
    """The versions and correspondences as Turtle."""
    return _Document(material).content()


class _Document:
    def __init__(self, material: ExchangeMaterial) -> None:
        self.material = material
        self.to = material.addresses
        self.language = material.language if usable_language(material.language) else ""
        self.turtle = Turtle(
            {
                "c": self.to.categories,
                "version": self.to.versions,
                **{version.label: self.to.of_version(version.label) for version in material.versions},
                **{f"to-{step.after.label}": self.to.of_step(step.after.label) for step in material.steps},
                "change-type": CHANGE_TYPE,
                "status": STATUS,
                **PREFIXES,
            }
        )

    def content(self) -> bytes:
        """The document: the list, its versions, the steps between them, the words that they use."""
        self.turtle.add(self.to.list, "skos:ConceptScheme", (("skos:prefLabel", [self.own(self.material.title)]),))
        previous = None
        for version in self.material.versions:
            self.version(version, previous)
            previous = version
        for step in self.material.steps:
            self.step(step)
        self.terms()
        return self.turtle.content()

    def own(self, text: str) -> str:
        """A text in the language of the list."""
        return literal(text, self.language)

    def version(self, version: Version, previous: Version | None) -> None:
        """One version: a scheme of one level, and its categories."""
        write = self.turtle.to
        scheme, level = self.to.version(version.label), self.to.level(version.label)
        members = [write(self.to.in_version(version.label, entry.id)) for entry in version.categories]
        follows = [write(self.to.version(previous.label))] if previous else []
        self.turtle.add(
            scheme,
            "skos:ConceptScheme",
            (
                ("skos:notation", [literal(version.label)]),
                ("skos:prefLabel", [self.own(f"{self.material.title}, {version.label}")]),
                ("xkos:belongsTo", [write(self.to.list)]),
                ("adms:status", [write(f"{STATUS}{version.status}")]),
                ("xkos:follows", follows),
                ("xkos:numberOfLevels", ["1"]),
                ("xkos:levels", [f"( {write(level)} )"]),
                ("skos:hasTopConcept", members),
            ),
        )
        self.turtle.add(level, "xkos:ClassificationLevel", (("xkos:depth", ["1"]), ("skos:member", members)))
        for number, entry in enumerate(version.categories, 1):
            self.category(version.label, write(scheme), number, entry)

    def category(self, label: str, scheme: str, number: int, entry: Category) -> None:
        """One category as it is in one version."""
        self.turtle.add(
            self.to.in_version(label, entry.id),
            "skos:Concept",
            (
                ("dcterms:isVersionOf", [self.turtle.to(self.to.category(entry.id))]),
                ("dcterms:identifier", [literal(entry.id)]),
                ("skos:notation", [literal(str(number))]),
                ("skos:prefLabel", [self.own(entry.name)]),
                ("skos:definition", [self.own(entry.definition)] if entry.definition else []),
                ("dc:source", [literal(entry.source)] if entry.source else []),
                ("skos:topConceptOf", [scheme]),
                ("skos:inScheme", [scheme]),
            ),
        )

    def step(self, step: Step) -> None:
        """One correspondence: every decision, and what nobody had to decide."""
        before, after = step.before.label, step.after.label
        parts = list(_parts(step))
        self.turtle.add(
            self.to.step(after),
            "xkos:Correspondence",
            (
                ("skos:prefLabel", [literal(f"From {before} to {after}", "en")]),
                ("skos:note", [literal(f"The count: {count_line(step)}", "en")]),
                ("xkos:compares", [self.turtle.to(self.to.version(label)) for label in (before, after)]),
                ("xkos:madeOf", [self.turtle.to(self.association(after, changes)) for changes in parts]),
            ),
        )
        ends = _Ends(step, self.to)
        asked = {proposal.id: proposal for proposal in step.proposals}
        decided = answers(step)
        for changes in parts:
            first = changes[0].decision
            decision, proposal = (decided.get(first), asked.get(first)) if first else (None, None)
            self.turtle.add(
                self.association(after, changes),
                "xkos:ConceptAssociation",
                (
                    ("dc:type", _once(self.turtle.to(f"{CHANGE_TYPE}{one.type.value}") for one in changes)),
                    ("xkos:sourceConcept", _once(self.turtle.to(ends.old(id)) for one in changes for id in one.old)),
                    ("xkos:targetConcept", _once(self.turtle.to(ends.new(id)) for one in changes for id in one.new)),
                    ("dcterms:identifier", [literal(first)] if first else []),
                    ("dc:contributor", [literal(group) for group in proposal.groups] if proposal else []),
                    ("skos:note", [self.own(decision.reason)] if decision and decision.reason else []),
                ),
            )
        for id, entry in ends.passing.items():
            self.turtle.add(
                self.to.category(id),
                "skos:Concept",
                (
                    ("dcterms:identifier", [literal(id)]),
                    ("skos:prefLabel", [self.own(entry.name)]),
                    ("owl:deprecated", ["true"]),
                ),
            )

    def association(self, label: str, changes: tuple[Change, ...]) -> str:
        """The address of what a decision did; of what nobody decided, by type and category."""
        first = changes[0]
        if first.decision:
            return self.to.decision(label, first.decision)
        return self.to.undecided(label, first.type.value, first.old[0])

    def terms(self) -> None:
        """The types of change, with GSIM's codes, and the two states of a version."""
        write = self.turtle.to
        self.turtle.add(CHANGE_TYPE, "skos:ConceptScheme", (("skos:prefLabel", [literal("Types of change", "en")]),))
        for type in ChangeType:
            self.turtle.add(
                f"{CHANGE_TYPE}{type.value}",
                "skos:Concept",
                (
                    ("skos:notation", [literal(GSIM_CODES[type])] if type in GSIM_CODES else []),
                    ("skos:prefLabel", [literal(type.label, "en")]),
                    ("skos:inScheme", [write(CHANGE_TYPE)]),
                ),
            )
        for status in Status:
            label = literal(status.value, "en")
            self.turtle.add(f"{STATUS}{status.value}", "skos:Concept", (("skos:prefLabel", [label]),))


class _Ends:
    """The addresses at which changes begin and end: a category in the version before, or in the version after.

    What was made in the same meeting and changed again begins where it ends. What came and went within one meeting
    stands in neither version: it has its permanent address, and is one of ``passing``.
    """

    def __init__(self, step: Step, to: Addresses) -> None:
        self._to = to
        self._before = {entry.id: to.in_version(step.before.label, entry.id) for entry in step.before.categories}
        self._after = {entry.id: to.in_version(step.after.label, entry.id) for entry in step.after.categories}
        self._retired = {entry.category.id: entry.category for entry in step.after.retired}
        self.passing: dict[CategoryId, Category] = {}

    def old(self, id: CategoryId) -> str:
        return self._before.get(id) or self.new(id)

    def new(self, id: CategoryId) -> str:
        if id in self._after:
            return self._after[id]
        if id in self._retired:
            self.passing[id] = self._retired[id]
        return self._to.category(id)


def _parts(step: Step) -> list[tuple[Change, ...]]:
    """The changes of a step: those of one decision together, those without a decision each alone."""
    parts: dict[str, list[Change]] = {}
    for place, change in enumerate(step.changes):
        parts.setdefault(change.decision or f" {place}", []).append(change)
    return [tuple(changes) for changes in parts.values()]


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
