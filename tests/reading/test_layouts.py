"""Whatever a note-taker makes of the workbook, and what survey tools export, is read whole or said plainly."""

import csv
import io

import pytest

from facilitate.reading.groups import read_groups
from facilitate.reading.layouts import as_toml, mapped, read_layouts
from facilitate.reading.mapping import remembered
from facilitate.records.contributions import Difference
from tests.reading.sessions import HEADERS, LIST, MEETING, account, answers, asked, read, session, workbook

FILLED = answers(C1=("keep", None, None, None, "it works"), C3=("drop", None, None, None, "nobody uses it"))
EXPECTED = [
    ("green", "keep", "C1 Training delivery", "", "", "it works"),
    ("green", "drop", "C3 Career guidance", "", "", "nobody uses it"),
]
FRENCH = (
    *("N°", "Catégorie", "Définition", "Que faire ?", "Nouveau nom", "Fusionner avec"),
    *("Ce qui doit être amélioré", "Pourquoi"),
)
SPANISH = (
    *("Número", "Categoría", "Definición", "¿Qué hacer?", "Nuevo nombre", "Fusionar con"),
    *("Qué hay que mejorar", "¿Por qué?"),
)
FREE = (
    *("ID", "Category (as it stands)", "Description", "What shuold happen", "New name", "Merge with"),
    *("Comments:", "Reasons"),
)


def under(headers):
    return [headers, *FILLED[1:]]


def moved():
    order = (7, 3, 1, 0, 2, 4, 5, 6)
    return [[(*row, *[None] * 8)[place] for place in order] for row in FILLED]


def below(lines, rows):
    return [*lines, *rows]


def as_csv(rows, delimiter=";", encoding="cp1252"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["" if value is None else value for value in row] for row in rows])
    return out.getvalue().encode(encoding)


SHAPES = {
    "as it was sent": ("green.xlsx", {"Categories": FILLED}, []),
    "sheet renamed": ("green.xlsx", {"Sheet1": FILLED}, []),
    "columns moved": ("green.xlsx", {"Categories": moved()}, []),
    "in French": ("green.xlsx", {"Catégories": under(FRENCH)}, ["columns-taken-for"]),
    "in Spanish": ("green.xlsx", {"Categorías": under(SPANISH)}, ["columns-taken-for"]),
    "in other words": ("green.xlsx", {"Categories": under(FREE)}, ["columns-taken-for"]),
    "a title above": (
        "green.xlsx",
        {"Categories": below([["Feedback on the list"], [], []], FILLED)},
        ["text-above-table"],
    ),
    "rows inserted": ("green.xlsx", {"Categories": [FILLED[0], [], FILLED[1], [], [], *FILLED[2:]]}, []),
    "further down and to the right": (
        "green.xlsx",
        {"Categories": [[], [], *[[None, None, *row] for row in FILLED]]},
        [],
    ),
    "as a text table": ("green.csv", as_csv(FILLED), []),
    "as a text table with tabs in UTF-16": ("green.txt", as_csv(FILLED, "\t", "utf-16"), []),
    "named by a title": (
        "notes.xlsx",
        {"Categories": below([["Group Green"]], FILLED)},
        [],
    ),
    "named by its sheet": ("notes.xlsx", {"Green": FILLED}, []),
    "a copy of a copy": ("Copy of green (1).xlsx", {"Categories": FILLED}, []),
    "with a date": ("2020-11-19 Group Green final v2.xlsx", {"Categories": FILLED}, []),
}


@pytest.mark.parametrize(("name", "content", "codes"), SHAPES.values(), ids=SHAPES)
def test_the_same_answers_in_every_shape(tmp_path, name, content, codes):
    feedback, found = read(tmp_path, {name: content})
    assert asked(feedback) == EXPECTED
    assert account(feedback) == [("green", "group workbook", 3, 2, 1, 0)]
    assert found == codes


LANGUAGES = {
    "German": (
        ("Nr.", "Kategorie", "Beschreibung", "Was soll geschehen?", "Neuer Name", "Zusammenlegen mit", "Bemerkung",
         "Grund"),
        ("beibehalten", "streichen"),
    ),
    "Portuguese": (
        ("N.º", "Categoria", "Definição", "O que deve acontecer?", "Novo nome", "Fundir com", "Comentário", "Por quê?"),
        ("manter", "remover"),
    ),
    "Russian": (
        ("Номер", "Категория", "Определение", "Что делать?", "Новое название", "Объединить с", "Замечания", "Почему?"),
        ("оставить", "Удалить"),
    ),
    "Arabic": (
        ("الرقم", "الفئة", "التعريف", "الإجراء المقترح", "الاسم الجديد", "الدمج مع", "ملاحظات", "لماذا؟"),
        ("إبقاء", "حذف"),
    ),
    "Chinese": (
        ("编号", "类别", "定义", "如何处理", "新名称", "合并到", "意见", "原因"),
        ("保留", "删除"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "actions"), LANGUAGES.values(), ids=LANGUAGES)
def test_in_the_other_languages(tmp_path, headers, actions):
    filled = [headers, *answers(
        C1=(actions[0], None, None, None, "it works"), C3=(actions[1], None, None, None, "nobody uses it")
    )[1:]]  # fmt: skip
    feedback, codes = read(tmp_path, {"green.xlsx": {"Sheet1": filled}})
    assert asked(feedback) == EXPECTED
    assert account(feedback) == [("green", "group workbook", 3, 2, 1, 0)]
    assert codes == ["understood-action", "understood-action", "columns-taken-for"]


def test_no_word_stands_for_two_columns_of_one_table_or_for_two_actions():
    from facilitate.reading.headers import plain
    from facilitate.reading.layouts import FIELDS

    words = read_layouts()[0].words
    for table in ("Categories", "Missing", "Reflections"):
        meant = {}
        for header in FIELDS[table]:
            for word in words.headers.get(header, ()):
                assert meant.setdefault(plain(word), header) == header, (table, word)
    actions = {}
    for action, spellings in words.actions.items():
        for word in spellings:
            assert actions.setdefault(plain(word), action) == action, word
    assert not {plain(word) for word in words.same} & {plain(word) for word in words.nothing} - {""}


SCHEMAS = {
    "1": {
        "Categories": ("id", "category", "definition", "what should happen", "new name or names", "merge into which",
                       "what needs to be improved", "why"),
        "Missing": ("proposed category", "definition", "why"),
        "Reflections": ("topic", "what was said"),
    },
    "2": {
        "Categories": ("id", "category", "definition", "what should happen", "new name or names", "merge into which",
                       "what needs to be improved", "why", "how many support it"),
        "Missing": ("proposed category", "definition", "why", "how many support it"),
        "Reflections": ("topic", "what was said"),
    },
}  # fmt: skip
"""The headers of the group workbook as every version of the program has sent them; never change one that was."""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_group_workbook_of_every_version_is_read(tmp_path, schema):
    from openpyxl.packaging.custom import StringProperty

    from facilitate.records.workbooks import GROUP_BOOK, SCHEMA

    now = {form.name: form.headers for form in GROUP_BOOK}
    assert SCHEMAS[str(SCHEMA)] == now  # a change is a new version: it is added here beside the older ones
    values = {"id": "C1", "category": "Training delivery", "what should happen": "keep", "topic": "Costs",
              "proposed category": "Green skills", "what was said": "Too high"}  # fmt: skip
    sheets = {name: [heads, [values.get(head) for head in heads]] for name, heads in SCHEMAS[schema].items()}

    def sent(book):
        for name, value in (("facilitate-group", "green"), ("facilitate-schema", schema)):
            book.custom_doc_props.append(StringProperty(name=name, value=value))

    feedback, codes = read(tmp_path, {"answer.xlsx": workbook(sheets, sent)})
    assert asked(feedback) == [
        ("green", "keep", "C1 Training delivery", "", "", ""),
        ("green", "add", "", "Green skills", "", ""),
    ]
    assert [(one.topic, one.text) for one in feedback.reflections] == [("Costs", "Too high")]
    assert (account(feedback), codes) == ([("green", "group workbook", 3, 3, 0, 0)], [])


def test_what_was_taken_for_what_is_said(tmp_path):
    _, problems = read_groups(session(tmp_path, {"green.xlsx": {"Categories": under(FRENCH)}}), MEETING)
    said = next(problem for problem in problems if problem.code == "columns-taken-for")
    assert said.found == (
        "Columns were recognised by their meaning: “N°” as “id”, “Catégorie” as “category”, "
        "“Définition” as “definition”, “Que faire ?” as “what should happen”, “Nouveau nom” as “new name or names”, "
        "“Fusionner avec” as “merge into which”, “Ce qui doit être amélioré” as “what needs to be improved” "
        "and “Pourquoi” as “why”."
    )
    assert str(said.place) == "groups/green.xlsx:Categories!A1"


MISSING = [("Proposed category", "Definition", "Why"), ("Green skills", "For the climate", "it is new")]
SAID = [("Topic", "What was said"), ("Young people", "They need more time")]


def test_several_tables_on_one_sheet(tmp_path):
    rows = [["The list"], *FILLED, [], ["What is missing"], *MISSING, [], ["Other points"], *SAID]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Notes": rows}})
    assert asked(feedback) == [*EXPECTED, ("green", "add", "", "Green skills", "", "it is new")]
    assert [(one.topic, one.text) for one in feedback.reflections] == [("Young people", "They need more time")]
    assert account(feedback) == [("green", "group workbook", 5, 4, 1, 0)]
    assert codes == ["text-above-table"] * 3


def test_tables_side_by_side(tmp_path):
    beside = [
        (*left, None, *right)
        for left, right in zip([*MISSING, ("Digital skills", "", "")], [*SAID, ("Costs", "Too high")], strict=True)
    ]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Notes": beside}})
    assert [one.names for one in feedback.contributions] == [("Green skills",), ("Digital skills",)]
    assert [one.text for one in feedback.reflections] == ["They need more time", "Too high"]
    assert account(feedback) == [("green", "group workbook", 2, 2, 0, 0)]
    assert codes == []


def test_a_title_over_each_of_two_tables_side_by_side_says_whose_it_is(tmp_path):
    both = [
        ("Group Green", None, None, "Group Blue"),
        ("Topic", "What was said", None, "Topic", "What was said"),
        ("Work", "More places", None, "Jobs", "Less paper"),
        ("Home", "More flats"),
    ]
    feedback, _ = read(tmp_path, {"all.xlsx": {"Sheet1": both}, "groups.xlsx": {"Sheet1": [("Group 2",), *both[1:]]}})
    said = [(one.group, one.text) for one in feedback.reflections]
    assert sorted(said) == [
        *(("2", text) for text in ("Less paper", "More flats", "More places")),
        *(("blue", "Less paper"), ("green", "More flats"), ("green", "More places")),
    ]


def test_one_file_with_a_sheet_for_each_group(tmp_path):
    feedback, codes = read(tmp_path, {"all groups.xlsx": {"Green": FILLED, "Group Blue": MISSING, "Group 2": SAID}})
    assert {one.group for one in (*feedback.contributions, *feedback.reflections)} == {"green", "blue", "2"}
    assert account(feedback) == [
        ("green", "group workbook", 3, 2, 1, 0),
        ("blue", "group workbook", 1, 1, 0, 0),
        ("2", "group workbook", 1, 1, 0, 0),
    ]
    assert codes == ["sheet-taken-for"] * 3


def test_one_sheet_with_a_column_for_the_group(tmp_path):
    rows = [
        ("Group", "Category", "Action", "Why"),
        ("Green", "Training delivery", "keep", "it works"),
        ("idem", "Career guidance", "drop", "nobody uses it"),
        ("Group Blue", "Career guidance", "keep", ""),
        ("purple", "Career guidance", "keep", ""),
        ("", "Training delivery", "keep", ""),
    ]
    feedback, codes = read(tmp_path, {"everybody.xlsx": {"Answers": rows}})
    assert [(one.group, one.category_found) for one in feedback.contributions] == [
        ("green", "Training delivery"),
        ("green", "Career guidance"),
        ("blue", "Career guidance"),
    ]
    assert account(feedback) == [
        ("green", "group workbook", 2, 2, 0, 0),
        ("blue", "group workbook", 1, 1, 0, 0),
        ("", "group workbook", 2, 0, 0, 2),
    ]
    assert codes == ["taken-from-above", "row-of-no-group", "row-of-no-group", "columns-taken-for"]


MICROSOFT = [
    ("ID", "Start time", "Completion time", "Email", "Name", "Your group", "What should we know?", "Why?"),
    (1, "2020-11-19 14:00", "2020-11-19 14:05", "a@example.org", "Ada", "Green", "More apprenticeships", "jobs"),
    (2, "2020-11-19 14:01", "2020-11-19 14:06", "b@example.org", "Ben", "Group Blue", "-", ""),
    (3, "2020-11-19 14:02", "2020-11-19 14:07", "c@example.org", "Cy", "Group Blue", "", ""),
]


def test_a_microsoft_form(tmp_path):
    feedback, codes = read(tmp_path, {"answers.xlsx": {"Sheet1": MICROSOFT}})
    assert [(one.group, one.topic, one.text) for one in feedback.reflections] == [
        ("green", "What should we know?", "More apprenticeships"),
        ("green", "Why?", "jobs"),
    ]
    assert account(feedback) == [("green", "Microsoft Forms", 1, 1, 0, 0), ("blue", "Microsoft Forms", 2, 0, 1, 1)]
    assert "example.org" not in str(feedback)
    assert codes == ["columns-taken-for"]


def test_a_group_that_is_misspelt_is_asked_about_with_the_likely_one(tmp_path):
    rows = [
        ("Group", "Topic", "What was said"),
        ("grenn", "Work", "More"),
        ("Group Bleu", "Work", "Less"),
        ("x", "", "y"),
    ]
    _, problems = read_groups(session(tmp_path, {"all.xlsx": {"Sheet1": rows}}), MEETING)
    expected = [one.expected.partition("The groups")[0] for one in problems if one.code == "row-of-no-group"]
    assert expected == ["Perhaps Group Green is meant. ", "Perhaps Group Blue is meant. ", ""]


def test_several_choices_in_one_answer_are_several(tmp_path):
    head = ("ID", "Start time", "Completion time", "What matters most?", "Anything else")
    rows = [
        head,
        (1, "2020-11-19 14:00", "2020-11-19 14:05", "Quality;More women;", "Costs; time"),
        (2, "", "", "", ""),
    ]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Sheet1": rows}})
    assert [(one.topic, one.text) for one in feedback.reflections] == [
        ("What matters most?", "Quality"),
        ("What matters most?", "More women"),
        ("Anything else", "Costs; time"),
    ]
    assert len({one.source for one in feedback.reflections}) == 2
    assert account(feedback) == [("green", "Microsoft Forms", 2, 1, 1, 0)]
    assert codes == ["several-requests"]


def test_a_grid_of_a_google_form_is_about_its_categories(tmp_path):
    rows = [
        ("Timestamp", "Your group", "What should happen? [Training delivery]", "What should happen? [Career guidance]",
         "Why? [Career guidance]", "How was it? [The room]"),
        ("19/11/2020 14:00", "Green", "Keep", "Drop", "nobody uses it", "Cold"),
        ("19/11/2020 14:00", "Blue", "", "", "", ""),
    ]  # fmt: skip
    feedback, _ = read(tmp_path, {"answers.xlsx": {"Form Responses 1": rows}})
    assert asked(feedback) == [
        ("green", "keep", "Training delivery", "", "", ""),
        ("green", "drop", "Career guidance", "", "", "nobody uses it"),
    ]
    assert [one.source.place.cell for one in feedback.contributions] == ["C2", "D2"]
    assert [(one.topic, one.text) for one in feedback.reflections] == [("How was it? [The room]", "Cold")]
    assert account(feedback) == [("green", "Google Forms", 1, 1, 0, 0), ("blue", "Google Forms", 1, 0, 1, 0)]


def test_how_a_file_was_read_is_said(tmp_path):
    _, problems = read_groups(session(tmp_path, {"answers.xlsx": {"Sheet1": MICROSOFT}}), MEETING)
    said = [problem for problem in problems if problem.code == "read-as"]
    assert [(str(one.place), one.found) for one in said] == [
        ("groups/answers.xlsx", "The file was read as Microsoft Forms, 3 rows.")
    ]


def test_a_google_form_in_french_about_the_list(tmp_path):
    rows = [
        ("Horodateur", "Adresse e-mail", "Quelle catégorie ?", "Que faire ?", "Pourquoi ?", "Autres remarques"),
        ("19/11/2020 14:00:00", "a@example.org", "Training delivery", "renommer en Formation", "plus clair", "Merci"),
    ]
    feedback, codes = read(tmp_path, {"green.csv": as_csv(rows, ",", "utf-8")})
    assert asked(feedback) == [("green", "rename", "Training delivery", "Formation", "", "plus clair")]
    assert [(one.topic, one.text) for one in feedback.reflections] == [("Autres remarques", "Merci")]
    assert account(feedback) == [("green", "Google Forms", 1, 1, 0, 0)]
    assert codes == ["understood-action", "columns-taken-for"]


def test_mentimeter(tmp_path):
    rows = [("Date (UTC)", "Session", "Voter", "One word"), ("2020-11-19", "1", "Voter 1", "Hope")]
    feedback, codes = read(tmp_path, {"Group Green.xlsx": {"Voters": rows}})
    assert [(one.topic, one.text) for one in feedback.reflections] == [("One word", "Hope")]
    assert account(feedback) == [("green", "Mentimeter", 1, 1, 0, 0)]
    assert codes == []


SLIDO = [("Question ID", "Question text", "Upvotes", "Label"), ("q1", "Why so many categories?", "7", "List")]


@pytest.mark.parametrize("head", [("Name", "E-mail"), ("Name",), ("Nom", "Organisation"), ("Group", "Name")])
def test_a_list_of_participants_is_no_list_of_proposals(tmp_path, head):
    people = [head, ("Ana Costa", "a@example.org")[: len(head)]] if head[0] != "Group" else [head, ("Green", "Ana")]
    feedback, codes = read(tmp_path, {"green.xlsx": {"Categories": FILLED, "Attendance": people}})
    assert asked(feedback) == EXPECTED
    assert codes == ["no-known-columns"]
    named = [("Name",), ("Green skills",)]
    feedback, _ = read(tmp_path / "named", {"green.xlsx": {"Missing": named}})
    assert [one.names for one in feedback.contributions] == [("Green skills",)]
    two = [("Name", "Why"), ("Green skills", "jobs")]
    feedback, _ = read(tmp_path / "two", {"green.xlsx": {"Sheet1": two}})
    assert [one.names for one in feedback.contributions] == [("Green skills",)]


def test_what_is_not_known_is_set_aside_until_a_mapping_says_what_it_is(tmp_path):
    files = {"green.xlsx": {"Export": SLIDO}}
    feedback, codes = read(tmp_path, files)
    assert account(feedback) == [("green", "", 2, 0, 0, 2)]
    assert codes == ["no-known-columns"]
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "slido.toml").write_text(
        'name = "Slido"\n[columns]\n"what was said" = "Question text"\n"topic" = "Label"\n', "utf-8"
    )
    feedback, codes = read(tmp_path, files)
    assert [(one.topic, one.text) for one in feedback.reflections] == [("List", "Why so many categories?")]
    assert account(feedback) == [("green", "Slido", 1, 1, 0, 0)]
    assert "no-known-columns" not in codes


def test_what_is_not_known_is_told_by_its_likely_headers_with_what_to_type(tmp_path):
    rows = [("What we think",), ("Sticky", "Wer"), ("More trains", "Ann")]
    _, problems = read_groups(session(tmp_path, {"green.xlsx": {"Sheet1": rows}}), MEETING)
    (said,) = [one for one in problems if one.code == "no-known-columns"]
    assert (said.place.cell, said.found) == ("A2", "The columns are not known: “Sticky” and “Wer”.")
    assert said.remedy.endswith('such as: --columns "green.xlsx: what was said = Sticky".')


BOARD = [
    ("ID", "Type", "Text", "BG Color", "Position X", "Position Y", "Area", "Last Updated By", "Last Updated"),
    (1, "sticky note", "More women\nin training", "#fce300", 10, 20, "Group Green", "Ana", "2026-01-01"),
    (2, "sticky note", "Costs are high", "#fce300", 10, 20, "Blue", "Bo", "2026-01-01"),
    (3, "text", "A title", "#ffffff", 1, 1, "", "Bo", "2026-01-01"),
]
QUESTIONS = [
    ("Question ID", "Question text", "Question author", "Upvotes", "Label", "Created at"),
    (1, "More women\nin training", "Anonymous", 12, "Money", "2026-01-01"),
    (2, "Costs are high", "Ana", 3, "", "2026-01-02"),
]
NOTES = [("My board",), ("More women\nin training",), ("Costs are high",)]
EXPORTS = {
    "a board with areas": ("mural.csv", BOARD, "mural*.csv: what was said = Text; group = Area", ["green", "blue"]),
    "questions of an audience": ("green.csv", QUESTIONS, "what was said = Question text; topic = Label", ["green"] * 2),
    "notes under the name of a board": ("green.csv", NOTES, "green.csv: what was said = My board", ["green"] * 2),
}
"""In the shape in which Mural, Slido and Miro export, as far as that is known (docs of theirs name no columns)."""


@pytest.mark.parametrize(("name", "rows", "columns", "groups"), EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_an_export_of_another_tool_is_read_by_what_was_said_of_its_columns(
    tmp_path, name, rows, columns, groups, delimiter, encoding
):
    remembered_as = remembered(columns, {})
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / remembered_as.name).write_text(remembered_as.text, "utf-8")
    feedback, codes = read(tmp_path, {name: as_csv(rows, delimiter, encoding)})
    found = [(one.group, one.text) for one in feedback.reflections]
    assert found == list(zip(groups, ["More women\nin training", "Costs are high"], strict=True))
    assert "no-known-columns" not in codes and "unused-layout" not in codes
    assert not any("Ana" in one.text or "Bo" in one.text for one in feedback.reflections)  # who wrote it is not read


def test_the_names_of_our_sheets_above_tables_are_no_news(tmp_path):
    rows = [["Categories"], *FILLED, [], ["Missing"], *MISSING, [], ["We liked it"], *SAID]
    _, codes = read(tmp_path, {"green.xlsx": {"Notes": rows}})
    assert codes == ["text-above-table"]


def test_a_mapping_from_the_command_line_is_kept_as_a_layout_file(tmp_path):
    table = mapped({"what was said": "Question text", "topic": "Label"}, "Slido")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/slido.toml").write_text(as_toml(table), "utf-8")
    feedback, _ = read(tmp_path, {"green.xlsx": {"Export": SLIDO}})
    assert account(feedback) == [("green", "Slido", 1, 1, 0, 0)]
    with pytest.raises(ValueError, match="none of"):
        mapped({"tpoic": "Label"}, "Slido")


def test_a_layout_of_the_session_goes_before_all_others(tmp_path):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/ours.toml").write_text(
        'name = "our form"\ngives = "Reflections"\n[columns]\n"topic" = "category"\n"what was said" = "why"\n', "utf-8"
    )
    feedback, _ = read(tmp_path, {"green.xlsx": {"Categories": FILLED}})
    assert [(one.topic, one.text) for one in feedback.reflections][:1] == [("Training delivery", "it works")]


BROKEN = {
    "no TOML": "name = ",
    "an unknown header": '[columns]\n"tpoic" = "Label"\n',
    "an unknown table": 'gives = "Answer"\n',
    "a number": "[columns]\ntopic = 3\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_layout_that_cannot_be_used_is_said_and_the_others_are(tmp_path, content):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/broken.toml").write_text(content, "utf-8")
    feedback, codes = read(tmp_path, {"green.xlsx": {"Categories": FILLED}})
    assert asked(feedback) == EXPECTED
    assert codes == ["unusable-layout"]


def test_a_session_adds_words_of_its_own(tmp_path):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/words.toml").write_text(
        '[headers]\n"category" = ["Kategorie"]\n"why" = ["Warum"]\n"what should happen" = ["Was tun"]\n'
        '[actions]\n"drop" = ["streichen"]\n[answers]\nnothing = ["entfällt"]\n',
        "utf-8",
    )
    rows = [("Kategorie", "Was tun", "Warum"), ("Career guidance", "streichen", "entfällt")]
    feedback, _ = read(tmp_path, {"green.xlsx": {"Liste": rows}})
    assert asked(feedback) == [("green", "drop", "Career guidance", "", "", "")]


def test_hidden_sheets_are_asked_about_and_hidden_rows_read(tmp_path):
    def hide(book):
        book["Old"].sheet_state = "hidden"
        book["Categories"].row_dimensions[2].hidden = True

    files = {"green.xlsx": workbook({"Categories": FILLED, "Old": SAID}, hide)}
    feedback, codes = read(tmp_path, files)
    assert asked(feedback) == EXPECTED
    assert account(feedback) == [("green", "group workbook", 4, 2, 1, 1)]
    assert codes == ["hidden-row", "hidden-sheet"]


def test_columns_that_are_not_read_and_texts_outside_are_said(tmp_path):
    def add(book):
        sheet = book["Categories"]
        sheet["I1"], sheet["I2"], sheet["J3"], sheet["J9"] = "Votes", 7, "ask Maria", "and Ben"

    feedback, codes = read(tmp_path, {"green.xlsx": workbook({"Categories": FILLED}, add)})
    assert account(feedback) == [("green", "group workbook", 4, 2, 1, 1)]
    assert [(one.source.place.cell, one.why) for one in feedback.set_aside] == [
        ("J9", "it stands outside the columns that are read")
    ]
    assert codes == ["text-under-no-header", "text-under-no-header", "unread-columns"]


def test_of_columns_that_nobody_asked_for_those_that_hold_something_are_asked_about(tmp_path):
    def add(book):
        sheet = book["Categories"]
        sheet["I1"], sheet["J1"], sheet["I2"], sheet["I4"] = "Talk", "Free", "We need more time", "No"

    _, problems = read_groups(session(tmp_path, {"green.xlsx": workbook({"Categories": FILLED}, add)}), MEETING)
    found = {one.code: (str(one.level), one.place.cell, one.found) for one in problems}
    asked_about = "The column “Talk” is not read; it holds 2 texts, such as “We need more time”."
    assert found["unread-columns"] == ("question", "I1", asked_about)
    assert found["columns-left-out"] == ("note", "J1", "Not read: “Free”.")


def test_a_file_of_no_group_is_accounted_for(tmp_path):
    feedback, codes = read(tmp_path, {"purple.xlsx": {"Categories": FILLED}})
    assert account(feedback) == [("", "group workbook", 3, 0, 0, 3)]
    assert codes == ["unknown-group"]


def test_a_workbook_made_for_one_group_and_named_after_another(tmp_path):
    from openpyxl.packaging.custom import StringProperty

    def green(book):
        book.custom_doc_props.append(StringProperty(name="facilitate-group", value="green"))
        book.custom_doc_props.append(StringProperty(name="facilitate-schema", value="9"))

    sheets = {"Categories": FILLED, "Missing": MISSING[:1], "Reflections": SAID[:1]}
    feedback, codes = read(tmp_path, {"Group Blue.xlsx": workbook(sheets, green)})
    assert account(feedback)[0][0] == "green"
    assert codes == ["two-groups-named", "later-workbook"]


def test_copies_that_differ_are_said_with_their_cells_and_the_original_is_read(tmp_path):
    other = answers(C1=("keep", None, None, None, "it works"), C3=("keep", None, None, None, "nobody uses it"))
    files = {"green (1).xlsx": {"Categories": other}, "green.xlsx": {"Categories": FILLED}}
    feedback, problems = read_groups(session(tmp_path, files), MEETING)
    assert asked(feedback) == EXPECTED
    said = next(problem for problem in problems if problem.code == "duplicate-group")
    assert said.found == (
        "Group Green has sent a second, different file; groups/green.xlsx was read. They differ in 1 cell: "
        "Categories!D4 has “keep”, groups/green.xlsx has “drop”."
    )
    assert said.place.file == "groups/green (1).xlsx"
    second = next(one for one in feedback.intake if one.copy_of)
    differs = (Difference("Categories!D4", "Categories!D4", "drop", "keep"),)
    assert (second.group, second.copy_of, second.differs) == ("green", "groups/green.xlsx", differs)
    assert account(feedback) == [
        ("green", "group workbook", 3, 2, 1, 0),
        ("green", "group workbook", 3, 0, 1, 2),
    ]
    assert [(one.source.place.cell, one.why) for one in feedback.set_aside] == [
        ("D2", "groups/green.xlsx was read instead"),
        ("D4", "groups/green.xlsx was read instead"),
    ]


def test_of_copies_whose_rows_and_columns_moved_only_the_cells_that_differ_are_said(tmp_path):
    def move(book):
        sheet = book["Categories"]
        sheet["D4"].value = "keep"
        sheet.insert_rows(3)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(2)
        sheet["A1"].value = "Group Green"

    first, second = ({"Categories": FILLED, "Reflections": SAID} for _ in range(2))
    files = {"green.xlsx": first, "green (1).xlsx": workbook(second, move)}
    feedback, _ = read_groups(session(tmp_path, files), MEETING)
    (copy,) = [one for one in feedback.intake if one.copy_of]
    assert copy.differs == (
        Difference("Categories!D4", "Categories!E7", "drop", "keep"),
        Difference("", "Categories!A1", "", "Group Green"),
    )
    assert copy.remark.endswith(
        "They differ in 2 cells: Categories!E7 has “keep”, Categories!D4 of groups/green.xlsx has “drop”; "
        "Categories!A1 “Group Green” is only here."
    )


def test_of_two_files_of_a_group_the_one_that_is_filled_in_is_read(tmp_path):
    other = {"blue.xlsx": {"Categories": [*FILLED[:2], *LIST[1:]]}}
    for number, (first, second) in enumerate((("green.xlsx", "green (1).xlsx"), ("green (1).xlsx", "green.xlsx"))):
        files = {first: {"Categories": [HEADERS, *LIST]}, second: {"Categories": FILLED}, **other}
        feedback, problems = read_groups(session(tmp_path / str(number), files), MEETING)
        assert [one for one in asked(feedback) if one[0] == "green"] == EXPECTED
        empty = next(one for one in feedback.intake if one.file == f"groups/{first}")
        assert (empty.expected, empty.copy_of, empty.found, empty.untouched) == (False, f"groups/{second}", 3, 3)
        said = [(one.code, one.place.file) for one in problems if "blue" not in one.place.file]
        assert ("empty-copy", f"groups/{first}") in said and "duplicate-group" not in {code for code, _ in said}


def test_a_workbook_that_came_back_as_it_was_sent_is_asked_about(tmp_path):
    blank = {"Categories": [HEADERS, *LIST], "Missing": MISSING[:1]}
    feedback, codes = read(tmp_path, {"green.xlsx": workbook(blank), "blue.xlsx": {"Categories": FILLED}})
    assert codes == ["nothing-filled-in"]
    assert account(feedback) == [("blue", "group workbook", 3, 2, 1, 0), ("green", "group workbook", 3, 0, 3, 0)]


def test_a_copy_in_another_format_differs_in_what_was_typed_alone(tmp_path):
    other = [[*row] for row in FILLED]
    other[1][7] = "because"
    files = {"green.xlsx": {"Categories": FILLED}, "green (1).csv": as_csv(other)}
    feedback, _ = read_groups(session(tmp_path, files), MEETING)
    (copy,) = [one for one in feedback.intake if one.copy_of]
    assert [(one.cell.rpartition("!")[2], one.copy_cell.rpartition("!")[2]) for one in copy.differs] == [("H2", "H2")]


def test_a_copy_that_was_only_saved_again_is_no_conflict(tmp_path):
    def resave(book):
        book.properties.creator = "somebody else"

    files = {
        "green (1).xlsx": workbook({"Categories": FILLED}, resave),
        "green.xlsx": {"Categories": FILLED},
    }
    feedback, codes = read(tmp_path, files)
    assert codes == ["same-copy"]
    assert account(feedback) == [("green", "group workbook", 3, 2, 1, 0), ("green", "group workbook", 0, 0, 0, 0)]


def test_one_unreadable_file_never_stops_the_others_and_stays_in_the_account(tmp_path):
    feedback, codes = read(tmp_path, {"blue.xlsx": b"", "green.xlsx": {"Categories": FILLED}})
    assert asked(feedback) == EXPECTED
    assert [(one.file, one.remark) for one in feedback.intake if one.file == "groups/blue.xlsx"] == [
        ("groups/blue.xlsx", "The file is empty (0 bytes).")
    ]
    assert codes == ["empty-file"]


def test_what_a_format_cannot_tell_is_in_the_account(tmp_path):
    feedback, _ = read(tmp_path, {"green.csv": as_csv(FILLED)})
    assert feedback.intake[0].remark.startswith("A text table (CSV) holds no strike-through")


def test_a_remark_on_the_first_sheet_is_said_once_somebody_wrote_it(tmp_path):
    cover = [(None, "Group Green"), ("meeting", "First"), ("facilitator", "Ada"), ("how", "Sheet"), (None, "Choose")]
    sheets = {"Group Green": [*cover, (), ()], "Categories": FILLED}
    feedback, codes = read(tmp_path, {"green.xlsx": sheets})
    assert (account(feedback), codes) == ([("green", "group workbook", 3, 2, 1, 0)], [])
    late = {"Group Green": [*cover, (None, "a"), (None, "b"), (None, "We ran out of time")], "Categories": FILLED}
    _, codes = read(tmp_path, {"green.xlsx": late})
    assert codes == ["text-on-first-sheet"]


def test_the_headers_of_the_list_are_the_ones_tested():
    assert len(HEADERS) == 8 and len(LIST) == 3
