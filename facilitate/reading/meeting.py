"""The facilitator's workbook, meeting.xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from facilitate.agenda.zones import find_zone, similar_zones
from facilitate.problems import Problem
from facilitate.problems.counting import unknown_support_by
from facilitate.problems.meetings import (
    duplicate_id,
    example_row,
    missing_cell,
    missing_value,
    no_rows,
    no_such_group,
    no_such_interest,
    not_a_choice,
    not_a_date,
    not_a_number,
    not_a_time,
    second_value,
    unknown_key,
    unknown_language,
    unknown_quorum,
    unknown_rule,
    unknown_zone,
    unusable_id,
)
from facilitate.reading.cells import Book, Cell
from facilitate.reading.sheets import read_book
from facilitate.reading.tables import Row, read_table
from facilitate.reading.values import date_in, number_in, pieces, quorum_in, rule_in, support_by_in, time_in
from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.forms import NO, YES, SheetForm
from facilitate.records.meeting import AdoptionRule, Group, Item, ItemKind, Meeting, RuleKind, SupportBy
from facilitate.records.meeting_book import (
    AGENDA,
    CATEGORIES,
    EXAMPLE,
    GROUPS,
    MEETING,
    MEETING_KEYS,
    PARTICIPANTS,
    SEVERAL_VALUES,
    TEAM,
)
from facilitate.records.people import Participant, TeamMember
from facilitate.records.sources import GroupId, Place
from facilitate.text import fold, one_line

T = TypeVar("T")


def read_meeting(path: Path, name: str) -> tuple[Meeting | None, tuple[Problem, ...]]:
    """The meeting at ``path``, called ``name`` in messages; None where the file cannot be read at all."""
    book, problems = read_book(path, name)
    if book is None:
        return None, problems
    reader = _Reader(book, list(problems))
    meeting = reader.facts()
    reader.version = Version("", "", reader.table(CATEGORIES, reader.category, "category"))
    reader.groups = reader.table(GROUPS, reader.group, "group")
    meeting = replace(
        meeting,
        items=reader.table(AGENDA, reader.item, "agenda item"),
        categories=reader.version.categories,
        groups=reader.groups,
        participants=reader.table(PARTICIPANTS, reader.participant),
        team=reader.table(TEAM, reader.member),
    )
    return meeting, tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    book: Book
    problems: list[Problem]
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    version: Version = Version("", "", ())
    groups: tuple[Group, ...] = ()

    def facts(self) -> Meeting:
        """The sheet of keys and values."""
        values = self._by_key()
        texts = {key: cells[0][0].text for key, cells in values.items() if key not in SEVERAL_VALUES}
        several = {key: tuple(cell.text for cell, _ in values.get(key, ())) for key in SEVERAL_VALUES}
        if not texts.get("title"):
            self.problems.append(missing_value(Place(self.book.file, MEETING.name), "title"))
        if "date" not in values:
            self.problems.append(missing_value(Place(self.book.file, MEETING.name), "date"))
        zone, zone_place = texts.get("time zone", ""), Place(self.book.file, MEETING.name)
        if "time zone" in values:
            zone_place = values["time zone"][0][1]
        if find_zone(zone) is None:
            self.problems.append(unknown_zone(zone_place, zone, similar_zones(zone)))
        language = texts.get("language", "") or "en"
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
            self.problems.append(unknown_language(values["language"][0][1], language))
            language = "en"
        return Meeting(
            one_line(texts.get("title", "")),
            series=texts.get("series", ""),
            number=self._fact(values, "number", number_in, not_a_number),
            organiser=texts.get("organiser", ""),
            date=self._fact(values, "date", date_in, not_a_date),
            start=self._fact(values, "start", time_in, not_a_time),
            end=self._fact(values, "end", time_in, not_a_time),
            zone=zone,
            venue=texts.get("place", ""),
            link=texts.get("link", ""),
            language=language,
            background="\n".join(several["background"]),
            objectives=several["objective"],
            next_steps=several["next step"],
            contact=texts.get("contact", ""),
            previous=texts.get("previous session", ""),
            rule=self._fact(values, "adoption rule", rule_in, unknown_rule) or AdoptionRule(),
            quorum=self._fact(values, "quorum", quorum_in, unknown_quorum) or AdoptionRule(RuleKind.NONE),
            support_by=self._fact(values, "support by", support_by_in, unknown_support_by) or SupportBy.NONE,
            remark=texts.get("remark", ""),
        )

    def _by_key(self) -> dict[str, list[tuple[Cell, Place]]]:
        """The filled values by key, each with its place."""
        table, problems = read_table(self.book, MEETING)
        self.problems += problems
        keys = {fold(key): key for key, _ in MEETING_KEYS}
        values: dict[str, list[tuple[Cell, Place]]] = {}
        for row in table:
            written, key = row.text("key"), keys.get(fold(row.text("key")))
            value, place = row.cell("value"), row.place("value")
            if not value.text:
                continue
            if key is None:
                self.problems.append(unknown_key(row.place("key"), written, tuple(key for key, _ in MEETING_KEYS)))
            elif value.text.startswith(EXAMPLE):
                self.problems.append(example_row(place))
            elif key in values and key not in SEVERAL_VALUES:
                self.problems.append(second_value(row.place("key"), key))
            else:
                values.setdefault(key, []).append((value, place))
        return values

    def _fact(
        self,
        values: dict[str, list[tuple[Cell, Place]]],
        key: str,
        read: Callable[[Cell], T | None],
        wrong: Callable[[Place, str], Problem],
    ) -> T | None:
        if key not in values:
            return None
        cell, place = values[key][0]
        value = read(cell)
        if value is None:
            self.problems.append(wrong(place, cell.text))
        return value

    def table(self, form: SheetForm, read: Callable[[Row], T | None], needed: str = "") -> tuple[T, ...]:
        """The usable rows of a sheet; where one is ``needed`` and there is none, that is a problem."""
        table, problems = read_table(self.book, form)
        self.problems += problems
        required = [heading.header for heading in form.headings if heading.required]
        records = []
        written = 0
        for row in table:
            if any(cell.text.startswith(EXAMPLE) for cell in row.cells.values()):
                self.problems.append(example_row(row.place(form.headers[0])))
                continue
            written += 1
            empty = [header for header in required if header in row.columns and not row.text(header)]
            self.problems += [missing_cell(row.place(header), header) for header in empty]
            if not empty and (record := read(row)) is not None:
                records.append(record)
        if needed and not written and self.book.sheet(form.name):
            self.problems.append(no_rows(Place(self.book.file, form.name), needed))
        return tuple(records)

    def item(self, row: Row) -> Item:
        """One line of the agenda."""
        kinds = {kind.value: kind for kind in ItemKind}
        kind = self._choice(row, "kind", kinds, ItemKind.PLENARY)
        return Item(
            row.text("session"),
            kind,
            self._cell(row, "start", time_in, not_a_time),
            self._cell(row, "minutes", number_in, not_a_number),
            row.text("lead"),
            row.text("method"),
            row.text("materials"),
            row.text("notes for staff"),
            row.text("summary"),
            row.place("session"),
        )

    def category(self, row: Row) -> Category | None:
        """One category of the list; ids and names are there once each."""
        usable = self._id(row, r"[A-Za-z]+\d+") and self._once(row, "id") and self._once(row, "name")
        id, name = CategoryId(row.text("id")), " ".join(row.text("name").split())
        texts = row.text("definition"), row.text("source")
        return Category(id, name, *texts, also=row.lines("also called")) if usable else None

    def group(self, row: Row) -> Group | None:
        """One breakout group; ids and names are there once each."""
        usable = self._id(row, r"[^\W_][\w-]*") and self._once(row, "id") and self._once(row, "name")
        if not usable:
            return None
        name, facilitator, rapporteur, link = map(row.text, ("name", "facilitator", "rapporteur", "link"))
        constituency = one_line(row.text("constituency"))
        return Group(GroupId(row.text("id")), name, facilitator, rapporteur, link, row.place("id"), constituency)

    def participant(self, row: Row) -> Participant:
        """One participant. Only a plain yes is consent to be published."""
        group, interests = row.text("group"), pieces(row.text("categories"))
        ids = tuple(str(one.id) for one in self.groups)
        named = next((one for one in self.groups if fold(group) in (fold(one.id), fold(one.name))), None)
        if group and named is None:
            self.problems.append(no_such_group(row.place("group"), group, ids))
        if any(self.version.find(written) is None for written in interests):
            by_comma = pieces(row.text("categories"), ";,\n")
            interests = by_comma if all(map(self.version.find, by_comma)) else interests
        unknown = [written for written in interests if self.version.find(written) is None]
        self.problems += [no_such_interest(row.place("categories"), written) for written in unknown]
        publish = self._choice(row, "may be published", {YES: True, NO: False}, False)
        return Participant(
            row.text("name"),
            row.text("organisation"),
            row.text("country"),
            row.text("region"),
            pieces(row.text("languages"), ";,/\n"),
            interests,
            row.text("e-mail"),
            named.id if named else GroupId(group),
            publish,
            row.place("name"),
        )

    def member(self, row: Row) -> TeamMember:
        """One member of the organising team."""
        return TeamMember(row.text("name"), row.text("role"), row.text("unit"), row.text("e-mail"))

    def _cell(
        self, row: Row, header: str, read: Callable[[Cell], T | None], wrong: Callable[[Place, str], Problem]
    ) -> T | None:
        cell = row.cell(header)
        value = read(cell) if cell.text else None
        if cell.text and value is None:
            self.problems.append(wrong(row.place(header), cell.text))
        return value

    def _choice(self, row: Row, header: str, known: dict[str, T], otherwise: T) -> T:
        text = fold(row.text(header))
        if text and text not in known:
            words = tuple(known)
            counts_as = next(word for word, value in known.items() if value == otherwise)
            self.problems.append(not_a_choice(row.place(header), row.text(header), words, counts_as))
        return known.get(text, otherwise)

    def _id(self, row: Row, form: str) -> bool:
        usable = re.fullmatch(form, row.text("id")) is not None
        if not usable:
            self.problems.append(unusable_id(row.place("id"), row.text("id")))
        return usable

    def _once(self, row: Row, header: str) -> bool:
        what = (f"{row.sheet} {header}", fold(row.text(header)))
        place = row.place(header)
        first = self.seen.setdefault(what, place.cell)
        if first != place.cell:
            self.problems.append(duplicate_id(place, row.text(header), first))
        return first == place.cell
