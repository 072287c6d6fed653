"""What the groups said becomes themes: by topic, by meaning, with ids that stay and quotes that are whole."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.consolidation.decision_tables import known_themes, themes_table
from facilitate.consolidation.reflections import DRAFTED, TOPICS, UNTITLED, KnownThemes, draft, gather_themes
from facilitate.records.contributions import Action, Contribution, Reflection
from facilitate.records.meeting import Group, Meeting
from facilitate.records.sources import GroupId, Place, Source

NAMES = {GroupId(id): f"Group {id.title()}" for id in ("blue", "green", "red", "white")}
MEETING = Meeting("Meeting", groups=tuple(Group(id, name) for id, name in NAMES.items()))


def said(group, text, topic="", row=2):
    place = Place(f"groups/{group}.xlsx", "Reflections", f"B{row}")
    return Reflection(GroupId(group), topic, text, Source(GroupId(group), place, "f" * 64, text))


def reason(group, text, row=2):
    place = Place(f"groups/{group}.xlsx", "Categories", f"D{row}")
    cell = Source(GroupId(group), Place(place.file, "Categories", f"H{row}"), "f" * 64, text)
    action = Source(GroupId(group), place, "f" * 64, "keep")
    return Contribution(GroupId(group), Action.KEEP, None, action, why=text, sources=(action, cell))


def found(*reflections, reasons=()):
    themes = gather_themes(reflections, KnownThemes(), reasons, NAMES)
    return {theme.label: [(one.group, one.text) for one in theme.reflections] for theme in themes}


def test_a_topic_is_a_theme_and_what_says_the_same_without_one_joins_it():
    themes = found(
        said("blue", "The papers should be in our language.", "Language"),
        said("green", "The papers should be in our language!"),
        said("red", "Lunch was late."),
    )
    assert themes == {
        "Language": [
            ("blue", "The papers should be in our language."),
            ("green", "The papers should be in our language!"),
        ],
        UNTITLED: [("red", "Lunch was late.")],
    }


def test_two_topics_are_never_put_together():
    themes = found(said("blue", "Too short.", "Time"), said("green", "Too short.", "Language"))
    assert set(themes) == {"Time", "Language"}


def test_of_very_many_topics_each_is_a_theme_and_what_comes_without_one_joins_the_usual_ones():
    topics = [said("blue", f"Remark number {n} on it.", f"Topic {n}", row=n) for n in range(2 * TOPICS)]
    usual = [said("red", f"The papers should be in our language {n}.", "Language", row=n) for n in (1, 2)]
    themes = found(*topics, *usual, said("green", "The papers should be in our language."))
    assert set(themes) == {"Language", *(f"Topic {n}" for n in range(2 * TOPICS))}
    assert [group for group, _ in themes["Language"]] == ["green", "red", "red"]
    assert all(len(voices) == 1 for label, voices in themes.items() if label != "Language")


def test_reasons_join_a_theme_or_make_one_when_several_groups_give_them():
    alike = [
        reason("blue", "Floods destroy our roads every year"),
        reason("green", "Every year floods destroy our roads"),
    ]
    alone = reason("red", "The minister likes it")
    (theme,) = gather_themes((), KnownThemes(), [*alike, alone], NAMES)
    assert theme.groups == ("blue", "green")
    assert not theme.spoken
    assert theme.reflections[0].source.place.cell == "H2"  # where the reason stands, not the row's first cell
    assert theme.quote in {one.text for one in theme.reflections}
    assert theme.label == "Floods destroy our roads, year"
    (table,) = (row for row in themes_table([theme], MEETING).cells())
    assert table["in the report"] == "no"


def test_an_opposite_is_no_part_of_a_theme_without_a_topic():
    themes = gather_themes(
        [
            said("blue", "Schools should be closed on market days"),
            said("green", "Schools should not be closed on market days"),
        ],
        KnownThemes(),
        (),
        NAMES,
    )
    assert all(len(theme.groups) == 1 or theme.label == UNTITLED for theme in themes)


def test_the_paragraph_is_nothing_but_quotes_each_once_and_says_so():
    (theme,) = gather_themes(
        [
            said("blue", "Too short.", "time"),
            said("green", "too short", "time"),
            said("red", "Give us two hours, please", "Time"),
        ],
        KnownThemes(),
        (),
        NAMES,
    )
    assert draft(theme, NAMES) == (
        f"{DRAFTED} “Too short.” (Group Blue and Group Green); “Give us two hours, please” (Group Red)."
    )
    (row,) = themes_table([theme], MEETING).cells()
    assert row["support"] == 3
    assert row["in a sentence"].endswith(")") and row["in a sentence"][1:].split("”")[0] in row["what was said"]


def test_a_theme_keeps_its_id_when_a_late_group_changes_its_label():
    first = [
        said("blue", "Repair the old bridge by the market"),
        said("green", "The old bridge by the market: repair it"),
    ]
    (before,) = gather_themes(first, KnownThemes(), (), NAMES)
    known = known_themes(themes_table([before], MEETING))
    late = [
        said("white", "Repair the old bridge by the market now", "The bridge"),
        said("red", "A choir sang.", "Arts"),
    ]
    after = {theme.label: theme.id for theme in gather_themes([*first, *late], known, (), NAMES)}
    assert after == {"The bridge": before.id, "Arts": "T2"}


_said = st.builds(
    said,
    st.sampled_from(["blue", "green", "red"]),
    st.sampled_from(["Too short.", "too short", "Far too short a time", "Lunch was late", "No lunch", "Ünïcode 3"]),
    st.sampled_from(["", "time", "Time ", "lunch"]),
    st.integers(2, 9),
)


@given(st.lists(_said, max_size=9).flatmap(lambda all: st.tuples(st.just(all), st.permutations(all))))
def test_the_order_never_matters_and_nothing_said_is_lost(both):
    first, second = (gather_themes(one, KnownThemes(), (), NAMES) for one in both)
    assert first == second
    assert sorted((one for theme in first for one in theme.reflections), key=str) == sorted(set(both[0]), key=str)
    assert len({theme.id for theme in first}) == len(first)


def test_the_order_never_matters_for_the_same_words_of_one_cell_with_a_topic_and_without():
    for topic in (f"topic {number}" for number in range(80)):  # a set of two keeps the order given for one in eight
        both = [said("red", "too short"), said("red", "too short", topic)]
        assert gather_themes(both, KnownThemes(), (), NAMES) == gather_themes(both[::-1], KnownThemes(), (), NAMES)
