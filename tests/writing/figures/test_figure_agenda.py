"""The planned time by kind of session."""

import datetime as dt

from figure_examples import centimetres, measured, overlapping, texts_of
from hypothesis import given
from hypothesis import strategies as st

from facilitate.records.meeting import Item, ItemKind, Slot
from facilitate.writing.figures.agenda import agenda_figure, draw_agenda_time, time_shares

K = ItemKind


def slots(*planned):
    start = dt.datetime(2020, 11, 19, 14, tzinfo=dt.UTC)
    return tuple(Slot(Item("x", kind), start, start + dt.timedelta(minutes=minutes)) for kind, minutes in planned)


DAY = slots((K.PLENARY, 30), (K.BREAK, 10), (K.BREAKOUT, 50), (K.PLENARY, 15), (K.OTHER, 15))


def test_minutes_and_shares_by_kind():
    assert [(share.kind, share.minutes, share.percent) for share in time_shares(DAY)] == [
        (K.PLENARY, 45, 38),
        (K.BREAKOUT, 50, 42),
        (K.BREAK, 10, 8),
        (K.OTHER, 15, 12),
    ]


@given(st.lists(st.tuples(st.sampled_from(ItemKind), st.integers(0, 600)), max_size=12))
def test_minutes_add_up_and_shares_to_a_hundred(planned):
    shares = time_shares(slots(*planned))
    total = sum(minutes for _, minutes in planned)
    assert sum(share.minutes for share in shares) == total
    assert sum(share.percent for share in shares) == (100 if total else 0)
    assert all(abs(share.percent - 100 * share.minutes / total) < 1 for share in shares)


def test_no_time_no_figure():
    assert draw_agenda_time(()) is None
    assert draw_agenda_time(slots((K.PLENARY, 0))) is None


def test_the_words_around_the_picture():
    drawn = draw_agenda_time(DAY)
    assert (drawn.name, drawn.width) == ("agenda-time", 16.0)
    assert drawn.caption == "The 120 planned minutes by kind of session"
    assert drawn.alt == (
        "Of 120 planned minutes, 45 min plenary (38%), 50 min breakout groups (42%), "
        "10 min breaks (8%) and 15 min other (12%)."
    )
    width, height = centimetres(drawn.png)
    assert 15.9 < width <= 16.0
    assert height <= 3.0


def test_the_figure_says_it_and_nothing_overlaps():
    figure = agenda_figure(time_shares(DAY))
    texts, _ = measured(figure)
    assert overlapping(texts) == []
    assert texts_of(figure) == {
        "label plenary": "plenary 45 min, 38%",
        "label breakout": "breakout groups 50 min, 42%",
        "label break": "breaks 10 min, 8%",
        "label other": "other 15 min, 12%",
    }


def test_the_same_slots_give_the_same_bytes():
    assert draw_agenda_time(DAY) == draw_agenda_time(DAY)
