"""Every form of export on random series, read by independent readers: rdflib, csv, json and jsonschema."""

import csv
import io
import json
from collections import Counter, defaultdict

import jsonschema
import pytest
from hypothesis import given, settings
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, SKOS, Namespace

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.shipped import shipped
from facilitate.tracking.crosswalk import concordance
from facilitate.writing.exchange.addresses import CHANGE_TYPE, Addresses, series_base, usable_base
from facilitate.writing.exchange.document import SCHEMA_FILE, json_content, json_schema
from facilitate.writing.exchange.skos import skos_content
from facilitate.writing.exchange.sssom import sssom_content
from facilitate.writing.exchange.tables import changes_csv, concordance_csv, list_csv
from facilitate.writing.exchange.terms import GSIM_CODES
from facilitate.writing.exchange.turtle import PREFIXES, literal
from facilitate.writing.exchange.xkos import xkos_content
from tests.writing.exchange.series import NASTY, material, materials

XKOS = Namespace(PREFIXES["xkos"])
BASE = series_base("Test")
FORMS = (skos_content, xkos_content, sssom_content, json_content, list_csv, concordance_csv, changes_csv)


def whole(pieces):
    return b"".join(pieces)


def read(pieces):
    return Graph().parse(data=whole(pieces), format="turtle")


def language_of(made):
    return made.language.casefold() if made.language in ("en", "pt-BR") else None


@given(materials())
@settings(deadline=None, max_examples=25)
def test_the_same_material_gives_the_same_bytes(made):
    assert [whole(form(made)) for form in FORMS] == [whole(form(made)) for form in FORMS]


@given(materials())
@settings(deadline=None, max_examples=25)
def test_skos_holds_the_list_word_for_word_and_what_ended(made):
    graph = read(skos_content(made))
    language = language_of(made)
    living = {
        str(graph.value(one, DCTERMS.identifier)): (
            int(graph.value(one, SKOS.notation)),
            graph.value(one, SKOS.prefLabel),
            graph.value(one, SKOS.definition),
        )
        for one in graph.objects(URIRef(f"{BASE}list"), SKOS.hasTopConcept)
    }
    assert living == {
        entry.id: (
            number,
            Literal(entry.name, lang=language),
            Literal(entry.definition, lang=language) if entry.definition else None,
        )
        for number, entry in enumerate(made.current.categories, 1)
    }
    ended = {
        str(one): (str(graph.value(one, SKOS.prefLabel)), set(map(str, graph.objects(one, DCTERMS.isReplacedBy))))
        for one in graph.subjects(OWL.deprecated, Literal(True))
    }
    assert ended == {
        f"{BASE}{entry.category.id}": (entry.category.name, {f"{BASE}{heir}" for heir in entry.became})
        for entry in made.current.retired
    }


@given(materials())
@settings(deadline=None, max_examples=25)
def test_no_concept_has_two_preferred_names_in_one_language(made):
    graph = read(skos_content(made)) + read(xkos_content(made))
    for one in graph.subjects(RDF.type, SKOS.Concept):
        languages = Counter(label.language for label in graph.objects(one, SKOS.prefLabel))
        assert all(times == 1 for times in languages.values()), one


@given(materials())
@settings(deadline=None, max_examples=25)
def test_xkos_has_an_association_for_each_decision_and_for_each_category_that_nobody_touched(made):
    graph = read(xkos_content(made))
    for step in made.steps:
        correspondence = URIRef(f"{BASE}change/{step.after.label}")
        compared = set(graph.objects(correspondence, XKOS.compares))
        assert compared == {URIRef(f"{BASE}version/{label}") for label in (step.before.label, step.after.label)}
        found = Counter(
            (
                str(graph.value(one, DCTERMS.identifier) or ""),
                tuple(sorted(str(type).removeprefix(CHANGE_TYPE) for type in graph.objects(one, DC.type))),
                tuple(sorted(str(end).rpartition("/")[2] for end in graph.objects(one, XKOS.sourceConcept))),
                tuple(sorted(str(end).rpartition("/")[2] for end in graph.objects(one, XKOS.targetConcept))),
            )
            for one in graph.objects(correspondence, XKOS.madeOf)
        )
        assert found == Counter(
            (
                changes[0].decision or "",
                tuple(sorted({change.type.value for change in changes})),
                tuple(sorted({id for change in changes for id in change.old})),
                tuple(sorted({id for change in changes for id in change.new})),
            )
            for changes in by_decision(step)
        )


def by_decision(step):
    parts = defaultdict(list)
    for place, change in enumerate(step.changes):
        parts[change.decision or place].append(change)
    return parts.values()


def test_a_decision_that_splits_and_widens_says_so_of_each_pair():
    one, two = CategoryId("C1"), CategoryId("C2")
    before = Version("v0", "s0", (Category(one, "One"),))
    after = Version("v1", "s1", (Category(one, "One and more"), Category(two, "Two")))
    p1 = ProposalId("P1")
    changes = (Change(ChangeType.SPLIT_OFF, (one,), (one, two), p1), Change(ChangeType.WIDENED, (one,), (one,), p1))
    made = material((before, after), (Step(before, after, changes, (), ()),))
    assert {row["object_id"]: row["predicate_id"] for row in rows(sssom_content(made))} == {
        "v1:C1": "skos:relatedMatch",
        "v1:C2": "skos:narrowMatch",
    }
    graph = read(xkos_content(made))
    (association,) = graph.objects(None, XKOS.madeOf)
    types = {str(type).removeprefix(CHANGE_TYPE) for type in graph.objects(association, DC.type)}
    assert types == {"split_off", "widened"}


def test_a_part_that_moved_makes_the_giver_narrower_and_the_taker_broader():
    ids = CategoryId("C1"), CategoryId("C2")
    versions = tuple(Version(label, label, tuple(Category(id, id) for id in ids)) for label in ("v0", "v1"))
    change = Change(ChangeType.TRANSFER, ids, ids, ProposalId("P1"))
    found = rows(sssom_content(material(versions, (Step(*versions, (change,), (), ()),))))
    assert {(row["subject_id"], row["object_id"]): row["predicate_id"] for row in found} == {
        ("v0:C1", "v1:C1"): "skos:narrowMatch",
        ("v0:C1", "v1:C2"): "skos:relatedMatch",
        ("v0:C2", "v1:C2"): "skos:broadMatch",
    }


@given(materials())
@settings(deadline=None, max_examples=25)
def test_every_end_of_an_association_is_described(made):
    graph = read(xkos_content(made))
    ends = {*graph.objects(None, XKOS.sourceConcept), *graph.objects(None, XKOS.targetConcept)}
    for end in ends:
        assert (end, RDF.type, SKOS.Concept) in graph and graph.value(end, SKOS.prefLabel) is not None
    for type in ChangeType:
        assert graph.value(URIRef(f"{CHANGE_TYPE}{type}"), SKOS.notation) == (
            Literal(GSIM_CODES[type]) if type in GSIM_CODES else None
        )


@given(materials())
@settings(deadline=None, max_examples=25)
def test_xkos_keeps_every_version_in_its_words(made):
    graph = read(xkos_content(made))
    for version in made.versions:
        scheme = URIRef(f"{BASE}version/{version.label}")
        level = graph.value(graph.value(scheme, XKOS.levels), RDF.first)
        found = [
            (int(graph.value(one, SKOS.notation)), str(graph.value(one, SKOS.prefLabel)))
            for one in graph.objects(level, SKOS.member)
        ]
        assert sorted(found) == [(number, entry.name) for number, entry in enumerate(version.categories, 1)]
        assert {str(graph.value(one, DCTERMS.isVersionOf)) for one in graph.objects(level, SKOS.member)} == {
            f"{BASE}{entry.id}" for entry in version.categories
        }


def rows(pieces):
    head, _, body = whole(pieces).decode().partition("subject_id\t")
    assert all(line.startswith("#") for line in head.splitlines())
    return list(csv.DictReader(io.StringIO(f"subject_id\t{body}", newline=""), delimiter="\t"))


@given(materials())
@settings(deadline=None, max_examples=25)
def test_sssom_pairs_what_the_concordance_pairs_with_the_cardinality_of_the_whole(made):
    found = rows(sssom_content(made))
    pairs = Counter((row["subject_id"], row["object_id"]) for row in found)
    assert pairs == Counter(
        (
            f"{step.before.label}:{line.old.id}" if line.old else "sssom:NoTermFound",
            f"{step.after.label}:{line.new.id}" if line.new else "sssom:NoTermFound",
        )
        for step in made.steps
        for line in concordance(step)
    )
    objects, subjects = defaultdict(set), defaultdict(set)
    for subject, object in pairs:
        if "sssom:NoTermFound" not in (subject, object):
            objects[subject].add(object)
            subjects[object].add(subject)
    for row in found:
        subject, object = row["subject_id"], row["object_id"]
        if subject == "sssom:NoTermFound":
            expected = "0:1"
        elif object == "sssom:NoTermFound":
            expected = "1:0"
        else:
            expected = f"{'1n'[len(subjects[object]) > 1]}:{'1n'[len(objects[subject]) > 1]}"
        assert row["mapping_cardinality"] == expected
        assert not {"\n", "\t"} & set("".join(row.values()))


@given(materials())
@settings(deadline=None, max_examples=25)
def test_json_follows_its_schema_and_holds_every_version(made):
    document = json.loads(whole(json_content(made)))
    jsonschema.validate(document, json.loads(json_schema()), jsonschema.Draft202012Validator)
    assert [
        [(entry["id"], entry["number"], entry["name"], entry["definition"]) for entry in version["categories"]]
        for version in document["versions"]
    ] == [
        [(entry.id, number, entry.name, entry.definition) for number, entry in enumerate(version.categories, 1)]
        for version in made.versions
    ]
    assert [[(one["type"], one["old"], one["new"]) for one in step["changes"]] for step in document["steps"]] == [
        [(one.type.value, list(one.old), list(one.new)) for one in step.changes] for step in made.steps
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document["versions"][0]["categories"][0].update(number=0),
        lambda document: document["steps"][0]["changes"][0].update(type="renamed"),
        lambda document: document.pop("title"),
        lambda document: document.update(versions=[]),
        lambda document: document.update(schema=2),
    ],
    ids=["a number 0", "a type that is no GSIM name", "no title", "no version", "another schema"],
)
def test_the_schema_refuses_what_is_wrong(damage):
    from facilitate.records.decisions import DecisionBook
    from facilitate.tracking.versions import revise

    version = Version("v0", "s0", (Category(CategoryId("C1"), "One"),))
    step, _ = revise(version, DecisionBook(), (), (), session="s1")
    document = json.loads(whole(json_content(material((version, step.after), (step,)))))
    schema = json.loads(json_schema())
    jsonschema.validate(document, schema)
    damage(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_published_schema_is_the_one_of_the_code():
    """Where this fails, other programs will notice: give a new form a new number and write its schema."""
    assert (shipped("templates") / "schemas" / SCHEMA_FILE).read_bytes() == json_schema()


@given(materials())
@settings(deadline=None, max_examples=25)
def test_no_cell_of_a_csv_file_is_taken_for_a_formula(made):
    for form in (list_csv, concordance_csv, changes_csv):
        content = whole(form(made))
        assert content.startswith(b"\xef\xbb\xbf")
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert {len(row) for row in table} == {len(table[0])}
        assert [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))] == []


@pytest.mark.parametrize("text", NASTY)
def test_a_text_in_turtle_is_read_back_as_it_was(text):
    graph = read([f"<urn:a> <urn:b> {literal(text, 'en')} .".encode()])
    assert list(graph.objects()) == [Literal(text, lang="en")]


def test_addresses_stay_apart_whatever_an_id_looks_like():
    to = Addresses("https://example.org/list#")
    odd = ["C1", "01.11", "a b", "é", "v1", "x/y", "change", "%41", "A"]
    made = [address for id in odd for address in (to.category(id), to.in_version("v1", id), to.decision("v1", id))]
    assert len(set(made)) == len(made)
    assert all(address.isascii() and " " not in address for address in made)


@pytest.mark.parametrize(
    ("base", "usable"),
    [
        ("https://example.org/skills/", True),
        ("https://example.org/skills#", True),
        ("urn:example:skills:", True),
        ("https://example.org/skills", False),
        ("example.org/skills/", False),
        ("https://example.org/a b/", False),
        ('https://example.org/"/', False),
        ("", False),
    ],
)
def test_a_base_is_an_address_that_can_be_added_to(base, usable):
    assert usable_base(base) is usable
