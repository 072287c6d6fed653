"""The decision workbook as rows: what the program wants each sheet to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from facilitate.consolidation.conflicts import contradict_themselves, plain_from_actions
from facilitate.consolidation.evidence import row_subjects
from facilitate.consolidation.overview import category_bands
from facilitate.consolidation.placing import SAME_WORDS
from facilitate.consolidation.reflections import KnownThemes, draft
from facilitate.consolidation.support import Suggestion, Support, by_constituency, people_from
from facilitate.consolidation.wording_tables import called
from facilitate.consolidation.wordings import wording
from facilitate.records.aliases import Naming
from facilitate.records.categories import CategoryId, ProposalId, Version
from facilitate.records.contributions import Action, Conflict, Feedback, Opposition, Proposal, Theme
from facilitate.records.forms import NO, YES, SheetForm
from facilitate.records.meeting import Meeting
from facilitate.records.sources import Source
from facilitate.records.tables import OWN, KeptTable, Value
from facilitate.records.wordings import Alike, Gathered, Wording
from facilitate.records.workbooks import (
    ALIASES,
    DECISIONS,
    INTAKE,
    NEW_CATEGORY,
    NO_CATEGORY,
    ORDER,
    SOURCES,
    THEMES,
)
from facilitate.text import count, first_of, fold, listed, one_line, quote

PARTNERS = 5
"""So many proposals are named as perhaps the same."""

EVIDENCE = ("proposed wording", "groups", "in conflict with")
"""A change in one of these columns of Decisions calls for another look at what was decided."""

LINES = 40
"""So many remarks of groups stand in a cell: more is in the sheet Sources."""

SHORT_FINGERPRINT = 12
"""Characters of a fingerprint that a person is shown."""


def decisions_table(
    gathered: Gathered,
    alike: Iterable[Alike],
    conflicts: Iterable[Conflict],
    suggestions: Mapping[ProposalId, Suggestion],
    version: Version,
    meeting: Meeting,
    supports: Mapping[ProposalId, Support] | None = None,
    opposed: Iterable[Opposition] = (),
) -> KeptTable:
    """One row a proposal, with a final wording and new input to start from; ``alike`` pairs are suggested as one.

    ``supports`` says more of who supports it than its groups; ``opposed`` are texts that contradict each other in it.
    """
    rows = []
    against = _against(conflicts, gathered.proposals, meeting)
    within, perhaps, together = _within(opposed, meeting), _perhaps(alike), _together(gathered)
    for one in gathered.proposals:
        support = (supports or {}).get(one.id) or Support(one.groups, 0, one.groups)
        row: dict[str, Value] = {
            "id": one.id,
            "category": titled(one.category, version),
            "proposed": one.action.value,
            "proposed wording": wording(one),
            "into": titled(one.into, version),
            "groups": called(one.groups, meeting),
            "why": _why(one, meeting),
            "support": len(one.groups),
            "people": _people(support),
            "by constituency": "\n".join(by_constituency(support)),
            "people from": "\n".join(people_from(support)),
            "put together": together.get(one.id, ""),
            "perhaps the same as": perhaps.get(one.id, ""),
            "in conflict with": "\n".join([*against.get(one.id, ()), *within.get(one.id, ())]),
            "rule suggests": str(suggestions[one.id]),
            "final wording": "\n".join(one.names),
            "final definition": one.definition,
            "new input": new_input(one, version),
        }
        rows.append(row)
    bands = category_bands(gathered.proposals, against, version)
    table = _table(DECISIONS, rows, evidence=EVIDENCE)
    return replace(table, by="category", bands=bands, part_of=gathered.part_of)


def _together(gathered: Gathered) -> dict[ProposalId, str]:
    """What counts as one in each proposal that stands for more than one wording or proposal, and why."""
    heads = dict(gathered.part_of)
    members: dict[ProposalId, list[Wording]] = {}
    for one in gathered.wordings:
        members.setdefault(heads.get(one.proposal, one.proposal), []).append(one)
    parts: dict[ProposalId, list[ProposalId]] = {}
    for part, whole in gathered.part_of:
        parts.setdefault(whole, []).append(part)
    said = {}
    for id in (one.id for one in gathered.proposals):
        wordings = members.get(id, [])
        lines = [f"{one.id} {one.why}" for one in wordings if one.why not in ("", SAME_WORDS)]
        lines += [
            f"{part} {'as you asked' if part in gathered.asked else 'has its words here by now'}"
            for part in parts.get(id, ())
        ]
        times = sum(len(one.contributions) for one in wordings)
        if len(wordings) > 1:
            lines.insert(0, f"{count(len(wordings), 'wording')}, {times} times in all:")
        if lines:
            said[id] = "\n".join(first_of(lines, LINES))
    return said


def _perhaps(alike: Iterable[Alike]) -> dict[ProposalId, str]:
    """The proposals that each is perhaps the same as, and how surely."""
    found = {}
    for group in alike:
        near = {(one, other): why for one, other, why in group.near}
        near |= {(other, one): why for one, other, why in group.near}
        for one in group.proposals:
            lines = [
                f"{other}: almost the same words, {near[one, other]}"
                for other in group.proposals
                if (one, other) in near
            ]
            others = [other for other in group.proposals if other != one and (one, other) not in near]
            if others:
                ids = listed([*others[:PARTNERS], *(["…"] if len(others) > PARTNERS else [])])
                lines.append(f"{ids}: in other words, about {group.confidence:.0%} sure")
            found[one] = "\n".join(lines)
    return found


def _people(support: Support) -> Value:
    """How many people, and how many groups do not say; nothing where none says."""
    if len(support.unsaid) == len(support.groups):
        return None
    unsaid = count(len(support.unsaid), "group does not say", "groups do not say")
    return f"{support.people} ({unsaid})" if support.unsaid else support.people


def _why(proposal: Proposal, meeting: Meeting) -> str:
    """The groups' reasons and remarks in their own words, each with its group."""
    lines = []
    for one in proposal.contributions:
        said = [text for text in (one.why, one.improve if proposal.action is not Action.IMPROVE else "") if text]
        lines += [f"{meeting.group_name(one.group)}: {' / '.join(said)}"] if said else []
    return "\n".join(first_of(lines, LINES))


def new_input(proposal: Proposal, version: Version) -> str:
    """The words to mark as new input, to start from.

    Of a new category the whole name; else what the groups coloured in the proposed name; else, where it is widened,
    the words that were added to the old name.
    """
    if proposal.action is Action.ADD:
        return "\n".join(proposal.names)
    names = [one_line(name) for name in proposal.names]
    pieces = [one_line(piece).strip(" (),.;:") for one in proposal.contributions for piece in one.marked]
    coloured = dict.fromkeys(piece for piece in pieces if piece and any(piece in name for name in names))
    old = version.get(proposal.category) if proposal.category else None
    if coloured or proposal.action is not Action.WIDEN or old is None or not names:
        return "\n".join(coloured)
    before = set(fold(old.name).split())
    added = [word.strip("(),.;:") for word in names[0].split()]
    return "\n".join(word for word in added if len(word) > 3 and fold(word) and fold(word) not in before)


def order_table(rows: Sequence[tuple[CategoryId, str, str]]) -> KeptTable:
    """The revised list in printed order; each row an id, a name and the decision that makes it (or nothing)."""
    return _table(
        ORDER,
        [
            {"id": id, "name": name, "comes from": born, "position": place}
            for place, (id, name, born) in enumerate(rows, 1)
        ],
    )


def themes_table(themes: Iterable[Theme], meeting: Meeting) -> KeptTable:
    """One row a theme, with the groups' words and a paragraph drafted from them."""
    rows: list[dict[str, Value]] = [
        {
            "id": theme.id,
            "topic": theme.label,
            "what was said": "\n".join(
                first_of([f"{meeting.group_name(one.group)}: {one.text}" for one in theme.reflections], LINES)
            ),
            "groups": called(theme.groups, meeting),
            "heading": theme.label,
            "support": len(theme.groups),
            "in a sentence": f"“{theme.quote}” ({meeting.group_name(theme.quoted)})" if theme.quote else "",
            "paragraph": draft(theme, meeting.group_names),
            "in the report": YES if theme.spoken else NO,
        }
        for theme in themes
    ]
    return _table(THEMES, rows, evidence=("what was said",))


def aliases_table(namings: Iterable[Naming], known: Mapping[str, str], version: Version) -> KeptTable:
    """One row a text by which a group named a category otherwise than the list does; ``known`` ids by folded text."""
    fresh = max((int(id[1:]) for id in known.values() if id[1:].isdigit()), default=0)
    rows: list[dict[str, Value]] = []
    for one in namings:
        id = known.get(fold(one.written))
        if id is None:
            fresh += 1
            id = f"A{fresh}"
        row: dict[str, Value] = {
            "id": id,
            "as written": one.written,
            "taken for": _taken_for(one, version),
            "perhaps": "\n".join(titled(candidate, version) for candidate in one.candidates),
            "where": "\n".join(first_of([*map(str, one.places)], LINES)),
        }
        rows.append(row)
    answers = (*(titled(entry.id, version) for entry in version.categories), NEW_CATEGORY, NO_CATEGORY)
    return replace(_table(ALIASES, rows), choices=(("category", answers),))


def _taken_for(one: Naming, version: Version) -> str:
    if one.unlisted:
        return NEW_CATEGORY
    names = listed([titled(category, version) for category in one.taken])
    return f"{names} ({one.how})" if names else ""


def sources_table(
    feedback: Feedback, proposals: Iterable[Proposal], themes: Iterable[Theme], meeting: Meeting
) -> KeptTable:
    """Every contribution with its cell, and the proposal or theme that it went into or why it was set aside."""
    found, about = _as_found(feedback), row_subjects(feedback)
    rows_of = {_row(one.source): one.source for one in feedback.contributions}
    went: dict[Source, dict[str, None]] = {}
    for proposal in proposals:
        for one in proposal.contributions:
            went.setdefault(one.source, {})[proposal.id] = None
    for theme in themes:
        for said in theme.reflections:  # a reason stands in the row of what it is a reason for
            went.setdefault(rows_of.get(_row(said.source), said.source), {})[theme.id] = None
    for row in feedback.set_aside:
        went.setdefault(row.source, {})[f"set aside: {row.why}"] = None
    rows: list[dict[str, Value]] = [
        {
            "group": meeting.group_name(source.group),
            "file": source.place.file,
            "sheet": source.place.sheet,
            "cell": source.place.cell,
            "about": about.get(source, ""),
            "text as found": found.get(source, source.text),
            "went into": ", ".join(where),
            "fingerprint": source.fingerprint[:SHORT_FINGERPRINT],
        }
        for source, where in sorted(went.items(), key=lambda entry: _by_place(entry[0]))
    ]
    return _table(SOURCES, rows)


def intake_table(feedback: Feedback, meeting: Meeting) -> KeptTable:
    """The account of every expected and received file."""
    rows: list[dict[str, Value]] = [
        {
            "group": meeting.group_name(one.group),
            "expected": YES if one.expected else NO,
            "received": YES if one.received else NO,
            "file": one.file,
            "read as": one.read_as,
            "rows found": one.found,
            "used": one.used,
            "untouched": one.untouched,
            "set aside": one.set_aside,
            "why set aside": "\n".join(map(str, one.why)),
            "questions": one.questions,
            "errors": one.errors,
            "remark": one.remark,
        }
        for one in feedback.intake
    ]
    return _table(INTAKE, rows)


def titled(category: CategoryId | None, version: Version) -> str:
    """A category as the workbooks name it: id and name."""
    if category is None:
        return ""
    entry = version.get(category)
    return f"{category} {entry.name}" if entry else str(category)


def _as_found(feedback: Feedback) -> dict[Source, str]:
    """The whole row's words behind each contribution, a cell a line."""
    return {one.source: "\n".join(source.text for source in one.sources) for one in feedback.contributions}


def _against(
    conflicts: Iterable[Conflict], proposals: Iterable[Proposal], meeting: Meeting
) -> dict[ProposalId, list[str]]:
    """For each proposal what it cannot be adopted together with, a line each, and why where that is not plain."""
    actions = {one.id: one.action.value for one in proposals}
    conflicts = tuple(conflicts)
    both = contradict_themselves(conflicts, proposals)
    against: dict[ProposalId, list[str]] = {}
    for conflict in conflicts:
        why = "" if plain_from_actions(conflict) else f": {conflict.why}"
        groups = [meeting.group_name(group) for group in sorted(both.get(conflict, ()))]
        self_made = f" ({listed(groups)} {'asks' if len(groups) == 1 else 'ask'} for both)" if groups else ""
        for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one)):
            if one and other:
                against.setdefault(one, []).append(f"{other} {actions[other]}{why}{self_made}")
            elif one:
                against.setdefault(one, []).append(conflict.why)
    return against


def _within(opposed: Iterable[Opposition], meeting: Meeting) -> dict[str, list[str]]:
    """For each proposal the texts in it that contradict each other."""
    within: dict[str, list[str]] = {}
    for one in opposed:
        sides = [
            f"{meeting.group_name(group)} {quote(text)}"
            for group, text in ((one.one, one.text), (one.other, one.against))
        ]
        within.setdefault(one.within, []).append(f"within it, {one.why}: {sides[0]}; {sides[1]}")
    return within


def _row(source: Source) -> tuple[str, str, int]:
    return source.place.file, source.place.sheet, source.place.row


def _by_place(source: Source) -> tuple[object, ...]:
    place = source.place
    return (place.file, place.sheet, place.row, place.cell)


def _table(
    form: SheetForm,
    rows: Iterable[Mapping[str, Value]],
    evidence: tuple[str, ...] = (),
) -> KeptTable:
    human = tuple(heading.header for heading in form.headings if not heading.given)
    return KeptTable(
        form.name,
        form.headers,
        key="id" if "id" in form.headers else "",
        human=human,
        identity=form.identity,
        evidence=evidence,
        rows=tuple(tuple(row.get(header) for header in form.headers) for row in rows),
    )


def known_aliases(table: KeptTable) -> dict[str, str]:
    """The ids that an earlier Aliases sheet gave, by folded text."""
    return {fold(str(row["as written"])): str(row["id"]) for row in table.cells() if _ours(row["id"])}


def _ours(id: Value) -> bool:
    """Whether the program gave this id: a copy that a person made of a row has an id of theirs."""
    return bool(id) and not str(id).startswith(OWN)


def known_themes(table: KeptTable) -> KnownThemes:
    """The ids that an earlier Themes sheet gave, by topic and by what each group had said."""
    by_topic: dict[str, str] = {}
    by_voice: dict[tuple[str, str], str] = {}
    for row in table.cells():
        id = str(row["id"] or "")
        if _ours(id):
            by_topic.setdefault(fold(str(row["topic"] or "")), id)
            for line in str(row["what was said"] or "").splitlines():
                group, _, text = line.partition(": ")
                by_voice.setdefault((group, fold(text)), id)
    return KnownThemes(by_topic, by_voice)
