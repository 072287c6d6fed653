"""What people mean by what stands in a cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facilitate.problems import Problem
from facilitate.problems.meanings import (
    coloured_words,
    comment_on_cell,
    date_for_text,
    failed_formula,
    never_calculated,
    restored_sentence,
    struck_text,
    struck_words,
)
from facilitate.reading.cells import Cell
from facilitate.reading.formats.formulas import is_calculation, typed
from facilitate.reading.headers import plain
from facilitate.reading.layouts import Words
from facilitate.records.contributions import Action
from facilitate.records.sources import Place
from facilitate.text import one_line

LONGEST_WORD = 40
"""Longer answers say more than “nothing” or “same as above”."""

_ITEM = re.compile(r"^[ \t]*(?:[-–—•*·▪◦‣●○]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)", re.MULTILINE)
_NUMBERED = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s+(?=\S)")
_LEADING = re.compile(r"^(?:to|as|into|with|en|avec|con|com|zu|mit|in|a|para)(?:\s+|$)", re.IGNORECASE)
"""What leads from an action to its words: “change the name *to* Recognition”."""
_BETWEEN = re.compile(r"[,;/+&\n•]|\b(?:and|then|et|puis|y|luego)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meanings:
    """The words of the layouts, as answers are compared with them."""

    nothing: frozenset[str]
    same: frozenset[str]
    total: frozenset[str]
    actions: Mapping[str, Action]

    def is_nothing(self, text: str) -> bool:
        """Whether an answer says that there is nothing to say: “-”, “n/a”, “néant”."""
        return _among(text, self.nothing)

    def is_same(self, text: str) -> bool:
        """Whether an answer stands for the text above: “idem”, a ditto mark."""
        return _among(text, self.same)

    def is_total(self, text: str) -> bool:
        """Whether a text stands beside numbers that add up: “Total”, “Somme”."""
        return _among(text, self.total)

    def actions_in(self, text: str) -> tuple[Action, ...]:
        """The actions that a text names and nothing else; several where it asks for several."""
        if action := self.actions.get(plain(text)):
            return (action,)
        pieces = [plain(piece) for piece in _BETWEEN.split(text) if plain(piece)]
        found = [self.actions.get(piece) for piece in pieces]
        return tuple(dict.fromkeys(action for action in found if action)) if found and all(found) else ()

    def actions_with_words(self, text: str) -> tuple[tuple[Action, str], ...]:
        """“rename to Skills, merge with C4” as its actions, each with its words; none where a piece has no action."""
        pieces = [piece for piece in _BETWEEN.split(text) if piece.strip()]
        found = [one for piece in pieces if (one := self._action_first(piece))]
        if len(found) == len(pieces) > 1 and len({action for action, _ in found}) > 1:
            return tuple(found)
        one = self.action_with_words(text)
        return (one,) if one else ()

    def _action_first(self, text: str) -> tuple[Action, str] | None:
        action = self.actions.get(plain(text))
        return (action, "") if action else self.action_with_words(text)

    def action_with_words(self, text: str) -> tuple[Action, str] | None:
        """“rename to Skills for work” as the action and the words after it; only where an action takes words."""
        words = text.split()
        for length in range(min(len(words) - 1, 4), 0, -1):
            action = self.actions.get(plain(" ".join(words[:length])))
            if action in (Action.RENAME, Action.MERGE):
                rest = text.split(maxsplit=length)[length]
                led = _LEADING.match(words[length - 1])
                return action, (rest if led else _LEADING.sub("", rest)).strip(" :“”\"'")
        return None


def meanings(words: Words) -> Meanings:
    """The words of the layouts, ready to compare with."""
    actions = {plain(action.value): action for action in words.actions}
    for action, spellings in words.actions.items():
        for spelling in spellings:
            actions.setdefault(plain(spelling), action)
    return Meanings(_compared(words.nothing), _compared(words.same), _compared(words.total), actions)


def _compared(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words) | frozenset(filter(None, map(plain, words)))


def _among(text: str, words: frozenset[str]) -> bool:
    if len(text) > LONGEST_WORD:
        return False
    return text.strip().casefold() in words or plain(text) in words


def is_plain(cell: Cell) -> bool:
    """Whether there is nothing to a cell but its value, a text."""
    if type(cell.value) is not str or cell.formula or cell.error or cell.comment:
        return False
    return not (cell.struck or cell.struck_parts or cell.coloured)


def text_of(cell: Cell) -> str:
    """The text of an answer; empty where a calculation failed or was never done."""
    return "" if is_unreadable(cell) else cell.text


def is_unreadable(cell: Cell) -> bool:
    """Whether a cell holds a calculation without a result."""
    return bool(cell.error and cell.text == cell.error) or is_uncalculated(cell)


def is_uncalculated(cell: Cell) -> bool:
    """Whether a cell holds a calculation whose result was never saved, as programs that only write files leave it."""
    if not cell.formula or cell.error or cell.text != typed(cell.formula).strip():
        return False
    return is_calculation(cell.formula)


def questions_about(cell: Cell, place: Place) -> Iterator[Problem]:
    """What an answer's cell makes one ask, or is worth knowing."""
    if cell.error and cell.text == cell.error:
        yield failed_formula(place, cell.error, cell.formula)
    elif is_uncalculated(cell):
        yield never_calculated(place, cell.formula)
    elif cell.formula and (cell.error or cell.text == typed(cell.formula).strip()):
        yield restored_sentence(place, cell.text, cell.error)
    if isinstance(cell.value, dt.date | dt.time):
        yield date_for_text(place, cell.text, _typed_for(cell.value))
    if cell.struck:
        yield struck_text(place, cell.text)
    if cell.struck_parts:
        yield struck_words(place, cell.struck_parts)
    if cell.coloured:
        yield coloured_words(place, cell.coloured)
    if cell.comment:
        yield comment_on_cell(place, cell.comment)


def _typed_for(value: dt.date | dt.time) -> tuple[str, ...]:
    """What may have been typed where a spreadsheet program made a date: day and month, either first."""
    if not isinstance(value, dt.date):
        return ()
    return tuple(dict.fromkeys((f"{value.day}-{value.month}", f"{value.month}/{value.day}")))


def requests(text: str) -> tuple[str, ...]:
    """The requests in a text, each on one line or as it stands: the items of a list, or the whole text.

    >>> requests("1) rename it 2) merge with C4")
    ('rename it', 'merge with C4')
    """
    starts = [found.start() for found in _ITEM.finditer(text)] if "\n" in text else []
    if len(starts) >= 2:
        items = [text[begin:end] for begin, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        before = one_line(text[: starts[0]])
        lead = (before,) if before and not before.endswith(":") else ()
        return (*lead, *(one_line(_ITEM.sub("", item, count=1)) for item in items))
    numbers = list(_NUMBERED.finditer(text)) if "1" in text and "2" in text else []
    counted = [int(found[1]) for found in numbers] == list(range(1, len(numbers) + 1))
    if len(numbers) >= 2 and counted and not text[: numbers[0].start()].strip():
        ends = [*(found.start() for found in numbers[1:]), len(text)]
        return tuple(one_line(text[found.end() : end]) for found, end in zip(numbers, ends, strict=True))
    return (text,) if text else ()


def names(text: str) -> tuple[str, ...]:
    """The names in a text: the items of a list, or a line each where every line begins like a name."""
    items = requests(text)
    if len(items) > 1:
        return items
    for pieces in (text.splitlines(), text.split(";")):
        found = [one_line(piece) for piece in pieces if piece.strip()]
        if len(found) > 1 and not any(piece[0].islower() or piece[0] in "(&+,-/" for piece in found):
            return tuple(found)
    return (one_line(text),) if text else ()
