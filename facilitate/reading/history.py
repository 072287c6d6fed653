"""The series up to a meeting, as history.json keeps it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from facilitate.problems import Problem
from facilitate.problems.files import cannot_open, damaged_history, later_history
from facilitate.records.changes import HISTORY_SCHEMA, History
from facilitate.records.keeping_history import KeptHistory, unpacked
from facilitate.records.sources import Place


class _Header(msgspec.Struct):
    schema: int


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: int
    history: KeptHistory


class _OldFile(msgspec.Struct, forbid_unknown_fields=True):
    """Up to schema 2, every version held all of its records."""

    schema: int
    history: History


OLD_SCHEMA = 2


def read_history(path: Path, name: str) -> tuple[History, tuple[Problem, ...]]:
    """The history at ``path``; an empty one where there is none or it cannot be read (which is a problem)."""
    if not path.exists():
        return History(""), ()
    place = Place(name)
    try:
        content = path.read_bytes()
        schema = msgspec.json.decode(content, type=_Header).schema
        if schema > HISTORY_SCHEMA:
            return History(""), (later_history(place),)
        if schema <= OLD_SCHEMA:
            return msgspec.json.decode(content, type=_OldFile).history, ()
        return unpacked(msgspec.json.decode(content, type=_File).history), ()
    except OSError as error:
        return History(""), (cannot_open(place, (error.strerror or "unknown reason").lower()),)
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
        return History(""), (damaged_history(place, str(error)),)
