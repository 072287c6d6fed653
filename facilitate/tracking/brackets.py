"""Square brackets: text that is not agreed, recorded from the version that opens it to the one that closes it.

The practice is that of drafting in the United Nations: brackets do not nest, each is closed once, and an agreed text
has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from facilitate.records.categories import Bracket, Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Change
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, Verdict
from facilitate.text import fold, one_line

NAME, DEFINITION, BESIDE = "name", "definition", "beside"
"""Where bracketed text stands."""

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")

_Spot = tuple[CategoryId, str, str]


def balanced(text: str) -> bool:
    """Whether every square bracket is closed once and none stands inside another."""
    if "[" not in text and "]" not in text:
        return True
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth not in (0, 1):
            return False
    return depth == 0


def first_brackets(label: str, categories: Iterable[Category]) -> tuple[Bracket, ...]:
    """The brackets that an original list comes with; no decision opened them."""
    return tuple(
        _numbered((), (Bracket("", text, where, id, label, _NOBODY) for id, where, text in _standing(categories)))
    )


def follow_brackets(
    before: Version,
    label: str,
    categories: tuple[Category, ...],
    decisions: Iterable[Decision],
    changes: Iterable[Change],
) -> tuple[Bracket, ...]:
    """The brackets of the version ``label``, whose list is ``categories``: earlier ones open or closed, then new ones.

    A bracket in a wording is closed once the wording is without it. One beside the list is closed once a decision
    adopts or rejects the same (of an added category the same name, of any other the same action), or ends its category.
    """
    decisions = tuple(decisions)
    reached = {id: change.decision or _NOBODY for change in changes for id in (*change.old, *change.new)}
    standing = dict.fromkeys(_standing(categories))
    beside = {_asked(one): one for one in decisions if one.verdict is Verdict.BRACKET}
    settled = _settled(decisions, before, categories, reached)
    kept = []
    for bracket in before.brackets:
        if bracket.closed:
            kept.append(bracket)
        elif bracket.where == BESIDE:
            beside.pop((bracket.asks, bracket.category, fold(bracket.text)), None)
            topic = fold(bracket.text) if bracket.asks == Action.ADD else bracket.asks
            closing = settled.get((topic, bracket.category)) or settled.get(("", bracket.category))
            kept.append(replace(bracket, closed=label, closed_by=closing) if closing else bracket)
        elif bracket.category and (spot := (bracket.category, bracket.where, bracket.text)) in standing:
            del standing[spot]
            kept.append(bracket)
        else:
            closing = reached.get(bracket.category, _NOBODY) if bracket.category else _NOBODY
            kept.append(replace(bracket, closed=label, closed_by=closing))
    fresh = [Bracket("", text, where, id, label, reached.get(id, _NOBODY)) for id, where, text in standing]
    fresh += [_beside(decision, label) for decision in beside.values()]
    return (*kept, *_numbered(kept, fresh))


def without_step(brackets: Iterable[Bracket], label: str) -> tuple[Bracket, ...]:
    """The brackets as they were before the version ``label``: what it opened is gone, what it closed is open."""
    return tuple(
        replace(one, closed="", closed_by=_NOBODY) if one.closed == label else one
        for one in brackets
        if one.opened != label
    )


def bracket_line(one: Bracket, version: Version) -> str:
    """A bracket in words: the text, where it stands on the list, the decision behind it, and since when it is open."""
    entry = version.get(one.category) if one.category else None
    where = f", {one.asks or one.where} of {version.number(entry.id)}. {entry.name}" if entry else ""
    since = "" if one.opened == version.label else f", open since {one.opened}"
    by = f" ({one.opened_by}{since})" if one.opened_by else f" ({since.removeprefix(', ')})" if since else ""
    return f"[{one.text}]{where}{by}"


def standing_texts(version: Version) -> Iterator[tuple[CategoryId, str, str]]:
    """Every bracketed text in the wordings of a list: the category, where it stands, and the text."""
    return _standing(version.categories)


_NOBODY = ProposalId("")


def _standing(categories: Iterable[Category]) -> Iterator[_Spot]:
    for entry in categories:
        for where, wording in ((NAME, entry.name), (DEFINITION, entry.definition)):
            if "[" in wording:
                for found in _BRACKETED.finditer(wording):
                    yield entry.id, where, one_line(found[1])


def _settled(
    decisions: Iterable[Decision],
    before: Version,
    categories: Iterable[Category],
    reached: Mapping[CategoryId, ProposalId],
) -> dict[tuple[str, CategoryId | None], ProposalId]:
    """The topics that decisions settle, by action (of an added category its name) and category; "" is all topics."""
    settled: dict[tuple[str, CategoryId | None], ProposalId] = {}
    for one in decisions:
        if one.verdict.adopted or one.verdict is Verdict.REJECT:
            topics = map(fold, one.names) if one.action is Action.ADD else (one.action.value,)
            settled |= {(topic, one.category): one.proposal for topic in topics}
    living = {entry.id for entry in categories}
    ended = [entry.id for entry in before.categories if entry.id not in living]
    return settled | {("", id): reached.get(id, _NOBODY) for id in ended}


def _asked(decision: Decision) -> tuple[str, CategoryId | None, str]:
    """What a decision asks for, by which the same is recognised at a later meeting."""
    return decision.action.value, decision.category, fold(_words(decision))


def _words(decision: Decision) -> str:
    if decision.action in (Action.KEEP, Action.DROP, Action.MERGE, Action.MOVE):
        return decision.action.value
    return one_line(" / ".join(decision.names) or decision.definition or decision.action.value)


def _beside(decision: Decision, label: str) -> Bracket:
    asks = decision.action.value
    return Bracket("", _words(decision), BESIDE, decision.category, label, decision.proposal, asks)


def _numbered(earlier: Iterable[Bracket], fresh: Iterable[Bracket]) -> Iterator[Bracket]:
    """New brackets with ids that follow the earlier ones."""
    first = max((int(one.id[1:]) for one in earlier), default=0) + 1
    for number, one in enumerate(fresh, first):
        yield replace(one, id=f"B{number}")
