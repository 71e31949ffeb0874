"""Comparisons in words: checked by hand on real agencies, and what is said where nothing compares."""

from collections.abc import Sequence

import pandas as pd
import pytest

from ita.analysis.compare_agencies import best_practice, gather_scores, rank_agencies
from ita.analysis.compare_years import compare_years
from ita.language import Words
from ita.report.comparison import (
    best_headline,
    comparability_notes,
    largest_changes,
    level_text,
    national_comparison,
    rank_headline,
    reason_text,
    years_headline,
)
from tests.analysis.comparing import of_indicators, real_results

WORDS = Words("th")
PHAYAO = "04_up_university_2563_2565_indicators.csv"
FACULTIES = "02_up2563_faculties_wide.csv"
EIGHTIES = [80.0] * 10


def years(**scores: Sequence[float | None]) -> pd.DataFrame:
    """`compare_years` of an agency; a list of ten indicators for each year, as y2565=[…]."""
    tables = [of_indicators("ก", int(year[1:]), each) for year, each in scores.items()]
    return compare_years(pd.concat(tables, ignore_index=True))


def test_a_university_is_better_than_two_years_before() -> None:
    """86.69 and 71.55 are the totals of the printed indicators; 79.62 - 42.56 = 37.06."""
    table = compare_years(real_results(PHAYAO))
    headline = years_headline(table, 2565, WORDS)
    for part in ("86.69", "ดีขึ้น 15.14", "ปี 2563 (71.55)", "จาก C เป็น A"):
        assert part in headline
    changes = largest_changes(table, 2565, WORDS)
    assert "10. การป้องกันการทุจริต **+37.06**" in changes
    assert "ไม่มีตัวชี้วัดใดลดลง" in changes


def test_worse_equal_and_first() -> None:
    table = years(y2563=EIGHTIES, y2564=EIGHTIES, y2565=[70.0, *EIGHTIES[1:]])
    assert "ปีแรก" in years_headline(table, 2563, WORDS)
    assert "เท่ากับปี 2563" in years_headline(table, 2564, WORDS)
    assert "ระดับ B เท่าเดิม" in years_headline(table, 2564, WORDS)
    # One of five IIT indicators falls by 10: the IIT by 2, the total by 0.6.
    assert "ลดลง 0.60" in years_headline(table, 2565, WORDS)
    assert "1. การปฏิบัติหน้าที่ **-10.00**" in largest_changes(table, 2565, WORDS)
    assert "ไม่มีตัวชี้วัดใดเพิ่มขึ้น" in largest_changes(table, 2565, WORDS)


def test_a_break_is_told_and_no_change_is_claimed() -> None:
    table = years(y2566=EIGHTIES, y2567=[90.0] * 10)
    words = Words("th", thai_numerals=True)
    headline = years_headline(table, 2567, words)
    assert "เทียบกันไม่ได้" in headline
    assert "ดีขึ้น" not in headline
    # Not only figures, all digits of a sentence are in the chosen numerals.
    assert not any(digit in headline for digit in "0123456789")
    changes = largest_changes(table, 2567, WORDS)
    assert changes.startswith("จาก 2 ตัวชี้วัดที่เทียบกันได้")
    notes = comparability_notes(table, 2567, WORDS)
    assert notes[0].startswith("เทียบกันไม่ได้: คะแนนรวม ITA, IIT, EIT, ตัวชี้วัดที่ 1, 2, 3, 4, 5, 6")
    assert any(note.startswith("OIT, ตัวชี้วัดที่ 9, 10: รายการข้อ") for note in notes)


def test_another_rule_of_levels_is_told_once() -> None:
    notes = comparability_notes(years(y2565=EIGHTIES, y2566=EIGHTIES), 2566, WORDS)
    assert sum("เกณฑ์ระดับ" in note for note in notes) == 1
    assert not any("เกณฑ์ระดับ" in note for note in comparability_notes(
        years(y2564=EIGHTIES, y2565=EIGHTIES), 2565, WORDS
    ))  # fmt: skip


def test_a_missing_total_is_told_and_never_a_zero() -> None:
    missing = [None, *EIGHTIES[1:]]
    table = years(y2564=missing, y2565=EIGHTIES)
    assert "ไม่มีคะแนนรวม" in years_headline(table, 2564, WORDS)
    headline = years_headline(table, 2565, WORDS)
    assert "ปี 2564 ไม่มีคะแนนรวมให้เทียบ" in headline or "เทียบกันไม่ได้" in headline
    assert "nan" not in headline
    assert "NA" not in headline.replace("NACC", "")


def test_where_a_unit_stands_among_39() -> None:
    """87.41 is the highest printed total; 87.41 - 86.29 = 1.12."""
    ranked = rank_agencies(gather_scores(real_results(FACULTIES)))
    headline = rank_headline(ranked, "กองกลาง", "total", WORDS, str)
    for part in ("อันดับ **3 จาก 39 หน่วยงาน**", "**86.29**", "วิทยาลัยการศึกษา (87.41) ห่าง 1.12"):
        assert part in headline
    first = rank_headline(ranked, "วิทยาลัยการศึกษา", "total", WORDS, str)
    assert "ห่าง" not in first
    assert first.endswith(WORDS("compare.own_best"))
    # The national mean of 2563 is printed as 67.9; 86.29 - 67.9 = 18.39.
    assert "18.39" in national_comparison(86.29, 2563, "กองกลาง", WORDS)
    assert national_comparison(None, 2563, "กองกลาง", WORDS) == ""
    assert national_comparison(86.29, 2562, "กองกลาง", WORDS) == ""
    district = national_comparison(98.14, 2565, "สำนักงานเขตยานนาวา", WORDS)
    assert "ไม่รวมสำนักงานเขต" in district


def test_an_agency_without_a_score_is_not_ranked() -> None:
    results = pd.concat(
        [of_indicators("ก", 2565, [None, *EIGHTIES[1:]]), of_indicators("ข", 2565, EIGHTIES)]
    )
    headline = rank_headline(rank_agencies(gather_scores(results)), "ก", "total", WORDS, str)
    assert "ไม่อยู่ในอันดับของ 1 หน่วยงาน" in headline


def test_the_best_at_the_weakest_indicator_is_named() -> None:
    results = pd.concat(
        [
            of_indicators("ก", 2565, [60.0, *EIGHTIES[1:]]),
            of_indicators("<ข>", 2565, [95.5, *EIGHTIES[1:]]),
            of_indicators("ค", 2565, [95.5, *EIGHTIES[1:]]),
        ]
    )
    headline = best_headline(
        best_practice(gather_scores(results), "ก"), WORDS, lambda name: f"[{name}]"
    )
    for part in ("1. การปฏิบัติหน้าที่", "[<ข>]", "**95.50**", "**35.50**", "อีก 1 หน่วยงาน"):
        assert part in headline
    assert "สูงที่สุดในกลุ่มแล้ว" in best_headline(
        best_practice(gather_scores(results[results["agency"] == "ก"]), "ก"), WORDS, str
    )


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_reason_has_words_in_both_languages(language: str) -> None:
    words = Words(language)
    for reason in ("missing", "incomplete", "question", "codes", "items", "parts", "answers"):
        assert reason_text(reason, words)
    assert reason_text(pd.NA, words) == ""
    assert level_text(pd.NA, 2565, words) == "–"
    assert level_text("AA", 2565, words) == "AA"
