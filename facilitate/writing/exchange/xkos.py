"""The versions of the list and the correspondences between them, as XKOS.

After the XKOS specification (DDI Alliance, 1.2): each version is a concept scheme with one level; a correspondence
compares two versions and is made of concept associations. Here an association is one decision, so that a split is one
association with two targets. The types of change are GSIM's, under addresses of our own: GSIM has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from facilitate.records.categories import Category, CategoryId, Status, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.tracking.crosswalk import count_line
from facilitate.tracking.outcomes import answers
from facilitate.tracking.types import UNDECIDED
from facilitate.writing.exchange.addresses import CHANGE_TYPE, STATUS, segment
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces, encoded
from facilitate.writing.exchange.terms import GSIM_CODES, prefix, usable_language
from facilitate.writing.exchange.turtle import PREFIXES, Turtle, literal


def xkos_content(material: ExchangeMaterial) -> Pieces:
    """The versions and correspondences as Turtle: after each version, how it came out of the one before."""
    return encoded(_Document(material).blocks())


class _Document:
    def __init__(self, material: ExchangeMaterial) -> None:
        self.material = material
        self.to = material.addresses
        self.language = material.language if usable_language(material.language) else ""
        versions = {prefix(one.label): self.to.of_version(one.label) for one in material.versions}
        steps = {prefix(step.after.label): self._step(step) for step in material.steps}
        self.turtle = Turtle(
            {
                "c": self.to.categories,
                "version": self.to.versions,
                **versions,
                **{f"to-{label}": f"{step}/" for label, step in steps.items()},
                **{f"{type.label}-{label}": f"{step}/{type}/" for label, step in steps.items() for type in UNDECIDED},
                "change-type": CHANGE_TYPE,
                "status": STATUS,
                **PREFIXES,
            }
        )
        self.category = self.turtle.under(self.to.categories)
        self.about = cache(self._about)

    def blocks(self) -> Iterator[str]:
        """The document: the list, its versions, the steps between them, the words that they use."""
        yield self.turtle.head
        title = [self.own(self.material.title)]
        yield self.turtle.block(self.to.list, "skos:ConceptScheme", (("skos:prefLabel", title),))
        steps = {step.after.label: step for step in self.material.steps}
        previous, before = None, dict[CategoryId, str]()
        for version in self.material.versions:
            write = self.turtle.under(self.to.of_version(version.label))
            after = {entry.id: write(segment(entry.id)) for entry in version.categories}
            yield from self.version(version, previous, after)
            if version.label in steps:
                yield from self.step(steps[version.label], before, after)
            previous, before = version, after
        yield from self.terms()

    def own(self, text: str) -> str:
        """A text in the language of the list."""
        return literal(text, self.language)

    def version(self, version: Version, previous: Version | None, written: Mapping[CategoryId, str]) -> Iterator[str]:
        """One version: a scheme of one level, and its categories, by their addresses as ``written``."""
        write = self.turtle.to
        scheme, level = self.to.version(version.label), self.to.level(version.label)
        members = [written[entry.id] for entry in version.categories]
        follows = [write(self.to.version(previous.label))] if previous else []
        yield self.turtle.block(
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
        yield self.turtle.block(level, "xkos:ClassificationLevel", (("xkos:depth", ["1"]), ("skos:member", members)))
        placed = f" ;\n    skos:topConceptOf {write(scheme)} ;\n    skos:inScheme {write(scheme)} .\n"
        for number, entry in enumerate(version.categories, 1):
            about = self.about(entry)
            yield f'\n{written[entry.id]} a skos:Concept{about} ;\n    skos:notation "{number}"{placed}'

    def _about(self, entry: Category) -> str:
        """What holds of a category in every version in which it has these words: most have them in many."""
        parts = [
            f" ;\n    dcterms:isVersionOf {self.category(segment(entry.id))}",
            f" ;\n    dcterms:identifier {literal(entry.id)}",
            f" ;\n    skos:prefLabel {self.own(entry.name)}",
            f" ;\n    skos:definition {self.own(entry.definition)}" if entry.definition else "",
            f" ;\n    dc:source {literal(entry.source)}" if entry.source else "",
        ]
        return "".join(parts)

    def _step(self, step: Step) -> str:
        return self.to.step(step.before.label, step.after.label, self.material.several)

    def step(self, step: Step, old: Mapping[CategoryId, str], new: Mapping[CategoryId, str]) -> Iterator[str]:
        """One correspondence: every decision, and what nobody had to decide."""
        before, after, address, write = step.before.label, step.after.label, self._step(step), self.turtle.to
        under = {type: self.turtle.under(f"{address}/{type}/") for type in UNDECIDED}
        parts = self._parts(step)
        rest = [one for one in step.changes if not one.decision and one.type in UNDECIDED]
        alone = [(under[one.type](segment(one.old[0])), one.type.value, one.old[0]) for one in rest]
        yield self.turtle.block(
            address,
            "xkos:Correspondence",
            (
                ("skos:prefLabel", [literal(f"From {before} to {after}", "en")]),
                ("skos:note", [literal(f"The count: {count_line(step)}", "en")]),
                ("xkos:compares", [write(self.to.version(label)) for label in (before, after)]),
                ("xkos:madeOf", [*map(write, parts), *(written for written, _, _ in alone)]),
            ),
        )
        ends = _Ends(step, old, new, self.category)
        yield from self.decisions(step, parts, ends)
        for written, type, id in alone:
            yield (
                f"\n{written} a xkos:ConceptAssociation ;\n    dc:type change-type:{type} ;\n"
                f"    xkos:sourceConcept {ends.old(id)} ;\n    xkos:targetConcept {ends.new(id)} .\n"
            )
        yield from map(self.passed, ends.passing.values())

    def _parts(self, step: Step) -> dict[str, list[Change]]:
        """The changes that somebody decided on, by address: of one meeting by decision, of several each."""
        parts: dict[str, list[Change]] = {}
        for change in step.changes:
            if change.decision and self.material.several:
                ids = "-".join(change.old or change.new)
                parts.setdefault(f"{self._step(step)}/{change.type}/{segment(ids)}", []).append(change)
            elif change.decision:
                parts.setdefault(self.to.decision(step.after.label, change.decision), []).append(change)
        return parts

    def decisions(self, step: Step, parts: Mapping[str, list[Change]], ends: _Ends) -> Iterator[str]:
        """One association for each decision that changed the list; over several meetings, for each change."""
        decided = answers(step)
        asked = {proposal.id: proposal for proposal in step.proposals}
        for address, changes in parts.items():
            ids = list(dict.fromkeys(id for one in changes for id in one.rests_on))
            sources = [self.to.decision(step.after.label, id) for id in ids] if self.material.several else []
            yield self.turtle.block(
                address,
                "xkos:ConceptAssociation",
                (
                    ("dc:type", _once(self.turtle.to(f"{CHANGE_TYPE}{one.type.value}") for one in changes)),
                    ("xkos:sourceConcept", _once(ends.old(id) for one in changes for id in one.old)),
                    ("xkos:targetConcept", _once(ends.new(id) for one in changes for id in one.new)),
                    ("dcterms:identifier", _once(map(literal, ids))),
                    ("dcterms:source", _once(map(self.turtle.to, sources))),
                    ("dc:contributor", _once(literal(who) for id in ids if id in asked for who in asked[id].groups)),
                    (
                        "skos:note",
                        _once(map(self.own, filter(None, (decided[id].reason for id in ids if id in decided)))),
                    ),
                ),
            )

    def passed(self, entry: Category) -> str:
        """A category that came and went within a step."""
        return self.turtle.block(
            self.to.category(entry.id),
            "skos:Concept",
            (
                ("dcterms:identifier", [literal(entry.id)]),
                ("skos:prefLabel", [self.own(entry.name)]),
                ("owl:deprecated", ["true"]),
            ),
        )

    def terms(self) -> Iterator[str]:
        """The types of change, with GSIM's codes, and the two states of a version."""
        block, write = self.turtle.block, self.turtle.to
        yield block(CHANGE_TYPE, "skos:ConceptScheme", (("skos:prefLabel", [literal("Types of change", "en")]),))
        for type in ChangeType:
            yield block(
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
            yield block(f"{STATUS}{status.value}", "skos:Concept", (("skos:prefLabel", [label]),))


class _Ends:
    """The addresses at which changes begin and end: a category in the version before, or in the version after.

    What was made in the same meeting and changed again begins where it ends. What came and went within one meeting
    stands in neither version: it has its permanent address, and is one of ``passing``.
    """

    def __init__(
        self, step: Step, old: Mapping[CategoryId, str], new: Mapping[CategoryId, str], ever: Callable[[str], str]
    ) -> None:
        self._old, self._new, self._ever = old, new, ever
        fresh = step.after.retired[len(step.before.retired) :]
        self._retired = {entry.category.id: entry.category for entry in fresh}
        self.passing: dict[CategoryId, Category] = {}

    def old(self, id: CategoryId) -> str:
        return self._old.get(id) or self.new(id)

    def new(self, id: CategoryId) -> str:
        if id in self._new:
            return self._new[id]
        if id in self._retired:
            self.passing[id] = self._retired[id]
        return self._ever(segment(id))


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
