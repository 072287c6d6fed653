"""``facilitate map`` as a user runs it."""

import json
import re
import shutil

import pytest
from openpyxl import Workbook, load_workbook

from facilitate.commands import from_kumu
from facilitate.writing.excel.patch import with_cells
from tests.conftest import NINE, codes
from tests.conftest import Workbook as Edited

FILES = {
    "map.html",
    "kumu.xlsx",
    "kumu-ids.xlsx",
    "kumu.json",
    "kumu-backup.json",
    "kumu-views/region.txt",
    "kumu-views/country.txt",
    "kumu-views/language.txt",
    "kumu-views/category.txt",
    "network.graphml",
    "network.gexf",
    "nodes.csv",
    "edges.csv",
    "figures/people-by-region-and-category.png",
    "figures/network.png",
}


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def people_in(path):
    rows = list(load_workbook(path)["Elements"].iter_rows(values_only=True))
    found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return [one for one in found if one["Type"] == "Person"]


def test_the_map_of_a_meeting(facilitate, first):
    result = facilitate("map", first)
    assert result.exit_code == 0
    assert "The map for everyone: 16 people of 24 by name." in result.output
    made = files(first / "report" / "network")
    assert set(made) == FILES
    assert not [name for name, content in made.items() if b"example.org" in content]


def test_the_same_meeting_gives_the_same_bytes(facilitate, first):
    facilitate("map", first, "--public", "--members")
    before = files(first / "report")
    facilitate("map", first, "--public", "--members")
    assert files(first / "report") == before


def test_two_maps_for_two_audiences(facilitate, first):
    facilitate("map", first, "--public", "--members")
    public, members = (people_in(first / "report" / name / "kumu.xlsx") for name in ("network", "network-members"))
    assert [one["Label"] for one in public] == [one["Label"] for one in members]
    assert all("Email" not in one for one in public)
    assert all(one["Email"].endswith("@example.org") for one in members)


def test_after_the_report_the_map_shows_the_revised_list(facilitate, first):
    facilitate("report", first)
    facilitate("map", first)
    found = {value for one in people_in(first / "report/network/kumu.xlsx") for value in one["Category"].split("|")}
    assert found < set(NINE)


def list_of_people(path, *rows, headers=("name", "organisation", "country", "may be published")):
    book = Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_longer_list_instead_of_the_meetings(facilitate, first, tmp_path):
    path = list_of_people(
        tmp_path / "wider.xlsx",
        ("Ana", "Union", "Kenya", "yes"),
        ("Ben", "Union", "UK", "yes"),
        ("Carla", "Union", "Peru", "no"),
    )
    result = facilitate("map", first, "--people", path)
    assert codes(result) == ["unknown-country"]
    assert "2 people of 3 by name" in result.output
    assert [one["Region"] for one in people_in(first / "report/network/kumu.xlsx")] == ["Africa", None]


def test_columns_of_the_list_that_everyone_will_see_are_named(facilitate, first, tmp_path):
    headers = ("name", "may be published", "Beneficiaries", "Phone", "Home address")
    path = list_of_people(
        tmp_path / "wider.xlsx",
        ("Ana", "yes", "Youth", "+254 700 123456", "12 Lake Road"),
        ("Ben", "no", "Women", "", ""),
        headers=headers,
    )
    result = facilitate("map", first, "--people", path, "--public", "--members")
    assert codes(result) == ["further-columns"]
    assert "Columns of the list's own go onto the map as they are: “Beneficiaries”." in result.stderr
    public, members = (files(first / "report" / name) for name in ("network", "network-members"))
    assert not [name for name, content in public.items() if b"Lake Road" in content or b"123456" in content]
    assert b"Lake Road" in members["map.html"]
    assert codes(facilitate("map", first, "--people", path, "--members")) == []


def test_a_kumu_export_as_the_list_names_those_who_agreed(facilitate, first, tmp_path):
    facilitate("map", first, "--members")
    made = first / "report" / "network-members"
    before = people_in(made / "kumu.xlsx")
    for name in ("kumu.xlsx", "kumu-ids.xlsx", "kumu.json", "kumu-backup.json"):
        export = tmp_path / name
        shutil.copy(made / name, export)
        result = facilitate("map", first, "--people", export, "--members")
        assert "16 people of 16 by name" in result.output
        assert people_in(made / "kumu.xlsx") == before


def test_a_list_that_cannot_be_used_leaves_the_earlier_map(facilitate, first, tmp_path):
    facilitate("map", first)
    before = files(first / "report" / "network")
    (tmp_path / "letter.csv").write_text("Dear all\nplease find attached\n")
    result = facilitate("map", first, "--people", tmp_path / "letter.csv")
    assert (result.exit_code, codes(result)) == (1, ["no-name-column"])
    (tmp_path / "empty.csv").write_text("name,country\n")
    result = facilitate("map", first, "--people", tmp_path / "empty.csv")
    assert (result.exit_code, codes(result)) == (1, ["nobody-listed"])
    assert files(first / "report" / "network") == before


HEADERS = ("name", "organisation", "country", "region", "languages", "categories", "e-mail", "may be published")
MISTAKES = (
    ("Ana Costa", "Union", "UK", "", "English", "C1", "ana@example.org", "yes"),
    ("Ben Diallo", "Union", "Türkiye", "", "Frnch", "C1", "ben@example.org", "yes"),
    ("Chen Li", "Union", "Ivory Coast", "", "zh", "Training", "ben@example.org", "yes"),
    ("Ana Costa", "Ministry", "Keniya", "", "en", "C2", "", "yes"),
    ("=Dee", "Union", "Peru", "Afrika", "es", "C2", "", "ask her"),
    ("", "Union", "Peru", "", "es", "C2", "", "no"),
    ("Eva Frei", "Union", "Kenya", "Americas", "sw", "C2", "", "yes"),
)
ASKED = [
    ("A6", "formula-in-name"),
    ("A7", "no-name"),
    ("C2", "unknown-country"),
    ("C3", "unknown-country"),
    ("C4", "unknown-country"),
    ("C5", "unknown-country"),
    ("D6", "unknown-region"),
    ("D8", "other-region"),
    ("E3", "unknown-language"),
    ("F4", "unknown-interest"),
    ("G4", "shared-address"),
    ("H6", "unclear-consent"),
    ("A5", "duplicate-label"),
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_mistake_in_a_list_is_asked_at_its_own_cell(facilitate, first, tmp_path, kind):
    path = tmp_path / f"wider.{kind}"
    if kind == "csv":
        rows = [";".join(row) for row in (HEADERS, *MISTAKES)]
        path.write_text("\n".join(rows), "utf-8-sig")
    else:
        book = Workbook()
        for row in (HEADERS, *MISTAKES):
            book.active.append(row)
        book.active["A6"].data_type = "s"  # the text =Dee, and no formula
        book.save(path)
    result = facilitate("map", first, "--people", path)
    asked = re.findall(r"wider\.\w+:(?:\w+!)?([A-Z]\d+): .* \[([\w-]+)\]", result.stderr)
    assert sorted(asked) == sorted(ASKED)
    assert all(" Please " in line for line in result.stderr.splitlines() if "question" in line and "!" in line)
    made = {one["Label"]: one for one in people_in(first / "report/network/kumu.xlsx")}
    assert set(made) == {"Ana Costa (Union)", "Ana Costa (Ministry)", "Ben Diallo", "Chen Li", "Eva Frei"}
    assert made["Ben Diallo"]["Country"] == "Türkiye"


def test_a_list_in_which_nobody_agreed(facilitate, first, tmp_path):
    path = list_of_people(tmp_path / "wider.xlsx", ("Ana", "Union", "Kenya", ""))
    result = facilitate("map", first, "--people", path)
    assert (result.exit_code, codes(result)) == (0, ["nobody-to-name"])
    assert b"Ana" not in b"".join(files(first / "report" / "network").values())


def test_another_table_of_regions(facilitate, first, tmp_path):
    path = list_of_people(tmp_path / "wider.xlsx", ("Ana", "Union", "Kenya", "yes"))
    facilitate("map", first, "--people", path, "--regions", "m49")
    assert people_in(first / "report/network/kumu.xlsx")[0]["Region"] == "Eastern Africa"
    own = tmp_path / "own.csv"
    own.write_text("code,region\nKE,The South\n")
    facilitate("map", first, "--people", path, "--regions", own)
    assert people_in(first / "report/network/kumu.xlsx")[0]["Region"] == "The South"
    own.write_text("nothing\n")
    result = facilitate("map", first, "--people", path, "--regions", own)
    assert (result.exit_code, codes(result)) == (1, ["not-a-region-table"])
    assert people_in(first / "report/network/kumu.xlsx")[0]["Region"] == "Africa"


def test_a_table_of_regions_of_the_session(facilitate, first):
    (first / "templates").mkdir()
    (first / "templates" / "regions-ilo.csv").write_text("code,region\nKE,Africa\n")
    result = facilitate("map", first)
    assert "unknown-region" in codes(result)


def test_a_name_that_a_formula_computes(facilitate, first):
    with Edited(first / "meeting.xlsx") as book:
        book.set("participants", "Kofi Asante", "name", '=CONCATENATE("Kofi"," ","Asante")')
    result = facilitate("map", first)
    assert (result.exit_code, set(codes(result))) == (0, {"formula-in-name"})
    assert "meeting.xlsx:participants!A5" in result.stderr


# ---------------------------------------------------------------- since an earlier meeting


def test_who_joined_left_and_changed_category(facilitate, first, second):
    with Edited(second / "meeting.xlsx") as book:
        book.set("participants", "Amina Diallo", "categories", "C2")
        book.set("participants", "Chipo Banda", "name", "Chipo Phiri")
        book.set("participants", "Chipo Phiri", "e-mail", "phiri@example.org")
        book.set("participants", "Layla Mansour", "categories", "C1")
    facilitate("report", first)
    result = facilitate("map", second, "--between", first)
    assert result.exit_code == 0
    assert "joined: 1 (Chipo Phiri)\n" in result.output
    assert "left: 1 (Chipo Banda)\n" in result.output
    assert "changed category: 1 (Amina Diallo) and a few others\n" in result.output
    book = load_workbook(second / "report/network/since-ilo-2020-11-19-core-group-1.xlsx")
    rows = [[*row] for row in book["Changed category"].iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[3]) for row in rows] == [("Amina Diallo", NINE[1])]
    assert list(book["In numbers"].iter_rows(min_row=2, values_only=True)) == [
        ("joined", 1, 0),
        ("left", 1, 0),
        ("changed category", 1, "fewer than three"),
    ]
    since = "Since ilo-2020-11-19-core-group-1"
    marked = {one["Label"]: one[since] for one in people_in(second / "report/network/kumu.xlsx")}
    found = [marked[name] for name in ("Chipo Phiri", "Amina Diallo", "Kofi Asante")]
    assert found == ["joined", "changed category", "stayed"]


def test_an_earlier_meeting_that_is_not_there(facilitate, first, tmp_path):
    result = facilitate("map", first, "--between", tmp_path / "nowhere")
    assert (result.exit_code, codes(result)) == (1, ["no-such-session"])


# ---------------------------------------------------------------- back from Kumu


@pytest.fixture(params=["kumu.xlsx", "kumu-ids.xlsx"])
def returned(facilitate, first, tmp_path, request):
    """The members' export as it comes back: one person moved, one changed category, one gone, one new."""
    facilitate("map", first, "--members")
    path = tmp_path / "from-kumu-export.xlsx"
    shutil.copy(first / "report/network-members" / request.param, path)
    book = load_workbook(path)
    sheet = book["Elements"]
    at = {cell.value: cell.column for cell in sheet[1]}
    rows = {row[at["Label"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    sheet.cell(rows["Amina Diallo"], at["Country"]).value = "Ghana"
    sheet.cell(rows["Kofi Asante"], at["Category"]).value = "Training delivery|Social inclusion"
    new = sheet.max_row + 1
    for name, value in (("Label", "Zoe"), ("Type", "Person"), ("Country", "Peru")):
        sheet.cell(new, at[name]).value = value
    gone = sheet.cell(rows["Chipo Banda"], 1).value  # the id or the label
    sheet.delete_rows(rows["Chipo Banda"])
    links = book["Connections"]
    for row in reversed(range(2, links.max_row + 1)):
        if gone in [cell.value for cell in links[row]]:
            links.delete_rows(row)
    book.save(path)
    return path


def answers(folder):
    rows = list(load_workbook(folder / "from-kumu.xlsx")["From Kumu"].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[0]]


def say_yes(folder, wanted=lambda row: True):
    book = load_workbook(folder / "from-kumu.xlsx")
    sheet = book["From Kumu"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row, entry in enumerate(answers(folder), 2):
        if wanted(entry):
            sheet.cell(row, at["take over"]).value = "yes"
    book.save(folder / "from-kumu.xlsx")


def participants(folder):
    rows = list(load_workbook(folder / "meeting.xlsx")["participants"].iter_rows(values_only=True))
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[0]}


def test_our_own_export_brings_nothing_back(facilitate, first):
    facilitate("map", first, "--members")
    before = (first / "meeting.xlsx").read_bytes()
    for name in ("kumu.xlsx", "kumu-ids.xlsx", "kumu.json", "kumu-backup.json"):
        result = facilitate("map", first, "--read", first / "report/network-members" / name)
        assert "0 people new, 0 values changed, 0 people gone" in result.output
    assert (first / "meeting.xlsx").read_bytes() == before


def test_what_came_back_is_listed_and_nothing_is_changed(facilitate, first, returned):
    before = (first / "meeting.xlsx").read_bytes()
    result = facilitate("map", first, "--read", returned)
    assert result.exit_code == 0
    assert "1 person new, 2 values changed, 1 person gone" in result.output
    found = [
        (one["what"], one["name"], one["column"], one["in meeting.xlsx"], one["in Kumu"]) for one in answers(first)
    ]
    assert found == [
        ("changed", "Amina Diallo", "country", "Senegal", "Ghana"),
        ("changed", "Kofi Asante", "categories", "C1; C5", "C7; C8"),
        ("gone", "Chipo Banda", "name", "Chipo Banda", None),
        ("new", "Zoe", "name", None, "Zoe"),
        ("new", "Zoe", "country", None, "Peru"),
        ("new", "Zoe", "region", None, "Americas"),
    ]
    assert (first / "meeting.xlsx").read_bytes() == before


def test_only_what_a_person_confirms_is_taken_over(facilitate, first, returned):
    before, content = participants(first), (first / "meeting.xlsx").read_bytes()
    facilitate("map", first, "--read", returned)
    say_yes(first, lambda row: row["name"] in ("Amina Diallo", "Zoe"))
    result = facilitate("map", first, "--read", returned)
    assert "Took over 4 values into meeting.xlsx" in result.output
    after = participants(first)
    assert after.pop("Zoe") == {
        **dict.fromkeys(before["Amina Diallo"]),
        "name": "Zoe",
        "country": "Peru",
        "region": "Americas",
    }
    assert after["Amina Diallo"] == {**before["Amina Diallo"], "country": "Ghana"}
    assert {name: row for name, row in after.items() if name != "Amina Diallo"} == {
        name: row for name, row in before.items() if name != "Amina Diallo"
    }
    backups = [path.read_bytes() for path in (first / "backups").glob("meeting-*.xlsx")]
    assert backups == [content]


def test_every_other_part_of_the_workbook_stays_byte_for_byte(facilitate, first, returned):
    import zipfile

    with zipfile.ZipFile(first / "meeting.xlsx") as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    facilitate("map", first, "--read", returned)
    say_yes(first)
    facilitate("map", first, "--read", returned)
    with zipfile.ZipFile(first / "meeting.xlsx") as archive:
        after = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name in before if after[name] != before[name]] == ["xl/worksheets/sheet5.xml"]
    assert "Chipo Banda" not in participants(first)
    assert facilitate("check", first).exit_code == 0


def test_what_somebody_saves_meanwhile_stays_and_the_row_is_found_where_it_is_now(
    facilitate, first, returned, monkeypatch
):
    facilitate("map", first, "--read", returned)
    say_yes(first, lambda row: row["name"] == "Amina Diallo")
    seen = []

    def slowly(*given):
        if not seen:  # somebody puts a row above all people, and saves
            seen.append(True)
            book = load_workbook(first / "meeting.xlsx")
            book["participants"].insert_rows(2)
            book["participants"]["A2"] = "Ada"
            book.save(first / "meeting.xlsx")
        return with_cells(*given)

    before = participants(first)
    monkeypatch.setattr(from_kumu, "with_cells", slowly)
    assert "Took over 1 value into meeting.xlsx" in facilitate("map", first, "--read", returned).output
    after = participants(first)
    assert after.pop("Ada")["country"] is None
    assert after == {**before, "Amina Diallo": {**before["Amina Diallo"], "country": "Ghana"}}


def test_a_formula_in_the_way_is_left(facilitate, first, returned):
    facilitate("map", first, "--read", returned)
    say_yes(first)
    with Edited(first / "meeting.xlsx") as book:
        book.set("participants", "Amina Diallo", "country", '=CONCATENATE("Sene","gal")')
    result = facilitate("map", first, "--read", returned)
    assert "formula-left" in codes(result)
    book = load_workbook(first / "meeting.xlsx")
    assert book["participants"]["C2"].value == '=CONCATENATE("Sene","gal")'


def test_a_file_that_is_not_from_kumu(facilitate, first, tmp_path):
    path = tmp_path / "letter.json"
    path.write_text(json.dumps({"dear": "all"}))
    result = facilitate("map", first, "--read", path)
    assert (result.exit_code, codes(result)) == (1, ["not-a-kumu-file"])
    assert not (first / "from-kumu.xlsx").exists()
