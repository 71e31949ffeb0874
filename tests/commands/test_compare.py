"""`python -m ita compare` and `import`, as somebody at a console runs them."""

import json

import pytest
from click.testing import CliRunner

from ita.__main__ import main
from ita.store import open_store
from tests.reading.files import REAL
from tests.store.rows import of_year

PROVINCES = str(REAL / "06_nacc2564_group2_provinces_indicators.csv")
FACULTIES = str(REAL / "02_up2563_faculties_wide.csv")


def run(*arguments):
    return CliRunner().invoke(main, [*arguments, "--language", "en"])


def test_years_and_agencies_of_files_as_one_object():
    result = run("compare", PROVINCES, FACULTIES, "--json")
    content = json.loads(result.stdout)
    years = {each["agency"]: each["figures"] for each in content["years"]}
    assert set(years) == {"ตราด", "จันทบุรี"}
    (total,) = [row for row in years["ตราด"] if (row["fiscal_year"], row["key"]) == (2564, "total")]
    assert (total["score"], total["change"], total["comparable"]) == (81.45, 5.83, True)
    ranking = {each["fiscal_year"]: each["ranking"] for each in content["agencies"]}
    # 39 units of the university and two provinces have a result of 2563.
    assert {year: len(rows) for year, rows in ranking.items()} == {2563: 41, 2564: 3}
    assert [row["agency"] for row in ranking[2564]] == ["ตราด", "จันทบุรี", "นครนายก"]


def test_the_same_in_words():
    result = run("compare", PROVINCES)
    assert "2564 Total: 81.45 (+5.83)" in result.stdout
    assert "1. ตราด: 81.45" in result.stdout


def test_nothing_to_compare_is_bad_input(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nothing\n", encoding="utf-8")
    assert run("compare", str(path)).exit_code == 1


def test_an_import_tells_what_it_did_and_which_rows_are_faulty(tmp_path):
    path = tmp_path / "list.csv"
    good = "".join(f"กรม ก,2565,{number},90\n" for number in range(1, 11))
    path.write_text(f"agency,fiscal_year,indicator,score\n{good}กรม ข,2565,1,999\n", "utf-8")
    address = str(tmp_path / "ita.sqlite3")
    result = run("import", str(path), "--store", address)
    assert result.exit_code == 1
    assert "Imported 10 scores of 1 agency and year" in result.stdout
    assert "Row 12: “999” is no score from 0 to 100" in result.stderr
    store = open_store(address)
    assert of_year(store, 2565)["score"].tolist() == [90.0]
    store.close()
    path.write_text("a,b\n", encoding="utf-8")
    assert run("import", str(path), "--store", address).exit_code == 1


@pytest.fixture
def address(tmp_path):
    """A store of three municipalities, two of one name, and a district."""
    path = tmp_path / "list.csv"
    owners = [
        ("เทศบาลตำบลหนึ่ง", "ตราด", 2564, 70),
        ("เทศบาลตำบลหนึ่ง", "ตราด", 2565, 80),
        ("เทศบาลตำบลหนึ่ง", "ระยอง", 2565, 90),
        ("เทศบาลตำบลสอง", "ระยอง", 2565, 85),
        ("สำนักงานเขตสาทร", "", 2565, 95),
    ]
    rows = [
        f"{name},{province},{year},{number},{score}"
        for name, province, year, score in owners
        for number in range(1, 11)
    ]
    path.write_text("\n".join(["agency,province,fiscal_year,indicator,score", *rows]), "utf-8")
    address = str(tmp_path / "ita.sqlite3")
    run("import", str(path), "--store", address)
    return address


def test_the_agencies_of_a_year_in_a_store(address):
    result = run("compare", "--store", address, "--year", "2565", "--json")
    content = json.loads(result.stdout)
    rankings = [
        [(row["rank"], row["agency"], row["score"], row["grade"]) for row in each["ranking"]]
        for each in content["agencies"]
    ]
    assert rankings == [
        [
            (1, "เทศบาลตำบลหนึ่ง (ระยอง)", 90.0, "A"),
            (2, "เทศบาลตำบลสอง", 85.0, "A"),
            (3, "เทศบาลตำบลหนึ่ง (ตราด)", 80.0, "B"),
        ],
        [(1, "สำนักงานเขตสาทร", 95.0, "AA")],
    ]
    assert run("compare", "--store", address, "--year", "2560").exit_code == 1


def test_an_agency_of_a_store_by_its_years_and_in_its_year(address):
    name = "เทศบาลตำบลหนึ่ง (ตราด)"
    result = run("compare", "--store", address, "--agency", name, "--year", "2565", "--json")
    content = json.loads(result.stdout)
    (years,) = content["years"]
    changes = {
        row["fiscal_year"]: row["change"] for row in years["figures"] if row["key"] == "total"
    }
    assert (years["agency"], changes) == (name, {2564: None, 2565: 10.0})
    best = content["agencies"][0]["best_practice"]
    assert {(row["agency"], row["best_agency"]) for row in best} == {
        (name, "เทศบาลตำบลหนึ่ง (ระยอง)")
    }
    assert "2565 Total: 85.00" in run("compare", "--store", address, "--agency", "สอง").stdout


def test_a_name_that_fits_none_or_several_agencies_is_said(address):
    several = run("compare", "--store", address, "--agency", "เทศบาลตำบลหนึ่ง")
    assert several.exit_code == 1
    assert "เทศบาลตำบลหนึ่ง (ตราด), เทศบาลตำบลหนึ่ง (ระยอง)" in several.stderr
    assert "No saved result" in run("compare", "--store", address, "--agency", "ไม่มี").stderr


def test_the_store_of_the_environment_is_the_default(address, monkeypatch):
    monkeypatch.setenv("ITA_STORE", address)
    assert "เทศบาลตำบลสอง" in run("compare", "--year", "2565", "--store").stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["--store"], ["--year", "2565"], [PROVINCES, "--store", "x.sqlite3", "--year", "2565"]],
)
def test_files_or_a_store_never_both(arguments):
    assert run("compare", *arguments).exit_code == 2
