"""Columns of quarters, months, years and days: what they say of a deadline, or a question. (DOMAIN.md §4)"""

from datetime import date, datetime

import openpyxl
import pytest

from ita.reading.measures import read_measures
from tests.reading.files import cells, saved
from tests.reading.measures.other_plans import (
    JUNE,
    MARCH,
    MONTHS,
    QUARTERS,
    SEPTEMBER,
    days,
    errors,
    read,
)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (QUARTERS, []),
        (["ระยะเวลาดำเนินการ (ไตรมาส)", None, None, None], [1, 2, 3, 4]),
        (
            ["ปีงบประมาณ 2566", None, None, None],
            ["ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔"],
        ),
        (QUARTERS, ["ต.ค.-ธ.ค. 65", "ม.ค.-มี.ค. 66", "เม.ย.-มิ.ย. 66", "ก.ค.-ก.ย. 66"]),
        (["ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย."], []),
        (["Q1", "Q2", "Q3", "Q4"], []),
    ],
)
def test_quarters_as_columns(upper, lower):
    reading = read(
        ["ที่", "กิจกรรม", *upper, "ผู้รับผิดชอบ"],
        *([[None, None, *lower, None]] if lower else []),
        ["1", "อบรม", "X", "✓", None, None, "กองคลัง"],
        ["2", "ประชุม", "●", "●", "●", "●", "กองช่าง"],
        ["3", "รณรงค์", "/", "-", "/", None, "กองช่าง"],
        ["4", "ไม่มีเวลา", None, None, None, None, "กองช่าง"],
    )
    assert days(reading) == [MARCH, SEPTEMBER, JUNE, None]
    assert errors(reading) == ["deadline-missing"]
    again = read(
        ["กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ"],
        *[[row.activity, row.deadline_text, "ก"] for row in reading.measures.itertuples()],
    )
    assert days(again) == days(reading)


def test_months_under_two_calendar_years():
    reading = read(
        ["ลำดับ", "โครงการ", "พ.ศ. 2565", None, None, "พ.ศ. 2566", *[None] * 8, "ผู้รับผิดชอบ"],
        [None, None, *MONTHS, None],
        [1, "อบรม", *[None] * 3, *["/"] * 3, *[None] * 6, "กองคลัง"],
        [2, "เผยแพร่", *["●"] * 12, "กองคลัง"],
    )
    assert days(reading) == [MARCH, SEPTEMBER]
    assert reading.measures["deadline_text"].iloc[0] == "ม.ค. 2566 - มี.ค. 2566"


def test_a_date_beside_the_marks_says_it_more_exactly_or_contradicts_them():
    reading = read(
        ["กิจกรรม", *QUARTERS, "กำหนดแล้วเสร็จ", "ผู้รับผิดชอบ"],
        ["ก", "X", "X", None, None, "15 มี.ค. 66", "กองคลัง"],
        ["ข", "X", "X", None, None, "15 ส.ค. 66", "กองคลัง"],
        ["ค", "X", "X", None, None, None, "กองคลัง"],
    )
    assert days(reading) == [date(2023, 3, 15), None, MARCH]
    assert errors(reading) == ["deadline-contradictory"]


def test_years_as_columns_with_money():
    reading = read(
        ["โครงการ", "งบประมาณ (บาท)", None, None, "หน่วยงานรับผิดชอบ"],
        [None, "2566", "2567", "2568", None],
        ["อบรม", 10000, 20000, "-", "กองคลัง"],
        ["ประชุม", "-", 20000.5, None, "กองช่าง"],
    )
    assert days(reading) == [SEPTEMBER, None]
    assert reading.measures["budget"].tolist() == ["10,000 (2567: 20,000)", "(2567: 20,000.50)"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("1 ต.ค. 65", "30 ก.ย. 66"),
        (datetime(2022, 10, 1), datetime(2566, 9, 30)),
        ("ต.ค. 65", "ก.ย. 66"),
    ],
)
@pytest.mark.parametrize(
    "header",
    [
        [["กิจกรรม", "ระยะเวลาดำเนินการ", None, "ผู้รับผิดชอบ"], [None, "เริ่มต้น", "สิ้นสุด", None]],
        [["กิจกรรม", "วันเริ่มต้น", "วันสิ้นสุด", "ผู้รับผิดชอบ"]],
    ],
)
def test_of_begin_and_end_the_end_counts(header, start, end):
    reading = read(*header, ["อบรม", start, end, "กองคลัง"])
    assert days(reading) == [SEPTEMBER]
    assert " - " in reading.measures["deadline_text"].iloc[0]
    turned = read(*header, ["อบรม", end, start, "กองคลัง"])
    assert (days(turned), errors(turned)) == ([None], ["deadline-contradictory"])


TWO = ["กิจกรรม", "ระยะเวลาแล้วเสร็จ", "ระยะเวลาแล้วเสร็จ", "ผู้รับผิดชอบ"]
ROW = ["อบรม", "30 มิ.ย. 66", "30 ก.ย. 66", "กองคลัง"]


def test_two_columns_of_deadlines_are_a_question_with_its_answers():
    reading = read(TWO, ROW)
    assert days(reading) == [None]
    (problem,) = [each for each in reading.problems if each.options]
    assert (problem.code, problem.cell, errors(reading)) == (
        "column-twice",
        "C2",
        [problem.code],
    )
    answers = [read(TWO, ROW, mapping=option.mapping) for option in problem.options]
    assert [days(each) for each in answers] == [[JUNE], [SEPTEMBER]]
    assert [errors(each) for each in answers] == [[], []]


def test_columns_that_never_differ_leave_nothing_open():
    reading = read(
        TWO, ["ก", "30 มิ.ย. 66", "30 มิ.ย. 66", "กองคลัง"], ["ข", None, "30 ก.ย. 66", "กองคลัง"]
    )
    assert (days(reading), errors(reading)) == ([JUNE, SEPTEMBER], [])


def test_columns_that_say_the_same_in_other_words_leave_nothing_open():
    reading = read(
        ["ตัวชี้วัดที่", "ตัวชี้วัด", "กิจกรรม", "กำหนดเสร็จ", "วันสิ้นสุด", "ผู้รับผิดชอบ"],
        [2, "การใช้งบประมาณ", "ก", "๓๐ มิ.ย. ๖๖", "2023-06-30", "กองคลัง"],
        [3, "การใช้อำนาจ", "ข", "ทุกเดือน", None, "กองคลัง"],
    )
    assert reading.measures["indicator"].tolist() == [2, 3]
    assert (days(reading), reading.problems) == ([JUNE, None], ())
    other = read(TWO, ["ก", "ทุกเดือน", "30 มิ.ย. 66", "กองคลัง"])
    assert (days(other), errors(other)) == ([None], ["column-twice"])


def test_a_column_that_says_of_itself_that_it_is_old_loses():
    header = ["กิจกรรม", "กำหนดแล้วเสร็จ (เดิม)", "กำหนดแล้วเสร็จ", "ผู้รับผิดชอบ"]
    reading = read(header, ROW)
    assert (days(reading), errors(reading)) == ([SEPTEMBER], [])
    assert cells(reading, "column-set-aside") == [("แผน", "B2")]
    assert days(read(header[:2] + header[3:], [ROW[0], ROW[1], ROW[3]])) == [JUNE]


def test_month_before_day_in_a_column_makes_a_question_of_what_goes_both_ways():
    rows = [
        ["ก", "09/30/2023", "กองคลัง"],
        ["ข", "04/05/2023", "กองคลัง"],
        ["ค", "30 มิ.ย. 66", "กองคลัง"],
    ]
    header = ["กิจกรรม", "กำหนดเสร็จ", "ผู้รับผิดชอบ"]
    reading = read(header, *rows)
    assert days(reading) == [SEPTEMBER, None, JUNE]
    (problem,) = [each for each in reading.problems if each.options]
    assert (problem.code, problem.cell) == ("deadline-day-or-month", "B4")
    answers = [days(read(header, *rows, mapping=option.mapping))[1] for option in problem.options]
    assert answers == [date(2023, 5, 4), date(2023, 4, 5)]
    assert days(read(header, rows[1])) == [date(2023, 5, 4)]


@pytest.mark.parametrize(
    ("marks", "day", "code"),
    [
        (["--", "--", None, None], MARCH, None),
        (["←→", None, None, None], None, "deadline-unreadable"),
        (["ทุกเดือน", None, None, None], None, None),
        (["ตลอดปี", None, None, None], None, None),
        ([None, "15 มี.ค. 66", None, None], date(2023, 3, 15), None),
        ([None, "15 ส.ค. 66", None, None], None, "deadline-contradictory"),
        ([True, True, False, False], MARCH, None),
        ([1000, 2000.5, 0, "0"], MARCH, None),
    ],
)
def test_what_may_stand_under_a_quarter(marks, day, code):
    reading = read(["กิจกรรม", *QUARTERS, "ผู้รับผิดชอบ"], ["อบรม", *marks, "กองคลัง"])
    assert (days(reading), errors(reading)) == ([day], [code] if code else [])
    recurring = marks[0] in ("ทุกเดือน", "ตลอดปี")
    assert reading.measures["recurring"].tolist() == [recurring]


def test_a_plan_without_a_year_asks_for_it_where_a_day_depends_on_it():
    rows = [["กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ"]]
    rows += [["ก", "31 มี.ค. 66", "กองคลัง"], ["ข", "ไตรมาส 2", "กองคลัง"], ["ค", "30 ก.ย.", "กองช่าง"]]
    reading = read(*rows, title=["แผน"])
    assert (days(reading), errors(reading)) == ([MARCH, None, None], ["deadline-without-year"])
    (problem,) = [each for each in reading.problems if each.options]
    assert (problem.detail["count"], [each.label for each in problem.options]) == ("2", ["2566"])
    answered = read(*rows, title=["แผน"], mapping=problem.options[0].mapping)
    assert (days(answered), errors(answered)) == ([MARCH, MARCH, SEPTEMBER], [])


def test_two_plans_of_two_years_in_one_file():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year in (2565, 2566):
        sheet = book.create_sheet(f"แผน {year}")
        sheet.append([f"แผนของเทศบาลเมืองตัวอย่าง ปีงบประมาณ {year}"])
        sheet.append(["กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ"])
        sheet.append(["ก", "ไตรมาส 4", "กองคลัง"])
    reading = read_measures(saved(book), "a.xlsx")
    assert days(reading) == [date(2022, 9, 30), SEPTEMBER]
    assert (reading.agency, reading.fiscal_year) == ("เทศบาลเมืองตัวอย่าง", None)
    assert reading.measures["fiscal_year"].tolist() == [2565, 2566]


def test_answers_hold_for_a_file_of_the_same_layout():
    question = next(each for each in read(TWO, ROW).problems if each.options)
    answer = question.options[1].mapping.for_layout()
    assert answer.sheets[0].layout
    later = read(TWO, ["ประชุม", "31 มี.ค. 66", "30 มิ.ย. 66", "กองช่าง"], mapping=answer)
    assert (days(later), errors(later)) == ([JUNE], [])
