"""The links from category to category, as SSSOM/TSV 1.1.

After the specification at https://mapping-commons.github.io/sssom/spec-formats-tsv/, rows and columns in the order of
its canonical form. One row a pair of categories in two versions that follow each other; what is new or dropped is
paired with ``sssom:NoTermFound``. The decision is named three times: by its address in ``see_also``, which the public
tools keep; in words in ``comment``; and, with the type of change, in extension slots, which the specification has and
the tools leave out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from urllib.parse import quote

from facilitate.records.changes import Change, ChangeType, Step
from facilitate.text import listed, one_line
from facilitate.tracking.crosswalk import Line, beginnings, continuations
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.addresses import OURS, Addresses
from facilitate.writing.exchange.material import ExchangeMaterial
from facilitate.writing.exchange.pieces import Pieces, encoded, quoted
from facilitate.writing.exchange.terms import prefix

NO_TERM = "sssom:NoTermFound"
DECIDED, COMPUTED = "semapv:ManualMappingCuration", "semapv:LogicalReasoning"
"""A person decided; or nobody had to, since the permanent id is the same."""

WIDER = {ChangeType.WIDENED, ChangeType.TAKE_OVER, ChangeType.MERGER}
NARROWER = {ChangeType.NARROWED, ChangeType.SPLIT_OFF, ChangeType.BREAKDOWN}
"""Types after which the new category covers more, or less, than the old one."""

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "subject_source",
    "object_source",
    "mapping_cardinality",
    "see_also",
    "comment",
    "ext_change",
    "ext_decision",
)
"""In the order of the specification."""

_Row = str
"""A line of the file. No cell holds a tab or what sorts before it: lines sort as their cells do."""


def sssom_content(material: ExchangeMaterial) -> Pieces:
    """The mappings of all steps as SSSOM/TSV: UTF-8 without a byte-order mark, rows sorted."""
    return encoded(_texts(material))


def _texts(material: ExchangeMaterial) -> Iterator[str]:
    yield from (f"#{line}\n" for line in _header(material))
    yield "\t".join(_COLUMNS) + "\n"
    yield from (row for rows in _sorted(material) for row in rows)


def _sorted(material: ExchangeMaterial) -> Iterator[list[_Row]]:
    """The rows in their order, a step at a time: a row begins with the version before, or is of something new."""
    steps, words = material.steps, _Words()
    fresh = [row for step in steps for row in _rows(step, beginnings(step), material.addresses, words)]
    blocks: list[tuple[str, Step | None]] = [(f"{prefix(step.before.label)}:", step) for step in steps]
    for _, step in sorted([*blocks, (NO_TERM, None)], key=lambda block: block[0]):
        yield sorted(_rows(step, continuations(step), material.addresses, words) if step else fresh)


def _header(material: ExchangeMaterial) -> Iterator[str]:
    """The metadata block, without its signs. No licence is known, for which the specification has a word."""
    to = material.addresses
    labels = {label for step in material.steps for label in (step.before.label, step.after.label)}
    prefixes = {prefix(label): to.of_version(label) for label in labels} | {
        "facilitate": f"{OURS}terms/",
        "version": to.versions,
    }
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    yield from (f"  {name}: {_quoted(namespace)}" for name, namespace in sorted(prefixes.items()))
    net = material.net.step if material.net and material.several else None
    about = to.step(net.before.label, net.after.label, several=True) if net else to.changes
    yield f"mapping_set_id: {_quoted(about)}"
    yield f"mapping_set_version: {_quoted(material.current.label)}"
    yield f"mapping_set_title: {_quoted(one_line(material.title))}"
    yield "license: https://w3id.org/sssom/license/unspecified"
    yield "subject_type: skos concept"
    yield "object_type: skos concept"
    yield "extension_definitions:"
    for slot in ("change", "decision"):
        yield f"  - slot_name: ext_{slot}"
        yield f"    property: facilitate:{slot}"


class _Words:
    """Ids and names as they are written; those of a long list come again with every version."""

    def __init__(self) -> None:
        self.local = cache(partial(quote, safe=""))
        self.name = cache(_cell)
        self.types: Callable[[tuple[ChangeType, ...]], str] = cache(" ".join)


def _cell(text: str) -> str:
    """A text as a cell: on one line, so that only quotation marks have to be quoted."""
    line = one_line(text)
    return quoted(line) if '"' in line else line


def _rows(step: Step, lines: Sequence[Line], to: Addresses, words: _Words) -> Iterator[_Row]:
    """A row for each line of the concordance."""
    objects: Counter[str] = Counter(line.old.id for line in lines if line.old and line.new)
    subjects: Counter[str] = Counter(line.new.id for line in lines if line.old and line.new)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in step.changes:
        for id in change.rests_on:
            changes[id].append(change)
    reasons = {id: one_line(decision.reason) for id, decision in answers(step).items()}
    before, after = (f"{prefix(one.label)}:" for one in (step.before, step.after))
    sources = "\t".join(f"version:{words.local(one.label)}" for one in (step.before, step.after))
    for line in lines:
        old, new = line.old, line.new
        if old and new and not line.decisions:  # kept or renumbered: most rows of a long list
            cardinality, relation = "1:1", "skos:exactMatch"
        elif old and new:
            cardinality = f"{'n' if subjects[new.id] > 1 else '1'}:{'n' if objects[old.id] > 1 else '1'}"
            relation = _predicate(line, (one for id in line.decisions for one in changes[id] if _concerns(one, line)))
        else:
            cardinality, relation = ("1:0" if old else "0:1"), "skos:exactMatch"
        subject = f"{before}{words.local(old.id)}\t{words.name(old.name)}" if old else f"{NO_TERM}\t"
        object = f"{after}{words.local(new.id)}\t{words.name(new.name)}" if new else f"{NO_TERM}\t"
        decided = "|".join(to.decision(step.after.label, id) for id in line.decisions)
        why = DECIDED if decided else COMPUTED
        yield (
            f"{subject}\t{relation}\t{object}\t{why}\t{sources}\t{cardinality}\t{decided}\t"
            f"{_comment(line, reasons)}\t{words.types(line.types)}\t{' '.join(line.decisions)}\n"
        )


def _concerns(change: Change, line: Line) -> bool:
    """Whether a change says something of this pair: a decision may split a category and widen what stays of it."""
    alone = len(change.old) == 1 and change.old == change.new
    ends = line.old.id if line.old else "", line.new.id if line.new else ""
    return ends[0] in change.old and (not alone or ends[0] == ends[1])


def _predicate(line: Line, made: Iterable[Change]) -> str:
    """How the meanings relate, from the old category to the new. What is both wider and narrower is only related."""
    wider = narrower = False
    for change in made:
        if change.type is ChangeType.TRANSFER and line.old and line.new:
            giver, taker = change.old
            narrower |= line.old.id == giver
            wider |= line.new.id == taker
        wider |= change.type in WIDER
        narrower |= change.type in NARROWER
    match wider, narrower:
        case True, True:
            return "skos:relatedMatch"
        case True, False:
            return "skos:broadMatch"
        case False, True:
            return "skos:narrowMatch"
        case _:
            return "skos:exactMatch"


def _comment(line: Line, reasons: Mapping[str, str]) -> str:
    """The change in plain words, for a person who reads the table."""
    if line.old and line.new:
        same = line.old_number == line.new_number
        numbers = f"no. {line.old_number}" if same else f"no. {line.old_number} to no. {line.new_number}"
    else:
        numbers = f"was no. {line.old_number}" if line.old else f"now no. {line.new_number}"
    if not line.decisions and not line.notes:
        return f"{line.type}; {numbers}"
    notes = f" ({listed(line.notes)})" if line.notes else ""
    decisions = [f"decision {id}: {reasons[id]}" if reasons.get(id) else f"decision {id}" for id in line.decisions]
    return _cell("; ".join([f"{line.type}{notes}", numbers, *decisions]))


def _quoted(text: str) -> str:
    """A text in YAML's double quotes."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _UNPRINTABLE.sub(lambda found: "\\U" + format(ord(found[0]), "08X"), plain)
    return f'"{escaped}"'
