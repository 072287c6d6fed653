"""The links from category to category, as SSSOM/TSV 1.1.

After the specification at https://mapping-commons.github.io/sssom/spec-formats-tsv/, rows and columns in the order of
its canonical form. One row a pair of categories in two versions that follow each other; what is new or dropped is
paired with ``sssom:NoTermFound``. The decision is named three times: by its address in ``see_also``, which the public
tools keep; in words in ``comment``; and, with the type of change, in extension slots, which the specification has and
the tools leave out.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from facilitate.records.categories import Category
from facilitate.records.changes import Change, ChangeType, Step
from facilitate.text import listed, one_line
from facilitate.tracking.crosswalk import Line, concordance
from facilitate.tracking.outcomes import answers
from facilitate.writing.exchange.addresses import OURS, Addresses
from facilitate.writing.exchange.material import ExchangeMaterial

NO_TERM = "sssom:NoTermFound"
DECIDED, COMPUTED = "semapv:ManualMappingCuration", "semapv:LogicalReasoning"
"""A person decided; or nobody had to, since the permanent id is the same."""

WIDER = {ChangeType.WIDENED, ChangeType.TAKE_OVER, ChangeType.MERGER}
NARROWER = {ChangeType.NARROWED, ChangeType.SPLIT_OFF, ChangeType.BREAKDOWN}
"""Types after which the new category covers more, or less, than the old one."""

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    """One mapping; the fields are the columns, in the order of the specification."""

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    subject_source: str
    object_source: str
    mapping_cardinality: str
    see_also: str
    comment: str
    ext_change: str
    ext_decision: str


_COLUMNS = tuple(_Row.__slots__)


def sssom_content(material: ExchangeMaterial) -> bytes:
    """The mappings of all steps as SSSOM/TSV: UTF-8 without a byte-order mark, rows sorted."""
    rows = sorted(row for step in material.steps for row in _rows(step, material.addresses))
    out = io.StringIO()
    out.write("".join(f"#{line}\n" for line in _header(material)))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(row, column) for column in _COLUMNS] for row in rows)
    return out.getvalue().encode()


def _header(material: ExchangeMaterial) -> Iterator[str]:
    """The metadata block, without its signs. No licence is known, for which the specification has a word."""
    to = material.addresses
    labels = {label for step in material.steps for label in (step.before.label, step.after.label)}
    prefixes = {_prefix(label): to.of_version(label) for label in labels} | {
        "facilitate": f"{OURS}terms/",
        "version": to.versions,
    }
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    yield from (f"  {prefix}: {_quoted(namespace)}" for prefix, namespace in sorted(prefixes.items()))
    yield f"mapping_set_id: {_quoted(to.changes)}"
    yield f"mapping_set_version: {_quoted(material.current.label)}"
    yield f"mapping_set_title: {_quoted(one_line(material.title))}"
    yield "license: https://w3id.org/sssom/license/unspecified"
    yield "subject_type: skos concept"
    yield "object_type: skos concept"
    yield "extension_definitions:"
    for slot in ("change", "decision"):
        yield f"  - slot_name: ext_{slot}"
        yield f"    property: facilitate:{slot}"


def _rows(step: Step, to: Addresses) -> Iterator[_Row]:
    """A row for each line of the concordance."""
    lines = concordance(step)
    objects: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for line in lines:
        if line.old and line.new:
            objects[line.old.id] += 1
            subjects[line.new.id] += 1
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in step.changes:
        changes[change.decision or ""].append(change)
    reasons = {id: one_line(decision.reason) for id, decision in answers(step).items()}
    before, after = step.before.label, step.after.label
    for line in lines:
        if line.old and line.new:
            cardinality = f"{'n' if subjects[line.new.id] > 1 else '1'}:{'n' if objects[line.old.id] > 1 else '1'}"
            made = [change for id in line.decisions for change in changes[id] if _concerns(change, line)]
        else:
            cardinality, made = ("1:0" if line.old else "0:1"), []
        yield _Row(
            *_term(before, line.old),
            _predicate(line, made),
            *_term(after, line.new),
            DECIDED if line.decisions else COMPUTED,
            f"version:{_local(before)}",
            f"version:{_local(after)}",
            cardinality,
            "|".join(to.decision(after, id) for id in line.decisions),
            _comment(line, reasons),
            " ".join(one.value for one in line.types),
            " ".join(line.decisions),
        )


def _term(label: str, entry: Category | None) -> tuple[str, str]:
    """A category in a version: its CURIE and its name."""
    return (f"{_prefix(label)}:{_local(entry.id)}", one_line(entry.name)) if entry else (NO_TERM, "")


def _concerns(change: Change, line: Line) -> bool:
    """Whether a change says something of this pair: a decision may split a category and widen what stays of it."""
    alone = len(change.old) == 1 and change.old == change.new
    ends = line.old.id if line.old else "", line.new.id if line.new else ""
    return ends[0] in change.old and (not alone or ends[0] == ends[1])


def _predicate(line: Line, made: list[Change]) -> str:
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
    notes = f" ({listed(line.notes)})" if line.notes else ""
    decisions = [f"decision {id}: {reasons[id]}" if reasons.get(id) else f"decision {id}" for id in line.decisions]
    return "; ".join([f"{line.type}{notes}", numbers, *decisions])


def _prefix(label: str) -> str:
    """The label of a version as the prefix of a CURIE."""
    return re.sub(r"\W", "_", label, flags=re.ASCII)


def _local(id: str) -> str:
    return quote(id, safe="")


def _quoted(text: str) -> str:
    """A text in YAML's double quotes."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _UNPRINTABLE.sub(lambda found: "\\U" + format(ord(found[0]), "08X"), plain)
    return f'"{escaped}"'
