"""``facilitate redline``: a Word document with tracked changes to circulate for agreement, and what came back of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.commands.loading import Loaded
    from facilitate.commands.merging import Merged
    from facilitate.problems import Problem
    from facilitate.records.redline import Reading, Sent
    from facilitate.records.sources import Place


@click.command("redline", short_help="To agree: the list with tracked changes in Word, and its readers' answers.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--read",
    "returned",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A redline that came back: brings what its readers accepted, rejected or rewrote into decisions.xlsx.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, returned: Path | None, quiet: bool) -> None:
    """Write DIR/report/redline.docx, the list with its changes as tracked changes, to circulate for agreement.

    Your readers accept, reject or rewrite in Word or LibreOffice and send it back. With --read FILE their answers
    are typed into decisions.xlsx where you have not decided yet; where you have, what they want otherwise is listed.

    Example: facilitate redline core-group-1 --read "redline from Group Green.docx"
    """
    terminal = Terminal(quiet)
    raise SystemExit(read(folder, returned, terminal) if returned else run(folder, terminal))


def run(folder: Path, terminal: Terminal) -> int:
    """Write the redline and say so; the exit status."""
    from facilitate.commands.output import put_all
    from facilitate.problems import failed
    from facilitate.shipped import template
    from facilitate.text import count
    from facilitate.tracking.redline import draft
    from facilitate.writing.word.redline import redline_document

    loaded, merged, problems = _merged(folder)
    session = loaded.session
    redline = draft(merged.step, loaded.meeting, session.name)
    document, unfilled = redline_document(redline, loaded.meeting, loaded.slots, template(folder, "redline.docx"))
    changed = {text.proposal for text in redline.texts if text.proposal}
    terminal.say(loaded.meeting.title, style="bold")
    terminal.say(
        f"The redline: {count(len(redline.listed), 'category', 'categories')}, "
        f"{count(len(redline.proposed), 'new one')} not agreed, {len(redline.ended)} that end; "
        f"{count(len(changed), 'proposal')} to accept or reject."
    )
    problems = (*problems, *unfilled, *put_all({session.report / "redline.docx": document}, session, terminal))
    terminal.say(f"Next: send it out; for each copy that comes back: facilitate redline {folder} --read FILE")
    terminal.show(problems)
    return int(failed(problems))


def read(folder: Path, returned: Path, terminal: Terminal) -> int:
    """Bring in what the readers of ``returned`` did and say so; the exit status."""
    from facilitate.commands.keeping import keep
    from facilitate.commands.merging import decision_tables
    from facilitate.consolidation.answered import type_in
    from facilitate.problems import failed
    from facilitate.problems.redline import reader_comment, text_gone, typed_elsewhere
    from facilitate.reading.kept import read_kept
    from facilitate.reading.redline import read_redline
    from facilitate.records.sources import Place
    from facilitate.records.workbooks import DECISION_BOOK, DECISIONS
    from facilitate.text import count
    from facilitate.tracking.agreement import answers, gone, read_texts, rewrites

    loaded, merged, problems = _merged(folder)
    session = loaded.session
    place = Place(session.relative(returned))
    back, more = read_redline(returned, place.file)
    refused = (*more, *(_not_ours(back.sent, loaded, place) if back else ()))
    kept, unread = read_kept(session.decisions, session.relative(session.decisions), DECISION_BOOK)
    if back is None or refused or kept is None:
        terminal.show((*refused, *unread))
        return 1
    readings = read_texts(back)
    base = kept.base.get(DECISIONS.name, kept.theirs[DECISIONS.name])
    decisions = {one.proposal: one for one in merged.book.decisions}
    typed = type_in(
        answers(readings),
        rewrites(readings),
        decisions,
        base,
        kept.theirs[DECISIONS.name],
        loaded.version,
        returned.name,
    )
    account, unkept = keep(
        session.decisions,
        decision_tables(loaded, merged),
        DECISION_BOOK,
        title=f"Decisions: {loaded.meeting.title}",
        session=session,
        typed={DECISIONS.name: typed.table},
    )
    if typed.filled:  # what the decisions come to now, such as two that contradict each other
        _, _, problems = _merged(folder)
    terminal.say(loaded.meeting.title, style="bold")
    _show(readings, terminal)
    terminal.say(f"Brought into decisions.xlsx: {count(len(typed.filled), 'answer')}.")
    terminal.say(str(account))
    terminal.say(f"Next: look at {session.decisions}, then: facilitate report {folder}")
    problems = (
        *problems,
        *typed.problems,
        *unkept,
        *(text_gone(place, f"The {text.part} of {text.category or text.proposal}") for text in gone(readings)),
        *(typed_elsewhere(place, text) for text in back.elsewhere),
        *(reader_comment(place, remark.author, remark.text) for remark in back.remarks),
    )
    terminal.show(problems)
    return int(failed(problems))


def _merged(folder: Path) -> tuple[Loaded, Merged, tuple[Problem, ...]]:
    """The session with its decisions; an error where merge has not been run, for then no proposal has its id."""
    from facilitate.commands.keeping import last_written
    from facilitate.commands.loading import load
    from facilitate.commands.merging import merge_groups
    from facilitate.errors import FacilitateError
    from facilitate.records.workbooks import DECISION_BOOK

    loaded = load(folder)
    decisions = loaded.session.decisions
    if not decisions.exists():
        raise FacilitateError(
            f"There is no {decisions} yet, which a redline rests on. Make it with: facilitate merge {folder}"
        )
    merged, problems = merge_groups(loaded, last_written(decisions, DECISION_BOOK, session=loaded.session))
    return loaded, merged, (*loaded.problems, *problems)


def _not_ours(sent: Sent, loaded: Loaded, place: Place) -> tuple[Problem, ...]:
    """Why a redline does not belong to this session and its list; nothing where it does."""
    from facilitate.problems.redline import redline_of_other_list, redline_of_other_session
    from facilitate.tracking.redline import list_fingerprint

    if sent.session != loaded.session.name:
        return (redline_of_other_session(place, sent.session, loaded.session.name),)
    version = loaded.version
    if (sent.version, sent.fingerprint) != (version.label, list_fingerprint(version)):
        found, expected = f"{sent.version} {sent.fingerprint}", f"{version.label} {list_fingerprint(version)}"
        return (redline_of_other_list(place, found, expected),)
    return ()


def _show(readings: tuple[Reading, ...], terminal: Terminal) -> None:
    """What became of each text that would change."""
    from facilitate.records.redline import State
    from facilitate.text import shortened

    rows = [
        (
            one.text.proposal or "-",
            f"{one.text.category or 'new'} {one.text.part}",
            one.state.value,
            shortened(one.now, 60),
        )
        for one in readings
        if one.state is not State.UNCHANGED
    ]
    terminal.table(("Proposal", "Text", "Readers", "As it reads now"), rows)
