"""The workbook that a group gets."""

import shutil
import subprocess

import pytest
from openpyxl import load_workbook


@pytest.fixture
def green(facilitate, first):
    facilitate("pack", first)
    return load_workbook(first / "pack/groups/green.xlsx")


def test_file_first_sheet_and_properties_carry_the_group(green):
    assert green.sheetnames[:4] == ["Group Green", "Categories", "Missing", "Reflections"]
    assert green.worksheets[0]["B1"].value == "Group Green"
    properties = {entry.name: entry.value for entry in green.custom_doc_props.props}
    assert properties == {
        "facilitate-session": "ilo-2020-11-19-core-group-1",
        "facilitate-group": "green",
        "facilitate-list-version": "v0",
        "facilitate-schema": "2",
    }


def test_what_is_given_is_locked_and_the_rest_is_open(green):
    sheet = green["Categories"]
    assert sheet.protection.sheet and not sheet.protection.password
    locked = {
        cell.column_letter for row in sheet.iter_rows(min_row=2, max_row=9) for cell in row if cell.protection.locked
    }
    assert locked == {"A", "B", "C"}
    assert [sheet.cell(row, 1).value for row in range(2, 10)] == [f"C{n}" for n in range(1, 9)]


def test_dropdowns_offer_the_actions_and_the_categories(green):
    lists = green["Lists"]
    columns = [[cell.value for cell in column if cell.value] for column in lists.columns]
    assert columns[0] == ["keep", "rename", "redefine", "widen", "narrow", "merge into", "split", "drop"]
    assert columns[1][5] == "C6 Sectoral approach"
    assert lists.sheet_state == "hidden"


def test_it_prints_on_a4_with_its_header_on_every_page(green):
    for name in ("Categories", "Missing", "Reflections"):
        sheet = green[name]
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToWidth) == ("A2", "$1:$1", 1)
        assert sheet["B2"].alignment.wrap_text


def test_an_untouched_workbook_is_no_contribution(facilitate, first):
    facilitate("pack", first)
    for path in (first / "groups").glob("*.xlsx"):
        path.unlink()
    for path in (first / "pack/groups").glob("*.xlsx"):
        shutil.copy(path, first / "groups" / path.name)
    (first / "decisions.xlsx").unlink()
    result = facilitate("merge", first)
    assert "32 rows, of which 0 used, 32 untouched, 0 set aside." in result.stdout
    assert "Found 0 proposals" in result.stdout


@pytest.mark.slow
def test_libreoffice_keeps_it_readable(facilitate, first, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    facilitate("pack", first)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(first / "groups/green.xlsx")], check=True, capture_output=True, timeout=180)
    shutil.copy(tmp_path / "green.xlsx", first / "groups/green.xlsx")
    result = facilitate("merge", first)
    assert "45 rows, of which 33 used, 12 untouched, 0 set aside." in result.stdout
