"""Layouts: what the columns of a file mean, as data files that people can copy and add to.

The layouts that come with the program lie in ``templates/layouts``; a session adds its own in its folder ``layouts``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from facilitate.problems import Problem
from facilitate.problems.layouts import unusable_layout
from facilitate.records.contributions import Action
from facilitate.records.sources import Place
from facilitate.records.workbooks import GROUP_CATEGORIES, GROUP_MISSING, GROUP_REFLECTIONS
from facilitate.session import Session
from facilitate.shipped import shipped
from facilitate.text import fold

CATEGORIES, MISSING, REFLECTIONS = GROUP_CATEGORIES.name, GROUP_MISSING.name, GROUP_REFLECTIONS.name
ANSWERS = "Answers"
"""A form: each column is a question, and whatever is no column of ours becomes a reflection on it."""

GROUP = "group"
FIELDS = {
    CATEGORIES: (GROUP, *GROUP_CATEGORIES.headers),
    MISSING: (GROUP, *GROUP_MISSING.headers),
    REFLECTIONS: (GROUP, *GROUP_REFLECTIONS.headers),
}
FIELDS[ANSWERS] = tuple(dict.fromkeys(header for headers in FIELDS.values() for header in headers))
"""What each kind of table can hold: the headers of our group workbook, and the group."""

_WORDS = "words"
"""How the names of files with words begin."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One kind of table: what its rows become, and by which columns it is recognised.

    ``columns`` adds words for single headers; ``needs`` and ``marks`` are lists of which one column each must be
    there: ``needs`` by meaning, ``marks`` by its very words. ``ignored`` columns are no answers.
    """

    layout: str
    gives: str
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    own: bool = False
    """Whether a person gave it for this session: then it goes before all others."""
    choices: str = ""
    """What ends a cell of a form that holds several choices, and stands between them."""
    weak: tuple[str, ...] = ()
    """Words that tell the table only on a sheet of one of its names, or beside a second column of ours."""
    files: tuple[str, ...] = ()
    """The files that it is for, such as “mural*.csv”; nothing else is tried on these. None: for any file."""

    @property
    def skipped(self) -> tuple[str, ...]:
        """All columns that are no answers: those that are ignored, and the marks that are no columns of ours."""
        return (*self.ignored, *(word for mark in self.marks for word in mark))

    def is_for(self, file: str) -> bool:
        """Whether it was made for a file of this name."""
        name = file.rpartition("/")[2].casefold()
        return any(fnmatchcase(name, pattern.casefold()) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Words:
    """What people write, in all languages at once."""

    headers: Mapping[str, tuple[str, ...]]
    actions: Mapping[Action, tuple[str, ...]]
    nothing: tuple[str, ...]
    same: tuple[str, ...]
    total: tuple[str, ...]
    cover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    """Everything by which files are recognised."""

    tables: tuple[TableLayout, ...]
    words: Words


def read_layouts(session: Session | None = None) -> tuple[Layouts, tuple[Problem, ...]]:
    """The layouts of the session, then those that come with the program. One that cannot be used is a problem."""
    problems: list[Problem] = []
    tables: list[TableLayout] = []
    likes: list[tuple[Place, str, tuple[str, ...]]] = []
    words: list[dict[str, Any]] = []
    folders = [session.layouts] if session else []
    for folder in (*folders, shipped("templates") / "layouts"):
        for path in sorted(folder.glob("*.toml")):
            place = Place(session.relative(path) if session and folder in folders else path.name)
            try:
                content = tomllib.loads(path.read_text("utf-8"))
                if path.name.startswith(_WORDS):
                    words.append(_checked_words(content))
                elif "like" in content:
                    likes.append((place, str(content["like"]), _words(content.get("files", ()))))
                else:
                    tables += _tables(content, path.stem, own=folder in folders)
            except (OSError, ValueError) as fault:  # a TOML error and one of letters are both ValueErrors
                problems.append(unusable_layout(place, str(fault)))
    for place, name, files in likes:
        same = [table for table in tables if fold(table.layout) == fold(name)]
        if not same or not files:
            why = f"there is no layout called “{name}”" if not same else "it does not say for which “files” it is"
            problems.append(unusable_layout(place, why))
        # The marks by which it is recognised are not asked for: somebody has said what it is.
        tables += [replace(table, marks=(), ignored=table.skipped, own=True, files=files) for table in same if files]
    return Layouts(tuple(tables), _join(words)), tuple(problems)


def mapped(columns: Mapping[str, str], name: str, files: tuple[str, ...] = ()) -> TableLayout:
    """A layout from our headers to the columns of a file, as given on the command line.

    Raises ValueError where a header is not one of ours.
    """
    (table,) = _tables({"name": name, "columns": dict(columns), "files": list(files)}, name, own=True)
    return table


def as_toml(table: TableLayout) -> str:
    """A simple layout as the text of its data file, to be kept in the session."""
    lines = [f"name = {quoted(table.layout)}", f"gives = {quoted(table.gives)}"]
    lines += [f"files = [{', '.join(map(quoted, table.files))}]"] if table.files else []
    lines += ["", "[columns]"]
    lines += [f"{quoted(header)} = {quoted(words[0])}" for header, words in table.columns.items()]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as a value in a TOML file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _tables(content: Mapping[str, Any], stem: str, own: bool) -> Iterator[TableLayout]:
    """The tables of a layout file: several under ``table``, or one that the file itself describes."""
    name = str(content.get("name", stem))
    tables = content.get("table", [content])
    for table in tables:
        columns = {header: _words(words) for header, words in table.get("columns", {}).items()}
        gives = table.get("gives") or _gives(columns)
        if gives not in FIELDS:
            raise ValueError(f"“{gives}” is none of {', '.join(FIELDS)}")
        if unknown := [header for header in columns if header not in FIELDS[gives] and header != "ignored"]:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(FIELDS[gives])}")
        ignored = (*_words(table.get("ignored", ())), *columns.pop("ignored", ()))
        marks = _lists(table.get("marks", ()))
        if not (marks or table.get("needs")):  # a plain mapping: all its columns must be there
            marks = tuple(columns.values())
        needs, sheets, files = _lists(table.get("needs", ())), _words(table.get("sheets", ())), table.get("files", ())
        choices = str(table.get("choices", ""))
        weak = _words(table.get("weak", ()))
        yield TableLayout(name, gives, columns, needs, marks, ignored, sheets, own, choices, weak, _words(files))


def _gives(columns: Mapping[str, tuple[str, ...]]) -> str:
    """What a mapping gives where it does not say so: by the headers that only one kind of table has."""
    if "proposed category" in columns:
        return MISSING
    if "what was said" in columns and "category" not in columns:
        return REFLECTIONS
    return CATEGORIES if {"category", "id"} & columns.keys() else ANSWERS


def _checked_words(content: dict[str, Any]) -> dict[str, Any]:
    """The words of a file; a ValueError where they stand under a heading that does not exist."""
    known = {"headers": FIELDS[ANSWERS], "actions": [action.value for action in Action]}
    for section, names in known.items():
        for name in content.get(section, {}):
            if name not in names:
                raise ValueError(f"“{name}” is none of {', '.join(names)}")
    return content


def _join(contents: Iterable[Mapping[str, Any]]) -> Words:
    """The words of all files together."""
    headers: dict[str, tuple[str, ...]] = {}
    actions: dict[Action, tuple[str, ...]] = {}
    nothing: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    for content in contents:
        for header, words in content.get("headers", {}).items():
            headers[header] = (*headers.get(header, ()), *_words(words))
        for action, words in content.get("actions", {}).items():
            actions[Action(action)] = (*actions.get(Action(action), ()), *_words(words))
        answers = content.get("answers", {})
        nothing, same = (*nothing, *_words(answers.get("nothing", ()))), (*same, *_words(answers.get("same", ())))
        total = (*total, *_words(answers.get("total", ())))
        cover = (*cover, *_words(content.get("cover", {}).get("labels", ())))
    return Words(headers, actions, nothing, same, total, cover)


def _words(found: object) -> tuple[str, ...]:
    """One word or a list of them. Raises ValueError for anything else."""
    if isinstance(found, str):
        return (found,)
    if isinstance(found, list | tuple) and all(isinstance(word, str) for word in found):
        return tuple(found)
    raise ValueError(f"{found!r} is neither a text nor a list of texts")


def _lists(found: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(found, list | tuple):
        raise ValueError(f"{found!r} is no list")
    return tuple(_words(one) for one in found)
