"""A person works in decisions.xlsx while groups send more: nothing they wrote is lost or lands on another item."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from facilitate.commands.merge import run
from facilitate.commands.terminal import Terminal
from facilitate.commands.written import standing
from facilitate.consolidation.overtyped import MOVED
from facilitate.records.tables import BAND, same_text
from facilitate.records.workbooks import ALIASES, BASE_SHEET, DECISION_BOOK, DECISIONS, ORDER, THEMES
from facilitate.session import Session
from facilitate.writing.excel.meeting import meeting_workbook
from tests.commands.person import WORD, Line, Person, found, left, missing
from tests.reading.sessions import MEETING, answers, workbook

FORMS = (DECISIONS, ORDER, THEMES, ALIASES)
BY_NAME = {form.name: form for form in FORMS}
NAMES = tuple(BY_NAME)
WORDINGS = ("Training for all", "Teaching", "Skills checks", "Advice")
REMARKS = ("needs employers", "more for women", "too narrow")
ACTIONS = ("rename", "drop", "merge into", "split", "keep")


@lru_cache(maxsize=1)
def beginning() -> Path:
    """A session with a file of every group, merged once."""
    folder = Path(tempfile.mkdtemp(prefix="editing-")) / "meeting"
    (folder / "groups").mkdir(parents=True)
    (folder / "meeting.xlsx").write_bytes(meeting_workbook(MEETING))
    chance = random.Random(4)
    for group in MEETING.groups:
        send(folder, group.id, chance)
    merge(folder)
    return folder


def send(folder: Path, group: str, chance: random.Random) -> None:
    """A group sends its workbook (again)."""
    said = {}
    for entry in MEETING.categories:
        if chance.random() < 0.8:
            action = chance.choice(ACTIONS)
            name = chance.choice(WORDINGS) if action in ("rename", "split") else ""
            into = "Career guidance" if action == "merge into" else ""
            said[str(entry.id)] = (action, name, into, chance.choice(REMARKS), chance.choice(REMARKS))
    sheets = {
        "Categories": answers(**said),
        "Missing": [("proposed category", "definition", "why"), (chance.choice(WORDINGS), "", chance.choice(REMARKS))],
        "Reflections": [("topic", "what was said"), (chance.choice(("funding", "quality")), chance.choice(REMARKS))],
    }
    workbook(sheets).save(folder / "groups" / f"{group}.xlsx")


def merge(folder: Path) -> None:
    with contextlib.redirect_stderr(io.StringIO()):
        run(folder, Terminal(quiet=True))


def changed(one: Person, other: Person) -> str:
    """The first rows in which two workbooks differ."""
    for sheet in one.book.sheetnames:
        for before, after in zip(one.lines(sheet), other.lines(sheet), strict=False):
            if (before.values, before.comments) != (after.values, after.comments):
                return f"{sheet}: {before} became {after}"
    return "the same rows, other bytes"


class Editing(RuleBasedStateMachine):
    """Edits, then a merge, then edits again."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(shutil.copytree(beginning(), Path(tempfile.mkdtemp(prefix="editing-")) / "meeting"))
        self.path = self.folder / "decisions.xlsx"
        self.typed = 0
        self.own_sheets: dict[str, str] = {}
        self.widths: dict[tuple[str, str], float] = {}
        self.hidden: set[tuple[str, str]] = set()
        self.said: dict[tuple[str, str], str] = {}
        self.person = Person(self.path)

    def teardown(self) -> None:
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def word(self) -> str:
        self.typed += 1
        return f"{WORD}{self.typed}"

    def pick(self, data: st.DataObject, sheet: str) -> tuple[list[Line], int]:
        """The rows of a sheet and the place of one of them, which is no heading."""
        lines = self.person.lines(sheet)
        ids = self.person.ids(sheet)
        places = [place for place, line in enumerate(lines) if not line.text(ids).startswith(BAND)]
        return lines, data.draw(st.sampled_from(places)) if places else -1

    # ------------------------------------------------------------ what a person does

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def types(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        if place < 0:
            return
        headers = self.person.headers(form.name)
        human = [heading.header for heading in form.headings if not heading.given and heading.header in headers]
        for header in data.draw(st.lists(st.sampled_from(human), min_size=1, max_size=3, unique=True)):
            lines[place].values[headers.index(header)] = self.word()
        if "decision" in headers and data.draw(st.booleans()):
            lines[place].values[headers.index("decision")] = data.draw(st.sampled_from(("adopt", "reject", None)))
        self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def types_over_the_program(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        given = [heading.header for heading in form.headings if heading.given and heading.header != "id"]
        headers = self.person.headers(form.name)
        header = data.draw(st.sampled_from([header for header in given if header in headers]))
        if place >= 0:
            lines[place].values[headers.index(header)] = self.word()
            self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def remarks(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        if place >= 0:
            headers = self.person.headers(form.name)
            column = data.draw(st.integers(1, len(headers) - 1))
            if headers[column]:
                lines[place].comments[column] = self.word()
                self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def deletes_a_row(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        if place >= 0:
            del lines[place]
            self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def copies_a_row(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        if place >= 0:
            lines.insert(data.draw(st.integers(0, len(lines))), lines[place].copy())
            self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def sorts(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines = self.person.lines(form.name)
        column = data.draw(st.integers(0, len(form.headings) - 1))
        self.person.put(form.name, sorted(lines, key=lambda line: line.text(column), reverse=data.draw(st.booleans())))

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def sorts_only_some_columns(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines = self.person.lines(form.name)
        width = len(self.person.headers(form.name))
        first = data.draw(st.integers(0, width - 1))
        last = data.draw(st.integers(first, width - 1))
        order = data.draw(st.permutations(range(len(lines))))
        before = [line.copy() for line in lines]
        for line, other in zip(lines, order, strict=True):
            for column in range(first, min(last + 1, len(line.values))):
                line.values[column] = before[other].values[column]
        self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def inserts_a_row(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines = self.person.lines(form.name)
        headers = self.person.headers(form.name)
        row = Line([None] * len(headers))
        if data.draw(st.booleans()):
            for header in (*form.identity, *(one.header for one in form.headings if not one.given)):
                if header in headers and data.draw(st.booleans()):
                    row.values[headers.index(header)] = self.word()
        lines.insert(data.draw(st.integers(0, len(lines))), row)
        self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def adds_a_column(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        headers = self.person.headers(form.name)
        if place < 0 or len(headers) > len(form.headings) + 3:
            return
        self.person.book[form.name].cell(1, len(headers) + 1).value = self.word()
        for line in lines:
            line.values.append(None)
        lines[place].values[-1] = self.word()
        self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def moves_a_column(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        last = len(self.person.headers(form.name)) - 1
        self.person.move_column(form.name, data.draw(st.integers(0, last)), data.draw(st.integers(0, last)))

    @rule(data=st.data(), name=st.sampled_from(NAMES), all=st.booleans())
    def clears_ids(self, data: st.DataObject, name: str, all: bool) -> None:
        form = BY_NAME[name]
        lines, place = self.pick(data, form.name)
        ids = self.person.ids(form.name)
        for number, line in enumerate(lines):
            if (all or number == place) and not line.text(ids).startswith(BAND):
                line.values[ids] = None
        self.person.put(form.name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def types_over_an_id(self, data: st.DataObject, name: str) -> None:
        lines, place = self.pick(data, name)
        if place >= 0:
            lines[place].values[self.person.ids(name)] = self.word()
            self.person.put(name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def pastes_a_row_from_another_sheet(self, data: st.DataObject, name: str, other: str) -> None:
        width = len(self.person.headers(name))
        lines, place = self.pick(data, other)
        if place >= 0:
            row = Line([*lines[place].values, *[None] * width][:width])
            lines = self.person.lines(name)
            lines.insert(data.draw(st.integers(0, len(lines))), row)
            self.person.put(name, lines)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def deletes_a_column_of_the_programs(self, data: st.DataObject, name: str) -> None:
        headers = self.person.headers(name)
        given = [heading.header for heading in BY_NAME[name].headings if heading.given and heading.header != "id"]
        header = data.draw(st.sampled_from([header for header in given if header in headers] or [""]))
        if header:
            self.person.move_column(name, headers.index(header), len(headers) - 1)
            self.person.book[name].delete_cols(len(headers))
            self.widths.pop((name, header), None)
            self.hidden.discard((name, header))

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def arranges_a_column(self, data: st.DataObject, name: str) -> None:
        header = data.draw(st.sampled_from([header for header in self.person.headers(name) if header]))
        if data.draw(st.booleans()):
            self.widths[name, header] = self.person.look(name, header).width = data.draw(st.sampled_from((8.5, 70)))
        elif any(line.text(self.person.headers(name).index(header)) for line in self.person.lines(name)):
            self.person.look(name, header).hidden = True
            self.hidden.add((name, header))

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def remarks_on_a_header(self, data: st.DataObject, name: str) -> None:
        headers = self.person.headers(name)
        header = data.draw(st.sampled_from([header for header in headers if header]))
        self.said[name, header] = word = self.word()
        self.person.book[name].cell(1, headers.index(header) + 1).comment = Comment(word, "Ama")

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def filters(self, data: st.DataObject, name: str) -> None:
        sheet = self.person.book[name]
        sheet.auto_filter.ref = f"A1:D{sheet.max_row}"
        sheet.auto_filter.add_filter_column(data.draw(st.integers(0, 3)), ["adopt"])
        for row in data.draw(st.lists(st.integers(2, max(sheet.max_row, 2)), max_size=5)):
            sheet.row_dimensions[row].hidden = True

    @precondition(lambda self: BASE_SHEET in self.person.book)
    @rule(all=st.booleans())
    def another_program_drops_the_hidden_sheet(self, all: bool) -> None:
        del self.person.book[BASE_SHEET]
        if all:  # what is remembered beside it goes too
            shutil.rmtree(Session(self.folder).written)

    @precondition(lambda self: len(self.own_sheets) < 3)
    @rule(hidden=st.booleans())
    def adds_a_sheet(self, hidden: bool) -> None:
        name, word = f"Notes {self.typed}", self.word()
        sheet = self.person.book.create_sheet(name)
        sheet["B3"].value, sheet["A1"].value = word, "=1+1"
        sheet.sheet_state = "hidden" if hidden else "visible"
        self.own_sheets[name] = word

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def formats(self, data: st.DataObject, name: str) -> None:
        form = BY_NAME[name]
        sheet = self.person.book[form.name]
        row = data.draw(st.integers(2, max(sheet.max_row, 2)))
        for column in range(1, sheet.max_column + 1):
            cell = sheet.cell(row, column)
            cell.font, cell.fill = Font(strike=True, color="FFFF0000"), PatternFill("solid", fgColor="FFFF00")
            if isinstance(cell.value, str) and " " in cell.value:
                first, rest = cell.value.split(" ", 1)
                cell.value = CellRichText(TextBlock(InlineFont(b=True), first), f" {rest}")
        sheet.row_dimensions[row].hidden = data.draw(st.booleans())
        sheet.freeze_panes, sheet.auto_filter.ref = None, None

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def marks_a_row(self, data: st.DataObject, name: str) -> None:
        lines, place = self.pick(data, name)
        if place < 0:
            return
        headers = self.person.headers(name)
        human = [one.header for one in BY_NAME[name].headings if not one.given and one.header in headers]
        lines[place].values[headers.index(data.draw(st.sampled_from(human)))] = self.word()
        self.person.put(name, lines)
        for column in data.draw(st.lists(st.integers(1, len(headers)), min_size=1, max_size=3, unique=True)):
            cell = self.person.book[name].cell(place + 2, column)
            how = data.draw(st.sampled_from(("fill", "bold", "struck", "number", "link")))
            if how == "fill":
                cell.fill = PatternFill("solid", fgColor=data.draw(st.sampled_from(("FFFFFF00", "FF92D050"))))
            elif how == "number":
                cell.number_format = data.draw(st.sampled_from(("0.00", "#,##0", "yyyy\\-mm\\-dd")))
            elif how == "link" and cell.value:
                text, cell.hyperlink = cell.value, "https://example.org/a?b=c&d"
                cell.value = text
            else:
                cell.font = Font(b=how == "bold", strike=how == "struck")

    @rule(group=st.sampled_from([group.id for group in MEETING.groups]), seed=st.integers(0, 99))
    def a_group_sends_again(self, group: str, seed: int) -> None:
        send(self.folder, group, random.Random(seed))

    @precondition(lambda self: len(list((self.folder / "groups").iterdir())) > 1)
    @rule(data=st.data())
    def a_file_goes(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(sorted((self.folder / "groups").iterdir()))).unlink()

    # ------------------------------------------------------------ the merge

    @rule()
    def merges(self) -> None:
        self.person.save()
        base = self.base()
        before = self.path.read_bytes()
        person = Person(self.path)
        expected = {form.name: list(left(person, form, base[form.name])) for form in FORMS}
        merge(self.folder)
        after = self.path.read_bytes()
        assert after != before and before in {path.read_bytes() for path in (self.folder / "backups").iterdir()}
        self.person = Person(self.path)
        for form in FORMS:
            rows = found(self.person, form)
            for one in expected[form.name]:
                assert not (one.words and (why := missing(one, rows, MOVED))), f"{form.name}: {why}"
            self.arranged(form.name, person.headers(form.name))
            ids = [row["id"] for row in rows if row.get("id")]
            assert len(ids) == len({id for id in ids if not id.startswith(BAND)}) + sum(
                id.startswith(BAND) for id in ids
            )
        for name, word in self.own_sheets.items():
            assert self.person.book[name]["B3"].value == word
        merge(self.folder)
        if self.path.read_bytes() != after:  # the same merge twice gives the same bytes
            raise AssertionError(changed(self.person, Person(self.path)))

    def arranged(self, name: str, before: list[str]) -> None:
        """Columns stand in the person's order, as wide and hidden as they left them, with their comments."""
        headers = self.person.headers(name)
        known = [header for header in before if header and before.count(header) == 1 and header in headers]
        assert [header for header in headers if header in known] == known, f"{name}: {before} became {headers}"
        for (sheet, header), width in self.widths.items():
            assert sheet != name or self.person.look(name, header).width == width, f"{name} {header}"
        for sheet, header in self.hidden:
            assert sheet != name or self.person.look(name, header).hidden, f"{name} {header}"
        for (sheet, header), word in self.said.items():
            if sheet == name:
                comment = self.person.book[name].cell(1, headers.index(header) + 1).comment
                assert comment and word in comment.text.split(), f"{name} {header}: {word} is not in {comment}"

    def base(self) -> dict[str, dict[str, dict[str, str]]]:
        """The program's rows as it last wrote them."""
        kept, _ = standing(self.path, DECISION_BOOK, Session(self.folder))
        return {
            form.name: {
                same_text(row["id"]): {header: same_text(value) for header, value in row.items()}
                for row in (kept.base[form.name].cells() if form.name in kept.base else ())
            }
            for form in FORMS
        }

    @invariant()
    def nothing_is_left_beside(self) -> None:
        if hasattr(self, "folder"):
            assert not [path.name for path in self.folder.iterdir() if path.name.endswith((".tmp", ".new.xlsx"))]


_COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck)}
TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=3, stateful_step_count=7, phases=(Phase.generate,), **_COMMON)


class TestEditingAtLength(Editing.TestCase):
    """The same cases each time: `make explore` looks for others."""

    settings = settings(max_examples=30, stateful_step_count=25, phases=(Phase.generate,), **_COMMON)


TestEditingAtLength = pytest.mark.slow(TestEditingAtLength)
