"""Countries and languages by their names: exact or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.network.names import country_name, find_country, find_language, language_name

COUNTRIES = {
    "Kenya": "KE",
    "KE": "KE",
    "ken": "KE",
    "Côte d’Ivoire": "CI",
    "Cote d'Ivoire": "CI",
    "Turquie": "TR",
    "Turquía": "TR",
    "Deutschland": "DE",
    "Viet Nam": "VN",
    "Vietnam": "VN",
    "Tanzania, United Republic of": "TZ",
    "Republic of Moldova": "MD",
    "Russian Federation": "RU",
    "中国": "CN",
    "مصر": "EG",
    "USA": "US",
    "North Macedonia": "MK",
    "Guinea-Bissau": "GW",
    "Niger": "NE",
    "Kosovo": "XK",
}
QUESTIONS = {
    "Türkiye": ("TR",),
    "Turkey": ("TR",),
    "Ivory Coast": ("CI",),
    "UK": ("GB",),
    "U.K.": ("GB",),
    "Untied Kingdom": ("GB",),
    "Germny": ("DE",),
    "Congo": ("CG", "CD"),
    "Korea": ("KR", "KP"),
    "Macedonia": ("MK",),
}


@pytest.mark.parametrize("written", COUNTRIES)
def test_a_country_is_known_by_code_and_by_its_names_in_many_languages(written):
    assert find_country(written).code == COUNTRIES[written]


@pytest.mark.parametrize("written", QUESTIONS)
def test_second_names_and_misspellings_are_questions(written):
    found = find_country(written)
    assert (found.code, found.candidates[: len(QUESTIONS[written])]) == ("", QUESTIONS[written])


def test_what_is_no_country_has_no_candidate():
    assert find_country("Qwxyz").candidates == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("English", "en"),
        ("anglais", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("Kiswahili", "sw"),
        ("español", "es"),
        ("العربية", "ar"),
        ("中文", "zh"),
        ("por", "pt"),
        ("Brazilian Portuguese", "pt"),
        ("Wolof", "wo"),
        ("Quechua", "qu"),
    ],
)
def test_a_language_is_known_by_code_by_its_names_and_by_its_own_name(written, code):
    assert find_language(written).code == code


@pytest.mark.parametrize(("written", "candidate"), [("Frnch", "fr"), ("Mandarin", "zh"), ("Farsi", "fa")])
def test_a_doubtful_language_is_a_question(written, candidate):
    found = find_language(written)
    assert found.code == "" and candidate in found.candidates


def test_names_are_given_in_the_language_of_the_meeting():
    assert (country_name("CI", "fr"), language_name("ar", "fr")) == ("Côte d’Ivoire", "Arabe")
    assert (country_name("DE"), country_name("DE", "xx"), language_name("sw")) == ("Germany", "Germany", "Swahili")


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash_and_never_both_found_and_asked(text):
    for found in (find_country(text), find_language(text)):
        assert not (found.code and found.candidates)
