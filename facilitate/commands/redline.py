"""``facilitate redline``: a Word document with tracked changes to circulate for agreement, and what came back of it."""

from __future__ import annotations

from pathlib import Path

import click

from facilitate.commands.sentence_model import load_model, model_option
from facilitate.commands.terminal import Terminal


@click.command("redline", short_help="To agree: the list with tracked changes in Word, and its readers' answers.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--read",
    "returned",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A redline that came back: brings what its readers accepted, rejected or rewrote into decisions.xlsx.",
)
@model_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
def command(folder: Path, returned: Path | None, model: Path | None, quiet: bool) -> None:
    """Write DIR/report/redline.docx, the list with its changes as tracked changes, to circulate for agreement.

    Your readers accept, reject or rewrite in Word or LibreOffice and send it back. With --read FILE their answers
    are typed into decisions.xlsx where you have not decided yet; where you have, what they want otherwise is listed.

    Example: facilitate redline core-group-1 --read "redline from Group Green.docx"
    """
    terminal = Terminal(quiet)
    raise SystemExit(read(folder, returned, terminal, model) if returned else run(folder, terminal))


def run(folder: Path, terminal: Terminal) -> int:
    """Write the redline and say so; the exit status."""
    from facilitate.commands.output import put_all
    from facilitate.commands.redlining import load_decided
    from facilitate.problems import failed
    from facilitate.shipped import template
    from facilitate.text import count
    from facilitate.tracking.redline import draft
    from facilitate.writing.word.redline import redline_document

    loaded, merged, problems = load_decided(folder)
    session = loaded.session
    redline = draft(merged.step, loaded.meeting, session.name)
    document, unfilled = redline_document(redline, loaded.meeting, loaded.slots, template(folder, "redline.docx"))
    path = session.report / "redline.docx"
    asked = {text.proposal for text in redline.texts if text.proposal}
    terminal.say(loaded.meeting.title, style="bold")
    terminal.say(
        f"The redline: {count(len(redline.listed), 'category', 'categories')}, {len(redline.ended)} that end, "
        f"{len(redline.proposed)} new and not agreed; {count(len(asked), 'proposal')} to accept or reject."
    )
    problems = (*problems, *unfilled, *put_all({path: document}, session, terminal))
    terminal.say(f"Next: send it out; for each copy that comes back: facilitate redline {folder} --read FILE")
    terminal.show(problems)
    return int(failed(problems))


def read(folder: Path, returned: Path, terminal: Terminal, model: Path | None = None) -> int:
    """Bring in what the readers of ``returned`` did and say so; the exit status.

    ``model`` is the sentence model with which the proposals were merged, if any: decisions.xlsx suggests the same.
    """
    from facilitate.commands.redlining import bring_in
    from facilitate.problems import failed
    from facilitate.records.redline import State
    from facilitate.text import count, shortened

    embed, refused = load_model(model)
    if refused:
        terminal.show(refused)
        return 1
    brought, problems = bring_in(folder, returned, embed)
    if brought:
        rows = [
            (
                one.text.proposal or "-",
                f"{one.text.category or 'new'} {one.text.part}",
                one.state,
                shortened(one.now, 60),
            )
            for one in brought.readings
            if one.state is not State.UNCHANGED
        ]
        terminal.table(("Proposal", "Text", "Its readers", "As it reads now"), rows)
        terminal.say(f"Brought into decisions.xlsx: {count(len(brought.filled), 'answer')}.")
        terminal.say(str(brought.kept))
        terminal.say(f"Next: look at what stands below and at decisions.xlsx, then: facilitate report {folder}")
    terminal.show(problems)
    return int(failed(problems))
