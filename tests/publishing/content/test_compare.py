"""What compositions say of years and agencies side by side, by figures that are known."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment, assessments
from ita.analysis.compare_agencies import gather_scores
from ita.domain.framework import load_framework
from ita.domain.tables import measure_table, score_table
from ita.language import Words
from ita.publishing.catalogue import no_measures
from ita.publishing.content.compare import (
    MOST,
    WITH_MEASURES,
    gather_agencies,
    gather_best,
    gather_years,
)
from ita.publishing.content.model import Years
from ita.reading.scores import read_scores
from tests import tiny
from tests.publishing import real
from tests.reading import files

TH, EN = Words("th"), Words("en")
MADE = real.MADE
FACULTIES = "02_up2563_faculties_wide.csv"
UNIVERSITY = "04_up_university_2563_2565_indicators.csv"


def of_year(year: int, scores: list[float | None], agency: str = "เทศบาลหนึ่ง") -> Assessment:
    return Assessment(agency, year, load_framework(year), score_table(), tiny.ten(scores))


def two_years(before: Assessment, after: Assessment) -> Years:
    return gather_years(after, collect_results([before, after]), TH, MADE)


def scores_of(results: Sequence[Assessment]) -> pd.DataFrame:
    return gather_scores(collect_results(results))


def group_of(count: int) -> pd.DataFrame:
    """Agencies 1 to `count`, of which each has a total a little below the one before.

    Where all ten scores are the same, so is every figure of them: it is rolled up once.
    """
    results = collect_results([of_year(2565, [100.0] * 10)])
    names = [f"เทศบาล {at + 1}" for at in range(count)]
    scores = [100 - at * 50 / count for at in range(count)]
    repeated = results.loc[results.index.repeat(count)]
    return gather_scores(repeated.assign(agency=names * len(results), score=scores * len(results)))


def test_two_years_of_the_real_questions() -> None:
    content = two_years(real.earlier_year(), real.assessment())
    assert content.years == ("2564", "2565")
    assert [TH.number(each.score) for each in content.totals] == ["97.20", "98.14"]
    assert content.change == pytest.approx(0.94)
    assert content.rows[0].label == "1. การปฏิบัติหน้าที่"
    assert (content.rows[0].before, content.rows[0].after) == (97.71, 98.87)
    assert content.rows[0].change == pytest.approx(1.16)


def test_a_real_university_in_two_years() -> None:
    years = assessments(read_scores(files.real(UNIVERSITY), UNIVERSITY))
    content = two_years(*sorted(years, key=lambda each: each.fiscal_year or 0))
    assert [each.score for each in content.totals] == [71.55, 86.69]
    assert content.change == 15.14
    assert content.rows[9].change == pytest.approx(37.06)


def test_a_change_is_that_of_the_figures_that_are_shown() -> None:
    content = two_years(of_year(2564, [90.004] * 10), of_year(2565, [90.006] * 10))
    assert {row.change for row in content.rows} == {0.01}


def test_a_missing_year_has_no_change() -> None:
    content = two_years(tiny.assessment(), of_year(2566, [90] * 10, "สำนักงานทดสอบ"))
    assert content.change is None
    assert {(row.before, row.after, row.change) for row in content.rows} == {(None, 90.0, None)}


def test_years_across_a_break_have_no_change_and_a_note() -> None:
    content = two_years(of_year(2566, [90] * 10), of_year(2567, [95] * 10))
    of_iit = content.rows[0]
    assert (of_iit.before, of_iit.after, of_iit.change) == (90.0, 95.0, None)
    assert content.change is None
    assert any("หกระดับ" in note for note in content.notes)


def test_without_indicators_the_instruments_are_compared() -> None:
    scores = [("instrument", code, 90.0) for code in ("IIT", "EIT", "OIT")]
    before = replace(of_year(2564, []), reported=tiny.claims(scores))
    content = two_years(before, replace(before, fiscal_year=2565))
    assert [row.after for row in content.rows] == [90.0] * 3
    assert content.rows[0].label.startswith("IIT")


def test_the_ranking_of_a_real_faculty() -> None:
    """Of 39 units it is the 21st with 70.95; the best has 87.41."""
    units = assessments(read_scores(files.real(FACULTIES), FACULTIES))
    assessment = next(each for each in units if each.agency.startswith("โรงพยาบาล"))
    content = gather_agencies(assessment, scores_of(units), "total", TH, MADE)
    assert (content.figure.key, content.figure.score, content.ranked) == ("21", 70.95, 39)
    assert sum(content.piles) == 39
    assert content.piles[content.agency_pile or 0] > 0
    assert [(row.item.key, row.skipped) for row in content.rows] == [
        *(("1", 0), ("2", 0)),
        *(("20", 17), ("21", 0), ("22", 0)),
        *(("38", 15), ("39", 0)),
    ]
    assert [row.item.label for row in content.rows if row.is_agency] == [assessment.agency]
    assert content.comparisons == (
        "ต่ำกว่าค่าเฉลี่ยของกลุ่ม 0.60",
        "สูงกว่าค่าเฉลี่ยของหน่วยงานทั่วประเทศ 3.05",
        "สูงสุดคือ วิทยาลัยการศึกษา (87.41) ห่าง 16.46",
    )


def test_agencies_by_an_indicator_are_not_against_the_national_mean() -> None:
    units = assessments(read_scores(files.real(FACULTIES), FACULTIES))
    content = gather_agencies(units[0], scores_of(units), "10", EN, MADE)
    assert content.figure.label.startswith("10.")
    assert len(content.means) == 1
    assert not any("country" in line for line in content.comparisons)


def test_a_small_group_is_shown_whole_and_the_best_of_it_says_so() -> None:
    content = gather_agencies(
        of_year(2565, [100.0] * 10, "เทศบาล 1"), group_of(MOST), "total", TH, MADE
    )
    assert len(content.rows) == MOST
    assert not any(row.skipped for row in content.rows)
    assert TH("compare.own_best") in content.comparisons


def test_a_group_of_thousands_is_told_in_few_rows_and_piles() -> None:
    content = gather_agencies(
        of_year(2565, [100.0] * 10, "เทศบาล 500"), group_of(1000), "total", TH, MADE
    )
    assert len(content.rows) <= MOST
    assert sum(content.piles) == 1000
    assert len(content.piles) <= 30
    assert sum(row.skipped for row in content.rows) + len(content.rows) == 1000


def test_who_has_no_score_is_not_ranked() -> None:
    assessment = of_year(2565, [90.0, None] * 5, "เทศบาลใหม่")
    group = pd.concat([group_of(3), scores_of([assessment])], ignore_index=True)
    content = gather_agencies(assessment, group, "2", TH, MADE)
    assert (content.figure.key, content.figure.score, content.agency_pile) == ("", None, None)
    assert content.ranked == 3
    assert content.comparisons == (TH("compositions.agencies.no_rank"),)


def test_nobody_is_ranked_by_a_figure_that_nobody_has() -> None:
    assessment = of_year(2565, [90.0, None] * 5)
    content = gather_agencies(assessment, scores_of([assessment]), "2", TH, MADE)
    assert (content.rows, content.ranked) == ((), 0)
    assert content.means[0].score is None


def test_the_best_at_the_weakest_of_a_real_faculty() -> None:
    """Its indicator 10 has 30.00, and the best at it 95.00."""
    units = assessments(read_scores(files.real(FACULTIES), FACULTIES))
    assessment = next(each for each in units if each.agency.startswith("โรงพยาบาล"))
    content = gather_best(assessment, scores_of(units), TH, MADE, no_measures)
    first = content.rows[0]
    assert (first.weak.score, first.best.score, first.gap) == (30.0, 95.0, 65.0)
    assert first.best.label == "วิทยาลัยการศึกษา"
    assert len(content.rows) == 5
    assert "65.00" in content.head.title


def test_what_the_best_do_stands_beside_their_score() -> None:
    assessment = of_year(2565, [90.0] * 10)
    best_ones = [of_year(2565, [95.0] * 10, name) for name in ("ก", "ข")]
    plan = measure_table(
        [{"no": at, "indicator": 1, "issue": f"มาตรการ {at}"} for at in range(1, 5)]
    )
    group = scores_of([assessment, *best_ones])
    content = gather_best(assessment, group, TH, MADE, lambda agencies: {"ข": plan})
    assert len(content.rows) == WITH_MEASURES
    first, second = content.rows[:2]
    # Of two that are equally good the one whose measures are known is named.
    assert (first.best.label, second.best.label) == ("ข", "ก")
    assert [each.issue for each in first.measures] == ["มาตรการ 1", "มาตรการ 2"]
    assert (first.more, second.measures) == (2, ())


def test_indicators_tied_with_the_last_are_counted_and_so_are_the_best() -> None:
    assessment = of_year(2565, [50.0] * 10)
    others = [of_year(2565, [90.0] * 10, name) for name in ("ก", "ข")]
    content = gather_best(assessment, scores_of([assessment, *others]), TH, MADE, no_measures)
    assert (len(content.rows), content.more, content.rows[0].tied) == (5, 5, 1)


def test_who_is_best_itself_has_no_gap() -> None:
    assessment = of_year(2565, [90.0] * 10)
    group = scores_of([assessment, of_year(2565, [80.0] * 10, "ก")])
    content = gather_best(assessment, group, TH, MADE, no_measures)
    assert content.head.title == TH("compositions.best.title")
    assert {row.gap for row in content.rows} == {0.0}
    assert {row.best.label for row in content.rows} == {assessment.agency}


@pytest.mark.parametrize(
    ("after", "title"),
    [
        (92.5, "คะแนนรวมเพิ่มขึ้น 2.50 คะแนนจากปี 2564"),
        (80.0, "คะแนนรวมลดลง 10.00 คะแนนจากปี 2564"),
        (90.0, "คะแนนรวมเท่ากับปี 2564"),
    ],
)
def test_the_title_of_two_years_says_how_the_total_moved(after: float, title: str) -> None:
    content = two_years(of_year(2564, [90.0] * 10), of_year(2565, [after] * 10))
    assert content.head.title == title


def test_two_years_that_are_not_comparable_are_only_named_in_the_title() -> None:
    content = two_years(of_year(2566, [90] * 10), of_year(2567, [95] * 10))
    assert content.head.title == "ปี 2567 เทียบกับปี 2566"
