"""A redline as Word saves it after a reader's work: the XML is edited as Word would, since no Word runs here."""

import pytest

from tests.office import edited_xml
from tests.redlines import ask, now, states

NAME = "Recognition of skills (certification and assessment)"
OURS = r'<w:ins w:id="\d+" w:author="Group Blue and Group Violet" w:date="2020-11-19T12:00:00Z">'
MARIA = 'w:author="Maria" w:date="2020-12-01T09:30:00Z"'
DEFINITION = "How training reaches learners: teaching methods, tools"


@pytest.fixture
def sent(facilitate, first):
    assert facilitate("redline", ask(first)).exit_code == 0
    return first / "report/redline.docx"


def after(sent, *changes):
    path = sent.with_name("back.docx")
    path.write_bytes(edited_xml(sent.read_bytes(), *changes))
    return path


def run(words):
    return f'<w:r w:rsidR="00AB12CD"><w:t xml:space="preserve">{words}</w:t></w:r>'


def struck(words):
    return f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def test_untouched_everything_is_left_open(sent):
    assert set(states(sent).values()) == {"left open"}


def test_word_cuts_runs_and_adds_marks_of_its_own(sent):
    cut = f'{run("Recogni")}<w:proofErr w:type="spellStart"/>{run("tion of skills (certification and assessment)")}'
    copy = after(sent, (rf"<w:r><w:t[^>]*>{_literal(NAME)}</w:t></w:r>", cut))
    assert states(copy)["C2_name"] == "left open"


def test_a_reader_strikes_words_of_our_insertion(sent):
    whole = f"({OURS})<w:r><w:t[^>]*>{_literal(NAME)}</w:t></w:r>"
    copy = after(
        sent,
        (
            whole,
            rf'\1{run("Recognition of skills")}<w:del w:id="901" {MARIA}>'
            rf"{struck(' (certification and assessment)')}</w:del>",
        ),
    )
    assert (states(copy)["C2_name"], now(copy, "C2_name")) == ("edited by hand", "Recognition of skills")


def test_a_reader_writes_into_our_insertion(sent):
    whole = f"({OURS})<w:r><w:t[^>]*>{_literal(NAME)}</w:t></w:r>"
    more = f'<w:ins w:id="902" {MARIA}>{run(", formal and informal")}</w:ins>'
    copy = after(sent, (whole, rf"\1{run(NAME)}</w:ins>{more}\1"))
    assert (states(copy)["C2_name"], now(copy, "C2_name")) == ("edited by hand", f"{NAME}, formal and informal")


def test_moved_words_count_as_deleted_here_and_inserted_there(sent):
    first = f"<w:r><w:t[^>]*>({DEFINITION})"
    moved = (
        f'<w:moveFrom w:id="903" {MARIA}>{run("How training reaches learners: ")}</w:moveFrom>'
        f'<w:moveTo w:id="904" {MARIA}>{run("teaching methods, ")}</w:moveTo><w:r><w:t xml:space="preserve">tools'
    )
    copy = after(sent, (first, moved))
    assert states(copy)["C7_definition"] == "edited by hand"
    assert now(copy, "C7_definition").startswith("teaching methods, tools and equipment")


def test_what_is_typed_at_the_end_of_a_paragraph_belongs_to_its_text(sent):
    end = r"(that makes learning accessible\.</w:t></w:r><w:bookmarkEnd [^>]*/>)"
    copy = after(sent, (end, rf'\1<w:ins w:id="905" {MARIA}>{run(" Everywhere.")}</w:ins>'))
    assert now(copy, "C7_definition").endswith("that makes learning accessible. Everywhere.")


def test_a_paragraph_that_was_broken_in_two_is_one_text(sent):
    broken = f'{DEFINITION}</w:t></w:r></w:p><w:p>{run("")}<w:r><w:t xml:space="preserve">'
    copy = after(sent, (DEFINITION, broken))
    assert states(copy)["C7_definition"] == "edited by hand"
    assert now(copy, "C7_definition").startswith(f"{DEFINITION}\n and equipment")


def test_two_paragraphs_that_were_run_together_are_still_two_texts(sent):
    end = r'(<w:bookmarkStart [^>]*w:name="_cat_C7_name"/>(?:(?!</w:p>).)*)</w:p><w:p>(?:(?!</w:pPr>).)*</w:pPr>'
    copy = after(sent, (end, r"\1"))
    changed = {anchor for anchor, state in states(copy).items() if state != "left open"}
    assert changed == set()
    assert now(copy, "C7_name") == "Training delivery"
    assert now(copy, "C7_definition").startswith(DEFINITION)


def test_a_text_that_was_retyped_at_its_bookmark_is_found(sent):
    text = rf"<w:r><w:t[^>]*>{DEFINITION}[^<]*</w:t></w:r>"
    whole = rf'(<w:bookmarkStart [^>]*w:name="_cat_C7_definition"/>){text}(<w:bookmarkEnd [^>]*/>)'
    copy = after(sent, (whole, rf"\1\2{run('How people learn.')}"))
    assert (states(copy)["C7_definition"], now(copy, "C7_definition")) == ("edited by hand", "How people learn.")


def test_a_bookmark_that_fell_onto_the_next_paragraph_takes_nothing_from_it(sent):
    marks = r'(<w:bookmarkStart [^>]*w:name="_cat_P13_name"/>)(?:(?!</w:p>).)*?(<w:bookmarkEnd [^>]*/>)'
    paragraph = rf"<w:p>(?:(?!</w:p>).)*{marks}</w:p>(<w:p><w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)"
    copy = after(sent, (paragraph, r"\3\1\2"))
    assert (states(copy)["P13_name"], states(copy)["P13_definition"]) == ("rejected", "left open")


def test_names_and_dates_that_were_removed_do_not_hide_that_nothing_was_answered(sent):
    without = after(sent, (r' w:date="2020-11-19T12:00:00Z"', ""))
    assert set(states(without).values()) == {"left open"}
    anonymous = after(sent, (r'w:author="[^"]*" w:date="[^"]*"', 'w:author="Author"'))
    assert set(states(anonymous).values()) == {"left open"}


def test_a_document_with_an_entity_is_not_read(facilitate, sent):
    copy = after(sent, (r"<w:document ", '<!DOCTYPE x [<!ENTITY a "b">]><w:document '))
    result = facilitate("redline", sent.parent.parent, "--read", copy)
    assert "it holds what no Word document holds" in result.stderr


def _literal(words):
    return words.replace("(", r"\(").replace(")", r"\)")
