"""Tables of regions: ours, and a person's own."""

import pycountry
import pytest

from facilitate.reading.regions import read_regions
from facilitate.shipped import shipped

ILO = ("Africa", "Americas", "Arab States", "Asia and the Pacific", "Europe and Central Asia")


def read(path):
    return read_regions(path, path.name)


@pytest.mark.parametrize("name", ["ilo", "m49"])
def test_a_shipped_table_counts_every_country_once(name):
    table, problems = read(shipped("templates") / f"regions-{name}.csv")
    codes = [code for code, _ in table.regions]
    assert problems == ()
    assert len(codes) == len(set(codes))
    missing = {country.alpha_2 for country in pycountry.countries} - set(codes)
    assert missing <= {"AQ"}


def test_the_ilo_has_five_regions_with_names_in_other_languages():
    table, _ = read(shipped("templates") / "regions-ilo.csv")
    assert table.names == ILO
    regions = dict(table.regions)
    assert [regions[code] for code in ("KE", "EG", "JM", "JO", "FJ", "IR", "TR", "KZ", "IL")] == [
        "Africa",
        "Africa",
        "Americas",
        "Arab States",
        "Asia and the Pacific",
        "Asia and the Pacific",
        "Europe and Central Asia",
        "Europe and Central Asia",
        "Europe and Central Asia",
    ]
    assert dict(table.other_names)["Afrique"] == "Africa"


def test_the_united_nations_count_in_subregions():
    regions = dict(read(shipped("templates") / "regions-m49.csv")[0].regions)
    assert [regions[code] for code in ("KE", "CH", "JM", "TR", "VN")] == [
        "Eastern Africa",
        "Western Europe",
        "Caribbean",
        "Western Asia",
        "South-eastern Asia",
    ]


def test_a_table_of_ones_own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Code;Region;Kürzel\nke;North;N\nCH;South;S\n", "utf-8")
    table, problems = read(path)
    assert (table.regions, table.other_names, problems) == (
        (("KE", "North"), ("CH", "South")),
        (("N", "North"), ("S", "South")),
        (),
    )


def test_a_table_without_its_columns(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("country,area\nKenya,North\n")
    table, problems = read(path)
    assert (table, [one.code for one in problems]) == (None, ["not-a-region-table"])
