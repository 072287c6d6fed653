"""``facilitate why``: why contributions are one proposal, and what nearly joined it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitate.commands.sentence_model import load_model, model_option
from facilitate.commands.terminal import Terminal

if TYPE_CHECKING:
    from facilitate.records.categories import ProposalId
    from facilitate.records.wordings import Gathered


@click.command("why", short_help="After the groups: why contributions count as one proposal.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("proposal", metavar="PROPOSAL")
@model_option
def command(folder: Path, proposal: str, model: Path | None) -> None:
    """Say why the contributions in PROPOSAL are one proposal, and what nearly joined it.

    PROPOSAL is an id (P17), the id of a wording (W5), or some words of a proposal.

    Example: facilitate why core-group-1 P17
    """
    raise SystemExit(run(folder, proposal, Terminal(), model))


def run(folder: Path, written: str, terminal: Terminal, model: Path | None = None) -> int:
    """Explain the proposal; the exit status."""
    from facilitate.commands.loading import load
    from facilitate.commands.merging import merge_groups
    from facilitate.commands.written import last_written
    from facilitate.consolidation.explaining import Level, Scene, explain
    from facilitate.consolidation.suggesting import suggest_same
    from facilitate.records.tables import same_text
    from facilitate.records.workbooks import DECISION_BOOK, DECISIONS

    embed, refused = load_model(model)
    if refused:
        terminal.show(refused)
        return 1
    loaded = load(folder)
    kept = last_written(loaded.session.decisions, DECISION_BOOK, session=loaded.session)
    merged, _ = merge_groups(loaded, kept)
    gathered = merged.gathered
    written_before = {same_text(row["id"]) for row in kept[DECISIONS.name].cells()}
    id = _meant(gathered, written, written_before)
    scene = Scene(gathered, suggest_same(gathered, embed), loaded.version, loaded.meeting.group_name)
    whole = dict(gathered.part_of).get(_as_id(written))
    if whole == id:
        terminal.say(f"{_as_id(written)} is part of {id}.")
    for level, text in explain(scene, id):
        if level is Level.HEADING:
            terminal.say()
        terminal.say(f"{'  ' * max(level - 1, 0)}{text}", style="bold" if level <= Level.HEADING else "")
    if id not in written_before:
        terminal.say()
        terminal.say(f"{id} is not in decisions.xlsx yet. Type: facilitate merge {folder}")
    return 0


def _as_id(written: str) -> ProposalId:
    from facilitate.records.categories import ProposalId

    return ProposalId(written.strip().upper())


def _meant(gathered: Gathered, written: str, before: set[str]) -> ProposalId:
    """The one proposal that a person means; a FacilitateError where there is none or several."""
    from facilitate.consolidation.explaining import find_proposals, nearest_ids
    from facilitate.consolidation.wordings import wording
    from facilitate.errors import FacilitateError
    from facilitate.records.tables import OWN
    from facilitate.text import listed, shortened

    found = find_proposals(gathered, written)
    if len(found) == 1:
        return found[0]
    names = {one.id: f"{one.id} {shortened(wording(one) or one.action, 50)}" for one in gathered.proposals}
    if found:
        known = listed([names[id] for id in found[:10]], "or")
        raise FacilitateError(f"“{written}” stands in several proposals. Please write one of the ids: {known}.")
    id = _as_id(written)
    if id.startswith(OWN) and id[1:].isdigit():
        raise FacilitateError(f"{id} is a row of your own: it rests on no contribution.")
    if id in before:
        raise FacilitateError(f"{id} is no longer asked for: no group's workbook says it any more.")
    near = nearest_ids(gathered, written)
    meant = f" Did you mean {listed([names[id] for id in names if id in near], 'or')}?"
    raise FacilitateError(f"There is no proposal “{written}”.{meant if near else ''}{_range(gathered)}")


def _range(gathered: Gathered) -> str:
    """Which ids there are."""
    ids = [one.id for one in gathered.proposals]
    if not ids:
        return " No proposals have come yet."
    ordered = sorted(ids, key=lambda id: int(id[1:]) if id[1:].isdigit() else 0)
    return f" There are {len(ids)}: {ordered[0]} to {ordered[-1]}."
