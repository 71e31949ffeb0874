"""The empty workbook: what it holds, what it checks, and that it reads back once filled in."""

from io import BytesIO

import openpyxl
import pytest

from ita.analysis.assessment import assessments
from ita.domain.framework import available_frameworks, load_framework
from ita.language import Words
from ita.publishing.excel.blank_workbook import make_blank_workbook
from ita.reading.scores import read_scores

WORDS = Words("th")


def filled(content, cells):
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet, values in cells.items():
        for cell, value in values.items():
            book[sheet][cell] = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("year", "variant"), available_frameworks())
def test_every_year_has_one_and_it_holds_no_score(year, variant):
    reading = read_scores(
        make_blank_workbook(load_framework(year, variant), WORDS), "template.xlsx"
    )
    assert reading.scores["score"].isna().all()
    assert reading.reported["value"].isna().all()


def test_filled_in_it_gives_the_result():
    scores = {f"G{row}": 90 + row / 100 for row in range(2, 90)}
    content = filled(
        make_blank_workbook(load_framework(2565, "bangkok"), WORDS),
        {"ข้อมูลหน่วยงาน": {"B2": "สำนักงานเขตทดสอบ"}, "คะแนนรายข้อ": scores},
    )
    reading = read_scores(content, "template.xlsx")
    (assessment,) = assessments(reading)
    assert assessment.agency == "สำนักงานเขตทดสอบ"
    assert assessment.framework.variant == "bangkok"
    assert len(assessment.ranked) == 88
    assert list(assessment.scores["code"][:2]) == ["I1", "I2"]
    assert assessment.total is not None


def test_ten_indicators_alone_are_enough():
    content = filled(
        make_blank_workbook(load_framework(2567), WORDS),
        {"ตัวชี้วัด": {f"D{row}": 90 for row in range(2, 12)}},
    )
    reading = read_scores(content, "template.xlsx")
    (assessment,) = assessments(reading)
    assert assessment.total == 90
    assert assessment.fiscal_year == 2567


def test_score_cells_take_only_scores():
    book = openpyxl.load_workbook(BytesIO(make_blank_workbook(load_framework(2565), WORDS)))
    checks = book["คะแนนรายข้อ"].data_validations.dataValidation
    score = next(check for check in checks if check.type == "decimal")
    assert (score.formula1, score.formula2) == ("0", "100")
    assert "G2" in score.sqref
    assert "G89" in score.sqref
