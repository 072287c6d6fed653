"""What the Word report says of the people who took part."""

import re

import pytest
from docx import Document

from tests.conftest import Workbook as Edited


@pytest.fixture
def said(facilitate, first):
    """A function that makes the report and gives its section on participants: sentences, and tables as rows."""

    def read(*options):
        assert facilitate("report", first, *options).exit_code == 0
        document = Document(first / "report/report.docx")
        sentences = [one.text for one in document.paragraphs]
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        return sentences, {tuple(rows[0]): rows[1:] for rows in tables}

    return read


NAMES = ("Region", "Name", "Organisation", "Country", "Languages")


def test_numbers_of_people_do_not_tell_of_one_or_two_who_are_not_named(said):
    sentences, tables = said()
    assert "24 people took part. 16 of them agreed to be named here." in sentences
    assert len(tables[NAMES]) == 16
    named = [row[0] for row in tables[NAMES]]
    told = dict(tables["Region", "People"])
    assert told.pop("others, put together") == "8"
    assert told == {region: f"{named.count(region)}+" for region in named}
    languages = next(text for text in sentences if text.startswith("Languages: "))
    spoken = [language for row in tables[NAMES] for language in re.split(", | and ", row[4])]
    for language, number, more in re.findall(r"(\w+) \((\d+)(\+?)\)", languages.partition("others")[0]):
        others = int(number) - spoken.count(language)
        assert others == 0 or (others >= 3 and not more), language


def test_the_switch_tells_every_number(said):
    _, tables = said("--small-numbers")
    assert sum(int(number) for _, number in tables["Region", "People"]) == 24


@pytest.mark.parametrize(
    ("refusing", "sentence"),
    [
        (1, "23 people and a few others took part. The former agreed to be named here."),
        (0, "24 people took part. All of them agreed to be named here."),
        (24, "24 people took part. None of them agreed to be named here."),
    ],
)
def test_how_many_are_named_is_said_where_that_tells_on_nobody(said, first, refusing, sentence):
    with Edited(first / "meeting.xlsx") as book:
        for row in range(2, 26):
            book.set("participants", row, "may be published", "no" if row < 2 + refusing else "yes")
    assert sentence in said()[0]
