"""A list from a file: the same list comes back from every form, and each bad input has its message and its place."""

import builtins
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from facilitate.reading.lists import read_list
from facilitate.records.categories import Category, CategoryId, Retired, Version
from facilitate.writing.exchange.document import json_content
from facilitate.writing.exchange.skos import skos_content
from facilitate.writing.exchange.tables import list_csv
from tests.conftest import ROOT
from tests.writing.exchange.series import lists, material

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://example.org/list/> .
"""


def written(folder, name, content):
    path = folder / name
    content = content.encode() if isinstance(content, str) else content
    path.write_bytes(content if isinstance(content, bytes) else b"".join(content))
    return path


def read(folder, name, content, language=""):
    return read_list(written(folder, name, content), name, language)


def met(problems):
    return [(problem.code, str(problem.place)) for problem in problems]


@given(lists())
@settings(deadline=None, max_examples=100)
def test_a_list_comes_back_from_csv_as_it_was(tmp_path_factory, entries):
    content = list_csv(material((Version("v0", "s0", entries),)))
    found, problems = read(tmp_path_factory.mktemp("csv"), "list.csv", content)
    assert (found.categories, problems) == (entries, ())


@given(lists())
@settings(deadline=None, max_examples=100)
def test_a_list_comes_back_from_our_json_as_it_was(tmp_path_factory, entries):
    content = json_content(material((Version("v0", "s0", entries),)))
    found, problems = read(tmp_path_factory.mktemp("json"), "series.json", content)
    assert (found.categories, found.language, problems) == (entries, "en", ())


def test_of_a_series_in_json_the_list_as_it_stands_is_read_and_what_ended_is_said(tmp_path):
    first, second = (Version(f"v{n}", "s", (Category(CategoryId("C1"), f"Name {n}"),)) for n in (0, 1))
    second = replace(second, retired=(Retired(Category(CategoryId("C2"), "Gone")),))
    found, problems = read(tmp_path, "series.json", json_content(material((first, second))))
    assert [entry.name for entry in found.categories] == ["Name 1"]
    assert met(problems) == [("ended-left-out", "series.json")]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ("[1, 2]", "Expected `object`, got `array`"),
        ('{"schema": 1, "current": "v1"}', "missing required field `versions`"),
        ('{"schema": 1, "current": "v1", "versions": [{"label": "v0", "categories": []}]}', "no version v1"),
        ('{"schema": 1, "curr', "truncated"),
    ],
)
def test_a_json_file_of_another_kind_is_refused(tmp_path, content, detail):
    _, problems = read(tmp_path, "other.json", content)
    assert met(problems) == [("not-our-json", "other.json")]
    assert detail in problems[0].found


def test_an_id_that_cannot_be_used_is_named_with_its_version_in_json(tmp_path):
    content = '{"schema": 1, "current": "v2", "versions": [{"label": "v2", "categories": [{"id": "x", "name": "X"}]}]}'
    _, problems = read(tmp_path, "series.json", content)
    assert met(problems) == [("unusable-id", "series.json:v2!x")]


@given(lists())
@settings(deadline=None, max_examples=50)
def test_a_list_comes_back_from_skos_as_it_was(tmp_path_factory, entries):
    content = skos_content(material((Version("v0", "s0", entries),)))
    found, problems = read(tmp_path_factory.mktemp("skos"), "list.ttl", content)
    assert (found.categories, found.language, problems) == (entries, "en", ())


def test_what_ended_is_left_out_and_said(tmp_path):
    gone = tuple(Retired(Category(CategoryId(f"C{n}"), f"Gone {n}"), ()) for n in (10, 2))
    content = skos_content(material((Version("v0", "s0", (Category(CategoryId("C1"), "One"),), gone),)))
    found, problems = read(tmp_path, "list.ttl", content)
    assert [entry.id for entry in found.categories] == ["C1"]
    assert met(problems) == [("ended-left-out", "list.ttl")]
    assert problems[0].found == "Ended earlier and therefore not on the list: C2 and C10."


CSV = {
    "comma": "id,name\nC1,One\nC2,Two\n",
    "semicolon, as Excel writes it in much of Europe": "id;name\r\nC1;One\r\nC2;Two\r\n",
    "tab": "id\tname\nC1\tOne\nC2\tTwo\n",
    "a byte-order mark": "\ufeffid,name\nC1,One\nC2,Two\n",
    "headers in another order and case": "Name , ID\nOne,C1\nTwo,C2\n",
    "numbers in another order than the rows": "number,id,name\n2,C2,Two\n1,C1,One\n",
    "empty rows and columns": "id,name,,\nC1,One,,\n,,,\nC2,Two,,\n",
}


@pytest.mark.parametrize("content", CSV.values(), ids=CSV)
def test_csv_is_read_as_spreadsheet_programs_write_it(tmp_path, content):
    found, problems = read(tmp_path, "list.csv", content)
    assert [(entry.id, entry.name) for entry in found.categories] == [("C1", "One"), ("C2", "Two")]
    assert problems == ()


def test_csv_in_utf_16_is_read(tmp_path):
    found, problems = read(tmp_path, "list.csv", "id\tname\nC1\tÉcole\n".encode("utf-16"))
    assert ([entry.name for entry in found.categories], problems) == (["École"], ())


BAD_CSV = {
    "no name header": ("id,title\nC1,One\n", [("unknown-column", "B1"), ("missing-column", "A1")]),
    "letters that are not UTF-8": ("id,name\nC1,École\n".encode("cp1252"), [("not-unicode", "")]),
    "a quotation mark that never closes": ('id,name\nC1,"One\nC2,Two\n', [("broken-csv", "line 3")]),
    "a comma without quotation marks": ("id,name\nC1,Data, analysis\n", [("cells-beyond-headers", "C2")]),
    "an id without a number": ("id,name\nC,One\n", [("unusable-id", "A2")]),
    "a code without letters": ("id,name\n01.1,One\n", [("unusable-id", "A2")]),
    "an id twice": ("id,name\nC1,One\nc1,Two\n", [("duplicate-id", "A3")]),
    "a name twice": ("id,name\nC1,One\nC2,ONE.\n", [("duplicate-id", "B3")]),
    "no id": ("id,name\n,One\n", [("missing-cell", "A2")]),
    "no name": ("id,name\nC1,\n", [("missing-cell", "B2")]),
    "a number left out": ("number,id,name\n1,C1,One\n,C2,Two\n", [("numbers-unclear", "A2")]),
    "a number twice": ("number,id,name\n1,C1,One\n1,C2,Two\n", [("numbers-unclear", "A2")]),
    "numbers from 2": ("number,id,name\n2,C1,One\n3,C2,Two\n", [("numbers-unclear", "A2")]),
    "a text that no cell holds": (f"id,name\nC1,{'x' * 32_768}\n", [("longer-than-a-cell", "B2")]),
    "headers and nothing else": ("id,name\n", [("no-rows", "")]),
    "nothing at all": ("", [("no-rows", "")]),
    "two mistakes in one go": ("id,name\nC,\nC1,One\n", [("missing-cell", "B2"), ("unusable-id", "A2")]),
}


@pytest.mark.parametrize(("content", "expected"), BAD_CSV.values(), ids=BAD_CSV)
def test_bad_csv_has_its_messages_and_gives_no_list(tmp_path, content, expected):
    found, problems = read(tmp_path, "list.csv", content)
    assert met(problems) == [(code, f"list.csv:{place}".rstrip(":")) for code, place in expected]
    assert found.categories == ()


def workbook(path, **sheets):
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


ROWS = [("id", "name", "definition"), ("C1", "One", "First"), ("C2", "Two", None)]


@pytest.mark.parametrize("names", [["categories", "notes"], ["List", "Concordance"], ["anything"]])
def test_the_sheet_is_found_by_its_name_or_because_it_is_the_only_one(tmp_path, names):
    path = workbook(tmp_path / "list.xlsx", **dict.fromkeys(names, ROWS))
    found, problems = read_list(path, "list.xlsx")
    assert [(entry.id, entry.name, entry.definition) for entry in found.categories] == [
        ("C1", "One", "First"),
        ("C2", "Two", ""),
    ]
    assert problems == ()


def test_several_sheets_of_which_none_is_named_are_a_question_to_the_person(tmp_path):
    path = workbook(tmp_path / "list.xlsx", old=ROWS, new=ROWS)
    found, problems = read_list(path, "list.xlsx")
    assert (found.categories, met(problems)) == ((), [("which-sheet", "list.xlsx")])
    assert "“old” and “new”" in problems[0].found


def test_the_example_row_of_a_new_workbook_is_no_category(tmp_path):
    path = workbook(tmp_path / "list.xlsx", categories=[*ROWS, ("C3", "Example: Training", "")])
    found, problems = read_list(path, "list.xlsx")
    assert (len(found.categories), met(problems)) == (2, [("example-row", "list.xlsx:categories!A4")])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("list.pdf", b"%PDF-1.7", "unknown-list-format"),
        ("list.txt", b"id,name", "unknown-list-format"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, content, code):
    found, problems = read(tmp_path, name, content)
    assert (found.categories, met(problems)) == ((), [(code, name)])


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    assert met(read_list(tmp_path / "list.csv", "list.csv")[1]) == [("cannot-open", "list.csv")]


FOREIGN = f"""{PREFIXES}
:T1 a skos:Concept ; skos:prefLabel "Un"@fr, "One"@en ; skos:notation "1" ; skos:definition "D"@en, "Déf"@fr ;
    skos:altLabel "Uno"@es ; skos:inScheme :s .
:x a skos:Concept ; dcterms:identifier "T2" ; skos:prefLabel "Two"@en, "Deux"@fr ; skos:notation "2" ;
    skos:inScheme :s ; skos:definition [ xkos:plainText "Une note"@fr ] .
:s a skos:ConceptScheme .
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", [("T1", "One", "D"), ("T2", "Two", "")]), ("FR", [("T1", "Un", "Déf"), ("T2", "Deux", "Une note")])],
)
def test_skos_of_others_is_read_in_the_language_that_was_asked_for(tmp_path, language, expected):
    content = FOREIGN if language == "FR" else FOREIGN.replace('[ xkos:plainText "Une note"@fr ]', '""')
    found, problems = read(tmp_path, "list.ttl", content, language)
    assert [(entry.id, entry.name, entry.definition) for entry in found.categories] == expected
    assert (found.language, problems) == (language.casefold(), ())


def concept(more="", name="C1", label='"One"', number='"1"'):
    return f"{PREFIXES}:{name} a skos:Concept ; skos:prefLabel {label} ; skos:notation {number} {more} .\n"


HERE = "https://example.org/list/C1"
BAD_SKOS = {
    "several languages": (FOREIGN, "", [("which-language", "")]),
    "a language that is not there": (FOREIGN, "de", [("which-language", "")]),
    "no Turtle": ("hello", "", [("broken-turtle", "line 1")]),
    "a mistake in line 7": (f"{PREFIXES}\n:C1 a skos:Concept skos:prefLabel :x .", "", [("broken-turtle", "line 7")]),
    "an open quotation mark": ('<a:a> <a:b> "open', "", [("broken-turtle", "")]),
    "not UTF-8": ("<a:a> <a:b> 'é' .".encode("cp1252"), "", [("not-unicode", "")]),
    "no concept": ("<a:a> <a:b> 'text' .", "", [("no-concepts", "")]),
    "all ended": (concept("; owl:deprecated true"), "", [("no-concepts", "")]),
    "no name": (f"{PREFIXES}:C1 a skos:Concept .", "", [("order-unknown", ""), ("label-missing", HERE)]),
    "two names": (concept(label='"One", "Uno"'), "", [("several-values", HERE)]),
    "two identifiers": (concept('; dcterms:identifier "C1", "C2"'), "", [("several-values", HERE)]),
    "a definition in another language": (concept('; skos:definition "Eins"@de'), "", [("label-missing", HERE)]),
    "levels": (concept("; skos:broader :C0"), "", [("list-has-levels", "")]),
    "two lists": (concept("; skos:inScheme :a, :b"), "", [("several-lists", "")]),
    "a code without letters": (concept(name="0110"), "", [("unusable-id", "https://example.org/list/0110")]),
    "an id twice": (
        concept() + ':other a skos:Concept ; skos:prefLabel "Two" ; skos:notation "2" ; dcterms:identifier "C1" .',
        "",
        [("duplicate-id", "https://example.org/list/other")],
    ),
    "no address": (
        f'{PREFIXES}[] a skos:Concept ; skos:prefLabel "One" ; skos:notation "1" .',
        "",
        [("concept-without-id", "")],
    ),
    "an address that ends in a slash": (
        f'{PREFIXES}: a skos:Concept ; skos:prefLabel "One" ; skos:notation "1" .',
        "",
        [("concept-without-id", "https://example.org/list/")],
    ),
}


@pytest.mark.parametrize(("content", "language", "expected"), BAD_SKOS.values(), ids=BAD_SKOS)
def test_bad_skos_has_its_messages_and_gives_no_list(tmp_path, content, language, expected):
    found, problems = read(tmp_path, "list.ttl", content, language)
    assert [(code, place) for code, place in met(problems) if code != "order-unknown"] == [
        (code, f"list.ttl:{place}".rstrip(":")) for code, place in expected if code != "order-unknown"
    ]
    assert found.categories == ()


def test_the_versions_of_a_list_are_several_lists_and_are_named(tmp_path):
    from facilitate.writing.exchange.xkos import xkos_content

    versions = tuple(Version(f"v{n}", "s", (Category(CategoryId("C1"), f"Name {n}"),)) for n in (0, 1))
    _, problems = read(tmp_path, "series.ttl", xkos_content(material(versions)))
    assert met(problems) == [("several-lists", "series.ttl")]
    assert "“Test “series”, v0”, “Test “series”, v1”" in problems[0].found


def test_an_order_that_the_file_does_not_say_is_that_of_the_ids_and_said(tmp_path):
    more = "".join(f':C{n} a skos:Concept ; skos:prefLabel "Name {n}"@en .\n' for n in (10, 2, 1))
    found, problems = read(tmp_path, "list.ttl", PREFIXES + more)
    assert [entry.id for entry in found.categories] == ["C1", "C2", "C10"]
    assert met(problems) == [("order-unknown", "list.ttl")]


def test_turtle_without_its_library_is_a_message_with_a_cure(tmp_path, monkeypatch):
    there = builtins.__import__

    def absent(name, *rest, **more):
        if name.partition(".")[0] == "rdflib":
            raise ImportError(name)
        return there(name, *rest, **more)

    path = written(tmp_path, "list.ttl", concept())
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "__import__", absent)
        found, problems = read_list(path, "list.ttl")
    assert (found.categories, met(problems)) == ((), [("rdflib-missing", "list.ttl")])


def test_csv_and_workbooks_are_read_without_loading_rdflib():
    code = "import sys, facilitate.reading.lists; print('rdflib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "False\n"
