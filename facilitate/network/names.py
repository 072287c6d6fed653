"""Countries and languages by any of their names: recognised exactly or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale
from babel.localedata import locale_identifiers
from rapidfuzz import fuzz, process

from facilitate.text import fold

LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "de")
"""The languages in which names of countries and languages are recognised; of a language its own name as well."""

# Short, former and second names in use. They are asked about and never taken for certain: some stand for several
# countries, and a person who writes them may follow an older list.
_OTHER_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "uk": ("GB",),
    "u k": ("GB",),
    "great britain": ("GB",),
    "britain": ("GB",),
    "england": ("GB",),
    "scotland": ("GB",),
    "wales": ("GB",),
    "northern ireland": ("GB",),
    "u s": ("US",),
    "u s a": ("US",),
    "america": ("US",),
    "turkey": ("TR",),
    "turkiye": ("TR",),
    "ivory coast": ("CI",),
    "swaziland": ("SZ",),
    "burma": ("MM",),
    "macedonia": ("MK",),
    "holland": ("NL",),
    "east timor": ("TL",),
    "korea": ("KR", "KP"),
    "congo": ("CG", "CD"),
    "drc": ("CD",),
    "dr congo": ("CD",),
    "zaire": ("CD",),
    "palestine": ("PS",),
    "state of palestine": ("PS",),
    "uae": ("AE",),
    "emirates": ("AE",),
    "vatican": ("VA",),
    "ussr": ("RU",),
    "yugoslavia": ("RS", "BA", "HR", "ME", "MK", "SI"),
    "czechoslovakia": ("CZ", "SK"),
}
_OTHER_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "mandarin": ("zh",),
    "farsi": ("fa",),
    "castilian": ("es",),
    "castellano": ("es",),
    "bahasa": ("id", "ms"),
    "serbo croatian": ("sr", "hr", "bs"),
}
_UNLISTED = frozenset(("XK",))
"""Codes in general use that ISO 3166 leaves to its users: Kosovo."""

_LIKE = 75
"""From this likeness on (of 100; insertions and deletions by letters, ``rapidfuzz.fuzz.ratio``) it is worth asking."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names: a code, or none and the codes that may have been meant, best first."""

    code: str = ""
    candidates: tuple[str, ...] = ()


@cache
def find_country(text: str) -> Found:
    """The country that ``text`` names: its ISO code of two letters. Exact names and codes only (accents aside)."""
    written = text.strip()
    if _is_code(written) and (country := _country_by_code(written)):
        return Found(country)
    return _found(written, _country_names(), _OTHER_COUNTRIES)


@cache
def find_language(text: str) -> Found:
    """The language that ``text`` names: its ISO 639 code. Exact names and codes only; ``en-GB`` is English."""
    written = text.strip()
    if language := _language_by_code(written):
        return Found(language)
    wanted = plain(written)
    unknown = wanted not in _language_names() and wanted not in _OTHER_LANGUAGES
    if unknown and (own := _own_names().get(wanted)):
        return Found(own)
    return _found(written, _language_names(), _OTHER_LANGUAGES)


def country_name(code: str, language: str = "en") -> str:
    """The usual name of a country in a language (English where the language is not known)."""
    return str(_locale(language).territories.get(code) or code)


def language_name(code: str, language: str = "en") -> str:
    """The name of a language in a language, with a capital first letter."""
    name = str(_locale(language).languages.get(code) or code)
    return name[:1].upper() + name[1:]


def plain(text: str) -> str:
    """The text folded and without accents, as names are compared."""
    letters = unicodedata.normalize("NFKD", text)
    return fold("".join(letter for letter in letters if not unicodedata.combining(letter)))


def _found(text: str, names: Mapping[str, frozenset[str]], others: Mapping[str, tuple[str, ...]]) -> Found:
    wanted = plain(text)
    if wanted in others:
        return Found(candidates=others[wanted])
    codes = sorted(names.get(wanted, ()))
    if len(codes) == 1:
        return Found(codes[0])
    if codes:
        return Found(candidates=tuple(codes))
    near = _near(wanted, (*names, *others))
    found = [code for name in near for code in (*others.get(name, ()), *sorted(names.get(name, ())))]
    return Found(candidates=tuple(dict.fromkeys(found))[:3])


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    """The six names most like a text, the likest first, those as like as each other in alphabetical order."""
    found = process.extract(wanted, sorted(set(names)), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=6)
    return [name for name, _, _ in sorted(found, key=lambda one: (-one[1], one[0]))]


def _is_code(text: str) -> bool:
    return len(text) in (2, 3) and text.isascii() and text.isalpha()


def _country_by_code(text: str) -> str:
    code = text.upper()
    if code in _UNLISTED:
        return code
    country = pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.countries.get(alpha_3=code)
    return str(country.alpha_2) if country else ""


def _language_by_code(text: str) -> str:
    code = text.replace("_", "-").partition("-")[0].lower()
    if not _is_code(code) or (code != text.lower() and len(text) > 6):
        return ""
    language = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    language = language or (pycountry.languages.get(bibliographic=code) if len(code) == 3 else None)
    return str(getattr(language, "alpha_2", "") or language.alpha_3) if language else ""


@cache
def _locale(language: str) -> Locale:
    known = language if language in LANGUAGES else "en"
    return Locale(known)


@cache
def _country_names() -> Mapping[str, frozenset[str]]:
    """The codes by name: CLDR's names in the tool's languages, and ISO's own."""
    pairs = [
        (name, code)
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in _UNLISTED or pycountry.countries.get(alpha_2=code)
    ]
    for country in pycountry.countries:
        names = (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        pairs += [(name, country.alpha_2) for name in names if name]
    return _by_name(pairs)


@cache
def _language_names() -> Mapping[str, frozenset[str]]:
    pairs = [
        (name, code.partition("_")[0]) for entry in LANGUAGES for code, name in Locale(entry).languages.items() if name
    ]
    pairs += [(language.name, getattr(language, "alpha_2", language.alpha_3)) for language in pycountry.languages]
    return _by_name(pairs)


@cache
def _own_names() -> Mapping[str, str]:
    """The codes by what the speakers of a language call it themselves."""
    codes = [code for code in locale_identifiers() if "_" not in code]
    return {plain(str(Locale(code).languages.get(code) or code)): code for code in sorted(codes)}


def _by_name(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(plain(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items() if name}
