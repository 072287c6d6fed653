"""From the groups' workbooks to proposals and the decision workbook: what merge, check and report share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitate.commands.loading import Loaded
from facilitate.commands.support_by import sitting
from facilitate.consolidation.account import settled
from facilitate.consolidation.conflicts import disputed, find_conflicts
from facilitate.consolidation.corrections import without_parts
from facilitate.consolidation.decision_tables import (
    aliases_table,
    decisions_table,
    intake_table,
    known_aliases,
    known_themes,
    order_table,
    sources_table,
    themes_table,
)
from facilitate.consolidation.listing import listed_and_rest
from facilitate.consolidation.matching import match_feedback
from facilitate.consolidation.meaning import Embed
from facilitate.consolidation.opposition import opposed_texts
from facilitate.consolidation.overview import overview_table
from facilitate.consolidation.proposals import gather
from facilitate.consolidation.reflections import gather_themes
from facilitate.consolidation.suggesting import suggest_same
from facilitate.consolidation.support import Support, Turnout, short_of_quorum, suggest_all, supports_of
from facilitate.consolidation.wording_tables import remembered, wordings_table
from facilitate.problems import Problem
from facilitate.processes import Told, silent
from facilitate.reading.aliases import read_aliases
from facilitate.reading.corrections import read_corrections
from facilitate.reading.decisions import read_decisions
from facilitate.reading.groups import read_groups
from facilitate.records.categories import ProposalId
from facilitate.records.changes import Step
from facilitate.records.contributions import Conflict, Feedback, Proposal, Theme
from facilitate.records.decisions import DecisionBook
from facilitate.records.meeting import RuleKind
from facilitate.records.tables import RECHECK, KeptTable, same_text, stands_back
from facilitate.records.wordings import Gathered
from facilitate.records.workbooks import ALIASES, DECISIONS, THEMES, WORDINGS
from facilitate.text import count
from facilitate.tracking.carrying import with_former_names
from facilitate.tracking.instead import with_instead
from facilitate.tracking.outcomes import born
from facilitate.tracking.soundness import check_step
from facilitate.tracking.versions import revise


@dataclass(frozen=True, slots=True)
class Merged:
    """The groups' feedback, consolidated, beside what the facilitator has decided so far."""

    feedback: Feedback
    gathered: Gathered
    conflicts: tuple[Conflict, ...]
    themes: tuple[Theme, ...]
    book: DecisionBook
    step: Step
    turnout: Turnout
    supports: Mapping[ProposalId, Support]
    rest: tuple[Proposal, ...] = ()
    """Proposals beyond those that a person is asked to decide on, the most supported first."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What the groups ask for."""
        return self.gathered.proposals


def merge_groups(
    loaded: Loaded, kept: Mapping[str, KeptTable], told: Told = silent
) -> tuple[Merged, tuple[Problem, ...]]:
    """Read the groups and the decisions, and put them together; ``told`` hears how far it is.

    ``kept`` holds the sheets of decisions.xlsx as the program last wrote them: they give proposals their ids.
    """
    feedback, problems = read_groups(loaded.session, loaded.meeting, told)
    told("Putting together what they say", 0)
    path = loaded.session.decisions
    name = loaded.session.relative(path)
    aliases, unanswered = read_aliases(path, name, loaded.version)
    named = with_former_names(loaded.version, loaded.history)
    feedback, unmatched = match_feedback(feedback, named, aliases)
    corrections, theirs = read_corrections(path, name, kept)
    before = remembered(kept[DECISIONS.name], kept[WORDINGS.name], theirs)
    gathered, unsettled = gather(feedback.contributions, loaded.version, before, corrections)
    gathered, rest = listed_and_rest(gathered, before.proposals)
    conflicts = find_conflicts(gathered.proposals, loaded.version)
    themes = gather_themes(
        feedback.reflections,
        known_themes(kept[THEMES.name]),
        feedback.contributions,
        loaded.meeting.group_names,
    )
    book = DecisionBook()
    undecided: tuple[Problem, ...] = ()
    if path.exists():
        book, undecided = read_decisions(path, name, loaded.version, kept)
        book, elsewhere = without_parts(book, gathered.part_of, (one.id for one in gathered.proposals))
        book = with_instead(book, conflicts)
        undecided = (*undecided, *elsewhere)
    step, unsound = revise(loaded.version, book, gathered.proposals, conflicts, session=loaded.session.name)
    problems = (*problems, *unanswered, *unmatched, *unsettled, *undecided, *unsound)
    problems = (*problems, *check_step(step, problems, name))
    people, uncounted = sitting(loaded)
    problems = (*problems, *uncounted)
    feedback = settled(feedback, problems)
    turnout = Turnout.of(feedback, loaded.meeting)
    supports = supports_of(gathered.proposals, loaded.meeting, turnout, people)
    return Merged(feedback, gathered, conflicts, themes, book, step, turnout, supports, rest), problems


def decision_tables(
    loaded: Loaded, merged: Merged, kept: Mapping[str, KeptTable], embed: Embed | None = None
) -> tuple[KeptTable, ...]:
    """What the sheets of decisions.xlsx should say now; ``kept`` as for ``merge_groups``.

    ``embed`` is a sentence model, if any: it takes part in what is suggested, never in what is joined.
    """
    received = sum(one.taken for one in merged.feedback.intake)
    argued = disputed(merged.conflicts)
    suggestions = suggest_all(merged.proposals, merged.conflicts, loaded.meeting, merged.turnout)
    origins = born(merged.step)
    order = [(entry.id, entry.name, origins.get(entry.id, "")) for entry in merged.step.after.categories]
    rule = loaded.meeting.rule
    about = f"{received} of {count(len(loaded.meeting.groups), 'group')} sent something. Rule: {rule}."
    if loaded.meeting.quorum.kind is not RuleKind.NONE:
        quorum = short_of_quorum(loaded.meeting, merged.turnout) or f"Quorum ({loaded.meeting.quorum}): reached"
        about += f" {quorum[0].upper()}{quorum[1:]}."
    if merged.rest:
        about += (
            f" Here are the {len(merged.proposals):,} proposals with most support; "
            f"{len(merged.rest):,} others are in report/proposals.csv."
        )
    return (
        overview_table(merged.proposals, argued, suggestions, loaded.version, about),
        decisions_table(
            merged.gathered,
            suggest_same(merged.gathered, embed),
            merged.conflicts,
            suggestions,
            loaded.version,
            loaded.meeting,
            merged.supports,
            opposed_texts(merged.proposals, merged.themes),
        ),
        wordings_table(merged.gathered.wordings, loaded.version, loaded.meeting),
        order_table(order),
        themes_table(merged.themes, loaded.meeting),
        aliases_table(merged.feedback.namings, known_aliases(kept[ALIASES.name]), loaded.version),
        sources_table(merged.feedback, (*merged.proposals, *merged.rest), merged.themes, loaded.meeting),
        intake_table(merged.feedback, loaded.meeting),
    )


def to_do(tables: Iterable[KeptTable]) -> tuple[list[str], list[str]]:
    """The ids of the rows of Decisions that wait for a decision, and of those to look at again."""
    rows = next((table.cells() for table in tables if table.sheet == DECISIONS.name), [])
    wanted = [row for row in rows if not stands_back(row.get("status"))]
    waiting = [same_text(row.get("id")) for row in wanted if not same_text(row.get("decision"))]
    again = [same_text(row.get("id")) for row in wanted if same_text(row.get("status")).startswith(RECHECK)]
    return waiting, again
