"""A version's fingerprint: versions form one line, and none is edited after a later one was made from it."""

from __future__ import annotations

from hashlib import sha256

from facilitate.records.categories import Bracket, Category, Retired, Version

_PART, _RECORD = "\x1f", "\x1e"  # the separators of ASCII for units and records; no text of a person holds them


def fingerprint(version: Version) -> str:
    """The SHA-256 (hexadecimal) of everything that a version says, the fingerprint of the one before included."""
    digest = sha256()
    head = (version.label, version.session, version.status, version.follows)
    records = (
        head,
        *map(_category, version.categories),
        *(_retired(entry) for entry in version.retired),
        *(_bracket(entry) for entry in version.brackets),
    )
    digest.update(_RECORD.join(_PART.join(record) for record in records).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _category(entry: Category) -> tuple[str, ...]:
    marks = (f"{mark.start}-{mark.end} {mark.proposal}" for mark in entry.marks)
    return ("category", entry.id, entry.name, entry.definition, entry.source, *marks)


def _retired(entry: Retired) -> tuple[str, ...]:
    return ("retired", *_category(entry.category), *entry.became)


def _bracket(entry: Bracket) -> tuple[str, ...]:
    where = (entry.where, entry.category or "", entry.asks)
    return ("bracket", entry.id, entry.text, *where, entry.opened, entry.opened_by, entry.closed, entry.closed_by)
