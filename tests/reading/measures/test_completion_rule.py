"""The line of a plan that says when a measure of several divisions is done."""

import pytest

from ita.reading.measures import read_measures
from tests.workbooks import workbook

HEADER = ["ตัวชี้วัด", "ประเด็น", "กิจกรรมที่จะดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาแล้วเสร็จ"]
ROW = ["1", "การปฏิบัติหน้าที่", "จัดทำคู่มือ", "ฝ่ายปกครอง", "15 มี.ค. 2566"]
TITLE = ["แผนของสำนักงานเขตยานนาวา ปีงบประมาณ พ.ศ. 2566"]
LEAD = "มาตรการที่มีหลายฝ่าย ถือว่าแล้วเสร็จเมื่อ: ฝ่ายหลักรายงานแล้วเสร็จ"
ALL = "มาตรการของหลายฝ่ายให้ถือว่าแล้วเสร็จเมื่อทุกฝ่ายรายงานแล้วเสร็จ"


def read(*above, below=()):
    return read_measures(workbook({"แผน": [*above, HEADER, ROW, *below]}), "แผน.xlsx")


def codes(reading):
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ((), None),
        (([LEAD],), "lead"),
        (([ALL],), "all"),
        ((["มาตรการที่มีหลายฝ่าย ถือว่าแล้วเสร็จเมื่อ", "ทุกฝ่ายรายงานแล้วเสร็จ"],), "all"),
        (([LEAD], [LEAD]), "lead"),
    ],
)
def test_the_rule_stands_above_the_table_or_below_it(lines, rule):
    for reading in (read(TITLE, *lines), read(TITLE, below=([], *lines))):
        assert (reading.done_by, len(reading.measures)) == (rule, 1)
        assert "completion-rule-unclear" not in codes(reading)


@pytest.mark.parametrize(
    "lines",
    [
        ([LEAD], [ALL]),
        (["มาตรการที่มีหลายฝ่าย ถือว่าแล้วเสร็จเมื่อ", "ผู้อำนวยการเห็นชอบ"],),
        (["มาตรการที่มีหลายฝ่าย ถือว่าแล้วเสร็จเมื่อฝ่ายหลักหรือทุกฝ่ายรายงาน"],),
    ],
)
def test_a_line_that_is_not_clear_is_a_problem_and_no_rule(lines):
    reading = read(TITLE, *lines)
    assert reading.done_by is None
    assert "completion-rule-unclear" in codes(reading)


def test_a_measure_about_the_rule_is_a_measure():
    reading = read(TITLE, below=(["2", ALL, "", "ฝ่ายโยธา", "ทุกเดือน"],))
    assert (reading.done_by, len(reading.measures)) == (None, 2)
