"""Files that try to do harm are refused before they cost anything."""

import pytest

from tests.reading.hostile import ATTACKS, HARMLESS
from tests.reading.measured import cost

# The codes that the attacks are refused with: too-large, unpacks-too-large, climbing-part, declares-entities,
# endless-markup, giant-range, repeats-text, reader-stopped.


@pytest.mark.parametrize(("build", "codes"), ATTACKS.values(), ids=ATTACKS)
def test_refused_within_a_second_and_300_mb(tmp_path, build, codes):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(build())
    found = cost(path)
    assert (found.format, len(found.codes)) == ("", 1)
    assert found.codes[0] in codes
    assert found.work < 1, found
    assert found.megabytes < 300, found


@pytest.mark.parametrize("build", HARMLESS.values(), ids=HARMLESS)
def test_what_only_looks_dangerous_costs_nothing(tmp_path, build):
    path = tmp_path / "odd.xlsx"
    path.write_bytes(build())
    found = cost(path)
    assert found.work < 1, found
    assert found.megabytes < 300, found
