"""Series of meetings for the tests of exports: random decisions, names that try every escape."""

from __future__ import annotations

from hypothesis import strategies as st

from facilitate.records.categories import Category, CategoryId, ProposalId, Version
from facilitate.records.changes import Step
from facilitate.records.contributions import Action
from facilitate.records.decisions import Decision, DecisionBook, Verdict
from facilitate.text import clean, fold, one_line
from facilitate.tracking.versions import revise
from facilitate.writing.exchange.addresses import Addresses, series_base
from facilitate.writing.exchange.material import ExchangeMaterial

NASTY = (
    '=SUM(A1:A9) & "quoted"',
    "'=already with an apostrophe",
    "''two apostrophes, and a comma",
    "+41 22 799 61 11",
    "-1; semicolon",
    "@mention\ttab",
    "＝wide sign",
    'back\\slash "and" \\u0041 \\n',
    "Développement des compétences: l'été, ça va",
    "技能发展（学徒制）",
    "التدريب المهني",
    "Профессиональное обучение",
    "emoji 🛠️ and a zero-width\u200bspace",
    "<b>&amp;</b> ]]> <!-- -->",
    "# not a comment | not a pipe",
    "NA",
    "null",
    "'tis",
    "ends in a backslash\\",
    '"',
    "line\u2028separator\u0085next",
)

DEFINITIONS = ("two\nlines", "=1+1\n=2+2", "\ttab first", 'a "quoted"\n\nparagraph', "", "- a list\n- of points", "'=")

names = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=40))
texts = st.one_of(st.sampled_from(DEFINITIONS), st.text(max_size=60))


def settled(text: str) -> str:
    """A text as every reader leaves it: cleaned until nothing is left to clean."""
    while (cleaner := clean(text)) != text:
        text = cleaner
    return text


@st.composite
def others(draw: st.DrawFn, name: str) -> tuple[str, ...]:
    """Other names of a category, in the order in which SKOS gives them back: sorted, since it knows none."""
    found = {one_line(settled(other)) for other in draw(st.lists(names, max_size=2))} - {"", name}
    return tuple(sorted(other for other in found if not other.startswith("Example:")))


@st.composite
def lists(draw: st.DrawFn) -> tuple[Category, ...]:
    """A list as a meeting may have it: ids and names once each, texts as they come out of a workbook."""
    entries = []
    seen = set()
    for number in draw(st.permutations(range(1, draw(st.integers(1, 8)) + 1))):
        name = one_line(settled(draw(names)))
        if name and not name.startswith("Example:") and fold(name) not in seen:
            seen.add(fold(name))
            definition, source = (settled(draw(texts)) for _ in range(2))
            if not definition.startswith("Example:") and not source.startswith("Example:"):
                entries.append(Category(CategoryId(f"C{number}"), name, definition, source, also=draw(others(name))))
    return tuple(entries) or (Category(CategoryId("C1"), "One"),)


decisions = st.builds(
    lambda action, category, into, names, lives_on, reason: Decision(
        ProposalId(""),
        action,
        CategoryId(f"C{category}"),
        Verdict.ADOPT,
        names=tuple(filter(None, (one_line(settled(name)) for name in names))),
        into=CategoryId(f"C{into}"),
        lives_on=lives_on,
        reason=settled(reason),
        own=True,
    ),
    st.sampled_from(list(Action)),
    st.integers(1, 10),
    st.integers(1, 10),
    st.lists(names, max_size=3),
    st.booleans(),
    texts,
)


@st.composite
def materials(draw: st.DrawFn) -> ExchangeMaterial:
    """A series of up to three meetings with random decisions."""
    version = Version("v0", "s0", draw(lists()))
    versions, steps = [version], []
    for meeting in range(1, draw(st.integers(1, 3)) + 1):
        made = [
            Decision(ProposalId(f"F{number}"), *_rest(one))
            for number, one in enumerate(draw(st.lists(decisions, max_size=6)), 1)
        ]
        step, _ = revise(version, DecisionBook(tuple(made)), (), (), session=f"s{meeting}")
        steps.append(step)
        version = step.after
        versions.append(version)
    return material(tuple(versions), tuple(steps), language=draw(st.sampled_from(["en", "pt-BR", "", "not a tag"])))


def _rest(one: Decision) -> tuple[object, ...]:
    return tuple(getattr(one, field) for field in Decision.__slots__[1:])


def material(versions: tuple[Version, ...], steps: tuple[Step, ...] = (), language: str = "en") -> ExchangeMaterial:
    """What an export is made of, under the address of a series called Test."""
    return ExchangeMaterial("Test “series”", Addresses(series_base("Test")), language, versions, steps)
