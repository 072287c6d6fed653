"""Which category is meant: several hundred made variants of names, with the answer known. Run: make bench-names.

Settings were chosen on the list "first" alone; the other lists are there to see whether they hold.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from facilitate.consolidation.names import Match, match_categories
from facilitate.records.aliases import Alias
from facilitate.records.categories import Category, CategoryId, Retired, Version
from facilitate.text import fold
from tests.conftest import EIGHT, NINE

SEED = 20201119

LISTS: Mapping[str, tuple[str, ...]] = {
    "first": EIGHT,
    "nine": NINE,
    "town": (
        "Parks and playgrounds",
        "Public transport and cycling",
        "Housing and rents",
        "Waste collection and recycling",
        "Schools and day care",
        "Culture, sports and clubs",
        "Safety in public places",
        "Local business and markets",
        "Participation of citizens",
        "Climate and energy",
    ),
    "health": (
        "Primary health care",
        "Maternal and child health",
        "Mental health services",
        "Vaccination programmes",
        "Health workforce training",
        "Medicines supply and pricing",
        "Water, sanitation and hygiene",
        "Emergency preparedness and response",
        "Health data and digital records",
    ),
}

ALSO: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "first": {1: ("Apprentissage et formation en milieu de travail",), 7: ("Prestation de formation", "Impartición")},
    "nine": {3: ("Orientation professionnelle",), 9: ("Competencias para la vida", "Compétences de vie")},
    "town": {1: ("Grünanlagen", "Espaces verts"), 3: ("Logement", "Vivienda"), 6: ("Kultur und Sport",)},
    "health": {1: ("Soins de santé primaires", "Atención primaria"), 4: ("Impfungen", "Vacunación")},
}
"""Names in other languages, as a facilitator puts them beside a category; by its number."""

FORMER: Mapping[str, Mapping[str, int]] = {
    "nine": {"Industry linkages, clusters and skills ecosystems": 5, "Sectoral approach": 5},
    "town": {"Refuse": 4, "Day nurseries": 5},
}

ACRONYMS: Mapping[str, Mapping[str, int]] = {
    "first": {"WBL": 1, "ACR": 2, "SA": 6, "TD": 7, "SI": 8, "AWBL": 1},
    "nine": {"WBL": 1, "RS": 2, "TD": 6, "CGES": 3, "SII": 7},
    "town": {"PTC": 2, "WCR": 4, "SDC": 5, "LBM": 8},
    "health": {"PHC": 1, "MCH": 2, "MHS": 3, "WASH": 7, "EPR": 8},
}
"""As people write them; WASH is no row of initials and can only be asked."""

UNLISTED: Mapping[str, tuple[str, ...]] = {
    "first": (
        "Green skills", "Media and communication", "Gender equality", "Financing of training systems",
        "Governance", "Digital platforms", "Informal economy", "Unemployment insurance", "Social dialogue",
        "Recognition of trade unions", "Career in the army", "Higher education", "Teacher shortages",
        "Labour migration", "Data protection", "Industry 4.0", "Mentoring of migrants", "Lifelong learning accounts",
    ),
    "nine": (
        "Green skills", "Media", "Financing", "Quality assurance", "Social protection", "Digital platforms",
        "Recognition of diplomas abroad", "Career breaks for parents", "Research ethics", "Life insurance",
        "Training of trainers", "Labour market information", "Migration", "Skills for tourism",
    ),
    "town": (
        "Noise at night", "Town hall opening hours", "Taxes", "Animals and pets", "Twin towns", "Street lighting",
        "Public toilets", "Private transport by air", "Private schools in other towns", "Dog parks for rent",
        "Digital services", "Traffic lights", "Cemeteries", "Health centres",
    ),
    "health": (
        "Nutrition", "Dental surgery", "Road traffic injuries", "Tobacco", "Animal health", "Health insurance",
        "Water transport", "Private clinics", "Emergency loans", "Mental arithmetic", "Child labour",
        "Primary schools", "Ageing", "Organ donation",
    ),
}  # fmt: skip
"""Names that are not on the list; some share a word with one that is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the categories that it means (none: it is not on the list), and how it was made."""

    list: str
    text: str
    meant: tuple[CategoryId, ...]
    kind: str


def version(name: str) -> Version:
    """One of the lists, with its names in other languages and its former names."""
    also = ALSO.get(name, {})
    entries = tuple(
        Category(CategoryId(f"C{number}"), text, also=also.get(number, ()))
        for number, text in enumerate(LISTS[name], 1)
    )
    retired = tuple(
        Retired(Category(CategoryId(f"C{90 + place}"), old), (CategoryId(f"C{heir}"),))
        for place, (old, heir) in enumerate(FORMER.get(name, {}).items())
    )
    return Version("v1", "made", entries, retired)


def made(seed: int = SEED) -> tuple[Case, ...]:
    """All cases, each text once for each list; the same for the same seed."""
    cases: dict[tuple[str, str], Case] = {}
    for name in LISTS:
        for case in _cases(name, random.Random(f"{seed} {name}")):
            cases.setdefault((name, case.text), case)
    return tuple(cases.values())


def _cases(name: str, chance: random.Random) -> Iterator[Case]:
    for number, text in enumerate(LISTS[name], 1):
        meant = (CategoryId(f"C{number}"),)
        for kind, variant in _variants(text, number, chance):
            if fold(variant) != fold(text) or kind == "case":
                yield Case(name, variant, meant, kind)
        for other in ALSO.get(name, {}).get(number, ()):
            yield Case(name, other.lower(), meant, "another language")
            yield Case(name, _typo(other, chance), meant, "another language")
    for text, number in FORMER.get(name, {}).items():
        yield Case(name, text, (CategoryId(f"C{number}"),), "former name")
    for text, number in ACRONYMS[name].items():
        yield Case(name, text, (CategoryId(f"C{number}"),), "initials")
    for one, other in [chance.sample(range(1, len(LISTS[name]) + 1), 2) for _ in range(8)]:
        both = (CategoryId(f"C{one}"), CategoryId(f"C{other}"))
        names = LISTS[name][one - 1], LISTS[name][other - 1]
        joined = chance.choice(("{} and {}", "{}, {}", "{} + {}", "cat {} & {}", "{}/{}")).format(one, other)
        yield Case(name, joined, both, "several at once")
        yield Case(name, chance.choice(("{}; {}", "{}\n{}", "{} / {}")).format(*names), both, "several at once")
    for text in UNLISTED[name]:
        yield Case(name, text, (), "not on the list")
        yield Case(name, _typo(text.lower(), chance), (), "not on the list")


def _variants(text: str, number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    words = text.split()
    content = [word for word in words if len(word.strip("(),.")) > 3]
    yield "case", chance.choice((text.upper(), text.title(), f"  {text.lower()} "))
    yield "signs", text.replace(" and ", " & ").replace(",", " /").replace("-", " ")
    yield "signs", text.replace("-", "").replace(",", "").replace("(", "- ").replace(")", "")
    for _ in range(2):
        yield "typo", _typo(text, chance)
    yield "typo", _typo(_typo(text, chance), chance).lower()
    yield "number", chance.choice(("cat {}", "Cat. {}", "category {}", "No. {}", "#{}", "{}.", "({})")).format(number)
    yield "number", chance.choice(("C {}", "c{}", "C-{}", "Category no. {}", "Nr {}")).format(number)
    yield "number and name", f"{number}. {text}"
    yield "number and name", f"{chance.choice(('C', ''))}{number} {_typo(words[0].strip('(),'), chance)}"
    yield "words around", chance.choice(("The category on {}", "Category: {}", "our {}", "{} (category)")).format(text)
    if len(content) > 2:
        left = content[: max(2, len(content) - 1)]
        yield "words left out", " ".join(left)
        yield "order", " ".join(content[::-1]).replace(",", "")
        yield "order", ", ".join(word.strip("(),.") for word in content[::-1])
    if len(content) > 1:
        short = [word.strip("(),.") for word in content[:3]]
        yield "shortened", " ".join(word[: max(4, len(word) // 2)] + "." for word in short)
        yield "singular or plural", " ".join(_number(word) for word in words)
    if "(" in text:
        yield "without brackets", text.partition("(")[0].strip()


def _typo(text: str, chance: random.Random) -> str:
    places = [at for at, ch in enumerate(text) if ch.isalpha() and at > 0 and text[at - 1].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chance.choice("aeiorstnl") + text[at + 1 :]


def _number(word: str) -> str:
    bare = word.rstrip("(),.")
    if len(bare) < 5:
        return word
    return (bare[:-1] if bare.endswith("s") else bare + "s") + word[len(bare) :]


# ---------------------------------------------------------------- the measure

Method = Callable[[str, Version], tuple[Match, ...]]


def ours(text: str, version: Version) -> tuple[Match, ...]:
    """What facilitate does."""
    aliases: Mapping[str, Alias] = {}
    return match_categories(text, version, aliases)


def wratio(least: float) -> Method:
    """RapidFuzz's WRatio against the names alone, from ``least`` on: what most scripts do."""

    def method(text: str, version: Version) -> tuple[Match, ...]:
        names = {entry.id: entry.name.casefold() for entry in version.categories}
        found = process.extractOne(text.casefold(), names, scorer=fuzz.WRatio)
        return (Match(found[2] if found and found[1] >= least else None),)

    return method


@dataclass(slots=True)
class Score:
    """How many texts came out right, wrong, as a question, and as a new name."""

    right: int = 0
    wrong: int = 0
    asked: int = 0
    missed: int = 0
    new: int = 0
    kept_out: int = 0
    hinted: int = 0
    doubtful: int = 0
    called_new: int = 0

    @property
    def hints(self) -> float:
        """Of the questions on texts that name a category of the list: how many have it among their candidates."""
        return self.hinted / max(self.doubtful, 1)

    @property
    def mistaken_for_new(self) -> float:
        """Of the texts that name a category of the list: how many are taken for a new name (and said to be)."""
        return self.called_new / max(self.right + self.missed, 1)

    @property
    def precision(self) -> float:
        """Of the texts for which a category was named: how many rightly."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of the texts that name a category of the list: how many were recognised."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def abstained(self) -> float:
        """Of all texts: how many are put to the facilitator as a question."""
        return self.asked / max(self.right + self.missed + self.new, 1)


def measure(
    cases: tuple[Case, ...], method: Method, versions: Mapping[str, Version] | None = None
) -> tuple[Score, tuple[tuple[Case, tuple[Match, ...]], ...]]:
    """The score of a method, and what it got wrong or did not know."""
    score, failed = Score(), []
    versions = versions or {name: version(name) for name in LISTS}
    for case in cases:
        matches = method(case.text, versions[case.list])
        found = {match.category for match in matches if match.category}
        right = found == set(case.meant)
        score.wrong += bool(found) and not right
        score.right += right and bool(case.meant)
        score.missed += not right and bool(case.meant)
        score.new += not case.meant
        score.asked += not found and not any(match.unlisted for match in matches)
        unlisted = any(match.unlisted for match in matches)
        score.called_new += bool(case.meant) and unlisted
        score.doubtful += bool(case.meant) and not found and not unlisted
        score.hinted += (
            not found and not unlisted and any(case.meant and set(case.meant) <= set(one.candidates) for one in matches)
        )
        score.kept_out += not case.meant and not found
        if not right:
            failed.append((case, matches))
    return score, tuple(failed)


# ---------------------------------------------------------------- a public set

NAMES, LOOKUPS = 20, 10
"""A list has about as many names as a category list; each public set gives so many lists."""


def public(wheel: Path, seed: int = SEED) -> tuple[tuple[Case, ...], dict[str, Version]]:
    """Lists drawn from the 50 name-matching sets of AutoFJ (Li et al. 2021): left.csv, right.csv, gt.csv each.

    To every list of names come the texts that mean one of them and as many that mean none. The sets are read out of
    the wheel as data; nothing of it is installed or run.
    """
    cases, versions = [], {}
    sets = [one for one in zipfile.Path(wheel, "autofj/benchmark/").iterdir() if (one / "gt.csv").exists()]
    for path in sorted(sets, key=lambda one: one.name):
        left = {row["id"]: row["title"] for row in _rows(path / "left.csv")}
        right = {row["id"]: row["title"] for row in _rows(path / "right.csv")}
        meant = {row["id_r"]: row["id_l"] for row in _rows(path / "gt.csv")}
        chance = random.Random(f"{seed} {path.name}")
        for lookup in range(LOOKUPS):
            name = f"{path.name} {lookup}"
            asked = chance.sample(sorted(meant), min(NAMES, len(meant)))
            ids = {one: CategoryId(f"N{place}") for place, one in enumerate(dict.fromkeys(map(meant.get, asked)), 1)}
            versions[name] = Version("v1", name, tuple(Category(id, left[one]) for one, id in ids.items()))
            others = [one for one in sorted(right) if meant.get(one) not in ids]
            for one in [*asked, *chance.sample(others, min(len(asked), len(others)))]:
                id = ids.get(meant.get(one, ""))
                cases.append(Case(name, right[one], (id,) if id else (), "public"))
    return tuple(cases), versions


def _rows(path: zipfile.Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def main(wheel: str = "") -> None:
    """Print the accuracy of ours and of RapidFuzz on every list, and what ours gets wrong."""
    cases = made()
    print(f"{len(cases)} made texts, seed {SEED}; settings chosen on the list “first” alone\n")
    heads = "".join(f"{head:>10}" for head in ("precision", "recall", "abstained", "hint", "as new"))
    print(f"{'list':8} {'method':14} {'texts':>6}{heads}")
    for name in (*LISTS, "all"):
        _print(name, tuple(case for case in cases if name in (case.list, "all")))
    _, failed = measure(cases, ours)
    kinds = Counter(case.kind for case, _ in failed)
    print("\nnot recognised, by kind:", ", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))
    for case, matches in failed:
        if any(match.category for match in matches):
            print("  WRONG", repr(case.text), case.meant, [(match.category, match.how) for match in matches])
    if wheel:
        print(f"\nlists of {NAMES} names from the 50 public sets of AutoFJ, half of the texts not on the list")
        _print("public", *public(Path(wheel)))
    else:
        print("\nno public name-matching sets given: python -m tests.bench.names autofj.whl")


def _print(name: str, cases: tuple[Case, ...], versions: Mapping[str, Version] | None = None) -> None:
    for label, method in (("facilitate", ours), ("WRatio 86", wratio(86)), ("WRatio 95", wratio(95))):
        score, _ = measure(cases, method, versions)
        shares = (score.precision, score.recall, score.abstained, score.hints, score.mistaken_for_new)
        figures = "".join(f"{share:10.3f}" for share in shares)
        print(f"{name:8} {label:14} {len(cases):6}{figures}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
