"""The series up to a meeting as JSON, for the next meeting and for other programs."""

from __future__ import annotations

import msgspec

from facilitate.records.changes import HISTORY_SCHEMA, History
from facilitate.records.keeping_history import packed

LARGE = 5_000_000
"""Bytes from which on the file is not laid out for the eye."""


def history_content(history: History) -> bytes:
    """The history as JSON with its schema version, indented unless it is large; the same history, the same bytes."""
    encoded = msgspec.json.encode({"schema": HISTORY_SCHEMA, "history": packed(history)})
    return (msgspec.json.format(encoded, indent=1) if len(encoded) < LARGE else encoded) + b"\n"
