"""Text is wrapped by its measured width, whole and with its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from facilitate.writing.figures.lettering import Piece, line_width, plain, width, wrapped
from facilitate.writing.figures.style import DPI, our_letters


@pytest.mark.parametrize("size", [4.0, 6.0, 8.0])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Recognition of skills (certification)", "part moved, renumbered", "Überprüfung №"])
def test_the_measure_is_the_renderer_s(text, bold, size):
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    with our_letters():
        drawn, _, _ = RendererAgg(1, 1, DPI).get_text_width_height_descent(text, font, False)
    assert drawn / DPI * 2.54 == pytest.approx(width(text, size, bold), rel=0.02)


@given(st.text("abcdefgh -/(,)é技", max_size=80), st.floats(0.5, 6.0))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text, room):
    lines = wrapped(text, room, 8)
    assert "".join(plain(lines).split()) == "".join(text.split())
    assert all(line_width(line, 8) <= room + 1e-9 for line in lines)


@given(st.text("abcdefgh -", min_size=1, max_size=80), st.integers(1, 3))
def test_what_does_not_fit_is_cut_with_an_ellipsis(text, most):
    whole, cut = wrapped(text, 2.0, 8), wrapped(text, 2.0, 8, most=most)
    assert len(cut) == min(len(whole), most)
    assert plain(cut).endswith("…") == (len(whole) > most)
    assert all(line_width(line, 8) <= 2.0 + 1e-9 for line in cut)


def test_marks_cross_lines_and_the_rest_stays_plain():
    text = "Research, data and analysis"
    assert wrapped(text, 20, 8, marks=[(0, 8)]) == ((Piece("Research", True), Piece(", data and analysis")),)
    assert wrapped(text, 20, 8, marks=[(10, 18)]) == (
        (Piece("Research, "), Piece("data and", True), Piece(" analysis")),
    )
    lines = wrapped(text, 1.6, 8, marks=[(0, len(text))])
    assert all(piece.marked for line in lines for piece in line)
    assert plain(lines) == "Research,\ndata and\nanalysis"


def test_white_space_of_any_kind_is_one_space():
    assert plain(wrapped(" a\tb\n c ", 5, 8)) == "a b c"
    assert plain(wrapped("on-the-job training", 1.3, 8)) == "on-the-\njob\ntraining"
