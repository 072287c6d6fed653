"""How a person arranged the columns of decisions.xlsx stays: order, widths, what is hidden; and whatever is in them."""

import datetime as dt

import pytest
from openpyxl.utils import get_column_letter

from facilitate.commands.written import last_written
from facilitate.records.tables import BAND
from facilitate.records.workbooks import DECISION_BOOK
from facilitate.session import Session
from tests.commands.person import Person
from tests.commands.test_merging_again import arrives, merged
from tests.conftest import Workbook

__all__ = ["merged"]


def headers(session, sheet="Decisions"):
    return Person(session / "decisions.xlsx").headers(sheet)


@pytest.mark.slow
def test_columns_stay_where_a_person_put_them(facilitate, merged):
    person = Person(merged / "decisions.xlsx")
    before = person.headers("Decisions")
    person.move_column("Decisions", before.index("reason"), 1)
    person.move_column("Decisions", 0, 3)
    wanted = person.headers("Decisions")
    assert wanted[:4] == ["reason", "category", "proposed", "id"]
    person.save()
    with Workbook(merged / "decisions.xlsx") as book:
        rows = {row["id"]: row for row in book.rows("Decisions") if not str(row["id"]).startswith(BAND)}
    arrives(merged)
    facilitate("merge", merged)
    assert headers(merged) == wanted
    once = (merged / "decisions.xlsx").read_bytes()
    person = Person(merged / "decisions.xlsx")
    after = {line.text(3): line.text(1) for line in person.lines("Decisions") if not line.text(3).startswith(BAND)}
    assert {id: after[id] for id in rows} == {id: row["category"] or "" for id, row in rows.items()}
    assert [line.text(1) for line in person.lines("Decisions") if line.text(3).startswith(BAND)]  # headings are back
    kept = last_written(merged / "decisions.xlsx", DECISION_BOOK, session=Session(merged))
    assert kept["Decisions"].headers == tuple(before)
    facilitate("merge", merged)
    assert (merged / "decisions.xlsx").read_bytes() == once
    assert facilitate("report", merged).exit_code == 0


def test_a_column_of_ones_own_stays_beside_what_it_was_put_beside(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        book.book["Order"].insert_cols(2)
        book.book["Order"].cell(1, 2).value = "due"
        book.book["Order"].cell(2, 2).value = dt.datetime(2026, 3, 4)
        book.book["Order"].cell(3, 2).value = dt.time(14, 30)
    for _ in range(2):
        facilitate("merge", merged)
        assert headers(merged, "Order")[:3] == ["id", "due", "name"]
        sheet = Person(merged / "decisions.xlsx").book["Order"]
        assert [sheet.cell(row, 2).value for row in (2, 3)] == [dt.datetime(2026, 3, 4), dt.time(14, 30)]


def test_widths_and_hidden_columns_stay(facilitate, merged):
    with Workbook(merged / "decisions.xlsx") as book:
        sheet = book.book["Decisions"]
        wide, away, unused = (
            get_column_letter(book.column("Decisions", header)) for header in ("reason", "support", "people")
        )
        sheet.column_dimensions[wide].width = 61.5
        sheet.column_dimensions[away].hidden = True
        assert sheet.column_dimensions[unused].hidden  # by the program: nobody counts people here
        notes = book.book.create_sheet("Notes")
        notes["B2"] = "a long story"
        notes.column_dimensions["B"].width = 80
    for _ in range(2):
        facilitate("merge", merged)
        book = Person(merged / "decisions.xlsx").book
        sizes = book["Decisions"].column_dimensions
        assert (sizes[wide].width, sizes[away].hidden, sizes[unused].hidden) == (61.5, True, True)
        assert not sizes[get_column_letter(Workbook(merged / "decisions.xlsx").column("Decisions", "groups"))].hidden
        assert book["Notes"].column_dimensions["B"].width == 80
    once = (merged / "decisions.xlsx").read_bytes()
    facilitate("merge", merged)
    assert (merged / "decisions.xlsx").read_bytes() == once
