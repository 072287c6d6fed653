"""Copies with questions for very many groups: the same whoever makes them."""

import pytest

from facilitate.commands.questions import AT_ONCE, questions
from facilitate.problems.feedback import nothing_filled_in
from facilitate.reading.sheets import read_book
from facilitate.records.contributions import Intake
from facilitate.records.sources import Place
from facilitate.session import open_session
from tests.bench.many_groups import meeting_of, write_groups


@pytest.mark.slow
def test_many_copies_are_made_by_several_processes_and_are_the_same(tmp_path, first):
    session = open_session(first)
    for old in session.groups.iterdir():
        old.unlink()
    meeting = meeting_of(2 * AT_ONCE)
    files = [session.relative(path) for path in write_groups(meeting, session.name, session.groups)]
    asked = [nothing_filled_in(Place(file, "Categories", "D2"), "a group") for file in files]
    intake = [Intake(group.id, file) for group, file in zip(meeting.groups, files, strict=True)]
    told = []
    many = questions(session, asked, intake, lambda what, steps: told.append(steps))
    assert told == [len(files)] * len(files)
    assert len(many) == len(files)
    few = questions(session, asked[:3], intake)
    assert few == {path: many[path] for path in few}
    path = next(iter(many))
    path.parent.mkdir(parents=True)
    path.write_bytes(many[path])
    book, _ = read_book(path, path.name)
    assert "Questions" in [sheet.name for sheet in book.sheets]
