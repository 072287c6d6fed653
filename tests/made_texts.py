"""Made contributions with known truth: what people send to a large consultation, copies and slips and all."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent.parent / "shared" / "data"

_WHO = [
    "teachers",
    "students",
    "parents",
    "farmers",
    "nurses",
    "drivers",
    "builders",
    "artists",
    "pensioners",
    "carers",
    "migrants",
    "traders",
]
_WHERE = (
    "in rural areas", "in every town", "near the harbour", "in primary schools", "in small firms", "at weekends",
    "during the summer", "in our district", "on public transport", "in care homes", "along the coast", "at night",
)  # fmt: skip
_WHAT = (
    "free training", "better wages", "safe bicycle lanes", "a shorter working week", "cheap tickets", "clean water",
    "faster internet", "legal advice", "more playgrounds", "quiet offices", "longer opening hours", "solar panels",
    "medical check-ups", "language courses", "affordable flats", "digital libraries", "school meals", "work permits",
)  # fmt: skip
_HOW = (
    "The council should pay for {what} for {who} {where}.",
    "We need {what} for {who} {where}, and soon.",
    "Give {who} {what} {where}!",
    "{who} deserve {what} {where}",
    "It is time that {who} {where} get {what}.",
    "Why do {who} {where} still wait for {what}?",
    "Make sure that {what} for {who} is paid from the budget of {year}",
    "By {year} there must be {what} for all {who} {where}.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """Rows with the statement that each repeats; ``turned`` rows say the opposite of a statement, as one of its own."""

    texts: tuple[str, ...]
    truth: tuple[int, ...]
    turned: tuple[tuple[int, int], ...] = ()


def made_rows(count: int, seed: int = 1) -> Made:
    """``count`` rows in random order: half exact copies but for case, spaces and signs, the rest reworded or single.

    How often a statement is copied follows Zipf's law, as in campaigns. One statement in twenty has a twin that
    says the opposite, with a negation or another number.
    """
    chance = random.Random(seed)
    statements = _statements(max(count * 3 // 10, 4), chance)
    turned: list[tuple[int, int]] = []
    known = set(statements)
    for place in range(0, len(statements), 20):
        if (twin := _turned(statements[place], chance)) and twin not in known:
            known.add(twin)
            turned.append((place, len(statements)))
            statements.append(twin)
    weights = [1 / (rank + 20) for rank in range(len(statements))]
    spread = list(range(len(statements)))
    chance.shuffle(spread)
    rows = list(range(min(len(statements), count)))
    rows += [spread[at] for at in chance.choices(range(len(statements)), weights, k=count - len(rows))]
    chance.shuffle(rows)
    seen: set[int] = set()
    texts = []
    for row in rows:
        text = statements[row]
        if row in seen:
            text = _copied(text, chance) if chance.random() < 0.72 else _reworded(text, chance)
        seen.add(row)
        texts.append(text)
    return Made(tuple(texts), tuple(rows), tuple(turned))


def _statements(count: int, chance: random.Random) -> list[str]:
    """Distinct statements: half built from parts, so that many differ by one word; half put together from real ones."""
    real = _real_sentences()
    found: dict[str, None] = {}
    while len(found) < count:
        if real and chance.random() < 0.5:
            pieces = chance.sample(real, 2)
            found[f"{pieces[0].rstrip('.!? ')}, {pieces[1][:1].lower()}{pieces[1][1:]}"] = None
        else:
            text = chance.choice(_HOW).format(
                who=chance.choice(_WHO),
                where=chance.choice(_WHERE),
                what=chance.choice(_WHAT),
                year=chance.randint(2024, 2050),
            )
            if chance.random() < 0.8:
                text = f"{text.rstrip('.!?')}: {chance.choice(_WHAT)} {chance.choice(_WHERE)} for {chance.choice(_WHO)}"
            found[text] = None
    return list(found)


def _real_sentences() -> list[str]:
    path = DATA / "polis_comments.tsv"
    if not path.exists():
        return []
    lines = [line.split("\t")[-1] for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if 25 < len(line) < 90]


def _copied(text: str, chance: random.Random) -> str:
    """The same words: what a copy by hand or from a web page changes."""
    kind = chance.randrange(6)
    if kind == 0:
        return text.upper() if chance.random() < 0.3 else text.lower()
    if kind == 1:
        return text.rstrip(".!?") + chance.choice(("", "!", "!!", " .", "..."))
    if kind == 2:
        return f"  {text.replace(' ', '  ', 1)} "
    if kind == 3:
        return text.replace(",", "")
    return text


def _reworded(text: str, chance: random.Random) -> str:
    """One to three small changes that leave the meaning: slips, a small word more or less, set phrases, an order."""
    for _ in range(chance.choice((1, 1, 2, 2, 3))):
        text = chance.choice(_CHANGES)(text, chance)
    return text


def _typo(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    places = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    word, spot = words[at], chance.randrange(1, len(words[at]) - 1)
    words[at] = chance.choice(
        (word[:spot] + word[spot + 1 :], word[:spot] + word[spot] + word[spot:],
         word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :],
         word[:spot] + chance.choice("aeinrst") + word[spot + 1 :])
    )  # fmt: skip
    return " ".join(words)


def _small_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    small = [
        at for at, word in enumerate(words) if word.lower() in ("the", "a", "of", "for", "is", "that", "all", "our")
    ]
    if small and chance.random() < 0.5:
        del words[chance.choice(small)]
    else:
        words.insert(
            chance.randrange(1, len(words) + 1), chance.choice(("the", "also", "really", "please", "just", "our"))
        )
    return " ".join(words)


def _opening(text: str, chance: random.Random) -> str:
    return f"{chance.choice(('We think that', 'In my opinion,', 'Please:', 'We propose that', '- ', '3.'))} {text}"


def _closing(text: str, chance: random.Random) -> str:
    return f"{text.rstrip('.!?')}{chance.choice((', please', '. Thank you', '. Thanks!', ' ...'))}"


def _plural(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    places = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha() and word.islower()]
    if places:
        at = chance.choice(places)
        words[at] = words[at][:-1] if words[at].endswith("s") and not words[at].endswith("ss") else words[at] + "s"
    return " ".join(words)


def _hyphen(text: str, chance: random.Random) -> str:
    return text.replace("-", " ") if "-" in text else text.replace(" ", "-", 1)


def _order(text: str, chance: random.Random) -> str:
    """Two words that stand side by side change places."""
    words = text.split(" ")
    if len(words) > 6:
        at = chance.randrange(1, len(words) - 2)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


_CHANGES: Sequence[Callable[[str, random.Random], str]] = (
    _typo, _typo, _typo, _small_word, _small_word, _opening, _closing, _plural, _hyphen, _order,
)  # fmt: skip


def _turned(text: str, chance: random.Random) -> str:
    """The statement with its meaning turned by as little as possible; empty where that is not known how."""
    for plain, negated in (
        (" should ", " should not "),
        (" must ", " must not "),
        (" is ", " is not "),
        (" need ", " do not need "),
    ):
        if plain in text:
            return text.replace(plain, negated, 1)
    digits = [at for at, ch in enumerate(text) if ch in "0123456789"]
    if digits:
        at = digits[-1]
        return text[:at] + str((int(text[at]) + chance.randint(1, 8)) % 10) + text[at + 1 :]
    return ""
