"""``facilitate merge``: the groups' workbooks, consolidated for the facilitator's decisions."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.columns import columns_option, remember
from facilitate.commands.done import Done
from facilitate.commands.sentence_model import load_model, model_option
from facilitate.commands.support_by import by_option, remember_by
from facilitate.commands.terminal import MANY, Terminal


@click.command("merge", short_help="After the groups: put their workbooks together for your decisions.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--watch", is_flag=True, help="Go on, and merge again whenever a workbook comes in, until you press Ctrl+C."
)
@columns_option
@by_option
@model_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(
    folder: Path, watch: bool, columns: tuple[str, ...], by: str | None, model: Path | None, quiet: bool
) -> None:
    """Read the groups' workbooks in DIR/groups and write DIR/decisions.xlsx.

    What the groups asked for becomes one row a proposal, with everyone who supports it and everything that
    contradicts it. You decide in the column "decision". Merge again whenever a late workbook comes: what you filled
    in stays, and only what is new is added.

    Example: facilitate merge core-group-1
    """
    terminal = Terminal(quiet)
    remember(folder, columns, terminal)
    remember_by(folder, by, terminal)
    done = merge(folder, terminal, model)
    _show(done, terminal)
    if watch:
        from facilitate.commands.watching import watch_groups

        watch_groups(folder, terminal, lambda: merge(folder, Terminal(quiet=True), model), done)
    raise SystemExit(done.status)


def run(folder: Path, terminal: Terminal, model: Path | None = None) -> int:
    """Merge and say so; the exit status."""
    done = merge(folder, terminal, model)
    _show(done, terminal)
    return done.status


def _show(done: Done, terminal: Terminal) -> None:
    terminal.show(done.problems)
    for line in done.then:
        terminal.say(line)


def merge(folder: Path, terminal: Terminal, model: Path | None = None) -> Done:
    """Merge, and say what was done except for the problems and what to do next."""
    from facilitate.commands.keeping import keep, keep_copy
    from facilitate.commands.loading import load
    from facilitate.commands.merging import decision_tables, merge_groups, to_do
    from facilitate.commands.output import put_all
    from facilitate.commands.questions import outdated, questions
    from facilitate.commands.remainder import with_long_tables_apart, write_remainder
    from facilitate.commands.written import last_written
    from facilitate.records.workbooks import DECISION_BOOK
    from facilitate.text import count, listed, shown

    embed, refused = load_model(model)
    if refused:
        return Done((), tuple(refused))
    loaded = load(folder)
    session = loaded.session
    kept = last_written(session.decisions, DECISION_BOOK, session=session)
    with terminal.stages() as told:
        merged, problems = merge_groups(loaded, kept, told)
    problems = (*loaded.problems, *problems)
    intake = [one for one in merged.feedback.intake if one.received]
    received = {one.file for one in intake if one.taken}
    terminal.say(f"{loaded.meeting.title}", style="bold")
    terminal.say(
        f"Read {count(len(received), 'workbook')} of {count(len(loaded.meeting.groups), 'group')}: "
        f"{count(sum(one.found for one in intake), 'row')}, of which {sum(one.used for one in intake)} used, "
        f"{sum(one.untouched for one in intake)} untouched, {sum(one.set_aside for one in intake)} set aside."
    )
    then: list[str] = []
    proposals = len(merged.proposals) + len(merged.rest)
    terminal.say(
        f"Found {count(proposals, 'proposal')}, {count(len(merged.conflicts), 'conflict')} among them, "
        f"and {count(len(merged.themes), 'theme')} in the reflections."
    )
    if received:
        with terminal.stages(len(received) >= MANY) as told:
            told("Writing decisions.xlsx", 0)
            tables, apart = with_long_tables_apart(session, decision_tables(loaded, merged, kept, embed))
            account, unkept = keep(
                session.decisions,
                tables,
                DECISION_BOOK,
                title=f"Decisions: {loaded.meeting.title}",
                session=session,
            )
        problems = (*problems, *unkept)
        terminal.say(str(account))
        for path, what in write_remainder(loaded, merged, apart):
            terminal.say(f"  wrote {path} ({what})")
        with terminal.stages() as told:
            copies = questions(session, problems, intake, told)
        problems = (*problems, *put_all(copies, session, terminal))
        for old in outdated(session, copies):
            keep_copy(old, session)
            old.unlink()
        if copies:
            terminal.say("  (copies of the groups' workbooks with our questions at their cells, to send back)")
        waiting, again = (len(ids) for ids in to_do(account.tables))
        if waiting or again:
            tasks = [f"decide on {count(waiting, 'proposal')}"] if waiting else []
            tasks += [f"look again at {count(again, 'row')} marked recheck"] if again else []
            then.append(f"Next: open {session.decisions} and {listed(tasks)}.")
        done = not (waiting or again)
        then.append(f"{'Everything is decided. Next' if done else 'Then'}: facilitate report {shown(folder)}")
    return Done(merged.feedback.intake, tuple(problems), tuple(then))
