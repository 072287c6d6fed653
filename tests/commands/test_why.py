"""``facilitate why``: what put contributions together, and what kept others apart."""

import pytest

from tests.commands.test_corrections import FLATS, FREE, FREE_TOO, SLIP, STATION, proposal, say, town, wordings
from tests.messy import SAID, arrives

__all__ = ["town"]


def parts(result):
    """What was printed, without margins: the title, then what stands under each heading."""
    lines = [line.strip() for line in result.stdout.splitlines()]
    why, nearly = lines.index("Why this is one proposal"), lines.index("What nearly joined it")
    return lines[:why], lines[why + 1 : nearly], lines[nearly + 1 :]


def test_it_says_who_said_it_where_and_why_it_is_one(facilitate, town):
    id = proposal(town, FREE)
    title, why, _ = parts(facilitate("why", town, id))
    assert title[:3] == [
        f"{id}  improve: C2 Public transport and cycling",
        f"“{FREE}”",
        "3 groups: Table Ash, Table Birch and Table Fir",
    ]
    assert why[0] == f"{wordings(town)[FREE]['id']} “{FREE}”: Table Ash, Table Birch and Table Fir, 4 times"
    assert why[2:6] == [
        "groups/ash.xlsx:Categories!G3",
        "groups/birch.xlsx:Categories!G3",
        "groups/fir.xlsx:Categories!G3",
        "groups/fir.xlsx:Categories!G4",
    ]
    _, why, _ = parts(facilitate("why", town, proposal(town, FLATS)))
    assert f"nearly the same words: like {wordings(town)[FLATS]['id']}: “afordable” for “affordable”" in why


def test_it_says_what_nearly_joined_and_what_kept_it_apart(facilitate, town):
    free, too = proposal(town, FREE), proposal(town, FREE_TOO)
    _, _, nearly = parts(facilitate("why", town, free))
    assert [line for line in nearly if not line.startswith("P")] == [
        "kept apart: one denies what the other says",
        "kept apart: their numbers differ",
        f"perhaps the same in other words, about 90% sure; never joined unasked. If it is: write {free} "
        f"into “same as” of {too}",
    ]
    rename = next(
        id for id, row in ((r["id"], r) for r in _rows(town)) if (row["proposed"], row["support"]) == ("rename", 3)
    )
    _, _, nearly = parts(facilitate("why", town, rename))
    assert nearly[1] == "kept apart: it asks for another action, widen"


def _rows(town):
    from tests.conftest import Workbook

    return Workbook(town / "decisions.xlsx").rows("Decisions")


def test_what_a_person_said_is_a_reason(facilitate, town):
    flats, station, free, too = (proposal(town, words) for words in (FLATS, STATION, FREE, FREE_TOO))
    say(town, "Decisions", station, "same as", flats)
    say(town, "Decisions", too, "same as", f"not {free}")
    say(town, "Wordings", wordings(town)[SLIP]["id"], "move to", "new")
    facilitate("merge", town)
    _, why, nearly = parts(facilitate("why", town, flats))
    assert f"{station} is part of it: as you asked in the column “same as”" in why
    assert "kept apart: you said so, or moved a wording of one away from the other" in nearly
    _, _, nearly = parts(facilitate("why", town, too))
    assert nearly[1] == "kept apart: you said so, or moved a wording of one away from the other"
    _, why, _ = parts(facilitate("why", town, wordings(town)[SLIP]["id"]))
    assert "you put it here: “move to” new" in why
    result = facilitate("why", town, station)
    assert result.stdout.splitlines()[0] == f"{station} is part of {flats}."


def test_what_needs_no_words_and_what_has_no_neighbour(facilitate, town):
    drop = next(row["id"] for row in _rows(town) if row["proposed"] == "drop")
    title, why, nearly = parts(facilitate("why", town, drop))
    assert title[1] == "1 group: Table Elm"
    assert why[0] == "whoever says “drop” of C3 Housing and rents asks for the same, in whatever words"
    assert nearly == ["Nothing: it needs no words."]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P61", "There is no proposal “P61”. Did you mean P1 Nature in town, P6 "),
        ("xyz", "There is no proposal “xyz”. There are 16: P1 to P16."),
        ("buses", "“buses” stands in several proposals. Please write one of the ids: P4 Buses should be free"),
        ("F1", "F1 is a row of your own"),
    ],
)
def test_an_id_that_there_is_not_gets_a_suggestion(facilitate, town, written, said):
    result = facilitate("why", town, written)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_an_id_may_be_written_as_people_do(facilitate, town):
    id = proposal(town, STATION)
    wanted = facilitate("why", town, id).stdout
    for written in (id.lower(), id[1:], wordings(town)[STATION]["id"], "are missing and", f" {id} "):
        assert facilitate("why", town, written).stdout == wanted


def test_what_is_not_merged_yet_or_no_longer_said_is_told(facilitate, town):
    gone = proposal(town, "Rents must not rise faster than wages")
    arrives(town, "oak", [*SAID["oak"][:1], ("C1", "", "", "Plant more trees")])
    result = facilitate("why", town, "plant more trees")
    assert result.stdout.splitlines()[-1].startswith("P17 is not in decisions.xlsx yet. Type: facilitate merge ")
    assert f"{gone} is no longer asked for" in facilitate("why", town, gone).stderr
