"""Results that agencies published recompute from their own figures, to the last decimal."""

from pathlib import Path

import pandas as pd
import pytest

from ita.analysis.assessment import assessments
from ita.analysis.results import bases, figures
from ita.reading.scores import read_scores
from ita.rounding import rounded

REAL = Path(__file__).parent / "data" / "real"


def read(name, content=None):
    data = (REAL / name).read_bytes() if content is None else content
    return assessments(read_scores(data, name))


def by_year(name):
    return {each.fiscal_year: each for each in read(name)}


UNITS = "02_up2563_faculties_wide.csv"


def test_all_printed_points_and_totals_of_39_units_recompute():
    units = read(UNITS)
    compared = pd.concat([unit.comparison for unit in units])
    equal = compared[compared["state"] == "equal"]["level"].value_counts()
    assert len(units) == 39
    assert equal["weighted"] == 116
    assert equal["total"] == 39
    assert equal["grade"] == 39
    assert set(compared["state"]) == {"equal"}


def test_a_blank_weighted_figure_is_computed_and_is_no_difference():
    (unit,) = [each for each in read(UNITS) if each.agency == "คณะนิติศาสตร์"]
    weighted_scores = figures(unit.results, "instrument", "weighted_score")
    assert rounded(weighted_scores["EIT"]) == 23.82
    assert ("weighted", "EIT") not in set(
        zip(unit.comparison["level"], unit.comparison["key"], strict=True)
    )


def test_a_blank_indicator_leaves_what_the_report_prints_above_it_and_its_cell_is_named():
    lines = (REAL / UNITS).read_text(encoding="utf-8").splitlines()
    cells = lines[4].split(",")
    assert cells[1] == "คณะนิติศาสตร์"
    cells[3] = ""
    lines[4] = ",".join(cells)
    (unit,) = [
        each for each in read(UNITS, "\n".join(lines).encode()) if each.agency == "คณะนิติศาสตร์"
    ]
    assert figures(unit.results, "indicator")["2"] is None
    assert rounded(figures(unit.results, "instrument", "weighted_score")["IIT"]) == 24.06
    assert rounded(figures(unit.results, "instrument", "weighted_score")["EIT"]) == 23.82
    assert unit.total == 71.21
    assert bases(unit.results, "instrument")["IIT"] == "computed"
    assert "D5" in {problem.cell for problem in unit.problems}


def test_provinces_of_two_years_differ_by_a_hundredth_at_most():
    provinces = read("06_nacc2564_group2_provinces_indicators.csv")
    assert {each.agency for each in provinces} == {"ตราด", "จันทบุรี", "นครนายก"}
    assert {each.fiscal_year for each in provinces} == {2563, 2564}
    assert all(each.differences.empty for each in provinces)


def test_bangkok_of_fy2566_from_instruments_and_two_parts():
    (city,) = read("08_bma_2566_instruments.csv")
    assert rounded(figures(city.results, "instrument")["EIT"]) == 80.82
    assert rounded(city.total) == 88.98
    assert city.level.level.code == "ผ่าน"
    assert city.differences.empty


def test_a_letter_printed_after_letters_ended_is_a_difference():
    (college,) = read("05_udvc_2566_indicators.csv")
    assert rounded(college.total) == 86.73
    assert college.level.level.code == "ผ่าน"
    assert list(college.differences["level"]) == ["grade"]


@pytest.mark.parametrize(("year", "total"), [(2567, 91.15), (2566, 86.78), (2562, 91.07)])
def test_totals_alone_are_kept(year, total):
    assert by_year("10_ipst_totals_2558_2567_thai_digits.csv")[year].total == total


@pytest.mark.parametrize(
    ("year", "level", "printed"),
    [(2567, "ผ่าน", True), (2566, "ผ่าน", True), (2565, "A", False), (2564, "AA", False),
     (2561, "สูงมาก", True), (2560, None, False)],
)  # fmt: skip
def test_printed_levels_of_three_regimes(year, level, printed):
    record = by_year("10_ipst_totals_2558_2567_thai_digits.csv")[year].level
    assert (record.level.code if record.level else None, record.printed) == (level, printed)


def test_a_file_with_one_instrument_has_no_total():
    (office,) = read("14_sakonnakhon1_esao_2566_oit_only.csv")
    assert figures(office.results, "instrument")["OIT"] == 88.75
    assert office.total is None
