"""A facilitator merges, splits and moves in decisions.xlsx: it holds in every later merge, whatever comes."""

import pytest
from openpyxl.utils import get_column_letter

from tests.conftest import Workbook, codes, outline
from tests.consultation import make_consultation
from tests.messy import SAID, arrives, make_meeting


@pytest.fixture
def town(facilitate, tmp_path):
    """The town assembly, merged."""
    folder = make_meeting(tmp_path / "town")
    assert facilitate("merge", folder).exit_code == 0
    return folder


def decisions(folder):
    """The rows of Decisions by id."""
    return {row["id"]: row for row in Workbook(folder / "decisions.xlsx").rows("Decisions")}


def wordings(folder):
    """The rows of Wordings by their texts."""
    return {row["wording"]: row for row in Workbook(folder / "decisions.xlsx").rows("Wordings")}


def proposal(folder, words):
    """The id of the proposal with this wording."""
    return next(id for id, row in decisions(folder).items() if row["proposed wording"] == words)


def standing(folder):
    """Which groups' wordings stand together: by proposal, without ids."""
    stands = {}
    for row in wordings(folder).values():
        if row["status"] != "no longer asked for":
            stands.setdefault(row["stands in"], set()).add((row["proposed"], row["wording"]))
    return sorted(map(sorted, stands.values()))


def say(folder, sheet, id, header, text):
    """Type a correction."""
    with Workbook(folder / "decisions.xlsx") as book:
        book.set(sheet, id, header, text)


FREE, UNDER_16 = "Buses should be free for everybody under 18", "Buses should be free for everybody under 16"
FREE_TOO, NOT_FREE = "Free buses for everybody under 18", "Buses should not be free for everybody under 18"
FLATS, SLIP = (f"The town must build more {word} flats near the station" for word in ("affordable", "afordable"))
STATION = "Near the station, affordable flats are missing and the town must build them"
RENTS = "Rents must not rise faster than wages"


def test_copies_and_slips_are_one_and_nothing_else_is(town):
    rows = decisions(town)
    free = rows[proposal(town, FREE)]
    assert (free["support"], free["groups"]) == (3, "Table Ash, Table Birch and Table Fir")
    assert wordings(town)[FREE]["times"] == 4  # Table Fir said it twice, and counts once
    assert rows[proposal(town, FLATS)]["put together"] == (
        f"2 wordings, 2 times in all:\n{wordings(town)[SLIP]['id']} like {wordings(town)[FLATS]['id']}: "
        "“afordable” for “affordable”"
    )
    alone = {proposal(town, words) for words in (FREE, FREE_TOO, NOT_FREE, UNDER_16, FLATS, STATION, RENTS)}
    assert len(alone) == 7
    renamed = [
        row["proposed"] for row in rows.values() if row["proposed wording"] == "Parks, playgrounds and green spaces"
    ]
    assert sorted(renamed) == ["rename", "widen"]  # two actions, the same words


def test_the_same_in_other_words_is_suggested_and_a_denial_or_another_number_is_not(town):
    rows = decisions(town)
    assert rows[proposal(town, FREE)]["perhaps the same as"] == (
        f"{proposal(town, FREE_TOO)}: in other words, about 90% sure"
    )
    assert rows[proposal(town, STATION)]["perhaps the same as"].startswith(f"{proposal(town, FLATS)}: in other words")
    assert rows[proposal(town, NOT_FREE)]["perhaps the same as"] is None
    assert rows[proposal(town, UNDER_16)]["perhaps the same as"] is None
    assert rows[proposal(town, "Day care should open at six in the morning")]["perhaps the same as"] is None


def test_two_proposals_made_one_count_each_group_once(facilitate, town):
    one, other = proposal(town, FREE), proposal(town, FREE_TOO)
    say(town, "Decisions", other, "same as", one)
    facilitate("merge", town)
    rows = decisions(town)
    assert (rows[one]["support"], rows[one]["groups"]) == (4, "Table Ash, Table Birch, Table Elm and Table Fir")
    assert rows[other]["status"] == f"part of {one}"
    assert rows[one]["put together"].endswith(f"{other} as you asked")
    before = (town / "decisions.xlsx").read_bytes()
    result = facilitate("merge", town)
    assert (town / "decisions.xlsx").read_bytes() == before
    assert f"part of another one ({other})" in result.stdout

    arrives(town, "oak", [*SAID["oak"], ("C2", "", "", "free buses for everybody under 18 !")])
    facilitate("merge", town)
    rows = decisions(town)
    assert rows[one]["groups"] == "Table Ash, Table Birch, Table Elm, Table Fir and Table Oak"
    assert rows[other]["status"] == f"part of {one}"

    say(town, "Decisions", other, "same as", None)  # and taken back
    facilitate("merge", town)
    rows = decisions(town)
    assert (rows[one]["support"], rows[other]["groups"]) == (3, "Table Elm and Table Oak")
    assert rows[other]["status"] is None


def test_a_wording_split_off_stays_apart_when_its_twin_grows(facilitate, town):
    one, slip = proposal(town, FLATS), wordings(town)[SLIP]["id"]
    say(town, "Wordings", slip, "move to", "new")
    facilitate("merge", town)
    own = wordings(town)[SLIP]["stands in"]
    assert own not in (one, None)
    assert decisions(town)[own]["groups"] == "Table Birch"
    assert decisions(town)[own]["perhaps the same as"] is None or one not in decisions(town)[own]["perhaps the same as"]
    for group in ("cedar", "fir"):  # now the split-off writing is the usual one
        arrives(town, group, [*SAID[group], ("C3", "", "", SLIP)])
    facilitate("merge", town)
    rows = wordings(town)
    assert (rows[SLIP]["stands in"], rows[FLATS]["stands in"]) == (own, one)
    assert decisions(town)[own]["groups"] == "Table Birch, Table Cedar and Table Fir"
    say(town, "Wordings", slip, "move to", None)
    facilitate("merge", town)
    assert wordings(town)[SLIP]["stands in"] == wordings(town)[FLATS]["stands in"]


def test_a_wording_moved_to_another_proposal_or_beside_another_wording_stays_there(facilitate, town):
    rents, flats = proposal(town, RENTS), proposal(town, FLATS)
    say(town, "Wordings", wordings(town)[STATION]["id"], "move to", flats.lower())
    say(town, "Wordings", wordings(town)[RENTS]["id"], "move to", wordings(town)[FLATS]["id"])
    result = facilitate("merge", town)
    assert not {"unknown-id", "two-actions", "contradictory-corrections"} & set(codes(result))
    assert decisions(town)[flats]["support"] == 4
    assert decisions(town)[rents]["status"] == f"part of {flats}"
    assert wordings(town)[STATION]["because"] == f"as you asked: {flats.lower()}"
    # the group corrects a slip in the wording that was moved: it stays where it was put
    arrives(town, "cedar", [(*row[:3], row[3].replace("affordable", "affordible")) for row in SAID["cedar"]])
    facilitate("merge", town)
    assert wordings(town)[STATION.replace("affordable", "affordible")]["stands in"] == flats
    assert wordings(town)[STATION]["status"] == "no longer asked for"
    assert wordings(town)[STATION]["move to"] == flats.lower()


def test_a_wording_split_off_is_not_suggested_again(facilitate, town):
    one, other = proposal(town, FREE), proposal(town, FREE_TOO)
    assert one in decisions(town)[other]["perhaps the same as"]
    say(town, "Decisions", other, "same as", one)
    facilitate("merge", town)
    say(town, "Decisions", other, "same as", None)
    say(town, "Wordings", wordings(town)[FREE_TOO]["id"], "move to", "new")
    facilitate("merge", town)
    own = wordings(town)[FREE_TOO]["stands in"]
    assert own != wordings(town)[FREE]["stands in"]
    assert one not in (decisions(town)[own]["perhaps the same as"] or "")
    assert own not in (decisions(town)[one]["perhaps the same as"] or "")
    assert "split" in facilitate("why", town, one).stdout


def test_what_is_not_the_same_is_not_suggested_again(facilitate, town):
    one, other = proposal(town, FREE), proposal(town, FREE_TOO)
    say(town, "Decisions", other, "same as", f"not {one}")
    say(town, "Decisions", proposal(town, STATION), "same as", "no")
    facilitate("merge", town)
    rows = decisions(town)
    assert [rows[id]["perhaps the same as"] for id in (one, other, proposal(town, STATION))] == [None] * 3
    assert rows[proposal(town, FLATS)]["perhaps the same as"] is None


def test_what_was_put_together_shapes_what_is_suggested(facilitate, town):
    one, other, third = (
        "Schools need more teachers for children who have just arrived",
        "Hire staff who speak the languages of refugees",
        "Staff should be able to speak languages of refugees",
    )
    arrives(town, "birch", [*SAID["birch"], ("C4", "", "", other), ("C4", "", "", third)])
    facilitate("merge", town)
    ids = [proposal(town, words) for words in (one, other, third)]
    assert ids[0] not in decisions(town)[ids[2]]["perhaps the same as"]
    say(town, "Decisions", ids[1], "same as", ids[0])
    facilitate("merge", town)
    assert ids[0] in decisions(town)[ids[2]]["perhaps the same as"]


@pytest.mark.parametrize("answers", [("not", "same"), ("no", "same")])
def test_contradictory_corrections_are_a_question_with_both_cells(facilitate, town, answers):
    one, other = proposal(town, FREE), proposal(town, FREE_TOO)
    say(town, "Decisions", one, "same as", {"not": f"not {other}", "no": "no"}[answers[0]])
    say(town, "Decisions", other, "same as", one)
    result = facilitate("merge", town)
    assert codes(result).count("contradictory-corrections") == 1
    book = Workbook(town / "decisions.xlsx")
    column = get_column_letter(book.column("Decisions", "same as"))
    cells = [f"decisions.xlsx:Decisions!{column}{book.row('Decisions', id)}" for id in (one, other)]
    line = next(line for line in result.stderr.splitlines() if "contradictory" in line)
    assert line.startswith(f"{cells[1]}: question: This cell makes {other} the same as {one}, and {cells[0]} says that")
    assert decisions(town)[one]["support"] == 3


def test_a_chain_cannot_join_what_is_kept_apart(facilitate, town):
    free, too, rents = proposal(town, FREE), proposal(town, FREE_TOO), proposal(town, NOT_FREE)
    say(town, "Decisions", free, "same as", f"not {rents}")
    say(town, "Decisions", too, "same as", free)
    say(town, "Decisions", rents, "same as", too)
    result = facilitate("merge", town)
    assert codes(result).count("contradictory-corrections") == 1
    assert decisions(town)[rents]["groups"] == "Table Cedar" or decisions(town)[too]["groups"] == "Table Elm"


@pytest.mark.parametrize(
    ("words", "answer", "code"),
    [
        (FREE, "P99", "unknown-id"),
        (FREE, "the one above", "unknown-id"),
        (FREE, "new", "unknown-id"),
    ],
)
def test_an_answer_that_means_nothing_is_asked_again(facilitate, town, words, answer, code):
    say(town, "Decisions", proposal(town, words), "same as", answer)
    result = facilitate("merge", town)
    assert codes(result).count(code) == 1
    assert decisions(town)[proposal(town, words)]["same as"] == answer


def test_two_actions_are_never_one_and_the_question_says_so(facilitate, town):
    rename, drop = (
        proposal(town, "Nature in town"),
        next(id for id, row in decisions(town).items() if row["proposed"] == "drop"),
    )
    say(town, "Decisions", rename, "same as", drop)
    result = facilitate("merge", town)
    assert f"{rename} says “rename” and {drop} “drop”: they cannot be one proposal." in result.stderr
    assert codes(result).count("two-actions") == 1
    assert decisions(town)[drop]["groups"] == "Table Elm"


def test_a_decision_on_a_part_is_asked_back_where_the_whole_is_decided_otherwise(facilitate, town):
    one, other = proposal(town, FREE), proposal(town, FREE_TOO)
    with Workbook(town / "decisions.xlsx") as book:
        book.set("Decisions", other, "same as", one)
        book.set("Decisions", other, "decision", "defer")
    result = facilitate("merge", town)
    assert f"{other} says “defer”, but it is part of {one}, which is decided otherwise or still open." in result.stderr
    assert codes(result).count("decided-elsewhere") == 1
    say(town, "Decisions", one, "decision", "defer")
    assert codes(facilitate("merge", town)).count("decided-elsewhere") == 0
    assert decisions(town)[other]["decision"] == "defer"


def test_two_decided_proposals_stay_two_when_a_late_wording_is_like_both(facilitate, tmp_path):
    said = {
        "ash": [("C2", "rename", "Buses, trams and bicycles", "")],
        "birch": [("C2", "rename", "Busses, trams and cycles", "")],
    }
    folder = make_meeting(tmp_path / "two", said)
    facilitate("merge", folder)
    one, other = (proposal(folder, rows[0][2]) for rows in said.values())
    assert one != other
    say(folder, "Decisions", one, "decision", "adopt")
    say(folder, "Decisions", other, "decision", "reject")
    say(folder, "Decisions", other, "reason", "trams first")
    for group in ("cedar", "elm", "fir"):
        arrives(folder, group, [("C2", "rename", "Buses, trams and cycles", "")])
    facilitate("merge", folder)
    rows = decisions(folder)
    assert (rows[one]["proposed wording"], rows[one]["decision"]) == ("Buses, trams and bicycles", "adopt")
    assert (rows[other]["decision"], rows[other]["status"].split(":")[0]) == ("reject", "recheck")


@pytest.mark.slow
def test_files_that_come_one_by_one_end_as_when_they_come_together(facilitate, tmp_path):
    together = make_meeting(tmp_path / "all")
    facilitate("merge", together)
    for name, order in (("forth", list(SAID)), ("back", list(SAID)[::-1])):
        folder = make_meeting(tmp_path / name, {})
        for group in order:
            arrives(folder, group, SAID[group])
            facilitate("merge", folder)
        assert standing(folder) == standing(together)


@pytest.mark.slow
def test_a_row_of_ones_own_can_stand_for_what_groups_ask(facilitate, tmp_path):
    valley = make_consultation(tmp_path / "valley")
    facilitate("merge", valley)
    one, other = proposal(valley, "Roads, bridges and transport"), proposal(valley, "Transport and trade")
    with Workbook(valley / "decisions.xlsx") as book:
        row = book.free("Decisions")
        for header, text in (
            ("category", "C4"),
            ("proposed", "rename"),
            ("final wording", "Roads, transport and trade"),
            ("decision", "adopt"),
            ("why", "asked in the corridor"),
        ):
            book.set("Decisions", row, header, text)
    assert "reason-missing" in codes(facilitate("merge", valley))
    say(valley, "Decisions", one, "same as", "F1")
    say(valley, "Decisions", other, "same as", "F1")
    result = facilitate("merge", valley)
    assert "reason-missing" not in codes(result)  # it is not the facilitator's alone
    own = decisions(valley)["F1"]
    assert (own["support"], own["groups"]) == (4, "Table Hills, Table North, Table River and Traders' Association")
    assert own["why"] == "asked in the corridor"  # what a person typed stays
    assert own["rule suggests"] == "discuss: 4 of 10 groups, 3 against, 6 needed"
    assert (own["final wording"], own["status"]) == ("Roads, transport and trade", "your own")
    assert decisions(valley)[other]["status"] == "part of F1"
    once = (valley / "decisions.xlsx").read_bytes()
    facilitate("merge", valley)
    assert (valley / "decisions.xlsx").read_bytes() == once
    facilitate("report", valley)
    lines = outline(valley / "report/report.docx")
    proposals = [text for style, text in lines if style == "row" and text.startswith("F1 | 4. Roads")]
    assert len(proposals) == 1 and "Traders' Association" in proposals[0]

    say(valley, "Decisions", other, "same as", None)  # one taken back, then both
    facilitate("merge", valley)
    assert decisions(valley)["F1"]["support"] == 3
    say(valley, "Decisions", one, "same as", None)
    facilitate("merge", valley)
    own = decisions(valley)["F1"]
    assert (own["support"], own["groups"], own["why"]) == (None, None, "asked in the corridor")
    assert (own["final wording"], own["decision"]) == ("Roads, transport and trade", "adopt")
    assert decisions(valley)[one]["support"] == 3


def test_a_row_of_ones_own_can_be_the_same_as_a_proposal(facilitate, tmp_path):
    valley = make_consultation(tmp_path / "valley")
    facilitate("merge", valley)
    one = proposal(valley, "Transport and trade")
    with Workbook(valley / "decisions.xlsx") as book:
        row = book.free("Decisions")
        for header, text in (("category", "C4"), ("proposed", "rename"), ("reason", "why not")):
            book.set("Decisions", row, header, text)
    facilitate("merge", valley)
    say(valley, "Decisions", "F1", "same as", one)
    assert "unknown-id" not in codes(facilitate("merge", valley))
    assert decisions(valley)[one]["support"] == 1
    assert decisions(valley)["F1"]["reason"] == "why not"
