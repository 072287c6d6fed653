"""``facilitate export`` on the two example sessions in every form, and ``facilitate new --categories`` back again."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, SKOS, Namespace

from facilitate.cli import main
from facilitate.reading.meeting import read_meeting
from facilitate.text import one_line, shielded
from tests.conftest import FIRST, NINE, ROOT, SECOND, Workbook, codes
from tests.writing.exchange.series import NASTY, settled

XKOS = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
FORMS = ("skos", "xkos", "sssom", "json", "csv")
FILES = {
    "list.skos.ttl",
    "series.xkos.ttl",
    "series.sssom.tsv",
    "series.json",
    "facilitate-list-1.schema.json",
    "list.csv",
    "concordance.csv",
    "changes.csv",
}
BASE = "http://facilitate.invalid/lists/ilo-skills-innovation-network-core-group-meetings/"
TYPES = "http://facilitate.invalid/terms/change/"

LEADS_TO = {
    "C1": {"C1"},
    "C2": {"C2"},
    "C3": {"C3", "C9"},
    "C4": {"C4"},
    "C5": {"C5", "C11"},
    "C6": {"C5", "C11"},
    "C7": {"C7"},
    "C8": {"C8"},
}
"""Where the content of the original eight is after both meetings."""


def export(facilitate, session, *words, forms=FORMS):
    result = facilitate("export", session, *(word for form in forms for word in ("--to", form)), *words)
    assert result.exit_code == 0, result.stderr
    return session / "report/exchange"


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """The first example session, exported in every form."""
    return exported(FIRST, tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The second example session, exported in every form."""
    return exported(SECOND, tmp_path_factory.mktemp("two"))


def exported(name, folder):
    session = Path(shutil.copytree(ROOT / "sessions" / name, folder / name))
    result = CliRunner().invoke(main, ["export", str(session), *(word for form in FORMS for word in ("--to", form))])
    assert result.exit_code == 0, result.stderr
    return session / "report/exchange"


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def mappings(path):
    lines = path.read_text().splitlines(keepends=True)
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def local(address):
    return str(address).rpartition("/")[2]


def test_every_form_is_written_and_nothing_else(one):
    assert {path.name for path in one.iterdir()} == FILES


def test_one_form_is_written_where_one_is_asked_for(facilitate, first):
    assert [path.name for path in export(facilitate, first, forms=("skos",)).iterdir()] == ["list.skos.ttl"]


def test_the_same_session_gives_the_same_bytes(two, tmp_path):
    other = exported(SECOND, tmp_path)
    assert {name: (two / name).read_bytes() for name in FILES} == {name: (other / name).read_bytes() for name in FILES}


def test_skos_holds_the_nine_names_of_the_public_report_and_what_became_of_the_sixth(one):
    graph = Graph().parse(one / "list.skos.ttl")
    scheme = URIRef(f"{BASE}list")
    concepts = sorted(graph.objects(scheme, SKOS.hasTopConcept), key=lambda one: int(graph.value(one, SKOS.notation)))
    assert [graph.value(one, SKOS.prefLabel) for one in concepts] == [Literal(name, lang="en") for name in NINE]
    assert [local(one) for one in concepts] == ["C1", "C2", "C3", "C4", "C5", "C7", "C8", "C9", "C10"]
    (ended,) = graph.subjects(OWL.deprecated, Literal(True))
    assert (local(ended), str(graph.value(ended, SKOS.prefLabel))) == ("C6", "Sectoral approach")
    assert [local(one) for one in graph.objects(ended, DCTERMS.isReplacedBy)] == ["C5"]
    assert str(graph.value(ended, SKOS.historyNote)) == "In v1: merged into C5."


def test_an_earlier_name_is_kept_as_a_note_of_history(two):
    graph = Graph().parse(two / "list.skos.ttl")
    assert sorted(map(str, graph.objects(URIRef(f"{BASE}C7"), SKOS.historyNote))) == ["Until v1: Training delivery"]


def associations(graph, label):
    return {
        (
            str(graph.value(one, DCTERMS.identifier) or ""),
            local(graph.value(one, DC.type)),
            frozenset(map(local, graph.objects(one, XKOS.sourceConcept))),
            frozenset(map(local, graph.objects(one, XKOS.targetConcept))),
        )
        for one in graph.objects(URIRef(f"{BASE}change/{label}"), XKOS.madeOf)
    }


def test_xkos_has_one_association_a_decision_and_a_split_has_two_targets(one):
    graph = Graph().parse(one / "series.xkos.ttl")
    assert associations(graph, "v1") == {
        ("P1", "name_change", frozenset({"C1"}), frozenset({"C1"})),
        ("P3", "name_change", frozenset({"C2"}), frozenset({"C2"})),
        ("P4", "split_off", frozenset({"C3"}), frozenset({"C3", "C9"})),
        ("P6", "widened", frozenset({"C4"}), frozenset({"C4"})),
        ("P7", "widened", frozenset({"C5"}), frozenset({"C5"})),
        ("P8", "take_over", frozenset({"C5", "C6"}), frozenset({"C5"})),
        ("P11", "widened", frozenset({"C8"}), frozenset({"C8"})),
        ("P13", "creation", frozenset(), frozenset({"C10"})),
        ("", "code_change", frozenset({"C7"}), frozenset({"C7"})),
        ("", "code_change", frozenset({"C8"}), frozenset({"C8"})),
    }
    assert str(graph.value(URIRef(f"{TYPES}take_over"), SKOS.notation)) == "RC3.2"
    assert sorted(map(str, graph.objects(URIRef(f"{BASE}change/v1/P8"), DC.contributor))) == [
        "blue",
        "orange",
        "violet",
    ]


def test_xkos_says_which_version_is_agreed_and_which_is_a_draft(two):
    graph = Graph().parse(two / "series.xkos.ttl")
    status = URIRef("http://www.w3.org/ns/adms#status")
    versions = {local(one): local(state) for one, state in graph.subject_objects(status)}
    assert versions == {"v0": "agreed", "v1": "agreed", "v2": "draft"}
    assert graph.value(URIRef(f"{BASE}version/v2"), XKOS.follows) == URIRef(f"{BASE}version/v1")
    levels = list(graph.subjects(RDF.type, XKOS.ClassificationLevel))
    assert sorted(len(list(graph.objects(level, SKOS.member))) for level in levels) == [8, 9, 10]


def by_xkos(folder):
    graph = Graph().parse(folder / "series.xkos.ttl")
    for one in graph.subjects(RDF.type, XKOS.ConceptAssociation):
        for source in graph.objects(one, XKOS.sourceConcept):
            for target in graph.objects(one, XKOS.targetConcept):
                yield tuple(str(source).split("/")[-2:]), tuple(str(target).split("/")[-2:])


def by_sssom(folder):
    for row in mappings(folder / "series.sssom.tsv"):
        if "sssom:NoTermFound" not in (row["subject_id"], row["object_id"]):
            yield tuple(row["subject_id"].split(":")), tuple(row["object_id"].split(":"))


def by_json(folder):
    for step in json.loads((folder / "series.json").read_text())["steps"]:
        for change in step["changes"]:
            for old in change["old"]:
                for new in change["new"]:
                    yield (step["before"], old), (step["after"], new)


def by_csv(folder):
    for row in table(folder / "concordance.csv"):
        if row["old id"] and row["new id"]:
            yield (row["from version"], row["old id"]), (row["to version"], row["new id"])


@pytest.mark.parametrize("links", [by_xkos, by_sssom, by_json, by_csv])
def test_both_meetings_trace_back_to_the_original_eight_in_every_form(two, links):
    forward = defaultdict(set)
    for old, new in links(two):
        forward[old].add(new)
    found = {}
    for number in range(1, 9):
        reached = {("v0", f"C{number}")}
        for _ in range(2):
            reached = {new for old in reached for new in forward[old]}
        found[f"C{number}"] = {id for _, id in reached}
    assert found == LEADS_TO


def test_sssom_says_how_meanings_relate(one):
    found = {
        (row["subject_id"], row["object_id"]): (row["predicate_id"], row["mapping_cardinality"], row["ext_decision"])
        for row in mappings(one / "series.sssom.tsv")
    }
    assert found == {
        ("v0:C1", "v1:C1"): ("skos:exactMatch", "1:1", "P1"),
        ("v0:C2", "v1:C2"): ("skos:exactMatch", "1:1", "P3"),
        ("v0:C3", "v1:C3"): ("skos:narrowMatch", "1:n", "P4"),
        ("v0:C3", "v1:C9"): ("skos:narrowMatch", "1:n", "P4"),
        ("v0:C4", "v1:C4"): ("skos:broadMatch", "1:1", "P6"),
        ("v0:C5", "v1:C5"): ("skos:broadMatch", "n:1", "P7 P8"),
        ("v0:C6", "v1:C5"): ("skos:broadMatch", "n:1", "P8"),
        ("v0:C7", "v1:C7"): ("skos:exactMatch", "1:1", ""),
        ("v0:C8", "v1:C8"): ("skos:broadMatch", "1:1", "P11"),
        ("sssom:NoTermFound", "v1:C10"): ("skos:exactMatch", "0:1", "P13"),
    }


TOOLS = """
import sys
from pathlib import Path
from sssom.cli import main
from sssom.parsers import parse_sssom_table
from sssom.writers import write_table
source, parsed, again = sys.argv[1:]
main(["validate", source], standalone_mode=False)
found = parse_sssom_table(source)
with open(parsed, "w") as stream:
    write_table(found, stream)
found.infer_cardinality()
Path(again).write_text(" ".join(found.df["mapping_cardinality"]))
"""
"""The public tools validate the file, read it, write it again, and count the cardinalities themselves."""


@pytest.mark.skipif(find_spec("sssom") is None, reason="the public SSSOM tools are not installed: pip install sssom")
def test_the_public_sssom_tools_accept_the_mappings_and_count_as_we_do(two, tmp_path):
    path = two / "series.sssom.tsv"
    parsed, again = tmp_path / "parsed.sssom.tsv", tmp_path / "again.txt"
    run = subprocess.run([sys.executable, "-c", TOOLS, path, parsed, again], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    columns = ("subject_id", "subject_label", "predicate_id", "object_id", "mapping_cardinality", "comment", "see_also")
    ours, theirs = mappings(path), mappings(parsed)
    assert [[row[name] for name in columns] for row in theirs] == [[row[name] for name in columns] for row in ours]
    assert again.read_text().split() == [row["mapping_cardinality"] for row in ours]


def test_json_follows_the_schema_beside_it_and_leads_to_the_cells(one):
    document = json.loads((one / "series.json").read_text())
    schema = json.loads((one / document["$schema"]).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    (split,) = [one for one in document["steps"][0]["decisions"] if one["id"] == "P4"]
    assert (split["action"], split["groups"], split["address"]) == ("split", ["green", "violet"], f"{BASE}change/v1/P4")
    for evidence in split["evidence"]:
        cell = load_workbook(one.parent.parent / evidence["file"])[evidence["sheet"]][evidence["cell"]]
        assert " ".join(str(cell.value).split()) == " ".join(evidence["text"].split())
    marked = [
        (span["text"], span["decision"])
        for entry in document["versions"][1]["categories"]
        for span in entry["new_input"]
    ]
    assert marked == [("Research", "P6"), (NINE[8], "P13")]


def test_csv_opens_in_excel_with_the_printed_concordance(one):
    for name in ("list.csv", "concordance.csv", "changes.csv"):
        assert (one / name).read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["name"] for row in table(one / "list.csv")] == list(NINE)
    assert [(row["old number"], row["type"], row["new number"]) for row in table(one / "concordance.csv")] == [
        ("1", "renamed", "1"),
        ("2", "renamed", "2"),
        ("3", "split off", "3"),
        ("3", "split off", "8"),
        ("4", "widened", "4"),
        ("5", "widened", "5"),
        ("6", "merged into", "5"),
        ("7", "renumbered", "6"),
        ("8", "widened, renumbered", "7"),
        ("", "new", "9"),
    ]


def test_no_name_of_a_participant_leaves_with_an_export(one):
    with Workbook(one.parent.parent / "meeting.xlsx") as book:
        people = [person["name"] for person in book.rows("participants")]
    for path in one.iterdir():
        text = path.read_text()
        assert [name for name in people if name in text] == [], path.name
        assert "@example.org" not in text


@pytest.mark.parametrize("since", ["v1", FIRST, f"somewhere/{FIRST}"])
def test_since_leaves_out_what_was_before(facilitate, second, since):
    folder = export(facilitate, second, "--since", since)
    document = json.loads((folder / "series-since-v1.json").read_text())
    assert [version["label"] for version in document["versions"]] == ["v1", "v2"]
    assert {row["from version"] for row in table(folder / "concordance-since-v1.csv")} == {"v1"}
    assert [one["id"] for one in document["ended"]] == ["C6"]


def test_since_takes_the_meetings_as_one_step_as_changes_does(facilitate, second):
    """What stands in every form is the net concordance, and rests on the decisions of both meetings."""
    folder = export(facilitate, second, "--since", "v0")
    assert facilitate("changes", second, "--since", "v0").exit_code == 0
    with Workbook(second / "report" / "changes-since-v0.xlsx") as book:
        rows = [row for row in book.rows("Concordance") if row["type"]]  # the count line stands below
        told = [(str(row["old number"] or ""), row["type"], str(row["new number"] or "")) for row in rows]
    written = table(folder / "concordance-since-v0.csv")
    assert [(row["old number"], row["type"], row["new number"]) for row in written] == told
    meetings = f"{FIRST}; {SECOND}"
    assert {tuple(row.values())[:3] for row in written} == {(meetings, "v0", "v2")}
    document = json.loads((folder / "series-since-v0.json").read_text())
    jsonschema.validate(
        document, json.loads((folder / "facilitate-list-1.schema.json").read_text()), jsonschema.Draft202012Validator
    )
    (step,) = document["steps"]
    assert (step["before"], step["after"]) == ("v0", "v2")
    asked = {one["id"]: one for one in step["decisions"]}
    assert {id.partition(":")[0] for id in asked} == {"v1", "v2"}
    renamed = next(one for one in step["changes"] if one["old"] == ["C4"] and one["decision"])
    assert set(renamed["rests_on"]) <= asked.keys()
    graph = Graph().parse(folder / "series-since-v0.xkos.ttl")
    (correspondence,) = graph.subjects(RDF.type, XKOS.Correspondence)
    assert str(correspondence) == f"{BASE}change/v0-v2"
    parts = list(graph.objects(correspondence, XKOS.madeOf))
    assert len(parts) == len(step["changes"])
    split = next(one for one in parts if str(one).endswith("/split_off/C3"))
    assert {str(one) for one in graph.objects(split, DCTERMS.source)} >= {f"{BASE}change/v1/P4"}
    pairs = {(row["subject_id"], row["object_id"]) for row in mappings(folder / "series-since-v0.sssom.tsv")}
    assert len(pairs) == len(written)
    assert {source for source, _ in pairs} - {"sssom:NoTermFound"} == {f"v0:C{number}" for number in range(1, 9)}


def test_a_version_that_is_not_there_is_named_with_those_that_are(facilitate, second):
    result = facilitate("export", second, "--to", "json", "--since", "v9")
    assert result.exit_code == 1
    assert result.stderr.strip() == (
        "Error: There is no version v9 in this series. There are: v0 (the original list), "
        f"v1 (after {FIRST}) and v2 (after {second.name})."
    )


def test_a_base_of_ones_own_is_what_all_addresses_begin_with(facilitate, first):
    folder = export(facilitate, first, "--base", "https://example.org/skills/")
    graph = Graph().parse(folder / "list.skos.ttl")
    assert {str(one) for one in graph.subjects()} == {
        f"https://example.org/skills/{name}" for name in ("list", *(f"C{n}" for n in range(1, 11)))
    }


def test_a_base_that_nothing_can_be_added_to_is_refused(facilitate, first):
    result = facilitate("export", first, "--to", "skos", "--base", "https://example.org/skills")
    assert result.exit_code == 1
    assert "ends in a slash or a hash" in result.stderr
    assert not (first / "report").exists()


def test_before_the_decisions_the_list_is_the_original_one(facilitate, first):
    (first / "decisions.xlsx").unlink()
    folder = export(facilitate, first)
    document = json.loads((folder / "series.json").read_text())
    assert ([version["label"] for version in document["versions"]], document["steps"]) == (["v0"], [])
    assert len(table(folder / "list.csv")) == 8
    assert mappings(folder / "series.sssom.tsv") == []


@pytest.mark.parametrize("name", ["list.skos.ttl", "list.csv"])
def test_a_new_session_begins_with_the_exported_list(facilitate, first, tmp_path, name):
    folder = export(facilitate, first)
    result = facilitate("new", tmp_path / "next", "--categories", folder / name)
    assert result.exit_code == 0
    assert f"Read 9 categories from {folder / name}." in result.stdout
    again = export(facilitate, named(tmp_path / "next"))
    assert (again / "list.csv").read_bytes() == (folder / "list.csv").read_bytes()


def named(session):
    with Workbook(session / "meeting.xlsx") as book:
        book.set("meeting", "title", "value", "The next meeting")
        book.set("meeting", "date", "value", "2021-03-01")
        book.set("meeting", "time zone", "value", "Europe/Zurich")
        for sheet, header, value in (("agenda", "session", "Opening"), ("groups", "name", "Green")):
            book.set(sheet, 2, header, value)
    return session


def test_a_workbook_of_ours_gives_its_list_to_a_new_session(facilitate, first, tmp_path):
    facilitate("report", first, "--quiet")
    for source, length in ((first / "meeting.xlsx", 8), (first / "report/changes.xlsx", 9)):
        target = tmp_path / source.stem
        assert facilitate("new", target, "--categories", source).exit_code == 0
        meeting, _ = read_meeting(target / "meeting.xlsx", "meeting.xlsx")
        assert len(meeting.categories) == length


def test_names_that_try_every_escape_go_through_workbooks_and_exports(facilitate, tmp_path):
    rows = [(f"C{number}", shielded(one_line(text))) for number, text in enumerate(NASTY, 1)]
    with (tmp_path / "list.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([("id", "name"), *rows])
    source = tmp_path / "list.csv"
    for step, form in enumerate(("list.skos.ttl", "list.csv", "")):
        session = tmp_path / f"s{step}"
        result = facilitate("new", session, "--categories", source)
        assert result.exit_code == 0, result.stderr
        meeting, _ = read_meeting(session / "meeting.xlsx", "meeting.xlsx")
        assert [entry.name for entry in meeting.categories] == [one_line(settled(text)) for text in NASTY]
        facilitate("export", session, "--to", "skos", "--to", "csv")
        source = session / "report/exchange" / form


def test_a_list_with_a_mistake_makes_nothing(facilitate, tmp_path):
    (tmp_path / "list.csv").write_text("id,name\nC1,One\nC1,Two\n")
    result = facilitate("new", tmp_path / "s", "--categories", tmp_path / "list.csv")
    assert (result.exit_code, codes(result)) == (1, ["duplicate-id"])
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("words", [("--after", "x", "--categories", "y"), ("--language", "en")])
def test_options_that_do_not_go_together_are_refused(facilitate, tmp_path, words):
    assert facilitate("new", tmp_path / "s", *words).exit_code == 2
    assert not (tmp_path / "s").exists()
