"""What the readers of a redline did: with each text, and so with each proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from facilitate.records.categories import ProposalId
from facilitate.records.decisions import Verdict
from facilitate.records.redline import (
    OURS_IN,
    OURS_OUT,
    PLAIN,
    THEIRS_IN,
    THEIRS_OUT,
    WAS,
    Answer,
    Kind,
    Part,
    Reading,
    Received,
    RedlineText,
    Returned,
    Rewrite,
    State,
)
from facilitate.tracking.wording import tokens

_OPTIONS = {
    Kind.KEPT: {State.UNCHANGED: PLAIN},
    Kind.INSERTED: {State.ACCEPTED: PLAIN, State.REJECTED: "", State.PENDING: OURS_IN},
    Kind.DELETED: {State.ACCEPTED: "", State.REJECTED: PLAIN, State.PENDING: OURS_OUT},
}
"""How a word of each kind looks in the document once it was accepted, rejected or left open; empty: not there."""

_NUMBER = re.compile(r"^\s*\d+\.\t")
"""A printed number; where readers have changed it, it is another than the one that was sent."""

_BRACKETED = re.compile(r"^\[[^\[\]]*\]$")
"""A text that stands in square brackets as a whole."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to read a paragraph up to a word: how often it changes its mind, and what was done with that word."""

    cost: int = 0
    state: State = State.UNCHANGED
    before: _Way | None = None

    def states(self) -> Iterator[State]:
        """What was done with each word, from the last to the first."""
        way = self
        while way.before is not None:
            yield way.state
            way = way.before


def read_texts(returned: Returned) -> tuple[Reading, ...]:
    """What became of every text that was sent."""
    return tuple(_read(text, returned) for text in returned.sent.texts)


def _read(text: RedlineText, returned: Returned) -> Reading:
    received = returned.texts.get(text.anchor)
    if received is None:
        if text.whole is None or text.label not in returned.texts:
            return Reading(text, State.GONE)
        received = Received(
            "", ""
        )  # an insertion rejected as a whole, or a deletion accepted, takes its paragraph along
    words = [(segment.kind, word) for segment in text.segments for word in tokens(segment.text)]
    now = proper(text, _as_it_reads(received))
    states = _parsed(words, _by_anybody(received))
    if states is not None:
        return _reading(text, words, states, now)
    states = _parsed(words, _settled(received))
    if states is not None:  # readers struck out some of our words, or put some back, by their own tracked changes
        return replace(_reading(text, words, states, now), state=State.EDITED)
    if not now:
        return Reading(text, State.GONE)
    still_open = any(mark in (OURS_IN, OURS_OUT) for mark in received.marks)
    return Reading(text, State.EDITED, now, pending=("…",) if still_open else ())


def _by_anybody(received: Received) -> Received:
    """Every open change taken for one of ours: a program may have put another name on them."""
    return Received(received.text, received.marks.replace(THEIRS_IN, OURS_IN).replace(THEIRS_OUT, OURS_OUT))


def _settled(received: Received) -> Received:
    """The readers' own tracked changes carried out, ours left as they are."""
    pairs = [(char, mark) for char, mark in zip(received.text, received.marks, strict=True) if mark != THEIRS_OUT]
    return Received(
        "".join(char for char, _ in pairs), "".join(PLAIN if mark == THEIRS_IN else mark for _, mark in pairs)
    )


def _as_it_reads(received: Received) -> str:
    """The text with every open change carried out, ours and the readers'."""
    gone = (OURS_OUT, THEIRS_OUT)
    return "".join(char for char, mark in zip(received.text, received.marks, strict=True) if mark not in gone)


def proper(text: RedlineText, read: str) -> str:
    """The text proper in a paragraph as it reads: without number or label, the earlier name, and square brackets."""
    read = _NUMBER.sub("", _behind(text.prefix, read))
    if text.part is Part.NAME:
        read = read.partition(WAS.rstrip())[0]
    read = read.strip()
    sent = text.after.removeprefix(text.prefix)
    return read[1:-1].strip() if _BRACKETED.match(sent) and _BRACKETED.match(read) else read


def _behind(prefix: str, read: str) -> str:
    """What stands behind the prefix, or behind as much of its end as readers have left."""
    for length in range(len(prefix), 0, -1):
        at = read.find(prefix[-length:])
        if at >= 0 and (length == len(prefix) or length > len(prefix) // 2):
            return read[at + length :]
    return read


def _parsed(words: list[tuple[Kind, str]], received: Received) -> list[State] | None:
    """What was done with each word, or None where the paragraph holds anything else.

    Of several ways to read it (a word that is deleted in one place and inserted in the next), the one that changes
    its mind least often: first those that do not at all. A way that leaves more text than the words to come can fill
    is given up.
    """
    for answer in (State.PENDING, State.ACCEPTED, State.REJECTED):
        alike = [State.UNCHANGED if kind is Kind.KEPT else answer for kind, _ in words]
        if _left(words, alike) == received:
            return alike
    ways: dict[tuple[int, State], _Way] = {(0, State.UNCHANGED): _Way()}
    capacity = sum(len(word) for _, word in words)
    for kind, word in words:
        further: dict[tuple[int, State], _Way] = {}
        capacity -= len(word)
        for (at, last), way in ways.items():
            for state, mark in _OPTIONS[kind].items():
                end = at + len(word) if mark else at
                if len(received.text) - end > capacity:
                    continue
                if mark and (received.text[at:end] != word or received.marks[at:end] != mark * len(word)):
                    continue
                turned = state is not State.UNCHANGED and last not in (State.UNCHANGED, state)
                key = (end, last if state is State.UNCHANGED else state)
                if key not in further or way.cost + turned < further[key].cost:
                    further[key] = _Way(way.cost + turned, state, way)
        ways = further
    whole = [way for (at, _), way in ways.items() if at == len(received.text)]
    return list(min(whole, key=lambda way: way.cost).states())[::-1] if whole else None


def _left(words: list[tuple[Kind, str]], states: list[State]) -> Received:
    """What a paragraph looks like in which that was done with each word."""
    marked = [(word, _OPTIONS[kind][state]) for (kind, word), state in zip(words, states, strict=True)]
    left = [(word, mark * len(word)) for word, mark in marked if mark]
    return Received("".join(word for word, _ in left), "".join(marks for _, marks in left))


def _reading(text: RedlineText, words: list[tuple[Kind, str]], states: list[State], now: str) -> Reading:
    phrases: dict[State, list[str]] = {State.ACCEPTED: [], State.REJECTED: [], State.PENDING: []}
    marked = zip(states, words, strict=True)
    for (state, _), group in groupby(marked, key=lambda one: (one[0], one[1][0])):
        phrase = proper(text, "".join(word for _, (_, word) in group))
        if state in phrases and phrase:
            phrases[state].append(phrase)
    found = {state for state in states if state is not State.UNCHANGED}
    overall = found.pop() if len(found) == 1 else State.MIXED if found else State.UNCHANGED
    return Reading(text, overall, now, *(tuple(phrases[state]) for state in phrases))


def answers(readings: Iterable[Reading]) -> tuple[Answer, ...]:
    """What the readers say on each proposal that the redline shows, in the order of the document."""
    by_proposal: dict[ProposalId, list[Reading]] = {}
    for reading in readings:
        if reading.text.proposal:
            by_proposal.setdefault(reading.text.proposal, []).append(reading)
    return tuple(_answer(proposal, found) for proposal, found in by_proposal.items())


def _answer(proposal: ProposalId, readings: list[Reading]) -> Answer:
    states = {reading.state for reading in readings}
    state = states.pop() if len(states) == 1 else State.MIXED
    names = tuple((one.text.line, one.now) for one in readings if _says(one, Part.NAME))
    definition = next((one.now for one in readings if _says(one, Part.DEFINITION)), None)
    unusable = _unusable(readings)
    if state is State.REJECTED:
        return Answer(proposal, Verdict.REJECT, state)
    if state in (State.PENDING, State.GONE) or unusable:
        return Answer(proposal, Verdict.OPEN, state, why=unusable)
    pending = tuple(words for one in readings for words in one.pending)
    if pending:
        rewritten = {State.EDITED} <= {one.state for one in readings} <= {State.EDITED, State.PENDING, State.ACCEPTED}
        return Answer(proposal, Verdict.OPEN, state, *((names, definition) if rewritten else ((), None)), pending)
    if state is State.ACCEPTED:
        return Answer(proposal, Verdict.ADOPT, state, names, definition)
    return Answer(proposal, Verdict.ADOPT_WITH_CHANGES, state, names, definition)


def _says(reading: Reading, part: Part) -> bool:
    """Whether a text gives the wording of a category; one that is deleted as a whole gives none."""
    return reading.text.part is part and reading.text.whole is not Kind.DELETED


def _unusable(readings: list[Reading]) -> str:
    """Why no decision follows from what was done with the texts of a proposal; empty where one does."""
    if any(one.state is State.GONE for one in readings):
        return "a text of it is gone from the document"
    if all(one.state is State.REJECTED for one in readings):
        return ""
    untouchable = [one for one in readings if one.text.whole is Kind.DELETED or one.text.part is Part.ACTION]
    if any(one.state not in (State.ACCEPTED, State.PENDING) for one in untouchable):
        return "it was accepted in one place and rejected or edited in another"
    if any(not one.now for one in readings if _says(one, Part.NAME)):
        return "one of its names was rejected and the rest was not"
    return ""


def rewrites(readings: Iterable[Reading]) -> tuple[Rewrite, ...]:
    """What readers rewrote though nobody had asked for a change there, by category."""
    found: dict[str, Rewrite] = {}
    for one in readings:
        text = one.text
        if text.proposal is None and text.category and one.state is State.EDITED:
            before = found.get(text.category, Rewrite(text.category))
            name = one.now if text.part is Part.NAME else before.name
            definition = one.now if text.part is Part.DEFINITION else before.definition
            found[text.category] = Rewrite(text.category, name, definition)
    return tuple(found.values())


def gone(readings: Iterable[Reading]) -> Iterator[RedlineText]:
    """The texts that are no longer in the document and were neither accepted nor rejected."""
    return (one.text for one in readings if one.state is State.GONE)
