"""Sheets that the dashboard writes and that hold no scores are passed over, and no others."""

from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.generated_sheets import COMPUTED, OF_PLAN
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from tests.measures.tiny import entries, measures
from tests.reading.files import codes, reported, workbook

SCORES = [["เครื่องมือ", "คะแนน"], ["IIT", 90], ["EIT", 80], ["OIT", 70]]


def test_computed_figures_are_no_claims_of_the_report():
    computed = [[COMPUTED, "คะแนน"], ["IIT", 1], ["EIT", 2], ["OIT", 3]]
    reading = read_scores(workbook({"ผล": computed, "คะแนน": SCORES}), "ita 2565.xlsx")
    assert reported(reading, "instrument") == {"IIT": 90, "EIT": 80, "OIT": 70}
    assert codes(reading) == ["year-from-file-name"]


def test_a_sheet_with_another_header_is_read():
    other = [["เครื่องมือ", COMPUTED, "คะแนน"], *([c, "", n] for c, n in SCORES[1:])]
    reading = read_scores(workbook({"ผล": other}), "ita 2565.xlsx")
    assert reported(reading, "instrument") == {"IIT": 90, "EIT": 80, "OIT": 70}


def test_measures_and_follow_ups_are_no_scores():
    content = make_measures_workbook(measures({}), entries((1, "2023-04", "done", 40)))
    reading = read_scores(content, "b.xlsx")
    assert reading.scores.empty
    assert reading.reported.empty
    assert codes(reading) == ["no-scores-found"]


def test_the_plans_own_year_wins_over_that_of_the_scores():
    plan = [["ตัวชี้วัด", "ประเด็น", "ระยะเวลาแล้วเสร็จ", "ผู้รับผิดชอบ"], [1, "ก", "ทุกเดือน", "ทุกฝ่าย"]]
    content = workbook(
        {
            "มาตรการ": plan,
            "คะแนน": [["ปีงบประมาณ", 2565], *SCORES],
            "แผน": [[OF_PLAN, "ข้อมูล"], ["ปีงบประมาณ", 2566]],
        }
    )
    assert read_measures(content, "b.xlsx").fiscal_year == 2566
    assert set(read_scores(content, "b.xlsx").reported["fiscal_year"]) == {2565}
