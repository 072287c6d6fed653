"""From files of answers to statements: what ``facilitate gather`` reads, thinks and writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile
from pathlib import Path

import numpy as np

from facilitate.commands.gathered_by import SHOWN, CountedBy, Values
from facilitate.commands.spared import Spared
from facilitate.commands.terminal import Terminal
from facilitate.consolidation.rewording import compare, word_times
from facilitate.errors import FacilitateError
from facilitate.large.gather import NOTHING, Gathered, gather
from facilitate.large.work import Work
from facilitate.large.workers import workers
from facilitate.network.consent import LEAST
from facilitate.problems import Problem, failed
from facilitate.problems.answers import many_values
from facilitate.reading.answers import Answers, read_answers
from facilitate.records.people import OTHERS
from facilitate.records.sources import Place
from facilitate.text import count, one_line
from facilitate.writing.excel.gathered import gathered_workbook
from facilitate.writing.files import sweep, write_atomically
from facilitate.writing.long_tables import Value, Writer, write_csv, write_parquet

MOST = 2_000
"""So many statements are in the summary; a person reads no more, and a workbook opens at once."""

COMPARED = "compared"
"""The long table of statements by the values of a column."""

_DOING = {
    "keyed": "Reading",
    "_described": "Describing the wordings",
    "_similar_in_a_bucket": "Looking for near repeats",
    "_close": "Comparing them",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for: see the options of the command."""

    column: str
    folder: Path
    parquet: bool = False
    cores: int | None = None
    cluster: str = ""
    by: str = ""


def run(files: Sequence[Path], wish: Wish, terminal: Terminal) -> int:
    """Gather and say so; the exit status."""
    tables, problems = _tables(files, wish)
    sweep([wish.folder])
    if tables:
        with workers(wish.cores, wish.cluster) as crew, terminal.progress("Reading") as bar:
            # All machines of a cluster are to find the folder, wherever they run.
            folder = wish.folder.resolve() / ".cache"
            work = Work(folder, crew, lambda step: bar.step(_DOING[step.partition(":")[2]]))
            gathered = gather((text for table in tables for _, text in table), work)
            work.tidy()
        if work.reused:
            terminal.say(f"Took {count(work.reused, 'part')} of the work from {wish.folder / '.cache'}.")
        problems += _write(gathered, tables, wish, terminal)
    terminal.show(problems)
    return int(failed(problems))


def _tables(files: Sequence[Path], wish: Wish) -> tuple[list[Answers], list[Problem]]:
    tables: list[Answers] = []
    problems: list[Problem] = []
    for path in _all(files):
        found, trouble = read_answers(path, path.as_posix(), wish.column, wish.by)
        tables += found
        problems += trouble
    return tables, problems


def _all(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        if not path.is_dir():
            yield path
        else:
            inside = (one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~")))
            yield from sorted(inside)


def _write(gathered: Gathered, tables: Sequence[Answers], wish: Wish, terminal: Terminal) -> list[Problem]:
    """Write the results and say so; what there is to say about the column that they are counted by."""
    write_long: Writer = write_parquet if wish.parquet else write_csv
    end = "parquet" if wish.parquet else "csv"
    account = _Account(gathered, tables)
    by = account.values.column
    spared = Spared(wish.folder, wish.folder / ".cache" / "written.json")
    save = partial(_save, spared)
    with terminal.progress("Writing") as bar:
        contributions = wish.folder / f"contributions.{end}"
        headers = ("file", "sheet", "row", "statement", "text", *filter(None, (by,)))
        save(write_long, contributions, headers, account.contributions())
        bar.step("Writing")
        texts = account.texts()
        statements = wish.folder / f"statements.{end}"
        save(
            write_long,
            statements,
            ("statement", "text", "contributions", "wordings"),
            _statements(gathered, texts),
        )
        reasons = _Reasons(gathered)
        wordings = wish.folder / f"wordings.{end}"
        save(write_long, wordings, ("wording", "statement", "contributions", "why joined"), reasons.wordings())
        counted = account.values.counted() if by else None
        compared = wish.folder / f"{COMPARED}.{end}"
        if counted:
            save(write_long, compared, ("statement", by, "contributions", "of"), _compared(counted))
        elif compared.exists():  # of an earlier run: its numbers of statements hold no longer
            spared.spare(compared)
            compared.unlink()
        summary = wish.folder / "summary.xlsx"
        facts = [*_facts(gathered, account, end), *(_facts_by(counted, compared.name) if counted else ())]
        top = _top(gathered, texts, reasons)
        comparison = (counted.shown(), _top_by(counted, top)) if counted else None
        book = gathered_workbook(facts, top, account.rows(), "Gathered answers", comparison)
        save(lambda path, _, __: write_atomically(path, book), summary)
        spared.remember()
    rows = sum(account.read)
    terminal.say(
        f"Read {count(rows, 'row')} of {count(len(tables), 'table')}: {gathered.rows:,} with words, "
        f"{rows - gathered.rows:,} without."
    )
    terminal.say(
        f"Found {count(len(gathered.sizes), 'statement')} in {count(len(gathered.wordings), 'wording')}; "
        f"{_share(gathered.rows - len(gathered.sizes), gathered.rows)} of the contributions repeat another one."
    )
    terminal.made(map(str, (summary, statements, *([compared] if counted else ()), wordings, contributions)))
    for old, kept in spared.kept:
        terminal.say(f"  {old} had been changed since it was written; it is kept as {kept}")
    if counted and counted.different > SHOWN:
        return [many_values(Place(tables[0].file, tables[0].sheet), by, counted.different, SHOWN)]
    return []


class _Account:
    """Every row of every table with its statement; how many were read, and how each statement was written."""

    def __init__(self, gathered: Gathered, tables: Sequence[Answers]) -> None:
        self.gathered, self.tables = gathered, tables
        self.read: list[int] = []
        self.empty: list[int] = []
        self.values = Values(next((table.by for table in tables), ""))
        self._written: Counter[tuple[int, str]] = Counter()

    def contributions(self) -> Iterator[tuple[Value, ...]]:
        """A row for each contribution, in the order of the files."""
        numbers = self.gathered.statement_of.tolist()
        wordings = self.gathered.wording_of.tolist()
        leading = self.gathered.leading.tolist()
        at = 0
        for table in self.tables:
            first, empty = at, 0
            for row, text, value in table.with_values():
                if at >= len(numbers):
                    raise FacilitateError(f"{table.file} changed while it was read. Please run the command again.")
                number = numbers[at]
                if number == NOTHING:
                    empty += 1
                elif wordings[at] == leading[number]:
                    self._written[number, one_line(text)] += 1
                if table.by:
                    self.values.add(number, value)
                    yield table.file, table.sheet, row, _named(number), text, value
                else:
                    yield table.file, table.sheet, row, _named(number), text
                at += 1
            self.read.append(at - first)
            self.empty.append(empty)

    def texts(self) -> list[str]:
        """Each statement as most wrote it; of several, the first by alphabet."""
        best: dict[int, tuple[int, str]] = {}
        for (number, text), times in self._written.items():
            known = best.get(number)
            if known is None or (-times, text) < known:
                best[number] = (-times, text)
        return [best[number][1] for number in range(len(self.gathered.sizes))]

    def rows(self) -> list[tuple[Value, ...]]:
        """The account of the tables."""
        numbers = zip(self.tables, self.read, self.empty, strict=True)
        return [(one.file, one.sheet, one.column, rows, rows - empty, empty) for one, rows, empty in numbers]


class _Reasons:
    """Why wordings were joined."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.times = word_times(gathered.wordings)
        self.leader = gathered.leading[gathered.joined].tolist()

    def why(self, wording: int) -> str:
        """What a wording differs in from the one that stands for its statement; empty for that one."""
        leader = self.leader[wording]
        words = self.gathered.wordings
        return "" if leader == wording else compare(words[wording], words[leader], self.times).why

    def wordings(self) -> Iterator[tuple[Value, ...]]:
        """Every wording with its statement, statement by statement, the more frequent first."""
        places = np.arange(len(self.leader))
        for at in np.lexsort((places, -self.gathered.times, self.gathered.joined)).tolist():
            number = int(self.gathered.joined[at])
            yield self.gathered.wordings[at], _named(number), int(self.gathered.times[at]), self.why(at)


def _save(
    spared: Spared,
    write: Writer,
    path: Path,
    headers: Sequence[str] = (),
    rows: Iterable[Sequence[Value]] = (),
) -> None:
    """Write a result; what a person changed in its place goes to the folder backups."""
    spared.spare(path)
    write(path, headers, rows)
    spared.wrote(path)


def _named(number: int) -> str:
    return "" if number == NOTHING else f"S{number + 1}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"


def _statements(gathered: Gathered, texts: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    wordings = np.bincount(gathered.joined, minlength=len(gathered.sizes)).tolist()
    for number, (text, size) in enumerate(zip(texts, gathered.sizes.tolist(), strict=True)):
        yield _named(number), text, size, wordings[number]


def _top(gathered: Gathered, texts: Sequence[str], reasons: _Reasons) -> list[tuple[Value, ...]]:
    """The rows of the summary: the statements that most contributions make."""
    seconds = _second_wordings(gathered)
    rows: list[tuple[Value, ...]] = []
    for number, (name, text, size, wordings) in enumerate(islice(_statements(gathered, texts), MOST)):
        second = seconds.get(number)
        other = (gathered.wordings[second], reasons.why(second)) if second is not None else ("", "")
        rows.append((name, text, size, int(gathered.sizes[number]) / gathered.rows, wordings, *other))
    return rows


def _compared(counted: CountedBy) -> Iterator[tuple[Value, ...]]:
    for number, name, contributions, of in counted.rows():
        yield _named(number), name, contributions, of


def _top_by(counted: CountedBy, top: Sequence[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """The same statements with their numbers by value; what has no column of its own is among the others."""
    shown = counted.shown()
    rows: list[tuple[Value, ...]] = []
    numbers = dict(takewhile(lambda one: one[0] < len(top), counted.statements()))
    for number, (name, text, size, *_) in enumerate(top):
        told = numbers.get(number, {})
        own = {value: told.get(value, 0) for value in shown if value != OTHERS}
        rest = sum(told.values()) - sum(own.values())
        rows.append((name, text, size, *(one or "" for one in (*own.values(), rest))))
    return rows


def _facts_by(counted: CountedBy, file: str) -> list[tuple[Value, ...]]:
    return [
        (
            f"values of “{counted.column}”",
            counted.different,
            f"How many contributions of each make a statement is on the sheet Compared and in {file}. Fewer than "
            f"{LEAST} of one value are counted among the {OTHERS}, so that no number tells of one person.",
        )
    ]


def _second_wordings(gathered: Gathered) -> dict[int, int]:
    """Of each statement of the summary the wording that most wrote after the first; of several, the first."""
    seconds: dict[int, int] = {}
    top = np.flatnonzero(gathered.joined < MOST)
    for at in top[np.lexsort((top, -gathered.times[top]))].tolist():
        number = int(gathered.joined[at])
        if at != gathered.leading[number]:
            seconds.setdefault(number, at)
    return seconds


def _facts(gathered: Gathered, account: _Account, end: str) -> list[tuple[Value, ...]]:
    rows, sizes = sum(account.read), gathered.sizes
    shown = min(len(sizes), MOST)
    covered = int(sizes[:shown].sum())
    rest = f"all of them are in statements.{end}" if shown < len(sizes) else "these are all"
    return [
        ("rows read", rows, "See the sheet Account for each file."),
        ("contributions", gathered.rows, f"Rows with words; {rows - gathered.rows:,} rows hold none."),
        ("statements", len(sizes), "A statement is one text with its copies and near-identical wordings."),
        ("statements made once", int((sizes == 1).sum()), "No other contribution repeats them."),
        (
            "contributions that repeat",
            gathered.rows - len(sizes),
            f"{_share(gathered.rows - len(sizes), gathered.rows)} of all: copies of another one.",
        ),
        (
            "statements shown",
            shown,
            f"The most frequent ones, {_share(covered, gathered.rows)} of the contributions; {rest}.",
        ),
    ]
