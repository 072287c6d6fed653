"""What turns the meaning of a text though hardly a letter changes: negations, numbers, opposites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_NEGATIONS = """
    not no nor none never neither nothing nobody without cannot dont doesnt didnt cant wont isnt arent shouldnt wouldnt
    couldnt mustnt neednt hasnt havent wasnt werent
    pas jamais aucun aucune sans rien nul nulle
    nunca jamas ningun ninguna ninguno sin tampoco nada nadie ni
    nicht kein keine keinen keiner keinem keines nie niemals ohne nichts niemand weder
    nao sem nem nenhum nenhuma ninguem
    non mai senza nessun nessuno nessuna
    niet geen nooit zonder
    не нет без никогда нельзя ни никто ничего
    لا ليس ليست لن لم بدون دون غير عدم ولا وليس
    नहीं मत बिना
    不 没 沒 无 無 未 勿 非 禁 别
    hapana bila yok değil degil
"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words that deny, as ``plain`` writes them; of French pairs (ne ... pas) the second."""
_HALVES = frozenset(("ne", "n"))
"""The first word of French pairs: it denies where the second is none of NEGATIONS (ne ... plus, n'a guère)."""
_LIMITING = """
    only except unless until solely exclusively merely if
    seulement uniquement sauf excepte si
    solo solamente unicamente excepto salvo
    nur ausser wenn falls
    somente apenas
    только лишь кроме если
    فقط إلا الا
    只 仅 僅 除
"""

_OPPOSITES = (
    (
        "increase increases increased increasing raise raises raised raising expand expands expanding extend higher",
        "decrease decreases decreased decreasing lower lowers lowered lowering reduce reduces reduced reducing "
        "cut cuts cutting shrink limit limits",
    ),
    ("more", "less fewer"),
    ("plus davantage", "moins"),
    ("mas", "menos"),
    ("mais", "menos"),
    ("mehr", "weniger"),
    ("больше", "меньше"),
    ("اكثر أكثر المزيد", "اقل أقل"),
    ("多", "少"),
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
    (
        "augmenter augmente augmentez augmentons augmentation hausse elever relever",
        "diminuer diminue diminuez diminuons diminution reduire reduit reduisez reduction baisse baisser",
    ),
    ("autoriser autorise permettre permet legaliser", "interdire interdit interdisez"),
    ("garder maintenir conserver continuer", "supprimer abandonner arreter cesser fermer"),
    ("obligatoire obligatoires", "facultatif facultative facultatifs facultatives volontaire volontaires"),
    ("public publique publics publiques", "prive privee prives privees"),
    ("avant", "apres"),
    ("ouvrir ouvrez", "fermer fermez"),
    ("urbain urbaine urbains urbaines", "rural rurale ruraux rurales"),
    ("aumentar aumenten aumento subir suban", "disminuir disminuya reducir reduzcan reduzca reduccion bajar bajen"),
    ("permitir permita autorizar", "prohibir prohiba proibir proiba"),
    ("mantener mantengan conservar", "eliminar suprimir quitar cerrar"),
    ("obligatorio obligatoria", "voluntario voluntaria opcional"),
    ("antes", "despues depois"),
    ("abrir abran", "cerrar cierren fechar fechem"),
    ("aumentar aumentem aumento subir", "diminuir diminuam reduzir reduzam reducao baixar"),
    ("permitir permitam autorizar", "proibir proibam"),
    ("manter conservar", "eliminar suprimir acabar fechar"),
    ("obrigatorio obrigatoria", "voluntario voluntaria opcional facultativo facultativa"),
    ("erhohen erhoht steigern anheben", "senken senkt verringern reduzieren kurzen"),
    ("erlauben erlaubt zulassen gestatten", "verbieten verbietet verboten"),
    ("behalten erhalten beibehalten", "streichen abschaffen aufgeben schliessen"),
    ("offnen eroffnen", "schliessen"),
    ("verpflichtend obligatorisch", "freiwillig"),
    ("offentlich offentliche offentlichen", "privat private privaten"),
    ("vor", "nach"),
    ("повысить увеличить повышать увеличивать", "снизить уменьшить понизить сократить снижать"),
    ("разрешить", "запретить"),
    ("открыть", "закрыть"),
    ("زيادة", "خفض تخفيض تقليل"),
    ("فتح", "إغلاق اغلاق"),
    ("增", "减 減"),
    ("开 開", "关 關"),
)


def _poles() -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for pair, sides in enumerate(_OPPOSITES):
        for side, words in enumerate(sides):
            for word in words.split():
                found[word] = (*found.get(word, ()), (pair, side))
    return found


POLES = _poles()
"""The pairs, and the sides of them, of each word that has opposites."""

_FLAGS = NEGATIONS | _HALVES | POLES.keys()
_KEPT = _FLAGS | frozenset(_LIMITING.split())
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
    return stance_of(plain.split())


def stance_of(words: Sequence[str]) -> Stance:
    """The same of its words, or of those of them alone that ``tells`` finds."""
    telling = [word for word in words if tells(word)]
    if not telling:
        return NEUTRAL
    numbers = tuple(sorted(word for word in telling if _DIGIT.search(word)))
    sides = tuple(sorted(side for word in telling if word in POLES for side in POLES[word]))
    negations = sum(word in NEGATIONS for word in telling) or int(not _HALVES.isdisjoint(telling))
    return Stance(numbers, negations, sides)


@lru_cache(maxsize=1 << 17)
def tells(word: str) -> bool:
    """Whether a word has a part in the stance of its text."""
    return word in _FLAGS or _DIGIT.search(word) is not None


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
    """Whether any of the words denies, limits, counts or has an opposite: it is never added or lost unnoticed."""
    return any(map(turns, words))


@lru_cache(maxsize=1 << 17)
def turns(word: str) -> bool:
    """The same of a single word."""
    return word in _KEPT or any(map(str.isdigit, word))
