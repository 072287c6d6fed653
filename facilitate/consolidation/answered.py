"""What the readers of a redline say, typed into the decisions as a person would: only where nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from facilitate.consolidation.decision_tables import titled
from facilitate.consolidation.identity import Cells, identify
from facilitate.problems import Problem
from facilitate.problems.redline import (
    answer_left_open,
    answer_unclear,
    readers_differ,
    rewritten_unasked,
    row_missing,
    wording_differs,
)
from facilitate.records.categories import ProposalId, Version
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, Verdict
from facilitate.records.redline import Answer, Rewrite, State
from facilitate.records.sources import Place
from facilitate.records.tables import KeptTable, Value, same_text
from facilitate.text import one_line

_DID = {
    Verdict.ADOPT: "accepted it",
    Verdict.ADOPT_WITH_CHANGES: "changed its wording",
    Verdict.REJECT: "rejected it",
}
"""What readers did, in a sentence that begins with who they are."""

NAMES, DEFINITION, MARKED, DECISION, REASON = (
    "final wording",
    "final definition",
    "new input",
    "decision",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The sheet Decisions with the answers typed in, the proposals whose rows they went into, and what to look at."""

    table: KeptTable
    filled: tuple[ProposalId, ...]
    problems: tuple[Problem, ...]


def type_in(
    answers: Iterable[Answer],
    rewrites: Iterable[Rewrite],
    decisions: Mapping[ProposalId, Decision],
    base: KeptTable,
    theirs: KeptTable,
    version: Version,
    file: str,
    readers: str,
) -> Typed:
    """Type the answers of the readers of ``file`` into ``theirs``, the sheet Decisions as it stands.

    ``readers`` are named in the reasons, which are printed: a group, or nobody in particular. ``base`` is the sheet as
    the program last suggested it. A row that has a decision stays as it is; where the readers say otherwise, that is a
    problem. An open row whose wording is a person's stays as well: another wording comes into a row of its own.
    """
    rows = theirs.cells()
    places = {one.id: place for place, one in enumerate(identify(base, theirs))}
    suggested = {same_text(row[base.key]): row for row in base.cells()}
    filled: list[ProposalId] = []
    added: list[Cells] = []
    problems: list[Problem] = []
    for answer in answers:
        place, decision = places.get(answer.proposal), decisions.get(answer.proposal)
        if place is None or decision is None:
            if answer.state not in (State.PENDING, State.GONE):
                problems.append(row_missing(Place(file), answer.proposal, _did(answer), file))
            continue
        said = _Said(answer, decision, rows[place], suggested.get(answer.proposal, {}), file, readers)
        problems += said.problems()
        if said.contested:
            added += [said.own_row(version)]
        elif said.fits or said.suggestion:
            rows[place] = said.typed()
            filled += [answer.proposal] if rows[place] != theirs.cells()[place] else []
    for rewrite in rewrites:
        row = _own_row(rewrite, version, readers)
        if not any(_same_row(row, one) for one in rows):
            added.append(row)
            category = titled(rewrite.category, version)
            problems.append(rewritten_unasked(Place(file), category, same_text(row[REASON])))
    rows += [row for row in added if not any(_same_row(row, one) for one in rows)]
    headers = tuple(dict.fromkeys((*theirs.headers, *(header for row in rows for header in row))))
    table = replace(theirs, headers=headers, rows=tuple(tuple(row.get(header) for header in headers) for row in rows))
    return Typed(table, tuple(filled), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Said:
    """One answer beside the row that it goes into."""

    answer: Answer
    decision: Decision
    row: Cells
    before: Cells
    file: str
    readers: str

    @property
    def names(self) -> str:
        """The final wording that the readers want: theirs, in the lines that the redline showed."""
        lines = [name for line, name in self.answer.names if line is None]
        if lines or not self.answer.names:
            return "\n".join(lines)
        names = list(self.decision.names)
        for line, name in self.answer.names:
            names += [""] * ((line or 0) + 1 - len(names))
            names[line or 0] = name
        return "\n".join(filter(None, names))

    @property
    def wants(self) -> dict[str, str]:
        """The cells that carry the wording, as far as the redline showed it."""
        wants = {NAMES: self.names} if self.answer.names else {}
        if self.answer.definition is not None:
            wants[DEFINITION] = self.answer.definition
        return wants

    @property
    def fits(self) -> bool:
        """Whether a decision follows and there is none yet."""
        return bool(self.answer.verdict) and not self.decision.verdict

    @property
    def suggestion(self) -> bool:
        """Whether there is a wording for a row that stays open."""
        return not self.answer.verdict and not self.decision.verdict and bool(self.wants)

    @property
    def contested(self) -> bool:
        """Whether the readers want another wording than a person has written into a row that is open."""
        return ((self.fits and self.answer.verdict.adopted) or self.suggestion) and bool(self._otherwise())

    def problems(self) -> Iterator[Problem]:
        """Where the readers say otherwise than a person, or nothing that can be used."""
        answer, place = self.answer, self.decision.place
        if answer.state in (State.PENDING, State.GONE):
            return
        if answer.pending:
            decided = bool(self.decision.verdict)
            yield answer_left_open(place, answer.proposal, "; ".join(answer.pending), self.file, decided)
        elif answer.why:
            yield answer_unclear(place, answer.proposal, answer.why, self.file)
        elif answer.verdict and self.decision.verdict and not self._agree():
            yield readers_differ(place, answer.proposal, self._decided(), _did(answer), self.file)
        if self.contested:
            header = self._otherwise()[0]
            yield wording_differs(
                place, answer.proposal, same_text(self.row.get(header)), self.wants[header], self.file
            )

    def typed(self) -> Cells:
        """The row as a person would leave it who follows the readers."""
        row = dict(self.row)
        if self.answer.verdict.adopted or self.suggestion:
            row |= {header: text for header, text in self.wants.items() if _lines(row.get(header)) != _lines(text)}
            row[MARKED] = self._marked(row)
        if self.answer.verdict:
            row[DECISION] = self.answer.verdict.value
            row[REASON] = row.get(REASON) or f"{self.readers} {_DID[self.answer.verdict]}."
        return row

    def own_row(self, version: Version) -> Cells:
        """A row of the facilitator's own with the wording that the readers want."""
        return {
            "category": titled(self.decision.category, version),
            "proposed": self.decision.action.value,
            "into": titled(self.decision.into, version),
            **self.wants,
            REASON: f"{self.readers} asked for this wording instead of that of {self.answer.proposal}.",
        }

    def _marked(self, row: Cells) -> Value:
        """The words to mark as new input, as far as they still stand in the wording; a new name whole."""
        written, names = same_text(row.get(MARKED)), same_text(row.get(NAMES))
        if written != same_text(self.before.get(MARKED)) or not written:
            return row.get(MARKED)
        if self.decision.action is Action.ADD:
            return names
        return "\n".join(words for words in written.splitlines() if words.casefold() in names.casefold()) or None

    def _otherwise(self) -> list[str]:
        """Wordings that a person has changed to another than the readers want."""
        return [
            header
            for header, wanted in self.wants.items()
            if _lines(self.row.get(header)) not in (_lines(wanted), _lines(self.before.get(header)))
        ]

    def _agree(self) -> bool:
        if not self.answer.verdict.adopted:
            return self.decision.verdict is self.answer.verdict
        same = all(_lines(self.row.get(header)) == _lines(wanted) for header, wanted in self.wants.items())
        return self.decision.verdict.adopted and same

    def _decided(self) -> str:
        wording = " / ".join(same_text(self.row.get(header)) for header in self.wants if self.row.get(header))
        return f"{self.decision.verdict.value}{f', “{wording}”' if wording and self.decision.verdict.adopted else ''}"


def _lines(text: Value) -> list[str]:
    """A wording as it is compared: its lines, each run of white space a single space."""
    return [one_line(line) for line in same_text(text).splitlines() if line.strip()]


def _did(answer: Answer) -> str:
    """What the readers did, with the wording where it is theirs."""
    if answer.verdict is Verdict.ADOPT_WITH_CHANGES:
        wording = " / ".join([*(name for _, name in answer.names), *filter(None, [answer.definition])])
        return f"changed its wording to “{wording}”"
    return _DID.get(answer.verdict, "left it open")


def _own_row(rewrite: Rewrite, version: Version, readers: str) -> Cells:
    """A row of the facilitator's own for what nobody had asked for; it is open until the facilitator decides."""
    action = Action.RENAME if rewrite.name else Action.REDEFINE
    row: dict[str, Value] = {
        "category": titled(rewrite.category, version),
        "proposed": action.value,
        NAMES: rewrite.name or None,
        DEFINITION: rewrite.definition or None,
        REASON: f"{readers} rewrote it.",
    }
    return row


def _same_row(one: Cells, other: Cells) -> bool:
    headers = ("category", "proposed", NAMES, DEFINITION)
    return all(same_text(one.get(header)) == same_text(other.get(header)) for header in headers)
