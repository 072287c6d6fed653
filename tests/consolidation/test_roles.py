"""The same words in other places: what turns, what changes places, and what merely moves."""

import pytest

from facilitate.consolidation.meaning import group_by_meaning
from facilitate.consolidation.repeats import group_repeats
from facilitate.consolidation.roles import exchanged, read, reordered, turned

TURNED = [
    ("More jobs, less training", "Less jobs, more training"),
    ("More jobs and less training", "Fewer jobs and more training"),
    ("Train teachers, not employers", "Train employers, not teachers"),
    ("Train teachers rather than employers", "Train employers rather than teachers"),
    ("2 trainers for 30 pupils", "30 trainers for 2 pupils"),
    ("Hire 5 nurses and 10 doctors", "Hire 10 nurses and 5 doctors"),
    ("Teachers assess students", "Students assess teachers"),
    ("Safety comes before cost", "Cost comes before safety"),
    ("Move the office from Paris to London", "Move the office from London to Paris"),
    ("Raise wages and lower taxes", "Lower wages and raise taxes"),
    ("Free buses for all. No cars in the centre.", "Free buses for all. Cars in the centre."),
    ("Plus d'emplois, moins de formation", "Moins d'emplois, plus de formation"),
    ("Former les enseignants, pas les employeurs", "Former les employeurs, pas les enseignants"),
    ("Les enseignants évaluent les élèves", "Les élèves évaluent les enseignants"),
    ("2 formateurs pour 30 élèves", "30 formateurs pour 2 élèves"),
    ("Más empleo, menos formación", "Menos empleo, más formación"),
    ("Formar a los profesores, no a los empresarios", "Formar a los empresarios, no a los profesores"),
    ("Los profesores evalúan a los alumnos", "Los alumnos evalúan a los profesores"),
    ("Mehr Arbeit, weniger Ausbildung", "Weniger Arbeit, mehr Ausbildung"),
    ("Lehrer ausbilden, nicht Arbeitgeber", "Arbeitgeber ausbilden, nicht Lehrer"),
    ("Die Lehrer bewerten die Schüler", "Die Schüler bewerten die Lehrer"),
    ("Mais emprego, menos formação", "Menos emprego, mais formação"),
    ("Formar os professores, não os empregadores", "Formar os empregadores, não os professores"),
    ("Os professores avaliam os alunos", "Os alunos avaliam os professores"),
    ("Больше работы, меньше учёбы", "Меньше работы, больше учёбы"),
    ("Обучать учителей, а не работодателей", "Обучать работодателей, а не учителей"),
    ("教师评估学生", "学生评估教师"),
    ("多就业，少培训", "少就业，多培训"),
    ("تدريب المعلمين وليس أصحاب العمل", "تدريب أصحاب العمل وليس المعلمين"),
    ("الجامعة تقيم المدرسة", "المدرسة تقيم الجامعة"),
]

UNTURNED = [
    ("Training for men and women", "Training for women and men"),
    ("Invite parents, teachers and pupils", "Invite pupils, teachers and parents"),
    ("We need more buses in rural areas", "In rural areas we need more buses"),
    ("Soon we need free training", "We need free training soon"),
    ("Free training for nurses", "Training free for nurses"),
    ("Des bus pour les jeunes et les femmes", "Des bus pour les femmes et les jeunes"),
    ("Mehr Busse für Kinder und Eltern", "Mehr Busse für Eltern und Kinder"),
    ("培训教师和学生", "培训学生和教师"),
    ("More jobs, less training", "Less training, more jobs"),
    ("The town must build flats near the station", "Near the station flats are missing and the town must build them"),
    ("No cars in the centre, free buses", "Free buses and no cars in the centre"),
]

LONG = "In every rural district of the country the council should see to it that "


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_words_that_change_places_turn_the_meaning(one, other):
    assert turned(read(one), read(other)) and turned(read(other), read(one))
    assert group_by_meaning((one, other), cut=-1.0).group_of == (0, 1)


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_they_are_never_joined_however_alike_the_rest(one, other):
    texts = (f"{LONG}{one}", f"{LONG}{other}")
    assert len(set(group_repeats(texts).labels.tolist())) == 2
    assert group_by_meaning(texts, cut=-1.0).group_of == (0, 1)


@pytest.mark.parametrize(("one", "other"), UNTURNED)
def test_what_merely_moves_turns_nothing(one, other):
    assert turned(read(one), read(other)) == turned(read(other), read(one)) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("not all teachers in rural schools should be trained", "all teachers in rural schools should not be trained"),
        ("only teachers of rural schools may apply for it", "teachers of rural schools may apply for it only"),
    ],
)
def test_a_word_that_denies_or_limits_stays_with_its_word(one, other):
    assert reordered(one.split(), other.split())
    assert len(set(group_repeats((one, other)).labels.tolist())) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Teachers of the primary schools in all rural districts may apply for a grant",
            "Only teachers of the primary schools in all rural districts may apply for a grant",
        ),
        (
            "Build the new school in the old town with money of the region this year",
            "Build the new school in the old town with money of the region this year unless parents object",
        ),
        (
            "Il faut augmenter le prix des billets de bus et de train dans la région cette année",
            "Il ne faut plus augmenter le prix des billets de bus et de train dans la région cette année",
        ),
    ],
)
def test_a_word_that_limits_or_half_denies_is_never_one_too_many(one, other):
    assert len(set(group_repeats((one, other)).labels.tolist())) == 2


def test_a_slip_does_not_hide_that_words_change_places():
    one, other = ["teachers", "asess", "the", "students"], ["students", "assess", "the", "teachers"]
    assert reordered(one, other, [("asess", "assess")])


def test_two_words_side_by_side_may_change_places():
    assert exchanged(["free", "training", "for", "nurses"], ["training", "free", "for", "nurses"]) is None
    assert exchanged([], []) is None is exchanged(["a"], ["a"])
