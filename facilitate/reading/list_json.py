"""A list as JSON in the form that ``facilitate export`` writes: the categories of the version that is current in it."""

from __future__ import annotations

import msgspec

from facilitate.problems import Problem
from facilitate.problems.lists import ended_left_out, not_our_json
from facilitate.reading.entries import Entry
from facilitate.records.meeting_book import LIST
from facilitate.records.sources import Place
from facilitate.text import clean


class _Category(msgspec.Struct):
    id: str
    name: str
    definition: str = ""
    source: str = ""
    also: tuple[str, ...] = ()


class _Version(msgspec.Struct):
    label: str
    categories: tuple[_Category, ...]


class _Document(msgspec.Struct):
    """As much of the form as a list is made of."""

    schema: int
    current: str
    versions: tuple[_Version, ...]
    language: str = ""
    ended: tuple[_Category, ...] = ()


def parse_list_json(content: bytes, name: str) -> tuple[tuple[Entry, ...], str, tuple[Problem, ...]]:
    """The entries of the current version, the language of their names, and what is wrong with the file."""
    try:
        document = msgspec.json.decode(content, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return (), "", (not_our_json(Place(name), str(error)),)
    current = next((one for one in document.versions if one.label == document.current), None)
    if current is None:
        return (), "", (not_our_json(Place(name), f"it has no version {document.current}"),)
    ended = tuple(one.id for one in document.ended)
    problems = (ended_left_out(Place(name), ended),) if ended else ()
    return (
        tuple(_entry(one, Place(name, current.label, one.id)) for one in current.categories),
        document.language,
        problems,
    )


def _entry(one: _Category, place: Place) -> Entry:
    texts = {
        "id": one.id,
        "name": one.name,
        "definition": one.definition,
        "source": one.source,
        "also called": "\n".join(one.also),
        "number": "",
    }
    return Entry({field: clean(text) for field, text in texts.items()}, dict.fromkeys(LIST.headers, place))
