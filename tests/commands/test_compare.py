"""`python -m ita compare` and `import`, as somebody at a console runs them."""

import json

from click.testing import CliRunner

from ita.__main__ import main
from ita.store import open_store
from tests.reading.files import REAL

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
    assert "Imported 10 scores of 1 agencies and years" in result.stdout
    assert "Row 12: “999” is no score from 0 to 100" in result.stderr
    store = open_store(address)
    assert store.results.of_year(2565)["score"].tolist() == [90.0]
    store.close()
    path.write_text("a,b\n", encoding="utf-8")
    assert run("import", str(path), "--store", address).exit_code == 1
