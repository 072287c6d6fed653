"""Lists of people from anywhere, as people keep them."""

import pytest
from openpyxl import Workbook

from facilitate.reading.people import read_people


def workbook(path, *rows, sheet="People", before=0):
    book = Workbook()
    page = book.active
    page.title = sheet
    for number, row in enumerate(rows, 1 + before):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value
    if before:
        page.cell(1, 1).value = "Members of the network, November"
    book.save(path)
    return path


def read(path):
    listed, problems = read_people([(path, path.name)])
    return listed.participants, [problem.code for problem in problems], listed


ENGLISH = (
    "name",
    "organisation",
    "country",
    "region",
    "languages",
    "categories",
    "e-mail",
    "group",
    "may be published",
)
ROW = ("Amina Abara", "Union", "Kenya", "Africa", "en, fr", "C1; C7", "a@example.org", "green", "yes")


def test_our_own_headers(tmp_path):
    people, codes, _ = read(workbook(tmp_path / "list.xlsx", ENGLISH, ROW))
    one = people[0]
    assert (one.name, one.organisation, one.country, one.region) == ROW[:4]
    assert (one.languages, one.categories) == (("en", "fr"), ("C1", "C7"))
    assert (one.email, one.group, one.publish, one.place.cell) == ("a@example.org", "green", True, "A2")
    assert codes == []


@pytest.mark.parametrize(
    "headers",
    [
        ("Nom complet", "Institution", "Pays", "Région", "Langues", "Catégories", "Courriel", "Groupe", "Consent"),
        ("NOMBRE", "Organización", "País", "Región", "Idiomas", "Categorías", "Correo", "Grupo", "Puede publicarse"),
        ("Full Name", "Employer", "Country", "Region", "Language", "Category", "Email", "Group", "Publish"),
    ],
)
def test_headers_in_other_words_and_languages_are_known_and_said(tmp_path, headers):
    people, codes, _ = read(workbook(tmp_path / "list.xlsx", headers, ROW))
    assert (people[0].name, people[0].country, people[0].email, people[0].publish) == (
        "Amina Abara",
        "Kenya",
        "a@example.org",
        True,
    )
    assert codes == ["columns-read"]


def test_first_and_last_name_in_two_columns(tmp_path):
    people, _, _ = read(workbook(tmp_path / "list.xlsx", ("First name", "Surname"), ("Amina", "Abara")))
    assert people[0].name == "Amina Abara"


def test_a_title_above_the_headers(tmp_path):
    people, _, _ = read(workbook(tmp_path / "list.xlsx", ENGLISH, ROW, before=3))
    assert people[0].place.cell == "A5"


def test_further_columns_are_kept(tmp_path):
    path = workbook(tmp_path / "list.xlsx", ("name", "Beneficiaries"), ("Amina", "youth; women"), ("Ben", None))
    people, _, listed = read(path)
    assert listed.extras == {people[0].place: (("Beneficiaries", ("youth", "women")),)}


@pytest.mark.parametrize(
    ("answer", "publish", "expected"),
    [("yes", True, []), ("Oui", True, []), ("", False, []), ("no", False, []), ("ask her", False, ["unclear-consent"])],
)
def test_only_a_plain_yes_is_consent(tmp_path, answer, publish, expected):
    path = workbook(tmp_path / "list.xlsx", ("name", "may be published"), ("Amina", answer))
    people, codes, _ = read(path)
    assert (people[0].publish, codes) == (publish, expected)


def test_a_row_without_a_name_is_left_out_and_said(tmp_path):
    path = workbook(tmp_path / "list.xlsx", ("name", "country"), (None, "Kenya"), ("Ben", None))
    people, codes, _ = read(path)
    assert [one.name for one in people] == ["Ben"]
    assert codes == ["no-name"]


def test_a_formula_in_a_name(tmp_path):
    path = workbook(tmp_path / "list.xlsx", ("name",), ('=CONCATENATE("Am","ina")',))
    people, codes, _ = read(path)
    assert [one.name for one in people] == ['=CONCATENATE("Am","ina")']
    assert codes == ["formula-in-name"]


def test_a_list_without_names(tmp_path):
    assert read(workbook(tmp_path / "list.xlsx", ("mail", "land"), ("a@example.org", "Kenya")))[1] == ["no-name-column"]


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (b"name;country\r\nAmina;C\xf4te d'Ivoire\r\n", "semicolons as Windows writes them"),
        ("name,country\nAmina,Côte d'Ivoire\n".encode(), "UTF-8"),
        ("\ufeffname,country\nAmina,Côte d'Ivoire\n".encode(), "UTF-8 with a mark"),
        ("name\tcountry\nAmina\tCôte d'Ivoire\n".encode("utf-16"), "tabs in UTF-16"),
        ("name\tcountry\nAmina\tCôte d'Ivoire\n".encode("utf-16-le"), "UTF-16 without a mark"),
        ("sep=|\nname|country\nAmina|Côte d'Ivoire\n".encode(), "a sign that is told"),
        ('name,country\n"Amina","Côte d\'Ivoire"\n'.encode(), "quotation marks"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tables_of_text(tmp_path, content, about):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    people, _, _ = read(path)
    assert [(one.name, one.country) for one in people] == [("Amina", "Côte d'Ivoire")]


def test_a_text_that_begins_like_a_formula_stays_a_text(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name\n=1+1\n")
    assert read(path)[0][0].name == "=1+1"


def test_files_that_cannot_be_read_are_said(tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\0\0\0\x01\0name")
    listed, problems = read_people(
        [(tmp_path / name, name) for name in ("broken.xlsx", "picture.csv", "missing.csv", "missing.json")]
    )
    assert listed.participants == ()
    assert sorted(problem.code for problem in problems) == [
        "cannot-open",
        "cannot-open",
        "cut-off-file",
        "other-document",
    ]
