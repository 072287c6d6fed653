"""Which categories the groups mean: found out once for all contributions, with questions where it is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from msgspec import structs

from facilitate.consolidation.names import Match, match_categories
from facilitate.problems import Problem
from facilitate.problems.feedback import matched_category, taken_as_new, unknown_category
from facilitate.records.aliases import Alias, Naming
from facilitate.records.categories import Category, CategoryId, Version
from facilitate.records.contributions import Action, Contribution, Feedback, SetAside, recount
from facilitate.records.sources import Place
from facilitate.text import fold, listed, one_line

_WISHES = (Action.KEEP, Action.IMPROVE, Action.REDEFINE)
"""What a group says of a name of its own: that it should be there."""
_OF_SEVERAL = (Action.KEEP, Action.DROP, Action.IMPROVE, Action.MERGE)
"""What can be said of several categories in one row."""
_CERTAIN = frozenset(("exact", "by its id", "by its number"))
"""What needs no word about it."""


def match_feedback(
    feedback: Feedback, version: Version, aliases: Mapping[str, Alias]
) -> tuple[Feedback, tuple[Problem, ...]]:
    """The feedback with each contribution's categories known; a contribution on none for certain is set aside.

    ``aliases`` maps folded texts to what a facilitator answered. A row on several categories becomes a contribution
    on each; a name that is nothing like any of the list, a proposal to add it.
    """
    matcher = _Matcher(version, aliases)
    used: list[Contribution] = []
    aside = list(feedback.set_aside)
    for contribution in feedback.contributions:
        matched, unclear = matcher.match(contribution)
        used += matched
        if unclear:
            aside.append(SetAside(contribution.group, contribution.source, unclear))
    namings = tuple(matcher.namings[written] for written in sorted(matcher.namings))
    understood = replace(feedback, contributions=tuple(used), set_aside=tuple(aside), namings=namings)
    return recount(understood), tuple(matcher.problems)


@dataclass(slots=True)
class _Matcher:
    version: Version
    aliases: Mapping[str, Alias]
    problems: list[Problem] = field(default_factory=list)
    namings: dict[str, Naming] = field(default_factory=dict)

    def match(self, contribution: Contribution) -> tuple[tuple[Contribution, ...], str]:
        """The contribution once for each of its categories, or none of it and why it is set aside."""
        found = contribution.category_found
        place = self._cell(contribution, found, contribution.source.place)
        if contribution.action is Action.ADD:
            meant: tuple[CategoryId | None, ...] = (None,)
        else:
            matches = self._categories(found, place, contribution.action in _WISHES)
            if not matches:
                return (), f"you answered that {found} is no category"
            if matches[0].unlisted and contribution.action in _WISHES:
                self.problems.append(taken_as_new(place, found))
                added = structs.replace(contribution, action=Action.ADD, names=(one_line(found),), category=None)
                return (added,), ""
            meant = tuple(match.category for match in matches)
            if None in meant or (len(meant) > 1 and contribution.action not in _OF_SEVERAL):
                self._ask(found, place, (*matches[0].candidates, *meant))
                return (), f"it is not clear which category is meant by {found}"
        into = self._into(contribution)
        if into is None and contribution.into_found and contribution.action is Action.MERGE:
            return (), f"it is not clear which category is meant by {contribution.into_found}"
        of = [category for category in meant if category != into] or list(meant)  # “C1 and C2, into C2”
        return tuple(structs.replace(contribution, category=category, into=into) for category in of), ""

    def _into(self, contribution: Contribution) -> CategoryId | None:
        written = contribution.into_found
        if not written:
            return None
        place = self._cell(contribution, written, contribution.source.place)
        matches = self._categories(written, place)
        if len(matches) == 1 and matches[0].category:
            return matches[0].category
        self._ask(written, place, [id for match in matches for id in (match.category, *match.candidates)])
        return None

    def _categories(self, found: str, place: Place, wish: bool = False) -> tuple[Match, ...]:
        """What a text names. An id beside its name is taken at its word; anything else is matched, and said.

        ``wish``: a name that is nothing like any of the list is taken for a new one.
        """
        first, _, rest = found.partition(" ")
        entry = self.version.get(CategoryId(first))
        if entry is not None and fold(rest) in ("", fold(entry.name)):
            return (Match(entry.id, how="exact"),)
        plain = self._beside(entry.id, rest) if entry else match_categories(found, self.version, {})
        self._note(found, place, plain, wish)
        answered = fold(found) in self.aliases or entry is None
        matches = match_categories(found, self.version, self.aliases) if answered else plain
        names = [f"{one.id} {one.name}" for match in matches if (one := self._entry(match.category))]
        how = listed(tuple(dict.fromkeys(match.how for match in matches)))
        if names and len(names) == len(matches) and not _CERTAIN.issuperset(match.how for match in matches):
            self.problems.append(matched_category(place, found, listed(names), how))
        return matches

    def _beside(self, id: CategoryId, name: str) -> tuple[Match, ...]:
        """An id with another text beside it: the id is permanent, unless the text is clearly another's name."""
        named = match_categories(name, self.version, self.aliases)
        other = next((match.category for match in named if match.category not in (None, id)), None)
        return (Match(None, (id, other)),) if other else (Match(id, how="by its id"),)

    def _note(self, found: str, place: Place, matches: tuple[Match, ...], wish: bool) -> None:
        """Remember how the text was understood without any answer, for the sheet Aliases."""
        if _CERTAIN.issuperset(match.how for match in matches):
            return
        known = self.namings.get(fold(found))
        taken = tuple(match.category for match in matches if match.category)
        self.namings[fold(found)] = Naming(
            min(known.written, found) if known else found,
            taken,
            listed(tuple(dict.fromkeys(match.how for match in matches if match.how))),
            () if taken else matches[0].candidates,
            (wish and matches[0].unlisted) or (known is not None and known.unlisted),
            tuple(sorted({*(known.places if known else ()), place})),
        )

    def _ask(self, found: str, place: Place, candidates: Iterable[CategoryId | None]) -> None:
        entries = [entry for id in dict.fromkeys(candidates) if (entry := self._entry(id))]
        self.problems.append(unknown_category(place, found, tuple(f"{one.id} {one.name}" for one in entries[:3])))

    def _entry(self, id: CategoryId | None) -> Category | None:
        return self.version.get(id) if id else None

    @staticmethod
    def _cell(contribution: Contribution, text: str, otherwise: Place) -> Place:
        return next((source.place for source in contribution.sources if source.text == text), otherwise)
