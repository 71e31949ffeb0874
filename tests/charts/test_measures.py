"""Figures of measures: every measure is drawn once, and text from files stays text."""

from datetime import date

import pandas as pd
import pytest

from ita.charts import measures as measure_charts
from ita.charts.palette import DARK, LIGHT
from ita.charts.progress import draw_progress
from ita.domain.plan import MeasurePlan
from ita.language import Words
from ita.measures.by_division import by_division, progress_by_division
from tests.measures.tiny import ON, TWO, entries, measures, progress

WORDS = Words("th")
PLAN = measures(
    {"deadline": "2023-04-05"},
    {"deadline": "2023-04-20", "divisions": ("ฝ่ายโยธา",)},
    {"divisions": ("ทุกฝ่าย",)},
)
DONE = entries((2, "2023-03", "done"))


def reading(plan=PLAN):
    return MeasurePlan("ก.xlsx", plan, "เขตทดสอบ", 2566, "bangkok", TWO)


def bars(figure):
    """How many measures of each row are in each state."""
    return {
        (point[0], trace.name): x
        for trace in figure.data
        if trace.type == "bar"
        for point, x in zip(trace.customdata, trace.x, strict=True)
        if x
    }


def labels(figure):
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def load(plan=PLAN, reports=DONE, look=LIGHT):
    table = by_division(progress(plan, reports))
    return measure_charts.draw_load_by_division(table, reading(plan), ON, WORDS, look)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_load_has_a_row_a_division_in_parts(look):
    figure = load(look=look)
    assert bars(figure) == {
        ("ฝ่ายปกครอง", "ล่าช้า"): 1,
        ("ฝ่ายปกครอง", "ยังไม่รายงาน"): 1,
        ("ฝ่ายโยธา", "ยังไม่รายงาน"): 1,
        ("ฝ่ายโยธา", "แล้วเสร็จ"): 1,
    }
    assert "<b>1 + 1 ร่วม</b>" in labels(figure)
    assert figure.layout.paper_bgcolor == look.background
    assert "เขตทดสอบ" in figure.layout.annotations[0].text


def test_deadlines_in_their_order_with_their_distance():
    table = progress(PLAN, DONE).status_table()
    figure = measure_charts.draw_deadlines(table, reading(), ON, WORDS, LIGHT)
    assert bars(figure) == {
        ("2023-04-05", "ล่าช้า"): 1,
        ("2023-04-20", "แล้วเสร็จ"): 1,
        ("", "ยังไม่รายงาน"): 1,
    }
    texts = labels(figure)
    assert texts[:3] == ["5 เม.ย. 2566", "20 เม.ย. 2566", WORDS("measure_charts.without_deadline")]
    assert texts[3:] == ["<b>เลยมา 5 วัน</b>", "<b>อีก 10 วัน</b>", ""]


def test_nobody_counts_the_days_after_a_plans_year():
    late = date(2026, 11, 27)
    table = progress(PLAN, DONE, late).status_table()
    figure = measure_charts.draw_deadlines(table, reading(), late, WORDS, LIGHT)
    assert labels(figure)[3:5] == ["<b>เลยมาเกินหนึ่งปี</b>"] * 2


def test_reports_of_a_month():
    row = {"outstanding": 1, "not_reported": 0, "ahead": 0, "reported": 2, "closed": 0}
    table = pd.DataFrame([{"division": "ฝ่ายโยธา", **row}])
    figure = measure_charts.draw_reports(table, "2023-04", reading(), WORDS, LIGHT)
    assert bars(figure) == {("ฝ่ายโยธา", "ค้างรายงาน"): 1, ("ฝ่ายโยธา", "รายงานแล้ว"): 2}
    assert "<b>รายงาน 2 จาก 3</b>" in labels(figure)


def test_progress_leaves_months_ahead_blank():
    months = ["2023-02", "2023-03", "2023-04", "2023-05"]
    table = progress_by_division(progress(PLAN, DONE), months)
    figure = draw_progress(table, ON, reading(), WORDS, LIGHT)
    done = figure.data[1]
    works = [(x, y) for x, y, key in zip(done.x, done.y, done.customdata, strict=True)
             if key[0] == "ฝ่ายโยธา"]  # fmt: skip
    assert [x for x, _ in works] == [0, 1, 2]
    assert [y < 0 for _, y in works] == [False, True, True]
    assert "<b>แล้วเสร็จ 50%</b>" in labels(figure)


def test_markup_of_a_file_is_shown_letter_by_letter():
    plan = measures({"divisions": ("<img src=x onerror=alert(1)>",)})
    hovers = [text for trace in load(plan).data for text in (trace.hovertext or ())]
    assert not any("<img" in text for text in [*labels(load(plan)), *hovers])


def test_a_plan_without_measures_draws_nothing():
    nothing = measures()
    assert bars(load(nothing, None)) == {}
    table = nothing.assign(state=[])
    figure = measure_charts.draw_deadlines(table, reading(nothing), date(2023, 1, 1), WORDS, LIGHT)
    assert labels(figure) == []
    empty = progress_by_division(progress(nothing), [])
    assert labels(draw_progress(empty, ON, reading(nothing), WORDS, LIGHT)) == []
