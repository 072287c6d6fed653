"""The history as it is kept: every series comes back as it was, and what many versions share stands once."""

import msgspec
import pytest
from hypothesis import given, settings

from facilitate.reading.history import read_history
from facilitate.records.categories import CategoryId
from facilitate.records.changes import Change, ChangeType, History, Step
from facilitate.records.keeping_history import packed, unpacked
from facilitate.writing.history import history_content
from tests.tracking.series import held, listed, row, series


@settings(max_examples=100, deadline=None)
@given(series())
def test_every_series_comes_back_as_it_was(tmp_path_factory, drawn):
    history, _ = drawn
    assert unpacked(packed(history)) == history
    path = tmp_path_factory.mktemp("kept") / "history.json"
    path.write_bytes(history_content(history))
    assert read_history(path, "history.json") == (history, ())


def test_what_versions_share_stands_once():
    before = listed(*(f"Name {number}" for number in range(100)))
    history = held(before, *((row("rename", "C1", f"Uno {number}"),) for number in range(9)))
    kept = packed(history)
    assert len(kept.categories) == 100 + 9
    assert [len(step.changes) for step in kept.steps] == [1] * 9
    assert [len(step.kept) for step in kept.steps] == [99] * 9


def test_changes_in_an_order_of_their_own_come_back_in_it():
    step = held(listed("One", "Two"), ()).steps[0]
    id = CategoryId("C1")
    odd = (
        step.changes[::-1],
        (*step.changes, Change(ChangeType.KEPT, (), ())),
        (Change(ChangeType.KEPT, (id,), (id,)), *step.changes),
    )
    for changes in odd:
        history = History("s", (Step(step.before, step.after, changes, (), ()),))
        assert unpacked(packed(history)) == history


def test_a_history_of_an_earlier_version_of_the_program_is_read(tmp_path):
    history = held(listed("One", "Two"), (row("rename", "C1", "Uno"),))
    path = tmp_path / "history.json"
    path.write_bytes(msgspec.json.encode({"schema": 2, "history": history}))
    assert read_history(path, "history.json") == (history, ())


@pytest.mark.parametrize("place", [99, -1, "x"])
def test_a_place_that_leads_nowhere_is_damage_and_no_crash(tmp_path, place):
    content = msgspec.json.decode(history_content(held(listed("One"), ())))
    content["history"]["steps"][0]["after"]["categories"] = [place]
    path = tmp_path / "history.json"
    path.write_bytes(msgspec.json.encode(content))
    found, problems = read_history(path, "history.json")
    assert (found, [one.code for one in problems]) == (History(""), ["damaged-history"])
