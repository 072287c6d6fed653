"""``facilitate merge``: the groups' workbooks, consolidated for the facilitator's decisions."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.terminal import Terminal


@click.command("merge", short_help="After the groups: put their workbooks together for your decisions.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, quiet: bool) -> None:
    """Read the groups' workbooks in DIR/groups and write DIR/decisions.xlsx.

    What the groups asked for becomes one row a proposal, with everyone who supports it and everything that
    contradicts it. You decide in the column "decision". Merge again whenever a late workbook comes: what you filled
    in stays, and only what is new is added.

    Example: facilitate merge core-group-1
    """
    raise SystemExit(run(folder, Terminal(quiet)))


def run(folder: Path, terminal: Terminal) -> int:
    """Merge and say so; the exit status."""
    from facilitate.commands.keeping import keep, last_written
    from facilitate.commands.loading import load
    from facilitate.commands.merging import decision_tables, merge_groups
    from facilitate.problems import failed
    from facilitate.records.workbooks import DECISION_BOOK
    from facilitate.text import count

    loaded = load(folder)
    session = loaded.session
    kept = last_written(session.decisions, DECISION_BOOK, session=session)
    merged, problems = merge_groups(loaded, kept)
    problems = (*loaded.problems, *problems)
    received = [one for one in merged.feedback.intake if one.received and one.group]
    rows = sum(one.found for one in merged.feedback.intake)
    terminal.say(f"{loaded.meeting.title}", style="bold")
    terminal.say(
        f"Read {count(len(received), 'workbook')} of {count(len(loaded.meeting.groups), 'group')}: "
        f"{count(rows, 'row')}, of which {sum(one.used for one in received)} used, "
        f"{sum(one.untouched for one in received)} untouched, {sum(one.set_aside for one in received)} set aside."
    )
    terminal.say(
        f"Found {count(len(merged.proposals), 'proposal')}, {count(len(merged.conflicts), 'conflict')} among them, "
        f"and {count(len(merged.themes), 'theme')} in the reflections."
    )
    if received:
        account, unkept = keep(
            session.decisions,
            decision_tables(loaded, merged, kept),
            DECISION_BOOK,
            title=f"Decisions: {loaded.meeting.title}",
            session=session,
        )
        problems = (*problems, *unkept)
        terminal.say(str(account))
        undecided = sum(not decision.verdict for decision in merged.book.decisions)
        waiting = undecided if merged.book.decisions else len(merged.proposals)
        if waiting:
            terminal.say(f"Next: open {session.decisions} and decide on {count(waiting, 'proposal')}.")
        terminal.say(f"{'Then' if waiting else 'Everything is decided. Next'}: facilitate report {folder}")
    terminal.show(problems)
    return int(failed(problems))
