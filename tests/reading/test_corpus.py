"""Public workbooks that nobody here wrote are read whole, or refused with a message."""

import time

import pytest

from facilitate.reading.sheets import read_book
from tests.bench.corpus import CORPUS, SLOWEST, TEXT, files
from tests.bench.second import differences, second_opinions

if not CORPUS.is_dir():
    pytest.skip(f"the corpus is not beside the project ({CORPUS})", allow_module_level=True)
pytestmark = pytest.mark.slow

BETTER = {
    "okfn+messytables__ods_formats.ods": 1,  # durations over a day
    "tdf+odftoolkit__Insert and Delete Rows.ods": 1,  # an error that it takes for 0
    "tdf+odftoolkit__external_oleobject_import_xml_MSO15.ods": 1,  # sheets that LibreOffice remembers of another file
    "tdf+odftoolkit__format_cell_import_xml_MSO15.ods": 44,  # the pronunciation of words; durations over a day
}
"""Where python-calamine differs and a person who opens the file sees what we read: in so many cells."""


@pytest.fixture(scope="module")
def corpus():
    return files()


@pytest.fixture(scope="module")
def outcomes(corpus):
    found = {}
    for path in corpus:
        begin = time.perf_counter()
        found[path] = (*read_book(path, path.name), time.perf_counter() - begin)
    return found


def test_every_file_is_read_or_refused_with_a_message_in_time(outcomes):
    assert len(outcomes) > 200
    for path, (book, problems, seconds) in outcomes.items():
        assert book is not None or len(problems) == 1, path.name
        assert seconds < SLOWEST, path.name
    refused = {path.name: problems[0].code for path, (book, problems, _) in outcomes.items() if book is None}
    assert set(refused.values()) <= {"encrypted-file", "packed-workbooks", "reader-stopped"}


def test_values_agree_with_a_second_reader_and_no_filled_file_is_read_as_empty(corpus, outcomes):
    opinions = second_opinions([path for path in corpus if path.suffix not in TEXT])
    for path, opinion in opinions.items():
        book = outcomes[path][0]
        if isinstance(opinion, str):
            assert book is None, f"{path.name}: {opinion}"
        else:
            assert book is not None, path.name
            _, found = differences(book, opinion)
            assert len(found) == BETTER.get(path.name, 0), (path.name, found[:3])
