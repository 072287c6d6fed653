"""What turns the meaning of a text though hardly a letter changes: negations, numbers, opposites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NEGATIONS = """
    not no nor none never neither nothing nobody without cannot dont doesnt didnt cant wont isnt arent shouldnt wouldnt
    pas jamais aucun aucune sans rien
    nunca jamas ningun ninguna ninguno sin tampoco nada
    nicht kein keine keinen keiner keinem keines nie niemals ohne nichts niemand
    nao sem nem nenhum nenhuma
    non mai senza nessun nessuno nessuna
    niet geen nooit zonder
    не нет без никогда нельзя
    لا ليس لن لم بدون غير
    नहीं मत बिना
    不 没 沒 无 無 未 勿 非 禁
    hapana bila yok değil degil
"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words that deny, as ``plain`` writes them; of French pairs (ne ... pas) the second."""

_OPPOSITES = (
    (
        "increase increases increased increasing raise raises raised raising expand expands expanding extend higher",
        "decrease decreases decreased decreasing lower lowers lowered lowering reduce reduces reduced reducing "
        "cut cuts cutting shrink limit limits",
    ),
    ("more", "less fewer"),
    (
        "allow allows allowed permit permits permitted legalise legalize",
        "ban bans banned forbid forbids forbidden prohibit prohibits prohibited outlaw criminalise criminalize",
    ),
    ("support supports favour favor pro", "oppose opposes reject rejects against contra"),
    (
        "keep keeps retain maintain continue",
        "drop drops remove removes abolish abolishes delete scrap close closes stop end",
    ),
    ("add adds include includes including introduce open opens start", "exclude excludes excluding"),
    ("merge merges combine join", "split splits separate divide"),
    ("always", "sometimes"),
    ("mandatory compulsory obligatory required", "voluntary optional"),
    ("public publicly", "private privately"),
    ("before", "after"),
    ("maximum max most", "minimum min least"),
    ("better improve improves improved strengthen", "worse worsen weaken"),
    ("central centralise centralize", "local decentralise decentralize"),
    ("early earlier", "late later"),
    ("men man male males boys boy", "women woman female females girls girl"),
    ("young younger youth", "old older elderly"),
    ("rural", "urban"),
    ("employer employers", "employee employees worker workers"),
    ("augmenter hausse", "diminuer reduire baisse"),
    ("autoriser", "interdire"),
    ("garder maintenir conserver", "supprimer abandonner"),
    ("aumentar", "disminuir reducir"),
    ("permitir", "prohibir"),
    ("erhohen", "senken verringern"),
    ("erlauben", "verbieten"),
    ("behalten", "streichen abschaffen"),
)
POLES = {
    word: (pair, side)
    for pair, sides in enumerate(_OPPOSITES)
    for side, words in enumerate(sides)
    for word in words.split()
}
"""The pair and the side of each word that has an opposite."""

_FLAGS = NEGATIONS | POLES.keys()
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, order=True)
class Stance:
    """What must agree for two texts to say the same: numbers, how often they deny, which side of which opposites."""

    numbers: tuple[str, ...] = ()
    negations: int = 0
    sides: tuple[tuple[int, int], ...] = ()


NEUTRAL = Stance()


def stance(plain: str) -> Stance:
    """The stance of a text as ``plain`` wrote it."""
    return stance_of(plain, plain.split())


def stance_of(plain: str, words: Sequence[str]) -> Stance:
    """The same where the words of the text are known already."""
    flagged = _FLAGS.intersection(words)
    numbers = tuple(sorted(word for word in words if _DIGIT.search(word))) if _DIGIT.search(plain) else ()
    if not flagged:
        return Stance(numbers) if numbers else NEUTRAL
    sides = tuple(sorted(POLES[word] for word in words if word in POLES))
    return Stance(numbers, sum(word in NEGATIONS for word in words), sides)


@lru_cache(maxsize=100_000)
def contradiction(one: Stance, other: Stance) -> str:
    """Why two texts with many words in common still do not say the same; empty where nothing speaks against it.

    One denies what the other says (an odd number of negations more), or they stand on two sides of an opposite.
    """
    if (one.negations - other.negations) % 2:
        return "one denies what the other says"
    mine, theirs = set(one.sides), set(other.sides)
    for pair, side in sorted(mine - theirs):
        if (pair, 1 - side) in theirs - mine:
            return "they ask for opposites"
    return ""


def difference(one: Stance, other: Stance) -> str:
    """Why two near-identical texts may not be joined unasked; empty where their stances are the same."""
    if one == other:
        return ""
    if one.numbers != other.numbers:
        return "their numbers differ"
    return contradiction(one, other) or "one denies or turns more than the other"


def flagged(words: Sequence[str]) -> bool:
    """Whether any of the words denies, counts or has an opposite: such a word is never added or lost unnoticed."""
    return any(word in _FLAGS or any(map(str.isdigit, word)) for word in words)
