"""What the rows of a table ask for: contributions on the list, and reflections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from facilitate.problems.feedback import assumed_action, incomplete_row, not_a_count, unknown_action
from facilitate.problems.meanings import retyped_category, several_requests, struck_category, understood_action
from facilitate.reading.cells import Cell
from facilitate.reading.layouts import ANSWERS, CATEGORIES, MISSING
from facilitate.reading.meanings import is_plain, is_unreadable, names, questions_about, requests
from facilitate.reading.rows import UNTOUCHED, RowRead, RowReader
from facilitate.reading.tables import Row
from facilitate.reading.values import people_in, pieces
from facilitate.records.contributions import Action, Contribution, Reflection, SetAside
from facilitate.records.sources import GroupId, Place, Source
from facilitate.records.workbooks import GROUP_ACTIONS, SUPPORTERS
from facilitate.text import fold, lines, one_line

ID, CATEGORY, DEFINITION = "id", "category", "definition"
ACTION, NAMES, INTO = "what should happen", "new name or names", "merge into which"
IMPROVE, WHY = "what needs to be improved", "why"
PEOPLE = SUPPORTERS.header
PROPOSED, TOPIC, SAID = "proposed category", "topic", "what was said"

GIVEN, REQUEST = (ID, CATEGORY, DEFINITION), (ACTION, NAMES, INTO, IMPROVE, WHY)
STRUCK = "the category is struck out; perhaps it should be dropped"
RETYPED = "the category was changed in its place; perhaps it is a proposal"
COUNT_ALONE = "it says how many support it, and not what they support"

_NAMED = (Action.RENAME, Action.SPLIT)


def read_rows(reader: RowReader) -> Iterator[tuple[GroupId, RowRead]]:
    """Every row of a table, each with its group. The reader's problems fill up meanwhile."""
    read = {CATEGORIES: _category, MISSING: _missing, ANSWERS: _answers}.get(reader.found.gives, _reflection)
    for row, group, settled in reader.rows():
        yield group, settled if settled is not None else read(reader, row, group)


# ---------------------------------------------------------------- the list


def _category(reader: RowReader, row: Row, group: GroupId) -> RowRead:
    """A row about a category: of the list, or written down by the group."""
    listed = _is_listed(reader, row)
    signs = _signs(reader, row) if listed else _Signs()
    if listed and not signs.any and not any(header in row.cells for header in REQUEST):
        return _count_alone(reader, row, group)
    asked = REQUEST if listed else (CATEGORY, DEFINITION, *REQUEST)
    texts, sources = reader.answers(row, group, asked)
    sources += reader.sources(row, group, signs.commented)
    if remark := signs.comment or ("" if texts else reader.comments(row, asked)):
        texts.setdefault(IMPROVE, remark)
    if signs.struck and Action.DROP not in reader.known.meanings.actions_in(texts.get(ACTION, "")):
        reader.problems.append(struck_category(row.place(CATEGORY), row.text(CATEGORY)))
    if not texts:
        if signs.why:
            return RowRead(aside=SetAside(group, reader.source(row, group, CATEGORY), signs.why))
        failed = any(is_unreadable(row.cell(header)) for header in REQUEST)
        return reader.aside(row, group, sources[0], failed) if sources else _count_alone(reader, row, group)
    return RowRead(tuple(_Asked(reader, row, group, texts, sources, listed).contributions()))


def _is_listed(reader: RowReader, row: Row) -> bool:
    """Whether the row stands for a category that the organiser wrote down."""
    return bool(row.text(ID)) or fold(row.text(CATEGORY)) in reader.known.category_names


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a group did to the words that the organiser wrote."""

    struck: bool = False
    retyped: bool = False
    comment: str = ""
    commented: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether it did anything."""
        return self.struck or self.retyped or bool(self.comment)

    @property
    def why(self) -> str:
        """Why a row without further words is set aside."""
        return STRUCK if self.struck else RETYPED if self.retyped else ""


_NO_SIGNS = _Signs()


def _signs(reader: RowReader, row: Row) -> _Signs:
    """Strike-through, colours, comments and changes in the cells of a category; each becomes a question or a note."""
    if _is_as_given(reader, row):
        return _NO_SIGNS
    cells = [(header, row.cells[header]) for header in GIVEN if header in row.cells]
    retyped = list(_retyped(reader, row))
    for header, cell in cells:
        bare = _without_strike(cell)
        reader.problems += questions_about(bare, row.place(header)) if not isinstance(cell.value, int | float) else ()
    struck = row.cell(CATEGORY).struck or (CATEGORY not in row.cells and row.cell(ID).struck)
    reader.problems += [retyped_category(*one) for one in retyped]
    commented = tuple(header for header, cell in cells if cell.comment)
    comment = "\n".join(cell.comment for _, cell in cells if cell.comment)
    return _Signs(struck, bool(retyped), comment, commented)


def _is_as_given(reader: RowReader, row: Row) -> bool:
    """Whether the organiser's words stand as they were written: most rows are told by this alone."""
    cells = row.cells
    for header in GIVEN:
        if header in cells and not is_plain(cells[header]):
            return False
    expected = reader.known.categories.get(row.text(ID))
    if expected is None:
        return True
    name, definition = cells.get(CATEGORY), cells.get(DEFINITION)
    written = (name.value if name else expected[0]), (definition.value if definition else expected[1])
    return written == expected or not any(_retyped(reader, row))


def _without_strike(cell: Cell) -> Cell:
    """A struck category asks its own question."""
    return Cell(cell.value, cell.formula, cell.error, cell.comment, False, cell.struck_parts, cell.coloured)


def _retyped(reader: RowReader, row: Row) -> Iterator[tuple[Place, str, str]]:
    """Where name or definition are not those of the list: the place, what stands there, what should."""
    expected = reader.known.categories.get(row.text(ID))
    if expected:
        for header, should in zip((CATEGORY, DEFINITION), expected, strict=True):
            cell = row.cells.get(header)
            if cell is not None and cell.value != should and fold(cell.text) not in ("", fold(should)):
                yield row.place(header), cell.text, should


@dataclass(slots=True)
class _Asked:
    """What one row asks for: one contribution, or several from one cell."""

    reader: RowReader
    row: Row
    group: GroupId
    texts: dict[str, str]
    sources: tuple[Source, ...]
    listed: bool

    def contributions(self) -> Iterator[Contribution]:
        """At least one."""
        actions = self._actions()
        improve = self.texts.get(IMPROVE, "")
        named, into = self._named(), self.texts.get(INTO, "")
        if actions == (Action.SPLIT,):
            named = pieces("\n".join(named))  # several names on one line, with a semicolon between
        only = actions[0] if len(actions) == 1 else None
        base = Contribution(
            self.group,
            actions[0],
            None,
            self.sources[0],
            category_found=f"{self.row.text(ID)} {self.row.text(CATEGORY)}".strip(),
            names=named if only else (),
            into_found=into if only else "",
            improve=improve,
            why=self.texts.get(WHY, ""),
            definition="" if self.listed else self.texts.get(DEFINITION, ""),
            sources=self.sources,
            marked=tuple([word for header in REQUEST for word in self.row.cell(header).coloured]),
            people=_people(self.reader, self.row),
        )
        if only is Action.IMPROVE and not (named or into) and len(items := requests(improve)) > 1:
            place = self.row.place(IMPROVE)
            self.reader.problems.append(several_requests(place, items))
            source = next((one for one in self.sources if one.place == place), self.sources[0])
            yield from (structs.replace(base, improve=item, source=source) for item in items)
            return
        for action in actions:
            self._complete(action, named, into)
            if only:
                yield base
            else:
                names, target = named if action in _NAMED else (), into if action is Action.MERGE else ""
                yield structs.replace(base, action=action, names=names, into_found=target)

    def _actions(self) -> tuple[Action, ...]:
        """The actions that the row names. Unclear words become a remark, and a question."""
        wanted, place = self.texts.get(ACTION, ""), self.row.place(ACTION)
        if not wanted:
            return (self._assumed(place),)
        if fold(wanted) in _BY_WORD:
            return (_BY_WORD[fold(wanted)],)
        actions = self.reader.known.meanings.actions_in(wanted)
        if len(actions) > 1:
            self.reader.problems.append(several_requests(place, tuple(action.value for action in actions)))
        elif actions:
            self.reader.problems.append(understood_action(place, wanted, actions[0].value))
        elif found := self.reader.known.meanings.actions_with_words(wanted):
            for action, words in found:
                if words:
                    self.texts.setdefault(INTO if action is Action.MERGE else NAMES, words)
            said = tuple(f"{action.value}: {words}" if words else action.value for action, words in found)
            one = understood_action(place, wanted, said[0]) if len(found) == 1 else several_requests(place, said)
            self.reader.problems.append(one)
            return tuple(dict.fromkeys(action for action, _ in found))
        if actions:
            return actions
        self.reader.problems.append(unknown_action(place, wanted, GROUP_ACTIONS))
        self.texts[IMPROVE] = "\n".join(filter(None, (wanted, self.texts.get(IMPROVE, ""))))
        return (Action.IMPROVE,)

    def _assumed(self, place: Place) -> Action:
        """What is meant where no action is named: what a new name or a target asks for, else a remark."""
        named, into = self._named(), self.texts.get(INTO)
        if not (named or into):
            return Action.IMPROVE
        action = Action.MERGE if into else Action.RENAME if len(named) == 1 else Action.SPLIT
        self.reader.problems.append(assumed_action(place, action))
        return action

    def _named(self) -> tuple[str, ...]:
        """The new names, one a line."""
        return lines(self.texts.get(NAMES, ""))

    def _complete(self, action: Action, named: Sequence[str], into: str) -> None:
        """A question where the row lacks what its action takes."""
        if action is Action.RENAME and not named:
            self._ask(NAMES, action, "the new name")
        if action is Action.SPLIT and len(named) < 2:
            self._ask(NAMES, action, "the names of all parts, one a line")
        if action is Action.MERGE and not into:
            self._ask(INTO, action, "which category takes it over")

    def _ask(self, header: str, action: Action, lacks: str) -> None:
        self.reader.problems.append(incomplete_row(self.row.place(header), action, lacks))


_BY_WORD = {fold(action): Action(action) for action in GROUP_ACTIONS}


def _people(reader: RowReader, row: Row) -> int | None:
    """How many of the group support what the row asks for, where it says; other words than a number are a question."""
    cell = row.cells.get(PEOPLE)
    if cell is None:
        return None
    people = people_in(cell) if cell.text else None
    if cell.text and people is None and not reader.known.meanings.is_nothing(cell.text):
        reader.problems.append(not_a_count(row.place(PEOPLE), cell.text))
    return people


def _count_alone(reader: RowReader, row: Row, group: GroupId) -> RowRead:
    """A row without a request: untouched, or set aside where a number of supporters stands in it all the same."""
    if PEOPLE not in row.cells or not row.cell(PEOPLE).holds:
        return UNTOUCHED
    return RowRead(aside=SetAside(group, reader.source(row, group, PEOPLE), COUNT_ALONE))


# ---------------------------------------------------------------- what the list lacks


def _missing(reader: RowReader, row: Row, group: GroupId) -> RowRead:
    """A row that proposes a category, or several in one cell."""
    headers = (PROPOSED, DEFINITION, WHY)
    texts, sources = reader.answers(row, group, headers)
    if not texts and (comment := reader.comments(row, headers)):
        texts = {WHY: comment}
    if not texts:
        failed = any(is_unreadable(row.cell(header)) for header in headers)
        return reader.aside(row, group, sources[0], failed) if sources else _count_alone(reader, row, group)
    proposed = names(texts.get(PROPOSED, ""))
    if not proposed:
        reader.problems.append(incomplete_row(row.place(PROPOSED), Action.ADD, "the name of the category"))
    if len(proposed) > 1:
        reader.problems.append(several_requests(row.place(PROPOSED), proposed))
    base = Contribution(
        group,
        Action.ADD,
        None,
        sources[0],
        definition=texts.get(DEFINITION, ""),
        why=texts.get(WHY, ""),
        sources=sources,
        marked=tuple(word for header in headers for word in row.cell(header).coloured),
        people=_people(reader, row),
    )
    return RowRead(tuple(structs.replace(base, names=(name,)) for name in proposed) or (base,))


# ---------------------------------------------------------------- reflections


def _reflection(reader: RowReader, row: Row, group: GroupId) -> RowRead:
    """A row of what was said; a list in one cell is a reflection an item."""
    texts, sources = reader.answers(row, group, (TOPIC, SAID))
    if not texts and (comment := reader.comments(row, (TOPIC, SAID))):
        texts = {SAID: comment}
    if not texts:
        failed = any(is_unreadable(row.cell(header)) for header in (TOPIC, SAID))
        return reader.aside(row, group, sources[-1], failed) if sources else UNTOUCHED
    said, topic = texts.get(SAID, ""), texts.get(TOPIC, "")
    return RowRead(reflections=tuple(_points(reader, group, topic, said or topic, sources[-1])))


def _points(reader: RowReader, group: GroupId, topic: str, text: str, source: Source) -> Iterator[Reflection]:
    items = _choices(text, reader.found.words.table.choices) or requests(text)
    if len(items) > 1:
        reader.problems.append(several_requests(source.place, items))
    for item in items:
        yield Reflection(group, topic, item, source)


# ---------------------------------------------------------------- forms


def _answers(reader: RowReader, row: Row, group: GroupId) -> RowRead:
    """The answers of one person to a form: what asks for a change of the list, and the rest as reflections."""
    columns = reader.found.columns
    read = UNTOUCHED
    if columns.keys() & {ID, CATEGORY} and (row.text(ID) or row.text(CATEGORY)):
        read += _category(reader, row, group)
    if PROPOSED in columns and row.text(PROPOSED):
        read += _missing(reader, row, group)
    if columns.keys() & {SAID} and row.text(SAID):
        read += _reflection(reader, row, group)
    nothing: RowRead | None = None
    about, others = _grid(reader)
    for category, asked in about.items():
        cells = {header: cell for header, column in asked.items() if (cell := reader.at(row.number, column)).holds}
        if cells:
            named = {CATEGORY: Cell(category), **cells}
            read += _category(reader, Row(row.file, row.sheet, row.number, named, asked), group)
    for column, question in others.items():
        cell, place = reader.at(row.number, column), reader.place(row.number, column)
        if cell.holds:
            source = reader.source_at(cell, group, place)
            text = reader.said(cell, place, question) or cell.comment
            if text:
                read += RowRead(reflections=tuple(_points(reader, group, one_line(question), text, source)))
            else:
                nothing = nothing or reader.aside(row, group, source, is_unreadable(cell))
    if read.contributions or read.reflections:
        return structs.replace(read, aside=None)
    return read if read.aside else nothing or UNTOUCHED


def _choices(text: str, between: str) -> tuple[str, ...]:
    """The choices in an answer that ends as a form ends a cell with several; none where it does not."""
    if not between or not text.endswith(between.strip()):
        return ()
    return tuple(one_line(piece) for piece in text.split(between) if piece.strip())


def _grid(reader: RowReader) -> tuple[dict[str, dict[str, int]], dict[int, str]]:
    """The questions of a form about single categories, “What should happen? [Training delivery]”, and the others.

    Of each such category our headers with their columns.
    """
    about: dict[str, dict[str, int]] = {}
    others: dict[int, str] = {}
    for column, question in reader.found.questions.items():
        found = _OF_CATEGORY.fullmatch(question.strip())
        header = (reader.found.words.field(found[1]) if found else "") or ""
        if found and header in REQUEST and fold(found[2]) in reader.known.category_names:
            about.setdefault(found[2].strip(), {})[header] = column
        else:
            others[column] = question
    return about, others


_OF_CATEGORY = re.compile(r"(.+?)\s*\[([^\[\]]+)\]", re.DOTALL)
