"""Dates as offices write them, both ways, and the months of a fiscal year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.thai.dates import (
    find_times,
    first_day,
    fiscal_months,
    fiscal_year_days,
    last_day,
    month_name,
    month_of,
    numeric_date,
    short_date,
)
from ita.thai.text import thai_digits

DAY = date(2023, 4, 20)
days = st.dates(date(1958, 1, 1), date(2056, 12, 31))


def only(text: str, fiscal_year: int | None = None):
    (time,) = find_times(text, fiscal_year)
    return time


@pytest.mark.parametrize(
    "text",
    [
        "๒๐ เม.ย. ๖๖",
        "๒๐ เม.ย.๖๖",
        "ดำเนินการแล้วเสร็จภายใน ๒๐ เม.ย ๖๖ และนำขึ้น website ของสำนักงาน เขต",
        "ดำเนินการ แล้วเสร็จ ภายใน 20 เม.ย ๖๖ และนำขึ้น website",
        "20 เมย 66",
        "20เมษายน2566",
        "วันที่ 20 เดือน เมษายน พ.ศ. ๒๕๖๖",
        "20 เมษา ปี 66",
        "20-เม.ย.-66",
        "20 เม. ย. 2566",
        "20 เม.ย. ค.ศ. 2023",
        "20 เม.ย. ค.ศ. 23",
        "20 เม.ย. 2023",
        "20 Apr 2023",
        "20 April 23",
        "20 apr. 2566",
        "20/4/2566",
        "20/04/66",
        "20.4.2023",
        "20-4-66",
        "2023-04-20",
        "2566-04-20",
        "1-20 เม.ย. 66",
        "20 เม.ย. 66 เวลา 16.30 น.",
        "20 เมษายน พุทธศักราช 2566",
        "18-20 ของเดือน เม.ย. 66",
        "วันพฤหัสบดีที่ 20 เมษายน 2566",
        "20 / 4 / 2566",
        "2023/04/20",
        "2566-04-20T00:00:00",
        "April 20, 2023",
        "Apr 20 2023",
        "Apr. 20th, 66",
        "20th of April 2023",
        "20-Apr-66",
        "4/20/2566",
        "20 เม.ย. 23",
        "20/4/23",
    ],
)
def test_every_way_of_writing_a_day(text):
    time = only(text)
    assert (time.day, time.first, time.unit) == (DAY, DAY, "day")
    assert not time.year_assumed


@pytest.mark.parametrize(
    ("text", "first", "last", "unit"),
    [
        ("ภายในเดือนกุมภาพันธ์ 2567", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("มี.ค.66", date(2023, 3, 1), date(2023, 3, 31), "month"),
        ("Mar 2023", date(2023, 3, 1), date(2023, 3, 31), "month"),
        ("ครั้งที่ 1 เม.ย. 66", date(2023, 4, 1), date(2023, 4, 30), "month"),
        ("ไตรมาสที่ 2/2566", date(2023, 1, 1), date(2023, 3, 31), "quarter"),
        ("ไตรมาส ๑", date(2022, 10, 1), date(2022, 12, 31), "quarter"),
        ("Q3/66", date(2023, 4, 1), date(2023, 6, 30), "quarter"),
        ("Q4 FY2023", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("ไตรมาส 2 ของปีงบประมาณ พ.ศ. 2567", date(2024, 1, 1), date(2024, 3, 31), "quarter"),
        ("ไตรมาสสุดท้าย", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("ไตรมาส ๑ - ๔", date(2022, 10, 1), date(2023, 9, 30), "quarter"),
        ("ไตรมาสที่ 2 และ 3", date(2023, 1, 1), date(2023, 6, 30), "quarter"),
        ("ครึ่งปีแรก", date(2022, 10, 1), date(2023, 3, 31), "half"),
        ("ครึ่งปีหลังของปีงบประมาณ 2565", date(2022, 4, 1), date(2022, 9, 30), "half"),
        ("รอบ 6 เดือน", date(2022, 10, 1), date(2023, 3, 31), "half"),
        ("6 เดือนหลัง", date(2023, 4, 1), date(2023, 9, 30), "half"),
        ("รอบ 9 เดือน", date(2022, 10, 1), date(2023, 6, 30), "half"),
        ("รอบ 6 เดือน และ 12 เดือน", date(2022, 10, 1), date(2023, 9, 30), "half"),
        ("สิ้นปีงบประมาณ 2566", date(2022, 10, 1), date(2023, 9, 30), "year"),
        ("ภายในปีงบประมาณ พ.ศ. 2567", date(2023, 10, 1), date(2024, 9, 30), "year"),
        ("FY66", date(2022, 10, 1), date(2023, 9, 30), "year"),
        ("ตลอดปีงบประมาณ", date(2022, 10, 1), date(2023, 9, 30), "year"),
    ],
)
def test_units_longer_than_a_day(text, first, last, unit):
    time = only(text, 2566)
    assert (time.first, time.day, time.unit) == (first, last, unit)


def test_a_year_without_digits_is_that_of_the_text_before_that_of_the_plan():
    times = find_times("ไตรมาสที่ 2 ประจำปีงบประมาณ 2565", 2566)
    assert [each.day for each in times] == [date(2022, 3, 31)]
    times = find_times("ปีงบประมาณ 2565 ภายในเดือนมีนาคม", 2566)
    assert [(each.day, each.year_assumed) for each in times] == [
        (date(2022, 9, 30), False),
        (date(2022, 3, 31), False),
    ]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("04/05/2566", "either"),
        ("05/05/2566", ""),
        ("13/05/2566", ""),
        ("2566-04-05", ""),
        ("09/30/2566", "month first"),
        ("ต้นเดือนมีนาคม 2566", "part"),
        ("กลางปีงบประมาณ 2566", "part"),
        ("สัปดาห์ที่ 2 ของเดือนมีนาคม 2566", "part"),
    ],
)
def test_what_a_time_leaves_open(text, doubt):
    assert only(text, 2566).doubt == doubt


def test_two_digits_are_the_year_near_the_plan():
    assert only("30/9/66", 2566).day == date(2023, 9, 30)
    assert only("30/9/23", 2566).day == date(2023, 9, 30)
    assert only("30/9/23", 2523).day == date(1980, 9, 30)
    assert only("30/9/99", 2566).day is None


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_month_is_known_by_its_short_name(month, language):
    day = date(2023, month, 3)
    assert only(short_date(day, language)).day == day


@pytest.mark.parametrize(
    "text",
    [
        *("31 เม.ย. 66", "29 ก.พ. 2566", "0 เม.ย. 66", "20/13/2566", "20 เม.ย. 3000"),
        # What is no year, a day or a year, a quarter of which calendar?
        *("20 เม.ย. 256", "20 เม.ย. 25666", "Sep 30", "ก.ย. 23", "Q2/2023"),
    ],
)
def test_a_day_that_no_calendar_has_is_met_but_none(text):
    assert only(text, 2566).day is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "ทุกเดือน",
        "ทุก ๑ เดือน",
        "1 มีความพร้อม 66",
        "50 คน",
        "8.30-16.30",
        "1/2566",
        "ทุกไตรมาส",
        "6 เดือน",
        "ทุก 6 เดือน",
        "ไตรมาสละ 2 ครั้ง",
        "ภาคเรียนที่ 1/2566",
    ],
)
def test_what_is_no_date_is_none(text):
    assert find_times(text, 2566) == []


def test_a_day_or_month_without_a_year_lies_in_the_fiscal_year():
    time = only("20 เม.ย.", 2566)
    assert (time.text, time.day, time.year_assumed) == ("20 เม.ย.", DAY, True)
    assert only("1 ต.ค.", 2566).day == date(2022, 10, 1)
    assert only("30 กันยายน", 2566).day == date(2023, 9, 30)
    assert only("ภายในเดือนมีนาคม", 2566).day == date(2023, 3, 31)
    assert find_times("20 เม.ย.") == find_times("ไตรมาส 2") == find_times("มีนาคม") == []


def test_several_days_come_in_their_order():
    assert [each.day for each in find_times("1 ต.ค. 65 - 30/9/2566")] == [
        date(2022, 10, 1),
        date(2023, 9, 30),
    ]


@given(days, st.booleans())
def test_what_is_written_out_reads_back(day, thai):
    for text in (short_date(day), numeric_date(day), short_date(day, "en"), day.isoformat()):
        assert only(thai_digits(text) if thai else text).day == day


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    assert all(each.day is None or each.day.year > 1800 for each in find_times(text, 2566))


@given(st.integers(2450, 2600))
def test_a_fiscal_year_is_twelve_months_from_october(fiscal_year):
    begin, end = fiscal_year_days(fiscal_year)
    months = fiscal_months(fiscal_year)
    assert (first_day(months[0]), last_day(months[-1])) == (begin, end)
    assert len(set(months)) == 12
    assert months == sorted(months)
    for month, after in pairwise(months):
        assert last_day(month) + timedelta(days=1) == first_day(after)


def test_months_have_names_and_a_form():
    assert month_of(DAY) == "2023-04"
    assert month_name("2023-04") == "เม.ย. 2566"
    assert month_name("2023-04", "en") == "Apr 2023"
    for wrong in ("2566-04", "2023-13", "2023-4", "April"):
        with pytest.raises(ValueError, match="month"):
            first_day(wrong)
