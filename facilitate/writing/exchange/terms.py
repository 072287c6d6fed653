"""The codes of GSIM's typology of classification item changes, and the words that exports share."""

from __future__ import annotations

import re

from facilitate.records.changes import ChangeType

GSIM_CODES = {
    ChangeType.CODE_CHANGE: "VC1",
    ChangeType.NAME_CHANGE: "VC2",
    ChangeType.DELETION: "RC1",
    ChangeType.CREATION: "RC2",
    ChangeType.MERGER: "RC3.1",
    ChangeType.TAKE_OVER: "RC3.2",
    ChangeType.BREAKDOWN: "RC4.1",
    ChangeType.SPLIT_OFF: "RC4.2",
    ChangeType.TRANSFER: "RC5",
}
"""The types that GSIM has. *Kept*, *widened* and *narrowed* are ours."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def usable_language(tag: str) -> bool:
    """Whether a text can carry this language: a tag such as en or pt-BR, not the name of a language with spaces."""
    return _LANGUAGE.fullmatch(tag) is not None


def prefix(label: str) -> str:
    """The label of a version as what stands before the colon in a shortened address."""
    return re.sub(r"\W", "_", label, flags=re.ASCII)
