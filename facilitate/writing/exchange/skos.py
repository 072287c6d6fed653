"""The list as it stands, as SKOS: one concept a category under its permanent address, ended ones with their last words.

After the SKOS Reference (W3C, 2009): https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.records.categories import Category, Retired, Status
from facilitate.text import one_line
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces, encoded
from facilitate.writing.exchange.terms import usable_language
from facilitate.writing.exchange.turtle import PREFIXES, Statement, Turtle, literal

_STATES = {Status.DRAFT: "This version is a draft.", Status.AGREED: "This version is agreed."}


def skos_content(material: ExchangeMaterial) -> Pieces:
    """The list as Turtle. The notation of a concept is its printed number; the printed order is the order of the file.

    A category that ended is deprecated, has no number, and names what took its content over (none when dropped).
    """
    return encoded(_blocks(material))


def _blocks(material: ExchangeMaterial) -> Iterator[str]:
    to = material.addresses
    turtle = Turtle({"c": to.categories, **{name: PREFIXES[name] for name in ("dc", "dcterms", "owl", "skos")}})
    words = _Words(material)
    scheme = turtle.to(to.list)
    yield turtle.head
    yield turtle.block(
        to.list,
        "skos:ConceptScheme",
        (
            ("skos:prefLabel", [words.own(material.title)]),
            ("owl:versionInfo", [literal(material.current.label)]),
            ("dcterms:hasVersion", [turtle.to(to.version(material.current.label))]),
            ("skos:note", [words.english(_STATES[material.current.status])]),
            ("skos:hasTopConcept", [turtle.to(to.category(entry.id)) for entry in material.current.categories]),
        ),
    )
    for number, entry in enumerate(material.current.categories, 1):
        placed: list[Statement] = [
            ("skos:notation", [literal(str(number))]),
            *words.about(entry),
            ("skos:historyNote", words.history(entry)),
            ("skos:topConceptOf", [scheme]),
            ("skos:inScheme", [scheme]),
        ]
        yield turtle.block(to.category(entry.id), "skos:Concept", placed)
    for ended in material.current.retired:
        entry = ended.category
        yield turtle.block(
            to.category(entry.id),
            "skos:Concept",
            (
                *words.about(entry),
                ("skos:historyNote", [*words.history(entry), *words.end(ended)]),
                ("owl:deprecated", ["true"]),
                ("dcterms:isReplacedBy", [turtle.to(to.category(heir)) for heir in ended.became]),
                ("skos:inScheme", [scheme]),
            ),
        )


class _Words:
    """Texts with their language: the list's own for names and definitions, English for what the program says."""

    def __init__(self, material: ExchangeMaterial) -> None:
        self.language = material.language if usable_language(material.language) else ""
        self.former = material.former_names()
        self.ends = material.ends()

    def own(self, text: str) -> str:
        return literal(text, self.language)

    def english(self, text: str) -> str:
        return literal(text, "en")

    def about(self, entry: Category) -> tuple[Statement, ...]:
        return (
            ("dcterms:identifier", [literal(entry.id)]),
            ("skos:prefLabel", [self.own(entry.name)]),
            ("skos:altLabel", [literal(name) for name in entry.also if name != entry.name]),
            ("skos:definition", [self.own(entry.definition)] if entry.definition else []),
            ("dc:source", [literal(entry.source)] if entry.source else []),
        )

    def history(self, entry: Category) -> list[str]:
        """What the category was called before, each name with the last version in which it stood."""
        former = self.former.get(entry.id, {})
        return [self.english(f"Until {label}: {one_line(name)}") for name, label in former.items()]

    def end(self, ended: Retired) -> list[str]:
        """How the category ended, where the export knows it."""
        if ended.category.id not in self.ends:
            return []
        step, change = self.ends[ended.category.id]
        return [self.english(f"In {step.after.label}: {change.type.ending(ended.became)}.")]
