"""From the groups' workbooks to proposals and the decision workbook: what merge, check and report share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitate.commands.loading import Loaded
from facilitate.consolidation.account import settled
from facilitate.consolidation.conflicts import disputed, find_conflicts
from facilitate.consolidation.decision_tables import (
    aliases_table,
    decisions_table,
    intake_table,
    known_aliases,
    known_proposals,
    known_themes,
    order_table,
    sources_table,
    themes_table,
)
from facilitate.consolidation.matching import match_feedback
from facilitate.consolidation.overview import overview_table
from facilitate.consolidation.proposals import gather
from facilitate.consolidation.reflections import gather_themes
from facilitate.consolidation.support import suggest
from facilitate.problems import Problem
from facilitate.reading.aliases import read_aliases
from facilitate.reading.decisions import read_decisions
from facilitate.reading.groups import read_groups
from facilitate.records.changes import Step
from facilitate.records.contributions import Conflict, Feedback, Proposal, Theme
from facilitate.records.decisions import DecisionBook
from facilitate.records.tables import GONE, RECHECK, KeptTable, same_text
from facilitate.records.workbooks import ALIASES, DECISIONS, THEMES
from facilitate.text import count
from facilitate.tracking.carrying import with_former_names
from facilitate.tracking.outcomes import born
from facilitate.tracking.soundness import check_step
from facilitate.tracking.versions import revise


@dataclass(frozen=True, slots=True)
class Merged:
    """The groups' feedback, consolidated, beside what the facilitator has decided so far."""

    feedback: Feedback
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...]
    themes: tuple[Theme, ...]
    book: DecisionBook
    step: Step


def merge_groups(loaded: Loaded, kept: Mapping[str, KeptTable]) -> tuple[Merged, tuple[Problem, ...]]:
    """Read the groups and the decisions, and put them together.

    ``kept`` holds the sheets of decisions.xlsx as the program last wrote them: they give proposals their ids.
    """
    feedback, problems = read_groups(loaded.session, loaded.meeting)
    path = loaded.session.decisions
    aliases, unanswered = read_aliases(path, loaded.session.relative(path), loaded.version)
    named = with_former_names(loaded.version, loaded.history)
    feedback, unmatched = match_feedback(feedback, named, aliases)
    proposals = gather(feedback.contributions, loaded.version, known_proposals(kept[DECISIONS.name]))
    conflicts = find_conflicts(proposals, loaded.version)
    themes = gather_themes(feedback.reflections, known_themes(kept[THEMES.name]))
    book = DecisionBook()
    undecided: tuple[Problem, ...] = ()
    if path.exists():
        book, undecided = read_decisions(path, loaded.session.relative(path), loaded.version, kept)
    step, unsound = revise(loaded.version, book, proposals, conflicts, session=loaded.session.name)
    problems = (*problems, *unanswered, *unmatched, *undecided, *unsound)
    problems = (*problems, *check_step(step, problems, loaded.session.relative(path)))
    return Merged(settled(feedback, problems), proposals, conflicts, themes, book, step), problems


def decision_tables(loaded: Loaded, merged: Merged, kept: Mapping[str, KeptTable]) -> tuple[KeptTable, ...]:
    """What the sheets of decisions.xlsx should say now; ``kept`` as for ``merge_groups``."""
    received = sum(one.taken for one in merged.feedback.intake)
    argued = disputed(merged.conflicts)
    suggestions = {one.id: suggest(one, loaded.meeting.rule, received, one.id in argued) for one in merged.proposals}
    origins = born(merged.step)
    order = [(entry.id, entry.name, origins.get(entry.id, "")) for entry in merged.step.after.categories]
    rule = loaded.meeting.rule
    about = f"{received} of {count(len(loaded.meeting.groups), 'group')} sent something. Rule: {rule}."
    return (
        overview_table(merged.proposals, argued, suggestions, loaded.version, about),
        decisions_table(merged.proposals, merged.conflicts, suggestions, loaded.version, loaded.meeting),
        order_table(order),
        themes_table(merged.themes, loaded.meeting),
        aliases_table(merged.feedback.namings, known_aliases(kept[ALIASES.name]), loaded.version),
        sources_table(merged.feedback, merged.proposals, merged.themes, loaded.meeting),
        intake_table(merged.feedback, loaded.meeting),
    )


def to_do(tables: Iterable[KeptTable]) -> tuple[list[str], list[str]]:
    """The ids of the rows of Decisions that wait for a decision, and of those to look at again."""
    rows = next((table.cells() for table in tables if table.sheet == DECISIONS.name), [])
    wanted = [row for row in rows if row.get("status") != GONE]
    waiting = [same_text(row.get("id")) for row in wanted if not same_text(row.get("decision"))]
    again = [same_text(row.get("id")) for row in wanted if same_text(row.get("status")).startswith(RECHECK)]
    return waiting, again
