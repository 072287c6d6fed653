"""Which category is meant: what is recognised, what is asked, and that nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.consolidation.names import match_categories, match_category
from facilitate.consolidation.words import same_word
from facilitate.records.aliases import Alias
from facilitate.records.categories import Category, CategoryId, Retired, Version
from tests.bench.names import LISTS, made, measure, ours, version

EIGHT = version("first")
C2, C5, C7 = CategoryId("C2"), CategoryId("C5"), CategoryId("C7")

MEANT = [
    ("Assesment & certification", "C2"),
    ("cat 2", "C2"),
    ("1 ;", "C1"),
    ("Category II", "C2"),
    ("category two", "C2"),
    ("c 2", "C2"),
    ("2. Assessment", "C2"),
    ("WBL", "C1"),
    ("W.B.L.", "C1"),
    ("Work based learning", "C1"),
    ("workbased learning", "C1"),
    ("The category on data analysis", "C4"),
    ("Training delivery (digital)", "C7"),
    ("Impartición", "C7"),
    ("cat 2 and 5", "C2 C5"),
    ("2, 5 & 7", "C2 C5 C7"),
    ("Training delivery; Social inclusion", "C7 C8"),
]


@pytest.mark.parametrize(("text", "ids"), MEANT)
def test_what_is_recognised(text, ids):
    assert [match.category for match in match_categories(text, EIGHT, {})] == ids.split()


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("skills", "C2 C4 C5"),
        ("informal training", "C7"),
        ("2 Training delivery", "C2 C7"),
        ("Digital training delivery", "C7"),
        ("cat 12", ""),
        ("1-3", ""),
        ("all categories", ""),
        ("-", ""),
    ],
)
def test_what_is_doubtful_is_a_question_with_its_best_candidates(text, candidates):
    (match,) = match_categories(text, EIGHT, {})
    assert (match.category, " ".join(match.candidates), match.unlisted) == (None, candidates, False)


@pytest.mark.parametrize("text", ["Green skills", "Traineeships", "Recognition of prior learning", "3D printing"])
def test_a_name_that_is_nothing_like_the_list_is_a_new_one(text):
    assert match_category(text, EIGHT).unlisted


def test_answers_count_before_anything_else():
    aliases = {
        "traineeships": Alias("Traineeships", (CategoryId("C1"),)),
        "cat 2": Alias("cat 2", (C5, C7)),
        "skills": Alias("Skills", new=True),
        "lunch": Alias("Lunch"),
    }
    answers = [match_categories(text, EIGHT, aliases) for text in ("TRAINEESHIPS", "cat 2", "skills", "lunch")]
    assert [[match.category for match in matches] for matches in answers] == [["C1"], ["C5", "C7"], [None], []]
    assert answers[2][0].unlisted


def test_former_names_mean_what_the_category_became():
    now = (Category(C2, "Assessment"), Category(C5, "Ecosystems"), Category(C7, "Delivery"))
    gone = [
        Retired(Category(CategoryId("C3"), "Clusters"), (C5,)),
        Retired(Category(CategoryId("C4"), "Training"), (C2, C7)),
    ]
    after = Version("v2", "s", now, tuple(gone))
    assert (match_category("clusters", after).category, match_category("clusters", after).how) == (C5, "a former name")
    assert match_category("Training", after).candidates == (C2, C7)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("assesment", "assessment", True),
        ("apprenticeship", "apprenticeships", True),
        ("analyse", "analysis", True),
        ("formal", "informal", False),
        ("employment", "unemployment", False),
        ("national", "international", False),
        ("men", "women", False),
        ("v2", "v3", False),
        ("production", "reduction", False),
    ],
)
def test_slips_are_told_from_other_words(one, other, same):
    assert (same_word(one, other) > 0) == same == (same_word(other, one) > 0)


def test_the_made_variants_are_named_rightly_or_not_at_all():
    cases = made()
    assert len(cases) > 700
    score, _ = measure(cases, ours)
    assert (score.wrong, score.recall > 0.97, score.abstained < 0.05) == (0, True, True)
    for seed in range(3):
        score, _ = measure(made(seed), ours)
        assert score.precision > 0.995 and score.recall > 0.97


@given(st.text(max_size=40), st.sampled_from(sorted(LISTS)))
def test_any_text_gets_an_answer_or_a_question(text, name):
    for match in match_categories(text, version(name), {}):
        assert not (match.category and match.unlisted)
        assert len(match.candidates) <= 3
