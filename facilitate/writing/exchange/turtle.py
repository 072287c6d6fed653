"""Turtle, as much of it as the exports need.

Written here rather than with rdflib: a block for each thing in the order of the list, the same bytes with every
version of any library, a list of 20,000 categories in a second or two, and nothing more to install. That rdflib reads
the same statements back is tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

Statement = tuple[str, Sequence[str]]
"""A property, as a prefixed name, and its values, as Turtle writes them."""

_SHORT = re.compile(r"(.*[/#:])([A-Za-z0-9_][A-Za-z0-9_-]*)", re.DOTALL)
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
    written = f'"{text.translate(_ESCAPES)}"'
    return f"{written}@{language}" if language else written


class Turtle:
    """A Turtle document being written, block by block; addresses are shortened where a prefix fits."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefix = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._blocks = ["".join(f"@prefix {prefix}: <{_address(name)}> .\n" for prefix, name in prefixes.items())]

    def to(self, address: str) -> str:
        """An address as Turtle writes it: ``c:C1`` where a prefix fits, else ``<http://...>``."""
        parts = _SHORT.fullmatch(address)
        if parts and parts[1] in self._prefix:
            return f"{self._prefix[parts[1]]}:{parts[2]}"
        return f"<{_address(address)}>"

    def add(self, address: str, type: str, statements: Iterable[Statement]) -> None:
        """Say what a thing is and what holds of it; properties without a value are left out."""
        lines = [f"\n{self.to(address)} a {type}"]
        for name, values in statements:
            if values:
                lines.append(f" ;\n    {name} {', '.join(values)}")
        lines.append(" .\n")
        self._blocks.append("".join(lines))

    def content(self) -> bytes:
        """The document's bytes, UTF-8."""
        return "".join(self._blocks).encode()


def _address(address: str) -> str:
    return address.translate(_IN_ADDRESS)
