"""A program killed at any system call that writes: the old file or the new one is there, and the next run mends all.

Each command is traced once, and what it did is done again to a copy of the session, call by call (``replay.py``): the
folder after each call is what a kill at that moment leaves. That this is so is shown by really killing the program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from facilitate.writing.files import STALE
from tests.commands.replay import ENVIRONMENT, Call, Replay, trace
from tests.conftest import Workbook
from tests.redlines import ask

pytestmark = pytest.mark.slow
HUMAN = ("decisions.xlsx", "meeting.xlsx", "coding.xlsx", "from-kumu.xlsx", "report/report.docx")
"""What people write in; groups' workbooks are never touched."""
MOMENTS = 4
"""From how many moments the command is run again to its end."""

Run = Callable[..., object]


def for_merge(session: Path, facilitate: Run) -> list[str]:
    """Decisions, backups, what is remembered, the cache; a copy with questions comes, and one goes."""
    ask_about(session / "groups/orange.xlsx", "skills")
    ask_about(session / "groups/green.xlsx", "training or so")
    facilitate("merge", session)
    ask_about(session / "groups/green.xlsx", "")
    ask_about(session / "groups/violet.xlsx", "skills")
    shutil.rmtree(session / ".cache")
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "a person's words")
    return ["merge"]


def ask_about(path: Path, name: str) -> None:
    """A group names a category so that nobody can tell which."""
    book = load_workbook(path)
    book["Categories"]["B13"].value, book["Categories"]["D13"].value = name, "drop" if name else None
    book.save(path)


def for_report(session: Path, facilitate: Run) -> list[str]:
    """Documents, workbook, figures and history over older ones, one of which a person changed."""
    facilitate("report", session)
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "decision", "reject")
        book.set("Decisions", "P1", "reason", "not now")
    (session / "report/report.docx").write_bytes((session / "report/report.docx").read_bytes() + b"by hand")
    return ["report"]


def for_pack(session: Path, facilitate: Run) -> list[str]:
    """The pack over an older one."""
    facilitate("pack", session)
    with Workbook(session / "meeting.xlsx") as book:
        book.book["agenda"]["C2"].value = "Welcome to all"
    return ["pack"]


def for_redline(session: Path, facilitate: Run) -> list[str]:
    """A redline over an older one."""
    ask(session)
    facilitate("redline", session)
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "decision", "defer")
    return ["redline"]


def for_redline_read(session: Path, facilitate: Run) -> list[str]:
    """Answers of readers brought into decisions.xlsx."""
    ask(session)
    facilitate("redline", session)
    shutil.move(session / "report/redline.docx", session / "back.docx")
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "reason", "a person's words")
    return ["redline", "--read", "back.docx"]


def for_map(session: Path, facilitate: Run) -> list[str]:
    """The map of the network and its files."""
    return ["map"]


def for_map_read(session: Path, facilitate: Run) -> list[str]:
    """What came back from Kumu and was confirmed, put into meeting.xlsx."""
    facilitate("map", session, "--members")
    shutil.move(session / "report/network-members/kumu.xlsx", session / "back.xlsx")
    book = load_workbook(session / "back.xlsx")
    sheet = book["Elements"]
    country = next(cell.column for cell in sheet[1] if cell.value == "Country")
    row = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == "Amina Diallo")
    sheet.cell(row, country).value = "Ghana"
    book.save(session / "back.xlsx")
    facilitate("map", session, "--read", session / "back.xlsx")
    with Workbook(session / "from-kumu.xlsx") as book:
        for row in range(2, book.free("From Kumu")):
            book.set("From Kumu", row, "take over", "yes")
    return ["map", "--read", "back.xlsx"]


def for_code(session: Path, facilitate: Run) -> list[str]:
    """Codes proposed beside those of a person."""
    facilitate("code", session)
    with Workbook(session / "coding.xlsx") as book:
        book.set("Coding", 2, "code", "a person's code")
    return ["code"]


def for_export(session: Path, facilitate: Run) -> list[str]:
    """All exchange files."""
    return ["export", *(word for form in ("skos", "xkos", "sssom", "json", "csv") for word in ("--to", form))]


def for_changes(session: Path, facilitate: Run) -> list[str]:
    """The account of the changes."""
    facilitate("changes", session)
    with Workbook(session / "decisions.xlsx") as book:
        book.set("Decisions", "P1", "decision", "defer")
    return ["changes"]


PREPARED = {
    name.removeprefix("for_").replace("_", " --"): prepare
    for name, prepare in list(globals().items())
    if name.startswith("for_")
}


def words(session: Path, command: list[str]) -> list[str]:
    """The command line; files that it reads lie in the session."""
    first, *more = command
    return [first, str(session), *(str(session / one) if (session / one).is_file() else one for one in more)]


def files(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but the cache, whose bytes depend on when they were written."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "/.cache/" not in f"/{(name := path.relative_to(folder).as_posix())}"
    }


def half_written(name: str) -> bool:
    """Whether a file is one that is not in place yet."""
    return re.fullmatch(r"\..+\.tmp", name.rpartition("/")[2]) is not None


@pytest.mark.parametrize("command", PREPARED)
def test_after_each_call_the_old_or_the_new_files_are_there_and_the_next_run_mends_all(
    facilitate, first, tmp_path, command
):
    command = PREPARED[command](first, facilitate)
    old = files(first)
    whole = Path(shutil.copytree(first, tmp_path / "whole" / first.name))
    calls = trace(words(whole, command), tmp_path / "log")
    if calls is None:
        pytest.skip("strace is not installed or may not trace here")
    new = files(whole)
    assert {name for name in new if half_written(name)} == set()
    replay = Replay(whole, Path(shutil.copytree(first, tmp_path / "replayed" / first.name)))
    moments = moments_of(calls, whole)
    for place, call in enumerate(calls):
        if place in moments:
            left = Path(shutil.copytree(replay.folder, tmp_path / str(place) / first.name))
            mended(facilitate, left, command, new)
        for path in replay.do(call):
            name = path.relative_to(replay.folder).as_posix()
            if not half_written(name) and not name.startswith(".cache/"):
                assert (path.read_bytes() if path.exists() else None) in (old.get(name), new.get(name)), call
                assert nothing_lost(replay.folder, old), call
    assert files(replay.folder) == new  # else something was done that was not done again here
    changed = {name for name in new if new[name] != old.get(name)}
    assert changed, "nothing was written"


def moments_of(calls: list[Call], folder: Path) -> set[int]:
    """The moments from which the command is run again: before files are put in place, and while they are written."""
    renamed = [at for at, call in enumerate(calls) if puts_in_place(call, folder)]
    written = [at for at, call in enumerate(calls) if "write" in call.name and folder in call.opened[0].parents]
    half = MOMENTS // 2
    spread = [some[len(some) * part // half] for some in (renamed, written) if some for part in range(half)]
    return {*spread, renamed[-1]}


def puts_in_place(call: Call, folder: Path) -> bool:
    """Whether a call gives a file in the folder its name."""
    return call.name.startswith("rename") and folder in call.paths[0].parents


def nothing_lost(folder: Path, old: dict[str, bytes]) -> bool:
    """Whether everything that people wrote is in its place or in the backups, byte for byte, or in a newer workbook."""
    kept = [path.read_bytes() for path in (folder / "backups").glob("*")]
    return all(
        (folder / name).exists() and (old[name] == (folder / name).read_bytes() or old[name] in kept)
        for name in HUMAN
        if name in old and (name != "report/report.docx" or old[name].endswith(b"by hand"))
    )


def mended(facilitate: Run, session: Path, command: list[str], new: dict[str, bytes]) -> None:
    """Run the command on what a kill left: all files become what they would have become."""
    litter = [path for path in session.rglob(".*.tmp") if half_written(path.name)]
    for path in litter:  # as if the next run came a little later
        os.utime(path, (path.stat().st_mtime - STALE - 1,) * 2)
    assert facilitate(*words(session, command)).exit_code == 0
    after = files(session)
    assert {name: after.get(name) for name in new} == new
    assert [name for name in after if half_written(name)] == []
    assert {name for name in after if name not in new} <= {name for name in after if name.startswith("backups/")}


def test_a_program_that_is_really_killed_leaves_what_was_done_again(facilitate, first, tmp_path):
    command = for_merge(first, facilitate)
    old = (first / "decisions.xlsx").read_bytes()
    whole = Path(shutil.copytree(first, tmp_path / "whole" / first.name))
    calls = trace(words(whole, command), tmp_path / "log")
    if calls is None:
        pytest.skip("strace is not installed or may not trace here")
    new = (whole / "decisions.xlsx").read_bytes()
    times: Counter[str] = Counter()
    found = []
    for call in calls:
        times[call.name] += 1
        if not (puts_in_place(call, whole) and call.paths[1].parent in (whole, whole / "backups")):
            continue
        session = Path(shutil.copytree(first, tmp_path / str(len(found)) / first.name))
        inject = f"inject={call.name}:signal=SIGKILL:when={times[call.name]}"
        tracer = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call.name}", "-e", inject]
        line = [*tracer, sys.executable, "-m", "facilitate", *words(session, command)]
        assert subprocess.run(line, capture_output=True, env=ENVIRONMENT).returncode != 0
        content = (session / "decisions.xlsx").read_bytes()
        assert content in (old, new)
        backups = [path.read_bytes() for path in (session / "backups").glob("decisions-*.xlsx")]
        assert content == old or old in backups
        found.append(content)
    assert len(found) >= 2 and old in found


def test_a_new_session_that_was_stopped_halfway_is_begun_again(facilitate, first, tmp_path):
    assert facilitate("report", first).exit_code == 0
    made_anew(facilitate, tmp_path, lambda folder: ["new", str(folder / "next"), "--after", str(first)])


def test_gathering_that_was_stopped_goes_on_where_it_was(facilitate, tmp_path):
    table = tmp_path / "answers.csv"
    said = [f"We need more {what} in the {where}" for what in ("buses", "schools") for where in ("north", "south")]
    table.write_text("\n".join(["answer", *said, *said, "We need more busses in the north"]), "utf-8")
    made_anew(facilitate, tmp_path, lambda folder: ["gather", str(table), "--to", str(folder / "out"), "--cores", "1"])


def made_anew(facilitate: Run, tmp_path: Path, command: Callable[[Path], list[str]]) -> None:
    """A command that makes files in a folder of its own, stopped at any moment and run again, makes the same ones."""
    whole, replayed = tmp_path / "whole", tmp_path / "replayed"
    for folder in (whole, replayed):
        folder.mkdir()
    calls = trace(command(whole), tmp_path / "log")
    if calls is None:
        pytest.skip("strace is not installed or may not trace here")
    new, replay = files(whole), Replay(whole, replayed)
    moments = {at for at, call in enumerate(calls) if puts_in_place(call, whole)} | moments_of(calls, whole)
    for place, call in enumerate(calls):
        if place in moments:
            left = Path(shutil.copytree(replayed, tmp_path / str(place)))
            for path in left.rglob(".*.tmp"):  # as if the next run came a little later
                os.utime(path, (path.stat().st_mtime - STALE - 1,) * 2)
            again = facilitate(*command(left))
            assert (again.exit_code == 0) is not (files(replayed) == new and "is there already" in again.stderr)
            after = files(left)
            assert {name: after.get(name) for name in new} == new
            assert all("/backups/" in f"/{name}" for name in after.keys() - new.keys())
        for path in replay.do(call):
            name = path.relative_to(replayed).as_posix()
            if not half_written(name) and "/.cache/" not in f"/{name}":
                assert (path.read_bytes() if path.exists() else None) in (None, new.get(name)), call
    assert files(replayed) == new and new
