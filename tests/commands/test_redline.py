"""A redline goes out, is answered in LibreOffice, and comes back into the decisions; a person's decision stands."""

from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from facilitate.commands import keeping
from facilitate.writing.excel.kept import kept_workbook
from tests.conftest import Workbook, codes, outline, section
from tests.office import Office, edited_xml, needs_office
from tests.redlines import C4, OPEN, ask, decision, now, states


@pytest.fixture
def asked(first) -> Path:
    return ask(first)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def sent(asked, facilitate) -> Path:
    """The redline of the session whose decisions are partly open."""
    assert facilitate("redline", asked).exit_code == 0
    return asked / "report/redline.docx"


def back(session: Path, content: bytes, name: str = "back.docx") -> Path:
    path = session / name
    path.write_bytes(content)
    return path


# ---------------------------------------------------------------- what goes out


def test_names_stand_whole_with_the_earlier_one_beneath(facilitate, first):
    facilitate("redline", first)
    lines = section(outline_of_changes(first / "report/redline.docx"), "The list")
    assert lines[:3] == [
        ("Redline Label", "C1 · renamed · Group Blue and Group Green (P1)"),
        (
            "Redline Name",
            "1.\t+Group Blue and Group Green: Work-based learning (apprenticeships, internship, on-the-job-training)"
            "⏎was: +Apprenticeships and work-based learning",
        ),
        (
            "Redline Definition",
            "Learning that happens in a real place of work. An apprenticeship is a contract, written or spoken, by "
            "which an employer takes somebody on, trains that person in a planned way for an agreed time, and is "
            "served in return. Internships, traineeships and training on the job belong here too, formal or informal.",
        ),
    ]


def test_each_kind_of_change_has_its_label(facilitate, first, second):
    labels = []
    for session in (first, second):
        facilitate("redline", session)
        lines = outline(session / "report/redline.docx")
        labels += [text.partition(" · Group")[0] for style, text in lines if style == "Redline Label"]
    assert labels == [
        "C1 · renamed",
        "C2 · renamed",
        "C3 · a part becomes no. 8",
        "C4 · widened",
        "C5 · widened, takes in the old no. 6",
        "C7 · as it stands, was no. 7",
        "C8 · widened, was no. 8",
        "C9 · split off from the old no. 3",
        "C10 · new",
        "C6 · merged into no. 5, was no. 6",
        "C1 · kept",
        "C2 · kept",
        "C3 · kept",
        "C4 · kept",
        "C5 · a part becomes no. 10",
        "C7 · widened",
        "C8 · kept",
        "C9 · kept",
        "C10 · kept",
        "C11 · split off from the old no. 5, formerly C6",
        "New category, not agreed, in square brackets",
    ]


def test_a_definition_is_redlined_word_by_word_with_whose_words_they_are(sent):
    lines = dict(reversed([(text[:4], text) for _, text in outline_of_changes(sent)]))
    assert lines["Part"] == (
        "Partnerships between those who train and those who employ+Group Blue and Group Orange: , innovative finance "
        "for ++Facilitator: them+, and the local networks in which skills are used: how training, support for "
        "innovation and the growth of enterprises in a +Facilitator: sector or a +region are joined up."
    )


def test_groups_that_differ_have_a_paragraph_each(sent):
    lines = [text for style, text in outline_of_changes(sent) if style == "Redline Alternative"]
    assert [line.split(": ")[0] for line in lines if "Training" in line or "P9" in line or "P10" in line] == [
        "Group Green and Group Orange (P9), not decided yet",
        "Group Violet (P10), not decided yet",
    ]
    assert lines[-3:-1] == [
        "Group Green and Group Orange (P9), not decided yet: +Group Green and Group Orange: keep it as it is+",
        "Group Violet (P10), not decided yet: call it +Group Violet: Digital and online training delivery+",
    ]


def test_text_that_is_not_agreed_stands_in_square_brackets(sent):
    lines = section(outline_of_changes(sent), "New categories that are not agreed")
    assert lines[-3:] == [
        ("Redline Label", "New category, not agreed, in square brackets · Group Orange (P14)"),
        ("Redline Name", "+Group Orange: \t[Media and communication]+"),
        ("Redline Definition", "+Group Orange: [Use of media to teach and to spread ideas.]+"),
    ]


def test_what_was_not_adopted_is_said_with_the_reason(facilitate, first):
    facilitate("redline", first)
    lines = section(outline(first / "report/redline.docx"), "Proposals that are not in this text")
    assert [text for _, text in lines][1:3] == [
        "4. Data analysis for skills development: keep (Group Orange, P5). The plenary wanted research to be visible.",
        "8. Social inclusion: drop (Group Violet, P12). Many projects do nothing but inclusion; they need a category "
        "of their own.",
    ]


def test_a_remark_without_a_wording_is_told_and_not_to_be_accepted(facilitate, asked):
    with Workbook(asked / "decisions.xlsx") as book:
        book.set("Decisions", "P2", "final wording", None)
        book.set("Decisions", "P2", "proposed", "rename")
    facilitate("redline", asked)
    lines = [
        text for style, text in outline_of_changes(asked / "report/redline.docx") if style == "Redline Alternative"
    ]
    assert lines[1] == "Group Orange (P2), not decided yet: rename. No wording has been drafted yet."


def test_the_reasons_are_comments(facilitate, first):
    facilitate("redline", first)
    document = Document(str(first / "report/redline.docx"))
    reasons = {(one.author, one.text) for one in document.comments}
    assert ("Facilitator", "The groups disagree; the question goes to the next meeting.") in reasons
    assert {one.timestamp.isoformat() for one in document.comments} == {"2020-11-19T12:00:00+00:00"}
    assert Counter(one.author for one in document.comments)["Group Green"] > 1


def test_every_change_has_the_date_of_the_meeting_and_what_readers_type_is_tracked(sent):
    document = Document(str(sent)).element
    marks = [one for one in document.iter() if one.tag.endswith(("}ins", "}del"))]
    assert {one.get(one.tag.replace("ins", "date").replace("del", "date")) for one in marks} == {"2020-11-19T12:00:00Z"}
    assert Document(str(sent)).settings.element.xpath("./w:trackRevisions")


def test_the_same_session_gives_the_same_bytes(facilitate, asked, sent):
    before = sent.read_bytes()
    sent.unlink()
    facilitate("redline", asked)
    assert sent.read_bytes() == before


def test_without_decisions_there_is_nothing_to_redline(facilitate, first):
    (first / "decisions.xlsx").unlink()
    result = facilitate("redline", first)
    assert (result.exit_code, "facilitate merge" in result.stderr) == (1, True)


def test_an_own_template_serves(facilitate, first):
    (first / "templates").mkdir()
    document = Document()
    document.add_paragraph("Our house style: {{title}}")
    document.add_paragraph("{{redline}}")
    document.save(str(first / "templates/redline.docx"))
    assert facilitate("redline", first).exit_code == 0
    lines = outline(first / "report/redline.docx")
    assert lines[0] == ("Normal", "Our house style: ILO Skills Innovation Network: 1st Core Group Meeting")
    assert lines[1][0] == "Redline Label"
    assert states(first / "report/redline.docx")["C1_name"] == "left open"


# ---------------------------------------------------------------- answered in LibreOffice


@needs_office
def test_saved_by_libreoffice_with_its_comments_nothing_is_answered(office, sent, tmp_path):
    saved = office.convert(sent, tmp_path)
    assert set(states(saved).values()) == {"left open"}
    assert len(Document(str(saved)).comments) == len(Document(str(sent)).comments) > 0


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize(("answer", "state"), [("Accept", "accepted"), ("Reject", "rejected")])
def test_accept_all_and_reject_all_are_read_back(facilitate, office, asked, sent, answer, state):
    expected = states(sent)
    copy = office.read(sent, asked / "back.docx", f"all|{answer}")
    assert states(copy) == dict.fromkeys(expected, state)
    result = facilitate("redline", asked, "--read", copy)
    verdict = {"accepted": "adopt", "rejected": "reject"}[state]
    assert {proposal: decision(asked, proposal)[0] for proposal in OPEN} == dict.fromkeys(OPEN, verdict)
    assert decision(asked, "P3")[3] == f"The readers of the redline {state} it."
    assert (decision(asked, "P14")[0], decision(asked, "P8")[0]) == ("bracket", "adopt")
    differing = 5 if state == "rejected" else 1
    assert Counter(codes(result))["readers-differ"] == differing


@pytest.mark.slow
@needs_office
def test_mixed_decisions_are_read_back_word_by_word(facilitate, office, asked, sent):
    steps = (
        "one|Accept|_cat_C2_name",
        "one|Reject|_cat_C4_action_P5",
        "one|Accept|_cat_C4_name_P6",
        "one|Accept|_cat_C4_definition_P6",
        "one|Reject|_cat_P13_name",
        "one|Reject|_cat_P13_definition",
        "word|Accept|innovative finance for them",
        "word|Reject|sector or a",
    )
    copy = office.read(sent, asked / "back.docx", *steps)
    assert {anchor: state for anchor, state in states(copy).items() if state != "left open"} == {
        "C2_name": "accepted",
        "C4_action_P5": "rejected",
        "C4_name_P6": "accepted",
        "C4_definition_P6": "accepted",
        "P13_name": "rejected",
        "P13_definition": "rejected",
        "C5_definition": "accepted in part",
    }
    result = facilitate("redline", asked, "--read", copy)
    said = {proposal: decision(asked, proposal)[0] for proposal in OPEN}
    adopted = {"P3": "adopt", "P5": "reject", "P6": "adopt", "P13": "reject"}
    assert said == {**dict.fromkeys(OPEN), **adopted}
    assert decision(asked, "P6")[2] == C4
    assert Counter(codes(result))["answer-left-open"] == 1


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("track", ["on", "off"])
def test_texts_edited_by_hand_are_read_back(facilitate, office, asked, sent, track):
    steps = (
        "one|Accept|_cat_C2_name",
        "one|Accept|_cat_C4_name_P6",
        "one|Accept|_cat_C4_definition_P6",
        f"track|{track}",
        "replace|Recognition of skills|Recognising skills",
        "replace|how well training performs|how training works",
        "append|_cat_C7_definition| And where it does.",
    )
    copy = office.read(sent, asked / "back.docx", *steps)
    edited = [anchor for anchor, state in states(copy).items() if state == "edited by hand"]
    assert edited == ["C2_name", "C4_definition_P6", "C7_definition"]
    assert now(copy, "C2_name") == "Recognising skills (certification and assessment)"
    result = facilitate("redline", asked, "--read", copy)
    assert decision(asked, "P3") == (
        "adopt with changes",
        "Recognising skills (certification and assessment)",
        None,
        "The readers of the redline changed its wording.",
    )
    assert decision(asked, "P6")[::2] == (None, C4)  # the facilitator's draft; the readers' wording beside it
    assert decision(asked, "F1") == (
        None,
        "Research, data and analysis for skills development",
        C4.replace("how well training performs", "how training works"),
        "The readers of the redline asked for this wording instead of that of P6.",
    )
    verdict, _, definition, reason = decision(asked, "F2")
    assert (verdict, reason) == (None, "The readers of the redline rewrote it.")
    assert str(definition).endswith("technology that makes learning accessible. And where it does.")
    assert {"rewritten-unasked", "wording-differs"} <= set(codes(result))


@needs_office
def test_an_entry_cut_out_is_gone_and_decides_nothing(facilitate, office, asked, sent):
    copy = office.read(sent, asked / "back.docx", "track|off", "cut|_cat_C2_name", "cut|_cat_C2_definition")
    found = {anchor: state for anchor, state in states(copy).items() if anchor.startswith("C2")}
    assert found == {"C2_name": "gone", "C2_definition": "gone"}
    result = facilitate("redline", asked, "--read", copy)
    assert (decision(asked, "P3")[0], codes(result).count("text-gone")) == (None, 2)


# ---------------------------------------------------------------- brought into the decisions


def accepted(content: bytes, proposal_words: str) -> bytes:
    """One insertion accepted as Word does: its frame is gone, its runs stay."""
    pattern = rf'<w:ins w:id="\d+" [^>/]*>((?:(?!</w:ins>).)*{proposal_words}(?:(?!</w:ins>).)*)</w:ins>'
    return edited_xml(content, (pattern, r"\1"))


def test_a_decision_that_a_person_filled_in_is_never_overwritten(facilitate, asked, sent):
    with Workbook(asked / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "decision", "reject")
        book.set("Decisions", "P3", "reason", "No.")
        cell = book.book["Decisions"].cell(book.row("Decisions", "P3"), book.column("Decisions", "decision")).coordinate
    before = decision(asked, "P3")
    result = facilitate("redline", asked, "--read", back(asked, accepted(sent.read_bytes(), "Recognition of skills")))
    assert decision(asked, "P3") == before
    assert (
        f"decisions.xlsx:Decisions!{cell}: question: You decided on P3: reject; the readers of back.docx accepted it."
        in result.stderr
    )


def test_a_wording_that_a_person_changed_meanwhile_stands_and_the_row_stays_open(facilitate, asked, sent):
    with Workbook(asked / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "final wording", "Skills recognised")
    result = facilitate("redline", asked, "--read", back(asked, accepted(sent.read_bytes(), "Recognition of skills")))
    assert decision(asked, "P3")[:2] == (None, "Skills recognised")
    assert "wording-differs" in codes(result)


@pytest.mark.parametrize("times", [1, 99])
def test_decisions_that_are_saved_while_the_answers_are_read_are_read_anew(facilitate, asked, sent, monkeypatch, times):
    copy, saved = back(asked, accepted(sent.read_bytes(), "Recognition of skills")), []

    def slowly(*given):
        if len(saved) < times:  # meanwhile somebody decides, and types into a row of their own
            saved.append(True)
            with Workbook(asked / "decisions.xlsx") as book:
                book.set("Decisions", "P5", "reason", f"saved meanwhile {len(saved)}")
                row = book.free("Decisions")
                for header, text in (("category", "C1"), ("reason", f"a row of my own {len(saved)}")):
                    book.set("Decisions", row, header, text)
        return kept_workbook(*given)

    monkeypatch.setattr(keeping, "kept_workbook", slowly)
    result = facilitate("redline", asked, "--read", copy)
    assert "would-be-lost" not in codes(result)
    with Workbook(asked / "decisions.xlsx") as book:
        assert book.get("Decisions", "P5", "reason") == f"saved meanwhile {len(saved)}"
        rows = [row["reason"] for row in book.rows("Decisions") if "my own" in str(row["reason"])]
    assert rows == [f"a row of my own {number}" for number in range(1, len(saved) + 1)]
    assert decision(asked, "P3")[0] == ("adopt" if times == 1 else None)
    assert ("Please close it and run the command again." in result.stderr) is (times > 1)


def test_the_same_answers_again_change_nothing_and_a_merge_keeps_them(facilitate, asked, sent):
    copy = back(asked, accepted(sent.read_bytes(), "Recognition of skills"))
    facilitate("redline", asked, "--read", copy)
    answered = (asked / "decisions.xlsx").read_bytes()
    again = facilitate("redline", asked, "--read", copy)
    assert ("0 answers" in again.stdout, codes(again).count("readers-differ")) == (True, 0)
    assert facilitate("merge", asked).exit_code == 0
    assert decision(asked, "P3")[0] == "adopt"
    assert any(path.read_bytes() != answered for path in (asked / "backups").iterdir())


def test_two_readers_who_contradict_each_other_are_both_heard(facilitate, asked, sent):
    rejected = edited_xml(
        sent.read_bytes(), (r'<w:ins w:id="\d+" [^>/]*>(?:(?!</w:ins>).)*Recognition of.*?</w:ins>', "")
    )
    facilitate(
        "redline", asked, "--read", back(asked, accepted(sent.read_bytes(), "Recognition of skills"), "green.docx")
    )
    result = facilitate("redline", asked, "--read", back(asked, rejected, "blue.docx"))
    assert decision(asked, "P3")[0] == "adopt"
    assert "You decided on P3: adopt; the readers of blue.docx rejected it." in result.stderr


def test_a_group_is_named_in_the_reason_and_a_person_is_not(facilitate, asked, sent):
    content = accepted(sent.read_bytes(), "Recognition of skills")
    facilitate("redline", asked, "--read", back(asked, content, "redline Group Green, A. Mensah.docx"))
    assert decision(asked, "P3")[3] == "Group Green accepted it."


def test_a_redline_that_somebody_worked_in_is_kept_when_a_new_one_is_written(facilitate, asked, sent):
    untouched = sent.read_bytes()
    with Workbook(asked / "decisions.xlsx") as book:
        book.set("Decisions", "P3", "decision", "defer")
    assert "your-version-kept" not in codes(facilitate("redline", asked))
    worked = accepted(untouched, "Recognition of skills")
    sent.write_bytes(worked)
    assert "your-version-kept" in codes(facilitate("redline", asked))
    assert [path.read_bytes() for path in (asked / "backups").glob("redline-*.docx")] == [worked]


def test_new_input_follows_a_new_name_that_readers_changed(facilitate, asked, sent):
    content = accepted(sent.read_bytes(), "Life skills")
    content = accepted(content, "Abilities that people")
    content = edited_xml(content, (r">Life skills \(e\.g\. soft skills", ">Life skills (e.g. social skills"))
    facilitate("redline", asked, "--read", back(asked, content))
    with Workbook(asked / "decisions.xlsx") as book:
        row = next(one for one in book.rows("Decisions") if one["id"] == "P13")
    name = "Life skills (e.g. social skills, healthy lifestyle and positive attitudes)"
    assert (row["decision"], row["final wording"], row["new input"]) == ("adopt with changes", name, name)
    assert "mark-not-found" not in codes(facilitate("report", asked))


def test_what_contradicts_after_reading_is_said_at_once(facilitate, asked, sent):
    content = accepted(
        accepted(sent.read_bytes(), "internship, on-the-job-training"), "internships, on-the-job trainings"
    )
    result = facilitate("redline", asked, "--read", back(asked, content))
    assert "both-adopted" in codes(result)


def test_answers_on_parts_of_a_split_that_do_not_fit_are_asked_back(facilitate, asked, sent):
    content = accepted(sent.read_bytes(), "Career guidance")
    whole = r"<w:p>(?:(?!</w:p>).)*Entrepreneurship and self-employment(?:(?!</w:p>).)*</w:p>"
    result = facilitate("redline", asked, "--read", back(asked, edited_xml(content, (whole, ""))))
    assert "answer-unclear" in codes(result)


def test_what_readers_type_and_comment_elsewhere_is_listed(facilitate, asked, sent):
    content = edited_xml(
        sent.read_bytes(), ("<w:sectPr", "<w:p><w:r><w:t>We also need green skills.</w:t></w:r></w:p><w:sectPr")
    )
    comment = (
        '<w:comment w:id="90" w:author="A. Mensah" w:initials="AM"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    )
    content = edited_xml(content, ("</w:comments>", f"{comment}</w:comments>"), part="word/comments.xml")
    result = facilitate("redline", asked, "--read", back(asked, content))
    assert "The document has a paragraph that was not sent: “We also need green skills.”." in result.stderr
    assert "A. Mensah comments: “Why?”." in result.stderr
    assert {"typed-elsewhere", "reader-comment"} <= set(codes(result))


def test_a_row_that_was_deleted_meanwhile_is_said(facilitate, asked, sent):
    with Workbook(asked / "decisions.xlsx") as book:
        book.book["Decisions"].delete_rows(book.row("Decisions", "P3"))
    result = facilitate("redline", asked, "--read", back(asked, accepted(sent.read_bytes(), "Recognition of skills")))
    assert "row-missing" in codes(result)


def test_an_entry_that_vanished_with_its_label_is_said(facilitate, asked, sent):
    paragraphs = [
        rf'<w:p>(?:(?!</w:p>).)*w:name="_cat_C2{part}"(?:(?!</w:p>).)*</w:p>' for part in ("", "_name", "_definition")
    ]
    content = edited_xml(sent.read_bytes(), *((pattern, "") for pattern in paragraphs))
    result = facilitate("redline", asked, "--read", back(asked, content))
    assert "The name of C2 is gone from the document." in result.stderr
    assert decision(asked, "P3")[0] is None


# ---------------------------------------------------------------- refused


def refused(facilitate, session: Path, path: Path) -> tuple[int, list[str], bool]:
    before = (session / "decisions.xlsx").read_bytes()
    result = facilitate("redline", session, "--read", path)
    return result.exit_code, codes(result), (session / "decisions.xlsx").read_bytes() == before


def test_a_redline_of_another_session_is_refused(facilitate, asked, second):
    facilitate("redline", second)
    assert refused(facilitate, asked, second / "report/redline.docx") == (1, ["redline-of-other-session"], True)


def test_a_redline_of_another_list_is_refused(facilitate, asked, sent):
    with Workbook(asked / "meeting.xlsx") as book:
        book.set("categories", "C7", "name", "Delivery of training")
    assert refused(facilitate, asked, back(asked, sent.read_bytes())) == (1, ["redline-of-other-list"], True)


def test_a_document_that_is_no_redline_is_refused(facilitate, asked):
    facilitate("report", asked)
    assert refused(facilitate, asked, asked / "report/report.docx") == (1, ["not-a-redline"], True)


def test_what_is_no_document_is_refused(facilitate, asked):
    assert refused(facilitate, asked, back(asked, b"Dear colleagues")) == (1, ["not-a-redline"], True)
    assert refused(facilitate, asked, asked / "decisions.xlsx") == (1, ["not-a-redline"], True)
    assert refused(facilitate, asked, asked / "nothing.docx") == (1, ["cannot-open"], True)


def test_a_redline_of_a_later_version_of_the_program_is_refused(facilitate, asked, sent):
    later = edited_xml(sent.read_bytes(), (r'\{"schema":1', '{"schema":2'), part="customXml/item2.xml")
    assert refused(facilitate, asked, back(asked, later)) == (1, ["later-redline"], True)


# ---------------------------------------------------------------- how a test looks at a document


def outline_of_changes(path: Path) -> list[tuple[str, str]]:
    """Paragraphs with style and text; an insertion as +author: text+, a deletion as ~author: text~."""
    found = []
    for paragraph in Document(str(path)).paragraphs:
        text = "".join(_shown(child) for child in paragraph._p)
        if text.strip():
            found.append((paragraph.style.name, text))
    return found


def _shown(element) -> str:
    tag = element.tag.rpartition("}")[2]
    if tag in ("ins", "del"):
        author = next(value for key, value in element.items() if key.endswith("}author"))
        sign = "+" if tag == "ins" else "~"
        return f"{sign}{author}: {''.join(map(_shown, element))}{sign}"
    if tag == "r":
        return "".join(map(_shown, element))
    return {"t": element.text, "delText": element.text, "br": "⏎", "tab": "\t"}.get(tag) or ""
