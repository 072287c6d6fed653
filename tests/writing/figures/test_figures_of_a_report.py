"""All figures of a report: which, in which order, and light to import."""

import subprocess
import sys

from figure_examples import COUNT_LINE, decoded, ilo, texts_of, version
from test_figure_agenda import DAY
from test_figure_proposals import MEETING, STEP

from facilitate.records.changes import History, Step
from facilitate.records.contributions import Feedback
from facilitate.records.meeting import Meeting
from facilitate.records.reporting import ReportMaterial
from facilitate.writing.figures.report import draw_pictures
from facilitate.writing.figures.sheet import Sheet
from facilitate.writing.figures.style import picture
from tests.network.examples import chart


def material(meeting=MEETING, step=STEP, slots=DAY):
    return ReportMaterial(meeting, "session", slots, step, History("series", (step,)), Feedback(), (), ())


def test_all_of_them_in_order():
    pictures = draw_pictures(material(Meeting("Invented", groups=MEETING.groups)), COUNT_LINE, chart(5))
    people = ["people-by-region", "people-by-category", "people-by-region-and-category", "network"]
    names = ["crosswalk", "proposals", "disagreement", *people, "agenda-time"]
    assert [one.name for one in pictures] == names
    for one in pictures:
        assert decoded(one.png).ndim == 3
        assert 0 < one.width <= 16.0
        assert 0 < len(one.alt) <= 250
        assert one.caption
        assert ".png" not in one.alt


def test_what_is_empty_is_left_out():
    assert [one.name for one in draw_pictures(material(Meeting("m"), ilo(), ()))] == ["crosswalk"]
    assert draw_pictures(material(Meeting("m"), Step(version(), version(), (), (), ()), ())) == ()


def test_an_alternative_text_is_one_line_of_250_characters_at_most():
    drawn = picture(Sheet(4, 1).figure, "x", 4.0, "caption", "much\ntext " * 60)
    assert len(drawn.alt) == 250
    assert "\n" not in drawn.alt


def test_the_file_says_nothing_of_who_made_it_and_when():
    drawn = picture(Sheet(4, 1).figure, "x", 4.0, "caption", "text")
    assert b"tEXt" not in drawn.png
    assert b"tIME" not in drawn.png


def test_a_sheet_writes_what_it_is_given():
    sheet = Sheet(4, 1)
    sheet.write(1, 0.5, "$a_b$", 8, name="text")
    assert texts_of(sheet.figure) == {"text": "$a_b$"}


def test_pyplot_is_never_imported():
    code = "import sys, facilitate.writing.figures.report; print('matplotlib.pyplot' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
