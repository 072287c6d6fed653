"""The lint finds each seeded defect, and nothing in a document of ours."""

import pytest

from tests.conftest import FIRST, ROOT
from tests.office import edited_xml
from tests.writing.word_lint import lint

LABEL = r"(?=<w:bookmarkStart [^>]*w:name=\"_cat_C2\"/>)"
DEFECTS = {
    "one id on two marks": ((r'<w:ins w:id="\d+"', '<w:ins w:id="1"'), "the id 1 is on"),
    "undefined style": ((r'w:val="RedlineName"', 'w:val="Redlinename"'), "the style Redlinename is not defined"),
    "undefined list": (
        (LABEL, '<w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr>'),
        "the list 99 is not defined",
    ),
    "cell without paragraph": ((r"<w:sectPr", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:sectPr"), "a cell does not end"),
    "w:t in a deletion": ((r"(<w:del .*?)<w:delText([^>]*)>([^<]*)</w:delText>", r"\1<w:t\2>\3</w:t>"), "w:t in a"),
    "w:delText outside": (
        (r"(<w:ins .*?)<w:t([^>]*)>([^<]*)</w:t>", r"\1<w:delText\2>\3</w:delText>"),
        "w:delText out",
    ),
    "insertion in a run": ((LABEL, '<w:r><w:ins w:id="900" w:author="x" w:date="y"/></w:r>'), "w:ins stands in w:r"),
    "no author": ((r'w:author="Group Violet"', ""), "w:ins lacks its author"),
    "open bookmark": ((r'<w:bookmarkEnd w:id="1"/>', ""), "bookmark 1 begins or ends alone"),
    "bookmark twice": ((r'w:name="_cat_C2"', 'w:name="_cat_C1"'), "the bookmark _cat_C1 is there 2 times"),
    "open field": ((LABEL, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "a field has no end"),
    "field that only ends": ((LABEL, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "a field ends that has not begun"),
    "comment without reference": ((r'<w:commentReference w:id="0"/>', ""), "comment 0 and its reference do not match"),
    "white space": ((r'<w:t xml:space="preserve">was: <', "<w:t>was: <"), "white space around 'was: ' would be lost"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    import shutil

    from click.testing import CliRunner

    from facilitate.cli import main

    folder = tmp_path_factory.mktemp("lint") / FIRST
    shutil.copytree(ROOT / "sessions" / FIRST, folder)
    assert CliRunner().invoke(main, ["redline", str(folder)]).exit_code == 0
    return (folder / "report/redline.docx").read_bytes()


def test_a_sound_document_passes(sound):
    assert lint(sound) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_found(sound, defect):
    change, message = DEFECTS[defect]
    found = lint(edited_xml(sound, change))
    assert any(message in one for one in found), found


def test_a_missing_part_is_found(sound):
    broken = edited_xml(sound, (r"numbering\.xml", "lists.xml"), part="word/_rels/document.xml.rels")
    assert any("lists.xml is missing" in one for one in lint(broken))
