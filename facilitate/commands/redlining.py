"""A redline that came back, brought into the decisions."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitate.commands.keeping import Kept, as_it_is, keep
from facilitate.commands.loading import Loaded, load
from facilitate.commands.merging import Merged, decision_tables, merge_groups
from facilitate.commands.written import last_written, standing
from facilitate.consolidation.answered import type_in
from facilitate.consolidation.meaning import Embed
from facilitate.errors import FacilitateError
from facilitate.problems import Problem
from facilitate.problems.redline import (
    reader_comment,
    redline_of_other_list,
    redline_of_other_session,
    text_gone,
    typed_elsewhere,
)
from facilitate.reading.redline import read_redline
from facilitate.records.categories import ProposalId
from facilitate.records.meeting import Meeting
from facilitate.records.redline import Reading, Returned, Sent
from facilitate.records.sources import Place
from facilitate.records.workbooks import DECISION_BOOK, DECISIONS
from facilitate.text import fold
from facilitate.tracking.agreement import answers, gone, read_texts, rewrites
from facilitate.tracking.redline import list_fingerprint
from facilitate.writing.files import ChangedMeanwhileError

ATTEMPTS = 5
"""So often is a redline read anew where somebody saves decisions.xlsx meanwhile."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: every text as its readers left it, the proposals it answered, and what became of the workbook."""

    readings: tuple[Reading, ...]
    filled: tuple[ProposalId, ...]
    kept: Kept


def load_decided(folder: Path) -> tuple[Loaded, Merged, tuple[Problem, ...]]:
    """The session with its decisions; an error where merge has not been run, for then no proposal has its id."""
    loaded = load(folder)
    decisions = loaded.session.decisions
    if not decisions.exists():
        raise FacilitateError(
            f"There is no {decisions} yet, which a redline rests on. Make it with: facilitate merge {folder}"
        )
    merged, problems = merge_groups(loaded, last_written(decisions, DECISION_BOOK, session=loaded.session))
    return loaded, merged, (*loaded.problems, *problems)


def bring_in(folder: Path, returned: Path, embed: Embed | None = None) -> tuple[Brought | None, tuple[Problem, ...]]:
    """Type the answers of the readers of ``returned`` into the decisions; None and the reasons where it is refused.

    ``embed`` is the sentence model of the last merge, if any, so that the same is suggested as then. Where somebody
    saves decisions.xlsx meanwhile, everything is done again with what stands there now.
    """
    for _ in range(ATTEMPTS):
        with suppress(ChangedMeanwhileError):
            return _bring_in(folder, returned, embed)
    raise FacilitateError(
        "decisions.xlsx was saved again and again while the redline was read; it was left as it is. "
        "Please close it and run the command again."
    )


def _bring_in(folder: Path, returned: Path, embed: Embed | None) -> tuple[Brought | None, tuple[Problem, ...]]:
    """The same once. Raises ChangedMeanwhileError where somebody saved decisions.xlsx meanwhile."""
    loaded, merged, problems = load_decided(folder)
    session = loaded.session
    place = Place(session.relative(returned))
    back, refused = read_redline(returned, place.file)
    refused = (*refused, *(_not_ours(back.sent, loaded, place) if back else ()))
    typed_into = as_it_is(session.decisions)
    book, unread = standing(session.decisions, DECISION_BOOK, session, formats=True)
    if back is None or refused or book is None:
        return None, (*refused, *unread)
    readings, theirs = read_texts(back), book.theirs[DECISIONS.name]
    typed = type_in(
        answers(readings),
        rewrites(readings),
        {one.proposal: one for one in merged.book.decisions},
        book.base.get(DECISIONS.name, theirs),
        theirs,
        loaded.version,
        returned.name,
        _readers(returned.stem, loaded.meeting),
    )
    kept, unkept = keep(
        session.decisions,
        decision_tables(loaded, merged, last_written(session.decisions, DECISION_BOOK, session=session), embed),
        DECISION_BOOK,
        title=f"Decisions: {loaded.meeting.title}",
        session=session,
        typed={DECISIONS.name: typed.table},
        typed_into=typed_into,
    )
    if typed.filled:  # what the decisions come to now, such as two that contradict each other
        _, _, problems = load_decided(folder)
    return Brought(readings, typed.filled, kept), (*problems, *typed.problems, *unkept, *_beside(back, readings, place))


def _not_ours(sent: Sent, loaded: Loaded, place: Place) -> tuple[Problem, ...]:
    """Why a redline does not belong to this session and its list; nothing where it does."""
    if sent.session != loaded.session.name:
        return (redline_of_other_session(place, sent.session, loaded.session.name),)
    expected = loaded.version.label
    if sent.version != expected:
        return (redline_of_other_list(place, sent.version, expected),)
    if sent.fingerprint != list_fingerprint(loaded.version):
        return (redline_of_other_list(place, f"{sent.version} with other ids or names", expected),)
    return ()


def _readers(file: str, meeting: Meeting) -> str:
    """Who the readers are: the group that the file is named after; no person is, since reasons are printed."""
    words = f" {fold(file)} "
    named = (group.name for group in meeting.groups if any(f" {fold(one)} " in words for one in (group.name, group.id)))
    return next(named, "The readers of the redline")


def _beside(back: Returned, readings: tuple[Reading, ...], place: Place) -> tuple[Problem, ...]:
    """What came back and is no answer: texts cut out, paragraphs typed elsewhere, comments."""
    return (
        *(text_gone(place, f"The {text.part} of {text.category or text.proposal}") for text in gone(readings)),
        *(typed_elsewhere(place, text) for text in back.elsewhere),
        *(reader_comment(place, remark.author, remark.text) for remark in back.remarks),
    )
