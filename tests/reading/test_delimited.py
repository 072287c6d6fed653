"""Text tables in any encoding and with any delimiter."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.reading.formats.delimited import find_delimiter
from facilitate.reading.sheets import parse_book

ROWS = [["group", "what was said"], ["Green", "Zürich façade, and “more”"], ["Blue", "two\nlines"]]


def written(delimiter=",", rows=ROWS):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def values(content):
    book, problems = parse_book(content, "answers.csv")
    (sheet,) = book.sheets
    width = sheet.last_column
    found = [[sheet.cell(row, column).value for column in range(1, width + 1)] for row in range(1, sheet.last_row + 1)]
    return found, [problem.code for problem in problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_every_delimiter_in_every_encoding_of_unicode(delimiter, encoding):
    assert values(written(delimiter).encode(encoding)) == (ROWS, [])


GUESSED = {
    "cp1252": "Améliorer la qualité de l'enseignement – “déjà vu”, naïve façade, señor Müller",
    "mac_roman": "Améliorer la qualité de l'enseignement – “déjà vu”, naïve façade, señor Müller",
    "cp850": "Améliorer la qualité de l'enseignement, déjà vu, naïve façade, señor Müller",
    "cp1251": "Повысить качество обучения и признать навыки",
    "koi8_r": "Повысить качество обучения и признать навыки",
    "cp1253": "Βελτίωση της ποιότητας και αναγνώριση δεξιοτήτων",
    "cp1250": "Należy uznać zdobyte umiejętności i dać młodym większą szansę, by zdążyli",
    "gb18030": "提高教学质量并承认技能，这是我们小组的意见",
    "shift_jis": "教育の質を高め、技能を認めることが大切です",
    "big5": "提高教學品質並承認技能，這是我們小組的意見",
    "euc_jp": "教育の質を高め、技能を認めることが大切です",
    "cp949": "직업 훈련의 질을 높이고 기술을 인정해야 합니다",
    "cp874": "ควรปรับปรุงคุณภาพการฝึกอบรมวิชาชีพ",
    "cp1254": "Mesleki eğitimin kalitesini artırmalı ve becerileri tanımalıyız",
    "cp1255": "יש לשפר את איכות ההכשרה המקצועית ולהכיר במיומנויות",
    "cp1256": "يجب تحسين جودة التدريب المهني والاعتراف بالمهارات",
    "cp1257": "Jāuzlabo profesionālās izglītības kvalitāte un jāatzīst prasmes",
    "cp866": "Повысить качество обучения и признать навыки",
    "mac_cyrillic": "Повысить качество обучения и признать навыки",
    "iso8859_6": "يجب تحسين جودة التدريب المهني والاعتراف بالمهارات",
}
FEW = ["José", "Zürich", "it’s – fine", "10 € a day", "wir möchten", "Ação"]
"""In so few letters beyond ASCII, those of the West are the likeliest."""


@pytest.mark.parametrize(("encoding", "sentence"), GUESSED.items(), ids=GUESSED)
def test_older_encodings_are_guessed_and_the_guess_is_said(encoding, sentence):
    rows = [["topic", "said"], ["1", sentence]]
    assert values(written(";", rows).encode(encoding)) == (rows, ["guessed-encoding"])


@pytest.mark.parametrize("words", FEW)
def test_of_a_few_letters_the_usual_ones_are_made(words):
    rows = [["topic", "said"], ["1", words]]
    assert values(written(";", rows).encode("cp1252")) == (rows, ["guessed-encoding"])


def test_a_text_that_breaks_off_inside_a_letter_stays_what_it_was():
    content = ("a;b\n" + "Améliorer;é — très\n" * 30 + "fin;").encode() + "é".encode()[:1]
    found, codes = values(content)
    assert (found[1], found[-1], codes) == (["Améliorer", "é — très"], ["fin", "\ufffd"], ["guessed-encoding"])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without a mark", "with a mark"])
def test_a_line_of_another_encoding_does_not_spoil_the_others(mark):
    content = mark + ("a;b\n" + "Améliorer;é — très\n" * 30).encode() + "Café;Müller\n".encode("cp1252")
    found, codes = values(content)
    assert found[1:] == [["Améliorer", "é — très"]] * 30 + [["Café", "Müller"]]
    assert codes == ([] if mark else ["guessed-encoding"])


def test_the_guess_is_shown_with_an_example():
    _, (problem,) = parse_book("a;Café\nb;c\n".encode("cp1252"), "answers.csv")
    assert problem.found == "The letters were taken for Windows Western (cp1252), as in “a;Café”."


@pytest.mark.parametrize("content", [b"sep=;\r\na;b,c\r\n", b'"sep=;"\r\na;b,c\r\n', b"sep=;\na;b,c\n\x1a"])
def test_a_declared_delimiter_is_taken_and_rows_keep_their_numbers(content):
    book, _ = parse_book(content, "answers.csv")
    assert {at: cell.value for at, cell in book.sheets[0].cells.items()} == {(2, 1): "a", (2, 2): "b,c"}


def test_a_text_table_says_what_it_cannot_tell():
    book, _ = parse_book(b"a,b\n", "groups/answers.csv")
    assert book.unknowable == (
        "A text table (CSV) holds no strike-through, colours, comments, formulas or hidden rows.",
    )
    assert book.sheets[0].name == "answers"


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_file():
    lines = "a,b\n" + '1,"open\n' + "".join(f"{n},some words\n" for n in range(2, 20_000))
    found, _ = values(lines.encode())
    assert len(found) == 20_000
    assert found[1] == ["1", '"open']


def test_prose_with_commas_does_not_beat_the_steady_delimiter():
    text = 'name;remark\nA;"one, two, three"\nB;four, five\nC;six\n'
    assert find_delimiter(text) == ";"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12), min_size=3, max_size=3
        ),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(",;\t|"),
)
def test_what_the_csv_writer_writes_is_read_back(rows, delimiter):
    rows = [["name", "topic", "what was said"], *([cell or "x" for cell in row] for row in rows)]
    content = ("sep=" + delimiter + "\n" + written(delimiter, rows)).encode("utf-8")
    book, _ = parse_book(content, "answers.csv")
    found = {at: cell.value for at, cell in book.sheets[0].cells.items()}
    assert found == {(r, c): value for r, row in enumerate(rows, 2) for c, value in enumerate(row, 1)}
