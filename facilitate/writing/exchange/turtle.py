"""Turtle, as much of it as the exports need.

Written here rather than with rdflib: a block for each thing in the order of the list, the same bytes with every
version of any library, a list of 20,000 categories in a second, and nothing more to install. That rdflib reads the same
statements back is tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

Statement = tuple[str, Sequence[str]]
"""A property, as a prefixed name, and its values, as Turtle writes them."""

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_SHORT = re.compile(rf"(.*[/#:])({_LOCAL.pattern})", re.DOTALL)
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {
    **{number: f"\\u{number:04X}" for number in (*range(0x20), 0x7F)},
    **{
        ord(sign): escaped
        for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
    },
}
_IN_ADDRESS = {number: f"\\u{number:04X}" for number in (*range(0x21), *map(ord, '<>"{}|^`\\'))}

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
}
"""The vocabularies that the exports use."""


def literal(text: str, language: str = "") -> str:
    """A text as Turtle writes it, with its language where it has one.

    >>> literal('Say "yes"', "en")
    '"Say \\\\"yes\\\\""@en'
    """
    written = f'"{text.translate(_ESCAPES)}"' if _TO_ESCAPE.search(text) else f'"{text}"'
    return f"{written}@{language}" if language else written


class Turtle:
    """Writes the blocks of a Turtle document; addresses are shortened where a prefix fits."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefix = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.head = "".join(f"@prefix {prefix}: <{_address(name)}> .\n" for prefix, name in prefixes.items())

    def to(self, address: str) -> str:
        """An address as Turtle writes it: ``c:C1`` where a prefix fits, else ``<http://...>``."""
        parts = _SHORT.fullmatch(address)
        if parts and parts[1] in self._prefix:
            return f"{self._prefix[parts[1]]}:{parts[2]}"
        return f"<{_address(address)}>"

    def under(self, namespace: str) -> Callable[[str], str]:
        """Writes addresses under one namespace by what follows in them: a long list has many of these."""
        prefix = self._prefix.get(namespace)

        def to(segment: str) -> str:
            return f"{prefix}:{segment}" if prefix and _is_local(segment) else self.to(f"{namespace}{segment}")

        return to

    def block(self, address: str, type: str, statements: Iterable[Statement]) -> str:
        """What a thing is and what holds of it; properties without a value are left out."""
        lines = "".join(f" ;\n    {name} {', '.join(values)}" for name, values in statements if values)
        return f"\n{self.to(address)} a {type}{lines} .\n"


@cache
def _is_local(segment: str) -> bool:
    return _LOCAL.fullmatch(segment) is not None


def _address(address: str) -> str:
    return address.translate(_IN_ADDRESS)
