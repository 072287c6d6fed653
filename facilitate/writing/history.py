"""The series up to a meeting as JSON, for the next meeting and for other programs."""

from __future__ import annotations

import msgspec

from facilitate.records.changes import HISTORY_SCHEMA, History


def history_content(history: History) -> bytes:
    """The history as indented JSON with its schema version; the same bytes for the same history."""
    encoded = msgspec.json.encode({"schema": HISTORY_SCHEMA, "history": history})
    return msgspec.json.format(encoded, indent=1) + b"\n"
