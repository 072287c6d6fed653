"""What the facilitator decided, as it stands in decisions.xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitate.consolidation.identity import Known, identify
from facilitate.problems import Problem
from facilitate.problems.decisions import (
    not_a_position,
    not_yes_or_no,
    same_position,
    unknown_decided_category,
    unknown_decision,
    unknown_meaning,
    unknown_proposed_action,
)
from facilitate.reading.bands import without_bands
from facilitate.reading.cells import Book
from facilitate.reading.kept import filled_rows, table_as_it_stands
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import Row, Table, read_table
from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Meaning, Ordered, ThemeText, Verdict
from facilitate.records.forms import NO, YES, SheetForm
from facilitate.records.tables import GONE, KeptTable, same_text
from facilitate.records.workbooks import DECISIONS, ORDER, THEMES
from facilitate.text import fold


def read_decisions(
    path: Path, name: str, version: Version, base: Mapping[str, KeptTable]
) -> tuple[DecisionBook, tuple[Problem, ...]]:
    """The decisions, the order of the revised list and the report's paragraphs; empty where the file cannot be read.

    ``base`` holds the sheets as the program last suggested them: they tell which row is about which proposal.
    """
    book, problems = read_book(path, name)
    if book is None:
        return DecisionBook(), problems
    book = without_bands(book)
    found: list[Problem] = list(problems)
    tables: list[Table] = []
    for form in (DECISIONS, ORDER, THEMES):
        table, trouble = read_table(book, form)
        tables.append(table)
        found += trouble
    reader = _Reader(version, found)
    proposals, categories, topics = (_known(book, form, base) for form in (DECISIONS, ORDER, THEMES))
    decisions = [decision for row in tables[0] if (decision := reader.decision(row, proposals[row.number]))]
    order = reader.order(tables[1], categories, _made_by(base[ORDER.name]))
    themes = [reader.theme(row, topics[row.number]) for row in tables[2] if row.text("id") or row.text("paragraph")]
    return DecisionBook(tuple(decisions), tuple(order), tuple(themes)), tuple(found)


def _known(book: Book, form: SheetForm, base: Mapping[str, KeptTable]) -> dict[int, Known]:
    """Which item each row of a sheet is about, by the number of the row."""
    sheet = book.sheet(form.name)
    theirs = table_as_it_stands(book, form)
    return dict(zip(filled_rows(sheet, form) if sheet else (), identify(base[form.name], theirs), strict=True))


def _made_by(order: KeptTable) -> dict[str, str]:
    """The decision that makes each category, as the program last wrote it, by the category's id."""
    return {same_text(cells[order.key]): same_text(cells.get("comes from")) for cells in order.cells()}


@dataclass(frozen=True, slots=True)
class _Reader:
    version: Version
    problems: list[Problem]

    def decision(self, row: Row, known: Known) -> Decision | None:
        """One row, or None where it cannot be used."""
        actions = {fold(action): action for action in Action}
        action = actions.get(fold(row.text("proposed")))
        if action is None:
            words = tuple(entry.value for entry in Action)
            self.problems.append(unknown_proposed_action(row.place("proposed"), row.text("proposed"), words))
            return None
        category, known_category = self._category(row, "category", needed=action is not Action.ADD)
        into, known_into = self._category(row, "into", needed=action in (Action.MERGE, Action.MOVE))
        if not (known_category and known_into):
            return None
        return Decision(
            ProposalId(known.id),
            action,
            category,
            self._verdict(row),
            names=row.lines("final wording"),
            definition=row.text("final definition"),
            into=into,
            marked=row.lines("new input"),
            reason=row.text("reason"),
            lives_on=self._yes(row, "old category lives on"),
            own=known.own,
            place=row.place("decision"),
            meaning=self._meaning(row),
        )

    def _category(self, row: Row, header: str, needed: bool) -> tuple[CategoryId | None, bool]:
        """The category in a cell, and whether that is all right. An open row may lack it; a decided one may not."""
        text = row.text(header)
        if not text:
            decided = bool(row.text("decision"))
            if needed and decided:
                self.problems.append(unknown_decided_category(row.place(header), "", self._ids()))
            return None, not (needed and decided)
        entry = self.version.get(CategoryId(text.split()[0])) or self.version.named(text)
        if entry is None:
            self.problems.append(unknown_decided_category(row.place(header), text, self._ids()))
        return (entry.id, True) if entry else (None, False)

    def _ids(self) -> tuple[str, ...]:
        return tuple(str(entry.id) for entry in self.version.categories)

    def _verdict(self, row: Row) -> Verdict:
        text = row.text("decision")
        verdicts = {fold(verdict): verdict for verdict in Verdict}
        if fold(text) not in verdicts:
            known = tuple(verdict.value for verdict in Verdict if verdict.value)
            self.problems.append(unknown_decision(row.place("decision"), text, known))
        return verdicts.get(fold(text), Verdict.OPEN)

    def _yes(self, row: Row, header: str) -> bool | None:
        text = fold(row.text(header))
        if text and text not in (YES, NO):
            self.problems.append(not_yes_or_no(row.place(header), row.text(header)))
        return {YES: True, NO: False}.get(text)

    def _meaning(self, row: Row) -> Meaning:
        text = row.text("meaning")
        meanings = {fold(meaning): meaning for meaning in Meaning}
        if fold(text) not in meanings:
            known = tuple(meaning.value for meaning in Meaning if meaning.value)
            self.problems.append(unknown_meaning(row.place("meaning"), text, known))
        return meanings.get(fold(text), Meaning.UNSAID)

    def order(self, table: Table, known: Mapping[int, Known], made_by: Mapping[str, str]) -> list[Ordered]:
        """The revised list by position; a row without a usable position stays behind the one above it.

        What made a category is the program's to say (``made_by``): sorting some of the columns changes no id.
        """
        placed: list[tuple[float, int, Ordered]] = []
        seen: set[float] = set()
        last = 0.0
        for row in table:
            value = row.cell("position").value
            if isinstance(value, int | float) and not isinstance(value, bool):
                last = float(value)
                if last in seen and row.text("status") != GONE:
                    self.problems.append(same_position(row.place("position"), row.text("position")))
                seen |= {last} if row.text("status") != GONE else set()
            elif row.text("position"):
                self.problems.append(not_a_position(row.place("position"), row.text("position")))
            if known[row.number].own:
                continue  # a person's note among the rows is no category
            id = known[row.number].id
            entry = Ordered(CategoryId(id), made_by.get(id, row.text("comes from")), row.place("id"))
            placed.append((last, row.number, entry))
        return [entry for _, _, entry in sorted(placed, key=lambda one: one[:2])]

    def theme(self, row: Row, known: Known) -> ThemeText:
        """One paragraph of the report."""
        include = self._yes(row, "in the report") is not False
        return ThemeText(known.id, row.text("heading") or row.text("topic"), row.text("paragraph"), include)
