"""Where the content of the first of several lists has gone, step by step, and by which decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.text import fold
from facilitate.tracking.types import WORDING

T = ChangeType

Ids = tuple[ProposalId, ...]
Paths = dict[CategoryId | None, Ids]
"""For each category of the first list, the decisions by which its content came here; None stands for new content."""


def cited_as(step: Step, decision: ProposalId) -> ProposalId:
    """A decision's id among those of several meetings: ``v1:P4``, for the version that it helped to make."""
    return ProposalId(f"{step.after.label}:{decision}")


@dataclass(slots=True)
class Flow:
    """The content of each category of the list as it stands after the steps followed so far.

    ``paths`` says what each category holds; ``lost`` what of an original category was dropped, by the id under which
    it was; ``worded`` and ``touched`` by which decisions a category was reworded, the latter as part of a split or of
    a move.
    """

    paths: dict[CategoryId, Paths]
    lost: dict[CategoryId, dict[CategoryId, Ids]] = field(default_factory=dict)
    worded: dict[CategoryId, list[tuple[ChangeType, ProposalId]]] = field(default_factory=dict)
    touched: dict[CategoryId, list[ProposalId]] = field(default_factory=dict)
    _held: dict[CategoryId, Paths] = field(default_factory=dict)
    _former: dict[str, CategoryId] = field(default_factory=dict)

    def follow(self, step: Step) -> None:
        """Go through the changes of one step. The decisions of a meeting are about the list that it began with."""
        begun, self.paths = self.paths, dict(self.paths)
        for change in step.changes:
            if change.decision:
                self._apply(change, cited_as(step, change.decision), step.after, begun)

    def _apply(self, change: Change, by: ProposalId, after: Version, begun: dict[CategoryId, Paths]) -> None:
        old, fresh = change.old, [id for id in change.new if id not in change.old]
        match change.type:
            case T.TAKE_OVER | T.MERGER:
                for id in old:
                    if id not in change.new:
                        self._join(change.new[0], begun.get(id, {}), by, after)
                        self._end(id, after, begun)
            case T.SPLIT_OFF | T.BREAKDOWN:
                self.touched.setdefault(old[0], []).append(by)
                for id in fresh:
                    self._part(old[0], id, by, after, begun)
                if change.type is T.BREAKDOWN:
                    self._end(old[0], after, begun)
            case T.TRANSFER:
                for id in old:
                    self.touched.setdefault(id, []).append(by)
                self._join(old[1], begun.get(old[0], {}), by, after)
            case T.DELETION:
                self._lose(old[0], begun.get(old[0], {}), by)
                self._end(old[0], after, begun)
            case T.CREATION:
                self._join(fresh[0], self._came_back(fresh[0], after) or {None: ()}, by, after)
            case _ if change.type in WORDING.values():
                self.worded.setdefault(change.new[0], []).append((change.type, by))
            case _:
                pass

    def _join(self, id: CategoryId, content: Paths, by: ProposalId, after: Version) -> None:
        """Put content into a category, or into what took that over in the same step; what it holds has its own way."""
        heirs = after.heirs(id)
        for heir in heirs:
            fresh = {origin: (*path, by) for origin, path in content.items()}
            self.paths[heir] = {**fresh, **self.paths.get(heir, {})}
        if not heirs:
            self._lose(id, content, by)

    def _lose(self, id: CategoryId, content: Paths, by: ProposalId) -> None:
        """Content ends with the category ``id``."""
        for origin, path in content.items():
            if origin:
                self.lost.setdefault(origin, {})[id] = (*path, by)

    def _part(
        self, whole: CategoryId, part: CategoryId, by: ProposalId, after: Version, begun: dict[CategoryId, Paths]
    ) -> None:
        """A part leaves a category: all of its content may be in it, unless it is an earlier category that comes back.

        That one takes back what it had brought, and no more.
        """
        content, now = begun.get(whole, {}), self.paths.get(whole, {})
        held = self._came_back(part, after, within={**content, **now})
        self._join(part, held or content, by, after)
        if held:
            rest = {origin: path for origin, path in now.items() if origin not in held or origin == whole}
            self.paths[whole] = rest or now

    def _came_back(self, id: CategoryId, after: Version, within: Iterable[CategoryId | None] | None = None) -> Paths:
        """What the category held that ended under the name of this new one; nothing where there was none."""
        entry = after.get(id) or (ended.category if (ended := after.ended(id)) else None)
        former = self._former.get(fold(entry.name)) if entry else None
        held = self._held.get(former, {}) if former else {}
        if not former or (within is not None and not set(held) <= set(within)):
            return {}
        for origin in held:
            if origin:
                self.lost.get(origin, {}).pop(former, None)
        return held

    def _end(self, id: CategoryId, after: Version, begun: dict[CategoryId, Paths]) -> None:
        """Take a category off the list; what it held is remembered in case it comes back."""
        self.paths.pop(id, None)
        self._held[id] = begun.get(id, {})
        if ended := after.ended(id):
            self._former[fold(ended.category.name)] = id


def begin(before: Version) -> Flow:
    """The flow at the first list: every category holds itself."""
    return Flow({entry.id: {entry.id: ()} for entry in before.categories})
