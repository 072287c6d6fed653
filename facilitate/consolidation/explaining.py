"""Why contributions are one proposal, and what nearly joined it: in words, for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum

from facilitate.consolidation.corrections import ordered
from facilitate.consolidation.likeness import likenesses
from facilitate.consolidation.placing import SAME_WORDS, asked
from facilitate.consolidation.polarity import contradiction, difference, stance
from facilitate.consolidation.rewording import word_times
from facilitate.consolidation.roles import read, turned
from facilitate.consolidation.wordings import comparison, wording
from facilitate.consolidation.words import plain
from facilitate.records.categories import ProposalId, Version
from facilitate.records.contributions import Action, Contribution, Proposal
from facilitate.records.sources import GroupId, Place
from facilitate.records.wordings import Alike, Gathered, Wording
from facilitate.text import count, fold, listed, one_line, quote

NEAR, SHOWN = 0.25, 5
"""From this likeness on a proposal nearly joined another one; so many are shown."""
FEW = 5_000
"""Of more wordings than this only those of the same action and category are looked at."""


class Level(IntEnum):
    """What a line is."""

    TITLE = 0
    HEADING = 1
    ITEM = 2
    DETAIL = 3


Line = tuple[Level, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a meeting's proposals. ``alike`` are the groups that are suggested as perhaps the same."""

    gathered: Gathered
    alike: Sequence[Alike]
    version: Version
    group_name: Callable[[GroupId], str]


def find_proposals(gathered: Gathered, written: str) -> tuple[ProposalId, ...]:
    """The proposals that a person may mean: by id, by the id of a wording, by number, or by words in a wording.

    The first of these ways that finds any is taken, so that more than one id means that the text is not clear.
    """
    folded = fold(written)
    ids = {fold(one.id): one.id for one in gathered.proposals}
    ids |= {fold(one): other for one, other in gathered.part_of if other in ids.values()}
    heads = dict(gathered.part_of)
    of_wordings = {fold(one.id): heads.get(one.proposal, one.proposal) for one in gathered.wordings}
    for key in (folded, f"p{folded}"):
        if key in ids or key in of_wordings:
            return (ids.get(key) or of_wordings[key],)
    if not folded:
        return ()
    worded = {heads.get(one.proposal, one.proposal) for one in gathered.wordings if folded in fold(one.text)}
    return tuple(one.id for one in gathered.proposals if one.id in worded)


def nearest_ids(gathered: Gathered, written: str) -> tuple[str, ...]:
    """The ids that look most like what was typed."""
    ids = [str(one.id) for one in gathered.proposals]
    return tuple(get_close_matches(written.strip().upper(), ids, n=3, cutoff=0.6))


def explain(scene: Scene, id: ProposalId) -> Iterator[Line]:
    """The lines that say why a proposal is one, and what nearly joined it."""
    proposal = next(one for one in scene.gathered.proposals if one.id == id)
    explainer = _Explainer(scene, proposal)
    yield from explainer.title()
    yield from explainer.together()
    yield from explainer.nearly()


class _Explainer:
    """One proposal and its wordings."""

    def __init__(self, scene: Scene, proposal: Proposal) -> None:
        self.scene, self.proposal = scene, proposal
        self.heads = dict(scene.gathered.part_of)
        self.wordings = [one for one in scene.gathered.wordings if self._home(one) == proposal.id]

    def _home(self, one: Wording) -> ProposalId:
        return self.heads.get(one.proposal, one.proposal)

    def title(self) -> Iterator[Line]:
        """What it asks for, in whose words, by whom."""
        one, of = self.proposal, self._called(self.proposal)
        yield Level.TITLE, f"{one.id}  {one.action}{f': {of}' if of else ''}"
        if words := wording(one):
            yield Level.ITEM, quote(words, 200)
        groups = count(len(one.groups), "group")
        yield Level.ITEM, f"{groups}: {self._groups(one.contributions)}"

    def together(self) -> Iterator[Line]:
        """Which contributions are in it, and by what."""
        yield Level.HEADING, "Why this is one proposal"
        if not self.wordings:
            yield Level.ITEM, self._without_words()
            yield from self._cells(self.proposal.contributions)
        for one in self.wordings:
            times = f", {len(one.contributions)} times" if len(one.contributions) > 1 else ""
            yield Level.ITEM, f"{one.id} {quote(one.text, 160)}: {self._groups(one.contributions)}{times}"
            if one.why:
                yield Level.DETAIL, self._because(one)
            yield from self._cells(one.contributions)
        for part, whole in self.scene.gathered.part_of:
            if whole == self.proposal.id:
                asked_for = part in self.scene.gathered.asked
                why = "as you asked in the column “same as”" if asked_for else "all its words stand here by now"
                yield Level.ITEM, f"{part} is part of it: {why}"

    def nearly(self) -> Iterator[Line]:
        """Which other proposals come near, and what keeps each apart."""
        yield Level.HEADING, "What nearly joined it"
        found = self._nearest()
        for other, likeness, mine, theirs in found:
            yield (
                Level.ITEM,
                f"{other.id} {quote(theirs.text, 160)}: {likeness:.0%} alike, {self._groups(other.contributions)}",
            )
            yield Level.DETAIL, self._apart(other, mine, theirs)
        if not found:
            yield (
                Level.ITEM,
                "Nothing: no other wording comes near." if self.wordings else "Nothing: it needs no words.",
            )

    def _because(self, one: Wording) -> str:
        if one.why == SAME_WORDS:
            return "the same words, but for capitals, spaces, signs, accents and set phrases"
        if one.why.startswith("like "):
            return f"nearly the same words: {one.why}"
        if one.why.startswith(asked("")):
            return f"you put it here: “move to” {one.why.removeprefix(asked(''))}"
        return one.why

    def _without_words(self) -> str:
        """Why contributions that need no wording are one."""
        of = self._called(self.proposal)
        if self.proposal.action in (Action.MERGE, Action.MOVE):
            return "whoever names the same two categories asks for the same, in whatever words"
        return f"whoever says “{self.proposal.action}” of {of or 'it'} asks for the same, in whatever words"

    def _called(self, one: Proposal) -> str:
        entry = self.scene.version.get(one.category) if one.category else None
        return f"{entry.id} {entry.name}" if entry else str(one.category or "")

    def _groups(self, contributions: Sequence[Contribution]) -> str:
        return listed([self.scene.group_name(id) for id in sorted({one.group for one in contributions})])

    def _cells(self, contributions: Sequence[Contribution]) -> Iterator[Line]:
        for place in sorted({_cell(one) for one in contributions}):
            yield Level.DETAIL, str(place)

    def _nearest(self) -> list[tuple[Proposal, float, Wording, Wording]]:
        """The nearest other proposals with their likeness and the two wordings that are most alike."""
        if not self.wordings:
            return []
        proposals = {one.id: one for one in self.scene.gathered.proposals}
        others = [one for one in self.scene.gathered.wordings if self._home(one) != self.proposal.id]
        if len(others) > FEW:
            others = [one for one in others if _asks(proposals[self._home(one)], self.proposal)][:FEW]
        texts = [one.text for one in (*self.wordings, *others)]
        alike = likenesses(texts)[: len(self.wordings), len(self.wordings) :]
        best: dict[ProposalId, tuple[float, Wording, Wording]] = {}
        for column, theirs in enumerate(others):
            row = int(alike[:, column].argmax())
            value = float(alike[row, column])
            if value > best.get(self._home(theirs), (0.0,))[0]:
                best[self._home(theirs)] = (value, self.wordings[row], theirs)
        suggested = {id for group in self.scene.alike if self.proposal.id in group.proposals for id in group.proposals}
        near = [id for id in best if best[id][0] >= NEAR or id in suggested]
        near.sort(key=lambda id: (-best[id][0], id))
        return [(proposals[id], *best[id]) for id in near[:SHOWN]]

    def _apart(self, other: Proposal, mine: Wording, theirs: Wording) -> str:
        """What keeps two proposals apart."""
        one = self.proposal
        if other.action is not one.action:
            return f"kept apart: it asks for another action, {other.action}"
        if (other.category, other.into) != (one.category, one.into):
            return f"kept apart: it is about {self._called(other) or 'a new category'}"
        if ordered(one.id, other.id) in self.scene.gathered.apart:
            return "kept apart: you said so, or moved a wording of one away from the other"
        if unlike := [id for id in (one.id, other.id) if id in self.scene.gathered.unlike]:
            return f"kept apart: you said that {unlike[0]} is the same as no other one"
        if split_off := [id for id in (one.id, other.id) if id in self.scene.gathered.split_off]:
            return f"kept apart: you split {split_off[0]} off as a proposal of its own"
        stances = stance(plain(mine.key.wording)), stance(plain(theirs.key.wording))
        if stances[0].numbers != stances[1].numbers or contradiction(*stances):
            return f"kept apart: {difference(*stances)}"
        if why := turned(read(mine.text), read(theirs.text)):
            return f"kept apart: {why}"
        group = next((group for group in self.scene.alike if {one.id, other.id} <= set(group.proposals)), None)
        words = comparison(mine.key, theirs.key, word_times((mine.key.wording, theirs.key.wording)))
        if words.one:
            return f"almost the same words ({words.why}), but the two stood apart when you dealt with one of them"
        if group:
            return (
                f"perhaps the same in other words, about {group.confidence:.0%} sure; never joined unasked. "
                f"If it is: write {one.id} into “same as” of {other.id}"
            )
        return f"not the same words: {words.why}"


def _cell(one: Contribution) -> Place:
    """The cell in which the words stand, as far as that can be told."""
    words = wording(one).splitlines()
    held = (source.place for source in one.sources if words and words[0] in one_line(source.text))
    return next(held, one.source.place)


def _asks(one: Proposal, other: Proposal) -> bool:
    return (one.action, one.category, one.into) == (other.action, other.category, other.into)
