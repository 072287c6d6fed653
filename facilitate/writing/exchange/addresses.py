"""The permanent addresses (IRIs) of a list and of everything in it.

A category has two kinds of address. Its own, ``BASE C1``, is the same for ever: SKOS and every reference from outside
use it. In a version it is ``BASE version/v1/C1``, because a name and a printed number belong to a version, and SKOS
allows a concept one preferred name in a language. The address in a version says which category it is a version of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from facilitate.text import fold

OURS = "http://facilitate.invalid/"
"""What addresses begin with where nobody gave a web address.

The ending .invalid is reserved (RFC 6761) for addresses that are well formed, which every tool asks for, and lead
nowhere. Names of the kind ``urn:facilitate:`` would have to be registered, and the SSSOM tools refuse them.
"""

CHANGE_TYPE = f"{OURS}terms/change/"
STATUS = f"{OURS}terms/status/"
"""Our own terms: the types of change, and draft or agreed. The same in every list."""

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+[/#:]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one list; ``base`` ends in a slash, a hash or a colon."""

    base: str

    @property
    def list(self) -> str:
        """The list through all its versions."""
        return f"{self.base}list"

    @property
    def categories(self) -> str:
        """What the permanent address of a category begins with."""
        return self.base

    def category(self, id: str) -> str:
        """A category, for ever."""
        return f"{self.base}{segment(id)}"

    @property
    def versions(self) -> str:
        """What the address of a version begins with."""
        return f"{self.base}version/"

    def version(self, label: str) -> str:
        """The list at one time."""
        return f"{self.versions}{segment(label)}"

    def of_version(self, label: str) -> str:
        """What the addresses of categories in this version begin with."""
        return f"{self.version(label)}/"

    def in_version(self, label: str, id: str) -> str:
        """A category as it is in one version."""
        return f"{self.of_version(label)}{segment(id)}"

    def level(self, label: str) -> str:
        """The one level of a version."""
        return f"{self.base}level/{segment(label)}"

    @property
    def changes(self) -> str:
        """What the address of a step begins with."""
        return f"{self.base}change/"

    def step(self, before: str, after: str, several: bool = False) -> str:
        """All changes from one version to another: of one meeting by the later one alone, of several by both."""
        return f"{self.changes}{segment(f'{before}-{after}' if several else after)}"

    def decision(self, label: str, proposal: str) -> str:
        """A decision that led to the version ``label``; its id is unique within one meeting.

        Among those of several meetings it is cited with its own version: ``v1:P4``.
        """
        version, several, id = proposal.rpartition(":")
        return f"{self.changes}{segment(version if several else label)}/{segment(id)}"


def series_base(series: str) -> str:
    """The base for a list without a web address of its own, made from the name that the series keeps.

    >>> series_base("ILO Skills Innovation Network")
    'http://facilitate.invalid/lists/ilo-skills-innovation-network/'
    """
    return f"{OURS}lists/{segment(fold(series).replace(' ', '-') or 'list')}/"


def usable_base(base: str) -> bool:
    """Whether addresses can be made by adding to ``base``: absolute, no spaces, ending in a slash, hash or colon."""
    return _BASE.fullmatch(base) is not None


@cache  # the ids of a list come again with every version of it
def segment(text: str) -> str:
    """A text as a part of an address: an id, the label of a version."""
    return quote(text, safe="")
