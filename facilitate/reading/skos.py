"""A category list as SKOS in Turtle, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from facilitate.problems import Problem
from facilitate.problems.lists import (
    broken_turtle,
    concept_without_id,
    ended_left_out,
    label_missing,
    list_has_levels,
    no_concepts,
    not_unicode,
    order_unknown,
    rdflib_missing,
    several_lists,
    several_values,
    which_language,
)
from facilitate.reading.entries import Entry
from facilitate.records.meeting_book import LIST
from facilitate.records.sources import Place
from facilitate.text import clean, one_line

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Literal, Node

NO_LANGUAGE = "none"
"""How a text without a language is named, in messages and by --language."""


def parse_skos(content: bytes, name: str, language: str = "") -> tuple[Sequence[Entry], str, tuple[Problem, ...]]:
    """The concepts in use, in printed order, the language of their names, and what is unclear.

    The id is the dcterms:identifier, or what stands last in the address; names and definitions are those in
    ``language``, which must be said where there are several; the order is that of the notations 1 to n.
    """
    try:
        import rdflib
    except ImportError:
        return (), language, (rdflib_missing(Place(name)),)
    graph = rdflib.Graph()
    try:
        graph.parse(data=content, format="turtle")
    except Exception as error:  # rdflib's parser raises its own errors and what its helpers raise
        return (), language, (_mistake(error, name),)
    return _Reader(graph, name).read(language)


def _mistake(error: Exception, name: str) -> Problem:
    """What is wrong, with the line where rdflib says it."""
    if isinstance(error, UnicodeDecodeError):
        return not_unicode(Place(name))
    line = getattr(error, "lines", None)
    why = re.search(r"Bad syntax \((.*)\) at \^", str(error), re.DOTALL)
    first = (why[1] if why else str(error)).partition("\n")[0].strip(" .")
    place = Place(name, "", f"line {line + 1}" if isinstance(line, int) else "")
    return broken_turtle(place, first or type(error).__name__)


class _Reader:
    def __init__(self, graph: Graph, name: str) -> None:
        from rdflib.namespace import DC, DCTERMS, OWL, RDF, SKOS, Namespace

        self.graph, self.name = graph, name
        self.dc, self.dcterms, self.owl, self.rdf, self.skos = DC, DCTERMS, OWL, RDF, SKOS
        self.xkos = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
        self.problems: list[Problem] = []

    def read(self, language: str) -> tuple[Sequence[Entry], str, tuple[Problem, ...]]:
        """Everything that can be read; problems that concern the file as a whole end the reading."""
        everything = sorted(set(self.graph.subjects(self.rdf.type, self.skos.Concept)), key=str)
        ended = [one for one in everything if self._deprecated(one)]
        gone = set(ended)
        concepts = [one for one in everything if one not in gone]
        if not concepts:
            return (), language, (no_concepts(Place(self.name)),)
        schemes = {scheme for one in concepts for scheme in self._schemes(one)}
        if len(schemes) > 1:
            return (), language, (several_lists(Place(self.name), tuple(sorted(map(self._title, schemes)))),)
        languages = {label.language or NO_LANGUAGE for one in concepts for label in self._labels(one)}
        chosen = language.casefold() or (next(iter(languages)) if len(languages) == 1 else "")
        if languages and chosen not in languages:
            return (), language, (which_language(Place(self.name), tuple(sorted(languages))),)
        below = sum(1 for one in concepts if self._broader(one))
        if below:
            self.problems.append(list_has_levels(Place(self.name), below))
        if ended:
            self.problems.append(ended_left_out(Place(self.name), tuple(sorted(map(self._id, ended), key=_natural))))
        entries = self._in_order([entry for one in concepts if (entry := self._entry(one, chosen))])
        return entries, "" if chosen == NO_LANGUAGE else chosen, tuple(self.problems)

    def _deprecated(self, one: Node) -> bool:
        return any(str(value) in ("true", "1") for value in self.graph.objects(one, self.owl.deprecated))

    def _schemes(self, one: Node) -> Iterator[Node]:
        yield from self.graph.objects(one, self.skos.inScheme)
        yield from self.graph.objects(one, self.skos.topConceptOf)
        yield from self.graph.subjects(self.skos.hasTopConcept, one)

    def _broader(self, one: Node) -> bool:
        return (one, self.skos.broader, None) in self.graph or (None, self.skos.narrower, one) in self.graph

    def _title(self, scheme: Node) -> str:
        """The name of a list, or its address where it has none or several."""
        names = sorted(self._labels(scheme))
        return str(names[0]) if names else str(scheme)

    def _labels(self, one: Node) -> list[Literal]:
        return _literals(self.graph.objects(one, self.skos.prefLabel))

    def _definitions(self, one: Node) -> list[Literal]:
        """Definitions as texts; XKOS lets them be notes with a text of their own as well."""
        found = list(self.graph.objects(one, self.skos.definition))
        notes = [text for note in found for text in self.graph.objects(note, self.xkos.plainText)]
        return _literals([*found, *notes])

    def _entry(self, one: Node, language: str) -> Entry | None:
        """A concept as an entry of a list; None where it lacks its name or its id, which is a problem."""
        place = self._place(one)
        names = [text for text in self._labels(one) if (text.language or NO_LANGUAGE) == language]
        if not names:
            self.problems.append(label_missing(place, "name", language))
            return None
        id = self._id(one)
        if not id:
            self.problems.append(concept_without_id(place, str(names[0])))
            return None
        all_definitions = self._definitions(one)
        definitions = [text for text in all_definitions if text.language in (language, None)]
        if all_definitions and not definitions:
            self.problems.append(label_missing(place, "definition", language))
        sources = [*self.graph.objects(one, self.dc.source), *self.graph.objects(one, self.dcterms.source)]
        notations = sorted(map(str, self.graph.objects(one, self.skos.notation)))
        texts = {
            "number": notations[0] if len(notations) == 1 else "",
            "id": id,
            "name": self._only(place, "name", names),
            "definition": self._only(place, "definition", definitions),
            "source": self._only(place, "source", sources),
            "also called": "\n".join(self._also(one, language)),
        }
        return Entry(texts, dict.fromkeys(LIST.headers, place))

    def _also(self, one: Node, language: str) -> list[str]:
        """Other names in the language of the list or in none, sorted: in SKOS they have no order."""
        labels = _literals(self.graph.objects(one, self.skos.altLabel))
        return sorted({one_line(text) for text in labels if text.language in (language, None)} - {""})

    def _place(self, one: Node) -> Place:
        """A concept stands at its address, in messages too; one that has none somewhere in the file."""
        from rdflib.term import URIRef

        return Place(self.name, "", str(one) if isinstance(one, URIRef) else "")

    def _only(self, place: Place, what: str, found: Iterable[Node]) -> str:
        values = sorted({clean(str(one)) for one in found} - {""})
        if len(values) > 1:
            self.problems.append(several_values(place, what, tuple(values)))
        return values[0] if values else ""

    def _id(self, one: Node) -> str:
        """The identifier, or what stands last in the address; a concept without an address has none."""
        found = list(self.graph.objects(one, self.dcterms.identifier))
        if found:
            return self._only(self._place(one), "identifier", found)
        return unquote(re.split(r"[/#:]", self._place(one).cell)[-1])

    def _in_order(self, entries: list[Entry]) -> list[Entry]:
        numbers = [entry.texts["number"] for entry in entries]
        if sorted(numbers) == sorted(str(number) for number in range(1, len(entries) + 1)):
            return sorted(entries, key=lambda entry: int(entry.texts["number"]))
        self.problems.append(order_unknown(Place(self.name)))
        return sorted(entries, key=lambda entry: _natural(entry.texts["id"]))


def _literals(nodes: Iterable[Node]) -> list[Literal]:
    from rdflib.term import Literal

    return [node for node in nodes if isinstance(node, Literal)]


def _natural(id: str) -> tuple[str, int, str]:
    """C2 before C10."""
    letters = id.rstrip("0123456789")
    return letters, int(id[len(letters) :] or 0), id
