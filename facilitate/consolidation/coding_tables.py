"""The workbook for coding as rows: every text once, with a person's code or the program's proposal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.consolidation.coding import FEWEST, Coding, draw_sample, propose_codes
from facilitate.consolidation.identity import identify
from facilitate.consolidation.labels import label_themes
from facilitate.consolidation.meaning import Embed
from facilitate.consolidation.repeats import group_repeats
from facilitate.consolidation.rewording import repeat_key
from facilitate.consolidation.words import plain, same_word
from facilitate.records.coding import ACCOUNT, CODES, CODING, Said, Statement
from facilitate.records.contributions import Feedback
from facilitate.records.forms import SheetForm
from facilitate.records.meeting import Meeting
from facilitate.records.tables import KeptTable, Value, same_text
from facilitate.text import count, fold, listed, one_line

HOW = (
    "Each coded text was left out in turn, and its code proposed from the others alone: that was right for {:.0%} of "
    "all, and the surer the more often. Codes are proposed from the surest text on, for as many as keep the promise; "
    "the others are left to you."
)
PLACES = 1
"""So many places of a text are named."""

Ids = Mapping[str, str]
"""The ids of texts by their wordings as compared; or what belongs to an id."""


@dataclass(frozen=True, slots=True)
class CodingWork:
    """What the workbook is made from: the texts, and the sheet Coding as last written (``base``) and as it stands."""

    found: tuple[Statement, ...]
    base: KeptTable
    theirs: KeptTable
    sample: int
    promise: float
    embed: Embed | None = None
    model: str = ""


def coding_tables(work: CodingWork) -> tuple[tuple[KeptTable, ...], list[tuple[str, str]], int]:
    """The sheets, the account in lines, and how many of the texts that were drawn wait for a code.

    A new sample is drawn when all that were drawn before are coded.
    """
    by_id = with_ids(work.found, known_texts(work.base))
    codes, examples = taught(by_id, coded_by_person(work.base, work.theirs), work)
    drawn = {id: place for id, place in drawn_before(work.base).items() if id in by_id}
    ids, texts = list(by_id), [*(one.text for one in by_id.values()), *examples]
    known = [*(codes.get(id, "") for id in ids), *examples.values()]
    if all(id in codes for id in drawn):
        times = [*(one.times for one in by_id.values()), *(0 for _ in examples)]
        fresh = draw_sample(texts, times, [at for at, code in enumerate(known) if code], work.sample)
        highest = max(drawn.values(), default=0)
        drawn |= {ids[at]: highest + place for place, at in enumerate(fresh, 1)}
    coding = propose_codes(texts, known, work.promise, work.embed).first(len(ids))
    lines = account(by_id, codes, examples, coding, work.model)
    tables = (
        coding_table(by_id, drawn, codes, coding),
        codes_table(by_id, codes, coding),
        _table(ACCOUNT, [{"what": what, "figure": figure} for what, figure in lines]),
    )
    return tables, lines, sum(id not in codes for id in drawn)


def said_by(feedback: Feedback, meeting: Meeting) -> tuple[Said, ...]:
    """What the groups said in free words: their reflections, what needs to be improved, and their reasons."""
    found = [Said(one.text, meeting.group_name(one.group), str(one.source.place)) for one in feedback.reflections]
    for one in feedback.contributions:
        for text in dict.fromkeys((one.improve, one.why)):
            found.append(Said(text, meeting.group_name(one.group), str(one.source.place)))
    return tuple(found)


def statements(said: Iterable[Said]) -> tuple[Statement, ...]:
    """Every text once, with its repeats and near repeats, the most frequent first; empty ones are left out."""
    heard = sorted({one for one in said if fold(one.text)}, key=lambda one: (one.where, one.text))
    repeats = group_repeats([one.text for one in heard])
    together: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(repeats.labels.tolist()):
        together[label].append(place)
    found = []
    for label, places in together.items():
        leading = Counter(one_line(heard[at].text) for at in places if repeats.key_of[at] == label)
        text = min(leading, key=lambda one: (-leading[one], one))
        who = tuple(sorted({heard[at].who for at in places} - {""}))
        keys = tuple(sorted({repeats.keys[repeats.key_of[at]] for at in places}))
        where = tuple(dict.fromkeys(heard[at].where for at in places))
        found.append(Statement(text, len(places), who, where, keys))
    return tuple(sorted(found, key=lambda one: (-one.times, one.text)))


def with_ids(found: Sequence[Statement], known: Ids) -> dict[str, Statement]:
    """The statements by id: the one they had, or the next free ones."""
    fresh = max((int(id[1:]) for id in known.values() if id[1:].isdigit()), default=0)
    taken: set[str] = set()
    by_id = {}
    for one in found:
        id = min((known[key] for key in one.keys if known.get(key, "") not in ("", *taken)), key=_number, default="")
        if not id:
            fresh += 1
            id = f"R{fresh}"
        taken.add(id)
        by_id[id] = one
    return by_id


def known_texts(base: KeptTable) -> Ids:
    """The ids that an earlier sheet gave."""
    return {repeat_key(same_text(row["text"])): same_text(row["id"]) for row in base.cells() if row["id"]}


def drawn_before(base: KeptTable) -> dict[str, int]:
    """The texts that were drawn for coding, by id, with their places in the order."""
    return {same_text(row["id"]): int(same_text(row["to code"])) for row in base.cells() if row.get("to code")}


def taught(by_id: Mapping[str, Statement], coded: Ids, work: CodingWork) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of the texts by id, and those of a person's own examples by text, both as ``coded``.

    A row that a person added or copied for a text that is there codes that text, unless its first row has a code; any
    other one is an example: nobody said it, but it teaches.
    """
    codes = {id: code for id, code in coded.items() if id in by_id}
    said = {key: id for id, one in by_id.items() for key in one.keys}
    examples: dict[str, tuple[str, str]] = {}
    for row, known in zip(work.theirs.cells(), identify(work.base, work.theirs), strict=True):
        text = one_line(same_text(row.get("text")))
        if known.id in coded and known.own and (key := repeat_key(text)):
            if key in said:
                codes.setdefault(said[key], coded[known.id])
            else:
                examples.setdefault(key, (text, coded[known.id]))
    return codes, dict(examples.values())


def coded_by_person(base: KeptTable, theirs: KeptTable) -> dict[str, str]:
    """What a person coded, by id; writings of one code that differ in case or spaces alone are one code.

    Rows that the person added, and copies of rows, are among them with ids of their own.
    """
    typed = {}
    for row, known in zip(theirs.cells(), identify(base, theirs), strict=True):
        text = one_line(same_text(row.get("code")))
        if text:
            typed[known.id] = text
    writings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in typed.values():
        writings[fold(text) or text][text] += 1
    usual = {code: min(times, key=lambda one: (-times[one], one)) for code, times in writings.items()}
    return {id: usual[fold(text) or text] for id, text in typed.items()}


def coding_table(by_id: Mapping[str, Statement], drawn: Mapping[str, int], codes: Ids, coding: Coding) -> KeptTable:
    """One row a text: those to code first, in their order, then those with a proposal, the least sure first."""
    proposed = {id: (code, sure) for id, code, sure in zip(by_id, coding.codes, coding.confidence, strict=True) if code}
    rows: list[dict[str, Value]] = []
    for id in sorted(
        by_id, key=lambda one: (drawn.get(one, 1 << 30), one not in proposed, proposed.get(one, ("", 0))[1])
    ):
        one = by_id[id]
        code, sure = proposed.get(id, ("", 0.0)) if id not in codes else ("", 0.0)
        more = len(one.where) - PLACES
        rows.append(
            {
                "id": id,
                "to code": drawn.get(id),
                "text": one.text,
                "proposed code": code,
                "sure (%)": round(100 * sure) if code else None,
                "said": one.times,
                "by": listed(one.who),
                "where": " ".join([*one.where[:PLACES], *([f"and {more:,} more"] if more > 0 else [])]),
            }
        )
    return _table(CODING, rows)


def codes_table(by_id: Mapping[str, Statement], codes: Ids, coding: Coding) -> KeptTable:
    """One row a code, with what a person gave it and what is proposed, and a quote."""
    proposed = {id: code for id, code in zip(by_id, coding.codes, strict=True) if code and id not in codes}
    members: dict[str, list[str]] = defaultdict(list)
    for id in by_id:
        if code := codes.get(id) or proposed.get(id):
            members[code].append(id)
    quotes = label_themes([[by_id[id].text for id in ids] for ids in members.values()])
    rows: list[dict[str, Value]] = [
        {
            "code": code,
            "coded by you": sum(id in codes for id in ids),
            "proposed": sum(id not in codes for id in ids),
            "said": sum(by_id[id].times for id in ids),
            "groups": len({who for id in ids for who in by_id[id].who}),
            "for example": label.quote,
        }
        for (code, ids), label in zip(members.items(), quotes, strict=True)
    ]
    rows.sort(key=lambda row: (-int(str(row["said"])), str(row["code"])))
    return _table(CODES, rows)


def account(
    by_id: Mapping[str, Statement], codes: Ids, examples: Ids, coding: Coding, model: str
) -> list[tuple[str, str]]:
    """The account as lines: what, and the figure or sentence."""
    rest = [id for id in by_id if id not in codes]
    proposed = [id for id, code in zip(by_id, coding.codes, strict=True) if code]
    voices, said = (sum(by_id[id].times for id in ids) for ids in (proposed, rest))
    lines = [
        ("texts", f"{count(len(by_id), 'different text')}, said {sum(one.times for one in by_id.values()):,} times"),
        ("coded by you", f"{count(len(by_id) - len(rest), 'text')} with {count(len(set(codes.values())), 'code')}"),
        *([("your own examples", f"{count(len(examples), 'row')} that you added: they teach")] if examples else []),
    ]
    if not coding.tried:
        need = f"at least {FEWEST} coded texts with two codes are needed; those numbered in “to code” teach most"
        return [*lines, ("proposed", f"nothing yet: {need}")]
    return [
        *lines,
        ("proposed", f"{len(proposed):,} of the other {len(rest):,} texts ({_percent(len(proposed), len(rest))}; "
                     f"{_percent(voices, said)} of what was said in them)"),
        ("promised", f"{coding.promise:.0%} of the proposed codes are right; expected: {coding.expected:.1%}"),
        ("how it knows", HOW.format(coding.tried)),
        ("decided by", f"letters and the model {model}" if model else "letters alone; a sentence model covers more"),
    ]  # fmt: skip


def misspelt(base: KeptTable, theirs: KeptTable) -> list[tuple[str, str]]:
    """Codes that are used once and look like a slip of one that is used at least twice, each with that one."""
    times = Counter(coded_by_person(base, theirs).values())
    found = []
    for code in sorted(one for one in times if times[one] == 1):
        others = [one for one in sorted(times) if times[one] > 1 and _slip(plain(code), plain(one))]
        found += [(code, max(others, key=lambda one: times[one]))] if others else []
    return found


def _slip(one: str, other: str) -> bool:
    mine, theirs = one.split(), other.split()
    return len(mine) == len(theirs) and all(same_word(a, b) for a, b in zip(mine, theirs, strict=True))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def _number(id: str) -> int:
    return int(id[1:]) if id[1:].isdigit() else 0


def _table(form: SheetForm, rows: Iterable[Mapping[str, Value]]) -> KeptTable:
    human = tuple(heading.header for heading in form.headings if not heading.given)
    values = tuple(tuple(row.get(header) for header in form.headers) for row in rows)
    return KeptTable(form.name, form.headers, "id" if "id" in form.headers else "", human, form.identity, (), values)
