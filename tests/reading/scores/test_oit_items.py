"""OIT items that are neither 0 nor 100: used as they are, and said once."""

import pytest

from ita.reading.scores import read_scores
from tests.tiny import BANGKOK, items
from tests.workbooks import info, workbook


def read(scores, offices=("สำนักงานทดสอบ",)):
    rows = [
        [office, row["code"], score]
        for office in offices
        for row, score in zip(items("OIT", [100], BANGKOK), scores, strict=True)
    ]
    sheet = [["หน่วยงาน", "รหัส", "คะแนน"], *rows]
    return read_scores(workbook({"ข้อมูล": info()[2:], "คะแนน": sheet}), "ก.xlsx")


def between(reading):
    return [each for each in reading.problems if each.code == "oit-item-between"]


def test_items_between_are_one_warning_that_names_them():
    reading = read([100, 50, 0, 75, *[100] * 39])
    (problem,) = between(reading)
    assert problem.severity == "warning"
    assert (problem.value, problem.detail["count"], problem.cell) == ("O2 50, O4 75", "2", "C3")
    assert list(reading.scores["score"].head(4)) == [100, 50, 0, 75]


@pytest.mark.parametrize("score", [0, 100, None])
def test_nought_a_hundred_and_none_are_nothing_to_say(score):
    assert between(read([score, *[100] * 42])) == []


def test_several_offices_share_one_warning():
    (problem,) = between(read([50, *[100] * 42], ["สำนักงานก", "สำนักงานข"]))
    assert (problem.detail["count"], problem.cell) == ("2", "")
