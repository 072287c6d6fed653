"""Files that have not changed are not read again, and whatever happens to what was kept, the result is the same."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace

import msgspec
import pytest
from openpyxl import load_workbook

from facilitate.reading import many
from facilitate.reading.file_read import FileRead
from facilitate.reading.groups import read_groups
from facilitate.reading.layouts import read_layouts
from facilitate.session import Session
from tests.bench.many_groups import meeting_of, write_groups
from tests.conftest import ROOT

MEETING = meeting_of(4)


@pytest.fixture
def session(tmp_path):
    write_groups(MEETING, "large", tmp_path / "large" / "groups")
    (tmp_path / "large" / "groups" / "notes.pdf").write_bytes(b"%PDF-1.7 ...")  # one that is refused
    return Session(tmp_path / "large")


@pytest.fixture
def opened(monkeypatch):
    """The names of the files that are read, rather than taken from the cache."""
    names = []
    read = many.read_file

    def noted(path, name, setting):
        names.append(path.name)
        return read(path, name, setting)

    monkeypatch.setattr(many, "read_file", noted)
    return names


def kept(session):
    return next(session.cache.iterdir())


def test_a_second_run_reads_what_has_changed_and_what_was_refused(session, opened):
    first = read_groups(session, MEETING)
    assert len(opened) == 5
    opened.clear()
    assert read_groups(session, MEETING) == first
    assert opened == ["notes.pdf"]
    opened.clear()
    book = load_workbook(session.groups / "g2.xlsx")
    book["Reflections"]["B2"].value = "said later"
    book.save(session.groups / "g2.xlsx")
    feedback, _ = read_groups(session, MEETING)
    assert sorted(opened) == ["g2.xlsx", "notes.pdf"]
    assert next(one.text for one in feedback.reflections if one.group == "g2") == "said later"
    assert sum(one.group == "g2" for one in feedback.reflections) == 3


def test_a_renamed_file_is_read_under_its_new_name_and_forgotten_under_the_old(session, opened):
    read_groups(session, MEETING)
    opened.clear()
    (session.groups / "g2.xlsx").rename(session.groups / "two.xlsx")
    feedback, _ = read_groups(session, MEETING)
    assert sorted(opened) == ["notes.pdf", "two.xlsx"]
    assert {one.source.place.file for one in feedback.reflections if one.group == "g2"} == {"groups/two.xlsx"}
    with sqlite3.connect(kept(session)) as store:
        names = {name for (name,) in store.execute("SELECT name FROM files")}
    assert names == {"groups/g1.xlsx", "groups/g3.xlsx", "groups/g4.xlsx", "groups/two.xlsx"}


@pytest.mark.parametrize(
    "meeting",
    [
        replace(MEETING, groups=(replace(MEETING.groups[0], name="Another name"), *MEETING.groups[1:])),
        replace(MEETING, categories=MEETING.categories[1:]),
    ],
    ids=["groups", "list"],
)
def test_in_another_meeting_everything_is_read_again(session, opened, meeting):
    read_groups(session, MEETING)
    opened.clear()
    read_groups(session, meeting)
    assert len(opened) == 5


def test_with_another_layout_everything_is_read_again(session, opened):
    read_groups(session, MEETING)
    opened.clear()
    session.layouts.mkdir()
    shutil.copy(next((ROOT / "templates" / "layouts").glob("*")), session.layouts / "own.toml")
    read_groups(session, MEETING)
    assert len(opened) == 5


def test_with_another_program_everything_is_read_again(session, opened, monkeypatch):
    read_groups(session, MEETING)
    opened.clear()
    monkeypatch.setattr("facilitate.reading.cache.__version__", "0.0.0")
    read_groups(session, MEETING)
    assert len(opened) == 5


def damage(content, how):
    if how == "cut off":
        return content[: len(content) // 2]
    if how == "zeros":
        return bytes(len(content))
    if how == "words exchanged":  # still a database, and still a record
        return content.replace(b"training", b"TRAINING")
    return b"not a database at all" * 100


@pytest.mark.parametrize("how", ["cut off", "zeros", "words exchanged", "noise", "empty"])
def test_a_damaged_cache_changes_nothing(session, how):
    first = read_groups(session, MEETING)
    path = kept(session)
    path.write_bytes(b"" if how == "empty" else damage(path.read_bytes(), how))
    assert read_groups(session, MEETING) == first
    assert read_groups(session, MEETING) == first


def test_a_cache_of_another_shape_changes_nothing(session):
    first = read_groups(session, MEETING)
    with sqlite3.connect(kept(session)) as store:
        store.execute("DROP TABLE files")
        store.execute("CREATE TABLE files (something TEXT)")
    assert read_groups(session, MEETING) == first


def test_a_cache_that_another_run_holds_changes_nothing(session, monkeypatch):
    monkeypatch.setattr("facilitate.reading.cache._PATIENCE", 0.1)
    first = read_groups(session, MEETING)
    holder = sqlite3.connect(kept(session), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert read_groups(session, MEETING) == first
    holder.close()


@pytest.mark.parametrize("obstacle", ["a file in its place", "a folder that cannot be written"])
def test_without_a_place_for_the_cache_everything_is_read(session, obstacle):
    if obstacle == "a file in its place":
        session.cache.write_text("x")
    else:
        session.cache.mkdir()
        (session.cache / "groups.sqlite").mkdir()
    feedback, _ = read_groups(session, MEETING)
    assert len(feedback.intake) == 5


def test_two_runs_at_once_agree(session):
    code = (
        "import hashlib, msgspec, sys; from pathlib import Path; from facilitate.reading.groups import read_groups;"
        "from facilitate.session import Session; from tests.bench.many_groups import meeting_of;"
        "found = read_groups(Session(Path(sys.argv[1])), meeting_of(4));"
        "print(hashlib.sha256(msgspec.msgpack.encode(found)).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(session.folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(3)]
    told = {run.communicate()[0].strip() for run in runs}
    expected = hashlib.sha256(msgspec.msgpack.encode(read_groups(session, MEETING))).hexdigest()
    assert told == {expected}


@pytest.mark.slow
def test_several_processes_read_the_same_in_the_same_order(tmp_path):
    meeting = meeting_of(260)
    write_groups(meeting, "large", tmp_path / "large" / "groups")
    session = Session(tmp_path / "large")
    layouts, _ = read_layouts(session)
    files = [(path, f"groups/{path.name}") for path in sorted(session.groups.iterdir())]
    alone = list(many.read_files(files, "large", meeting, layouts, tmp_path / "one", cores=1))
    together = list(many.read_files(files, "large", meeting, layouts, tmp_path / "two", cores=3))
    from_cache = list(many.read_files(files, "large", meeting, layouts, tmp_path / "two", cores=3))
    assert together == alone
    assert from_cache == alone
    assert [one.file for one in alone] == [name for _, name in files]


def test_what_is_kept_comes_back_as_it_was(session):
    layouts, _ = read_layouts(session)
    files = [(path, f"groups/{path.name}") for path in sorted(session.groups.iterdir())]
    for one in many.read_files(files, "large", MEETING, layouts, session.cache):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=FileRead) == one
