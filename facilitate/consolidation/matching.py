"""Which categories the groups mean: found out once for all contributions, with questions where it is not certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facilitate.consolidation.names import Match, match_category
from facilitate.problems import Problem
from facilitate.problems.feedback import matched_category, unknown_category
from facilitate.records.categories import CategoryId, Version
from facilitate.records.contributions import Action, Contribution, Feedback, SetAside
from facilitate.records.sources import Place
from facilitate.text import fold


def match_feedback(
    feedback: Feedback, version: Version, aliases: Mapping[str, CategoryId]
) -> tuple[Feedback, tuple[Problem, ...]]:
    """The feedback with each contribution's categories known; a contribution on none for certain is set aside."""
    matcher = _Matcher(version, aliases)
    used: list[Contribution] = []
    aside = list(feedback.set_aside)
    for contribution in feedback.contributions:
        if matched := matcher.match(contribution):
            used.append(matched)
        else:
            why = f"it is not clear which category is meant by {contribution.category_found or contribution.into_found}"
            aside.append(SetAside(contribution.group, contribution.source, why))
    intake = tuple(
        replace(
            one,
            used=sum(_from(contribution, one.file) for contribution in used)
            + sum(reflection.source.place.file == one.file for reflection in feedback.reflections),
            set_aside=sum(row.source.place.file == one.file for row in aside),
        )
        for one in feedback.intake
    )
    matched_feedback = replace(feedback, contributions=tuple(used), set_aside=tuple(aside), intake=intake)
    return matched_feedback, tuple(matcher.problems)


def _from(contribution: Contribution, file: str) -> bool:
    return contribution.source.place.file == file


@dataclass(slots=True)
class _Matcher:
    version: Version
    aliases: Mapping[str, CategoryId]
    problems: list[Problem] = field(default_factory=list)

    def match(self, contribution: Contribution) -> Contribution | None:
        """The contribution with its categories, or None where one is not certain."""
        category = into = None
        place = contribution.source.place
        if contribution.action is not Action.ADD:
            category = self._category(contribution.category_found, place)
            if category is None:
                return None
        if contribution.into_found:
            into = self._category(contribution.into_found, self._cell(contribution, contribution.into_found))
            if into is None and contribution.action is Action.MERGE:
                return None
        return replace(contribution, category=category, into=into)

    def _category(self, found: str, place: Place) -> CategoryId | None:
        """An id beside its name is taken at its word; anything else is matched, and said."""
        first, _, rest = found.partition(" ")
        entry = self.version.get(CategoryId(first))
        if entry is not None and fold(rest) in ("", fold(entry.name)):
            return entry.id
        match: Match = match_category(rest if entry is not None else found, self.version, self.aliases)
        if entry is not None and match.category in (None, entry.id):
            return entry.id  # the id was left alone and the name retyped: the id is permanent
        if match.category is None or entry is not None:
            names = tuple(f"{one} {known.name}" for one in match.candidates if (known := self.version.get(one)))
            self.problems.append(unknown_category(place, found, names[:3]))
            return None
        taken_for = self.version.get(match.category)
        if match.how != "exact" and taken_for is not None:
            self.problems.append(matched_category(place, found, f"{taken_for.id} {taken_for.name}", match.how))
        return match.category

    @staticmethod
    def _cell(contribution: Contribution, text: str) -> Place:
        return next((source.place for source in contribution.sources if source.text == text), contribution.source.place)
